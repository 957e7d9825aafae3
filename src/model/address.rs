//! Web addresses in foreign text: the one place where they are parsed. It never fetches, and never takes
//! anything but `http` and `https` with a host for an address.

use url::Url;

use super::text::MAX_URL;

/// `text` as a web address; a relative one needs `base`. Surrounding white space does not count.
pub fn web(text: &str, base: Option<&Url>) -> Option<Url> {
    let url = parse(text, base)?;
    let has_host = url.host_str().is_some_and(|host| !host.is_empty());
    (matches!(url.scheme(), "http" | "https") && has_host).then_some(url)
}

/// Names of this very machine, the only ones that a secret may be sent to without encryption.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// An address that a secret may be sent to: `https`, or `http` on this very machine; without what a request brings itself (a
/// name, a password, a query), and without a slash at the end.
pub fn secure(text: &str) -> Option<String> {
    let url = web(text, None)?;
    let safe = url.scheme() == "https" || url.host_str().is_some_and(|host| LOOPBACK.contains(&host));
    let bare = url.username().is_empty() && url.password().is_none();
    let plain = url.query().is_none() && url.fragment().is_none();
    (safe && bare && plain).then(|| url.as_str().trim_end_matches('/').to_owned())
}

/// The host of a web address as browsers compare it: in lower case, without a final dot.
pub fn host(address: &str) -> Option<String> {
    web(address, None)?.host_str().map(|host| host.trim_end_matches('.').to_owned())
}

/// The host without `www.`: the name of a site that has no other.
pub fn site(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Any address with an ASCII host and of acceptable length.
fn parse(text: &str, base: Option<&Url>) -> Option<Url> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_URL || !has_ascii_host(text) {
        return None;
    }
    Url::options().base_url(base).parse(text).ok()
}

/// Whether the host that an address names is written in ASCII, or it names none.
///
/// Browsers hand addresses over in that form. The tables that would map other hosts are left out of the
/// core, and without them the `idna` crate stops at such a host in a debug build.
fn has_ascii_host(address: &str) -> bool {
    // Browsers skip tabs and line ends wherever they stand.
    let text: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let scheme = text.split_once(':').filter(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    let rest = scheme.map_or(text.as_str(), |(_, rest)| rest);
    let slashes = |c: char| matches!(c, '/' | '\\');
    if scheme.is_none() && !(rest.starts_with(slashes) && rest.chars().nth(1).is_some_and(slashes)) {
        return true;
    }
    let authority = rest.trim_start_matches(slashes).split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.is_ascii() && !host.contains('%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_taken() {
        let base = web("https://a.example/b", None);
        let taken = |text: &str, base| web(text, base).map(String::from);
        assert_eq!(taken(" HTTPS://A.example/b ", None).as_deref(), Some("https://a.example/b"));
        assert_eq!(taken("/c", base.as_ref()).as_deref(), Some("https://a.example/c"));
        for refused in ["", "/c", "javascript:alert(1)", "data:text/html,x", "https://", "mailto:a@b.example"]
        {
            assert_eq!(taken(refused, None), None, "{refused}");
        }
    }

    #[test]
    fn hosts_outside_ascii_are_refused_without_a_panic() {
        let base = web("https://b.example/", None);
        for refused in [
            "https://Aß.example/",
            "//Aß.example",
            "https:\\\\Aß.example",
            "ht\ntps://Aß.example",
            "https://%C3%9Fa.example/",
        ] {
            assert_eq!(web(refused, base.as_ref()), None, "{refused}");
        }
        assert!(web("https://a.example/ß", None).is_some(), "a path may hold anything");
    }

    #[test]
    fn only_addresses_that_keep_a_secret_are_secure() {
        for (typed, kept) in [
            (" https://CRM.example/rt/ ", Some("https://crm.example/rt")),
            ("http://127.0.0.1:8081", Some("http://127.0.0.1:8081")),
            ("http://[::1]:8081/", Some("http://[::1]:8081")),
            ("http://crm.example", None),
            ("http://127.0.0.1.evil.example", None),
            ("https://jane:secret@crm.example", None),
            ("https://crm.example/?a=b", None),
            ("https://crm.example/#a", None),
            ("ftp://crm.example", None),
            ("crm.example", None),
        ] {
            assert_eq!(secure(typed).as_deref(), kept, "{typed}");
        }
    }

    #[test]
    fn a_host_is_compared_in_one_form() {
        assert_eq!(host("https://WWW.A.example./x").as_deref(), Some("www.a.example"));
        assert_eq!(site("www.a.example"), "a.example");
    }
}
