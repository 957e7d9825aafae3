//! Bookmarks in the file of Netscape that every browser and most services read: boards as folders, tags, dates, and what
//! people wrote of a pin as a whole. It holds no pictures, no texts of others and no highlights, which it has no place for.

use std::collections::BTreeMap;

use super::{
    escape::{html::Html, one_line},
    file::Part,
    request::ExportScope,
    set::{ExportPin, ExportSet},
};
use crate::model::{address, text::bounded};

/// Longest title that is made of a text, in characters: what a menu shows.
const MAX_TITLE: usize = 80;

/// Writes the file.
pub fn file(set: &ExportSet<'_>, scope: &ExportScope) -> Vec<Part> {
    let mut out = Html::default();
    // The comment is a part of the format: some readers look for it.
    out.markup("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<!-- This is an automatically generated file.\n     It will be read and overwritten.\n     DO NOT EDIT! -->\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n");
    match scope {
        ExportScope::Board(_) => {
            open(&mut out, &set.title);
            for section in &set.sections {
                section.name.into_iter().for_each(|name| open(&mut out, name));
                section.pins.iter().for_each(|pin| bookmark(&mut out, pin));
                section.name.into_iter().for_each(|_| close(&mut out));
            }
            close(&mut out);
        }
        _ => {
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            let mut folders: Vec<(&str, Vec<&ExportPin<'_>>)> = Vec::new();
            for pin in set.pins() {
                for board in &pin.boards {
                    match places.get(*board).and_then(|place| folders.get_mut(*place)) {
                        Some((_, pins)) => pins.push(pin),
                        None => {
                            places.insert((*board).to_owned(), folders.len());
                            folders.push((board, vec![pin]));
                        }
                    }
                }
            }
            for (name, pins) in folders {
                open(&mut out, name);
                pins.into_iter().for_each(|pin| bookmark(&mut out, pin));
                close(&mut out);
            }
            set.pins().filter(|pin| pin.boards.is_empty()).for_each(|pin| bookmark(&mut out, pin));
        }
    }
    out.markup("</DL><p>\n");
    out.into_parts()
}

fn open(out: &mut Html, name: &str) {
    out.element("<DT><H3>", &one_line(name), "</H3>\n<DL><p>\n");
}

fn close(out: &mut Html) {
    out.markup("</DL><p>\n");
}

fn bookmark(out: &mut Html, export: &ExportPin<'_>) {
    // A browser opens what stands here: nothing but an address of the web.
    let Some(address) = address::web(export.address(), None) else { return };
    let text = || bounded(&one_line(export.pin.content.text.as_deref().unwrap_or_default()), MAX_TITLE);
    let title = export.title().map(one_line).filter(|title| !title.is_empty()).or_else(text);
    out.markup("<DT><A HREF=\"").text(address.as_str()).markup("\"");
    let seconds = export.pin.created.milliseconds().div_euclid(1000);
    if seconds > 0 {
        out.markup(" ADD_DATE=\"").number(seconds).markup("\"");
    }
    if !export.tags.is_empty() {
        out.markup(" TAGS=\"").text(&tags(export)).markup("\"");
    }
    out.element(">", title.as_deref().unwrap_or(address.as_str()), "</A>\n");
    let notes = export.whole_notes();
    if !notes.is_empty() {
        out.element("<DD>", &notes, "\n");
    }
}

/// Tags between commas. Where there is one of several words, a comma behind it says that they are one tag.
fn tags(export: &ExportPin<'_>) -> String {
    let tags: Vec<String> = export.tags.iter().map(|(tag, _)| tag.as_str().replace(',', " ")).collect();
    let joined = tags.join(",");
    if tags.len() == 1 && joined.contains(char::is_whitespace) { joined + "," } else { joined }
}
