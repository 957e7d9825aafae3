//! A filled template as blocks and inline parts: the small Markdown that templates may use. What a field says
//! is never read as markup, whatever stands in it.
//!
//! Paragraphs with their line breaks, `- ` items, `> ` quotes, `#` headings, `**strong**`, `*emphasis*`,
//! `[label](address)`.

use serde::{Deserialize, Serialize};

use super::{
    template::{Parsed, Piece},
    values::{Says, Value, Values},
};
use crate::export::escape::link::Link;

/// How far a mark looks for its end, in characters and values: past that it is a word.
const MAX_MARK: usize = 2_000;

/// Most items of a list that are gone through: a pin has at most a hundred tags.
const MAX_ITEMS: usize = 200;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words of the template.
    Literal(String),
    /// Words of a person: as a value, with the spaces at their ends.
    Words(String),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
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
    fill(&template.0, values, None, &mut tokens);
    laid_out(&tokens)
}

/// Finds the blocks of a text that a person wrote: what is neither a mark nor a link is a value, so that nothing in it is
/// markup for the destination.
pub fn written(text: &str) -> Vec<Block> {
    let tokens: Vec<Token> = crate::export::escape::clean(text).chars().map(Token::Character).collect();
    let mut blocks = laid_out(&tokens);
    for parts in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        *parts = std::mem::take(parts).into_iter().flat_map(said).collect();
    }
    blocks
}

/// Words as values, and addresses among them as links.
fn said(part: Inline) -> Vec<Inline> {
    let text = match part {
        Inline::Literal(text) => text,
        Inline::Strong(inner) => return vec![Inline::Strong(inner.into_iter().flat_map(said).collect())],
        Inline::Emphasis(inner) => return vec![Inline::Emphasis(inner.into_iter().flat_map(said).collect())],
        part => return vec![part],
    };
    let mut out = Vec::new();
    let mut words = String::new();
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        match Link::new(bare).filter(|_| bare.starts_with("https://")) {
            Some(link) => {
                out.push(Inline::Words(std::mem::take(&mut words)));
                out.push(Inline::Value(Value { link: Some(link), ..Value::text(bare.to_owned()) }));
                words.push_str(word.get(bare.len()..).unwrap_or_default());
            }
            None => words.push_str(word),
        }
    }
    out.push(Inline::Words(words));
    out
}

fn laid_out(tokens: &[Token]) -> Vec<Block> {
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

fn fill(pieces: &[Piece], values: &Values, item: Option<&str>, out: &mut Vec<Token>) {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => out.extend(text.chars().map(Token::Character)),
            Piece::Field(field) => out.extend(values.get(field).cloned().map(Token::Value)),
            Piece::Item => out.extend(item.map(|item| Token::Value(Value::text(item.to_owned())))),
            Piece::Part(part, inner) => {
                let holds = values.get(&part.field).is_some_and(|value| {
                    part.condition.as_ref().is_none_or(|condition| condition.holds(value))
                });
                if holds == part.stands {
                    fill(inner, values, item, out);
                }
            }
            Piece::Each(field, inner) => {
                if let Some(Says::List(items)) = values.get(field).map(|value| &value.says) {
                    for item in items.iter().take(MAX_ITEMS) {
                        fill(inner, values, Some(item), out);
                    }
                }
            }
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

/// Where a sign stands next, so that nothing is looked through twice for it.
struct Next {
    sign: char,
    at: Option<usize>,
}

impl Next {
    fn new(sign: char) -> Self {
        Self { sign, at: None }
    }

    /// The first place from `from` on, before `limit`. `from` never goes back.
    fn after(&mut self, tokens: &[Token], from: usize, limit: usize) -> Option<usize> {
        let at = match self.at.filter(|at| *at >= from) {
            Some(at) => at,
            None => (from..tokens.len()).find(|at| is(tokens.get(*at), self.sign)).unwrap_or(tokens.len()),
        };
        self.at = Some(at);
        (at < limit.min(tokens.len())).then_some(at)
    }
}

/// Reads a line. Every step takes at least one token, and what a mark encloses is shorter than the line, so
/// it ends.
fn inline(tokens: &[Token]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    let mut at = 0;
    let (mut closing, mut ending) = (Next::new(']'), Next::new(')'));
    while let Some(token) = tokens.get(at) {
        let found = match token {
            Token::Character('[') => link(tokens, at, &mut closing, &mut ending),
            Token::Character('*') => marked(tokens.get(at..).unwrap_or_default()),
            _ => None,
        };
        if let Some((part, taken)) = found {
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

/// A part that begins here with stars, and how many tokens it takes.
fn marked(rest: &[Token]) -> Option<(Inline, usize)> {
    let rest = rest.get(..MAX_MARK.min(rest.len()))?;
    let width = if is(rest.get(1), '*') { 2 } else { 1 };
    let inner = rest.get(width..)?;
    let end = (1..inner.len())
        .find(|end| is(inner.get(*end), '*') && (width == 1 || is(inner.get(*end + 1), '*')))?;
    let parts = inline(inner.get(..end)?);
    let part = if width == 2 { Inline::Strong(parts) } else { Inline::Emphasis(parts) };
    Some((part, end + 2 * width))
}

/// `[label](address)` where the address may be a link; otherwise the signs are words.
fn link(tokens: &[Token], at: usize, closing: &mut Next, ending: &mut Next) -> Option<(Inline, usize)> {
    let limit = at + MAX_MARK;
    let close = closing.after(tokens, at, limit)?;
    if close + 1 >= limit || !is(tokens.get(close + 1), '(') {
        return None;
    }
    let end = ending.after(tokens, close, limit)?;
    let mut address = String::new();
    for token in tokens.get(close + 2..end)? {
        match token {
            Token::Character(c) => address.push(*c),
            Token::Value(value) => address.push_str(&value.text),
        }
    }
    let link = Link::new(&address)?;
    Some((Inline::Link(link, inline(tokens.get(at + 1..close)?)), end + 1 - at))
}
