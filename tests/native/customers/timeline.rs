//! What there was in one order, and how far somebody is heard.

use pinfold::{
    customers::{
        reach::reach,
        timeline::{Event, HandOver, MAX_ENTRIES, timeline},
    },
    model::{
        annotation::{Annotation, Motivation, Target},
        case::{Case, CaseStatus},
        delivery::{Delivery, DeliveryState, Note, Receipt},
        engagement::{Count, Engagement},
        id::{AnnotationId, ConnectionId, DeliveryId, PinId},
        observation::{Observation, Sighting},
        pin::Pin,
        template::NoteSyntax,
        time::{Precision, Published},
    },
};

use super::{at, pin, ulid};

fn counts(counts: &[(Count, i64)]) -> Engagement {
    counts.iter().copied().collect()
}

fn seen(when: i64, engagement: &[(Count, i64)], sighting: Sighting) -> Observation {
    Observation {
        at: at(when),
        engagement: counts(engagement),
        followers: None,
        text_hash: None,
        text: None,
        sighting,
    }
}

fn posted(n: usize, when: i64) -> Pin {
    let mut pin = pin(n, "x", "7", "mara", "-", "-");
    let published = Published { instant: at(when), offset_minutes: Some(0), precision: Precision::Minute };
    pin.content.published = Some(published);
    pin
}

fn note(n: usize, pin: &PinId, body: &str, when: i64) -> Annotation {
    Annotation {
        id: AnnotationId::try_from(ulid(700 + n)).unwrap(),
        pin: pin.clone(),
        target: Target::Whole,
        body: body.to_owned(),
        motivation: Motivation::Commenting,
        creator: None,
        created: at(when),
        changed: at(when),
    }
}

pub fn delivery(pin: &PinId, state: DeliveryState) -> Delivery {
    let connection = ConnectionId::try_from(ulid(9)).unwrap();
    let note = Note {
        subject: "s".to_owned(),
        body: "b".to_owned(),
        syntax: NoteSyntax::Plain,
        tags: Vec::new(),
        masked: pinfold::model::redaction::Kinds::default(),
        attachments: Vec::new(),
    };
    let (created, changed) = (at(60), at(70));
    Delivery {
        id: DeliveryId::of(pin, &connection),
        customer: None,
        known_as: None,
        note,
        state,
        settles: None,
        attempts: 1,
        created,
        changed,
    }
}

#[test]
fn everything_stands_in_one_order_the_last_first() {
    let mut one = posted(1, 10);
    one.content.engagement = counts(&[(Count::Likes, 3)]);
    one.observations = vec![
        seen(20, &[(Count::Likes, 3)], Sighting::Unchanged),
        seen(30, &[(Count::Likes, 9), (Count::Views, 5)], Sighting::Unchanged),
        seen(50, &[], Sighting::Gone),
    ];
    one.case = Some(Case { status: CaseStatus::Escalated, opened: Some(at(40)), ..Case::default() });
    let other = pin(2, "x", "7", "mara", "-", "-");
    let notes = [note(1, &one.id, "called", 45), note(2, &one.id, "", 46)];
    let receipt = Receipt { link: Some("https://crm.example/1".to_owned()), ..Receipt::default() };
    let sent = delivery(&one.id, DeliveryState::Sent { at: at(65), receipt });
    let view = timeline(&[&other, &one], &[], &notes.iter().collect::<Vec<_>>(), &[&sent]);
    let told: Vec<(i64, String)> = view
        .entries
        .iter()
        .map(|entry| {
            let event = match &entry.event {
                Event::Posted { published } => format!("posted {}", published.is_some()),
                Event::Answered { .. } => "answered".to_owned(),
                Event::Seen { sighting, counts } => format!("{sighting:?} {counts:?}"),
                Event::Noted { .. } => "noted".to_owned(),
                Event::Case { status } => format!("{status:?}"),
                Event::HandedOver { state, link, .. } => format!("{state:?} {}", link.is_some()),
            };
            (entry.at.milliseconds(), event)
        })
        .collect();
    let expected = [
        (1_000, "posted false"),
        (65, "Sent true"),
        (50, "Gone []"),
        (45, "noted"),
        (40, "Escalated"),
        (30, "Unchanged [(Likes, 3, 9)]"),
        (10, "posted true"),
    ];
    assert_eq!(told, expected.map(|(at, event)| (at, event.to_owned())));
    assert_eq!(view.earlier, 0);
}

#[test]
fn what_is_past_the_limit_is_counted() {
    let pins: Vec<Pin> = (0..MAX_ENTRIES + 7).map(|n| posted(n, n as i64)).collect();
    let view = timeline(&pins.iter().collect::<Vec<_>>(), &[], &[], &[]);
    assert_eq!((view.entries.len(), view.earlier), (MAX_ENTRIES, 7));
    assert_eq!(view.entries[0].at, at(MAX_ENTRIES as i64 + 6));
}

#[test]
fn a_hand_over_says_how_far_it_has_come() {
    let one = posted(1, 10);
    let cases = [
        (DeliveryState::Queued, HandOver::Queued, 60),
        (DeliveryState::Sending { since: at(62) }, HandOver::Sending, 62),
        (DeliveryState::Unknown { since: at(63), retry_at: at(99) }, HandOver::Unknown, 63),
        (DeliveryState::Failed { code: "x".to_owned(), detail: None, retry_at: None }, HandOver::Failed, 70),
        (DeliveryState::Cancelled, HandOver::Cancelled, 70),
    ];
    for (state, expected, when) in cases {
        let view = timeline(&[&one], &[], &[], &[&delivery(&one.id, state)]);
        assert_eq!(view.entries[0].at, at(when), "{expected:?}");
        assert!(matches!(&view.entries[0].event, Event::HandedOver { state, .. } if *state == expected));
    }
}

#[test]
fn reach_is_its_inputs() {
    let with = |n: usize, engagement: &[(Count, i64)]| {
        let mut pin = posted(n, 1);
        pin.content.engagement = counts(engagement);
        pin
    };
    let mut seen_again = with(3, &[(Count::Likes, 1), (Count::Views, 50)]);
    seen_again.observations = vec![seen(2, &[(Count::Likes, 100)], Sighting::Unchanged)];
    let forum = pin(4, "forum", "1", "mara", "-", "-");
    let pins = [with(1, &[(Count::Likes, 4)]), with(2, &[(Count::Likes, 6)]), seen_again, forum];
    let reach = reach(&pins.iter().collect::<Vec<_>>());
    assert_eq!(reach.posts, 4);
    let networks: Vec<_> = reach.networks.iter().map(|one| (one.network.as_str(), one.posts)).collect();
    assert_eq!(networks, [("x", 3), ("forum", 1)]);
    let inputs: Vec<_> =
        reach.inputs.iter().map(|one| (one.count, one.posts, one.median, one.most)).collect();
    assert_eq!(inputs, [(Count::Views, 1, 50, 50), (Count::Likes, 3, 6, 100)]);
}

#[test]
fn followers_are_those_of_the_latest_look_at_each_account() {
    let follows = |mut pin: Pin, created: i64, followers: Option<u64>| {
        pin.created = at(created);
        pin.content.author.as_mut().unwrap().followers = followers;
        pin
    };
    let looked = |when: i64, followers| Observation { followers, ..seen(when, &[], Sighting::Unchanged) };
    // The older pin was looked at last; a look that showed nothing says nothing.
    let mut one = follows(pin(1, "x", "1", "mara", "Mara", "-"), 10, Some(500));
    one.observations = vec![looked(20, Some(650)), looked(40, Some(620)), looked(50, None)];
    let other = follows(pin(2, "x", "2", "mara", "Mara", "-"), 30, Some(900));
    let forum = follows(pin(3, "forum", "1", "mara", "Mara", "-"), 5, Some(7));
    let silent = follows(pin(4, "shop", "1", "mara", "Mara", "-"), 60, None);
    let somebody = follows(pin(5, "x", "3", "acme", "Acme", "-"), 70, Some(0));
    let pins = [&one, &other, &forum, &silent, &somebody];
    let expected = [("x", "mara", 620, 40), ("forum", "mara", 7, 5), ("x", "acme", 0, 70)];
    let all = |pins: &[&Pin]| {
        let accounts = reach(pins).networks.into_iter();
        let known = accounts.filter_map(|one| Some((one.network, one.account, one.followers?, one.seen?)));
        let mut all: Vec<_> = known.collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.2));
        all
    };
    let expected: Vec<_> = expected
        .map(|(network, account, n, when)| (network.to_owned(), account.to_owned(), n, at(when)))
        .into();
    assert_eq!(all(&pins), expected);
    // Whatever the order.
    assert_eq!(all(&[&somebody, &silent, &forum, &other, &one]), expected);
}
