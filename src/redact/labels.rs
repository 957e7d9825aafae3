//! Words that say what the number after them is, in the languages customers write. It never reads a number.

use super::view::{BREAK, View};

/// How far before a number its label may begin, in characters.
const MAX_BEFORE: usize = 32;
/// Most words between a label and its number.
const MAX_WORDS: usize = 3;

/// Codes and names of currencies.
#[rustfmt::skip]
const MONEY: [&str; 32] = [
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pounds", "chf", "fr", "sek", "nok",
    "dkk", "kr", "pln", "zł", "czk", "kč", "huf", "ft", "ron", "lei", "jpy", "yen", "cny", "inr", "rs",
    "rub", "руб", "try", "tl", "brl",
];

/// What a number is called, as far as its neighbours say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A telephone number.
    Phone,
    /// The number of a thing: a book, an article, a version.
    Thing,
}

/// Words before telephone numbers, without accents and in lower case, in the order of their bytes.
#[rustfmt::skip]
const PHONE: [&str; 68] = [
    "anruf", "anrufen", "call", "cell", "cellphone", "cellulare", "celular", "cep", "fax", "fon", "gsm",
    "handy", "handynr", "handynummer", "komorka", "mob", "mobiel", "mobil", "mobile", "mobilnummer",
    "mobiltelefon", "movil", "numer", "nummer", "phone", "portable", "puh", "puhelin", "ruf",
    "rufnummer", "signal", "sms", "tel", "telef", "telefon", "telefone", "telefonnr", "telefonnummer",
    "telefono", "telefonszam", "telefonu", "telefoon", "telefoonnummer", "telephone", "tfn", "tlf",
    "whatsapp", "κινητο", "τηλ", "τηλεφωνο", "моб", "мобильныи", "тел", "телефон", "телефону", "טלפון",
    "جوال", "موبايل", "هاتف", "नंबर", "फोन", "手机", "手機", "携帯", "电话", "電話", "전화", "휴대폰",
];
/// Words before numbers of things.
#[rustfmt::skip]
const THING: [&str; 38] = [
    "art", "article", "articolo", "articulo", "artikel", "artikelnr", "artikelnummer", "artnr", "asin",
    "build", "doi", "ean", "gtin", "imei", "isbn", "issn", "item", "katalog", "model", "modele",
    "modell", "mpn", "part", "pid", "plz", "ref", "referenz", "serial", "seriennummer", "sku", "upc",
    "version", "vin", "zip", "артикул", "модель", "型番", "货号",
];

/// What the words before a place say the number there is; the nearest that says anything counts.
pub fn before(view: &View, place: usize) -> Option<Label> {
    let start = place.saturating_sub(MAX_BEFORE);
    let mut words = 0;
    let mut at = place;
    let mut word = String::new();
    while at > start && words < MAX_WORDS {
        match view.before(at)? {
            '\n' | BREAK => return None,
            c if c.is_alphanumeric() => {
                let end = at;
                while at > start && view.word_before(at) {
                    at -= 1;
                }
                view.fold(at, end, &mut word);
                words += 1;
                if PHONE.binary_search(&word.as_str()).is_ok() {
                    return Some(Label::Phone);
                }
                if THING.binary_search(&word.as_str()).is_ok() {
                    return Some(Label::Thing);
                }
                // A number in between has taken the label for itself.
                if word.chars().all(|c| c.is_ascii_digit()) && word.len() > 2 {
                    return None;
                }
            }
            ';' | '!' | '?' | ',' => return None,
            _ => at -= 1,
        }
    }
    None
}

/// Whether an amount of money stands here: a sign or the code of a currency right before `from` or right after `to`.
pub fn is_money(view: &View, from: usize, to: usize) -> bool {
    let before = if view.before(from) == Some(' ') { from - 1 } else { from };
    let after = if view.at(to) == Some(' ') { to + 1 } else { to };
    let sign = |c: Option<char>| {
        c.is_some_and(|c| {
            matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₩' | '₪' | '₴' | '₫' | '฿' | '円' | '元')
        })
    };
    let mut start = before;
    while before - start < 7 && view.word_before(start) {
        start -= 1;
    }
    let end = view.while_word(after, after + 7);
    sign(view.before(before))
        || sign(view.at(after))
        || view.is_one_of(start, before, &MONEY)
        || view.is_one_of(after, end, &MONEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_order() {
        assert!(PHONE.is_sorted() && THING.is_sorted());
    }
}
