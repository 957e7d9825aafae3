//! What is posted as one's own: pictures in which the rights are granted and no others, and of the rest only what everybody may read.

use pinfold::{
    compose::{
        ChosenFile,
        composed::{Composed, FileProblem, NoteProblem},
        files::alt,
        wording,
    },
    deliver::{self, job::Job, problem::Problem},
    export::set::ExportPin,
    model::{
        connection::ConnectorKind,
        delivery::AttachmentKind,
        id::MediaId,
        media::{Media, MediaKind, MediaState},
        pin::Pin,
        redaction::Kinds,
        rights::{Rights, RightsStatus},
        template::NoteSyntax,
    },
};

use super::Ask;
use crate::sample;

const KIND: ConnectorKind = ConnectorKind::Pinterest;

fn media(pin: &Pin, place: u32, kind: MediaKind, mime: &str) -> Media {
    Media {
        id: MediaId::of(&pin.id, place.try_into().unwrap()),
        kind,
        url: None,
        alt: Some(format!("Picture {place}, mara@example.com")),
        width: Some(100),
        height: Some(100),
        state: MediaState::Stored { mime: mime.to_owned(), bytes: 1_000, digest: "0".repeat(16) },
        rights: None,
        looks: Default::default(),
    }
}

/// A picture of the screen and three of the post.
fn pin() -> Pin {
    let (workspace, _) = sample::workspace();
    let mut pin = workspace.pins().find(|pin| !pin.tags.is_empty()).unwrap().clone();
    pin.rights = Rights::default();
    pin.content.title = Some("Desk lamp".to_owned());
    pin.content.text = Some("The lamp that we make.".to_owned());
    pin.content.product = None;
    pin.content.media = vec![
        media(&pin, 0, MediaKind::Screenshot, "image/webp"),
        media(&pin, 1, MediaKind::Image, "image/webp"),
        media(&pin, 2, MediaKind::Image, "image/png"),
        media(&pin, 3, MediaKind::Image, "image/webp"),
    ];
    pin
}

fn granted() -> Pin {
    let mut pin = pin();
    pin.rights.status = RightsStatus::Granted;
    pin
}

fn status(status: RightsStatus) -> Option<Rights> {
    Some(Rights { status, ..Rights::default() })
}

fn composed(pin: &Pin, chosen: Option<&[usize]>) -> Composed {
    let chosen = chosen.map(|places| {
        let file = |place: &usize| ChosenFile {
            kind: AttachmentKind::Picture,
            media: Some(pin.content.media[*place].id.clone()),
        };
        places.iter().map(file).collect()
    });
    let ask = Ask {
        template: wording::built_in(KIND),
        limits: deliver::limits(KIND),
        chosen,
        ..Ask::new(NoteSyntax::Plain)
    };
    ask.pin(pin)
}

/// What becomes of it where it is sent all the same.
fn sent(pin: &Pin, composed: &Composed) -> Result<(), Problem> {
    let lengths = vec![1_000; composed.note.attachments.len()];
    Job::of(pin, None, composed.note.clone(), lengths).fits(&deliver::limits(KIND))
}

#[test]
fn nothing_is_posted_without_rights() {
    for status in [RightsStatus::Unknown, RightsStatus::Requested, RightsStatus::Refused] {
        let mut pin = pin();
        pin.rights.status = status;
        for chosen in [None, Some([1].as_slice())] {
            let composed = composed(&pin, chosen);
            assert!(!composed.ready && composed.note.attachments.is_empty(), "{status:?}");
            assert_eq!(composed.problems, [NoteProblem::NotGranted], "{status:?}");
            let pictures = composed.files.iter().filter(|offer| offer.file.media.is_some());
            assert!(pictures.map(|offer| offer.problem).all(|why| why == Some(FileProblem::NotGranted)));
            assert_eq!(sent(&pin, &composed), Err(Problem::NoPicture), "{status:?}");
        }
        // Rights that were taken back after the note was composed.
        let allowed = composed(&granted(), None);
        assert!(allowed.ready);
        assert_eq!(sent(&granted(), &allowed), Ok(()));
        assert_eq!(sent(&pin, &allowed), Err(Problem::NotGranted), "{status:?}");
    }
}

#[test]
fn the_first_picture_that_may_be_posted_goes_in_a_form_that_is_taken() {
    let mut pin = granted();
    let goes = |pin: &Pin, chosen: Option<&[usize]>| -> Vec<(String, String)> {
        let composed = composed(pin, chosen);
        assert_eq!(composed.problems, [], "{chosen:?}");
        composed.note.attachments.into_iter().map(|file| (file.name, file.mime)).collect()
    };
    let file =
        |place: u32, ending: &str, mime: &str| (format!("pin-{}-{place}.{ending}", pin.id), mime.to_owned());
    let (drawn, as_it_is) = (file(2, "jpg", "image/jpeg"), file(3, "png", "image/png"));
    assert_eq!(goes(&pin, None), [drawn]);
    assert_eq!(goes(&pin, Some(&[2])), std::slice::from_ref(&as_it_is));
    // What a picture says of itself counts for more than what the pin says, both ways.
    pin.content.media[1].rights = status(RightsStatus::Refused);
    assert_eq!(goes(&pin, None), std::slice::from_ref(&as_it_is));
    pin.rights.status = RightsStatus::Unknown;
    pin.content.media[2].rights = status(RightsStatus::Granted);
    assert_eq!(goes(&pin, None), [as_it_is]);
    assert_eq!(composed(&pin, Some(&[3])).problems, [NoteProblem::NoPicture], "another one may be");
}

#[test]
fn there_is_one_picture_and_no_page() {
    let pin = granted();
    let both = composed(&pin, Some(&[1, 2]));
    assert_eq!(both.note.attachments.len(), 1);
    assert_eq!(both.files[2].problem, Some(FileProblem::TooMany(1)));
    let page = both.files.last().unwrap();
    assert_eq!((page.file.kind, page.problem), (AttachmentKind::Evidence, Some(FileProblem::NoPicture)));
    assert_eq!(composed(&pin, Some(&[])).problems, [NoteProblem::NoPicture]);
    let mut none = pin.clone();
    none.content.media.clear();
    assert_eq!(composed(&none, None).problems, [NoteProblem::NoPicture]);
}

#[test]
fn everybody_reads_what_the_page_says_and_nothing_more() {
    let pin = granted();
    let note = composed(&pin, None).note;
    let address = ExportPin::of(&pin).address().to_owned();
    assert_eq!(note.subject, "Desk lamp");
    assert_eq!(note.body, format!("The lamp that we make.\n\n- {address}\n- pin:{}", pin.id));
    let mut long = pin.clone();
    long.content.text = Some("word ".repeat(1_000));
    let note = composed(&long, None).note;
    assert!(
        (700..=800).contains(&note.body.chars().count()) && note.body.contains(&format!("pin:{}", pin.id))
    );
}

#[test]
fn what_the_picture_shows_is_said_where_nothing_of_it_is_masked() {
    let pin = granted();
    let mut note = composed(&pin, None).note;
    assert_eq!(alt(&ExportPin::of(&pin), &note), None, "it has an address, which is masked");
    note.masked = Kinds::default();
    assert_eq!(alt(&ExportPin::of(&pin), &note).as_deref(), Some("Picture 1, mara@example.com"));
}
