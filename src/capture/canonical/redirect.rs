//! Addresses that only lead to another one that they carry. It never follows one that must be asked for:
//! `t.co` and other short links stay as they are.

use super::{
    host::{host_matches, is_brand},
    query::Query,
};
use url::Url;

/// Host, how its path begins, and the parameters that may carry the target.
const REDIRECTS: [(&str, &str, &str); 34] = [
    ("l.facebook.com", "/l.php", "u"),
    ("lm.facebook.com", "/l.php", "u"),
    ("www.facebook.com", "/flx/warn", "u"),
    ("l.messenger.com", "/l.php", "u"),
    ("l.instagram.com", "/", "u"),
    ("l.threads.com", "/", "u"),
    ("l.threads.net", "/", "u"),
    ("l.wl.co", "/l", "u"),
    ("out.reddit.com", "/", "url"),
    ("click.redditmail.com", "/", "url"),
    ("youtube.com", "/redirect", "q"),
    ("youtube.com", "/attribution_link", "u"),
    ("twitter.com", "/i/redirect", "url"),
    ("tiktok.com", "/link/v2", "target"),
    ("linkedin.com", "/redir/redirect", "url"),
    ("linkedin.com", "/safety/go", "url"),
    ("pinterest.com", "/offsite", "url"),
    ("t.umblr.com", "/redirect", "z"),
    ("vk.com", "/away.php", "to"),
    ("away.vk.com", "/away.php", "to"),
    ("steamcommunity.com", "/linkfilter", "url u"),
    ("duckduckgo.com", "/l/", "uddg"),
    ("slack-redir.net", "/link", "url"),
    ("safelinks.protection.outlook.com", "/", "url"),
    ("medium.com", "/r/", "url"),
    ("exit.sc", "/", "url"),
    ("gate.sc", "/", "url"),
    ("disq.us", "/", "url"),
    ("googleadservices.com", "/pagead/aclk", "adurl"),
    ("go.skimresources.com", "/", "url"),
    ("redirect.viglink.com", "/", "u"),
    ("awin1.com", "/", "ued p"),
    ("click.linksynergy.com", "/", "murl"),
    ("curseforge.com", "/linkout", "remoteurl"),
];

/// Hosts whose whole query is the target.
const WHOLE: [(&str, &str); 3] =
    [("href.li", "/"), ("anonym.to", "/"), ("deviantart.com", "/users/outgoing")];

/// The target an address carries, if it is a redirect of the table.
pub(super) fn target(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let path = url.path();
    if let Some(target) = amp(host, path, url) {
        return Some(target);
    }
    let query = Query::of(url);
    let first = |names: &str| {
        names
            .split(' ')
            .find_map(|name| query.get(name))
            .filter(|target| is_address(target))
            .map(str::to_owned)
    };
    if is_brand(host, "google") && path == "/url" {
        return first("q url");
    }
    if is_brand(host, "ebay") && host.starts_with("rover.") {
        return first("mpre");
    }
    if WHOLE.iter().any(|(known, start)| host_matches(host, known) && path.starts_with(start)) {
        return url.query().filter(|target| is_address(target)).map(str::to_owned);
    }
    let (_, _, names) =
        REDIRECTS.iter().find(|(known, start, _)| host_matches(host, known) && path.starts_with(start))?;
    let target = first(names)?;
    // Disqus appends a signature after a colon.
    let signed = host_matches(host, "disq.us")
        .then(|| target.rsplit_once(':').map(|(target, _)| target.to_owned()))
        .flatten();
    Some(signed.filter(|target| target.contains("://")).unwrap_or(target))
}

/// The page behind Google's copies of accelerated pages.
fn amp(host: &str, path: &str, url: &Url) -> Option<String> {
    let (scheme, rest) = if is_brand(host, "google") {
        let rest = path.strip_prefix("/amp/")?;
        rest.strip_prefix("s/").map_or(("http", rest), |rest| ("https", rest))
    } else if host_matches(host, "cdn.ampproject.org") {
        let rest = ["/c/", "/v/", "/i/"].iter().find_map(|kind| path.strip_prefix(kind))?;
        rest.strip_prefix("s/").map_or(("http", rest), |rest| ("https", rest))
    } else {
        return None;
    };
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    rest.split('/').next().filter(|host| host.contains('.')).map(|_| format!("{scheme}://{rest}{query}"))
}

fn is_address(target: &str) -> bool {
    let lower: String = target.chars().take(8).collect::<String>().to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}
