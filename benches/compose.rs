//! How long the composer takes for its preview: an ordinary post, the longest texts a destination takes, and texts made to be
//! slow to look through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

#[allow(dead_code, reason = "made for all measuring programs, and this one uses a part of it")]
mod corpus;
mod figure;

use std::time::Instant;

use corpus::Corpus;
use figure::print;
use pinfold::{
    compose::{Wish, compose, composed::Edited},
    deliver::limits,
    export::{
        note::{built_in_template, values::Facts},
        set::ExportPin,
    },
    model::{connection::ConnectorKind, pin::Pin, redaction::Kinds},
};

/// Milliseconds a preview may take: a frame of 60 in a second.
const FRAME: f64 = 16.0;
/// How often each is composed; the fastest counts, since everything slower is another program's doing.
const PASSES: usize = 20;

fn main() {
    let mut corpus = Corpus::new();
    let pins = corpus.pins(1, 200);
    let mut worst = 0.0_f64;
    for pin in &pins {
        worst = worst.max(preview(pin, ConnectorKind::RequestTracker, None));
    }
    print("compose_ordinary_worst", worst, "ms", Some(FRAME));
    let long = "The parcel came broken, call +49 171 1234567 or mail jane@example.com about order 12345. ";
    let many = cards();
    for (name, piece) in [
        ("long", long),
        ("digits", "1 "),
        ("orders", "order "),
        ("signs", "a@"),
        ("dashes", "a-"),
        ("references", "&#"),
        ("brackets", "["),
        ("cyrillic", "Посылка пришла разбитой, верните деньги. "),
        ("cards", "4111 1111 1111 1111 "),
        ("many_cards", &many),
    ] {
        let mut pin = pins[0].clone();
        pin.content.text = Some(repeated(piece, 200_000));
        for kind in [ConnectorKind::RequestTracker, ConnectorKind::Hubspot] {
            print(&format!("compose_{name}_{kind:?}"), preview(&pin, kind, None), "ms", Some(FRAME));
        }
        let edited = Edited { subject: "s".to_owned(), text: repeated(piece, 60_000) };
        print(
            &format!("compose_{name}_edited"),
            preview(&pin, ConnectorKind::Hubspot, Some(&edited)),
            "ms",
            Some(FRAME),
        );
    }
}

fn preview(pin: &Pin, kind: ConnectorKind, edited: Option<&Edited>) -> f64 {
    let (export, limits) = (ExportPin::of(pin), limits(kind));
    let template = built_in_template().body;
    let mut fastest = f64::MAX;
    for _ in 0..PASSES {
        let begun = Instant::now();
        let composed = compose(&Wish {
            export: &export,
            facts: Facts::default(),
            template: &template,
            max_length: None,
            limits: &limits,
            masked: Kinds::EVERY,
            chosen: None,
            edited,
            language: "en",
        });
        assert!(!composed.note.body.is_empty());
        fastest = fastest.min(begun.elapsed().as_secs_f64() * 1e3);
    }
    fastest
}

/// A text of so many characters.
fn repeated(piece: &str, characters: usize) -> String {
    piece.chars().cycle().take(characters).collect()
}

/// Cards that all have other last digits, so that each has a mask of its own.
fn cards() -> String {
    let card = |number: u32| {
        let digits = format!("411111{number:09}");
        let sum: u32 = digits
            .chars()
            .rev()
            .enumerate()
            .map(|(place, c)| {
                let digit = c.to_digit(10).unwrap();
                if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
            })
            .sum();
        format!("{digits}{} ", (10 - sum % 10) % 10)
    };
    (0..10_000).map(card).collect()
}
