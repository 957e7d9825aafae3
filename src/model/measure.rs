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

/// The number with three decimals as it is read everywhere; what is no number, or a billion and more, is 0. The standard
/// library's way to write any number exactly would cost every module that writes one 12 KB.
///
/// ```
/// use pinfold::model::measure::written;
/// assert_eq!((written(-4.25), written(5.0), written(f64::NAN)), ("-4.25".into(), "5".into(), "0".into()));
/// ```
pub fn written(number: f64) -> String {
    let thousandths = (number * 1000.0).round_ties_even();
    let thousandths = if thousandths.abs() < 1e12 { thousandths as i64 } else { 0 };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let sign = if thousandths < 0 { "-" } else { "" };
    let all = format!("{sign}{whole}.{rest:03}");
    all.trim_end_matches('0').trim_end_matches('.').to_owned()
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
    use super::{rounded, written};

    #[test]
    fn every_thousandth_is_the_same_again() {
        for thousandths in 0..=1_000_000 {
            let number = f64::from(thousandths) / 1000.0;
            let again: f64 = serde_json::from_str(&serde_json::to_string(&number).unwrap()).unwrap();
            assert_eq!(again.to_bits(), number.to_bits(), "{number}");
            assert_eq!(rounded(number).to_bits(), number.to_bits(), "{number}");
            assert_eq!(written(number), number.to_string());
            let below = rounded(-number - 7.0);
            assert_eq!(written(below), below.to_string());
        }
    }
}
