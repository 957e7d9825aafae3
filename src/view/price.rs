//! Comparing prices exactly. It never makes a float of one.

use std::cmp::Ordering;

use crate::model::product::Money;

/// Compares two decimal numbers as written, as in `-1234.50`.
pub(super) fn compare(a: &Money, b: &Money) -> Ordering {
    let (a, b) = (Decimal::of(&a.amount), Decimal::of(&b.amount));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.size(&b),
        (true, true) => b.size(&a),
    }
}

struct Decimal<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    fn of(amount: &'a str) -> Self {
        let (sign, digits) = match amount.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, amount),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        Self { negative: sign && !(whole.is_empty() && fraction.is_empty()), whole, fraction }
    }

    fn size(&self, other: &Self) -> Ordering {
        let key =
            |decimal: &Self| (decimal.whole.len(), decimal.whole.to_owned(), decimal.fraction.to_owned());
        key(self).cmp(&key(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_compare_as_numbers() {
        let money = |amount: &str| Money { amount: amount.to_owned(), currency: None };
        let rising =
            ["-10.5", "-2", "0", "0.05", "0.1", "9.99", "10", "10.01", "100", "12345678901234567890.1"];
        for (at, a) in rising.iter().enumerate() {
            for (other, b) in rising.iter().enumerate() {
                assert_eq!(compare(&money(a), &money(b)), at.cmp(&other), "{a} {b}");
            }
        }
        for (a, b) in [("10", "10.00"), ("007", "7"), ("0", "-0.0")] {
            assert_eq!(compare(&money(a), &money(b)), Ordering::Equal, "{a} {b}");
        }
    }
}
