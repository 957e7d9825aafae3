//! `pinfold export`: a workspace file into every other format.

use std::io::Write;

use serde_json::json;

use super::{CliError, Export, Format, line, store::Shelf, time};
use crate::{
    export::{
        self, note,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    model::{
        id::{BoardId, TemplateId},
        workspace::Workspace,
    },
    view::Library,
};

pub(super) fn run(asked: &Export, out: &mut dyn Write) -> Result<(), CliError> {
    let shelf = Shelf::open(&asked.workspace)?;
    let of = match (&asked.board, &asked.query) {
        (Some(board), _) => ExportScope::Board(board_named(&shelf.workspace, board)?),
        (None, Some(query)) => ExportScope::Query(query.clone()),
        (None, None) => ExportScope::All,
    };
    let format = match asked.to {
        Format::Html => ExportFormat::Html,
        Format::Csv => ExportFormat::Csv,
        Format::Markdown => ExportFormat::Markdown,
        Format::JsonFeed => ExportFormat::JsonFeed,
        Format::Annotations => ExportFormat::Annotations,
        Format::Pinterest => ExportFormat::Pinterest,
        Format::SaveLinks => ExportFormat::SaveLinks,
        Format::Bookmarks => ExportFormat::Bookmarks,
        Format::Raindrop => ExportFormat::Raindrop,
        Format::Json => ExportFormat::Json,
        Format::Bundle => ExportFormat::Bundle,
        Format::VocabularyCsv => ExportFormat::VocabularyCsv,
        Format::VocabularySkos => ExportFormat::VocabularySkos,
        Format::CrmCsv => ExportFormat::CrmCsv(asked.system),
        Format::CrmNote => {
            let named = |name: &String| template_named(&shelf.workspace, name);
            let template = asked.template.as_ref().map(named).transpose()?;
            ExportFormat::CrmNote { template, syntax: asked.syntax.into() }
        }
    };
    let library = Library::open(shelf.workspace.iter().map(|(_, stored)| stored.clone()));
    let pins = library.pins_of(&of);
    let request = ExportRequest::new(of, format, &asked.lang);
    let file = export::file(&shelf.workspace, &request, &pins, time(asked.now))?;
    shelf.write(&file, &asked.output)?;
    let path = asked.output.display().to_string();
    line(out, &json!({"file": path, "mime": file.mime, "pins": file.pins, "warnings": file.warnings}))
}

fn board_named(workspace: &Workspace, name: &str) -> Result<BoardId, CliError> {
    let boards = || workspace.boards().map(|board| (board.id.clone(), board.name.as_str()));
    named("board", name, boards().map(|(id, own)| (id.as_str() == name, id, own)))
}

fn template_named(workspace: &Workspace, name: &str) -> Result<TemplateId, CliError> {
    let built_in = note::built_in_template();
    let templates = workspace.templates().chain(std::iter::once(&built_in));
    named("template", name, templates.map(|own| (own.id.as_str() == name, own.id.clone(), own.name.as_str())))
}

/// The one of that id, else of that name, letter case aside.
fn named<'a, T>(
    what: &'static str,
    name: &str,
    all: impl Iterator<Item = (bool, T, &'a str)>,
) -> Result<T, CliError> {
    let mut known = Vec::new();
    let mut found = None;
    for (is_it, id, own) in all {
        if is_it {
            return Ok(id);
        }
        if found.is_none() && own.to_lowercase() == name.to_lowercase() {
            found = Some(id);
        }
        known.push(format!("{own:?}"));
    }
    found.ok_or_else(|| CliError::Unknown { what, name: name.to_owned(), known: known.join(", ") })
}
