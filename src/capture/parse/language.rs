//! Recognises the language of a text by its script, its letters and its commonest words. It never guesses:
//! a short or mixed text has none, and the language a page states wins over this one.

use std::sync::LazyLock;

use pinfold_kernels::sorting::sort_by;

use crate::{
    capture::texts::{Text, text},
    model::letters::lower,
};

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

/// What is known of the languages that share a script; made once, since a text is held against all of them.
struct Known {
    /// Their names, each with letters that only some of them have.
    languages: Vec<(&'static str, &'static str)>,
    /// The commonest words in their order, each with the place of a language that has it.
    words: Vec<(&'static str, usize)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { languages: Vec::new(), words: Vec::new() };
    for line in text(Text::Languages).lines().filter(|line| !line.starts_with('#')) {
        let Some((language, words)) = line.split_once('|') else { continue };
        let place = known.languages.len();
        known.languages.extend(language.split_once(' '));
        known.words.extend(words.split(' ').map(|word| (word, place)));
    }
    sort_by(&mut known.words, Ord::cmp);
    known.words.dedup();
    known
});

fn by_words(lower: &str) -> Option<&'static str> {
    let known = &*KNOWN;
    let mut points = vec![0u32; known.languages.len()];
    for word in lower.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()) {
        let from = known.words.partition_point(|(common, _)| *common < word);
        for (_, place) in known.words.iter().skip(from).take_while(|(common, _)| *common == word) {
            points.get_mut(*place).into_iter().for_each(|points| *points += 2);
        }
    }
    let mut marked: Vec<char> = Vec::new();
    for c in lower.chars().filter(|c| !c.is_ascii()) {
        if !marked.contains(&c) {
            marked.push(c);
        }
    }
    let mut best = ("", 0);
    let mut second = 0;
    for ((language, letters), common) in known.languages.iter().zip(points) {
        let special = letters.chars().filter(|letter| marked.contains(letter)).count();
        let points = common.saturating_add(u32::try_from(special).unwrap_or(u32::MAX));
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
