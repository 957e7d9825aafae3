//! The sample in every other format, held still by snapshots.

use pinfold::{
    customers::owner::owner_in,
    deliver::job::Job,
    export::{
        self,
        file::Warning,
        preset::{Cell, CrmPreset, Rows},
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    model::{
        author::Author,
        customer::{Customer, IdentityKey},
        delivery::Note,
        id::{CustomerId, PinId},
        quoted::Quoted,
        record::Record,
        redaction::Kinds,
        stored::Stored,
        template::NoteSyntax,
    },
};

use super::{exported, hostile::cells, now, text_of};
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
    snapshot("crm_table", ExportFormat::CrmCsv(CrmPreset::Neutral), "en");
}

/// The tables of all systems, read back: each cell under its column.
#[test]
fn the_sample_as_tables_of_systems() {
    let mut shown = String::new();
    for preset in CrmPreset::ALL {
        let (file, _) = exported(ExportFormat::CrmCsv(*preset), "en");
        let rows = cells(&text_of(&file, |_| String::new()));
        let (columns, rows) = rows.split_first().unwrap();
        shown += &format!("\n== {} ({} pins)\n", file.name, file.pins);
        for row in rows.iter().take(3) {
            for (column, cell) in columns.iter().zip(row) {
                shown += &format!("{column}: {}\n", cell.replace('\n', "⏎"));
            }
            shown += "\n";
        }
        assert!(rows.iter().all(|row| row.len() == columns.len()));
    }
    insta::assert_snapshot!("systems", shown);
}

/// A customer has one row, with what all their pins say; a pin by nobody who is known has none.
#[test]
fn customers_have_one_row_each() {
    let (mut workspace, _) = sample::workspace();
    let mut pin = workspace.pins().find(|pin| pin.content.author.is_some()).unwrap().clone();
    let mut put = |id: u64, text: &str, handle: Option<&str>| {
        pin.id = PinId::try_from(format!("{id:026}")).unwrap();
        pin.content.text = Some(text.to_owned());
        pin.customer = None;
        let name = (id == 3).then(|| "Jane Roe".to_owned());
        let author =
            handle.map(|handle| Author { handle: Some(handle.to_owned()), name, ..Author::default() });
        pin.content.author = author;
        workspace.put(Stored { revision: 9, record: Record::Pin(Box::new(pin.clone())) });
        pin.id.clone()
    };
    let pins = [
        put(1, "first word", Some("Own_Er")),
        put(2, "a stranger's", None),
        put(3, "second word", Some("own_er")),
        put(4, "another's", Some("other")),
    ];
    let format = ExportFormat::CrmCsv(CrmPreset::Salesforce);
    let request = ExportRequest::new(ExportScope::All, format, "en");
    let file = export::file(&workspace, &request, &pins, now()).unwrap();
    let rows = cells(&text_of(&file, |_| String::new()));
    let keys: Vec<&str> = rows.iter().skip(1).map(|row| row[0].rsplit(':').next().unwrap()).collect();
    assert_eq!((keys.as_slice(), file.pins), (["own_er", "other"].as_slice(), 3));
    assert_eq!(rows[1][1..3], ["Jane", "Roe"], "both of the one name that there is");
    let said = rows[1].last().unwrap();
    assert!(said.starts_with("first word") && said.contains("second word"), "{said}");
    assert!(
        pins.iter()
            .zip([true, false, true, false])
            .all(|(id, there)| said.contains(&format!("pin:{id}")) == there)
    );
}

/// Tables of different pins of one customer, made at different times, name it alike, and as a note that is handed over does.
#[test]
fn a_customer_has_one_key_in_every_table_and_note() {
    let (mut workspace, _) = sample::workspace();
    let template = workspace.pins().find(|pin| pin.content.author.is_some()).unwrap().clone();
    let id = CustomerId::try_from(format!("{:026}", 900)).unwrap();
    let mut jane = Customer::new(id, "Jane Roe".to_owned(), now());
    let account = |text: &str| IdentityKey(text.to_owned());
    jane.identities = [account("mastodon:jane@m.example"), account("x:#17"), account("x:jane_roe")].into();
    jane.known_as = Some("x:jane_roe".to_owned());
    workspace.put(Stored { revision: 9, record: Record::Customer(Box::new(jane.clone())) });
    let mut put = |n: u64, network: &str, author: Author, customer: Option<CustomerId>| {
        let mut pin = template.clone();
        pin.id = PinId::try_from(format!("{n:026}")).unwrap();
        pin.content.source.network = Some(network.to_owned());
        (pin.content.author, pin.customer) = (Some(author), customer);
        workspace.put(Stored { revision: 9, record: Record::Pin(Box::new(pin.clone())) });
        pin
    };
    let of = |handle: &str| Author { handle: Some(handle.to_owned()), ..Author::default() };
    let by_id = Author { native_id: Some("17".to_owned()), ..Author::default() };
    let pins = [
        put(1, "mastodon", of("jane@m.example"), None),
        put(2, "x", of("Jane_Roe"), None),
        put(3, "x", by_id, None),
        put(4, "forum", of("somebody"), Some(jane.id.clone())),
    ];
    for preset in CrmPreset::ALL {
        let columns = preset.columns();
        let Some(place) = columns.cells.iter().position(|(_, cell)| *cell == Cell::Key) else { continue };
        let network = columns.cells.iter().position(|(_, cell)| *cell == Cell::KeyNetwork);
        for first in 0..pins.len() {
            let mut chosen: Vec<PinId> = pins.iter().map(|pin| pin.id.clone()).collect();
            chosen.rotate_left(first);
            for chosen in [&chosen[..], &chosen[..1]] {
                let format = ExportFormat::CrmCsv(*preset);
                let request = ExportRequest::new(ExportScope::All, format, "en");
                let file = export::file(&workspace, &request, chosen, now()).unwrap();
                let rows = cells(&text_of(&file, |_| String::new()));
                let people = if columns.rows == Rows::People { 1 } else { chosen.len() };
                assert_eq!(rows.len(), people + 1, "{}", preset.name());
                for row in rows.iter().skip(1) {
                    assert_eq!(row[place], "x:jane_roe", "{}: {chosen:?}", preset.name());
                    assert!(network.is_none_or(|place| row[place] == "x"), "{}: {row:?}", preset.name());
                }
            }
        }
    }
    for pin in &pins {
        let note = Note {
            subject: String::new(),
            body: String::new(),
            syntax: NoteSyntax::Plain,
            tags: Vec::new(),
            masked: Kinds::default(),
            attachments: Vec::new(),
        };
        let job = Job::of(pin, owner_in(pin, &workspace), note, Vec::new());
        assert_eq!(job.person.key().as_deref(), Some("x:jane_roe"), "{:?}", pin.content.author);
    }
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
        let request = ExportRequest::new(ExportScope::All, format, "en");
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
    assert_eq!(name(ExportFormat::CrmCsv(CrmPreset::Neutral)), "home-furnishings-2026-11-22.crm.csv");
    let system = ExportFormat::CrmCsv(CrmPreset::RequestTracker);
    assert_eq!(name(system), "home-furnishings-2026-11-22.request-tracker.csv");
    assert_eq!(name(ExportFormat::Json), "pinfold-backup-2026-11-22.json");
}
