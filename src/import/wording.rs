//! The tags of a file's things, as the vocabulary has them: each is looked up once, however many things have it. It never
//! lets the vocabulary grow past its limit, or at all where that is locked.

use super::{
    bring::{Places, Thing, Work},
    gathered::UnreadReason,
};
use crate::{
    edit::{self, desk::Desk},
    model::{
        pin::{MAX_TAGS, Pin},
        record::RecordKind,
        tag::{MAX_VOCABULARY, TagPath},
    },
};

/// What became of the words that were asked for as tags.
#[derive(Debug)]
pub(super) struct Wording {
    /// Their places in the answers.
    asked: Places,
    answers: Vec<Result<TagPath, UnreadReason>>,
    /// How many more tags the vocabulary may learn.
    room: usize,
}

impl Wording {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let room = MAX_VOCABULARY.saturating_sub(desk.loaded_of(RecordKind::Tag).count());
        Self { asked: Places::new(), answers: Vec::new(), room }
    }
}

impl Work<'_> {
    pub(super) fn tag(&mut self, pin: &mut Pin, thing: &Thing<'_>) {
        for found in &thing.all {
            for written in &found.tags {
                let Ok(path) = TagPath::try_from(written.trim_start_matches('#').to_owned()) else {
                    self.gathered.miss(found.place, written, UnreadReason::Tag);
                    continue;
                };
                let has = |path: &TagPath| {
                    let key = path.key();
                    pin.tags.iter().any(|own| own.key() == key)
                };
                // What a pin has is not looked up: it may be used without an entry in the vocabulary.
                if has(&path) {
                    continue;
                }
                match self.known(path) {
                    Ok(path) if has(&path) => {}
                    Ok(_) if pin.tags.len() >= MAX_TAGS => return self.miss(thing, UnreadReason::TooMany),
                    Ok(path) => {
                        pin.tags.insert(path);
                    }
                    Err(reason) => self.gathered.miss(found.place, written, reason),
                }
            }
        }
    }

    /// The tag that is meant, as the vocabulary has it, which learns it where it may.
    pub(super) fn known(&mut self, path: TagPath) -> Result<TagPath, UnreadReason> {
        let Wording { asked, answers, .. } = &self.wording;
        if let Some(answer) = asked.get(path.as_str()).and_then(|place| answers.get(*place)) {
            return answer.clone();
        }
        let answer = self.learned(&path);
        self.wording.asked.insert(path.into(), self.wording.answers.len());
        self.wording.answers.push(answer.clone());
        answer
    }

    fn learned(&mut self, path: &TagPath) -> Result<TagPath, UnreadReason> {
        let meant = edit::meant(&self.desk, path);
        if self.desk.tag(&meant).is_some() {
            return Ok(meant);
        }
        let steps = meant.ancestry().filter_map(|step| TagPath::try_from(step.to_owned()).ok());
        let new = steps.filter(|step| self.desk.tag(step).is_none()).count();
        if new > self.wording.room {
            return Err(UnreadReason::TooMany);
        }
        // What there is room for is refused for one reason alone.
        let known = edit::known(&mut self.desk, &meant).map_err(|_| UnreadReason::TagLocked)?;
        self.wording.room -= new;
        Ok(known)
    }
}
