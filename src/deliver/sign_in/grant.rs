//! What a person was granted, how long it can be used, and how it is renewed. It never shows a token in what is printed for
//! debugging, and renews only where it came from.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::problem::SignInProblem;
use crate::{
    deliver::{
        form::{Form, Json},
        http::{Address, Answer, Base, Call, Method, Request},
        problem::Problem,
    },
    json,
    model::time::Instant,
};

/// How long before its end a token is renewed, in milliseconds: a note with files may take a minute.
const EARLY_MS: i64 = 60_000;
/// Longest token, in bytes: what servers take of one header.
const MAX_TOKEN: usize = 16_000;
/// Longest that a token is believed to last, in seconds: a year.
const MAX_SECONDS: i64 = 31_536_000;

/// What a person was granted. Only the database of secrets keeps it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Grant {
    /// What proves who asks.
    pub access: String,
    /// What a new one is had for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<String>,
    /// When the first is over; absent: nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Instant>,
    /// The address that gave it: it is renewed there and nowhere else, whatever the connection says by then.
    pub server: String,
    /// The name that the server knows the program by.
    pub client: String,
    /// Whether the server is asked in JSON.
    pub json: bool,
}

impl fmt::Debug for Grant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Grant({})", self.server)
    }
}

impl Grant {
    /// The call that renews it; `None` where it can be used as it is.
    pub(super) fn renewal(&self, refused: bool, now: Instant) -> Result<Option<Call>, SignInProblem> {
        let lasts = |milliseconds: i64| self.expires.is_none_or(|end| now.after(milliseconds) < end);
        let refresh = match &self.refresh {
            _ if !refused && lasts(EARLY_MS) => return Ok(None),
            None if !refused && lasts(0) => return Ok(None),
            None => return Err(SignInProblem::Over),
            Some(refresh) => refresh,
        };
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.as_str()),
            ("client_id", &self.client),
        ];
        Ok(Some(call(Base::read(&self.server)?.itself(), &fields, self.json)?))
    }

    /// What came of the renewal. A server that gives no new means of renewal leaves the old one.
    pub(super) fn renewed(&self, answer: Option<&Answer>, now: Instant) -> Result<Self, SignInProblem> {
        let tokens = tokens(answer, now)?;
        Ok(Self {
            access: tokens.access,
            refresh: tokens.refresh.or_else(|| self.refresh.clone()),
            expires: tokens.expires,
            ..self.clone()
        })
    }
}

/// A call to a server that gives tokens.
pub(super) fn call(address: Address, fields: &[(&str, &str)], json: bool) -> Result<Call, Problem> {
    let form = if json {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), Json::from(*value)));
        Form::from(Json::Object(fields.collect()))
    } else {
        Form::fields(fields)
    };
    Request::send(Method::Post, address, form).call(1, Vec::new())
}

/// What a server gave.
pub(super) struct Tokens {
    pub(super) access: String,
    pub(super) refresh: Option<String>,
    pub(super) expires: Option<Instant>,
}

/// What a server gave, or why it did not (RFC 6749, 5.1 and 5.2).
pub(super) fn tokens(answer: Option<&Answer>, now: Instant) -> Result<Tokens, SignInProblem> {
    let answer = answer.ok_or(SignInProblem::Lost)?;
    if answer.status >= 500 || matches!(answer.status, 408 | 425 | 429) {
        return Err(SignInProblem::Failing(answer.status));
    }
    let said = json::parse(&json::mended(answer.body.clone())).map_err(|_| SignInProblem::Unreadable)?;
    let text = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
    // Some say so with a status of success.
    if !text("error").is_empty() {
        return Err(SignInProblem::said(text("error"), text("error_description")));
    }
    let is_bearer = said.get("token_type").is_none() || text("token_type").eq_ignore_ascii_case("bearer");
    if !(200..=299).contains(&answer.status) || !is_bearer {
        return Err(SignInProblem::Unreadable);
    }
    let access = token(text("access_token")).ok_or(SignInProblem::Unreadable)?;
    let seconds = said.get("expires_in").and_then(seconds).map(|seconds| seconds.clamp(0, MAX_SECONDS));
    Ok(Tokens {
        access,
        refresh: token(text("refresh_token")),
        expires: seconds.map(|seconds| now.after(seconds * 1_000)),
    })
}

/// A token as headers and forms carry it.
fn token(text: &str) -> Option<String> {
    let fits = (1..=MAX_TOKEN).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

/// A number, which some write as text.
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}
