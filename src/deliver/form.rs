//! Bodies of calls: JSON, parts of a form, or the bytes of one file. Where a file belongs stands a piece that names it, which no
//! text of anybody can be taken for. It never holds the bytes.

use serde_json::Value;

use super::http::{Piece, encode};

/// The body of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// JSON.
    Json(Json),
    /// Parts, as a browser sends a form with files.
    Parts(Parts),
    /// The bytes of one file.
    File {
        /// Which.
        place: u32,
        /// Its media type.
        mime: String,
    },
    /// Fields, as a browser sends a form without files.
    Fields(String),
    /// JSON that a person's template made, under its media type.
    Raw(String),
}

impl Form {
    /// Fields with their values.
    pub fn fields(fields: &[(&str, &str)]) -> Self {
        let mut text = String::new();
        for (name, value) in fields {
            if !text.is_empty() {
                text.push('&');
            }
            encode(&mut text, name);
            text.push('=');
            encode(&mut text, value);
        }
        Self::Fields(text)
    }

    /// Its media type and pieces.
    pub(super) fn into_body(self) -> (String, Vec<Piece>) {
        match self {
            Self::Json(json) => {
                let mut body = Body::default();
                json.write(&mut body);
                ("application/json".to_owned(), body.into_pieces())
            }
            Self::Parts(parts) => parts.into_body(),
            Self::Fields(text) => ("application/x-www-form-urlencoded".to_owned(), vec![Piece::Text(text)]),
            Self::File { place, mime } => (mime, vec![Piece::Bytes(place)]),
            Self::Raw(text) => ("application/json".to_owned(), vec![Piece::Text(text)]),
        }
    }
}

impl From<Value> for Form {
    fn from(value: Value) -> Self {
        Self::Json(Json::Value(value))
    }
}

impl From<Json> for Form {
    fn from(json: Json) -> Self {
        Self::Json(json)
    }
}

impl From<Parts> for Form {
    fn from(parts: Parts) -> Self {
        Self::Parts(parts)
    }
}

/// JSON with files in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// Any value.
    Value(Value),
    /// The bytes of a file in base 64, after a text that begins them.
    File {
        /// What comes before, within the same string: `data:image/png;base64,`.
        before: String,
        /// Which file.
        place: u32,
    },
    /// Some of the bytes of a file in base 64.
    Block {
        /// Which file.
        place: u32,
        /// Where in it they begin.
        from: u32,
        /// How many.
        length: u32,
    },
    /// An object.
    Object(Vec<(String, Json)>),
    /// A list.
    List(Vec<Json>),
}

impl Json {
    /// The bytes of a file in base 64.
    pub fn file(place: u32) -> Self {
        Self::File { before: String::new(), place }
    }

    /// An object out of its fields.
    pub fn object<const N: usize>(fields: [(&str, Json); N]) -> Self {
        Self::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn write(self, out: &mut Body) {
        match self {
            Self::Value(value) => out.text(&value.to_string()),
            Self::File { before, place } => {
                let quoted = Value::String(before).to_string();
                out.text(quoted.strip_suffix('"').unwrap_or("\""));
                out.file(Piece::Base64(place));
                out.text("\"");
            }
            Self::Block { place, from, length } => {
                out.text("\"");
                out.file(Piece::Block { place, from, length });
                out.text("\"");
            }
            Self::Object(fields) => {
                out.text("{");
                for (number, (name, value)) in fields.into_iter().enumerate() {
                    if number > 0 {
                        out.text(",");
                    }
                    out.text(&Value::String(name).to_string());
                    out.text(":");
                    value.write(out);
                }
                out.text("}");
            }
            Self::List(items) => {
                out.text("[");
                for (number, value) in items.into_iter().enumerate() {
                    if number > 0 {
                        out.text(",");
                    }
                    value.write(out);
                }
                out.text("]");
            }
        }
    }
}

impl<T: Into<Value>> From<T> for Json {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

/// The parts of a form (RFC 7578).
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    boundary: String,
    body: Body,
}

impl Parts {
    /// No parts yet. The boundary must be one that nobody can put into a file: it is made with the secret.
    pub fn new(boundary: String) -> Self {
        Self { boundary, body: Body::default() }
    }

    /// With a text.
    #[must_use]
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.begin(name);
        self.body.text("\r\n\r\n");
        self.body.text(value);
        self.body.text("\r\n");
        self
    }

    /// With a file.
    #[must_use]
    pub fn file(mut self, name: &str, place: u32, file: &str, mime: &str) -> Self {
        self.begin(name);
        self.body.text("; filename=\"");
        self.body.text(&quoted(file));
        self.body.text("\"\r\nContent-Type: ");
        self.body.text(mime);
        self.body.text("\r\n\r\n");
        self.body.file(Piece::Bytes(place));
        self.body.text("\r\n");
        self
    }

    fn begin(&mut self, name: &str) {
        self.body.text("--");
        self.body.text(&self.boundary);
        self.body.text("\r\nContent-Disposition: form-data; name=\"");
        self.body.text(&quoted(name));
        self.body.text("\"");
    }

    fn into_body(mut self) -> (String, Vec<Piece>) {
        self.body.text("--");
        self.body.text(&self.boundary);
        self.body.text("--\r\n");
        (format!("multipart/form-data; boundary={}", self.boundary), self.body.into_pieces())
    }
}

/// A name within quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Pieces in the making: neighbouring texts are one.
#[derive(Debug, Clone, Default, PartialEq)]
struct Body {
    pieces: Vec<Piece>,
    text: String,
}

impl Body {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn file(&mut self, piece: Piece) {
        self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        self.pieces.push(piece);
    }

    fn into_pieces(mut self) -> Vec<Piece> {
        self.pieces.push(Piece::Text(self.text));
        self.pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use serde_json::json;

    use super::*;

    fn filled(form: Form, files: &[&str]) -> String {
        let bytes = |place: u32| files[usize::try_from(place).unwrap()];
        let fill = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Base64(place) => crate::schema::base64::encode(bytes(*place).as_bytes()),
            Piece::Bytes(place) => bytes(*place).to_owned(),
            Piece::Block { place, from, length } => {
                let from = usize::try_from(*from).unwrap();
                let bytes = bytes(*place).bytes().skip(from).take(usize::try_from(*length).unwrap());
                crate::schema::base64::encode(&bytes.collect::<Vec<u8>>())
            }
        };
        form.into_body().1.iter().map(fill).collect()
    }

    #[test]
    fn files_stand_in_json_where_they_belong() {
        let before = "data:\"x\";base64,".to_owned();
        let json = Json::object([
            ("a\"b", json!({"text": "{{0}}\u{0}"}).into()),
            ("files", Json::List(vec![Json::file(1), Json::File { before, place: 0 }])),
            ("block", Json::Block { place: 0, from: 1, length: 5 }),
            ("none", Json::List(Vec::new())),
            ("empty", Json::Object(Vec::new())),
        ]);
        let text = filled(json.into(), &["foo", "f"]);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            read,
            json!({"a\"b": {"text": "{{0}}\u{0}"}, "files": ["Zg==", "data:\"x\";base64,Zm9v"], "block": "b28=", "none": [], "empty": {}})
        );
    }

    #[test]
    fn a_part_is_not_ended_by_its_name() {
        let parts = Parts::new("cut".to_owned()).text("a", "b").file("f", 0, "x\"\r\ny.png", "image/png");
        assert_eq!(
            filled(parts.into(), &["bytes"]),
            "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n\
             --cut\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x%22%0D%0Ay.png\"\r\n\
             Content-Type: image/png\r\n\r\nbytes\r\n--cut--\r\n"
        );
    }
}
