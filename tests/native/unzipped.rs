//! A zip read as strangers read it, from the list at its end: for tests of what is packed. It checks every sum and size.

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_to_vec;

/// A file of a zip.
#[derive(Debug)]
pub struct Entry {
    pub bytes: Vec<u8>,
    pub stored: bool,
    pub flags: u16,
}

fn two(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()))
}

fn four(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// All files of a zip, by name.
pub fn unzipped(zip: &[u8]) -> BTreeMap<String, Entry> {
    let end = zip.len() - 22;
    assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
    let (mut files, mut at) = (two(zip, end + 10), four(zip, end + 16));
    if files == 0xffff {
        let end_64 = end - 20 - 56;
        assert_eq!(&zip[end_64..end_64 + 4], b"PK\x06\x06");
        (files, at) = (four(zip, end_64 + 32), four(zip, end_64 + 48));
    }
    let mut entries = BTreeMap::new();
    for _ in 0..files {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        let (flags, method, crc) = (two(zip, at + 8), two(zip, at + 10), four(zip, at + 16));
        let (packed, size, name) = (four(zip, at + 20), four(zip, at + 24), two(zip, at + 28));
        let path = String::from_utf8(zip[at + 46..at + 46 + name].to_vec()).unwrap();
        let header = four(zip, at + 42);
        assert_eq!(&zip[header..header + 4], b"PK\x03\x04");
        assert_eq!(two(zip, header + 26), name);
        let begin = header + 30 + name + two(zip, header + 28);
        let body = &zip[begin..begin + packed];
        if flags & 8 == 0 {
            assert_eq!(
                (four(zip, header + 14), four(zip, header + 18), four(zip, header + 22)),
                (crc, packed, size)
            );
        } else {
            assert_eq!(four(zip, begin + packed), 0x0807_4b50);
            assert_eq!(four(zip, begin + packed + 4), crc);
        }
        let bytes = if method == 0 { body.to_vec() } else { decompress_to_vec(body).unwrap() };
        assert_eq!((bytes.len(), sum(&bytes) as usize), (size, crc), "{path}");
        let flags = u16::try_from(flags).unwrap();
        let before = entries.insert(path.clone(), Entry { bytes, stored: method == 0, flags });
        assert!(before.is_none(), "twice: {path}");
        at += 46 + name + two(zip, at + 30) + two(zip, at + 32);
    }
    assert_eq!(zip.len() - 22 - if files >= 0xffff { 76 } else { 0 }, at, "the list ends where it says");
    entries
}

/// Bit by bit, as the standard has it.
fn sum(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
