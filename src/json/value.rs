//! JSON as a value. It is read as `serde_json` reads its own values, except that nothing is made of what JSON has no form
//! of: raw values and their messages would come with every text that is read.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

/// Reads a value.
///
/// # Errors
/// Where the text is no JSON, or nested deeper than 127 levels.
pub fn parse(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str::<Any>(text).map(|any| any.0)
}

/// A value out of anything that has the form of JSON.
#[derive(Debug)]
pub struct Any(pub Value);

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Form).map(Any)
    }
}

struct Form;

impl<'de> Visitor<'de> for Form {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Any(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Any(value))) = fields.next_entry::<String, Any>()? {
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parse;

    /// Texts with the marks of JSON in them, most of them none.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[\\[\\]{},:\"\\\\ ]",
            Just("null".to_owned()),
            Just("true".to_owned()),
            Just("{\"a\":".to_owned()),
            Just("\"\\ud83d\\ude00\"".to_owned()),
            any::<f64>().prop_map(|number| number.to_string()),
            any::<i64>().prop_map(|number| number.to_string()),
            any::<u64>().prop_map(|number| format!("{number}e2")),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_reads(text in texts()) {
            let expected = serde_json::from_str::<serde_json::Value>(&text);
            prop_assert_eq!(parse(&text).ok(), expected.ok());
        }
    }

    #[test]
    fn a_deep_text_is_refused() {
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(
            parse("{\"a\":[1,-2,0.5,\"x\",null,true,{}],\"a\":1}")
                .is_ok_and(|value| value.get("a") == Some(&1.into()))
        );
    }
}
