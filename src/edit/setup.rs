//! Commands on templates, sites, a person's own adapters and settings.

use super::{
    desk::{Desk, Title},
    error::EditError,
};
use crate::model::{
    adapter::{MAX_ADAPTER, UserAdapter},
    change::Deed,
    id::TemplateId,
    record::{Record, RecordKey, RecordKind},
    settings::Settings,
    site::{Site, SiteState},
    template::{MAX_TEMPLATE, Template},
    text::{MAX_LABEL, bounded},
};

/// Longest host name (RFC 1035).
const MAX_HOST: usize = 253;

pub(super) fn write_template(desk: &mut Desk, template: &Template) -> Result<Title, EditError> {
    let template = Template {
        id: template.id.clone(),
        name: bounded(&template.name, MAX_LABEL).ok_or(EditError::Invalid("name"))?,
        body: bounded(&template.body, MAX_TEMPLATE).ok_or(EditError::Invalid("template"))?,
        max_length: template.max_length,
        changed: desk.now,
    };
    let title = Title::of(Deed::SettingsChanged, template.name.clone());
    desk.put(Record::Template(template));
    Ok(title)
}

pub(super) fn delete_template(desk: &mut Desk, id: &TemplateId) -> Result<Title, EditError> {
    let key = RecordKey::new(RecordKind::Template, id.as_str());
    let Some(Record::Template(template)) = desk.get(&key) else {
        return Err(EditError::NotFound(key));
    };
    let title = Title::of(Deed::SettingsChanged, template.name.clone());
    desk.delete(key);
    Ok(title)
}

pub(super) fn switch_site(desk: &mut Desk, host: &str, state: SiteState) -> Result<Title, EditError> {
    check_host(host)?;
    desk.put(Record::Site(Site { host: host.to_owned(), state, changed: desk.now }));
    Ok(Title::of(Deed::SettingsChanged, host))
}

/// The form alone is looked at: the module that writes has no reader of pages, which would not fit a wake-up.
pub(super) fn set_adapter(
    desk: &mut Desk,
    host: &str,
    data: &str,
    state: SiteState,
) -> Result<Title, EditError> {
    check_host(host)?;
    if data.len() > MAX_ADAPTER || !data.starts_with('{') {
        return Err(EditError::Invalid("adapter"));
    }
    let created = match desk.get(&adapter_key(host)) {
        Some(Record::Adapter(adapter)) => adapter.created,
        _ => desk.now,
    };
    let (host, data) = (host.to_owned(), data.to_owned());
    let title = Title::of(Deed::SettingsChanged, host.clone());
    desk.put(Record::Adapter(UserAdapter { host, state, data, created, changed: desk.now }));
    Ok(title)
}

pub(super) fn remove_adapter(desk: &mut Desk, host: &str) -> Result<Title, EditError> {
    let key = adapter_key(host);
    if desk.get(&key).is_none() {
        return Err(EditError::NotFound(key));
    }
    desk.delete(key);
    Ok(Title::of(Deed::SettingsChanged, host))
}

fn adapter_key(host: &str) -> RecordKey {
    RecordKey::new(RecordKind::Adapter, host)
}

fn check_host(host: &str) -> Result<(), EditError> {
    let fits = (1..=MAX_HOST).contains(&host.len())
        && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    if fits { Ok(()) } else { Err(EditError::Invalid("host")) }
}

pub(super) fn write_settings(desk: &mut Desk, settings: &Settings) -> Title {
    desk.put(Record::Settings(settings.clone()));
    Deed::SettingsChanged.into()
}
