//! What queries find in one small workspace.

use pinfold::{
    model::{case::CaseStatus, case::Severity, pin::PinKind, rights::RightsStatus},
    view::{Library, list::ListQuery},
};

use super::world::{Make, board, entry, note};

fn library() -> Library {
    Library::open([
        Make::pin(1)
            .text("My parcel is late again, very late delivery!")
            .author("Jane Doe", "jane_doe")
            .tags(&["complaint/delivery/late"])
            .published("2026-03-14")
            .stored(),
        Make::pin(2)
            .text("Die Lieferung kam viel zu spät. Größe passt nicht.")
            .quoting("Zitierte", "Der Schmorkessel wackelt")
            .site("old.reddit.com", Some("reddit"))
            .author("", "Günther")
            .tags(&["complaint/size"])
            .published("2025-12-31")
            .case(CaseStatus::Waiting, Some(Severity::High))
            .stored(),
        Make::pin(3)
            .kind(PinKind::Product)
            .title("Running shoe, late summer edition")
            .site("shop.example", None)
            .on(900, None, "V")
            .picture(800, 600)
            .rights(RightsStatus::Granted)
            .stored(),
        Make::pin(4).text("配達が遅い。黒猫が好き").site("x.com", Some("x")).published("2026-04-01").stored(),
        Make::pin(5)
            .text("Nothing to see")
            .site("notreddit.com.evil.example", None)
            .tags(&["praise"])
            .stored(),
        note(700, 5, "But the courier was late"),
        board(900, "Spring shoes", &[], None),
        board(901, "Late things", &[], Some("late -kind:product")),
        entry("complaint/delivery/late", &["zu langsam"]),
    ])
}

fn found(library: &mut Library, text: &str) -> (Vec<u32>, Vec<String>) {
    let view = library.list(&ListQuery { text: text.to_owned(), limit: 50, ..ListQuery::default() });
    assert_eq!(view.total as usize, view.cards.len());
    let mut pins: Vec<u32> = view.cards.iter().map(|card| card.id.as_str().parse().unwrap()).collect();
    pins.sort_unstable();
    (pins, view.ignored)
}

#[test]
fn queries_find_what_they_say() {
    let mut library = library();
    for (text, expected) in [
        ("", vec![1, 2, 3, 4, 5]),
        ("late ", vec![1, 3, 5]),
        ("LATE delivery ", vec![1]),
        ("deliv", vec![1]),
        ("deliv ", vec![]),
        ("deliv!", vec![]),
        ("late de\u{301}", vec![1]),
        ("\"very late\"", vec![1]),
        ("\"late very\"", vec![]),
        ("\"late again very\"", vec![1]),
        ("\"very la", vec![1]),
        ("“very late”", vec![1]),
        ("late -delivery", vec![3, 5]),
        ("late -\"very late\"", vec![3, 5]),
        ("-late", vec![2, 4]),
        ("spat ", vec![2]),
        // What it quotes is found; whom it quotes is not its author.
        ("schmorkessel wackelt ", vec![2]),
        ("\"nicht der\"", vec![]),
        ("author:zitierte ", vec![]),
        ("grosse", vec![2]),
        ("tag:complaint", vec![1, 2]),
        ("tag:complaint ", vec![1, 2]),
        ("tag:late ", vec![1]),
        ("tag:delivery/late ", vec![1]),
        ("tag:Complaint/Delivery ", vec![1]),
        ("tag:compl", vec![1, 2]),
        ("tag:compl ", vec![]),
        ("tag:\"zu langsam\"", vec![1]),
        ("-tag:complaint ", vec![3, 4, 5]),
        ("site:reddit.com ", vec![2]),
        ("site:reddit ", vec![2]),
        ("site:x ", vec![4]),
        ("site:www.shop.example ", vec![3]),
        ("site:red", vec![2]),
        ("\"doe jane\"", vec![]),
        ("author:jane ", vec![1]),
        ("author:\"jane doe\"", vec![1]),
        ("author:jane_doe ", vec![1]),
        ("author:gunther ", vec![2]),
        ("author:reddit:günther ", vec![2]),
        ("author:doe\u{20}", vec![1]),
        ("author:gu", vec![2]),
        ("board:\"spring shoes\"", vec![3]),
        ("board:spring", vec![3]),
        ("board:\"late things\"", vec![1, 5]),
        ("board:nowhere ", vec![]),
        ("kind:product", vec![3]),
        ("-kind:post", vec![3]),
        ("status:waiting", vec![2]),
        ("severity:high", vec![2]),
        ("rights:granted", vec![3]),
        ("has:note", vec![5]),
        ("has:image", vec![3]),
        ("-has:tag -has:board", vec![4]),
        ("after:2026", vec![1, 4]),
        ("after:2026-04", vec![4]),
        ("after:2026-03-14 before:2026-03-15", vec![1]),
        ("before:2026 after:2025", vec![2]),
        ("猫", vec![4]),
        ("黒猫", vec![4]),
        ("が遅", vec![4]),
        ("猫黒", vec![]),
        ("\"遅い 黒猫\"", vec![4]),
        ("\"達が 黒猫\"", vec![]),
        ("late tag:complaint/delivery -site:reddit", vec![1]),
        ("https://late", vec![]),
    ] {
        assert_eq!(found(&mut library, text), (expected, vec![]), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_taken_as_words_and_named() {
    let mut library = library();
    for (text, expected, ignored) in [
        ("kind:unicorn", vec![], vec!["kind:unicorn"]),
        ("mood:late ", vec![], vec!["mood:late"]),
        ("late mood", vec![], vec![]),
        ("-mood:late", vec![1, 2, 3, 4, 5], vec!["-mood:late"]),
        ("before:soon", vec![], vec!["before:soon"]),
        ("before:2026-02-30", vec![], vec!["before:2026-02-30"]),
        ("tag:", vec![1, 2, 3, 4, 5], vec!["tag:"]),
        ("late !!! -", vec![1, 3, 5], vec!["!!!", "-"]),
        ("has:\"\" late ", vec![1, 3, 5], vec!["has:\"\""]),
    ] {
        let ignored: Vec<String> = ignored.into_iter().map(str::to_owned).collect();
        assert_eq!(found(&mut library, text), (expected, ignored), "{text}");
    }
}

#[test]
fn colours_are_found_by_value_and_by_name() {
    use pinfold::model::media::{Colour, Looks};
    let painted = |number: u32, all: &[&str]| {
        let mut pin = Make::pin(number).picture(10, 10);
        let colours = all.iter().map(|rgb| Colour { rgb: (*rgb).to_owned(), share: 20 }).collect();
        pin.0.content.media[0].looks = Looks { colours, ..Looks::default() };
        pin.stored()
    };
    let mut library = Library::open([
        painted(1, &["#f5f5f0", "#c8202c"]),
        painted(2, &["#f4f4f4", "#1f2a54"]),
        painted(3, &["#8a8a8a"]),
        // What no version of ours wrote finds nothing, and breaks nothing.
        painted(4, &["red", "", "#12345", "#+12345"]),
        Make::pin(5).text("red and navy").stored(),
        painted(6, &["#b4b4b4"]),
        painted(7, &["#b5b5b5"]),
    ]);
    for (text, expected) in [
        ("color:red ", vec![1]),
        ("colour:Red ", vec![1]),
        ("color:navy ", vec![2]),
        ("color:white ", vec![1, 2]),
        ("-color:white ", vec![3, 4, 5, 6, 7]),
        // Greys differ in their light alone: up to twenty from the name's, up to twelve from a value.
        ("color:gray ", vec![3, 6]),
        ("color:#a9a9a9", vec![3, 6, 7]),
        ("color:#aaaaaa", vec![6, 7]),
        ("color:#6c6c6c", vec![3]),
        ("color:#6b6b6b", vec![]),
        ("color:#C61E30", vec![1]),
        ("color:#ff00ff ", vec![]),
        ("color:white -color:navy ", vec![1]),
    ] {
        assert_eq!(found(&mut library, text), (expected, vec![]), "{text}");
    }
    for text in ["color:rainbow", "color:#12345", "color:#1234567", "color:#12345g", "color:"] {
        assert_eq!(found(&mut library, text).1, [text], "{text}");
    }
}

#[test]
fn long_queries_are_cut_and_say_so() {
    let mut library = library();
    let words = "late ".repeat(40);
    let (pins, ignored) = found(&mut library, &words);
    assert_eq!((pins, ignored.len()), (vec![1, 3, 5], 8));
    let (_, ignored) = found(&mut library, &format!("late {}", "x".repeat(3_000)));
    assert_eq!(ignored.len(), 1);
}

#[test]
fn better_fits_come_first() {
    let mut library = Library::open([
        Make::pin(1).text("a long text about many things of which only the last one is a lamp").stored(),
        Make::pin(2).title("Lamp").text("A thing").stored(),
        Make::pin(3).text("lamp, lamp and lamp again").stored(),
        Make::pin(4).text("lampshade").stored(),
        Make::pin(5).text("lampshade").stored(),
        Make::pin(6).text("none").stored(),
    ]);
    let view = library.list(&ListQuery { text: "lamp".to_owned(), limit: 10, ..ListQuery::default() });
    let order: Vec<u32> = view.cards.iter().map(|card| card.id.as_str().parse().unwrap()).collect();
    assert_eq!(order, [2, 3, 5, 4, 1]);
}
