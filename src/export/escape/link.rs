//! An address that may become a link: https, a host, no password in it. Everything else stays text.

use crate::model::address;

/// An address that may become a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address, when it may become a link.
    pub fn new(address: &str) -> Option<Self> {
        let url = address::web(address, None)?;
        let plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
        plain.then(|| Self(url.into()))
    }

    /// The address as the URL standard writes it: ASCII, without spaces, quotes or angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_becomes_a_link() {
        let kept = |address: &str| Link::new(address).map(|link| link.0);
        assert_eq!(
            kept("https://x.example/a\"b?c=<d>").as_deref(),
            Some("https://x.example/a%22b?c=%3Cd%3E")
        );
        for refused in [
            "http://x.example/",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "https://user:word@x.example/",
            "//x.example",
            "",
        ] {
            assert_eq!(kept(refused), None, "{refused}");
        }
    }
}
