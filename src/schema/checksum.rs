//! The checksum of stored bytes: XXH3-64 in hexadecimal. It finds damage, not malice: it is no signature.

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Length of a checksum in characters: 64 bits, 4 a character.
pub const LENGTH: usize = 16;

/// The checksum of `bytes`: 16 hexadecimal digits in lower case.
pub fn of(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// The checksum of many texts in a row, each ended by a line feed so that none can borrow from the next.
pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Xxh3::new();
    for line in lines {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    format!("{:016x}", hash.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_published_function() {
        // The empty input's value in the reference implementation's own tests.
        assert_eq!(of(b""), "2d06800538d394c2");
        assert_eq!(of(b"pin").len(), LENGTH);
    }

    #[test]
    fn lines_keep_their_borders() {
        assert_ne!(of_lines(["ab", "c"]), of_lines(["a", "bc"]));
        assert_eq!(of_lines(["ab", "c"]), of(b"ab\nc\n"));
    }
}
