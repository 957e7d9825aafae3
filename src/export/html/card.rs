//! One pin on the board's page: picture, words, where they come from, tags, notes and rights.

use super::marks;
use crate::{
    export::{
        escape::{html::Html, link::Link},
        set::{self, ExportPin},
        words::Words,
    },
    model::{
        annotation::{Annotation, Region, Target},
        media::Media,
        tag::TagColour,
    },
};

/// The level of a pin's title below the heading of a section; where there is none it is one higher.
pub const BELOW_SECTION: i64 = 3;

/// Writes one pin, whose title is a heading of this level.
pub fn card(out: &mut Html, export: &ExportPin<'_>, words: &Words, level: i64) {
    out.markup("<li><article>\n");
    pictures(out, export, words);
    out.markup("<div class=\"body\">\n");
    heading(out, export, level);
    quotes(out, export);
    text(out, export, words);
    byline(out, export, words);
    facts(out, export, words);
    tags(out, export);
    notes(out, export, words);
    rights(out, export, words);
    out.markup("</div>\n</article></li>\n");
}

fn pictures(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let stored: Vec<(&Media, &'static str)> = export.pictures().collect();
    if let Some((first, rest)) = stored.split_first() {
        picture(out, export, *first, words);
        if !rest.is_empty() {
            out.markup("<div class=\"more\">\n");
            for media in rest {
                picture(out, export, *media, words);
            }
            out.markup("</div>\n");
        }
    }
    if stored.is_empty()
        && let Some(media) = export.missing_pictures().next()
    {
        out.markup("<p class=\"missing\">").text(words.picture_missing);
        if let Some(alt) = &media.alt {
            out.markup(": <span dir=\"auto\">").text(alt).markup("</span>");
        }
        out.markup("</p>\n");
    }
}

fn picture(out: &mut Html, export: &ExportPin<'_>, (media, kind): (&Media, &'static str), words: &Words) {
    let described = media.alt.as_deref().or(export.title()).unwrap_or(words.picture);
    out.markup("<figure><div class=\"frame\"><img src=\"data:")
        .markup(kind)
        .markup(";base64,")
        .picture(&media.id);
    out.markup("\" alt=\"").text(described).markup("\"");
    if let (Some(width), Some(height)) = (media.width, media.height)
        && width > 0
        && height > 0
    {
        out.markup(" width=\"").number(width).markup("\" height=\"").number(height).markup("\"");
    }
    out.markup(">");
    regions(out, &export.regions(&media.id), media);
    out.markup("</div>");
    if let Some(rights) = &media.rights {
        out.element("<figcaption>", &set::credit(rights, export), " · ")
            .text(words.rights)
            .markup(": ")
            .text(words.status(rights.status))
            .markup("</figcaption>");
    }
    out.markup("</figure>\n");
}

/// Marked regions as outlines over the picture. Attributes only: the page's policy allows no style but the
/// one style sheet.
fn regions(out: &mut Html, regions: &[Region], media: &Media) {
    if regions.is_empty() {
        return;
    }
    let width = f64::from(media.width.filter(|width| *width > 0).unwrap_or(100));
    let height = f64::from(media.height.filter(|height| *height > 0).unwrap_or(100));
    out.markup("<svg class=\"regions\" aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
        .measure(width)
        .markup(" ")
        .measure(height)
        .markup("\">");
    for region in regions {
        out.markup("<rect x=\"")
            .measure(region.x / 100.0 * width)
            .markup("\" y=\"")
            .measure(region.y / 100.0 * height)
            .markup("\" width=\"")
            .measure(region.width / 100.0 * width)
            .markup("\" height=\"")
            .measure(region.height / 100.0 * height)
            .markup("\"/>");
    }
    out.markup("</svg>");
}

fn heading(out: &mut Html, export: &ExportPin<'_>, level: i64) {
    let price = export.price();
    if export.title().is_none() && price.is_none() {
        return;
    }
    out.markup("<div class=\"head\">");
    if let Some(title) = export.title() {
        out.markup("<h3 dir=\"auto\"");
        if level != BELOW_SECTION {
            out.markup(" aria-level=\"").number(level).markup("\"");
        }
        out.element(">", title, "</h3>");
    }
    if let Some(price) = price {
        out.element("<p class=\"price\">", &price, "</p>");
    }
    out.markup("</div>\n");
}

/// What others said, before what its author did.
fn quotes(out: &mut Html, export: &ExportPin<'_>) {
    for quoted in &export.pin.content.quotes {
        out.markup("<blockquote dir=\"auto\">");
        if let Some(author) = &quoted.author {
            out.markup("<cite>");
            match quoted.url.as_deref().and_then(Link::new) {
                Some(link) => out.link(&link, author),
                None => out.text(author),
            };
            out.markup("</cite>");
        }
        out.element("<p class=\"text\">", &quoted.text, "</p></blockquote>\n");
    }
}

fn text(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let content = &export.pin.content;
    let Some(text) = content.text.as_deref().filter(|text| Some(*text) != export.title()) else { return };
    let marks = marks::found(text, &export.notes);
    let (beginning, rest) = marks::split(text);
    let open = |out: &mut Html| {
        out.markup("<p class=\"text\" dir=\"auto\"");
        if let Some(lang) = &content.lang {
            out.markup(" lang=\"").text(lang).markup("\"");
        }
        out.markup(">");
    };
    open(out);
    marks::write(out, text, 0..beginning.len(), &marks);
    if rest.is_empty() {
        out.markup("</p>\n");
        return;
    }
    out.element("…</p>\n<details><summary>", words.read_on, "</summary>");
    open(out);
    marks::write(out, text, beginning.len()..text.len(), &marks);
    out.markup("</p></details>\n");
}

fn byline(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let content = &export.pin.content;
    out.markup("<p class=\"by\">");
    if let Some(author) = content.author.as_ref().filter(|author| author.label().is_some()) {
        // Name and handle apart, each in its own direction.
        let name = author.label().unwrap_or_default();
        out.markup("<bdi class=\"author\">");
        match author.url.as_deref().and_then(Link::new) {
            Some(link) => out.link(&link, name),
            None => out.text(name),
        };
        out.markup("</bdi>");
        if let Some(handle) = author.handle.as_deref().filter(|handle| *handle != name) {
            out.element(" <bdi>", &format!("@{handle}"), "</bdi>");
        }
        out.markup(" · ");
    } else if let Some(brand) = content.product.as_ref().and_then(|product| product.brand.as_deref()) {
        out.element("<bdi class=\"author\">", brand, "</bdi> · ");
    }
    match export.link() {
        Some(link) => out.link(&link, &content.source.site),
        None => out.text(&content.source.site),
    };
    if let Some(published) = &content.published {
        out.markup(" · <time datetime=\"")
            .text(&published.to_rfc3339())
            .markup("\">")
            .text(&words.published(published))
            .markup("</time>");
    }
    let thread = &content.thread;
    if let Some(position) = thread.position {
        out.markup(" · ");
        let place = format!("{} {}/{}", words.thread, position.place, position.of);
        match thread.root.as_deref().and_then(Link::new) {
            Some(root) => out.link(&root, &place),
            None => out.text(&place),
        };
    }
    out.markup("</p>\n");
}

fn facts(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let content = &export.pin.content;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(content.rating.as_ref().map(|rating| format!("★ {}", set::rating(rating, words))));
    if let Some(product) = &content.product {
        facts.extend(product.rating.as_ref().map(|rating| format!("★ {}", set::rating(rating, words))));
        facts.extend(product.availability.map(|availability| words.availability(availability).to_owned()));
    }
    facts
        .extend(content.engagement.iter().map(|(count, number)| format!("{number} {}", words.count(*count))));
    facts.extend(words.followers(content));
    if !facts.is_empty() {
        out.element("<p class=\"facts\">", &facts.join(" · "), "</p>\n");
    }
}

fn tags(out: &mut Html, export: &ExportPin<'_>) {
    if export.tags.is_empty() {
        return;
    }
    out.markup("<ul class=\"tags\">");
    for (tag, colour) in &export.tags {
        let open = match colour {
            TagColour::Neutral => "<li dir=\"auto\">",
            TagColour::Accent => "<li class=\"accent\" dir=\"auto\">",
            TagColour::Good => "<li class=\"good\" dir=\"auto\">",
            TagColour::Warn => "<li class=\"warn\" dir=\"auto\">",
            TagColour::Bad => "<li class=\"bad\" dir=\"auto\">",
        };
        out.element(open, &tag.as_str().replace('/', " / "), "</li>");
    }
    out.markup("</ul>\n");
}

fn notes(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let said: Vec<&&Annotation> = export.notes.iter().filter(|note| !note.body.trim().is_empty()).collect();
    if said.is_empty() {
        return;
    }
    out.markup("<ul class=\"notes\" aria-label=\"").text(words.notes).markup("\">");
    for note in said {
        out.markup("<li>");
        match &note.target {
            Target::Quote(quote) => {
                out.element("<q dir=\"auto\">", quote.exact.trim(), "</q> ");
            }
            Target::Region { .. } => {
                out.markup("<span class=\"spot\" aria-hidden=\"true\"></span> ");
            }
            Target::Whole => {}
        }
        out.element("<span class=\"note\" dir=\"auto\">", note.body.trim(), "</span></li>");
    }
    out.markup("</ul>\n");
}

fn rights(out: &mut Html, export: &ExportPin<'_>, words: &Words) {
    let rights = &export.pin.rights;
    out.markup("<p class=\"rights\">");
    if rights.credit.is_some() || rights.owner.is_some() {
        out.element("<bdi>", &export.credit(), "</bdi> · ");
    }
    // Most credit lines name the owner already.
    if let (Some(owner), Some(credit)) = (&rights.owner, &rights.credit)
        && !credit.contains(owner.as_str())
    {
        out.text(words.owner).element(": <bdi>", owner, "</bdi> · ");
    }
    out.text(words.rights).markup(": ").text(words.status(rights.status));
    if let Some(evidence) = &rights.evidence {
        out.markup(" · ");
        match Link::new(evidence) {
            Some(link) => out.link(&link, words.evidence),
            None => out.text(words.evidence).element(": <bdi>", evidence, "</bdi>"),
        };
    }
    out.markup("</p>\n");
}
