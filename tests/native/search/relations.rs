//! What a pin has to do with others: its thread, what is alike and why, and what changed since.

use pinfold::{
    model::{
        engagement::Count,
        media::Looks,
        observation::{Observation, Sighting},
        pin::Pin,
        prints::Prints,
        product::Product,
        record::Record,
        thread::{Position, Thread},
        tie::Tie,
        time::Instant,
        workspace::Workspace,
    },
    view::{self, detail::PinDetail, history::EditedPiece, relations::Likeness},
};

use super::{
    surfaces::{load, workspace},
    world::{Make, stored, ulid},
};

fn made(mut pin: Pin) -> pinfold::model::stored::Stored {
    pin.content.prints = Prints::of(&pin.content);
    stored(Record::Pin(Box::new(pin)))
}

fn post(number: u32, text: &str) -> Pin {
    let mut pin = Make::pin(number).0;
    pin.content.text = Some(text.to_owned());
    pin
}

/// The detail as the background makes it, from what its plans load; the library's, from everything, is the same.
fn detail(workspace: &Workspace, number: u32) -> PinDetail {
    let pin = ulid(number);
    let loaded = load(workspace, |round, loaded| view::editor_plan(&pin, round, loaded));
    let small = view::editor(&pin, &loaded).unwrap().detail;
    assert_eq!(small, PinDetail::of(workspace.pin(&pin).unwrap(), workspace));
    small
}

const LEAKS: &str = "The kettle leaks from the bottom after only one week of use.";

#[test]
fn alike_pins_are_named_with_the_reason_and_stay_two() {
    let picture = |number, fingerprint: &str| {
        let mut pin = Make::pin(number).picture(10, 10).0;
        pin.content.media[0].looks = Looks { fingerprint: Some(fingerprint.to_owned()), ..Looks::default() };
        pin
    };
    let workspace = workspace([
        made(post(1, LEAKS)),
        made(post(2, "the KETTLE leaks from the bottom, after only one week of use!")),
        made(post(3, &LEAKS.replace("only one", "a"))),
        made(post(4, "The lamp on my desk does not leak at all, and I have used it for a year.")),
        made(picture(5, "0123456789abcdef")),
        made(picture(6, "0123456789abcfee")),
        made(picture(7, "fedcba9876543210")),
    ]);
    let similar = |number| -> Vec<(String, Likeness)> {
        let similar = detail(&workspace, number).similar;
        similar.into_iter().map(|one| (one.card.id.to_string(), one.because)).collect()
    };
    let like = |number, because| (ulid::<pinfold::model::id::PinId>(number).to_string(), because);
    assert_eq!(similar(1), [like(2, Likeness::SameText), like(3, Likeness::LikeText { percent: 80 })]);
    assert_eq!(similar(4), []);
    assert_eq!(similar(5), [like(6, Likeness::SamePicture)]);
    assert_eq!(workspace.pins().count(), 7);
}

#[test]
fn a_picture_cut_out_of_another_is_found_where_all_pins_are_there() {
    let picture = |number, looks| {
        let mut pin = Make::pin(number).picture(10, 10).0;
        pin.content.media[0].looks = looks;
        made(pin)
    };
    let print = |shape: &str| format!("{shape}0123456789abcdef");
    let seen = |shape: &str, parts: &[&str]| Looks {
        fingerprint: Some(shape.to_owned()),
        tint: Some("0123456789abcdef".to_owned()),
        parts: parts.iter().map(|part| print(part)).collect(),
        ..Looks::default()
    };
    let workspace = workspace([
        picture(1, seen("0000000000000000", &["aaaaaaaaaaaaaaaa", "cccccccccccccccc"])),
        picture(2, seen("cccccccccccccccf", &["5555555555555555"])),
        picture(3, seen("ffffffffffffffff", &[])),
    ]);
    let similar = |number| -> Vec<Likeness> {
        let pin = workspace.pin(&ulid(number)).unwrap();
        PinDetail::of(pin, &workspace).similar.into_iter().map(|one| one.because).collect()
    };
    assert_eq!(similar(1), [Likeness::CutFrom]);
    assert_eq!(similar(2), [Likeness::CutOut]);
    assert_eq!(similar(3), []);
}

#[test]
fn what_a_person_said_of_two_pins_comes_before_how_they_look() {
    let tied = |number, others: &[(u32, Tie)]| {
        let mut pin = post(number, LEAKS);
        pin.ties = others.iter().map(|(other, tie)| (ulid(*other), *tie)).collect();
        made(pin)
    };
    // The fourth looks like nothing else, and the ninth is gone.
    let mut far = post(4, "Nothing of the kind.");
    far.ties = [(ulid(1), Tie::Linked)].into_iter().collect();
    let workspace = workspace([
        tied(1, &[(2, Tie::Apart), (4, Tie::Linked), (9, Tie::Linked)]),
        tied(2, &[(1, Tie::Apart)]),
        tied(3, &[]),
        made(far),
    ]);
    let similar = |number| -> Vec<(pinfold::model::id::PinId, Likeness)> {
        detail(&workspace, number).similar.into_iter().map(|one| (one.card.id, one.because)).collect()
    };
    assert_eq!(similar(1), [(ulid(4), Likeness::Linked), (ulid(3), Likeness::SameText)]);
    assert_eq!(similar(2), [(ulid(3), Likeness::SameText)]);
    assert_eq!(similar(3), [(ulid(1), Likeness::SameText), (ulid(2), Likeness::SameText)]);
    assert_eq!(similar(4), [(ulid(1), Likeness::Linked)]);
}

#[test]
fn one_product_of_two_shops_is_known_by_its_number_or_by_brand_and_name() {
    let product = |number, brand: &str, name: &str, gtin: &str, mpn: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut pin = Make::pin(number).kind(pinfold::model::pin::PinKind::Product).0;
        pin.content.product = Some(Product {
            brand: some(brand),
            name: some(name),
            gtin: some(gtin),
            mpn: some(mpn),
            ..Product::default()
        });
        made(pin)
    };
    let workspace = workspace([
        product(1, "Moss", "Kettle K2", "4006381333931", ""),
        product(2, "", "Kettle", "4006381333931", ""),
        product(3, "moss", " KETTLE  k2", "", "M-2"),
        product(4, "Moss", "Kettle K2, red", "", "m-2"),
        product(5, "Moss", "Kettle K2", "9780306406157", ""),
        product(6, "", "Kettle K2", "", ""),
    ]);
    let same = |number| -> Vec<pinfold::model::id::PinId> {
        let found = PinDetail::of(workspace.pin(&ulid(number)).unwrap(), &workspace).similar;
        assert!(found.iter().all(|one| one.because == Likeness::SameProduct));
        found.into_iter().map(|one| one.card.id).collect()
    };
    assert_eq!(same(1), [ulid(2), ulid(3)]);
    assert_eq!(same(3), [ulid(1), ulid(4), ulid(5)]);
    assert_eq!(same(5), [ulid(3)]);
    assert_eq!(same(6), []);
}

#[test]
fn the_pins_of_a_thread_stand_in_its_order() {
    let url = |number: u32| format!("https://forum.example/p/{number}");
    let of_thread = |number: u32, place: u32| {
        let mut pin = post(number, "…");
        let position = Some(Position { place, of: 3 });
        let parent = (place > 1).then(|| url(number + 1));
        pin.content.thread = Thread { root: Some(url(3)), parent, quoted: None, position };
        made(pin)
    };
    // Pinned from the last to the first; and a reply to it by somebody who pinned nothing else.
    let mut reply = post(9, "So true");
    reply.content.thread.parent = Some(url(2));
    let workspace =
        workspace([of_thread(3, 1), of_thread(2, 2), of_thread(1, 3), made(reply), made(post(8, "no"))]);
    let ids = |number| -> Vec<String> {
        detail(&workspace, number).thread.into_iter().map(|card| card.id.to_string()).collect()
    };
    let named = |numbers: &[u32]| -> Vec<String> {
        numbers.iter().map(|number| ulid::<pinfold::model::id::PinId>(*number).to_string()).collect()
    };
    assert_eq!(ids(2), named(&[3, 1]));
    assert_eq!(ids(3), named(&[2, 1]));
    assert_eq!(ids(9), named(&[2]));
    assert_eq!(ids(8), named(&[]));
}

#[test]
fn what_stands_in_the_thread_is_not_said_again_of_its_author() {
    let by_mara = |number: u32, place: Option<u32>| {
        let mut pin = Make::pin(number).author("Mara", "mara").text("…").0;
        let position = place.map(|place| Position { place, of: 2 });
        let root = position.map(|_| "https://forum.example/p/1".to_owned());
        pin.content.thread = Thread { root, parent: None, quoted: None, position };
        made(pin)
    };
    let workspace = workspace([by_mara(1, Some(1)), by_mara(2, Some(2)), by_mara(3, None)]);
    let shown = detail(&workspace, 1);
    let ids = |cards: &[pinfold::view::card::PinCard]| -> Vec<pinfold::model::id::PinId> {
        cards.iter().map(|card| card.id.clone()).collect()
    };
    assert_eq!((ids(&shown.thread), ids(&shown.same_author)), (vec![ulid(2)], vec![ulid(3)]));
    assert_eq!(ids(&detail(&workspace, 3).same_author), [ulid(2), ulid(1)]);
}

#[test]
fn what_was_pinned_before_there_were_prints_is_found_alike_too() {
    let old = |number, text: &str| stored(Record::Pin(Box::new(post(number, text))));
    let (one, other) = (old(1, LEAKS), made(post(2, &LEAKS.replace("only one", "a"))));
    let workspace = workspace([one, other, old(3, &LEAKS.to_uppercase())]);
    for (number, others) in [(1, [3, 2]), (2, [1, 3]), (3, [1, 2])] {
        let found: Vec<_> =
            detail(&workspace, number).similar.into_iter().map(|similar| similar.card.id).collect();
        assert_eq!(found, others.map(ulid), "{number}");
    }
}

#[test]
fn each_look_is_told_by_what_had_changed_since_the_one_before() {
    let mut pin = post(1, "It leaks. Nobody answers the phone, and I have been waiting for a week now.");
    pin.content.engagement = [(Count::Likes, 27), (Count::Replies, 3)].into_iter().collect();
    let seen = |minute: i64, likes: i64, sighting, text: Option<&str>| Observation {
        at: Instant::from_milliseconds(1_700_000_000_000 + minute * 60_000),
        engagement: [(Count::Likes, likes), (Count::Replies, 3), (Count::Views, 100 + minute)]
            .into_iter()
            .collect(),
        followers: None,
        text_hash: None,
        text: text.map(str::to_owned),
        sighting,
    };
    let edited = "It leaks. They answered the phone, and I have been waiting for a week now. Solved!";
    pin.observations = vec![
        seen(1, 31, Sighting::Unchanged, None),
        seen(2, 31, Sighting::Edited, Some(edited)),
        Observation { engagement: Default::default(), ..seen(3, 0, Sighting::Gone, None) },
        seen(4, 30, Sighting::Unchanged, None),
    ];
    let history = detail(&workspace([made(pin)]), 1).history;
    let counts: Vec<_> = history.iter().rev().map(|look| look.counts.clone()).collect();
    let expected = [
        vec![(Count::Likes, 27, 31)],
        vec![(Count::Views, 101, 102)],
        vec![],
        vec![(Count::Likes, 31, 30), (Count::Views, 102, 104)],
    ];
    assert_eq!(counts, expected);
    let sightings: Vec<_> = history.iter().map(|look| look.sighting).collect();
    assert_eq!(sightings, [Sighting::Unchanged, Sighting::Gone, Sighting::Edited, Sighting::Unchanged]);
    let pieces = [
        EditedPiece::Kept("It leaks.".into()),
        EditedPiece::Gone("Nobody answers".into()),
        EditedPiece::New("They answered".into()),
        EditedPiece::Kept("the phone, and I have been waiting for a week now.".into()),
        EditedPiece::New("Solved!".into()),
    ];
    assert_eq!(history[2].text, pieces);
    assert!(history[0].text.is_empty());
}

#[test]
fn long_texts_show_what_changed_and_a_little_around_it() {
    let words: Vec<String> = (0..5_000).map(|number| format!("w{number}")).collect();
    let mut other = words.clone();
    other[2_500] = "changed".to_owned();
    let mut pin = post(1, &words.join(" "));
    let look = |text: String| Observation {
        at: Instant::from_milliseconds(0),
        engagement: Default::default(),
        followers: None,
        text_hash: None,
        text: Some(text),
        sighting: Sighting::Edited,
    };
    // Back and forth, and to something that has nothing in common: no table of 25 million places.
    let none: Vec<String> = (0..5_000).map(|number| format!("n{number}")).collect();
    pin.observations = vec![look(other.join(" ")), look(none.join(" "))];
    let history = detail(&workspace([made(pin)]), 1).history;
    let [EditedPiece::Kept(before), EditedPiece::Gone(gone), EditedPiece::New(new), EditedPiece::Kept(after)] =
        &history[1].text[..]
    else {
        panic!("{:?}", history[1].text)
    };
    assert_eq!((gone.as_str(), new.as_str()), ("w2500", "changed"));
    assert_eq!(before, "… w2494 w2495 w2496 w2497 w2498 w2499");
    assert_eq!(after, "w2501 w2502 w2503 w2504 w2505 w2506 …");
    assert_eq!(history[0].text.len(), 2);
}
