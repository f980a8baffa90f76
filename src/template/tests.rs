use super::*;
use crate::query;
use crate::report::example::{asked, karta};
use crate::say::Failure;

/// What a template of that name makes of a report on the example.
fn filled(name: &str, text: &str, said: &str, lang: Lang) -> std::result::Result<String, String> {
    let template = Template::shipped(name).unwrap_or_else(|| Template::of(name.to_owned(), text.to_owned()));
    let karta = karta(&[(
        "behov/elak.toml",
        "id = \"elak\"\ntitel = \"<b>Elak</b> *titel* [x](http://a.se)\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\naktorer = [\"regionen\"]\n",
    )]);
    let answer = asked(&karta, said).expect("a report");
    let around = Around { karta: &karta, lang, today: Date::parse("2017-10-19").expect("a date") };
    template.fill(&answer, &around).map_err(|failure| failed(&failure, lang))
}

fn failed(failure: &Failure, lang: Lang) -> String {
    let lines = [Some(&failure.what), failure.why.as_ref(), failure.hint.as_ref()];
    lines.into_iter().flatten().map(|words| words.get(lang)).collect::<Vec<_>>().join("\n")
}

fn sv(name: &str, text: &str) -> String {
    filled(name, text, "luckor", Lang::Sv).unwrap_or_else(|failure| failure)
}

fn body(html: &str) -> &str {
    html.split_once("<body>").map_or(html, |(_, body)| body).trim()
}

#[test]
fn a_letter_to_an_actor() {
    insta::assert_snapshot!(body(&filled("brev", "", "aktor regionen", Lang::Sv).expect("a letter")), @r"
    <p>19 oktober 2017</p>
    <h1>Om Regionen</h1>
    <p>Hej!</p>
    <p>Här är vad kartan säger om er. Läs igenom det och svara på frågorna i slutet.</p>
    <h2>Det här äger ni (1)</h2>
    <ul>
    <li><strong>E-arkiv</strong>, pågående. Tillsammans med Staden och Verket</li>
    </ul>
    <h2>Det här behöver ni (3)</h2>
    <ul>
    <li><strong>&lt;b&gt;Elak&lt;/b&gt; *titel* [x](http://a.se)</strong>, identifierat</li>
    <li><strong>Digital post</strong>, identifierat</li>
    <li><strong>Översättning och tolkning</strong>, bekräftat. Tillsammans med Verket</li>
    </ul>
    <h2>Några som ni kan ha nytta av att prata med</h2>
    <ul>
    <li><strong>Verket</strong> arbetar med ert behov utan er: Digital post</li>
    <li><strong>Verket</strong> har samma behov; ni löser det inte ihop: Översättning och tolkning</li>
    </ul>
    <h2>Svara gärna på</h2>
    <ol>
    <li>Stämmer det som står här? Vad är inaktuellt?</li>
    <li>Vilka behov och initiativ saknas?</li>
    <li>Vem hos er ska vi höra av oss till?</li>
    </ol>
    <footer>
    <p>Filter: inget (6 behov, 5 initiativ)</p>
    <p>Karta: Kartan. Revision: prov.</p>
    <p>Avförda och ersatta poster räknas inte: 1.</p>
    </footer>
    </body>
    </html>
    ");
    let en = filled("brev", "", "aktor regionen", Lang::En).expect("a letter");
    assert!(en.contains("<p>19 October 2017</p>") && en.contains("What you own (1)"), "{en}");
}

#[test]
fn a_list_for_a_meeting() {
    insta::assert_snapshot!(filled("motesunderlag", "", "luckor ? tema:skola", Lang::Sv).expect("a list"), @r"
    # Mötesunderlag: Luckor: 2 av 4 behov är dåligt mötta

    Kartan, 19 oktober 2017

    ## 1\. Översättning och tolkning

    - Brist: inget initiativ
    - Vad som brister: inget initiativ möter det
    - Aktörer: 2
    - Teman: 3
    - Källor: 1
    - Id: tolk
    - Beslut: \_\_\_\_\_\_\_\_\_\_
    - Vem: \_\_\_\_\_\_\_\_\_\_
    - Klart när: \_\_\_\_\_\_\_\_\_\_

    ## 2\. \<b\>Elak\</b\> \*titel\* \[x\](http\://a.se)

    - Brist: inget initiativ
    - Vad som brister: inget initiativ möter det
    - Aktörer: 1
    - Teman: 1
    - Id: elak
    - Beslut: \_\_\_\_\_\_\_\_\_\_
    - Vem: \_\_\_\_\_\_\_\_\_\_
    - Klart när: \_\_\_\_\_\_\_\_\_\_

    ## Om underlaget

    - Ordning: hur dåligt behovet är mött, sedan hur många aktörer, teman och källor som delar det.
    - Filter: tema:skola (4 behov, 2 initiativ)
    - Karta: Kartan. Revision: prov.
    - Avförda och ersatta poster räknas inte: 1.
    ");
    let en = filled("motesunderlag", "", "luckor ? tema:skola", Lang::En).expect("a list");
    assert!(en.contains("# For the meeting: ") && en.contains("- Who: "), "{en}");
}

#[test]
fn an_overview_on_one_page() {
    for (lang, caption) in [(Lang::Sv, "Hur det står till"), (Lang::En, "How it stands")] {
        let html = filled("oversikt", "", "oversikt", lang).expect("a page");
        assert!(html.contains(&format!("<caption>{caption}</caption>")), "{html}");
        assert!(html.contains("<td>Vård</td><td class=\"n\">3</td>") || html.contains("<td>Health</td>"), "{html}");
    }
}

#[test]
fn what_the_map_says_is_never_markup() {
    let title = "{% for row in rows if row.id == 'elak' %}{{ row.titel }}{% endfor %}";
    assert_eq!(sv("x.html", title), "&lt;b&gt;Elak&lt;/b&gt; *titel* [x](http://a.se)");
    assert_eq!(sv("x.md", title), "\\<b\\>Elak\\</b\\> \\*titel\\* \\[x\\](http\\://a.se)");
    assert_eq!(sv("x.txt", title), "<b>Elak</b> *titel* [x](http://a.se)");
    let via_macro = "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m('<u>') }}{{ '<u>' | upper }}";
    assert_eq!(sv("x.html", via_macro), "<i>&lt;u&gt;</i>&lt;U&gt;");
    assert_eq!(sv("x.txt", "{{ '\u{1b}[31m' }}"), "␛[31m");
}

#[test]
fn values_are_set_as_the_reader_writes_them() {
    assert_eq!(
        sv("x.txt", "{{ today | datum }}, {{ '2017-03' | datum }}, {{ 2018 | datum }}"),
        "19 oktober 2017, mars 2017, 2018"
    );
    assert_eq!(
        sv("x.txt", "{{ 12345 }} {{ 12345 | tal }} {{ 0.5 }} {{ true }} {{ none }}"),
        "12\u{a0}345 12\u{a0}345 0,5 ja "
    );
    assert_eq!(
        sv("x.txt", "{{ ['öl', 'zon', 'ål'] | ordna | lista }}, {{ [] | lista }}{{ ['a'] | lista }}"),
        "zon, ål och öl, a"
    );
    assert_eq!(
        sv("x.txt", "{{ 'verket' | namn }}, {{ ['skola', '?'] | namn }}, {{ [1, 2] }}"),
        "Verket, Skola, ?, 1, 2"
    );
    assert_eq!(sv("x.txt", "{{ (rows | ordna('titel') | list)[0].titel }}"), "<b>Elak</b> *titel* [x](http://a.se)");
    assert_eq!(
        sv("x.txt", "{{ rows[0].brist }}/{{ rows[0].data.brist }} {{ tables.svar.rows[0].id == rows[0].id }}"),
        "inget initiativ/utan-initiativ ja"
    );
}

#[test]
fn errors_say_where_and_what_to_do() {
    insta::assert_snapshot!(sv("min.md", "# a\n\n{{ rows[0].titl }}"), @r"
    Mallen min.md går inte att fylla i: det är fel på rad 3.
    svaret har inte det som står i rows[0].titl
    Menade du titel?
    ");
    insta::assert_snapshot!(sv("min.md", "{% for row in rader %}{% endfor %}"), @r"
    Mallen min.md går inte att fylla i: det är fel på rad 1.
    svaret har inte det som står i rader
    Här finns: title, notes, columns, rows, tables, karta, lang, today, data, svar, titel, brist, skal, aktorer, teman, kallor, id
    ");
    insta::assert_snapshot!(sv("min.md", "a\n{% for row in rows %}"), @r"
    Mallen min.md går inte att fylla i: det är fel på rad 2.
    så kan en mall inte skrivas; mallspråket säger, på engelska: unexpected end of input, expected end of block
    ");
    insta::assert_snapshot!(sv("min.md", "{{ title | versaler }}"), @r"
    Mallen min.md går inte att fylla i: det är fel på rad 1.
    versaler finns inte i mallspråket
    Utöver det som Jinja har finns: datum, lista, namn, ordna, tal, say
    ");
    insta::assert_snapshot!(sv("min.md", "{{ rows | ordna('titl') }}"), @r"
    Mallen min.md går inte att fylla i: det är fel på rad 1.
    svaret har inte det som står i ordna('titl')
    Menade du titel?
    ");
    insta::assert_snapshot!(sv("brev", ""), @r"
    Mallen brev.html går inte att fylla i: det är fel på rad 24.
    svaret har inte det som står i tables.poster.rows
    Mallen är gjord för: karta report aktor ID --template brev -o brev.html
    ");
}

#[test]
fn a_hostile_template_is_harmless() {
    let nested = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}x{% endfor %}{% endfor %}{% endfor %}";
    insta::assert_snapshot!(sv("x.md", nested), @r"
    Mallen x.md går inte att fylla i: det är fel på rad 1.
    mallen tar för lång tid att fylla i
    Se efter om en slinga går fler varv än den ska.
    ");
    insta::assert_snapshot!(sv("x.md", "{% include '/etc/passwd' %}"), @r"
    Mallen x.md går inte att fylla i: det är fel på rad 1.
    en mall kan inte hämta något ur andra filer
    Skriv allt i en mall.
    ");
    for text in [
        "{% include 'x.md' %}",
        "{% extends 'x.md' %}",
        "{% import 'x.md' as x %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ 'x' * 99999999999 }}",
        "{{ range(999999999999) }}",
        "{{ 1 // 0 }}",
        "{{ 9223372036854775807 * 9223372036854775807 * 9223372036854775807 }}",
    ] {
        let told = filled("x.md", text, "luckor", Lang::Sv).expect_err(text);
        assert!(told.starts_with("Mallen x.md går inte att fylla i"), "{told}");
    }
    filled("x.md", &"(".repeat(100_000), "luckor", Lang::Sv).expect("only text");
    filled("x.md", &format!("{{{{ {} }}}}", "(".repeat(100_000)), "luckor", Lang::Sv).expect_err("too deep");
}

#[test]
fn a_query_is_an_answer_too() {
    let karta = karta(&[]);
    let filter = query::Filter::parse("tema:skola").expect("a filter").resolve(&karta).expect("a filter");
    let selection = query::select(&karta, &filter);
    let answer = Answer::from(query::list(&karta, &selection, &query::default_columns(&karta, &selection)));
    let around = Around { karta: &karta, lang: Lang::En, today: Date::parse("2017-10-19").expect("a date") };
    let template = Template::shipped("motesunderlag").expect("a template");
    let filled = template.fill(&answer, &around).expect("a list");
    assert!(filled.contains("## 1\\. Gemensamt arkiv") || filled.contains("## 1\\. "), "{filled}");
}

#[test]
fn templates_go_by_their_names() {
    for shipped in &SHIPPED {
        assert!(shipped.file.starts_with(shipped.name) && shipped.usage.contains(shipped.name), "{shipped:?}");
    }
    assert_eq!(Template::of("a.html".into(), String::new()).format(), Format::Html);
    assert_eq!(Template::of("a.csv".into(), String::new()).format(), Format::Text);
}
