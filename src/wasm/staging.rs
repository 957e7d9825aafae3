//! What touches much on its way, such as a restore: the library's worker lays rows and pictures ready, the background makes
//! them real in one commit. Nothing laid ready is seen by anybody before that.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};
use xxhash_rust::xxh3::Xxh3Default;

use super::{
    database::{BLOBS, RECORDS, STAGING},
    error::StoreError,
    row,
    store::{Picture, Transaction, results, rows},
    wait,
};
use crate::{
    json,
    model::{batch::Batch, id::ChangeId, record::RecordKey, stored::Stored},
    protocol::{
        failure::{Code, Failure},
        response::Acknowledgement,
    },
    schema,
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
    let put = |place: usize, value: &JsValue| {
        let key = Array::of2(&JsValue::from_str(change.as_str()), &JsValue::from_f64(place as f64));
        staging.put_with_key(value, &key)
    };
    for (place, write) in batch.writes.iter().enumerate() {
        let expected = JsValue::from_str(&write.expected.to_string());
        let staged = match &write.record {
            Some(record) => {
                let stored = Stored { revision: write.revision, record: record.clone() };
                pair("row", &row::of(&schema::encode(&stored)?), "expected", &expected)?
            }
            None => {
                let gone = serde_json::to_string(&write.key).unwrap_or_default();
                pair("gone", &JsValue::from_str(&gone), "expected", &expected)?
            }
        };
        put(place, &staged)?;
    }
    for (place, picture) in pictures.iter().enumerate() {
        let staged = pair("blob", &picture.blob, "media", &JsValue::from_str(picture.id.as_str()))?;
        put(batch.writes.len() + place, &staged)?;
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
    let (records, blobs) = (transaction.store(RECORDS)?, transaction.store(BLOBS)?);
    let staging = transaction.store(STAGING)?;
    let staged = laid_ready(&staging, &change).await?;
    if staged.is_empty() {
        return Err(Failure::new(Code::NotFound, ["staged".to_owned()]));
    }
    let mut acknowledgement = Acknowledgement { change, keys: Vec::new(), digest: String::new() };
    let mut digest = Xxh3Default::new();
    let mut fates = Vec::new();
    let mut here = Vec::new();
    for one in &staged {
        if let Some(media) = get(one, "media").as_string() {
            blobs.put_with_key(&get(one, "blob"), &media.into()).map_err(StoreError::from)?;
            continue;
        }
        let (key, fate) = fate(one)?;
        here.push(records.get(&row::key(&key)).map_err(StoreError::from)?);
        let expected = get(one, "expected").as_string().and_then(|text| text.parse().ok());
        fates.push((key, fate, expected));
    }
    // All at once: a question and an answer for each of 10,000 would take most of the time.
    for ((key, fate, expected), here) in fates.into_iter().zip(results(&here).await?) {
        if expected != Some(row::revision(&here)) {
            return Err(StoreError::Conflict(key).into());
        }
        match fate {
            Fate::Written { row, checksum } => {
                records.put(&row).map_err(StoreError::from)?;
                digest.update(checksum.as_bytes());
            }
            Fate::Gone => {
                records.delete(&row::key(&key)).map_err(StoreError::from)?;
                digest.update(key.id.as_bytes());
            }
        }
        acknowledgement.keys.push(key);
    }
    staging.clear().map_err(StoreError::from)?;
    acknowledgement.digest = format!("{:016x}", digest.digest());
    Ok(acknowledgement)
}

/// What becomes of a record.
enum Fate {
    Written { row: JsValue, checksum: String },
    Gone,
}

fn fate(staged: &JsValue) -> Result<(RecordKey, Fate), Failure> {
    if let Some(gone) = get(staged, "gone").as_string() {
        let key = json::parse(&gone).ok().and_then(|value| json::read(&value).ok());
        return key.map(|key| (key, Fate::Gone)).ok_or_else(|| Code::StorageCorrupt.into());
    }
    let row = get(staged, "row");
    let envelope = row::envelope(&row).ok_or(Code::StorageCorrupt)?;
    let key = RecordKey::new(envelope.kind, envelope.id);
    Ok((key, Fate::Written { row, checksum: envelope.checksum }))
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
