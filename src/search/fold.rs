//! Letters as a search compares them: without letter case and without diacritics. It knows letters, not
//! languages: `ä` is `a` in every text, and nothing is stemmed.

use crate::model::letters::lower;

/// Base letters of U+00C0 to U+017F, in both cases; `?` becomes two letters, `.` stays as it is.
const LATIN_1_AND_A: &str = "aaaaaa?ceeeeiiiidnooooo.ouuuuy??\
    aaaaaa?ceeeeiiiidnooooo.ouuuuy?y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo??\
    rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// Base letters of U+0180 to U+024F.
const LATIN_B: &str = ".................ff.............oo.............uu............................\
    aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy\
    ............................";
/// Base letters of U+1E00 to U+1EFF, which Vietnamese is written with.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllll\
    mmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwya...?.\
    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Whether a character only marks the one before it and is left out of a comparison: accents, vowel points of
/// Hebrew and Arabic, variation selectors, invisible joiners, skin tones.
pub fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e01ef}')
}

/// Appends to `out` what `c` is compared as: nothing, one letter or a few.
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if !is_dropped(c) {
        fold_lower(lower(c), out);
    }
}

/// `text` as it is compared.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut out));
    out
}

fn fold_lower(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' | 'ǽ' | 'ǣ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ά' => out.push('α'),
        'έ' => out.push('ε'),
        'ή' => out.push('η'),
        'ί' | 'ϊ' | 'ΐ' => out.push('ι'),
        'ό' => out.push('ο'),
        'ύ' | 'ϋ' | 'ΰ' => out.push('υ'),
        'ώ' => out.push('ω'),
        'ς' => out.push('σ'),
        'ѐ' | 'ё' => out.push('е'),
        'ѝ' | 'й' => out.push('и'),
        'ї' => out.push('і'),
        'ў' => out.push('у'),
        'ѓ' => out.push('г'),
        'ќ' => out.push('к'),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        // Full-width forms of ASCII, as Japanese keyboards write them.
        '\u{ff01}'..='\u{ff5e}' => {
            out.extend(char::from_u32(u32::from(c) - 0xfee0).map(|narrow| narrow.to_ascii_lowercase()));
        }
        _ => out.push(base_letter(c).unwrap_or(c)),
    }
}

fn base_letter(c: char) -> Option<char> {
    let code = u32::from(c);
    let (table, first) = match code {
        0xc0..=0x17f => (LATIN_1_AND_A, 0xc0),
        0x180..=0x24f => (LATIN_B, 0x180),
        0x1e00..=0x1eff => (LATIN_ADDITIONAL, 0x1e00),
        _ => return None,
    };
    let base = table.as_bytes().get(usize::try_from(code - first).ok()?)?;
    base.is_ascii_lowercase().then_some(char::from(*base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_as_long_as_their_ranges() {
        assert_eq!(LATIN_1_AND_A.len(), 0x180 - 0xc0);
        assert_eq!(LATIN_B.len(), 0x250 - 0x180);
        assert_eq!(LATIN_ADDITIONAL.len(), 0x100);
    }

    #[test]
    fn case_and_diacritics_do_not_count() {
        for (written, compared) in [
            ("Größe", "grosse"),
            ("GRÖSSE", "grosse"),
            ("Žluťoučký kůň", "zlutoucky kun"),
            ("Ærøskøbing", "aeroskobing"),
            ("Tiếng Việt", "tieng viet"),
            ("cafe\u{301}", "cafe"),
            ("İSTANBUL ılık", "istanbul ilik"),
            ("Ταχύτητα ΟΔΟΣ οδός", "ταχυτητα οδοσ οδοσ"),
            ("Ёлка йод", "елка иод"),
            ("ＡＢＣ１２", "abc12"),
            ("שָׁלוֹם", "שלום"),
            ("×÷", "×÷"),
        ] {
            assert_eq!(folded(written), compared, "{written}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for code in (0..=0x2_ffff).filter_map(char::from_u32) {
            let once = folded(&code.to_string());
            assert_eq!(folded(&once), once, "U+{:04X}", u32::from(code));
        }
    }
}
