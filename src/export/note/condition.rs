//! What a part of a template asks of its field: `rating <= 2`, `kind = review`, `tags has complaint`. One comparison with
//! one written value, checked against the field's type when the template is read. It never computes anything.

use std::cmp::Ordering;

use super::{
    error::{Position, TemplateError, nearest},
    field::{Field, FieldType},
    values::{self, Says, Thousandths, Value},
};
use crate::model::letters;

/// How a field is compared with a written value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Under,
    /// `<=`
    UpTo,
    /// `>`
    Over,
    /// `>=`
    From,
    /// `has`
    Has,
}

/// All comparisons by how they are written, the longer before what they begin with.
const WRITTEN: [(&str, Comparison); 7] = [
    ("<=", Comparison::UpTo),
    (">=", Comparison::From),
    ("!=", Comparison::IsNot),
    ("=", Comparison::Is),
    ("<", Comparison::Under),
    (">", Comparison::Over),
    ("has ", Comparison::Has),
];

impl FieldType {
    /// What it may be asked, as it is written.
    fn asked(self) -> &'static [Comparison] {
        use Comparison::{From, Has, Is, IsNot, Over, Under, UpTo};
        match self {
            Self::Text => &[Is, IsNot, Has],
            Self::Choice(_) => &[Is, IsNot],
            Self::Number | Self::Date => &[Is, IsNot, Under, UpTo, Over, From],
            Self::List => &[Has],
            Self::YesNo => &[],
        }
    }

    /// The type in words.
    fn named(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice(_) => "one of a few words",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::List => "a list",
            Self::YesNo => "yes or no",
        }
    }
}

/// The written value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// Words, as they are compared.
    Text(String),
    /// The word of a choice.
    Choice(&'static str),
    /// A number.
    Number(Thousandths),
    /// Year, month, day; 0 where none was written.
    Date([u16; 3]),
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    comparison: Comparison,
    wanted: Wanted,
}

/// Reads what stands after a field's name; `None` where nothing does. `at` says where a place in `text` is.
///
/// # Errors
/// [`TemplateError`]: no comparison, one that the field's type does not have, or a value that is none of that type.
pub fn read(
    field: Field,
    text: &str,
    at: &dyn Fn(usize) -> Position,
) -> Result<Option<Condition>, TemplateError> {
    let written = text.trim_start();
    let begins = text.len() - written.len();
    let written = written.trim_end();
    if written.is_empty() {
        return Ok(None);
    }
    let own = field.of_type();
    let found =
        WRITTEN.iter().find_map(|(sign, comparison)| Some((sign, *comparison, written.strip_prefix(sign)?)));
    let Some((sign, comparison, rest)) = found.filter(|(_, comparison, _)| own.asked().contains(comparison))
    else {
        let signs = WRITTEN.iter().filter(|(_, comparison)| own.asked().contains(comparison));
        let asked = signs.map(|(sign, _)| sign.trim()).collect::<Vec<_>>().join(" ");
        return Err(TemplateError::Comparison { at: at(begins), name: field.name(), of: own.named(), asked });
    };
    let place = begins + sign.len() + (rest.len() - rest.trim_start().len());
    let value = unquoted(rest.trim());
    let wrong = |nearest: Option<&'static str>| TemplateError::Value {
        at: at(place),
        name: field.name(),
        of: own.named(),
        value: value.to_owned(),
        nearest,
    };
    let wanted = match own {
        FieldType::Text | FieldType::List => {
            let key = letters::key(value);
            if key.is_empty() {
                return Err(wrong(None));
            }
            Wanted::Text(key)
        }
        FieldType::Choice(choices) => {
            let word = choices.words().iter().find(|word| **word == value);
            Wanted::Choice(word.ok_or_else(|| wrong(nearest(value, choices.words().iter().copied())))?)
        }
        FieldType::Number => Wanted::Number(values::decimal(value).ok_or_else(|| wrong(None))?),
        FieldType::Date => Wanted::Date(day(value).ok_or_else(|| wrong(Some("2026-12-31")))?),
        FieldType::YesNo => return Err(wrong(None)),
    };
    Ok(Some(Condition { comparison, wanted }))
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(value)
}

/// `2026`, `2026-12` or `2026-12-31`.
fn day(written: &str) -> Option<[u16; 3]> {
    let mut parts = written.split('-');
    let mut part = |length: usize, from: u16, to: u16| -> Option<Option<u16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        let number = part.parse::<u16>().ok().filter(|number| digits && (from..=to).contains(number))?;
        Some(Some(number))
    };
    let (year, month, day) = (part(4, 1, 9999)??, part(2, 1, 12)?, part(2, 1, 31)?);
    parts.next().is_none().then_some([year, month.unwrap_or(0), day.unwrap_or(0)])
}

impl Condition {
    /// Whether it holds of what a field says. Of what is not known nothing holds.
    pub fn holds(&self, value: &Value) -> bool {
        let order = match (&self.wanted, &value.says) {
            (Wanted::Number(wanted), Says::Number(own)) => own.cmp(wanted),
            (Wanted::Date(wanted), Says::Date(own)) => {
                // Only as far as both are known: December is neither before nor after its days.
                let known = own.iter().zip(wanted).take_while(|(own, wanted)| **own > 0 && **wanted > 0);
                known.fold(Ordering::Equal, |order, (own, wanted)| order.then(own.cmp(wanted)))
            }
            (Wanted::Choice(wanted), Says::Choice(own)) => {
                return (own == wanted) == (self.comparison == Comparison::Is);
            }
            (Wanted::Text(wanted), Says::List(items)) => {
                return items.iter().any(|item| is_or_begins(item, wanted));
            }
            (Wanted::Text(wanted), _) => {
                let own = letters::key(value.text.trim());
                return match self.comparison {
                    Comparison::Has => own.contains(wanted.as_str()),
                    Comparison::Is => own == *wanted,
                    _ => own != *wanted,
                };
            }
            _ => return false,
        };
        match self.comparison {
            Comparison::Is => order.is_eq(),
            Comparison::IsNot => order.is_ne(),
            Comparison::Under => order.is_lt(),
            Comparison::UpTo => order.is_le(),
            Comparison::Over => order.is_gt(),
            Comparison::From => order.is_ge(),
            Comparison::Has => false,
        }
    }
}

/// Whether an item of a list is what is wanted, or lies below it: `complaint/delivery` is a `complaint`.
fn is_or_begins(item: &str, wanted: &str) -> bool {
    let own = letters::key(item);
    own.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
