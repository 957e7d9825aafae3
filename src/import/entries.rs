//! Entries of a vocabulary that a file holds, whatever its form: put together from words and what they stand below, and taken
//! into the vocabulary here. What is here keeps its path and its colour; what the file adds joins it.

use super::{
    bring::{Places, Work},
    gathered::{Entry, Gathered, UnreadReason},
};
use crate::{
    edit::meant,
    model::{
        pin::PinKind,
        record::Record,
        sorted_set::SortedSet,
        tag::{MAX_ALIASES, MAX_APART, MAX_DEPTH, MAX_SYNONYMS, Tag, TagColour, TagPath},
        text::{MAX_LABEL, MAX_NOTE, bounded},
    },
};

/// A word of a file with what it stands below.
#[derive(Debug, Default)]
pub(super) struct Concept {
    /// Where it stands in the file.
    pub(super) place: usize,
    /// What others call it by.
    pub(super) id: String,
    /// Its name: one step, or a path where it stands below nothing.
    pub(super) name: String,
    /// What the one above is called by.
    pub(super) above: Option<String>,
    /// What is known of it, but for its path.
    pub(super) known: Known,
}

/// What a file says of a tag besides its path.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) colour: TagColour,
    pub(super) synonyms: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) apart: Vec<String>,
    pub(super) kinds: Vec<PinKind>,
}

/// The entries that a file's concepts come to; what is no tag is listed.
pub(super) fn entries(concepts: Vec<Concept>, gathered: &mut Gathered) {
    let mut places = Places::new();
    for (place, concept) in concepts.iter().enumerate() {
        places.entry(concept.id.clone()).or_insert(place);
    }
    let paths: Vec<_> = concepts.iter().map(|concept| path(concept, &concepts, &places)).collect();
    for (concept, path) in concepts.into_iter().zip(paths) {
        match path {
            Ok(path) => gathered.learn(Entry { place: concept.place, tag: tag(path, concept.known) }),
            Err(reason) => gathered.miss(concept.place, &concept.name, reason),
        }
    }
}

/// The names of what a concept stands below and its own, as one path.
fn path(concept: &Concept, all: &[Concept], places: &Places) -> Result<TagPath, UnreadReason> {
    let mut steps = vec![concept.name.as_str()];
    let mut seen = vec![concept.id.as_str()];
    let mut above = concept.above.as_deref();
    // What stands below something that the file does not hold stands at the top.
    while let Some(next) = above.and_then(|id| places.get(id)).and_then(|place| all.get(*place)) {
        if seen.contains(&next.id.as_str()) {
            return Err(UnreadReason::Form);
        }
        if steps.len() > MAX_DEPTH {
            return Err(UnreadReason::Tag);
        }
        steps.push(&next.name);
        seen.push(&next.id);
        above = next.above.as_deref();
    }
    steps.reverse();
    TagPath::try_from(steps.join("/")).map_err(|_| UnreadReason::Tag)
}

fn tag(path: TagPath, known: Known) -> Tag {
    let words = |all: Vec<String>| all.iter().filter_map(|word| bounded(word, MAX_LABEL)).collect();
    let paths = |all: Vec<String>| all.into_iter().filter_map(|path| TagPath::try_from(path).ok()).collect();
    let mut tag = Tag::new(path);
    tag.colour = known.colour;
    tag.synonyms = words(known.synonyms);
    tag.description = known.description.and_then(|text| bounded(&text, MAX_NOTE));
    tag.aliases = paths(known.aliases);
    tag.apart = paths(known.apart);
    tag.needed.kinds = known.kinds;
    tag
}

impl Work<'_> {
    /// Takes entries into the vocabulary. All of their paths first: what one was called before may be another's name by now.
    pub(super) fn enter(&mut self, entries: &[Entry]) {
        for entry in entries {
            if let Err(reason) = self.known(entry.tag.path.clone()) {
                self.gathered.miss(entry.place, entry.tag.path.as_str(), reason);
            }
        }
        entries.iter().for_each(|entry| self.join(entry));
    }

    /// What the file says of a tag, added to what is known of it here.
    fn join(&mut self, entry: &Entry) {
        let Entry { place, tag } = entry;
        let Some(own) = self.known(tag.path.clone()).ok().and_then(|path| self.desk.tag(&path)) else {
            return;
        };
        let colour = if own.colour == TagColour::default() { tag.colour } else { own.colour };
        let mut joined = Tag { colour, ..own.clone().joined(tag.clone()) };
        // A path leads to one tag alone: to that which has it, or had it first.
        joined.aliases.retain(|old| {
            own.aliases.contains(old) || (self.desk.tag(old).is_none() && meant(&self.desk, old) == *old)
        });
        let cut = [
            limit(&mut joined.synonyms, MAX_SYNONYMS),
            limit(&mut joined.aliases, MAX_ALIASES),
            limit(&mut joined.apart, MAX_APART),
        ];
        if cut.contains(&true) {
            self.gathered.miss(*place, own.path.as_str(), UnreadReason::TooMany);
        }
        if joined != own {
            self.desk.put(Record::Tag(joined));
        }
    }
}

/// Leaves out what is past a limit, and says whether there was any.
fn limit<T: Ord + Clone>(set: &mut SortedSet<T>, most: usize) -> bool {
    let is_past = set.len() > most;
    if is_past {
        *set = set.iter().take(most).cloned().collect();
    }
    is_past
}
