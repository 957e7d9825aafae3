//! Hostile text through every destination's syntax and every field: nothing of it leaves its place, and all of it can be read.

use pinfold::{
    compose::{Wish, compose, wording},
    deliver::{
        self, Step,
        http::Piece,
        job::{Errand, Job, Secret, Task},
    },
    export::{note::values::Facts, set::ExportPin},
    model::{connection::ConnectorKind, redaction::Kinds, template::NoteSyntax, time::Instant},
};

use super::world::{PIN, TOKEN, World, connection, job};
use crate::{
    export::hostile::{markdown_is_inert, poisoned, strings},
    sample,
};

#[test]
fn every_field_of_a_note_may_hold_anything() {
    let strings = strings();
    for kind in ConnectorKind::ALL {
        for text in
            strings.iter().step_by(9).filter(|text| !text.trim().is_empty() && text.chars().count() < 2_000)
        {
            let mut world = World::calm(kind);
            let Task::Deliver(job) = &mut world.errand.task else { panic!() };
            job.note.subject = text.clone();
            job.note.body = format!("{text}\npin:{PIN}");
            job.person.name = Some(text.clone());
            job.source_url = format!("https://x.com/?{text}");
            job.note.tags = vec![text.clone()];
            let delivered = world.deliver().unwrap_or_else(|stop| panic!("{kind:?} {text:?}: {stop:?}"));
            assert!(!delivered.receipt.note.is_empty() || kind == ConnectorKind::Webhook);
            assert_eq!(world.fake.notes(&format!("pin:{PIN}")).len(), 1, "{kind:?} {text:?}");
            assert!(world.fake.notes(text).len() == 1, "{kind:?}: {text:?} is not what arrived");
        }
    }
}

/// The whole way: a pin of a hostile page, its note by the composer with the destination's own template and limits, and the
/// destination's machine. What arrives is what was composed, which is inert: see `compose/hostile.rs`.
#[test]
fn a_hostile_pin_arrives_as_it_was_composed() {
    let (workspace, _) = sample::workspace();
    let base = workspace.pins().find(|pin| pin.content.product.is_some()).unwrap();
    let strings = strings();
    let mut tried = 0;
    for (turn, kind) in ConnectorKind::ALL.into_iter().enumerate() {
        let limits = deliver::limits(kind);
        // Names are never cut: a page of them fits no destination.
        let some = strings.iter().enumerate().filter(|(_, text)| text.chars().count() < 1_000);
        for (place, text) in some.skip(turn % 7).step_by(7) {
            let pin = poisoned(base, place, text);
            let composed = compose(&Wish {
                export: &ExportPin::of(&pin),
                facts: Facts::default(),
                template: &wording::built_in(kind),
                max_length: None,
                limits: &limits,
                masked: Kinds::default(),
                chosen: Some(&[]),
                edited: None,
                language: "en",
            });
            assert!(composed.ready, "{kind:?} {text:?}: {:?}", composed.problems);
            match limits.syntax {
                NoteSyntax::Plain => {}
                NoteSyntax::Markdown => markdown_is_inert(&composed.note.body).unwrap(),
                NoteSyntax::Html => html_is_inert(&composed.note.body),
            }
            let mut world = World::calm(kind);
            let Task::Deliver(job) = &mut world.errand.task else { panic!() };
            let own = Job::of(&pin, None, composed.note.clone(), Vec::new());
            // Its own key, which the fake knows: who a page says it is by is tried above.
            **job = Job { person: job.person.clone(), ..own };
            world.deliver().unwrap_or_else(|stop| panic!("{kind:?} {text:?}: {stop:?}"));
            let kept = world.fake.notes(&format!("pin:{}", pin.id));
            assert_eq!(kept.len(), 1, "{kind:?} {text:?}");
            assert_eq!(
                world.fake.notes(&composed.note.body).len(),
                1,
                "{kind:?} {text:?}: not what was composed"
            );
            tried += 1;
        }
    }
    println!(
        "{tried} notes of {} hostile strings through {} destinations",
        strings.len(),
        ConnectorKind::ALL.len()
    );
}

#[cfg(feature = "html")]
fn html_is_inert(body: &str) {
    use crate::export::hostile::page::{NOTE, walked};
    let (_, refused) = walked(body, NOTE);
    assert!(refused.is_empty(), "{refused:?}");
}

#[cfg(not(feature = "html"))]
fn html_is_inert(_: &str) {}

#[test]
fn no_call_leaves_the_host_or_carries_a_second_header() {
    let secret = Secret::new(TOKEN);
    for kind in ConnectorKind::ALL {
        for text in strings().iter().step_by(5).filter(|text| text.chars().count() < 300) {
            let mut errand =
                Errand { connection: connection(kind), task: Task::Deliver(Box::new(job(kind))) };
            if let Task::Deliver(job) = &mut errand.task {
                job.person.handle = Some(text.clone());
                job.person.email = Some(text.clone());
                job.person.network.clone_from(text);
            }
            let Step::Call { call, .. } = deliver::begin(&errand, &secret, Instant::from_milliseconds(0))
            else {
                continue;
            };
            assert!(call.url.starts_with("https://crm.example/base"), "{kind:?} {text:?}: {}", call.url);
            let read = url::Url::parse(&call.url).unwrap();
            assert!(read.as_str() == call.url && read.path().starts_with("/base"), "{kind:?} {text:?}");
            for header in &call.headers {
                assert!(header.value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{kind:?} {text:?}");
            }
            assert!(
                !call.body.iter().any(|piece| matches!(piece, Piece::Text(body) if body.contains(TOKEN)))
            );
        }
    }
}
