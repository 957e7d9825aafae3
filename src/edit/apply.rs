//! From a command and the records it needs to what it comes to. Every command is refused as a whole or applied
//! as a whole.

use super::{
    boards,
    command::{Command, MAX_PINS_PER_COMMAND},
    desk::Desk,
    error::EditError,
    notes,
    outcome::{Captured, Outcome},
    pins,
    plan::change_in,
    setup, undo,
};
use crate::model::{
    id::{ChangeId, PinId},
    stored::Loaded,
    time::Instant,
};

/// What `command`, named `change`, comes to at the time `now`. What was loaded has to cover `plan` and
/// `follow_up`. A command that was committed before comes to nothing more, and says what it came to then.
///
/// # Errors
/// [`EditError`] says why it is refused; nothing is to be written then.
pub fn apply(
    command: &Command,
    change: &ChangeId,
    loaded: &Loaded,
    now: Instant,
) -> Result<Outcome, EditError> {
    if let Some(committed) = change_in(loaded, change) {
        return Ok(Outcome::again(committed));
    }
    check_count(pins_named(command))?;
    let mut desk = Desk::new(loaded, now);
    let mut captured: Option<(PinId, Captured)> = None;
    let title = match command {
        Command::PinCreate { id, draft, tags, board, highlight } => {
            let (pin, what, title) =
                pins::create(&mut desk, id, draft, tags, board.as_ref(), highlight.as_ref())?;
            captured = Some((pin, what));
            title
        }
        Command::PinCorrect { pin, corrections } => pins::correct(&mut desk, pin, corrections)?,
        Command::PinsTag { pins, add, remove } => pins::tag(&mut desk, pins, add, remove)?,
        Command::PinsPlace { pins, board, section, spot } => {
            boards::place(&mut desk, pins, board, section.as_ref(), spot)?
        }
        Command::PinsUnplace { pins, board } => boards::unplace(&mut desk, pins, board)?,
        Command::PinsDelete { pins } => pins::delete(&mut desk, pins)?,
        Command::PinsGone { pins } => pins::set_gone(&mut desk, pins)?,
        Command::PinsRights { pins, rights } => pins::set_rights(&mut desk, pins, rights)?,
        Command::PinsCase { pins, case } => pins::set_case(&mut desk, pins, case.as_ref())?,
        Command::MediaSet { pin, media, state, size, looks } => {
            pins::set_media(&mut desk, pin, media, state.as_ref(), *size, looks)?;
            return Ok(Outcome::of(desk.finish_quietly(), None));
        }
        Command::AnnotationWrite { id, pin, target, body, motivation } => {
            notes::write(&mut desk, id, pin, target, body, *motivation)?
        }
        Command::AnnotationDelete { id } => notes::delete(&mut desk, id)?,
        Command::BoardCreate { id, name, query, sections } => {
            boards::create(&mut desk, id, name, query.as_deref(), sections)?
        }
        Command::TemplateWrite { template } => setup::write_template(&mut desk, template)?,
        Command::TemplateDelete { id } => setup::delete_template(&mut desk, id)?,
        Command::SiteSwitch { host, state } => setup::switch_site(&mut desk, host, *state)?,
        Command::AdapterSet { host, data, state } => setup::set_adapter(&mut desk, host, data, *state)?,
        Command::AdapterRemove { host } => setup::remove_adapter(&mut desk, host)?,
        Command::SettingsWrite { settings } => setup::write_settings(&mut desk, settings),
        Command::Undo { change: undone } => undo::undo(&mut desk, loaded, undone, change)?,
        Command::Tidy => return Ok(Outcome::of(undo::tidy(desk, loaded), None)),
    };
    Ok(Outcome::of(desk.finish(change, title), captured))
}

fn pins_named(command: &Command) -> usize {
    match command {
        Command::PinsTag { pins, .. }
        | Command::PinsPlace { pins, .. }
        | Command::PinsUnplace { pins, .. }
        | Command::PinsDelete { pins }
        | Command::PinsGone { pins }
        | Command::PinsRights { pins, .. }
        | Command::PinsCase { pins, .. } => pins.len(),
        _ => 0,
    }
}

pub(super) fn check_count(pins: usize) -> Result<(), EditError> {
    if pins > MAX_PINS_PER_COMMAND {
        return Err(EditError::TooMany { what: "pins", limit: MAX_PINS_PER_COMMAND });
    }
    Ok(())
}
