//! Waiting for what IndexedDB reports by events. It holds its listeners only as long as somebody waits.

use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, IdbRequest, IdbRequestReadyState, IdbTransaction};

use super::error::StoreError;

/// Which event came, once one has, and who is to be told.
#[derive(Default)]
struct Heard {
    event: Option<Event>,
    waker: Option<Waker>,
}

/// The first of several events.
struct First {
    heard: Rc<RefCell<Heard>>,
    _listeners: Vec<EventListener>,
}

impl First {
    fn of(target: &EventTarget, kinds: &[&'static str]) -> Self {
        let heard = Rc::new(RefCell::new(Heard::default()));
        let listeners = kinds.iter().map(|kind| {
            let heard = Rc::clone(&heard);
            EventListener::once(target, *kind, move |event| {
                let waker = {
                    let mut heard = heard.borrow_mut();
                    heard.event.get_or_insert_with(|| event.clone());
                    heard.waker.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            })
        });
        Self { _listeners: listeners.collect(), heard }
    }
}

impl Future for First {
    type Output = Event;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Event> {
        let mut heard = self.heard.borrow_mut();
        match heard.event.take() {
            Some(event) => Poll::Ready(event),
            None => {
                heard.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Waits for a request and gives its result. The transaction is still active right after.
///
/// # Errors
/// What the request failed of.
pub async fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    // One that was made before another that was waited for is done by now, and its event is over.
    if request.ready_state() != IdbRequestReadyState::Done {
        First::of(request, &["success", "error"]).await;
    }
    match request.error() {
        Ok(None) => Ok(request.result()?),
        Ok(Some(error)) => Err(JsValue::from(error).into()),
        Err(error) => Err(error.into()),
    }
}

/// Waits until a transaction lies on disk.
///
/// # Errors
/// What it was aborted for; nothing was written then.
pub async fn complete(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let event = First::of(transaction, &["complete", "abort"]).await;
    if event.type_() == "complete" {
        return Ok(());
    }
    Err(transaction.error().map_or_else(
        || StoreError::Closed("the transaction was aborted".to_owned()),
        |error| JsValue::from(error).into(),
    ))
}

/// Waits for a database to open; `upgrade` makes its stores where it is new.
///
/// # Errors
/// Why it does not open.
pub async fn opened(
    request: &web_sys::IdbOpenDbRequest,
    upgrade: impl Fn(&web_sys::IdbDatabase) -> Result<(), JsValue> + 'static,
) -> Result<web_sys::IdbDatabase, StoreError> {
    let _upgrading = EventListener::once(request, "upgradeneeded", move |event| {
        let request = event.target().map(JsCast::unchecked_into::<IdbRequest>);
        let database = request.and_then(|request| request.result().ok());
        // What fails here aborts the upgrade, and with it the request that is waited for.
        if let Some(Err(error)) = database.map(|database| upgrade(database.unchecked_ref())) {
            wasm_bindgen::throw_val(error);
        }
    });
    Ok(result(request).await?.unchecked_into())
}
