//! Telephone numbers: with a country's code after `+` or `00`, with a trunk zero, in the groupings of countries that have
//! none, or after a word for it. Dates, prices, versions, addresses of machines and trade item numbers are none.

use super::{
    labels::{self, Label},
    number::{Group, Number},
    view::View,
};

/// Country codes of one and two digits (ITU-T E.164); those of three begin with one of [`LONG_CODES`].
const CODES: [&str; 46] = [
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
    "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];
/// The first two digits of country codes of three.
const LONG_CODES: [&str; 19] = [
    "21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "80",
    "85", "88",
];
/// The same, of those that begin with a nine.
const LONG_CODES_9: [&str; 3] = ["96", "97", "99"];

/// Digits with a country's code: the longest is E.164's, the shortest are those of islands.
const WITH_CODE: (usize, usize) = (8, 15);
/// Digits with a trunk zero, which counts.
const WITH_TRUNK: (usize, usize) = (9, 12);
/// From so many digits on a number with a country's code is one that another may follow.
const WHOLE_WITH_CODE: usize = 11;
/// Digits of a number that has a word for it before.
const LABELLED: (usize, usize) = (6, 15);
/// Fewer digits are no number of any form.
const SHORTEST: usize = LABELLED.0;
/// Most groups: pairs of digits.
const MAX_GROUPS: usize = 9;

/// The telephone numbers in a run, as places of characters.
pub fn within(view: &View, number: &Number) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut first = 0;
    while first < number.groups.len() {
        match from_group(view, number, first) {
            Some((last, span)) => {
                found.push(span);
                first = last + 1;
            }
            None => first += 1,
        }
    }
    found
}

fn from_group(view: &View, number: &Number, first: usize) -> Option<(usize, (usize, usize))> {
    let group = number.groups.get(first)?;
    // A later group of a run begins a number only where a space sets it apart, and none begins with one digit alone but
    // those of America and Russia.
    let alone = || group.length == 1 && !matches!(number.digits(std::slice::from_ref(group)), "1" | "8");
    let goes_on = first > 0 && (!group.between.signs().contains(&b' ') || alone());
    let reach = number.groups.get(first..)?;
    let reach = reach.get(..MAX_GROUPS).unwrap_or(reach);
    if group.dated || goes_on || number.digits(reach).len() < SHORTEST {
        return None;
    }
    let begins = beginning(view, group.from);
    let label = if first == 0 { labels::before(view, begins.from) } else { None };
    if !begins.plus
        && (view.word_before(begins.from) || matches!(view.before(begins.from), Some('#' | '_' | '=')))
        && label != Some(Label::Phone)
    {
        return None;
    }
    let mut best = None;
    let mut before = 0;
    for (place, group) in reach.iter().enumerate() {
        // A group that begins like a number of its own, behind one that is whole.
        let another = || group.length > 2 && number.digits(std::slice::from_ref(group)).starts_with('0');
        let whole = before >= if begins.plus { WHOLE_WITH_CODE } else { WITH_TRUNK.0 };
        if group.dated || (best.is_some() && whole && another()) {
            break;
        }
        before += group.length;
        if before > WITH_CODE.1 + 2 {
            break;
        }
        let taken = reach.get(..=place)?;
        if before >= SHORTEST && is_phone(&begins, number.digits(taken), taken, label) && ends(view, group.to)
        {
            best = Some(first + place);
        }
    }
    let last = best?;
    let (_, to) = number.span(first, last)?;
    let sure = begins.plus || label == Some(Label::Phone);
    if !sure && (labels::is_money(view, begins.from, to) || label == Some(Label::Thing)) {
        return None;
    }
    Some((last, (begins.from, to)))
}

/// How a number begins.
struct Beginning {
    from: usize,
    plus: bool,
    bracket: bool,
}

fn beginning(view: &View, digit: usize) -> Beginning {
    let mut begins = Beginning { from: digit, plus: false, bracket: false };
    if view.before(begins.from) == Some('+') {
        begins = Beginning { from: begins.from - 1, plus: true, ..begins };
    }
    if view.before(begins.from) == Some('(') {
        begins = Beginning { from: begins.from - 1, bracket: true, ..begins };
    }
    begins
}

/// Whether a number may end here: not within a word, a decimal or a share.
fn ends(view: &View, to: usize) -> bool {
    let decimal = matches!(view.at(to), Some(',' | '.' | ':')) && view.is_digit(to + 1);
    let extension = matches!(view.at(to), Some('x' | 'X')) && view.is_digit(to + 1);
    let next =
        view.at(to).is_some_and(|c| (c.is_ascii_alphanumeric() && !extension) || matches!(c, '%' | '_'));
    !decimal && !next
}

fn is_phone(begins: &Beginning, digits: &str, groups: &[Group], label: Option<Label>) -> bool {
    if begins.plus {
        return has_code(digits);
    }
    if label == Some(Label::Phone) {
        return (LABELLED.0..=LABELLED.1).contains(&digits.len());
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return has_code(rest) && groups.first().is_some_and(|group| group.length >= 3 || groups.len() > 2);
    }
    if digits.starts_with('0') {
        return has_trunk(digits, groups);
    }
    in_brackets(begins, groups, digits) || is_grouped(groups, digits)
}

/// Whether digits begin with a country's code and are as many as numbers have.
fn has_code(digits: &str) -> bool {
    // `+49 (0)171` names the trunk zero, too.
    let two = digits.get(..2).unwrap_or_default();
    let known = CODES.iter().any(|code| digits.starts_with(code))
        || LONG_CODES.contains(&two)
        || LONG_CODES_9.contains(&two);
    let right = match digits.strip_prefix('1') {
        Some(american) => american.len() == 10 && american.starts_with(|c| ('2'..='9').contains(&c)),
        None => (WITH_CODE.0..=WITH_CODE.1 + 1).contains(&digits.len()),
    };
    known && right
}

fn has_trunk(digits: &str, groups: &[Group]) -> bool {
    let Some(first) = groups.first() else { return false };
    let alone = groups.len() == 1;
    let mobile = ["015", "016", "017"].iter().any(|start| digits.starts_with(start)) && digits.len() >= 11;
    let fits = (WITH_TRUNK.0 + usize::from(alone)..=WITH_TRUNK.1).contains(&digits.len());
    let machine = groups.len() == 4
        && groups.iter().all(|g| g.length <= 3)
        && groups.iter().skip(1).all(|g| g.between.signs() == b".");
    let trade = alone && digits.len() == 12 && !mobile;
    // `0.1234` is a decimal, and a second zero no area's.
    first.length >= 2 && digits.get(1..2) != Some("0") && fits && !machine && !trade
}

/// `(11) 91234-5678`.
fn in_brackets(begins: &Beginning, groups: &[Group], digits: &str) -> bool {
    let (Some(area), Some(next)) = (groups.first(), groups.get(1)) else { return false };
    let year = area.length == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    begins.bracket
        && next.between.signs().first() == Some(&b')')
        && (2..=5).contains(&area.length)
        && !year
        && (8..=13).contains(&digits.len())
}

/// Groupings of countries without a trunk zero, which prices and counts do not have.
fn is_grouped(groups: &[Group], digits: &str) -> bool {
    let lengths = |wanted: &[usize]| {
        groups.len() == wanted.len() && groups.iter().zip(wanted).all(|(group, own)| group.length == *own)
    };
    // The first digit of one of the groups, which begins at a place among all digits.
    let starts = |at: usize, from: u8, to: u8| {
        digits.as_bytes().get(at).is_some_and(|digit| (from..=to).contains(digit))
    };
    // North America, with and without its code.
    (lengths(&[3, 3, 4]) && starts(0, b'2', b'9') && starts(3, b'2', b'9'))
        || (lengths(&[1, 3, 3, 4]) && starts(0, b'1', b'1') && starts(1, b'2', b'9'))
        // Russia's trunk eight.
        || (lengths(&[1, 3, 3, 2, 2]) && starts(0, b'8', b'8'))
        // Spain.
        || (lengths(&[3, 2, 2, 2]) && starts(0, b'6', b'9'))
        || (lengths(&[2, 3, 2, 2]) && starts(0, b'8', b'9'))
        // China's mobile numbers, India's, Italy's.
        || (lengths(&[3, 4, 4]) && starts(0, b'1', b'1') && starts(1, b'3', b'9'))
        || (lengths(&[5, 5]) && starts(0, b'6', b'9'))
        || (lengths(&[3, 7]) && starts(0, b'3', b'3'))
}
