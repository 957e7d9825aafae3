//! How far somebody is heard, as far as pages showed it: each input by itself, with how many posts it was seen on. It never
//! adds up unlike things to a score.

use pinfold_kernels::sorting::sort_by;
use serde::{Deserialize, Serialize};

use crate::model::{
    engagement::{Count, Engagement},
    pin::Pin,
    time::Instant,
};

/// What is counted, in the order it is shown. A page's own score comes last: it can be negative, and means something else
/// everywhere.
const COUNTS: [Count; 8] = [
    Count::Views,
    Count::Likes,
    Count::Replies,
    Count::Reposts,
    Count::Quotes,
    Count::Bookmarks,
    Count::Helpful,
    Count::Score,
];

/// One count, over the posts that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ReachInput {
    /// What is counted.
    pub count: Count,
    /// How many posts show it.
    pub posts: u32,
    /// Half of these posts have at most this.
    pub median: i64,
    /// The most that one of them has.
    pub most: i64,
}

/// An account somebody writes under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ReachNetwork {
    /// The short name of its network, or the site.
    pub network: String,
    /// The handle, or else the name; empty where neither is known.
    pub account: String,
    /// How many of the pins are from there.
    pub posts: u32,
    /// How many follow it, as a page last showed it. Never a sum: one reader may follow on several networks.
    pub followers: Option<u64>,
    /// When it did.
    pub seen: Option<Instant>,
}

/// What is known of how far somebody is heard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Reach {
    /// How many posts are pinned.
    pub posts: u32,
    /// Where, most posts first.
    pub networks: Vec<ReachNetwork>,
    /// What was counted on them; a count that no page showed is not here.
    pub inputs: Vec<ReachInput>,
}

/// How far the author of these pins is heard.
pub fn reach(pins: &[&Pin]) -> Reach {
    let mut networks: Vec<ReachNetwork> = Vec::new();
    for pin in pins {
        let source = &pin.content.source;
        let network = source.network.as_deref().unwrap_or(&source.site);
        let author = pin.content.author.as_ref();
        let account =
            author.and_then(|author| author.handle.as_deref().or(author.label())).unwrap_or_default();
        let same = |known: &ReachNetwork| known.network == network && known.account == account;
        let place = networks.iter().position(same).unwrap_or(networks.len());
        if place == networks.len() {
            let (network, account) = (network.to_owned(), account.to_owned());
            networks.push(ReachNetwork { network, account, posts: 0, followers: None, seen: None });
        }
        let Some(known) = networks.get_mut(place) else { continue };
        known.posts += 1;
        let mut look = |at: Instant, followers: Option<u64>| {
            if followers.is_some() && (known.seen, known.followers) < (Some(at), followers) {
                (known.seen, known.followers) = (Some(at), followers);
            }
        };
        look(pin.created, author.and_then(|author| author.followers));
        for seen in &pin.observations {
            look(seen.at, seen.followers);
        }
    }
    sort_by(&mut networks, |a, b| (b.posts, &a.network).cmp(&(a.posts, &b.network)));
    let latest: Vec<Engagement> = pins.iter().map(|pin| latest(pin)).collect();
    let inputs = COUNTS.iter().filter_map(|count| input(*count, &latest)).collect();
    Reach { posts: number(pins.len()), networks, inputs }
}

/// The counts of a pin as they were last seen: a later look may show fewer of them.
fn latest(pin: &Pin) -> Engagement {
    let mut counts = pin.content.engagement.clone();
    for seen in &pin.observations {
        for (count, now) in &seen.engagement {
            counts.insert(*count, *now);
        }
    }
    counts
}

fn input(count: Count, posts: &[Engagement]) -> Option<ReachInput> {
    let mut values: Vec<i64> = posts.iter().filter_map(|post| post.get(&count)).copied().collect();
    sort_by(&mut values, Ord::cmp);
    let median = *values.get(values.len().checked_sub(1)? / 2)?;
    Some(ReachInput { count, posts: number(values.len()), median, most: *values.last()? })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
