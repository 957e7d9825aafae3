//! The connection to the database: opened when first needed, opened again after it was lost. It never keeps
//! another version of the extension from upgrading.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    IdbDatabase, IdbFactory, IdbIndexParameters, IdbObjectStoreParameters, IdbTransaction, IdbTransactionMode,
};

use super::{error::StoreError, wait};

/// The database's name.
pub const NAME: &str = "pinfold";
/// The layout of its stores; what is in them has versions of its own (`schema`).
const VERSION: u32 = 2;

/// Records, by kind and id, found by their index keys.
pub const RECORDS: &str = "records";
/// The index over the records' index keys.
pub const BY: &str = "by";
/// The bytes of pictures, by media id.
pub const BLOBS: &str = "blobs";
/// Records that cannot be read, as they were found: set aside, never thrown away.
pub const ASIDE: &str = "aside";
/// Records that were written and are not in their places yet, many a row, in the order in which they were written.
pub const LOG: &str = "log";
/// Records of a backup, waiting to be made real in one commit: by change and place.
pub const STAGING: &str = "staging";

/// How long to wait before each further try to open. A disk that was full or a connection that was closed
/// under us mostly opens again at once.
const PATIENCE_MS: [u32; 3] = [50, 200, 800];

#[wasm_bindgen]
extern "C" {
    /// web-sys counts durability among what is not settled; both browsers have had it for years.
    type Durable;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Durable,
        stores: &Array,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

struct Connection {
    database: IdbDatabase,
    _listeners: [EventListener; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

thread_local! {
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

/// Forgets the connection: the next transaction opens another.
pub fn drop_connection() {
    CONNECTION.take();
}

/// A transaction over every store; one that writes completes when what it wrote lies on disk.
///
/// # Errors
/// Where the database cannot be opened.
pub async fn transaction(mode: IdbTransactionMode) -> Result<IdbTransaction, StoreError> {
    let mut patience = PATIENCE_MS.iter();
    loop {
        let problem = match connect().await {
            Ok(()) => match begin(mode) {
                Ok(transaction) => return Ok(transaction),
                Err(error) => error,
            },
            Err(error) => error,
        };
        drop_connection();
        match patience.next() {
            Some(pause) => TimeoutFuture::new(*pause).await,
            None => return Err(StoreError::Unavailable(problem.to_string())),
        }
    }
}

fn begin(mode: IdbTransactionMode) -> Result<IdbTransaction, StoreError> {
    CONNECTION.with_borrow(|connection| {
        let connection = connection.as_ref().ok_or_else(|| StoreError::Closed("no connection".to_owned()))?;
        let stores: Array =
            [RECORDS, LOG, BLOBS, ASIDE, STAGING].into_iter().map(JsValue::from_str).collect();
        let options = Object::new();
        // The default survives a crash of the browser, not a power cut: it lost every acknowledged pin.
        Reflect::set(&options, &JsValue::from_str("durability"), &JsValue::from_str("strict"))?;
        let database: &Durable = connection.database.unchecked_ref();
        Ok(database.transaction(&stores, mode, &options)?)
    })
}

async fn connect() -> Result<(), StoreError> {
    if CONNECTION.with_borrow(Option::is_some) {
        return Ok(());
    }
    let database = wait::opened(&factory()?.open_with_u32(NAME, VERSION)?, make_stores).await?;
    let listeners = ["close", "versionchange"].map(|event| {
        // A closed connection never comes back; and an upgrade waits until every old connection is gone.
        EventListener::new(&database, event, |_| drop_connection_later())
    });
    // Two questions may have waited for the same opening: the later connection replaces the earlier, whose
    // transactions still run to their end.
    CONNECTION.replace(Some(Connection { database, _listeners: listeners }));
    Ok(())
}

/// A listener cannot be dropped while it runs.
fn drop_connection_later() {
    wasm_bindgen_futures::spawn_local(async { drop_connection() });
}

/// Every process of an extension has `indexedDB`, but each as a member of another global.
fn factory() -> Result<IdbFactory, StoreError> {
    let factory = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))?;
    if factory.is_undefined() || factory.is_null() {
        return Err(StoreError::Unavailable("there is no IndexedDB".to_owned()));
    }
    Ok(factory.unchecked_into())
}

/// Makes what a database of an earlier version, or none, has not.
fn make_stores(database: &IdbDatabase) -> Result<(), JsValue> {
    let counted = IdbObjectStoreParameters::new();
    counted.set_auto_increment(true);
    let known = database.object_store_names();
    if !known.contains(RECORDS) {
        let keyed = IdbObjectStoreParameters::new();
        keyed.set_key_path(&JsValue::from_str("key"));
        let many = IdbIndexParameters::new();
        many.set_multi_entry(true);
        database
            .create_object_store_with_optional_parameters(RECORDS, &keyed)?
            .create_index_with_str_and_optional_parameters(BY, "by", &many)?;
        database.create_object_store(BLOBS)?;
        database.create_object_store_with_optional_parameters(ASIDE, &counted)?;
        database.create_object_store(STAGING)?;
    }
    database.create_object_store_with_optional_parameters(LOG, &counted)?;
    Ok(())
}
