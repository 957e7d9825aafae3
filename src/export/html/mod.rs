//! The board as one self-contained page: no script, no request, pictures as data. It escapes nothing itself:
//! see `escape::html`.

mod card;
mod evidence;
mod marks;
mod style;

use super::{
    escape::html::Html,
    file::Part,
    set::{ExportSection, ExportSet},
    words::Words,
};
use crate::model::{sorted_set::SortedSet, time::Instant};

pub use evidence::evidence;
pub use style::{BOARD_CSS, STYLE_HASH};

/// Most sections that are listed at the top; a longer list is no help.
const MAX_LISTED: usize = 30;

/// Writes the page.
pub fn board(set: &ExportSet<'_>, now: Instant, words: &Words) -> Vec<Part> {
    page(set, now, words, |out| {
        for (place, section) in set.sections.iter().enumerate() {
            part(out, place, section, words);
        }
        if set.count() == 0 {
            out.element("<p class=\"nothing\">", words.nothing, "</p>\n");
        }
    })
}

/// Writes a page in the clothes of a board.
pub(super) fn page(
    set: &ExportSet<'_>,
    now: Instant,
    words: &Words,
    fill: impl FnOnce(&mut Html),
) -> Vec<Part> {
    let mut out = Html::default();
    head(&mut out, set, words);
    top(&mut out, set, now, words);
    out.markup("<main>\n");
    fill(&mut out);
    out.markup("</main>\n<footer>").markup(style::WORDMARK).markup("Pinfold</footer>\n</body>\n</html>\n");
    out.into_parts()
}

fn head(out: &mut Html, set: &ExportSet<'_>, words: &Words) {
    out.markup("<!doctype html>\n<html lang=\"")
        .text(words.lang)
        .markup("\">\n<head>\n<meta charset=\"utf-8\">\n")
        // Only our own style sheet, by its hash, and pictures within the file.
        .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
        .markup(STYLE_HASH)
        .markup("'; img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("<title>", &set.title, "</title>\n")
        .markup("<style>")
        .markup(BOARD_CSS)
        .markup("</style>\n</head>\n<body>\n");
}

fn top(out: &mut Html, set: &ExportSet<'_>, now: Instant, words: &Words) {
    out.markup("<header>\n").element("<h1 dir=\"auto\">", &set.title, "</h1>\n");
    if let Some(description) = set.description {
        out.element("<p class=\"about\" dir=\"auto\">", description, "</p>\n");
    }
    let sites: SortedSet<&str> = set.pins().map(|pin| pin.pin.content.source.site.as_str()).collect();
    out.markup("<p class=\"sum\">")
        .text(&words.counted(set.count(), words.pin, words.pins))
        .markup(" · ")
        .text(&words.counted(sites.len(), words.site, words.sites))
        .markup(" · ")
        .text(words.exported)
        .markup(" <time datetime=\"")
        .text(&now.to_rfc3339())
        .markup("\">")
        .text(&words.day(now))
        .markup("</time></p>\n");
    let named = set.sections.iter().enumerate().filter(|(_, section)| section.name.is_some());
    if (2..=MAX_LISTED).contains(&named.clone().count()) {
        out.markup("<nav aria-label=\"").text(words.sections).markup("\"><ul>");
        for (place, section) in named {
            out.markup("<li><a href=\"#s")
                .number(number(place))
                .element("\">", section.name.unwrap_or_default(), " ")
                .markup("<span class=\"count\">")
                .number(number(section.pins.len()))
                .markup("</span></a></li>");
        }
        out.markup("</ul></nav>\n");
    }
    out.markup("</header>\n");
}

fn part(out: &mut Html, place: usize, section: &ExportSection<'_>, words: &Words) {
    out.markup("<section>\n");
    if let Some(name) = section.name {
        out.markup("<h2 id=\"s")
            .number(number(place))
            .markup("\" dir=\"auto\">")
            .text(name)
            .markup(" <span class=\"count\">")
            .number(number(section.pins.len()))
            .markup("</span></h2>\n");
    }
    out.markup("<ol class=\"pins\" role=\"list\">\n");
    let level = if section.name.is_some() { card::BELOW_SECTION } else { card::BELOW_SECTION - 1 };
    for pin in &section.pins {
        card::card(out, pin, words, level);
    }
    out.markup("</ol>\n</section>\n");
}

/// A count for [`Html::number`].
fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
