//! The log: what a command writes that touches thousands of records. To put each into its place takes seconds, most of them for
//! what it is found by; in the log, many a page, all of them lie on disk in a tenth of one, and so are acknowledged. They are
//! settled afterwards, a few at a time: each goes to its place.
//!
//! What holds, so that nobody has to think of order:
//! 1. A record that stands in the log is what the log says, whatever lies in its place; of two there, the later counts.
//! 2. While anything stands in the log, all that is written goes there.
//! 3. What is oldest is settled first. To settle it twice is to settle it once, and nobody sees a difference.
//!
//! It never reads what a record means.

use std::cell::RefCell;

use js_sys::{Array, Map};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::{
    database::{LOG, RECORDS},
    error::StoreError,
    row,
    store::{Transaction, rows},
    wait,
};
use crate::model::record::{IndexKey, RecordKey};

/// Most records that go to their places at once: they take no longer than 0.1 s there.
const DIRECT: usize = 200;

/// Most records in the log: whoever reads has them all in memory, 2 KB each. A restore of more goes to its places at once.
const MOST: usize = 30_000;

/// Letters of one page of the log. Browsers put values of more than 64 KB into files of their own, and a letter may take two bytes.
const PAGE: u32 = 30_000;

/// Letters of what a row has besides its text.
const BESIDES: u32 = 500;

/// Pages settled in one transaction, which holds up whoever writes meanwhile for 0.1 s.
const SETTLED_AT_ONCE: u32 = 16;

/// The log as it was last read.
struct Known {
    last: f64,
    laid: Laid,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// What stands in the log, by record.
#[derive(Debug, Clone, Default)]
pub struct Laid(Map);

impl Laid {
    /// What stands in the log as a transaction sees it. What was read before is not read again: its pages never change,
    /// and what was settled meanwhile lies in its place as it was.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read(transaction: &IdbTransaction) -> Result<Self, StoreError> {
        let log = transaction.object_store(LOG)?;
        let places = Array::from(&wait::result(&log.get_all_keys()?).await?);
        let (Some(first), Some(last)) = (places.get(0).as_f64(), places.at(-1).as_f64()) else {
            KNOWN.take();
            return Ok(Self::default());
        };
        // Where nothing of what was known is left, it may have been empty in between, and other things were written.
        let known = KNOWN.take().filter(|known| known.last >= first);
        let (since, laid) = known.map_or((0.0, Self::default()), |known| (known.last, known.laid));
        let laid = if last > since { laid.with(&log, since).await? } else { laid };
        KNOWN.set(Some(Known { last: last.max(since), laid: laid.clone() }));
        Ok(laid)
    }

    /// With what was added since. Whoever reads meanwhile keeps what they have seen.
    async fn with(&self, log: &IdbObjectStore, since: f64) -> Result<Self, StoreError> {
        let laid = Map::new();
        self.0.for_each(&mut |row, name| {
            laid.set(&name, &row);
        });
        let range = IdbKeyRange::lower_bound_with_open(&JsValue::from_f64(since), true)?;
        for several in rows(&wait::result(&log.get_all_with_key(&range)?).await?) {
            for row in Array::from(&several) {
                laid.set(&row::name_of(&row), &row);
            }
        }
        Ok(Self(laid))
    }

    /// How many records stand there.
    pub fn len(&self) -> usize {
        self.0.size() as usize
    }

    /// The row of a record, where it stands there.
    pub fn get(&self, key: &RecordKey) -> Option<JsValue> {
        let row = if self.len() == 0 { JsValue::UNDEFINED } else { self.0.get(&row::name_for(key)) };
        (!row.is_undefined()).then_some(row)
    }

    /// Whether the record with this key in the store stands there.
    pub fn has(&self, key: &JsValue) -> bool {
        self.len() > 0 && self.0.has(&row::name(key))
    }

    /// Adds the rows that are found by a key to others.
    pub fn found_by(&self, key: &IndexKey, found: &mut Vec<JsValue>) {
        let key = JsValue::from_str(key.as_str());
        self.rows(&|row| row::is_found_by(row, &key), found);
    }

    /// Adds the rows that fit to others.
    pub fn rows(&self, fits: &dyn Fn(&JsValue) -> bool, found: &mut Vec<JsValue>) {
        self.0.for_each(&mut |row, _| {
            if fits(&row) {
                found.push(row);
            }
        });
    }
}

/// Writes rows, each to its place, or many or behind others to the log.
///
/// # Errors
/// Where the database fails.
pub async fn write(transaction: &Transaction, written: &[JsValue]) -> Result<(), StoreError> {
    let (records, log) = (transaction.store(RECORDS)?, transaction.store(LOG)?);
    let mut laid = transaction.laid().len();
    if laid > 0 && laid + written.len() > MOST {
        for page in rows(&wait::result(&log.get_all()?).await?) {
            place(&records, &Array::from(&page))?;
        }
        log.clear()?;
        laid = 0;
    }
    if laid == 0 && !(DIRECT..=MOST).contains(&written.len()) {
        return place(&records, &written.iter().collect());
    }
    for page in pages(written) {
        log.add(&page)?;
    }
    Ok(())
}

/// Rows as pages, none of them too large for one value of a store.
pub fn pages(written: &[JsValue]) -> Vec<Array> {
    let mut pages = vec![Array::new()];
    let mut letters = 0;
    for row in written {
        letters += BESIDES + row::text(row).map_or(0, |text| text.length());
        if letters > PAGE {
            pages.push(Array::new());
            letters = 0;
        }
        if let Some(page) = pages.last() {
            page.push(row);
        }
    }
    pages
}

fn place(records: &IdbObjectStore, page: &Array) -> Result<(), StoreError> {
    for row in page.iter() {
        if row::is_gone(&row) {
            records.delete(&row::key_of(&row))?;
        } else {
            records.put(&row)?;
        }
    }
    Ok(())
}

/// Brings the oldest pages of the log to their places. Whether there may be more.
///
/// # Errors
/// Where the database fails; all stands where it stood then.
pub async fn settle() -> Result<bool, StoreError> {
    let transaction = Transaction::writing().await?;
    let (records, log) = (transaction.store(RECORDS)?, transaction.store(LOG)?);
    let all = IdbKeyRange::lower_bound(&JsValue::from_f64(0.0))?;
    let places = log.get_all_keys_with_key_and_limit(&all, SETTLED_AT_ONCE)?;
    let oldest = rows(&wait::result(&log.get_all_with_key_and_limit(&all, SETTLED_AT_ONCE)?).await?);
    for page in &oldest {
        place(&records, page.unchecked_ref())?;
    }
    if let Some(last) = rows(&places.result()?).last() {
        let settled: JsValue = IdbKeyRange::upper_bound(last)?.into();
        log.delete(&settled)?;
    }
    transaction.finish().await?;
    Ok(oldest.len() == SETTLED_AT_ONCE as usize)
}
