//! The adapters that ship with the program, compiled when the first page asks for one.
//! Nothing can be added at run time: what a user writes or imports never becomes an adapter.

use std::sync::OnceLock;

use super::{Adapter, AdapterError};
use crate::{
    capture::packed::{Text, text},
    json,
};

static SHELF: OnceLock<Vec<Adapter>> = OnceLock::new();

/// All adapters in the order of their file names. One that cannot be used is left out; a test sees to it
/// that none is.
pub fn all() -> &'static [Adapter] {
    SHELF.get_or_init(|| compile(text(Text::Adapters)).into_iter().filter_map(Result::ok).collect())
}

/// The adapter for pages of this host.
pub fn of_host(host: &str) -> Option<&'static Adapter> {
    all().iter().find(|adapter| adapter.is_for(host))
}

/// The adapters for software that many sites run.
pub fn platforms() -> impl Iterator<Item = &'static Adapter> {
    all().iter().filter(|adapter| adapter.is_platform())
}

/// The same, those first that are for the software that the page says it was made by.
pub fn platforms_of(generators: &[&str]) -> impl Iterator<Item = &'static Adapter> {
    let (named, others) =
        platforms().partition::<Vec<_>, _>(|adapter| generators.iter().any(|one| adapter.is_made_by(one)));
    named.into_iter().chain(others)
}

fn compile(shipped: &str) -> Vec<Result<Adapter, AdapterError>> {
    let shipped = json::parse(shipped).unwrap_or_default();
    shipped.as_array().into_iter().flatten().map(Adapter::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_adapter_compiles() {
        let errors: Vec<String> = compile(text(Text::Adapters))
            .into_iter()
            .filter_map(|one| one.err().map(|error| error.to_string()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        assert!(!all().is_empty());
    }
}
