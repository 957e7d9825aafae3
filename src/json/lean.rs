//! Reads a JSON value into a type, with as little code per type as can be: every type of every record and
//! question has a reader, and all of them are compiled anew at every wake-up. It takes objects for structs and
//! nothing else.

use std::fmt;

use serde::{
    Deserialize,
    de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::{Map, Value, map};

/// A value has another form than the type that was to be read from it.
///
/// Natively, where the authors of adapters read it, it names the field; in Wasm it holds nothing at all. Every read of
/// every field passes it on, and two words in it made the wake-up module 46 KB larger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct LeanError {
    #[cfg(not(target_arch = "wasm32"))]
    message: Option<String>,
}

impl LeanError {
    /// A value has another form.
    pub const FORM: Self = Self {
        #[cfg(not(target_arch = "wasm32"))]
        message: None,
    };

    #[cfg(not(target_arch = "wasm32"))]
    fn about(name: &str, what: &str) -> Self {
        Self { message: Some(format!("`{name}` {what}")) }
    }

    #[cfg(target_arch = "wasm32")]
    fn about(_: &str, _: &str) -> Self {
        Self::FORM
    }

    fn message(&self) -> &str {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(message) = &self.message {
            return message;
        }
        "a value has another form"
    }
}

impl de::Error for LeanError {
    // The message is not even made: making it costs 20 KB for the digits of numbers alone.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::FORM
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::FORM
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::FORM
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self::FORM
    }
    fn unknown_variant(name: &str, _: &'static [&'static str]) -> Self {
        Self::about(name, "is unknown")
    }
    fn unknown_field(name: &str, _: &'static [&'static str]) -> Self {
        Self::about(name, "is unknown")
    }
    fn missing_field(name: &'static str) -> Self {
        Self::about(name, "is missing")
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self::FORM
    }
}

/// Reads a value.
///
/// # Errors
/// [`LeanError`] where it is not of the type's form.
pub fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, LeanError> {
    T::deserialize(Lean(value))
}

/// Reads a value by a seed, which knows more of it than its type.
///
/// # Errors
/// [`LeanError`] where it is not of the form that the seed reads.
pub fn read_as<'de, S: DeserializeSeed<'de>>(seed: S, value: &'de Value) -> Result<S::Value, LeanError> {
    seed.deserialize(Lean(value))
}

#[derive(Clone, Copy)]
struct Lean<'de>(&'de Value);

impl<'de> Lean<'de> {
    fn object(self) -> Result<Fields<'de>, LeanError> {
        match self.0 {
            Value::Object(fields) => Ok(Fields::of(fields)),
            _ => Err(LeanError::FORM),
        }
    }

    fn list(self) -> Result<Items<'de>, LeanError> {
        match self.0 {
            Value::Array(items) => Ok(Items(items.iter())),
            _ => Err(LeanError::FORM),
        }
    }

    fn text(self) -> Result<&'de str, LeanError> {
        self.0.as_str().ok_or(LeanError::FORM)
    }
}

impl<'de> Deserializer<'de> for Lean<'de> {
    type Error = LeanError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            // Whole numbers stay whole: what is read so may be written again.
            Value::Number(number) => match number.as_i64() {
                Some(whole) => visitor.visit_i64(whole),
                None => self.deserialize_f64(visitor),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_bool(self.0.as_bool().ok_or(LeanError::FORM)?)
    }

    /// Every number: the types check their own range.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        if let Some(whole) = self.0.as_u64() {
            visitor.visit_u64(whole)
        } else if let Some(whole) = self.0.as_i64() {
            visitor.visit_i64(whole)
        } else {
            visitor.visit_f64(self.0.as_f64().ok_or(LeanError::FORM)?)
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_borrowed_str(self.text()?)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_borrowed_str(self.text()?)
    }
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, LeanError> {
        let items = self.list()?;
        if items.0.len() == length { visitor.visit_seq(items) } else { Err(LeanError::FORM) }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, content: None }),
            Value::Object(fields) if fields.len() == 1 => {
                let (name, content) = fields.iter().next().ok_or(LeanError::FORM)?;
                visitor.visit_enum(Variant { name, content: Some(content) })
            }
            _ => Err(LeanError::FORM),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct tuple_struct }
}

struct Items<'de>(std::slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = LeanError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, LeanError> {
        self.0.next().map(|item| seed.deserialize(Lean(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields<'de> {
    fields: map::Iter<'de>,
    value: Option<&'de Value>,
}

impl<'de> Fields<'de> {
    fn of(fields: &'de Map<String, Value>) -> Self {
        Self { fields: fields.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = LeanError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, LeanError> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, LeanError> {
        seed.deserialize(Lean(self.value.take().ok_or(LeanError::FORM)?))
    }
}

/// A key of an object, or the name of a variant.
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = LeanError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_enum(Variant { name: self.0, content: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Variant<'de> {
    name: &'de str,
    content: Option<&'de Value>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = LeanError;
    type Variant = Content<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<'de>), LeanError> {
        Ok((seed.deserialize(Name(self.name))?, Content(self.content)))
    }
}

struct Content<'de>(Option<&'de Value>);

impl<'de> Content<'de> {
    fn value(self) -> Result<Lean<'de>, LeanError> {
        self.0.map(Lean).ok_or(LeanError::FORM)
    }
}

impl<'de> VariantAccess<'de> for Content<'de> {
    type Error = LeanError;

    fn unit_variant(self) -> Result<(), LeanError> {
        if self.0.is_none_or(Value::is_null) { Ok(()) } else { Err(LeanError::FORM) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, LeanError> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, LeanError> {
        self.value()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_map(self.value()?.object()?)
    }
}
