//! The language of templates: what each condition says of a pin, and that no template stops anything.

use pinfold::{
    export::{
        escape,
        note::{
            self,
            field::{Field, FieldType},
            values::{self, Facts},
        },
        set::ExportPin,
        words::Words,
    },
    model::{
        case::{Case, CaseStatus, Severity},
        customer::{Customer, Standing},
        engagement::Count,
        pin::{Pin, PinKind},
        product::Rating,
        template::NoteSyntax,
        time::{Instant, Precision, Published},
    },
};
use proptest::prelude::*;

use crate::{sample, strategies};

/// A review of a customer with a case.
fn review() -> (Pin, Customer) {
    let (workspace, _) = sample::workspace();
    let mut pin = workspace.pins().next().unwrap().clone();
    let content = &mut pin.content;
    content.kind = PinKind::Review;
    content.rating = Some(Rating { value: 1.5, best: 5.0 });
    content.text = Some("The lamp was broken.".to_owned());
    content.title = None;
    content.engagement = [(Count::Views, 12_500), (Count::Likes, 3)].into_iter().collect();
    content.published = Some(Published {
        instant: Instant::from_rfc3339("2026-11-20T23:30:00Z").unwrap(),
        offset_minutes: Some(60),
        precision: Precision::Minute,
    });
    pin.tags = ["complaint/delivery/late", "urgent"].map(|tag| tag.to_owned().try_into().unwrap()).into();
    pin.case = Some(Case { status: CaseStatus::Triaged, severity: Some(Severity::High), ..Case::default() });
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned().try_into().unwrap();
    let mut customer = Customer::new(id, "Mara Thalberg".to_owned(), Instant::from_milliseconds(0));
    customer.standing = Standing::Vip;
    customer.email = Some("mara@example.com".to_owned());
    (pin, customer)
}

/// A template filled, as plain text.
fn filled(body: &str, lang: &str) -> String {
    let (pin, customer) = review();
    let mut export = ExportPin::of(&pin);
    export.customer = Some(&customer);
    let words = Words::of(lang);
    let said = values::values(&export, Facts { earlier_pins: Some(1_204) }, words);
    let parsed = note::parse(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    note::fitting(&|said| note::layout::blocks(&parsed, said), said, NoteSyntax::Plain, None)
        .unwrap()
        .note
        .body
}

#[test]
fn a_part_stands_where_its_condition_holds() {
    let check = |condition: &str, holds: bool| {
        let field = condition.split(' ').next().unwrap();
        let body = format!("{{{{#{condition}}}}}yes{{{{/{field}}}}}{{{{^{condition}}}}}no{{{{/{field}}}}}");
        assert_eq!(filled(&body, "en"), if holds { "yes" } else { "no" }, "{condition}");
    };
    for (condition, holds) in [
        ("rating <= 2", true),
        ("rating < 1.5", false),
        ("rating = 1.5", true),
        ("rating != 1.5", false),
        ("rating > 1.499", true),
        ("views >= 10000", true),
        ("views >= 12501", false),
        ("replies >= 0", false),
        ("likes", true),
        ("kind = review", true),
        ("kind != review", false),
        ("kind = post", false),
        ("tags has complaint", true),
        ("tags has complaint/delivery", true),
        ("tags has Urgent", true),
        ("tags has comp", false),
        ("tags has delivery", false),
        ("text has broken", true),
        ("text has \"LAMP WAS\"", true),
        ("text has whole", false),
        ("text = the lamp was broken.", true),
        ("title", false),
        ("title != x", false),
        // The day where it was written, not where the clock stands at zero.
        ("published = 2026-11-21", true),
        ("published >= 2026-11", true),
        ("published < 2026-11", false),
        ("published = 2026", true),
        ("published > 2026-11-20", true),
        ("customer_since <= 1970", true),
        ("status = triaged", true),
        ("severity = critical", false),
        ("standing = vip", true),
        ("earlier_pins > 1000", true),
        ("gone", false),
        ("screenshots", false),
    ] {
        check(condition, holds);
    }
}

#[test]
fn what_fields_say_is_in_the_language() {
    let body = "{{kind}} · {{rating}} · {{views}} · {{published}} · {{status}}/{{severity}} · {{standing}} · \
                {{customer}} · {{customer_email}} · {{earlier_pins}}";
    assert_eq!(
        filled(body, "en"),
        "Review · 1.5 of 5 · 12,500 · 21 Nov 2026, 00:30 · triaged/high · VIP · Mara Thalberg · mara@example.com · 1,204"
    );
    assert_eq!(
        filled(body, "de"),
        "Rezension · 1.5 von 5 · 12.500 · 21. Nov. 2026, 00:30 · gesichtet/hoch · VIP · Mara Thalberg · mara@example.com · 1.204"
    );
}

#[test]
fn a_list_is_gone_through() {
    assert_eq!(
        filled("{{#each tags}}\n- {{item}}\n{{/each}}\nend", "en"),
        "- complaint/delivery/late\n- urgent\n\nend"
    );
    assert_eq!(filled("{{#each quoted}}{{item}}{{/each}}x", "en"), "x");
    assert_eq!(
        filled("{{#each tags}}{{#rating <= 2}}{{item}};{{/rating}}{{/each}}", "en"),
        "complaint/delivery/late;urgent;"
    );
}

/// The help of the editor names every field there is, and the types they are of.
#[test]
fn the_editor_lists_every_field() {
    let editor = include_str!("../../../extension/options/template-help.ts");
    for field in Field::ALL {
        let quoted = format!("\"{}\"", field.name());
        assert!(editor.contains(&quoted), "{quoted} is missing in template-help.ts");
    }
    let listed = editor.matches('"').count() / 2;
    assert!(listed >= Field::ALL.len());
}

#[test]
fn every_field_can_be_asked_by_its_type() {
    for field in Field::ALL {
        let name = field.name();
        let questions: &[&str] = match field.of_type() {
            FieldType::Text => &["= a", "!= a", "has a"],
            FieldType::Choice(choices) => {
                for word in choices.words() {
                    note::parse(&format!("{{{{#{name} = {word}}}}}{{{{/{name}}}}}")).unwrap();
                }
                &[]
            }
            FieldType::Number => &["= 1", "!= 1", "< 1", "<= 1", "> 1", ">= -1.5"],
            FieldType::Date => &["= 2026", "!= 2026-01", "< 2026-01-31", "<=2026", "> 2026", ">= 2026"],
            FieldType::List => &["has a"],
            FieldType::YesNo => &[""],
        };
        for question in questions {
            note::parse(&format!("{{{{#{name} {question}}}}}x{{{{/{name}}}}}")).unwrap();
            note::parse(&format!("{{{{^{name} {question}}}}}x{{{{/{name}}}}}")).unwrap();
        }
    }
}

/// Pieces of templates, right and wrong.
const PIECES: [&str; 26] = [
    "{{",
    "}}",
    "{{#",
    "{{^",
    "{{/",
    "author",
    "{{#note}}",
    "{{/note}}",
    "{{#rating <= 2}}",
    "{{/rating}}",
    "{{#each tags}}",
    "{{item}}",
    "{{/each}}",
    "{{text}}",
    " <= ",
    "has",
    "\n",
    "\r",
    "\u{2028}",
    "**",
    "*",
    "[a](",
    "{{url}}",
    ")",
    "- ",
    "é",
];

fn broken() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_read_or_says_where(body in broken(), other in strategies::text(), (pin, _) in strategies::pin()) {
        for body in [&body, &other, &format!("{body}{other}")] {
            match note::parse(body) {
                Err(error) => {
                    // Every kind of break is one, as in what is made of it.
                    let lines = escape::clean(body).matches('\n').count() + 1;
                    prop_assert!(error.position().is_none_or(|at| at.line <= lines && at.column >= 1), "{error}");
                }
                Ok(parsed) => {
                    let export = ExportPin::of(&pin);
                    let said = values::values(&export, Facts::default(), Words::of("de"));
                    for syntax in [NoteSyntax::Plain, NoteSyntax::Markdown, NoteSyntax::Html] {
                        note::fitting(&|said| note::layout::blocks(&parsed, said), said.clone(), syntax, None).unwrap();
                    }
                }
            }
        }
    }

    /// A template that is right, with one character more, less or other, is right or says where it is wrong.
    #[test]
    fn a_damaged_template_is_read_or_says_where(place in 0_usize..2_000, with in any::<Option<char>>()) {
        let whole = format!("{}{{{{#each tags}}}}{{{{item}}}}{{{{/each}}}}{{{{#rating <= 2}}}}!{{{{/rating}}}}", note::built_in_template().body);
        let mut body: Vec<char> = whole.chars().collect();
        let place = place % body.len();
        match with {
            Some(c) => body[place] = c,
            None => { body.remove(place); }
        }
        let body: String = body.into_iter().collect();
        if let Err(error) = note::parse(&body) {
            prop_assert!(error.position().is_some(), "{error}");
        }
    }
}
