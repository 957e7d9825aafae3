//! Pictures that office programs show, PNG and JPEG: which of them bytes are, and how large they say they are. It never
//! decodes a picture, and believes no name and no media type.

/// A picture's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureFormat {
    /// How files of it end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

/// What is known of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFacts {
    /// Its format.
    pub format: PictureFormat,
    /// Pixels of a row, at least 1.
    pub width: u32,
    /// Rows of pixels, at least 1.
    pub height: u32,
}

/// More pixels than this on a side are in no picture that a program would show (JPEG has 16 bits for them).
const MAX_SIDE: u32 = 65_535;

impl PictureFacts {
    /// What the bytes say; `None` where they are neither format, or end before they say it.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let facts = png(bytes).or_else(|| jpeg(bytes))?;
        let sane = |side: u32| (1..=MAX_SIDE).contains(&side);
        (sane(facts.width) && sane(facts.height)).then_some(facts)
    }

    /// The largest size with its proportions that a box has room for, in the units of the box; at least 1.
    pub fn within(&self, width: u32, height: u32) -> (u32, u32) {
        let (wide, high) = (u64::from(self.width), u64::from(self.height));
        let scaled = |side: u64, to: u32, by: u64| {
            u32::try_from(side * u64::from(to) / by.max(1)).unwrap_or(to).max(1)
        };
        if wide * u64::from(height) >= high * u64::from(width) {
            (width, scaled(high, width, wide).min(height))
        } else {
            (scaled(wide, height, high).min(width), height)
        }
    }
}

/// The first chunk of every PNG says it.
fn png(bytes: &[u8]) -> Option<PictureFacts> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let ([width, height], _) = rest.get(..8)?.as_chunks::<4>() else { return None };
    let side = |bytes: &[u8; 4]| u32::from_be_bytes(*bytes);
    Some(PictureFacts { format: PictureFormat::Png, width: side(width), height: side(height) })
}

/// The frame's header says it, behind any number of other segments.
fn jpeg(bytes: &[u8]) -> Option<PictureFacts> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        match rest {
            // Bytes that fill up, and markers without a length.
            [0xff, 0xff, ..] => rest = rest.get(1..)?,
            [0xff, 0x01 | 0xd0..=0xd7, ..] => rest = rest.get(2..)?,
            // A frame, whatever its way of coding; the three left out are tables.
            [0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, _, _, _, h1, h2, w1, w2, ..] => {
                let side = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
                return Some(PictureFacts {
                    format: PictureFormat::Jpeg,
                    width: side(w1, w2),
                    height: side(h1, h2),
                });
            }
            // The pixels begin without a frame.
            [0xff, 0xda | 0xd9, ..] => return None,
            [0xff, _, high, low, ..] => {
                rest = rest.get(2 + usize::from(u16::from_be_bytes([*high, *low])).max(2)..)?
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_what_is_no_picture_is_not() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x2c\0\0\0\xc8\x08\x06";
        let facts = PictureFacts { format: PictureFormat::Png, width: 300, height: 200 };
        assert_eq!(PictureFacts::of(png), Some(facts));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x0b\x08\0\x10\0\x20\x01";
        let facts = PictureFacts { format: PictureFormat::Jpeg, width: 32, height: 16 };
        assert_eq!(PictureFacts::of(jpeg), Some(facts));
        for (length, whole) in [(png.len(), &png[..]), (jpeg.len(), &jpeg[..])] {
            for cut in 0..length - 2 {
                assert_eq!(PictureFacts::of(whole.get(..cut).unwrap_or_default()), None, "{cut}");
            }
        }
        let none = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\xc8";
        for bytes in [&none[..], b"GIF89a", b"RIFF\0\0\0\0WEBP", b"<svg/>", b"\xff\xd8\xff\xda\0\x02", b""] {
            assert_eq!(PictureFacts::of(bytes), None);
        }
    }

    #[test]
    fn a_picture_fits_its_box_and_keeps_its_proportions() {
        let facts = |width, height| PictureFacts { format: PictureFormat::Png, width, height };
        assert_eq!(facts(200, 100).within(100, 100), (100, 50));
        assert_eq!(facts(100, 200).within(100, 100), (50, 100));
        assert_eq!(facts(65_535, 1).within(100, 100), (100, 1));
        assert_eq!(facts(1, 65_535).within(6_000_000, 6_000_000), (91, 6_000_000));
        assert_eq!(facts(3, 3).within(900, 600), (600, 600));
    }
}
