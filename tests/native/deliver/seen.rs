//! A call as a server sees it: decoded, with the bytes of files in it.

use pinfold::{
    deliver::http::{Answer, Call, Header, Method, Piece},
    schema::base64,
};
use serde_json::Value;

/// A part of a form.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub file: Option<String>,
    pub bytes: Vec<u8>,
}

/// A call.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: Method,
    pub url: String,
    pub path: Vec<String>,
    pub query: Vec<(String, String)>,
    pub headers: Vec<Header>,
    pub bytes: Vec<u8>,
    pub json: Value,
}

fn decoded(text: &str) -> String {
    let form = format!("x={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(form.as_bytes()).next().unwrap().1.into_owned()
}

impl Seen {
    /// A call with the bytes of its files, each of which stands for so many.
    pub fn of(call: &Call, files: &[Vec<u8>], each: u32) -> Self {
        let url = url::Url::parse(&call.url).unwrap();
        let mut bytes = Vec::new();
        for piece in &call.body {
            match piece {
                Piece::Text(text) => bytes.extend_from_slice(text.as_bytes()),
                Piece::Base64(place) => {
                    bytes.extend_from_slice(
                        base64::encode(&files[usize::try_from(*place).unwrap()]).as_bytes(),
                    );
                }
                Piece::Bytes(place) => bytes.extend_from_slice(&files[usize::try_from(*place).unwrap()]),
                Piece::Block { place, from, length } => {
                    let rest =
                        &files[usize::try_from(*place).unwrap()][usize::try_from(from / each).unwrap()..];
                    let block = &rest[..rest.len().min(usize::try_from(length / each).unwrap())];
                    bytes.extend_from_slice(base64::encode(block).as_bytes());
                }
            }
        }
        Self {
            method: call.method,
            url: call.url.clone(),
            path: url.path_segments().unwrap().map(decoded).collect(),
            query: url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect(),
            headers: call.headers.clone(),
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            bytes,
        }
    }

    /// A call that stands within another one.
    pub fn within(&self, method: Method, url: &str, json: Value) -> Self {
        let path = url::Url::parse(url).unwrap().path_segments().unwrap().map(decoded).collect();
        let (headers, query, bytes) = (self.headers.clone(), Vec::new(), Vec::new());
        Self { method, url: url.to_owned(), path, query, headers, bytes, json }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|header| header.name == name).map_or("", |header| header.value.as_str())
    }

    pub fn asked(&self, name: &str) -> &str {
        self.query.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    pub fn text(&self, pointer: &str) -> String {
        self.json.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The parts of a form.
    pub fn parts(&self) -> Vec<Part> {
        let kind = self.header("content-type");
        let boundary = format!("--{}", kind.split_once("boundary=").unwrap().1);
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        assert!(text.ends_with(&format!("{boundary}--\r\n")), "the form is closed");
        let quoted = |head: &str, name: &str| {
            head.split_once(&format!("{name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
        };
        let mut parts = Vec::new();
        for piece in text.split(&boundary).skip(1).filter(|piece| !piece.starts_with("--")) {
            let (head, body) = piece.split_once("\r\n\r\n").unwrap();
            parts.push(Part {
                name: quoted(head, " name").unwrap(),
                file: quoted(head, "filename"),
                bytes: body.strip_suffix("\r\n").unwrap().as_bytes().to_vec(),
            });
        }
        parts
    }
}

/// An answer with JSON.
pub fn answer(status: u16, json: &Value) -> Answer {
    let header = Header { name: "content-type".to_owned(), value: "application/json".to_owned() };
    let body = if json.is_null() { String::new() } else { json.to_string() };
    Answer { status, headers: vec![header], body, cut: false }
}

/// An answer with a header of its own.
pub fn with(mut answer: Answer, name: &str, value: &str) -> Answer {
    answer.headers.push(Header { name: name.to_owned(), value: value.to_owned() });
    answer
}
