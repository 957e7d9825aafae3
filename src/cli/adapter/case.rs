//! A case of an adapter: a saved page, and what one of its cards must give. It says what differs, and judges nothing.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use serde_json::Value;

use crate::{
    capture::{self, adapter::Adapter, html, report, snapshot::Snapshot},
    cli::{CliError, store},
    model::{id::PinId, time::Instant},
};

/// A `[[case]]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The saved page's file.
    pub fixture: String,
    /// The address it stands for.
    pub url: String,
    /// The language of the interface it was saved in.
    pub lang: String,
    /// Which card, from zero.
    #[serde(default)]
    pub at: usize,
    /// What the pin must have, in the shape `pinfold clip` prints; what is not named is not looked at, but for what a
    /// person is asked.
    pub expect: BTreeMap<String, Value>,
}

/// What is other than expected: the key, if it is one's, and what is wrong with it.
pub type Difference = (Option<String>, String);

impl Case {
    /// The saved page, from the folder of fixtures.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn page(&self, fixtures: &Path) -> Result<Snapshot, CliError> {
        Ok(html::snapshot(&store::read(&fixtures.join(&self.fixture))?, &self.url))
    }

    /// What this adapter alone reads otherwise than the case expects.
    pub fn run(&self, adapter: &Adapter, fixtures: &Path, now: Instant) -> Vec<Difference> {
        let page = match self.page(fixtures) {
            Ok(page) => page,
            Err(error) => return vec![(Some("fixture".to_owned()), error.to_string())],
        };
        let drafts = match capture::clip_by(adapter, &page, &PinId::nil(), now) {
            Ok(drafts) => drafts,
            Err(error) => return vec![(Some("url".to_owned()), error.to_string())],
        };
        let Some(draft) = drafts.get(self.at) else {
            let reason = format!(
                "{} has {} cards, counted from 0: there is no card {}",
                self.fixture,
                drafts.len(),
                self.at
            );
            return vec![(Some("at".to_owned()), reason)];
        };
        let mut all = self.differences(&report::object(draft));
        let lang = &page.head.lang;
        if !lang.starts_with(&self.lang) {
            all.push((
                Some("lang".to_owned()),
                format!("the page's language is {lang:?}, not {:?}", self.lang),
            ));
        }
        all
    }

    /// What differs in a card that was read.
    pub fn differences(&self, read: &Value) -> Vec<Difference> {
        let of = |key: &str| read.get(key).cloned().unwrap_or_default();
        let differs = self.expect.iter().filter(|(key, expected)| of(key) != **expected);
        let mut all: Vec<Difference> = differs
            .map(|(key, expected)| {
                (Some(key.clone()), format!("`{key}`: expected {expected}, read {}", of(key)))
            })
            .collect();
        // What the case does not expect to be asked is not asked.
        if !self.expect.contains_key("missing") && !of("missing").is_null() {
            all.push((None, format!("a person would be asked for {}", of("missing"))));
        }
        all
    }
}
