//! Every field of every kind, declared once, in the order that a new file has them.

use std::sync::LazyLock;

use super::field::{Choice, Field, Label, Shape, Weight};
use crate::value::Kind::{self, Aktor, Behov, Initiativ, Karta, Revision, Taxonomi};
use crate::value::Scheme;

const NEEDS_AND_INITIATIVES: &[Kind] = &[Behov, Initiativ];
const ENTRIES: &[Kind] = &[Behov, Initiativ, Aktor];

/// Every field, in the order that a new file has them.
pub static FIELDS: &[Field] = &[
    Field::new("id", &[Behov, Initiativ, Aktor, Taxonomi, Revision], Shape::Id)
        .weight(Weight::Decision)
        .required()
        .label("Id", "Id")
        .about(
            "Postens namn, samma som filens. Ändras aldrig för hand och försvinner aldrig.",
            "The entry's name, the same as the file's. Never changed by hand, and never gone.",
        )
        .example("\"oversattning-och-tolkning\""),
    Field::new("titel", &[Behov, Initiativ, Revision], Shape::Text)
        .required()
        .label("Titel", "Title")
        .about("Vad en läsare kallar posten.", "What a reader calls the entry.")
        .example("\"Gemensamma lösningar för översättning och tolkning\""),
    Field::new("namn", &[Aktor, Taxonomi, Karta], Shape::Text)
        .required()
        .label("Namn", "Name")
        .about("Namnet som gäller nu.", "The name in force now.")
        .example("\"Sveriges Kommuner och Regioner\""),
    Field::new("namn_en", &[Aktor, Taxonomi, Karta], Shape::Text)
        .weight(Weight::Wording)
        .label("Engelskt namn", "English name")
        .about("Namnet på engelska.", "The name in English.")
        .example("\"Swedish Association of Local Authorities and Regions\""),
    Field::new("forkortning", &[Aktor], Shape::Text)
        .label("Förkortning", "Abbreviation")
        .about("Kortnamnet som gäller nu.", "The short name in force now.")
        .example("\"SKR\""),
    Field::new("sprak", &[Karta], Shape::Choice(LANGUAGES))
        .weight(Weight::Wording)
        .label("Språk", "Language")
        .about("Språket när inget annat sägs.", "The language when nothing else is said.")
        .example("\"sv\""),
    Field::new("format", &[Karta], Shape::Number(1, 1))
        .required()
        .label("Formatversion", "Format version")
        .about("Versionen av kartans format; nu 1.", "The version of the map's format; now 1.")
        .example("1"),
    Field::new("schema", &[Karta], Shape::Id)
        .weight(Weight::Form)
        .label("Schemamapp", "Schema folder")
        .about(
            "Mapp i kartan där `karta schema` lägger scheman för textredigerare; nya filer pekar dit.",
            "The folder in the map where `karta schema` puts schemas for text editors; new files point there.",
        )
        .example("\"schema\""),
    Field::new("datum", &[Revision], Shape::Date)
        .weight(Weight::Decision)
        .label("Datum", "Date")
        .about("När revisionen beslutades.", "When the revision was decided.")
        .example("\"2018-06\""),
    Field::new("beslutad_av", &[Revision], Shape::Links(&[Aktor]))
        .weight(Weight::Decision)
        .label("Beslutad av", "Decided by")
        .reverse("har_beslutat", "Har beslutat", "Has decided")
        .about("Vem som beslutade revisionen.", "Who decided the revision.")
        .example("[\"esam\"]"),
    Field::new("anteckning", &[Revision], Shape::Prose)
        .weight(Weight::Wording)
        .label("Anteckning", "Note")
        .about("Vad en läsare bör veta om revisionen.", "What a reader should know of the revision.")
        .example("\"Remissen gick till alla deltagare.\""),
    Field::new("organisationsnummer", &[Aktor], Shape::Orgnr)
        .label("Organisationsnummer", "Organisation number")
        .about("NNNNNN-NNNN med rätt kontrollsiffra.", "NNNNNN-NNNN with the right check digit.")
        .example("\"212000-0142\""),
    Field::new("niva", &[Aktor], Shape::Choice(LEVELS))
        .required()
        .label("Nivå", "Level")
        .about("Vilken del av samhället aktören hör till.", "The part of society that the actor belongs to.")
        .example("\"kommun\""),
    Field::new("ingar_i", &[Aktor], Shape::Links(&[Aktor]))
        .label("Ingår i", "Part of")
        .reverse("omfattar", "Omfattar", "Includes")
        .about("Aktörer som den är en del av.", "Actors that it is part of.")
        .example("[\"regeringskansliet\"]"),
    Field::new("webb", &[Aktor], Shape::Url)
        .weight(Weight::Wording)
        .label("Webbplats", "Website")
        .about("Aktörens webbplats.", "The actor's website.")
        .example("\"https://www.esamverka.se\""),
    Field::new("funktionsadress", &[Aktor], Shape::Text)
        .weight(Weight::Wording)
        .label("Funktionsadress", "Function mailbox")
        .about("E-post till en funktion, aldrig till en person.", "E-mail to a function, never to a person.")
        .example("\"registrator@example.se\""),
    Field::new("beskrivning", &[Aktor], Shape::Prose)
        .weight(Weight::Wording)
        .label("Beskrivning", "Description")
        .about("Vad aktören är, där namnet inte säger det.", "What the actor is, where the name does not say it.")
        .example("\"Medlemsdrivet program för digital samverkan.\""),
    Field::new("beskrivning", NEEDS_AND_INITIATIVES, Shape::Prose)
        .weight(Weight::Wording)
        .required()
        .label("Beskrivning", "Description")
        .about(
            "Vad det handlar om, så att en utomstående förstår. Markdown går bra, HTML inte.",
            "What it is about, so that an outsider understands. Markdown is fine, HTML is not.",
        )
        .example("\"Myndigheter och kommuner lägger var för sig resurser på att översätta och tolka.\""),
    Field::new("status", &[Behov], Shape::Choice(NEED_STATUS))
        .weight(Weight::Decision)
        .required()
        .label("Status", "Status")
        .about("Hur långt behovet har kommit.", "How far the need has come.")
        .example("\"identifierat\""),
    Field::new("status", &[Initiativ], Shape::Choice(INITIATIVE_STATUS))
        .weight(Weight::Decision)
        .required()
        .label("Status", "Status")
        .about("Hur långt initiativet har kommit.", "How far the initiative has come.")
        .example("\"pagaende\""),
    Field::new("typ", &[Initiativ], Shape::Choice(INITIATIVE_TYPE))
        .label("Typ", "Type")
        .about("Vad för slags initiativ det är.", "What sort of initiative it is.")
        .example("\"tjanst\""),
    Field::new("teman", NEEDS_AND_INITIATIVES, Shape::Concepts(Scheme::Tema))
        .required()
        .word("tema")
        .label("Teman", "Themes")
        .about(
            "Teman; det första är det främsta, och gemensamt är det tvärgående.",
            "Themes; the first is the primary one, and gemensamt is the cross-cutting one.",
        )
        .example("[\"migration\", \"gemensamt\"]"),
    Field::new("livshandelser", NEEDS_AND_INITIATIVES, Shape::Concepts(Scheme::Livshandelse))
        .word("livshandelse")
        .label("Livshändelser", "Life events")
        .about("Händelser i livet eller i ett företag.", "Events in a life or in a business.")
        .example("[\"ny-i-sverige\"]"),
    Field::new("informationsomraden", NEEDS_AND_INITIATIVES, Shape::Concepts(Scheme::Informationsomrade))
        .word("informationsomrade")
        .label("Informationsområden", "Information areas")
        .about("Gemensamma informationsområden.", "Shared information areas.")
        .example("[\"person\"]"),
    Field::new("verksamhetsomraden", NEEDS_AND_INITIATIVES, Shape::Concepts(Scheme::Verksamhetsomrade))
        .word("verksamhetsomrade")
        .label("Verksamhetsområden", "Operational areas")
        .about("Verksamhetsområden i kommuner och regioner.", "Operational areas of municipalities and regions.")
        .example("[\"vo-halsa-sjukvard\"]"),
    Field::new("fokusomraden", NEEDS_AND_INITIATIVES, Shape::Concepts(Scheme::Fokusomrade))
        .word("fokusomrade")
        .label("Fokusområden", "Focus areas")
        .about("Områden att kraftsamla kring.", "Areas to concentrate on.")
        .example("[\"fo-det-digitala-motet\"]"),
    Field::new("aktorer", &[Behov], Shape::Links(&[Aktor]))
        .label("Aktörer", "Actors")
        .reverse("har_behov", "Har behov", "Has needs")
        .about("De som har eller framförde behovet.", "Those who have the need or voiced it.")
        .example("[\"arbetsformedlingen\"]"),
    Field::new("agare", &[Initiativ], Shape::Links(&[Aktor]))
        .weight(Weight::Decision)
        .label("Ägare", "Owners")
        .reverse("ager", "Äger", "Owns")
        .about(
            "De som ansvarar; flera om ansvaret är delat, tomt om ingen gör det.",
            "Those responsible; several where it is shared, none where nobody is.",
        )
        .example("[\"digg\"]"),
    Field::new("deltagare", &[Initiativ], Shape::Links(&[Aktor]))
        .label("Deltagare", "Participants")
        .reverse("deltar_i", "Deltar i", "Takes part in")
        .about("De som medverkar; också grupper.", "Those who take part; groups too.")
        .example("[\"skatteverket\", \"alla-kommuner\"]"),
    Field::new("moter", &[Initiativ], Shape::Links(&[Behov]))
        .label("Möter", "Answers")
        .reverse("mots_av", "Möts av", "Answered by")
        .about("Behov som initiativet svarar mot.", "Needs that the initiative answers.")
        .example("[\"oversattning-och-tolkning\"]"),
    Field::new("beror_av", &[Initiativ], Shape::Links(&[Initiativ]))
        .label("Beror av", "Depends on")
        .reverse("kravs_for", "Krävs för", "Needed by")
        .about("Initiativ som måste finnas först.", "Initiatives that must be there first.")
        .example("[\"ena\"]"),
    Field::new("del_av", &[Initiativ], Shape::Links(&[Initiativ]))
        .label("Del av", "Part of")
        .reverse("bestar_av", "Består av", "Consists of")
        .about("Initiativ som det ingår i.", "Initiatives that it is part of.")
        .example("[\"ena\"]"),
    Field::new("ersatter", &[Initiativ], Shape::Links(&[Initiativ]))
        .label("Ersätter", "Replaces")
        .reverse("eftertraddes_av", "Efterträddes av", "Succeeded by")
        .about("Initiativ som det tog över efter.", "Initiatives that it took over from.")
        .example("[\"vagledande-principer\"]"),
    Field::new("relaterat", NEEDS_AND_INITIATIVES, Shape::Links(ENTRIES))
        .label("Relaterat", "Related")
        .reverse("relaterat_fran", "Relaterat från", "Related from")
        .about("Annat som en läsare bör se.", "What else a reader should see.")
        .example("[\"digital-tolk-med-sekretess\"]"),
    Field::new("start", &[Initiativ, Aktor], Shape::Date)
        .weight(Weight::Decision)
        .label("Start", "Start")
        .about("När det började.", "When it began.")
        .example("\"2018-03\""),
    Field::new("slut", &[Initiativ, Aktor], Shape::Date)
        .weight(Weight::Decision)
        .label("Slut", "End")
        .about("När det slutade eller ska sluta.", "When it ended or is to end.")
        .example("\"2020-12-31\""),
    Field::new("diarienummer", &[Initiativ], Shape::Texts)
        .weight(Weight::Wording)
        .label("Diarienummer", "Case numbers")
        .about("Ärendets nummer, med myndigheten.", "The case's number, with the agency.")
        .example("[\"Digg 2019-100\"]"),
    Field::new("lankar", &[Initiativ], Shape::Urls)
        .weight(Weight::Wording)
        .word("lank")
        .label("Länkar", "Links")
        .about("Webbsidor att läsa vidare på.", "Web pages to read more on.")
        .example("[\"https://www.digg.se\"]"),
    Field::new("ersatt_av", ENTRIES, Shape::Links(ENTRIES))
        .weight(Weight::Decision)
        .within_kind()
        .label("Ersatt av", "Replaced by")
        .reverse("har_ersatt", "Har ersatt", "Has replaced")
        .about(
            "Vart den tog vägen: en eller flera poster av samma slag.",
            "Where it went: one entry or several, of the same kind.",
        )
        .example("[\"ramverk-digital-samverkan\"]"),
    Field::new("uppgift_ar", ENTRIES, Shape::Number(1900, 2199))
        .weight(Weight::Wording)
        .label("Uppgiftens år", "Year of statement")
        .about("Året som uppgifterna gäller.", "The year that the statement is true of.")
        .example("2018"),
    Field::new("nytta", NEEDS_AND_INITIATIVES, Shape::Record(SCORE))
        .label("Nytta", "Benefit")
        .about("Hur stor nyttan är, 1–5, och varför.", "How great the benefit is, 1–5, and why.")
        .example("{ varde = 4, skal = \"Berör alla kommuner\" }"),
    Field::new("insats", NEEDS_AND_INITIATIVES, Shape::Record(SCORE))
        .label("Insats", "Effort")
        .about("Hur stor insatsen är, 1–5, och varför.", "How great the effort is, 1–5, and why.")
        .example("{ varde = 2, skal = \"Tekniken finns\" }"),
    Field::new("avford", ENTRIES, Shape::Record(WITHDRAWN))
        .weight(Weight::Decision)
        .label("Avförd", "Withdrawn")
        .about("När och varför posten togs ur kartan.", "When and why the entry was taken out of the map.")
        .example("{ nar = \"2020\", skal = \"Uppgick i ramverket\" }"),
    Field::new("tidigare_titlar", NEEDS_AND_INITIATIVES, Shape::Records(FORMER_TITLE))
        .weight(Weight::Wording)
        .word("tidigare_titel")
        .label("Tidigare titlar", "Former titles")
        .about("Vad posten hette förut.", "What the entry was called before.")
        .example("[{ titel = \"verksamt.se/kommun\", till = \"2018\" }]"),
    Field::new("tidigare_namn", &[Aktor], Shape::Records(FORMER_NAME))
        .weight(Weight::Wording)
        .label("Tidigare namn", "Former names")
        .about("Vad aktören hette förut.", "What the actor was called before.")
        .example("[{ namn = \"Sveriges Kommuner och Landsting\", till = \"2019-11\" }]"),
    Field::new("medlemskap", &[Aktor], Shape::Records(MEMBERSHIP))
        .label("Medlemskap", "Memberships")
        .about("Vad aktören är eller var medlem i.", "What the actor is or was a member of.")
        .example("[{ i = \"esam\", fran = \"2018\" }]"),
    Field::new("inte_samma", NEEDS_AND_INITIATIVES, Shape::Records(NOT_THE_SAME))
        .label("Inte samma", "Not the same")
        .about(
            "Poster som liknar den här men inte är samma sak; de visas inte som överlapp igen.",
            "Entries that are like this one but not the same; they are not shown as overlaps again.",
        )
        .example(
            "[{ som = \"digital-tolk-helsingborg\", skal = \"Den ena är en upphandling, den andra ett förbund\" }]",
        ),
    Field::new("finansiering", &[Initiativ], Shape::Records(FUNDING))
        .weight(Weight::Decision)
        .label("Finansiering", "Funding")
        .about("Pengar år för år.", "Money year by year.")
        .example("[{ ar = 2021, belopp_kkr = 1500, kalla = \"Regleringsbrev\" }]"),
    Field::new("handelser", &[Revision], Shape::Records(EVENT))
        .weight(Weight::Wording)
        .word("handelse")
        .label("Händelser", "Events")
        .about("Vad som hände med kartan inför revisionen.", "What happened to the map before the revision.")
        .example("[{ datum = \"2017-10-19\", text = \"Workshop om migration\" }]"),
    Field::new("begrepp", &[Taxonomi], Shape::Records(CONCEPT))
        .label("Begrepp", "Concepts")
        .about("Begreppen, i den ordning de visas.", "The concepts, in the order they are shown.")
        .example("[{ id = \"skola\", namn = \"Skola och lärande\" }]"),
    Field::new("regler", &[Karta], Shape::Free)
        .label("Regler", "Rules")
        .about(
            "Nivåer för enskilda regler: fel, varning, info, av. Under [regler.behov] gäller de bara behov.",
            "Levels of single rules: fel, varning, info, av. Under [regler.behov] they are for needs only.",
        )
        .example("{ broken-link = \"varning\" }"),
    Field::new("granser", &[Karta], Shape::Record(LIMITS))
        .label("Gränser", "Limits")
        .about("Vad kartan kräver av sina poster.", "What the map asks of its entries.")
        .example("{ uppgift_ar = 5 }"),
    Field::new("export", &[Karta], Shape::Free)
        .weight(Weight::Form)
        .label("Export", "Export")
        .about("Vad `karta export` gör när inget annat sägs.", "What `karta export` does when nothing else is said.")
        .example("{ format = \"csv\", excel = true }"),
    Field::new("oppna_data", &[Karta], Shape::Record(OPEN_DATA))
        .label("Öppna data", "Open data")
        .about(
            "Vad länkade data och dataportaler får veta om kartan.",
            "What linked data and data portals are told of the map.",
        )
        .example("{ bas = \"https://karta.example.se/id/\" }"),
    Field::new("undantag", &[Karta], Shape::Records(EXCEPTION))
        .label("Undantag", "Exceptions")
        .about("Fynd som får passera, till en viss dag.", "Findings that may pass, until a certain day.")
        .example("[{ regel = \"missing-source\", id = \"digg\", skal = \"Utreds\", till = \"2026-12-31\" }]"),
    Field::new("kallor", &[Behov, Initiativ, Aktor, Revision], Shape::Records(SOURCE))
        .weight(Weight::Wording)
        .word("kalla")
        .label("Källor", "Sources")
        .about("Varifrån uppgifterna kommer.", "Where the statements come from.")
        .example("[{ text = \"eSam\", url = \"https://www.esamverka.se\", datum = \"2018-03-26\" }]"),
    Field::new("egna", &[Behov, Initiativ, Aktor, Taxonomi, Revision, Karta], Shape::Free)
        .weight(Weight::Wording)
        .label("Egna fält", "Own fields")
        .about("Fält som bara den här kartan har.", "Fields that only this map has.")
        .example("{ kommentar = \"Fritt\" }"),
];

const SOURCE: &[Field] = &[
    Field::part("text", Shape::Text).label("Text", "Text").about("Vad källan är.", "What the source is."),
    Field::part("url", Shape::Url).label("Adress", "Address").about("Var den finns.", "Where it is."),
    Field::part("datum", Shape::Date).label("Datum", "Date").about("När den skrevs.", "When it was written."),
];

const LIMITS: &[Field] = &[Field::part("uppgift_ar", Shape::Number(1, 100))
    .label("Uppgiftens ålder", "Age of statement")
    .about("Så många år gamla får uppgifter bli.", "So many years old may statements become.")];

const OPEN_DATA: &[Field] = &[
    Field::part("bas", Shape::Url).label("Bas", "Base").about(
        "Adressen som alla id:n byggs på; ändras aldrig.",
        "The address that all ids are built on; never changed.",
    ),
    Field::part("licens", Shape::Url).label("Licens", "Licence").about("Licensens adress.", "The licence's address."),
    Field::part("utgivare", Shape::Link(&[Aktor]))
        .label("Utgivare", "Publisher")
        .reverse("ger_ut", "Ger ut", "Publishes")
        .about("Den som ger ut kartan.", "Who publishes the map."),
    Field::part("beskrivning", Shape::Text)
        .label("Beskrivning", "Description")
        .about("Vad kartan är, för en utomstående.", "What the map is, to an outsider."),
    Field::part("beskrivning_en", Shape::Text)
        .label("Engelsk beskrivning", "English description")
        .about("Beskrivningen på engelska.", "The description in English."),
    Field::part("kontakt", Shape::Text)
        .label("Kontakt", "Contact")
        .about("E-post till en funktion, aldrig till en person.", "E-mail to a function, never to a person."),
    Field::part("kontakt_namn", Shape::Text)
        .label("Kontaktens namn", "Contact's name")
        .about("Vad funktionen heter.", "What the function is called."),
    Field::part("plats", Shape::Url).label("Plats", "Place").about(
        "Landet eller området, som EU:s förteckningar har det.",
        "The country or area, as the EU's lists have it.",
    ),
    Field::part("foretagshandelser", Shape::Text).label("Företagshändelser", "Business events").about(
        "Livshändelsen som samlar företagens händelser.",
        "The life event that gathers the events of businesses.",
    ),
    Field::part("filer", Shape::Records(PUBLISHED))
        .label("Filer", "Files")
        .about("Var varje revision ligger att hämta.", "Where each revision lies to be fetched."),
];

const PUBLISHED: &[Field] = &[
    Field::part("url", Shape::Text).required().label("Adress", "Address").about(
        "Filens adress; {revision} byts mot revisionens id.",
        "The file's address; {revision} becomes the revision's id.",
    ),
    Field::part("format", Shape::Choice(FILE_TYPE))
        .required()
        .label("Format", "Format")
        .about("Filtypen, som EU:s förteckning har den.", "The type of file, as the EU's list has it."),
];

const EXCEPTION: &[Field] = &[
    Field::part("regel", Shape::Text)
        .required()
        .label("Regel", "Rule")
        .about("Regeln som inte gäller.", "The rule that does not hold."),
    Field::part("id", Shape::Id)
        .required()
        .label("Id", "Id")
        .about("Posten eller filen som den inte gäller för.", "The entry or file that it does not hold for."),
    Field::part("falt", Shape::Text).label("Fält", "Field").about(
        "Fältet som det gäller, till exempel `kallor.url`. Utan det gäller undantaget det första fält som har ett fynd.",
        "The field that it is for, such as `kallor.url`. Without it, the exception is for the first field with a finding.",
    ),
    Field::part("varde", Shape::Text).label("Värde", "Value").about(
        "Värdet som det gäller, så som fyndet skriver det; andra fynd sägs.",
        "The value that it is for, as the finding writes it; other findings are told.",
    ),
    Field::part("skal", Shape::Text).required().label("Skäl", "Reason").about("Varför.", "Why."),
    Field::part("till", Shape::Date)
        .required()
        .label("Till", "Until")
        .about("Sista dagen som undantaget gäller.", "The last day that the exception holds."),
];

const SCORE: &[Field] = &[
    Field::part("varde", Shape::Number(1, 5))
        .required()
        .label("Värde", "Value")
        .about("1 är minst, 5 är störst.", "1 is least, 5 is most."),
    Field::part("skal", Shape::Text)
        .weight(Weight::Wording)
        .required()
        .label("Skäl", "Reason")
        .about("Varför.", "Why."),
];

const WITHDRAWN: &[Field] = &[
    Field::part("nar", Shape::Date)
        .weight(Weight::Decision)
        .label("När", "When")
        .about("När den avfördes.", "When it was withdrawn."),
    Field::part("skal", Shape::Text).weight(Weight::Wording).label("Skäl", "Reason").about("Varför.", "Why."),
];

const FORMER_TITLE: &[Field] = &[
    Field::part("titel", Shape::Text)
        .required()
        .label("Titel", "Title")
        .about("Den tidigare titeln.", "The former title."),
    Field::part("till", Shape::Date).label("Till", "Until").about("Hur länge den gällde.", "How long it was in force."),
];

const FORMER_NAME: &[Field] = &[
    Field::part("namn", Shape::Text).required().label("Namn", "Name").about("Det tidigare namnet.", "The former name."),
    Field::part("till", Shape::Date).label("Till", "Until").about("Hur länge det gällde.", "How long it was in force."),
];

const MEMBERSHIP: &[Field] = &[
    Field::part("i", Shape::Link(&[Aktor]))
        .required()
        .label("I", "In")
        .reverse("medlemmar", "Medlemmar", "Members")
        .about("Vad den är medlem i.", "What it is a member of."),
    Field::part("fran", Shape::Date).label("Från", "From").about("När medlemskapet började.", "When it began."),
    Field::part("till", Shape::Date).label("Till", "Until").about("När det slutade.", "When it ended."),
    Field::part("roll", Shape::Text)
        .label("Roll", "Role")
        .about("Annat än vanlig medlem.", "Other than a full member."),
];

const NOT_THE_SAME: &[Field] = &[
    Field::part("som", Shape::Link(NEEDS_AND_INITIATIVES))
        .required()
        .label("Som", "As")
        .reverse("inte_samma_som", "Inte samma som", "Not the same as")
        .about("Posten som den liknar.", "The entry that it is like."),
    Field::part("skal", Shape::Text).required().label("Skäl", "Reason").about("Varför.", "Why."),
];

const FUNDING: &[Field] = &[
    Field::part("ar", Shape::Number(1900, 2199)).required().label("År", "Year").about("Året.", "The year."),
    Field::part("belopp_kkr", Shape::Number(0, 1_000_000_000))
        .required()
        .label("Belopp (tkr)", "Amount (SEK 1,000)")
        .about("Tusental kronor.", "Thousands of kronor."),
    Field::part("kalla", Shape::Text)
        .label("Källa", "Source")
        .about("Var beloppet står.", "Where the amount is stated."),
];

const EVENT: &[Field] = &[
    Field::part("datum", Shape::Date)
        .required()
        .label("Datum", "Date")
        .about("När det hände eller började.", "When it happened or began."),
    Field::part("till", Shape::Date).label("Till", "Until").about("När det slutade.", "When it ended."),
    Field::part("text", Shape::Text).required().label("Text", "Text").about("Vad som hände.", "What happened."),
    Field::part("typ", Shape::Text).label("Typ", "Type").about("Vad för slags händelse.", "What sort of event."),
    Field::part("tema", Shape::Concept(Scheme::Tema))
        .label("Tema", "Theme")
        .about("Temat det gällde.", "The theme it was about."),
    Field::part("kommentar", Shape::Text)
        .label("Kommentar", "Comment")
        .about("Vad källan lämnar osäkert.", "What the source leaves uncertain."),
    Field::part("kallor", Shape::Records(SOURCE))
        .label("Källor", "Sources")
        .about("Var det står.", "Where it is stated."),
];

const CONCEPT: &[Field] = &[
    Field::part("id", Shape::Id)
        .required()
        .label("Id", "Id")
        .about("Begreppets namn i filer.", "The concept's name in files."),
    Field::part("namn", Shape::Text)
        .required()
        .label("Namn", "Name")
        .about("Vad en läsare ser.", "What a reader sees."),
    Field::part("namn_en", Shape::Text)
        .weight(Weight::Wording)
        .label("Engelskt namn", "English name")
        .about("Namnet på engelska.", "The name in English."),
    Field::part("definition", Shape::Text)
        .weight(Weight::Wording)
        .label("Definition", "Definition")
        .about("Vad det omfattar.", "What it covers."),
    Field::part("overordnat", Shape::Text)
        .label("Överordnat", "Broader")
        .about("Begreppet ovanför, i samma fil.", "The concept above, in the same file."),
    Field::part("kallor", Shape::Records(SOURCE))
        .weight(Weight::Wording)
        .label("Källor", "Sources")
        .about("Varifrån det kommer.", "Where it comes from."),
];

const LANGUAGES: &[Choice] = &[choice("sv", "svenska", "Swedish"), choice("en", "engelska", "English")];

const LEVELS: &[Choice] = &[
    choice("stat", "stat", "state"),
    choice("region", "region", "region"),
    choice("kommun", "kommun", "municipality"),
    choice("forening", "förening", "association"),
    choice("bolag", "bolag", "company"),
    choice("samverkan", "samverkan", "partnership"),
    choice("grupp", "grupp", "group"),
];

const NEED_STATUS: &[Choice] = &[
    choice("identifierat", "identifierat", "identified"),
    choice("bekraftat", "bekräftat", "confirmed"),
    choice("prioriterat", "prioriterat", "prioritised"),
    choice("tillgodosett", "tillgodosett", "met"),
    choice("avfort", "avfört", "withdrawn"),
];

const INITIATIVE_STATUS: &[Choice] = &[
    choice("planerat", "planerat", "planned"),
    choice("pagaende", "pågående", "ongoing"),
    choice("pausat", "pausat", "paused"),
    choice("forvaltning", "förvaltning", "in operation"),
    choice("avslutat", "avslutat", "ended"),
    choice("avfort", "avfört", "withdrawn"),
];

const INITIATIVE_TYPE: &[Choice] = &[
    choice("projekt", "projekt", "project"),
    choice("program", "program", "programme"),
    choice("tjanst", "tjänst", "service"),
    choice("infrastruktur", "infrastruktur", "infrastructure"),
    choice("regeringsuppdrag", "regeringsuppdrag", "government assignment"),
    choice("vagledning", "vägledning", "guidance"),
    choice("standard", "standard", "standard"),
    choice("samarbete", "samarbete", "collaboration"),
];

const FILE_TYPE: &[Choice] = &[
    choice("CSV", "CSV", "CSV"),
    choice("XLSX", "Excel", "Excel"),
    choice("JSON", "JSON", "JSON"),
    choice("JSON_LD", "JSON-LD", "JSON-LD"),
    choice("RDF_TURTLE", "Turtle", "Turtle"),
    choice("RDF_XML", "RDF/XML", "RDF/XML"),
];

const fn choice(name: &'static str, sv: &'static str, en: &'static str) -> Choice {
    Choice { name, label: Label { sv, en } }
}

static BY_KIND: LazyLock<Vec<Vec<&'static Field>>> = LazyLock::new(|| {
    let of = |kind: &Kind| FIELDS.iter().filter(|field| field.kinds.contains(kind)).collect();
    Kind::ALL.iter().map(of).collect()
});

/// The fields of a kind, in the order that a new file has them.
pub fn fields(kind: Kind) -> &'static [&'static Field] {
    &BY_KIND[kind as usize]
}

/// The field of a kind that has that name.
pub fn find(kind: Kind, name: &str) -> Option<&'static Field> {
    fields(kind).iter().copied().find(|field| field.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_says_what_it_is_in_both_languages() {
        fn told(field: &Field) {
            for text in [field.label.sv, field.label.en, field.about.sv, field.about.en] {
                assert!(!text.is_empty(), "{} lacks a text", field.name);
            }
            field.parts().iter().for_each(told);
        }
        FIELDS.iter().for_each(told);
    }

    #[test]
    fn every_link_has_a_name_at_the_other_end() {
        let mut names = std::collections::BTreeSet::new();
        for field in FIELDS.iter().flat_map(|field| std::iter::once(field).chain(field.parts())) {
            assert_eq!(field.reverse.is_some(), !field.targets().is_empty(), "{}", field.name);
            if let Some(reverse) = field.reverse {
                assert!(names.insert(reverse.name) && !FIELDS.iter().any(|field| field.name == reverse.name));
            }
        }
    }

    #[test]
    fn a_kind_has_no_two_fields_of_one_name() {
        for kind in Kind::ALL {
            let names: std::collections::BTreeSet<_> = fields(kind).iter().map(|field| field.name).collect();
            assert_eq!(names.len(), fields(kind).len(), "{kind:?}");
        }
    }

    #[test]
    fn every_example_is_right() {
        for field in FIELDS.iter().filter(|field| !field.example.is_empty()) {
            let (_, faults) = crate::entry::parse(&format!("x = {}\n", field.example));
            assert!(faults.is_empty(), "{}: {faults:?}", field.name);
        }
    }
}
