//! A filled template as blocks and inline parts: the small Markdown that templates may use. What a field says
//! is never read as markup, whatever stands in it.
//!
//! Paragraphs with their line breaks, `- ` items, `> ` quotes, `#` headings, `**strong**`, `*emphasis*`,
//! `[label](address)`.

use super::{
    field::{Value, Values},
    template::{Parsed, Piece},
};
use crate::export::escape::link::Link;

/// How far a mark looks for its end, in characters and values: past that it is a word.
const MAX_MARK: usize = 2_000;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words of the template.
    Literal(String),
    /// What a field says.
    Value(Value),
    /// Strong.
    Strong(Vec<Inline>),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// A link with its label.
    Link(Link, Vec<Inline>),
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Plain lines.
    Paragraph,
    /// Lines of a quote.
    Quote,
    /// One item of a list.
    Item,
    /// A heading.
    Heading,
}

/// A block: lines of one kind that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its lines.
    pub lines: Vec<Vec<Inline>>,
}

/// A character of the template, or a whole value.
#[derive(Debug, Clone)]
enum Token {
    Character(char),
    Value(Value),
}

/// Fills a template and finds its blocks.
pub fn blocks(template: &Parsed, values: &Values) -> Vec<Block> {
    let mut tokens = Vec::new();
    fill(&template.0, values, &mut tokens);
    let mut blocks: Vec<Block> = Vec::new();
    let mut joins = false;
    for line in tokens.split(|token| matches!(token, Token::Character('\n'))) {
        let Some((kind, line)) = classified(line) else {
            joins = false;
            continue;
        };
        let parts = inline(line);
        match blocks.last_mut() {
            Some(last)
                if joins && last.kind == kind && matches!(kind, BlockKind::Paragraph | BlockKind::Quote) =>
            {
                last.lines.push(parts);
            }
            _ => blocks.push(Block { kind, lines: vec![parts] }),
        }
        joins = true;
    }
    blocks
}

fn fill(pieces: &[Piece], values: &Values, out: &mut Vec<Token>) {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => out.extend(text.chars().map(Token::Character)),
            Piece::Field(field) => out.extend(values.get(field).cloned().map(Token::Value)),
            Piece::Present(field, inner) if values.contains_key(field) => fill(inner, values, out),
            Piece::Absent(field, inner) if !values.contains_key(field) => fill(inner, values, out),
            Piece::Present(..) | Piece::Absent(..) => {}
        }
    }
}

/// What a line is, without the sign that says so; `None` for an empty one.
fn classified(line: &[Token]) -> Option<(BlockKind, &[Token])> {
    let blank = |token: &Token| matches!(token, Token::Character(c) if c.is_whitespace());
    let start = line.iter().position(|token| !blank(token))?;
    let line = line.get(start..)?;
    let leading: String = line
        .iter()
        .map_while(|token| match token {
            Token::Character(c) => Some(*c),
            Token::Value(_) => None,
        })
        .take(8)
        .collect();
    let signed = |kind, signs: usize| Some((kind, line.get(signs..).unwrap_or_default()));
    if leading.starts_with("- ") || leading.starts_with("* ") {
        return signed(BlockKind::Item, 2);
    }
    if leading.starts_with('>') {
        return signed(BlockKind::Quote, if leading.starts_with("> ") { 2 } else { 1 });
    }
    let hashes = leading.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) && leading.chars().nth(hashes) == Some(' ') {
        return signed(BlockKind::Heading, hashes + 1);
    }
    Some((BlockKind::Paragraph, line))
}

fn is(token: Option<&Token>, wanted: char) -> bool {
    matches!(token, Some(Token::Character(c)) if *c == wanted)
}

/// Reads a line. Every step takes at least one token, and what a mark encloses is shorter than the line, so
/// it ends.
fn inline(tokens: &[Token]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        if let Some((part, taken)) = marked(rest) {
            out.push(part);
            at += taken;
            continue;
        }
        match token {
            Token::Value(value) => out.push(Inline::Value(value.clone())),
            Token::Character(c) => match out.last_mut() {
                Some(Inline::Literal(text)) => text.push(*c),
                _ => out.push(Inline::Literal(c.to_string())),
            },
        }
        at += 1;
    }
    out
}

/// A part that begins here with a mark, and how many tokens it takes.
fn marked(rest: &[Token]) -> Option<(Inline, usize)> {
    let rest = rest.get(..MAX_MARK.min(rest.len()))?;
    if is(rest.first(), '[') {
        return link(rest);
    }
    if !is(rest.first(), '*') {
        return None;
    }
    let width = if is(rest.get(1), '*') { 2 } else { 1 };
    let inner = rest.get(width..)?;
    let end = (1..inner.len())
        .find(|end| is(inner.get(*end), '*') && (width == 1 || is(inner.get(*end + 1), '*')))?;
    let parts = inline(inner.get(..end)?);
    let part = if width == 2 { Inline::Strong(parts) } else { Inline::Emphasis(parts) };
    Some((part, end + 2 * width))
}

/// `[label](address)` where the address may be a link; otherwise the signs are words.
fn link(rest: &[Token]) -> Option<(Inline, usize)> {
    let close = rest.iter().position(|token| is(Some(token), ']'))?;
    if !is(rest.get(close + 1), '(') {
        return None;
    }
    let end = close + rest.get(close..)?.iter().position(|token| is(Some(token), ')'))?;
    let mut address = String::new();
    for token in rest.get(close + 2..end)? {
        match token {
            Token::Character(c) => address.push(*c),
            Token::Value(value) => address.push_str(&value.text),
        }
    }
    let link = Link::new(&address)?;
    Some((Inline::Link(link, inline(rest.get(1..close)?)), end + 1))
}
