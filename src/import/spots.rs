//! Where on boards the things of a file go: folders find their boards by name, or make them, and each board gives its order
//! keys. It never moves what stands on a board.

use pinfold_kernels::sorting::sort_by_key;

use super::{
    BETWEEN_FOLDERS,
    bring::{ImportChoice, Places, Thing, Work},
};
use crate::{
    boards::order,
    model::{
        board::{Board, OrderKey},
        id::{BoardId, SectionId},
        letters,
        pin::MAX_PLACEMENTS,
        record::{IndexKey, Record},
        text::{MAX_LABEL, bounded, folded},
        workspace::Workspace,
    },
};

/// Where on a board something goes, and the order keys of what comes there: behind what stands there.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) board: BoardId,
    pub(super) section: Option<SectionId>,
    count: usize,
    pub(super) orders: std::vec::IntoIter<OrderKey>,
}

/// Boards, by their names as people tell them apart.
#[derive(Debug, Default)]
struct Boards {
    all: Vec<Board>,
    places: Places,
}

impl Boards {
    fn of(workspace: &Workspace) -> Self {
        let mut all: Vec<&Board> = workspace.boards().collect();
        // Of two with one name, that which can take something, and is in use.
        sort_by_key(&mut all, |board| (board.query.is_some(), board.archived));
        let mut own = Self::default();
        all.into_iter().for_each(|board| own.add(board.clone()));
        own
    }

    fn add(&mut self, board: Board) {
        let key = letters::key(&folded(&board.name));
        // Of two with one name, the first.
        if !self.places.contains_key(&key) {
            self.places.insert(key, self.all.len());
            self.all.push(board);
        }
    }

    fn named(&self, name: &str) -> Option<&Board> {
        self.all.get(*self.places.get(&letters::key(name))?)
    }
}

impl Work<'_> {
    /// Says of each thing where it goes, and makes the boards that are not there yet.
    pub(super) fn settle(&mut self, things: &mut [Thing<'_>], choice: &ImportChoice) -> Vec<Spot> {
        let mut boards = Boards::of(self.workspace);
        let mut spots: Vec<Spot> = Vec::new();
        let (mut settled, mut known) = (Places::new(), Places::new());
        for thing in things {
            let folders: Vec<&str> = match &choice.board {
                Some(name) => vec![name],
                None if choice.folders => {
                    thing.all.iter().flat_map(|found| &found.folders).map(String::as_str).collect()
                }
                None => Vec::new(),
            };
            let stands =
                thing.known.as_ref().and_then(|id| self.workspace.pin(id)).map(|pin| &pin.placements);
            for folder in folders {
                let Some(name) = bounded(&folded(folder), MAX_LABEL) else { continue };
                let place = match settled.get(&name) {
                    Some(place) => *place,
                    None => {
                        let (board, section) = self.spot(&mut boards, &name);
                        // Two names may be one board, as where they differ in letter case.
                        let key = format!("{board} {}", section.as_ref().map_or("", SectionId::as_str));
                        let place = known.get(&key).copied().unwrap_or(spots.len());
                        if place == spots.len() {
                            known.insert(key, place);
                            spots.push(Spot { board, section, count: 0, orders: Vec::new().into_iter() });
                        }
                        settled.insert(name, place);
                        place
                    }
                };
                let on = |place: usize| spots.get(place).map(|spot| &spot.board);
                let is_there =
                    on(place).is_some_and(|board| stands.is_some_and(|stands| stands.contains_key(board)));
                // One past what fits, so that it is said.
                if thing.spots.len() > MAX_PLACEMENTS {
                    break;
                }
                if !is_there && !thing.spots.iter().any(|own| on(*own) == on(place)) {
                    thing.spots.push(place);
                    if let Some(spot) = spots.get_mut(place) {
                        spot.count += 1;
                    }
                }
            }
        }
        spots
    }

    /// The board of a folder, or the section that its last step is of the board that the others are.
    fn spot(&mut self, boards: &mut Boards, name: &str) -> (BoardId, Option<SectionId>) {
        if let Some((above, last)) = name.rsplit_once(BETWEEN_FOLDERS)
            && boards.named(name).is_none()
            && let Some(board) = boards.named(above)
            && let Some(section) = board.sections.iter().find(|section| letters::same(&section.name, last))
        {
            return (board.id.clone(), Some(section.id.clone()));
        }
        // What a smart board holds is its query's to say: beside one of that name stands another.
        let mut own = name.to_owned();
        let mut place = 2;
        while boards.named(&own).is_some_and(|board| board.query.is_some()) {
            own = format!("{name} {place}");
            place += 1;
        }
        if let Some(board) = boards.named(&own) {
            return (board.id.clone(), None);
        }
        let board = Board {
            id: self.id(self.now, &["board", &letters::key(&own)]).unwrap_or_else(BoardId::nil),
            name: own,
            description: None,
            sections: Vec::new(),
            query: None,
            cover: None,
            archived: false,
            created: self.now,
            changed: self.now,
        };
        let id = board.id.clone();
        self.desk.put(Record::Board(board.clone()));
        boards.add(board);
        (id, None)
    }

    /// Makes the order keys of what comes to a spot. Its board is in use from then on: what somebody brings in is not to vanish
    /// among what was put away.
    pub(super) fn number(&mut self, spot: &mut Spot) {
        if spot.count > 0
            && let Ok(board) = self.desk.board(&spot.board)
            && board.archived
        {
            self.desk.put(Record::Board(Board { archived: false, changed: self.now, ..board }));
        }
        let on = IndexKey::board(spot.board.as_str());
        let places = self.workspace.found_by(&on).filter_map(|stored| match &stored.record {
            Record::Pin(pin) => pin.placements.get(&spot.board).filter(|place| place.section == spot.section),
            _ => None,
        });
        let last = places.map(|place| &place.order).max();
        // Where there is no room behind the last one, they stand among the others rather than nowhere.
        let keys = order::spread(last, None, spot.count).or_else(|| order::spread(None, None, spot.count));
        spot.orders = keys.unwrap_or_default().into_iter();
    }
}
