//! Text into the XML of office files: our own markup is constant, and everything else is escaped here. It never reads XML.

/// An XML text in the making.
#[derive(Debug, Default)]
pub struct Xml(Vec<u8>);

impl Xml {
    /// A file of its own.
    pub fn file() -> Self {
        let mut file = Self::default();
        file.markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        file
    }

    /// Markup of our own.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.extend_from_slice(markup.as_bytes());
        self
    }

    /// Text of anybody, for a text node or within double quotes. A line break stays one within quotes too. What XML 1.0
    /// forbids, which is control characters and two that are none, becomes the sign for what cannot be shown.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let bytes = text.as_bytes();
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let length = if *byte == 0xef { 3 } else { 1 };
            // Most bytes are none of these.
            let instead: &[u8] = match byte {
                b'&' => b"&amp;",
                b'<' => b"&lt;",
                b'>' => b"&gt;",
                b'"' => b"&quot;",
                b'\t' => b"&#9;",
                b'\n' => b"&#10;",
                b'\r' => b"&#13;",
                0..0x20 => "\u{fffd}".as_bytes(),
                0xef if matches!(bytes.get(at..at + 3), Some([_, 0xbf, 0xbe | 0xbf])) => {
                    "\u{fffd}".as_bytes()
                }
                _ => continue,
            };
            self.0.extend_from_slice(bytes.get(from..at).unwrap_or_default());
            self.0.extend_from_slice(instead);
            from = at + length;
        }
        self.0.extend_from_slice(bytes.get(from..).unwrap_or_default());
        self
    }

    /// Text of anybody for a cell of a sheet, where `_x0041_` would be read as the letter it names (ECMA-376, 22.9.2.19): its
    /// first underscore is written in that way itself.
    pub fn cell(&mut self, text: &str) -> &mut Self {
        let mut rest = text;
        while let Some(at) = rest.as_bytes().windows(LETTER).position(names_a_letter) {
            let (before, sign) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.text(before).markup("_x005F_");
            rest = sign.get(1..).unwrap_or_default();
        }
        self.text(rest)
    }

    /// What another one says.
    pub fn raw(&mut self, other: &[u8]) -> &mut Self {
        self.0.extend_from_slice(other);
        self
    }

    /// A whole number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        let mut digits = [0u8; 20];
        let number: i64 = number.into();
        let mut left = number.unsigned_abs();
        let mut length = 0;
        for place in digits.iter_mut().rev() {
            *place = b'0' + u8::try_from(left % 10).unwrap_or_default();
            left /= 10;
            length += 1;
            if left == 0 {
                break;
            }
        }
        if number < 0 {
            self.0.push(b'-');
        }
        self.0.extend_from_slice(digits.get(digits.len().saturating_sub(length)..).unwrap_or_default());
        self
    }

    /// What it says so far.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Forgets what it says, and keeps the room for it.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// How long `_x0041_` is.
const LETTER: usize = 7;

/// Whether it is as `_x0041_`.
fn names_a_letter(sign: &[u8]) -> bool {
    match sign {
        [b'_', b'x', a, b, c, d, b'_'] => [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Xml)) -> String {
        let mut xml = Xml::default();
        write(&mut xml);
        String::from_utf8_lossy(xml.bytes()).into_owned()
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = |text: &str| written(|xml| _ = xml.text(text));
        assert_eq!(text("a<b>&\"c\" d"), "a&lt;b&gt;&amp;&quot;c&quot; d");
        assert_eq!(text("]]>\n\t\r"), "]]&gt;&#10;&#9;&#13;");
        assert_eq!(
            text("\u{0}\u{1f}\u{fffe}\u{ffff}x\u{feff}é😀"),
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd}x\u{feff}é😀"
        );
        assert_eq!(text("=1+1"), "=1+1");
    }

    #[test]
    fn what_names_a_letter_stays_as_it_is_written() {
        let cell = |text: &str| written(|xml| _ = xml.cell(text));
        assert_eq!(cell("_x0041_ _x00 _xyz_ a_x"), "_x005F_x0041_ _x00 _xyz_ a_x");
        assert_eq!(cell("_x0041_x0042_<"), "_x005F_x0041_x005F_x0042_&lt;");
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in [0, 7, -1, 1_048_576, i64::MAX, i64::MIN] {
            assert_eq!(written(|xml| _ = xml.number(number)), number.to_string());
        }
    }
}
