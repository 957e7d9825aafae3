//! Natively, the elements of an HTML file, within bounds: what would take the parser the square of the page is not
//! begun, and what follows is left out. It never runs or fetches anything.

use std::{borrow::Cow, cell::Cell};

use html5ever::{
    Attribute, ExpandedName, ParseOpts, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink},
    parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::TreeBuilderOpts,
};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::{
    snapshot::{Cut, MAX_PAGE_NODES},
    tree::MAX_ATTRIBUTES,
};

/// Most elements that are looked through while the parser finds out where tags belong: it looks through all open ones,
/// and through the children of a table's parent for what stands in the table and must not. It allows ten thousand
/// elements in each other. The busiest saved page takes 600,000.
pub const MAX_STEPS: usize = 60_000_000;
/// Most tags, and most bytes, between two looks at how far it has come: only tags open elements.
const CHUNK_TAGS: usize = 64;
const CHUNK: usize = 8192;

/// The document's elements, and whether they are all.
pub fn document(html: &str) -> (Handle, Cut) {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let text = tamed(html);
    let mut parser = parse_document(Bounded::default(), options);
    let mut cut = Cut::None;
    let mut rest = &*text;
    while !rest.is_empty() {
        let builder = &parser.tokenizer.sink;
        if builder.sink.is_spent() {
            cut = Cut::Limited;
            break;
        }
        let (chunk, after) = rest.split_at_checked(boundary(rest)).unwrap_or((rest, ""));
        let open = Open::default();
        builder.trace_handles(&open);
        builder.sink.step(open.0.get() * tags(chunk).count());
        parser.process(StrTendril::from(chunk));
        rest = after;
    }
    (parser.finish().document, cut)
}

/// Where a chunk ends, between two characters.
fn boundary(text: &str) -> usize {
    let end = (CHUNK..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(..end).and_then(|chunk| tags(chunk).nth(CHUNK_TAGS)).unwrap_or(end)
}

/// Where tags may begin.
fn tags(text: &str) -> impl Iterator<Item = usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'<').map(|(at, _)| at)
}

/// The text with the attributes past the limit taken out of each tag: the parser compares each with all
/// before it, which a page could make last for minutes.
fn tamed(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut rest = 0;
    while let Some(start) = html.get(rest..).and_then(|text| text.find('<')).map(|at| rest + at) {
        let tag = html.get(start..).unwrap_or("");
        let bytes = tag.as_bytes();
        if !bytes.get(1).is_some_and(u8::is_ascii_alphabetic) {
            rest = start + 1;
            continue;
        }
        let (limit, end) = tag_ends(bytes);
        if limit < end {
            out.push_str(html.get(kept..start + limit).unwrap_or(""));
            kept = start + end;
        }
        rest = start + end.max(1);
        let is_script = tag.get(..7).is_some_and(|name| name.eq_ignore_ascii_case("<script"));
        if is_script {
            // A script that never ends is all there is.
            let Some(end) = html.get(rest..).and_then(|text| text.find("</")) else { break };
            rest += end;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(kept..).unwrap_or(""));
    Cow::Owned(out)
}

/// Where a tag has as many attributes as are kept, and where it closes; both are the same for most tags.
fn tag_ends(tag: &[u8]) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0;
    let mut limit = None;
    for (at, byte) in tag.iter().copied().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (limit.unwrap_or(at), at),
            None if matches!(byte, b'"' | b'\'') && tag.get(at.wrapping_sub(1)) == Some(&b'=') => {
                quote = Some(byte)
            }
            None if byte.is_ascii_whitespace()
                && tag.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()) =>
            {
                attributes += 1;
                if attributes > MAX_ATTRIBUTES {
                    limit.get_or_insert(at);
                }
            }
            None => {}
        }
    }
    (limit.unwrap_or(tag.len()), tag.len())
}

/// How many elements the parser has in hand.
#[derive(Default)]
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements under construction, with what they have cost.
#[derive(Default)]
struct Bounded {
    dom: RcDom,
    elements: Cell<usize>,
    steps: Cell<usize>,
}

impl Bounded {
    fn step(&self, steps: usize) {
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// Unclosed bold letters are made anew in every paragraph, so that few bytes make elements without end.
    fn is_spent(&self) -> bool {
        self.elements.get() > MAX_PAGE_NODES || self.steps.get() > MAX_STEPS
    }
}

impl TreeSink for Bounded {
    type Handle = Handle;
    type Output = RcDom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> RcDom {
        self.dom
    }

    // Nobody is told of errors, and each takes memory.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.dom.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.dom.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        self.dom.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.dom.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.dom.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.dom.append(parent, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = sibling.parent.take();
        let siblings = parent.as_ref().and_then(|parent| parent.upgrade());
        sibling.parent.set(parent);
        self.step(siblings.map_or(0, |parent| parent.children.borrow().len()));
        self.dom.append_before_sibling(sibling, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        let parent = element.parent.take();
        let has_parent = parent.is_some();
        element.parent.set(parent);
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.dom.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.dom.get_template_contents(target)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.dom.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        // Each `body` tag adds to the first, and is compared with all that came before.
        let NodeData::Element { attrs, .. } = &target.data else { return };
        if attrs.borrow().len() <= MAX_ATTRIBUTES {
            self.dom.add_attrs_if_missing(target, attributes);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.dom.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.dom.is_mathml_annotation_xml_integration_point(handle)
    }
}
