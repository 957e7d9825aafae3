//! The sample in every other format, held still by snapshots.

use pinfold::export::{
    file::Warning,
    request::{ExportFormat, NoteSyntax},
};

use super::{exported, text_of};

fn snapshot(name: &str, format: ExportFormat, language: &str) -> Vec<Warning> {
    let (file, _) = exported(format, language);
    insta::assert_snapshot!(name, text_of(&file, |_| String::new()));
    file.warnings
}

#[test]
fn the_sample_as_tables() {
    let rights = snapshot("table", ExportFormat::Csv, "en");
    assert_eq!(rights, [Warning::RightsNotGranted(10)]);
    snapshot("crm_table", ExportFormat::CrmCsv, "en");
}

#[test]
fn the_sample_as_a_document() {
    snapshot("document", ExportFormat::Markdown, "en");
    snapshot("document_german", ExportFormat::Markdown, "de");
}

#[test]
fn the_sample_as_notes() {
    for (name, syntax) in
        [("plain", NoteSyntax::Plain), ("markdown", NoteSyntax::Markdown), ("html", NoteSyntax::Html)]
    {
        snapshot(&format!("note_{name}"), ExportFormat::CrmNote { template: None, syntax }, "en");
    }
}

#[test]
fn files_have_names_that_say_what_they_are() {
    let name = |format| exported(format, "en").0.name;
    assert_eq!(name(ExportFormat::Html), "home-furnishings-2026-11-22.html");
    assert_eq!(name(ExportFormat::CrmCsv), "home-furnishings-2026-11-22.crm.csv");
    assert_eq!(name(ExportFormat::Json), "pinfold-backup-2026-11-22.json");
}
