//! Reads a price as a shop prints it: an exact amount and the currency as written. It never converts,
//! never rounds, and never takes a percentage for a price.

use crate::model::{
    letters::{lower, lowered},
    product::Money,
};

use super::{
    currency,
    number::{self, Decimal, digit, digits_from, is_digit, is_separator, run_end, separator, skip_space},
};

/// Characters of a text that are looked at: a price stands in a short line, and what follows is prose.
pub const MAX_CHARS: usize = 1_000;

/// Digits of an amount: more than any price, and few enough for every decimal type.
const MAX_DIGITS: usize = 24;

/// What a page says about its prices, apart from the text itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// A text that stands beside the price and may name the currency; the price's own text wins.
    pub currency: Option<&'a str>,
    /// The decimal separator, where it is known.
    pub decimal: Option<char>,
}

/// What is free beside the thing itself, in English.
const BESIDE_FREE: [&str; 8] =
    ["shipping", "delivery", "postage", "returns", "return", "trial", "sample", "samples"];

/// Words for "costs nothing", where they are the whole text or, in English, a word of it.
const FREE: [&str; 13] = [
    "free",
    "gratis",
    "kostenlos",
    "gratuit",
    "gratuito",
    "grátis",
    "бесплатно",
    "безкоштовно",
    "zdarma",
    "免费",
    "免費",
    "無料",
    "무료",
];

/// What may stand between two ends of a range, of which the lower one is the price.
const RANGE: [&str; 14] =
    ["-", "–", "—", "~", "to", "bis", "à", "a", "do", "до", "hasta", "até", "til", "tot"];

/// Reads the first price of a text; `None` where it names no amount.
///
/// The amount is the first number with a currency beside it, else the first number; of a range the
/// lower end. A number before `%` is never taken.
///
/// ```
/// use pinfold::capture::parse::price;
/// let price = price::read("2.999,00 EUR (-10,00%)", price::Hints::default()).unwrap();
/// assert_eq!(price.amount, "2999.00");
/// assert_eq!(price.currency.as_deref(), Some("EUR"));
/// ```
pub fn read(text: &str, hints: Hints) -> Option<Money> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    let hinted = || hints.currency.and_then(currency);
    let Some(found) = choose(&chars) else {
        return is_free(text).then(|| Money { amount: "0".to_owned(), currency: hinted() });
    };
    let currency = found.currency.clone().or_else(|| currency::anywhere(&chars)).or_else(hinted);
    let rule = hints.decimal.map_or_else(|| rule_for(&found, currency.as_deref()), Decimal::Is);
    let amount = found.amount(&chars, rule)?;
    Some(Money { amount, currency })
}

/// Three decimals after a point are decimals where the currency has three.
fn rule_for(found: &Found, currency: Option<&str>) -> Decimal {
    match currency {
        Some(name) if currency::has_three_decimals(name) && found.points == 1 => Decimal::Is('.'),
        _ => Decimal::ByShape,
    }
}

/// A number in the text and what stands beside it.
struct Found {
    start: usize,
    end: usize,
    /// Where decimals follow the currency sign (`35€ 99`): their range.
    cents: Option<(usize, usize)>,
    currency: Option<String>,
    /// How many points the run has.
    points: usize,
    negative: bool,
}

impl Found {
    fn amount(&self, chars: &[char], rule: Decimal) -> Option<String> {
        let mut amount = number::decimal(chars.get(self.start..self.end)?, rule)?;
        if let Some((start, end)) = self.cents {
            amount.push('.');
            amount.extend(
                chars.get(start..end)?.iter().filter_map(|&c| digit(c)).map(|d| char::from(b'0' + d)),
            );
        }
        let digits = amount.chars().filter(char::is_ascii_digit).count();
        let sign = if self.negative && amount.chars().any(|c| matches!(c, '1'..='9')) { "-" } else { "" };
        (digits <= MAX_DIGITS).then(|| format!("{sign}{amount}"))
    }
}

/// The number that is the price.
fn choose(chars: &[char]) -> Option<Found> {
    let mut first: Option<Found> = None;
    let mut at = 0;
    while let Some(found) = next_number(chars, at) {
        at = found.end;
        let Some(kept) = first.as_ref() else {
            if found.currency.is_some() {
                return Some(found);
            }
            first = Some(found);
            continue;
        };
        if found.currency.is_some() {
            let between: String = chars.get(kept.end..found.start).unwrap_or_default().iter().collect();
            let between: String = between.chars().filter(|c| !currency::is_sign(*c)).collect();
            let range = RANGE.contains(&lowered(between.trim()).as_str());
            return if range { first } else { Some(found) };
        }
    }
    first
}

/// The next number at or after `from` that is no percentage.
fn next_number(chars: &[char], from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        let digits = (at..chars.len()).find(|&i| is_digit(chars, i))?;
        let leads = digits.checked_sub(1).filter(|&i| i >= from && is_separator(chars, i));
        let leads = leads.filter(|&i| i == 0 || !is_digit(chars, i.saturating_sub(1)));
        let start = leads.unwrap_or(digits);
        let end = run_end(chars, digits);
        if skip_space(chars, end).is_some_and(|i| matches!(chars.get(i), Some('%' | '٪' | '％'))) {
            at = end;
            continue;
        }
        return Some(with_currency(chars, start, end));
    }
}

fn with_currency(chars: &[char], start: usize, end: usize) -> Found {
    let left = currency_before(chars, start);
    let right = currency_after(chars, end);
    let points =
        chars.get(start..end).unwrap_or_default().iter().filter(|&&c| separator(c) == Some('.')).count();
    let cents = right.as_ref().and_then(|(_, after)| cents_after(chars, start..end, *after));
    let right = right.map(|(name, _)| name);
    let lead: String = chars.get(..start).unwrap_or_default().iter().collect();
    let lead = lead.trim_start();
    let lead = left.as_deref().map_or(lead, |name| lead.strip_suffix(name).unwrap_or(lead));
    let negative = matches!(lead.trim(), "-" | "−");
    let names_dollar = |name: &Option<String>| name.as_deref().is_some_and(|name| name.contains('$'));
    let is_code = |name: &Option<String>| name.as_deref().is_some_and(currency::is_dollar_code);
    // "$1,190.00 AUD": the code says which dollar it is.
    let currency = if names_dollar(&left) && is_code(&right) { right } else { left.or(right) };
    Found { start, end, cents, currency, points, negative }
}

/// The currency before the number, over spaces and one colon (`US$:12.99`).
fn currency_before(chars: &[char], start: usize) -> Option<String> {
    let back = |mut at: usize, skip: fn(char) -> bool| {
        while at > 0 && chars.get(at - 1).is_some_and(|&c| skip(c)) {
            at -= 1;
        }
        at
    };
    let at = back(start, |c| c.is_whitespace() || separator(c).is_some());
    // "Rs. 500": the point belongs to the name.
    let dotted = (at < start).then(|| currency::ending_at(chars, at + 1)).flatten();
    let near = dotted.or_else(|| currency::ending_at(chars, at));
    near.or_else(|| {
        let colon = back(at, |c| matches!(c, ':' | '：' | '-' | '−'));
        (colon < at).then(|| currency::ending_at(chars, back(colon, char::is_whitespace))).flatten()
    })
}

/// The currency after the number, over spaces and the dash of `12,-`; and the position after it.
fn currency_after(chars: &[char], end: usize) -> Option<(String, usize)> {
    let at = skip_space(chars, end)?;
    currency::starting_at(chars, at).or_else(|| {
        let dashes = (at..chars.len()).find(|&i| !chars.get(i).is_some_and(|c| ",.-–—=".contains(*c)))?;
        (dashes > at).then(|| currency::starting_at(chars, skip_space(chars, dashes)?)).flatten()
    })
}

/// `35€ 99` and `1250€600`: decimals after the euro sign, two after a space, up to three without.
fn cents_after(chars: &[char], run: std::ops::Range<usize>, after: usize) -> Option<(usize, usize)> {
    let sign = after.checked_sub(1).and_then(|i| chars.get(i));
    let whole = !chars.get(run)?.iter().any(|&c| separator(c).is_some());
    if sign != Some(&'€') || !whole {
        return None;
    }
    let start = skip_space(chars, after)?;
    let count = digits_from(chars, start);
    let fits = if start == after { (1..=3).contains(&count) } else { count == 2 };
    let end = start + count;
    let priced = is_separator(chars, end) && is_digit(chars, end + 1) || currency_after(chars, end).is_some();
    (fits && !priced).then_some((start, end))
}

/// The currency that a text names, as written: a label, a heading, another price.
pub fn currency(hint: &str) -> Option<String> {
    let chars: Vec<char> = hint.trim().chars().take(MAX_CHARS).collect();
    let whole = currency::starting_at(&chars, 0).filter(|(_, end)| *end == chars.len()).map(|(name, _)| name);
    let beside = || {
        let mut at = 0;
        while let Some(found) = next_number(&chars, at) {
            at = found.end;
            if found.currency.is_some() {
                return found.currency;
            }
        }
        None
    };
    whole.or_else(|| currency::anywhere(&chars)).or_else(beside)
}

fn is_free(text: &str) -> bool {
    let lower: String = text.chars().take(MAX_CHARS).map(lower).collect();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    FREE.contains(&bare)
        || words.clone().any(|word| word == "free") && !words.any(|word| BESIDE_FREE.contains(&word))
}
