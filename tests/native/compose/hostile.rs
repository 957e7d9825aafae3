//! Hostile text through the composer in every syntax, as a page wrote it and as a person pasted it: inert, and readable.

use pinfold::{
    compose::composed::{Edited, LookPart},
    model::{address, redaction::Kinds, template::NoteSyntax},
};
use proptest::prelude::*;

use super::{Ask, SYNTAXES};
use crate::{
    export::hostile::{markdown_is_inert, poisoned, readable, strings},
    sample, strategies,
};

#[test]
fn nothing_hostile_is_markup_and_all_of_it_can_be_read() {
    let (workspace, _) = sample::workspace();
    let base = workspace.pins().find(|pin| pin.content.product.is_some()).unwrap();
    let strings = strings();
    for (place, text) in strings.iter().enumerate() {
        let pin = poisoned(base, place, text);
        for syntax in SYNTAXES {
            // Every string as an edit too, each in one of the syntaxes.
            let also = (place % SYNTAXES.len() == SYNTAXES.iter().position(|own| *own == syntax).unwrap())
                .then_some(());
            for edited in std::iter::once(None)
                .chain(also.map(|()| Some(Edited { subject: text.clone(), text: text.clone() })))
            {
                let was_edited = edited.is_some();
                let ask = Ask { edited, masked: Kinds::default(), ..Ask::new(syntax) };
                let composed = ask.pin(&pin);
                assert!(composed.ready, "{text:?}: {:?}", composed.problems);
                let note = &composed.note;
                assert!(!note.subject.contains(['\n', '\r', '\0']), "{:?}", note.subject);
                assert!(note.body.contains(&format!("pin:{}", pin.id)), "{text:?}");
                let shown: Vec<&LookPart> =
                    composed.look.iter().flat_map(|block| block.lines.iter().flatten()).collect();
                assert!(
                    shown
                        .iter()
                        .all(|part| part.link.as_ref().is_none_or(|link| link.starts_with("https://")))
                );
                match syntax {
                    NoteSyntax::Plain => {}
                    NoteSyntax::Markdown if was_edited => {
                        marks_alone(&note.body).unwrap_or_else(|wrong| panic!("{text:?}: {wrong}"));
                    }
                    NoteSyntax::Markdown => {
                        markdown_is_inert(&note.body).unwrap_or_else(|wrong| panic!("{text:?}: {wrong}"));
                    }
                    NoteSyntax::Html => html(text, &note.body, was_edited),
                }
            }
        }
    }
    println!("{} hostile strings, as pins in {} syntaxes, and as edits", strings.len(), SYNTAXES.len());
}

/// A person may write strong words and links to https, and nothing else that is markup.
fn marks_alone(body: &str) -> Result<(), String> {
    for line in body.lines() {
        let mut rest = line.trim_start_matches(['#', '-', '>', ' ']);
        let mut last = ' ';
        while let Some(c) = rest.chars().next() {
            rest = rest.get(c.len_utf8()..).unwrap();
            if c == '\\' {
                let escaped = rest.chars().next().unwrap_or(' ');
                rest = rest.get(escaped.len_utf8()..).unwrap_or_default();
                last = ' ';
                continue;
            }
            match c {
                '<' if rest.starts_with("https://") => rest = rest.split_once('>').ok_or(line)?.1,
                ']' if rest.starts_with("(https://") => rest = rest.split_once(')').ok_or(line)?.1,
                '[' if last != '!' => {}
                '[' | ']' | '<' | '`' | '_' | '|' | '~' => return Err(format!("{c:?} stands free: {line}")),
                _ => {}
            }
            last = c;
        }
    }
    Ok(())
}

#[cfg(feature = "html")]
fn html(text: &str, body: &str, edited: bool) {
    use crate::export::hostile::page::{NOTE, walked};
    let (read, refused) = walked(body, NOTE);
    assert!(refused.is_empty(), "{text:?}: {refused:?}");
    // What a person wrote may have been a mark.
    if !edited && text.len() <= 700 {
        assert!(readable(&read).contains(&readable(text)), "{text:?} in {read:?}");
    }
}

#[cfg(not(feature = "html"))]
fn html(_: &str, _: &str, _: bool) {
    let _ = readable("");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 256, ..ProptestConfig::default() })]

    /// Whatever a pin says, whatever is masked and whatever the limit: what is ready fits, is whole, and has nothing in it
    /// that was to be masked.
    #[test]
    fn what_is_ready_fits_and_is_masked((pin, _) in strategies::pin(), limit in 100_u32..2_000, every in any::<bool>()) {
        for syntax in SYNTAXES {
            let mut ask = Ask::new(syntax);
            ask.limits.note = limit;
            ask.masked = if every { Kinds::EVERY } else { Kinds::USUAL };
            let composed = ask.pin(&pin);
            let leaks = composed.problems.iter().any(|problem| matches!(problem, pinfold::compose::composed::NoteProblem::Leak(_)));
            // A file may give a pin a link that is no address, and only looks like a name: that is refused, and never sent.
            let link = pin.content.source.url.as_deref().unwrap_or(&pin.content.source.page_url);
            prop_assert!(!leaks || !composed.ready, "{:?}", composed.problems);
            prop_assert!(!leaks || address::web(link, None).is_none(), "{:?}\n{}", composed.problems, composed.note.body);
            if composed.ready {
                prop_assert!(composed.note.body.chars().count() <= limit as usize);
                let marker = format!("pin:{}", pin.id);
                prop_assert!(composed.note.body.contains(&marker));
            }
            prop_assert!(composed.note.subject.chars().count() <= 200);
        }
    }
}
