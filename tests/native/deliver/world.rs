//! A note, a destination and a runner in one seeded world: answers are lost, cut, late, doubled or pages for people, servers are
//! busy or broken, and the runner dies at any point.

use pinfold::{
    deliver::{
        self, Step,
        http::{Answer, Header, Reply},
        job::{Errand, Job, Person, Secret, Task},
        outcome::Delivered,
        problem::Stop,
    },
    model::{
        connection::{Audience, Connection, ConnectorKind},
        delivery::{Attachment, AttachmentKind, DeliveryState, Note},
        id::{ConnectionId, PinId},
        time::Instant,
    },
};

use super::{
    fakes::{self, Fake},
    seen::Seen,
};

pub const TOKEN: &str = "1-2-token";
pub const PIN: &str = "01KAFT2M0R00000000000000Z8";
/// Where the customer is written to, where that is known.
pub const EMAIL: &str = "jane@shop.example";
pub const START: i64 = 1_795_000_000_000;

/// Far more than the mishaps of a world take.
const MOST_RUNS: u32 = 200;

/// Seeded numbers (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// What the world does to a call.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Well,
    NeverArrives,
    AnswerLost,
    DoneLate,
    Busy,
    BrokenBefore,
    BrokenAfter,
    Cut,
    Page,
    DiesBefore,
    DiesAfter,
    DiesLate,
    DoneTwice,
    AnswersTwice,
    Expired,
}

/// A connection of a kind as tests use it.
pub fn connection(kind: ConnectorKind) -> Connection {
    Connection {
        id: ConnectionId::try_from("01KAFT2M0R0000000000000C0N".to_owned()).unwrap(),
        kind,
        name: "Test".to_owned(),
        base_url: "https://crm.example/base".to_owned(),
        settings: fakes::settings(kind),
        audience: Audience::Internal,
        created: Instant::from_milliseconds(0),
        changed: Instant::from_milliseconds(0),
    }
}

pub fn person() -> Person {
    Person {
        network: "x".to_owned(),
        handle: Some("Jane_Roe".to_owned()),
        native_id: None,
        known_as: None,
        name: Some("Jane Roe".to_owned()),
        email: None,
        phone: Some("+49 30 1234567".to_owned()),
        profile: Some("https://x.com/jane_roe".to_owned()),
    }
}

pub fn files() -> Vec<Vec<u8>> {
    vec![b"first \x00\x01 picture".to_vec(), b"second picture".to_vec()]
}

pub fn attachment(name: &str) -> Attachment {
    Attachment {
        kind: AttachmentKind::Picture,
        media: None,
        name: name.to_owned(),
        mime: "image/png".to_owned(),
    }
}

pub fn job(kind: ConnectorKind) -> Job {
    let limits = deliver::limits(kind);
    let files = files();
    let count = files.len().min(usize::try_from(limits.files).unwrap());
    Job {
        pin: PinId::try_from(PIN.to_owned()).unwrap(),
        person: person(),
        note: Note {
            subject: "[x.com] @jane_roe: parcel broken".to_owned(),
            body: format!("Parcel broken again. pin:{PIN}"),
            syntax: limits.syntax,
            tags: vec!["refund".to_owned(), "complaint/late".to_owned()],
            masked: pinfold::model::redaction::Kinds::default(),
            attachments: ["shot.png", "detail.png"].into_iter().take(count).map(attachment).collect(),
        },
        lengths: files.iter().take(count).map(|file| u32::try_from(file.len()).unwrap()).collect(),
        granted: true,
        alt: None,
        source_url: "https://x.com/jane_roe/status/1".to_owned(),
        when: Instant::from_milliseconds(START),
    }
}

/// Who forgets what, to show that the tests notice.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Sabotage {
    #[default]
    None,
    /// Nothing is looked for before it is made.
    NoSearch,
    /// A run begins again at once, whatever may still be under way.
    NoPatience,
}

/// The world.
pub struct World {
    pub fake: Box<dyn Fake>,
    pub errand: Errand,
    pub calls: u32,
    /// The calls themselves, where somebody wants them.
    pub log: Option<Vec<Seen>>,
    files: Vec<Vec<u8>>,
    each: u32,
    dice: Dice,
    now: i64,
    sabotage: Sabotage,
    /// What servers do later: when, and the call.
    late: Vec<(i64, Seen)>,
    /// Fewer mishaps each time, so that every run ends.
    mishaps: u64,
}

impl World {
    pub fn new(kind: ConnectorKind, seed: u64, sabotage: Sabotage) -> Self {
        let mut fake = fakes::of(kind);
        if sabotage == Sabotage::NoSearch {
            fake.blind(true);
        }
        let errand = Errand { connection: connection(kind), task: Task::Deliver(Box::new(job(kind))) };
        Self {
            fake,
            errand,
            calls: 0,
            log: None,
            files: files(),
            each: 1,
            dice: Dice::new(seed),
            now: START,
            sabotage,
            late: Vec::new(),
            mishaps: 40,
        }
    }

    pub fn calm(kind: ConnectorKind) -> Self {
        Self { mishaps: 0, ..Self::new(kind, 1, Sabotage::None) }
    }

    /// The destination knows the customer by this address, and not by our key.
    pub fn with_somebody(mut self, email: &str) -> Self {
        self.fake.meet(email);
        if let Task::Deliver(job) = &mut self.errand.task {
            job.person.email = Some(email.to_owned());
        }
        self
    }

    /// The same note with other files, each of whose bytes stands for so many: large ones take long.
    pub fn with_files(mut self, files: Vec<Vec<u8>>, each: u32) -> Self {
        if let Task::Deliver(job) = &mut self.errand.task {
            let names = (0..).map(|number| format!("file-{number}.png"));
            job.note.attachments = files.iter().zip(names).map(|(_, name)| attachment(&name)).collect();
            job.lengths = files.iter().map(|file| u32::try_from(file.len()).unwrap() * each).collect();
        }
        self.files = files;
        self.each = each;
        self.fake.each(each);
        self
    }

    fn now(&self) -> Instant {
        Instant::from_milliseconds(self.now)
    }

    fn pass(&mut self, milliseconds: i64) {
        self.now += milliseconds;
        let now = self.now;
        let due: Vec<Seen> =
            self.late.iter().filter(|(at, _)| *at <= now).map(|(_, seen)| seen.clone()).collect();
        self.late.retain(|(at, _)| *at > now);
        for seen in due {
            self.fake.answer(&seen);
        }
    }

    fn fate(&mut self) -> Fate {
        const ALL: [Fate; 14] = [
            Fate::NeverArrives,
            Fate::AnswerLost,
            Fate::DoneLate,
            Fate::Busy,
            Fate::BrokenBefore,
            Fate::BrokenAfter,
            Fate::Cut,
            Fate::Page,
            Fate::DiesBefore,
            Fate::DiesAfter,
            Fate::DiesLate,
            Fate::DoneTwice,
            Fate::AnswersTwice,
            Fate::Expired,
        ];
        if self.dice.below(100) >= self.mishaps {
            return Fate::Well;
        }
        let number = self.dice.below(14);
        match ALL[usize::try_from(number).unwrap()] {
            // A server that does one request twice defeats whoever has nothing but a search.
            Fate::DoneTwice if !self.fake.withstands_doubles() => Fate::Well,
            fate => fate,
        }
    }

    fn settle(&self) -> i64 {
        i64::from(deliver::limits(self.errand.connection.kind).settle_ms)
    }

    /// One run; `None`: the runner died.
    fn run(&mut self) -> Option<Step> {
        let secret = Secret::new(TOKEN);
        let mut step = deliver::begin(&self.errand, &secret, self.now());
        let mut last: Option<Reply> = None;
        while let Step::Call { progress, call } = step {
            self.calls += 1;
            let progress = serde_json::from_str(&serde_json::to_string(&progress).unwrap()).unwrap();
            self.pass(50);
            let seen = Seen::of(&call, &self.files, self.each);
            if let Some(log) = &mut self.log {
                log.push(seen.clone());
            }
            let fate = self.fate();
            let late = self.now + i64::try_from(self.dice.below(50_000)).unwrap();
            if let Some(last) = last.take() {
                let stale = deliver::step(&self.errand, &secret, Clone::clone(&progress), &last, self.now());
                assert_eq!(stale, Step::Wait, "an answer that comes twice is not taken for another");
            }
            let answer = match fate {
                Fate::Well | Fate::AnswersTwice => Some(self.fake.answer(&seen)),
                Fate::NeverArrives => None,
                Fate::AnswerLost => {
                    self.fake.answer(&seen);
                    None
                }
                Fate::DoneLate => {
                    self.late.push((late, seen));
                    None
                }
                Fate::Busy => Some(busy(self.dice.below(90))),
                Fate::BrokenBefore => Some(plain(502, "upstream")),
                Fate::BrokenAfter => {
                    self.fake.answer(&seen);
                    Some(plain(504, "<html>late</html>"))
                }
                Fate::Cut => {
                    let mut answer = self.fake.answer(&seen);
                    let half = (0..=answer.body.len() / 2).rev().find(|at| answer.body.is_char_boundary(*at));
                    answer.body.truncate(half.unwrap());
                    // An answer without a body has nothing to cut: its end is not seen.
                    (!answer.body.is_empty()).then_some(answer)
                }
                Fate::Page => Some(plain(200, "<!doctype html><title>Sign in</title>")),
                // Whoever signs in again, tries again.
                Fate::Expired => Some(plain(401, "{\"message\":\"expired\"}")),
                Fate::DiesBefore => return None,
                Fate::DiesAfter => {
                    self.fake.answer(&seen);
                    return None;
                }
                Fate::DiesLate => {
                    self.late.push((late, seen));
                    return None;
                }
                Fate::DoneTwice => {
                    self.fake.answer(&seen);
                    Some(self.fake.answer(&seen))
                }
            };
            let reply = Reply { to: call.number, answer };
            step = deliver::step(&self.errand, &secret, progress, &reply, self.now());
            last = (fate == Fate::AnswersTwice).then_some(reply);
        }
        Some(step)
    }

    /// As an outbox does it: until it stands there.
    pub fn deliver(&mut self) -> Result<Delivered, Stop> {
        let mut last = None;
        for _ in 0..MOST_RUNS {
            let step = self.run();
            last.clone_from(&step);
            self.mishaps = self.mishaps.saturating_sub(2);
            let wait = match step {
                Some(Step::Done(delivered)) => {
                    // What is still under way arrives before anybody counts.
                    self.pass(self.settle());
                    return Ok(delivered);
                }
                Some(Step::Stopped(stop)) => match stop.state(self.now()) {
                    DeliveryState::Unknown { retry_at, .. }
                    | DeliveryState::Failed { retry_at: Some(retry_at), .. } => {
                        retry_at.milliseconds() - self.now
                    }
                    // A page, or half an answer, to something that was only read, or a token that has expired: a person tries again.
                    _ if self.mishaps > 0 => 1_000,
                    _ => return Err(stop),
                },
                None => self.settle(),
                other => panic!("{other:?}"),
            };
            assert!((0..=24 * 3_600_000).contains(&wait));
            self.pass(if self.sabotage == Sabotage::NoPatience { 100 } else { wait });
        }
        panic!("{:?} goes on for ever: {last:?}", self.errand.connection.kind)
    }
}

fn plain(status: u16, body: &str) -> Answer {
    Answer { status, headers: Vec::new(), body: body.to_owned(), cut: false }
}

fn busy(seconds: u64) -> Answer {
    let header = Header { name: "retry-after".to_owned(), value: seconds.to_string() };
    Answer { status: 429, headers: vec![header], body: "{\"message\":\"slow down\"}".to_owned(), cut: false }
}
