//! Records in IndexedDB: loaded by plan and committed by batch, each within one transaction, the log laid over what lies in its
//! place. It never reads what a record means.

use js_sys::{Array, Map, Set};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::{
    database::{self, ASIDE, BLOBS, BY, RECORDS},
    error::StoreError,
    log::{self, Laid},
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

/// From how many records on they are read as a span: one by one, 10,000 take 0.7 s, where the span that has them takes 0.25.
const MANY: u32 = 500;

/// Most records that such a span may have for each that is wanted.
const SPARSE: u32 = 3;

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
    laid: Laid,
    writes: bool,
}

impl Transaction {
    /// One that reads.
    ///
    /// # Errors
    /// Where the database cannot be opened.
    pub fn reading() -> impl Future<Output = Result<Self, StoreError>> {
        Self::begun(IdbTransactionMode::Readonly)
    }

    /// One that writes.
    ///
    /// # Errors
    /// Where the database cannot be opened.
    pub fn writing() -> impl Future<Output = Result<Self, StoreError>> {
        Self::begun(IdbTransactionMode::Readwrite)
    }

    async fn begun(mode: IdbTransactionMode) -> Result<Self, StoreError> {
        let transaction = database::transaction(mode).await?;
        let laid = Laid::read(&transaction).await?;
        Ok(Self { transaction, laid, writes: mode == IdbTransactionMode::Readwrite })
    }

    /// What stands in the log.
    pub fn laid(&self) -> &Laid {
        &self.laid
    }

    /// Adds what a plan names to what is loaded. A record that cannot be read counts as absent; one that
    /// never will be is set aside where this transaction writes.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn load(&self, plan: &Plan, loaded: &mut Loaded) -> Result<(), StoreError> {
        let records = self.store(RECORDS)?;
        let index = records.index(BY)?;
        let mut laid = Vec::new();
        let mut requests = Vec::new();
        for key in &plan.found_by {
            self.laid.found_by(key, &mut laid);
            requests.push(index.get_all_with_key(&JsValue::from_str(key.as_str()))?);
        }
        for key in &plan.some_by {
            self.laid.found_by(key, &mut laid);
            requests.push(index.get_all_with_key_and_limit(&JsValue::from_str(key.as_str()), SOME)?);
        }
        for kind in &plan.all_of {
            let (first, last) = row::span(*kind);
            let span: JsValue = IdbKeyRange::bound(&first, &last)?.into();
            self.laid.rows(&|row| row::record(row).is_some_and(|key| key.kind == *kind), &mut laid);
            requests.push(records.get_all_with_key(&span)?);
        }
        let mut placed = Vec::new();
        self.under(&plan.keys, &mut laid, &mut placed).await?;
        for result in results(&requests).await? {
            for row in rows(&result) {
                if !self.laid.has(&row::key_of(&row)) {
                    placed.push(row);
                }
            }
        }
        for row in placed {
            if let Some(stored) = self.read(&records, &row)? {
                loaded.0.insert(stored.record.key(), stored);
            }
        }
        for row in laid {
            if let Reading::Good(stored) = decoded(&row) {
                loaded.0.insert(stored.record.key(), *stored);
            }
        }
        Ok(())
    }

    /// Adds the rows under keys to others: those that stand in the log, and those that lie in their places.
    async fn under(
        &self,
        keys: &[RecordKey],
        laid: &mut Vec<JsValue>,
        placed: &mut Vec<JsValue>,
    ) -> Result<(), StoreError> {
        let records = self.store(RECORDS)?;
        let mut wanted = Vec::new();
        for key in keys {
            match self.laid.get(key) {
                Some(row) => laid.push(row),
                None => wanted.push(key),
            }
        }
        if let Some(span) = self.span(&records, &wanted).await? {
            let names = Set::default();
            for key in &wanted {
                names.add(&row::name_for(key));
            }
            for row in rows(&wait::result(&records.get_all_with_key(&span)?).await?) {
                if names.has(&row::name_of(&row)) {
                    placed.push(row);
                }
            }
            wanted.retain(|key| key.kind != RecordKind::Pin);
        }
        let mut requests = Vec::new();
        for key in wanted {
            requests.push(records.get(&row::key(key))?);
        }
        for result in results(&requests).await? {
            placed.append(&mut rows(&result));
        }
        Ok(())
    }

    /// The span of the pins among what is wanted, where they are many and near each other.
    async fn span(
        &self,
        records: &IdbObjectStore,
        wanted: &[&RecordKey],
    ) -> Result<Option<JsValue>, StoreError> {
        let mut many = 0;
        let mut ends: Option<(&RecordKey, &RecordKey)> = None;
        for key in wanted {
            if key.kind == RecordKind::Pin {
                many += 1;
                ends = ends.map_or(Some((key, key)), |(first, last)| Some((first.min(key), last.max(key))));
            }
        }
        let Some((first, last)) = ends.filter(|_| many >= MANY) else { return Ok(None) };
        let span: JsValue = IdbKeyRange::bound(&row::key(first), &row::key(last))?.into();
        let there = wait::result(&records.count_with_key(&span)?).await?;
        Ok((there.as_f64() <= Some(f64::from(many * SPARSE))).then_some(span))
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
        let blobs = self.store(BLOBS)?;
        self.check(batch, loaded).await?;
        log::write(self, &written(batch)?).await?;
        // From here to the end nothing is awaited: the browser has every write before it may finish one.
        for media in &batch.forget {
            blobs.delete(&JsValue::from_str(media.as_str()))?;
        }
        if let Some(picture) = picture {
            blobs.put_with_key(&picture.blob, &JsValue::from_str(picture.id.as_str()))?;
        }
        Ok(())
    }

    async fn check(&self, batch: &Batch, loaded: &Loaded) -> Result<(), StoreError> {
        let mut unseen = Vec::new();
        for write in &batch.writes {
            match loaded.0.get(&write.key) {
                Some(stored) if stored.revision == write.expected => {}
                Some(_) => return Err(StoreError::Conflict(write.key.clone())),
                None => unseen.push((write.key.clone(), write.expected)),
            }
        }
        self.expect(&unseen).await
    }

    /// Makes sure that records are stored under these revisions, 0 for those that are not there.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where one is not.
    pub async fn expect(&self, expected: &[(RecordKey, u64)]) -> Result<(), StoreError> {
        let keys: Vec<RecordKey> = expected.iter().map(|(key, _)| key.clone()).collect();
        let (mut laid, mut placed) = (Vec::new(), Vec::new());
        self.under(&keys, &mut laid, &mut placed).await?;
        placed.append(&mut laid);
        let found = Map::new();
        for row in placed {
            found.set(&row::name_of(&row), &row);
        }
        for (key, revision) in expected {
            if row::revision(&found.get(&row::name_for(key))) != *revision {
                return Err(StoreError::Conflict(key.clone()));
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
                    self.store(ASIDE)?.add(found)?;
                    records.delete(&row::key_of(found))?;
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
    let mut read = |row: &JsValue| match decoded(row) {
        Reading::Good(stored) => all.push(*stored),
        Reading::Newer | Reading::Bad => unreadable += 1,
    };
    // Whatever the keys: they are lists that begin with a text.
    let (first, last) = (Array::new(), Array::of1(&Array::new()));
    walk(&records, first.into(), &last, &mut |row| {
        if !transaction.laid.has(&row::key_of(&row)) {
            read(&row);
        }
    })
    .await?;
    let mut laid = Vec::new();
    transaction.laid.rows(&|row| !row::is_gone(row), &mut laid);
    laid.iter().for_each(read);
    let aside = aside.result()?.as_f64().unwrap_or_default() as u32;
    Ok((all, unreadable + aside))
}

/// Goes through the rows of a span, few at a time: `first` to `last`, both with it.
async fn walk(
    records: &IdbObjectStore,
    first: JsValue,
    last: &JsValue,
    each: &mut dyn FnMut(JsValue),
) -> Result<(), StoreError> {
    let (mut after, mut is_seen) = (first, false);
    loop {
        let range = IdbKeyRange::bound_with_lower_open(&after, last, is_seen)?;
        let request = records.get_all_with_key_and_limit(&range, ROWS_AT_ONCE)?;
        let found = rows(&wait::result(&request).await?);
        let is_last = found.len() < ROWS_AT_ONCE as usize;
        (after, is_seen) = (found.last().map_or(JsValue::NULL, row::key_of), true);
        found.into_iter().for_each(&mut *each);
        if is_last {
            return Ok(());
        }
    }
}

/// The rows that a batch comes to.
///
/// # Errors
/// Where a record has no JSON form.
pub fn written(batch: &Batch) -> Result<Vec<JsValue>, StoreError> {
    let mut rows = Vec::with_capacity(batch.writes.len());
    for write in &batch.writes {
        rows.push(match &write.record {
            Some(record) => {
                let stored = Stored { revision: write.revision, record: record.clone() };
                row::of(&schema::encode(&stored)?)
            }
            None => row::gone(&write.key),
        });
    }
    Ok(rows)
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

/// Whether anything is found by this. Nothing of it is read but its keys.
///
/// # Errors
/// Where the database fails.
pub async fn any(key: &IndexKey) -> Result<bool, StoreError> {
    let transaction = Transaction::reading().await?;
    let mut laid = Vec::new();
    transaction.laid.found_by(key, &mut laid);
    if !laid.is_empty() {
        return Ok(true);
    }
    let index = transaction.store(RECORDS)?.index(BY)?;
    let found = index.get_all_keys_with_key(&JsValue::from_str(key.as_str()))?;
    Ok(rows(&wait::result(&found).await?).iter().any(|key| !transaction.laid.has(key)))
}

/// Loads what a view needs, round by round, all in one transaction.
///
/// # Errors
/// Where the database fails.
pub async fn rounds(plan: &dyn Fn(u32, &Loaded) -> Option<Plan>) -> Result<Loaded, StoreError> {
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
