//! What is asked of a destination and what it answers, as data. It never fetches: a shell does, and hands the answer back.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{form::Form, problem::Problem};
use crate::model::address;

/// Most of an answer that is read, in bytes: past it a shell stops reading, and says so. Two of the longest notes that any list has are
/// below it, written as JSON writes them at its worst; more than two may not be, see `page`.
pub const MAX_ANSWER: usize = 1 << 20;
/// The headers of an answer that count; a shell passes on these alone, their names in lower case.
pub const HEADERS: [&str; 5] =
    ["content-type", "location", "odata-entityid", "retry-after", "x-idempotency-lookup"];
/// How long a call without files may take, in milliseconds.
const CALL_MS: u32 = 30_000;
/// How long a call with files may take: 10 MB over a slow line.
const FILES_MS: u32 = 120_000;
/// Headers whose values never appear in what is printed for debugging.
const PRIVATE: [&str; 4] = ["api_access_token", "authorization", "x-api-key", "x-pinfold-signature"];

/// How a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Method {
    /// Reads.
    #[serde(rename = "GET")]
    Get,
    /// Makes, or searches.
    #[serde(rename = "POST")]
    Post,
    /// Changes.
    #[serde(rename = "PUT")]
    Put,
    /// Changes, or makes under a name of our own.
    #[serde(rename = "PATCH")]
    Patch,
}

impl Method {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
        }
    }
}

/// A piece of a body. The bytes of files are put in by whoever holds them, so the core never does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Text, as UTF-8.
    Text(String),
    /// The bytes of the file at this place in base 64, with padding and without line ends.
    Base64(u32),
    /// The bytes of the file at this place.
    Bytes(u32),
    /// Some of the bytes of a file in base 64: a whole file need never be held for it.
    Block {
        /// The file's place.
        place: u32,
        /// Where in the file they begin.
        from: u32,
        /// How many they are, or fewer where the file ends.
        length: u32,
    },
}

/// A header.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Header {
    /// Its name in lower case.
    pub name: String,
    /// Its value: visible ASCII and spaces.
    pub value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if PRIVATE.contains(&self.name.as_str()) { "…" } else { self.value.as_str() };
        write!(out, "{}: {value}", self.name)
    }
}

/// One call. It goes to the connection's own host, follows no redirect and carries no cookies.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Call {
    /// Which call of its run it is, from 1; the answer names it.
    pub number: u32,
    /// How.
    pub method: Method,
    /// Where.
    pub url: String,
    /// With which headers.
    pub headers: Vec<Header>,
    /// With what; nothing: no body.
    pub body: Vec<Piece>,
    /// After how long it counts as lost, in milliseconds.
    pub timeout_ms: u32,
}

impl fmt::Debug for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A webhook's path may end with the secret.
        let host = self.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let mut call = out.debug_struct("Call");
        call.field("number", &self.number).field("method", &self.method).field("host", &host);
        call.field("headers", &self.headers).field("body", &self.body).finish_non_exhaustive()
    }
}

/// What came back of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Reply {
    /// Which call it belongs to.
    pub to: u32,
    /// What was answered; absent: nothing, not in time, or not all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Answer {
    /// The status; for a redirect that the shell only knows as such, 302.
    pub status: u16,
    /// Those of [`HEADERS`] that it has.
    #[serde(default)]
    pub headers: Vec<Header>,
    /// The body as text, at most [`MAX_ANSWER`] bytes of it.
    #[serde(default)]
    pub body: String,
    /// Whether the body was longer than is read.
    #[serde(default)]
    pub cut: bool,
}

impl Answer {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.name == name).map(|header| header.value.as_str())
    }
}

/// The address of a destination: the beginning of every call's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Reads one: `https`, or `http` on this very machine; without a user, a query or a fragment.
    ///
    /// # Errors
    /// [`Problem::BadAddress`] for anything else.
    pub fn read(text: &str) -> Result<Self, Problem> {
        address::secure(text).map(Self).ok_or(Problem::BadAddress)
    }

    /// An address below it; every segment is encoded.
    ///
    /// # Errors
    /// [`Problem::BadValue`] where a segment is empty or would lead elsewhere.
    pub fn to(&self, segments: &[&str]) -> Result<Address, Problem> {
        let mut url = self.0.clone();
        url.push_str(&path(segments)?);
        Ok(Address { url, asks: false })
    }

    /// An address for people, below it: text of ours with a value in it.
    pub fn link(&self, before: &'static str, value: &str, after: &'static str) -> String {
        let mut url = self.0.clone();
        url.push_str(before);
        encode(&mut url, value);
        url.push_str(after);
        url
    }

    /// The address before such an end, where it has it.
    pub fn before(&self, end: &str) -> Option<Self> {
        self.0.strip_suffix(end).map(|before| Self(before.to_owned()))
    }

    /// The address itself.
    pub fn itself(&self) -> Address {
        Address { url: self.0.clone(), asks: false }
    }
}

/// A path below a host; every segment is encoded.
///
/// # Errors
/// [`Problem::BadValue`] where a segment is empty or would lead elsewhere.
pub fn path(segments: &[&str]) -> Result<String, Problem> {
    let mut path = String::new();
    for segment in segments {
        if matches!(*segment, "" | "." | "..") {
            return Err(Problem::BadValue);
        }
        path.push('/');
        encode(&mut path, segment);
    }
    Ok(path)
}

/// An address in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: String,
    asks: bool,
}

impl Address {
    /// The whole of it.
    pub fn into_text(self) -> String {
        self.url
    }

    /// With a parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.url.push(if self.asks { '&' } else { '?' });
        self.asks = true;
        encode(&mut self.url, name);
        self.url.push('=');
        encode(&mut self.url, value);
        self
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986, and parentheses, by which OData names records.
pub(super) fn encode(out: &mut String, text: &str) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |bits: u8| DIGITS.get(usize::from(bits & 15)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'(' | b')') {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
}

/// A call in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    method: Method,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<Piece>,
}

impl Request {
    fn new(method: Method, address: Address) -> Self {
        Self { method, url: address.url, headers: Vec::new(), body: Vec::new() }
    }

    /// One that reads.
    pub fn get(address: Address) -> Self {
        Self::new(Method::Get, address)
    }

    /// One with a body.
    pub fn send(method: Method, address: Address, form: Form) -> Self {
        let mut request = Self::new(method, address);
        let (kind, body) = form.into_body();
        request.headers.push(("content-type", kind));
        request.body = body;
        request
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The finished call.
    ///
    /// # Errors
    /// [`Problem::BadValue`] where a header's value would end its line.
    pub(super) fn call(self, number: u32, proof: Vec<(&'static str, String)>) -> Result<Call, Problem> {
        let mut headers = vec![Header { name: "accept".to_owned(), value: "application/json".to_owned() }];
        for (name, value) in self.headers {
            headers.push(header(name, value, Problem::BadValue)?);
        }
        for (name, value) in proof {
            headers.push(header(name, value, Problem::BadSecret)?);
        }
        let with_files = self.body.iter().any(|piece| !matches!(piece, Piece::Text(_)));
        Ok(Call {
            number,
            method: self.method,
            url: self.url,
            headers,
            body: self.body,
            timeout_ms: if with_files { FILES_MS } else { CALL_MS },
        })
    }
}

fn header(name: &str, value: String, otherwise: Problem) -> Result<Header, Problem> {
    if value.is_empty() || !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(otherwise);
    }
    Ok(Header { name: name.to_owned(), value })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use super::*;

    #[test]
    fn nothing_in_a_value_leads_elsewhere() {
        let base = Base::read("https://crm.example/a").unwrap();
        for value in ["/../../b", "@evil.example", "?x=y", "#", "\\evil", "a b\r\nX: y", "..\u{0}", "ä"] {
            let url = base.to(&["v", value]).unwrap().query("q&=", value).url;
            let read = url::Url::parse(&url).unwrap();
            assert_eq!(read.host_str(), Some("crm.example"));
            assert_eq!(read.path_segments().unwrap().count(), 3, "{url}");
            assert_eq!(read.query_pairs().next().unwrap(), ("q&=".into(), value.into()), "{url}");
            assert_eq!(read.as_str(), url, "browsers change nothing of it");
        }
        for value in ["", ".", ".."] {
            assert_eq!(base.to(&[value]), Err(Problem::BadValue));
        }
    }

    #[test]
    fn no_header_has_a_second_line_and_none_shows_the_secret() {
        let request = || Request::get(Base::read("https://crm.example").unwrap().itself());
        assert_eq!(request().header("x-key", "a\r\nb: c").call(1, Vec::new()), Err(Problem::BadValue));
        let broken = request().call(1, vec![("authorization", "Bearer a\nb".to_owned())]);
        assert_eq!(broken, Err(Problem::BadSecret));
        let call = request().call(1, vec![("authorization", "Bearer hush".to_owned())]).unwrap();
        assert!(!format!("{call:?}").contains("hush"));
        assert!(call.headers.iter().any(|header| header.value == "Bearer hush"));
    }
}
