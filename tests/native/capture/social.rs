//! Saved pages of social sites that have no file of expected items: what their own HTML says of a handful of cards each,
//! looked up by hand. It skips loudly where the saved pages are absent, and holds everywhere that the reader is no author.

use std::path::Path;

use pinfold::capture::{self, html, report};
use serde_json::Value;

use super::{now, pin};

/// The saved pages, beside the project.
const SAVED: &str = "../shared/fixtures";

/// A saved page.
struct Page {
    file: &'static str,
    address: &'static str,
    adapter: &'static str,
    /// Cards that nobody has to be asked about.
    sure: usize,
    /// Cards that somebody has to be asked about.
    asked: usize,
    known: &'static [Known],
}

/// What the page's HTML says of one card.
struct Known {
    url: &'static str,
    /// The author's handle, name, or both.
    author: &'static str,
    /// As printed; empty where the page counts from the moment it is read.
    published: &'static str,
    /// The beginning of the text, else the title.
    begins: &'static str,
}

const fn known(
    url: &'static str,
    author: &'static str,
    published: &'static str,
    begins: &'static str,
) -> Known {
    Known { url, author, published, begins }
}

const PAGES: &[Page] = &[
    Page {
        file: "metascraper/bluesky/profile.html",
        address: "https://bsky.app/profile/stephenking.bsky.social",
        adapter: "bluesky",
        sure: 28,
        asked: 0,
        // "Reposted by Stephen King" stands above it.
        known: &[known(
            "https://bsky.app/profile/nillintheblanks.bsky.social/post/3mb3oaodwhc2a",
            "nillintheblanks.bsky.social / Nil",
            "",
            "",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/issues--272-x-localized-conversation-timeline.html",
        address: "https://x.com/main_user/status/1234567890",
        adapter: "x",
        sure: 2,
        asked: 0,
        known: &[known(
            "https://x.com/reply_user/status/1234567891",
            "reply_user",
            "2026-05-16T12:05:00Z",
            "Reply that should be",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/general--x.com-article-2026-02-13.html",
        address: "https://x.com/arscontexta/status/2013045749580259680",
        adapter: "x",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://x.com/arscontexta/status/2013045749580259680",
            "arscontexta",
            "2026-01-19T00:28:01Z",
            "ive spent the last year",
        )],
    },
    Page {
        file: "onebox/spec/fixtures/twitterstatus.response",
        address: "https://twitter.com/vyki_e/status/363116819147538433",
        adapter: "x",
        sure: 2,
        asked: 0,
        known: &[known(
            "https://x.com/vyki_e/status/363116819147538433",
            "vyki_e",
            "2013-08-02T01:59:30Z",
            "I'm a sucker for pledges. @Peers Pledge #sharingeconomy http://www.peers.org/action/peers-pledgea/",
        )],
    },
    Page {
        file: "postlight-parser/fixtures/twitter.com.html",
        address: "https://twitter.com/kingbeyoncestan/status/745276948213968896",
        adapter: "x",
        sure: 12,
        asked: 0,
        known: &[
            known(
                "https://x.com/KingBeyonceStan/status/745276948213968896",
                "KingBeyonceStan",
                "2016-06-21T15:27:25Z",
                "Now before you write me off",
            ),
            known(
                "https://x.com/LikeaStar1032/status/745342225454751745",
                "LikeaStar1032",
                "2016-06-21T19:46:48Z",
                "@KingBeyonceStan I'm gonna use",
            ),
        ],
    },
    Page {
        file: "postlight-parser/fixtures/www.reddit.com.html",
        address: "https://www.reddit.com/r/Showerthoughts/comments/awx46q/",
        adapter: "reddit",
        sure: 185,
        // An advertisement, and 24 comments whose authors are gone.
        asked: 25,
        known: &[
            known(
                "https://www.reddit.com/r/Showerthoughts/comments/awx46q/vanilla_becoming_the_default_flavour_of_ice_cream/",
                "benyacobi",
                "",
                "Edit: thank you for educating me",
            ),
            known(
                "https://www.reddit.com/r/Showerthoughts/comments/awx46q/comment/ehq47gs/",
                "LorenzoPg",
                "",
                "Fun fact: Vanilla (the real stuff)",
            ),
            known(
                "https://www.reddit.com/r/Showerthoughts/comments/ylogg6/you_can_ruin_your_life_trying_to_fix_someone_who/",
                "-holdmyhand",
                "",
                "",
            ),
        ],
    },
    Page {
        file: "postlight-parser/fixtures/www.reddit.com--embedded.html",
        address: "https://www.reddit.com/r/videos/comments/5gafop/",
        adapter: "reddit",
        sure: 144,
        asked: 26,
        known: &[known(
            "https://www.reddit.com/r/videos/comments/5gafop/comment/daqyw4w/",
            "NeedAGoodUsername",
            "",
            "",
        )],
    },
    Page {
        file: "onebox/spec/fixtures/reddit_image.response",
        address: "https://www.reddit.com/r/colors/comments/b4d5xm/literally_nothing_black_edition/",
        adapter: "reddit",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://www.reddit.com/r/colors/comments/b4d5xm/literally_nothing_black_edition/",
            "thatrandomretard",
            "",
            "Literally nothing",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/comments--old.reddit.com-r-test-comments-abc123-test_post.html",
        address: "https://old.reddit.com/r/test/comments/abc123/test_post/",
        adapter: "reddit",
        sure: 6,
        asked: 0,
        known: &[known(
            "https://www.reddit.com/r/test/comments/abc123/test_post/",
            "poster_user",
            "",
            "This is the post body",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/comments--mastodon.social-@user-12345678.html",
        address: "https://mastodon.example/@alice/12345678",
        adapter: "mastodon",
        sure: 6,
        asked: 0,
        known: &[
            known(
                "https://mastodon.example/@alice/12345678",
                "alice",
                "2026-04-20T12:00:00-00:00",
                "This is a sample post",
            ),
            known(
                "https://mastodon.example/@bob@other.social/12345680",
                "bob@other.social",
                "2026-04-20T12:15:00Z",
                "@alice This is really cool!",
            ),
        ],
    },
    Page {
        file: "defuddle/tests/fixtures/comments--news.ycombinator.com-item-id=12345678.html",
        address: "https://news.ycombinator.com/item?id=12345678",
        adapter: "hackernews",
        sure: 5,
        asked: 1,
        known: &[
            known(
                "https://news.ycombinator.com/item?id=12345678",
                "author_one",
                "2025-01-15T09:00:00-00:00",
                "A Sample Article",
            ),
            known(
                "https://news.ycombinator.com/item?id=12345682",
                "commenter_three",
                "2025-01-15T10:15:00-00:00",
                "We tried a similar approach",
            ),
        ],
    },
    Page {
        file: "defuddle/tests/fixtures/general--news.ycombinator.com-item-id=12345678.html",
        address: "https://news.ycombinator.com/item?id=12345678",
        adapter: "hackernews",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://news.ycombinator.com/item?id=12345678",
            "testuser",
            "2025-06-15T15:06:40Z",
            "This is the main comment text",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/listing--news.ycombinator.com-news.html",
        address: "https://news.ycombinator.com/news",
        adapter: "hackernews",
        sure: 0,
        asked: 5,
        known: &[],
    },
    Page {
        file: "metascraper/youtube/youtube-video.html",
        address: "https://www.youtube.com/watch?v=hwMkbaS_M_c",
        adapter: "youtube",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://www.youtube.com/watch?v=hwMkbaS_M_c",
            "OneMedia.",
            "2017-04-14T09:02:38-07:00",
            "Star Wars 8 THE LAST JEDI",
        )],
    },
    Page {
        file: "postlight-parser/fixtures/www.youtube.com.html",
        address: "https://www.youtube.com/watch?v=srtMWzyqdp8",
        adapter: "youtube",
        sure: 2,
        asked: 0,
        known: &[known(
            "https://www.youtube.com/watch?v=srtMWzyqdp8",
            "Confreaks",
            "2016-09-27T00:00:00-00:00",
            "Keynote by José Valim",
        )],
    },
    // The same page where another video is open by now.
    Page {
        file: "postlight-parser/fixtures/www.youtube.com.html",
        address: "https://www.youtube.com/watch?v=another0001",
        adapter: "youtube",
        sure: 0,
        asked: 2,
        known: &[],
    },
    Page {
        file: "metascraper/tiktok/video.html",
        address: "https://www.tiktok.com/@illojuan/video/7571863205253778710",
        adapter: "tiktok",
        sure: 2,
        asked: 0,
        known: &[
            // The page writes "11-12".
            known(
                "https://www.tiktok.com/@illojuan/video/7571863205253778710",
                "illojuan",
                "2025-11-12T15:36:23Z",
                "La nueva locurilla de fin de año",
            ),
            known(
                "https://www.tiktok.com/@lacasa2edicion/video/7586458564600827138",
                "lacasa2edicion",
                "2025-12-21T23:33:50Z",
                "😅😂",
            ),
        ],
    },
    Page {
        file: "facebook-scraper/01_groups_117507531664134_.html",
        address: "https://m.facebook.com/groups/117507531664134/",
        adapter: "facebook",
        sure: 21,
        asked: 0,
        known: &[
            known(
                "https://www.facebook.com/groups/southamericansincomputing/posts/1629606003787605/",
                "omarflorez",
                "2018-04-03T20:02:00-00:00",
                "Hola!, This group is aimed",
            ),
            // It shares another's video.
            known(
                "https://www.facebook.com/groups/southamericansincomputing/posts/4027350330679815/",
                "DataScienceResearch",
                "2026-06-02T01:24:00-00:00",
                "",
            ),
            known(
                "https://www.facebook.com/groups/southamericansincomputing/posts/4008975265850655/",
                "alfred.kobayashi",
                "2026-05-26T16:28:00-00:00",
                "Hola a todos! Les comparto",
            ),
        ],
    },
    Page {
        file: "facebook-scraper/02_groups_southamericansincomputing_permalink_1629606003787605_.html",
        address: "https://m.facebook.com/groups/southamericansincomputing/permalink/1629606003787605/",
        adapter: "facebook",
        sure: 2,
        asked: 0,
        known: &[known(
            "https://www.facebook.com/groups/southamericansincomputing/posts/1629606003787605/?comment_id=2198796916868508",
            "Lucía Acurio",
            "",
            "Si pudieras incluir en los temas",
        )],
    },
    Page {
        file: "facebook-scraper/08_Nintendo_posts_.html",
        address: "https://m.facebook.com/Nintendo/posts/",
        adapter: "facebook",
        sure: 2,
        asked: 0,
        known: &[known(
            "https://www.facebook.com/119240841493711/posts/4193752747375813",
            "Nintendo",
            "2026-06-04T08:11:00-00:00",
            "May 2021 is in the books!",
        )],
    },
    Page {
        file: "granary-facebook/granary/tests/testdata/facebook.mbasic.post.html",
        address: "https://mbasic.facebook.com/story.php?story_fbid=456&id=212038",
        adapter: "facebook",
        sure: 3,
        asked: 0,
        known: &[
            known("https://www.facebook.com/212038/posts/456", "snarfed.org", "", "Oh hi, Jeeves"),
            known("https://www.facebook.com/212038/posts/456?comment_id=777", "alice", "", "What...the...?"),
        ],
    },
    Page {
        file: "metascraper/integration-instagram/input.html",
        address: "https://www.instagram.com/p/BWUDBntl3_Z/",
        adapter: "instagram",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://www.instagram.com/p/BWUDBntl3_Z/",
            "teslamotors",
            "2017-07-09T04:58:10Z",
            "The first Model 3 production car",
        )],
    },
    Page {
        file: "metascraper/integration-linkedin-company/input.html",
        address: "https://uk.linkedin.com/company/audiense",
        adapter: "linkedin",
        sure: 10,
        asked: 0,
        known: &[
            // "Audiense reposted this" stands above it; the page says "4d" and was saved on 5 October.
            known(
                "https://www.linkedin.com/feed/update/urn:li:ugcPost:7246579902655651840/",
                "andrewjjenkins",
                "2024-09-30T18:01:23Z",
                "From Twitter tool to audience intelligence platform",
            ),
            known(
                "https://www.linkedin.com/feed/update/urn:li:activity:7247945789950353408/",
                "audiense",
                "2024-10-04T12:28:56Z",
                "Demographics are a thing of the past",
            ),
            known(
                "https://www.linkedin.com/feed/update/urn:li:share:7246442682091208704/",
                "jesslaughton",
                "2024-09-30T08:56:07Z",
                "",
            ),
        ],
    },
    Page {
        file: "postlight-parser/fixtures/www.linkedin.com.html",
        address: "https://www.linkedin.com/pulse/what-set-your-soul-fire-2017-ellyn-shook",
        adapter: "linkedin",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://www.linkedin.com/pulse/what-set-your-soul-fire-2017-ellyn-shook",
            "ellyn-shook-1b51127",
            "2016-12-19T00:00:00-00:00",
            "This article was originally published",
        )],
    },
    Page {
        file: "embed/he-who-photographs-rather-ok.tumblr.com.post-165326273724.html",
        address: "https://he-who-photographs-rather-ok.tumblr.com/post/165326273724",
        adapter: "tumblr",
        sure: 1,
        asked: 0,
        known: &[known(
            "https://www.tumblr.com/he-who-photographs-rather-ok/165326273724",
            "he-who-photographs-rather-ok",
            "2017-09-14T00:00:00-00:00",
            "",
        )],
    },
    Page {
        file: "defuddle/tests/fixtures/general--substack-app.html",
        address: "https://substack.com/@richholmes/note/c-202380205",
        adapter: "substack",
        sure: 2,
        asked: 0,
        known: &[
            known(
                "https://substack.com/@richholmes/note/c-202380205",
                "richholmes",
                "2026-01-20T02:25:00-00:00",
                "Google's former CEO says",
            ),
            known(
                "https://substack.com/@jameelajamil/note/c-222894726",
                "jameelajamil",
                "2026-03-04T06:31:00-00:00",
                "Wrote a piece about",
            ),
        ],
    },
];

fn read(path: &Path, address: &str) -> Vec<Value> {
    let page = html::snapshot(&String::from_utf8_lossy(&std::fs::read(path).unwrap()), address);
    capture::clip(&page, &pin(), now()).unwrap().iter().map(report::object).collect()
}

#[test]
fn saved_pages_say_who_wrote_what_and_when() {
    if !Path::new(SAVED).is_dir() {
        println!("SKIPPED: ../shared absent: no saved page of a social site was read");
        return;
    }
    let mut wrong = Vec::new();
    for page in PAGES {
        let drafts = read(&Path::new(SAVED).join(page.file), page.address);
        let of_site = || drafts.iter().filter(|draft| draft["adapter"] == page.adapter);
        let sure = of_site().filter(|draft| draft["missing"].is_null()).count();
        let asked = of_site().count() - sure;
        if (sure, asked) != (page.sure, page.asked) {
            wrong.push(format!("{}: {sure} sure, {asked} asked", page.file));
        }
        for expected in page.known {
            let Some(draft) =
                of_site().find(|draft| draft["url"] == expected.url && draft["missing"].is_null())
            else {
                wrong.push(format!("{}: {} is not there", page.file, expected.url));
                continue;
            };
            let named = [&draft["author"]["handle"], &draft["author"]["name"]];
            let is_named = |one: &str| named.iter().any(|name| **name == *one);
            let who = expected.author.split(" / ").all(is_named);
            let when = expected.published.is_empty() || draft["published"] == expected.published;
            let text = [&draft["text"], &draft["title"]]
                .iter()
                .any(|text| text.as_str().unwrap_or("").starts_with(expected.begins));
            if !who || !when || !text {
                wrong.push(format!("{}: {draft:#}", page.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Stories of m.facebook, whose parts stand in HTML comments until a script puts them into the page: cards, the post's time,
/// and who wrote the first comment.
const DRAWN: [(&str, &str, usize, &str, &str); 3] = [
    (
        "20_story_php_story_fbid_3065154550235644_id_119240841493711_rdr.html",
        "3065154550235644",
        31,
        "2020-05-13T13:01:00-00:00",
        "yusof.elmahboub",
    ),
    (
        "22_story_php_story_fbid_4193752747375813_id_119240841493711_rdr.html",
        "4193752747375813",
        19,
        "2026-06-05T03:11:00-00:00",
        "cyddie.gravenstein3",
    ),
    (
        "25_story_php_story_fbid_4188174317933656_id_119240841493711_rdr.html",
        "4188174317933656",
        18,
        "2026-06-03T07:01:00-00:00",
        "haveonethanks",
    ),
];

#[test]
fn what_a_script_draws_is_read_too() {
    let folder = Path::new(SAVED).join("facebook-scraper");
    if !folder.is_dir() {
        println!("SKIPPED: ../shared absent: no story of m.facebook was read");
        return;
    }
    for (file, post, cards, published, first) in DRAWN {
        let saved = String::from_utf8_lossy(&std::fs::read(folder.join(file)).unwrap()).into_owned();
        let hidden = saved.split("<!--").skip(1).filter_map(|part| Some(part.split_once("-->")?.0));
        let drawn: String = hidden.collect();
        let address = format!("https://m.facebook.com/story.php?story_fbid={post}&id=119240841493711");
        let page = html::snapshot(&format!("<html lang=en><body>{drawn}</body></html>"), &address);
        let drafts: Vec<Value> =
            capture::clip(&page, &pin(), now()).unwrap().iter().map(report::object).collect();
        assert_eq!(drafts.len(), cards, "{file}");
        let url = format!("https://www.facebook.com/119240841493711/posts/{post}");
        for draft in &drafts {
            assert!(draft["missing"].is_null(), "{file}: {draft:#}");
            assert!(draft["url"].as_str().unwrap().starts_with(&url), "{file}: {draft:#}");
        }
        let is_post = |draft: &&Value| draft["kind"] == "post";
        let story = drafts.iter().find(is_post).unwrap();
        assert_eq!(
            (&story["author"]["handle"], &story["published"]),
            (&"Nintendo".into(), &published.into())
        );
        let comment = drafts.iter().find(|draft| draft["kind"] == "comment").unwrap();
        assert_eq!(comment["author"]["handle"], first, "{file}");
    }
}

#[test]
fn whoever_is_logged_in_wrote_nothing() {
    // Each of these pages names its reader, in the interface's language.
    let pages = [
        ("mastodon.html", "https://social.example/@carla/1900000000000000001"),
        ("hackernews.html", "https://news.ycombinator.com/item?id=45000001"),
        ("hackernews-list.html", "https://news.ycombinator.com/"),
        ("youtube.html", "https://www.youtube.com/watch?v=mixertest01"),
        ("tiktok-video.html", "https://www.tiktok.com/@carla.k/video/7571863205253778710"),
        ("facebook.html", "https://www.facebook.com/"),
        ("facebook-m.html", "https://m.facebook.com/groups/mixerfreunde/"),
        ("facebook-comments.html", "https://m.facebook.com/story.php?story_fbid=4193000000000001&id=1000042"),
        ("instagram.html", "https://www.instagram.com/p/DAbc123xyz-/"),
        ("threads.html", "https://www.threads.com/"),
        ("linkedin.html", "https://www.linkedin.com/feed/"),
        ("substack.html", "https://substack.com/notes"),
        ("bluesky.html", "https://bsky.app/"),
        ("bluesky-feed.html", "https://bsky.app/"),
        ("mastodon-feed.html", "https://social.example/home"),
        ("instagram-feed.html", "https://www.instagram.com/"),
        ("threads-post.html", "https://www.threads.com/@jorge"),
        ("youtube-comments.html", "https://www.youtube.com/shorts/shortvid001"),
        ("reddit-redesign.html", "https://www.reddit.com/r/kitchen/comments/1abcde/batidora/"),
        ("x-archive.html", "https://twitter.com/carla/status/745276948213968896"),
    ];
    // Nor did who passed it on.
    let readers = [
        "booster",
        "booster.example",
        "Reposted by Booster",
        "me",
        "me.myself",
        "me_myself",
        "me.example",
        "moi",
        "Ich",
        "Me Myself",
        "Moi Même",
    ];
    for (file, address) in pages {
        let drafts = read(&Path::new("tests/fixtures/capture").join(file), address);
        assert!(!drafts.is_empty(), "{file}");
        for draft in drafts {
            let named = [&draft["author"]["handle"], &draft["author"]["name"]];
            let is_reader =
                named.iter().any(|name| readers.iter().any(|reader| name.as_str() == Some(reader)));
            assert!(!is_reader, "{file}: {draft:#}");
        }
    }
}

#[test]
fn what_an_adapter_does_not_know_of_its_site_may_still_look_like_a_card() {
    let found = |address: &str| capture::find(&super::fixture("murmur-feed.html", address));
    let cards = found("https://murmur.example/home");
    assert!(!cards.is_empty());
    assert_eq!(found("https://www.flickr.com/photos/"), cards);
}
