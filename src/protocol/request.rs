//! What may be asked, by who answers it. It holds no logic.
//!
//! The outer enums are untagged: on the wire a question is its variant, whoever answers it. Each Wasm module
//! reads its own questions only, which keeps the readers of the others out of it.

use serde::{Deserialize, Serialize};

use super::{care::CareRequest, courier::CourierRequest};
use crate::{
    capture::{
        draft::{Aim, Draft},
        snapshot::Snapshot,
        teach::Pick,
    },
    edit::{command::Command, curate::CurateCommand},
    export::{
        packing::PackRequest,
        request::{ExportRequest, ExportScope},
    },
    import::{bring::ImportChoice, table::Mapping},
    model::{
        id::{AnnotationId, BoardId, ChangeId, MediaId, PinId},
        record::RecordKey,
        thread::Thread,
    },
    view::{customers::CustomersQuery, list::ListQuery},
};

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(untagged)]
pub enum Request {
    /// About a page.
    Page(PageRequest),
    /// About what the reader makes of a page.
    Reader(ReaderRequest),
    /// About what somebody points at.
    Teacher(TeacherRequest),
    /// About what is stored.
    Background(BackgroundRequest),
    /// About the whole workspace.
    Library(LibraryRequest),
    /// About customers, notes and what is handed over: under a name of its own, since it has questions that others have too.
    Care {
        /// The question.
        care: CareRequest,
    },
    /// About an errand to a destination.
    Courier {
        /// The question.
        courier: CourierRequest,
    },
}

/// What the background answers with the help of the reader: about what a page shows and what is stored of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum PageRequest {
    /// What would be pinned, and is it pinned already? Stores nothing.
    Preview {
        /// What was seen.
        snapshot: Box<Snapshot>,
        /// What for.
        aim: Aim,
    },
    /// Pin it.
    Capture {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// The pin's id, made by the caller.
        pin: PinId,
        /// The id of the highlight, for selected words.
        #[serde(default)]
        highlight: Option<AnnotationId>,
        /// What was seen.
        snapshot: Box<Snapshot>,
        /// What for.
        aim: Aim,
        /// The board; absent: the default board, if any.
        #[serde(default)]
        board: Option<BoardId>,
        /// Its place in a thread, where that was told from other cards of the page.
        #[serde(default)]
        thread: Option<Thread>,
    },
}

/// What the reader answers: it knows pages and stores nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum ReaderRequest {
    /// Here is the data that ships beside the code; no other question is answered before.
    Texts {
        /// The whole file.
        file: String,
    },
    /// Which selectors find card roots on this page?
    Roots {
        /// The page's address.
        url: String,
        /// The person's own adapter for it, which the background puts in, here and below.
        #[serde(default)]
        adapter: Option<String>,
    },
    /// What does a picture look like? Its pixels go with the question: four bytes each, as a canvas has them.
    Look {
        /// Pixels of a row.
        width: u32,
    },
    /// Where are the cards in this skeleton?
    Find {
        /// The skeleton.
        snapshot: Box<Snapshot>,
        /// The person's own adapter.
        #[serde(default)]
        adapter: Option<String>,
    },
    /// What does a snapshot say?
    Read {
        /// What was seen.
        snapshot: Box<Snapshot>,
        /// What for.
        aim: Aim,
        /// The pin it would be, which names its pictures.
        pin: PinId,
        /// The person's own adapter.
        #[serde(default)]
        adapter: Option<String>,
    },
    /// What does an adapter find on a page?
    Try {
        /// The whole page.
        snapshot: Box<Snapshot>,
        /// The adapter as JSON.
        adapter: String,
    },
}

/// What the teacher answers: it makes adapters of examples and says what adapters are good for, and is loaded for nothing
/// else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TeacherRequest {
    /// Here is the data that ships beside the code; no other question is answered before.
    Texts {
        /// The whole file.
        file: String,
    },
    /// What adapter do the parts of one card make?
    Teach {
        /// The whole page.
        snapshot: Box<Snapshot>,
        /// The parts.
        picks: Vec<Pick>,
    },
    /// Can this be used as a person's own adapter?
    Check {
        /// The adapter as JSON.
        data: String,
    },
    /// Which adapters ship?
    Shelf,
}

/// What the background answers from what is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum BackgroundRequest {
    /// Is what was read pinned already? Stores nothing.
    Known {
        /// What was read.
        draft: Box<Draft>,
    },
    /// Which of the cards read off one page, in document order, are threads of one author?
    Link {
        /// What was read.
        drafts: Vec<Draft>,
    },
    /// Pin what was read.
    Keep {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// The pin's id, made by the caller.
        pin: PinId,
        /// The id of the highlight, for selected words.
        #[serde(default)]
        highlight: Option<AnnotationId>,
        /// What was read.
        draft: Box<Draft>,
        /// The board; absent: the default board, if any.
        #[serde(default)]
        board: Option<BoardId>,
    },
    /// Change something.
    Edit {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// What to change.
        command: Box<Command>,
    },
    /// What is pinned of this page, and is its site switched on?
    Page {
        /// The page's address.
        url: String,
    },
    /// All the editor shows of one pin.
    Editor {
        /// Which.
        pin: PinId,
    },
    /// Tags that complete what was typed.
    TagsFor {
        /// What was typed.
        typed: String,
    },
    /// Boards, templates, sites, adapters and settings.
    Setup,
    /// The person's own adapter for a page, if there is one that is switched on.
    OwnAdapter {
        /// The page's address.
        url: String,
    },
    /// Find pins by all that this version finds them by: those after one, a bounded number of them.
    Reindex {
        /// The last one that was looked at; absent: begin.
        #[serde(default)]
        after: Option<PinId>,
    },
    /// Bring the oldest of the log to their places, a bounded number of them.
    Settle,
    /// Pictures that wait, most urgent first.
    MediaQueue {
        /// Which.
        #[serde(default)]
        which: Waiting,
    },
    /// Is anything handed over still to be carried out? Who would do that need not be loaded to know.
    OutboxWaits,
    /// Is any rule switched on? Who would follow it need not be loaded to know.
    RulesOn,
    /// Make real what the library's worker laid ready.
    Commit {
        /// The change it was laid ready under.
        change: ChangeId,
    },
}

/// What the library's worker answers: it has the whole workspace in memory. What needs none of it, the background asks too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum LibraryRequest {
    /// Load the workspace for the library.
    Open,
    /// Records changed elsewhere: read them again.
    Refresh {
        /// Which.
        keys: Vec<RecordKey>,
    },
    /// Pins that fit, a window of them, with facets.
    List {
        /// Which.
        query: ListQuery,
    },
    /// All the library shows of one pin.
    Detail {
        /// Which.
        pin: PinId,
    },
    /// The library's left rail.
    Rail,
    /// Customers that fit.
    Customers {
        /// Which.
        query: CustomersQuery,
    },
    /// The last changes, newest first.
    Changes,
    /// What an export would write: the beginning, the count, the warnings.
    ExportPreview {
        /// What to export.
        export: ExportRequest,
    },
    /// Write an export.
    Export {
        /// What to export.
        export: ExportRequest,
    },
    /// What goes into a workbook, a deck or a folder?
    Pack {
        /// What to pack.
        pack: PackRequest,
    },
    /// The rows of some of its pins.
    PackRows {
        /// What to pack.
        pack: PackRequest,
        /// Which pins, in their order.
        pins: Vec<PinId>,
        /// The columns, as the answer to `Pack` named them.
        columns: Vec<u32>,
    },
    /// Look into the backup whose bytes go with the question, and say what restoring it would do.
    RestorePreview,
    /// The pins that an export of these would hold, in its order.
    Pins {
        /// Which.
        of: ExportScope,
    },
    /// What pins have in common.
    Profile {
        /// Which.
        of: ExportScope,
    },
    /// The vocabulary, with what is used how often.
    Vocabulary,
    /// Tags that look much alike.
    TagsAlike,
    /// Tags that complete what was typed: as `TagsFor`, of the workspace that is in memory.
    TagsComplete {
        /// What was typed.
        typed: String,
    },
    /// Tags that a pin may want; of several pins, those that most of them may want.
    TagsSuggested {
        /// Which.
        pins: Vec<PinId>,
    },
    /// What would this do, that keeps tags or boards in order?
    Foresee {
        /// What.
        command: Box<CurateCommand>,
    },
    /// Lay ready what keeps tags or boards in order, under a change that the background then commits.
    Curate {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// What to do.
        command: Box<CurateCommand>,
    },
    /// The rules, in order, with what they find.
    Rules,
    /// What would following them do?
    RulesForesee,
    /// Lay ready what following them comes to, under a change that the background then commits.
    RulesStage {
        /// The change's id, made by the caller.
        change: ChangeId,
    },
    /// Follow the rules for one pin. The background asks it of a module of its own, without the workspace.
    RulesFollow {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// Which.
        pin: PinId,
    },
    /// Look into the file whose bytes go with the question, and say what bringing it in would do.
    ImportPreview {
        /// What a person wants of it.
        choice: ImportChoice,
        /// Of a table, what its columns say, where a person said it.
        #[serde(default)]
        mapping: Option<Mapping>,
    },
    /// Read that file and lay what it would write ready, under a change that the background then commits.
    ImportStage {
        /// The change's id, made by the caller.
        change: ChangeId,
        /// What a person wants of it.
        choice: ImportChoice,
        /// Of a table, what its columns say, where a person said it.
        #[serde(default)]
        mapping: Option<Mapping>,
    },
    /// Read that backup and lay what it would write ready, under a change that the background then commits.
    Stage {
        /// The change's id, made by the caller.
        change: ChangeId,
    },
}

/// What pictures wait for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// To be fetched, now.
    #[default]
    Due,
    /// For a permission of their host.
    Blocked,
    /// To be looked at in this version's way, a bounded number of them.
    Unseen,
}

/// A picture to fetch or to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MediaTask {
    /// The pin.
    pub pin: PinId,
    /// The picture.
    pub media: MediaId,
    /// Where it is; empty where it is stored and has no address.
    pub url: String,
    /// How often it was tried.
    pub attempts: u32,
}
