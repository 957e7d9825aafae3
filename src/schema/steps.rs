//! From an older schema to the current one, one numbered step at a time. A step never skips a number and
//! never looks at another record.
//!
//! A step is one file here and one fixture of the schema it leaves in `tests/fixtures/schema/`.

use serde_json::Value;
use thiserror::Error;

use crate::{json, model::record::RecordKind};

/// Why a step could not be taken: in words, for the message about the record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct StepError(pub String);

/// One step: turns a body of schema `from` into one of schema `from + 1`.
pub struct Step {
    /// The schema it starts from.
    pub from: u16,
    /// What it does to the body of a record of a kind. It is also given the records inside a change.
    pub apply: fn(RecordKind, Value) -> Result<Value, StepError>,
}

/// All steps, the oldest first. Schema 1 is the first, so there are none yet.
pub const STEPS: &[Step] = &[];

/// Takes a body from schema `from` to schema `to`; `None` where a step is missing on the way.
pub(super) fn migrate(
    kind: RecordKind,
    body: Value,
    from: u16,
    steps: &[Step],
    to: u16,
) -> Option<Result<Value, StepError>> {
    let path: Option<Vec<&Step>> =
        (from..to).map(|number| steps.iter().find(|step| step.from == number)).collect();
    let walked = path?.into_iter().try_fold(body, |body, step| {
        let body = within_change(kind, body, step)?;
        (step.apply)(kind, body)
    });
    Some(walked)
}

/// Applies a step to the records that a change keeps: they have the change's own schema.
fn within_change(kind: RecordKind, mut body: Value, step: &Step) -> Result<Value, StepError> {
    if kind != RecordKind::Change {
        return Ok(body);
    }
    let kept = body.get_mut("before").and_then(Value::as_array_mut);
    for before in kept.into_iter().flatten() {
        let Some(record) = before.get_mut("record").and_then(Value::as_object_mut) else { continue };
        for (name, inner) in record.iter_mut() {
            let kind =
                json::read(&Value::from(name.as_str())).map_err(|error| StepError(error.to_string()))?;
            *inner = (step.apply)(kind, inner.take())?;
        }
    }
    Ok(body)
}
