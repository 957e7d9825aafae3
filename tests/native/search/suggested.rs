//! Tags that a pin may want: learned from pins that have tags, and from what the tags are called.

use pinfold::{
    model::{id::PinId, media::Colour, pin::Pin, record::RecordKey, stored::Stored, workspace::Workspace},
    suggest::{Suggester, TagReason},
    view::{Library, suggested::TagSuggested},
};

use super::world::{Make, entry, tag, ulid};

/// Forty pins that were tagged: late parcels of anybody, torn chairs, what one author says, what one site says, and
/// pictures of one colour.
fn tagged() -> Vec<Stored> {
    let late = [
        "parcel came late",
        "still waiting, my parcel is weeks overdue",
        "overdue again, where is the parcel",
    ];
    let torn = ["the chair arrived torn", "its seat is torn, what a chair", "torn cushion on a new chair"];
    let make = |number: u32| {
        let of = |texts: [&'static str; 3]| texts[number as usize % 3];
        let make = Make::pin(number).site("x.com", Some("x")).author("", &format!("user{number}"));
        match number % 5 {
            0 => make.text(&format!("{} {number}", of(late))).tags(&["Complaint/Late"]),
            1 => make.text(&format!("{} {number}", of(torn))).tags(&["complaint/damaged"]),
            2 => make.author("", "press").text(&format!("note {number}")).tags(&["press"]),
            3 => make.site("shop.example", None).text(&format!("thing {number}")).tags(&["shop"]),
            _ => make.picture(10, 10).tags(&["moodboard/red"]),
        }
    };
    (1..=40).map(make).map(red).map(Make::stored).collect()
}

fn red(mut make: Make) -> Make {
    for media in &mut make.0.content.media {
        media.looks.colours = vec![Colour { rgb: "#d01020".to_owned(), share: 70 }];
    }
    make
}

fn asked(make: Make, others: impl IntoIterator<Item = Stored>) -> Vec<TagSuggested> {
    let id = make.0.id.clone();
    let mut library = Library::open(others.into_iter().chain([make.stored()]));
    library.tags_suggested(&[id])
}

fn paths(suggested: &[TagSuggested]) -> Vec<&str> {
    suggested.iter().map(|one| one.chip.path.as_str()).collect()
}

#[test]
fn a_tag_is_suggested_for_what_says_most() {
    let at = |number| Make::pin(number).site("elsewhere.example", None).author("", "nobody");
    let words = |words: &[&str]| TagReason::Words(words.iter().map(|word| (*word).to_owned()).collect());
    for (make, path, because) in [
        (at(100).text("OVERDUE since May"), "Complaint/Late", words(&["OVERDUE"])),
        (at(100).text("all of it Torn"), "complaint/damaged", words(&["Torn"])),
        (
            at(100).site("x.com", Some("x")).author("", "press").text("nothing new"),
            "press",
            TagReason::Author,
        ),
        (at(100).site("shop.example", None).text("nothing new"), "shop", TagReason::Site),
        (red(at(100).picture(5, 5)), "moodboard/red", TagReason::Colour),
    ] {
        let found = asked(make, tagged());
        let first = found.first().unwrap_or_else(|| panic!("nothing for {path}"));
        assert_eq!((first.chip.path.as_str(), &first.because), (path, &because));
    }
    assert_eq!(asked(at(100).text("weather"), tagged()), []);
}

#[test]
fn a_tag_that_the_text_names_is_suggested_though_nothing_was_learned() {
    let make = |text: &str| Make::pin(1).text(text);
    let vocabulary = || {
        [
            entry("complaint/late delivery", &["zu spät"]),
            entry("praise", &[]),
            entry("it", &[]),
            entry("product/chair", &["配達"]),
            entry("a name of more than four words", &[]),
        ]
    };
    for (text, path, written) in [
        ("A Late-Delivery, once more", "complaint/late delivery", "Late-Delivery"),
        ("kam ZU SPAT an", "complaint/late delivery", "ZU SPAT"),
        ("今日は配達が遅い", "product/chair", "配達"),
        ("nothing but praise", "praise", "praise"),
    ] {
        let found = asked(make(text), vocabulary());
        assert_eq!(paths(&found), [path], "{text}");
        assert_eq!(found[0].because, TagReason::Name(written.to_owned()));
    }
    for text in ["late, no delivery", "it is", "a name of more than four words", ""] {
        assert_eq!(asked(make(text), vocabulary()), [], "{text}");
    }
}

#[test]
fn nothing_is_learned_from_few_pins_nor_of_a_tag_on_one() {
    let few = |count| tagged().into_iter().filter(|one| one.record.as_pin().is_some()).take(count);
    let make = || Make::pin(100).text("overdue parcel").site("elsewhere.example", None);
    assert_eq!(asked(make(), few(9)), []);
    assert_eq!(paths(&asked(make(), few(12))), ["Complaint/Late"]);
    let one = Make::pin(90).text("umbrella").tags(&["rain"]).stored();
    let make = || Make::pin(100).text("umbrella").site("elsewhere.example", None);
    assert_eq!(asked(make(), tagged().into_iter().chain([one.clone()])), []);
    let two = Make::pin(91).text("umbrella").tags(&["rain"]).stored();
    assert_eq!(paths(&asked(make(), tagged().into_iter().chain([one, two]))), ["rain"]);
}

#[test]
fn what_a_pin_has_or_what_stands_above_that_is_not_suggested() {
    let vocabulary = [entry("complaint", &[]), entry("complaint/late", &[]), entry("complaint/later", &[])];
    let make = Make::pin(1).text("a complaint: late, later").tags(&["Complaint/Late"]);
    assert_eq!(paths(&asked(make, vocabulary)), ["complaint/later"]);
}

#[test]
fn several_pins_are_offered_what_most_of_them_may_want() {
    let make = |number, text: &str| Make::pin(number).text(text).site("elsewhere.example", None);
    let texts = ["overdue parcel", "an overdue parcel, torn chair", "the parcel is overdue", "torn chair"];
    let pins = (100..).zip(texts).map(|(number, text)| make(number, text).stored());
    let mut library = Library::open(tagged().into_iter().chain(pins));
    let ids: Vec<PinId> = (100..104).map(ulid).collect();
    assert_eq!(paths(&library.tags_suggested(&ids)), ["Complaint/Late"]);
    assert_eq!(paths(&library.tags_suggested(&ids[3..])), ["complaint/damaged"]);
    assert_eq!(library.tags_suggested(&[]), []);
    assert_eq!(library.tags_suggested(&[ulid(999)]), []);
}

#[test]
fn what_changes_is_learned_at_once_and_as_if_it_always_was_so() {
    let ask = Make::pin(100).text("umbrella, overdue").site("elsewhere.example", None).stored();
    let id = [ulid::<PinId>(100)];
    let mut library = Library::open(tagged().into_iter().chain([ask.clone()]));
    assert_eq!(paths(&library.tags_suggested(&id)), ["Complaint/Late"]);

    // Ten late ones become rainy ones, one after the other; then one goes, and a name is given.
    let rainy = |number: u32| Make::pin(number).text(&format!("umbrella {number}")).tags(&["rain"]).stored();
    let key = |stored: &Stored| stored.record.key();
    for number in (5..=40).step_by(5) {
        library.refresh([(key(&rainy(number)), Some(rainy(number)))]);
    }
    library.refresh([(RecordKey::pin(&ulid(1)), None)]);
    let found = library.tags_suggested(&id);
    assert_eq!(paths(&found), ["rain"]);

    let others = tagged().into_iter().filter(|one| one.record.as_pin().is_some_and(|pin| pin.id != ulid(1)));
    let others = others.map(|one| match one.record.as_pin().map(|pin| pin.id.as_str().parse::<u32>()) {
        Some(Ok(number)) if number % 5 == 0 => rainy(number),
        _ => one,
    });
    assert_eq!(Library::open(others.chain([ask])).tags_suggested(&id), found);

    let named = entry("weather", &["Umbrella"]);
    library.refresh([(key(&named), Some(named))]);
    assert_eq!(paths(&library.tags_suggested(&id)), ["rain", "weather"]);
}

#[test]
fn ten_thousand_tags_and_a_hundred_thousand_words_are_bounded() {
    let mut suggester = Suggester::default();
    for number in 0..12_000_u32 {
        let text: Vec<String> = (0..20).map(|word| format!("word{}", number * 20 + word)).collect();
        let path = format!("tag{}", number % 10_000);
        suggester.learn(&pin(Make::pin(number).text(&text.join(" ")).tags(&[path.as_str()])));
    }
    let paths: Vec<_> = (0..10_000).map(|number| (String::new(), tag(&format!("tag{number}")))).collect();
    suggester.call(&paths, &Workspace::default());
    // The words of the first pins are known; there was no room for those of the last.
    let all = |number: u32| (0..20).map(|word| format!("word{} ", number * 20 + word)).collect::<String>();
    let mut best = |text: &str| {
        let first = suggester.suggest(&pin(Make::pin(50_000).text(text))).into_iter().next()?;
        suggester.key(first.tag).map(str::to_owned)
    };
    assert_eq!(best(&all(7)), Some("tag7".to_owned()));
    assert_eq!(best(&all(11_999)), None);
    assert_eq!(best(&format!("tag1234 {}", "x".repeat(300_000))), Some("tag1234".to_owned()));
    // No more than the first words of a text count.
    assert_eq!(best(&format!("{} tag1234", "x ".repeat(400))), None);
}

fn pin(make: Make) -> Pin {
    make.0
}
