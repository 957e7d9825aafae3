//! The text in a string that was written as HTML, as JSON-LD's descriptions and bodies are: tags taken out, their lines
//! kept, entities decoded once. What only looks like a tag stays.

use crate::model::text::MAX_PIN_TEXT;

use super::super::text::{is_block, is_paragraph};

/// Elements without an end, which alone show that a string is HTML.
const VOID: &[&str] = &["br", "hr", "img"];
/// Elements inside a line whose end shows it too.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "iframe", "ins", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "td", "th", "thead", "time", "tt", "u", "video",
];
/// Elements whose content is no text.
const SILENT: &[&str] = &["script", "style"];
/// Longest entity, between its signs.
const MAX_ENTITY: usize = 10;
/// Longest tag whose end is looked for, in bytes: most hold one address.
const MAX_TAG: usize = 2_000;
/// Names of the characters from U+00A0 on, as HTML has them.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
                     micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
                     AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
                     times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
                     egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
                     ugrave uacute ucirc uuml yacute thorn yuml";
/// Other characters with a name that texts have.
const NAMED: &str = "amp& lt< gt> quot\" apos' hellip… mdash— ndash– lsquo‘ rsquo’ ldquo“ rdquo” bdquo„ sbquo‚ bull• trade™ euro€ \
                     zwj\u{200D} zwnj\u{200C} lsaquo‹ rsaquo› minus− rarr→ larr← hearts♥ check✓ starf★ star☆ prime′ Prime″ dagger†";

/// The text of `html`; the string itself where it is none.
pub fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let is_html = is_html(html);
    let mut out = Lines::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (words, sign) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.words(words, is_html);
        if let Some((tag, after)) = tag(sign).filter(|(tag, _)| is_html && tag.is_known()) {
            rest = after;
            if SILENT.contains(&tag.name.as_str()) && !tag.is_end {
                let end = after.find("</").and_then(|end| after.get(end..));
                rest = end.unwrap_or("");
            } else {
                out.begin(&tag.name);
            }
        } else if let Some((c, after)) = entity(sign) {
            out.put(c);
            rest = after;
        } else {
            let next = sign.chars().next().map_or(0, char::len_utf8);
            let (sign, after) = sign.split_at_checked(next).unwrap_or((sign, ""));
            out.words(sign, is_html);
            rest = after;
        }
        if out.text.len() > MAX_PIN_TEXT * 4 {
            break;
        }
    }
    out.words(rest, is_html);
    out.text
}

/// Whether a string is HTML: an element ends in it, or it has one that needs no end. "a <b and c> d" is none.
fn is_html(text: &str) -> bool {
    let mut signs = text.match_indices('<').filter_map(|(at, _)| tag(text.get(at..)?));
    signs.any(|(tag, _)| tag.is_known() && (tag.is_end || VOID.contains(&tag.name.as_str())))
}

/// A tag, as far as it is needed.
struct Tag {
    name: String,
    is_end: bool,
}

impl Tag {
    fn is_known(&self) -> bool {
        let name = self.name.as_str();
        is_block(name) || [VOID, INLINE, SILENT].iter().any(|list| list.contains(&name))
    }
}

/// The tag that the text begins with, and what follows it.
fn tag(text: &str) -> Option<(Tag, &str)> {
    let inner = text.strip_prefix('<')?;
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).take(MAX_ENTITY + 1).count();
    let (name, rest) = inner.split_at_checked(length).filter(|_| (1..=MAX_ENTITY).contains(&length))?;
    let end = rest.bytes().take(MAX_TAG).position(|byte| byte == b'>')?;
    let (attributes, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix('>')?;
    let fits = attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace() || c == '/');
    fits.then(|| (Tag { name: name.to_ascii_lowercase(), is_end }, after))
}

/// The character whose entity the text begins with, and what follows it.
pub fn entity(text: &str) -> Option<(char, &str)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(MAX_ENTITY).position(|byte| byte == b';')?;
    let (name, rest) = inner.split_at_checked(end)?;
    let after = rest.strip_prefix(';')?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
        None => {
            let latin = LATIN.split_ascii_whitespace().position(|known| known == name);
            let latin = latin.and_then(|at| char::from_u32(0xA0 + u32::try_from(at).ok()?));
            let of = |known: &str| {
                known.strip_prefix(name).filter(|rest| !rest.is_empty() && !name.is_empty())?.chars().next()
            };
            let other = NAMED.split_ascii_whitespace().filter_map(of).find(|c| !c.is_ascii_alphanumeric());
            latin.or(other)?
        }
    };
    Some((c, after))
}

/// Text under construction, in the lines that its elements make.
#[derive(Default)]
struct Lines {
    text: String,
    breaks: usize,
}

impl Lines {
    fn begin(&mut self, name: &str) {
        match name {
            "br" => self.breaks += 1,
            _ if is_paragraph(name) => self.breaks = self.breaks.max(2),
            _ if is_block(name) => self.breaks = self.breaks.max(1),
            _ => {}
        }
    }

    /// Between elements white space says nothing; a string that is no HTML keeps its own.
    fn words(&mut self, words: &str, is_html: bool) {
        if !is_html {
            self.text.push_str(words);
            return;
        }
        for c in words.chars() {
            if !c.is_ascii_whitespace() {
                self.put(c);
            } else if self.breaks == 0 && !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
                self.text.push(' ');
            }
        }
    }

    fn put(&mut self, c: char) {
        if self.breaks > 0 && !self.text.is_empty() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            for _ in 0..self.breaks.min(2) {
                self.text.push('\n');
            }
        }
        self.breaks = 0;
        self.text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_lines_and_entities_characters() {
        for (html, expected) in [
            ("Plain words.", "Plain words."),
            ("<p>One.</p><p>Two<br>three.</p>", "One.\n\nTwo\nthree."),
            ("<p>One.</p>\n\n<ul>\n<li>a</li>\n<li><b>b</b> c</li></ul>", "One.\n\na\nb c"),
            (
                "18&quot; x 18&quot; &amp; more&hellip; &euro;5 &eacute;&#39;&#x27;&nbsp;",
                "18\" x 18\" & more… €5 é''\u{A0}",
            ),
            // Once: what is left is what was meant.
            ("Write &amp;lt;b&amp;gt;, not &lt;b&gt;.", "Write &lt;b&gt;, not <b>."),
            ("&lt;p&gt;Shown&lt;/p&gt;", "<p>Shown</p>"),
            ("<div>Cut<script>alert(1)</script><style>p{}</style> here</div>", "Cut here"),
            ("<a href=\"/x?a=1&amp;b=2\">Link</a>s <IMG src=x onerror=alert(1)>end", "Links end"),
            // No HTML: signs, generics, hearts, and what nobody ends.
            ("a <b and c> d", "a <b and c> d"),
            ("List<String> x < 3 && y > 2", "List<String> x < 3 && y > 2"),
            ("I <3 it & you; use the <p> tag", "I <3 it & you; use the <p> tag"),
            ("AT&T &unknown; &; &#0; &#x110000; &amp", "AT&T &unknown; &; &#0; &#x110000; &amp"),
            ("two\nlines &amp; more", "two\nlines & more"),
            ("<b>unclosed", "<b>unclosed"),
            ("<br", "<br"),
        ] {
            assert_eq!(plain(html).trim_end_matches(' '), expected, "{html}");
        }
        assert_eq!(LATIN.split_ascii_whitespace().count(), 96);
    }

    #[test]
    fn the_longest_string_takes_one_pass() {
        let many = "<p>&amp;".repeat(200_000) + "</p>";
        let text = plain(&many);
        assert!(text.len() <= MAX_PIN_TEXT * 4 + many.len());
        assert!(text.starts_with("&\n\n&"));
        assert_eq!(plain(&"<".repeat(100_000)).len(), 100_000);
    }
}
