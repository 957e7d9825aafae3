//! What is known of the systems where a program without a secret of its own may sign somebody in: addresses, what they ask, how
//! they want it. Elsewhere a person's own token is the way. It never guesses an address that nobody gave.

use crate::{
    deliver::{
        http::{Address, Base},
        limits::{Setting, setting},
        problem::Problem,
    },
    model::connection::{Connection, ConnectorKind},
};

/// The name by which the system knows the program, once somebody has registered it there.
const CLIENT: &str = "client_id";
/// Where people sign in, where that is another address than the connection's.
const SERVER: &str = "sign_in_server";
const TENANT: &str = "tenant";
const SCOPE: &str = "scope";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Always the same.
    Fixed(&'static str),
    /// What the connection says.
    Said,
    /// The connection's address, and this after it.
    OfAddress(&'static str),
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Fixed(&'static str),
    /// The value of a setting.
    Said(&'static str),
}

/// A system where somebody can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct System {
    /// What a connection says for it, besides its address.
    pub settings: &'static [Setting],
    /// The setting that holds the address where people sign in; `None`: it is the connection's own.
    pub server: Option<&'static str>,
    /// The setting that belongs to a person's own token, and must be empty for what signing in gives.
    pub instead_of: Option<&'static str>,
    authorize: &'static [Part],
    token: &'static [Part],
    scope: Scope,
    /// Whether its token endpoint is described with JSON; the standard has a form.
    json: bool,
}

const SALESFORCE: System = System {
    settings: &[Setting::needed(CLIENT)],
    server: None,
    instead_of: None,
    authorize: &[Part::Fixed("services"), Part::Fixed("oauth2"), Part::Fixed("authorize")],
    token: &[Part::Fixed("services"), Part::Fixed("oauth2"), Part::Fixed("token")],
    scope: Scope::Fixed("api refresh_token"),
    json: false,
};

const DATAVERSE: System = System {
    settings: &[
        Setting::needed(CLIENT),
        Setting::or(TENANT, "organizations"),
        Setting::or(SERVER, "https://login.microsoftonline.com"),
    ],
    server: Some(SERVER),
    instead_of: None,
    authorize: &[Part::Said(TENANT), Part::Fixed("oauth2"), Part::Fixed("v2.0"), Part::Fixed("authorize")],
    token: &[Part::Said(TENANT), Part::Fixed("oauth2"), Part::Fixed("v2.0"), Part::Fixed("token")],
    scope: Scope::OfAddress("/user_impersonation offline_access"),
    json: false,
};

const ORACLE: System = System {
    settings: &[Setting::needed(CLIENT), Setting::needed(SERVER), Setting::needed(SCOPE)],
    server: Some(SERVER),
    instead_of: Some("user"),
    authorize: &[Part::Fixed("oauth2"), Part::Fixed("v1"), Part::Fixed("authorize")],
    token: &[Part::Fixed("oauth2"), Part::Fixed("v1"), Part::Fixed("token")],
    scope: Scope::Said,
    json: false,
};

const ZENDESK: System = System {
    settings: &[Setting::needed(CLIENT), Setting::or(SCOPE, "read write")],
    server: None,
    instead_of: Some("email"),
    authorize: &[Part::Fixed("oauth"), Part::Fixed("authorizations"), Part::Fixed("new")],
    token: &[Part::Fixed("oauth"), Part::Fixed("tokens")],
    scope: Scope::Said,
    json: true,
};

/// The system of a kind of destination; `None` where nobody can sign in without a secret of the program's.
pub fn system(kind: ConnectorKind) -> Option<&'static System> {
    match kind {
        ConnectorKind::Salesforce => Some(&SALESFORCE),
        ConnectorKind::Dataverse => Some(&DATAVERSE),
        ConnectorKind::Oracle => Some(&ORACLE),
        ConnectorKind::Zendesk => Some(&ZENDESK),
        _ => None,
    }
}

impl System {
    /// The name that the system knows the program by.
    pub(super) fn client<'a>(&self, connection: &'a Connection) -> Result<&'a str, Problem> {
        self.needed(connection, CLIENT)
    }

    /// The address that a person is sent to.
    pub(super) fn authorize(&self, connection: &Connection) -> Result<Address, Problem> {
        self.address(connection, self.authorize)
    }

    /// The address that gives tokens.
    pub(super) fn token(&self, connection: &Connection) -> Result<Address, Problem> {
        self.address(connection, self.token)
    }

    /// What is asked for.
    pub(super) fn scope(&self, connection: &Connection) -> Result<String, Problem> {
        Ok(match self.scope {
            Scope::Fixed(scope) => scope.to_owned(),
            Scope::Said => self.needed(connection, SCOPE)?.to_owned(),
            Scope::OfAddress(after) => Base::read(&connection.base_url)?.itself().into_text() + after,
        })
    }

    pub(super) fn takes_json(&self) -> bool {
        self.json
    }

    fn address(&self, connection: &Connection, parts: &'static [Part]) -> Result<Address, Problem> {
        let server = match self.server {
            Some(name) => self.needed(connection, name)?,
            None => connection.base_url.as_str(),
        };
        let mut path = Vec::new();
        for part in parts {
            path.push(match part {
                Part::Fixed(text) => text,
                Part::Said(name) => self.needed(connection, name)?,
            });
        }
        Base::read(server)?.to(&path)
    }

    fn needed<'a>(&self, connection: &'a Connection, name: &str) -> Result<&'a str, Problem> {
        setting(connection, self.settings, name).ok_or_else(|| Problem::SettingMissing(name.to_owned()))
    }
}
