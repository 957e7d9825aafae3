//! What Pinterest sends who asks for their data: a page on which each pin is its address and then a line for each thing that
//! is known of it.
//!
//! The evidence is one published sample and the program that reads it (ChowSinWon/pinterest-export-parser on GitHub): labels
//! in English, `No data` or `None` for what is not known, a comma at the end of most lines, and of a picture the name it has
//! on Pinterest's own hosts. Pinterest describes none of it, so labels it does not know are passed over, and so is whatever
//! stands under another heading. The same names as keys of JSON are taken too, though no such file was seen.

use serde_json::Value;

use super::{
    gathered::{Found, Gathered, Remark, UnreadReason},
    markup::{Piece, Pieces, attribute, decoded},
    moment,
};

/// What stands where nothing is known.
const UNKNOWN: [&str; 3] = ["No data", "None", "null"];
/// Characters of a picture's name: a digest in hexadecimal.
const PICTURE_NAME: usize = 32;

/// One pin as its lines say it.
#[derive(Debug, Default)]
struct Lines {
    pin: String,
    link: String,
    found: Found,
    line: usize,
}

/// Reads the page.
pub fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::default();
    let mut pieces = Pieces::new(text);
    let mut pin: Option<Lines> = None;
    // The label whose value stands in the link that follows.
    let mut label = String::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(name, attributes) if name.eq_ignore_ascii_case("a") => {
                let address = attribute(attributes, "href").unwrap_or_default();
                if label.is_empty() && is_pin(&address) {
                    end(&mut gathered, pin.take());
                    pin = Some(Lines { pin: address, line: pieces.line(), ..Lines::default() });
                } else if let Some(pin) = &mut pin {
                    pin.set(&std::mem::take(&mut label), &address);
                }
            }
            Piece::Open(name, _) if name.eq_ignore_ascii_case("h1") => end(&mut gathered, pin.take()),
            Piece::Text(text) => {
                let text = decoded(text);
                let Some((name, value)) = text.trim().split_once(':') else { continue };
                match (&mut pin, value.trim()) {
                    (_, "") => name.clone_into(&mut label),
                    (Some(pin), value) => pin.set(name, value),
                    (None, _) => {}
                }
            }
            _ => {}
        }
    }
    end(&mut gathered, pin);
    if pieces.is_cut {
        let place = pieces.line();
        gathered.miss(place, "", UnreadReason::CutShort);
    }
    gathered
}

/// Reads the same out of JSON: every object that says what pin or page it is.
pub fn read_json(value: &Value) -> Gathered {
    let mut gathered = Gathered::default();
    objects(value, &mut |object, place| {
        let mut pin = Lines { line: place, ..Lines::default() };
        for (name, value) in object {
            let text =
                value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()));
            if let Some(text) = text {
                if is_pin(&text) && pin.pin.is_empty() { pin.pin = text } else { pin.set(name, &text) }
            }
        }
        // Many things have a link; one of a board is a pin.
        if !pin.pin.is_empty() || (!pin.link.is_empty() && !pin.found.folders.is_empty()) {
            end(&mut gathered, Some(pin));
        }
    });
    gathered
}

/// Whether a page is Pinterest's.
pub fn is_one(text: &str) -> bool {
    let head: String = text.chars().take(200_000).collect();
    head.contains("pinterest.com/pin/") && head.contains("Board Name:")
}

/// Goes through every object of a value, each with its number.
fn objects(value: &Value, each: &mut dyn FnMut(&serde_json::Map<String, Value>, usize)) {
    let mut waiting = vec![value];
    let mut place = 0;
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(object) => {
                place += 1;
                each(object, place);
                waiting.extend(object.values().filter(|value| value.is_array() || value.is_object()));
            }
            _ => {}
        }
    }
}

fn is_pin(address: &str) -> bool {
    address.contains("pinterest.") && address.contains("/pin/")
}

/// A label without what differs between a page and JSON: `Board Name`, `board_name`.
fn folded(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

impl Lines {
    fn set(&mut self, label: &str, value: &str) {
        let value = value.trim().trim_end_matches(',').trim_end();
        if value.is_empty() || UNKNOWN.iter().any(|unknown| value.eq_ignore_ascii_case(unknown)) {
            return;
        }
        let text = Some(value.to_owned());
        match folded(label).as_str() {
            "title" => self.found.title = text,
            "details" | "description" => self.found.text = text,
            "note" => self.found.remarks.extend(Remark::whole(value)),
            "boardname" | "board" => self.found.folders = text.into_iter().collect(),
            "createdat" => self.found.created = moment::read(value),
            "canonicallink" | "link" => value.clone_into(&mut self.link),
            "image" | "imageurl" => self.found.pictures.extend(picture(value)),
            _ => {}
        }
    }
}

/// The address of a picture, which the page gives by the name it has on Pinterest's hosts.
fn picture(value: &str) -> Option<String> {
    if value.starts_with("https://") {
        return Some(value.to_owned());
    }
    let name = value.to_ascii_lowercase();
    let is_name = name.len() == PICTURE_NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let part = |from: usize| name.get(from..from + 2).filter(|_| is_name);
    let (one, two, three) = (part(0)?, part(2)?, part(4)?);
    Some(format!("https://i.pinimg.com/736x/{one}/{two}/{three}/{name}.jpg"))
}

/// The page a pin leads to is what it is of; one without is known by its own address.
fn end(gathered: &mut Gathered, pin: Option<Lines>) {
    let Some(Lines { pin, link, found, line }) = pin else { return };
    gathered.take(line, if link.is_empty() { &pin } else { &link }, found);
}
