//! Text into Markdown: nothing that came from a page is markup, a link, a mention or HTML once rendered.
//!
//! Angle brackets and ampersands become references, because a backslash before them protects in CommonMark
//! but not in every older renderer nor inside a block of HTML; everything else gets a backslash.

use super::{clean, link::Link, one_line};

/// `line` escaped for use within a line of Markdown.
pub fn escaped(line: &str) -> String {
    let line = one_line(line);
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let mut rest = line.as_str();
    let begins_block = begins_block(rest);
    if let (Some(guard), false) = (begins_block, rest.is_empty()) {
        // The sign that would begin a block, after the digits of a numbered list.
        let (before, after) = rest.split_at_checked(guard).unwrap_or(("", rest));
        out.push_str(before);
        out.push('\\');
        rest = after;
        if let Some(sign) = rest.chars().next() {
            out.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
        }
    }
    for (at, c) in rest.char_indices() {
        let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if is_reference(after) => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' | '@' | '^' => {
                out.push('\\');
                out.push(c);
            }
            '!' if after.starts_with('[') => out.push_str("\\!"),
            // `http://` and `www.` become links on their own in some renderers.
            ':' if after.starts_with("//") => out.push_str("\\:"),
            '.' if rest.get(..at).is_some_and(ends_in_www) => out.push_str("\\."),
            c => out.push(c),
        }
    }
    out
}

/// Where, in bytes, a sign stands that would make a line the beginning of a list, rule or heading.
fn begins_block(line: &str) -> Option<usize> {
    if line.starts_with(['-', '+', '=', ':']) {
        return Some(0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = line.get(digits..)?.chars().next()?;
    (digits > 0 && matches!(sign, '.' | ')')).then_some(digits)
}

/// Whether what follows an ampersand makes it a character reference.
fn is_reference(after: &str) -> bool {
    let name = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').count();
    // Older renderers take a reference without its semicolon too.
    name > 0
}

fn ends_in_www(before: &str) -> bool {
    let tail: String = before.chars().rev().take(3).collect();
    tail.eq_ignore_ascii_case("www")
}

/// A Markdown text in the making.
#[derive(Debug, Default)]
pub struct Markdown(String);

impl Markdown {
    /// Markup of our own.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of anybody, on one line.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escaped(text));
        self
    }

    /// Lines of anybody, each begun with markup of our own and kept apart by hard breaks.
    pub fn lines(&mut self, text: &str, begin: &'static str) -> &mut Self {
        let text = clean(text);
        let mut lines = text.trim_end().lines().peekable();
        while let Some(line) = lines.next() {
            let line = escaped(line);
            self.0.push_str(if line.is_empty() { begin.trim_end() } else { begin });
            self.0.push_str(&line);
            let goes_on = lines.peek().is_some_and(|next| !next.trim().is_empty());
            self.0.push_str(if goes_on && !line.is_empty() { "\\\n" } else { "\n" });
        }
        self
    }

    /// An address that is a link.
    pub fn address(&mut self, link: &Link) -> &mut Self {
        self.0.push_str(&autolink(link));
        self
    }

    /// The finished text.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// An address that is a link and shows itself.
pub fn autolink(link: &Link) -> String {
    // Neither references nor backslashes mean anything within angle brackets, and the address has none.
    format!("<{}>", link.as_str().replace('\\', "%5C"))
}

/// A link's address as the destination of a Markdown link.
pub fn destination(link: &Link) -> String {
    let mut out = String::with_capacity(link.as_str().len());
    let mut rest = link.as_str();
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '\\' => out.push_str("%5C"),
            '[' => out.push_str("%5B"),
            ']' => out.push_str("%5D"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '&' if is_reference(rest) && rest.contains(';') => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_is_markup() {
        assert_eq!(escaped("*a* _b_ `c` [d](e)"), "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)");
        assert_eq!(escaped("<b> & &amp; AT&T"), "&lt;b&gt; & &amp;amp; AT&amp;T");
        assert_eq!(escaped("- a"), "\\- a");
        assert_eq!(escaped("12. a"), "12\\. a");
        assert_eq!(escaped("# a"), "\\# a");
        assert_eq!(
            escaped("https://e.example www.e.example a@e.example"),
            "https\\://e.example www\\.e.example a\\@e.example"
        );
    }

    #[test]
    fn lines_stay_lines() {
        let mut quote = Markdown::default();
        quote.lines("one\ntwo\n\n    three\n", "> ");
        assert_eq!(quote.into_text(), "> one\\\n> two\n>\n> three\n");
    }
}
