//! What a board's pins have in common, and which of them do not fit.

use pinfold::{
    export::request::ExportScope,
    model::{
        board::{OrderKey, Placement},
        id::{BoardId, PinId},
        media::Colour,
        pin::Pin,
        product::{Money, Product},
        record::Record,
        stored::Stored,
        workspace::Workspace,
    },
    view::{
        Library,
        profile::{Oddity, Profile},
    },
};

use super::world::board;
use crate::sample;

const BOARD: u32 = 7;
const OTHER: u32 = 8;

/// A board of eight oak chairs at about 100, a picture each, among the sample's pins; `change` alters them.
fn chairs(change: impl Fn(usize, &mut Pin)) -> Library {
    let (mut workspace, _) = sample::workspace();
    let base = workspace.pins().find(|pin| !pin.content.media.is_empty()).unwrap().clone();
    let boards = [(BOARD, "Chairs"), (OTHER, "Autumn")].map(|(number, name)| board(number, name, &[], None));
    let ids = boards.each_ref().map(|stored| stored.record.as_board().unwrap().id.clone());
    boards.into_iter().for_each(|stored| workspace.put(stored));
    for number in 0..8 {
        let mut pin = base.clone();
        pin.id = PinId::try_from(format!("{number:026}")).unwrap();
        pin.placements = std::iter::once((ids[0].clone(), placed())).collect();
        pin.tags = ["range/spindle".to_owned().try_into().unwrap()].into();
        let content = &mut pin.content;
        content.title = Some(format!("Spindleback chair {number}"));
        content.text = Some("A chair of solid oak.".to_owned());
        let price = Money { amount: format!("{}.00", 100 + number), currency: Some("EUR".to_owned()) };
        let brand = Some(if number % 2 == 0 { "Hartwell" } else { "HARTWELL" }.to_owned());
        content.product = Some(Product { brand, price: Some(price), ..Product::default() });
        content.media[0].looks.colours = vec![
            Colour { rgb: format!("#c8643{number}"), share: 80 },
            Colour { rgb: "#101010".to_owned(), share: 20 },
        ];
        change(number, &mut pin);
        put(&mut workspace, pin);
    }
    Library::open(workspace.iter().map(|(_, stored)| stored.clone()))
}

fn placed() -> Placement {
    Placement { section: None, order: OrderKey::try_from("a1".to_owned()).unwrap() }
}

fn put(workspace: &mut Workspace, pin: Pin) {
    workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin)) });
}

fn id(number: u32) -> BoardId {
    board(number, "", &[], None).record.as_board().unwrap().id.clone()
}

fn of(library: &Library) -> Profile {
    library.profile(&ExportScope::Board(id(BOARD)))
}

fn named(said: &[pinfold::view::profile::Said]) -> Vec<(&str, u32)> {
    said.iter().map(|said| (said.name.as_str(), said.count)).collect()
}

#[test]
fn what_all_of_them_say_is_named_once_and_counted() {
    let profile = of(&chairs(|_, _| {}));
    assert_eq!((profile.pins, profile.pictured), (8, 8));
    assert_eq!(named(&profile.brands), [("Hartwell", 8)]);
    assert_eq!(named(&profile.materials), [("oak", 8)]);
    let tags: Vec<(&str, u32)> = profile.tags.iter().map(|tag| (tag.chip.path.as_str(), tag.count)).collect();
    assert_eq!(tags, [("range", 8), ("range/spindle", 8)]);
    assert!(named(&profile.words).contains(&("spindleback", 8)), "{:?}", profile.words);
    assert!(profile.words.iter().all(|said| said.name != "the" && said.name != "oak"), "{:?}", profile.words);
    assert_eq!(profile.odd, []);
}

#[test]
fn prices_are_spread_from_the_lowest_to_the_highest() {
    let prices = of(&chairs(|number, pin| {
        if number == 7 {
            pin.content.product.as_mut().unwrap().price.as_mut().unwrap().currency = Some("SEK".to_owned());
        }
    }));
    let prices = prices.prices.unwrap();
    assert_eq!((prices.low.amount.as_str(), prices.high.amount.as_str()), ("100.00", "106.00"));
    assert_eq!((prices.median.amount.as_str(), prices.count, prices.others), ("103.00", 7, 1));
    assert_eq!((prices.steps.iter().sum::<u32>(), prices.steps.len()), (7, 12));
    assert_eq!((prices.steps.first(), prices.steps.last()), (Some(&1), Some(&1)));
    // All at one price, or at none that is a number.
    for amount in ["5", "many", "-0", "1e400", ""] {
        let same = of(&chairs(|_, pin| {
            amount.clone_into(&mut pin.content.product.as_mut().unwrap().price.as_mut().unwrap().amount)
        }));
        assert_eq!(same.prices.unwrap().steps, [8], "{amount}");
    }
}

#[test]
fn near_colours_are_one_of_the_palette() {
    let palette = of(&chairs(|_, _| {})).palette;
    assert_eq!(palette.len(), 2, "{palette:?}");
    assert!(palette[0].rgb.starts_with("#c864") && palette[1].rgb == "#101010", "{palette:?}");
    assert_eq!(palette.iter().map(|colour| colour.share).collect::<Vec<_>>(), [80, 20]);
}

#[test]
fn what_does_not_fit_is_named_with_its_reasons() {
    let library = chairs(|number, pin| {
        if number == 3 {
            pin.content.product.as_mut().unwrap().price.as_mut().unwrap().amount = "990.00".to_owned();
        }
        if number == 4 {
            pin.tags = Default::default();
        }
    });
    let odd: Vec<(PinId, Vec<Oddity>)> =
        of(&library).odd.into_iter().map(|odd| (odd.card.id, odd.because)).collect();
    let pin = |number: usize| PinId::try_from(format!("{number:026}")).unwrap();
    assert_eq!(odd, [(pin(3), vec![Oddity::Dear]), (pin(4), vec![Oddity::Tags])]);
}

#[test]
fn other_boards_are_named_on_which_several_stand() {
    let library = chairs(|number, pin| {
        if number < 2 {
            pin.placements.insert(id(OTHER), placed());
        }
    });
    let boards: Vec<(String, u32)> =
        of(&library).boards.into_iter().map(|board| (board.name, board.count)).collect();
    assert_eq!(boards, [("Autumn".to_owned(), 2)]);
}

#[test]
fn nothing_and_everything_have_a_profile() {
    let library = chairs(|_, _| {});
    let nothing = library.profile(&ExportScope::Pins(Vec::new()));
    assert_eq!((nothing.pins, nothing.palette.len(), nothing.prices), (0, 0, None));
    let all = library.profile(&ExportScope::All);
    assert!(all.pins > 8 && all.words.iter().all(|said| said.count > 1));
}
