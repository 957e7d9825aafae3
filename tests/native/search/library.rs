//! The library's lists, rail and details.

use pinfold::{
    export::request::ExportScope,
    model::{
        pin::PinKind,
        record::{Record, RecordKey},
    },
    view::{
        Library,
        list::{Chosen, FacetValue, ListQuery, ListView, MAX_WINDOW, Sort},
    },
};

use super::world::{Make, board, entry, note, tag, ulid};

fn numbers(view: &ListView) -> Vec<u32> {
    view.cards.iter().map(|card| card.id.as_str().parse().unwrap()).collect()
}

fn counts(values: &[FacetValue]) -> Vec<(&str, u32)> {
    values.iter().map(|value| (value.value.as_str(), value.count)).collect()
}

fn shop() -> Library {
    Library::open([
        Make::pin(1)
            .price("9.99", "EUR")
            .tags(&["Shoe/Run", "sale"])
            .on(900, Some(11), "V")
            .picture(100, 150)
            .stored(),
        Make::pin(2).price("10", "EUR").tags(&["shoe/walk"]).on(900, None, "k").picture(0, 0).stored(),
        Make::pin(3).price("100.00", "EUR").tags(&["Shoe/Run"]).on(900, Some(10), "V").stored(),
        Make::pin(4)
            .text("shoe")
            .kind(PinKind::Review)
            .site("x.com", Some("x"))
            .author("Ann", "ann")
            .stored(),
        Make::pin(5).on(900, None, "V").author("Bob", "bob").published("2020-01-01").stored(),
        Make::pin(6).on(900, Some(99), "z").stored(),
        note(700, 4, "look"),
        board(900, "Board", &[(10, "First"), (11, "Second")], None),
        board(901, "another", &[], Some("tag:shoe")),
        entry("shoe", &[]),
        entry("unused/below", &[]),
    ])
}

#[test]
fn a_board_keeps_its_sections_and_keys() {
    let mut library = shop();
    let query = ListQuery { board: Some(ulid(900)), limit: 10, ..ListQuery::default() };
    let view = library.list(&query);
    assert_eq!(numbers(&view), [5, 2, 6, 3, 1]);
    let sections: Vec<Option<String>> =
        view.cards.iter().map(|c| c.section.clone().map(String::from)).collect();
    assert_eq!(sections, [None, None, None, Some(format!("{:026}", 10)), Some(format!("{:026}", 11))]);
    assert_eq!(view.shapes, [0, 1_000, 0, 0, 1_500]);
    let common = view.common.unwrap();
    let prices = common.prices.unwrap();
    assert_eq!((prices.0.amount.as_str(), prices.1.amount.as_str()), ("9.99", "100.00"));
    assert_eq!(common.median.unwrap().amount, "10");
    assert_eq!(common.tags, [tag("shoe")]);

    let second = library.list(&ListQuery { offset: 3, limit: 1, ..query.clone() });
    assert_eq!((numbers(&second), second.total, second.of), (vec![3], 5, 6));
    assert!(second.shapes.is_empty() && second.common.is_none());
    assert_eq!(
        library.pins_of(&ExportScope::Board(ulid(900))),
        [ulid(5), ulid(2), ulid(6), ulid(3), ulid(1)]
    );
    assert!(
        library.list(&ListQuery { board: Some(ulid(5)), limit: 10, ..ListQuery::default() }).cards.is_empty()
    );
}

#[test]
fn a_smart_board_is_what_its_query_finds() {
    let mut library = shop();
    let query = ListQuery { board: Some(ulid(901)), limit: 10, ..ListQuery::default() };
    assert_eq!(numbers(&library.list(&query)), [3, 2, 1]);
    let narrowed = library.list(&ListQuery { text: "tag:sale".to_owned(), ..query });
    assert_eq!(numbers(&narrowed), [1]);
}

#[test]
fn smart_boards_may_name_each_other_and_themselves() {
    let mut library = Library::open([
        Make::pin(1).text("late").stored(),
        Make::pin(2).text("lost").tags(&["complaint"]).stored(),
        board(901, "late", &[], Some("late")),
        board(902, "late complaints", &[], Some("-board:late tag:complaint")),
        board(903, "snake", &[], Some("late -board:tail")),
        board(904, "tail", &[], Some("board:snake")),
    ]);
    let mut on = |number: u32| {
        numbers(&library.list(&ListQuery { board: Some(ulid(number)), limit: 10, ..ListQuery::default() }))
    };
    assert_eq!((on(901), on(902)), (vec![1], vec![2]));
    // There is no right answer here, only one that comes at once and is always the same.
    assert_eq!((on(903), on(904)), (vec![], vec![1]));

    // Boards that all name all others: without a limit this would be a query for every path through them.
    let text = (0..60).map(|number| format!("board:n{number} ")).collect::<String>();
    let boards = (0..60u32).map(|number| board(number + 1, &format!("n{number}"), &[], Some(&text)));
    let mut library = Library::open(boards.chain([Make::pin(1).text("late").stored()]));
    assert_eq!(
        library.list(&ListQuery { text: "board:n0 ".to_owned(), limit: 10, ..ListQuery::default() }).total,
        0
    );
}

#[test]
fn lists_are_sorted() {
    let mut library = shop();
    for (sort, expected) in [
        (Sort::Natural, [6, 5, 4, 3, 2, 1]),
        (Sort::Newest, [6, 5, 4, 3, 2, 1]),
        (Sort::Oldest, [1, 2, 3, 4, 5, 6]),
        (Sort::Published, [5, 6, 4, 3, 2, 1]),
        (Sort::Author, [4, 5, 6, 3, 2, 1]),
        (Sort::Price, [1, 2, 3, 6, 5, 4]),
    ] {
        let view = library.list(&ListQuery { sort, limit: MAX_WINDOW + 1, ..ListQuery::default() });
        assert_eq!(numbers(&view), expected, "{sort:?}");
    }
}

#[test]
fn facets_count_what_fits() {
    let mut library = shop();
    let all = library.list(&ListQuery { limit: 1, ..ListQuery::default() }).facets;
    assert_eq!(counts(&all.tags), [("shoe", 3), ("Shoe/Run", 2), ("sale", 1), ("shoe/walk", 1)]);
    assert_eq!(counts(&all.sites), [("forum.example", 5), ("x.com", 1)]);
    assert_eq!(counts(&all.kinds), [("post", 5), ("review", 1)]);
    assert_eq!(counts(&all.authors), [("forum.example:bob", 1), ("x:ann", 1)]);
    assert_eq!(all.authors[1].label.as_deref(), Some("Ann"));

    let facets =
        Chosen { tags: vec![tag("shoe/run")], sites: vec!["forum.example".to_owned()], ..Chosen::default() };
    let view = library.list(&ListQuery { facets, limit: 10, ..ListQuery::default() });
    assert_eq!(numbers(&view), [3, 1]);
    // The other tags can still be added, and show what they would add.
    assert_eq!(counts(&view.facets.tags), [("shoe", 3), ("Shoe/Run", 2), ("sale", 1), ("shoe/walk", 1)]);
    assert_eq!(counts(&view.facets.sites), [("forum.example", 2)]);
    assert_eq!(counts(&view.facets.kinds), [("post", 2)]);

    let facets = Chosen {
        kinds: vec![PinKind::Post, PinKind::Review],
        authors: vec!["x:ann".to_owned()],
        ..Chosen::default()
    };
    assert_eq!(numbers(&library.list(&ListQuery { facets, limit: 10, ..ListQuery::default() })), [4]);
}

#[test]
fn the_rail_counts_boards_tags_and_the_inbox() {
    let rail = shop().rail();
    assert_eq!((rail.pins, rail.inbox), (6, 1));
    let boards: Vec<(&str, u32)> = rail.boards.iter().map(|b| (b.name.as_str(), b.count)).collect();
    assert_eq!(boards, [("another", 3), ("Board", 5)]);
    let sections: Vec<u32> = rail.boards[1].sections.iter().map(|section| section.count).collect();
    assert_eq!(sections, [1, 1]);
    let tags: Vec<(&str, u32)> = rail.tags.iter().map(|tag| (tag.chip.path.as_str(), tag.count)).collect();
    let expected =
        [("sale", 1), ("shoe", 3), ("Shoe/Run", 2), ("shoe/walk", 1), ("unused", 0), ("unused/below", 0)];
    assert_eq!(tags, expected);
    assert_eq!(rail.sites[0].count, 5);
}

#[test]
fn changes_elsewhere_are_taken_over() {
    let mut library = shop();
    let query = ListQuery { text: "courier ".to_owned(), limit: 10, ..ListQuery::default() };
    assert_eq!(library.list(&query).total, 0);
    let late = note(701, 2, "the courier");
    library.refresh([(late.record.key(), Some(late.clone()))]);
    assert_eq!(numbers(&library.list(&query)), [2]);
    library.refresh([(late.record.key(), None)]);
    assert_eq!(library.list(&query).total, 0);
    let other = Make::pin(2).text("courier").stored();
    library.refresh([(other.record.key(), Some(other)), (RecordKey::pin(&ulid(1)), None)]);
    assert_eq!(numbers(&library.list(&query)), [2]);
    assert_eq!(library.rail().pins, 5);
    let Record::Board(mut renamed) = board(900, "Other name", &[], None).record else { panic!() };
    renamed.sections.clear();
    let record = super::world::stored(Record::Board(renamed));
    library.refresh([(record.record.key(), Some(record))]);
    assert_eq!(library.list(&ListQuery { text: "board:\"other name\"".to_owned(), ..query }).total, 3);
}

#[test]
fn found_words_are_marked_on_the_card() {
    let mut library = shop();
    let view = library.list(&ListQuery { text: "sho".to_owned(), limit: 10, ..ListQuery::default() });
    let card = view.cards.iter().find(|card| card.id == ulid(4)).unwrap();
    assert_eq!((card.marks.as_slice(), card.annotations), ([(0, 4)].as_slice(), 1));
}
