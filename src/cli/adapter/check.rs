//! `pinfold adapter check`: adapters from files, validated and tried on their cases. It changes no file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    Check, lint,
    written::{Problem, Written},
};
use crate::cli::{CliError, line, scoring, time};

/// Where the adapters lie that ship.
const ALL: &str = "adapters";

pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<(), CliError> {
    let files = if asked.files.is_empty() { all()? } else { asked.files.clone() };
    let mut checker = Checker { asked, refused: BTreeSet::new(), ids: BTreeMap::new() };
    for file in &files {
        checker.file(file, out)?;
    }
    match checker.refused.len() {
        0 => Ok(()),
        refused => Err(CliError::Adapters { refused, of: files.len() }),
    }
}

fn all() -> Result<Vec<PathBuf>, CliError> {
    let unreadable = |error| CliError::Read { path: PathBuf::from(ALL), error };
    let entries =
        fs::read_dir(ALL).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}

struct Checker<'c> {
    asked: &'c Check,
    refused: BTreeSet<PathBuf>,
    /// The files by the adapter's name: two of one name could not be told apart.
    ids: BTreeMap<String, PathBuf>,
}

impl Checker<'_> {
    fn file(&mut self, file: &Path, out: &mut dyn Write) -> Result<(), CliError> {
        let written = match Written::open(file) {
            Ok(written) => written,
            Err(problem) => {
                self.refuse(file, &problem);
                return Ok(());
            }
        };
        let whole = crate::capture::adapter::Place::default();
        let id = &written.adapter.id;
        if let Some(other) = self.ids.insert(id.clone(), file.to_owned()) {
            self.refuse(
                file,
                &written.at(&whole.at("id"), &format!("{} has the same name", other.display())),
            );
        }
        for (place, reason) in lint::problems(&written.adapter) {
            self.refuse(file, &written.at(&place, &reason));
        }
        let now = time(self.asked.now);
        let mut passed = 0;
        let mut languages = BTreeSet::new();
        let mut fields: BTreeSet<&str> = BTreeSet::new();
        for (number, (case, _)) in written.cases.iter().enumerate() {
            let differences = case.run(&written.compiled, &self.asked.fixtures, scoring::read_at());
            languages.insert(case.lang.split('-').next().unwrap_or(&case.lang));
            if differences.is_empty() {
                passed += 1;
                fields.extend(case.expect.keys().map(String::as_str));
            }
            for (key, reason) in differences {
                let reason = format!("case {} ({}, card {}): {reason}", number + 1, case.fixture, case.at);
                self.refuse(file, &written.in_case(number, key.as_deref(), &reason));
            }
        }
        let today = now.to_rfc3339();
        let mut warnings = Vec::new();
        match languages.len() {
            0 => warnings.push(written.at(&whole, "it has no case: nothing shows that it reads anything")),
            1 => {
                warnings.push(written.in_case(0, Some("lang"), "all its cases are in one interface language"))
            }
            _ => {}
        }
        if today.get(..10).is_some_and(|today| written.adapter.expires.as_str() < today) {
            warnings.push(
                written.at(&whole.at("expires"), "it has expired: look whether it still reads the site"),
            );
        }
        for warning in &warnings {
            say(file, "warning: ", warning);
        }
        let warnings: Vec<&str> = warnings.iter().map(|one| one.reason.as_str()).collect();
        line(
            out,
            &json!({
                "file": file.display().to_string(), "id": id, "cases": written.cases.len(), "passed": passed,
                "languages": languages, "fields": fields, "warnings": warnings,
                "holds": !self.refused.contains(file),
            }),
        )
    }

    fn refuse(&mut self, file: &Path, problem: &Problem) {
        say(file, "", problem);
        self.refused.insert(file.to_owned());
    }
}

/// In the form that editors jump to.
fn say(file: &Path, how: &str, problem: &Problem) {
    eprintln!("{}:{}:{}: {how}{}", file.display(), problem.line, problem.column, problem.reason);
}
