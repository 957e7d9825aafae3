//! Pocket's export of 2012 to 2024: a page with a list of what was not read yet and one of what was. Whether something was
//! read is no place it lies in, so no board is made of it. Its tables of 2025 are read as tables.

use super::{
    gathered::{Found, Gathered, UnreadReason},
    markup::{Piece, Pieces, attribute, decoded},
    moment,
};

/// Reads the page.
pub fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::default();
    let mut pieces = Pieces::new(text);
    let mut link: Option<(Found, String, usize)> = None;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(name, attributes) if name.eq_ignore_ascii_case("a") => {
                end(&mut gathered, &mut link);
                let tags = attribute(attributes, "tags").unwrap_or_default();
                let found = Found {
                    tags: tags
                        .split(',')
                        .map(str::trim)
                        .filter(|tag| !tag.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    created: attribute(attributes, "time_added").and_then(|date| moment::read(&date)),
                    ..Found::default()
                };
                link = Some((found, attribute(attributes, "href").unwrap_or_default(), pieces.line()));
            }
            Piece::Text(text) => {
                if let Some((found, ..)) = &mut link {
                    found.title.get_or_insert_default().push_str(&decoded(text));
                }
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("a") => end(&mut gathered, &mut link),
            _ => {}
        }
    }
    end(&mut gathered, &mut link);
    if pieces.is_cut {
        let place = pieces.line();
        gathered.miss(place, "", UnreadReason::CutShort);
    }
    gathered
}

fn end(gathered: &mut Gathered, link: &mut Option<(Found, String, usize)>) {
    if let Some((found, address, line)) = link.take() {
        gathered.take(line, &address, found);
    }
}

/// Whether a text is that page.
pub fn is_one(text: &str) -> bool {
    let head: String = text.chars().take(4_000).collect();
    head.contains("<title>Pocket Export</title>") || head.contains("time_added=\"")
}
