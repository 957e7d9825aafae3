//! How many follow an author: from the card, and from what the page says of accounts for machines. Never somebody else's.

use std::path::Path;

use pinfold::{
    capture::{
        self,
        builder::{Builder, Ground},
        draft::Aim,
        html,
        slot::Slot,
        snapshot::Snapshot,
    },
    model::{
        author::Author,
        pin::PinKind,
        provenance::{Certainty, Origin},
    },
};

use super::{now, pin};

/// The author of each post on a page.
fn authors(snapshot: &Snapshot) -> Vec<Author> {
    let drafts = capture::clip(snapshot, &pin(), now()).unwrap();
    drafts.into_iter().map(|draft| draft.content.author.unwrap()).collect()
}

/// A profile page of X as Carla's, with a post of hers and one of Acme's that she passed on; its data says `said` of somebody.
fn profile(said: &str) -> Vec<(String, Option<u64>)> {
    let post = |user: &str| {
        format!(
            "<article data-testid='tweet'><div data-testid='User-Name'><a href='/{user}'>{user}</a></div>\
             <a href='/{user}/status/12'><time datetime='2026-03-02T10:15:00Z'>2 March</time></a>\
             <div data-testid='tweetText'>It leaks.</div></article>"
        )
    };
    let page = format!(
        "<html lang='en'><head><script type='application/ld+json'>{said}</script></head><body>{}{}</body></html>",
        post("Carla"),
        post("acme")
    );
    let snapshot = html::snapshot(&page, "https://x.com/carla");
    authors(&snapshot).into_iter().map(|author| (author.handle.unwrap(), author.followers)).collect()
}

/// Counters as schema.org writes them: who is followed, whom they follow, what they wrote.
fn counters(follow: &str) -> String {
    format!(
        r#"[{{"@type":"InteractionCounter","interactionType":"https://schema.org/WriteAction","userInteractionCount":9}},
        {{"@type":"InteractionCounter","interactionType":{follow},"userInteractionCount":"12.3K"}}]"#
    )
}

const FOLLOW: &str = r#""https://schema.org/FollowAction""#;

fn person(who: &str, statistic: &str, follow: &str) -> String {
    let counters = counters(follow);
    format!(
        r#"{{"@context":"http://schema.org","@type":"ProfilePage","mainEntity":{{"@type":"Person",{who},"{statistic}":{counters}}}}}"#
    )
}

#[test]
fn a_count_is_of_the_account_it_names_and_of_nobody_else_on_its_page() {
    let both =
        |carla: Option<u64>, acme: Option<u64>| [("Carla".to_owned(), carla), ("acme".to_owned(), acme)];
    let statistic = "interactionStatistic";
    let cases = [
        (r#""additionalName":"carla""#, both(Some(12_300), None)),
        (r#""alternateName":"@CARLA""#, both(Some(12_300), None)),
        (r#""url":"https://x.com/carla/""#, both(Some(12_300), None)),
        (r#""@id":"https://x.com/acme""#, both(None, Some(12_300))),
        // Another site's account of the same handle.
        (r#""additionalName":"carla","url":"https://shop.example/""#, both(None, None)),
        (r#""name":"Carla""#, both(None, None)),
    ];
    for (who, expected) in cases.clone() {
        assert_eq!(profile(&person(who, statistic, FOLLOW)), expected, "{who}");
    }
    for follow in [r#"{"@type":"FollowAction"}"#, r#"{"@id":"http://schema.org/FollowAction"}"#] {
        assert_eq!(profile(&person(cases[0].0, statistic, follow)), cases[0].1, "{follow}");
    }
}

#[test]
fn what_somebody_does_is_not_what_others_do() {
    let none = [("Carla".to_owned(), None), ("acme".to_owned(), None)];
    let who = r#""additionalName":"carla","name":"FollowAction""#;
    // How often Carla followed somebody, and whom she pays or reads.
    assert_eq!(profile(&person(who, "agentInteractionStatistic", FOLLOW)), none);
    assert_eq!(
        profile(&person(who, "interactionStatistic", r#""https://schema.org/SubscribeAction""#)),
        none
    );
    assert_eq!(profile("{"), none);
}

#[test]
fn a_post_says_itself_how_many_follow_its_author() {
    let page = |author: &str| {
        let counters = counters(FOLLOW);
        let data = format!(
            r#"{{"@type":"DiscussionForumPosting","url":"https://forum.example/t/1","text":"It leaks.",
            "author":{{"@type":"Person",{author},"interactionStatistic":{counters}}}}}"#
        );
        let page = format!(
            "<html lang='en'><head><script type='application/ld+json'>{data}</script></head><body>\
             <article class='h-entry'><a class='p-author h-card' href='/u/mara'>Mara</a>\
             <a class='u-url' href='/t/1'><time class='dt-published' datetime='2026-03-02'>2 March</time></a>\
             <p class='e-content'>It leaks.</p></article></body></html>"
        );
        let snapshot = html::snapshot(&page, "https://forum.example/t/1");
        authors(&snapshot).pop().unwrap().followers
    };
    assert_eq!(page(r#""name":"Mara","url":"https://forum.example/u/mara""#), Some(12_300));
    // Of two Maras, the data means the other.
    assert_eq!(page(r#""name":"Mara","url":"https://forum.example/u/mara2""#), None);
    assert_eq!(page(r#""name":"Tom","url":"https://forum.example/u/tom""#), None);
}

#[test]
fn how_many_follow_makes_nobody_surer_who_it_is() {
    let page = "https://forum.example/".to_owned();
    let base = page.parse().unwrap();
    let ground = Ground { page, host: None, base, lang: None, now: now(), data: Default::default() };
    let mut builder = Builder::new(PinKind::Post, &ground);
    let from = |certainty| (Origin::StructuredData, certainty);
    // Of nobody there is no count.
    assert!(!builder.offer(Slot::Followers, "12", from(Certainty::Sure)));
    builder.offer(Slot::Name, "Mara", from(Certainty::Unsure));
    assert!(builder.offer(Slot::Followers, "1,234", from(Certainty::Sure)));
    assert!(!builder.is_sure(Slot::Name));
    assert_eq!(builder.content().author.as_ref().unwrap().followers, Some(1_234));
}

/// Saved profile pages: file, address, whose, how many follow them.
const PROFILES: [(&str, &str, &str, u64); 2] = [
    ("x/profile.html", "https://x.com/Kikobeats", "Kikobeats", 3_893),
    // It also says how many he follows.
    (
        "bluesky/profile.html",
        "https://bsky.app/profile/stephenking.bsky.social",
        "stephenking.bsky.social",
        1_101_177,
    ),
];

#[test]
fn a_saved_profile_says_how_many_follow_its_owner() {
    for (file, address, owner, followers) in PROFILES {
        let path = Path::new("../shared/fixtures/metascraper").join(file);
        if !path.exists() {
            println!("SKIPPED: ../shared absent: {} was not read", path.display());
            continue;
        }
        let page = std::fs::read_to_string(path).unwrap();
        let snapshot = html::snapshot(&page, address);
        let is_own = |author: &&Author| author.handle.as_deref() == Some(owner);
        let authors = authors(&snapshot);
        let (own, others): (Vec<_>, Vec<_>) = authors.iter().partition(is_own);
        assert!(!own.is_empty() && own.iter().all(|author| author.followers == Some(followers)), "{own:?}");
        assert!(others.iter().all(|author| author.followers.is_none()), "{others:?}");
        // The profile itself, as a page.
        let draft = capture::draft(&snapshot, None, &Aim::Page, &pin(), now()).unwrap();
        let author = draft.content.author.unwrap();
        assert_eq!((author.handle.as_deref(), author.followers), (Some(owner), Some(followers)), "{file}");
    }
}
