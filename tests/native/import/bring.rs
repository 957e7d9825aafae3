//! What comes of a file: pins, boards, tags and notes; nothing twice, nothing overwritten, all of it undone.

use pinfold::{
    import::{
        bring::{Brought, ImportChoice},
        gathered::{Gathered, UnreadReason},
    },
    model::{
        annotation::Target,
        board::Board,
        change::Deed,
        id::BoardId,
        record::Record,
        settings::Settings,
        stored::Stored,
        tag::{MAX_VOCABULARY, Tag, TagPath},
        workspace::Workspace,
    },
};

use super::{all, board, boards, bring, change, notes, now, opened, pin_at, tags, undo};
use crate::sample;

const BOOKMARKS: &str = r#"<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p>
    <DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><A HREF="https://a.example/" ADD_DATE="1466009029" TAGS="light,late hours">A</A>
        <DD>the note
        <DT><H3>Lamps</H3>
        <DL><p>
            <DT><H3>Desk</H3>
            <DL><p>
                <DT><A HREF="https://b.example/?utm_source=x" TAGS="light">B</A>
                <DT><A HREF="https://a.example/" TAGS="again">other title</A>
            </DL><p>
        </DL><p>
    </DL><p>
    <DT><A HREF="https://c.example/">C</A>
</DL><p>"#;

#[test]
fn folders_tags_notes_and_dates_come_along() {
    let mut workspace = Workspace::default();
    let brought = bring(&mut workspace, BOOKMARKS, &all(), 1);
    assert_eq!(
        brought,
        Brought { new: 3, known: 0, enriched: 0, boards: 2, tags: 3, notes: 1, ..Brought::default() }
    );
    let pin = pin_at(&workspace, "https://a.example/");
    assert_eq!(
        (pin.content.title.as_deref(), pin.created.to_rfc3339().as_str()),
        (Some("A"), "2016-06-15T16:43:49Z")
    );
    assert_eq!(tags(pin), ["again", "late hours", "light"]);
    let mut on = boards(&workspace, pin);
    on.sort_unstable();
    assert_eq!(on, ["Bookmarks bar", "Lamps / Desk"]);
    assert_eq!(notes(&workspace, pin), [(String::new(), "the note".to_owned())]);
    assert!(pin_at(&workspace, "https://c.example/").placements.is_empty());
    // In the file's order.
    let desk = board(&workspace, "Lamps / Desk").id.clone();
    let mut standing: Vec<_> = workspace
        .pins()
        .filter_map(|pin| Some((&pin.placements.get(&desk)?.order, &pin.content.title)))
        .collect();
    standing.sort();
    assert_eq!(standing.iter().map(|(_, title)| title.as_deref().unwrap()).collect::<Vec<_>>(), ["A", "B"]);
    let change = workspace.changes().next().unwrap();
    assert_eq!((change.deed, change.count, change.label.as_deref()), (Deed::Imported, 3, Some("file")));
}

#[test]
fn a_second_time_changes_nothing_and_the_same_change_is_done_once() {
    let mut workspace = Workspace::default();
    let first = bring(&mut workspace, BOOKMARKS, &all(), 1);
    let before: Vec<Stored> = workspace.iter().map(|(_, stored)| stored.clone()).collect();
    for number in [2, 1] {
        let again = bring(&mut workspace, BOOKMARKS, &all(), number);
        assert_eq!(again, Brought { known: 3, ..Brought::default() });
        assert_eq!(workspace.iter().map(|(_, stored)| stored.clone()).collect::<Vec<_>>(), before);
    }
    // The same change in another tab, before the first was seen: the same ids, so one of the two is refused.
    let make = || {
        pinfold::import::bring(
            &Workspace::default(),
            &mut opened(BOOKMARKS).gathered,
            &all(),
            &change(1),
            now(),
        )
    };
    assert_eq!(make(), make());
    assert_eq!(make().1, first);
}

#[test]
fn what_is_known_is_added_to_and_never_overwritten() {
    let (mut workspace, _) = sample::workspace();
    let pin = workspace
        .pins()
        .find(|pin| pin.content.source.url.is_some() && !pin.placements.is_empty())
        .unwrap()
        .clone();
    let address = pin.content.source.url.clone().unwrap();
    let file = format!(
        "url,title,note,tags,folder,created\n{address},Other title,A new note,brand new,Another board,2001-01-01\n"
    );
    let brought = bring(&mut workspace, &file, &all(), 1);
    assert_eq!(
        brought,
        Brought { known: 1, enriched: 1, boards: 1, tags: 1, notes: 1, ..Brought::default() }
    );
    let now_there = workspace.pin(&pin.id).unwrap().clone();
    assert_eq!((&now_there.content, now_there.created), (&pin.content, pin.created));
    assert!(
        pin.tags.iter().all(|tag| now_there.tags.contains(tag)) && now_there.tags.len() == pin.tags.len() + 1
    );
    assert!(pin.placements.iter().all(|(id, place)| now_there.placements.get(id) == Some(place)));
    assert_eq!(bring(&mut workspace, &file, &all(), 2), Brought { known: 1, ..Brought::default() });
}

#[test]
fn undo_takes_all_of_it_back() {
    let (mut workspace, _) = sample::workspace();
    let address = workspace.pins().find_map(|pin| pin.content.source.url.clone()).unwrap();
    let file = BOOKMARKS.replace("https://b.example/?utm_source=x", &address);
    let state = |workspace: &Workspace| -> Vec<Stored> {
        workspace
            .iter()
            .map(|(_, stored)| stored.clone())
            .filter(|stored| !matches!(stored.record, Record::Change(_)))
            .collect()
    };
    let before = state(&workspace);
    bring(&mut workspace, &file, &all(), 1);
    assert_ne!(state(&workspace), before);
    undo(&mut workspace, 1, 2);
    assert_eq!(state(&workspace), before);
    undo(&mut workspace, 2, 3);
    assert!(workspace.boards().any(|board| board.name == "Lamps / Desk"));
}

#[test]
fn a_person_chooses_what_comes_along() {
    let mut workspace = Workspace::default();
    let one =
        ImportChoice { name: None, board: Some(" Reading  list ".to_owned()), folders: true, tags: false };
    let brought = bring(&mut workspace, BOOKMARKS, &one, 1);
    assert_eq!((brought.boards, brought.tags), (1, 0));
    assert!(workspace.pins().all(|pin| boards(&workspace, pin) == ["Reading list"] && pin.tags.is_empty()));
    let mut bare = Workspace::default();
    let none = ImportChoice { name: None, board: None, folders: false, tags: false };
    assert_eq!(bring(&mut bare, BOOKMARKS, &none, 1).boards, 0);
    assert!(bare.pins().all(|pin| pin.placements.is_empty()));
    // Then with all of it: the pins are known, and get what they have not.
    assert_eq!(
        bring(&mut bare, BOOKMARKS, &all(), 2),
        Brought { known: 3, enriched: 2, boards: 2, tags: 3, ..Brought::default() }
    );
}

#[test]
fn a_folder_finds_its_board_and_a_smart_one_stays_what_it_is() {
    let mut workspace = Workspace::default();
    bring(&mut workspace, BOOKMARKS, &all(), 1);
    let mut desk = board(&workspace, "Lamps / Desk").clone();
    "lamps / DESK".clone_into(&mut desk.name);
    desk.query = Some("tag:light".to_owned());
    workspace.put(Stored { revision: 9, record: Record::Board(desk) });
    let brought = bring(&mut workspace, BOOKMARKS, &all(), 2);
    assert_eq!((brought.boards, brought.enriched), (1, 2));
    assert_eq!(board(&workspace, "Lamps / Desk 2").query, None);
    assert_eq!(bring(&mut workspace, BOOKMARKS, &all(), 3), Brought { known: 3, ..Brought::default() });
}

#[test]
fn marked_words_stand_where_the_text_has_them() {
    let mut workspace = Workspace::default();
    let file =
        "url,text,highlights\nhttps://a.example/,\"It leaks, and it was late.\",\"it was late\nnot there\"\n";
    bring(&mut workspace, file, &all(), 1);
    let pin = pin_at(&workspace, "https://a.example/");
    let starts: Vec<_> = workspace
        .annotations_of(&pin.id)
        .into_iter()
        .map(|note| match &note.target {
            Target::Quote(quote) => (quote.exact.as_str(), quote.start),
            _ => panic!("{note:?}"),
        })
        .collect();
    assert_eq!(starts.len(), 2);
    assert!(starts.contains(&("it was late", Some(14))) && starts.contains(&("not there", None)));
    assert_eq!(bring(&mut workspace, file, &all(), 2).notes, 0);
}

#[test]
fn a_board_that_was_put_away_is_in_use_again_where_something_comes_to_it() {
    let mut workspace = Workspace::default();
    bring(&mut workspace, BOOKMARKS, &all(), 1);
    let put_away = |workspace: &mut Workspace, revision| {
        let desk = board(workspace, "Lamps / Desk").clone();
        let record = Record::Board(Board { archived: true, ..desk });
        workspace.put(Stored { revision, record });
    };
    put_away(&mut workspace, 9);
    // What is there already leaves it where it is.
    assert_eq!(bring(&mut workspace, BOOKMARKS, &all(), 2), Brought { known: 3, ..Brought::default() });
    assert!(board(&workspace, "Lamps / Desk").archived);

    let more = BOOKMARKS.replace("https://b.example/", "https://d.example/");
    let brought = bring(&mut workspace, &more, &all(), 3);
    assert_eq!((brought.new, brought.boards, brought.unarchived), (1, 0, vec!["Lamps / Desk".to_owned()]));
    assert!(!board(&workspace, "Lamps / Desk").archived);
    assert_eq!(boards(&workspace, pin_at(&workspace, "https://d.example/")), ["Lamps / Desk"]);
    undo(&mut workspace, 3, 4);
    assert!(board(&workspace, "Lamps / Desk").archived);

    // Of two with one name, the one in use takes it.
    let own = board(&workspace, "Lamps / Desk").clone();
    let id = BoardId::try_from("7ZZZZZZZZZZZZZZZZZZZZZZZZZ".to_owned()).unwrap();
    let other = Board { id: id.clone(), archived: false, ..own };
    workspace.put(Stored { revision: 1, record: Record::Board(other) });
    assert_eq!(bring(&mut workspace, &more, &all(), 5).unarchived, Vec::<String>::new());
    assert!(pin_at(&workspace, "https://d.example/").placements.contains_key(&id));
}

fn path(text: &str) -> TagPath {
    TagPath::try_from(text.to_owned()).unwrap()
}

/// Brings a file in and commits it: what it came to, and which words were no tags, and why.
fn bring_and_miss(
    workspace: &mut Workspace,
    text: &str,
    number: u32,
) -> (Brought, Vec<(String, UnreadReason)>) {
    let mut gathered: Gathered = opened(text).gathered;
    let (batch, brought) = pinfold::import::bring(workspace, &mut gathered, &all(), &change(number), now());
    workspace.commit(&batch).unwrap();
    (brought, gathered.unread.into_iter().map(|unread| (unread.what, unread.reason)).collect())
}

#[test]
fn tags_lead_where_the_vocabulary_has_them() {
    let mut workspace = Workspace::default();
    let mut lamp = Tag::new(path("Lamp"));
    lamp.aliases.insert(path("light"));
    workspace.put(Stored { revision: 1, record: Record::Tag(lamp) });
    let file = "url,tags\nhttps://a.example/,\"light, LAMP, light/desk\"\n";
    let brought = bring(&mut workspace, file, &all(), 1);
    assert_eq!((brought.new, brought.tags), (1, 1));
    assert_eq!(tags(pin_at(&workspace, "https://a.example/")), ["Lamp", "Lamp/desk"]);
    assert_eq!(bring(&mut workspace, file, &all(), 2), Brought { known: 1, ..Brought::default() });
}

#[test]
fn a_locked_vocabulary_refuses_its_tags_and_nothing_else() {
    let mut workspace = Workspace::default();
    let mut light = Tag::new(path("light"));
    light.aliases.insert(path("again"));
    workspace.put(Stored { revision: 1, record: Record::Tag(light) });
    let settings = Settings { vocabulary_locked: true, ..Settings::default() };
    workspace.put(Stored { revision: 1, record: Record::Settings(settings) });
    let (brought, missed) = bring_and_miss(&mut workspace, BOOKMARKS, 1);
    assert_eq!((brought.new, brought.boards, brought.tags), (3, 2, 0));
    assert_eq!(tags(pin_at(&workspace, "https://a.example/")), ["light"]);
    assert_eq!(missed, [("late hours".to_owned(), UnreadReason::TagLocked)]);
}

#[test]
fn a_full_vocabulary_learns_what_fits() {
    let mut workspace = Workspace::default();
    let mut first = Tag::new(path("first"));
    first.aliases.insert(path("called so before"));
    workspace.put(Stored { revision: 1, record: Record::Tag(first) });
    for number in 0..MAX_VOCABULARY - 3 {
        let record = Record::Tag(Tag::new(path(&format!("tag {number}"))));
        workspace.put(Stored { revision: 1, record });
    }
    // Room for two: neither three at once, nor a third after two; what is known always fits.
    let file = "url,tags\nhttps://a.example/,\"one/two/three, deep/er, third, called so before, TAG 7\"\n";
    let (brought, missed) = bring_and_miss(&mut workspace, file, 1);
    assert_eq!(brought.tags, 2);
    assert_eq!(tags(pin_at(&workspace, "https://a.example/")), ["deep/er", "first", "tag 7"]);
    let refused = |what: &str| (what.to_owned(), UnreadReason::TooMany);
    assert_eq!(missed, [refused("one/two/three"), refused("third")]);
    assert_eq!(workspace.tags().count(), MAX_VOCABULARY);
}
