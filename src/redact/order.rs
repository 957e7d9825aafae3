//! Numbers of orders, invoices, parcels, contracts, bookings and customers: a word for it in one of many languages and a
//! number after it, or a pattern that is nothing else. Counts, years, prices and dates after such a word are none.

use super::{labels, view::View};

/// How far after its word a number may begin, in characters.
const MAX_AFTER: usize = 40;
/// Longest number, in characters.
const MAX_TOKEN: usize = 40;
/// Shortest word for what has a number, in characters.
const SHORTEST: usize = 3;
/// Longest such word, in characters, with marks that are left out of a comparison.
const LONGEST: usize = 40;
/// Most numbers of one list.
const MAX_LISTED: usize = 20;

/// What has such numbers, without accents and in lower case, in the order of their bytes.
#[rustfmt::skip]
const WORDS: [&str; 93] = [
    "auftrag", "auftragsnr", "auftragsnummer", "bestallning", "bestallningsnummer", "bestelling",
    "bestellno", "bestellnr", "bestellnummer", "bestellung", "bestellungen", "bestelnr", "bestelnummer",
    "bestilling", "bestillingsnummer", "booking", "buchung", "buchungsnummer", "colis", "comanda",
    "comenzii", "commande", "confirmation", "contract", "dossier", "encomenda", "factura", "facture",
    "factuur", "factuurnummer", "faktura", "fakturanummer", "fattura", "fatura", "invoice", "kundenkonto",
    "kundennr", "kundennummer", "narocilo", "narudzba", "objednavka", "objednavku", "objednavky", "order",
    "ordernr", "ordernummer", "orders", "ordine", "ordini", "ordre", "ordrenummer", "paketnummer",
    "parcel", "pedido", "pedidos", "policy", "prenotazione", "rechnung", "rechnungsnr", "rechnungsnummer",
    "rendeles", "rendelesszam", "reserva", "reservation", "reservierung", "reservierungsnummer", "sendung",
    "sendungsnummer", "shipment", "siparis", "spedizione", "ticketnummer", "tilaus", "tilausnumero",
    "tracking", "trackingnummer", "vertrag", "vertragsnummer", "vorgang", "vorgangsnummer", "zamowienia",
    "zamowienie", "zamowieniem", "παραγγελια", "παραγγελιασ", "заказ", "заказа", "заказу", "замовлення",
    "поръчка", "הזמנה", "الطلب", "طلب",
];
/// The same in scripts that set no spaces.
const UNSPACED: [&str; 12] = [
    "注文番号",
    "注文",
    "受注番号",
    "订单号",
    "订单编号",
    "订单",
    "訂單編號",
    "訂單",
    "快递单号",
    "주문번호",
    "주문",
    "คำสั่งซื้อ",
];
/// What may stand between the word and its number and says that a number follows.
#[rustfmt::skip]
const NUMBER: [&str; 26] = [
    "c", "cislo", "code", "id", "n", "no", "nomor", "nr", "nro", "num", "number", "numbers", "numer",
    "numero", "nummer", "nummern", "n°", "nº", "ref", "reference", "szam", "č", "номер", "רקם", "رقم",
    "№",
];
/// What may stand there besides.
#[rustfmt::skip]
const FILLER: [&str; 35] = [
    "a", "auf", "das", "de", "del", "der", "die", "e", "era", "es", "est", "is", "ist", "la", "lauten",
    "lautet", "le", "mein", "meine", "meiner", "mit", "my", "of", "på", "si", "the", "var", "war",
    "was", "with", "είναι", "есть", "и", "це", "это",
];

/// What a number may begin with that is nothing but an order's, in capital letters.
const PREFIXES: [&str; 9] = ["ORD-", "ORDER-", "INV-", "RMA-", "PO-", "SO-", "RE-", "AUF-", "CMD-"];

fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// The numbers after the word that begins at a place, or the number that begins there itself.
pub fn from_word(view: &View, place: usize) -> Vec<(usize, usize)> {
    if let Some(found) = patterned(view, place) {
        return vec![found];
    }
    let mut found = Vec::new();
    let mut own = String::new();
    let Some((after, unspaced)) = word(view, place, &mut own) else { return found };
    let Some((mut at, mut marked)) = number_after(view, after, unspaced, &mut own) else { return found };
    while found.len() < MAX_LISTED
        && let Some((from, to)) = token(view, at, marked)
    {
        found.push((from, to));
        match listed(view, to) {
            Some(next) => at = next,
            None => break,
        }
        marked = true;
    }
    found
}

/// The place after a word for something that has a number, and whether it is one of a script without spaces.
fn word(view: &View, place: usize, own: &mut String) -> Option<(usize, bool)> {
    let c = view.at(place)?;
    if u32::from(c) >= 0xe00
        && let Some(after) = UNSPACED.iter().find_map(|own| view.after(place, own))
    {
        return Some((after, true));
    }
    if view.word_before(place) || !c.is_alphabetic() {
        return None;
    }
    let end = view.while_letter(place, place + MAX_AFTER);
    if !(SHORTEST..=LONGEST).contains(&(end - place)) {
        return None;
    }
    view.fold(place, end, own);
    is_in(&WORDS, own).then(|| (end, own.ends_with("nummer") || own.ends_with("nr")))
}

/// Where the number begins, and whether something says that it is one; `marked` where its word did.
fn number_after(view: &View, from: usize, mut marked: bool, plain: &mut String) -> Option<(usize, bool)> {
    let mut at = from;
    while at - from <= MAX_AFTER {
        match view.at(at)? {
            '#' | ':' | '=' | '№' => {
                marked = true;
                at += 1;
            }
            ' ' | '.' | '-' | '(' | '"' | '“' | '\'' | '°' | 'º' | '/' | '_' | '*' => at += 1,
            c if c.is_ascii_digit() => return Some((at, marked)),
            c if c.is_alphabetic() => {
                let end = view.while_word(at, at + MAX_AFTER);
                if (at..end).any(|place| view.is_digit(place)) {
                    return Some((at, marked));
                }
                view.fold(at, end, plain);
                if is_in(&NUMBER, plain) || plain == "は" {
                    marked = true;
                } else if is_in(&WORDS, plain) {
                    // Where nothing was said yet that this word would not hear, the number is its own to find.
                    if !marked {
                        return None;
                    }
                } else if !is_in(&FILLER, plain) {
                    // `AB-123`: letters that the number goes on from.
                    let goes_on = matches!(view.at(end), Some('-' | '/' | '_')) && view.is_digit(end + 1);
                    return goes_on.then_some((at, marked));
                }
                at = end;
            }
            _ => return None,
        }
    }
    None
}

/// A number that begins here.
fn token(view: &View, from: usize, marked: bool) -> Option<(usize, usize)> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.');
    let mut to = view.while_at(from, from + MAX_TOKEN, part);
    while to > from && !view.is_word(to - 1) {
        to -= 1;
    }
    // Groups of three and more digits are one number.
    while to - from < MAX_TOKEN && view.at(to) == Some(' ') {
        let end = view.while_at(to + 1, to + MAX_TOKEN, |c| c.is_ascii_digit());
        let grouped = end - to > 3 && view.is_digit(to - 1) && !view.is_word(end);
        if !grouped {
            break;
        }
        to = end;
    }
    let text = view.lowered(from, to);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let bare = text.chars().all(|c| c.is_ascii_digit());
    let least = if marked {
        3
    } else if bare {
        5
    } else {
        4
    };
    let decimal = matches!(view.at(to), Some(',' | ':')) && view.is_digit(to + 1);
    let year = bare && digits == 4 && (text.starts_with("19") || text.starts_with("20")) && !marked;
    let fits = digits >= least && !decimal && !year && !is_dated(&text) && !labels::is_money(view, from, to);
    (fits && view.at(to) != Some('@') && view.at(to) != Some('%')).then_some((from, to))
}

/// A date or a price with its fraction.
fn is_dated(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let short = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    match parts.as_slice() {
        [a, b, c] => short(b) && ((short(a) && (year(c) || short(c))) || (year(a) && short(c))),
        [a, b] => text.contains('.') && short(b) && a.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// Where the next number of a list begins: `12345, 67890 and 13579`.
fn listed(view: &View, from: usize) -> Option<usize> {
    let mut at = from;
    let mut separated = false;
    while at - from <= 8 {
        match view.at(at)? {
            ',' | ';' | '&' | '+' => separated = true,
            ' ' | '#' => {}
            c if c.is_ascii_digit() => return separated.then_some(at),
            c if c.is_alphabetic() => {
                let end = view.while_at(at, at + 4, char::is_alphabetic);
                if !view.is_one_of(at, end, &["and", "und", "et", "y", "e", "en", "och", "og", "i", "и"]) {
                    return None;
                }
                separated = true;
                at = end;
                continue;
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// `302-1234567-1234567`, as one large shop has them, and `INV-2026-0815`.
fn patterned(view: &View, from: usize) -> Option<(usize, usize)> {
    if view.word_before(from) || matches!(view.before(from), Some('-' | '/')) {
        return None;
    }
    if !view.at(from).is_some_and(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
        return None;
    }
    let to = view.while_at(from, from + MAX_TOKEN, |c| c.is_ascii_alphanumeric() || c == '-');
    if to - from < 8 {
        return None;
    }
    // Both patterns have one; most words and numbers have none.
    if !(from..to).any(|place| view.at(place) == Some('-')) {
        return None;
    }
    let text: String = (from..to).filter_map(|place| view.at(place)).collect();
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let shop = matches!(parts.as_slice(), [a, b, c] if digits(a, 3) && digits(b, 7) && digits(c, 7));
    let prefixed = PREFIXES.iter().any(|own| text.starts_with(own))
        && text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    (shop || prefixed).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn words_stand_in_their_order() {
        assert!(WORDS.is_sorted() && NUMBER.is_sorted() && FILLER.is_sorted());
        let lengths = WORDS.iter().map(|word| word.chars().count());
        assert!(lengths.clone().min() >= Some(SHORTEST) && lengths.max() <= Some(LONGEST));
        let other: Vec<_> = WORDS.iter().filter(|word| fold::folded(word) != **word).collect();
        assert!(other.is_empty(), "{other:?}");
    }
}
