//! Bookmarks for browsers, written for `cargo xtask formats`, with what is to stand there once they were brought in.

use std::{fs, path::Path};

use pinfold::{
    export::{file::ExportFile, request::ExportFormat},
    model::{
        pin::{Content, Pin},
        record::Record,
        stored::Stored,
        workspace::Workspace,
    },
};
use serde_json::{Value, json};

use super::hostile::readable;
use crate::sample;

/// Most of a text that is a title, in characters.
const TITLE: usize = 80;

fn shortened(text: &str) -> String {
    readable(text).chars().take(TITLE).collect()
}

/// Bookmarks as files, and what browsers are to make of them: one board with its sections, and hostile words everywhere.
pub fn for_browsers(folder: &Path, sample: &Workspace, hostile: &Workspace) {
    let write = |stem: &str, file: &ExportFile, expected: Vec<Value>| {
        fs::write(folder.join(format!("{stem}.bookmarks.html")), super::text_of(file, |_| String::new()))
            .unwrap();
        let expected = serde_json::to_vec(&expected).unwrap();
        fs::write(folder.join(format!("{stem}.bookmarks.json")), expected).unwrap();
    };
    let bookmark = |pin: &Pin, at: &[&str]| {
        let Content { title, text, source, product, .. } = &pin.content;
        let name =
            product.as_ref().and_then(|product| product.name.as_deref()).or(title.as_deref()).map(readable);
        let name = name.filter(|name| !name.is_empty()).or_else(|| text.as_deref().map(shortened));
        let url = source.url.as_deref().unwrap_or(&source.page_url);
        json!({
            "at": at.iter().map(|name| readable(name)).collect::<Vec<_>>(),
            "title": name.filter(|name| !name.is_empty()).unwrap_or_else(|| url.to_owned()),
            "url": url,
            "seconds": pin.created.milliseconds() / 1000,
            "tags": pin.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        })
    };
    let (file, _) = super::exported(ExportFormat::Bookmarks, "en");
    let board = sample::board(sample);
    let sections = std::iter::once(None).chain(board.sections.iter().map(Some));
    let expected = sections.flat_map(|section| {
        let section_id = section.map(|section| section.id.clone());
        let mut pins: Vec<&Pin> = sample.pins().collect();
        pins.retain(|pin| pin.placements.get(&board.id).is_some_and(|placed| placed.section == section_id));
        let at: Vec<&str> = std::iter::once(&board.name)
            .chain(section.map(|section| &section.name))
            .map(String::as_str)
            .collect();
        pins.into_iter().map(|pin| bookmark(pin, &at)).collect::<Vec<_>>()
    });
    write("board", &file, expected.collect());
    let mut workspace = Workspace::default();
    for (place, pin) in hostile.pins().enumerate() {
        let mut pin = pin.clone();
        pin.content.source.url = Some(format!("https://shop.example/{place}?a=1&b=2"));
        workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin)) });
    }
    let expected = workspace.pins().map(|pin| bookmark(pin, &[])).collect();
    write("hostile", &super::all_of(&workspace, ExportFormat::Bookmarks, "en"), expected);
}
