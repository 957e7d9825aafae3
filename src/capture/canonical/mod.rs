//! The canonical address of a page or a link: the one form under which the same thing is found again. It
//! never fetches, so a shortened address stays what it is, and never invents a path.
//!
//! * `host`: whether a host is a site's own
//! * `query`: the parameters of an address, each as written
//! * `tracking`: parameters that follow people and name nothing
//! * `redirect`: addresses that only lead to another one
//! * `site`: the forms of well-known sites: mobile, old and local hosts, share links

mod host;
mod query;
mod redirect;
mod site;
mod tracking;

pub use host::host_matches;

use crate::model::address;
use query::Query;

/// How many redirects one address may hold: a shared link of a shared search result.
const MAX_REDIRECTS: usize = 4;
/// What a fragment begins with that names one post of a page, before its number.
const POST_ANCHORS: [&str; 18] = [
    "post-",
    "post",
    "pid",
    "p",
    "msg",
    "message-",
    "comment-",
    "comment",
    "issuecomment-",
    "discussion_r",
    "discussioncomment-",
    "isso-",
    "we-customer-review-",
    "review-",
    "reply-",
    "answer-",
    "entry-",
    "c",
];

/// The canonical form of an address; `None` where it is no http or https address.
///
/// A relative address needs `base`; a host must be in ASCII, as browsers write it. The host is in lower case without a default port and user names, a
/// redirect is replaced by its target, tracking and session parameters are gone, the others stand in their
/// order as written. A fragment stays where it is a route (`#/…`, `#!…`) or names a post that the rest of the
/// address does not (`#post-12`).
///
/// ```
/// use pinfold::capture::canonical::canonical;
/// assert_eq!(
///     canonical("HTTP://Example.com:80/a?utm_source=x&id=1#top", None).as_deref(),
///     Some("http://example.com/a?id=1")
/// );
/// assert_eq!(
///     canonical("https://mobile.twitter.com/a/status/1?s=20", None).as_deref(),
///     Some("https://x.com/a/status/1")
/// );
/// assert_eq!(canonical("javascript:alert(1)", None), None);
/// ```
pub fn canonical(text: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| address::web(base, None));
    let mut url = address::web(text, base.as_ref())?;
    for _ in 0..MAX_REDIRECTS {
        match redirect::target(&url).and_then(|target| address::web(&target, None)) {
            Some(target) => url = target,
            None => break,
        }
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let mut query = Query::of(&url);
    query.retain(|name, value| !tracking::is_tracking(name) && !tracking::is_session(name, value));
    site::apply(&mut url, &mut query);
    let fragment = url.fragment().filter(|fragment| is_kept(fragment, &query)).map(str::to_owned);
    url.set_query(query.written().as_deref());
    url.set_fragment(fragment.as_deref());
    Some(url.into())
}

/// Whether a fragment says which thing the address names.
fn is_kept(fragment: &str, query: &Query) -> bool {
    if fragment.starts_with('/') || fragment.starts_with('!') {
        return true;
    }
    let number = POST_ANCHORS.iter().find_map(|anchor| {
        let number = fragment.strip_prefix(anchor)?;
        // A comment's number and its post's: `comment12_34`.
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        number.split('_').all(plain).then_some(number)
    });
    number.is_some_and(|number| !query.has_value(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_many_sites() {
        for (text, expected) in [
            ("https://example.com", "https://example.com/"),
            ("https://EXAMPLE.com:443/A/../B?b=2&a=1", "https://example.com/B?b=2&a=1"),
            ("https://user:secret@example.com/", "https://example.com/"),
            ("https://example.com/?fbclid=1", "https://example.com/"),
            ("https://example.com/a?q=%20x+y&UTM_Medium=m&r", "https://example.com/a?q=%20x+y&r"),
            ("https://app.example.com/#/inbox/3", "https://app.example.com/#/inbox/3"),
            ("https://forum.example/threads/a.1/#post-5", "https://forum.example/threads/a.1/#post-5"),
            ("https://qa.example/questions/1#comment12_34", "https://qa.example/questions/1#comment12_34"),
            ("https://qa.example/questions/1#comment12_", "https://qa.example/questions/1"),
            ("https://forum.example/viewtopic.php?p=12#p12", "https://forum.example/viewtopic.php?p=12"),
            (
                "http://forum.example/viewtopic.php?t=1&sid=0123456789abcdef0123456789abcdef",
                "http://forum.example/viewtopic.php?t=1",
            ),
            ("https://twitter.com/a/status/1?ref_src=x", "https://x.com/a/status/1"),
            ("https://x.com/a/status/1/photo/2", "https://x.com/a/status/1"),
            (
                "https://old.reddit.com/r/a/comments/b/c/?context=3",
                "https://www.reddit.com/r/a/comments/b/c/",
            ),
            (
                "https://reddit.com/r/a/comments/b/c/?share_id=z&sort=new",
                "https://www.reddit.com/r/a/comments/b/c/?sort=new",
            ),
            ("https://youtu.be/dQw4w9WgXcQ?si=abc&t=10", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            (
                "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ&lc=Ugx",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx",
            ),
            (
                "https://m.facebook.com/story.php?story_fbid=1&id=2&__tn__=R",
                "https://www.facebook.com/story.php?story_fbid=1&id=2",
            ),
            (
                "https://de-de.facebook.com/a/posts/1?__cft__[0]=x&mibextid=y",
                "https://www.facebook.com/a/posts/1",
            ),
            ("https://www.instagram.com/p/abc/?igshid=1&img_index=2", "https://www.instagram.com/p/abc/"),
            (
                "https://www.amazon.de/Some-Thing/dp/B00ABCDEFG/ref=sr_1_1?keywords=a&tag=b",
                "https://www.amazon.de/dp/B00ABCDEFG",
            ),
            (
                "https://smile.amazon.co.uk/gp/product/B00ABCDEFG?th=1",
                "https://www.amazon.co.uk/dp/B00ABCDEFG",
            ),
            (
                "https://www.ebay.de/itm/Title-of-it/123456789012?hash=item1:g:x",
                "https://www.ebay.de/itm/123456789012",
            ),
            (
                "https://de.linkedin.com/posts/a_b-activity-1?trk=x&rcm=y",
                "https://www.linkedin.com/posts/a_b-activity-1",
            ),
            ("https://en.m.wikipedia.org/wiki/Pin#History", "https://en.wikipedia.org/wiki/Pin"),
            ("https://t.me/s/channel/12", "https://t.me/channel/12"),
            (
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Fa%3Ffbclid%3D1&h=x",
                "https://example.com/a",
            ),
            ("https://www.google.com/url?sa=t&q=https://example.com/b&ved=1", "https://example.com/b"),
            ("https://www.google.co.uk/amp/s/example.com/c", "https://example.com/c"),
            ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/d", "https://www.example.com/d"),
            ("https://out.reddit.com/t3_x?url=https%3A%2F%2Fexample.com%2F&token=z", "https://example.com/"),
            (
                "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fexample.com%2Fe",
                "https://example.com/e",
            ),
            (
                "https://play.google.com/store/apps/details/Soup_Timer?id=com.example.soup&hl=de&gl=DE",
                "https://play.google.com/store/apps/details?id=com.example.soup",
            ),
            (
                "https://apps.apple.com/de/app/soup/id123456?l=en&platform=ipad",
                "https://apps.apple.com/de/app/soup/id123456",
            ),
            ("https://t.co/abc", "https://t.co/abc"),
            ("https://notreddit.com.evil.example/r/a", "https://notreddit.com.evil.example/r/a"),
            (
                "https://www.google.evil.example/url?q=https://example.com/",
                "https://www.google.evil.example/url?q=https://example.com/",
            ),
            (
                "https://l.facebook.com/l.php?u=javascript:alert(1)",
                "https://l.facebook.com/l.php?u=javascript:alert(1)",
            ),
        ] {
            assert_eq!(canonical(text, None).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn relative_addresses_need_a_base() {
        assert_eq!(canonical("/a?b=1", None), None);
        assert_eq!(
            canonical("/a?b=1", Some("https://example.com/x/y")).as_deref(),
            Some("https://example.com/a?b=1")
        );
        assert_eq!(
            canonical("//cdn.example/a", Some("https://example.com/")).as_deref(),
            Some("https://cdn.example/a")
        );
        assert_eq!(canonical("mailto:a@example.com", Some("https://example.com/")), None);
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "  ",
            "example",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.com/",
            "blob:https://example.com/1",
            "http://",
        ] {
            assert_eq!(canonical(text, None), None, "{text}");
        }
        assert_eq!(canonical(&format!("https://example.com/{}", "a".repeat(9_000)), None), None);
    }
}
