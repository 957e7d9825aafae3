//! Small workspaces to search in.

use pinfold::model::{
    annotation::{Annotation, Motivation, Target},
    author::Author,
    board::{Board, OrderKey, Placement, Section},
    case::{Case, CaseStatus, Severity},
    id::{AnnotationId, BoardId, MediaId, PinId, SectionId},
    media::{Media, MediaState},
    pin::{Content, Pin, PinKind},
    product::{Money, Product},
    quoted::Quoted,
    record::Record,
    rights::{Rights, RightsStatus},
    source::Source,
    stored::Stored,
    tag::{Tag, TagPath},
    time::{Instant, Precision, Published},
};

/// A ULID out of a small number.
pub fn ulid<T: TryFrom<String>>(number: u32) -> T {
    T::try_from(format!("{number:026}")).ok().expect("digits are base 32")
}

pub fn tag(path: &str) -> TagPath {
    TagPath::try_from(path.to_owned()).unwrap()
}

pub fn at(text: &str) -> Instant {
    Instant::from_rfc3339(&format!("{text}T12:00:00Z")).unwrap()
}

pub fn stored(record: Record) -> Stored {
    Stored { revision: 1, record }
}

/// A pin that is built up.
#[derive(Clone)]
pub struct Make(pub Pin);

impl Make {
    pub fn pin(number: u32) -> Self {
        let created = Instant::from_milliseconds(1_700_000_000_000 + i64::from(number) * 60_000);
        let source = Source {
            page_url: format!("https://forum.example/t/{number}"),
            url: Some(format!("https://forum.example/p/{number}")),
            site: "forum.example".to_owned(),
            ..Source::default()
        };
        Self(Pin {
            id: ulid(number),
            created,
            changed: created,
            content: Content::new(PinKind::Post, source),
            tags: Default::default(),
            placements: Default::default(),
            observations: Vec::new(),
            rights: Rights::default(),
            customer: None,
            case: None,
            ties: Default::default(),
        })
    }

    pub fn text(mut self, text: &str) -> Self {
        self.0.content.text = Some(text.to_owned());
        self
    }

    pub fn quoting(mut self, author: &str, text: &str) -> Self {
        let author = Some(author.to_owned());
        self.0.content.quotes.push(Quoted { author, url: None, text: text.to_owned() });
        self
    }

    pub fn title(mut self, title: &str) -> Self {
        self.0.content.title = Some(title.to_owned());
        self
    }

    pub fn kind(mut self, kind: PinKind) -> Self {
        self.0.content.kind = kind;
        self
    }

    pub fn site(mut self, site: &str, network: Option<&str>) -> Self {
        self.0.content.source.site = site.to_owned();
        self.0.content.source.network = network.map(str::to_owned);
        self
    }

    pub fn author(mut self, name: &str, handle: &str) -> Self {
        self.0.content.author = Some(Author {
            handle: (!handle.is_empty()).then(|| handle.to_owned()),
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..Author::default()
        });
        self
    }

    pub fn tags(mut self, paths: &[&str]) -> Self {
        self.0.tags = paths.iter().map(|path| tag(path)).collect();
        self
    }

    pub fn on(mut self, board: u32, section: Option<u32>, order: &str) -> Self {
        let order = OrderKey::try_from(order.to_owned()).unwrap();
        self.0.placements.insert(ulid(board), Placement { section: section.map(ulid::<SectionId>), order });
        self
    }

    pub fn published(mut self, day: &str) -> Self {
        self.0.content.published =
            Some(Published { instant: at(day), offset_minutes: Some(0), precision: Precision::Day });
        self
    }

    pub fn price(mut self, amount: &str, currency: &str) -> Self {
        let price = Money { amount: amount.to_owned(), currency: Some(currency.to_owned()) };
        self.0.content.product = Some(Product { price: Some(price), ..Product::default() });
        self
    }

    pub fn picture(mut self, width: u32, height: u32) -> Self {
        self.0.content.media.push(Media {
            id: MediaId::of(&self.0.id, 0),
            kind: Default::default(),
            url: None,
            alt: None,
            width: (width > 0).then_some(width),
            height: (height > 0).then_some(height),
            state: MediaState::Pending,
            rights: None,
            looks: Default::default(),
        });
        self
    }

    pub fn case(mut self, status: CaseStatus, severity: Option<Severity>) -> Self {
        self.0.case = Some(Case { status, severity, ..Case::default() });
        self
    }

    pub fn rights(mut self, status: RightsStatus) -> Self {
        self.0.rights.status = status;
        self
    }

    pub fn stored(self) -> Stored {
        stored(Record::Pin(Box::new(self.0)))
    }
}

pub fn note(number: u32, pin: u32, body: &str) -> Stored {
    let made = Instant::from_milliseconds(1_700_000_000_000 + i64::from(number));
    stored(Record::Annotation(Annotation {
        id: ulid::<AnnotationId>(number),
        pin: ulid::<PinId>(pin),
        target: Target::Whole,
        body: body.to_owned(),
        motivation: Motivation::Commenting,
        creator: None,
        created: made,
        changed: made,
    }))
}

pub fn board(number: u32, name: &str, sections: &[(u32, &str)], query: Option<&str>) -> Stored {
    let made = Instant::from_milliseconds(1_700_000_000_000);
    let sections = sections.iter().map(|(id, name)| Section { id: ulid(*id), name: (*name).to_owned() });
    stored(Record::Board(Board {
        sections: sections.collect(),
        query: query.map(str::to_owned),
        ..Board::new(ulid::<BoardId>(number), name.to_owned(), made)
    }))
}

pub fn entry(path: &str, synonyms: &[&str]) -> Stored {
    let synonyms = synonyms.iter().map(|synonym| (*synonym).to_owned()).collect();
    stored(Record::Tag(Tag { synonyms, ..Tag::new(tag(path)) }))
}
