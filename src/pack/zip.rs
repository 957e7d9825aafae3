//! A zip in the making, after PKWARE's APPNOTE 6.3: files whose bytes are there at once, and one at a time that grows. What is
//! packed can be taken away at any moment, so that memory holds no more than the list of what is in it. It never reads a zip.
//!
//! More than 65,535 files, or more than 4 GB of them, are written as zip64; one file beyond 4 GB is refused.

use super::{PackError, crc::Crc, deflate::Deflate};
use crate::model::time::Instant;

/// How a file's bytes lie in the zip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As they are: pictures are as small as they get.
    Stored,
    /// Made smaller.
    Deflated,
}

impl Method {
    fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }
}

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Sizes follow the file, since they are not known before it.
const SIZES_FOLLOW: u16 = 1 << 3;
/// What a reader must know: deflate, or zip64.
const NEEDS: u16 = 20;
const NEEDS_64: u16 = 45;
/// Made by a program of our version 2.0 on a system whose rights are Unix's: a plain file anybody may read.
const MADE_BY: u16 = 0x0314;
const PLAIN_FILE: u32 = 0o100_644 << 16;
/// The first day that a zip can say.
const FIRST_YEAR: i32 = 1980;
const LAST_YEAR: i32 = 2107;

/// What the list says of one file.
#[derive(Debug, Clone, Copy)]
struct Facts {
    flags: u16,
    method: Method,
    crc: u32,
    packed: u32,
    size: u32,
    at: u64,
}

/// The file that grows.
#[derive(Debug)]
struct Growing {
    name: String,
    crc: u32,
    packed: u64,
    size: u64,
    at: u64,
}

/// A zip in the making.
pub struct Zip {
    /// What was not taken away yet.
    out: Vec<u8>,
    /// How many bytes were.
    taken: u64,
    /// The list at its end, as it will be written.
    list: Vec<u8>,
    files: u64,
    /// The day and the time of all files.
    stamp: (u16, u16),
    growing: Option<Growing>,
    deflate: Deflate,
    crc: Box<Crc>,
}

impl Zip {
    /// An empty one, all whose files are of this moment.
    pub fn new(at: Instant) -> Self {
        Self {
            out: Vec::new(),
            taken: 0,
            list: Vec::new(),
            files: 0,
            stamp: stamp(at),
            growing: None,
            deflate: Deflate::new(),
            crc: Crc::new(),
        }
    }

    /// Adds a file. Its name is the caller's to choose well: [`super::name`] does, for names that are not ours.
    ///
    /// # Errors
    /// [`PackError::FileTooLarge`], and [`PackError::OutOfOrder`] while another file grows.
    pub fn file(&mut self, name: &str, bytes: &[u8], method: Method) -> Result<(), PackError> {
        if self.growing.is_some() {
            return Err(PackError::OutOfOrder);
        }
        let size = u32::try_from(bytes.len()).map_err(|_| PackError::FileTooLarge)?;
        let crc = self.crc.update(0, bytes);
        let head = self.out.len();
        let mut facts = Facts { flags: UTF8, method, crc, packed: size, size, at: self.length() };
        self.out.extend_from_slice(&header(name, facts, self.stamp));
        let begin = self.out.len();
        if method == Method::Deflated {
            self.deflate.add(bytes, &mut self.out);
            self.deflate.end(&mut self.out);
            let packed = self.out.len().saturating_sub(begin);
            if packed < bytes.len() {
                facts.packed = u32::try_from(packed).map_err(|_| PackError::FileTooLarge)?;
            } else {
                // What only grows is stored as it is.
                facts.method = Method::Stored;
                self.out.truncate(begin);
            }
            // Written once more, now that it is known.
            let header = header(name, facts, self.stamp);
            for (place, byte) in self.out.iter_mut().skip(head).zip(header) {
                *place = byte;
            }
        }
        if facts.method == Method::Stored {
            self.out.extend_from_slice(bytes);
        }
        self.listed(name, facts);
        Ok(())
    }

    /// Begins a file that grows, until [`Zip::end`].
    ///
    /// # Errors
    /// [`PackError::OutOfOrder`] while another one grows.
    pub fn begin(&mut self, name: &str) -> Result<(), PackError> {
        if self.growing.is_some() {
            return Err(PackError::OutOfOrder);
        }
        let at = self.length();
        let flags = UTF8 | SIZES_FOLLOW;
        let facts = Facts { flags, method: Method::Deflated, crc: 0, packed: 0, size: 0, at };
        self.out.extend_from_slice(&header(name, facts, self.stamp));
        self.growing = Some(Growing { name: name.to_owned(), crc: 0, packed: 0, size: 0, at });
        Ok(())
    }

    /// More of the file that grows.
    ///
    /// # Errors
    /// [`PackError::OutOfOrder`] where none does.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), PackError> {
        let growing = self.growing.as_mut().ok_or(PackError::OutOfOrder)?;
        growing.crc = self.crc.update(growing.crc, bytes);
        growing.size = growing.size.saturating_add(bytes.len() as u64);
        let before = self.out.len();
        self.deflate.add(bytes, &mut self.out);
        growing.packed = growing.packed.saturating_add(self.out.len().saturating_sub(before) as u64);
        Ok(())
    }

    /// The end of the file that grew.
    ///
    /// # Errors
    /// [`PackError::OutOfOrder`] where none did, [`PackError::FileTooLarge`].
    pub fn end(&mut self) -> Result<(), PackError> {
        let Growing { name, crc, packed, size, at } = self.growing.take().ok_or(PackError::OutOfOrder)?;
        let before = self.out.len();
        self.deflate.end(&mut self.out);
        let packed = packed.saturating_add(self.out.len().saturating_sub(before) as u64);
        let (Ok(packed), Ok(size)) = (u32::try_from(packed), u32::try_from(size)) else {
            return Err(PackError::FileTooLarge);
        };
        for value in [0x0807_4b50, crc, packed, size] {
            self.out.extend_from_slice(&value.to_le_bytes());
        }
        let flags = UTF8 | SIZES_FOLLOW;
        self.listed(&name, Facts { flags, method: Method::Deflated, crc, packed, size, at });
        Ok(())
    }

    /// Writes the list of all files, after which nothing more is to come.
    ///
    /// # Errors
    /// [`PackError::OutOfOrder`] while a file grows.
    pub fn finish(&mut self) -> Result<(), PackError> {
        if self.growing.is_some() {
            return Err(PackError::OutOfOrder);
        }
        let at = self.length();
        let mut list = std::mem::take(&mut self.list);
        self.out.append(&mut list);
        let length = self.length().saturating_sub(at);
        let (files, of_32) =
            (u16::try_from(self.files), |value: u64| u32::try_from(value).unwrap_or(u32::MAX));
        if files.is_err() || at >= u64::from(u32::MAX) || length >= u64::from(u32::MAX) {
            self.end_64(at, length);
        }
        let files = files.unwrap_or(u16::MAX);
        let mut end = Little::default();
        end.four(0x0605_4b50).two(0).two(0).two(files).two(files).four(of_32(length)).four(of_32(at)).two(0);
        self.out.append(&mut end.0);
        Ok(())
    }

    /// What was packed since it was last asked for.
    pub fn take(&mut self) -> Vec<u8> {
        self.taken = self.length();
        std::mem::take(&mut self.out)
    }

    /// How many bytes wait to be taken.
    pub fn waiting(&self) -> usize {
        self.out.len()
    }

    fn length(&self) -> u64 {
        self.taken.saturating_add(self.out.len() as u64)
    }

    fn end_64(&mut self, at: u64, length: u64) {
        let end_at = self.length();
        let mut end = Little::default();
        end.four(0x0606_4b50).eight(44).two(NEEDS_64).two(NEEDS_64).four(0).four(0);
        end.eight(self.files).eight(self.files).eight(length).eight(at);
        // And where to find this.
        end.four(0x0706_4b50).four(0).eight(end_at).four(1);
        self.out.append(&mut end.0);
    }

    fn listed(&mut self, name: &str, facts: Facts) {
        let far = facts.at >= u64::from(u32::MAX);
        let mut entry = Little(std::mem::take(&mut self.list));
        entry.four(0x0201_4b50).two(MADE_BY).two(if far { NEEDS_64 } else { NEEDS });
        entry.facts(facts, self.stamp, name).two(if far { 12 } else { 0 });
        entry.two(0).two(0).two(0).four(PLAIN_FILE);
        entry.four(u32::try_from(facts.at).unwrap_or(u32::MAX));
        entry.0.extend_from_slice(bounded(name).as_bytes());
        if far {
            entry.two(1).two(8).eight(facts.at);
        }
        self.list = entry.0;
        self.files = self.files.saturating_add(1);
    }
}

/// What stands before a file.
fn header(name: &str, facts: Facts, stamp: (u16, u16)) -> Vec<u8> {
    let mut header = Little::default();
    header.four(0x0403_4b50).two(NEEDS).facts(facts, stamp, name).two(0);
    header.0.extend_from_slice(bounded(name).as_bytes());
    header.0
}

/// A name as long as a zip can say, which is much longer than any system takes.
fn bounded(name: &str) -> &str {
    name.get(..name.floor_char_boundary(usize::from(u16::MAX))).unwrap_or_default()
}

/// Time and date as MS-DOS wrote them, in steps of two seconds.
fn stamp(at: Instant) -> (u16, u16) {
    let at = at.utc();
    let year = at.year().clamp(FIRST_YEAR, LAST_YEAR).saturating_sub(FIRST_YEAR);
    let date = (u16::try_from(year).unwrap_or(0) << 9)
        | (u16::from(u8::from(at.month())) << 5)
        | u16::from(at.day());
    let time = (u16::from(at.hour()) << 11) | (u16::from(at.minute()) << 5) | u16::from(at.second() / 2);
    (time, date)
}

/// Numbers with the lowest byte first.
#[derive(Default)]
struct Little(Vec<u8>);

impl Little {
    fn two(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn four(&mut self, value: u32) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn eight(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// What header and list say alike.
    fn facts(&mut self, facts: Facts, (time, date): (u16, u16), name: &str) -> &mut Self {
        self.two(facts.flags).two(facts.method.number()).two(time).two(date);
        self.four(facts.crc).four(facts.packed).four(facts.size);
        self.two(u16::try_from(bounded(name).len()).unwrap_or(u16::MAX))
    }
}
