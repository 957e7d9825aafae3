//! One sign-in: the address that a person is sent to, what the browser comes back with, and the call that gives the code for a
//! token. It never trusts what comes back before it names this very sign-in.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::{
    grant::{self, Grant},
    problem::SignInProblem,
    system::{System, system},
};
use crate::{
    deliver::{
        http::{Answer, Call},
        problem::Problem,
    },
    model::{connection::Connection, text::MAX_URL, time::Instant},
    schema::base64,
};

/// Shortest name of a sign-in, and shortest verifier: 256 bits of chance in the densest alphabet that addresses take.
const SHORTEST: usize = 43;
/// Longest verifier (RFC 7636, 4.1).
const LONGEST: usize = 128;
/// Bytes of a SHA-256.
const DIGEST: usize = 32;
/// Longest code, in bytes: Microsoft's have some two thousand.
const MAX_CODE: usize = 6_000;

/// A sign-in that is under way. Whoever drives it keeps it for as long as it takes, and nobody else sees it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SignInAttempt {
    /// Where to.
    pub connection: Connection,
    /// The address of ours that the browser comes back to, without a query.
    pub redirect: String,
    /// What only this sign-in is called: it comes back with the code.
    pub state: String,
    /// What proves that whoever brings the code is who asked for it.
    pub verifier: String,
    /// The verifier's SHA-256.
    pub digest: Vec<u8>,
}

impl fmt::Debug for SignInAttempt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SignInAttempt({})", self.connection.base_url)
    }
}

impl SignInAttempt {
    fn system(&self) -> Result<&'static System, SignInProblem> {
        system(self.connection.kind).ok_or(SignInProblem::NoSystem)
    }

    /// The address that the person is sent to.
    pub(super) fn open(&self) -> Result<String, SignInProblem> {
        let system = self.system()?;
        let is_long = |text: &str| (SHORTEST..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain);
        if !is_long(&self.state) || !is_long(&self.verifier) || self.digest.len() != DIGEST {
            return Err(Problem::BadValue.into());
        }
        let address = system.authorize(&self.connection)?;
        Ok(address
            .query("response_type", "code")
            .query("client_id", system.client(&self.connection)?)
            .query("redirect_uri", &self.redirect)
            .query("scope", &system.scope(&self.connection)?)
            .query("state", &self.state)
            .query("code_challenge", &challenge(&self.digest))
            .query("code_challenge_method", "S256")
            .into_text())
    }

    /// The call that gives the code for a token.
    pub(super) fn returned(&self, url: &str) -> Result<Call, SignInProblem> {
        let system = self.system()?;
        let code = self.code(url)?;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &self.redirect),
            ("client_id", system.client(&self.connection)?),
            ("code_verifier", &self.verifier),
        ];
        Ok(grant::call(system.token(&self.connection)?, &fields, system.takes_json())?)
    }

    /// What was granted.
    pub(super) fn exchanged(&self, answer: Option<&Answer>, now: Instant) -> Result<Grant, SignInProblem> {
        let system = self.system()?;
        let tokens = grant::tokens(answer, now)?;
        Ok(Grant {
            access: tokens.access,
            refresh: tokens.refresh,
            expires: tokens.expires,
            server: system.token(&self.connection)?.into_text(),
            client: system.client(&self.connection)?.to_owned(),
            json: system.takes_json(),
        })
    }

    /// The code that came back.
    fn code(&self, url: &str) -> Result<String, SignInProblem> {
        let said = url.strip_prefix(&self.redirect).and_then(|rest| rest.strip_prefix('?'));
        let said = said.filter(|_| url.len() <= MAX_URL).ok_or(SignInProblem::Foreign)?;
        let said = said.split('#').next().unwrap_or_default();
        let [mut state, mut code, mut error, mut description] = [const { None }; 4];
        for (name, value) in form_urlencoded::parse(said.as_bytes()) {
            let place = match &*name {
                "state" => &mut state,
                "code" => &mut code,
                "error" => &mut error,
                "error_description" => &mut description,
                _ => continue,
            };
            // What is said twice may be read in two ways.
            if place.replace(value).is_some() {
                return Err(SignInProblem::Foreign);
            }
        }
        if state.as_deref() != Some(self.state.as_str()) {
            return Err(SignInProblem::Foreign);
        }
        if let Some(error) = error {
            return Err(SignInProblem::said(&error, &description.unwrap_or_default()));
        }
        let fits =
            |code: &str| (1..=MAX_CODE).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_graphic());
        code.filter(|code| fits(code)).map(Into::into).ok_or(SignInProblem::Unreadable)
    }
}

/// What is unreserved in addresses (RFC 3986, 2.3).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A digest as addresses carry it: base 64 in the alphabet for addresses, without padding (RFC 7636, appendix A).
fn challenge(digest: &[u8]) -> String {
    let text = base64::encode(digest);
    text.trim_end_matches('=').replace('+', "-").replace('/', "_")
}

#[cfg(test)]
mod tests {
    use super::challenge;

    /// RFC 7636, appendix B: the SHA-256 of the verifier `dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`.
    #[test]
    fn the_challenge_is_the_one_of_the_standard() {
        let digest = [
            19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173, 109,
            241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195,
        ];
        assert_eq!(challenge(&digest), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
