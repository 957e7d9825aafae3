//! A template read once: literal text, fields, parts that stand only where a field is there or answers a question as
//! asked, and parts that stand once for every item of a list.
//!
//! | written | says |
//! | --- | --- |
//! | `{{author}}` | what the field says |
//! | `{{#note}}…{{/note}}` | only where there is one |
//! | `{{^note}}…{{/note}}` | only where there is none |
//! | `{{#rating <= 2}}…{{/rating}}` | only where it holds: `=` `!=` `<` `<=` `>` `>=`, of numbers and days (`published >= 2026-11`) |
//! | `{{#kind = review}}…{{/kind}}` | only where it is that word: `=` `!=` |
//! | `{{#tags has complaint}}…{{/tags}}` | only where the list has it or something below it; of text, where it occurs |
//! | `{{^tags has complaint}}…{{/tags}}` | only where that does not hold, also where the field is absent |
//! | `{{#each tags}}{{item}}{{/each}}` | once for each item |
//!
//! It has no expressions, no loops but that, and no way to reach anything but the fields, so that filling one takes time in
//! proportion to its length.

use super::{
    condition::{self, Condition},
    error::{Position, TemplateError, nearest},
    field::{Field, FieldType},
};
use crate::model::template::MAX_TEMPLATE;

/// Deepest nesting of parts: nobody reads more.
pub const MAX_DEPTH: usize = 8;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Literal(String),
    /// What a field says.
    Field(Field),
    /// What the item of the list says.
    Item,
    /// Pieces that stand under a condition.
    Part(Part, Vec<Piece>),
    /// Pieces that stand for each item of a list.
    Each(Field, Vec<Piece>),
}

/// Under which condition pieces stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The field.
    pub field: Field,
    /// What is asked of it; `None`: whether it is there.
    pub condition: Option<Condition>,
    /// The answer under which the pieces stand.
    pub stands: bool,
}

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed(pub Vec<Piece>);

/// What is being read.
enum Opened {
    Part(Part),
    Each(Field),
}

impl Opened {
    /// What closes it.
    fn name(&self) -> &'static str {
        match self {
            Self::Part(part) => part.field.name(),
            Self::Each(_) => "each",
        }
    }
}

/// A part that is being read.
struct Open {
    opened: Opened,
    at: usize,
    pieces: Vec<Piece>,
}

/// Reads a template.
///
/// ```
/// use pinfold::export::note::parse;
/// assert!(parse("{{#rating <= 2}}Please call.{{/rating}}").is_ok());
/// assert_eq!(
///     parse("By {{autor}}").map_err(|error| error.to_string()),
///     Err("1:4: there is no field \"autor\"; do you mean \"author\"?".to_owned()),
/// );
/// ```
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
        let start = body.len() - tag.len() - 2;
        let position = |offset: usize| position_in(&body, start + offset);
        let Some((inner, after)) = tag.split_once("}}") else {
            return Err(TemplateError::OpenTag { at: position(0) });
        };
        let (sign, written) = match inner.chars().next() {
            Some(sign @ ('#' | '^' | '/')) => (Some(sign), inner.get(1..).unwrap_or_default()),
            _ => (None, inner),
        };
        let (before, after) =
            if sign.is_some() { standing_alone(&body, before, after) } else { (before, after) };
        literal(innermost(&mut pieces, &mut open), before);
        rest = after;
        let (name, asked) = named(written);
        // Where the question begins, for whoever has to find what is wrong with it.
        let asked_at = 2 + inner.len() - asked.len();
        let unknown = || {
            let fields = Field::ALL.iter().map(|field| field.name());
            let name = written.trim();
            TemplateError::UnknownField {
                at: position(0),
                name: name.to_owned(),
                nearest: nearest(name, fields),
            }
        };
        match sign {
            Some('/') => match open.pop() {
                Some(part) if part.opened.name() == written.trim() => {
                    let piece = match part.opened {
                        Opened::Part(condition) => Piece::Part(condition, part.pieces),
                        Opened::Each(field) => Piece::Each(field, part.pieces),
                    };
                    innermost(&mut pieces, &mut open).push(piece);
                }
                _ => {
                    return Err(TemplateError::StrayClose {
                        at: position(0),
                        name: written.trim().to_owned(),
                    });
                }
            },
            None if written.trim() == "item" => {
                if !goes_through(&open) {
                    return Err(TemplateError::StrayItem { at: position(0) });
                }
                innermost(&mut pieces, &mut open).push(Piece::Item);
            }
            None => {
                let field = Field::of(written.trim()).ok_or_else(unknown)?;
                innermost(&mut pieces, &mut open).push(Piece::Field(field));
            }
            Some(_) if open.len() >= MAX_DEPTH => return Err(TemplateError::TooDeep { at: position(0) }),
            Some('#') if name == "each" => {
                let field = Field::of(asked.trim()).ok_or_else(unknown)?;
                let list_at = asked_at + asked.len() - asked.trim_start().len();
                if field.of_type() != FieldType::List {
                    return Err(TemplateError::NoList { at: position(list_at), name: field.name() });
                }
                if goes_through(&open) {
                    return Err(TemplateError::StrayItem { at: position(0) });
                }
                open.push(Open { opened: Opened::Each(field), at: start, pieces: Vec::new() });
            }
            Some(sign) => {
                let field = Field::of(name).ok_or_else(unknown)?;
                let condition = condition::read(field, asked, &|offset| position(asked_at + offset))?;
                let part = Part { field, condition, stands: sign == '#' };
                open.push(Open { opened: Opened::Part(part), at: start, pieces: Vec::new() });
            }
        }
    }
    literal(innermost(&mut pieces, &mut open), rest);
    match open.pop() {
        Some(part) => {
            Err(TemplateError::OpenPart { at: position_in(&body, part.at), name: part.opened.name() })
        }
        None => Ok(Parsed(pieces)),
    }
}

/// The name that a tag begins with, and what stands after it.
fn named(written: &str) -> (&str, &str) {
    let written = written.trim_start();
    let end = written.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(written.len());
    written.split_at_checked(end).unwrap_or((written, ""))
}

/// Whether a list is gone through here.
fn goes_through(open: &[Open]) -> bool {
    open.iter().any(|part| matches!(part.opened, Opened::Each(_)))
}

impl Parsed {
    /// What the template says itself, wherever it stands.
    pub fn literals(&self) -> String {
        fn gather(pieces: &[Piece], out: &mut String) {
            for piece in pieces {
                match piece {
                    Piece::Literal(text) => out.push_str(text),
                    Piece::Field(_) | Piece::Item => out.push('\u{fffc}'),
                    Piece::Part(_, inner) | Piece::Each(_, inner) => gather(inner, out),
                }
            }
        }
        let mut out = String::new();
        gather(&self.0, &mut out);
        out
    }

    /// Whether a field is said anywhere.
    pub fn says(&self, field: Field) -> bool {
        fn said(pieces: &[Piece], field: Field) -> bool {
            pieces.iter().any(|piece| match piece {
                Piece::Field(own) => *own == field,
                Piece::Each(own, inner) => *own == field || said(inner, field),
                Piece::Part(_, inner) => said(inner, field),
                Piece::Literal(_) | Piece::Item => false,
            })
        }
        said(&self.0, field)
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

    fn part(field: Field, stands: bool, pieces: Vec<Piece>) -> Piece {
        Piece::Part(Part { field, condition: None, stands }, pieces)
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
                part(Field::Handle, true, vec![literal(" (@"), Piece::Field(Field::Handle), literal(")")]),
                part(Field::Note, false, vec![literal("none")]),
            ]
        );
    }

    #[test]
    fn a_part_on_lines_of_its_own_leaves_no_lines() {
        let parsed = parse("a\n{{#note}}\nb\n{{/note}}\nc").unwrap();
        assert_eq!(
            parsed.0,
            vec![literal("a\n"), part(Field::Note, true, vec![literal("b\n")]), literal("c")]
        );
    }

    #[test]
    fn says_where_it_goes_wrong() {
        let check = |body: &str, said: &str| assert_eq!(parse(body).unwrap_err().to_string(), said, "{body}");
        check("a\nbc {{autor}}", "2:4: there is no field \"autor\"; do you mean \"author\"?");
        check("{{mood}}", "1:1: there is no field \"mood\"");
        check("{{#rating ~ 2}}", "1:11: rating is a number: it can be asked <= >= != = < >");
        check("{{#tags = a}}", "1:9: tags is a list: it can be asked has");
        check("{{#edited = yes}}", "1:11: edited is yes or no: it can be asked only whether it is there");
        check("{{#rating <= two}}", "1:14: \"two\" is no value for rating, which is a number");
        check(
            "{{^kind = reviews}}",
            "1:11: \"reviews\" is no value for kind, which is one of a few words; do you mean \"review\"?",
        );
        check(
            "ä\n{{#published >= 2026-13}}",
            "2:17: \"2026-13\" is no value for published, which is a date; do you mean \"2026-12-31\"?",
        );
        check("{{#each author}}", "1:9: author is no list");
        check("{{item}}", "1:1: item stands between {{#each …}} and {{/each}}, one list at a time");
        check(
            "{{#each tags}}{{#each note}}",
            "1:15: item stands between {{#each …}} and {{/each}}, one list at a time",
        );
        check("{{#each tags}}{{/tags}}", "1:15: nothing named \"tags\" is open here");
        check("{{#note}}", "1:1: this part is not closed with {{/note}}");
        check("ü{{note", "1:2: this tag is not closed with }}");
        check("{{/note}}", "1:1: nothing named \"note\" is open here");
        check("{{#note}}{{/tags}}", "1:10: nothing named \"tags\" is open here");
        check("{{}}", "1:1: there is no field \"\"");
        check(&"{{#note}}".repeat(9), "1:73: parts stand at most 8 deep within each other");
        check(&"x".repeat(MAX_TEMPLATE + 1), "a template has at most 20000 characters");
    }
}
