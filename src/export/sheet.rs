//! The workbook's rows: one a pin, for people who read and sort them. What no pin says has no column. It packs nothing.

use pinfold_kernels::csv::decimal::is_decimal;

use super::{
    deck::shows,
    escape::clean,
    set::{ExportPin, ExportSet},
    words::Words,
};
use crate::{
    model::{
        engagement::Count,
        measure,
        product::Rating,
        time::{Instant, Precision, Published},
    },
    pack::{
        row::{Cell, Rows, rows},
        sheet::{PICTURE_DIGITS, SheetColumn, SheetPlan},
    },
};

/// A column: its name in English and in German, how many digits wide it is, and what it says of a pin.
struct Column(&'static str, &'static str, u32, fn(&mut Row<'_>));

/// A row in the making.
struct Row<'a> {
    pin: &'a ExportPin<'a>,
    words: &'a Words,
    out: &'a mut Rows,
}

const COLUMNS: [Column; 41] = [
    Column("Picture", "Bild", PICTURE_DIGITS, |row| row.picture()),
    Column("Title", "Titel", 32, |row| row.maybe(row.pin.title())),
    Column("Text", "Text", 56, |row| row.maybe(row.pin.pin.content.text.as_deref())),
    Column("Quoted", "Zitiert", 40, |row| row.text(&row.pin.quoted_text())),
    Column("Kind", "Art", 12, |row| row.text(row.words.kind(row.pin.pin.content.kind))),
    Column("Section", "Abschnitt", 18, |row| row.maybe(row.pin.section)),
    Column("Tags", "Tags", 26, |row| row.text(&row.pin.tags_text("; "))),
    Column("Notes", "Notizen", 40, |row| row.text(&row.pin.notes_text())),
    Column("Brand", "Marke", 16, |row| row.maybe(row.product(|product| product.brand.as_deref()))),
    Column("Price", "Preis", 11, |row| row.price()),
    Column("Currency", "Währung", 10, |row| row.currency()),
    Column("Availability", "Verfügbarkeit", 14, |row| row.availability()),
    Column("Category", "Kategorie", 28, |row| row.category()),
    Column("Rating", "Bewertung", 10, |row| row.rating(|rating| rating.value)),
    Column("Rated out of", "Bewertet bis", 12, |row| row.rating(|rating| rating.best)),
    Column("Ratings", "Bewertungen", 12, |row| row.whole(row.product(|product| product.rating_count))),
    Column("GTIN", "GTIN", 16, |row| row.maybe(row.product(|product| product.gtin.as_deref()))),
    Column("SKU", "SKU", 16, |row| row.maybe(row.product(|product| product.sku.as_deref()))),
    Column("MPN", "MPN", 16, |row| row.maybe(row.product(|product| product.mpn.as_deref()))),
    Column("Author", "Autor", 24, |row| row.text(&row.pin.author().unwrap_or_default())),
    Column("Followers", "Folgende", 12, |row| {
        row.whole(row.pin.pin.content.author.as_ref().and_then(|a| a.followers))
    }),
    Column("Site", "Website", 20, |row| row.text(&row.pin.pin.content.source.site)),
    Column("Source", "Quelle", 40, |row| row.source()),
    Column("Published", "Veröffentlicht", 17, |row| row.published()),
    Column("Likes", "Gefällt mir", 11, |row| row.count(Count::Likes)),
    Column("Replies", "Antworten", 11, |row| row.count(Count::Replies)),
    Column("Reposts", "Reposts", 11, |row| row.count(Count::Reposts)),
    Column("Quotes", "Zitate", 11, |row| row.count(Count::Quotes)),
    Column("Views", "Aufrufe", 11, |row| row.count(Count::Views)),
    Column("Bookmarks", "Lesezeichen", 12, |row| row.count(Count::Bookmarks)),
    Column("Points", "Punkte", 11, |row| row.count(Count::Score)),
    Column("Found helpful", "Fanden es hilfreich", 14, |row| row.count(Count::Helpful)),
    Column("Customer", "Kunde", 20, |row| row.maybe(row.pin.customer.map(|customer| customer.name.as_str()))),
    Column("Case", "Fall", 14, |row| row.case()),
    Column("Severity", "Schwere", 12, |row| row.severity()),
    Column("Reason", "Anlass", 20, |row| {
        row.maybe(row.pin.pin.case.as_ref().and_then(|case| case.reason.as_deref()))
    }),
    Column("Credit", "Nachweis", 28, |row| row.text(&row.pin.credit())),
    Column("Rights", "Rechte", 16, |row| row.text(row.words.status(row.pin.pin.rights.status))),
    Column("Boards", "Boards", 24, |row| row.text(&row.pin.boards.join("; "))),
    Column("Pinned (UTC)", "Gepinnt (UTC)", 17, |row| row.moment(row.pin.pin.created)),
    Column("Pin", "Pin", 30, |row| row.text(row.pin.pin.id.as_str())),
];

/// Pins whose rows are looked at together to see which columns there are.
const SOME: usize = 256;

/// The workbook, and which of all columns it has, by their places.
pub fn plan(set: &ExportSet<'_>, now: Instant, words: &Words) -> (SheetPlan, Vec<u32>) {
    let used = used(set, words);
    let german = words.lang == "de";
    let columns = used.iter().filter_map(|place| COLUMNS.get(*place as usize));
    let columns = columns.map(|Column(english, deutsch, width, _)| SheetColumn {
        name: (if german { *deutsch } else { *english }).to_owned(),
        width: *width,
    });
    let held = used.iter().take_while(|place| **place < 2).count();
    let plan = SheetPlan {
        title: set.title.clone(),
        at: now,
        columns: columns.collect(),
        held: u32::try_from(held).unwrap_or_default(),
        pictures: used.first() == Some(&0),
    };
    (plan, used)
}

/// The rows of all pins, with the columns of a plan.
pub fn write(set: &ExportSet<'_>, columns: &[u32], words: &Words) -> String {
    let mut out = Rows::default();
    for pin in set.pins() {
        row(pin, columns.iter().filter_map(|place| COLUMNS.get(*place as usize)), words, &mut out);
    }
    out.into_text()
}

fn row<'c>(pin: &ExportPin<'_>, columns: impl Iterator<Item = &'c Column>, words: &Words, out: &mut Rows) {
    for Column(_, _, _, write) in columns {
        write(&mut Row { pin, words, out });
    }
    out.end();
}

/// The columns in which some pin says something.
fn used(set: &ExportSet<'_>, words: &Words) -> Vec<u32> {
    let mut said = [false; COLUMNS.len()];
    let mut pins = set.pins().peekable();
    while pins.peek().is_some() {
        let mut out = Rows::default();
        for pin in pins.by_ref().take(SOME) {
            row(pin, COLUMNS.iter(), words, &mut out);
        }
        for row in rows(out.as_str()) {
            for (said, cell) in said.iter_mut().zip(row) {
                *said |= !matches!(cell, Ok(Cell::Empty));
            }
        }
    }
    (0u32..).zip(said).filter_map(|(place, said)| said.then_some(place)).collect()
}

impl<'a> Row<'a> {
    fn maybe(&mut self, text: Option<&str>) {
        self.text(text.unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        let text = clean(text);
        self.out.cell(&if text.is_empty() { Cell::Empty } else { Cell::Text(&text) });
    }

    fn whole(&mut self, number: Option<impl ToString>) {
        match number {
            Some(number) => self.out.cell(&Cell::Number(&number.to_string())),
            None => self.out.cell(&Cell::Empty),
        }
    }

    fn count(&mut self, count: Count) {
        self.whole(self.pin.pin.content.engagement.get(&count).copied());
    }

    fn moment(&mut self, at: Instant) {
        self.out.cell(&Cell::Moment(at.milliseconds()));
    }

    fn product<T>(&self, of: impl FnOnce(&'a crate::model::product::Product) -> Option<T>) -> Option<T> {
        self.pin.pin.content.product.as_ref().and_then(of)
    }

    fn picture(&mut self) {
        let picture = self.pin.pictures().next().map(|(media, _)| media);
        match picture {
            Some(media) => {
                let shows = shows(self.pin, media, self.words);
                self.out.cell(&Cell::Picture(media.id.as_str(), &shows));
            }
            None => self.out.cell(&Cell::Empty),
        }
    }

    fn source(&mut self) {
        match self.pin.link() {
            Some(link) => self.out.cell(&Cell::Link(link.as_str(), "")),
            None => self.text(self.pin.address()),
        }
    }

    /// As exact as it is known: a year or a month alone is no day.
    fn published(&mut self) {
        let Some(published) = &self.pin.pin.content.published else { return self.out.cell(&Cell::Empty) };
        let Published { instant, offset_minutes, precision } = published;
        let wall = instant.after(i64::from(offset_minutes.unwrap_or(0)) * 60_000).milliseconds();
        match precision {
            Precision::Year | Precision::Month => self.text(&self.words.published(published)),
            Precision::Day => self.out.cell(&Cell::Day(wall)),
            Precision::Hour | Precision::Minute | Precision::Second | Precision::Local => {
                self.out.cell(&Cell::Moment(wall));
            }
        }
    }

    fn price(&mut self) {
        let amount = self.product(|product| product.price.as_ref().map(|price| price.amount.as_str()));
        match amount {
            Some(amount) if is_decimal(amount) => self.out.cell(&Cell::Number(amount)),
            amount => self.maybe(amount),
        }
    }

    fn currency(&mut self) {
        self.maybe(self.product(|product| product.price.as_ref()?.currency.as_deref()));
    }

    fn availability(&mut self) {
        let availability = self.product(|product| product.availability);
        self.maybe(availability.map(|availability| self.words.availability(availability)));
    }

    fn category(&mut self) {
        self.text(&self.product(|product| Some(product.category.join(" > "))).unwrap_or_default());
    }

    /// The rating that a review gives, else the one that a product has.
    fn rating(&mut self, of: fn(&Rating) -> f64) {
        let given = self.pin.pin.content.rating;
        let rating = given.or(self.product(|product| product.rating));
        match rating.as_ref().map(of).filter(|number| number.is_finite()) {
            Some(number) => self.out.cell(&Cell::Number(&measure::written(number))),
            None => self.maybe(None),
        }
    }

    fn case(&mut self) {
        self.maybe(self.pin.pin.case.as_ref().map(|case| self.words.case_status(case.status)));
    }

    fn severity(&mut self) {
        let severity = self.pin.pin.case.as_ref().and_then(|case| case.severity);
        self.maybe(severity.map(|severity| self.words.severity(severity)));
    }
}
