//! What goes into a workbook, a deck or a folder: which pins in which order, which pictures, what their rows say. It packs
//! nothing: `pack` does, from what is said here.

use pinfold_kernels::sorting::sort_distinct;
use serde::{Deserialize, Serialize};

use super::{
    deck,
    fields::{self, ExportField},
    file::Warning,
    folder,
    front::{ExportError, board_of, day, slug, warn},
    request::ExportScope,
    set::ExportSet,
    sheet,
    words::Words,
};
use crate::{
    model::{
        id::{MediaId, PinId},
        media::Media,
        time::Instant,
        workspace::Workspace,
    },
    pack::{deck::DeckLayout, job::PackPlan},
};

/// The form of what is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PackFormat {
    /// A workbook with pictures, for Excel and others.
    Sheet,
    /// Slides, for PowerPoint and others.
    Deck(DeckLayout),
    /// A folder of notes in Markdown, for Obsidian and others.
    Folder,
}

/// What to pack, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PackRequest {
    /// Which pins.
    pub of: ExportScope,
    /// In what form.
    pub format: PackFormat,
    /// The language of the few words an export writes itself, as BCP 47; English where it is none of ours.
    #[serde(default)]
    pub language: String,
    /// What is left out of the pins.
    #[serde(default)]
    pub without: Vec<ExportField>,
}

/// What is needed to pack it, besides its rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Packing {
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// What whoever packs it is told first.
    pub plan: PackPlan,
    /// The columns of its rows, to be given back when they are asked for.
    pub columns: Vec<u32>,
    /// Its pictures, and what rows call them.
    pub pictures: Vec<PackedPicture>,
    /// Its pins, in the order of its rows.
    pub pins: Vec<PinId>,
    /// Things to know.
    pub warnings: Vec<Warning>,
}

/// A stored picture that is packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PackedPicture {
    /// Names its bytes.
    pub media: MediaId,
    /// What rows call it.
    pub name: String,
}

/// What is needed to pack `pins`, in the order given.
///
/// # Errors
/// [`ExportError::NoSuchBoard`].
pub fn packing(
    workspace: &Workspace,
    request: &PackRequest,
    pins: &[PinId],
    now: Instant,
) -> Result<Packing, ExportError> {
    board_of(workspace, &request.of)?;
    let words = Words::of(&request.language);
    let thinned = fields::thinned(workspace, pins, &request.without);
    let set = ExportSet::without(workspace, &request.of, &thinned, &request.without, words);
    let mut warnings = Vec::new();
    warn(&mut warnings, Warning::RightsNotGranted, set.without_rights());
    warn(&mut warnings, Warning::PicturesMissing, set.pins().map(|pin| pin.missing_pictures().count()).sum());
    let (plan, columns, ending, mime) = match request.format {
        PackFormat::Sheet => {
            let (plan, columns) = sheet::plan(&set, now, words);
            (
                PackPlan::Sheet(plan),
                columns,
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            )
        }
        PackFormat::Deck(layout) => {
            let mime = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            (PackPlan::Deck(deck::plan(&set, layout, now, words)), Vec::new(), "pptx", mime)
        }
        PackFormat::Folder => (PackPlan::Folder { at: now }, Vec::new(), "zip", "application/zip"),
    };
    let picture = |media: &Media, name: String| PackedPicture { media: media.id.clone(), name };
    let mut pictures: Vec<PackedPicture> = match request.format {
        PackFormat::Folder => {
            let all = set.pins().flat_map(|pin| pin.pictures());
            all.map(|(media, mime)| picture(media, folder::picture_name(media, mime))).collect()
        }
        PackFormat::Sheet | PackFormat::Deck(_) => {
            let first = set.pins().filter_map(|pin| pin.pictures().next());
            first.map(|(media, _)| picture(media, media.id.as_str().to_owned())).collect()
        }
    };
    // One that two pins show is packed once, and in the order of names none has to make room for another.
    sort_distinct(&mut pictures, |a, b| a.name.cmp(&b.name));
    Ok(Packing {
        name: format!("{}-{}.{ending}", slug(&set.title), day(now)),
        mime: mime.to_owned(),
        plan,
        columns,
        pictures,
        pins: set.pins().map(|pin| pin.pin.id.clone()).collect(),
        warnings,
    })
}

/// The rows of some of its pins, as many and in the order given.
pub fn rows(workspace: &Workspace, request: &PackRequest, pins: &[PinId], columns: &[u32]) -> String {
    let words = Words::of(&request.language);
    let thinned = fields::thinned(workspace, pins, &request.without);
    let set = ExportSet::without(workspace, &request.of, &thinned, &request.without, words);
    match request.format {
        PackFormat::Sheet => sheet::write(&set, columns, words),
        PackFormat::Deck(_) => deck::write(&set, words),
        PackFormat::Folder => folder::write(&set, words),
    }
}
