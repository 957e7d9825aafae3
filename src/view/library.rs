//! The library: all records with the index over them, and what its screens show. It writes nothing to storage.

use pinfold_kernels::sorting::{repeated, sort_by, sort_by_cached_key, sort_by_key};

use super::{
    browse,
    card::{PinCard, TagChip},
    change::{ChangeView, Undoable},
    complete::complete,
    customers::{self, CustomersQuery, CustomersView},
    detail::PinDetail,
    foresight::Foresight,
    list::{ListQuery, ListView, MAX_WINDOW},
    page::TagSuggestion,
    profile::Profile,
    rail::{RailBoard, RailSection, RailSite, RailTag, RailView},
    rules::{self, RuleRow, RulesForesight},
    suggested::{TagSuggested, suggested},
    vocabulary::VocabularyView,
};
use crate::model::letters;
use crate::{
    edit::{Edit as _, curate::CurateCommand, error::EditError, outcome::Outcome},
    export::request::ExportScope,
    model::{
        board::{Board, OrderKey},
        change::{Before, Change},
        id::{BoardId, ChangeId, MediaId, PinId},
        media::{Media, MediaState},
        pin::Pin,
        record::{Record, RecordKey, RecordKind},
        sorted_map::SortedMap,
        sorted_set::SortedSet,
        stored::Stored,
        tag::TagPath,
        time::Instant,
        workspace::Workspace,
    },
    search::{
        Entry, Facet, Index, Names, Open, Query, index::section_value, query::value_key, values::Value,
    },
    suggest::Suggester,
    tags::{
        alike::{AlikeTags, alike},
        path::place,
    },
};

/// Results that are kept while nothing changes: a list, the board beside it, and the last few typed.
const MAX_RESULTS: usize = 4;

/// A picture that may stand for a board, and its place there: whether nobody chose it, its pin's section and order.
type Cover = ((bool, usize, OrderKey), MediaId);

/// All records with the index over them.
#[derive(Default)]
pub struct Library {
    workspace: Workspace,
    index: Index,
    results: Vec<browse::Result>,
    /// What was learned of all pins, once somebody asked.
    suggester: Option<Suggester>,
}

impl Library {
    /// A library of all records.
    pub fn open(records: impl IntoIterator<Item = Stored>) -> Self {
        let mut workspace = Workspace::default();
        records.into_iter().for_each(|stored| workspace.put(stored));
        let index = Index::build(entries(&workspace));
        let mut library = Self { workspace, index, results: Vec::new(), suggester: None };
        library.call();
        library
    }

    /// Takes over records that changed: what they are now, or that they are gone.
    pub fn refresh(&mut self, changed: impl IntoIterator<Item = (RecordKey, Option<Stored>)>) {
        self.results.clear();
        let mut pins = Vec::new();
        let mut names_changed = false;
        for (key, stored) in changed {
            names_changed |= matches!(key.kind, RecordKind::Tag | RecordKind::Board | RecordKind::Customer);
            let before = self.workspace.remove(&key).map(|stored| stored.record);
            let now = stored.as_ref().map(|stored| &stored.record);
            if let Some(suggester) = &mut self.suggester {
                suggester.replace(before.as_ref(), now);
            }
            for record in before.as_ref().into_iter().chain(now) {
                match record {
                    Record::Pin(pin) => pins.push(pin.id.clone()),
                    Record::Annotation(note) => pins.push(note.pin.clone()),
                    _ => {}
                }
            }
            stored.into_iter().for_each(|stored| self.workspace.put(stored));
        }
        // Each once: a pin and its notes may have changed together.
        let pins: SortedSet<PinId> = pins.into_iter().collect();
        for id in &pins {
            match self.workspace.pin(id) {
                Some(pin) => self.index.put(&Entry { pin, notes: self.workspace.annotations_of(id) }),
                None => {
                    self.index.remove(id);
                }
            }
        }
        if names_changed {
            self.call();
        }
    }

    /// The records.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The index over the pins.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The pins that fit a query, a window of them.
    pub fn list(&mut self, query: &ListQuery) -> ListView {
        let key = browse::key(query);
        let result = match self.results.iter().position(|known| known.query == key) {
            Some(known) => self.results.remove(known),
            None => browse::result(self, query),
        };
        let view = self.window(&result, query);
        self.results.insert(0, result);
        self.results.truncate(MAX_RESULTS);
        view
    }

    fn window(&self, result: &browse::Result, query: &ListQuery) -> ListView {
        let size = query.limit.min(MAX_WINDOW) as usize;
        let window = result.order.iter().skip(query.offset as usize).take(size);
        let board = query.board.as_ref().and_then(|id| self.workspace.board(id));
        let cards = window.filter_map(|number| self.pin_numbered(*number)).map(|pin| {
            let mut card = PinCard::of(pin, &self.workspace);
            card.marks = card.text.as_deref().map(|text| result.marker.spans(text)).unwrap_or_default();
            let placement = board.and_then(|board| pin.placements.get(&board.id));
            let section = placement.and_then(|placement| placement.section.clone());
            card.section = section.filter(|id| board.is_some_and(|b| b.sections.iter().any(|s| s.id == *id)));
            card
        });
        let first = query.offset == 0;
        ListView {
            total: u32::try_from(result.order.len()).unwrap_or(u32::MAX),
            of: self.index.len(),
            offset: query.offset,
            cards: cards.collect(),
            facets: result.facets.clone(),
            shapes: if first { result.shapes.clone() } else { Vec::new() },
            common: result.common.clone().filter(|_| first),
            ignored: result.ignored.clone(),
        }
    }

    /// The left rail.
    pub fn rail(&self) -> RailView {
        let mut busy = self.index.with(Facet::Has, "board");
        busy.add_all(&self.index.with(Facet::Has, "tag"));
        let mut sites: Vec<RailSite> = self
            .index
            .values(Facet::Site)
            .map(|value| RailSite { site: value.name.to_string(), count: value.live })
            .collect();
        sort_by(&mut sites, |a, b| (b.count, &a.site).cmp(&(a.count, &b.site)));
        RailView {
            pins: self.index.len(),
            inbox: self.index.len().saturating_sub(busy.len()),
            customers: u32::try_from(self.workspace.customers().count()).unwrap_or(u32::MAX),
            boards: self.rail_boards(),
            tags: self.rail_tags(),
            sites,
        }
    }

    fn rail_boards(&self) -> Vec<RailBoard> {
        let boards = self.covers().into_values().map(|(board, cover)| RailBoard {
            id: board.id.clone(),
            name: board.name.clone(),
            description: board.description.clone(),
            query: board.query.clone(),
            cover: cover.map(|(_, media)| media),
            archived: board.archived,
            count: match &board.query {
                None => self.index.count(Facet::Board, board.id.as_str()),
                Some(query) => u32::try_from(self.index.find(&Query::read(query, Open::No), None).len())
                    .unwrap_or(u32::MAX),
            },
            sections: board
                .sections
                .iter()
                .map(|section| RailSection {
                    id: section.id.clone(),
                    name: section.name.clone(),
                    count: self
                        .index
                        .count(Facet::Section, &section_value(board.id.as_str(), section.id.as_str())),
                })
                .collect(),
        });
        let mut boards: Vec<RailBoard> = boards.collect();
        sort_by_cached_key(&mut boards, |board| (value_key(&board.name), board.id.clone()));
        boards
    }

    /// The boards, each with the picture that stands for it: the one that a person chose, where it still stands there, else the first.
    fn covers(&self) -> SortedMap<&BoardId, (&Board, Option<Cover>)> {
        let mut covers: SortedMap<&BoardId, (&Board, Option<Cover>)> =
            self.workspace.boards().map(|board| (&board.id, (board, None))).collect();
        for pin in self.workspace.pins() {
            for (id, placement) in &pin.placements {
                let Some((board, cover)) = covers.get_mut(id) else { continue };
                let stored = |media: &&Media| matches!(media.state, MediaState::Stored { .. });
                let chosen = pin
                    .content
                    .media
                    .iter()
                    .filter(stored)
                    .find(|media| Some(&media.id) == board.cover.as_ref());
                let Some(media) = chosen.or_else(|| pin.content.media.iter().find(stored)) else { continue };
                let section =
                    board.sections.iter().position(|own| Some(&own.id) == placement.section.as_ref());
                let place = (chosen.is_none(), section.map_or(0, |at| at + 1), placement.order.clone());
                if cover.as_ref().is_none_or(|(known, _)| place < *known) {
                    *cover = Some((place, media.id.clone()));
                }
            }
        }
        covers
    }

    /// Every tag with its key: the vocabulary, what stands above its entries, and what pins carry besides.
    fn every_tag(&self) -> impl Iterator<Item = (String, TagPath)> {
        let mut paths: SortedMap<String, TagPath> = SortedMap::default();
        for tag in self.workspace.tags() {
            for above in tag.path.ancestry() {
                if let Ok(path) = TagPath::try_from(above.to_owned()) {
                    paths.keep(path.key(), path);
                }
            }
        }
        let carried = self.index.values(Facet::Tag).filter(|value| !paths.contains_key(&*value.name));
        let carried = carried.filter_map(|value| Some((value.name.to_string(), self.path_of(&value.name)?)));
        let carried: Vec<(String, TagPath)> = carried.collect();
        paths.into_iter().chain(carried)
    }

    fn rail_tags(&self) -> Vec<RailTag> {
        let tags = self.every_tag().map(|(key, path)| RailTag {
            chip: TagChip::of(&path, &self.workspace),
            count: self.index.count(Facet::Tag, &key),
        });
        let mut tags: Vec<RailTag> = tags.collect();
        sort_by_cached_key(&mut tags, |tag| place(&tag.chip.path));
        tags
    }

    /// The customers that fit a query, a window of them.
    pub fn customers(&self, query: &CustomersQuery) -> CustomersView {
        customers::list(query, &self.workspace)
    }

    /// All there is to show of a pin; `None` where there is no such pin.
    pub fn detail(&self, pin: &PinId) -> Option<PinDetail> {
        self.workspace.pin(pin).map(|pin| PinDetail::of(pin, &self.workspace))
    }

    /// The changes, newest first.
    pub fn changes(&self) -> Vec<ChangeView> {
        let mut changes: Vec<&Change> = self.workspace.changes().collect();
        sort_by(&mut changes, |a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        changes
            .into_iter()
            .map(|change| ChangeView {
                id: change.id.clone(),
                at: change.at,
                deed: change.deed,
                count: change.count,
                label: change.label.clone(),
                undoable: self.undoable(change),
            })
            .collect()
    }

    fn undoable(&self, change: &Change) -> Undoable {
        let revision = |key: &RecordKey| self.workspace.get(key).map_or(0, |stored| stored.revision);
        // What the change made may have moved on: taking it away again is possible all the same.
        let made = |before: &Before| before.is_new() && before.revision != 0;
        let stands = |before| made(before) || revision(&before.key) == before.revision;
        if change.undone_by.is_some() {
            Undoable::Undone
        } else if !change.before.is_empty() && change.before.iter().all(stands) {
            Undoable::Yes
        } else {
            Undoable::No
        }
    }

    /// What pins have in common, beside all others.
    pub fn profile(&self, scope: &ExportScope) -> Profile {
        let ids = self.pins_of(scope);
        let pins: Vec<&Pin> = ids.iter().filter_map(|id| self.workspace.pin(id)).collect();
        let tags = browse::tag_counts(self, ids.iter().filter_map(|id| self.index.number(id)));
        let board = match scope {
            ExportScope::Board(id) => Some(id),
            _ => None,
        };
        Profile::of(&pins, board, &tags, &self.workspace, &self.index)
    }

    /// The vocabulary as it is looked after.
    pub fn vocabulary(&self) -> VocabularyView {
        VocabularyView::of(&self.workspace, self.every_tag(), |key| self.index.count(Facet::Tag, key))
    }

    /// Tags that pins may want: for one pin its own, for several those that most of them may want.
    pub fn tags_suggested(&mut self, pins: &[PinId]) -> Vec<TagSuggested> {
        let mut suggester = self.suggester.take().unwrap_or_else(|| {
            let mut fresh = Suggester::default();
            self.workspace.pins().for_each(|pin| fresh.learn(pin));
            fresh
        });
        if !suggester.is_called() {
            let tags: Vec<(String, TagPath)> = self.every_tag().collect();
            suggester.call(&tags, &self.workspace);
        }
        let pins = pins.iter().filter_map(|id| self.workspace.pin(id));
        let found = suggested(pins, &mut suggester, |key| self.path_of(key), &self.workspace);
        self.suggester = Some(suggester);
        found
    }

    /// Tags that complete what was typed, best first.
    pub fn tags_complete(&self, typed: &str) -> Vec<TagSuggestion> {
        complete(typed, self.workspace.tags())
    }

    /// Tags that look much alike.
    pub fn tags_alike(&self) -> Vec<AlikeTags> {
        alike(self.workspace.tags())
    }

    /// What a command that keeps things in order comes to.
    ///
    /// # Errors
    /// Why it is refused; nothing is to be written then.
    pub fn curate(
        &self,
        command: &CurateCommand,
        change: &ChangeId,
        now: Instant,
    ) -> Result<Outcome, EditError> {
        command.apply(change, &self.workspace.load(&command.plan(change)), now)
    }

    /// What a command that keeps things in order would do.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn foresee(
        &self,
        command: &CurateCommand,
        change: &ChangeId,
        now: Instant,
    ) -> Result<Foresight, EditError> {
        Ok(Foresight::of(&self.curate(command, change, now)?.batch, &self.workspace))
    }

    /// The rules, in order.
    pub fn rules(&self) -> Vec<RuleRow> {
        rules::rows(&self.workspace, &self.index)
    }

    /// What following all rules that are switched on comes to, for all pins there are.
    ///
    /// # Errors
    /// Why nothing can be done; nothing is to be written then.
    pub fn ruled(&self, change: &ChangeId, now: Instant) -> Result<(Outcome, RulesForesight), EditError> {
        rules::ruled(&self.workspace, &self.index, change, now)
    }

    /// The pins to export, in the order of the list that shows the same; pins that do not exist are left out.
    pub fn pins_of(&self, scope: &ExportScope) -> Vec<PinId> {
        let query = match scope {
            ExportScope::Pins(pins) => {
                let known = pins.iter().zip(repeated(pins, PinId::cmp));
                let known = known.filter(|(id, repeated)| !repeated && self.workspace.pin(id).is_some());
                return known.map(|(id, _)| id.clone()).collect();
            }
            ExportScope::Board(board) => ListQuery { board: Some(board.clone()), ..ListQuery::default() },
            // A closing space: what is exported is not being typed any more.
            ExportScope::Query(text) => ListQuery { text: format!("{text} "), ..ListQuery::default() },
            ExportScope::All => ListQuery::default(),
        };
        browse::order(self, &query)
            .into_iter()
            .filter_map(|number| self.index.document(number))
            .map(|known| known.pin.clone())
            .collect()
    }

    /// The pin with a number in the index.
    pub(super) fn pin_numbered(&self, number: u32) -> Option<&Pin> {
        self.workspace.pin(&self.index.document(number)?.pin)
    }

    /// A tag as people write it, by its key: as the vocabulary has it, else as some pin does.
    pub(super) fn path_of(&self, key: &str) -> Option<TagPath> {
        if let Some(Record::Tag(tag)) =
            self.workspace.get(&RecordKey::new(RecordKind::Tag, key)).map(|stored| &stored.record)
        {
            return Some(tag.path.clone());
        }
        let example = |value: &Value| self.index.example(value).and_then(|id| self.workspace.pin(id));
        let pin = self.index.value(Facet::Tag, key).and_then(example)?;
        let written = pin.tags.iter().flat_map(TagPath::ancestry).find(|path| letters::key(path) == key)?;
        TagPath::try_from(written.to_owned()).ok()
    }

    /// What the author with an identity key is called.
    pub(super) fn author_called(&self, key: &str) -> Option<String> {
        let pin = self.index.example(self.index.value(Facet::Author, key)?)?;
        self.workspace.pin(pin)?.content.author.as_ref()?.label().map(str::to_owned)
    }

    fn call(&mut self) {
        self.index.call(Names::of(
            self.workspace.tags(),
            self.workspace.boards(),
            self.workspace.customers(),
        ));
    }
}

/// Every pin with its annotations, in the order they were pinned.
fn entries(workspace: &Workspace) -> impl Iterator<Item = Entry<'_>> {
    let mut pins: Vec<&Pin> = workspace.pins().collect();
    sort_by_key(&mut pins, |pin| (pin.created, &pin.id));
    pins.into_iter().map(|pin| Entry { pin, notes: workspace.annotations_of(&pin.id) })
}
