//! Orders day, month and year where all three are numbers. It never reorders what the shape makes certain.

use super::super::language::recognise;

/// One of the three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// What stands around the numbers.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) text: &'a str,
    /// The mark between the first two numbers.
    pub(super) mark: char,
    /// Whether AM or PM is printed.
    pub(super) has_half: bool,
}

/// Which of the three stands first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Day,
    Month,
    Year,
}

/// Languages that write the year first, also with two digits.
const YEAR_FIRST: &str = "zh ja ko hu lt mn eu";
/// Regions that write the month first; `en` without a region is read as American.
const MONTH_FIRST: &str = "en en-us en-ph en-ca en-pr es-us es-pr fil sw-us haw";

/// The last two-digit year of this century; later ones are of the last.
const PIVOT: u32 = 68;

/// Year, month and day of three numbers, if they can be those.
pub(super) fn arrange(first: Part, second: Part, third: Part, around: Around) -> Option<(i32, u8, u8)> {
    let fits = |year: Part, month: Part, day: Part| {
        let (month, day) = (u8::try_from(month.value).ok()?, u8::try_from(day.value).ok()?);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        valid.then_some((full_year(year)?, month, day))
    };
    if first.digits == 4 {
        return fits(first, second, third).or_else(|| fits(first, third, second));
    }
    let order = order(around);
    if third.digits == 4 || order != Order::Year {
        let day_first = || fits(third, second, first);
        let month_first = || fits(third, first, second);
        return match order {
            Order::Month => month_first().or_else(day_first),
            _ => day_first().or_else(month_first),
        };
    }
    fits(first, second, third)
}

/// A year of four digits, or of two around now.
pub(super) fn full_year(part: Part) -> Option<i32> {
    let year = match part.digits {
        4 => part.value,
        2 if part.value <= PIVOT => part.value + 2000,
        2 => part.value + 1900,
        _ => return None,
    };
    i32::try_from(year).ok().filter(|year| *year >= 1)
}

fn order(around: Around) -> Order {
    let given = around.language.map(|language| language.replace('_', "-").to_ascii_lowercase());
    let language = given.or_else(|| recognise(around.text).map(str::to_owned));
    let listed = |list: &str, name: &str| list.split(' ').any(|known| known == name);
    if let Some(name) = language {
        let base = name.split('-').next().unwrap_or_default();
        if listed(YEAR_FIRST, base) {
            return Order::Year;
        }
        if around.mark != '.' && (listed(MONTH_FIRST, &name) || base == "fil") {
            return Order::Month;
        }
        return Order::Day;
    }
    if around.has_half && around.mark != '.' { Order::Month } else { Order::Day }
}
