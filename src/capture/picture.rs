//! Which picture an element shows, in the largest form that the page offers. It never asks anybody how large one is.

use super::tree::Tree;

/// Where pages name a picture that they load once it comes into view.
const LATER: [&str; 3] = ["data-src", "data-lazy-src", "data-original"];
/// Where pages name its sizes; those that are loaded later first: what stands beside them is a placeholder.
const SIZES: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];
/// Below this on a side, in pixels, what is drawn stands in for such a picture: dots and blurred previews do.
const STAND_IN: u32 = 48;
/// Most sizes of one picture that are looked at; pages offer a dozen.
const MAX_SIZES: usize = 64;
/// What every browser that runs us decodes.
const DECODED: [&str; 7] =
    ["image/avif", "image/webp", "image/jpeg", "image/jpg", "image/png", "image/apng", "image/gif"];

/// Natural width and height.
type Size = (u32, u32);

/// The address of the picture an element shows: the largest the page names, else what the browser chose, else what is
/// written; and its natural size, where that is known.
pub fn address(tree: &Tree, row: u32) -> Option<(String, Option<Size>)> {
    let shown = shown(tree, row);
    let Some((url, width)) = largest(tree, row) else { return shown };
    let size = shown.and_then(|(_, size)| size).filter(|(wide, high)| *wide > 0 && *high > 0);
    let scaled = |(wide, high): Size| {
        let tall = u64::from(width?) * u64::from(high) / u64::from(wide);
        Some((width?, u32::try_from(tall).ok()?))
    };
    // The browser says how large the one is that it chose; the largest has the same shape.
    Some((url, size.and_then(|size| if width == Some(size.0) { Some(size) } else { scaled(size) })))
}

fn shown(tree: &Tree, row: u32) -> Option<(String, Option<Size>)> {
    let node = tree.node(row)?;
    let written = |names: &[&str]| {
        let values = names.iter().filter_map(|name| tree.attribute(row, name));
        let mut real = values.filter(|value| !value.trim().is_empty() && !is_data(value));
        real.next().map(ToOwned::to_owned)
    };
    let later = written(&LATER);
    if let Some(image) = node.image.as_ref().filter(|image| !image.url.is_empty()) {
        let is_there = image.width.min(image.height) >= STAND_IN && !is_data(&image.url);
        if is_there || later.is_none() {
            return Some((image.url.clone(), Some((image.width, image.height))));
        }
    }
    let written = later.or_else(|| written(&["src", "poster"])).map(|url| (url, None));
    written.or_else(|| behind(tree, row))
}

/// The picture behind an element, as the browser or the element's own `style` says.
pub fn behind(tree: &Tree, row: u32) -> Option<(String, Option<Size>)> {
    let drawn = tree.node(row)?.image.as_ref().filter(|image| !image.url.is_empty() && !is_data(&image.url));
    if let Some(image) = drawn {
        return Some((image.url.clone(), Some((image.width, image.height))));
    }
    background(tree.attribute(row, "style")?).map(|url| (url.to_owned(), None))
}

fn background(style: &str) -> Option<&str> {
    let (_, rest) = style.split_once("background")?;
    let (_, rest) = rest.split(';').next()?.split_once("url(")?;
    let url = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
    (!url.is_empty() && !is_data(url)).then_some(url)
}

/// The largest of the sizes that an `img`, and the `picture` around it, name, with its width where that is said.
fn largest(tree: &Tree, row: u32) -> Option<(String, Option<u32>)> {
    let named =
        |row: u32| SIZES.iter().find_map(|name| tree.attribute(row, name).filter(|all| !is_data(all)));
    let picture = tree.parent(row).filter(|above| tree.name(*above) == "picture");
    let sources = picture.into_iter().flat_map(|above| above + 1..tree.end(above));
    let sources = sources.filter(|source| {
        let decoded = |kind: &str| DECODED.contains(&kind.trim());
        // One for some windows only may be another part of the picture.
        tree.name(*source) == "source"
            && tree.attribute(*source, "media").is_none()
            && tree.attribute(*source, "type").is_none_or(decoded)
    });
    let all = std::iter::once(row).chain(sources).filter_map(named).flat_map(sizes);
    let mut largest: Option<(u64, String, Option<u32>)> = None;
    for one in all {
        if largest.as_ref().is_none_or(|(most, ..)| one.0 > *most) {
            largest = Some(one);
        }
    }
    largest.map(|(_, url, width)| (url, width))
}

/// The candidates of a `srcset`, each with a rank and its width: widths rank above densities, and plain ones, which are
/// what `src` says too, are none. <https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>
fn sizes(all: &str) -> Vec<(u64, String, Option<u32>)> {
    let mut found = Vec::new();
    let mut rest = all;
    for _ in 0..MAX_SIZES {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let Some((url, after)) = rest.split_once(|c: char| c.is_ascii_whitespace()) else { break };
        if url.ends_with(',') {
            rest = after;
            continue;
        }
        let (descriptor, more) = after.split_once(',').unwrap_or((after, ""));
        rest = more;
        if let Some((rank, width)) = rank(descriptor.trim()).filter(|_| !is_data(url)) {
            found.push((rank, url.to_owned(), width));
        }
    }
    found
}

/// `800w` by its width, `1.5x` by hundredths of its density, above one.
fn rank(descriptor: &str) -> Option<(u64, Option<u32>)> {
    if let Some(width) = descriptor.strip_suffix('w') {
        let width: u32 = width.parse().ok()?;
        return Some(((1 << 32) + u64::from(width), Some(width)));
    }
    let (whole, part) =
        descriptor.strip_suffix('x')?.split_once('.').unwrap_or((descriptor.strip_suffix('x')?, "0"));
    let hundredths: String = part.chars().chain("00".chars()).take(2).collect();
    let density = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(hundredths.parse().ok()?)?;
    (density > 100).then_some((u64::from(density), None))
}

fn is_data(url: &str) -> bool {
    url.trim_start().starts_with("data:")
}
