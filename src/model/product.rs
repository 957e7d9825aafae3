//! What a product page says about a product.

use serde::{Deserialize, Serialize};

use super::measure;

/// An amount of money as written: exact, never a float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Money {
    /// A decimal number with `.` as in `1234.50`.
    pub amount: String,
    /// The currency as written (`US$`, `EUR`); absent where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// Whether it can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// In stock.
    InStock,
    /// Sold out for now.
    OutOfStock,
    /// To be ordered ahead.
    PreOrder,
    /// Ordered on demand.
    BackOrder,
    /// No longer made or sold.
    Discontinued,
    /// In shops only.
    InStoreOnly,
    /// Online only.
    OnlineOnly,
    /// Few left.
    LimitedAvailability,
}

/// A rating on its scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Rating {
    /// The value given, with three decimals.
    #[serde(deserialize_with = "measure::read")]
    pub value: f64,
    /// The best value possible, with three decimals.
    #[serde(deserialize_with = "measure::read")]
    pub best: f64,
}

/// A product.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Product {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Where the shop keeps it: names of categories, the widest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Its price; the lower end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Whether it can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Global trade item number with a valid check digit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// The shop's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The maker's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mpn: Option<String>,
    /// The average rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// How many ratings or reviews it averages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_count: Option<u64>,
}
