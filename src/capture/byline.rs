//! Who wrote a card: name, handle and profile, each from markup that says so. It never guesses: where two
//! people could be meant, or the signs contradict each other, it names nobody.

use url::Url;

use crate::model::{address::web, letters::lowered};

use super::{
    card::{Card, has_word, is_control, is_decoration, is_time, words},
    link,
    parse::handle,
    text,
    tree::TEXT,
};

/// Longest name that is one: longer ones are sentences about somebody.
const MAX_NAME: usize = 80;
/// Longest line about a person; an element with more in it holds more than them.
pub const MAX_AROUND: usize = 120;
/// Parts of an address that lead to a person.
const PROFILE_WORDS: &[&str] = &[
    "user", "users", "u", "member", "members", "profile", "profiles", "author", "authors", "people",
    "person", "account", "accounts",
];
/// Classes of the element that holds the name and nothing else.
const NAME_WORDS: &[&str] = &["name", "fullname", "displayname", "username", "nickname", "fn", "p-name"];
/// Classes of what stands beside a name and is none.
const BESIDE_NAME: &[&str] = &[
    "avatar",
    "userpic",
    "badge",
    "badges",
    "flair",
    "role",
    "rank",
    "verified",
    "karma",
    "reputation",
    "tooltip",
    "icon",
    "emoji",
];
/// Classes that say it is somebody else who is named.
const OTHERS: &[&str] = &["quote", "quoted", "reply", "mention", "parent", "original", "related", "co"];

/// Words beside a name that are no text yet: "wrote", "posted in Travel".
pub const MOST_BESIDE: usize = 3;

/// Who wrote a card, and where it says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// The rows that name them.
    pub rows: Vec<u32>,
    /// The name.
    pub name: Option<String>,
    /// The handle, without its sign.
    pub handle: Option<String>,
    /// The address of their page.
    pub profile: Option<String>,
}

/// The one person the card names as its author.
pub fn find(card: &Card) -> Option<Byline> {
    marked(card).or_else(|| classed(card)).or_else(|| linked(card))
}

/// What software writes where nobody's name was filled in.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "administrator",
    "undefined",
    "null",
    "none",
    "unknown",
    "author",
    "anonymous",
    "guest",
    "user",
    "n/a",
];

/// A name as somebody bears it: without an address after it; `None` for placeholders, addresses and templates that
/// were never filled in.
pub fn plausible(raw: &str) -> Option<&str> {
    let name = raw.split_once("http").filter(|(_, rest)| rest.contains("://")).map_or(raw, |(name, _)| name);
    let name = trimmed(name).trim_end_matches('-').trim_end();
    let is_template = ["{", "[", "<", "%%", "$"].iter().any(|sign| name.contains(sign));
    let named = name.chars().any(char::is_alphanumeric) && name.chars().count() <= MAX_NAME * 2;
    (named && !is_template && !PLACEHOLDERS.contains(&lowered(name).as_str())).then_some(name)
}

/// Words that stand before the name of who wrote an article, in the languages whose bylines are one word and a name.
const BY: &[&str] = &[
    "by",
    "von",
    "por",
    "par",
    "di",
    "de",
    "door",
    "av",
    "af",
    "przez",
    "od",
    "autor",
    "автор",
    "作者",
    "文",
    "撰文",
];

/// The name in a line that is a byline and nothing else: one word, and a name in capitals. It is for a person to check.
pub fn said(line: &str) -> Option<&str> {
    let (by, name) = line.trim().split_once(char::is_whitespace)?;
    let by = lowered(by.trim_end_matches(':'));
    let is_name = name.split_whitespace().count() <= 4
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | '!' | '?' | ':'))
        && name.split_whitespace().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()));
    (BY.contains(&by.as_str()) && is_name).then(|| plausible(name.trim())).flatten()
}

/// Whether the address has the shape of a person's page.
pub fn is_profile(url: &Url) -> bool {
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or("");
    let named = PROFILE_WORDS.contains(&first.to_ascii_lowercase().as_str());
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // Two parts are a number and a name: any other second part is a page of theirs, as their videos are.
    match (segments.next(), segments.next(), segments.next()) {
        (None, ..) => first.starts_with('@'),
        (Some(_), None, _) => named,
        (Some(one), Some(other), None) => named && (is_number(one) || is_number(other)),
        _ => false,
    }
}

/// The author as the markup names them, when it names one only.
fn marked(card: &Card) -> Option<Byline> {
    let rows = card.inner.iter().copied().filter(|row| {
        let rel = card.attribute(*row, "rel").unwrap_or("");
        let property = card.attribute(*row, "itemprop");
        rel.split_ascii_whitespace().any(|one| one == "author")
            || words(card.tree, *row).any(|name| matches!(name.as_str(), "p-author" | "author"))
                && property.is_none_or(|name| name == "author")
    });
    one_of(rows.map(|row| person(card, row)).collect())
}

/// A class that has to do with authors and a link to a person agree.
fn classed(card: &Card) -> Option<Byline> {
    let rows = card.inner.iter().copied().filter(|row| {
        has_word(card.tree, *row, &["author", "byline", "authorname"]) && !has_word(card.tree, *row, OTHERS)
    });
    let people = rows.map(|row| person(card, row)).filter(|person| {
        let profile = person.as_ref().and_then(|person| person.profile.as_deref());
        profile.is_some_and(|url| web(url, None).is_some_and(|url| card.is_here(&url) && is_profile(&url)))
    });
    one_of(people.collect())
}

/// The person whom both the picture and the name at the head of the card lead to.
fn linked(card: &Card) -> Option<Byline> {
    let mut targets: Vec<(&Url, Vec<u32>)> = Vec::new();
    for (row, url) in card.links().iter().filter(|(_, url)| card.is_here(url) && is_profile(url)) {
        match targets.iter_mut().find(|(known, _)| *known == url) {
            Some((_, rows)) => rows.push(*row),
            None => targets.push((url, vec![*row])),
        }
    }
    let [(_, rows)] = targets.as_slice() else { return None };
    let at_head = rows.len() >= 2 && rows.first().is_some_and(|row| *row < words_begin(card));
    if !at_head || rows.iter().any(|row| is_of_others(card, *row)) {
        return None;
    }
    let people: Vec<_> = rows.iter().map(|row| person(card, *row)).collect();
    one_of(people).filter(|byline| byline.name.is_some())
}

/// The first row of the card's own words: not of links, times, or the few words beside a name. Below them, whoever is
/// logged in has their picture and name beside the box to answer in.
fn words_begin(card: &Card) -> u32 {
    let tree = card.tree;
    let mut words = 0;
    let mut row = card.root;
    while row < tree.end(card.root) {
        let is_apart = tree.name(row) == "a" || is_time(tree, row) || card.is_apart(row);
        if row != card.root && (is_apart || is_control(tree, row) || text::is_unseen(tree, row)) {
            row = tree.end(row);
            continue;
        }
        let own = tree.node(row).map_or("", |node| node.text.as_str());
        words += own.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        if words > MOST_BESIDE {
            return row;
        }
        row += 1;
    }
    row
}

/// Whether the row is, or stands in, a part of the card that is about somebody else.
fn is_of_others(card: &Card, row: u32) -> bool {
    let mut inside = card.tree.upward(row).take_while(|above| *above != card.root);
    inside.any(|above| has_word(card.tree, above, OTHERS))
}

/// The one person all of them are; `None` among them is somebody unclear, and then so is the author.
fn one_of(people: Vec<Option<Byline>>) -> Option<Byline> {
    let mut all: Option<Byline> = None;
    for person in people {
        let person = person?;
        let Some(known) = &mut all else {
            all = Some(person);
            continue;
        };
        known.rows.extend(person.rows);
        for (mine, other) in [
            (&mut known.name, person.name),
            (&mut known.handle, person.handle),
            (&mut known.profile, person.profile),
        ] {
            match (mine.as_ref(), other) {
                (Some(mine), Some(other)) if *mine != other => return None,
                (None, other) => *mine = other,
                _ => {}
            }
        }
    }
    all.filter(|byline| byline.name.is_some() || byline.handle.is_some())
}

/// The person an element names; `None` where it could be two, or says two things of one.
fn person(card: &Card, row: u32) -> Option<Byline> {
    let tree = card.tree;
    let mut byline = Byline { rows: vec![row], ..Byline::default() };
    let mut targets: Vec<(&Url, u32)> = Vec::new();
    let above =
        tree.upward(row).take_while(|above| *above != card.root).find(|above| tree.name(*above) == "a");
    let meant = |link: &u32| tree.contains(row, *link) || Some(*link) == above;
    for (link, url) in card.links().iter().filter(|(link, _)| meant(link)) {
        // A name counts before a picture that leads to the same place.
        match targets.iter_mut().find(|(known, _)| *known == url) {
            Some((_, known)) if text::line(tree, *known, &|_| false).is_empty() => *known = *link,
            Some(_) => {}
            None => targets.push((url, *link)),
        }
    }
    targets.retain(|(_, link)| !(*link..tree.end(*link)).any(|inner| is_time(tree, inner)));
    if targets.len() > 1 {
        targets.retain(|(url, _)| is_profile(url));
        // A line with links to several places is more than a name.
        if targets.is_empty() {
            return None;
        }
    }
    let at = match targets.as_slice() {
        [] => row,
        [(url, link)] => {
            byline.profile = link::resolve(&card.ground.base, url.as_str());
            if tree.contains(row, *link) { *link } else { row }
        }
        _ => return None,
    };
    let property = |at: u32| {
        let mut named = (at..tree.end(at)).filter(|inner| {
            *inner != row && words(tree, *inner).any(|name| NAME_WORDS.contains(&name.as_str()))
        });
        named.next().filter(|first| named.all(|other| tree.contains(*first, other)))
    };
    if text::line(tree, row, &|_| false).chars().count() > MAX_AROUND {
        byline.rows = vec![at];
    }
    let (name, said) = named(card, at);
    let name = match property(at).or_else(|| property(row)).map(|inner| self::named(card, inner)) {
        Some((Some(own), _)) => Some(own),
        _ => name,
    };
    byline.name =
        name.filter(|name| name.chars().count() <= MAX_NAME && name.chars().any(char::is_alphanumeric));
    byline.handle = agreed(said, byline.profile.as_deref())?;
    // A name with the handle stuck to its end is the name and the handle.
    if let (Some(name), Some(handle)) = (&byline.name, &byline.handle) {
        let bare = name.strip_suffix(handle.as_str()).and_then(|name| name.strip_suffix('@'));
        let bare = bare.map(|bare| trimmed(bare).to_owned());
        if let Some(bare) = bare {
            byline.name = Some(bare).filter(|bare| !bare.is_empty());
        }
    }
    Some(byline)
}

/// The name an element holds, and the handle that stands in it. Pieces without a space between them are not
/// put together: then there is no name.
fn named(card: &Card, at: u32) -> (Option<String>, Option<String>) {
    let tree = card.tree;
    let beside = |row: u32| {
        row != at
            && tree.is_element(row)
            && (is_time(tree, row)
                || is_decoration(tree, row)
                || is_control(tree, row)
                || text::is_unseen(tree, row)
                || has_word(tree, row, BESIDE_NAME))
    };
    let mut said: Option<String> = None;
    let mut pieces: Vec<u32> = Vec::new();
    let mut row = at;
    while row < tree.end(at) {
        if beside(row) {
            row = tree.end(row);
            continue;
        }
        let words = tree.node(row).filter(|node| node.name == TEXT).map_or("", |node| node.text.as_str());
        if !words.trim().is_empty() {
            match signed(words) {
                Some(handle) => said = said.or(Some(handle)),
                None => pieces.push(row),
            }
        }
        row += 1;
    }
    let raw = |row: &u32| tree.node(*row).map_or("", |node| node.text.as_str());
    // Pieces that follow each other at once (no space row between) are two things set side by side.
    let stuck = pieces.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let between = (*one + 1..*other).any(|row| tree.name(row) == TEXT || tree.name(row) == "br");
        !between
            && !raw(one).ends_with(char::is_whitespace)
            && !raw(other).starts_with(char::is_whitespace)
            && !is_plain(tree.name(tree.parent(*other).unwrap_or(at)))
    });
    if stuck {
        return (None, said);
    }
    let line =
        text::line(tree, at, &|row| beside(row) || (tree.name(row) == TEXT && signed(raw(&row)).is_some()));
    let mut name = trimmed(&line).to_owned();
    if let Some((before, last)) = name.rsplit_once(char::is_whitespace)
        && let Some(handle) = signed(last)
    {
        said = said.or(Some(handle));
        name = trimmed(before).to_owned();
    }
    (Some(name).filter(|name| !name.is_empty()), said)
}

/// Elements that only emphasise letters inside a word.
fn is_plain(name: &str) -> bool {
    matches!(name, "bdi" | "bdo" | "wbr" | "mark" | "em" | "i" | "sup" | "sub")
}

/// A handle with its sign and nothing else, in brackets or not.
fn signed(words: &str) -> Option<String> {
    let words = words.trim().trim_matches(['(', ')', '[', ']', '·', '•', '|']).trim();
    words.starts_with(['@', '＠']).then(|| handle::read(words)).flatten()
}

fn trimmed(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|' | ',' | ':' | '–' | '—'))
        .trim_end_matches(['(', '['])
        .trim_end()
}

/// The handle that words and address agree on; the outer `None` when they contradict each other.
#[expect(clippy::option_option, reason = "no handle and a contradiction are two things")]
fn agreed(said: Option<String>, profile: Option<&str>) -> Option<Option<String>> {
    let url = profile.and_then(|profile| web(profile, None));
    let last = url.as_ref().and_then(|url| url.path().split('/').rfind(|part| !part.is_empty()));
    // What is percent-encoded is left to the words.
    let linked = last.filter(|part| !part.contains('%')).and_then(signed);
    match (said, linked) {
        (Some(said), Some(linked)) => {
            let user = |handle: &str| lowered(handle.split('@').next().unwrap_or(""));
            (user(&said) == user(&linked)).then_some(Some(said))
        }
        (said, linked) => Some(said.or(linked)),
    }
}
