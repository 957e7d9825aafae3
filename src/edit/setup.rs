//! Commands on templates, sites and settings.

use super::{
    desk::{Desk, Title},
    error::EditError,
};
use crate::model::{
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
    let fits = (1..=MAX_HOST).contains(&host.len())
        && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    if !fits {
        return Err(EditError::Invalid("host"));
    }
    desk.put(Record::Site(Site { host: host.to_owned(), state, changed: desk.now }));
    Ok(Title::of(Deed::SettingsChanged, host))
}

pub(super) fn write_settings(desk: &mut Desk, settings: &Settings) -> Title {
    desk.put(Record::Settings(settings.clone()));
    Deed::SettingsChanged.into()
}
