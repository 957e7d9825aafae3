//! What is answered about customers, destinations and what is handed over, with the writer the background has. A module of its
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
    view::{customer, customers, errand, outbox},
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
            let loaded = rounds(|round, loaded| customer::plan(&of, round, loaded)).await?;
            let missing = || Failure::new(Code::NotFound, [of.kind().as_str().to_owned()]);
            Answer::Customer(Box::new(customer::view(&of, &loaded).ok_or_else(missing)?))
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
            let loaded = rounds(|round, loaded| errand::errand_plan(&delivery, round, loaded)).await?;
            Answer::Errand(errand::errand(&delivery, &loaded).map(Box::new))
        }
    })
}
