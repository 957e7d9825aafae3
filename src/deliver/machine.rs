//! The one driver of all connectors: which operation is next, and what every server may answer to any of them. It never calls
//! anything itself and keeps nothing: what it knows is the progress that it is given.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    connector::{Connector, Heard, Turn, With},
    http::{Answer, Base, Call, Reply},
    job::{Errand, Job, Secret, Task},
    limits::{Limits, Need},
    outcome::Delivered,
    page::Listing,
    problem::{Problem, Stop},
    progress::{Finding, Known, Op, Progress},
    retry,
};
use crate::{
    json,
    model::{
        delivery::{self, Note},
        id::PinId,
        template::NoteSyntax,
        time::Instant,
    },
};

/// Most calls of a run: every one of ten files takes thirteen where it goes in blocks, everything else thirty; or listing notes takes
/// forty, reading them a hundred, and everything else twenty.
pub const MAX_CALLS: u32 = 160;
/// What a test does.
const TEST: [Op; 2] = [Op::SignIn, Op::Look];

/// What comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Make this call, and come back with the reply and this progress.
    Call {
        /// How far the run has come.
        progress: Progress,
        /// The call.
        call: Box<Call>,
    },
    /// The reply belongs to another call: wait for the right one.
    Wait,
    /// The note stands there.
    Done(Delivered),
    /// The test is over.
    Tested(Vec<Finding>),
    /// The run is over without.
    Stopped(Stop),
}

/// A run: what every step of it needs.
pub(super) struct Run<'a> {
    connector: &'a dyn Connector,
    errand: &'a Errand,
    secret: &'a Secret,
    limits: Limits,
    now: Instant,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        connector: &'a dyn Connector,
        errand: &'a Errand,
        secret: &'a Secret,
        now: Instant,
    ) -> Self {
        Self { connector, errand, secret, limits: connector.limits(), now }
    }

    pub(super) fn begin(&self) -> Step {
        let mut progress = Progress::default();
        if let Task::Deliver(job) = &self.errand.task {
            progress.known.files = job.files().map(|_| None).collect();
            if job.files().count() > usize::try_from(self.limits.files).unwrap_or(usize::MAX) {
                progress.known.drop("files");
            }
        }
        match self.ready() {
            Ok(()) => self.go_on(progress),
            Err(problem) => self.stopped(&progress, problem, None),
        }
    }

    /// What can be known without a call.
    fn ready(&self) -> Result<(), Problem> {
        if let Task::Deliver(job) = &self.errand.task {
            job.fits(&self.limits)?;
        }
        if self.limits.secret == Need::Needed && self.secret.as_str().is_empty() {
            return Err(Problem::NoSecret);
        }
        let lacks =
            |name: &str| self.errand.connection.settings.get(name).is_none_or(|text| text.trim().is_empty());
        let needed =
            |setting: &&super::limits::Setting| setting.need == Need::Needed && setting.otherwise.is_empty();
        match self.limits.settings.iter().filter(needed).find(|setting| lacks(setting.name)) {
            Some(setting) => Err(Problem::SettingMissing(setting.name.to_owned())),
            None => Base::read(&self.errand.connection.base_url).map(drop),
        }
    }

    fn plan(&self) -> &'static [Op] {
        match self.errand.task {
            Task::Test => &TEST,
            Task::Deliver(_) => self.connector.plan(),
        }
    }

    fn op(&self, progress: &Progress) -> Option<Op> {
        self.plan().get(usize::try_from(progress.place).ok()?).copied()
    }

    /// The next call, or the end.
    fn go_on(&self, mut progress: Progress) -> Step {
        while let Some(op) = self.op(&progress) {
            match self.call(op, &progress) {
                Ok(Some(call)) => {
                    progress.calls = call.number;
                    return Step::Call { progress, call: Box::new(call) };
                }
                Ok(None) => next(&mut progress),
                Err(problem) => return self.stopped(&progress, problem, None),
            }
        }
        match &self.errand.task {
            Task::Test => Step::Tested(progress.findings),
            Task::Deliver(_) => Step::Done(Delivered::of(progress.known)),
        }
    }

    fn call(&self, op: Op, progress: &Progress) -> Result<Option<Call>, Problem> {
        let base = Base::read(&self.errand.connection.base_url)?;
        let nothing = nothing();
        let with = self.with(&base, &progress.known, &nothing);
        let Some(request) = self.connector.request(op, &with)? else { return Ok(None) };
        if progress.calls >= MAX_CALLS {
            return Err(Problem::TooManyCalls);
        }
        request.call(progress.calls + 1, self.connector.proof(&with)).map(Some)
    }

    fn with<'b>(&'b self, base: &'b Base, known: &'b Known, nothing: &'b Job) -> With<'b> {
        let job = match &self.errand.task {
            Task::Deliver(job) => job,
            Task::Test => nothing,
        };
        With {
            job,
            connection: &self.errand.connection,
            base,
            limits: &self.limits,
            known,
            secret: self.secret,
        }
    }

    pub(super) fn step(&self, mut progress: Progress, reply: &Reply) -> Step {
        let Some(op) = self.op(&progress).filter(|_| reply.to == progress.calls) else { return Step::Wait };
        let heard = match &reply.answer {
            Some(answer) => self.heard(op, answer, &mut progress),
            None => Err(Problem::Lost),
        };
        // What was clearly refused was not written.
        if op.writes() && heard.as_ref().err().is_none_or(Problem::leaves_open) {
            progress.wrote = Some(self.now);
        }
        match heard {
            Ok(Turn::Again) => progress.known.turn = progress.known.turn.saturating_add(1),
            Ok(Turn::Next) => next(&mut progress),
            Err(problem) => return self.stopped(&progress, problem, reply.answer.as_ref()),
        }
        self.go_on(progress)
    }

    /// What an answer says, after everything that is the same at every destination.
    fn heard(&self, op: Op, answer: &Answer, progress: &mut Progress) -> Result<Turn, Problem> {
        let parsed = json::parse(&json::mended(answer.body.clone())).ok();
        let heard = Heard { answer, json: parsed.as_ref() };
        if !(200..=299).contains(&answer.status) && !self.connector.accepts(op, answer.status) {
            return Err(match problem(answer, heard.json) {
                Problem::Redirected if !op.writes() => self.connector.redirected(answer),
                problem => problem,
            });
        }
        // What else a connector accepts, it knows by the status.
        let good = (200..=299).contains(&answer.status);
        if good && heard.json.is_none() && answer.body.trim_start().starts_with('<') {
            return Err(Problem::NotData);
        }
        let base = Base::read(&self.errand.connection.base_url)?;
        let before = progress.known.clone();
        let nothing = nothing();
        let with = self.with(&base, &before, &nothing);
        match op {
            Op::SignIn => {
                progress.findings.push(Finding::new("sign_in", None, true));
                Ok(Turn::Next)
            }
            Op::Look => self.connector.look(&with, &heard, &mut progress.findings),
            op => self.connector.read(op, &with, &heard, &mut progress.known),
        }
    }

    fn stopped(&self, progress: &Progress, problem: Problem, answer: Option<&Answer>) -> Step {
        let writing = self.op(progress).is_some_and(Op::writes) && problem.leaves_open();
        // What was written may not be found yet: it is looked for before anything is said to have failed.
        let open = progress.wrote.is_some() && (writing || self.limits.settle_ms > super::limits::SETTLE_MS);
        let said = answer.and_then(|answer| answer.header("retry-after"));
        let soonest = problem.passes().then(|| match said {
            None if problem != Problem::Busy => delivery::backoff(1, self.now),
            said => retry::after(said, self.now),
        });
        let settled = open.then(|| retry::settled(self.now, self.limits.settle_ms));
        Step::Stopped(Stop { problem, open, retry_at: soonest.max(settled) })
    }
}

fn next(progress: &mut Progress) {
    progress.place = progress.place.saturating_add(1);
    progress.known.turn = 0;
    progress.known.cursor = None;
    progress.known.list = Listing::default();
}

/// The job of a test: there is none.
fn nothing() -> Job {
    let note = Note {
        subject: String::new(),
        body: String::new(),
        syntax: NoteSyntax::Plain,
        tags: Vec::new(),
        masked: crate::model::redaction::Kinds::default(),
        attachments: Vec::new(),
    };
    Job {
        pin: PinId::nil(),
        person: super::job::Person::default(),
        note,
        lengths: Vec::new(),
        granted: false,
        alt: None,
        source_url: String::new(),
        when: Instant::from_milliseconds(0),
    }
}

/// What a status means that no connector reads.
fn problem(answer: &Answer, json: Option<&Value>) -> Problem {
    match answer.status {
        300..=399 => Problem::Redirected,
        401 => Problem::Unauthorised,
        403 => Problem::Forbidden,
        404 | 410 => Problem::NotThere,
        408 | 0..=199 => Problem::Lost,
        413 => Problem::FileTooLarge,
        429 => Problem::Busy,
        status @ (500.. | 425) => Problem::Failing(status),
        status => Problem::rejected(status, &said(json)),
    }
}

/// The first text by which servers say what is wrong.
fn said(json: Option<&Value>) -> String {
    const PLACES: [&str; 12] = [
        "/message",
        "/error/message",
        "/error_description",
        "/description",
        "/errors/0/message",
        "/errors/0/detail",
        "/0/message",
        "/data/0/message",
        "/detail",
        "/title",
        "/errors/0",
        "/error",
    ];
    let Some(json) = json else { return String::new() };
    let text = |place: &&str| json.pointer(place).and_then(Value::as_str).map(str::to_owned);
    PLACES.iter().find_map(text).or_else(|| json.as_str().map(str::to_owned)).unwrap_or_default()
}
