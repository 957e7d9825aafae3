//! Reads one card by its adapter: candidates in order, the first value that fits stays.
//! It never looks outside the card, except at the head where the head is about this very card.

use std::mem;

use pinfold_kernels::sorting::sort_by;
use url::Url;

use crate::{
    capture::{
        builder::{Builder, From, Ground, Picture},
        canonical::host_matches,
        link, picture,
        select::Selector,
        slot::Slot,
        structured::{self, breadcrumbs, markup, schema},
        text,
        thread::Side,
        tree::Tree,
    },
    model::{
        address,
        media::MediaKind,
        pin::PinKind,
        provenance::{Certainty, Field, Origin, Provenance},
        quoted::{MAX_QUOTED, Quoted},
        source::AdapterRef,
        text::folded,
    },
};

use super::{
    Adapter, Candidate, Card, Read,
    format::{Abroad, Beyond, Structured, Unsure, Whole},
    pattern::{Variables, fill},
};

/// Most cards below one whose addresses are noted: longer discussions are cut by their pages.
const MAX_ANSWERS: usize = 200;

/// One card that is being read.
struct Reader<'r, 'a> {
    adapter: &'r Adapter,
    card: &'r Card,
    tree: &'r Tree<'a>,
    root: u32,
    ground: &'r Ground,
    /// Where other cards begin inside the card, and what it quotes, in order.
    others: Vec<u32>,
    /// What is left out of texts, in order.
    skipped: Vec<u32>,
    /// Elements of the card.
    inner: Vec<u32>,
    /// Elements of the cards nested in it.
    nested: Vec<u32>,
    variables: Variables,
}

/// A value that was found, and the element it was found on.
struct Found {
    value: String,
    row: Option<u32>,
    origin: Origin,
}

impl Adapter {
    /// Reads the card that begins at `root`.
    pub fn read<'g>(&self, card: &Card, tree: &Tree, root: u32, ground: &'g Ground) -> Builder<'g> {
        let mut builder = Builder::new(card.kind, ground);
        let mut reader = Reader {
            adapter: self,
            card,
            tree,
            root,
            ground,
            others: Vec::new(),
            skipped: Vec::new(),
            inner: Vec::new(),
            nested: Vec::new(),
            variables: Variables::default(),
        };
        reader.tell_others();
        reader.split();
        reader.name_the_page();
        // Ids in attributes stand on their own; ids made of the permalink come with the rest.
        if let Some(candidates) = card.fields.get(&Slot::NativeId) {
            reader.slot(Slot::NativeId, candidates, &mut builder);
        }
        reader.permalink(&mut builder);
        if card.structured == Structured::First {
            reader.structured(&mut builder);
        }
        for (slot, candidates) in card.fields.iter().filter(|(slot, _)| *slot != Slot::Url) {
            reader.slot(*slot, candidates, &mut builder);
        }
        // A card without a link to itself: its address is made of its id and its author.
        if builder.content().source.url.is_none() {
            reader.permalink(&mut builder);
        }
        if card.structured == Structured::Last {
            reader.structured(&mut builder);
        }
        reader.identity(&mut builder);
        reader.agreement(&mut builder);
        builder.joins = reader.joins();
        builder.answers = reader.answers();
        reader.quotes(&mut builder);
        builder.content_mut().source.adapter =
            Some(AdapterRef { id: self.id.clone(), version: self.updated.clone() });
        builder
    }
}

impl Adapter {
    /// The handle of the author whom an address names: permalinks of many networks do.
    pub fn author_in(&self, url: &Url) -> Option<String> {
        self.cards.iter().find_map(|card| {
            let template = card.agree.get(&Slot::Handle)?;
            let patterns =
                card.fields.get(&Slot::Url)?.iter().filter_map(|candidate| candidate.pattern.as_ref());
            let names = patterns.filter_map(|pattern| pattern.captures(url)).next()?;
            fill(template, &names)
        })
    }
}

impl Card {
    /// Fields without which a person is asked.
    pub fn required(&self) -> &[Field] {
        &self.required
    }
}

impl Reader<'_, '_> {
    /// Notes where other cards begin in the card, and what is left out of texts.
    fn tell_others(&mut self) {
        let end = self.tree.end(self.root);
        self.others = self.adapter.roots_in(self.tree, self.root);
        if let Some(boundary) = &self.card.boundary {
            self.others.extend(boundary.rows(self.tree, self.root, end));
        }
        sort_by(&mut self.others, Ord::cmp);
        if let Some(skip) = &self.card.skip {
            self.skipped = skip.rows(self.tree, self.root, end);
        }
    }

    /// Parts the elements into the card's own and those of nested cards.
    fn split(&mut self) {
        let end = self.tree.end(self.root);
        let mut row = self.root;
        while row < end {
            if row != self.root && self.is_other(row) {
                let after = self.tree.end(row);
                self.nested.extend((row..after).filter(|row| self.tree.is_element(*row)));
                row = after;
                continue;
            }
            if self.tree.is_element(row) {
                self.inner.push(row);
            }
            row += 1;
        }
    }

    /// The sides on which the page joins it to another card.
    fn joins(&self) -> Vec<Side> {
        let holds = |css: &Selector| !self.own(css).is_empty();
        self.card.joins.iter().filter(|(_, css)| holds(css)).map(|(side, _)| *side).collect()
    }

    /// The addresses of the cards nested in it that answer it, or answer these.
    fn answers(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let Some(part) = &self.card.answers else { return found };
        let end = self.tree.end(self.root);
        // Each part but those in parts, with the row after its end.
        let mut parts: Vec<(u32, u32)> = Vec::new();
        for row in part.rows(self.tree, self.root, end) {
            if parts.last().is_none_or(|(_, after)| row >= *after) {
                parts.push((row, self.tree.end(row)));
            }
        }
        for candidate in self.card.fields.get(&Slot::Url).into_iter().flatten() {
            let (Some(css), Read::Attribute(name)) = (&candidate.css, &candidate.read) else { continue };
            for (row, after) in &parts {
                for row in css.rows(self.tree, *row, *after) {
                    let href = self.tree.attribute(row, name);
                    let url = href.and_then(|href| self.own_address(href, candidate.abroad));
                    let fits = |url: &Url| {
                        candidate.pattern.as_ref().is_none_or(|pattern| pattern.captures(url).is_some())
                    };
                    if let Some(url) = url.filter(|url| found.len() < MAX_ANSWERS && fits(url)) {
                        found.push(link::canonical(url.as_str()));
                    }
                }
            }
        }
        found
    }

    /// What it quotes, in its order. Without another source, the first quote's address is what the post quotes. It comes
    /// last: each quote is read as if it were the card.
    fn quotes(&mut self, builder: &mut Builder) {
        let Some(part) = &self.card.quote else { return };
        let parts = part.rows(self.tree, self.root + 1, self.tree.end(self.root));
        let others = mem::replace(&mut self.others, parts);
        // The row after the end of the quote, or of the other card, that is walked through.
        let (mut quote, mut other) = (self.root, self.root);
        let (mut quotes, mut last, mut left) = (Vec::new(), self.root, MAX_QUOTED);
        for row in others {
            if row < other || row == last {
                continue;
            }
            last = row;
            if !self.is_other(row) {
                if row >= quote {
                    other = self.tree.end(row);
                }
            } else if left > 0 {
                // Parts without words count too: each is read, and in hostile pages they are nested.
                left -= 1;
                quote = quote.max(self.tree.end(row));
                let mut quoted = self.quoted(row);
                quoted.bound();
                if let Some(url) = &quoted.url {
                    builder.offer(Slot::Quoted, url, (Origin::Attribute, Certainty::Sure));
                }
                if !quoted.text.is_empty() {
                    quotes.push(quoted);
                }
            }
        }
        builder.content_mut().quotes = quotes;
    }

    /// The text of an element with what it quotes where it stands; none where it quotes nothing.
    fn shown(&self, row: u32) -> Option<String> {
        let quotes = self.card.quote.as_ref()?.rows(self.tree, row, self.tree.end(row));
        let skip = |row| {
            self.skipped.binary_search(&row).is_ok()
                || self.is_other(row) && quotes.binary_search(&row).is_err()
        };
        (!quotes.is_empty()).then(|| text::rich(self.tree, row, &skip))
    }

    /// What one quote says.
    fn quoted(&mut self, row: u32) -> Quoted {
        self.root = row;
        self.inner.clear();
        self.nested.clear();
        self.split();
        let url = self.said(Slot::Url).and_then(|url| link::resolve(&self.ground.base, &url));
        Quoted {
            author: self.said(Slot::Name),
            url: url.map(|url| link::canonical(&url)),
            text: self.said(Slot::Text).unwrap_or_default(),
        }
    }

    /// The first value that fits, in a quote.
    fn said(&mut self, slot: Slot) -> Option<String> {
        for candidate in self.card.quoting.get(&slot)? {
            for found in self.find(slot, candidate, None) {
                if let Some(value) = self.fitted(slot, candidate, &found.value) {
                    return Some(value);
                }
            }
        }
        None
    }

    fn is_other(&self, row: u32) -> bool {
        self.others.binary_search(&row).is_ok()
    }

    /// The card's own elements that match.
    fn own(&self, css: &Selector) -> Vec<u32> {
        self.among(&self.inner, css)
    }

    fn among(&self, rows: &[u32], css: &Selector) -> Vec<u32> {
        let mut matching = css.rows(self.tree, self.root, self.tree.end(self.root));
        matching.retain(|row| rows.binary_search(row).is_ok());
        matching
    }

    fn name_the_page(&mut self) {
        let Some(page) = link::absolute(&self.ground.page) else { return };
        if let Some(host) = page.host_str() {
            self.variables.insert("host".to_owned(), address::site(host).to_owned());
        }
        self.variables.insert("origin".to_owned(), page.origin().ascii_serialization());
        let whole = page.as_str().split('#').next().unwrap_or_default();
        self.variables.insert("page".to_owned(), whole.to_owned());
        if let Some(names) = self.card.pages.iter().find_map(|pattern| pattern.captures(&page)) {
            for (name, value) in names {
                self.variables.keep(format!("page_{name}"), value);
            }
        }
    }

    /// The permalink first: what else is trusted depends on it.
    fn permalink(&mut self, builder: &mut Builder) {
        let candidates = self.card.fields.get(&Slot::Url).map_or(&[][..], Vec::as_slice);
        for candidate in candidates {
            for found in self.find(Slot::Url, candidate, None) {
                let Some(url) = self.own_address(&found.value, candidate.abroad) else { continue };
                let names = candidate.pattern.as_ref().and_then(|pattern| pattern.captures(&url));
                if candidate.pattern.is_some() && names.is_none() {
                    continue;
                }
                for (name, value) in names.unwrap_or_default() {
                    self.variables.keep(name, value);
                }
                // The same thing has several kinds of address, each with a rule of its own; else the card's.
                let rule = candidate.take.as_deref().or(self.card.canonical.as_deref());
                let written = rule.and_then(|rule| fill(rule, &self.variables));
                let url = written.unwrap_or_else(|| url.to_string());
                if builder.offer(Slot::Url, &url, source(candidate, &found)) {
                    return;
                }
            }
        }
    }

    /// What JSON-LD says of the card's own address, and the card's own microdata. A product with a page of its own is
    /// what the page's address names, and the one product that the page speaks of.
    fn structured(&self, builder: &mut Builder) {
        let Some(url) = builder.content().source.url.clone() else { return };
        let data = self.ground.data(&self.tree.snapshot().head);
        let mut items = data.about(&url);
        let is_page = !self.card.pages.is_empty() || structured::is_same(&url, &self.ground.page);
        if items.is_empty() && is_page && self.card.kind == PinKind::Product {
            items = data.about(&self.ground.page);
            items.extend(data.only_product());
        }
        let own = self.inner.iter().find(|row| markup::is_card(self.tree, **row));
        let own = own.and_then(|row| markup::item(self.tree, *row));
        items.extend(&own);
        for item in items.into_iter().filter(|item| schema::kind_of(item) == Some(self.card.kind)) {
            schema::offer(item, self.ground, (Origin::StructuredData, Certainty::Sure), builder);
        }
        if is_page {
            breadcrumbs::offer(data, self.ground, builder);
        }
    }

    /// An address on the site the adapter is for.
    fn own_address(&self, value: &str, abroad: Abroad) -> Option<Url> {
        let url = link::parse(&self.ground.base, value)?;
        let host = url.host_str()?;
        let own = if abroad == Abroad::Anywhere {
            true
        } else if self.adapter.is_platform() {
            Some(host) == self.ground.host.as_deref()
        } else {
            self.adapter.is_for(host)
        };
        own.then_some(url)
    }

    fn slot(&mut self, slot: Slot, candidates: &[Candidate], builder: &mut Builder) {
        let url = builder.content().source.url.clone();
        // An element gives one picture only: its first, best address.
        let mut pictured: Vec<u32> = Vec::new();
        for candidate in candidates {
            for found in self.find(slot, candidate, url.as_deref()) {
                if slot == Slot::Text && builder.shown.is_none() {
                    builder.shown = found.row.and_then(|row| self.shown(row));
                }
                if slot.is_many() && found.row.is_some_and(|row| row != self.root && pictured.contains(&row))
                {
                    continue;
                }
                if candidate.to.is_some() && !self.is_in_link(candidate, &found) {
                    continue;
                }
                let from = source(candidate, &found);
                let taken = match slot {
                    Slot::Image | Slot::Poster => self.picture(slot, candidate, &found, builder),
                    _ => self
                        .fitted(slot, candidate, &found.value)
                        .is_some_and(|value| builder.offer(slot, &value, from)),
                };
                if taken {
                    pictured.extend(found.row);
                }
                if taken && !slot.is_many() {
                    self.remember(builder);
                    return;
                }
            }
        }
    }

    /// Whether it is in a link to the address that the candidate asks for.
    fn is_in_link(&self, candidate: &Candidate, found: &Found) -> bool {
        let wanted = candidate.to.as_deref().and_then(|template| fill(template, &self.variables));
        let mut above = found.row.into_iter().flat_map(|row| self.tree.upward(row));
        let link = above.find_map(|row| self.tree.attribute(row, "href"));
        let leads = link.and_then(|href| self.own_address(href, Abroad::Home));
        leads.zip(wanted).is_some_and(|(leads, wanted)| leads.path().trim_end_matches('/') == wanted)
    }

    /// What later rules may name.
    fn remember(&mut self, builder: &Builder) {
        let content = builder.content();
        let handle = content.author.as_ref().and_then(|author| author.handle.clone());
        for (name, value) in [("handle", handle), ("native_id", content.source.native_id.clone())] {
            if let Some(value) = value {
                self.variables.keep(name.to_owned(), value);
            }
        }
    }

    /// The value after `pattern`, `take`, `after`, `before`, `reject` and `put`.
    fn fitted(&mut self, slot: Slot, candidate: &Candidate, value: &str) -> Option<String> {
        let mut value = value.to_owned();
        if let Some(pattern) = &candidate.pattern {
            let url = self.own_address(&value, candidate.abroad)?;
            let names = pattern.captures(&url)?;
            value = match &candidate.take {
                Some(template) => fill(template, &names)?,
                None => url.to_string(),
            };
        }
        if candidate.starts.as_ref().is_some_and(|start| !value.trim_start().starts_with(start.as_str())) {
            return None;
        }
        if let Some(before) = &candidate.after {
            value = value.trim_start().strip_prefix(before.as_str())?.to_owned();
        }
        if let Some(after) = &candidate.before {
            value = value.trim_end().strip_suffix(after.as_str())?.to_owned();
        }
        if let Some(mark) = &candidate.behind {
            value = value.rsplit_once(mark.as_str())?.1.to_owned();
        }
        if let Some(mark) = &candidate.up_to {
            value = value.split_once(mark.as_str())?.0.to_owned();
        }
        if let Some(bits) = candidate.shift {
            value = value.trim().parse::<u64>().ok()?.checked_shr(bits)?.to_string();
        }
        if slot != Slot::Text {
            value = folded(&value);
        }
        if value.is_empty() || candidate.reject.contains(&value) {
            return None;
        }
        let Some(template) = &candidate.put else { return Some(value) };
        self.variables.insert("value".to_owned(), value);
        fill(template, &self.variables)
    }

    /// What the candidate names, in document order.
    fn find(&self, slot: Slot, candidate: &Candidate, url: Option<&str>) -> Vec<Found> {
        let head = &self.tree.snapshot().head;
        let one = |value: Option<String>, origin| {
            value.into_iter().map(|value| Found { value, row: None, origin }).collect()
        };
        match &candidate.read {
            Read::JsonLd(path) => {
                let value = url.and_then(|url| self.ground.data(head).value_about(url, path));
                one(value, Origin::StructuredData)
            }
            Read::Meta(name) => {
                let about = url.is_some_and(|url| structured::is_head_about(head, &self.ground.base, url));
                let value = head.meta.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
                one(value.filter(|_| about), Origin::Metadata)
            }
            Read::Address(Whole::Page) => one(Some(self.ground.page.clone()), Origin::Address),
            Read::Address(Whole::Canonical) => one(self.canonical(), Origin::Metadata),
            Read::Fill(template) => one(fill(template, &self.variables), Origin::Attribute),
            Read::Is(value) => {
                let row = self.rows(candidate).first().copied();
                one(row.map(|_| value.clone()), Origin::Attribute)
            }
            Read::Attribute(name) => self
                .rows(candidate)
                .into_iter()
                .filter_map(|row| {
                    let value = self.tree.attribute(row, name)?.to_owned();
                    Some(Found { value, row: Some(row), origin: Origin::Attribute })
                })
                .collect(),
            Read::Text if slot.is_many() => self
                .rows(candidate)
                .into_iter()
                .filter_map(|row| {
                    let (value, _) = picture::address(self.tree, row)?;
                    Some(Found { value, row: Some(row), origin: Origin::Attribute })
                })
                .collect(),
            Read::Text => self
                .rows(candidate)
                .into_iter()
                .map(|row| {
                    let skip = |row| {
                        self.skipped.binary_search(&row).is_ok()
                            || (candidate.beyond == Beyond::Card && self.is_other(row))
                    };
                    let value = text::rich(self.tree, row, &skip);
                    Found { value, row: Some(row), origin: Origin::Text }
                })
                .collect(),
        }
    }

    /// The address the head gives the page, where it differs from its own in the query alone.
    fn canonical(&self) -> Option<String> {
        let own = structured::own_addresses(&self.tree.snapshot().head).next()?;
        let own = link::resolve(&self.ground.base, own)?;
        let bare = |url: &'_ str| url.split(['?', '#']).next().unwrap_or_default().len();
        (own.get(..bare(&own)) == self.ground.page.get(..bare(&self.ground.page))).then_some(own)
    }

    fn rows(&self, candidate: &Candidate) -> Vec<u32> {
        let rows = match candidate.beyond {
            Beyond::Card => &self.inner,
            Beyond::Nested => &self.nested,
        };
        let Some(css) = &candidate.css else { return vec![self.root] };
        let matching = self.among(rows, css);
        let Some(closest) = &candidate.closest else { return matching };
        let up = |row| {
            let mut above = self.tree.upward(row).take_while(|above| self.tree.contains(self.root, *above));
            above.find(|above| closest.matches(self.tree, *above))
        };
        matching.into_iter().filter_map(up).collect()
    }

    fn picture(&self, slot: Slot, candidate: &Candidate, found: &Found, builder: &mut Builder) -> bool {
        let from = source(candidate, found);
        if candidate.starts.as_ref().is_some_and(|start| !found.value.starts_with(start.as_str())) {
            return false;
        }
        let Some(url) = link::parse(&self.ground.base, &found.value) else { return false };
        let Some(url) = self.full_size(url) else { return false };
        let kind = if slot == Slot::Poster { MediaKind::Poster } else { MediaKind::Image };
        let row = found.row.unwrap_or(self.root);
        // A link to the full size has the picture, and the words on it, inside.
        let inside = if row == self.root { row + 1 } else { self.tree.end(row) };
        let alt = (row..inside)
            .find_map(|inner| self.tree.attribute(inner, "alt").map(folded).filter(|alt| !alt.is_empty()));
        let size = picture::address(self.tree, row).and_then(|(_, size)| size);
        builder.offer_picture(Picture { kind, url: url.to_string(), alt, size }, from)
    }

    /// The address of the full size; `None` for what is no picture of a post.
    fn full_size(&self, mut url: Url) -> Option<Url> {
        let host = url.host_str()?.to_owned();
        for rule in self.adapter.images.iter().filter(|rule| host_matches(&host, &rule.host)) {
            if rule.reject.iter().any(|start| url.path().starts_with(start.as_str())) {
                return None;
            }
            for (part, other) in &rule.replace {
                url.set_path(&url.path().replacen(part.as_str(), other, 1));
            }
            if let [from, to] = rule.between.as_slice()
                && let Some((before, after)) = url.path().rsplit_once(from.as_str())
                && let Some((_, after)) = after.split_once(to.as_str())
            {
                let path = format!("{before}{}{after}", rule.put);
                url.set_path(&path);
            }
            if let Some(other) = &rule.move_to {
                url.set_host(Some(other)).ok()?;
                url.set_query(None);
            }
            if !rule.set.is_empty() {
                let kept = url.query_pairs().filter(|(key, _)| rule.set.get(key.as_ref()).is_none());
                let kept: Vec<(String, String)> =
                    kept.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
                url.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(&rule.set);
            }
        }
        Some(url)
    }

    fn identity(&self, builder: &mut Builder) {
        let content = builder.content_mut();
        let (network, id) = &self.card.identity;
        content.source.network = fill(network, &self.variables);
        if let Some(id) = fill(id, &self.variables) {
            content.source.native_id = Some(id);
            let origin =
                content.provenance.get(&Field::Url).map(|url| url.origin).unwrap_or(Origin::Attribute);
            content.provenance.keep(Field::NativeId, Provenance { origin, certainty: Certainty::Sure });
        }
        if let Some(site) = &self.adapter.site {
            content.source.site = site.clone();
        }
    }

    /// What must not differ and does is no longer certain, and neither is the permalink.
    fn agreement(&self, builder: &mut Builder) {
        let author = builder.content().author.as_ref();
        let named = match self.card.author_by {
            Some(Slot::Handle) => author.is_some_and(|author| author.handle.is_some()),
            Some(_) => author.is_some_and(|author| author.native_id.is_some()),
            None => true,
        };
        if !named {
            builder.doubt(Slot::Handle);
        }
        let is_twice = |part: &Selector| self.own(part).len() > 1;
        if self.card.once.iter().any(is_twice) {
            builder.doubt(Slot::Handle);
            builder.doubt(Slot::Url);
        }
        for (slot, template) in self.card.agree.iter() {
            let value = match slot {
                Slot::Handle => builder.content().author.as_ref().and_then(|author| author.handle.clone()),
                _ => builder.content().source.native_id.clone(),
            };
            let Some((value, named)) = value.zip(fill(template, &self.variables)) else { continue };
            if !value.eq_ignore_ascii_case(&named) {
                builder.doubt(*slot);
                builder.doubt(Slot::Url);
            }
        }
    }
}

fn source(candidate: &Candidate, found: &Found) -> From {
    let certainty = if candidate.unsure == Unsure::Yes { Certainty::Unsure } else { Certainty::Sure };
    (found.origin, certainty)
}
