//! Pinterest, as version 5.23 of its description has it.

use pinfold::deliver::http::{Answer, Method};
use serde_json::{Value, json};

use super::{Store, bytes, number, plain, refuse, written};
use crate::deliver::seen::{Seen, answer};

/// The board, and its section.
pub const BOARD: &str = "549755885175";
pub const SECTION: &str = "5017";

fn pin(note: &Value) -> Value {
    json!({
        "id": plain(&note["id"]), "created_at": written(note), "title": note["subject"], "description": note["body"],
        "board_id": BOARD, "board_section_id": note["section"], "media": {"media_type": "image"},
    })
}

/// Whether a text is there and longer than is taken.
fn long(seen: &Seen, place: &str, most: usize) -> bool {
    seen.text(place).chars().count() > most
}

pub fn respond(store: &mut Store, seen: &Seen) -> Option<Answer> {
    let path = seen.path();
    let ["base", path @ ..] = path.as_slice() else { return None };
    Some(match (seen.method, path) {
        (Method::Get, ["boards", BOARD, rest @ ..]) => {
            let of_section = match rest {
                ["pins"] => false,
                ["sections", SECTION, "pins"] => true,
                _ => return None,
            };
            let most = number(seen, "page_size", 25, 250);
            assert!(most >= 1, "fewer than Pinterest gives");
            let from: usize = seen.asked("bookmark").parse().unwrap_or(0);
            // The oldest first: no order is promised. What stands in a section is not said to stand in the board's list too.
            let (all, _) = store.page(None, 0, usize::MAX);
            let there = all.iter().rev().filter(|note| note["section"].is_string() == of_section);
            let all: Vec<Value> = there.map(pin).collect();
            let bookmark = (from + most < all.len()).then(|| (from + most).to_string());
            let items: Vec<&Value> = all.iter().skip(from).take(most).collect();
            answer(200, &json!({"items": items, "bookmark": bookmark}))
        }
        (Method::Post, ["pins"]) => {
            let picture = &seen.json["media_source"];
            let mime = picture["content_type"].as_str().unwrap_or_default();
            if seen.text("/board_id") != BOARD
                || picture["source_type"] != "image_base64"
                || !["image/jpeg", "image/png"].contains(&mime)
                || long(seen, "/title", 100)
                || long(seen, "/description", 800)
                || long(seen, "/alt_text", 500)
                || long(seen, "/link", 2_048)
            {
                return Some(refuse(400, "Invalid request."));
            }
            store.writes += 1;
            let id = store.id().to_string();
            store.keep("picture", bytes(picture["data"].as_str()?), true);
            store.notes.push(json!({
                "id": id, "body": seen.text("/description"), "subject": seen.json["title"],
                "section": seen.json["board_section_id"],
            }));
            answer(201, &pin(store.note(&id)?))
        }
        (Method::Get, ["pins", id]) => answer(200, &pin(store.note(id)?)),
        _ => return None,
    })
}
