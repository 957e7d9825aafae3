//! What the headings of tables say, in English and German, and whose table it is. A heading it does not know says nothing.

use serde::{Deserialize, Serialize};

use super::table::{Column, Mapping};
use crate::model::{address, letters};

/// Whose table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableKind {
    /// Raindrop's: `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`, or some of these, which is what
    /// it reads itself.
    Raindrop,
    /// Pocket's of 2025: `title,url,time_added,tags,status`.
    Pocket,
    /// Instapaper's: `URL,Title,Selection,Folder,Timestamp`, of late with `Tags`.
    Instapaper,
    /// Our own.
    Pinfold,
    /// Anybody's.
    Other,
}

/// What headings say, each group in the order in which one of them is chosen where a table has several.
const KNOWN: [(Column, &[&str]); 9] = [
    (
        Column::Address,
        &[
            "source_url",
            "url",
            "address",
            "link",
            "href",
            "uri",
            "permalink",
            "canonical_link",
            "website",
            "web_address",
            "page_url",
            "adresse",
            "webadresse",
            "verknüpfung",
            "seite",
        ],
    ),
    (
        Column::Title,
        &["title", "name", "headline", "titel", "überschrift", "bezeichnung", "product_name", "page_title"],
    ),
    (
        Column::Text,
        &["text", "excerpt", "selection", "quote", "content", "auszug", "inhalt", "zitat", "textauszug"],
    ),
    (
        Column::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "description",
            "extended",
            "remark",
            "notiz",
            "notizen",
            "kommentar",
            "beschreibung",
            "bemerkung",
            "anmerkung",
        ],
    ),
    (
        Column::Tags,
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "keywords",
            "topics",
            "schlagwörter",
            "schlagworte",
            "stichwörter",
            "etiketten",
        ],
    ),
    (
        Column::Folder,
        &[
            "folder",
            "boards",
            "board",
            "collection",
            "list",
            "category",
            "group",
            "ordner",
            "sammlung",
            "pinnwand",
            "kategorie",
            "gruppe",
            "liste",
        ],
    ),
    (
        Column::Created,
        &[
            "created",
            "created_at",
            "time_added",
            "timestamp",
            "pinned_at",
            "added",
            "date_added",
            "add_date",
            "saved_at",
            "date",
            "time",
            "erstellt",
            "hinzugefügt",
            "datum",
            "angelegt",
            "gespeichert",
        ],
    ),
    (
        Column::Picture,
        &[
            "cover",
            "picture_urls",
            "image",
            "image_url",
            "picture",
            "thumbnail",
            "bild",
            "titelbild",
            "bild_url",
        ],
    ),
    (Column::Highlights, &["highlights", "highlight", "markierungen", "hervorhebungen"]),
];

/// What the columns of a table say by its first two rows.
pub fn guess(first: &[String], second: &[String]) -> (TableKind, Mapping) {
    let names: Vec<String> = first.iter().map(|cell| folded(cell)).collect();
    let mut columns: Vec<Option<Column>> = vec![None; names.len()];
    for (column, words) in KNOWN {
        let place = words.iter().find_map(|word| names.iter().position(|name| name == word));
        if let Some(slot) = place.and_then(|place| columns.get_mut(place)) {
            *slot = Some(column);
        }
    }
    let has = |name: &str| names.iter().any(|own| own == name);
    let kind = if has("pin_id") && has("source_url") {
        TableKind::Pinfold
    } else if has("time_added") && has("url") {
        TableKind::Pocket
    } else if has("selection") && has("timestamp") && has("url") {
        TableKind::Instapaper
    } else if has("url") && has("created") && (has("excerpt") || has("folder")) {
        TableKind::Raindrop
    } else {
        TableKind::Other
    };
    // A table of addresses needs no headings, and one whose headings say nothing may still show where they are.
    let is_address = |row: &[String]| row.iter().position(|cell| address::web(cell, None).is_some());
    let bare = is_address(first);
    if bare.is_some() {
        columns.fill(None);
    }
    let named = columns.contains(&Some(Column::Address));
    let seen = bare.or_else(|| is_address(second)).filter(|_| !named);
    if let Some(slot) = seen.and_then(|place| columns.get_mut(place)) {
        *slot = Some(Column::Address);
    }
    (kind, Mapping { headings: bare.is_none(), columns })
}

/// A heading as it is compared: `Date Added`, `date-added` and `date_added` are one.
pub(super) fn folded(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(letters::lowered).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use pinfold_kernels::csv::read::{Row, Rows};

    use super::*;

    #[test]
    fn headings_in_two_languages_and_none() {
        use Column::{Address, Created, Folder, Highlights, Note, Picture, Tags, Text, Title};
        for (text, kind, headings, columns) in [
            (
                "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,,,,,,,,,,\n",
                TableKind::Raindrop,
                true,
                vec![
                    None,
                    Some(Title),
                    Some(Note),
                    Some(Text),
                    Some(Address),
                    Some(Folder),
                    Some(Tags),
                    Some(Created),
                    Some(Picture),
                    Some(Highlights),
                    None,
                ],
            ),
            (
                "title,url,time_added,tags,status\n",
                TableKind::Pocket,
                true,
                vec![Some(Title), Some(Address), Some(Created), Some(Tags), None],
            ),
            (
                "Webadresse;Titel;Notiz;Schlagwörter;Hinzugefügt\n",
                TableKind::Other,
                true,
                vec![Some(Address), Some(Title), Some(Note), Some(Tags), Some(Created)],
            ),
            ("what,where\nx,https://a.example/\n", TableKind::Other, true, vec![None, Some(Address)]),
            ("https://a.example/\nhttps://b.example/\n", TableKind::Other, false, vec![Some(Address)]),
        ] {
            let mut rows = Rows::new(text);
            let mut row = || -> Vec<String> {
                rows.read().into_iter().flat_map(Row::cells).map(str::to_owned).collect()
            };
            assert_eq!(guess(&row(), &row()), (kind, Mapping { headings, columns }), "{text}");
        }
    }
}
