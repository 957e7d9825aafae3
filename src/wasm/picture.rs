//! The bytes of a picture on their way into storage. It never looks into them.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag};
use xxhash_rust::xxh3::xxh3_64;

use super::{error::StoreError, store::Picture};
use crate::{
    model::{id::MediaId, media::MediaState},
    protocol::failure::Failure,
};

/// The bytes that came with a question, and what storing them says of them.
#[derive(Debug)]
pub struct Bytes {
    bytes: Uint8Array,
    mime: String,
}

impl Bytes {
    /// The bytes of a picture of this media type.
    pub fn new(bytes: Uint8Array, mime: impl Into<String>) -> Self {
        Self { bytes, mime: mime.into() }
    }

    /// What a picture's state is once these bytes are stored.
    pub fn stored(&self) -> MediaState {
        MediaState::Stored {
            mime: self.mime.clone(),
            bytes: self.bytes.length(),
            digest: format!("{:016x}", xxh3_64(&self.bytes.to_vec())),
        }
    }

    /// The bytes as the picture `id`.
    ///
    /// # Errors
    /// Where there is no memory for them.
    pub fn named(&self, id: MediaId) -> Result<Picture, Failure> {
        let options = BlobPropertyBag::new();
        options.set_type(&self.mime);
        let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&self.bytes), &options)
            .map_err(StoreError::from)?;
        Ok(Picture { id, blob })
    }
}
