//! Recognises a currency in text, as written: a sign, a code or the name shops print. It converts nothing
//! and never decides which country's dollar a bare `$` is.
//!
//! Sources of the tables: Unicode general category `Sc`, ISO 4217 (2024), and the abbreviations that the
//! national banks and CLDR list for the currencies.

use crate::model::letters::lowered;

/// The longest currency token in characters; anything longer is a word.
const MAX_TOKEN: usize = 12;

/// Active ISO 4217 codes and the withdrawn ones that old pages still print, in threes.
const CODES: &str = "AEDAFNALLAMDANGAOAARSATSAUDAWGAZNBAMBBDBDTBEFBGNBHDBIFBMDBNDBOBBRLBSDBTCBTNBWPBYNBYRBZDCADCDFCHFCLFCLPCNHCNYCOPCRCCUCCUPCVECYPCZKDEMDJFDKKDOPDZDEEKEGPERNESPETBETHEURFIMFJDFKPFRFGBPGELGHSGIPGMDGNFGRDGTQGYDHKDHNLHRKHTGHUFIDRIEPILSINRIQDIRRISKITLJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLTLLUFLVLLYDMADMDLMGAMKDMMKMNTMOPMROMRUMTLMURMVRMWKMXNMYRMZNNADNGNNIONLGNOKNPRNZDOMRPABPENPGKPHPPKRPLNPTEPYGQARROLRONRSDRUBRURRWFSARSBDSCRSDGSEKSGDSHPSITSKKSLESLLSOSSRDSSPSTDSTNSVCSYPSZLTHBTJSTMTTNDTOPTRLTRYTTDTWDTZSUAHUGXUSDUYUUZSVEFVESVNDVUVWSTXAFXAGXAUXCDXOFXPFXPTYERZARZMWZWL";

/// Codes that are also words of English or of shop pages; they count only next to a number.
const WORD_CODES: &str = "ALLAMDANGAWGBAMBOBCOPCUPCRCETHGELLAKLEKMADMOPMROPENSITSOSSTDTOPTRYTJSVES";

/// Letters that stand before or after a sign to say whose it is: `US$`, `MX$`, `LB£`, `CN¥`, `GH₵`.
const SIGN_LETTERS: [&str; 54] = [
    "A", "AR", "AU", "B", "BD", "BDS", "BN", "BS", "BZ", "C", "CA", "CI", "CL", "CN", "CO", "CUC", "CV", "D",
    "E", "EC", "FJ", "FK", "G", "GH", "GI", "GY", "HK", "IR", "J", "JP", "L", "LB", "LR", "M", "MOP", "MX",
    "N", "NT", "NZ", "R", "RD", "S", "SB", "SG", "SI", "SR", "SY", "T", "TT", "U", "US", "WS", "Z", "ZW",
];

/// Names and abbreviations, in lower case; matched without regard to case, between word boundaries.
const NAMES: [&str; 123] = [
    "afl.", "afs", "ar", "b/.", "br", "bs", "bs.", "bs.f.", "cfa", "cfaf", "da", "db", "den", "dh", "dhs",
    "din", "din.", "dinar", "dirham", "dollar", "dollars", "dt", "ekr", "esc", "euro", "euros", "f.cfa",
    "fbu", "fc", "fcfa", "fdj", "fg", "fr.", "frw", "ft", "gs", "gs.", "jd", "kč", "kčs", "kd", "km", "kn",
    "kr", "kr.", "kronor", "kroner", "ks", "ksh", "kz", "ld", "le", "lei", "lek", "lekë", "leu", "leva",
    "ll", "lm", "ls", "lt", "mk", "mt", "nfk", "nkr", "nu.", "pesos", "php", "pt", "pts", "qr", "rd", "rf",
    "rf.", "rm", "ro", "rp", "rp.", "rs", "rs.", "rupees", "s/", "s/.", "sfr.", "sh", "sh.so.", "skr", "sm",
    "so'm", "soʻm", "so‘m", "sr", "t/m", "tk", "tk.", "tl", "tsh", "um", "ush", "vt", "yen", "yuan", "zk",
    "zł", "złotych", "zlotych", "zl", "złoty", "kr:-", "pln.", "eur.", "usd.", "€uro", "kun.", "lbp.",
    "kuna", "iskr", "krónur", "rmb", "nis", "mtn", "nu", "meticais",
];

/// Names in other scripts: they are unmistakable, so any inflected ending may follow them.
const STEMS: [&str; 70] = [
    "руб.",
    "руб",
    "рубл",
    "грн.",
    "грн",
    "гривень",
    "гривні",
    "р.",
    "лв.",
    "лв",
    "лева",
    "ден.",
    "ден",
    "дин.",
    "дин",
    "дін",
    "сом",
    "сум",
    "сўм",
    "тенге",
    "тг.",
    "тг",
    "ман.",
    "₽.",
    "km",
    "դր.",
    "դր",
    "դրամ",
    "лари",
    "ლარი",
    "جنيه",
    "ج.م.",
    "ج.م",
    "ريال",
    "ریال",
    "ر.س.",
    "ر.س",
    "ر.ق.",
    "ر.ق",
    "ر.ع.",
    "ر.ع",
    "﷼",
    "درهم",
    "د.إ.",
    "د.إ",
    "د.م.",
    "د.ك.",
    "د.ك",
    "د.ع",
    "ع.د",
    "ل.د",
    "د.ا",
    "د.ب",
    "د.ت",
    "د.ج",
    "دج",
    "ل.ل",
    "ل.س",
    "تومان",
    "تومن",
    "روپے",
    "شيكل",
    "ש\"ח",
    "ש״ח",
    "元",
    "圓",
    "圆",
    "円",
    "원",
    "บาท",
];

/// More unmistakable signs made of letters.
const LETTER_SIGNS: [&str; 13] = ["र", "रु", "रू", "रु.", "টাকা", "টকা", "ரூ", "රු", "රු.", "ރ", "ℳ", "नेरू", "ლ"];

/// Single letters that shops print for a currency; only next to a number, in exactly this case.
const LETTERS: &str = "РрDEFGKLMPQRƒсTBđ";

/// Currencies that print three decimals, so that `423.923 KD` is not four hundred thousand.
const THREE_DECIMALS: [&str; 14] =
    ["KWD", "KD", "BHD", "BD", "OMR", "RO", "JOD", "JD", "TND", "DT", "IQD", "LYD", "LD", "د.ك"];

/// Whether the character is a currency sign (general category `Sc`).
pub fn is_sign(c: char) -> bool {
    matches!(c,
        '$' | '\u{A2}'..='\u{A5}' | '\u{58F}' | '\u{60B}' | '\u{9F2}' | '\u{9F3}' | '\u{9FB}' | '\u{AF1}'
        | '\u{BF9}' | '\u{E3F}' | '\u{17DB}' | '\u{20A0}'..='\u{20CF}' | '\u{A838}' | '\u{FDFC}'
        | '\u{FE69}' | '\u{FF04}' | '\u{FFE0}' | '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}')
}

/// Whether the currency prints three decimals.
pub fn has_three_decimals(currency: &str) -> bool {
    THREE_DECIMALS.contains(&currency)
}

/// Whether this is the ISO 4217 code of some country's dollar (or of a dinar: they too end in D).
pub fn is_dollar_code(token: &str) -> bool {
    token.ends_with('D') && is_code(token)
}

/// The currency that ends right before `end`, as written.
pub fn ending_at(text: &[char], end: usize) -> Option<String> {
    (end.saturating_sub(MAX_TOKEN)..end).find_map(|start| {
        let token = text.get(start..end)?;
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        read(token, before, text.get(end), Nearness::Beside)
    })
}

/// The currency that begins at `start`, as written, and the position after it.
pub fn starting_at(text: &[char], start: usize) -> Option<(String, usize)> {
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    longest(text, start, before, Nearness::Beside)
}

/// The first currency anywhere in the text that cannot be mistaken for a word.
pub fn anywhere(text: &[char]) -> Option<String> {
    (0..text.len()).find_map(|start| {
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        longest(text, start, before, Nearness::Apart).map(|(token, _)| token)
    })
}

/// Whether the token stands beside a number, where more can be taken for a currency, or apart from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Beside,
    Apart,
}

fn longest(text: &[char], start: usize, before: Option<&char>, near: Nearness) -> Option<(String, usize)> {
    let end = text.len().min(start.saturating_add(MAX_TOKEN));
    (start.saturating_add(1)..=end).rev().find_map(|end| {
        let token = read(text.get(start..end)?, before, text.get(end), near)?;
        Some((token, end))
    })
}

/// The currency the token is, if its neighbours do not make it part of a word.
fn read(token: &[char], before: Option<&char>, after: Option<&char>, near: Nearness) -> Option<String> {
    let (first, last) = (token.first()?, token.last()?);
    if first.is_whitespace() || last.is_whitespace() {
        return None;
    }
    let text: String = token.iter().collect();
    let joins = |c: Option<&char>, edge: &char| edge.is_alphabetic() && c.is_some_and(|c| c.is_alphabetic());
    let (joined_before, joined_after) = (joins(before, first), joins(after, last));
    if let Some(currency) = sign(token, &text) {
        return (!joined_before && !joined_after).then_some(currency);
    }
    if joined_before {
        return None;
    }
    if text == "рубл" {
        return Some("руб".to_owned());
    }
    let stem = STEMS.contains(&text.as_str());
    if stem && (!joined_after || first.is_alphabetic() && !is_short_stem(token)) {
        return Some(text);
    }
    if joined_after {
        return None;
    }
    let apart = near == Nearness::Apart;
    if is_code(&text) && !(apart && in_threes(WORD_CODES, &text)) {
        return Some(text);
    }
    let lower = lowered(&text);
    if apart {
        // Away from a number only a capitalised code or a long name is certain enough.
        return (token.len() > 3 && NAMES.contains(&lower.as_str())).then_some(text);
    }
    let named = NAMES.contains(&lower.as_str())
        || LETTER_SIGNS.contains(&text.as_str())
        || (token.len() == 1 && LETTERS.contains(*first))
        || is_code(&lower.to_ascii_uppercase());
    named.then_some(text)
}

/// Whether a stem is too short to be told from the beginning of another word.
fn is_short_stem(token: &[char]) -> bool {
    token.len() < 3
}

/// A currency with a sign in it: `$`, `US$`, `$U`, and `SGD$`, of which the code is the currency.
fn sign(token: &[char], text: &str) -> Option<String> {
    let letters: String = token.iter().filter(|c| !is_sign(**c)).collect();
    if token.len() != letters.chars().count() + 1 {
        return None;
    }
    if letters.is_empty() {
        return Some(text.to_owned());
    }
    let sign_last = token.last().copied().is_some_and(is_sign);
    if is_code(&letters) {
        // "SGD$": the code alone says which dollar; "MOP$" is a name of its own.
        return sign_last.then(|| if is_dollar_code(&letters) { letters } else { text.to_owned() });
    }
    let sign_first = token.first().copied().is_some_and(is_sign);
    let upper = letters.chars().next().is_some_and(|c| c.is_ascii_uppercase());
    let known = SIGN_LETTERS.contains(&letters.to_ascii_uppercase().as_str());
    let leads = sign_first && ["U", "S", "E", "b", "B"].contains(&letters.as_str());
    (leads || sign_last && upper && known).then(|| text.to_owned())
}

fn is_code(token: &str) -> bool {
    in_threes(CODES, token)
}

/// Whether the three letters stand in a table of threes, at a multiple of three.
fn in_threes(table: &str, token: &str) -> bool {
    token.len() == 3 && table.as_bytes().chunks_exact(3).any(|code| code == token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        ending_at(&chars, chars.len())
    }

    #[test]
    fn the_longest_currency_beside_a_number_is_taken() {
        for (text, expected) in [
            ("US$", Some("US$")),
            ("Now MX$", Some("MX$")),
            ("SGD$", Some("SGD")),
            ("From$", Some("$")),
            ("تومان", Some("تومان")),
            ("Price", None),
            ("Size L", Some("L")),
            ("XL", None),
        ] {
            assert_eq!(before(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn away_from_a_number_words_are_not_currencies() {
        let find = |text: &str| anywhere(&text.chars().collect::<Vec<_>>());
        assert_eq!(find("ALL prices in EUR").as_deref(), Some("EUR"));
        assert_eq!(find("TRY our TOP products"), None);
        assert_eq!(find("UK: code"), None);
    }
}
