//! One author's posts that answer each other are a thread: by what they say they answer, and by what joins them.

use pinfold::{
    capture::{
        self, clip,
        draft::Draft,
        html,
        thread::{self, Side},
    },
    model::{
        provenance::{Certainty, Field, Origin, Provenance},
        thread::Position,
    },
};

use super::{now, pin};

/// A post as it was read: its author, number, and the number of the post it answers.
fn post(author: &str, number: u32, answers: Option<u32>) -> Draft {
    let url = |number: u32| format!("https://murmur.example/p/{number}");
    let page = html::snapshot("<p>x</p>", &url(number));
    let aim = capture::draft::Aim::Page;
    let mut draft = capture::draft(&page, None, &aim, &pin(), now()).unwrap();
    let content = &mut draft.content;
    content.kind = pinfold::model::pin::PinKind::Post;
    content.author =
        Some(pinfold::model::author::Author { handle: Some(author.into()), ..Default::default() });
    let sure = Provenance { origin: Origin::Attribute, certainty: Certainty::Sure };
    content.provenance.insert(Field::Author, sure);
    content.thread.parent = answers.map(url);
    draft
}

/// (place, of, the number of the root) for each post.
fn linked(mut drafts: Vec<Draft>) -> Vec<Option<(u32, u32, String)>> {
    thread::link(&mut drafts);
    let shown = |draft: Draft| {
        let thread = draft.content.thread;
        let Position { place, of } = thread.position?;
        Some((place, of, thread.root?.rsplit('/').next()?.to_owned()))
    };
    drafts.into_iter().map(shown).collect()
}

fn place(place: u32, of: u32, root: &str) -> Option<(u32, u32, String)> {
    Some((place, of, root.to_owned()))
}

#[test]
fn posts_that_answer_ones_own_are_one_thread() {
    let page = vec![
        post("ann", 1, None),
        post("bob", 2, Some(1)),
        post("ann", 3, Some(1)),
        post("ann", 4, Some(2)),
        post("ann", 5, Some(3)),
    ];
    let expected = [place(1, 3, "1"), None, place(2, 3, "1"), None, place(3, 3, "1")];
    assert_eq!(linked(page), expected);
}

#[test]
fn what_is_not_certain_belongs_to_no_thread() {
    let pair = || vec![post("ann", 1, None), post("ann", 2, Some(1))];
    assert!(linked(pair()).iter().all(Option::is_some));
    for field in [Field::Author, Field::Url] {
        let mut unsure = pair();
        unsure[1].content.provenance.get_mut(&field).unwrap().certainty = Certainty::Unsure;
        assert_eq!(linked(unsure), [None, None], "{field:?}");
    }
    let mut nobody = pair();
    nobody.iter_mut().for_each(|draft| draft.content.author = None);
    assert_eq!(linked(nobody), [None, None]);
    // What is answered stands above; and nobody answers in a circle.
    assert_eq!(linked(vec![post("ann", 2, Some(1)), post("ann", 1, None)]), [None, None]);
    let circle = vec![post("ann", 1, Some(2)), post("ann", 2, Some(1))];
    assert_eq!(linked(circle), [place(1, 2, "1"), place(2, 2, "1")]);
}

#[test]
fn the_first_of_two_answers_goes_on_and_a_double_counts_once() {
    let page = vec![
        post("ann", 1, None),
        post("ann", 2, Some(1)),
        post("ann", 3, Some(1)),
        post("ann", 2, Some(1)),
        post("ann", 4, Some(2)),
    ];
    assert_eq!(linked(page), [place(1, 3, "1"), place(2, 3, "1"), None, None, place(3, 3, "1")]);
}

#[test]
fn a_thread_of_answers_belongs_to_the_post_they_answer() {
    let mut page = vec![post("ann", 2, Some(1)), post("ann", 3, Some(2))];
    page[0].content.thread.root = Some("https://murmur.example/p/1".into());
    assert_eq!(linked(page), [place(1, 2, "1"), place(2, 2, "1")]);
}

#[test]
fn joined_cards_answer_each_other_where_both_say_so() {
    let page = |joins: [&[Side]; 2], authors: [&str; 2]| {
        let mut drafts = vec![post(authors[0], 1, None), post(authors[1], 2, None)];
        for (draft, joins) in drafts.iter_mut().zip(joins) {
            draft.joins = joins.to_vec();
        }
        thread::link(&mut drafts);
        let thread = drafts.remove(1).content.thread;
        (thread.parent.is_some(), thread.position.map(|own| own.place))
    };
    let (below, above) = (&[Side::Below][..], &[Side::Above][..]);
    assert_eq!(page([below, above], ["ann", "ann"]), (true, Some(2)));
    assert_eq!(page([below, above], ["ann", "bob"]), (true, None), "an answer, but no thread of one's own");
    assert_eq!(page([below, &[]], ["ann", "ann"]), (false, None));
    assert_eq!(page([&[], above], ["ann", "ann"]), (false, None));
}

#[test]
fn the_line_between_two_posts_joins_them() {
    let line =
        |side: &str| format!("<div style=\"margin-left: auto; {side}: 4px; flex: 1; width: 2px;\"></div>");
    let (above, below) = (line("margin-bottom"), line("margin-top"));
    let item = |who: &str, id: &str, lines: &str| {
        format!(
            "<div data-testid='postThreadItem-by-{who}'>{lines}<a dir='auto' href='/profile/{who}'>Ann</a>\
             <a href='/profile/{who}/post/{id}' data-tooltip='March 2, 2026 at 10:00 AM'>1h</a>\
             <div data-testid='postText'>Number {id}</div></div>"
        )
    };
    let page = format!(
        "<main>{}{}{}{}</main>",
        item("ann.example", "a1", &below),
        item("ann.example", "a2", &format!("{above}{below}")),
        item("bob.example", "b1", &above),
        item("ann.example", "a3", ""),
    );
    let page = html::snapshot(&page, "https://bsky.app/profile/ann.example/post/a1");
    let drafts = clip(&page, &pin(), now()).unwrap();
    let threads: Vec<_> = drafts.into_iter().map(|draft| draft.content.thread).collect();
    let url = |user: &str, id: &str| format!("https://bsky.app/profile/{user}/post/{id}");
    assert_eq!(threads.len(), 4);
    assert_eq!(threads[1].parent, Some(url("ann.example", "a1")));
    assert_eq!(threads[1].position, Some(Position { place: 2, of: 2 }));
    assert_eq!(threads[0].root, threads[1].root);
    assert_eq!((threads[2].parent.clone(), threads[2].position), (Some(url("ann.example", "a2")), None));
    assert!(threads[3].is_unknown());
}

#[test]
fn what_is_nested_answers_the_nearest_card_around_it() {
    let url = |number: u32| format!("https://murmur.example/p/{number}");
    let page = |around: [&[u32]; 4]| {
        let mut drafts: Vec<Draft> = ["ann", "bob", "ann", "eve"]
            .into_iter()
            .zip(1..)
            .map(|(who, own)| post(who, own, None))
            .collect();
        for (draft, around) in drafts.iter_mut().zip(around) {
            draft.answers = around.iter().map(|own| url(*own)).collect();
        }
        drafts
    };
    let parents = |mut drafts: Vec<Draft>| {
        thread::link(&mut drafts);
        drafts.into_iter().map(|draft| draft.content.thread.parent).collect::<Vec<_>>()
    };
    assert_eq!(parents(page([&[2, 3, 4], &[3], &[], &[]])), [None, Some(url(1)), Some(url(2)), Some(url(1))]);
    // Nothing stands in itself, or in what comes after it.
    assert_eq!(parents(page([&[1], &[], &[], &[3, 2]])), [None, None, None, None]);
    let mut unsure = page([&[2], &[], &[], &[]]);
    unsure[0].content.provenance.get_mut(&Field::Url).unwrap().certainty = Certainty::Unsure;
    assert_eq!(parents(unsure), [None, None, None, None]);
}

/// A page of nothing but answers to answers takes time that grows with its square at most.
#[test]
fn a_thousand_posts_are_linked() {
    let long: Vec<Draft> =
        (1..=1_000).map(|number| post("ann", number, (number > 1).then(|| number - 1))).collect();
    let linked = linked(long);
    assert_eq!(linked.last().unwrap(), &place(1_000, 1_000, "1"));
}

#[test]
fn what_a_post_says_it_answers_makes_a_thread_of_microformats() {
    let entry = |who: &str, id: u32, answers: Option<(&str, u32)>| {
        let answers =
            answers.map(|(who, id)| format!("<a class='u-in-reply-to' href='/@{who}/{id}'>Answers</a>"));
        format!(
            "<article class='post h-entry'><header><a class='author p-author h-card' href='/@{who}' rel=author><b>{who}</b>\
             <span class='handle'>@{who}</span></a><a class='when u-url' href='/@{who}/{id}'>\
             <time class='dt-published' datetime='2026-03-01T12:0{id}:00Z'>1 Mar</time></a></header>{}\
             <p class='text e-content'>Number {id}</p></article>",
            answers.unwrap_or_default()
        )
    };
    let page = [
        entry("tomasz", 1, None),
        entry("tomasz", 2, Some(("tomasz", 1))),
        entry("tomasz", 3, Some(("tomasz", 2))),
        entry("amal.h", 4, Some(("tomasz", 1))),
        entry("tomasz", 5, Some(("amal.h", 4))),
    ];
    let page = html::snapshot(&page.concat(), "https://murmur.example/@tomasz/1");
    let threads: Vec<_> =
        clip(&page, &pin(), now()).unwrap().into_iter().map(|draft| draft.content.thread).collect();
    let places: Vec<_> =
        threads.iter().map(|thread| thread.position.map(|own| (own.place, own.of))).collect();
    assert_eq!(places, [Some((1, 3)), Some((2, 3)), Some((3, 3)), None, None]);
    assert_eq!(threads[3].parent.as_deref(), Some("https://murmur.example/@tomasz/1"));
}
