//! The wording of a CRM note: text with fields in double braces, filled per pin.

use serde::{Deserialize, Serialize};

use super::{id::TemplateId, time::Instant};

/// Longest template, in characters.
pub const MAX_TEMPLATE: usize = 20_000;

/// How a note is written, as its destination reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum NoteSyntax {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// A template for notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Template {
    /// Its name to the program.
    pub id: TemplateId,
    /// Its name to people.
    pub name: String,
    /// The wording, in Markdown with `{{field}}` and `{{#field}}…{{/field}}`.
    pub body: String,
    /// Longest note the destination takes, in characters; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// When it last changed.
    pub changed: Instant,
}
