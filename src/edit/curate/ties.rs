//! What a person says of two pins that look alike. It is written on both, so that either knows of it alone.

use crate::{
    edit::{
        desk::{Desk, Title},
        error::EditError,
    },
    model::{
        change::Deed,
        id::PinId,
        tie::{MAX_TIES, Tie},
    },
};

pub(super) fn tie(desk: &mut Desk, pin: &PinId, other: &PinId, tie: Option<Tie>) -> Result<Title, EditError> {
    if pin == other {
        return Err(EditError::Invalid("pin"));
    }
    for (own, theirs) in [(pin, other), (other, pin)] {
        let mut found = desk.pin(own)?;
        match tie {
            Some(tie) => found.ties.insert(theirs.clone(), tie),
            None => {
                found.ties.remove(theirs);
            }
        }
        if found.ties.len() > MAX_TIES {
            return Err(EditError::TooMany { what: "ties", limit: MAX_TIES });
        }
        desk.put_pin(found);
    }
    Ok(Deed::Edited.into())
}
