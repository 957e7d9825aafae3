//! Payment cards: the first digits and the length of a known scheme, and a last digit that is right after Luhn (ISO/IEC
//! 7812-1, annex B). A trade item number of the same digits is none.

use super::number::Number;

/// The first four digits from one to another, and the shortest and longest of the scheme's numbers.
const SCHEMES: [(u32, u32, usize, usize); 22] = [
    // Visa: 13, 16 or 19.
    (4000, 4999, 13, 19),
    // Mastercard.
    (5100, 5599, 16, 16),
    (2221, 2720, 16, 16),
    // American Express.
    (3400, 3499, 15, 15),
    (3700, 3799, 15, 15),
    // Discover.
    (6011, 6011, 16, 19),
    (6440, 6499, 16, 19),
    (6500, 6599, 16, 19),
    // Diners Club.
    (3000, 3059, 14, 19),
    (3600, 3699, 14, 19),
    (3800, 3999, 14, 19),
    // JCB.
    (3528, 3589, 16, 19),
    // UnionPay.
    (6200, 6299, 16, 19),
    // RuPay.
    (8100, 8299, 16, 16),
    (5080, 5089, 16, 16),
    (6000, 6099, 16, 16),
    // Maestro.
    (5018, 5018, 12, 19),
    (5020, 5038, 12, 19),
    (5893, 5893, 12, 19),
    (6759, 6763, 12, 19),
    // Mir.
    (2200, 2204, 16, 19),
    // Troy.
    (9792, 9792, 16, 16),
];

/// Shortest and longest numbers of all schemes.
const LENGTHS: (usize, usize) = (12, 19);
/// Most groups one card is written in: a digit each.
const MAX_GROUPS: usize = 19;

/// The cards in a run of groups of digits, as places of characters.
pub fn within(number: &Number) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if number.all_digits().len() < LENGTHS.0 {
        return found;
    }
    let sums = Sums::of(number.all_digits());
    let mut first = 0;
    while first < number.groups.len() {
        match from_group(number, &sums, first) {
            Some(last) => {
                found.extend(number.span(first, last));
                first = last + 1;
            }
            None => first += 1,
        }
    }
    found
}

/// The last group of the longest card that begins with a group.
fn from_group(number: &Number, sums: &Sums, first: usize) -> Option<usize> {
    let begin = number.groups.get(first)?.first;
    // Most numbers are of no scheme: they need no second look.
    let four: u32 = number.all_digits().get(begin..begin + 4)?.parse().ok()?;
    if !SCHEMES.iter().any(|(from, to, ..)| (*from..=*to).contains(&four)) {
        return None;
    }
    let mut best = None;
    for (place, group) in number.groups.iter().enumerate().skip(first).take(MAX_GROUPS) {
        if place > first && !group.joins_a_card() {
            break;
        }
        let end = group.first + group.length;
        if end - begin > LENGTHS.1 {
            break;
        }
        let alone = || number.digits(std::slice::from_ref(group));
        if is_of_scheme(four, end - begin)
            && sums.is_right(begin, end)
            && !(place == first && is_trade_item(alone()))
        {
            best = Some(place);
        }
    }
    best
}

/// Whether a number that begins with these four digits and is so long is one of a scheme.
fn is_of_scheme(four: u32, length: usize) -> bool {
    if !(LENGTHS.0..=LENGTHS.1).contains(&length) {
        return false;
    }
    // Visa has three lengths and none between.
    let between = four / 1000 == 4 && !matches!(length, 13 | 16 | 19);
    let is_of = |(from, to, least, most): &(u32, u32, usize, usize)| {
        (*from..=*to).contains(&four) && (*least..=*most).contains(&length)
    };
    !between && SCHEMES.iter().any(is_of)
}

/// Luhn's sums of all beginnings of a run of digits, so that the one of any part is known at once.
struct Sums {
    /// With every second digit doubled: those at even and those at odd places.
    doubled: [Vec<u32>; 2],
}

impl Sums {
    fn of(digits: &str) -> Self {
        let sums = |parity: usize| {
            let mut sum = 0;
            let values = digits.bytes().enumerate().map(|(place, digit)| {
                let digit = u32::from(digit.saturating_sub(b'0'));
                if place % 2 == parity { digit * 2 / 10 + digit * 2 % 10 } else { digit }
            });
            let after = values.map(|value| {
                sum += value;
                sum
            });
            std::iter::once(0).chain(after).collect()
        };
        Self { doubled: [sums(0), sums(1)] }
    }

    /// Whether the last digit of a part is right: it counts once, the one before it doubled.
    fn is_right(&self, begin: usize, end: usize) -> bool {
        let sums = if end.is_multiple_of(2) { self.doubled.first() } else { self.doubled.last() };
        let at = |place: usize| sums.and_then(|sums| sums.get(place)).copied();
        match (at(begin), at(end)) {
            (Some(before), Some(all)) => all.wrapping_sub(before).is_multiple_of(10),
            _ => false,
        }
    }
}

/// Whether digits are a GTIN of 12 to 14 digits with the right check digit: shops write many more of those than old cards
/// of that length are left.
fn is_trade_item(digits: &str) -> bool {
    let sum: u32 = (digits.chars().rev().enumerate())
        .filter_map(|(place, c)| Some((place, c.to_digit(10)?)))
        .map(|(place, digit)| digit * if place % 2 == 0 { 1 } else { 3 })
        .sum();
    (12..=14).contains(&digits.len()) && sum.is_multiple_of(10)
}
