//! What pins have in common, to be drawn: tags, colours, prices, brands, materials, the words that stand out against all other
//! pins, other boards they stand on, and which of them do not fit. It counts what pins say and adds nothing.

mod counting;
mod material;
mod odd;
mod palette;
mod prices;
mod standing;

use serde::{Deserialize, Serialize};

use self::counting::Counting;
pub use self::{odd::Oddity, prices::PriceSpread};
use super::{
    card::{PinCard, TagChip},
    common::carried_by_most,
};
use crate::{
    model::{id::BoardId, media::Colour, pin::Pin, tag::TagPath, workspace::Workspace},
    search::Index,
};

/// Most values of each kind that are named: what is seen at a glance.
const MAX_NAMED: usize = 10;

/// Something several pins say, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Said {
    /// What.
    pub name: String,
    /// How many pins say it.
    pub count: u32,
}

/// A tag, and how many pins carry it or one below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TagShare {
    /// The tag.
    pub chip: TagChip,
    /// How many.
    pub count: u32,
}

/// Another board, and how many of the pins stand on it too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct BoardShare {
    /// The board.
    pub id: BoardId,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// A pin that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OddPin {
    /// The pin.
    pub card: PinCard,
    /// Why.
    pub because: Vec<Oddity>,
}

/// What pins have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Profile {
    /// How many pins.
    pub pins: u32,
    /// How many of them have a picture whose colours are known.
    pub pictured: u32,
    /// The colours of their pictures together, the largest first.
    pub palette: Vec<Colour>,
    /// Prices, in the currency most of them have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<PriceSpread>,
    /// Tags, those that most carry first.
    pub tags: Vec<TagShare>,
    /// Brands.
    pub brands: Vec<Said>,
    /// Materials that are named.
    pub materials: Vec<Said>,
    /// Sites.
    pub sites: Vec<Said>,
    /// Words that are said here more often than in all other pins, the plainest first.
    pub words: Vec<Said>,
    /// Other boards that several of the pins stand on.
    pub boards: Vec<BoardShare>,
    /// Pins that do not fit.
    pub odd: Vec<OddPin>,
}

impl Profile {
    /// The profile of pins, beside all others of a workspace; `of` is the board they are shown on, which says nothing.
    pub fn of(
        pins: &[&Pin],
        of: Option<&BoardId>,
        tags: &[(TagPath, u32)],
        workspace: &Workspace,
        index: &Index,
    ) -> Self {
        let (words, materials) = standing::words(pins, index);
        let prices = prices::spread(pins);
        let common = carried_by_most(count(pins.len()), tags);
        let odd = odd::odd(pins, &common, prices.as_ref()).into_iter();
        let mut brands = Counting::default();
        let mut sites = Counting::default();
        let mut boards = Counting::default();
        for pin in pins {
            brands.add(pin.content.product.as_ref().and_then(|product| product.brand.as_deref()));
            sites.add([pin.content.source.site.as_str()]);
            boards.add(pin.placements.keys().filter(|id| Some(*id) != of).map(BoardId::as_str));
        }
        let board = |said: Said| {
            let board = workspace.board(&BoardId::try_from(said.name).ok()?)?;
            Some(BoardShare { id: board.id.clone(), name: board.name.clone(), count: said.count })
        };
        let mut tags: Vec<&(TagPath, u32)> = tags.iter().collect();
        pinfold_kernels::sorting::sort_by(&mut tags, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let tags = tags.into_iter().take(MAX_NAMED);
        Self {
            pins: count(pins.len()),
            pictured: count(pins.iter().filter(|pin| palette::colours(pin).is_some()).count()),
            palette: palette::of(pins),
            prices,
            tags: tags
                .map(|(path, count)| TagShare { chip: TagChip::of(path, workspace), count: *count })
                .collect(),
            brands: brands.first(1),
            materials,
            sites: sites.first(1),
            words,
            boards: boards.first(2).into_iter().filter_map(board).collect(),
            odd: odd.map(|(pin, because)| OddPin { card: PinCard::of(pin, workspace), because }).collect(),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
