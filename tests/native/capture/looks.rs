//! What pictures look like: fingerprints of the same picture are near, of others far; colours are the picture's.

use std::{fs, io::Cursor, path::Path};

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use pinfold::{capture::looks, model::media::Looks};
use proptest::prelude::*;

/// Pictures and palettes of two projects, beside ours.
const SHARED: &str = "../shared/suites/images";
/// Up to this many different bits it is the same picture.
const SAME: u32 = 10;
/// Other pictures differ in more than this.
const OTHER: u32 = 20;
/// Our own pictures were drawn in one manner on one ground: they are nearer to each other than photographs are.
const DRAWN: u32 = 14;

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

#[test]
fn a_picture_is_known_again_and_told_from_others() {
    let all = photographs();
    let (mut most, mut least) = (0, 64);
    for (at, (name, picture)) in all.iter().enumerate() {
        let own = of(picture);
        let (wide, high) = (picture.width(), picture.height());
        let smaller = |part: u32| {
            picture.resize_exact((wide / part).max(40), (high / part).max(40), FilterType::Triangle)
        };
        let squeezed = picture.resize_exact(256, 200, FilterType::Lanczos3);
        for (how, other) in [
            ("a half", smaller(2)),
            ("a quarter, nearest", picture.resize_exact(wide / 4, high / 4, FilterType::Nearest)),
            ("an eighth", smaller(8)),
            ("poor", encoded(picture, 30)),
            ("small and poor", encoded(&smaller(3), 50)),
            ("squeezed", squeezed),
            ("brighter", picture.brighten(15)),
        ] {
            let bits = own.differs(&of(&other)).unwrap();
            most = most.max(bits);
            assert!(bits <= SAME, "{name}, {how}: {bits} bits");
        }
        for (other, picture) in all.iter().skip(at + 1) {
            let bits = own.differs(&of(picture)).unwrap();
            least = least.min(bits);
            let drawn = name.contains("sites") && other.contains("sites");
            assert!(bits > if drawn { DRAWN } else { OTHER }, "{name} and {other}: {bits} bits");
        }
    }
    println!("{} pictures: the same differ in up to {most} bits, others in {least} and more", all.len());
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

/// Most colours that another program names, and that it found in a thousand of its pixels, are near one of ours.
#[test]
fn palettes_agree_with_another_programs() {
    let Ok(text) =
        fs::read_to_string(Path::new(SHARED).join("node-vibrant_fixtures_sample_images_palettes.json"))
    else {
        println!("SKIPPED: ../shared absent: no palette was compared");
        return;
    };
    let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (mut near, mut all) = (0, 0);
    for picture in expected.as_array().unwrap() {
        let name = picture["name"].as_str().unwrap();
        let path = Path::new(SHARED).join(format!("node-vibrant_fixtures_sample_images_{name}"));
        let read = image::open(path).unwrap();
        let ours: Vec<[i64; 3]> = of(&read).colours.iter().map(|one| channels(&one.rgb)).collect();
        let shares: u32 = of(&read).colours.iter().map(|one| one.share).sum();
        assert!((1..=6).contains(&ours.len()) && (97..=103).contains(&shares), "{name}: {ours:?} {shares}");
        let theirs = picture["palettes"]["node"].as_object().unwrap().values();
        let counted = theirs.map(|one| (one["rgb"].clone(), one["population"].as_u64().unwrap()));
        for (rgb, population) in counted {
            if population < 1_000 {
                continue;
            }
            let rgb: Vec<i64> = rgb.as_array().unwrap().iter().map(|one| one.as_i64().unwrap()).collect();
            let away = |own: &[i64; 3]| own.iter().zip(&rgb).map(|(a, b)| (a - b).pow(2)).sum::<i64>();
            let nearest = ours.iter().map(away).min().unwrap();
            all += 1;
            near += usize::from(nearest <= 60 * 60);
        }
    }
    assert!(near * 10 >= all * 8, "{near} of {all} colours are near one of ours");
}

fn channels(rgb: &str) -> [i64; 3] {
    [1, 3, 5].map(|at| i64::from_str_radix(rgb.get(at..at + 2).unwrap(), 16).unwrap())
}

proptest! {
    #[test]
    fn any_bytes_are_looked_at_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..5_000), width in 0_usize..80) {
        if let Some(looks) = looks::of(&bytes, width) {
            prop_assert!(looks.colours.len() <= 6);
            prop_assert!(looks.colours.iter().all(|one| one.share <= 100 && one.rgb.len() == 7));
            prop_assert!(looks.fingerprint.is_none_or(|print| print.len() == 16));
        }
    }
}
