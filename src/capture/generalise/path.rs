//! The selectors that an element can be told by, the lasting ones first: what its markup says of its meaning, then names that
//! people chose, then where it stands. It never uses text, nor an attribute that holds words of a language.

use pinfold_kernels::sorting::sort_by_key;

use super::names::is_stable;
use crate::capture::tree::Tree;

/// Most ancestors that a selector names besides the element: more tell nothing more.
const MAX_ABOVE: usize = 6;
/// Most selectors that are tried for one element.
const MAX_OPTIONS: usize = 80;
/// What an element's name alone is worth, where it says nothing: any other element may have it.
pub const BARE: u8 = 9;
/// Attributes whose values say what an element is, in no language: microdata, RDFa, link types, and what tests are run by.
const MEANING: &[&str] = &[
    "itemprop",
    "property",
    "data-testid",
    "data-test-id",
    "data-test",
    "data-hook",
    "data-role",
    "data-type",
    "data-element",
    "data-part",
    "slot",
];
/// Attributes that only elements of one purpose have.
const PURPOSE: &[&str] = &["datetime", "itemscope"];

/// A selector and how much it is worth: the lower, the longer it will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub cost: u8,
    pub source: String,
}

/// What the element can be told by itself.
pub fn own(tree: &Tree, row: u32) -> Vec<Choice> {
    let name = tree.name(row);
    let mut all: Vec<Choice> = Vec::new();
    let mut add = |cost: u8, source: String| all.push(Choice { cost, source });
    for (key, value) in tree.attributes(row) {
        let value = value.trim();
        if MEANING.contains(&key) && is_stable(value) {
            add(0, format!("[{key}='{value}']"));
        } else if key == "rel"
            && value.split_ascii_whitespace().any(|one| one == "author" || one == "bookmark")
        {
            let which = if value.contains("author") { "author" } else { "bookmark" };
            add(0, format!("{name}[rel~='{which}']"));
        } else if key == "itemtype" {
            // The type's name is the last part of its address.
            if let Some((_, kind)) = value.rsplit_once('/').filter(|(_, kind)| is_stable(kind)) {
                add(0, format!("[itemtype$='/{kind}']"));
            }
        } else if PURPOSE.contains(&key) {
            add(1, format!("{name}[{key}]"));
        } else if key == "id" {
            if let Some(start) = beginning(value) {
                add(1, format!("{name}[id^='{start}']"));
            }
        } else if key.starts_with("data-") && is_stable(key) && !key.starts_with("data-v-") {
            if let Some(start) = beginning(value) {
                add(2, format!("{name}[{key}^='{start}']"));
            }
            add(3, format!("{name}[{key}]"));
        }
    }
    let classes = tree.attribute(row, "class").unwrap_or("").split_ascii_whitespace();
    for class in classes.filter(|class| is_stable(class)).take(8) {
        add(3, format!(".{class}"));
        add(4, format!("{name}.{class}"));
    }
    let bare = match name {
        "article" | "time" | "h1" => 5,
        _ if name.contains('-') => 2,
        _ => BARE,
    };
    add(bare, name.to_owned());
    sort_by_key(&mut all, |one| one.cost);
    all
}

/// The element by itself, and by itself inside its ancestors up to `root`.
pub fn within(tree: &Tree, root: u32, row: u32) -> Vec<Choice> {
    let own = own(tree, row);
    let mut all = own.clone();
    let above = tree.upward(row).skip(1).take_while(|above| *above >= root);
    for (far, above) in above.take(MAX_ABOVE).enumerate() {
        // A bare name says nothing about where something stands.
        for outer in self::own(tree, above).into_iter().filter(|outer| outer.cost < BARE).take(4) {
            for inner in &own {
                let child = if far == 0 { " > " } else { " " };
                let inside = if inner.cost == BARE { outer.cost + 3 } else { outer.cost.max(inner.cost) };
                all.push(Choice {
                    cost: inside + if far == 0 { 1 } else { 2 },
                    source: format!("{}{child}{}", outer.source, inner.source),
                });
            }
        }
    }
    // Where the parent says nothing of itself, what is around it does: `.author strong > a`.
    let mut above = tree.upward(row).skip(1).take_while(|above| *above > root);
    if let Some((parent, outer)) = above.next().zip(above.next()) {
        for outer in self::own(tree, outer).into_iter().filter(|outer| outer.cost < BARE).take(2) {
            let source = format!("{} {} > {}", outer.source, tree.name(parent), tree.name(row));
            all.push(Choice { cost: outer.cost + 5, source });
        }
    }
    sort_by_key(&mut all, |one| one.cost);
    all.truncate(MAX_OPTIONS);
    all
}

/// What stands before the number in `post-123`, where somebody chose it.
fn beginning(value: &str) -> Option<&str> {
    let start = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = start.len() < value.len() && start.len() >= 2;
    (whole && is_stable(start.trim_end_matches(['-', '_']))).then_some(start)
}
