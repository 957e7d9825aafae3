//! Reads how many likes, views or comments a page prints: `1,2 mil`, `12万`, `3.4K`. It never reads a
//! decimal, a percentage or a negative number as a count.

use super::number::{self, Decimal, digit, is_digit, run_end, separator, skip_space};
use crate::model::letters::lower;

/// Characters of a text that are looked at: a count stands at the beginning of its label.
pub const MAX_CHARS: usize = 300;

/// The longest word for a power of ten in the table, in characters.
const MAX_WORD: usize = 10;

/// Words and abbreviations for powers of ten, `word:power`, in lower case and without final points. The
/// first row serves every language; another row is of the languages it names and goes before the first.
///
/// Sources: CLDR 48 `decimalFormats-short` and `-long` (Unicode licence), and what the sites print.
const WORDS: [(&str, &str); 15] = [
    (
        "",
        "k:3 m:6 b:9 bn:9 t:12 thousand:3 million:6 millions:6 billion:9 billions:9 mil:3 millones:6 millón:6 \
         milhões:6 milhão:6 mille:3 milliers:3 md:9 milliards:9 tsd:3 tausend:3 mio:6 mrd:9 millionen:6 \
         mld:9 mln:6 mlrd:9 tys:3 tis:3 tisíc:3 tūkst:3 tuh:3 milj:6 mill:6 mn:6 mia:9 hilj:3 mijë:3 \
         тыс:3 тысяч:3 тысячи:3 тысяча:3 тис:3 хил:3 хиљ:3 илј:3 мил:6 млн:6 миллион:6 миллиона:6 миллионов:6 млрд:9 \
         мың:3 миң:3 мянга:3 сая:6 минг:3 ming:3 χιλ:3 χιλιάδες:3 εκ:6 δισ:9 \
         ألف:3 الف:3 آلاف:3 مليون:6 مليار:9 هزار:3 میلیون:6 میلیارد:9 ہزار:3 لاکھ:5 کروڑ:7 ارب:9 אלף:3 מיליון:6 \
         百:2 千:3 仟:3 万:4 萬:4 亿:8 億:8 兆:12 천:3 만:4 억:8 조:12 \
         lakh:5 lakhs:5 lac:5 lacs:5 crore:7 crores:7 cr:7 हज़ार:3 हजार:3 लाख:5 करोड़:7 करोड:7 क॰:7 अरब:9 \
         হাজার:3 হা:3 লাখ:5 লা:5 কোটি:7 কো:7 હજાર:3 લાખ:5 કરોડ:7 ਹਜ਼ਾਰ:3 ਲੱਖ:5 ਕਰੋੜ:7 ஆயிரம்:3 லட்சம்:5 கோடி:7 వేలు:3 లక్షలు:5 కోట్లు:7 \
         ഹ:3 ലക്ഷം:5 കോടി:7 พัน:3 หมื่น:4 แสน:5 ล้าน:6 ພັນ:3 ລ້ານ:6 ពាន់:3 លាន:6 ထောင်:3 သောင်း:4 သိန်း:5 သန်း:6 \
         rb:3 ribu:3 jt:6 juta:6 nghìn:3 ngàn:3 triệu:6 tỷ:9 bin:3 milyon:6 milyar:9 mlyn:6 հզր:3 մլն:6 ათ:3 მლნ:6 ሺ:3 ሚ:6 elfu:3",
    ),
    ("cs sk ro hr bs sl", "mil:6 mii:3"),
    ("tr", "b:3 mn:6 mr:9"),
    ("az", "min:3"),
    ("pt", "mi:6 bi:9"),
    ("hu", "e:3 ezer:3"),
    ("vi", "n:3 tr:6 t:9"),
    ("id jv", "m:9"),
    ("da fi", "t:3"),
    ("sv", "tn:3 t:3"),
    ("is", "þ:3 ma:9"),
    ("ms", "j:6"),
    ("hi en-in", "l:5"),
    ("ca", "mm:6 km:9"),
    ("en", "tn:12"),
];

/// Languages that write decimals after a point; all others write them after a comma.
const POINT_LANGUAGES: &str = "en zh ja ko he hi bn ta te th ms fil gu kn ml mr pa si ur yue ga cy mt my";

/// Reads the first count of a text: how many, as a whole number.
///
/// `language` is the page's (`pt-BR`), where known; it settles `mil`, `M` and `t`, which mean different
/// powers in different languages, and whether `1.234 K` has decimals. Without it, three digits after a
/// separator are a group and a letter is read as in English.
///
/// ```
/// use pinfold::capture::parse::count;
/// assert_eq!(count::read("1,2 mil visualizaciones", Some("es")), Some(1_200));
/// assert_eq!(count::read("12万回視聴", None), Some(120_000));
/// assert_eq!(count::read("4.5 stars", None), None);
/// ```
pub fn read(text: &str, language: Option<&str>) -> Option<u64> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    let language = language.unwrap_or_default().to_ascii_lowercase();
    let start = (0..chars.len()).find(|&i| is_digit(&chars, i))?;
    if start > 0 && is_minus(&chars, start) {
        return None;
    }
    let (mut total, mut at, mut power) = part(&chars, start, &language)?;
    // "3億5000万": smaller parts may follow, each worth less than the one before.
    while power > 0 {
        let Some(next) = skip_space(&chars, at).filter(|&i| is_digit(&chars, i)) else {
            break;
        };
        // A space ends a count, except in Korean, which writes one between the parts.
        if next > at && !is_ideographic(&chars, at.saturating_sub(1)) {
            break;
        }
        match part(&chars, next, &language) {
            Some((more, end, smaller)) if smaller < power && more < ten_to(power) => {
                total = total.checked_add(more)?;
                (at, power) = (end, smaller);
            }
            _ => break,
        }
    }
    Some(total)
}

/// One number with its power: its value, where it ends, and the power.
fn part(chars: &[char], start: usize, language: &str) -> Option<(u64, usize, u32)> {
    let end = run_end(chars, start);
    let run = chars.get(start..end)?;
    let (power, after) = power_at(chars, end, language).unwrap_or((0, end));
    let next = chars.get(after).copied();
    let refused = matches!(next, Some('%' | '٪' | '％'))
        || skip_space(chars, after).is_some_and(|i| matches!(chars.get(i), Some('%' | '٪' | '％')))
        || matches!(next, Some(':' | '/')) && is_digit(chars, after + 1);
    if refused {
        return None;
    }
    let number = number::decimal(run, rule(run, power, language))?;
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    if power == 0 && !fraction.is_empty() {
        return None;
    }
    // Digits past the unit say nothing about a count: 1.2345 K is 1,234.
    let decimals: String =
        fraction.chars().chain(std::iter::repeat('0')).take(usize::try_from(power).ok()?).collect();
    format!("{whole}{decimals}").parse().ok().map(|value| (value, after, power))
}

/// Which separator is the decimal one where a single one stands before three digits and a power follows.
fn rule(run: &[char], power: u32, language: &str) -> Decimal {
    let marks: Vec<char> = run.iter().filter_map(|&c| separator(c)).collect();
    let base = language.split(['-', '_']).next().unwrap_or_default();
    match marks.as_slice() {
        &[mark] if power > 0 && !base.is_empty() => {
            let points = POINT_LANGUAGES.split(' ').any(|known| known == base);
            if (mark == '.') == points { Decimal::Is(mark) } else { Decimal::ByShape }
        }
        _ => Decimal::ByShape,
    }
}

/// The power of ten whose word begins at `end`, and the position after it.
fn power_at(chars: &[char], end: usize, language: &str) -> Option<(u32, usize)> {
    let start = skip_space(chars, end)?;
    let longest = MAX_WORD.min(chars.len().saturating_sub(start));
    (1..=longest).rev().find_map(|length| {
        let after = start + length;
        let word: String = chars.get(start..after)?.iter().map(|c| lower(*c)).collect();
        let power = power_of(&word, language)?;
        let joined =
            !is_ideographic(chars, after - 1) && chars.get(after).is_some_and(|c| c.is_alphanumeric());
        if joined {
            return None;
        }
        let point = chars.get(after) == Some(&'.') && !is_digit(chars, after + 1);
        Some((power, if point { after + 1 } else { after }))
    })
}

fn power_of(word: &str, language: &str) -> Option<u32> {
    let base = language.split(['-', '_']).next().unwrap_or_default();
    let own = WORDS
        .iter()
        .skip(1)
        .filter(|(names, _)| names.split(' ').any(|name| name == base || name == language));
    own.chain(WORDS.first())
        .find_map(|(_, words)| {
            words.split_whitespace().filter_map(|entry| entry.split_once(':')).find(|(name, _)| *name == word)
        })?
        .1
        .parse()
        .ok()
}

/// Whether the character belongs to a script that writes no spaces between words, so that a word may
/// follow at once.
fn is_ideographic(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|&c| {
        matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
    })
}

/// `-12 points` is no count; `2019-12` and `a - 12` have no minus.
fn is_minus(chars: &[char], start: usize) -> bool {
    let sign = chars.get(start - 1).is_some_and(|c| matches!(c, '-' | '−' | '–'));
    let stands = start < 2 || chars.get(start - 2).is_some_and(|c| !c.is_alphanumeric());
    let decimal = chars.get(start - 1).copied().and_then(separator).is_some() || digit_before(chars, start);
    sign && stands && !decimal
}

fn digit_before(chars: &[char], start: usize) -> bool {
    chars.get(start - 1).copied().and_then(digit).is_some()
}

fn ten_to(power: u32) -> u64 {
    10u64.checked_pow(power).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_many_languages() {
        for (text, language, expected) in [
            ("1,2 mil", None, Some(1_200)),
            ("1,2 mil", Some("cs"), Some(1_200_000)),
            ("12万", None, Some(120_000)),
            ("3.4K", None, Some(3_400)),
            ("1.2M views", None, Some(1_200_000)),
            ("2,5 тыс.", None, Some(2_500)),
            ("1 234", None, Some(1_234)),
            ("1\u{202f}234 commentaires", Some("fr"), Some(1_234)),
            ("12 lakh", None, Some(1_200_000)),
            ("1,23,456", Some("hi"), Some(123_456)),
            ("1.234", Some("de"), Some(1_234)),
            ("1,234 K", Some("de"), Some(1_234)),
            ("1,234K", Some("en"), Some(1_234_000)),
            ("2,3 Mio. Aufrufe", Some("de"), Some(2_300_000)),
            ("조회수 1.5만회", None, Some(15_000)),
            ("3億5000万", None, Some(350_000_000)),
            ("1억 2,345만", None, Some(123_450_000)),
            ("5,6 B", Some("tr"), Some(5_600)),
            ("٣٫٤ ألف", Some("ar"), Some(3_400)),
            ("(57)", None, Some(57)),
            ("+99", None, Some(99)),
            ("5 Kommentare", Some("de"), Some(5)),
            ("7 minutes", None, Some(7)),
            ("2 3 4", None, Some(2)),
        ] {
            assert_eq!(read(text, language), expected, "{text} {language:?}");
        }
    }

    #[test]
    fn what_is_no_count() {
        for text in
            ["", "no likes", "4.5 stars", "95% upvoted", "-12 points", "12:30", "99999999999999999999999 T"]
        {
            assert_eq!(read(text, None), None, "{text}");
        }
    }
}
