//! A picture or video poster that belongs to a pin, and how far its bytes have come.

use pinfold_kernels::lab::Lab;
use serde::{Deserialize, Serialize};

use super::{id::MediaId, rights::Rights, time::Instant};

/// Most media one pin carries: twice the largest gallery of any supported site.
pub const MAX_MEDIA: usize = 40;

/// What the medium is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture of the post or product.
    #[default]
    Image,
    /// The still picture that stands for a video.
    Poster,
    /// A picture taken of the screen.
    Screenshot,
}

/// How far the bytes have come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum MediaState {
    /// Named, not yet fetched; it waits in the media queue.
    #[default]
    Pending,
    /// Waits for a person: the image's host needs a permission.
    Blocked {
        /// The host to allow.
        host: String,
    },
    /// The bytes are stored.
    Stored {
        /// The media type of the stored, re-encoded bytes.
        mime: String,
        /// Their length in bytes.
        bytes: u32,
        /// XXH3-64 of the bytes, in hexadecimal.
        digest: String,
    },
    /// Given up.
    Failed {
        /// A stable code the screens turn into words.
        code: String,
        /// How often it was tried.
        attempts: u32,
        /// When it is tried again; `None`: only when asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_at: Option<Instant>,
    },
}

impl MediaState {
    /// Whether the media queue has it: it was not tried yet, or is to be tried again.
    pub fn waits(&self) -> bool {
        matches!(self, Self::Pending | Self::Failed { retry_at: Some(_), .. })
    }
}

/// One medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Media {
    /// Names its bytes.
    pub id: MediaId,
    /// What it is.
    #[serde(default)]
    pub kind: MediaKind,
    /// Where it was found; absent for a screenshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The page's own description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Natural width in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Natural height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// How far its bytes have come.
    #[serde(default)]
    pub state: MediaState,
    /// Its own rights, where they differ from the pin's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Rights>,
    /// What its pixels look like, once they were seen.
    #[serde(default, skip_serializing_if = "Looks::is_unknown")]
    pub looks: Looks,
}

impl Media {
    /// Whether its bytes are there and this version's way of looking has not seen them.
    pub fn is_unseen(&self) -> bool {
        matches!(self.state, MediaState::Stored { .. }) && self.looks.by < EYE
    }
}

/// One of a picture's colours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Colour {
    /// Red, green and blue, as in `#c86432`.
    pub rgb: String,
    /// The share of the picture that is about this colour, in percent.
    pub share: u32,
}

impl Colour {
    /// The colour as eyes see it; `None` where it is none.
    pub fn lab(&self) -> Option<Lab> {
        channels(&self.rgb).map(Lab::of)
    }
}

/// The channels that `#rrggbb` says.
pub fn channels(rgb: &str) -> Option<[u8; 3]> {
    let digits = rgb.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Which way of looking this version has: what was looked at in an older one is looked at anew. The first had no number, no tints
/// and half of the colours.
pub const EYE: u32 = 1;

/// What a picture looks like, by its pixels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Looks {
    /// The perceptual fingerprint: 64 bits in hexadecimal. Absent where all of it is one colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The same of its tints. Absent where there is no fingerprint, and in what was seen before there were tints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<String>,
    /// Both of what is within its even border, one after the other; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<String>,
    /// Both of parts of it, one after the other: what crops of it look like.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub parts: String,
    /// Its colours, the largest first; at most fourteen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<Colour>,
    /// In which way it was looked at, by [`EYE`]; also where nothing was seen.
    #[serde(default, skip_serializing_if = "is_first")]
    pub by: u32,
}

/// Whether it was looked at before ways of looking were counted, or not at all.
fn is_first(by: &u32) -> bool {
    *by == 0
}

impl Looks {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// In which way two pictures are one, resized, encoded anew, framed, or the one cut out of the other; `None` where
    /// they are not.
    pub fn kinship(&self, other: &Self) -> Option<Kinship> {
        Prints::of(self).kinship(&Prints::of(other))
    }

    /// Each fingerprint in four bands, each with its place: of two that differ in up to three bits, one is the same, and of
    /// most that differ in eight.
    pub fn bands(&self) -> impl Iterator<Item = String> {
        let of = |print: &'_ str, place: usize| {
            print.get(place * 4..(place + 1) * 4).map(|band| format!("{place}{band}"))
        };
        let prints = self.fingerprint.iter().chain(&self.core);
        prints.flat_map(move |print| (0..4).filter_map(move |place| of(print, place)))
    }
}

/// Hexadecimal digits of 64 bits.
const DIGITS: usize = 16;
/// Up to this many different bits of 64 two fingerprints are of one picture.
const SAME: u32 = 8;
/// Up to this many different bits of shape and tint together two pictures are one: things of one shape have other tints.
const BOTH: u32 = 12;
/// Up to this many different bits of 64 it is one picture where no tint is known.
const SURE: u32 = 4;

/// In which way two pictures are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// The one is the other, in another size or encoding, or in a border.
    Same,
    /// This one was cut out of the other.
    Part,
    /// The other was cut out of this one.
    Whole,
}

/// Looks in bits, to be compared with many.
#[derive(Debug, Clone)]
pub struct Prints {
    own: Vec<Print>,
    parts: Vec<Print>,
}

/// What one frame of a picture looks like, in bits.
#[derive(Debug, Clone, Copy)]
struct Print {
    shape: u64,
    tint: Option<u64>,
}

impl Prints {
    /// Of all of a picture, of what is within its border, and of its parts.
    pub fn of(looks: &Looks) -> Self {
        let tint = looks.tint.as_deref().and_then(bits_of);
        let whole = looks.fingerprint.as_deref().and_then(bits_of).map(|shape| Print { shape, tint });
        let core = looks.core.as_deref().unwrap_or_default();
        Self {
            own: whole.into_iter().chain(prints_of(core)).collect(),
            parts: prints_of(&looks.parts).collect(),
        }
    }

    /// In which way two pictures are one; `None` where they are not.
    pub fn kinship(&self, other: &Self) -> Option<Kinship> {
        if near(&self.own, &other.own) {
            Some(Kinship::Same)
        } else if near(&self.own, &other.parts) {
            Some(Kinship::Part)
        } else {
            near(&self.parts, &other.own).then_some(Kinship::Whole)
        }
    }
}

impl Print {
    fn is_near(self, other: Self) -> bool {
        let bits = (self.shape ^ other.shape).count_ones();
        match self.tint.zip(other.tint) {
            Some((own, theirs)) => bits <= SAME && bits + (own ^ theirs).count_ones() <= BOTH,
            None => bits <= SURE,
        }
    }
}

fn near(own: &[Print], theirs: &[Print]) -> bool {
    own.iter().any(|one| theirs.iter().any(|other| one.is_near(*other)))
}

/// Prints that stand one after the other.
fn prints_of(text: &str) -> impl Iterator<Item = Print> {
    let at = |place: usize| text.get(place * DIGITS..(place + 1) * DIGITS).and_then(bits_of);
    let prints = (0..text.len() / DIGITS / 2).map(move |place| Some((at(2 * place)?, at(2 * place + 1)?)));
    prints.flatten().map(|(shape, tint)| Print { shape, tint: Some(tint) })
}

fn bits_of(digits: &str) -> Option<u64> {
    u64::from_str_radix(digits, 16).ok()
}
