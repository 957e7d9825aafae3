//! Pinterest: a pin for each pin with a picture of the user's own, on one board or in one section of it. Class: marker search, among
//! all pins of that section and board. What others made is never posted: the vendor's terms send that to the Save button. One
//! picture goes with each: several are a carousel, which wants all of them in one form, and pictures of a post are in many.

use serde_json::Value;

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, sight, text},
        form::Json,
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_INDEX_MS, Setting, Takes},
        page::{MOST_CALLS, Page},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::{address, template::NoteSyntax, text::bounded},
};

const SETTINGS: [Setting; 2] = [Setting::needed("board"), Setting::optional("section")];
/// Longest title, description, alternative text and link, in characters.
const TITLE: u32 = 100;
const DESCRIPTION: u32 = 800;
const ALT: usize = 500;
const LINK: usize = 2_048;
/// Longest name of a list's next page that is read, in characters: it becomes part of an address.
const BOOKMARK: usize = 4_000;
/// Most sections that it gives on a page.
const SECTIONS: &str = "250";
/// Where people find a pin.
const PINS: &str = "https://www.pinterest.com/pin/";

pub(super) struct Pinterest;

/// The number that a setting is: another name is none of Pinterest's.
fn number<'a>(with: &With<'a>, setting: &str) -> Result<Option<&'a str>, Problem> {
    let number = with.setting(setting);
    let is_one = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if number.is_none_or(is_one) { Ok(number) } else { Err(Problem::NotThere) }
}

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    let board = number(with, "board")?.ok_or_else(|| Problem::SettingMissing("board".to_owned()))?;
    with.to(&[&["boards", board], more].concat())
}

/// A page of the pins of the board, or of a section of it.
fn pins(with: &With<'_>, of: &[&str]) -> Result<Request, Problem> {
    let address =
        at(with, &[of, &["pins"]].concat())?.query("page_size", &with.known.list.size().to_string());
    Ok(Request::get(match with.known.cursor.as_deref() {
        Some(cursor) => address.query("bookmark", cursor),
        None => address,
    }))
}

/// Where the next page of a list begins.
fn bookmark(heard: &Heard<'_>) -> Result<Option<Box<str>>, Problem> {
    match text(heard.value()?, "/bookmark") {
        "" => Ok(None),
        // A list whose end is not read may have ours in it.
        long if long.len() > BOOKMARK => Err(Problem::Unreadable),
        bookmark => Ok(Some(bookmark.into())),
    }
}

/// Where the pin leads: to where it was found, if that is an address and no longer than is taken.
fn link(with: &With<'_>) -> Option<String> {
    let link = address::web(&with.job.source_url, None)?;
    Some(String::from(link)).filter(|link| link.chars().count() <= LINK)
}

/// The pin as it is made.
fn pin(with: &With<'_>) -> Result<Json, Problem> {
    let job = with.job;
    let picture = job.files().next().ok_or(Problem::NoPicture)?;
    let board = with.needed("board")?;
    let mut pin = vec![
        ("board_id", board.into()),
        ("description", job.body().into()),
        (
            "media_source",
            Json::object([
                ("source_type", "image_base64".into()),
                ("content_type", picture.mime.into()),
                ("data", Json::file(picture.place)),
            ]),
        ),
    ];
    let title = Some(job.subject(usize::try_from(TITLE).unwrap_or(usize::MAX)));
    for (field, value) in [
        ("board_section_id", number(with, "section")?.map(str::to_owned)),
        ("title", title.filter(|title| !title.is_empty())),
        ("alt_text", job.alt.as_deref().and_then(|alt| bounded(alt, ALT))),
        ("link", link(with)),
    ] {
        pin.extend(value.map(|value| (field, value.into())));
    }
    Ok(Json::Object(pin.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

fn take_pin(known: &mut Known, id: String) {
    known.note_link = id.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{PINS}{id}/"));
    known.note = Some(id);
}

impl Connector for Pinterest {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: TITLE,
            note: DESCRIPTION,
            // It takes more; a call may take no longer than this does over a slow line.
            file_bytes: 10_000_000,
            files: 1,
            takes: Takes::OwnPictures,
            tags: false,
            reach: MayReach::Unknown,
            settle_ms: SETTLE_INDEX_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindThread, Op::FindNote, Op::MakeNote, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        Ok(match op {
            Op::SignIn => Some(Request::get(with.to(&["user_account"])?)),
            Op::Look if known.turn == 0 => Some(Request::get(at(with, &[])?)),
            Op::Look if known.turn == 1 => {
                Some(Request::get(at(with, &["sections"])?.query("page_size", SECTIONS)))
            }
            // Whether the board's list has what stands in its sections is not said: both are read.
            Op::FindThread => match number(with, "section")? {
                Some(section) => Some(pins(with, &["sections", section])?),
                None => None,
            },
            Op::FindNote if known.note.is_none() => Some(pins(with, &[])?),
            Op::MakeNote if known.note.is_none() => {
                Some(Request::send(Method::Post, with.to(&["pins"])?, pin(with)?.into()))
            }
            Op::ReadBack if known.turn == 0 => Some(Request::get(with.to(&["pins", with.note()?])?)),
            _ => None,
        })
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && op == Op::Look
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindThread | Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindThread | Op::FindNote => {
                known.cursor = bookmark(heard)?;
                let (items, asked) = (heard.list("/items")?, with.known.list.size());
                let more = known.cursor.is_some();
                let ours = Page { items, text: "/description", time: "/created_at", asked, more }.ours(with);
                known.take_notes(&ours);
                if let Some(id) = ours.into_iter().next() {
                    take_pin(known, id);
                } else if more {
                    // People put a board's pins in an order of their own: to the end, or to as many as are read.
                    return known.list.go_on(asked, with.known.turn, MOST_CALLS);
                }
            }
            Op::MakeNote => {
                take_pin(known, heard.name("/id")?);
                if link(with).is_none() {
                    known.drop("link");
                }
            }
            Op::ReadBack => {
                let pin = heard.value()?;
                known.seen.text = sight(text(pin, "/description"), with.job);
                if let Some(picture) = with.job.files().next() {
                    known.see_file(&picture, pin.get("media").is_some_and(Value::is_object));
                }
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        let there = !heard.is_absent();
        if with.known.turn == 0 {
            findings.push(Finding::new("board", with.setting("board"), there));
            let further = there && number(with, "section")?.is_some();
            return Ok(if further { Turn::Again } else { Turn::Next });
        }
        let section = with.setting("section");
        let found = there && heard.names("/items", "/id")?.iter().any(|id| Some(id.as_str()) == section);
        // Where there are more than it gives at once, one that is not among them may still be there.
        if found || !there || bookmark(heard)?.is_none() {
            findings.push(Finding::new("section", section, found));
        }
        Ok(Turn::Next)
    }
}
