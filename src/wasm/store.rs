//! Records in IndexedDB: loaded by plan and committed by batch, each within one transaction. It never reads
//! what a record means.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::{
    database::{self, ASIDE, BLOBS, BY, RECORDS},
    error::StoreError,
    row, wait,
};
use crate::{
    model::{
        batch::Batch,
        id::{MediaId, PinId},
        record::{IndexKey, RecordKey, RecordKind},
        stored::{Loaded, Plan, SOME, Stored},
    },
    schema::{self, SchemaError},
};

/// Most rows read at once: about 20 MB of records in memory beside what is made of them.
const ROWS_AT_ONCE: u32 = 4_000;

/// Most pins found anew in one transaction, which holds up whoever writes meanwhile.
const REINDEXED_AT_ONCE: u32 = 200;

/// A picture to store with a batch.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its name.
    pub id: MediaId,
    /// Its bytes.
    pub blob: Blob,
}

/// A transaction over records. Between its calls nothing else may be awaited, or it ends by itself.
#[derive(Debug)]
pub struct Transaction {
    transaction: IdbTransaction,
    writes: bool,
}

impl Transaction {
    /// One that reads.
    ///
    /// # Errors
    /// Where the database cannot be opened.
    pub async fn reading() -> Result<Self, StoreError> {
        Ok(Self { transaction: database::reading().await?, writes: false })
    }

    /// One that writes.
    ///
    /// # Errors
    /// Where the database cannot be opened.
    pub async fn writing() -> Result<Self, StoreError> {
        Ok(Self { transaction: database::writing().await?, writes: true })
    }

    /// Adds what a plan names to what is loaded. A record that cannot be read counts as absent; one that
    /// never will be is set aside where this transaction writes.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn load(&self, plan: &Plan, loaded: &mut Loaded) -> Result<(), StoreError> {
        let records = self.store(RECORDS)?;
        let mut requests = Vec::new();
        for key in &plan.keys {
            requests.push(records.get(&row::key(key))?);
        }
        let index = records.index(BY)?;
        for key in &plan.found_by {
            requests.push(index.get_all_with_key(&JsValue::from_str(key.as_str()))?);
        }
        for key in &plan.some_by {
            requests.push(index.get_all_with_key_and_limit(&JsValue::from_str(key.as_str()), SOME)?);
        }
        for kind in &plan.all_of {
            let (first, last) = row::span(*kind);
            let range = IdbKeyRange::bound(&first, &last)?;
            requests.push(records.get_all_with_key(&range)?);
        }
        for result in results(&requests).await? {
            for found in rows(&result) {
                if let Some(stored) = self.read(&records, &found)? {
                    loaded.0.insert(stored.record.key(), stored);
                }
            }
        }
        Ok(())
    }

    /// Writes a batch with its picture, and waits until it lies on disk. Every revision the batch is based on
    /// is checked within this transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where a record is at another revision; in this and every other case nothing
    /// is written.
    pub async fn commit(
        self,
        batch: &Batch,
        loaded: &Loaded,
        picture: Option<&Picture>,
    ) -> Result<(), StoreError> {
        match self.write(batch, loaded, picture).await {
            Ok(()) => self.finish().await,
            Err(error) => {
                self.abort();
                Err(error)
            }
        }
    }

    async fn write(
        &self,
        batch: &Batch,
        loaded: &Loaded,
        picture: Option<&Picture>,
    ) -> Result<(), StoreError> {
        let records = self.store(RECORDS)?;
        let blobs = self.store(BLOBS)?;
        self.check(&records, batch, loaded).await?;
        // From here to the end nothing is awaited: the browser has every write before it may finish one.
        for write in &batch.writes {
            match &write.record {
                Some(record) => {
                    let stored = Stored { revision: write.revision, record: record.clone() };
                    records.put(&row::of(&schema::encode(&stored)?))?;
                }
                None => {
                    records.delete(&row::key(&write.key))?;
                }
            }
        }
        for media in &batch.forget {
            blobs.delete(&JsValue::from_str(media.as_str()))?;
        }
        if let Some(picture) = picture {
            blobs.put_with_key(&picture.blob, &JsValue::from_str(picture.id.as_str()))?;
        }
        Ok(())
    }

    async fn check(
        &self,
        records: &IdbObjectStore,
        batch: &Batch,
        loaded: &Loaded,
    ) -> Result<(), StoreError> {
        let mut unseen = Vec::new();
        let mut requests = Vec::new();
        for write in &batch.writes {
            match loaded.0.get(&write.key) {
                Some(stored) if stored.revision == write.expected => {}
                Some(_) => return Err(StoreError::Conflict(write.key.clone())),
                None => {
                    unseen.push(write);
                    requests.push(records.get(&row::key(&write.key))?);
                }
            }
        }
        for (write, found) in unseen.into_iter().zip(results(&requests).await?) {
            if row::revision(&found) != write.expected {
                return Err(StoreError::Conflict(write.key.clone()));
            }
        }
        Ok(())
    }

    /// Waits until what was written lies on disk.
    ///
    /// # Errors
    /// What it was aborted for; nothing was written then.
    pub async fn finish(self) -> Result<(), StoreError> {
        let done = wait::complete(&self.transaction).await;
        if done.is_err() {
            // After a full disk a connection stays dead, even when there is space again.
            database::drop_connection();
        }
        done
    }

    /// Takes back what was written.
    pub fn abort(self) {
        // It may have ended by itself, which comes to the same.
        let _ = self.transaction.abort();
    }

    /// One of the stores.
    ///
    /// # Errors
    /// Where the transaction has ended.
    pub fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        Ok(self.transaction.object_store(name)?)
    }

    fn read(&self, records: &IdbObjectStore, found: &JsValue) -> Result<Option<Stored>, StoreError> {
        match decoded(found) {
            Reading::Good(stored) => Ok(Some(*stored)),
            // A newer version of the program can read it, and will, once it is back.
            Reading::Newer => Ok(None),
            Reading::Bad => {
                if self.writes {
                    let key = js_sys::Reflect::get(found, &JsValue::from_str("key"))?;
                    self.store(ASIDE)?.add(found)?;
                    records.delete(&key)?;
                }
                Ok(None)
            }
        }
    }
}

enum Reading {
    Good(Box<Stored>),
    Newer,
    Bad,
}

fn decoded(found: &JsValue) -> Reading {
    match row::envelope(found).as_ref().map(schema::decode) {
        Some(Ok(stored)) => Reading::Good(Box::new(stored)),
        Some(Err(SchemaError::Newer { .. })) => Reading::Newer,
        Some(Err(_)) | None => Reading::Bad,
    }
}

/// Every record that can be read, and how many cannot.
///
/// # Errors
/// Where the database fails.
pub async fn everything() -> Result<(Vec<Stored>, u32), StoreError> {
    let transaction = Transaction::reading().await?;
    let records = transaction.store(RECORDS)?;
    let aside = transaction.store(ASIDE)?.count()?;
    let mut all = Vec::new();
    let mut unreadable = 0;
    let mut after = IdbKeyRange::lower_bound(&Array::new())?;
    loop {
        let request = records.get_all_with_key_and_limit(&after, ROWS_AT_ONCE)?;
        let found = rows(&wait::result(&request).await?);
        for one in &found {
            match decoded(one) {
                Reading::Good(stored) => all.push(*stored),
                Reading::Newer | Reading::Bad => unreadable += 1,
            }
        }
        match found.last() {
            Some(last) if found.len() == ROWS_AT_ONCE as usize => {
                let key = js_sys::Reflect::get(last, &JsValue::from_str("key"))?;
                after = IdbKeyRange::lower_bound_with_open(&key, true)?;
            }
            _ => break,
        }
    }
    let aside = aside.result()?.as_f64().unwrap_or_default() as u32;
    Ok((all, unreadable + aside))
}

/// Has pins found by all that this version finds them by: those after one. Gives the last that it looked at, where others
/// may follow. What a pin says is left as it is.
///
/// # Errors
/// Where the database fails.
pub async fn reindex(after: Option<&PinId>) -> Result<Option<PinId>, StoreError> {
    let transaction = Transaction::writing().await?;
    let records = transaction.store(RECORDS)?;
    let (first, last) = row::span(RecordKind::Pin);
    let after = after.map_or(first, |pin| row::key(&RecordKey::pin(pin)));
    let range = IdbKeyRange::bound_with_lower_open(&after, &last, true)?;
    let found = rows(&wait::result(&records.get_all_with_key_and_limit(&range, REINDEXED_AT_ONCE)?).await?);
    for one in &found {
        if let Reading::Good(stored) = decoded(one)
            && row::found_by(one, &stored.record.index_keys())
        {
            records.put(one)?;
        }
    }
    transaction.finish().await?;
    let last = found.last().filter(|_| found.len() == REINDEXED_AT_ONCE as usize).and_then(row::envelope);
    Ok(last.and_then(|last| PinId::try_from(last.id).ok()))
}

/// What a plan names, read in a transaction of its own.
///
/// # Errors
/// Where the database fails.
pub async fn load(plan: &Plan) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    Transaction::reading().await?.load(plan, &mut loaded).await?;
    Ok(loaded)
}

/// Whether anything is found by this. Nothing of it is read.
///
/// # Errors
/// Where the database fails.
pub async fn any(key: &IndexKey) -> Result<bool, StoreError> {
    let records = Transaction::reading().await?.store(RECORDS)?;
    let count = records.index(BY)?.count_with_key(&JsValue::from_str(key.as_str()))?;
    Ok(wait::result(&count).await?.as_f64().is_some_and(|count| count > 0.0))
}

/// Loads what a view needs, round by round, all in one transaction.
///
/// # Errors
/// Where the database fails.
pub async fn rounds(plan: impl Fn(u32, &Loaded) -> Option<Plan>) -> Result<Loaded, StoreError> {
    let transaction = Transaction::reading().await?;
    let mut loaded = Loaded::default();
    let mut round = 0;
    while let Some(plan) = plan(round, &loaded) {
        transaction.load(&plan, &mut loaded).await?;
        round += 1;
    }
    Ok(loaded)
}

/// What is stored now under these keys; `None`: nothing that can be read.
///
/// # Errors
/// Where the database fails.
pub async fn current(keys: &[RecordKey]) -> Result<Vec<(RecordKey, Option<Stored>)>, StoreError> {
    let plan = Plan { keys: keys.to_vec(), ..Plan::default() };
    let mut loaded = load(&plan).await?;
    Ok(plan.keys.into_iter().map(|key| (key.clone(), loaded.0.remove(&key))).collect())
}

/// Requests of one transaction are answered in their order: when the last is, all are.
///
/// # Errors
/// Where the database fails.
pub async fn results(requests: &[IdbRequest]) -> Result<Vec<JsValue>, StoreError> {
    let Some(last) = requests.last() else { return Ok(Vec::new()) };
    wait::result(last).await?;
    requests.iter().map(|request| Ok(request.result()?)).collect()
}

/// The rows in a result: a list of them, one, or none.
pub fn rows(result: &JsValue) -> Vec<JsValue> {
    match result.dyn_ref::<Array>() {
        Some(list) => list.iter().collect(),
        None if result.is_undefined() => Vec::new(),
        None => vec![result.clone()],
    }
}
