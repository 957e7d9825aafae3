//! What the fields say of a pin, in the words of a language. It never formats a note: see `render`.

use super::{choice, field::Field};
use crate::{
    export::{
        escape::link::Link,
        set::{self, ExportPin},
        words::Words,
    },
    model::{
        engagement::Count,
        media::MediaKind,
        observation::Sighting,
        sorted_map::SortedMap,
        time::{Instant, Precision, Published},
    },
};

/// A number as a template compares it: thousandths, since nothing we keep is more exact.
pub type Thousandths = i64;

/// What a field says beyond its text, by its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// Nothing more.
    Text,
    /// The word it is known by.
    Choice(&'static str),
    /// The number.
    Number(Thousandths),
    /// Year, month and day, as far as they are known; 0 where not.
    Date([u16; 3]),
    /// Each of several.
    List(Vec<String>),
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub text: String,
    /// The same as a link, where it may be one.
    pub link: Option<Link>,
    /// The same, to compare.
    pub says: Says,
}

impl Value {
    /// Plain words.
    pub fn text(text: String) -> Self {
        Self { text, link: None, says: Says::Text }
    }

    fn address(address: &str) -> Self {
        Self { link: Link::new(address), ..Self::text(address.to_owned()) }
    }

    fn number(text: String, number: i64) -> Self {
        Self { says: Says::Number(number.saturating_mul(1000)), ..Self::text(text) }
    }

    fn choice(word: &'static str, text: &str) -> Self {
        Self { says: Says::Choice(word), ..Self::text(text.to_owned()) }
    }

    fn list(items: Vec<String>, between: &str) -> Self {
        Self { text: items.join(between), link: None, says: Says::List(items) }
    }
}

/// What the fields say of a pin; those that say nothing are absent.
pub type Values = SortedMap<Field, Value>;

/// What is known of a pin besides itself and what belongs to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many other pins the customer has.
    pub earlier_pins: Option<u32>,
}

/// What the fields say of a pin.
pub fn values(export: &ExportPin<'_>, facts: Facts, words: &Words) -> Values {
    let said = Field::ALL.iter().filter_map(|field| Some((*field, value(*field, export, facts, words)?)));
    said.filter(|(_, value)| !value.text.trim().is_empty()).collect()
}

fn value(field: Field, export: &ExportPin<'_>, facts: Facts, words: &Words) -> Option<Value> {
    let content = &export.pin.content;
    let (author, product) = (content.author.as_ref(), content.product.as_ref());
    let (customer, case) = (export.customer, export.pin.case.as_ref());
    let text = |text: &str| Value::text(text.to_owned());
    let count = |count: Count| {
        let number = *content.engagement.get(&count)?;
        Some(Value::number(words.number(number), number))
    };
    let pictures = |wanted: &dyn Fn(MediaKind) -> bool| {
        let number = content.media.iter().filter(|media| wanted(media.kind)).count();
        let number = i64::try_from(number).ok().filter(|number| *number > 0)?;
        Some(Value::number(words.number(number), number))
    };
    match field {
        Field::Author => author?.label().map(text),
        Field::Handle => author?.handle.as_deref().map(text),
        Field::Profile => author?.url.as_deref().map(Value::address),
        Field::Site => Some(text(&content.source.site)),
        Field::Url => Some(Value::address(export.address())),
        Field::Published => content.published.as_ref().map(|at| date(words.published(at), at)),
        Field::Pinned => Some(day(export.pin.created, words)),
        Field::Kind => Some(Value::choice(choice::kind(content.kind), words.kind(content.kind))),
        Field::Language => content.lang.as_deref().map(text),
        Field::Title => content.title.as_deref().map(text),
        Field::Quoted => Some(Value::list(export.quoted(), "\n")),
        Field::Text => content.text.as_deref().map(text),
        Field::Note => Some(Value::list(export.notes_said(), "\n")),
        Field::Tags => {
            Some(Value::list(export.tags.iter().map(|(tag, _)| tag.as_str().to_owned()).collect(), ", "))
        }
        Field::Boards => {
            Some(Value::list(export.boards.iter().map(|board| (*board).to_owned()).collect(), ", "))
        }
        Field::Rating => content.rating.as_ref().map(|rating| Value {
            says: Says::Number(thousandths(rating.value)),
            ..Value::text(set::rating(rating, words))
        }),
        Field::Product => product?.name.as_deref().map(text),
        Field::Brand => product?.brand.as_deref().map(text),
        Field::Price => {
            let amount = decimal(&product?.price.as_ref()?.amount);
            let says = amount.map_or(Says::Text, Says::Number);
            export.price().map(|price| Value { says, ..Value::text(price) })
        }
        Field::Availability => {
            product?.availability.map(|own| Value::choice(choice::availability(own), words.availability(own)))
        }
        Field::Engagement => {
            let said = content.engagement.iter();
            let said = said.map(|(count, number)| format!("{number} {}", words.count(*count)));
            Some(Value::text(said.collect::<Vec<_>>().join(", ")))
        }
        Field::Likes => count(Count::Likes),
        Field::Replies => count(Count::Replies),
        Field::Reposts => count(Count::Reposts),
        Field::Views => count(Count::Views),
        Field::Followers => {
            let number = i64::try_from(author?.followers?).ok()?;
            Some(Value::number(words.number(number), number))
        }
        Field::Thread => content.thread.position.map(|position| Value {
            link: content.thread.root.as_deref().and_then(Link::new),
            ..Value::text(format!("{}/{}", position.place, position.of))
        }),
        Field::Answers => content.thread.parent.as_deref().map(Value::address),
        Field::Edited => {
            let edited = export.pin.observations.iter().any(|seen| seen.sighting == Sighting::Edited);
            edited.then(|| text(words.yes))
        }
        Field::Gone => {
            let gone = export.pin.observations.last().is_some_and(|seen| seen.sighting == Sighting::Gone);
            gone.then(|| text(words.yes))
        }
        Field::Pictures => pictures(&|kind| kind != MediaKind::Screenshot),
        Field::Screenshots => pictures(&|kind| kind == MediaKind::Screenshot),
        Field::Customer => Some(text(&customer?.name)),
        Field::CustomerEmail => customer?.email.as_deref().map(text),
        Field::CustomerPhone => customer?.phone.as_deref().map(text),
        Field::CustomerNotes => Some(text(&customer?.notes)),
        Field::CustomerSince => Some(day(customer?.created, words)),
        Field::Standing => {
            let standing = customer?.standing;
            Some(Value::choice(choice::standing(standing), words.standing(standing)))
        }
        Field::Consent => {
            let state = customer?.consent.state;
            Some(Value::choice(choice::consent(state), words.consent(state)))
        }
        Field::EarlierPins => {
            let number = i64::from(facts.earlier_pins.filter(|number| *number > 0)?);
            Some(Value::number(words.number(number), number))
        }
        Field::Status => Some(Value::choice(choice::status(case?.status), words.case_status(case?.status))),
        Field::Severity => {
            let severity = case?.severity?;
            Some(Value::choice(choice::severity(severity), words.severity(severity)))
        }
        Field::Reason => case?.reason.as_deref().map(text),
        Field::Owner => case?.owner.as_deref().map(text),
        Field::Department => case?.department.as_deref().map(text),
        Field::Opened => Some(day(case?.opened?, words)),
        Field::Rights => Some(Value::text(rights(export, words))),
        Field::PinId => Some(Value::text(marker(export))),
    }
}

/// The marker that finds a pin again at its destination.
pub fn marker(export: &ExportPin<'_>) -> String {
    format!("pin:{}", export.pin.id)
}

fn day(instant: Instant, words: &Words) -> Value {
    let at = Published { instant, offset_minutes: Some(0), precision: Precision::Day };
    date(words.day(instant), &at)
}

/// A moment, to be compared by its day where it happened, as exactly as it is known.
fn date(text: String, at: &Published) -> Value {
    let shift = i64::from(at.offset_minutes.unwrap_or(0)) * 60_000;
    let wall = Instant::from_milliseconds(at.instant.milliseconds().saturating_add(shift)).utc();
    let year = u16::try_from(wall.year()).unwrap_or(0);
    let (month, day) = (u16::from(u8::from(wall.month())), u16::from(wall.day()));
    let known = match at.precision {
        Precision::Year => [year, 0, 0],
        Precision::Month => [year, month, 0],
        _ => [year, month, day],
    };
    Value { says: Says::Date(known), ..Value::text(text) }
}

/// The rights in one line.
fn rights(export: &ExportPin<'_>, words: &Words) -> String {
    let rights = &export.pin.rights;
    let owner = rights.owner.as_deref().filter(|_| rights.credit.is_some());
    let owner = owner.map(|owner| format!(" · {}: {owner}", words.owner)).unwrap_or_default();
    let (credit, status) = (export.credit(), words.status(rights.status));
    format!("{}: {credit}{owner} · {}: {status}", words.credit, words.rights)
}

fn thousandths(number: f64) -> Thousandths {
    // A rating has three decimals and is small; what is no number becomes 0.
    (number * 1000.0).round() as Thousandths
}

/// A decimal number as it is written, `1234.5`, in thousandths; what is finer is left off.
pub fn decimal(written: &str) -> Option<Thousandths> {
    let (digits, sign) = match written.strip_prefix('-') {
        Some(digits) => (digits, -1),
        None => (written, 1),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let thousandth: String = fraction.chars().chain("000".chars()).take(3).collect();
    let whole: i64 = whole.parse().ok()?;
    let thousandth: i64 = thousandth.parse().ok()?;
    Some(sign * whole.checked_mul(1000)?.checked_add(thousandth)?)
}
