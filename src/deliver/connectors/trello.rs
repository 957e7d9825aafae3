//! Trello: a card for each pin, on one list, with its pictures. Class: marker search, among all cards of the list's board, archived
//! ones too. Who the pin is of is said in the card alone: a board of cards has no customers.

use serde_json::json;

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, name, sight, text},
        http::{Address, Method, Request},
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        page::Page,
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
};

const SETTINGS: [Setting; 2] = [Setting::needed("api_key"), Setting::needed("list")];
/// Where its own addresses of cards begin; another one is not shown to anybody as a link.
const CARDS: &str = "https://trello.com/c/";

pub(super) struct Trello;

fn at(with: &With<'_>, more: &[&str]) -> Result<Address, Problem> {
    with.to(&[&["1"], more].concat())
}

fn take_card(known: &mut Known, heard: &Heard<'_>) -> Result<(), Problem> {
    let link = text(heard.value()?, "/shortUrl");
    known.note_link = link.starts_with(CARDS).then(|| link.to_owned());
    Ok(())
}

impl Connector for Trello {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Markdown,
            subject: 500,
            note: 16_000,
            file_bytes: 10_000_000,
            files: 10,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Unknown,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn plan(&self) -> &'static [Op] {
        &[Op::FindThread, Op::FindNote, Op::MakeNote, Op::FindFiles, Op::AddFiles, Op::ReadBack]
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        let key = with.setting("api_key").unwrap_or_default();
        // Both are letters and digits; a quotation mark would end one of them.
        let plain = |text: &str| text.replace(['"', '\\'], "");
        let (key, token) = (plain(key), plain(with.secret.as_str()));
        vec![("authorization", format!("OAuth oauth_consumer_key=\"{key}\", oauth_token=\"{token}\""))]
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let (job, known) = (with.job, with.known);
        Ok(match op {
            Op::SignIn => Some(Request::get(at(with, &["members", "me"])?.query("fields", "id"))),
            Op::Look | Op::FindThread if known.turn == 0 => {
                let address = at(with, &["lists", with.needed("list")?])?;
                Some(Request::get(address.query("fields", "idBoard")))
            }
            Op::FindNote => {
                let board = known.others.first().ok_or(Problem::Unreadable)?;
                let address = at(with, &["boards", board, "cards"])?
                    .query("filter", "all")
                    .query("fields", "desc,dateLastActivity")
                    .query("sort", "-id")
                    .query("limit", &known.list.size().to_string());
                Some(Request::get(match known.cursor.as_deref() {
                    Some(before) => address.query("before", before),
                    None => address,
                }))
            }
            Op::MakeNote if known.note.is_none() => {
                let card = json!({
                    "idList": with.needed("list")?,
                    "name": job.title(500),
                    "desc": job.body(),
                    "pos": "bottom",
                });
                Some(Request::send(Method::Post, at(with, &["cards"])?, card.into()))
            }
            Op::FindFiles if known.turn == 0 && job.files().next().is_some() => {
                let address = at(with, &["cards", with.note()?, "attachments"])?;
                Some(Request::get(address.query("fields", "name,bytes")))
            }
            Op::AddFiles => match with.missing_file() {
                Some(file) => {
                    let form = with
                        .parts()
                        .text("name", file.name)
                        .text("mimeType", file.mime)
                        .text("setCover", if file.place == 0 { "true" } else { "false" })
                        .file("file", file.place, file.name, file.mime);
                    let address = at(with, &["cards", with.note()?, "attachments"])?;
                    Some(Request::send(Method::Post, address, form.into()))
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => {
                let address = at(with, &["cards", with.note()?])?
                    .query("fields", "desc,shortUrl")
                    .query("attachments", "true")
                    .query("attachment_fields", "name,bytes");
                Some(Request::get(address))
            }
            _ => None,
        })
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        status == 404 && op == Op::Look
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindThread => known.others = vec![heard.name("/idBoard")?],
            Op::FindNote if heard.answer.cut => return known.list.narrow(),
            Op::FindNote => {
                let (items, asked) = (heard.list("")?, known.list.size());
                let more = items.len() >= asked;
                // Nobody worked on a card before it was made.
                let page = Page { items, text: "/desc", time: "/dateLastActivity", asked, more };
                known.cursor = items.last().and_then(|last| name(last.get("id")?)).map(Into::into);
                return page.search(with, known);
            }
            Op::MakeNote => {
                known.note = Some(heard.name("/id")?);
                take_card(known, heard)?;
            }
            Op::FindFiles => {
                known.find_files(with.job, heard.list("")?, "/name", |file| file.name.to_owned());
            }
            Op::AddFiles => {
                return Ok(with.took_file(known, &heard.name("/id")?));
            }
            Op::ReadBack => {
                let card = heard.value()?;
                take_card(known, heard)?;
                known.seen.text = sight(text(card, "/desc"), with.job);
                known.see_files(with.job, card.pointer("/attachments"), "/name", "/bytes");
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, with: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("list", with.setting("list"), !heard.is_absent()));
        Ok(Turn::Next)
    }
}
