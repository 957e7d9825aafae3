//! Names of files in a zip that any system unpacks where it should: no path, nothing reserved, bounded, each once. It never
//! looks at what is in the files.

use crate::model::{letters::lower, sorted_set::SortedSet};

/// Longest name without its ending, in bytes: four of them in a path stay below the 260 characters of Windows, and with an
/// ending and a number below the 255 bytes of a name on Linux.
const MAX_NAME: usize = 120;

/// Names come in no order, and a hundred thousand of them: in so many sets, each of which stays short.
const SETS: usize = 256;

/// The names of one folder and of those below it.
#[derive(Debug)]
pub struct Names {
    /// As a system that knows no case compares them, with their folders; each in the set of its sum.
    used: [SortedSet<String>; SETS],
}

impl Default for Names {
    fn default() -> Self {
        Self { used: std::array::from_fn(|_| SortedSet::default()) }
    }
}

impl Names {
    /// A path of at most two parts, a folder and a file in it, that no other has: a number tells apart what would be the same.
    /// `wanted` may be anything: a slash in it is no path.
    pub fn unique(&mut self, folder: Option<&str>, wanted: &str, ending: &str) -> String {
        let folder = folder.map(|folder| format!("{}/", safe(folder))).unwrap_or_default();
        let name = safe(wanted);
        let mut path = format!("{folder}{name}.{ending}");
        let mut number = 2u32;
        while !self.take(path.chars().map(lower).collect()) {
            path = format!("{folder}{name} {number}.{ending}");
            number = number.saturating_add(1);
        }
        path
    }

    /// Takes a name; `false` where it was taken before.
    fn take(&mut self, name: String) -> bool {
        let sum = name.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
        self.used.get_mut(usize::from(sum)).is_some_and(|used| used.insert(name))
    }
}

/// A name that every system takes: letters of any script stay, what means something in a path or to a shell, and what is
/// invisible or turns the direction of text around, does not.
pub fn safe(wanted: &str) -> String {
    let mut name = String::new();
    for c in wanted.chars() {
        let kept = match c {
            '/' | '\\' | ':' | '|' => '-',
            '<' | '>' | '"' | '?' | '*' | '#' | '^' | '[' | ']' | '%' => ' ',
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                continue;
            }
            c if c.is_control() || c.is_whitespace() => ' ',
            c => c,
        };
        if kept == ' ' && name.ends_with(' ') {
            continue;
        }
        if name.len() + kept.len_utf8() > MAX_NAME {
            break;
        }
        name.push(kept);
    }
    // A point at the beginning hides a file, one at the end is lost on Windows, and two are the folder above.
    let name = name.trim_matches(|c: char| matches!(c, '.' | ' ' | '-' | '~'));
    if name.is_empty() {
        "pin".to_owned()
    } else if is_reserved(name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// Devices of Windows, whatever ends the name: `NUL.txt` is no file there.
fn is_reserved(name: &str) -> bool {
    let stem: String = name.split('.').next().unwrap_or_default().trim_end().chars().map(lower).collect();
    let numbered =
        |stem: &str| stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).map(str::to_owned);
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered(&stem).is_some_and(|number| number.chars().count() == 1 && number.chars().all(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_its_folder_or_is_a_device() {
        for (wanted, name) in [
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x", "C--Windows-x"),
            ("/", "pin"),
            ("..", "pin"),
            ("", "pin"),
            (" a \t b ", "a b"),
            (".git", "git"),
            ("con", "con_"),
            ("NUL.tar.gz", "NUL.tar.gz_"),
            ("COM¹", "COM¹_"),
            ("com10", "com10"),
            ("conference", "conference"),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("Grün & 日本語 🧶", "Grün & 日本語 🧶"),
            ("50% off? #1 [new]", "50 off 1 new"),
        ] {
            assert_eq!(safe(wanted), name, "{wanted:?}");
        }
        assert_eq!(safe(&"ä".repeat(500)).len(), MAX_NAME);
    }

    #[test]
    fn names_that_a_system_would_take_for_one_are_told_apart() {
        let mut names = Names::default();
        let mut name = |folder, wanted| names.unique(folder, wanted, "md");
        assert_eq!(name(None, "Jumper"), "Jumper.md");
        assert_eq!(name(None, "JUMPER"), "JUMPER 2.md");
        assert_eq!(name(None, "jumper 2"), "jumper 2 2.md");
        assert_eq!(name(Some("../Winter"), "Jumper"), "Winter/Jumper.md");
        assert_eq!(name(None, "Winter/Jumper"), "Winter-Jumper.md");
    }
}
