//! Price texts of many shops and languages.

use super::{json_suite, score};
use pinfold::capture::parse::price::{self, Hints};
use proptest::prelude::*;

/// Amounts are compared as numbers written without trailing zeros.
fn plain(amount: &str) -> String {
    match amount.contains('.') {
        true => amount.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => amount.to_owned(),
    }
}

#[test]
fn the_table_of_prices() {
    let Some(cases) = json_suite("prices/prices.json") else {
        return;
    };
    let mut results = Vec::new();
    for case in &cases {
        let field = |name: &str| case[name].as_str();
        let decimal = field("decimal_separator").and_then(|text| text.chars().next());
        let text = field("price_raw").unwrap_or_default();
        let read = price::read(text, Hints { currency: field("currency_raw"), decimal });
        let named = || field("currency_raw").filter(|_| text.is_empty()).and_then(price::currency);
        let (amount, currency) =
            read.map_or_else(|| (None, named()), |price| (Some(price.amount), price.currency));
        let held = amount.as_deref().map(plain) == field("amount").map(plain)
            && currency.as_deref() == field("currency");
        results.push((format!("{case} read as {amount:?} {currency:?}"), held));
    }
    score("prices", &results, 99.5);
}

#[test]
fn prices_that_the_table_does_not_have() {
    for (text, amount, currency) in [
        ("1.234,50 €", "1234.50", Some("€")),
        ("₹1,23,456", "123456", Some("₹")),
        ("12,-", "12", None),
        ("kr 1.299,-", "1299", Some("kr")),
        ("12,– €", "12", Some("€")),
        ("Rs. 1,299", "1299", Some("Rs.")),
        ("3 for $10.00", "10.00", Some("$")),
        ("-20% now €15", "15", Some("€")),
        ("٥٠٫٥ د.إ", "50.5", Some("د.إ")),
        ("¥1,200（税込）", "1200", Some("¥")),
        ("1,200円", "1200", Some("円")),
        ("0.125 BTC", "0.125", Some("BTC")),
        ("-5,00 €", "-5.00", Some("€")),
        ("CHF 1'234.50", "1234.50", Some("CHF")),
        ("1\u{2009}234,50\u{202F}€", "1234.50", Some("€")),
        ("۱۲۳٬۴۵۶ تومان", "123456", Some("تومان")),
        ("१,२३४ रु", "1234", Some("रु")),
        ("à partir de 12,99 €", "12.99", Some("€")),
        ("€12-15", "12", Some("€")),
        ("12€99", "12.99", Some("€")),
        ("1 299:-", "1299", None),
        ("KWD 12.500", "12.500", Some("KWD")),
        ("FREE with a plan", "0", None),
    ] {
        let price = price::read(text, Hints::default()).unwrap();
        assert_eq!((price.amount.as_str(), price.currency.as_deref()), (amount, currency), "{text}");
    }
    for text in ["", "40% OFF", "Sheet Set", "freedom", "N/A", "Free shipping", "Get FREE delivery"] {
        assert_eq!(price::read(text, Hints::default()), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(\\PC|[0-9.,€$ %]){0,200}") {
        if let Some(amount) = price::read(&text, Hints::default()).map(|price| price.amount) {
            prop_assert!(amount.len() <= 26);
            prop_assert!(amount.trim_start_matches('-').parse::<f64>().is_ok());
        }
    }

    #[test]
    fn a_printed_amount_comes_back(units in 0u32..1_000_000, cents in 0u32..100) {
        let (thousands, rest) = (units / 1000, units % 1000);
        let grouped = if thousands > 0 { format!("{thousands}.{rest:03},{cents:02} €") } else { format!("{units},{cents:02} €") };
        let expected = format!("{units}.{cents:02}");
        prop_assert_eq!(price::read(&grouped, Hints::default()).unwrap().amount, expected);
    }
}
