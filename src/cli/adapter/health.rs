//! `pinfold adapter health`: how well each adapter read of late, by the captures in a workspace file. It judges nothing but the
//! calendar.

use std::io::Write;

use serde::Serialize;

use super::Health;
use crate::{
    capture::adapter::{Adapter, shelf},
    cli::{CliError, line, store::Shelf, time},
    model::{measure::rounded, provenance::Field, workspace::Workspace},
    view::health::HealthView,
};

/// What is printed of an adapter.
#[derive(Debug, Serialize)]
struct Line {
    adapter: String,
    version: String,
    /// The last captures, at most 20.
    captures: u32,
    /// Those of them with every required field.
    whole: u32,
    /// Their share; absent where nothing was captured.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    missing: Vec<Field>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    /// Absent for an adapter that is not known any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    expired: bool,
}

pub(super) fn run(asked: &Health, out: &mut dyn Write) -> Result<(), CliError> {
    let shelf = Shelf::open(&asked.workspace)?;
    let now = time(asked.now).to_rfc3339();
    for health in shelf.workspace.healths() {
        let view = HealthView::of(health);
        let expires = expiry(&view, &shelf.workspace);
        let share = (view.captures > 0).then(|| rounded(f64::from(view.whole) / f64::from(view.captures)));
        let expired = expires.as_deref().is_some_and(|day| now.get(..day.len()).is_some_and(|now| day < now));
        line(
            out,
            &Line {
                adapter: view.adapter,
                version: view.version,
                captures: view.captures,
                whole: view.whole,
                share,
                missing: view.missing,
                last: view.last.map(|last| last.to_rfc3339()),
                expires,
                expired,
            },
        )?;
    }
    Ok(())
}

/// The day after which an adapter is to be looked at: of the person's own, or of those that ship.
fn expiry(health: &HealthView, workspace: &Workspace) -> Option<String> {
    match &health.own {
        Some(host) => {
            let own = workspace.adapters().find(|adapter| adapter.host == *host)?;
            Some(Adapter::own(&own.data).ok()?.expires)
        }
        None => Some(shelf::all().iter().find(|adapter| adapter.id == health.adapter)?.expires.clone()),
    }
}
