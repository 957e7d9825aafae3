//! The sample workspace: a furniture board of ours, with posts in four scripts, long and short texts, stored and
//! missing pictures, notes on words and regions, and rights of every kind. It is a backup of version 1, so it
//! also holds the format still.

use std::collections::BTreeMap;

use pinfold::{
    import::{self, Backup, backup::PictureBytes},
    model::{
        board::Board,
        id::{ChangeId, MediaId},
        time::Instant,
        workspace::Workspace,
    },
};

/// The file.
pub fn text() -> String {
    include_str!("../fixtures/sample-workspace.json").to_owned()
}

/// The workspace, restored, with the bytes of its pictures.
pub fn workspace() -> (Workspace, BTreeMap<MediaId, Vec<u8>>) {
    let backup = Backup::read(&text()).unwrap();
    let mut workspace = Workspace::default();
    let change = ChangeId::try_from("01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned()).unwrap();
    workspace.commit(&import::restore(&workspace, &backup, &change, Instant::from_milliseconds(0))).unwrap();
    let pictures = backup.pictures.into_iter().map(|picture| match picture.bytes {
        PictureBytes::Here(bytes) => (picture.id, bytes),
        PictureBytes::Elsewhere => panic!("the sample has its pictures"),
    });
    (workspace, pictures.collect())
}

/// The board that most of its pins stand on.
pub fn board(workspace: &Workspace) -> Board {
    workspace.boards().find(|board| board.name == "Home furnishings").unwrap().clone()
}
