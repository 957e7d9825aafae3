//! Tags of a vocabulary that look much alike: written otherwise, one and many, a typing mistake, a synonym of another, the
//! same name in two places. It only says so; whether they are one is for a person to decide.

use pinfold_kernels::sorting::{sort_by, sort_by_key, sort_distinct};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::distance;
use crate::{
    model::{
        sorted_map::SortedMap,
        tag::{Tag, TagPath},
    },
    search::fold::folded,
};

/// Most pairs that are named: who has more begins with these, and is shown the others then.
pub const MAX_PAIRS: usize = 500;
/// Shortest name in which a wrong letter is taken for a mistake: `tea` and `ten` are two things.
const MIN_ONE_MISTAKE: usize = 5;
/// Shortest name in which two are.
const MIN_TWO_MISTAKES: usize = 9;
/// Shortest stem of which one and many are told: of shorter ones the ending is half of the word.
const MIN_STEM: usize = 3;
/// Pairs that may be found again and again before the list of them is tidied.
const MIN_UNTIDY: usize = 10_000;
/// What makes many of one, in the languages of the screens and their neighbours.
const ENDINGS: [&str; 7] = ["s", "es", "e", "n", "en", "er", "x"];

/// Why two tags look much alike, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TagLikeness {
    /// The same but for accents, hyphens, spaces or the order of words.
    Spelling,
    /// One and many.
    Plural,
    /// The name of one is a synonym of the other.
    Synonym,
    /// A typing mistake.
    Typo,
    /// The same name in two places.
    SameName,
}

/// Two tags that look much alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct AlikeTags {
    /// One.
    pub one: TagPath,
    /// The other.
    pub other: TagPath,
    /// Why.
    pub because: TagLikeness,
}

/// A tag, prepared for comparing.
struct Known<'a> {
    tag: &'a Tag,
    /// What stands above it, folded.
    above: String,
    /// Its own name, folded.
    name: String,
    /// The words of its name, in the order of the alphabet.
    words: String,
    /// The words as they are for one of a thing.
    stems: String,
}

impl<'a> Known<'a> {
    fn of(tag: &'a Tag) -> Self {
        let path = folded(tag.path.as_str());
        let (above, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let mut words: Vec<&str> =
            name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let together = words.concat();
        sort_by(&mut words, Ord::cmp);
        let stems: Vec<&str> = words.iter().map(|word| stem(word)).collect();
        let ordered = if words.len() > 1 { words.concat() } else { together };
        Self { tag, above: above.to_owned(), stems: stems.concat(), name: name.to_owned(), words: ordered }
    }
}

/// A word without what makes many of one.
fn stem(word: &str) -> &str {
    let rest = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).min_by_key(|rest| rest.len());
    let rest = rest.filter(|rest| rest.chars().count() >= MIN_STEM).unwrap_or(word);
    // `city` and `cities`, `story` and `stories`.
    let shorter = rest.strip_suffix(['i', 'y']).filter(|rest| rest.chars().count() >= MIN_STEM);
    shorter.unwrap_or(rest)
}

/// The pairs of tags that look much alike, the plainest first, at most [`MAX_PAIRS`]. Pairs that a person told apart are
/// not among them, nor one tag and another below it.
pub fn alike<'a>(tags: impl Iterator<Item = &'a Tag>) -> Vec<AlikeTags> {
    let known: Vec<Known> = tags.map(Known::of).collect();
    let mut found = Pairs { known: &known, pairs: Vec::new(), distinct: 0 };
    found.by(TagLikeness::Spelling, |one| Some(format!("{}/{}", one.above, one.words)));
    found.by(TagLikeness::Plural, |one| Some(format!("{}/{}", one.above, one.stems)));
    found.synonyms();
    found.mistakes();
    // A name at the top and the same below something are most often one thing in two places.
    found.same_names();
    found.tidy();
    let mut pairs: Vec<(TagLikeness, (usize, usize))> =
        found.pairs.into_iter().map(|(pair, because)| (because, pair)).collect();
    sort_by(&mut pairs, Ord::cmp);
    let path = |at: usize| known.get(at).map(|known| known.tag.path.clone());
    let named = pairs.into_iter().filter_map(|(because, (one, other))| {
        Some(AlikeTags { one: path(one)?, other: path(other)?, because })
    });
    named.take(MAX_PAIRS).collect()
}

/// Pairs found so far. One that is found for several reasons is there for each, the plainest first, until the list is tidied.
struct Pairs<'a> {
    known: &'a [Known<'a>],
    pairs: Vec<((usize, usize), TagLikeness)>,
    /// How many there were when it was tidied last.
    distinct: usize,
}

impl Pairs<'_> {
    fn add(&mut self, one: usize, other: usize, because: TagLikeness) {
        let (one, other) = (one.min(other), one.max(other));
        let Some((first, second)) = self.known.get(one).zip(self.known.get(other)) else { return };
        let apart = |tag: &Tag, from: &Tag| tag.apart.iter().any(|told| told.key() == from.path.key());
        let told = apart(first.tag, second.tag) || apart(second.tag, first.tag);
        let within = first.tag.path.is_within(&second.tag.path) || second.tag.path.is_within(&first.tag.path);
        if one != other && !told && !within {
            self.pairs.push(((one, other), because));
            if self.pairs.len() > (2 * self.distinct).max(MIN_UNTIDY) {
                self.tidy();
            }
        }
    }

    /// Leaves each pair once, for its plainest reason.
    fn tidy(&mut self) {
        // Of what is equal the last is left.
        self.pairs.reverse();
        sort_distinct(&mut self.pairs, |a, b| a.0.cmp(&b.0));
        self.distinct = self.pairs.len();
    }

    /// Neighbours in the order of a key that are equal in it.
    fn by(&mut self, because: TagLikeness, key: impl Fn(&Known) -> Option<String>) {
        let mut keyed: Vec<(String, usize)> =
            self.known.iter().enumerate().filter_map(|(at, known)| Some((key(known)?, at))).collect();
        sort_by(&mut keyed, Ord::cmp);
        for pair in keyed.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
                && !one.is_empty()
            {
                self.add(*first, *second, because);
            }
        }
    }

    fn synonyms(&mut self) {
        let known = self.known;
        let names: SortedMap<&str, usize> =
            known.iter().enumerate().map(|(at, known)| (known.name.as_str(), at)).collect();
        for (at, one) in known.iter().enumerate() {
            for synonym in &one.tag.synonyms {
                if let Some(other) = names.get(folded(synonym).as_str()) {
                    self.add(at, *other, TagLikeness::Synonym);
                }
            }
        }
    }

    fn same_names(&mut self) {
        let known = self.known;
        let top: SortedMap<&str, usize> = known
            .iter()
            .enumerate()
            .filter(|(_, known)| known.above.is_empty())
            .map(|(at, known)| (known.name.as_str(), at))
            .collect();
        for (at, one) in known.iter().enumerate().filter(|(_, one)| !one.above.is_empty()) {
            if let Some(other) = top.get(one.name.as_str()) {
                self.add(at, *other, TagLikeness::SameName);
            }
        }
    }

    /// Two words that a mistake or two lie between have a word in common that comes of leaving one letter out of each, or
    /// out of one: so nearly all such pairs meet, without every word being compared with every other.
    fn mistakes(&mut self) {
        let known = self.known;
        let letters: Vec<Vec<char>> = known.iter().map(|one| one.words.chars().collect()).collect();
        let mut left_out: Vec<(u64, usize)> = Vec::new();
        for (at, (one, letters)) in known.iter().zip(&letters).enumerate() {
            if letters.len() < MIN_ONE_MISTAKE {
                continue;
            }
            let mut note =
                |word: &str| left_out.push((xxh3_64(format!("{}/{word}", one.above).as_bytes()), at));
            note(&one.words);
            for gone in 0..letters.len() {
                let rest = letters.iter().enumerate().filter(|(place, _)| *place != gone);
                note(&rest.map(|(_, letter)| *letter).collect::<String>());
            }
        }
        sort_by_key(&mut left_out, |entry| *entry);
        for group in left_out.chunk_by(|one, other| one.0 == other.0) {
            for (place, (_, one)) in group.iter().enumerate() {
                for (_, other) in group.iter().skip(place + 1) {
                    if let Some((first, second)) = letters.get(*one).zip(letters.get(*other))
                        && is_mistake(first, second)
                    {
                        self.add(*one, *other, TagLikeness::Typo);
                    }
                }
            }
        }
    }
}

/// Whether one word is the other with a typing mistake. A figure is never one: `spring 2025` and `spring 2026` are two.
fn is_mistake(one: &[char], other: &[char]) -> bool {
    let figures = |word: &[char]| word.iter().filter(|letter| letter.is_numeric()).collect::<String>();
    let most = if one.len().min(other.len()) >= MIN_TWO_MISTAKES { 2 } else { 1 };
    figures(one) == figures(other) && distance::between(one, other, most).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn tag(path: &str) -> Tag {
        Tag::new(TagPath::try_from(path.to_owned()).unwrap())
    }

    fn pairs(tags: &[Tag]) -> Vec<(String, String, TagLikeness)> {
        let found = alike(tags.iter()).into_iter();
        found.map(|pair| (pair.one.into(), pair.other.into(), pair.because)).collect()
    }

    #[test]
    fn what_looks_much_alike_is_named_with_its_reason() {
        use TagLikeness::{Plural, SameName, Spelling, Synonym, Typo};
        for (one, other, because) in [
            ("e-mail", "email", Some(Spelling)),
            ("late delivery", "delivery, late", Some(Spelling)),
            ("größe", "Grosse", Some(Spelling)),
            ("complaint/chair", "complaint/chairs", Some(Plural)),
            ("story", "stories", Some(Plural)),
            ("Beschwerde", "Beschwerden", Some(Plural)),
            ("delivery", "delivrey", Some(Typo)),
            ("complaint/delivery", "complaint/delvery", Some(Typo)),
            ("late", "complaint/late", Some(SameName)),
            ("parcel", "complaint", None),
            ("spring 2025", "spring 2026", None),
            ("quarter-1", "quarter-2", None),
            ("tea", "ten", None),
            ("praise/delivery", "complaint/delivery", None),
            ("complaint", "complaint/late", None),
        ] {
            let expected: Vec<TagLikeness> = because.into_iter().collect();
            let found: Vec<TagLikeness> =
                pairs(&[tag(one), tag(other)]).into_iter().map(|pair| pair.2).collect();
            assert_eq!(found, expected, "{one} {other}");
        }
        let with = Tag { synonyms: ["Beschwerde".to_owned()].into(), ..tag("complaint") };
        assert_eq!(pairs(&[with, tag("beschwerde")]).first().map(|pair| pair.2), Some(Synonym));
    }

    #[test]
    fn what_a_person_told_apart_is_not_named_again() {
        let told = Tag { apart: [tag("Chairs").path].into(), ..tag("chair") };
        assert_eq!(pairs(&[told, tag("chairs")]), []);
    }

    #[test]
    fn what_is_found_again_and_again_is_kept_once_for_its_plainest_reason() {
        let tags = [tag("delivery"), tag("delivrey"), tag("parcel")];
        let known: Vec<Known> = tags.iter().map(Known::of).collect();
        let mut found = Pairs { known: &known, pairs: Vec::new(), distinct: 0 };
        found.add(1, 2, TagLikeness::Plural);
        for _ in 0..=MIN_UNTIDY {
            found.add(0, 1, TagLikeness::Typo);
            found.add(2, 1, TagLikeness::SameName);
            assert!(found.pairs.len() <= MIN_UNTIDY);
        }
        found.tidy();
        assert_eq!(found.pairs, [((0, 1), TagLikeness::Typo), ((1, 2), TagLikeness::Plural)]);
    }

    #[test]
    fn the_plainest_reason_comes_first() {
        let tags: Vec<Tag> = ["delivery", "delivrey", "e-mail", "email"].map(tag).into();
        let reasons: Vec<TagLikeness> = pairs(&tags).into_iter().map(|pair| pair.2).collect();
        assert_eq!(reasons, [TagLikeness::Spelling, TagLikeness::Typo]);
    }
}
