//! The command line: the same core on files, for batch work and for adapter authors. It is the only room that
//! reads and writes files, and the system's clock where no `--now` is given. Only `deliver` uses a network.
//!
//! JSON Lines on standard output, errors on standard error; exit status 0: done, 1: it could not be done, 2: it
//! was asked wrongly.

pub mod adapter;
mod clip;
mod clipping;
mod deliver;
mod error;
mod export;
mod import;
mod inspect;
pub mod scoring;
mod search;
mod store;

use std::{io::Write, path::PathBuf, process::ExitCode, time::SystemTime};

use clap::{Parser, Subcommand, ValueEnum};

pub use self::error::CliError;
use crate::{
    capture::parse::inspect::Kind,
    export::preset::CrmPreset,
    import::table::Column,
    model::{redaction::Kinds, template::NoteSyntax, time::Instant},
};

/// Pin posts and products from saved pages, find them again, hand them on.
#[derive(Debug, Parser)]
#[command(name = "pinfold", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Print the cards of a saved page, one JSON object a line: the best one, or all.
    Clip(Clip),
    /// Print what the parsers make of a text.
    Inspect(Inspect),
    /// Put backups, clipped cards and files of other programs into a workspace file.
    Import(Import),
    /// Print the pins that a query finds, one JSON object a line.
    Search(Search),
    /// Write an export of a workspace file.
    Export(Export),
    /// Hand notes to a CRM or helpdesk, each exactly once.
    Deliver(Deliver),
    /// Try, draft and score the adapters by which sites are read.
    #[command(subcommand)]
    Adapter(adapter::Task),
}

#[derive(Debug, clap::Args)]
struct Clip {
    /// The saved page.
    file: PathBuf,
    /// Where the page was found.
    #[arg(long)]
    url: String,
    /// Print all cards, in document order.
    #[arg(long, conflicts_with = "at")]
    all: bool,
    /// Print the card with this number, counted from 0 in document order.
    #[arg(long)]
    at: Option<usize>,
    /// Print whole drafts: every field as it would be stored, what is unsure and how it was read included.
    #[arg(long)]
    draft: bool,
    /// The time that "2 hours ago" is counted from, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
}

#[derive(Debug, clap::Args)]
struct Inspect {
    /// Which parser.
    kind: Kind,
    /// The text's language, as BCP 47; otherwise it is recognised.
    #[arg(long)]
    lang: Option<String>,
    /// The time that "2 hours ago" is counted from, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
    /// The page that a relative address stands on.
    #[arg(long)]
    base: Option<String>,
    /// The text.
    #[arg(last = true, required = true)]
    text: String,
}

#[derive(Debug, clap::Args)]
struct Import {
    /// Backups, files with the lines that `clip` prints, and files of other programs: bookmarks, tables of Raindrop, Pocket,
    /// Instapaper and others, exports of Pinboard, Hypothesis and Pinterest. Which it is is told by what stands in it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Of files of other programs: put everything on this board, in place of boards made of folders.
    #[arg(long)]
    board: Option<String>,
    /// Of files of other programs: make no boards of folders.
    #[arg(long)]
    no_folders: bool,
    /// Of files of other programs: take no tags.
    #[arg(long)]
    no_tags: bool,
    /// Of tables: what their columns say, in their order, as in address,title,-,tags; otherwise it is read off their headings.
    #[arg(long, value_delimiter = ',', value_parser = column)]
    columns: Vec<Named>,
    /// With --columns: the first row is one like all others.
    #[arg(long, requires = "columns")]
    no_headings: bool,
    /// The workspace file: a backup. It is made where it does not exist.
    #[arg(long)]
    into: PathBuf,
    /// The time of the import, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
}

#[derive(Debug, clap::Args)]
struct Search {
    /// The workspace file.
    workspace: PathBuf,
    /// The query: words, "phrases", tag:, site:, author:, board:, color:, before:, after:, minus.
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// Print at most this many.
    #[arg(long)]
    limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Html,
    Csv,
    Markdown,
    JsonFeed,
    Annotations,
    Pinterest,
    SaveLinks,
    Bookmarks,
    Raindrop,
    Json,
    Bundle,
    VocabularyCsv,
    VocabularySkos,
    CrmCsv,
    CrmNote,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Syntax {
    Plain,
    #[default]
    Markdown,
    Html,
}

impl From<Syntax> for NoteSyntax {
    fn from(syntax: Syntax) -> Self {
        match syntax {
            Syntax::Plain => Self::Plain,
            Syntax::Markdown => Self::Markdown,
            Syntax::Html => Self::Html,
        }
    }
}

#[derive(Debug, clap::Args)]
struct Export {
    /// The workspace file.
    workspace: PathBuf,
    /// The format.
    #[arg(long)]
    to: Format,
    /// The board, by name or id; otherwise everything.
    #[arg(long, conflicts_with = "query")]
    board: Option<String>,
    /// The pins that a query finds.
    #[arg(long, allow_hyphen_values = true)]
    query: Option<String>,
    /// For tables of a CRM: the system whose columns they have.
    #[arg(long, default_value = "neutral", value_parser = system)]
    system: CrmPreset,
    /// For notes: the template, by name or id; otherwise the built-in one.
    #[arg(long)]
    template: Option<String>,
    /// For notes: their own form.
    #[arg(long, default_value = "markdown")]
    syntax: Syntax,
    /// The language of the few words the export writes itself.
    #[arg(long, default_value = "en")]
    lang: String,
    /// The time of the export, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
    /// Where to write it.
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Deliver {
    /// The workspace file.
    workspace: PathBuf,
    /// The connection: its name or id in the workspace, or a file with one as JSON.
    #[arg(long)]
    to: String,
    /// The pins that a query finds.
    #[arg(long, allow_hyphen_values = true, required_unless_present = "check")]
    query: Option<String>,
    /// Print what would be sent, and send nothing.
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,
    /// Send nothing: say what of the connection works and what is missing.
    #[arg(long)]
    check: bool,
    /// Look again at what the journal says was sent.
    #[arg(long)]
    again: bool,
    /// The template, by name or id; otherwise the one that is always there for such a destination.
    #[arg(long)]
    template: Option<String>,
    /// What is masked in notes: usual (ways to pay and ways to reach somebody, as in the browser), every, none, or some of
    /// iban,card,email,order,phone,handle,name.
    #[arg(long, default_value = "usual", value_parser = mask)]
    mask: Kinds,
    /// The language of the few words a note has of its own.
    #[arg(long, default_value = "en")]
    lang: String,
    /// The environment variable that holds the token.
    #[arg(long, default_value = "PINFOLD_TOKEN")]
    token_env: String,
    /// A file that holds the token, instead.
    #[arg(long)]
    token_file: Option<PathBuf>,
    /// What was sent and what is under way; otherwise a file beside the workspace, its name ended by `.deliveries`.
    #[arg(long)]
    journal: Option<PathBuf>,
    /// How many seconds to wait for a destination that is busy, or that may have lost a note; what needs longer is left for
    /// the next run.
    #[arg(long, default_value_t = 300)]
    wait: u64,
    /// Say at the end how long it took, and how much of that was waiting for the destination's answers.
    #[arg(long)]
    timing: bool,
}

/// Runs the command line with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = std::io::stdout().lock();
    match run(&arguments.task, &mut out).and_then(|()| out.flush().map_err(CliError::Print)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our lines has seen enough, as in `pinfold search … | head`.
        Err(CliError::Print(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pinfold: {error}");
            ExitCode::from(error.status())
        }
    }
}

fn run(task: &Task, out: &mut dyn Write) -> Result<(), CliError> {
    match task {
        Task::Clip(clip) => clip::run(clip, out),
        Task::Inspect(inspect) => inspect::run(inspect, out),
        Task::Import(import) => import::run(import, out),
        Task::Search(search) => search::run(search, out),
        Task::Export(export) => export::run(export, out),
        Task::Deliver(deliver) => deliver::run(deliver, out),
        Task::Adapter(task) => adapter::run(task, out),
    }
}

/// What a column says; none where it is passed over.
#[derive(Debug, Clone, Copy)]
struct Named(Option<Column>);

fn column(word: &str) -> Result<Named, String> {
    let value = serde_json::Value::String(word.trim().to_owned());
    match serde_json::from_value(value) {
        Ok(column) => Ok(Named(Some(column))),
        Err(_) if word.trim() == "-" => Ok(Named(None)),
        Err(_) => Err(
            "choose address, title, text, note, tags, folder, created, picture, highlights, or - for none"
                .to_owned(),
        ),
    }
}

fn mask(words: &str) -> Result<Kinds, String> {
    let mut kinds = match words {
        "usual" => return Ok(Kinds::USUAL),
        "every" => return Ok(Kinds::EVERY),
        "none" => return Ok(Kinds::default()),
        _ => Kinds::default(),
    };
    for word in words.split(',') {
        let kind = match word {
            "iban" => &mut kinds.iban,
            "card" => &mut kinds.card,
            "email" => &mut kinds.email,
            "order" => &mut kinds.order,
            "phone" => &mut kinds.phone,
            "handle" => &mut kinds.handle,
            "name" => &mut kinds.name,
            _ => return Err(format!("{word:?} is no kind: iban, card, email, order, phone, handle, name")),
        };
        *kind = true;
    }
    Ok(kinds)
}

fn system(name: &str) -> Result<CrmPreset, String> {
    let known = || CrmPreset::ALL.iter().map(|own| own.name()).collect::<Vec<_>>().join(", ");
    let found = CrmPreset::ALL.iter().find(|own| own.name() == name).copied();
    found.ok_or_else(|| format!("choose one of {}", known()))
}

fn instant(text: &str) -> Result<Instant, String> {
    Instant::from_rfc3339(text).ok_or_else(|| "write it as in 2026-11-22T10:00:00Z".to_owned())
}

/// The time given, else the system's.
fn time(given: Option<Instant>) -> Instant {
    given.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Instant::from_milliseconds(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}

/// Prints one object as one line.
fn line(out: &mut dyn Write, value: &impl serde::Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string(value)?;
    writeln!(out, "{text}").map_err(CliError::Print)
}
