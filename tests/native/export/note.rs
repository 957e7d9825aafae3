//! CRM notes: templates, limits, and the two things that are never cut.

use pinfold::{
    export::{file::Warning, note, request::ExportFormat},
    model::{
        id::TemplateId, pin::Pin, record::Record, stored::Stored, template::NoteSyntax, template::Template,
        time::Instant, workspace::Workspace,
    },
};
use proptest::prelude::*;

use super::{all_of, text_of};
use crate::{sample, strategies};

const SYNTAXES: [NoteSyntax; 3] = [NoteSyntax::Plain, NoteSyntax::Markdown, NoteSyntax::Html];

/// The note of one pin by a template.
fn noted(
    pin: &Pin,
    body: &str,
    syntax: NoteSyntax,
    max_length: Option<u32>,
) -> Result<(String, Vec<Warning>), String> {
    let id = TemplateId::try_from("01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned()).unwrap();
    let changed = Instant::from_milliseconds(0);
    let template =
        Template { id: id.clone(), name: "t".to_owned(), body: body.to_owned(), max_length, changed };
    let mut workspace = Workspace::default();
    workspace.put(Stored { revision: 1, record: Record::Template(template) });
    workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin.clone())) });
    let format = ExportFormat::CrmNote { template: Some(id), syntax };
    let of = pinfold::export::request::ExportScope::All;
    let request = pinfold::export::request::ExportRequest::new(of, format, "");
    let file = pinfold::export::file(&workspace, &request, std::slice::from_ref(&pin.id), super::now());
    file.map(|file| (text_of(&file, |_| String::new()), file.warnings)).map_err(|error| error.to_string())
}

fn complaint() -> Pin {
    let (workspace, _) = sample::workspace();
    workspace.pins().next().unwrap().clone()
}

#[test]
fn the_small_markdown_in_three_forms() {
    let check = |body: &str, plain: &str, markdown: &str, html: &str| {
        let pin = complaint();
        let written = |syntax| noted(&pin, body, syntax, None).unwrap().0.trim_end().to_owned();
        assert_eq!(written(NoteSyntax::Plain), plain, "{body}");
        assert_eq!(written(NoteSyntax::Markdown), markdown, "{body}");
        assert_eq!(written(NoteSyntax::Html), html, "{body}");
    };
    check(
        "**{{author}}** of *{{site}}*",
        "Mara T. of plaza.example",
        "**Mara T.** of *plaza.example*",
        "<p><strong>Mara T.</strong> of <em>plaza.example</em></p>",
    );
    check(
        "- {{handle}}\n- {{kind}}",
        "- mara.t\n- Post",
        "- mara.t\n- Post",
        "<ul>\n<li>mara.t</li>\n<li>Post</li>\n</ul>",
    );
    check(
        "# {{kind}}\nby\nher",
        "Post\n\nby\nher",
        "### Post\n\nby\\\nher",
        "<p><strong>Post</strong></p>\n<p>by<br>\nher</p>",
    );
    check(
        "[Open]({{url}})",
        "Open (https://plaza.example/@mara.t/posts/88120)",
        "[Open](https://plaza.example/@mara.t/posts/88120)",
        "<p><a href=\"https://plaza.example/@mara.t/posts/88120\" rel=\"noopener noreferrer\">Open</a></p>",
    );
    check("{{^price}}no price{{/price}}{{#price}}price{{/price}}", "no price", "no price", "<p>no price</p>");
    check(
        "![Open]({{url}})",
        "!Open (https://plaza.example/@mara.t/posts/88120)",
        "\\![Open](https://plaza.example/@mara.t/posts/88120)",
        "<p>!<a href=\"https://plaza.example/@mara.t/posts/88120\" rel=\"noopener noreferrer\">Open</a></p>",
    );
    check(
        "<b>a</b> & [x](javascript:alert(1))",
        "<b>a</b> & [x](javascript:alert(1))",
        "&lt;b>a&lt;/b> & \\[x\\](javascript:alert(1))",
        "<p>&lt;b&gt;a&lt;/b&gt; &amp; [x](javascript:alert(1))</p>",
    );
}

#[test]
fn a_note_is_cut_in_its_text_and_says_so() {
    let pin = complaint();
    for syntax in SYNTAXES {
        let (whole, warnings) = noted(&pin, "> {{text}}\n\n{{url}}\n{{pin_id}}", syntax, None).unwrap();
        assert!(!warnings.iter().any(|warning| matches!(warning, Warning::NotesCut(_))));
        let limit = u32::try_from(whole.chars().count()).unwrap() - 20;
        let (cut, warnings) = noted(&pin, "> {{text}}\n\n{{url}}\n{{pin_id}}", syntax, Some(limit)).unwrap();
        assert!(warnings.contains(&Warning::NotesCut(1)), "{syntax:?}");
        let length = cut.trim_end().chars().count();
        assert!(length <= limit as usize && length + 8 > limit as usize, "{syntax:?}: {length} of {limit}");
        assert!(cut.contains('…'), "{cut}");
        assert!(cut.contains("plaza.example/@mara.t/posts/88120") && cut.contains(pin.id.as_str()), "{cut}");
    }
}

#[test]
fn a_limit_that_nothing_fits_is_refused() {
    let error = noted(&complaint(), "{{url}} {{pin_id}}", NoteSyntax::Plain, Some(20)).unwrap_err();
    assert!(error.contains("20 characters") && error.contains("shorten the template"), "{error}");
}

#[test]
fn a_wrong_template_says_where() {
    let error = noted(&complaint(), "{{author}}\n{{mood}}", NoteSyntax::Plain, None).unwrap_err();
    assert!(error.contains("2:1") && error.contains("mood"), "{error}");
}

#[test]
fn the_built_in_template_fits_its_own_rules() {
    assert!(note::parse(&note::built_in_template().body).is_ok());
    let (workspace, _) = sample::workspace();
    for syntax in SYNTAXES {
        let file = all_of(&workspace, ExportFormat::CrmNote { template: None, syntax }, "de");
        let text = text_of(&file, |_| String::new());
        for pin in workspace.pins() {
            assert!(text.contains(&format!("pin:{}", pin.id)));
        }
        assert!(!text.contains("{{"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_cut_note_fits_and_keeps_link_and_marker((pin, _) in strategies::pin(), limit in 150_u32..400) {
        let body = "{{#author}}{{author}}: {{/author}}{{text}}\n{{note}}\n{{pin_id}}";
        for syntax in SYNTAXES {
            if let Ok((text, _)) = noted(&pin, body, syntax, Some(limit)) {
                prop_assert!(text.trim_end().chars().count() <= limit as usize);
                let marker = format!("pin:{}", pin.id);
                prop_assert!(text.contains(&marker));
            }
        }
    }

    #[test]
    fn any_template_is_read_or_refused(body in strategies::text(), (pin, _) in strategies::pin()) {
        for syntax in SYNTAXES {
            let _ = noted(&pin, &body, syntax, None);
        }
    }
}
