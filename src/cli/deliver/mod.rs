//! `pinfold deliver`: the notes of what a query finds, handed to a destination by the same machines as in the browser. It never
//! takes a token as an argument, and writes what it does into a journal before it does it.
//!
//! A note that cannot be sent as it is stops none of the others. Exit status 0: every note stands there, or in a rehearsal could be
//! sent; 1: at least one does not, or may not; 2: it was asked wrongly.

mod compose;
mod journal;
mod post;
mod unfit;

use std::{
    env, fs,
    io::Write,
    path::Path,
    thread,
    time::{Duration, Instant as Watch},
};

use serde_json::json;

use self::{
    compose::{Parcel, Wording},
    journal::Journal,
    post::Post,
    unfit::Unfit,
};
use super::{CliError, Deliver, line, store::Shelf, time};
use crate::{
    deliver::{
        self, Step,
        http::{Call, Reply},
        job::{Errand, Secret, Task},
        limits::Need,
        problem::Stop,
    },
    export::{request::ExportScope, set::ExportSet, words::Words},
    json,
    model::{
        connection::{Connection, ConnectorKind},
        delivery::{self, DeliveryState},
        id::{DeliveryId, PinId},
        record::Record,
        time::Instant,
    },
    view::Library,
};

/// Longest file with a token: longer ones are something else.
const MAX_TOKEN: usize = 8_192;

pub(super) fn run(asked: &Deliver, out: &mut dyn Write) -> Result<(), CliError> {
    let began = Watch::now();
    let shelf = Shelf::open(&asked.workspace)?;
    let connection = connection(&shelf, &asked.to)?;
    if asked.check {
        let kind = connection.kind;
        let errand = Errand { connection, task: Task::Test };
        return check(&errand, &secret(asked, kind)?, out);
    }
    let library = Library::open(shelf.workspace.iter().map(|(_, stored)| stored.clone()));
    let scope = ExportScope::Query(asked.query.clone().unwrap_or_default());
    let words = Words::of(&asked.lang);
    let found = library.pins_of(&scope);
    let pins = found.iter().filter_map(|id| shelf.workspace.pin(id));
    let set = ExportSet::gather(&shelf.workspace, &scope, pins, words);
    let wording = Wording {
        template: compose::template(&shelf.workspace, asked.template.as_deref(), connection.kind)?,
        limits: deliver::limits(connection.kind),
        masked: asked.mask,
        language: &asked.lang,
        pins: compose::pins_of_customers(&shelf.workspace),
    };
    if asked.dry_run {
        return rehearse(&shelf, &set, &wording, &connection, out);
    }
    let secret = secret(asked, connection.kind)?;
    let journal = asked.journal.clone().unwrap_or_else(|| Journal::beside(&asked.workspace));
    let mut journal = Journal::open(&journal)?;
    let mut post = Post::new();
    let (mut failed, of) = (0, set.count());
    for export in set.pins() {
        let id = DeliveryId::of(&export.pin.id, &connection.id);
        if let Some(sent) = journal.sent(&id).filter(|_| !asked.again) {
            line(out, &json!({"delivery": id, "state": sent, "skipped": true}))?;
            continue;
        }
        // Each is made when its turn comes: all of them with their pictures are more than a machine has to have.
        let state = match compose::parcel(&shelf, export, &wording) {
            Ok(Parcel { mut job, files }) => {
                job.person.known_as = journal.known_as(&id, job.person.key());
                let errand = Errand { connection: connection.clone(), task: Task::Deliver(Box::new(job)) };
                let (errand, secret, files) = (&errand, &secret, files.as_slice());
                let (journal, post) = (&mut journal, &mut post);
                Round { errand, secret, files, journal, post }.deliver(&id, asked.wait)?
            }
            // It is not written down: nothing was begun, and what an earlier run began may stand there.
            Err(unfit) => {
                tell(&export.pin.id, &unfit);
                unfit.state()
            }
        };
        failed += usize::from(!matches!(state, DeliveryState::Sent { .. }));
        line(out, &json!({"delivery": id, "state": state}))?;
    }
    if asked.timing {
        let milliseconds = |time: Duration| time.as_millis();
        let timing = json!({
            "notes": of,
            "calls": post.calls,
            "took_ms": milliseconds(began.elapsed()),
            "waited_ms": milliseconds(post.waited),
        });
        line(out, &json!({"timing": timing}))?;
    }
    if failed > 0 { Err(CliError::Undelivered { failed, of }) } else { Ok(()) }
}

/// One delivery, with what it takes.
struct Round<'a> {
    errand: &'a Errand,
    secret: &'a Secret,
    files: &'a [Vec<u8>],
    journal: &'a mut Journal,
    post: &'a mut Post,
}

impl Round<'_> {
    /// Until it stands there, somebody has to do something, or the patience is over.
    fn deliver(&mut self, id: &DeliveryId, patience: u64) -> Result<DeliveryState, CliError> {
        let last = i64::try_from(patience.saturating_mul(1_000)).unwrap_or(i64::MAX);
        let last = time(None).after(last);
        let settle = deliver::limits(self.errand.connection.kind).settle_ms;
        let mut due = self.journal.state(id).and_then(|state| journal::due(state, settle, time(None)));
        let mut attempts = 0;
        loop {
            if let Some(at) = due {
                if at > last {
                    return Ok(self.journal.state(id).cloned().unwrap_or(DeliveryState::Queued));
                }
                wait_until(at);
            }
            attempts += 1;
            self.journal.write(id, DeliveryState::Sending { since: time(None) })?;
            let state = match self.run() {
                Step::Done(delivered) => delivered.state(time(None)),
                Step::Stopped(mut stop) => {
                    slow_down(&mut stop, attempts);
                    stop.state(time(None))
                }
                Step::Call { .. } | Step::Wait | Step::Tested(_) => DeliveryState::Queued,
            };
            self.journal.write(id, state.clone())?;
            due = match &state {
                DeliveryState::Unknown { retry_at, .. }
                | DeliveryState::Failed { retry_at: Some(retry_at), .. } => Some(*retry_at),
                _ => return Ok(state),
            };
        }
    }

    fn run(&mut self) -> Step {
        drive(self.errand, self.secret, |call| self.post.send(call, self.files))
    }
}

/// A failure that passes by itself is given more time each time.
fn slow_down(stop: &mut Stop, attempts: u32) {
    if let Some(at) = stop.retry_at.as_mut().filter(|_| stop.problem != deliver::problem::Problem::Busy) {
        *at = (*at).max(delivery::backoff(attempts, time(None)));
    }
}

fn wait_until(at: Instant) {
    let left = at.milliseconds().saturating_sub(time(None).milliseconds());
    thread::sleep(Duration::from_millis(u64::try_from(left).unwrap_or(0)));
}

fn drive(
    errand: &Errand,
    secret: &Secret,
    mut send: impl FnMut(&Call) -> Option<deliver::http::Answer>,
) -> Step {
    let mut step = deliver::begin(errand, secret, time(None));
    while let Step::Call { progress, call } = step {
        let reply = Reply { to: call.number, answer: send(&call) };
        step = deliver::step(errand, secret, progress, &reply, time(None));
    }
    step
}

/// What works and what is missing.
fn check(errand: &Errand, secret: &Secret, out: &mut dyn Write) -> Result<(), CliError> {
    let mut post = Post::new();
    match drive(errand, secret, |call| post.send(call, &[])) {
        Step::Tested(findings) => {
            let missing = findings.iter().filter(|finding| finding.problem.is_some()).count();
            for finding in &findings {
                line(out, finding)?;
            }
            if missing > 0 {
                Err(CliError::Undelivered { failed: missing, of: findings.len() })
            } else {
                Ok(())
            }
        }
        Step::Stopped(stop) => Err(CliError::Destination(stop.problem)),
        Step::Call { .. } | Step::Wait | Step::Done(_) => Ok(()),
    }
}

/// What would be sent, and nothing is.
fn rehearse(
    shelf: &Shelf,
    set: &ExportSet<'_>,
    wording: &Wording<'_>,
    connection: &Connection,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let mut unfit = 0;
    for export in set.pins() {
        let id = DeliveryId::of(&export.pin.id, &connection.id);
        let (customer, note, problem) = match compose::parcel(shelf, export, wording) {
            Ok(Parcel { job, .. }) => {
                let problem = job.fits(&wording.limits).err().map(|problem| problem.code());
                (job.person.key(), Some(job.note), problem)
            }
            Err(problem) => {
                tell(&export.pin.id, &problem);
                (None, None, Some(problem.code()))
            }
        };
        unfit += usize::from(problem.is_some());
        line(out, &json!({"delivery": id, "customer": customer, "note": note, "problem": problem}))?;
    }
    if unfit > 0 { Err(CliError::Unfit { unfit, of: set.count() }) } else { Ok(()) }
}

/// Says in words why the note of a pin is not sent.
fn tell(pin: &PinId, unfit: &Unfit) {
    eprintln!("pinfold: pin {pin} is not sent: {unfit}");
}

/// The connection of that id or name in the workspace, else in a file of its own.
fn connection(shelf: &Shelf, name: &str) -> Result<Connection, CliError> {
    let all = shelf.workspace.iter().filter_map(|(_, stored)| match &stored.record {
        Record::Connection(connection) => Some(connection),
        _ => None,
    });
    let mut known = Vec::new();
    for connection in all {
        if connection.id.as_str() == name || connection.name == name {
            return Ok(connection.clone());
        }
        known.push(format!("{:?}", connection.name));
    }
    let path = Path::new(name);
    if path.is_file() {
        let bad = |reason: String| CliError::Connection { path: path.to_owned(), reason };
        let value = json::parse(&super::store::read(path)?).map_err(|error| bad(error.to_string()))?;
        return json::read(&value).map_err(|error| bad(error.to_string()));
    }
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(CliError::Unknown { what: "connection", name: name.to_owned(), known })
}

/// The token, from a file or an environment variable: an argument could be read by everybody on the machine. None is asked for where
/// the destination can do without and neither is there.
fn secret(asked: &Deliver, kind: ConnectorKind) -> Result<Secret, CliError> {
    let none = || CliError::NoToken(asked.token_env.clone());
    let text = match (&asked.token_file, env::var(&asked.token_env)) {
        (Some(path), _) => {
            fs::read_to_string(path).map_err(|error| CliError::Read { path: path.clone(), error })?
        }
        (None, Ok(text)) => text,
        (None, Err(_)) if deliver::limits(kind).secret != Need::Needed => return Ok(Secret::new("")),
        (None, Err(_)) => return Err(none()),
    };
    if text.len() > MAX_TOKEN || text.trim().is_empty() {
        return Err(none());
    }
    Ok(Secret::new(&text))
}
