//! Bank accounts after ISO 13616: a country's letters, two check digits, and as many characters as that country's accounts
//! have, which give 1 when divided by 97; half of them at least are digits, as in every country but for
//! made-up ones. What fails any of that is none.

use super::view::View;

/// Most signs between two characters of an account, as in `DE89 - 3704`.
const MAX_BETWEEN: usize = 3;

/// Countries and how many characters their accounts have: the registry of ISO 13616, release 99.
const LENGTHS: [(&str, usize); 89] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

/// The place after the account that begins here.
pub fn at(view: &View, from: usize) -> Option<usize> {
    if !view.at(from + 1).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    // The check digits first: they tell most words apart from accounts.
    let check = view.while_at(from + 2, from + 2 + MAX_BETWEEN, is_between);
    if !view.is_digit(check)
        || (view.word_before(from) && view.after(from.saturating_sub(4), "iban") != Some(from))
    {
        return None;
    }
    let country = [view.at(from)?, view.at(from + 1)?].map(|c| c.to_ascii_uppercase());
    let found = LENGTHS.binary_search_by(|(own, _)| own.chars().cmp(country)).ok()?;
    let (_, length) = LENGTHS.get(found)?;
    let mut rest = 0;
    // The first four characters are counted last.
    let mut first = Vec::with_capacity(4);
    let (mut place, mut digits) = (from, 0);
    for count in 0..*length {
        let skipped = view.while_at(place, place + MAX_BETWEEN, is_between);
        let c = view.at(skipped).filter(char::is_ascii_alphanumeric)?;
        if (2..4).contains(&count) && !c.is_ascii_digit() {
            return None;
        }
        place = skipped + 1;
        digits += usize::from(c.is_ascii_digit());
        if count < 4 { first.push(c) } else { rest = taken(rest, c)? }
    }
    for c in first {
        rest = taken(rest, c)?;
    }
    (rest == 1 && digits * 2 >= *length && !view.is_digit(place)).then_some(place)
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '_' | '\n')
}

/// What is left of a number divided by 97 when one more character follows; a letter counts two digits.
fn taken(rest: u32, c: char) -> Option<u32> {
    let value = c.to_digit(36)?;
    Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_stand_in_their_order() {
        assert!(LENGTHS.is_sorted());
    }
}
