//! Notes composed for destinations: nothing missing, nothing personal that was to be masked, nothing hostile, never too long.

mod hostile;
mod notes;
mod own;
mod screen;

use pinfold::{
    compose::{
        ChosenFile, Wish, compose,
        composed::{Composed, Edited},
    },
    deliver::limits::{Limits, MayReach},
    export::{note::values::Facts, set::ExportPin},
    model::{pin::Pin, redaction::Kinds, template::NoteSyntax},
};

pub const SYNTAXES: [NoteSyntax; 3] = [NoteSyntax::Plain, NoteSyntax::Markdown, NoteSyntax::Html];

/// A destination that takes much.
pub fn limits(syntax: NoteSyntax) -> Limits {
    Limits {
        syntax,
        subject: 200,
        note: 65_536,
        file_bytes: 5_000_000,
        files: 10,
        takes: pinfold::deliver::limits::Takes::Files,
        tags: true,
        reach: MayReach::Never,
        settle_ms: 0,
        secret: pinfold::deliver::limits::Need::Optional,
        settings: &[],
    }
}

/// What is asked besides the pin.
pub struct Ask {
    pub template: String,
    pub limits: Limits,
    pub masked: Kinds,
    pub chosen: Option<Vec<ChosenFile>>,
    pub edited: Option<Edited>,
}

impl Ask {
    pub fn new(syntax: NoteSyntax) -> Self {
        let template = pinfold::export::note::built_in_template().body;
        Self { template, limits: limits(syntax), masked: Kinds::USUAL, chosen: None, edited: None }
    }

    pub fn of(&self, export: &ExportPin<'_>) -> Composed {
        compose(&Wish {
            export,
            facts: Facts { earlier_pins: Some(3) },
            template: &self.template,
            max_length: None,
            limits: &self.limits,
            masked: self.masked,
            chosen: self.chosen.as_deref(),
            edited: self.edited.as_ref(),
            language: "en",
        })
    }

    pub fn pin(&self, pin: &Pin) -> Composed {
        self.of(&ExportPin::of(pin))
    }
}
