//! Natively, a snapshot from the text of an HTML file, by the rules of the content script in a browser.
//! It never runs or fetches anything. Scripting counts as on: what stands in `noscript` is content only where the page
//! has not a word besides, because its scripts did not run.

use html5ever::ns;
use markup5ever_rcdom::{Handle, NodeData};

use super::{
    link, parsed,
    snapshot::{Cut, Extent, Head, MAX_ATTRIBUTE, MAX_JSON_LD, MAX_PAGE_NODES, MAX_TEXT, Node, Snapshot},
    tree::{MAX_ATTRIBUTES, TEXT},
};

/// Most `meta`, `link` and JSON-LD entries of a head, each: ten times what the busiest saved page has.
const MAX_HEAD: usize = 1_000;

/// The page in `html`, found at `url`.
pub fn snapshot(html: &str, url: &str) -> Snapshot {
    let (mut page, unscripted) = read(html, url);
    if !has_words(&page) && !unscripted.trim().is_empty() {
        let (plain, _) = read(&unscripted, url);
        (page.nodes, page.cut) = (plain.nodes, plain.cut);
    }
    page
}

/// What a browser with scripts has of the text, and what it would have besides without them.
fn read(html: &str, url: &str) -> (Snapshot, String) {
    let (document, cut) = parsed::document(html);
    let mut reader = Reader {
        page: Snapshot { url: url.to_owned(), extent: Extent::Page, cut, ..Snapshot::default() },
        text: 0,
        titled: false,
        unscripted: String::new(),
    };
    reader.read(&document);
    reader.page.head.base =
        link::absolute(url).and_then(|page| link::resolve(&page, &reader.page.head.base)).unwrap_or_default();
    (reader.page, reader.unscripted)
}

/// Whether there is a word in the body.
fn has_words(page: &Snapshot) -> bool {
    let body = page.nodes.iter().skip_while(|node| node.name != "body");
    body.into_iter().any(|node| node.name == TEXT && !node.text.trim().is_empty())
}

struct Reader {
    page: Snapshot,
    text: usize,
    /// Whether the title was met: it may be an empty one.
    titled: bool,
    /// What stands in `noscript` in the body, as text: a page in a page.
    unscripted: String,
}

impl Reader {
    fn read(&mut self, document: &Handle) {
        let mut waiting: Vec<(Handle, u32)> = Vec::new();
        push_children(&mut waiting, document, 0);
        while let Some((node, parent)) = waiting.pop() {
            match &node.data {
                NodeData::Text { contents } => self.text(&contents.borrow(), parent),
                NodeData::Element { name, attrs, template_contents, .. } => {
                    let name = name.local.to_ascii_lowercase().to_string();
                    let attributes = self.attributes(&attrs.borrow());
                    if name == "template" {
                        // An open declarative shadow root is the content of its host.
                        let open =
                            attributes.iter().any(|(key, value)| key == "shadowrootmode" && value == "open");
                        if let Some(contents) = template_contents.borrow().as_ref().filter(|_| open) {
                            push_children(&mut waiting, contents, parent);
                        }
                        continue;
                    }
                    self.note_head(&name, &attributes, &node, parent);
                    if name == "noscript" && !self.is_in_head(parent) {
                        let room = MAX_TEXT.saturating_sub(self.unscripted.len());
                        self.unscripted.push_str(&inner_text(&node, room));
                    }
                    if matches!(name.as_str(), "script" | "style" | "noscript") {
                        continue;
                    }
                    if let Some(row) = self.add(Node { parent, name, attributes, ..Node::default() }) {
                        push_children(&mut waiting, &node, row);
                    }
                }
                _ => {}
            }
        }
    }

    fn is_in_head(&self, parent: u32) -> bool {
        self.page.nodes.get(parent as usize).is_some_and(|parent| parent.name == "head")
    }

    fn add(&mut self, node: Node) -> Option<u32> {
        if self.page.nodes.len() >= MAX_PAGE_NODES {
            self.page.cut = Cut::Limited;
            return None;
        }
        let row = u32::try_from(self.page.nodes.len()).ok()?;
        self.page.nodes.push(node);
        Some(row)
    }

    fn text(&mut self, text: &str, parent: u32) {
        if text.is_empty() || self.page.nodes.is_empty() {
            return;
        }
        if self.text + text.len() > MAX_TEXT {
            self.page.cut = Cut::Limited;
            return;
        }
        self.text += text.len();
        self.add(Node { parent, name: TEXT.to_owned(), text: text.to_owned(), ..Node::default() });
    }

    fn attributes(&mut self, all: &[html5ever::Attribute]) -> Vec<(String, String)> {
        if all.len() > MAX_ATTRIBUTES {
            self.page.cut = Cut::Limited;
        }
        let kept = all.iter().take(MAX_ATTRIBUTES);
        kept.map(|one| (one.name.local.to_ascii_lowercase().to_string(), bounded(&one.value))).collect()
    }

    fn note_head(&mut self, name: &str, attributes: &[(String, String)], node: &Handle, parent: u32) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(key, _)| key == wanted)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        let in_head = self.is_in_head(parent);
        let head: &mut Head = &mut self.page.head;
        match name {
            "html" if head.lang.is_empty() => head.lang = get("lang"),
            // The first one counts wherever it stands, but a picture's is its own.
            "title" if !self.titled && is_html(node) => {
                self.titled = true;
                head.title = inner_text(node, MAX_ATTRIBUTE);
            }
            "base" if head.base.is_empty() => head.base = get("href"),
            "meta" if in_head && head.meta.len() < MAX_HEAD => {
                let key = ["property", "name", "itemprop"].map(get).into_iter().find(|key| !key.is_empty());
                if let Some(key) = key {
                    head.meta.push((key, get("content")));
                }
            }
            "link" if in_head && head.links.len() < MAX_HEAD => {
                let (rel, href) = (get("rel"), get("href"));
                if !rel.is_empty() && !href.is_empty() {
                    head.links.push((rel, href));
                }
            }
            "script" if get("type").trim().eq_ignore_ascii_case("application/ld+json") => {
                let text = inner_text(node, MAX_JSON_LD + 1);
                if head.json_ld.len() < MAX_HEAD && text.len() <= MAX_JSON_LD {
                    head.json_ld.push(text);
                }
            }
            _ => {}
        }
    }
}

fn is_html(node: &Handle) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if name.ns == ns!(html))
}

fn push_children(waiting: &mut Vec<(Handle, u32)>, node: &Handle, parent: u32) {
    let children = node.children.borrow();
    waiting.extend(children.iter().rev().map(|child| (child.clone(), parent)));
}

fn inner_text(node: &Handle, most: usize) -> String {
    let mut out = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            out.push_str(&contents.borrow());
        }
        if out.len() >= most {
            break;
        }
    }
    out.chars().take(most).collect()
}

fn bounded(value: &str) -> String {
    if value.len() <= MAX_ATTRIBUTE { value.to_owned() } else { value.chars().take(MAX_ATTRIBUTE).collect() }
}
