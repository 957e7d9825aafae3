//! The parameters of an address, each kept as it was written. It never reorders and never re-encodes them.

use crate::model::letters::lowered;
use url::Url;

/// The most parameters of one address that are kept.
const MAX_PARAMETERS: usize = 256;

/// Parameters in their order.
pub(super) struct Query {
    /// Each as written, and its decoded name and value.
    parameters: Vec<(String, String, String)>,
}

impl Query {
    pub(super) fn of(url: &Url) -> Self {
        let written = url.query().unwrap_or_default().split('&').filter(|part| !part.is_empty());
        let parameters = written.take(MAX_PARAMETERS).map(|part| {
            let (name, value) = url::form_urlencoded::parse(part.as_bytes()).next().unwrap_or_default();
            (part.to_owned(), lowered(&name), value.into_owned())
        });
        Self { parameters: parameters.collect() }
    }

    /// Keeps the parameters, by their lower-case name and value, that hold.
    pub(super) fn retain(&mut self, holds: impl Fn(&str, &str) -> bool) {
        self.parameters.retain(|(_, name, value)| holds(name, value));
    }

    /// The first value of a parameter.
    pub(super) fn get(&self, wanted: &str) -> Option<&str> {
        self.parameters.iter().find(|(_, name, _)| name == wanted).map(|(_, _, value)| value.as_str())
    }

    /// Whether some parameter has the value.
    pub(super) fn has_value(&self, wanted: &str) -> bool {
        self.parameters.iter().any(|(_, _, value)| value == wanted)
    }

    /// Puts a parameter first, in place of one of the same name.
    pub(super) fn put_first(&mut self, name: &str, value: &str) {
        self.retain(|other, _| other != name);
        let written = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        self.parameters.insert(0, (written, name.to_owned(), value.to_owned()));
    }

    /// The query as written, without what was removed; `None` where nothing is left.
    pub(super) fn written(&self) -> Option<String> {
        let parts: Vec<&str> = self.parameters.iter().map(|(written, _, _)| written.as_str()).collect();
        (!parts.is_empty()).then(|| parts.join("&"))
    }
}
