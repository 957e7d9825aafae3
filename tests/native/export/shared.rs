//! Forms for programs of others: the feed, the annotations, Pinterest's table, and what may be left out of all of them.

use pinfold::{
    export::{
        self,
        fields::ExportField,
        file::Warning,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    model::{
        annotation::Target,
        author::Author,
        case::Case,
        engagement::Count,
        id::PinId,
        pin::Pin,
        quoted::Quoted,
        record::{Record, RecordKind},
        rights::{Rights, RightsStatus},
        stored::Stored,
        workspace::Workspace,
    },
};
use serde_json::Value;

use super::{
    all_of, exported,
    hostile::{cells, strings, workspace_of},
    now, text_of,
};
use crate::sample;

fn json(format: ExportFormat, workspace: &Workspace) -> Value {
    serde_json::from_str(&text_of(&all_of(workspace, format, "en"), |_| String::new())).unwrap()
}

#[test]
fn the_sample_as_a_feed_and_as_annotations() {
    for (name, format) in [("feed", ExportFormat::JsonFeed), ("annotations", ExportFormat::Annotations)] {
        let (file, _) = exported(format, "en");
        insta::assert_snapshot!(name, text_of(&file, |_| String::new()));
    }
}

/// What the standard demands of every item, on hostile text too: an identity, a page to open, words.
#[test]
fn every_item_of_a_feed_is_one() {
    for workspace in [sample::workspace().0, workspace_of(&strings())] {
        let feed = json(ExportFormat::JsonFeed, &workspace);
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        let items = feed["items"].as_array().unwrap();
        assert_eq!(items.len(), workspace.pins().count());
        for item in items {
            assert!(
                item["id"].as_str().unwrap().starts_with("pin:") && item["content_text"].is_string(),
                "{item}"
            );
            for link in [&item["url"], &item["image"], &item["authors"][0]["url"]] {
                assert!(link.is_null() || link.as_str().unwrap().starts_with("https://"), "{item}");
            }
        }
    }
}

/// The musts of the Web Annotation model, sections 3.1, 3.2 and 4.2.
#[test]
fn every_annotation_is_one() {
    for workspace in [sample::workspace().0, workspace_of(&strings())] {
        let collection = json(ExportFormat::Annotations, &workspace);
        let items = collection["first"]["items"].as_array().unwrap();
        let tagged = workspace.pins().filter(|pin| !pin.tags.is_empty()).count();
        let notes = workspace.of_kind(RecordKind::Annotation).count();
        assert_eq!((items.len(), collection["total"].as_u64()), (tagged + notes, Some(items.len() as u64)));
        for item in items {
            assert_eq!((&item["@context"], &item["type"]), (&collection["@context"], &"Annotation".into()));
            let target = &item["target"];
            let source = target.as_str().or(target["source"].as_str()).unwrap();
            for address in [item["id"].as_str().unwrap(), source] {
                assert!(url::Url::parse(address).is_ok(), "{address}");
            }
            if let Some(selector) = target.get("selector") {
                let words = selector["exact"].as_str().is_some_and(|words| !words.is_empty());
                let region =
                    selector["value"].as_str().is_some_and(|value| value.starts_with("xywh=percent:"));
                assert!(words || region, "{item}");
            }
        }
    }
}

/// Pictures of others go to Pinterest by its own button alone, and it refuses a table with two rows of one title.
#[test]
fn pinterest_is_given_what_is_granted_and_nothing_twice() {
    let mut workspace = workspace_of(&strings());
    let base = sample::workspace().0.pins().find(|pin| !pin.content.media.is_empty()).unwrap().clone();
    for (number, status) in
        [(1, RightsStatus::Granted), (2, RightsStatus::Granted), (3, RightsStatus::Refused)]
    {
        let mut pin = base.clone();
        pin.id = PinId::try_from(format!("{number:026}")).unwrap();
        pin.rights.status = status;
        pin.content.title = Some("T".repeat(300));
        pin.content.product = None;
        pin.content.text = Some("long ".repeat(300));
        pin.content.media[0].url = Some(format!("https://pictures.example/{number}.png"));
        pin.content.media[0].rights = None;
        workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin)) });
    }
    let file = all_of(&workspace, ExportFormat::Pinterest, "en");
    let rows = cells(&text_of(&file, |_| String::new()));
    assert_eq!(rows.len(), 1 + file.pins as usize);
    let left = workspace.pins().count() - file.pins as usize;
    assert!(file.warnings.contains(&Warning::PinsLeft(u32::try_from(left).unwrap())), "{:?}", file.warnings);
    let mut titles: Vec<&str> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert!(titles.len() >= 2 && titles.iter().all(|title| title.chars().count() <= 101));
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), file.pins as usize);
    for row in rows.iter().skip(1) {
        assert!(row[1].starts_with("https://") && row[4].chars().count() <= 501, "{row:?}");
        assert!(!row[1].contains("/3.png"), "refused: {row:?}");
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
}

/// The sample's table of one pin that has everything, without a field.
fn without(workspace: &Workspace, pin: &PinId, format: ExportFormat, without: Vec<ExportField>) -> String {
    let request = ExportRequest { without, ..ExportRequest::new(ExportScope::All, format, "en") };
    text_of(&export::file(workspace, &request, std::slice::from_ref(pin), now()).unwrap(), |_| String::new())
}

#[test]
fn what_is_left_out_is_in_no_form() {
    use ExportField::{Author, Boards, Case, Counts, Notes, Product, Quotes, Tags};
    let mut workspace = sample::workspace().0;
    let id = full(&mut workspace);
    let forms = [
        ExportFormat::Csv,
        ExportFormat::Html,
        ExportFormat::Markdown,
        ExportFormat::JsonFeed,
        ExportFormat::Bookmarks,
        ExportFormat::Raindrop,
    ];
    for (field, said, columns) in [
        (Author, "Authorine", 5),
        (Quotes, "Quotesaid", 1),
        (Counts, "765432", 9),
        (Product, "Productname", 12),
        (Tags, "tagword", 1),
        (Notes, "noteword", 1),
        (Boards, "Home furnishings", 2),
        (Case, "Casereason", 5),
    ] {
        for format in &forms {
            let whole = without(&workspace, &id, format.clone(), Vec::new());
            let thin = without(&workspace, &id, format.clone(), vec![field]);
            assert!(!thin.contains(said), "{field:?} in {format:?}");
            if *format == ExportFormat::Csv {
                assert!(whole.contains(said), "{field:?} in {format:?}");
                let width = |table: &str| cells(table)[0].len();
                assert_eq!(width(&whole) - width(&thin), columns, "{field:?}");
                assert!(cells(&thin).iter().all(|row| row.len() == width(&thin)));
            }
        }
    }
}

#[test]
fn a_board_that_is_left_out_is_no_folder_either() {
    let (workspace, _) = sample::workspace();
    let board = sample::board(&workspace);
    let pins: Vec<PinId> = workspace
        .pins()
        .filter(|pin| pin.placements.contains_key(&board.id))
        .map(|pin| pin.id.clone())
        .collect();
    for format in [ExportFormat::Bookmarks, ExportFormat::Raindrop] {
        let text = |without| {
            let of = ExportScope::Board(board.id.clone());
            let request = ExportRequest { without, ..ExportRequest::new(of, format.clone(), "en") };
            text_of(&export::file(&workspace, &request, &pins, now()).unwrap(), |_| String::new())
        };
        assert!(text(Vec::new()).contains(&board.name), "{format:?}");
        assert!(!text(vec![ExportField::Boards]).contains(&board.name), "{format:?}");
    }
}

/// Puts a pin in that says a word of its own in every field.
pub fn full(workspace: &mut Workspace) -> PinId {
    let board = sample::board(workspace).id;
    let on_board = |pin: &&Pin| pin.placements.contains_key(&board) && pin.content.product.is_some();
    let mut pin = workspace.pins().find(on_board).unwrap().clone();
    let own = |text: &str| Some(text.to_owned());
    pin.rights = Rights::default();
    pin.tags = ["tagword".to_owned().try_into().unwrap()].into();
    let content = &mut pin.content;
    content.media.clear();
    content.title = own("Headline");
    content.author = Some(Author { name: own("Authorine"), ..Author::default() });
    content.quotes = vec![Quoted { author: None, url: None, text: "Quotesaid".to_owned() }];
    content.engagement.insert(Count::Likes, 765_432);
    if let Some(product) = &mut content.product {
        product.name = own("Productname");
    }
    pin.case = Some(Case { reason: own("Casereason"), ..Case::default() });
    let id = pin.id.clone();
    workspace.put(Stored { revision: 9, record: Record::Pin(Box::new(pin)) });
    let mut note = workspace.of_kind(RecordKind::Annotation).next().unwrap().clone();
    if let Record::Annotation(note) = &mut note.record {
        (note.pin, note.target, note.body) = (id.clone(), Target::Whole, "noteword".to_owned());
    }
    workspace.put(note);
    id
}

/// Each link opens Pinterest's own form with what the pin shows to everybody, and nothing a person added.
#[test]
fn save_links_carry_address_picture_and_title() {
    let mut workspace = workspace_of(&strings());
    let mut pin = sample::workspace().0.pins().find(|pin| !pin.content.media.is_empty()).unwrap().clone();
    pin.content.product = None;
    pin.content.title = Some("Oak & \"ash\" <b>50 % + more</b>\nsecond line".to_owned());
    pin.content.source.url = Some("https://shop.example/oak?a=1&b=2".to_owned());
    pin.content.media[0].url = Some("https://pictures.example/1.png?w=1&h=2".to_owned());
    workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin.clone())) });
    let file = all_of(&workspace, ExportFormat::SaveLinks, "en");
    let page = text_of(&file, |_| String::new());
    let hrefs: Vec<String> = page
        .split("href=\"https://www.pinterest.com/")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0.replace("&amp;", "&"))
        .collect();
    assert_eq!(hrefs.len(), file.pins as usize);
    assert!(file.warnings.contains(&Warning::PinsLeft(workspace.pins().count() as u32 - file.pins)));
    let asked = |href: &String| -> Vec<(String, String)> {
        let url = url::Url::parse(&format!("https://www.pinterest.com/{href}")).unwrap();
        assert_eq!(url.path(), "/pin/create/button/");
        url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    };
    let own: Vec<_> =
        hrefs.iter().map(asked).filter(|asked| asked[0].1.contains("shop.example/oak")).collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        own,
        [vec![
            pair("url", "https://shop.example/oak?a=1&b=2"),
            pair("media", "https://pictures.example/1.png?w=1&h=2"),
            pair("description", "Oak & \"ash\" <b>50 % + more</b>"),
        ]]
    );
}
