//! How a note reads, as data a screen can draw without any markup; and the same as a person edits it.

use super::composed::{LookBlock, LookPart};
use crate::{
    export::{
        escape::clean,
        note::layout::{Block, BlockKind, Inline},
    },
    redact::output::Masks,
};

/// How blocks read. `masks` are the words that stand for something masked.
pub fn look(blocks: &[Block], masks: &Masks) -> Vec<LookBlock> {
    let line = |line: &Vec<Inline>| {
        let mut parts = Vec::new();
        flatten(line, &LookPart::default(), masks, &mut parts);
        parts
    };
    let block = |block: &Block| LookBlock { kind: block.kind, lines: block.lines.iter().map(line).collect() };
    blocks.iter().map(block).collect()
}

fn flatten(line: &[Inline], as_is: &LookPart, masks: &Masks, out: &mut Vec<LookPart>) {
    for part in line {
        match part {
            Inline::Literal(text) | Inline::Words(text) => marked(text, as_is, masks, out),
            Inline::Value(value) => {
                let link = value.link.as_ref().map(|link| link.as_str().to_owned());
                let as_is = LookPart { link: link.or_else(|| as_is.link.clone()), ..as_is.clone() };
                marked(clean(&value.text).trim(), &as_is, masks, out);
            }
            Inline::Strong(inner) => flatten(inner, &LookPart { strong: true, ..as_is.clone() }, masks, out),
            Inline::Emphasis(inner) => {
                flatten(inner, &LookPart { emphasis: true, ..as_is.clone() }, masks, out);
            }
            Inline::Link(link, label) => {
                let as_is = LookPart { link: Some(link.as_str().to_owned()), ..as_is.clone() };
                flatten(label, &as_is, masks, out);
            }
        }
    }
}

/// A text in parts: what stands for something masked apart from the rest.
fn marked(text: &str, as_is: &LookPart, masks: &Masks, out: &mut Vec<LookPart>) {
    let mut rest = text;
    let part = |text: &str, mask: bool| LookPart { text: text.to_owned(), mask, ..as_is.clone() };
    while let Some((at, length)) = masks.first_in(rest) {
        let (words, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let (mask, after) = after.split_at_checked(length).unwrap_or((after, ""));
        push(out, part(words, false));
        push(out, part(mask, true));
        rest = after;
    }
    push(out, part(rest, false));
}

/// Adds a part, to the one before where that is of the same sort.
fn push(out: &mut Vec<LookPart>, part: LookPart) {
    if part.text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last)
            if (last.strong, last.emphasis, last.mask, &last.link)
                == (part.strong, part.emphasis, part.mask, &part.link) =>
        {
            last.text.push_str(&part.text);
        }
        _ => out.push(part),
    }
}

/// The note as a person edits it: the small Markdown of templates.
pub fn source(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last: Option<BlockKind> = None;
    for block in blocks {
        match last {
            None => {}
            Some(BlockKind::Item) if block.kind == BlockKind::Item => out.push('\n'),
            Some(_) => out.push_str("\n\n"),
        }
        last = Some(block.kind);
        let lines: Vec<String> = block.lines.iter().map(|line| source_line(line)).collect();
        let sign = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Quote => "> ",
            BlockKind::Item => "- ",
            BlockKind::Heading => "# ",
        };
        for (place, line) in lines.join("\n").split('\n').enumerate() {
            out.push_str(if place == 0 { "" } else { "\n" });
            // An item and a heading are one line each: what goes on is indented, and so part of what it belongs to.
            out.push_str(if place == 0 || block.kind == BlockKind::Quote { sign } else { "" });
            out.push_str(line);
        }
    }
    out
}

fn source_line(line: &[Inline]) -> String {
    let mut out = String::new();
    for part in line {
        match part {
            Inline::Literal(text) | Inline::Words(text) => out.push_str(text),
            Inline::Value(value) => out.push_str(clean(&value.text).trim()),
            Inline::Strong(inner) => out.push_str(&format!("**{}**", source_line(inner))),
            Inline::Emphasis(inner) => out.push_str(&format!("*{}*", source_line(inner))),
            Inline::Link(link, label) => {
                out.push_str(&format!("[{}]({})", source_line(label), link.as_str()))
            }
        }
    }
    out
}
