//! The table with all fields: one row a pin, for spreadsheets. It is no backup.

use pinfold_kernels::csv::table::{Csv, CsvField};

use super::{
    fields::ExportField,
    set::{ExportPin, ExportSet},
};
use crate::model::{engagement::Count, measure::written, rights::Rights};

/// The columns, in order. New ones go to the end: people build on the order.
pub const COLUMNS: [&str; 67] = [
    "pin_id",
    "kind",
    "site",
    "network",
    "native_id",
    "source_url",
    "page_url",
    "page_title",
    "author_name",
    "author_handle",
    "author_url",
    "author_id",
    "published",
    "published_precision",
    "title",
    "text",
    "lang",
    "tags",
    "notes",
    "boards",
    "section",
    "customer",
    "likes",
    "replies",
    "reposts",
    "quotes",
    "views",
    "bookmarks",
    "score",
    "helpful",
    "thread_root",
    "thread_parent",
    "thread_quoted",
    "product_name",
    "brand",
    "category",
    "price",
    "currency",
    "availability",
    "gtin",
    "sku",
    "mpn",
    "product_rating",
    "product_rating_best",
    "product_rating_count",
    "rating",
    "rating_best",
    "picture_urls",
    "picture_descriptions",
    "pictures_stored",
    "rights_owner",
    "rights_credit",
    "rights_status",
    "rights_evidence",
    "picture_rights",
    "case_status",
    "case_severity",
    "case_reason",
    "case_owner",
    "case_department",
    "observations",
    "pinned_at",
    "changed_at",
    "thread_place",
    "thread_of",
    "quoted",
    "author_followers",
];

/// Writes the table, without the columns of fields that are left out.
pub fn table(set: &ExportSet<'_>, without: &[ExportField]) -> String {
    let left_out =
        |column: &str| ExportField::of_column(column).is_some_and(|field| without.contains(&field));
    let kept: Vec<bool> = COLUMNS.iter().map(|column| !left_out(column)).collect();
    let names: Vec<&str> =
        COLUMNS.into_iter().zip(&kept).filter_map(|(name, kept)| kept.then_some(name)).collect();
    let mut table = Csv::new(&names, set.count());
    for pin in set.pins() {
        table.row(row(pin).into_iter().zip(&kept).filter_map(|(cell, kept)| kept.then_some(cell)));
    }
    table.into_text()
}

/// The word a value is stored under, as in `out_of_stock`.
pub(super) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A measure, empty where there is none.
fn measure(measure: Option<f64>) -> CsvField<'static> {
    CsvField::decimal(measure.filter(|measure| measure.is_finite()).map(written).unwrap_or_default())
}

fn row<'a>(export: &'a ExportPin<'_>) -> Vec<CsvField<'a>> {
    let pin = export.pin;
    let (content, source) = (&pin.content, &pin.content.source);
    let author = content.author.as_ref();
    let product = content.product.as_ref();
    let price = product.and_then(|product| product.price.as_ref());
    let case = pin.case.as_ref();
    let text = CsvField::maybe;
    let count = |count: Count| CsvField::number(content.engagement.get(&count).copied());
    let joined = |values: Vec<&str>| CsvField::text(values.join("\n"));
    let media = &content.media;
    vec![
        text(Some(pin.id.as_str())),
        CsvField::text(word(content.kind)),
        text(Some(&source.site)),
        text(source.network.as_deref()),
        text(source.native_id.as_deref()),
        text(Some(export.address())),
        text(Some(&source.page_url)),
        text(source.page_title.as_deref()),
        text(author.and_then(|author| author.name.as_deref())),
        text(author.and_then(|author| author.handle.as_deref())),
        text(author.and_then(|author| author.url.as_deref())),
        text(author.and_then(|author| author.native_id.as_deref())),
        CsvField::text(content.published.map(|published| published.to_rfc3339()).unwrap_or_default()),
        CsvField::text(content.published.map(|published| word(published.precision)).unwrap_or_default()),
        text(export.title()),
        text(content.text.as_deref()),
        text(content.lang.as_deref()),
        CsvField::text(export.tags_text("; ")),
        CsvField::text(export.notes_text()),
        CsvField::text(export.boards.join("; ")),
        text(export.section),
        text(export.customer.map(|customer| customer.name.as_str())),
        count(Count::Likes),
        count(Count::Replies),
        count(Count::Reposts),
        count(Count::Quotes),
        count(Count::Views),
        count(Count::Bookmarks),
        count(Count::Score),
        count(Count::Helpful),
        text(content.thread.root.as_deref()),
        text(content.thread.parent.as_deref()),
        text(content.thread.quoted.as_deref()),
        text(product.and_then(|product| product.name.as_deref())),
        text(product.and_then(|product| product.brand.as_deref())),
        CsvField::text(product.map(|product| product.category.join(" > ")).unwrap_or_default()),
        price.map_or(CsvField::text(""), |price| CsvField::decimal(&price.amount)),
        text(price.and_then(|price| price.currency.as_deref())),
        CsvField::text(product.and_then(|product| product.availability).map(word).unwrap_or_default()),
        text(product.and_then(|product| product.gtin.as_deref())),
        text(product.and_then(|product| product.sku.as_deref())),
        text(product.and_then(|product| product.mpn.as_deref())),
        measure(product.and_then(|product| product.rating).map(|rating| rating.value)),
        measure(product.and_then(|product| product.rating).map(|rating| rating.best)),
        CsvField::number(product.and_then(|product| product.rating_count)),
        measure(content.rating.map(|rating| rating.value)),
        measure(content.rating.map(|rating| rating.best)),
        joined(media.iter().filter_map(|media| media.url.as_deref()).collect()),
        joined(media.iter().filter_map(|media| media.alt.as_deref()).collect()),
        CsvField::number(u32::try_from(export.pictures().count()).ok()),
        text(pin.rights.owner.as_deref()),
        CsvField::text(export.credit()),
        CsvField::text(word(pin.rights.status)),
        text(pin.rights.evidence.as_deref()),
        CsvField::text(picture_rights(export)),
        CsvField::text(case.map(|case| word(case.status)).unwrap_or_default()),
        CsvField::text(case.and_then(|case| case.severity).map(word).unwrap_or_default()),
        text(case.and_then(|case| case.reason.as_deref())),
        text(case.and_then(|case| case.owner.as_deref())),
        text(case.and_then(|case| case.department.as_deref())),
        CsvField::number(u32::try_from(pin.observations.len()).ok()),
        CsvField::text(pin.created.to_rfc3339()),
        CsvField::text(pin.changed.to_rfc3339()),
        CsvField::number(content.thread.position.map(|position| position.place)),
        CsvField::number(content.thread.position.map(|position| position.of)),
        CsvField::text(export.quoted_text()),
        CsvField::number(author.and_then(|author| author.followers)),
    ]
}

/// Rights of pictures that differ from the pin's: credit and status, one picture a line.
fn picture_rights(export: &ExportPin<'_>) -> String {
    let line = |rights: &Rights| format!("{} ({})", super::set::credit(rights, export), word(rights.status));
    let own = export.pin.content.media.iter().filter_map(|media| media.rights.as_ref().map(line));
    own.collect::<Vec<_>>().join("\n")
}
