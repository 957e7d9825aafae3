//! A pin, its annotations and its customer without what is personal in them: copies, masked field by field, with a list of
//! what was masked. The stored ones are never touched; the post's own address stays, since without it nobody finds the post.

use crate::{
    compose::composed::{Difference, KindCount},
    export::{
        note::{
            field::Field,
            values::{Says, Values},
        },
        set::ExportPin,
    },
    model::{
        annotation::{Annotation, Target},
        author::Author,
        customer::Customer,
        pin::Pin,
        redaction::{Kind, Kinds},
        rights::Rights,
    },
    redact::{Known, find, mask, mask::placeholder, output::Masks},
};

/// Most masks that are listed: nobody looks through more.
const MAX_LISTED: usize = 300;
/// Characters around a mask that are shown with it.
const AROUND: usize = 30;

/// Masks texts, and keeps account of it.
pub struct Masker {
    known: Known,
    kinds: Kinds,
    language: &'static str,
    differences: Vec<Difference>,
    shown: Vec<String>,
    counts: [u32; Kind::ALL.len()],
}

/// A pin and what belongs to it, masked.
pub struct Own {
    pin: Pin,
    notes: Vec<Annotation>,
    customer: Option<Customer>,
}

impl Own {
    /// The same with the tags and boards of the original.
    pub fn export<'a>(&'a self, of: &'a ExportPin<'a>) -> ExportPin<'a> {
        ExportPin {
            pin: &self.pin,
            tags: of.tags.clone(),
            notes: self.notes.iter().collect(),
            boards: of.boards.clone(),
            section: of.section,
            customer: self.customer.as_ref(),
        }
    }
}

impl Masker {
    /// Masks what belongs to a pin: its people are looked for by name.
    pub fn new(export: &ExportPin<'_>, kinds: Kinds, language: &'static str) -> Self {
        let mut known = Known::default();
        let content = &export.pin.content;
        if let Some(author) = &content.author {
            author.name.iter().for_each(|name| known.name(name));
            author.handle.iter().for_each(|handle| known.handle(handle));
        }
        if let Some(customer) = export.customer {
            customer.all_names().for_each(|name| known.name(name));
            customer.identities.iter().filter_map(|key| key.handle()).for_each(|handle| known.handle(handle));
        }
        content.quotes.iter().filter_map(|quoted| quoted.author.as_deref()).for_each(|name| known.name(name));
        let counts = [0; Kind::ALL.len()];
        Self { known, kinds, language, differences: Vec::new(), shown: Vec::new(), counts }
    }

    /// Whom it looks for.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Whether anything is to be masked.
    pub fn masks_anything(&self) -> bool {
        self.kinds != Kinds::default()
    }

    /// Whether an address says an account or a name that is masked elsewhere.
    pub fn names_somebody(&self, address: &str) -> bool {
        !find(address, &self.known, self.kinds).is_empty()
    }

    /// What a template says itself may stand in a note.
    pub fn allowed(&self, literals: &str) -> Vec<String> {
        let found = find(literals, &self.known, self.kinds);
        found
            .into_iter()
            .filter_map(|found| literals.get(found.start..found.end))
            .map(str::to_owned)
            .collect()
    }

    /// The masks that were set.
    pub fn masks(&self) -> Masks {
        Masks::new(self.shown.clone())
    }

    /// What was masked, and how much there is of each kind that occurs.
    pub fn into_differences(self) -> (Vec<Difference>, Vec<KindCount>) {
        let counts = Kind::ALL.into_iter().zip(self.counts).filter(|(_, found)| *found > 0);
        (self.differences, counts.map(|(kind, found)| KindCount { kind, found }).collect())
    }

    /// Copies a pin and what belongs to it, masked. Texts are cut to `room` characters first.
    pub fn copy(&mut self, export: &ExportPin<'_>, room: Option<usize>) -> Own {
        let mut pin = export.pin.clone();
        let content = &mut pin.content;
        self.author(content.author.as_mut());
        self.optional("title", &mut content.title, room);
        self.optional("text", &mut content.text, room);
        for quoted in &mut content.quotes {
            if let Some(name) = &mut quoted.author {
                self.whole("quoted", Kind::Name, name);
            }
            self.text("quoted", &mut quoted.text, room);
            self.address(&mut quoted.url);
        }
        for media in &mut content.media {
            self.optional("pictures", &mut media.alt, room);
            self.address(&mut media.url);
            if let Some(rights) = &mut media.rights {
                self.rights(rights);
            }
        }
        self.optional("title", &mut content.source.page_title, room);
        if content.source.url.is_some() && self.names_somebody(&content.source.page_url) {
            content.source.page_url = content.source.url.clone().unwrap_or_default();
        }
        if let Some(product) = &mut content.product {
            self.optional("product", &mut product.name, room);
            self.optional("brand", &mut product.brand, room);
        }
        self.text("site", &mut content.source.site, None);
        self.optional("answers", &mut content.thread.parent, None);
        self.rights(&mut pin.rights);
        for seen in &mut pin.observations {
            self.optional("edited", &mut seen.text, room);
        }
        if let Some(case) = &mut pin.case {
            self.optional("reason", &mut case.reason, None);
        }
        let notes = export.notes.iter().map(|note| self.annotation(note, room)).collect();
        Own { pin, notes, customer: export.customer.map(|customer| self.customer(customer)) }
    }

    /// What the fields say, where that is not the pin's own: tags, boards and colleagues are masked like everything else, and
    /// links that would say what their words do not are none.
    pub fn finished(&mut self, mut said: Values) -> Values {
        for (field, value) in said.iter_mut() {
            let rest = [Field::Tags, Field::Boards, Field::Language, Field::Owner, Field::Department];
            if rest.contains(field) {
                self.text(field.name(), &mut value.text, None);
                if let Says::List(items) = &mut value.says {
                    for item in items {
                        *item = mask(item, &self.known, self.kinds, self.language).text;
                    }
                }
            }
            let own = *field == Field::Url;
            if value.link.as_ref().is_some_and(|link| !own && self.names_somebody(link.as_str())) {
                value.link = None;
            }
        }
        said
    }

    fn author(&mut self, author: Option<&mut Author>) {
        let Some(author) = author else { return };
        if let Some(name) = &mut author.name {
            self.whole("author", Kind::Name, name);
        }
        if let Some(handle) = &mut author.handle {
            self.whole("handle", Kind::Handle, handle);
        }
        if self.kinds.handle {
            author.url = None;
        }
        self.address(&mut author.url);
    }

    fn rights(&mut self, rights: &mut Rights) {
        self.optional("rights", &mut rights.owner, None);
        self.optional("rights", &mut rights.credit, None);
        self.optional("rights", &mut rights.evidence, None);
    }

    fn customer(&mut self, customer: &Customer) -> Customer {
        let mut own = customer.clone();
        self.whole("customer", Kind::Name, &mut own.name);
        if let Some(email) = &mut own.email {
            self.whole("customer_email", Kind::Email, email);
        }
        if let Some(phone) = &mut own.phone {
            self.whole("customer_phone", Kind::Phone, phone);
        }
        self.text("customer_notes", &mut own.notes, None);
        own
    }

    fn annotation(&mut self, note: &Annotation, room: Option<usize>) -> Annotation {
        let mut own = note.clone();
        self.text("note", &mut own.body, room);
        if let Target::Quote(quote) = &mut own.target {
            self.text("note", &mut quote.exact, room);
        }
        own
    }

    /// An address of somebody else's: gone where it says what is masked.
    fn address(&mut self, address: &mut Option<String>) {
        if address.as_deref().is_some_and(|own| self.names_somebody(own)) {
            *address = None;
        }
    }

    /// A field that is of a kind as a whole.
    fn whole(&mut self, field: &'static str, kind: Kind, text: &mut String) {
        if text.trim().is_empty() {
            return;
        }
        if !self.kinds.has(kind) {
            // It may still be of another kind: some have their address for a name.
            self.count(kind);
            return self.text(field, text, None);
        }
        self.count(kind);
        let shown = placeholder(kind, text, self.language);
        let was = std::mem::replace(text, shown.clone());
        self.shown.push(shown.clone());
        if self.differences.len() < MAX_LISTED {
            let (field, before, after) = (field.to_owned(), String::new(), String::new());
            self.differences.push(Difference { field, kind, before, was, shown, after });
        }
    }

    fn optional(&mut self, field: &'static str, text: &mut Option<String>, room: Option<usize>) {
        if let Some(text) = text {
            self.text(field, text, room);
        }
    }

    fn text(&mut self, field: &'static str, text: &mut String, room: Option<usize>) {
        if let Some((at, _)) = room.and_then(|room| text.char_indices().nth(room)) {
            text.truncate(at);
        }
        let masked = mask(text, &self.known, self.kinds, self.language);
        masked.every.iter().for_each(|kind| self.count(*kind));
        for change in masked.changes {
            self.shown.push(change.shown.clone());
            if self.differences.len() >= MAX_LISTED {
                continue;
            }
            let before = text.get(..change.start).unwrap_or_default();
            let before: String =
                before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
            let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            self.differences.push(Difference {
                field: field.to_owned(),
                kind: change.kind,
                before,
                was: part(change.start, change.end).to_owned(),
                shown: change.shown,
                after: part(change.end, text.len()).chars().take(AROUND).collect(),
            });
        }
        *text = masked.text;
    }

    fn count(&mut self, kind: Kind) {
        if let Some((_, count)) = Kind::ALL.into_iter().zip(&mut self.counts).find(|(own, _)| *own == kind) {
            *count = count.saturating_add(1);
        }
    }
}
