//! Words that tell whose an e-mail address is; folded, so without dots and accents.

/// Hosts where private persons have their addresses.
pub const PRIVATE: &str = "\
    bahnhof.se bredband.net comhem.se gmail.com googlemail.com home.se hotmail.com hotmail.se icloud.com live.com \
    live.se me.com msn.com outlook.com outlook.se passagen.se proton.me protonmail.com spray.se swipnet.se tele2.se \
    telia.com yahoo.com yahoo.se";

/// Words in addresses of functions, in whole: a surname may begin as one of them.
pub const FUNCTIONS: &str = "\
    admin aldre aldreomsorg alla anmalan ansokan arende arkiv avfall avtal barn beredskap besok bibliotek bidrag bo \
    boende bokning bygg bygga bygglov chef data dataskydd demokrati diarie diarium dpo drift ekonomi energi enhet \
    event familj fastighet forening forskola forum fraga fritid funktion gata gdpr grupp gymnasium hallbarhet halsa \
    handel handlaggare hr ikt info inkop integration it jobb jour juridik kansli karta klagomal kontakt kontor kris \
    kultur kund kurs lag ledning lon lov lss mark media miljo museum namnd naringsliv natur nyheter office omsorg \
    ordforande overformyndare personal plan politik post press projekt rad raddning reception region \
    registrator registratur remiss resor sakerhet samhalle samverkan service sjukvard skatt skola skydd social \
    sociala sport stab stad statistik stod studie styrelse support system teknik tillstand trafik turism turist ung \
    unga uppdrag utbildning utveckling vagledning vard vatten vaxel vaxeln webb webmaster";

/// Beginnings of such words; no name begins so.
pub const BEGINNINGS: &str = "\
    administrat arbetsm avdelning bestallning digital ekonomi faktura forvaltning fragor funktions information \
    innovation kommun kundtj medborgar myndighet projekt redaktion registrat samhalls samordn sekret sociala \
    statistik upphandling verksamhet";

/// Ends of such words, which are put together of others.
pub const ENDS: &str = "\
    ansvarig arkiv arkivet avdelning avdelningen bibliotek biblioteket center centrum chef enhet enheten forvaltning \
    forvaltningen gruppen handlaggare kansli kansliet kontor kontoret ledning namnd namnden ombud omsorg radet \
    redaktion samordnare service skola skolan strateg styrelse styrelsen support tjanst tjansten utbildning \
    utveckling verket";

/// Given names that many have in Sweden and that mean nothing else, without their dots and accents.
pub const GIVEN: &str = "\
    adam agneta ahmad ahmed albin alexander alexandra ali alice alma amanda amina anders andreas anette angelica \
    anita ann anna anneli annelie annette annika anton arne arvid asa astrid axel barbro bengt benjamin berit bernt \
    bertil birgit birgitta bjorn britt camilla carina carl carolina caroline catarina cecilia charlotta charlotte \
    christer christian christina christoffer claes claudia conny dan daniel david dennis ebba edvin elias elin elina \
    elisabet elisabeth ella ellen elsa emelie emil emilia emma emmanuel eric erik erika eva fanny fatima felicia \
    felix filip fredrik frida gabriel gerd goran gosta greger greta gun gunilla gunnar gustaf gustav hakan hanna \
    hannah hans harald hassan helen helena helene henrik hugo ibrahim ida inga ingela inger ingrid ingvar irene \
    isabella isabelle isak jacob jakob jan janne jenni jennifer jenny jens jesper jessica jimmy joakim johan johanna \
    johannes john johnny jonas jonathan jorgen josef josefin josefine julia kaj kajsa karin karl karolina katarina \
    kenneth kent kerstin kevin kjell klara klas kristian kristina kristoffer kurt lars lasse leif lena lennart leo \
    liam lilly linda linn linnea linus lisa lisbeth lotta louise lovisa lucas lukas madeleine magdalena magnus maja \
    malin marcus margareta maria marianne marie marina markus marta martin martina mathias matilda mats mattias mia \
    michael mikael moa mohamed mohammad mohammed mona monica monika morgan nathalie nicklas niclas niklas nils nina \
    nora olivia olle olof oscar oskar ove patric patricia patrik per pernilla peter petra philip pia pontus ragnar \
    rasmus rebecca rickard rikard robert robin roger roland rolf ronny rune samuel sandra sara sarah sebastian signe \
    simon siv sofia sofie sonja stefan stella stina susanna susanne sven therese thomas tina tobias tomas tommy tony \
    tora torbjorn tove tuva ulf ulla ulrica ulrika urban victor victoria viktor viktoria vilhelm ville viveka \
    william yvonne zahra";
