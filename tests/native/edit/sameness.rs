//! What is pinned once however often, what is only alike, and what a second look leaves.

use pinfold::{
    edit::{command::Command, outcome::Captured},
    model::{
        media::{Colour, Looks, MediaState},
        observation::Sighting,
        pin::Pin,
        record::Record,
        thread::{Position, Thread},
        time::{Instant, Precision, Published},
    },
};
use proptest::prelude::*;

use super::{Office, draft, pin_id};

/// A post without address or id, as from a site that nobody wrote an adapter for.
fn nameless(author: &str, text: &str, at: Option<(i64, Precision)>) -> pinfold::capture::draft::Draft {
    let mut read = draft("0", author, text);
    read.content.source.url = None;
    read.content.source.native_id = None;
    read.content.published = at.map(|(minutes, precision)| Published {
        instant: Instant::from_milliseconds(1_700_000_000_000 + minutes * 60_000),
        offset_minutes: None,
        precision,
    });
    read
}

fn pinned(office: &mut Office, number: usize, read: pinfold::capture::draft::Draft) -> Captured {
    let draft = Box::new(read);
    let command =
        Command::PinCreate { id: pin_id(number), draft, tags: [].into(), board: None, highlight: None };
    office.run(command).unwrap().pin.unwrap().1
}

#[test]
fn without_address_and_id_author_text_and_time_make_one_pin() {
    let first = || nameless("mara", "The lid  leaks again.", Some((0, Precision::Minute)));
    let cases = [
        ("the same", first(), Captured::Again),
        (
            "other spaces",
            nameless("Mara", "The lid leaks\nagain.", Some((0, Precision::Minute))),
            Captured::Again,
        ),
        (
            "a minute off",
            nameless("mara", "The lid leaks again.", Some((1, Precision::Minute))),
            Captured::Again,
        ),
        ("no time", nameless("mara", "The lid leaks again.", None), Captured::Again),
        (
            "an hour, roughly",
            nameless("mara", "The lid leaks again.", Some((90, Precision::Hour))),
            Captured::Again,
        ),
        (
            "the next day",
            nameless("mara", "The lid leaks again.", Some((1_440, Precision::Minute))),
            Captured::New,
        ),
        (
            "somebody else",
            nameless("tom", "The lid leaks again.", Some((0, Precision::Minute))),
            Captured::New,
        ),
        ("other words", nameless("mara", "The lid leaks.", Some((0, Precision::Minute))), Captured::New),
    ];
    for (what, second, expected) in cases {
        let mut office = Office::default();
        assert_eq!(pinned(&mut office, 0, first()), Captured::New);
        assert_eq!(pinned(&mut office, 1, second), expected, "{what}");
    }
}

#[test]
fn nobodys_words_are_not_taken_for_each_others() {
    let mut read = nameless("mara", "The lid leaks again.", None);
    read.content.author = None;
    let mut office = Office::default();
    assert_eq!(pinned(&mut office, 0, read.clone()), Captured::New);
    assert_eq!(pinned(&mut office, 1, read), Captured::New);
}

#[test]
fn a_corrected_pin_is_still_known_by_what_was_read() {
    use pinfold::{edit::command::Correction, model::author::Author};
    let mut office = Office::default();
    let first = nameless("mara", "The lid leaks again.", None);
    pinned(&mut office, 0, first.clone());
    let other = Author { handle: Some("mara.k".to_owned()), ..Author::default() };
    let corrections = vec![
        Correction::Author(Some(other)),
        Correction::Text(Some("The lid leaks, again!".to_owned())),
        Correction::Url(Some("https://social.example/mara/7".to_owned())),
    ];
    office.run(Command::PinCorrect { pin: pin_id(0), corrections }).unwrap();
    assert_eq!(pinned(&mut office, 1, first), Captured::Again);
}

#[test]
fn what_an_address_names_is_not_known_by_its_words() {
    let mut office = Office::default();
    pinned(&mut office, 0, nameless("mara", "The lid leaks again.", None));
    assert_eq!(pinned(&mut office, 1, draft("1", "mara", "The lid leaks again.")), Captured::New);
}

#[test]
fn a_thread_pinned_later_takes_in_what_was_pinned_before() {
    let mut office = Office::default();
    pinned(&mut office, 0, draft("0", "mara", "Two of three"));
    let mut again = draft("0", "mara", "Two of three");
    let root = Some("https://social.example/mara/9".to_owned());
    let position = Some(Position { place: 2, of: 3 });
    again.content.thread = Thread { root: root.clone(), parent: root.clone(), quoted: None, position };
    assert_eq!(pinned(&mut office, 1, again), Captured::Again);
    let thread = &office.pin(0).content.thread;
    assert_eq!((&thread.root, thread.position), (&root, position));
    // A look at fewer of them takes nothing back.
    pinned(&mut office, 2, draft("0", "mara", "Two of three"));
    assert_eq!(office.pin(0).content.thread.position, position);
}

#[test]
fn what_is_gone_keeps_what_it_was_and_can_come_back() {
    let mut office = Office::with_pins(2);
    let before = office.records();
    office.run(Command::PinsGone { pins: vec![pin_id(0), pin_id(1)] }).unwrap();
    assert_eq!(office.pin(1).observations[0].sighting, Sighting::Gone);
    assert_eq!(office.pin(1).content.text.as_deref(), Some("post 1"));
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(office.records(), before);
}

#[test]
fn what_a_picture_looks_like_comes_with_its_bytes_and_stays() {
    let mut office = Office::default();
    let mut read = draft("0", "mara", "post");
    read.content.media = super::undo::picture_of(&pin_id(0));
    pinned(&mut office, 0, read);
    let media = office.pin(0).content.media[0].id.clone();
    let colours = vec![Colour { rgb: "#112233".to_owned(), share: 80 }];
    let looks = Looks { fingerprint: Some("00ff00ff00ff00ff".to_owned()), colours, ..Looks::default() };
    let set = |state, looks| Command::MediaSet {
        pin: pin_id(0),
        media: media.clone(),
        state: Some(state),
        size: None,
        looks,
    };
    office.run(set(MediaState::Pending, looks.clone())).unwrap();
    office.run(set(MediaState::Blocked { host: "x.example".to_owned() }, Looks::default())).unwrap();
    assert_eq!(office.pin(0).content.media[0].looks, looks);
    let keys = Record::Pin(Box::new(office.pin(0).clone())).index_keys();
    assert_eq!(keys.iter().filter(|key| key.as_str().starts_with("looks:")).count(), 4);
}

#[test]
fn what_an_older_version_looked_at_waits_to_be_looked_at_once() {
    use pinfold::model::media::EYE;
    let mut office = Office::default();
    let mut read = draft("0", "mara", "post");
    read.content.media = super::undo::picture_of(&pin_id(0));
    pinned(&mut office, 0, read);
    let media = office.pin(0).content.media[0].id.clone();
    let set =
        |state, looks| Command::MediaSet { pin: pin_id(0), media: media.clone(), state, size: None, looks };
    let unseen = |office: &Office| {
        let keys = Record::Pin(Box::new(office.pin(0).clone())).index_keys();
        keys.iter().any(|key| key.as_str() == "media:unseen")
    };
    // What is not there cannot be looked at.
    assert!(!unseen(&office));
    let old = Looks { fingerprint: Some("00ff00ff00ff00ff".to_owned()), ..Looks::default() };
    let there = MediaState::Stored { mime: "image/webp".to_owned(), bytes: 9, digest: "0".to_owned() };
    office.run(set(Some(there.clone()), old.clone())).unwrap();
    assert!(unseen(&office));
    let (changed, before) = (office.pin(0).changed, office.records());
    office.run(set(None, Looks { by: EYE, ..old.clone() })).unwrap();
    assert!(!unseen(&office));
    let picture = &office.pin(0).content.media[0];
    assert_eq!((&picture.state, picture.looks.by, office.pin(0).changed), (&there, EYE, changed));
    assert_ne!(office.records(), before);
    // Where nothing was seen, what was known stays, and it does not come again.
    office.run(set(Some(there), old.clone())).unwrap();
    office.run(set(None, Looks::default())).unwrap();
    assert!(!unseen(&office));
    assert_eq!(office.pin(0).content.media[0].looks.fingerprint, old.fingerprint);
}

#[test]
fn two_pins_are_tied_from_both_sides_and_let_go() {
    use pinfold::{edit::curate::CurateCommand, model::tie::Tie};
    let mut office = Office::with_pins(3);
    let tie = |other, tie| CurateCommand::PinsTie { pin: pin_id(0), other: pin_id(other), tie };
    let ties = |office: &Office, number| -> Vec<_> { office.pin(number).ties.iter().cloned().collect() };
    office.run(tie(1, Some(Tie::Linked))).unwrap();
    office.run(tie(2, Some(Tie::Apart))).unwrap();
    assert_eq!(ties(&office, 0), [(pin_id(1), Tie::Linked), (pin_id(2), Tie::Apart)]);
    assert_eq!(
        (ties(&office, 1), ties(&office, 2)),
        (vec![(pin_id(0), Tie::Linked)], vec![(pin_id(0), Tie::Apart)])
    );
    // Another word takes the place of the first, and none takes it away.
    office.run(tie(1, Some(Tie::Apart))).unwrap();
    assert_eq!(ties(&office, 1), [(pin_id(0), Tie::Apart)]);
    office.run(Command::Undo { change: office.last_change() }).unwrap();
    assert_eq!(ties(&office, 1), [(pin_id(0), Tie::Linked)]);
    office.run(tie(1, None)).unwrap();
    office.run(tie(2, None)).unwrap();
    assert!(ties(&office, 0).is_empty() && ties(&office, 1).is_empty());
    assert!(office.run(tie(0, Some(Tie::Linked))).is_err(), "to itself");
    assert!(office.run(tie(7, Some(Tie::Linked))).is_err(), "to nothing");
    assert!(ties(&office, 0).is_empty(), "nothing half done");
}

const COMPLAINT: &str = "My new blender leaks from the bottom after one week of use, and nobody at the hotline picks up \
                         the phone. Is there any way to get a refund?";

/// Whether the second is found by the first's keys, as a plan would.
fn finds(one: &str, other: &str) -> bool {
    let pin = |text: &str| -> Pin {
        let mut office = Office::default();
        pinned(&mut office, 0, draft("0", "mara", text));
        office.pin(0).clone()
    };
    let (one, other) = (pin(one), pin(other));
    let theirs: Vec<_> = other.content.likenesses().collect();
    one.content.likenesses().any(|key| theirs.contains(&key))
}

#[test]
fn reposts_and_cross_posts_share_a_key_and_other_complaints_do_not() {
    for alike in [
        COMPLAINT.to_uppercase(),
        format!("RT @mara: {COMPLAINT}"),
        format!("{COMPLAINT} https://shop.example/blender #refund"),
        COMPLAINT.replace("one week", "1 week"),
        COMPLAINT.replace("from the bottom ", ""),
        COMPLAINT.replace(", and", " –").replace('?', " 😤"),
    ] {
        assert!(finds(COMPLAINT, &alike), "{alike}");
    }
    for other in [
        "My new kettle arrived without its lid, and the hotline says that is normal. Is there any way to get one?",
        "Thanks, that helped!",
        "Does anybody know whether the filter of the K2 kettle fits the K1? I would rather not buy a second one.",
    ] {
        assert!(!finds(COMPLAINT, other), "{other}");
    }
    // Words that are everybody's find nobody.
    assert!(!finds("Thank you so much!", "Thank you so much!"));
    // Writings without spaces have words too.
    let leaks = "先週買ったケトルの底から水が漏れます。電話しても誰も出ません。返金できますか？";
    assert!(finds(leaks, &leaks.replace("先週", "昨日")));
    assert!(!finds(leaks, "新しいランプはとても明るくて、机の上にぴったりです。友達にも勧めました。"));
}

proptest! {
    /// One word of twenty that is another: nearly always found.
    #[test]
    fn one_changed_word_rarely_hides_a_text(words in proptest::collection::vec("[a-z]{4,9}", 120..160), at in 0_usize..20) {
        let mut found = 0;
        for text in words.chunks_exact(20) {
            let mut other = text.to_vec();
            other[at] = "entirely".to_owned();
            found += usize::from(finds(&text.join(" "), &other.join(" ")));
        }
        // Of six or seven texts at most two are missed.
        prop_assert!(found + 2 >= words.len() / 20, "{found} of {}", words.len() / 20);
    }
}

#[test]
fn a_later_look_notes_how_many_follow_its_author_and_nobody_else() {
    use pinfold::{edit::command::Correction, model::author::Author};
    let read = |handle: &str, followers| {
        let mut read = draft("0", handle, "It leaks.");
        read.content.source.url = Some("https://social.example/mara/0".to_owned());
        read.content.author.as_mut().unwrap().followers = followers;
        read
    };
    let mut office = Office::default();
    pinned(&mut office, 0, read("mara", Some(500)));
    // The last one is a look that took somebody else for the author.
    let looks = [("mara", Some(620)), ("Mara", None), ("acme", Some(9_000))];
    for (number, (handle, followers)) in looks.into_iter().enumerate() {
        assert_eq!(pinned(&mut office, number + 1, read(handle, followers)), Captured::Again);
    }
    let followers = |office: &Office| office.pin(0).content.author.as_ref().unwrap().followers;
    let noted: Vec<_> = office.pin(0).observations.iter().map(|seen| seen.followers).collect();
    assert_eq!((followers(&office), noted), (Some(500), vec![Some(620), None, None]));
    // A person corrects the name: it is the same account. They name another account: nobody counted its followers.
    for (handle, kept, seen) in [("mara", Some(500), Some(620)), ("mara.k", None, None)] {
        let author =
            Author { handle: Some(handle.to_owned()), name: Some("Mara K.".to_owned()), ..Author::default() };
        let corrections = vec![Correction::Author(Some(author))];
        office.run(Command::PinCorrect { pin: pin_id(0), corrections }).unwrap();
        assert_eq!(followers(&office), kept, "{handle}");
        assert_eq!(office.pin(0).observations.first().unwrap().followers, seen, "{handle}");
    }
}
