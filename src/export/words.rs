//! The few words an export writes itself, in the languages of the screens. It never translates what people wrote.

use crate::model::{
    case::{CaseStatus, Severity},
    customer::{ConsentState, Standing},
    engagement::Count,
    pin::{Content, PinKind},
    product::Availability,
    rights::RightsStatus,
    time::Precision,
    time::Published,
};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47.
    pub lang: &'static str,
    /// Heading of everything.
    pub all_pins: &'static str,
    /// One pin, as in "1 pin".
    pub pin: &'static str,
    /// Several, as in "2 pins".
    pub pins: &'static str,
    /// One site.
    pub site: &'static str,
    /// Several sites.
    pub sites: &'static str,
    /// Before the day of the export.
    pub exported: &'static str,
    /// Before the day it was pinned.
    pub pinned: &'static str,
    /// The link to where it was found.
    pub source: &'static str,
    /// The rest of a long text.
    pub read_on: &'static str,
    /// Notes on a pin.
    pub notes: &'static str,
    /// The sections of a board.
    pub sections: &'static str,
    /// Before a credit line.
    pub credit: &'static str,
    /// Before what the rights are.
    pub rights: &'static str,
    /// Before the owner of the rights.
    pub owner: &'static str,
    /// Before where the answer can be seen.
    pub evidence: &'static str,
    /// A picture that is not in the file.
    pub picture_missing: &'static str,
    /// A picture without a description.
    pub picture: &'static str,
    /// Between a rating and its best value.
    pub out_of: &'static str,
    /// The link that saves a picture on Pinterest.
    pub save_on_pinterest: &'static str,
    /// An empty board.
    pub nothing: &'static str,
    /// Before tags.
    pub tags: &'static str,
    /// Before a post's place in its thread.
    pub thread: &'static str,
    /// What a field says that is yes or absent.
    pub yes: &'static str,
    /// Names of months, what follows a day's number, and the sign between thousands.
    months: [&'static str; 12],
    day_dot: &'static str,
    thousands: char,
}

const ENGLISH: Words = Words {
    lang: "en",
    all_pins: "All pins",
    pin: "pin",
    pins: "pins",
    site: "site",
    sites: "sites",
    exported: "exported",
    pinned: "Pinned",
    source: "Source",
    read_on: "Read on",
    notes: "Notes",
    sections: "Sections",
    credit: "Credit",
    rights: "Rights",
    owner: "Owner",
    evidence: "Evidence",
    picture_missing: "Picture not stored",
    picture: "Picture",
    out_of: "of",
    save_on_pinterest: "Save on Pinterest",
    nothing: "Nothing is pinned here yet.",
    tags: "Tags",
    thread: "Thread",
    yes: "yes",
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    day_dot: "",
    thousands: ',',
};

const GERMAN: Words = Words {
    lang: "de",
    all_pins: "Alle Pins",
    pin: "Pin",
    pins: "Pins",
    site: "Website",
    sites: "Websites",
    exported: "exportiert am",
    pinned: "Gepinnt",
    source: "Quelle",
    read_on: "Weiterlesen",
    notes: "Notizen",
    sections: "Abschnitte",
    credit: "Nachweis",
    rights: "Rechte",
    owner: "Inhaber",
    evidence: "Beleg",
    picture_missing: "Bild nicht gespeichert",
    picture: "Bild",
    out_of: "von",
    save_on_pinterest: "Bei Pinterest merken",
    nothing: "Hier ist noch nichts gepinnt.",
    tags: "Tags",
    thread: "Thread",
    yes: "ja",
    months: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    day_dot: ".",
    thousands: '.',
};

impl Words {
    /// The words for a BCP 47 language; English where there are none.
    pub fn of(lang: &str) -> &'static Self {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { &GERMAN } else { &ENGLISH }
    }

    fn is_german(&self) -> bool {
        self.lang == "de"
    }

    /// A count with its noun.
    pub fn counted(&self, count: usize, one: &'static str, many: &'static str) -> String {
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// What rights there are.
    pub fn status(&self, status: RightsStatus) -> &'static str {
        match (status, self.is_german()) {
            (RightsStatus::Unknown, false) => "not asked",
            (RightsStatus::Requested, false) => "requested",
            (RightsStatus::Granted, false) => "granted",
            (RightsStatus::Refused, false) => "refused",
            (RightsStatus::Unknown, true) => "nicht angefragt",
            (RightsStatus::Requested, true) => "angefragt",
            (RightsStatus::Granted, true) => "erteilt",
            (RightsStatus::Refused, true) => "verweigert",
        }
    }

    /// What kind of thing.
    pub fn kind(&self, kind: PinKind) -> &'static str {
        match (kind, self.is_german()) {
            (PinKind::Post, false) => "Post",
            (PinKind::Comment, false) => "Comment",
            (PinKind::Review, false) => "Review",
            (PinKind::Product, false) => "Product",
            (PinKind::Image, false) => "Picture",
            (PinKind::Selection, false) => "Selection",
            (PinKind::Page, false) => "Page",
            (PinKind::Screenshot, false) => "Screenshot",
            (PinKind::Post, true) => "Beitrag",
            (PinKind::Comment, true) => "Kommentar",
            (PinKind::Review, true) => "Rezension",
            (PinKind::Product, true) => "Produkt",
            (PinKind::Image, true) => "Bild",
            (PinKind::Selection, true) => "Auswahl",
            (PinKind::Page, true) => "Seite",
            (PinKind::Screenshot, true) => "Bildschirmfoto",
        }
    }

    /// What is counted.
    pub fn count(&self, count: Count) -> &'static str {
        match (count, self.is_german()) {
            (Count::Likes, false) => "likes",
            (Count::Replies, false) => "replies",
            (Count::Reposts, false) => "reposts",
            (Count::Quotes, false) => "quotes",
            (Count::Views, false) => "views",
            (Count::Bookmarks, false) => "bookmarks",
            (Count::Score, false) => "points",
            (Count::Helpful, false) => "found it helpful",
            (Count::Likes, true) => "Gefällt mir",
            (Count::Replies, true) => "Antworten",
            (Count::Reposts, true) => "Reposts",
            (Count::Quotes, true) => "Zitate",
            (Count::Views, true) => "Aufrufe",
            (Count::Bookmarks, true) => "Lesezeichen",
            (Count::Score, true) => "Punkte",
            (Count::Helpful, true) => "fanden es hilfreich",
        }
    }

    /// How many follow the author, and that it is the author whom they follow.
    pub fn followers(&self, content: &Content) -> Option<String> {
        let followers = content.author.as_ref()?.followers?;
        Some(match (followers, self.is_german()) {
            (1, false) => "1 follower of the author".to_owned(),
            (_, false) => format!("{followers} followers of the author"),
            (1, true) => "1 Person folgt dem Konto".to_owned(),
            (_, true) => format!("{followers} Personen folgen dem Konto"),
        })
    }

    /// Whether a product can be had.
    pub fn availability(&self, availability: Availability) -> &'static str {
        match (availability, self.is_german()) {
            (Availability::InStock, false) => "in stock",
            (Availability::OutOfStock, false) => "out of stock",
            (Availability::PreOrder, false) => "pre-order",
            (Availability::BackOrder, false) => "back-order",
            (Availability::Discontinued, false) => "discontinued",
            (Availability::InStoreOnly, false) => "in shops only",
            (Availability::OnlineOnly, false) => "online only",
            (Availability::LimitedAvailability, false) => "few left",
            (Availability::InStock, true) => "auf Lager",
            (Availability::OutOfStock, true) => "ausverkauft",
            (Availability::PreOrder, true) => "vorbestellbar",
            (Availability::BackOrder, true) => "nachbestellt",
            (Availability::Discontinued, true) => "nicht mehr erhältlich",
            (Availability::InStoreOnly, true) => "nur im Laden",
            (Availability::OnlineOnly, true) => "nur online",
            (Availability::LimitedAvailability, true) => "nur noch wenige",
        }
    }

    /// What a customer is to us.
    pub fn standing(&self, standing: Standing) -> &'static str {
        match (standing, self.is_german()) {
            (Standing::Ordinary, false) => "customer",
            (Standing::Vip, false) => "VIP",
            (Standing::Staff, false) => "own staff",
            (Standing::Competitor, false) => "competitor",
            (Standing::Ordinary, true) => "Kunde",
            (Standing::Vip, true) => "VIP",
            (Standing::Staff, true) => "eigenes Personal",
            (Standing::Competitor, true) => "Mitbewerber",
        }
    }

    /// Whether a customer agreed.
    pub fn consent(&self, state: ConsentState) -> &'static str {
        match (state, self.is_german()) {
            (ConsentState::Unknown, false) => "not asked",
            (ConsentState::Given, false) => "given",
            (ConsentState::Withdrawn, false) => "withdrawn",
            (ConsentState::Unknown, true) => "nicht angefragt",
            (ConsentState::Given, true) => "erteilt",
            (ConsentState::Withdrawn, true) => "widerrufen",
        }
    }

    /// How far a case has come.
    pub fn case_status(&self, status: CaseStatus) -> &'static str {
        match (status, self.is_german()) {
            (CaseStatus::New, false) => "new",
            (CaseStatus::Triaged, false) => "triaged",
            (CaseStatus::Waiting, false) => "waiting",
            (CaseStatus::Answered, false) => "answered",
            (CaseStatus::Escalated, false) => "escalated",
            (CaseStatus::Resolved, false) => "resolved",
            (CaseStatus::New, true) => "neu",
            (CaseStatus::Triaged, true) => "gesichtet",
            (CaseStatus::Waiting, true) => "wartet",
            (CaseStatus::Answered, true) => "beantwortet",
            (CaseStatus::Escalated, true) => "eskaliert",
            (CaseStatus::Resolved, true) => "erledigt",
        }
    }

    /// How bad a case is.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match (severity, self.is_german()) {
            (Severity::Low, false) => "low",
            (Severity::Normal, false) => "normal",
            (Severity::High, false) => "high",
            (Severity::Critical, false) => "critical",
            (Severity::Low, true) => "niedrig",
            (Severity::Normal, true) => "normal",
            (Severity::High, true) => "hoch",
            (Severity::Critical, true) => "kritisch",
        }
    }

    /// A whole number with a sign between thousands.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut out = String::from(if number < 0 { "-" } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(self.thousands);
            }
            out.push(digit);
        }
        out
    }

    /// A moment as the page knows it, in words: as exact as it is known and no more exact.
    pub fn published(&self, published: &Published) -> String {
        let shift = i64::from(published.offset_minutes.unwrap_or(0)) * 60_000;
        let wall = published.instant.milliseconds().saturating_add(shift);
        let at = crate::model::time::Instant::from_milliseconds(wall).utc();
        let month = self.months.get(usize::from(u8::from(at.month()).saturating_sub(1))).unwrap_or(&"");
        let (year, day) = (at.year(), at.day());
        match published.precision {
            Precision::Year => format!("{year}"),
            Precision::Month => format!("{month} {year}"),
            Precision::Day => format!("{day}{} {month} {year}", self.day_dot),
            Precision::Hour | Precision::Minute | Precision::Second | Precision::Local => {
                format!("{day}{} {month} {year}, {:02}:{:02}", self.day_dot, at.hour(), at.minute())
            }
        }
    }

    /// The day of an instant, in words and in UTC.
    pub fn day(&self, instant: crate::model::time::Instant) -> String {
        self.published(&Published { instant, offset_minutes: Some(0), precision: Precision::Day })
    }
}
