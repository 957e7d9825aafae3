//! What the parsers make of one text, as JSON: the command line's `inspect`. It never reads a file, a page or
//! a clock.

use super::{
    brand, breadcrumb, count,
    date::{self, Context},
    entities, gtin, language, price, rating,
};
use crate::{
    capture::canonical::canonical,
    model::time::{Instant, Precision},
};
use serde_json::{Value, json};

/// What to look for in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Kind {
    /// A price: `{"amount", "currency"}`.
    Price,
    /// A date: `{"instant", "precision"}`.
    Date,
    /// An address: `{"canonical"}`.
    Url,
    /// Entities: `{"hashtags", "mentions", "cashtags", "urls"}`.
    Entities,
    /// A count: `{"count"}`.
    Count,
    /// A rating on its scale: `{"value", "best"}`.
    Rating,
    /// A trade item number with the right check digit: `{"gtin"}`.
    Gtin,
    /// A maker's name: `{"brand"}`.
    Brand,
    /// A path of categories: `{"category"}`.
    Breadcrumb,
}

/// What is known beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The language, as a tag; recognised from the text where it is not given.
    pub language: Option<&'a str>,
    /// The moment that spans such as "2 days ago" are counted from.
    pub now: Option<Instant>,
    /// The address that relative ones are relative to.
    pub base: Option<&'a str>,
}

/// What the parser of a kind makes of a text; `null` where it finds nothing.
///
/// ```
/// use pinfold::capture::parse::inspect::{inspect, Kind, Options};
/// let price = inspect(Kind::Price, "US$:12.99", Options::default());
/// assert_eq!(price.to_string(), r#"{"amount":"12.99","currency":"US$"}"#);
/// ```
pub fn inspect(kind: Kind, text: &str, options: Options) -> Value {
    match kind {
        Kind::Price => price::read(text, price::Hints::default())
            .map_or(Value::Null, |price| json!({"amount": price.amount, "currency": price.currency})),
        Kind::Date => {
            let language = options.language.or_else(|| language::recognise(text));
            date::read(text, Context { language, now: options.now }).map_or(
                Value::Null,
                |date| json!({"instant": date.to_rfc3339(), "precision": name(date.precision)}),
            )
        }
        Kind::Url => canonical(text, options.base).map_or(Value::Null, |url| json!({"canonical": url})),
        Kind::Entities => json!(entities::find(text)),
        Kind::Count => {
            let language = options.language.or_else(|| language::recognise(text));
            count::read(text, language).map_or(Value::Null, |count| json!({"count": count}))
        }
        Kind::Rating => rating::read(text)
            .map_or(Value::Null, |rating| json!({"value": rating.value, "best": rating.best})),
        Kind::Gtin => gtin::read(text).map_or(Value::Null, |gtin| json!({"gtin": gtin})),
        Kind::Brand => brand::read(text).map_or(Value::Null, |brand| json!({"brand": brand})),
        Kind::Breadcrumb => match breadcrumb::read(text) {
            path if path.is_empty() => Value::Null,
            path => json!({"category": path}),
        },
    }
}

/// A moment as a person gives it on the command line: RFC 3339 or another absolute date.
pub fn moment(text: &str) -> Option<Instant> {
    date::read(text, Context::default()).map(|date| date.instant)
}

/// The precision's name in JSON.
fn name(precision: Precision) -> Value {
    serde_json::to_value(precision).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_shape() {
        let options = Options {
            now: moment("2026-03-31T12:34:56Z"),
            base: Some("https://example.com/"),
            ..Options::default()
        };
        let seen = |kind, text| inspect(kind, text, options).to_string();
        assert_eq!(seen(Kind::Price, "12"), r#"{"amount":"12","currency":null}"#);
        assert_eq!(seen(Kind::Price, "none"), "null");
        assert_eq!(
            seen(Kind::Date, "hace 2 días"),
            r#"{"instant":"2026-03-29T12:34:56Z","precision":"day"}"#
        );
        assert_eq!(
            seen(Kind::Date, "5. März 2024, 14:30"),
            r#"{"instant":"2024-03-05T14:30:00-00:00","precision":"local"}"#
        );
        assert_eq!(seen(Kind::Date, "none"), "null");
        assert_eq!(seen(Kind::Url, "/a?fbclid=1"), r#"{"canonical":"https://example.com/a"}"#);
        assert_eq!(seen(Kind::Url, "javascript:1"), "null");
        assert_eq!(
            seen(Kind::Entities, "😀 @a #b"),
            r##"{"cashtags":[],"hashtags":[{"hashtag":"b","indices":[5,7]}],"mentions":[{"indices":[2,4],"screen_name":"a"}],"urls":[]}"##
        );
    }
}
