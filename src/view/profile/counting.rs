//! How many pins say something, letter case and accents aside. It names it as the first pin wrote it.

use pinfold_kernels::sorting::sort_by;

use super::{MAX_NAMED, Said};
use crate::search::fold::folded;

/// What is said, one entry for each pin that says it: as it is compared, and as it is written.
#[derive(Default)]
pub(super) struct Counting(Vec<(String, String)>);

impl Counting {
    /// Notes what one pin says, each thing once.
    pub(super) fn add<'a>(&mut self, said: impl IntoIterator<Item = &'a str>) {
        let from = self.0.len();
        for written in said {
            let key = folded(written.trim());
            let own = self.0.get(from..).unwrap_or_default();
            if !key.is_empty() && own.iter().all(|(known, _)| *known != key) {
                self.0.push((key, written.trim().to_owned()));
            }
        }
    }

    /// What most pins say, at least `least` of them.
    pub(super) fn first(mut self, least: u32) -> Vec<Said> {
        sort_by(&mut self.0, |a, b| a.0.cmp(&b.0));
        let mut said: Vec<Said> = Vec::new();
        for same in self.0.chunk_by(|one, other| one.0 == other.0) {
            let count = super::count(same.len());
            if let Some((_, name)) = same.first()
                && count >= least
            {
                said.push(Said { name: name.clone(), count });
            }
        }
        sort_by(&mut said, |a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        said.truncate(MAX_NAMED);
        said
    }
}
