//! What is answered about customers, destinations, notes and what is handed over, with the writer the background has. A module of its
//! own, since it is needed only while somebody looks at a customer or hands something over. It never sends anything itself.

use js_sys::Uint8Array;

use super::{
    store::{self, rounds},
    writer,
};
use crate::{
    model::{record::RecordKind, stored::Plan, time::Instant},
    protocol::{
        care::{CareRequest, CareResponse},
        failure::{Code, Failure},
    },
    view::{compose, customer, customers, errand, outbox},
};

/// What it is asked.
pub type Question = CareRequest;
/// What it answers.
pub type Answer = CareResponse;

/// Answers a question, or stores something.
///
/// # Errors
/// Why there is no answer; nothing was changed then.
pub async fn answer(question: Question, now: Instant, _: Option<Uint8Array>) -> Result<Answer, Failure> {
    Ok(match question {
        Question::Edit { change, command } => {
            let outcome = writer::change(&change, &*command, now, None).await?;
            Answer::Stored(writer::acknowledgement(change, &outcome))
        }
        Question::Customer { of } => {
            let loaded = rounds(&|round, loaded| customer::plan(&of, round, loaded)).await?;
            Answer::Customer(Box::new(customer::view(&of, &loaded).ok_or_else(|| missing(of.kind()))?))
        }
        Question::Customers { query } => {
            let all_of = [RecordKind::Customer].into();
            let loaded = store::load(&Plan { all_of, ..Plan::default() }).await?;
            Answer::Customers(customers::list(&query, &loaded))
        }
        Question::Connections => {
            let all_of = [RecordKind::Connection].into();
            let loaded = store::load(&Plan { all_of, ..Plan::default() }).await?;
            Answer::Connections(outbox::connections(&loaded))
        }
        Question::Outbox { only } => {
            let loaded = store::load(&outbox::outbox_plan(&only)).await?;
            Answer::Outbox(outbox::outbox(&loaded))
        }
        Question::Due => {
            let loaded = store::load(&outbox::due_plan()).await?;
            Answer::Due(outbox::due(&loaded, now))
        }
        Question::Errand { delivery } => {
            let loaded = rounds(&|round, loaded| errand::errand_plan(&delivery, round, loaded)).await?;
            Answer::Errand(errand::errand(&delivery, &loaded).map(Box::new))
        }
        Question::Compose(ask) => {
            let loaded = rounds(&|round, loaded| compose::plan(&ask, round, loaded)).await?;
            let view = compose::compose(&ask, &loaded).ok_or_else(|| missing(RecordKind::Pin))?;
            Answer::Composed(Box::new(view))
        }
        Question::Evidence { pin, masked, language } => {
            let loaded = rounds(&|round, loaded| compose::evidence_plan(&pin, round, loaded)).await?;
            let parts = compose::evidence(&pin, masked, &language, &loaded, now);
            Answer::Evidence(parts.ok_or_else(|| missing(RecordKind::Pin))?)
        }
    })
}

fn missing(kind: RecordKind) -> Failure {
    Failure::new(Code::NotFound, [kind.as_str().to_owned()])
}
