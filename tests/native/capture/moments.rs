//! When a card was published where no `time` element says so: sure of a whole date alone, and never of another's.

use pinfold::{
    capture::{self, html, report},
    model::provenance::{Certainty, Field},
};

use super::{now, pin};

/// What the one card says of when, and whether it is sure.
fn when(lang: &str, said: &str) -> Option<(String, bool)> {
    let card = |id: u32, said: &str| {
        format!(
            "<li class=comment id=c{id}><a rel=author href=/u/ada{id}>Ada {id}</a> <a rel=bookmark href=/c/{id}>#{id}</a> {said}\
             <p>The lid is loose, and nobody answers.</p></li>"
        )
    };
    let other = card(2, "<time datetime=2026-03-02T10:00:00Z>x</time>");
    let page = format!("<html lang={lang}><ul>{}{other}</ul>", item(&card(1, said)));
    let page = html::snapshot(&page, "https://forum.example/t/1");
    let draft = capture::clip(&page, &pin(), now()).unwrap().remove(0);
    let given = draft.content.provenance.get(&Field::Published)?;
    let read = report::object(&draft);
    assert_eq!(read["author"]["name"], "Ada 1", "{said}");
    Some((read["published"].as_str()?.to_owned(), given.certainty == Certainty::Sure))
}

/// A card that needs no time to be found.
fn item(card: &str) -> String {
    card.replace("<li ", "<li itemscope itemtype=https://schema.org/Comment ")
}

fn check(said: &str, expected: &str, sure: bool) {
    assert_eq!(when("en", said), Some((expected.to_owned(), sure)), "{said}");
}

#[test]
fn a_whole_date_in_what_is_called_one_is_sure() {
    for (said, expected) in [
        ("<abbr title='2026-03-01T10:00:00Z'>1 March</abbr>", "2026-03-01T10:00:00Z"),
        ("<abbr class=timeago title='March 1, 2026 10:00 AM'>long ago</abbr>", "2026-03-01T10:00:00-00:00"),
        ("<span data-time=1772359200>1 March</span>", "2026-03-01T10:00:00Z"),
        ("<span data-utime=1772359200>1 March</span>", "2026-03-01T10:00:00Z"),
        ("<b data-timestamp=1772359200000>1 March</b>", "2026-03-01T10:00:00Z"),
        ("<span class=post-date>March 1, 2026</span>", "2026-03-01T00:00:00-00:00"),
        ("<div class='comment_timestamp'>1 Mar 2026</div>", "2026-03-01T00:00:00-00:00"),
        ("<span class=date>2026-03-01</span>", "2026-03-01T00:00:00-00:00"),
        // The same moment twice is one.
        ("<span data-time=1772359200>1 March</span><i data-time=1772359200></i>", "2026-03-01T10:00:00Z"),
    ] {
        check(said, expected, true);
    }
}

#[test]
fn what_is_relative_yearless_ambiguous_or_said_twice_is_for_a_person() {
    for (said, expected) in [
        ("<span class=date>2 hours ago</span>", "2026-11-22T10:00:00Z"),
        ("<span class=posted>March 1</span>", "2026-03-01T00:00:00-00:00"),
        // Two orders, two days.
        ("<span class=date>03/04/2026</span>", "2026-03-04T00:00:00-00:00"),
        ("<span data-time=1772359200>x</span><span data-time=1772445600>x</span>", "2026-03-01T10:00:00Z"),
    ] {
        check(said, expected, false);
    }
}

#[test]
fn what_is_no_date_or_another_s_is_none() {
    for said in [
        "<span data-time=120>2:00</span>",
        "<span class=date>soon</span>",
        "<span>March 1, 2026</span>",
        "<span title='March 1, 2026'>x</span>",
        "<span class=join-date>March 1, 2020</span>",
        "<div class=user-joined><span class=date>March 1, 2020</span></div>",
        "<div class=lastedited>Edited <span class=date>March 1, 2026</span></div>",
        "<div class=event-start data-time=1772359200>Starts</div>",
        "<form><span class=date>March 1, 2026</span></form>",
        "<blockquote><span class=date>March 1, 2026</span> They said.</blockquote>",
        "<span class=update-time>a day that is no date</span>",
        // The release was announced, and has not been.
        "<span class=date>March 1, 2030</span>",
        "<span data-time=1972359200>x</span>",
    ] {
        let read = when("en", said);
        assert!(read.as_ref().is_none_or(|(_, sure)| !sure), "{said}: {read:?}");
        if !said.contains("2030") {
            assert_eq!(read, None, "{said}");
        }
    }
}

#[test]
fn a_time_element_comes_before_all_of_them() {
    check(
        "<span class=date>March 2, 2026</span><time datetime=2026-03-01T10:00:00Z>x</time>",
        "2026-03-01T10:00:00Z",
        true,
    );
}
