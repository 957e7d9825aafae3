//! The checksum of zip and PNG: CRC-32 as ISO 3309 has it, eight bytes at a time after Kounavis and Berry. It never fails.

/// How many bytes are taken at once.
const STEP: usize = 8;

/// Tables for one byte at each of eight places.
pub struct Crc([[u32; 256]; STEP]);

impl Crc {
    /// The tables, made anew: 8 KB that the module need not carry.
    pub fn new() -> Box<Self> {
        let mut tables = Box::new(Self([[0; 256]; STEP]));
        let mut above = [0u32; 256];
        for (byte, place) in (0u32..).zip(above.iter_mut()) {
            *place =
                (0..8).fold(byte, |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 });
        }
        let first = above;
        for table in &mut tables.0 {
            *table = above;
            for crc in &mut above {
                *crc = (*crc >> 8) ^ of(&first, *crc);
            }
        }
        tables
    }

    /// The checksum of `bytes` after what came before, whose checksum is `crc`; 0 where nothing did.
    pub fn update(&self, crc: u32, bytes: &[u8]) -> u32 {
        let [t0, t1, t2, t3, t4, t5, t6, t7] = &self.0;
        let mut crc = !crc;
        let (steps, rest) = bytes.as_chunks::<STEP>();
        for [a, b, c, d, e, f, g, h] in steps {
            let low = crc ^ u32::from_le_bytes([*a, *b, *c, *d]);
            let high = u32::from_le_bytes([*e, *f, *g, *h]);
            crc = of(t7, low)
                ^ of(t6, low >> 8)
                ^ of(t5, low >> 16)
                ^ of(t4, low >> 24)
                ^ of(t3, high)
                ^ of(t2, high >> 8)
                ^ of(t1, high >> 16)
                ^ of(t0, high >> 24);
        }
        for byte in rest {
            crc = (crc >> 8) ^ of(t0, crc ^ u32::from(*byte));
        }
        !crc
    }
}

/// A table's value for the lowest byte: there is one for each.
fn of(table: &[u32; 256], value: u32) -> u32 {
    table.get((value & 0xff) as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_the_known_ones_however_the_bytes_come() {
        let crc = Crc::new();
        assert_eq!(crc.update(0, b"123456789"), 0xcbf4_3926);
        assert_eq!(crc.update(0, b""), 0);
        let text = b"The quick brown fox jumps over the lazy dog";
        assert_eq!(crc.update(0, text), 0x414f_a339);
        for cut in 0..text.len() {
            let (one, other) = text.split_at(cut);
            assert_eq!(crc.update(crc.update(0, one), other), 0x414f_a339, "{cut}");
        }
    }
}
