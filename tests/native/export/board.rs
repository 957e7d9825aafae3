//! The board as a page: what it looks like in markup, and that nothing in it can run or reach out.

use pinfold::export::{html, words::Words};

use super::{exported, text_of};
use pinfold::export::request::ExportFormat;

#[test]
fn the_policy_names_the_style_sheet_by_its_hash() {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(html::BOARD_CSS.as_bytes());
    let hash = format!("sha256-{}", pinfold::schema::base64::encode(&digest));
    assert_eq!(html::STYLE_HASH, hash, "board.css changed: put this hash into src/export/html/style.rs");
}

#[test]
fn the_sample_as_a_page() {
    let (file, pictures) = exported(ExportFormat::Html, "en");
    let page = text_of(&file, |id| format!("[{} bytes of {}]", pictures[id].len(), id.as_str()));
    let (head, body) = page.split_once("<style>").unwrap();
    let body = body.split_once("</style>").unwrap().1;
    insta::assert_snapshot!("board", format!("{head}<style>…</style>{body}"));
}

#[test]
fn an_empty_board_says_so_in_both_languages() {
    for (language, said) in [("en-GB", "Nothing is pinned"), ("de-AT", "noch nichts gepinnt")] {
        assert!(Words::of(language).nothing.contains(said));
    }
}
