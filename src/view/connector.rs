//! What each kind of destination takes and asks, for the options and for whoever composes a note. It never calls one.

use serde::{Deserialize, Serialize};

use crate::{
    deliver::{
        self,
        limits::{MayReach, Need, Setting},
        sign_in,
    },
    model::{connection::ConnectorKind, template::NoteSyntax},
};

/// A setting that a connection has besides its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SettingFacts {
    /// Its name.
    pub name: String,
    /// What it is where nobody says.
    pub otherwise: String,
    /// Whether it works without.
    pub need: Need,
}

/// What a person gives to sign in somewhere, instead of a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SignInFacts {
    /// What a connection says for it, besides its address.
    pub settings: Vec<SettingFacts>,
    /// The setting that holds the address where people sign in; absent: it is the connection's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The setting that belongs to a token, and must be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}

/// A kind of destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ConnectorFacts {
    /// Which.
    pub kind: ConnectorKind,
    /// The syntax of its notes.
    pub syntax: NoteSyntax,
    /// Longest subject, in characters; 0: it has none.
    pub subject: u32,
    /// Longest note, in characters.
    pub note: u32,
    /// Largest file, in bytes.
    pub file_bytes: u32,
    /// Most files of a note.
    pub files: u32,
    /// What can reach the customer.
    pub reach: MayReach,
    /// Whether it wants a token.
    pub secret: Need,
    /// How long it is left alone, in milliseconds, after a run whose end nobody saw.
    pub settle_ms: u32,
    /// What a connection says besides its address.
    pub settings: Vec<SettingFacts>,
    /// How a person signs in; absent: nobody can, and a token is the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<SignInFacts>,
}

/// Every kind that this version can deliver to, in the order a person is offered them.
pub fn connectors() -> Vec<ConnectorFacts> {
    ConnectorKind::ALL.into_iter().map(facts).collect()
}

fn facts(kind: ConnectorKind) -> ConnectorFacts {
    let limits = deliver::limits(kind);
    let sign_in = sign_in::system(kind).map(|system| SignInFacts {
        settings: named(system.settings),
        server: system.server.map(str::to_owned),
        instead_of: system.instead_of.map(str::to_owned),
    });
    ConnectorFacts {
        kind,
        syntax: limits.syntax,
        subject: limits.subject,
        note: limits.note,
        file_bytes: limits.file_bytes,
        files: limits.files,
        reach: limits.reach,
        secret: limits.secret,
        settle_ms: limits.settle_ms,
        settings: named(limits.settings),
        sign_in,
    }
}

fn named(settings: &[Setting]) -> Vec<SettingFacts> {
    let facts = settings.iter().map(|setting| SettingFacts {
        name: setting.name.to_owned(),
        otherwise: setting.otherwise.to_owned(),
        need: setting.need,
    });
    facts.collect()
}
