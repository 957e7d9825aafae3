//! Numbers with three decimals, which is all that ratings and regions are kept with. A number of so few digits is the
//! same again after it was written as JSON; keeping all of any number costs every module 16 KB, for nothing anybody sees.

use serde::{Deserialize, Deserializer};

/// The number with three decimals.
///
/// ```
/// use pinfold::model::measure::rounded;
/// assert_eq!(rounded(13.0 / 3.0), 4.333);
/// ```
pub fn rounded(number: f64) -> f64 {
    (number * 1000.0).round_ties_even() / 1000.0
}

/// Reads a number with three decimals.
///
/// # Errors
/// Where there is none.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    f64::deserialize(deserializer).map(rounded)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::rounded;

    #[test]
    fn every_thousandth_is_the_same_again() {
        for thousandths in 0..=1_000_000 {
            let number = f64::from(thousandths) / 1000.0;
            let again: f64 = serde_json::from_str(&serde_json::to_string(&number).unwrap()).unwrap();
            assert_eq!(again.to_bits(), number.to_bits(), "{number}");
            assert_eq!(rounded(number).to_bits(), number.to_bits(), "{number}");
        }
    }
}
