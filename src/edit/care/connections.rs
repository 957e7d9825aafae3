//! Commands on destinations.

use super::plan::connection_key;
use crate::{
    edit::{
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        address,
        change::Deed,
        connection::{Connection, MAX_CONNECTIONS, MAX_SETTING, MAX_SETTINGS},
        id::ConnectionId,
        record::{Record, RecordKind},
        text::{MAX_LABEL, bounded},
    },
};

pub(super) fn write(desk: &mut Desk, connection: &Connection) -> Result<Title, EditError> {
    let key = connection_key(&connection.id);
    let before = match desk.get(&key) {
        Some(Record::Connection(before)) => Some(before.clone()),
        _ if desk.loaded_of(RecordKind::Connection).count() >= MAX_CONNECTIONS => {
            return Err(EditError::TooMany { what: "connections", limit: MAX_CONNECTIONS });
        }
        _ => None,
    };
    let too_long = |(name, value): &(String, String)| {
        name.chars().count() > MAX_LABEL || value.chars().count() > MAX_SETTING
    };
    if connection.settings.iter().count() > MAX_SETTINGS || connection.settings.iter().any(too_long) {
        return Err(EditError::Invalid("settings"));
    }
    let connection = Connection {
        name: bounded(&connection.name, MAX_LABEL).ok_or(EditError::Invalid("name"))?,
        base_url: address::secure(&connection.base_url).ok_or(EditError::Invalid("base_url"))?,
        created: before.map_or(desk.now, |before| before.created),
        changed: desk.now,
        ..connection.clone()
    };
    let title = Title::of(Deed::SettingsChanged, connection.name.clone());
    desk.put(Record::Connection(connection));
    Ok(title)
}

pub(super) fn delete(desk: &mut Desk, id: &ConnectionId) -> Result<Title, EditError> {
    let key = connection_key(id);
    let Some(Record::Connection(connection)) = desk.get(&key) else {
        return Err(EditError::NotFound(key));
    };
    let title = Title::of(Deed::SettingsChanged, connection.name.clone());
    desk.delete(key);
    Ok(title)
}
