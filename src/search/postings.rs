//! Where one word stands: documents in rising order, with its places in each, as one run of bytes.
//! It knows nothing of the dictionary it stands in, nor of who keeps the bytes.
//!
//! A document is its distance from the one before, the number of places, and each place as its distance from
//! the one before together with its part; all as variable-length integers, 7 bits a byte, low bits first.

/// A part of a document that is searched; a word counts more in some than in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Headline, product name, brand.
    Title,
    /// The text and descriptions of pictures.
    Text,
    /// The author's names.
    Author,
    /// Tags.
    Tags,
    /// What people wrote about it.
    Notes,
    /// The site.
    Site,
}

impl Part {
    /// All, in the order of their codes.
    pub const ALL: [Part; 6] = [Part::Title, Part::Text, Part::Author, Part::Tags, Part::Notes, Part::Site];

    /// How much a word in this part counts beside the same word in the text.
    pub fn weight(self) -> f32 {
        match self {
            Self::Title => 3.0,
            Self::Tags => 2.5,
            Self::Author => 2.0,
            Self::Notes => 1.5,
            Self::Text | Self::Site => 1.0,
        }
    }
}

/// Bits of a spot that name its part.
const PART_BITS: u32 = 3;

/// One place of a word in a document, and the part it is in. Neighbouring words of one part have neighbouring
/// spots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot(u32);

impl Spot {
    /// The spot at `place`, counted over the whole document.
    pub fn new(place: u32, part: Part) -> Self {
        Self((place << PART_BITS) | part as u32)
    }

    /// The part's code, an index into [`Part::ALL`].
    pub fn part_code(self) -> usize {
        (self.0 & ((1 << PART_BITS) - 1)) as usize
    }

    /// The spot with a code.
    pub fn from_code(code: u32) -> Self {
        Self(code)
    }

    /// As a number that rises with the place.
    pub fn code(self) -> u32 {
        self.0
    }

    /// The distance between the codes of neighbours.
    pub const NEXT: u32 = 1 << PART_BITS;
}

/// Where one word stands.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    last: u32,
    documents: u32,
}

impl Postings {
    /// Adds a document above all so far, with its spots in rising order.
    pub fn push(&mut self, document: u32, spots: &[Spot]) {
        write(&mut self.bytes, document.wrapping_sub(self.last));
        write(&mut self.bytes, u32::try_from(spots.len()).unwrap_or(u32::MAX));
        let mut before = 0;
        for spot in spots {
            let part = spot.0 & (Spot::NEXT - 1);
            let place = spot.0 >> PART_BITS;
            write(&mut self.bytes, (place.wrapping_sub(before) << PART_BITS) | part);
            before = place;
        }
        self.last = document;
        self.documents += 1;
    }

    /// How many documents, removed ones included.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Hands on every spot with its document, in rising order.
    pub fn each(&self, mut hand_on: impl FnMut(u32, Spot)) {
        let mut rest = self.bytes.as_slice();
        let mut document = 0u32;
        while let Some(step) = read(&mut rest) {
            document = document.wrapping_add(step);
            let mut place = 0u32;
            for _ in 0..read(&mut rest).unwrap_or(0) {
                let Some(code) = read(&mut rest) else { return };
                place = place.wrapping_add(code >> PART_BITS);
                hand_on(document, Spot((place << PART_BITS) | (code & (Spot::NEXT - 1))));
            }
        }
    }

    /// The same with other numbers for documents, which rise as the old ones do; `None` drops one.
    pub fn renumbered(&self, number: impl Fn(u32) -> Option<u32>) -> Self {
        let mut fresh = Self::default();
        let mut spots: Vec<Spot> = Vec::new();
        let mut current = None;
        self.each(|document, spot| {
            if current != Some(document) {
                fresh.push_known(current.and_then(&number), &spots);
                spots.clear();
                current = Some(document);
            }
            spots.push(spot);
        });
        fresh.push_known(current.and_then(&number), &spots);
        fresh.bytes.shrink_to_fit();
        fresh
    }

    fn push_known(&mut self, document: Option<u32>, spots: &[Spot]) {
        if let Some(document) = document {
            self.push(document, spots);
        }
    }

    /// Gives back memory kept for growing.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
    }
}

fn write(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[inline]
fn read(rest: &mut &[u8]) -> Option<u32> {
    let (&first, mut tail) = rest.split_first()?;
    let mut value = u32::from(first & 0x7f);
    let mut more = first >= 0x80;
    let mut shift = 7;
    while more {
        let (&byte, after) = tail.split_first()?;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        more = byte >= 0x80;
        shift += 7;
        tail = after;
    }
    *rest = tail;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let mut postings = Postings::default();
        let mut written = Vec::new();
        for (document, places) in [(0u32, vec![0u32, 1, 900]), (7, vec![3]), (90_000, vec![0, 199_999])] {
            let spots: Vec<Spot> = places.iter().map(|place| Spot::new(*place, Part::Notes)).collect();
            postings.push(document, &spots);
            written.extend(spots.iter().map(|spot| (document, *spot)));
        }
        let mut read = Vec::new();
        postings.each(|document, spot| read.push((document, spot)));
        assert_eq!(read, written);

        let mut kept = Vec::new();
        postings.renumbered(|document| (document != 7).then_some(document / 2)).each(|d, _| kept.push(d));
        assert_eq!(kept, [0, 0, 0, 45_000, 45_000]);
    }

    #[test]
    fn cut_bytes_end_the_list() {
        let mut postings = Postings::default();
        postings.push(300, &[Spot::new(5_000, Part::Text)]);
        while postings.bytes.pop().is_some() {
            postings.each(|_, _| {});
        }
    }
}
