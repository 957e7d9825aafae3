//! A workspace of any size, the same on every run: posts of words that are as frequent as words are (Zipf's law),
//! in four languages, with tags, sites, authors, dates and boards. It holds no text of anybody.

use std::collections::BTreeSet;

use pinfold::model::{
    author::Author,
    board::{Board, OrderKey, Placement},
    id::{BoardId, PinId},
    pin::{Content, Pin, PinKind},
    record::Record,
    source::Source,
    stored::Stored,
    tag::{Tag, TagPath},
    time::{Instant, Precision, Published},
};

/// Different words of each language.
const VOCABULARY: usize = 20_000;
/// Boards.
const BOARDS: u64 = 40;

/// Numbers without a pattern that are the same on every run (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as this seed says.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }

    /// One of them.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = self.below(of.len() as u64) as usize;
        &of[place]
    }
}

/// Words of one language, the frequent ones short and first.
struct Language {
    words: Vec<String>,
    /// Sums of 1, 1/2, 1/3, … in millionths, to draw ranks from.
    sums: Vec<u64>,
    joint: &'static str,
}

impl Language {
    fn new(dice: &mut Dice, syllables: &[&str], joint: &'static str) -> Self {
        let mut words = Vec::with_capacity(VOCABULARY);
        let mut seen = BTreeSet::new();
        while words.len() < VOCABULARY {
            let length = 1 + words.len().ilog2_or_zero() / 4 + dice.below(2) as usize;
            let word: String = (0..length).map(|_| *dice.one(syllables)).collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0;
        let sums = (1..=VOCABULARY as u64)
            .map(|rank| {
                sum += 1_000_000 / rank;
                sum
            })
            .collect();
        Self { words, sums, joint }
    }

    fn word(&self, dice: &mut Dice) -> &str {
        let drawn = dice.below(*self.sums.last().unwrap_or(&1));
        let rank = self.sums.partition_point(|sum| *sum <= drawn);
        self.words.get(rank).map_or("", String::as_str)
    }
}

trait Logarithm {
    fn ilog2_or_zero(self) -> usize;
}

impl Logarithm for usize {
    fn ilog2_or_zero(self) -> usize {
        self.checked_ilog2().unwrap_or(0) as usize
    }
}

/// Makes pins.
pub struct Corpus {
    dice: Dice,
    languages: Vec<Language>,
    tags: Vec<TagPath>,
    sites: Vec<String>,
}

impl Corpus {
    /// A maker of pins that are the same on every run.
    pub fn new() -> Self {
        let mut dice = Dice::new(2026);
        let languages = vec![
            Language::new(
                &mut dice,
                &[
                    "ba", "con", "de", "er", "fi", "ing", "la", "ma", "ne", "or", "pre", "qui", "re", "sta",
                    "ti", "u", "ver", "wa", "th", "s", "ly", "ed", "ho", "ge", "o", "ck", "ble", "ful",
                ],
                " ",
            ),
            Language::new(
                &mut dice,
                &[
                    "auf", "be", "sch", "ä", "lich", "keit", "ung", "ver", "ge", "ö", "ß", "haus", "ein",
                    "en", "zu", "ü", "tel", "bahn", "st", "er", "an", "um",
                ],
                " ",
            ),
            Language::new(
                &mut dice,
                &[
                    "по", "на", "ко", "ра", "ли", "ет", "ый", "ов", "не", "ста", "про", "да", "ё", "шь",
                    "ни", "ка", "ю", "тор",
                ],
                " ",
            ),
            Language::new(
                &mut dice,
                &[
                    "日", "本", "語", "猫", "が", "の", "配", "達", "遅", "い", "新", "商", "品", "買", "っ",
                    "た", "好", "き", "店", "員", "大", "変", "安", "靴",
                ],
                "",
            ),
        ];
        let steps = [
            "complaint",
            "praise",
            "question",
            "delivery",
            "size",
            "colour",
            "late",
            "price",
            "return",
            "fit",
        ];
        let mut tags = BTreeSet::new();
        while tags.len() < 300 {
            let depth = 1 + dice.below(3);
            let path: Vec<String> =
                (0..depth).map(|_| format!("{}{}", dice.one(&steps), dice.below(6))).collect();
            tags.extend(TagPath::try_from(path.join("/")));
        }
        let sites = (0..60).map(|site| format!("site{site}.example")).collect();
        Self { dice, languages, tags: tags.into_iter().collect(), sites }
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, limit: u64) -> u64 {
        let first = self.dice.below(limit) + 1;
        self.dice.below(first)
    }

    fn text(&mut self) -> String {
        // Half of the posts are English, and most are short.
        let language = match self.dice.below(10) {
            0..5 => 0,
            5..7 => 1,
            7..9 => 2,
            _ => 3,
        };
        let length =
            4 + self.dice.below(16) + if self.dice.below(10) == 0 { self.dice.below(120) } else { 0 };
        let Some(language) = self.languages.get(language) else { return String::new() };
        let words: Vec<&str> = (0..length).map(|_| language.word(&mut self.dice)).collect();
        words.join(language.joint)
    }

    /// The pin of a number.
    pub fn pin(&mut self, number: u64) -> Pin {
        let created = Instant::from_milliseconds(1_600_000_000_000 + number as i64 * 400_000);
        let published = created.milliseconds() - self.dice.below(40_000_000_000) as i64;
        let handle = format!("user{}", self.skewed(20_000));
        let site = self.skewed(60) as usize;
        let tags = self.dice.below(4);
        let kind = *self.dice.one(&[PinKind::Post, PinKind::Comment, PinKind::Review, PinKind::Image]);
        let tags = (0..tags).map(|_| self.skewed(300) as usize).collect::<Vec<_>>();
        let board = (self.dice.below(5) == 0).then(|| self.skewed(BOARDS));
        let order = OrderKey::try_from(format!("{}V", number % 1_000)).expect("letters and digits");
        let source = Source {
            page_url: format!("https://{}/page/{}", self.sites[site], number / 20),
            url: Some(format!("https://{}/post/{number}", self.sites[site])),
            site: self.sites[site].clone(),
            network: Some(format!("net{}", site / 3)),
            native_id: Some(number.to_string()),
            ..Source::default()
        };
        Pin {
            id: id(number),
            created,
            changed: created,
            content: Content {
                author: Some(Author { handle: Some(handle), ..Author::default() }),
                published: Some(Published {
                    instant: Instant::from_milliseconds(published),
                    offset_minutes: Some(0),
                    precision: Precision::Second,
                }),
                text: Some(self.text()),
                ..Content::new(kind, source)
            },
            tags: tags.into_iter().filter_map(|tag| self.tags.get(tag).cloned()).collect(),
            placements: board
                .map(|board| (id::<BoardId>(1 << 40 | board), Placement { section: None, order }))
                .into_iter()
                .collect(),
            observations: Vec::new(),
            rights: Default::default(),
            customer: None,
            case: None,
            ties: Default::default(),
        }
    }

    /// The boards and the vocabulary.
    pub fn others(&self) -> Vec<Stored> {
        let made = Instant::from_milliseconds(0);
        let boards = (0..BOARDS)
            .map(|board| Record::Board(Board::new(id(1 << 40 | board), format!("Board {board}"), made)));
        let tags = self.tags.iter().map(|path| Record::Tag(Tag::new(path.clone())));
        boards.chain(tags).map(|record| Stored { revision: 1, record }).collect()
    }

    /// `count` pins, from number `from`.
    pub fn pins(&mut self, from: u64, count: u64) -> Vec<Pin> {
        (from..from + count).map(|number| self.pin(number)).collect()
    }
}

/// The id of a number.
pub fn id<T: TryFrom<String>>(number: u64) -> T {
    T::try_from(format!("{number:026}")).ok().expect("digits are base 32")
}

/// The id of the pin of a number.
pub fn pin_id(number: u64) -> PinId {
    id(number)
}
