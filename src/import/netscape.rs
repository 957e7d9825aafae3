//! Bookmarks as every browser and most services write them: Netscape's file of 1994, which is no HTML that a parser of HTML
//! reads as it is meant. It takes no icons and no dates of a last visit.

use super::{
    BETWEEN_FOLDERS,
    gathered::{Found, Gathered, Remark, UnreadReason},
    markup::{Piece, Pieces, attribute, decoded},
    moment,
};

/// How deep folders are told apart; what lies deeper lies in the last of these. Nobody nests a tenth as deep.
const MAX_DEPTH: usize = 64;
/// Attributes of the folders that a browser itself has: what lies in a folder within them is found by that folder's name.
const OWN_FOLDERS: [&str; 2] = ["PERSONAL_TOOLBAR_FOLDER", "UNFILED_BOOKMARKS_FOLDER"];

/// The words collected at the moment, and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Nothing,
    Title,
    Folder,
    Note,
}

/// A folder that is open.
#[derive(Debug, Clone, Default)]
struct Folder {
    name: String,
    /// Whether a browser made it, so that its name says nothing of what lies deeper.
    is_own: bool,
}

/// Reads a file of bookmarks.
pub fn read(text: &str) -> Gathered {
    let mut reader = Reader::default();
    let mut pieces = Pieces::new(text);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Open(name, attributes) => {
                let name = name.to_ascii_lowercase();
                // Only what begins something needs its line.
                let line = if matches!(name.as_str(), "a") { pieces.line() } else { 0 };
                reader.open(&name, attributes, line);
            }
            Piece::Close(name) => reader.close(&name.to_ascii_lowercase()),
        }
    }
    reader.finish();
    if pieces.is_cut {
        let place = pieces.line();
        reader.gathered.miss(place, "", UnreadReason::CutShort);
    }
    reader.gathered
}

#[derive(Debug)]
struct Reader {
    gathered: Gathered,
    open: Vec<Option<Folder>>,
    /// Folders past [`MAX_DEPTH`] that are open.
    deeper: usize,
    /// The folder whose list comes next.
    next: Option<Folder>,
    words: Words,
    collected: String,
    /// The bookmark that is read, with its address as written and its line.
    bookmark: Option<(Found, String, usize)>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            gathered: Gathered::default(),
            open: Vec::new(),
            deeper: 0,
            next: None,
            words: Words::Nothing,
            collected: String::new(),
            bookmark: None,
        }
    }
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.words != Words::Nothing {
            self.collected.push_str(&decoded(text));
        }
    }

    fn open(&mut self, name: &str, attributes: &str, line: usize) {
        match name {
            "dt" | "hr" => {
                self.finish();
                self.next = None;
            }
            "dl" => {
                self.finish();
                let folder = self.next.take();
                if self.open.len() < MAX_DEPTH { self.open.push(folder) } else { self.deeper += 1 }
            }
            "dd" => {
                self.end_words();
                self.words = Words::Note;
            }
            "h3" => {
                self.finish();
                let is = |attribute_name| attribute(attributes, attribute_name).is_some();
                self.next = Some(Folder { name: String::new(), is_own: OWN_FOLDERS.into_iter().any(is) });
                self.words = Words::Folder;
            }
            // In a note, a link is a part of it; a bookmark begins with its `<DT>`.
            "a" if self.words != Words::Note => self.bookmark(attributes, line),
            "br" | "li" if self.words == Words::Note => self.collected.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" if self.words == Words::Title => self.end_words(),
            "h3" if self.words == Words::Folder => self.end_words(),
            "dl" => {
                self.finish();
                match self.deeper.checked_sub(1) {
                    Some(less) => self.deeper = less,
                    None => {
                        self.open.pop();
                    }
                }
            }
            _ => {}
        }
    }

    fn bookmark(&mut self, attributes: &str, line: usize) {
        self.finish();
        let tags = attribute(attributes, "tags").unwrap_or_default();
        // Most services put commas between tags, some of the old ones spaces.
        let split: Vec<&str> =
            if tags.contains(',') { tags.split(',').collect() } else { tags.split_whitespace().collect() };
        let found = Found {
            tags: split
                .iter()
                .map(|tag| tag.trim())
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            folders: self.folder().into_iter().collect(),
            created: attribute(attributes, "add_date").and_then(|date| moment::read(&date)),
            remarks: attribute(attributes, "description")
                .and_then(|note| Remark::whole(&note))
                .into_iter()
                .collect(),
            ..Found::default()
        };
        self.bookmark = Some((found, attribute(attributes, "href").unwrap_or_default(), line));
        self.words = Words::Title;
    }

    /// The folders that are open, as one name.
    fn folder(&self) -> Option<String> {
        let open: Vec<&Folder> =
            self.open.iter().flatten().filter(|folder| !folder.name.is_empty()).collect();
        let told = open.iter().filter(|folder| !folder.is_own).map(|folder| folder.name.as_str());
        let path = told.collect::<Vec<_>>().join(BETWEEN_FOLDERS);
        if path.is_empty() { open.last().map(|folder| folder.name.clone()) } else { Some(path) }
    }

    /// What the collected words were, they are.
    fn end_words(&mut self) {
        let collected = std::mem::take(&mut self.collected);
        let text = collected.trim();
        let found = self.bookmark.as_mut().map(|(found, ..)| found);
        match (std::mem::replace(&mut self.words, Words::Nothing), found) {
            (Words::Title, Some(found)) => {
                found.title = Some(text.to_owned()).filter(|text| !text.is_empty())
            }
            (Words::Note, Some(found)) => found.remarks.extend(Remark::whole(text)),
            (Words::Folder, _) => {
                if let Some(folder) = &mut self.next {
                    text.clone_into(&mut folder.name);
                }
            }
            _ => {}
        }
    }

    /// The bookmark is read.
    fn finish(&mut self) {
        self.end_words();
        if let Some((found, address, line)) = self.bookmark.take() {
            self.gathered.take(line, &address, found);
        }
    }
}

/// Whether a text is a file of bookmarks.
pub fn is_one(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    head.contains("netscape-bookmark-file") || (head.contains("<dl") && head.contains("<dt"))
}
