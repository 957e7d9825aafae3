//! Microsoft Dynamics 365 through Dataverse: a contact, an annotation for the note and one for each file. Class: names of our own,
//! made of the key and the pin, so that the same thing is never made twice, whatever becomes of an answer.

use serde_json::Value;

use crate::{
    deliver::{
        connector::{Connector, Heard, Proof, Turn, With, own_id, sight, text},
        form::Json,
        http::{Address, Method, Request},
        job::File,
        limits::{Limits, MayReach, Need, SETTLE_MS, Setting, Takes},
        problem::Problem,
        progress::{Finding, Known, Op},
    },
    model::template::NoteSyntax,
    schema::base64,
};

const SETTINGS: [Setting; 1] = [Setting::or("version", "v9.2")];
/// What goes in one piece: a file, or a block of one. The destination takes less than 4 MB of either.
const BLOCK: u32 = 4_000_000;
/// The largest file: eight blocks. An organisation may have set a limit of its own, which is 5 MB where nobody has.
const MAX_BYTES: u32 = 32_000_000;
/// Longest token by which an upload goes on, in characters; it is only handed back.
const MAX_TOKEN: usize = 8_192;

pub(super) struct Dataverse;

fn at(with: &With<'_>, record: &str) -> Result<Address, Problem> {
    with.to(&["api", "data", with.needed("version")?, record])
}

fn contact_id(with: &With<'_>) -> Result<String, Problem> {
    Ok(own_id(&format!("customer {}", with.key()?)))
}

fn note_id(with: &With<'_>, part: &str) -> String {
    own_id(&format!("{} {part}", with.job.marker()))
}

/// Makes a record under our own name, and changes none that is there.
fn make(address: Address, body: Json) -> Request {
    Request::send(Method::Patch, address, body.into()).header("if-none-match", "*")
}

fn file_id(with: &With<'_>, file: &File<'_>) -> String {
    note_id(with, &file.place.to_string())
}

/// Whether a file does not go in one piece.
fn is_large(file: &File<'_>) -> bool {
    file.length > BLOCK
}

/// The large file whose turn it is to be looked for.
fn large<'a>(with: &With<'a>) -> Option<File<'a>> {
    let most = usize::try_from(with.limits.files).unwrap_or(usize::MAX);
    let mut large = with.job.files().take(most).filter(is_large);
    large.nth(usize::try_from(with.known.turn).unwrap_or(usize::MAX))
}

/// The names of a file's blocks, all of one length: they tell the order in which it is put together.
fn blocks(file: &File<'_>) -> Vec<(u32, String)> {
    let starts = (0..file.length).step_by(usize::try_from(BLOCK).unwrap_or(usize::MAX));
    starts.map(|from| (from, base64::encode(format!("{from:010}").as_bytes()))).collect()
}

/// What comes next of a file that goes in blocks: its record, under our own name; the beginning of the upload, which gives a token;
/// every block; the end. What is left of an upload that nobody ends is nothing, and ending one twice changes nothing.
fn in_blocks(with: &With<'_>, file: &File<'_>) -> Result<Request, Problem> {
    let id = file_id(with, file);
    let Some(sent) = with.known.others.len().checked_sub(1) else {
        return Ok(make(at(with, &format!("annotations({id})"))?, Json::Object(file_note(with, file)?)));
    };
    let act = |name: &str, body: Json| Ok(Request::send(Method::Post, at(with, name)?, body.into()));
    let target = || {
        Json::object([
            ("@odata.type", "Microsoft.Dynamics.CRM.annotation".into()),
            ("annotationid", id.as_str().into()),
            ("filename", file.name.into()),
            ("mimetype", file.mime.into()),
        ])
    };
    let Some(token) = with.known.cursor.as_deref() else {
        return act("InitializeAnnotationBlocksUpload", Json::object([("Target", target())]));
    };
    let blocks = blocks(file);
    if let Some((from, name)) = blocks.get(sent) {
        let block = Json::object([
            ("BlockId", name.as_str().into()),
            ("BlockData", Json::Block { place: file.place, from: *from, length: BLOCK }),
            ("FileContinuationToken", token.into()),
        ]);
        return act("UploadBlock", block);
    }
    let list = blocks.into_iter().map(|(_, name)| name.into()).collect();
    let end =
        [("Target", target()), ("BlockList", Json::List(list)), ("FileContinuationToken", token.into())];
    act("CommitAnnotationBlocksUpload", Json::object(end))
}

/// What an answer to a part of that says.
fn in_blocks_read(
    with: &With<'_>,
    file: &File<'_>,
    heard: &Heard<'_>,
    known: &mut Known,
) -> Result<(), Problem> {
    let id = file_id(with, file);
    match (known.others.len(), &known.cursor) {
        (0, _) => known.others.push(id),
        _ if heard.answer.status == 412 => return Err(Problem::rejected(412, "")),
        (_, None) => {
            let token = text(heard.value()?, "/FileContinuationToken");
            if token.is_empty() || token.len() > MAX_TOKEN {
                return Err(Problem::Unreadable);
            }
            known.cursor = Some(token.into());
        }
        (sent, Some(_)) => match blocks(file).into_iter().nth(sent - 1) {
            Some((_, name)) => known.others.push(name),
            None => {
                // Half an answer is none.
                heard.value()?;
                known.keep_file(file.place, &id);
                known.others.clear();
                known.cursor = None;
            }
        },
    }
    Ok(())
}

/// Whether a record has all of a file; one that the upload did not end of has none of it.
fn has_length(heard: &Heard<'_>, file: &File<'_>) -> Result<bool, Problem> {
    if heard.is_absent() {
        return Ok(false);
    }
    let length = heard.value()?.pointer("/filesize").and_then(Value::as_u64);
    Ok(length == Some(u64::from(file.length)))
}

/// The record of a file, without the file.
fn file_note(with: &With<'_>, file: &File<'_>) -> Result<Vec<(String, Json)>, Problem> {
    let own = [
        ("subject", with.job.subject(500)),
        ("notetext", with.job.marker()),
        ("objectid_contact@odata.bind", format!("/contacts({})", with.customer()?)),
        ("filename", file.name.to_owned()),
        ("mimetype", file.mime.to_owned()),
    ];
    Ok(own.into_iter().map(|(field, value)| (field.to_owned(), value.into())).collect())
}

fn contact(with: &With<'_>) -> Json {
    let mut contact = with.contact(["firstname", "lastname", "emailaddress1", "telephone1"]);
    contact.extend(with.job.person.key().map(|key| ("description".to_owned(), key.into())));
    Json::Object(contact)
}

fn take_customer(with: &With<'_>, known: &mut Known, id: String) {
    known.customer_link = Some(with.base.link("/main.aspx?pagetype=entityrecord&etn=contact&id=", &id, ""));
    known.note_link.clone_from(&known.customer_link);
    known.customer = Some(id);
}

impl Connector for Dataverse {
    fn limits(&self) -> Limits {
        Limits {
            syntax: NoteSyntax::Plain,
            subject: 500,
            note: 100_000,
            file_bytes: MAX_BYTES,
            files: 10,
            takes: Takes::Files,
            tags: false,
            reach: MayReach::Never,
            settle_ms: SETTLE_MS,
            secret: Need::Needed,
            settings: &SETTINGS,
        }
    }

    fn proof(&self, with: &With<'_>) -> Proof {
        with.bearer()
    }

    fn accepts(&self, op: Op, status: u16) -> bool {
        match status {
            404 => {
                matches!(op, Op::FindCustomer | Op::FindNote | Op::FindFiles | Op::Look | Op::ReadBack)
            }
            // It is there already.
            412 => matches!(op, Op::MakeCustomer | Op::MakeNote | Op::AddFiles),
            _ => false,
        }
    }

    fn request(&self, op: Op, with: &With<'_>) -> Result<Option<Request>, Problem> {
        let known = with.known;
        let one = |name: &str, id: &str| at(with, &format!("{name}({id})"));
        Ok(match op {
            Op::SignIn => Some(Request::get(at(with, "WhoAmI")?)),
            Op::Look if known.turn == 0 => Some(Request::get(at(with, "annotations")?.query("$top", "1"))),
            Op::FindCustomer if known.turn == 0 => {
                Some(Request::get(one("contacts", &contact_id(with)?)?.query("$select", "contactid")))
            }
            Op::FindCustomer if known.turn == 1 => {
                with.job.person.email.as_ref().map_or(Ok(None), |email| {
                    let asked = format!("emailaddress1 eq '{}'", email.replace('\'', "''"));
                    let address =
                        at(with, "contacts")?.query("$filter", &asked).query("$select", "contactid");
                    Ok(Some(Request::get(address.query("$top", "2"))))
                })?
            }
            Op::MakeCustomer if known.customer.is_none() => {
                Some(make(one("contacts", &contact_id(with)?)?, contact(with)))
            }
            Op::FindNote => {
                let address = one("annotations", &note_id(with, "note"))?;
                Some(Request::get(address.query("$select", "annotationid")))
            }
            Op::MakeNote if known.note.is_none() => {
                let note = Json::object([
                    ("subject", with.job.subject(500).into()),
                    ("notetext", with.job.body().into()),
                    ("objectid_contact@odata.bind", format!("/contacts({})", with.customer()?).into()),
                ]);
                Some(make(one("annotations", &note_id(with, "note"))?, note))
            }
            // Small ones are made only where they are not there, and need not be looked for.
            Op::FindFiles => match large(with) {
                Some(file) => {
                    let address = one("annotations", &file_id(with, &file))?;
                    Some(Request::get(address.query("$select", "filesize")))
                }
                None => None,
            },
            Op::AddFiles => match with.missing_file() {
                Some(file) if is_large(&file) => Some(in_blocks(with, &file)?),
                Some(file) => {
                    let mut note = file_note(with, &file)?;
                    note.push(("documentbody".to_owned(), Json::file(file.place)));
                    Some(make(one("annotations", &file_id(with, &file))?, Json::Object(note)))
                }
                None => None,
            },
            Op::ReadBack if known.turn == 0 => {
                let address = one("annotations", with.note()?)?;
                Some(Request::get(address.query("$select", "notetext,_objectid_value")))
            }
            Op::ReadBack => match with.job.file(known.turn - 1) {
                Some(file) if file.place < with.limits.files => {
                    let address = one("annotations", &file_id(with, &file))?;
                    Some(Request::get(address.query("$select", "filename,filesize")))
                }
                _ => None,
            },
            _ => None,
        })
    }

    fn read(&self, op: Op, with: &With<'_>, heard: &Heard<'_>, known: &mut Known) -> Result<Turn, Problem> {
        match op {
            Op::FindCustomer if heard.is_absent() => return Ok(Turn::Again),
            Op::FindCustomer if known.turn == 0 => take_customer(with, known, heard.name("/contactid")?),
            Op::FindCustomer => {
                if let Some(id) = heard.names("/value", "/contactid")?.into_iter().next() {
                    take_customer(with, known, id);
                }
            }
            Op::MakeCustomer => take_customer(with, known, contact_id(with)?),
            Op::FindNote if !heard.is_absent() => {
                known.note = Some(note_id(with, "note"));
                known.found = true;
            }
            Op::MakeNote => known.note = Some(note_id(with, "note")),
            Op::FindFiles => {
                if let Some(file) = large(with)
                    && has_length(heard, &file)?
                {
                    known.keep_file(file.place, &file_id(with, &file));
                }
                return Ok(Turn::Again);
            }
            Op::AddFiles => {
                match with.missing_file() {
                    Some(file) if is_large(&file) => in_blocks_read(with, &file, heard, known)?,
                    Some(file) => known.keep_file(file.place, &file_id(with, &file)),
                    None => {}
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack if known.turn == 0 => {
                known.seen.text = sight(text(heard.value()?, "/notetext"), with.job);
                if Some(text(heard.value()?, "/_objectid_value")) != with.known.customer.as_deref() {
                    known.drop("customer");
                }
                return Ok(Turn::Again);
            }
            Op::ReadBack => {
                if let Some(file) = with.job.file(known.turn - 1) {
                    known.see_file(&file, has_length(heard, &file)?);
                }
                return Ok(Turn::Again);
            }
            _ => {}
        }
        Ok(Turn::Next)
    }

    fn look(&self, _: &With<'_>, heard: &Heard<'_>, findings: &mut Vec<Finding>) -> Result<Turn, Problem> {
        findings.push(Finding::new("notes", None, !heard.is_absent()));
        Ok(Turn::Next)
    }
}
