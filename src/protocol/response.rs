//! What is answered.

use serde::{Deserialize, Serialize};

use super::{care::CareResponse, courier::CourierResponse, failure::Failure, request::MediaTask};
use crate::{
    capture::{
        adapter::shelf::AdapterFacts,
        draft::Draft,
        teach::{Learned, Tried},
    },
    edit::outcome::Captured,
    export::{
        file::{ExportFile, ExportPreview},
        packing::Packing,
    },
    import::preview::{ImportPreview, RestorePreview},
    model::{
        id::{ChangeId, PinId},
        media::Looks,
        record::RecordKey,
        thread::Thread,
    },
    tags::alike::AlikeTags,
    view::{
        change::ChangeView,
        customers::CustomersView,
        detail::PinDetail,
        foresight::Foresight,
        list::ListView,
        page::{EditorView, PageView, RootsView, TagSuggestion},
        profile::Profile,
        rail::RailView,
        rules::{RuleRow, RulesForesight},
        setup::SetupView,
        suggested::TagSuggested,
        vocabulary::VocabularyView,
    },
};

/// A change that is stored: the only proof that something was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Acknowledgement {
    /// The change, which can be undone by this id.
    pub change: ChangeId,
    /// What was written or deleted.
    pub keys: Vec<RecordKey>,
    /// XXH3-64 over what was written, in hexadecimal.
    pub digest: String,
}

/// What a preview found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct DraftView {
    /// What was read.
    pub draft: Draft,
    /// The pin it already is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned: Option<PinId>,
}

/// An answer. On the wire an answer is its variant, whoever gave it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(untagged)]
pub enum Response {
    /// By the reader.
    Reader(ReaderResponse),
    /// By the teacher.
    Teacher(TeacherResponse),
    /// By the background.
    Background(BackgroundResponse),
    /// By the library's worker.
    Library(LibraryResponse),
    /// About customers, notes and what is handed over.
    Care {
        /// The answer.
        care: CareResponse,
    },
    /// About an errand to a destination.
    Courier {
        /// The answer.
        courier: CourierResponse,
    },
}

/// What the reader answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ReaderResponse {
    /// It went wrong, and nothing was changed.
    Failed(Failure),
    /// To `Texts`: they are there.
    Ready {
        /// How many they are.
        texts: u32,
    },
    /// To `Roots`.
    Roots(RootsView),
    /// To `Find`: the rows of the card roots.
    Found(Vec<u32>),
    /// To `Read`.
    Draft(Box<Draft>),
    /// To `Try`.
    Tried(Box<Tried>),
    /// To `Look`.
    Looks(Looks),
}

/// What the teacher answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TeacherResponse {
    /// It went wrong, and nothing was changed.
    Failed(Failure),
    /// To `Texts`: they are there.
    Ready {
        /// How many they are.
        texts: u32,
    },
    /// To `Teach`.
    Learned(Learned),
    /// To `Check`: it can.
    Checked(AdapterFacts),
    /// To `Shelf`.
    Shelf(Vec<AdapterFacts>),
}

/// What the background answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum BackgroundResponse {
    /// It went wrong, and nothing was changed.
    Failed(Failure),
    /// To `Known`, and so to `Preview`.
    Preview(Box<DraftView>),
    /// To `Link`: each card's place among the others.
    Linked(Vec<Thread>),
    /// To `Keep`, and so to `Capture`: it is stored.
    Captured {
        /// The proof.
        acknowledgement: Acknowledgement,
        /// The pin: the one made, or the one it already was.
        pin: PinId,
        /// Which of the two.
        captured: Captured,
        /// All the editor shows of it.
        editor: Box<EditorView>,
    },
    /// To `Edit` and `Commit`: it is stored.
    Stored(Acknowledgement),
    /// To `Page`.
    Page(PageView),
    /// To `Editor`.
    Editor(Box<EditorView>),
    /// To `TagsFor`.
    Tags(Vec<TagSuggestion>),
    /// To `Setup`.
    Setup(SetupView),
    /// To `OwnAdapter`.
    OwnAdapter(Option<String>),
    /// To `Reindex`: the last one looked at, where others may follow.
    Reindexed(Option<PinId>),
    /// To `Settle`: whether there may be more.
    Settled(bool),
    /// To `MediaQueue`.
    MediaQueue(Vec<MediaTask>),
    /// To `OutboxWaits`.
    OutboxWaits(bool),
    /// To `RulesOn`.
    RulesOn(bool),
}

/// What the library's worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum LibraryResponse {
    /// It went wrong, and nothing was changed.
    Failed(Failure),
    /// To `Open` and `Refresh`: how many pins there are.
    Opened {
        /// How many pins.
        pins: u32,
        /// Records that could not be read and were set aside.
        set_aside: u32,
    },
    /// To `List`.
    List(Box<ListView>),
    /// To `Detail`.
    Detail(Box<PinDetail>),
    /// To `Rail`.
    Rail(RailView),
    /// To `Customers`.
    Customers(CustomersView),
    /// To `Changes`.
    Changes(Vec<ChangeView>),
    /// To `ExportPreview`.
    ExportPreview(ExportPreview),
    /// To `Export`.
    Export(ExportFile),
    /// To `Pack`.
    Pack(Box<Packing>),
    /// To `PackRows`: rows as the office module takes them.
    PackRows(String),
    /// To `RestorePreview`.
    RestorePreview(RestorePreview),
    /// To `Pins`.
    Pins(Vec<PinId>),
    /// To `Profile`.
    Profile(Box<Profile>),
    /// To `Vocabulary`.
    Vocabulary(VocabularyView),
    /// To `TagsAlike`, the plainest pairs first.
    TagsAlike(Vec<AlikeTags>),
    /// To `TagsComplete`.
    TagsComplete(Vec<TagSuggestion>),
    /// To `TagsSuggested`, the plainest first.
    TagsSuggested(Vec<TagSuggested>),
    /// To `Foresee`.
    Foresight(Foresight),
    /// To `RulesFollow`: what they give is stored, if that is anything.
    Ruled(Acknowledgement),
    /// To `Rules`.
    Rules(Vec<RuleRow>),
    /// To `RulesForesee`.
    RulesForesight(Box<RulesForesight>),
    /// To `ImportPreview`.
    ImportPreview(Box<ImportPreview>),
    /// To `Stage`, `ImportStage`, `RulesStage` and `Curate`: how many records lie ready, none of them stored yet.
    Staged(u32),
}
