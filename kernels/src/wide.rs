//! Bytes looked at many at a time.

/// As many as both browsers look at in one step.
pub const WIDE: usize = 16;
/// Half of them, for what is left over.
pub const HALF: usize = WIDE / 2;

/// Whether any of the bytes is one that is looked for. All of them are asked, without a branch: that is what compilers make one
/// step of.
pub fn any<const N: usize>(bytes: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(0, |any, byte| any | u8::from(is(*byte))) != 0
}
