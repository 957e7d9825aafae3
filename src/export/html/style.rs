//! The page's one style sheet, with the hash by which its own policy allows it and nothing else.

/// The style sheet.
pub const BOARD_CSS: &str = include_str!("board.css");

/// SHA-256 of [`BOARD_CSS`] as a source of a Content Security Policy. A test computes it again.
pub const STYLE_HASH: &str = "sha256-1lot7dtkhafiQuGB+zu/e5W/IFQIDSGWfkLqzEmk7nE=";

/// The sign before the name in the footer.
pub const WORDMARK: &str =
    "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M5 5v3.5a3 3 0 0 0 6 0V5\"/></svg>";
