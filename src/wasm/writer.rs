//! The one writer: a command is planned, loaded, applied and committed in one transaction, so that nothing
//! can come between what it read and what it wrote. It never answers before the transaction lies on disk.

use super::{
    store::{Picture, Transaction},
    typed,
};
use crate::{
    edit::{Edit, outcome::Outcome},
    model::{id::ChangeId, stored::Loaded, time::Instant},
    protocol::{failure::Failure, response::Acknowledgement},
};

/// Carries out one command, with the picture it stores.
///
/// # Errors
/// Why it was refused or could not be stored; nothing was written then.
pub async fn change(
    change: &ChangeId,
    command: &dyn Edit,
    now: Instant,
    picture: Option<Picture>,
) -> Result<Outcome, Failure> {
    let transaction = Transaction::writing().await?;
    let mut loaded = Loaded::default();
    transaction.load(&command.plan(change), &mut loaded).await?;
    if let Some(more) = command.follow_up(&loaded) {
        transaction.load(&more, &mut loaded).await?;
    }
    let outcome = command.apply(change, &loaded, now)?;
    transaction.commit(&outcome.batch, &loaded, picture.as_ref()).await?;
    typed::changed(&outcome.touched);
    Ok(outcome)
}

/// The proof that an outcome is stored. It names the changes too: pages that list them read them again.
pub fn acknowledgement(change: ChangeId, outcome: &Outcome) -> Acknowledgement {
    let written = outcome.batch.writes.iter().map(|write| write.key.clone());
    let keys = if outcome.batch.writes.is_empty() { outcome.touched.clone() } else { written.collect() };
    Acknowledgement { change, keys, digest: outcome.digest.clone() }
}
