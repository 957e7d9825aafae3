//! The one writer: a command is planned, loaded, applied and committed in one transaction, so that nothing
//! can come between what it read and what it wrote. It never answers before the transaction lies on disk.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag};
use xxhash_rust::xxh3::xxh3_64;

use super::store::{Picture, Transaction};
use crate::{
    edit::{self, command::Command, outcome::Outcome},
    model::{
        id::{ChangeId, MediaId},
        media::MediaState,
        stored::Loaded,
        time::Instant,
    },
    protocol::{failure::Failure, response::Acknowledgement},
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
            .map_err(super::error::StoreError::from)?;
        Ok(Picture { id, blob })
    }
}

/// Carries out one command, with the picture it stores.
///
/// # Errors
/// Why it was refused or could not be stored; nothing was written then.
pub async fn change(
    change: &ChangeId,
    command: &Command,
    now: Instant,
    picture: Option<Picture>,
) -> Result<Outcome, Failure> {
    let transaction = Transaction::writing().await?;
    let mut loaded = Loaded::default();
    transaction.load(&edit::plan(command, change), &mut loaded).await?;
    if let Some(more) = edit::follow_up(command, &loaded) {
        transaction.load(&more, &mut loaded).await?;
    }
    let outcome = edit::apply(command, change, &loaded, now)?;
    transaction.commit(&outcome.batch, &loaded, picture.as_ref()).await?;
    Ok(outcome)
}

/// The proof that an outcome is stored.
pub fn acknowledgement(change: ChangeId, outcome: &Outcome) -> Acknowledgement {
    Acknowledgement { change, keys: outcome.touched.clone(), digest: outcome.digest.clone() }
}
