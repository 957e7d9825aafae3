//! How many follow the author of a card, by what the page says of people for machines. A count counts for the account it is
//! of: never for somebody else on that account's page.

use super::{
    super::{
        builder::{Builder, From, Ground},
        link, parse,
        slot::Slot,
        snapshot::Head,
    },
    is_same,
    item::{Item, Value},
    schema,
};
use crate::model::{
    author::Author,
    letters::lowered,
    provenance::{Certainty, Origin},
};

/// What follows somebody, in the words of schema.org. Subscribing says who is paid, and on some networks whom they follow.
const FOLLOWING: &str = "FollowAction";

/// Offers how many follow the author who is known by now, where the head speaks of that account.
pub fn offer(head: &Head, ground: &Ground, builder: &mut Builder) {
    let known = builder.content().author.as_ref();
    let asked = known.is_some_and(|author| author.followers.is_none());
    // Most pages speak of nobody's followers, and their data need not be read for it.
    if !asked || !head.json_ld.iter().any(|block| block.contains(FOLLOWING)) {
        return;
    }
    for item in ground.data(head).items() {
        offer_of(item, ground, (Origin::StructuredData, Certainty::Sure), builder);
    }
}

/// Offers how many follow one that the page speaks of, if that is the author.
pub fn offer_of(item: &Item, ground: &Ground, from: From, builder: &mut Builder) {
    if let Some(count) = counted(item)
        && builder.content().author.as_ref().is_some_and(|author| is_of(item, author, ground))
    {
        builder.offer(Slot::Followers, count, from);
    }
}

/// How many follow an item, as it says.
pub fn counted(item: &Item) -> Option<&str> {
    let mut counters = item.items("interactionStatistic");
    counters.find(|counter| schema::action(counter) == FOLLOWING)?.text(&["userInteractionCount"])
}

/// Whether an item is the author: by address where both have one, else by handle.
fn is_of(item: &Item, author: &Author, ground: &Ground) -> bool {
    let same = |one: &str, other: &str| lowered(one) == lowered(other);
    let mut addresses = item.addresses().filter_map(|own| link::resolve(&ground.base, own)).peekable();
    if let (Some(url), Some(_)) = (&author.url, addresses.peek()) {
        return addresses.any(|own| is_same(&lowered(&own), &lowered(url)));
    }
    let names = ["alternateName", "additionalName", "nickname"].into_iter().flat_map(|name| item.all(name));
    let mut handles = names.filter_map(Value::text).filter_map(parse::handle::read);
    author.handle.as_deref().is_some_and(|handle| handles.any(|own| same(&own, handle)))
}
