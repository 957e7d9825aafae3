//! A note's blocks as Markdown, as HTML of a few elements, or as plain text. Every value is escaped here, for
//! its format.

use super::layout::{Block, BlockKind, Inline};
use crate::{
    export::escape::{clean, html, link::Link, markdown, one_line},
    model::template::NoteSyntax,
};

/// Writes a note.
pub fn note(blocks: &[Block], syntax: NoteSyntax) -> String {
    match syntax {
        NoteSyntax::Plain => joined(blocks, plain_block),
        NoteSyntax::Markdown => joined(blocks, markdown_block),
        NoteSyntax::Html => html_note(blocks),
    }
}

/// Blocks with an empty line between them; items of one list follow each other.
fn joined(blocks: &[Block], write: impl Fn(&Block) -> String) -> String {
    let mut out = String::new();
    let mut last: Option<BlockKind> = None;
    for block in blocks {
        match last {
            None => {}
            Some(BlockKind::Item) if block.kind == BlockKind::Item => out.push('\n'),
            Some(_) => out.push_str("\n\n"),
        }
        out.push_str(&write(block));
        last = Some(block.kind);
    }
    out
}

fn plain_block(block: &Block) -> String {
    let text: Vec<String> = block.lines.iter().map(|line| plain(line).trim_end().to_owned()).collect();
    let text = text.join("\n");
    match block.kind {
        BlockKind::Paragraph | BlockKind::Heading => text,
        BlockKind::Quote => prefixed(&text, "> ", "> ", "\n"),
        BlockKind::Item => prefixed(&text, "- ", "  ", "\n"),
    }
}

fn plain(parts: &[Inline]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Inline::Literal(text) | Inline::Words(text) => out.push_str(text),
            Inline::Value(value) => out.push_str(clean(&value.text).trim()),
            Inline::Strong(inner) | Inline::Emphasis(inner) => out.push_str(&plain(inner)),
            Inline::Link(link, label) => {
                let label = plain(label);
                out.push_str(&label);
                if label != link.as_str() {
                    out.push_str(" (");
                    out.push_str(link.as_str());
                    out.push(')');
                }
            }
        }
    }
    out
}

/// Lines with a prefix each, the first with another; empty lines get it without its last space.
fn prefixed(text: &str, first: &str, then: &str, end: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(place, line)| {
        let prefix = if place == 0 { first } else { then };
        if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
    });
    lines.collect::<Vec<_>>().join(end)
}

fn markdown_block(block: &Block) -> String {
    let lines: Vec<String> = block.lines.iter().map(|line| markdown_line(line)).collect();
    let text = lines.join("\n");
    let (first, then) = match block.kind {
        BlockKind::Paragraph => ("", ""),
        BlockKind::Heading => ("### ", ""),
        BlockKind::Quote => ("> ", "> "),
        BlockKind::Item => ("- ", "  "),
    };
    // A break between two lines of one block is a hard one; an empty line needs none.
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let mut out = String::new();
    for (place, line) in lines.iter().enumerate() {
        let prefix = if place == 0 { first } else { then };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
        if let Some(next) = lines.get(place + 1) {
            out.push_str(if line.is_empty() || next.is_empty() { "\n" } else { "\\\n" });
        }
    }
    out
}

fn markdown_line(parts: &[Inline]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Inline::Literal(text) => out.push_str(&markdown_literal(text)),
            Inline::Words(text) => spaced(&mut out, text, markdown::escaped),
            Inline::Value(value) => match &value.link {
                Some(link) => out.push_str(&markdown::autolink(link)),
                None => {
                    let lines = clean(&value.text);
                    let lines: Vec<String> = lines.trim().split('\n').map(markdown::escaped).collect();
                    out.push_str(&lines.join("\n"));
                }
            },
            Inline::Strong(inner) => enclose(&mut out, "**", &markdown_line(inner)),
            Inline::Emphasis(inner) => enclose(&mut out, "*", &markdown_line(inner)),
            Inline::Link(link, label) => {
                // A label is one line, and a link within a link is none.
                let label = markdown::escaped(&one_line(&plain(label)));
                // A call before a link would make it a picture, which is fetched from where it leads.
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push_str(&format!("[{label}]({})", markdown::destination(link)));
            }
        }
    }
    out
}

/// Writes words with the space that parts them from what stands beside them.
fn spaced(out: &mut String, text: &str, write: impl Fn(&str) -> String) {
    let begins = text.starts_with(' ') && !out.is_empty();
    let ends = text.len() > 1 && text.ends_with(' ');
    out.push_str(if begins { " " } else { "" });
    out.push_str(&write(text));
    out.push_str(if ends { " " } else { "" });
}

/// Puts a mark around text, inside the spaces at its ends: `** a**` is no strong text.
fn enclose(out: &mut String, mark: &str, inner: &str) {
    let text = one_line(inner);
    if !text.is_empty() {
        out.push_str(mark);
        out.push_str(&text);
        out.push_str(mark);
    }
}

/// Words of the template: Markdown as written, but no HTML and no link that was not checked.
fn markdown_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn html_note(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in blocks {
        let is_item = block.kind == BlockKind::Item;
        if is_item != in_list {
            out.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            in_list = is_item;
        }
        let lines: Vec<String> = block.lines.iter().map(|line| html_line(line)).collect();
        let text = lines.join("<br>\n");
        let (open, close) = match block.kind {
            BlockKind::Paragraph => ("<p>", "</p>\n"),
            BlockKind::Quote => ("<blockquote><p>", "</p></blockquote>\n"),
            BlockKind::Item => ("<li>", "</li>\n"),
            BlockKind::Heading => ("<p><strong>", "</strong></p>\n"),
        };
        out.push_str(open);
        out.push_str(&text);
        out.push_str(close);
    }
    if in_list {
        out.push_str("</ul>\n");
    }
    out
}

fn html_line(parts: &[Inline]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Inline::Literal(text) | Inline::Words(text) => out.push_str(&html::escaped(text)),
            Inline::Value(value) => match &value.link {
                Some(link) => out.push_str(&anchor(link, &html_text(&value.text))),
                None => out.push_str(&html_text(&value.text)),
            },
            Inline::Strong(inner) => out.push_str(&format!("<strong>{}</strong>", html_line(inner))),
            Inline::Emphasis(inner) => out.push_str(&format!("<em>{}</em>", html_line(inner))),
            Inline::Link(link, label) => out.push_str(&anchor(link, &html_text(&plain(label)))),
        }
    }
    out
}

fn html_text(text: &str) -> String {
    html::escaped(text.trim()).replace('\n', "<br>\n")
}

fn anchor(link: &Link, label: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener noreferrer\">{label}</a>", html::escaped(link.as_str()))
}
