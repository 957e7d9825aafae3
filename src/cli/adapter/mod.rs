//! `pinfold adapter`: what an adapter's author needs, each verb in a file of its own. It reads adapters from files; those that
//! ship are scored as they are built in.

pub mod case;
mod check;
mod guess;
mod health;
pub mod lint;
mod new;
mod score;
pub mod written;

use std::{io::Write, path::PathBuf};

use clap::Subcommand;

use super::{CliError, instant};
use crate::model::time::Instant;

/// What is done with adapters.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Refuse adapters that cannot be used, saying where and why, and try each on its cases.
    Check(Check),
    /// Draft an adapter from what repeats on a saved page.
    New(New),
    /// Count, per site and field, what is read right, wrong and not at all of saved pages, and what is other than last time.
    Score(Score),
    /// Print how well each adapter read in the last captures of a workspace, one JSON object a line.
    Health(Health),
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The adapters' files; otherwise all in `adapters`.
    #[arg(conflicts_with = "all")]
    files: Vec<PathBuf>,
    /// All files in `adapters`.
    #[arg(long)]
    all: bool,
    /// The folder of the saved pages that cases name.
    #[arg(long, default_value = "tests/fixtures/capture")]
    fixtures: PathBuf,
    /// The day by which adapters expire, as RFC 3339; otherwise now. Cases are always read at the same moment.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The saved page.
    #[arg(long)]
    from: PathBuf,
    /// Where the page was found.
    #[arg(long)]
    url: String,
    /// What the cards' roots match; otherwise they are looked for.
    #[arg(long)]
    root: Option<String>,
    /// Where to write the draft, and print what each card gives; otherwise the draft is printed.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// The time of the draft, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Score {
    /// The folder of the saved pages.
    #[arg(long, default_value = "../shared/fixtures")]
    fixtures: PathBuf,
    /// The folder of the lists of expected items; otherwise `truth` among the saved pages.
    #[arg(long)]
    truth: Option<PathBuf>,
    /// Only this site.
    #[arg(long)]
    site: Option<String>,
    /// Print each value that is wrong or absent too.
    #[arg(long)]
    missed: bool,
    /// Where the last run's score is kept, and this run's is left.
    #[arg(long, default_value = "target/adapter-score.json")]
    last: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Health {
    /// The workspace file: a backup.
    workspace: PathBuf,
    /// The day by which adapters expire, as RFC 3339; otherwise now.
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
}

pub(super) fn run(task: &Task, out: &mut dyn Write) -> Result<(), CliError> {
    match task {
        Task::Check(check) => check::run(check, out),
        Task::New(new) => new::run(new, out),
        Task::Score(score) => score::run(score, out),
        Task::Health(health) => health::run(health, out),
    }
}
