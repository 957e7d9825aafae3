//! A template read once: literal text, fields, and parts that stand only where a field is present or absent.
//! It has no expressions, no loops and no way to reach anything but the fields.

use thiserror::Error;

use super::field::Field;
use crate::model::template::MAX_TEMPLATE;

/// Deepest nesting of parts: nobody reads more.
const MAX_DEPTH: usize = 8;

/// Where something stands in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A field that does not exist.
    #[error("{at}: there is no field {name:?}")]
    UnknownField {
        /// Where.
        at: Position,
        /// What was written.
        name: String,
    },
    /// `{{` without `}}`.
    #[error("{at}: this tag is not closed with }}}}")]
    OpenTag {
        /// Where.
        at: Position,
    },
    /// `{{#field}}` without `{{/field}}`.
    #[error("{at}: this part is not closed with {{{{/{name}}}}}")]
    OpenPart {
        /// Where it begins.
        at: Position,
        /// Its field.
        name: &'static str,
    },
    /// `{{/field}}` that closes nothing, or something else.
    #[error("{at}: nothing named {name:?} is open here")]
    StrayClose {
        /// Where.
        at: Position,
        /// What was written.
        name: String,
    },
    /// Too many parts within parts.
    #[error("{at}: parts stand at most {MAX_DEPTH} deep within each other")]
    TooDeep {
        /// Where.
        at: Position,
    },
    /// Too long.
    #[error("a template has at most {MAX_TEMPLATE} characters")]
    TooLong,
}

impl TemplateError {
    /// Where it went wrong, where that is one place.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::UnknownField { at, .. }
            | Self::OpenTag { at }
            | Self::OpenPart { at, .. }
            | Self::StrayClose { at, .. }
            | Self::TooDeep { at } => Some(*at),
            Self::TooLong => None,
        }
    }
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Literal(String),
    /// What a field says.
    Field(Field),
    /// Pieces that stand only where the field is present.
    Present(Field, Vec<Piece>),
    /// Pieces that stand only where the field is absent.
    Absent(Field, Vec<Piece>),
}

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed(pub Vec<Piece>);

/// A part that is being read.
struct Open {
    field: Field,
    present: bool,
    at: Position,
    pieces: Vec<Piece>,
}

/// Reads a template.
///
/// # Errors
/// [`TemplateError`], which says where.
pub fn parse(body: &str) -> Result<Parsed, TemplateError> {
    if body.chars().count() > MAX_TEMPLATE {
        return Err(TemplateError::TooLong);
    }
    let body = crate::export::escape::clean(body);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = body.as_str();
    while let Some((before, tag)) = rest.split_once("{{") {
        let position = position_in(&body, body.len() - tag.len() - 2);
        let Some((inner, after)) = tag.split_once("}}") else {
            return Err(TemplateError::OpenTag { at: position });
        };
        let (sign, name) = match inner.chars().next() {
            Some(sign @ ('#' | '^' | '/')) => (Some(sign), inner.get(1..).unwrap_or_default().trim()),
            _ => (None, inner.trim()),
        };
        let (before, after) =
            if sign.is_some() { standing_alone(&body, before, after) } else { (before, after) };
        literal(innermost(&mut pieces, &mut open), before);
        rest = after;
        let field = Field::of(name);
        match sign {
            Some('/') => match open.pop() {
                Some(part) if Some(part.field) == field => {
                    let make = if part.present { Piece::Present } else { Piece::Absent };
                    innermost(&mut pieces, &mut open).push(make(part.field, part.pieces));
                }
                _ => return Err(TemplateError::StrayClose { at: position, name: name.to_owned() }),
            },
            sign => {
                let field =
                    field.ok_or(TemplateError::UnknownField { at: position, name: name.to_owned() })?;
                match sign {
                    None => innermost(&mut pieces, &mut open).push(Piece::Field(field)),
                    Some(_) if open.len() >= MAX_DEPTH => {
                        return Err(TemplateError::TooDeep { at: position });
                    }
                    Some(sign) => {
                        open.push(Open { field, present: sign == '#', at: position, pieces: Vec::new() });
                    }
                }
            }
        }
    }
    literal(innermost(&mut pieces, &mut open), rest);
    match open.pop() {
        Some(part) => Err(TemplateError::OpenPart { at: part.at, name: part.field.name() }),
        None => Ok(Parsed(pieces)),
    }
}

fn innermost<'a>(pieces: &'a mut Vec<Piece>, open: &'a mut [Open]) -> &'a mut Vec<Piece> {
    match open.last_mut() {
        Some(part) => &mut part.pieces,
        None => pieces,
    }
}

fn literal(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Literal(text.to_owned()));
    }
}

/// A `{{#…}}` or `{{/…}}` alone on its line takes the whole line with it, as people expect who give each its
/// own line.
fn standing_alone<'a>(body: &str, before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let begins = before.len() - before.trim_end_matches([' ', '\t']).len();
    let line_before = before.get(..before.len() - begins).unwrap_or_default();
    // Where nothing stands before the tag in this piece, the line may have begun in an earlier piece.
    let tag_at = body.len() - after.len();
    let start = body.get(..tag_at).and_then(|upto| upto.rfind("{{")).unwrap_or(0);
    let at_line_start = body
        .get(..start)
        .is_some_and(|upto| upto.rsplit('\n').next().is_some_and(|line| line.trim().is_empty()));
    let ends = after.trim_start_matches([' ', '\t']);
    match (at_line_start, ends.strip_prefix('\n')) {
        (true, Some(next)) => (line_before, next),
        (true, None) if ends.is_empty() => (line_before, ends),
        _ => (before, after),
    }
}

fn position_in(body: &str, at: usize) -> Position {
    let upto = body.get(..at).unwrap_or_default();
    let line_start = upto.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: upto.matches('\n').count() + 1,
        column: upto.get(line_start..).unwrap_or_default().chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    #[test]
    fn reads_fields_and_parts() {
        let parsed =
            parse("By {{author}}{{#handle}} (@{{ handle }}){{/handle}}{{^note}}none{{/note}}").unwrap();
        assert_eq!(
            parsed.0,
            vec![
                literal("By "),
                Piece::Field(Field::Author),
                Piece::Present(
                    Field::Handle,
                    vec![literal(" (@"), Piece::Field(Field::Handle), literal(")")]
                ),
                Piece::Absent(Field::Note, vec![literal("none")]),
            ]
        );
    }

    #[test]
    fn a_part_on_lines_of_its_own_leaves_no_lines() {
        let parsed = parse("a\n{{#note}}\nb\n{{/note}}\nc").unwrap();
        assert_eq!(
            parsed.0,
            vec![literal("a\n"), Piece::Present(Field::Note, vec![literal("b\n")]), literal("c")]
        );
    }

    #[test]
    fn says_where_it_goes_wrong() {
        let check = |body: &str, said: &str| assert_eq!(parse(body).unwrap_err().to_string(), said, "{body}");
        check("a\nbc {{autor}}", "2:4: there is no field \"autor\"");
        check("{{#note}}", "1:1: this part is not closed with {{/note}}");
        check("ü{{note", "1:2: this tag is not closed with }}");
        check("{{/note}}", "1:1: nothing named \"note\" is open here");
        check("{{#note}}{{/tags}}", "1:10: nothing named \"tags\" is open here");
        check("{{}}", "1:1: there is no field \"\"");
        check(&"{{#note}}".repeat(9), "1:73: parts stand at most 8 deep within each other");
        check(&"x".repeat(MAX_TEMPLATE + 1), "a template has at most 20000 characters");
    }
}
