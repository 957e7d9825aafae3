//! Which characters names, tags and links are made of, after the rules of twitter-text. It never looks at more
//! than one character.

use super::super::number::digit;

/// Combining marks (Unicode 14, general category `M`) by range; gaps that hold only letters and marks are
/// closed, since letters are asked for first.
const MARKS: [(u32, u32); 158] = [
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x0711, 0x074A),
    (0x07A6, 0x07B0),
    (0x07EB, 0x07F3),
    (0x07FD, 0x07FD),
    (0x0816, 0x082D),
    (0x0859, 0x085B),
    (0x0898, 0x08E1),
    (0x08E3, 0x0963),
    (0x0981, 0x09E3),
    (0x09FE, 0x0A51),
    (0x0A70, 0x0A75),
    (0x0A81, 0x0AE3),
    (0x0AFA, 0x0B63),
    (0x0B82, 0x0BD7),
    (0x0C00, 0x0C63),
    (0x0C81, 0x0C83),
    (0x0CBC, 0x0CE3),
    (0x0D00, 0x0D4D),
    (0x0D57, 0x0D57),
    (0x0D62, 0x0D63),
    (0x0D81, 0x0D83),
    (0x0DCA, 0x0DDF),
    (0x0DF2, 0x0DF3),
    (0x0E31, 0x0E3A),
    (0x0E47, 0x0E4E),
    (0x0EB1, 0x0ECD),
    (0x0F18, 0x0F19),
    (0x0F35, 0x0F35),
    (0x0F37, 0x0F37),
    (0x0F39, 0x0F39),
    (0x0F3E, 0x0F84),
    (0x0F86, 0x0FBC),
    (0x0FC6, 0x0FC6),
    (0x102B, 0x103E),
    (0x1056, 0x108F),
    (0x109A, 0x109D),
    (0x135D, 0x135F),
    (0x1712, 0x1734),
    (0x1752, 0x1773),
    (0x17B4, 0x17D3),
    (0x17DD, 0x17DD),
    (0x180B, 0x180D),
    (0x180F, 0x180F),
    (0x1885, 0x18A9),
    (0x1920, 0x193B),
    (0x1A17, 0x1A1B),
    (0x1A55, 0x1A7F),
    (0x1AB0, 0x1B44),
    (0x1B6B, 0x1B73),
    (0x1B80, 0x1BAD),
    (0x1BE6, 0x1BF3),
    (0x1C24, 0x1C37),
    (0x1CD0, 0x1CD2),
    (0x1CD4, 0x1CF9),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0x2CEF, 0x2CF1),
    (0x2D7F, 0x2D7F),
    (0x2DE0, 0x2DFF),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xA66F, 0xA672),
    (0xA674, 0xA67D),
    (0xA69E, 0xA69F),
    (0xA6F0, 0xA6F1),
    (0xA802, 0xA827),
    (0xA82C, 0xA82C),
    (0xA880, 0xA8C5),
    (0xA8E0, 0xA8F1),
    (0xA8FF, 0xA8FF),
    (0xA926, 0xA92D),
    (0xA947, 0xA953),
    (0xA980, 0xA9C0),
    (0xA9E5, 0xA9E5),
    (0xAA29, 0xAA4D),
    (0xAA7B, 0xAAC1),
    (0xAAEB, 0xAAEF),
    (0xAAF5, 0xAAF6),
    (0xABE3, 0xABEA),
    (0xABEC, 0xABED),
    (0xFB1E, 0xFB1E),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0x101FD, 0x101FD),
    (0x102E0, 0x102E0),
    (0x10376, 0x1037A),
    (0x10A01, 0x10A3F),
    (0x10AE5, 0x10AE6),
    (0x10D24, 0x10D27),
    (0x10EAB, 0x10EAC),
    (0x10F46, 0x10F50),
    (0x10F82, 0x10F85),
    (0x11000, 0x11046),
    (0x11070, 0x110BA),
    (0x110C2, 0x110C2),
    (0x11100, 0x11134),
    (0x11145, 0x11173),
    (0x11180, 0x111C0),
    (0x111C9, 0x111CC),
    (0x111CE, 0x111CF),
    (0x1122C, 0x11237),
    (0x1123E, 0x1123E),
    (0x112DF, 0x112EA),
    (0x11300, 0x11374),
    (0x11435, 0x11446),
    (0x1145E, 0x1145E),
    (0x114B0, 0x114C3),
    (0x115AF, 0x115C0),
    (0x115DC, 0x115DD),
    (0x11630, 0x11640),
    (0x116AB, 0x116B7),
    (0x1171D, 0x1172B),
    (0x1182C, 0x1183A),
    (0x11930, 0x11943),
    (0x119D1, 0x119E0),
    (0x119E4, 0x11A3E),
    (0x11A47, 0x11A99),
    (0x11C2F, 0x11C3F),
    (0x11C92, 0x11CB6),
    (0x11D31, 0x11D47),
    (0x11D8A, 0x11D97),
    (0x11EF3, 0x11EF6),
    (0x16AF0, 0x16AF4),
    (0x16B30, 0x16B36),
    (0x16F4F, 0x16F92),
    (0x16FE4, 0x16FF1),
    (0x1BC9D, 0x1BC9E),
    (0x1CF00, 0x1CF46),
    (0x1D165, 0x1D169),
    (0x1D16D, 0x1D172),
    (0x1D17B, 0x1D182),
    (0x1D185, 0x1D18B),
    (0x1D1AA, 0x1D1AD),
    (0x1D242, 0x1D244),
    (0x1DA00, 0x1DA36),
    (0x1DA3B, 0x1DA6C),
    (0x1DA75, 0x1DA75),
    (0x1DA84, 0x1DA84),
    (0x1DA9B, 0x1DAAF),
    (0x1E000, 0x1E02A),
    (0x1E130, 0x1E136),
    (0x1E2AE, 0x1E2EF),
    (0x1E8D0, 0x1E8D6),
    (0x1E944, 0x1E94A),
    (0xE0100, 0xE01EF),
];

/// Signs that join the parts of a word in a tag, though they are neither letter nor digit.
const JOINERS: [char; 17] = [
    '_', '\u{200C}', '\u{200D}', '\u{A67E}', '\u{5BE}', '\u{5F3}', '\u{5F4}', '\u{FF5E}', '\u{301C}',
    '\u{309B}', '\u{309C}', '\u{30A0}', '\u{30FB}', '\u{3003}', '\u{F0B}', '\u{F0C}', '\u{B7}',
];

/// A letter or a mark on one: what a tag must have at least one of.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

/// A character of a tag.
pub(super) fn is_tag(c: char) -> bool {
    is_letter(c) || digit(c).is_some() || JOINERS.contains(&c)
}

fn is_mark(c: char) -> bool {
    let code = u32::from(c);
    let after = MARKS.partition_point(|(first, _)| *first <= code);
    after.checked_sub(1).and_then(|at| MARKS.get(at)).is_some_and(|(_, last)| code <= *last)
}

/// The sign of a tag, in both widths.
pub(super) fn is_hash(c: char) -> bool {
    matches!(c, '#' | '＃')
}

/// The sign of a mention, in both widths.
pub(super) fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠')
}

/// A character of a handle.
pub(super) fn is_handle(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// ASCII punctuation that ends a word.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, '!'..='/' | ':'..='@' | '['..='_' | '{'..='~') && c != '"'
}

/// Spaces of every width.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{180E}'
}

/// Marks that turn the direction of writing; a link may stand right after one.
pub(super) fn is_directional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

/// Characters that no text should have.
pub(super) fn is_invalid(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

/// Latin letters with accents, which count as letters beside handles and in paths.
pub(super) fn is_accented(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}'
        | '\u{259}' | '\u{25B}' | '\u{263}' | '\u{268}' | '\u{26F}' | '\u{272}' | '\u{289}' | '\u{28B}' | '\u{2BB}'
        | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
}

/// A character of a domain's label, apart from the dash and the underscore.
pub(super) fn is_label(c: char) -> bool {
    !is_punctuation(c) && !is_space(c) && !is_invalid(c) && !is_directional(c)
}

/// A character of a path.
pub(super) fn is_path(c: char) -> bool {
    is_path_end(c)
        || matches!(
            c,
            '!' | '*'
                | '\''
                | ';'
                | ':'
                | ','
                | '.'
                | '$'
                | '%'
                | '['
                | ']'
                | '\u{2013}'
                | '~'
                | '@'
                | '|'
                | '&'
        )
}

/// A character that a path may end with: `text.` and `path,` end before the mark.
pub(super) fn is_path_end(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '+' | '-' | '=' | '_' | '#' | '/' | '\u{400}'..='\u{4FF}')
        || is_accented(c)
}

/// A character of a query.
pub(super) fn is_query(c: char) -> bool {
    is_query_end(c)
        || matches!(
            c,
            '!' | '?'
                | '*'
                | '\''
                | '@'
                | '('
                | ')'
                | ';'
                | ':'
                | '+'
                | '$'
                | '%'
                | '['
                | ']'
                | '.'
                | ','
                | '~'
                | '|'
        )
}

/// A character that a query may end with.
pub(super) fn is_query_end(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '&' | '=' | '#' | '/')
}
