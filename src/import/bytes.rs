//! Bytes of a file, wherever they lie: in the browser they stay there, and are taken over piece by piece.

/// Bytes that are read piece by piece.
pub trait Bytes {
    /// How many there are.
    fn length(&self) -> usize;

    /// Reads those from `start` on: as many as there is room for, which are there.
    fn read(&self, start: usize, room: &mut [u8]);
}

impl Bytes for &[u8] {
    fn length(&self) -> usize {
        self.len()
    }

    fn read(&self, start: usize, room: &mut [u8]) {
        if let Some(bytes) = self.get(start..start + room.len()) {
            room.copy_from_slice(bytes);
        }
    }
}
