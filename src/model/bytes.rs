//! Bytes looked through eight at a time, for what goes over whole files: modules are compiled to be small, and then a byte at a time is
//! what they do. It knows nothing of characters: what it is asked for is ASCII, which no other character has within it.

/// A one in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
const HIGHS: u64 = ONES << 7;

/// Where the first of three signs stands; the length where none does.
///
/// # Examples
/// ```
/// use pinfold::model::bytes::until;
/// assert_eq!(until(b"brass lamp, green", *b",;\n"), 10);
/// ```
pub fn until(bytes: &[u8], signs: [u8; 3]) -> usize {
    let (words, rest) = bytes.as_chunks();
    let [one, two, three] = signs.map(|sign| u64::from(sign) * ONES);
    for (place, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let hits = zeros(word ^ one) | zeros(word ^ two) | zeros(word ^ three);
        if hits != 0 {
            return place * 8 + hits.trailing_zeros() as usize / 8;
        }
    }
    let last = rest.iter().position(|byte| signs.contains(byte));
    bytes.len() - rest.len() + last.unwrap_or(rest.len())
}

/// How often a sign stands there.
pub fn count(bytes: &[u8], sign: u8) -> usize {
    let (words, rest) = bytes.as_chunks();
    let all = u64::from(sign) * ONES;
    let ones = words.iter().map(|word| {
        let other = u64::from_le_bytes(*word) ^ all;
        // Without carries from byte to byte, so that each is told for itself.
        let others = ((other & !HIGHS) + !HIGHS) | other;
        (!others & HIGHS).count_ones() as usize
    });
    ones.sum::<usize>() + rest.iter().filter(|byte| **byte == sign).count()
}

/// Whether eight bytes are visible ASCII or spaces.
pub fn are_plain(word: [u8; 8]) -> bool {
    let word = u64::from_le_bytes(word);
    (word | word.wrapping_sub(u64::from(b' ') * ONES) | word.wrapping_add(ONES)) & HIGHS == 0
}

/// Has the highest bit of the first byte that is zero, and none of those before it.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

    use super::*;

    /// Every byte at every place, among bytes that are easily taken for it.
    fn each(mut try_it: impl FnMut(&[u8], u8)) {
        for sign in [0, 1, b'\n', b'"', b',', 0x7f, 0x80, 0xff] {
            for filler in [sign ^ 1, sign ^ 0x80, sign.wrapping_add(1), sign.wrapping_sub(1), b'a'] {
                for length in 0..20 {
                    for place in 0..length {
                        let mut bytes = vec![filler; length];
                        bytes[place] = sign;
                        try_it(&bytes, sign);
                        bytes[length - 1] = sign;
                        bytes[length / 2] = sign;
                        try_it(&bytes, sign);
                    }
                    try_it(&vec![filler; length], sign);
                }
            }
        }
    }

    #[test]
    fn the_first_of_the_signs_is_found_wherever_it_stands() {
        each(|bytes, sign| {
            let first = bytes.iter().position(|byte| *byte == sign).unwrap_or(bytes.len());
            for signs in [[sign; 3], [sign, b'M', b'M'], [b'M', sign, b'M'], [b'M', b'M', sign]] {
                assert_eq!(until(bytes, signs), first, "{bytes:?} {sign}");
            }
        });
    }

    #[test]
    fn all_of_a_sign_are_counted() {
        each(|bytes, sign| {
            assert_eq!(
                count(bytes, sign),
                bytes.iter().filter(|byte| **byte == sign).count(),
                "{bytes:?} {sign}"
            );
        });
    }

    #[test]
    fn plain_is_what_is_visible() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut word = *b" az~09!}";
                word[place] = byte;
                assert_eq!(are_plain(word), matches!(byte, b' '..=b'~'), "{word:?}");
            }
        }
    }
}
