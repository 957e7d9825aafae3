//! The sample in every other format, held still by snapshots.

use pinfold::{
    export::{
        self,
        file::Warning,
        request::{ExportFormat, ExportRequest, ExportScope, NoteSyntax},
    },
    model::{quoted::Quoted, record::Record, stored::Stored},
};

use super::{exported, now, text_of};
use crate::sample;

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

/// What somebody else said is never read as the author's words.
#[test]
fn what_a_post_quotes_is_told_apart() {
    let (mut workspace, _) = sample::workspace();
    let mut pin = workspace.pins().find(|pin| pin.content.text.is_some()).unwrap().clone();
    let quoted = |author: Option<&str>, text: &str| Quoted {
        author: author.map(str::to_owned),
        url: Some("https://forum.example/p/1".to_owned()),
        text: text.to_owned(),
    };
    pin.content.quotes =
        vec![quoted(Some("Carla *K*"), "It <leaks>.\nAgain."), quoted(None, "Never buy it.")];
    pin.content.text = Some("Mine does not.".to_owned());
    let id = pin.id.clone();
    workspace.put(Stored { revision: 9, record: Record::Pin(Box::new(pin)) });
    let text = |format| {
        let request = ExportRequest { of: ExportScope::All, format, language: "en".to_owned() };
        let file = export::file(&workspace, &request, std::slice::from_ref(&id), now()).unwrap();
        text_of(&file, |_| String::new())
    };
    let document = text(ExportFormat::Markdown);
    let lines = "> > **Carla \\*K\\***:\\\n> > It &lt;leaks&gt;.\\\n> > Again.\n>\n> > Never buy it.\n>\n> Mine does not.\n\n";
    assert!(document.contains(lines), "{document}");
    let page = text(ExportFormat::Html);
    let cited = page.find("<blockquote dir=\"auto\"><cite><a href=\"https://forum.example/p/1\"").unwrap();
    let own = page.find(">Mine does not.</p>").unwrap();
    let between = page.get(cited..own).unwrap();
    assert!(between.contains(">It &lt;leaks&gt;."), "{page}");
    let table = text(ExportFormat::Csv);
    assert!(table.contains("\"Carla *K*: “It <leaks>.\nAgain.”\n“Never buy it.”\""), "{table}");
    for syntax in [NoteSyntax::Plain, NoteSyntax::Markdown, NoteSyntax::Html] {
        let note = text(ExportFormat::CrmNote { template: None, syntax });
        let (before, after) = note.split_once("Mine does not.").unwrap();
        assert!(before.contains("Never buy it.”") && !after.contains("Never buy it."), "{note}");
    }
    let json = text(ExportFormat::Json);
    assert!(json.contains("\"quotes\":[{\"author\":\"Carla *K*\""), "{json}");
}

#[test]
fn files_have_names_that_say_what_they_are() {
    let name = |format| exported(format, "en").0.name;
    assert_eq!(name(ExportFormat::Html), "home-furnishings-2026-11-22.html");
    assert_eq!(name(ExportFormat::CrmCsv), "home-furnishings-2026-11-22.crm.csv");
    assert_eq!(name(ExportFormat::Json), "pinfold-backup-2026-11-22.json");
}
