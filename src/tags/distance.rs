//! How many typing mistakes lie between two words. It knows nothing of what they mean.

/// The least number of letters left out, added, wrong, or swapped with a neighbour that turns one word into the other;
/// `None` where it is more than `most`.
pub fn between(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    to_beginnings(one, other, most)?.last().copied().filter(|least| *least <= most)
}

/// The least number that turns one word into any beginning of the other; `None` where it is more than `most`.
pub fn to_beginning(one: &[char], other: &[char], most: usize) -> Option<usize> {
    to_beginnings(one, other, most)?.into_iter().min().filter(|least| *least <= most)
}

/// The least mistakes that turn one word into each beginning of the other, the empty one first; `None` where all are more
/// than `most`.
fn to_beginnings(one: &[char], other: &[char], most: usize) -> Option<Vec<usize>> {
    // Row by row: the same for the first letters of the one word.
    let mut two_back: Vec<usize> = Vec::new();
    let mut back: Vec<usize> = (0..=other.len()).collect();
    let mut before: Option<char> = None;
    for (row, letter) in one.iter().enumerate() {
        let mut current = Vec::with_capacity(other.len() + 1);
        current.push(row + 1);
        let mut least_of_row = row + 1;
        let mut left: Option<char> = None;
        for (column, facing) in other.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let wrong = at(&back, column) + usize::from(letter != facing);
            let mut least = wrong.min(at(&back, column + 1) + 1).min(at(&current, column) + 1);
            if before == Some(*facing) && left == Some(*letter) && column > 0 {
                least = least.min(at(&two_back, column - 1) + 1);
            }
            current.push(least);
            least_of_row = least_of_row.min(least);
            left = Some(*facing);
        }
        if least_of_row > most {
            return None;
        }
        two_back = std::mem::replace(&mut back, current);
        before = Some(*letter);
    }
    Some(back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_counted() {
        for (one, other, mistakes) in [
            ("delivery", "delivery", Some(0)),
            ("delivery", "delivry", Some(1)),
            ("delivery", "dleivery", Some(1)),
            ("delivery", "dlivrey", Some(2)),
            ("delivery", "dlvrey", None),
            ("late", "plate", Some(1)),
            ("", "ab", Some(2)),
            ("", "abc", None),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<char>>();
            assert_eq!(between(&letters(one), &letters(other), 2), mistakes, "{one} {other}");
            assert_eq!(between(&letters(other), &letters(one), 2), mistakes, "{other} {one}");
        }
    }
}
