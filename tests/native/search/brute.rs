//! The index against brute force: what it finds, counts and orders, after any sequence of edits.

use std::collections::{BTreeMap, BTreeSet};

use pinfold::{
    model::{
        annotation::Annotation,
        case::{CaseStatus, Severity},
        media::{Colour, Looks, channels},
        pin::{Pin, PinKind},
        record::{Record, RecordKey},
        rights::RightsStatus,
        stored::Stored,
        workspace::Workspace,
    },
    search::token::{Shape, tokens},
    view::{
        Library,
        list::{Chosen, FacetValue, ListQuery, MAX_WINDOW},
    },
};
use pinfold_kernels::lab::Lab;
use proptest::{collection::vec, prelude::*, sample::select};

use super::world::{Make, note, tag, ulid};

const WORDS: &[&str] = &[
    "late",
    "lately",
    "LATE",
    "parcel",
    "Größe",
    "grosse",
    "日本",
    "本語",
    "日本語",
    "猫",
    "e-mail",
    "mail",
    "don't",
    "😡",
    "a",
    "of",
];
const TAGS: &[&str] =
    &["complaint", "complaint/late", "complaint/late/very", "praise", "late", "Größe/klein"];
const SITES: &[&str] = &["reddit.com", "old.reddit.com", "shop.example", "notreddit.com"];
const AUTHORS: &[&str] = &["jane_doe", "Jane", "late", "bob"];
const COLOURS: &[&str] = &["#c81423", "#d2323c", "#19235a", "#141e46", "#808080", "#faf0e6", "#32a050"];
const DAYS: &[&str] = &["2024-12-31", "2025-01-01", "2025-06-15", "2026-02-28"];

/// A clause with its own, slow idea of what it means.
#[derive(Debug, Clone)]
pub enum Clause {
    Words(String),
    Quoted(String),
    Tag(String),
    Site(String),
    Author(String),
    Kind(PinKind, &'static str),
    Status(CaseStatus, &'static str),
    Has(&'static str),
    Colour(&'static str),
    Before(String),
    After(String),
}

fn terms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokens(text, |token| found.push(token.term.to_owned()));
    found
}

/// The words of a query; what ends a run without spaces there need not end one in a text.
fn asked(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut last = Shape::Word;
    tokens(text, |token| {
        found.push((token.term.to_owned(), token.shape == Shape::Single));
        last = token.shape;
    });
    if last == Shape::Tail {
        found.pop();
    }
    found
}

fn in_a_row(text: &str, words: &[(String, bool)]) -> bool {
    let fits = |have: &String, (word, open): &(String, bool)| have == word || *open && have.starts_with(word);
    let have = terms(text);
    !words.is_empty() && have.windows(words.len()).any(|row| row.iter().zip(words).all(|(a, b)| fits(a, b)))
}

fn texts<'a>(pin: &'a Pin, notes: &[&'a Annotation]) -> Vec<&'a str> {
    let content = &pin.content;
    let author = content.author.as_ref();
    let mut texts: Vec<&str> = pin.tags.iter().map(|tag| tag.as_str()).collect();
    texts.extend(content.title.as_deref());
    texts.extend(content.text.as_deref());
    texts.extend(author.and_then(|author| author.name.as_deref()));
    texts.extend(author.and_then(|author| author.handle.as_deref()));
    texts.push(&content.source.site);
    texts.extend(notes.iter().map(|note| note.body.as_str()));
    texts
}

impl Clause {
    fn written(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Quoted(words) => format!("\"{words}\""),
            Self::Tag(path) => format!("tag:\"{path}\""),
            Self::Site(site) => format!("site:{site}"),
            Self::Author(author) => format!("author:{author}"),
            Self::Kind(_, name) => format!("kind:{name}"),
            Self::Status(_, name) => format!("status:{name}"),
            Self::Has(what) => format!("has:{what}"),
            Self::Colour(rgb) => format!("color:{rgb}"),
            Self::Before(day) => format!("before:{day}"),
            Self::After(day) => format!("after:{day}"),
        }
    }

    fn holds(&self, pin: &Pin, notes: &[&Annotation]) -> bool {
        let content = &pin.content;
        // RFC 3339 sorts as text: a day stands before every time on it.
        let day = content.published.map_or(pin.created, |p| p.instant).to_rfc3339();
        let author = content.author.as_ref();
        match self {
            Self::Words(words) | Self::Quoted(words) => {
                texts(pin, notes).iter().any(|text| in_a_row(text, &asked(words)))
            }
            Self::Tag(path) => {
                let path = terms(path).join(" ");
                let ends = |have: &str| {
                    let have = terms(have).join(" ");
                    have == path || have.ends_with(&format!(" {path}"))
                };
                pin.tags.iter().any(|tag| tag.ancestry().any(ends))
            }
            Self::Site(site) => {
                let have = &content.source.site;
                have == site || have.ends_with(&format!(".{site}"))
            }
            Self::Author(name) => {
                let names = author.into_iter().flat_map(|author| [&author.name, &author.handle]);
                names.flatten().any(|have| in_a_row(have, &asked(name)))
            }
            Self::Kind(kind, _) => content.kind == *kind,
            Self::Status(status, _) => pin.case.as_ref().is_some_and(|case| case.status == *status),
            Self::Has("note") => !notes.is_empty(),
            Self::Has("tag") => !pin.tags.is_empty(),
            Self::Has("image") => !content.media.is_empty(),
            Self::Has(_) => !pin.placements.is_empty(),
            Self::Colour(rgb) => {
                let lab = |rgb: &str| Lab::of(channels(rgb).unwrap());
                let colours = content.media.iter().flat_map(|media| &media.looks.colours);
                colours.map(|own| lab(&own.rgb).distance(lab(rgb))).any(|away| away <= 12.0)
            }
            Self::Before(limit) => day.as_str() < limit.as_str(),
            Self::After(limit) => day.as_str() >= limit.as_str(),
        }
    }
}

pub fn words() -> impl Strategy<Value = String> {
    vec(select(WORDS), 1..4).prop_map(|words| words.join(" "))
}

pub fn clause() -> impl Strategy<Value = Clause> {
    prop_oneof![
        4 => select(WORDS).prop_map(|word| Clause::Words(word.to_owned())),
        3 => words().prop_map(Clause::Quoted),
        2 => select(TAGS).prop_map(|path| Clause::Tag(path.to_owned())),
        1 => select(SITES).prop_map(|site| Clause::Site(site.to_owned())),
        1 => select(AUTHORS).prop_map(|author| Clause::Author(author.to_owned())),
        1 => select(&[(PinKind::Post, "post"), (PinKind::Review, "review")][..]).prop_map(|(k, n)| Clause::Kind(k, n)),
        1 => select(&[(CaseStatus::New, "new"), (CaseStatus::Waiting, "waiting")][..]).prop_map(|(s, n)| Clause::Status(s, n)),
        1 => select(&["note", "tag", "image", "board"][..]).prop_map(Clause::Has),
        1 => select(COLOURS).prop_map(Clause::Colour),
        1 => select(DAYS).prop_map(|day| Clause::Before(day.to_owned())),
        1 => select(DAYS).prop_map(|day| Clause::After(day.to_owned())),
    ]
}

pub fn pin(number: u32) -> impl Strategy<Value = Stored> {
    let content = (
        vec(select(WORDS), 0..8),
        proptest::option::of(words()),
        select(SITES),
        any::<[bool; 4]>(),
        vec(select(COLOURS), 0..3),
    );
    let kept = (
        proptest::option::of(select(AUTHORS)),
        proptest::option::of(select(DAYS)),
        vec(select(TAGS), 0..3),
        select(&[PinKind::Post, PinKind::Review, PinKind::Image][..]),
        proptest::option::of(select(&[CaseStatus::New, CaseStatus::Waiting][..])),
    );
    (content, kept).prop_map(
        move |((text, title, site, flags, colours), (author, day, tags, kind, status))| {
            let mut make = Make::pin(number).text(&text.join(" ")).site(site, None).tags(&tags).kind(kind);
            make = title.map(|title| make.clone().title(&title)).unwrap_or(make);
            make = author.map(|author| make.clone().author(author, author)).unwrap_or(make);
            make = day.map(|day| make.clone().published(day)).unwrap_or(make);
            make = status.map(|status| make.clone().case(status, Some(Severity::Low))).unwrap_or(make);
            make = if flags[0] { make.picture(10, 10) } else { make };
            for media in &mut make.0.content.media {
                let colours = colours.iter().map(|rgb| Colour { rgb: (*rgb).to_owned(), share: 50 });
                media.looks = Looks { colours: colours.collect(), ..Looks::default() };
            }
            make = if flags[1] { make.on(900, None, "V") } else { make };
            if flags[2] { make.rights(RightsStatus::Granted).stored() } else { make.stored() }
        },
    )
}

#[derive(Debug, Clone)]
enum Step {
    Put(Stored),
    Remove(u32),
    Note(u32, u32, String),
    Unnote(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (1u32..12).prop_flat_map(pin).prop_map(Step::Put),
        2 => (1u32..12).prop_map(Step::Remove),
        2 => (700u32..705, 1u32..12, words()).prop_map(|(note, pin, body)| Step::Note(note, pin, body)),
        1 => (700u32..705).prop_map(Step::Unnote),
    ]
}

fn take(library: &mut Library, step: &Step) {
    use pinfold::model::record::RecordKind::Annotation;
    let key = |number: u32| RecordKey::new(Annotation, format!("{number:026}"));
    match step {
        Step::Put(stored) => library.refresh([(stored.record.key(), Some(stored.clone()))]),
        Step::Remove(number) => library.refresh([(RecordKey::pin(&ulid(*number)), None)]),
        Step::Note(number, pin, body) => library.refresh([(key(*number), Some(note(*number, *pin, body)))]),
        Step::Unnote(number) => library.refresh([(key(*number), None)]),
    }
}

fn fitting<'a>(workspace: &'a Workspace, clauses: &[(bool, Clause)]) -> Vec<&'a Pin> {
    let fits = |pin: &&Pin| {
        let notes = workspace.annotations_of(&pin.id);
        clauses.iter().all(|(with, clause)| clause.holds(pin, &notes) == *with)
    };
    workspace.pins().filter(fits).collect()
}

pub fn query(clauses: &[(bool, Clause)]) -> ListQuery {
    let written =
        clauses.iter().map(|(with, clause)| format!("{}{} ", if *with { "" } else { "-" }, clause.written()));
    ListQuery { text: written.collect(), limit: MAX_WINDOW, ..ListQuery::default() }
}

fn counted<'a>(pins: &[&'a Pin], values: impl Fn(&'a Pin) -> BTreeSet<String>) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for value in pins.iter().flat_map(|pin| values(pin)) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

fn shown(values: &[FacetValue]) -> BTreeMap<String, u32> {
    values.iter().map(|value| (value.value.to_lowercase(), value.count)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_brute_force_finds(
        steps in vec(step(), 1..40),
        clauses in vec(vec((prop::bool::weighted(0.75), clause()), 0..4), 1..6),
    ) {
        let mut library = Library::default();
        steps.iter().for_each(|step| take(&mut library, step));
        let records: Vec<Stored> = library.workspace().iter().map(|(_, stored)| stored.clone()).collect();
        let mut fresh = Library::open(records);
        for clauses in &clauses {
            let query = query(clauses);
            let view = library.list(&query);
            let mut found: Vec<_> = view.cards.iter().map(|card| card.id.clone()).collect();
            // How an index came about must not show: not in what is found, nor in the order.
            let again: Vec<_> = fresh.list(&query).cards.iter().map(|card| card.id.clone()).collect();
            prop_assert_eq!(&found, &again, "{}", query.text);
            found.sort();
            let pins = fitting(library.workspace(), clauses);
            let expected: Vec<_> = pins.iter().map(|pin| pin.id.clone()).collect();
            prop_assert_eq!(found, expected, "{}", query.text);

            let tags = counted(&pins, |pin| pin.tags.iter().flat_map(|t| t.ancestry().map(str::to_lowercase)).collect());
            prop_assert_eq!(shown(&view.facets.tags), tags);
            prop_assert_eq!(shown(&view.facets.sites), counted(&pins, |pin| [pin.content.source.site.clone()].into()));
            let authors = counted(&pins, |pin| pin.content.author_keys().into_iter().map(|key| key.0).collect());
            prop_assert_eq!(shown(&view.facets.authors), authors);
        }
        let rail = library.rail();
        let inbox = library.workspace().pins().filter(|pin| pin.tags.is_empty() && pin.placements.is_empty()).count();
        prop_assert_eq!(rail.inbox as usize, inbox);
        prop_assert_eq!(rail, fresh.rail());
    }

    #[test]
    fn chosen_facets_count_as_brute_force_does(
        pins in vec((1u32..30).prop_flat_map(pin), 1..30),
        tags in vec(select(TAGS), 0..3),
        sites in vec(select(SITES), 0..3),
    ) {
        let mut library = Library::open(pins);
        let facets = Chosen {
            tags: tags.iter().map(|path| tag(path)).collect(),
            sites: sites.iter().map(|site| (*site).to_owned()).collect(),
            ..Chosen::default()
        };
        let view = library.list(&ListQuery { facets: facets.clone(), limit: MAX_WINDOW, ..ListQuery::default() });
        let with_tag = |pin: &&Pin| {
            facets.tags.is_empty() || pin.tags.iter().any(|have| facets.tags.iter().any(|tag| have.is_within(tag)))
        };
        let with_site = |pin: &&Pin| facets.sites.is_empty() || facets.sites.contains(&pin.content.source.site);
        let all = || library.workspace().pins();
        prop_assert_eq!(view.total as usize, all().filter(with_tag).filter(with_site).count());
        let expected = counted(&all().filter(with_tag).collect::<Vec<_>>(), |pin| [pin.content.source.site.clone()].into());
        let there: BTreeMap<String, u32> = shown(&view.facets.sites).into_iter().filter(|(_, count)| *count > 0).collect();
        prop_assert_eq!(there, expected);
    }

    #[test]
    fn no_query_and_no_text_is_refused(query in ".{0,80}", text in ".{0,200}", typed in "[a-z:\"\\- 日/]{0,40}") {
        let mut library = Library::open([Make::pin(1).text(&text).stored(), Make::pin(2).text(&typed).stored()]);
        for text in [&query, &typed, &text] {
            let view = library.list(&ListQuery { text: text.clone(), limit: 10, ..ListQuery::default() });
            for card in &view.cards {
                let length = card.text.as_deref().unwrap_or_default().chars().count();
                let mut before = 0;
                for (start, end) in &card.marks {
                    prop_assert!(before <= *start && start < end && *end as usize <= length);
                    before = *end;
                }
            }
        }
    }
}

#[test]
fn many_removals_change_nothing_else() {
    let make = |number: u32| {
        let words: Vec<&str> =
            (0..5).map(|place| WORDS[(number * 7 + place * number) as usize % WORDS.len()]).collect();
        Make::pin(number).text(&words.join(" ")).tags(&[TAGS[number as usize % TAGS.len()]]).stored()
    };
    let mut library = Library::open((1..4_000).map(make));
    let gone = (1..4_000u32).filter(|number| number % 5 != 0);
    library.refresh(gone.map(|number| (RecordKey::pin(&ulid(number)), None)));
    library.refresh((5_000..5_050).map(make).map(|stored| (stored.record.key(), Some(stored))));
    let mut fresh = Library::open((1..4_000).filter(|number| number % 5 == 0).chain(5_000..5_050).map(make));
    for text in ["late", "parcel -mail", "\"parcel late\"", "tag:complaint", "grosse tag:praise", "日本", ""]
    {
        let query = ListQuery { text: text.to_owned(), limit: MAX_WINDOW, ..ListQuery::default() };
        let (found, expected) = (library.list(&query), fresh.list(&query));
        assert_eq!(found.total, expected.total, "{text}");
        assert_eq!(found.facets, expected.facets, "{text}");
        assert_eq!(found.cards, expected.cards, "{text}");
    }
}

#[test]
fn naughty_strings_are_found_as_text_and_taken_as_queries() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/blns/blns.json");
    let Ok(file) = std::fs::read_to_string(file) else {
        println!("SKIPPED: ../shared absent, so no naughty string was searched for");
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&file).unwrap();
    assert!(strings.len() > 400);
    let pins = (1u32..).zip(&strings).map(|(number, text)| Make::pin(number).text(text).title(text).stored());
    let mut library = Library::open(pins);
    for (number, text) in (1u32..).zip(&strings) {
        let view = library.list(&ListQuery { text: text.clone(), limit: 5, ..ListQuery::default() });
        assert!(view.ignored.iter().all(|part| part.chars().count() <= 60), "{text}");
        let quoted: String = text.chars().map(|c| if "\"“”„«»".contains(c) { ' ' } else { c }).collect();
        let words = asked(&quoted).len();
        if words == 0 || words > 60 || text.chars().count() > 900 {
            continue;
        }
        let found = library.list(&ListQuery {
            text: format!("\"{quoted}\""),
            limit: MAX_WINDOW,
            ..ListQuery::default()
        });
        assert!(found.cards.iter().any(|card| card.id == ulid(number)), "{text}");
    }
}

#[test]
fn a_record_of_another_kind_changes_no_result() {
    let mut library = Library::open([Make::pin(1).text("late").stored()]);
    let entry = super::world::entry("x", &[]);
    assert!(matches!(entry.record, Record::Tag(_)));
    library.refresh([(entry.record.key(), Some(entry))]);
    assert_eq!(library.list(&ListQuery { limit: 9, ..ListQuery::default() }).total, 1);
}
