//! What a composed note says, what it masks, what it refuses.

use pinfold::{
    compose::{
        ChosenFile,
        composed::{Edited, FileProblem, NoteProblem, Notice},
        files::evidence,
        wording,
    },
    export::{file::Part, set::ExportPin},
    model::{
        annotation::{Annotation, Motivation, Region, Target},
        author::Author,
        case::{Case, CaseStatus, Severity},
        connection::ConnectorKind,
        customer::{Customer, Standing},
        delivery::AttachmentKind,
        media::{Media, MediaKind, MediaState},
        pin::Pin,
        quoted::Quoted,
        redaction::{Kind, Kinds},
        template::NoteSyntax,
        time::Instant,
    },
};

use super::{Ask, SYNTAXES};
use crate::sample;

/// What must not be said, in the forms a field may have it.
const SECRETS: [&str; 9] = [
    "mara.thalberg@example.com",
    "mara (at) example (dot) com",
    "DE89 3704 0044 0532 0130 00",
    "4111 1111 1111 1111",
    "４１１１１１１１１１１１１１１１",
    "+49 171 1234567",
    "Mara Thalberg",
    "@mara.t",
    "302-1234567-1234567",
];

fn instant() -> Instant {
    Instant::from_milliseconds(1_763_805_600_000)
}

/// A pin with something personal in every field.
fn personal() -> (Pin, Annotation, Customer) {
    let (workspace, _) = sample::workspace();
    let mut pin = workspace.pins().next().unwrap().clone();
    let all = SECRETS.join(", ");
    let content = &mut pin.content;
    content.author = Some(Author {
        name: Some("Mara Thalberg".to_owned()),
        handle: Some("mara.t".to_owned()),
        url: Some("https://plaza.example/@mara.t".to_owned()),
        native_id: None,
        ..Author::default()
    });
    content.title = Some(format!("Title {all}"));
    content.text = Some(format!("Text {all}. The lamp was broken."));
    content.quotes = vec![Quoted { author: Some("José García".to_owned()), url: None, text: all.clone() }];
    content.source.page_title = Some(all.clone());
    content.media = vec![media(&pin.id, 0, MediaKind::Image), media(&pin.id, 1, MediaKind::Screenshot)];
    pin.content.media[0].alt = Some(all.clone());
    pin.rights.credit = Some(all.clone());
    pin.observations.iter_mut().for_each(|seen| seen.text = Some(all.clone()));
    let note = Annotation {
        id: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned().try_into().unwrap(),
        pin: pin.id.clone(),
        target: Target::Region {
            media: pin.content.media[0].id.clone(),
            region: Region { x: 10.0, y: 10.0, width: 20.0, height: 20.0 },
        },
        body: format!("Note {all}, García"),
        motivation: Motivation::default(),
        creator: None,
        created: instant(),
        changed: instant(),
    };
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned().try_into().unwrap();
    let mut customer = Customer::new(id, "Mara Thalberg".to_owned(), instant());
    customer.standing = Standing::Vip;
    customer.email = Some("mara.thalberg@example.com".to_owned());
    customer.phone = Some("+49 171 1234567".to_owned());
    customer.notes = all;
    (pin, note, customer)
}

fn media(pin: &pinfold::model::id::PinId, place: u32, kind: MediaKind) -> Media {
    Media {
        id: pinfold::model::id::MediaId::of(pin, place.try_into().unwrap()),
        kind,
        url: None,
        alt: None,
        width: Some(100),
        height: Some(100),
        state: MediaState::Stored { mime: "image/webp".to_owned(), bytes: 1_000, digest: "0".repeat(16) },
        rights: None,
        looks: Default::default(),
    }
}

/// Everything a template can say.
fn everything() -> String {
    use pinfold::export::note::field::Field;
    Field::ALL.iter().map(|field| format!("- {}: {{{{{}}}}}\n", field.name(), field.name())).collect()
}

#[test]
fn what_is_masked_is_nowhere_in_any_syntax() {
    let (pin, note, customer) = personal();
    let export = ExportPin { notes: vec![&note], customer: Some(&customer), ..ExportPin::of(&pin) };
    for syntax in SYNTAXES {
        let ask = Ask { template: everything(), masked: Kinds::EVERY, ..Ask::new(syntax) };
        let composed = ask.of(&export);
        assert!(composed.ready, "{:?}", composed.problems);
        let page: String = evidence(&export, Kinds::EVERY, instant(), "en")
            .iter()
            .filter_map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                Part::PictureBase64(_) => None,
            })
            .collect();
        // The one place that names an account is the post's own address.
        let address = export.address();
        for text in
            [composed.note.body.replace(address, ""), composed.note.subject, page.replace(address, "")]
        {
            for secret in SECRETS.iter().chain(&["mara.t", "Thalberg", "García", "Jos"]) {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
            assert!(text.contains("name"), "{text}");
        }
        assert!(composed.notices.contains(&Notice::LinkNamesAccount));
        assert!(composed.notices.contains(&Notice::PicturesAsTheyAre));
        assert_eq!(composed.note.masked, Kinds::EVERY);
    }
}

#[test]
fn the_difference_says_what_stood_where() {
    let (pin, ..) = personal();
    let composed = Ask::new(NoteSyntax::Plain).pin(&pin);
    let iban = composed.differences.iter().find(|own| own.kind == Kind::Iban && own.field == "text").unwrap();
    assert_eq!((iban.was.as_str(), iban.shown.as_str()), ("DE89 3704 0044 0532 0130 00", "[IBAN …3000]"));
    assert!(iban.before.ends_with(", ") && iban.after.starts_with(", "));
    // What is not masked is counted, so that a switch can say how much it would mask.
    let found = |kind| composed.counts.iter().find(|own| own.kind == kind).map(|own| own.found);
    assert!(found(Kind::Name).is_some_and(|found| found >= 3), "{:?}", composed.counts);
    assert!(composed.differences.iter().all(|own| own.kind != Kind::Name));
    assert!(composed.note.body.contains("Mara Thalberg") && composed.note.body.contains("[e-mail]"));
    let masks = composed.look.iter().flat_map(|block| block.lines.iter().flatten()).filter(|part| part.mask);
    assert!(masks.count() >= 5);
}

#[test]
fn what_a_person_writes_is_looked_at_too() {
    let (pin, ..) = personal();
    for secret in [
        "jane@example.com",
        "jane (at) example (dot) com",
        "jane＠example．com",
        "ja\u{200b}ne@example.com",
        "jane&#64;example.com",
        "ja**ne@exam**ple.com",
        "*4111*1111*1111*1111",
        "4111\u{a0}1111\u{a0}1111\u{a0}1111",
        "[write](https://x.example/?to=jane%40example.com)",
        "DE89370400440532013000",
        "٤١١١١١١١١١١١١١١١",
    ] {
        for syntax in SYNTAXES {
            let edited = Edited { subject: "s".to_owned(), text: format!("Please call, {secret}.") };
            let composed = Ask { edited: Some(edited), ..Ask::new(syntax) }.pin(&pin);
            assert!(!composed.ready, "{secret} in {syntax:?}: {}", composed.note.body);
            assert!(composed.problems.iter().all(|problem| matches!(problem, NoteProblem::Leak(_))));
        }
        // A subject has no marks: what they would hide there is shown with them.
        let edited = Edited { subject: secret.to_owned(), text: "Please call.".to_owned() };
        assert!(
            secret.contains('*')
                || !Ask { edited: Some(edited), ..Ask::new(NoteSyntax::Plain) }.pin(&pin).ready,
            "{secret}"
        );
    }
    let edited = Edited { subject: "s".to_owned(), text: "Please call jane@example.com.".to_owned() };
    let off = Ask { edited: Some(edited), masked: Kinds::default(), ..Ask::new(NoteSyntax::Html) }.pin(&pin);
    assert!(off.ready && off.note.body.contains("jane@example.com"));
}

#[test]
fn what_the_template_says_itself_may_be_said() {
    let (pin, ..) = personal();
    let template = "Questions: care@firm.example, +49 30 7654321\n\n{{text}}".to_owned();
    let composed = Ask { template, ..Ask::new(NoteSyntax::Html) }.pin(&pin);
    assert!(composed.ready, "{:?}", composed.problems);
    assert!(
        composed.note.body.contains("care@firm.example") && !composed.note.body.contains("mara.thalberg@")
    );
}

#[test]
fn link_and_marker_are_there_whatever_the_template_says() {
    let (pin, ..) = personal();
    let address = "plaza.example/@mara.t/posts/88120";
    for template in ["", "{{text}}", "{{#gone}}{{url}} {{pin_id}}{{/gone}}", "{{url}}0", "x{{pin_id}}x"] {
        for syntax in SYNTAXES {
            for edited in [None, Some(Edited { subject: String::new(), text: "Only this.".to_owned() })] {
                let composed = Ask { template: template.to_owned(), edited, ..Ask::new(syntax) }.pin(&pin);
                let body = &composed.note.body;
                assert!(
                    body.contains(address) && body.contains(&format!("pin:{}", pin.id)),
                    "{template:?}: {body}"
                );
            }
        }
    }
}

#[test]
fn it_is_cut_in_its_order_and_refused_where_nothing_fits() {
    let (mut pin, ..) = personal();
    pin.content.text = Some("word ".repeat(40_000));
    for syntax in SYNTAXES {
        let mut ask = Ask::new(syntax);
        ask.limits.note = 1_000;
        let composed = ask.pin(&pin);
        assert!(composed.ready && composed.notices.contains(&Notice::Cut), "{:?}", composed.problems);
        assert!(composed.meter.note.used <= 1_000 && composed.meter.note.used > 900, "{:?}", composed.meter);
        ask.limits.note = 60;
        let composed = ask.pin(&pin);
        assert!(!composed.ready && composed.problems.contains(&NoteProblem::TooLong { limit: 60 }));
    }
    let mut ask = Ask::new(NoteSyntax::Plain);
    ask.limits.subject = 12;
    assert!(ask.pin(&pin).note.subject.chars().count() <= 12);
    ask.limits.subject = 0;
    assert_eq!(ask.pin(&pin).note.subject, "");
    ask.template = "{{mood}}".to_owned();
    assert!(
        matches!(ask.pin(&pin).problems.as_slice(), [NoteProblem::Template(said)] if said.contains("1:1"))
    );
}

#[test]
fn an_edit_that_changes_nothing_says_the_same() {
    let (pin, ..) = personal();
    for syntax in SYNTAXES {
        let first = Ask::new(syntax).pin(&pin);
        let edited = Edited { subject: first.note.subject.clone(), text: first.text.clone() };
        let second = Ask { edited: Some(edited), ..Ask::new(syntax) }.pin(&pin);
        assert!(second.ready, "{:?}", second.problems);
        let words = |composed: &pinfold::compose::composed::Composed| -> Vec<String> {
            let parts = composed.look.iter().flat_map(|block| block.lines.iter().flatten());
            parts
                .flat_map(|part| part.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
                .collect()
        };
        assert_eq!(words(&first).concat(), words(&second).concat());
    }
}

#[test]
fn files_are_those_chosen_and_no_larger_than_taken() {
    let (pin, note, _) = personal();
    let export = ExportPin { notes: vec![&note], ..ExportPin::of(&pin) };
    let mut ask = Ask::new(NoteSyntax::Html);
    let goes = |ask: &Ask| -> Vec<(AttachmentKind, String)> {
        ask.of(&export).note.attachments.into_iter().map(|file| (file.kind, file.name)).collect()
    };
    let id = &pin.id;
    let marked = (AttachmentKind::Marked, format!("pin-{id}-1-marked.png"));
    let screen = (AttachmentKind::Picture, format!("pin-{id}-2.webp"));
    let page = (AttachmentKind::Evidence, format!("pin-{id}.html"));
    assert_eq!(goes(&ask), [marked, screen.clone(), page.clone()]);
    ask.chosen = Some(vec![ChosenFile { kind: AttachmentKind::Evidence, media: None }]);
    assert_eq!(goes(&ask), std::slice::from_ref(&page));
    // The size is that of the page as it is written.
    let written: usize = evidence(&export, Kinds::default(), Instant::from_milliseconds(0), "en")
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.len(),
            Part::PictureBase64(_) => 1_336,
        })
        .sum();
    let offered = ask.of(&export).files;
    assert_eq!(
        offered.iter().find(|own| own.file.kind == AttachmentKind::Evidence).unwrap().bytes,
        Some(u32::try_from(written).unwrap())
    );
    ask.limits.file_bytes = 900;
    let composed = ask.of(&export);
    assert!(composed.note.attachments.is_empty());
    assert_eq!(composed.files[1].problem, Some(FileProblem::TooLarge(900)));
    ask = Ask::new(NoteSyntax::Html);
    ask.limits.files = 1;
    let composed = ask.of(&export);
    assert_eq!(composed.note.attachments.len(), 1);
    assert_eq!(composed.files.last().unwrap().problem, Some(FileProblem::TooMany(1)));
    ask.limits.files = 0;
    assert!(ask.of(&export).files.iter().all(|file| file.problem == Some(FileProblem::NoFiles)));
}

#[test]
fn a_helpdesk_hears_first_how_urgent_it_is() {
    let (mut pin, _, customer) = personal();
    pin.case = Some(Case { status: CaseStatus::New, severity: Some(Severity::Critical), ..Case::default() });
    let export = ExportPin { customer: Some(&customer), ..ExportPin::of(&pin) };
    let template = wording::built_in(ConnectorKind::Zendesk);
    let composed = Ask { template, ..Ask::new(NoteSyntax::Plain) }.of(&export);
    let body = composed.note.body;
    assert!(body.starts_with("critical · new\nMara Thalberg · VIP · 3×\n\nMara Thalberg"), "{body}");
    for kind in ConnectorKind::ALL {
        assert!(pinfold::export::note::parse(&wording::built_in(kind)).is_ok());
    }
}

#[test]
fn the_evidence_says_where_each_value_came_from() {
    let (workspace, _) = sample::workspace();
    let pin = workspace.pins().next().unwrap();
    let page: String = evidence(&ExportPin::of(pin), Kinds::default(), instant(), "de")
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::PictureBase64(id) => format!("{id:?}"),
        })
        .collect();
    for said in ["Content-Security-Policy", "XXH3-64", &format!("pin:{}", pin.id), &pin.created.to_rfc3339()]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("http-equiv=\"refresh\""));
}
