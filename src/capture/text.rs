//! From rows to plain text as a reader sees it: line breaks where blocks end, no script, no duplicates
//! that only screen readers get, emoji pictures as the characters they stand for. It keeps no markup.

use std::cell::Cell;

use super::tree::{TEXT, Tree};
use crate::model::text::{MAX_PIN_TEXT, folded};

/// Elements whose content is not text of the page.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select",
    "textarea", "input", "audio", "video", "canvas",
];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
];
/// Elements with an empty line before and after.
const PARAGRAPHS: &[&str] =
    &["p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"];
/// Classes by which pages hide text from sight: those of Bootstrap, WordPress, XenForo, Amazon, Drupal and others.
const UNSEEN: &[&str] = &[
    "sr-only",
    "ds-sr-only",
    "r-sr-only",
    "is-sr-only",
    "visually-hidden",
    "visuallyhidden",
    "visuallyHidden",
    "VisuallyHidden",
    "pl-VisuallyHidden",
    "u-visually-hidden",
    "govuk-visually-hidden",
    "cdk-visually-hidden",
    "hidden-visually",
    "screen-reader-text",
    "screenreader-only",
    "screen-reader-only",
    "wt-screen-reader-only",
    "forScreenreaders",
    "show-for-sr",
    "element-invisible",
    "ui-helper-hidden-accessible",
    "slds-assistive-text",
    "offscreen",
    "u-srOnly",
    "a-offscreen",
    "assistive-text",
    "a11y-text",
    "hidden-elem",
    "u-hiddenVisually",
];
/// What styles of the element's own say of an absolute one that is cut down to nothing.
const CLIPPED: &[&str] =
    &["clip:rect(", "clip-path:inset(", "width:0;", "width:1px", "left:-9999", "left:-10000"];

/// Whether an element stands apart with an empty line.
pub fn is_paragraph(name: &str) -> bool {
    PARAGRAPHS.contains(&name)
}

/// Longest remark in brackets that says what a text is.
const MAX_REMARK: usize = 60;

/// Whether an element stands on lines of its own.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether a reader never sees the element.
pub fn is_unseen(tree: &Tree, row: u32) -> bool {
    let name = tree.name(row);
    SILENT.contains(&name)
        || tree.attribute(row, "hidden").is_some()
        || tree
            .attribute(row, "class")
            .is_some_and(|all| all.split_ascii_whitespace().any(|one| UNSEEN.contains(&one)))
        || tree.attribute(row, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none")
                || style.contains("visibility:hidden")
                || (style.contains("position:absolute") && CLIPPED.iter().any(|part| style.contains(part)))
        })
}

/// What a class says beside `translation`, where it is about one that a machine made…
const ABOUT_TRANSLATION: &[&str] = &[
    "machine",
    "auto",
    "notice",
    "attribution",
    "toggle",
    "text",
    "content",
    "container",
    "banner",
    "label",
];
/// …and beside `translate`, where a click asks for one.
const ASKS_TRANSLATION: &[&str] = &["button", "btn", "link", "toggle", "cta", "see"];

/// Whether the element is a machine's translation of what somebody wrote, or offers one. `translate` alone moves things
/// in style sheets, and `translation` alone may be the author's own.
fn is_translation(tree: &Tree, row: u32) -> bool {
    let says = |class: &str| {
        let class = class.to_ascii_lowercase();
        let Some((before, after)) = class.split_once("translat") else { return false };
        let beside = |words: &[&str]| words.iter().any(|word| class.contains(word));
        !before.ends_with("un")
            && (after.starts_with("ed")
                || (after.starts_with("ion") && beside(ABOUT_TRANSLATION))
                || (after.starts_with('e') && !after.starts_with("ed") && beside(ASKS_TRANSLATION)))
    };
    let class = tree.attribute(row, "class").filter(|all| all.contains("ranslat"));
    class.is_some_and(|all| all.split_ascii_whitespace().any(says))
}

/// What somebody wrote, where it is given with Google's translation before it, as in
/// `(Translated by Google) Good. (Original) Gut.`, in whatever language that is said.
pub fn original<'t>(text: &'t str) -> &'t str {
    let opened = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((_, rest)) = opened.filter(|(said, _)| said.len() <= MAX_REMARK && said.contains("Google"))
    else {
        return text;
    };
    // A line of its own says where the original begins; where there are no lines, only its usual name does.
    let begun = |tail: &'t str| {
        let (said, after) = tail.trim_start().strip_prefix('(')?.split_once(')')?;
        (said.len() <= MAX_REMARK && (1..=2).contains(&said.split_whitespace().count())).then_some(after)
    };
    let own = rest.match_indices('\n').find_map(|(at, _)| begun(rest.get(at..)?));
    let own = own.or_else(|| rest.split_once("(Original)").map(|(_, own)| own)).map(str::trim);
    own.filter(|own| !own.is_empty()).unwrap_or(text)
}

/// The text under `root` in one line; `skip` says which subtrees are left out.
pub fn line(tree: &Tree, root: u32, skip: &dyn Fn(u32) -> bool) -> String {
    folded(&rich(tree, root, skip))
}

/// The text under `root` with its line breaks; `skip` says which subtrees are left out.
pub fn rich(tree: &Tree, root: u32, skip: &dyn Fn(u32) -> bool) -> String {
    if let Some(node) = tree.node(root).filter(|node| node.name == TEXT) {
        return folded(&node.text);
    }
    let translated = Cell::new(false);
    let written = flowing(tree, root, &|row| {
        let is_one = is_translation(tree, row);
        translated.set(translated.get() || is_one);
        is_one || skip(row)
    });
    // Where only the translation is there, it is what there is.
    if written.is_empty() && translated.get() { flowing(tree, root, skip) } else { written }
}

fn flowing(tree: &Tree, root: u32, skip: &dyn Fn(u32) -> bool) -> String {
    let mut out = Flow::default();
    // Block elements that are open: (row after their end, line breaks at their end).
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut preformatted_until = 0;
    let mut row = root;
    let end = tree.end(root);
    while row < end {
        while let Some((_, breaks)) = open.pop_if(|(after, _)| *after <= row) {
            out.want_breaks(breaks);
        }
        let name = tree.name(row);
        if row != root && (skip(row) || (name != TEXT && is_unseen(tree, row))) {
            row = tree.end(row);
            continue;
        }
        match name {
            TEXT => {
                let text = tree.node(row).map_or("", |node| node.text.as_str());
                if row < preformatted_until { out.lines(text) } else { out.words(text) }
            }
            "br" => out.line_break(),
            "img" => {
                let alt = tree.attribute(row, "alt").unwrap_or("");
                // Emoji that a server made itself stand as `:party_blob:`. Forums' smileys are pictures.
                let own = tree.attribute(row, "class").is_some_and(|all| all.contains("custom-emoji"));
                if own { out.words(alt) } else { out.picture(alt) }
            }
            "td" | "th" => out.words(" "),
            _ if is_block(name) => {
                let breaks = if is_paragraph(name) { 2 } else { 1 };
                out.want_breaks(breaks);
                open.push((tree.end(row), breaks));
                if name == "pre" {
                    preformatted_until = tree.end(row);
                }
            }
            _ => {}
        }
        if out.characters >= MAX_PIN_TEXT {
            break;
        }
        row += 1;
    }
    out.text.trim().to_owned()
}

/// Text under construction: white space is written late, so that none doubles.
#[derive(Default)]
struct Flow {
    text: String,
    characters: usize,
    space: bool,
    breaks: usize,
}

impl Flow {
    fn want_breaks(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
        self.space = false;
    }

    fn line_break(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
        self.space = false;
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if self.characters >= MAX_PIN_TEXT {
                return;
            }
            // A no-break space is a character people typed to hold words together; it still folds here,
            // since pages use it for padding far more often.
            if c.is_whitespace() {
                self.space = true;
            } else if !is_filler(c) {
                self.put(c);
            }
        }
    }

    fn lines(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.line_break(),
                c if c.is_whitespace() => self.space = true,
                c => self.put(c),
            }
        }
    }

    fn picture(&mut self, alt: &str) {
        // Emoji stand in `alt` as themselves; longer descriptions belong to the picture, not to the text.
        let is_emoji = !alt.is_ascii() && alt.chars().count() <= 16 && alt.chars().all(is_symbol);
        if is_emoji {
            alt.chars().for_each(|c| self.put(c));
        }
    }

    fn put(&mut self, c: char) {
        if !self.text.is_empty() {
            for _ in 0..self.breaks {
                self.text.push('\n');
            }
            if self.breaks == 0 && self.space {
                self.text.push(' ');
            }
        }
        self.breaks = 0;
        self.space = false;
        self.text.push(c);
        self.characters += 1;
    }
}

/// Characters without meaning that pages put between words: NUL, soft hyphens, byte order marks.
fn is_filler(c: char) -> bool {
    matches!(c, '\0' | '\u{AD}' | '\u{FEFF}' | '\u{200B}')
}

fn is_symbol(c: char) -> bool {
    matches!(c,
        '\u{200D}' | '\u{20E3}' | '\u{FE0F}' | '\u{A9}' | '\u{AE}' | '#' | '*' | '0'..='9'
        | '\u{2030}'..='\u{33FF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E0020}'..='\u{E007F}')
}
