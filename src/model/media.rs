//! A picture or video poster that belongs to a pin, and how far its bytes have come.

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

/// One of a picture's colours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Colour {
    /// Red, green and blue, as in `#c86432`.
    pub rgb: String,
    /// The share of the picture that is about this colour, in percent.
    pub share: u32,
}

/// What a picture looks like, by its pixels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Looks {
    /// The perceptual fingerprint: 64 bits in hexadecimal. Absent where all of it is one colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Its colours, the largest first; at most six.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<Colour>,
}

impl Looks {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// In how many of 64 bits the fingerprints differ; `None` where one has none. The same picture, resized or encoded
    /// anew, differs in up to ten; others in more than twenty.
    pub fn differs(&self, other: &Self) -> Option<u32> {
        let bits = |looks: &Self| u64::from_str_radix(looks.fingerprint.as_deref()?, 16).ok();
        Some((bits(self)? ^ bits(other)?).count_ones())
    }

    /// The fingerprint in four parts, each with its place: of two that differ in up to three bits, one is the same.
    pub fn bands(&self) -> impl Iterator<Item = String> {
        let print = self.fingerprint.as_deref().unwrap_or("");
        (0..4).filter_map(move |place| {
            print.get(place * 4..(place + 1) * 4).map(|band| format!("{place}{band}"))
        })
    }
}
