//! Recognises the language of a text by its script, its letters and its commonest words. It never guesses:
//! a short or mixed text has none, and the language a page states wins over this one.

use std::sync::LazyLock;

use crate::model::{letters::lower, sorting::sort_by};

/// Characters of a text that are looked at; a language shows in its first sentences.
pub const MAX_CHARS: usize = 2_000;

/// Scripts that one language of our table writes, by range.
const SCRIPTS: [(char, char, &str); 17] = [
    ('\u{0370}', '\u{03FF}', "el"),
    ('\u{0530}', '\u{058F}', "hy"),
    ('\u{0590}', '\u{05FF}', "he"),
    ('\u{0980}', '\u{09FF}', "bn"),
    ('\u{0A00}', '\u{0A7F}', "pa"),
    ('\u{0A80}', '\u{0AFF}', "gu"),
    ('\u{0B80}', '\u{0BFF}', "ta"),
    ('\u{0C00}', '\u{0C7F}', "te"),
    ('\u{0C80}', '\u{0CFF}', "kn"),
    ('\u{0D00}', '\u{0D7F}', "ml"),
    ('\u{0D80}', '\u{0DFF}', "si"),
    ('\u{0E00}', '\u{0E7F}', "th"),
    ('\u{0E80}', '\u{0EFF}', "lo"),
    ('\u{1000}', '\u{109F}', "my"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{1780}', '\u{17FF}', "km"),
    ('\u{AC00}', '\u{D7AF}', "ko"),
];

/// Where the scripts begin that are not Latin.
const LATIN_ENDS: char = '\u{0370}';

/// Languages that share a script: letters that only some of them have, then the commonest words.
const WORDS: [(&str, &str, &str); 30] = [
    (
        "en",
        "",
        "the of and to in is it you that was for on are with as this be at have from or not but what all were we when your can there i my they she he",
    ),
    (
        "de",
        "äöüß",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei ich wir aber sehr war uhr",
    ),
    (
        "fr",
        "çœèêàù",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la je avec mais vous très été cette à c'est j'ai",
    ),
    (
        "es",
        "ñ¿¡",
        "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o fue este ha sí porque muy sin sobre me hay está",
    ),
    (
        "pt",
        "ãõç",
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também",
    ),
    (
        "it",
        "òìù",
        "di e il la che in a per un è del non con le si da i una sono della al alla dei anche come ma nel ha più gli questo lo molto ho delle ci",
    ),
    (
        "nl",
        "ĳ",
        "de van een en het in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar heb je ik was heeft wordt zo deze geen",
    ),
    (
        "sv",
        "åäö",
        "och i att det som en på är av för med den till inte har de om ett han men var jag så från vi kan när år under också mycket",
    ),
    (
        "da",
        "æøå",
        "og i at det som en på er af for med den til ikke har de om et han men var jeg så fra vi kan når også meget blev efter hvor hvad",
    ),
    (
        "nb",
        "æøå",
        "og i at det som en på er av for med den til ikke har de om et han men var jeg så fra vi kan når også veldig ble etter hvor hva",
    ),
    (
        "fi",
        "äö",
        "ja on ei se että oli hän mutta kun joka ovat myös niin kuin sen olen mitä jos tämä vain nyt ole minä hyvin",
    ),
    (
        "pl",
        "ąęłńśźżć",
        "i w nie na się z do to że jest o jak co ale po tak za od jego jej są już czy tylko przez był dla bardzo oraz",
    ),
    (
        "cs",
        "řěůščžý",
        "a v se na je že to s z do o i ve si jako ale za by po jsem jsou tak jeho co pro od nebo které bylo velmi",
    ),
    (
        "sk",
        "ľĺŕôšč",
        "a v sa na je že to s z do o aj vo si ako ale za by po som sú tak jeho čo pre od alebo ktoré bolo veľmi",
    ),
    (
        "hu",
        "őűöü",
        "a az és hogy nem is egy ez de van meg csak volt ha mint már azt vagy még el lehet nagyon ki mert",
    ),
    (
        "ro",
        "ășțâî",
        "de și în a la cu pe nu este un o care să din că mai pentru au sunt ca fi dar am foarte ce fost",
    ),
    (
        "tr",
        "ğışçö",
        "ve bir bu da de için ne çok ile ben o gibi daha var mi ama kadar olarak sonra değil olan her en ki",
    ),
    (
        "id",
        "",
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka sudah atau kita sangat",
    ),
    (
        "vi",
        "ơưđăạảấầệịọộờợủứự",
        "và của là có cho không được một các với trong này người những đã để rất tôi khi",
    ),
    (
        "ca",
        "çŀ",
        "de la i el que en els a les un per amb una no és del al ha es més com però molt són aquest",
    ),
    ("hr", "đćčšž", "i je u se na da su za od što s kao ne a ali koji bi to nije sam vrlo biti iz ili"),
    ("ru", "ыэёъ", "и в не на что я с он как это по но она к из у за мы от то так все был очень бы для есть"),
    ("uk", "іїєґ", "і в не на що я з він як це по але вона до у за ми від то так все був дуже та для є"),
    ("be", "ўі", "і ў не на што я з ён як гэта па але яна да у за мы ад так усё быў вельмі для ёсць"),
    ("bg", "ъщ", "и в не на че да се от за с е като по но са ще това си ми до много или към той"),
    ("sr", "ђјљњћџ", "и у је да се на су за од што са као не а али који би то није сам врло из или"),
    ("ar", "ةىأإ", "في من على أن إلى هذا لا ما التي عن مع كان هو الذي كل لم قد بعد و هذه"),
    ("fa", "پچژگی", "و در به از که این را با است برای آن یک خود تا بر هم می ما شد های"),
    ("ur", "ٹڈںےہھ", "کے کی ہے میں اور سے کا کو ہیں نے پر یہ کہ بھی نہیں ایک تھا جو"),
    ("hi", "", "के है में की और को का से ने पर यह हैं भी नहीं कि एक जो था बहुत मैं हो"),
];

/// How many more points the first language needs than the second.
const MARGIN: u32 = 2;

/// The language of a text as a two-letter tag, or `None` where it is not certain.
///
/// ```
/// use pinfold::capture::parse::language::recognise;
/// assert_eq!(recognise("Die Lieferung war sehr schnell, aber das Gerät ist nicht in Ordnung"), Some("de"));
/// assert_eq!(recognise("OK"), None);
/// ```
pub fn recognise(text: &str) -> Option<&'static str> {
    let lower = text.chars().take(MAX_CHARS).map(lower).collect::<String>();
    let letters = || lower.chars().filter(|c| c.is_alphabetic());
    let count = letters().count();
    if count == 0 {
        return None;
    }
    let share = |test: &dyn Fn(char) -> bool| letters().filter(|c| test(*c)).count() * 2 > count;
    if share(&|c| c < LATIN_ENDS) {
        return by_words(&lower);
    }
    let east = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
    if share(&east) {
        let kana = lower.chars().any(|c| matches!(c, '\u{3040}'..='\u{30FF}'));
        return Some(if kana { "ja" } else { "zh" });
    }
    let script = SCRIPTS.iter().find(|(first, last, _)| share(&|c| (*first..=*last).contains(&c)));
    script.map(|(_, _, language)| *language).or_else(|| by_words(&lower))
}

/// The commonest words in their order, each with the places in [`WORDS`] of the languages that have it. Made once: a text
/// is held against all of them.
static COMMON: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
    let languages = WORDS.iter().enumerate();
    let words = languages.flat_map(|(place, (_, _, words))| words.split(' ').map(move |word| (word, place)));
    let mut common: Vec<(&str, usize)> = words.collect();
    sort_by(&mut common, Ord::cmp);
    common.dedup();
    common
});

fn by_words(lower: &str) -> Option<&'static str> {
    let mut points = [0u32; WORDS.len()];
    for word in lower.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()) {
        let from = COMMON.partition_point(|(known, _)| *known < word);
        let known = COMMON.iter().skip(from).take_while(|(known, _)| *known == word);
        known.for_each(|(_, place)| points.get_mut(*place).into_iter().for_each(|points| *points += 2));
    }
    let mut marked: Vec<char> = Vec::new();
    for c in lower.chars().filter(|c| !c.is_ascii()) {
        if !marked.contains(&c) {
            marked.push(c);
        }
    }
    let mut best = ("", 0);
    let mut second = 0;
    for ((language, letters, _), known) in WORDS.iter().zip(points) {
        let special = letters.chars().filter(|letter| marked.contains(letter)).count();
        let points = known.saturating_add(u32::try_from(special).unwrap_or(u32::MAX));
        if points > best.1 {
            second = best.1;
            best = (*language, points);
        } else {
            second = second.max(points);
        }
    }
    // Two common words, or one and a letter of its own, and clearly more than the next language.
    (best.1 >= 3 && best.1 >= second + MARGIN).then_some(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_many_languages() {
        for (text, expected) in [
            ("The delivery was late and I want my money back", Some("en")),
            ("Das Paket ist nicht angekommen und niemand antwortet", Some("de")),
            ("La livraison est en retard et le service ne répond pas", Some("fr")),
            ("El pedido no ha llegado y nadie me responde", Some("es")),
            ("O pedido não chegou e ninguém responde", Some("pt")),
            ("Il pacco non è arrivato e nessuno mi risponde", Some("it")),
            ("Het pakket is niet aangekomen en ik heb niets gehoord", Some("nl")),
            ("Paketet har inte kommit och jag är mycket besviken", Some("sv")),
            ("Paczka nie przyszła i nikt się nie odzywa", Some("pl")),
            ("Balík nepřišel a nikdo se neozývá, jsem zklamaná", Some("cs")),
            ("Kargo hala gelmedi ve çok üzgünüm, bu böyle olmaz", Some("tr")),
            ("Посылка не пришла, и это очень плохо", Some("ru")),
            ("Посилка не прийшла, і це дуже погано", Some("uk")),
            ("荷物がまだ届きません", Some("ja")),
            ("包裹还没有到", Some("zh")),
            ("택배가 아직 안 왔어요", Some("ko")),
            ("لم يصل الطرد حتى الآن في الموعد", Some("ar")),
            ("بسته هنوز نرسیده است و این خیلی بد است", Some("fa")),
            ("पार्सल अभी तक नहीं आया है", Some("hi")),
            ("พัสดุยังไม่มาถึง", Some("th")),
            ("", None),
            ("12345 !!!", None),
            ("OK", None),
            ("Samsung Galaxy S24", None),
        ] {
            assert_eq!(recognise(text), expected, "{text}");
        }
    }
}
