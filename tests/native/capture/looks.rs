//! What pictures look like: fingerprints of the same picture are near, of others far; colours are the picture's.

use std::{fs, io::Cursor, path::Path};

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use pinfold::{
    capture::looks,
    model::media::{Kinship, Looks},
};
use proptest::prelude::*;

/// Pictures and palettes of two projects, beside ours.
const SHARED: &str = "../shared/suites/images";
/// Pictures that the test makes itself.
const SCENES: u32 = 10;

fn of(picture: &DynamicImage) -> Looks {
    looks::of(&picture.to_rgba8(), picture.width() as usize).unwrap()
}

fn encoded(picture: &DynamicImage, quality: u8) -> DynamicImage {
    let mut bytes = Vec::new();
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    image::load(Cursor::new(bytes), ImageFormat::Jpeg).unwrap()
}

/// Our own pictures and, where they are, those beside the project.
fn photographs() -> Vec<(String, DynamicImage)> {
    let own = [
        "social/lamp.jpg",
        "social/mug.jpg",
        "social/parcel.jpg",
        "social/trail.jpg",
        "reviews/kettle.jpg",
        "shop/chair-800.jpg",
        "shop/headphones-800.jpg",
    ];
    let mut paths: Vec<_> = own.iter().map(|name| Path::new("tests/sites").join(name)).collect();
    match fs::read_dir(SHARED) {
        Ok(shared) => paths.extend(shared.flatten().map(|entry| entry.path())),
        Err(_) => println!("SKIPPED: ../shared absent: only our own pictures are looked at"),
    }
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|end| end == "jpg"));
    paths
        .iter()
        .map(|path| (path.display().to_string(), image::open(path).unwrap().thumbnail(256, 256)))
        .collect()
}

/// A picture as the web edits it, by the name of the edit.
fn edits(picture: &DynamicImage) -> Vec<(String, DynamicImage)> {
    let (wide, high) = (picture.width(), picture.height());
    let resized = |part: u32| picture.resize_exact(wide / part, high / part, FilterType::Triangle);
    let mut all = vec![
        ("a half".to_owned(), resized(2)),
        ("a quarter".to_owned(), encoded(&resized(4), 85)),
        ("small and poor".to_owned(), encoded(&resized(3), 50)),
    ];
    all.extend([40, 60, 80].map(|quality| (format!("quality {quality}"), encoded(picture, quality))));
    all.extend([85, 115].map(|percent| (format!("{percent} % bright"), lit(picture, percent))));
    for (name, colour) in [("white", [255, 255, 255]), ("black", [0, 0, 0]), ("green", [47, 111, 79])] {
        for percent in [2, 5, 10] {
            let framed = framed(picture, colour, wide.min(high) * percent / 100);
            all.push((format!("{name} border of {percent} %"), encoded(&framed, 85)));
        }
    }
    all
}

fn lit(picture: &DynamicImage, percent: u32) -> DynamicImage {
    let mut lit = picture.to_rgb8();
    lit.pixels_mut().flat_map(|pixel| &mut pixel.0).for_each(|channel| {
        *channel = u8::try_from(u32::from(*channel) * percent / 100).unwrap_or(255);
    });
    lit.into()
}

fn framed(picture: &DynamicImage, [red, green, blue]: [u8; 3], border: u32) -> DynamicImage {
    let (wide, high) = (picture.width() + 2 * border, picture.height() + 2 * border);
    let mut framed = RgbaImage::from_pixel(wide, high, Rgba([red, green, blue, 255]));
    image::imageops::overlay(&mut framed, &picture.to_rgba8(), border.into(), border.into());
    framed.into()
}

/// As much of each side, in percent, from the middle.
fn cropped(picture: &DynamicImage, percent: u32) -> DynamicImage {
    let (wide, high) = (picture.width() * percent / 100, picture.height() * percent / 100);
    picture.crop_imm((picture.width() - wide) / 2, (picture.height() - high) / 2, wide, high)
}

/// Soft light on a ground, a few things in it, and some grain: no two numbers give pictures that are alike.
fn scene(number: u32) -> DynamicImage {
    let mut dice = Dice(number.wrapping_mul(2_654_435_769) | 1);
    let mut colour =
        || [dice.roll() % 256, dice.roll() % 256, dice.roll() % 256].map(|channel| channel as u8);
    let ground = colour();
    // The other end of the ground is another colour, so that it is no border.
    let far = ground.map(|channel| channel ^ 128);
    let things: Vec<[u8; 3]> = (0..9).map(|_| colour()).collect();
    let places: Vec<[u32; 4]> = things
        .iter()
        .map(|_| [dice.roll() % 240, dice.roll() % 180, 15 + dice.roll() % 50, 15 + dice.roll() % 50])
        .collect();
    let mut picture = RgbaImage::new(256, 192);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let thing = places.iter().rposition(|[left, top, wide, high]| {
            let (across, down) = (i64::from(x) - i64::from(*left), i64::from(y) - i64::from(*top));
            across * across * i64::from(high * high) + down * down * i64::from(wide * wide)
                < i64::from(wide * wide * high * high)
        });
        let base = thing.map_or_else(
            || std::array::from_fn(|at| mixed(ground[at], far[at], x + y)),
            |thing| things[thing],
        );
        let grain = dice.roll() % 9;
        let [red, green, blue] =
            base.map(|channel| u8::try_from(u32::from(channel) * 9 / 10 + grain).unwrap());
        *pixel = Rgba([red, green, blue, 255]);
    }
    picture.into()
}

fn mixed(one: u8, other: u8, place: u32) -> u8 {
    ((u32::from(one) * (448 - place) + u32::from(other) * place) / 448) as u8
}

/// Numbers that are the same in every run: xorshift, after Marsaglia.
struct Dice(u32);

impl Dice {
    fn roll(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}

/// Counts what is found; `cargo xtask bench photos` does it on photographs.
#[test]
fn a_picture_is_known_again_after_every_edit_and_told_from_all_others() {
    let all: Vec<(String, DynamicImage)> =
        (1..=SCENES).map(|number| (format!("scene {number}"), scene(number))).chain(photographs()).collect();
    let seen: Vec<Looks> = all.iter().map(|(_, picture)| of(picture)).collect();
    let (mut edited, mut missed, mut by_band) = (0, Vec::new(), 0);
    let mut cut = [(90, 0), (80, 0)];
    for ((name, picture), own) in all.iter().zip(&seen) {
        let keys: Vec<String> = own.bands().collect();
        // All that drawn and photographed pictures share with the scenes need not be looked at again.
        let few = if name.starts_with("scene") { usize::MAX } else { 3 };
        for (edit, other) in edits(picture).into_iter().take(few) {
            let other = of(&other);
            edited += 1;
            by_band += usize::from(other.bands().any(|band| keys.contains(&band)));
            if own.kinship(&other) != Some(Kinship::Same) || other.kinship(own) != Some(Kinship::Same) {
                missed.push(format!("{name}, {edit}"));
            }
            for ((another, _), looks) in all.iter().zip(&seen).filter(|((another, _), _)| another != name) {
                assert_eq!(looks.kinship(&other), None, "{another} and {name}, {edit}");
            }
        }
        for (percent, found) in &mut cut {
            let part = of(&cropped(picture, *percent));
            let kinship = part.kinship(own);
            assert!(kinship != Some(Kinship::Whole), "{name}: a part has none of the whole");
            assert_eq!(own.kinship(&part).is_some(), kinship.is_some(), "{name}: from either side");
            *found += usize::from(kinship.is_some());
        }
    }
    println!("{} pictures, {edited} edits, {by_band} by a band, {cut:?}, missed {missed:?}", all.len());
    assert!(missed.len() * 20 <= edited, "{missed:?}");
    assert!(by_band * 100 >= edited * 95, "{by_band} of {edited} have a band in common");
    assert!(cut.iter().all(|(_, found)| found * 10 >= all.len() * 6), "{cut:?} of {}", all.len());
}

#[test]
fn what_was_seen_before_there_were_tints_is_found_where_it_is_sure() {
    let picture = scene(3);
    let old =
        |looks: Looks| Looks { fingerprint: looks.fingerprint, colours: looks.colours, ..Looks::default() };
    let now = of(&picture);
    assert_eq!(old(of(&encoded(&picture, 80))).kinship(&now), Some(Kinship::Same));
    assert_eq!(old(of(&scene(4))).kinship(&now), None);
    let read: Looks = serde_json::from_str(r#"{"fingerprint":"0123456789abcdef"}"#).unwrap();
    assert_eq!(read.bands().collect::<Vec<_>>(), ["00123", "14567", "289ab", "3cdef"]);
}

#[test]
fn one_colour_has_no_fingerprint() {
    for colour in [[0, 0, 0, 255], [255, 255, 255, 255], [200, 30, 30, 255], [9, 9, 9, 0]] {
        let picture = DynamicImage::from(RgbaImage::from_pixel(50, 70, Rgba(colour)));
        assert_eq!(of(&picture).fingerprint, None, "{colour:?}");
    }
}

#[test]
fn colours_and_shares_are_those_of_the_picture() {
    let mut picture = RgbaImage::from_pixel(200, 100, Rgba([240, 240, 238, 255]));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        match (x, y) {
            (..60, _) => *pixel = Rgba([12, 80, 160, 255]),
            (195.., ..60) => *pixel = Rgba([230, 20, 40, 255]),
            (100..120, _) => *pixel = Rgba([0, 0, 0, 0]),
            _ => {}
        }
    }
    let colours: Vec<(String, u32)> =
        of(&picture.into()).colours.into_iter().map(|one| (one.rgb, one.share)).collect();
    // What one sees through has no colour, so the shares are of nine tenths.
    let expected = [("#f0f0ee", 65), ("#0c50a0", 33), ("#e61428", 2)];
    assert_eq!(colours, expected.map(|(rgb, share)| (rgb.to_owned(), share)));
    let nothing = DynamicImage::from(RgbaImage::from_pixel(8, 8, Rgba([1, 2, 3, 0])));
    assert!(of(&nothing).colours.is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_looked_at_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..5_000), width in 0_usize..80) {
        if let Some(looks) = looks::of(&bytes, width) {
            prop_assert!(looks.colours.len() <= 14);
            prop_assert!(looks.colours.iter().all(|one| one.share <= 100 && one.rgb.len() == 7));
            prop_assert!(looks.fingerprint.as_ref().is_none_or(|print| print.len() == 16));
            prop_assert!(looks.core.as_ref().is_none_or(|print| print.len() == 32));
            prop_assert!(looks.parts.len() <= 18 * 32 && looks.parts.len() % 32 == 0);
            prop_assert!(looks.kinship(&looks).is_none_or(|kinship| kinship == Kinship::Same));
        }
    }
}
