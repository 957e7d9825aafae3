//! Runs of digits as people group them: with spaces, dashes, points, strokes and brackets between. It never says what a
//! number means: see `card` and `phone`.

use super::view::View;

/// Most signs between two groups, as in `) - `.
const MAX_BETWEEN: usize = 3;

/// What stands between two groups: up to three signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Between {
    signs: [u8; MAX_BETWEEN],
    count: usize,
}

impl Between {
    fn read(view: &View, from: usize, to: usize) -> Self {
        let mut own = Self::default();
        for (sign, c) in own.signs.iter_mut().zip((from..to).filter_map(|place| view.at(place))) {
            *sign = u8::try_from(c).unwrap_or_default();
            own.count += 1;
        }
        own
    }

    /// The signs.
    pub fn signs(&self) -> &[u8] {
        self.signs.get(..self.count).unwrap_or_default()
    }
}

/// A group of digits within a run.
#[derive(Debug)]
pub struct Group {
    /// Its first digit among those of the run.
    pub first: usize,
    /// How many digits it has.
    pub length: usize,
    /// The place of its first digit.
    pub from: usize,
    /// The place after its last digit.
    pub to: usize,
    /// What stands between it and the group before; nothing for the first.
    pub between: Between,
    /// Whether it is part of a date.
    pub dated: bool,
}

impl Group {
    /// Whether a card may go on with this group.
    pub fn joins_a_card(&self) -> bool {
        self.between.signs().iter().all(|sign| matches!(sign, b' ' | b'-' | b'.' | b'_'))
    }
}

/// A run of groups.
#[derive(Debug)]
pub struct Number {
    /// Its groups, in order; at least one.
    pub groups: Vec<Group>,
    digits: String,
}

impl Number {
    /// The run that begins at a place where a digit stands.
    pub fn read(view: &View, from: usize) -> Self {
        let mut number = Self { groups: Vec::new(), digits: String::new() };
        let (mut at, mut between) = (from, Between::default());
        loop {
            let first = number.digits.len();
            let mut to = at;
            while let Some(digit) = view.at(to).filter(char::is_ascii_digit) {
                number.digits.push(digit);
                to += 1;
            }
            number.groups.push(Group { first, length: to - at, from: at, to, between, dated: false });
            let next =
                view.while_at(to, to + MAX_BETWEEN, |c| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '_'));
            if next == to || !view.is_digit(next) {
                break;
            }
            between = Between::read(view, to, next);
            at = next;
        }
        number.mark_dates();
        number
    }

    /// The place after the run.
    pub fn end(&self) -> usize {
        self.groups.last().map_or(0, |group| group.to)
    }

    /// The digits of groups that follow each other.
    pub fn digits(&self, groups: &[Group]) -> &str {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return "" };
        self.digits.get(first.first..last.first + last.length).unwrap_or_default()
    }

    /// All digits.
    pub fn all_digits(&self) -> &str {
        &self.digits
    }

    /// The places of some of its groups.
    pub fn span(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        Some((self.groups.get(first)?.from, self.groups.get(last)?.to))
    }

    /// Marks `24.12.2026`, `2026-12-24`, `12/24/26` and the like: no number goes through a date.
    fn mark_dates(&mut self) {
        let mut at = 0;
        while at + 2 < self.groups.len() {
            let dated = match self.groups.get(at..at + 3) {
                Some([a, b, c]) => {
                    // Pairs that go on are how France writes a number.
                    let goes_on = self
                        .groups
                        .get(at + 3)
                        .is_some_and(|next| next.between == c.between && next.length == 2);
                    b.between == c.between
                        && !goes_on
                        && matches!(b.between.signs(), b"." | b"-" | b"/" | b". ")
                        && self.is_date([a, b, c])
                }
                _ => false,
            };
            if dated {
                self.groups.iter_mut().skip(at).take(3).for_each(|group| group.dated = true);
                at += 3;
            } else {
                at += 1;
            }
        }
    }

    fn is_date(&self, groups: [&Group; 3]) -> bool {
        let value = |group: &Group, long: usize| {
            let digits = self.digits(std::slice::from_ref(group));
            (group.length <= long).then(|| digits.parse::<u32>().ok()).flatten()
        };
        let year =
            |group: &Group| value(group, 4).filter(|year| (1900..2100).contains(year) || group.length == 2);
        let day_and_month = |one: &Group, other: &Group| {
            let (Some(one), Some(other)) = (value(one, 2), value(other, 2)) else { return false };
            (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12
        };
        let [a, b, c] = groups;
        // Four groups of two digits are how France writes a number: a date of two-digit years has points or strokes.
        let short = c.length == 2 && b.between.signs() == b"-";
        (year(c).is_some() && !short && day_and_month(a, b))
            || (a.length == 4 && year(a).is_some() && day_and_month(b, c))
    }
}
