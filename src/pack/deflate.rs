//! Bytes made smaller as RFC 1951 says, one file after the other with the same tables. It never reads what was made smaller.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

/// Of ten: what repeats as it does in XML is found at the first already, and every further one costs more time than it saves bytes.
const LEVEL: i32 = 1;
/// Plain deflate without a header, in a window of 32 KB.
const RAW: i32 = -15;

/// The tables.
pub struct Deflate(Box<CompressorOxide>);

impl Deflate {
    /// Fresh tables.
    pub fn new() -> Self {
        Self(Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, RAW, 0))))
    }

    /// More of a file; what is ready goes to the end of `out`.
    pub fn add(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.run(bytes, TDEFLFlush::None, out);
    }

    /// The end of a file: all that was not ready yet. The next call begins another.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        self.run(&[], TDEFLFlush::Finish, out);
        self.0.reset();
    }

    fn run(&mut self, bytes: &[u8], flush: TDEFLFlush, out: &mut Vec<u8>) {
        // It takes everything, since what it makes is always taken from it.
        compress_to_output(&mut self.0, bytes, flush, |made| {
            out.extend_from_slice(made);
            true
        });
    }
}
