//! What a card says, without what stands around it: who, when, buttons, counters, a card it quotes.
//! It leaves out only what the markup tells apart, and nothing when then no words would be left.

use super::{
    byline::MOST_BESIDE,
    card::{Card, has_word, holds_time, is_control, is_decoration, is_time, words},
    parse::count,
    text,
    tree::TEXT,
};
use crate::model::text::folded;

/// Classes of the element that holds the text.
const TEXT_WORDS: &[&str] = &[
    "e-content",
    "comment-content",
    "comment-body",
    "comment-text",
    "comment__text",
    "post-content",
    "post-body",
    "post-text",
    "entry-content",
    "message-content",
    "review-text",
    "review-body",
    "review-content",
];
/// Classes of what stands around a text.
const AROUND: &[&str] = &[
    "avatar",
    "userpic",
    "badge",
    "byline",
    "permalink",
    "actions",
    "toolbar",
    "controls",
    "menu",
    "share",
    "sharing",
    "buttons",
    "reactions",
    "stats",
    "counters",
    "counts",
    "tooltip",
];
/// A counter is a number and so many words at most, where its block looks unlike the text's blocks…
const COUNTER_WORDS: usize = 8;
/// …and where it looks like them.
const COUNTER_WORDS_ALIKE: usize = 2;

/// What a card says.
#[derive(Debug, Default)]
pub struct Prose {
    /// Its headline.
    pub title: Option<String>,
    /// Its text.
    pub text: String,
    /// The element the text is in.
    pub row: u32,
}

/// Reads the text; `around` are the rows that name its author and its permalink.
pub fn read(card: &Card, around: &[u32]) -> Prose {
    let tree = card.tree;
    let never = |row: u32| {
        card.is_apart(row) || is_time(tree, row) || is_control(tree, row) || is_decoration(tree, row)
    };
    let holds = |row: &u32| {
        words(tree, *row).any(|name| TEXT_WORDS.contains(&name.as_str()))
            || matches!(
                card.attribute(*row, "itemprop"),
                Some("articleBody" | "text" | "reviewBody" | "description")
            )
    };
    if let Some(row) = card.inner.iter().copied().find(|row| *row != card.root && holds(row)) {
        // A body that holds the author and the time is the card, whatever it is called.
        let whole = around.iter().any(|part| tree.contains(row, *part)) || holds_time(tree, row);
        if !whole {
            return Prose { title: None, text: text::rich(tree, row, &never), row };
        }
    }
    let blocks = blocks(card, around, &never);
    let said = |block: &&Block| block.role == Role::Text;
    let Some(longest) =
        blocks.iter().filter(said).max_by_key(|block| (block.letters, std::cmp::Reverse(block.row)))
    else {
        // Nothing but who, when and what to do: then what is not those is all there is.
        let skip = |row: u32| never(row) || around.contains(&row);
        return Prose { title: None, text: text::rich(tree, card.root, &skip), row: card.root };
    };
    // In document order, as the blocks are.
    let mut dropped: Vec<(u32, bool)> =
        blocks.iter().map(|block| (block.row, block.role != Role::Text)).collect();
    let mut drop = |row: u32| {
        if let Ok(place) = dropped.binary_search_by_key(&row, |(row, _)| *row)
            && let Some(block) = dropped.get_mut(place)
        {
            block.1 = true;
        }
    };
    if let Some(last) = blocks.iter().rfind(said)
        && is_counter(card, last, longest)
    {
        drop(last.row);
    }
    let heading = blocks.iter().find(said).filter(|block| is_heading(tree.name(block.row)));
    let title = heading.map(|block| text::line(tree, block.row, &never)).filter(|title| !title.is_empty());
    if let (Some(block), Some(_)) = (heading, &title) {
        drop(block.row);
    }
    // A block is left out by its own words: what lies in blocks inside it is judged there.
    let skip = |row: u32| {
        never(row)
            || around.contains(&row)
            || has_word(tree, row, AROUND)
            || (!is_block(tree.name(row))
                && owner(card, row).is_some_and(|block| dropped.binary_search(&(block, true)).is_ok()))
    };
    Prose { title, text: text::rich(tree, card.root, &skip), row: longest.row }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Words of the card.
    Text,
    /// Who and when, and what stands beside it.
    About,
    /// Links to work with.
    Tools,
}

/// A paragraph or line.
#[derive(Debug)]
struct Block {
    row: u32,
    words: String,
    letters: usize,
    linked: usize,
    links: usize,
    about: bool,
    in_edge: bool,
    is_used: bool,
    role: Role,
}

impl Block {
    fn new(row: u32) -> Self {
        Self {
            row,
            words: String::new(),
            letters: 0,
            linked: 0,
            links: 0,
            about: false,
            in_edge: false,
            is_used: false,
            role: Role::Text,
        }
    }
}

/// The blocks that have words of their own, in document order.
fn blocks(card: &Card, around: &[u32], never: &dyn Fn(u32) -> bool) -> Vec<Block> {
    let tree = card.tree;
    // Every block of the card, in document order; those without words are left out at the end.
    let mut blocks: Vec<Block> = vec![Block::new(card.root)];
    // Open blocks by their place among them, links and edges (header, footer), each with the row after its end.
    let mut open: Vec<(usize, u32)> = Vec::new();
    let (mut link_end, mut edge_end) = (0, 0);
    let mut row = card.root;
    while row < tree.end(card.root) {
        open.retain(|(_, end)| *end > row);
        let owner = open.last().map_or(0, |(block, _)| *block);
        let name = tree.name(row);
        let about = around.contains(&row) || is_time(tree, row);
        if row != card.root && name != TEXT {
            if about && let Some(block) = at(&mut blocks, owner, edge_end > row) {
                block.about = true;
            }
            if about || never(row) || text::is_unseen(tree, row) || has_word(tree, row, AROUND) {
                row = tree.end(row);
                continue;
            }
        }
        if name == TEXT {
            let words = tree.node(row).map_or("", |node| node.text.as_str());
            if !words.trim().is_empty()
                && let Some(block) = at(&mut blocks, owner, edge_end > row)
            {
                let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
                block.letters += letters;
                block.words.push_str(words);
                let is_tag = words.trim_start().starts_with(['#', '@']) || words.contains("://");
                if row < link_end && !is_tag {
                    block.linked += letters;
                }
            }
        } else if is_block(name) {
            open.push((blocks.len(), tree.end(row)));
            blocks.push(Block::new(row));
            if matches!(name, "header" | "footer" | "address") && row != card.root {
                edge_end = edge_end.max(tree.end(row));
            }
        } else if name == "a" && tree.attribute(row, "href").is_some() {
            link_end = tree.end(row);
            if let Some(block) = at(&mut blocks, owner, edge_end > row) {
                block.links += 1;
            }
        }
        row += 1;
    }
    blocks.retain(|block| block.is_used);
    for block in &mut blocks {
        let beside =
            block.words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        block.role = if (block.about && beside <= MOST_BESIDE)
            || (block.in_edge && !is_heading(tree.name(block.row)))
            || block.words.is_empty()
        {
            Role::About
        } else if block.links >= 2 && block.linked == block.letters {
            Role::Tools
        } else {
            Role::Text
        };
    }
    blocks
}

/// The block at a place, from now on one with something in it; whether that is an edge, its first words say.
fn at(blocks: &mut [Block], place: usize, in_edge: bool) -> Option<&mut Block> {
    let block = blocks.get_mut(place)?;
    if !block.is_used {
        block.is_used = true;
        block.in_edge = in_edge;
    }
    Some(block)
}

/// A last line that is a number and what it counts, below a text that is much longer.
fn is_counter(card: &Card, last: &Block, longest: &Block) -> bool {
    let line = folded(&last.words);
    let mut parts = line.split(' ');
    // "1,2" is no count by itself, but the beginning of "1,2 Tsd.".
    let is_number = |word: &str| word.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let counts = parts.next().is_some_and(|first| {
        first.starts_with(char::is_numeric)
            && (is_number(first) || count::read(first, card.ground.lang.as_deref()).is_some())
    });
    let look = |row: u32| (card.tree.name(row), card.attribute(row, "class"));
    let alike = look(last.row) == look(longest.row);
    let (most, times) = if alike { (COUNTER_WORDS_ALIKE, 4) } else { (COUNTER_WORDS, 2) };
    let ends = line.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    let words = line.split(' ').count();
    counts && !ends && (2..=most).contains(&words) && longest.letters >= times * last.letters
}

/// The block a row stands in.
fn owner(card: &Card, row: u32) -> Option<u32> {
    card.tree.upward(row).find(|above| *above == card.root || is_block(card.tree.name(*above)))
}

/// Whether an element's words are one paragraph, or one line, of a text.
fn is_block(name: &str) -> bool {
    name == "td" || text::is_block(name)
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
