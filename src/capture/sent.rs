//! Natively, the parts of a page as the content script sends them: one card, and the structure that cards are found in.
//! It reads nothing of them.

use super::{
    snapshot::{Extent, Snapshot},
    tree::TEXT,
};

/// What is sent of every element's attributes to find cards in, whatever the page.
const STRUCTURE: &[&str] = &["class", "itemscope", "itemtype", "itemprop"];

/// The subtree at `row`: row 0 is the card, the head stays. Empty where the page has no such row.
pub fn card(page: &Snapshot, row: u32) -> Snapshot {
    let mut rows = vec![row];
    for (index, node) in (0u32..).zip(&page.nodes).skip(row as usize + 1) {
        if rows.binary_search(&node.parent).is_err() {
            break;
        }
        rows.push(index);
    }
    let nodes = rows.iter().filter_map(|index| {
        let mut node = page.nodes.get(*index as usize)?.clone();
        node.parent = rows.binary_search(&node.parent).map_or(0, |at| at as u32);
        Some(node)
    });
    Snapshot {
        url: page.url.clone(),
        extent: Extent::Card,
        head: page.head.clone(),
        nodes: nodes.collect(),
        cut: page.cut,
    }
}

/// The page without its words and its head; `asked` are the attributes that cards are told by, as
/// [`roots`](super::roots) names them.
pub fn skeleton(page: &Snapshot, asked: &[String]) -> Snapshot {
    let nodes = page.nodes.iter().map(|node| {
        let mut node = node.clone();
        node.attributes.retain_mut(|(name, value)| {
            if name == "href" {
                value.clear();
            }
            name == "href" || STRUCTURE.contains(&name.as_str()) || asked.contains(name)
        });
        // Runs of white space are not sent; that a row is one shows by its words here, and nowhere else.
        if !node.text.trim().is_empty() {
            node.text.clear();
        } else if node.name == TEXT {
            node.name = "br".to_owned();
        }
        node
    });
    Snapshot {
        url: page.url.clone(),
        extent: Extent::Skeleton,
        nodes: nodes.collect(),
        cut: page.cut,
        ..Snapshot::default()
    }
}
