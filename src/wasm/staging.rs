//! What touches much on its way, such as a restore: the library's worker lays rows and pictures ready, the background makes
//! them real in one commit. Nothing laid ready is seen by anybody before that.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};
use xxhash_rust::xxh3::Xxh3Default;

use super::{
    database::{BLOBS, STAGING},
    error::StoreError,
    log, row,
    store::{self, Picture, Transaction, rows},
    wait,
};
use crate::{
    model::{batch::Batch, id::ChangeId},
    protocol::{
        failure::{Code, Failure},
        response::Acknowledgement,
    },
};

/// Lays a batch and its pictures ready under a change; what lay there before, from a restore that was given
/// up, goes.
///
/// # Errors
/// Where the database fails; nothing lies ready then.
pub async fn stage(change: &ChangeId, batch: &Batch, pictures: &[Picture]) -> Result<u32, StoreError> {
    let transaction = Transaction::writing().await?;
    let staging = transaction.store(STAGING)?;
    staging.clear()?;
    let mut place = 0;
    let mut put = |value: &JsValue| {
        let key = Array::of2(&JsValue::from_str(change.as_str()), &JsValue::from_f64(f64::from(place)));
        place += 1;
        staging.put_with_key(value, &key)
    };
    let mut expected = batch.writes.iter().map(|write| JsValue::from_f64(write.expected as f64));
    for page in log::pages(&store::written(batch)?) {
        let own: Array = expected.by_ref().take(page.length() as usize).collect();
        put(&pair("rows", &page, "expected", &own)?)?;
    }
    for picture in pictures {
        put(&pair("blob", &picture.blob, "media", &JsValue::from_str(picture.id.as_str()))?)?;
    }
    transaction.finish().await?;
    Ok(u32::try_from(batch.writes.len()).unwrap_or(u32::MAX))
}

/// Makes real what lies ready under a change, in one commit.
///
/// # Errors
/// `conflict` where a record has changed since it was laid ready, `not_found` where nothing lies ready;
/// nothing is written then.
pub async fn commit(change: ChangeId) -> Result<Acknowledgement, Failure> {
    let transaction = Transaction::writing().await?;
    match written(&transaction, change).await {
        Ok(acknowledgement) => {
            transaction.finish().await?;
            Ok(acknowledgement)
        }
        Err(failure) => {
            transaction.abort();
            Err(failure)
        }
    }
}

async fn written(transaction: &Transaction, change: ChangeId) -> Result<Acknowledgement, Failure> {
    let blobs = transaction.store(BLOBS)?;
    let staging = transaction.store(STAGING)?;
    let staged = laid_ready(&staging, &change).await?;
    if staged.is_empty() {
        return Err(Failure::new(Code::NotFound, ["staged".to_owned()]));
    }
    let mut digest = Xxh3Default::new();
    let mut rows = Vec::new();
    let mut expected = Vec::new();
    for one in &staged {
        if let Some(media) = get(one, "media").as_string() {
            blobs.put_with_key(&get(one, "blob"), &media.into()).map_err(StoreError::from)?;
            continue;
        }
        let revisions = Array::from(&get(one, "expected"));
        for (row, revision) in Array::from(&get(one, "rows")).iter().zip(revisions) {
            let key = row::record(&row).ok_or(Code::StorageCorrupt)?;
            digest.update(row::checksum(&row).unwrap_or_else(|| key.id.clone()).as_bytes());
            // It was laid ready as a whole number.
            expected.push((key, revision.as_f64().unwrap_or(-1.0) as u64));
            rows.push(row);
        }
    }
    transaction.expect(&expected).await?;
    log::write(transaction, &rows).await?;
    staging.clear().map_err(StoreError::from)?;
    let keys = expected.into_iter().map(|(key, _)| key).collect();
    Ok(Acknowledgement { change, keys, digest: format!("{:016x}", digest.digest()) })
}

async fn laid_ready(staging: &IdbObjectStore, change: &ChangeId) -> Result<Vec<JsValue>, StoreError> {
    let change = JsValue::from_str(change.as_str());
    let last: JsValue = Array::of2(&change, &Array::new()).into();
    let span = IdbKeyRange::bound(&Array::of1(&change), &last)?;
    Ok(rows(&wait::result(&staging.get_all_with_key(&span)?).await?))
}

fn pair(one: &str, value: &JsValue, other: &str, with: &JsValue) -> Result<JsValue, StoreError> {
    let object = Object::new();
    Reflect::set(&object, &JsValue::from_str(one), value)?;
    Reflect::set(&object, &JsValue::from_str(other), with)?;
    Ok(object.unchecked_into())
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
