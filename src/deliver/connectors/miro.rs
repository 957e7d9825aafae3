//! Miro: a card for each pin on one board, its pictures below it, beside those that stand there already. Class: marker search, among
//! all cards of the board.

use serde_json::{Value, json};

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        page::{MOST_CALLS, Page},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 1] = [Setting::needed("board")];
/// Fewest items that Miro gives on a page.
const FEWEST: usize = 10;
/// How wide cards and pictures are, in Miro's pixels.
const WIDTH: i64 = 320;
/// How many cards stand beside each other before the next row begins.
const COLUMNS: i64 = 6;
/// From one card to the next, across and down; below a card is room for its pictures.
const STEP: (i64, i64) = (400, 800);
/// From a card down to its first picture, and from each to the next.
const BELOW: i64 = 260;

pub(super) struct Miro;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["v2", "boards", with.needed("board")?], more].concat())
}

/// A page of the board's items of a kind.
fn items(with: &With<'_>, kind: &str) -> Result<Request, Problem> {
    let size = with.known.list.size().max(FEWEST);
    let address = at(with, &["items"])?.query("type", kind).query("limit", &size.to_string());
    Ok(Request::get(match with.known.cursor.as_deref() {
        Some(cursor) => address.query("cursor", cursor),
        None => address,
    }))
}

/// Where the next page of a list begins.
fn cursor(heard: &Heard<'_>) -> Result<Option<Box<str>>, Problem> {
    Ok(heard.value()?.get("cursor").and_then(name).map(Into::into))
}

/// The place of a card, by how many stood on the board when it was made.
fn place(number: i64) -> (i64, i64) {
    (number % COLUMNS * STEP.0, number / COLUMNS * STEP.1)
}

fn position((x, y): (i64, i64)) -> Value {
    json!({"x": x, "y": y})
}

/// How many cards the board has, as far as they were looked through.
fn cards(known: &Known) -> i64 {
    known.others.first().and_then(|count| count.parse().ok()).unwrap_or_default()
}

fn take_card(with: &With<'_>, known: &mut Known, id: String) {
    if let Some(board) = with
        .setting("board")
        .filter(|board| board.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '=' | '-' | '_')))
    {
        known.note_link = Some(format!("https://miro.com/app/board/{board}/?moveToWidget={id}"));
    }
    known.note = Some(id);
}

impl Connector for Miro {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 500,
            note: 10_000,
            file_bytes: 6_000_000,
            files: 2,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Unknown,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindNote, Op::MakeNote, Op::FindFiles, Op::AddFiles, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let (job, known) = (with.job, with.known);
        Ok(match op {
            Op::SignIn => Some(Request::get(with.to(&["v1", "oauth-token"])?)),
            Op::Look if known.turn == 0 => Some(Request::get(at(with, &[])?)),
            Op::FindNote => Some(items(with, "card")?),
            Op::MakeNote if known.note.is_none() => {
                let card = json!({
                    "data": {"title": job.title(500), "description": job.body()},
                    "position": position(place(cards(known))),
                    "geometry": {"width": WIDTH},
                });
                Some(Request::send(Method::Post, at(with, &["cards"])?, card.into()))
            }
            Op::FindFiles if job.files().next().is_some() => Some(items(with, "image")?),
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let (x, y) = place(cards(known));
                    let data = json!({
                        "title": job.own_name(&file),
                        "position": position((x, y + BELOW * (i64::from(file.place) + 1))),
                        "geometry": {"width": WIDTH},
                    });
                    let form = with.parts().text("data", &data.to_string()).file(
                        "resource",
                        file.place,
                        &job.own_name(&file),
                        file.mime,
                    );
                    Some(Request::send(Method::Post, at(with, &["images"])?, form.into()))
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => Some(Request::get(at(with, &["cards", with.note()?])?)),
            _ => None,
        })
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && op == Op::Look
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindNote | Op::FindFiles if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                known.cursor = cursor(heard)?;
                let items = heard.list("/data")?;
                let (asked, more) = (with.known.list.size().max(FEWEST), known.cursor.is_some());
                let page = Page { items, text: "/data/description", time: "/createdAt", asked, more };
                let ours = page.ours(with);
                known.take_notes(&ours);
                known.others = vec![(cards(with.known) + items.len() as i64).to_string()];
                if let Some(id) = ours.into_iter().next() {
                    take_card(with, known, id);
                    return Ok(Turn::Next);
                }
                // In no order that is known: to the end, or to as many as are read.
                return if more {
                    known.list.go_on(asked, with.known.turn, MOST_CALLS)
                } else {
                    Ok(Turn::Next)
                };
            }
            Op::MakeNote => take_card(with, known, heard.name("/id")?),
            Op::FindFiles => {
                known.cursor = cursor(heard)?;
                known.find_files(with.job, heard.list("/data")?, "/data/title", |file| {
                    with.job.own_name(file)
                });
                let asked = with.known.list.size().max(FEWEST);
                let all = with.job.files().all(|file| known.file(file.place).is_some());
                if known.cursor.is_some() && !all {
                    return known.list.go_on(asked, with.known.turn, MOST_CALLS);
                }
            }
            Op::AddFiles => {
                return Ok(with.took_file(known, &heard.name("/id")?));
            }
            Op::ReadBack => {
                known.seen.text = sight(text(heard.value()?, "/data/description"), with.job);
                let kept = with.job.files().filter(|file| known.file(file.place).is_some()).count();
                known.seen.files = u32::try_from(kept).unwrap_or(u32::MAX);
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("board", with.setting("board"), !heard.is_absent()));
        Ok(Turn::Next)
    }
}
