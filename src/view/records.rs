//! Records to look things up in: a whole workspace, or what was loaded for one small screen. It only reads.
use pinfold_kernels::sorting::sort_by;

use crate::model::{
    annotation::Annotation,
    board::Board,
    id::{BoardId, PinId},
    pin::Pin,
    record::{IndexKey, Record, RecordKey, RecordKind},
    stored::Loaded,
    tag::{Tag, TagColour, TagPath},
    workspace::Workspace,
};

/// Records to look things up in.
pub trait Records {
    /// One record.
    fn record(&self, key: &RecordKey) -> Option<&Record>;
    /// All records of one kind, by id.
    fn records(&self, kind: RecordKind) -> impl Iterator<Item = &Record>;
    /// The annotations of a pin, oldest first.
    fn notes(&self, pin: &PinId) -> Vec<&Annotation>;
    /// The pins that carry an index key, by id.
    fn pins_by(&self, key: &IndexKey) -> Vec<&Pin>;

    /// The tags that pins of some kind or board need.
    fn tags_needed(&self) -> Vec<&Tag>;

    /// One pin.
    fn pin_of(&self, id: &PinId) -> Option<&Pin> {
        self.record(&RecordKey::pin(id))?.as_pin()
    }

    /// One board.
    fn board_of(&self, id: &BoardId) -> Option<&Board> {
        self.record(&RecordKey::new(RecordKind::Board, id.as_str()))?.as_board()
    }

    /// The vocabulary's entry for a path.
    fn tag_of(&self, path: &TagPath) -> Option<&Tag> {
        self.record(&RecordKey::new(RecordKind::Tag, path.key()))?.as_tag()
    }

    /// The colour of a path in the vocabulary.
    fn colour_of(&self, path: &TagPath) -> TagColour {
        self.tag_of(path).map(|tag| tag.colour).unwrap_or_default()
    }
}

impl Records for Workspace {
    fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.get(key).map(|stored| &stored.record)
    }

    fn records(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        self.of_kind(kind).map(|stored| &stored.record)
    }

    fn notes(&self, pin: &PinId) -> Vec<&Annotation> {
        self.annotations_of(pin)
    }

    fn pins_by(&self, key: &IndexKey) -> Vec<&Pin> {
        self.found_by(key).filter_map(|stored| stored.record.as_pin()).collect()
    }

    fn tags_needed(&self) -> Vec<&Tag> {
        self.found_by(&IndexKey::needed()).filter_map(|stored| stored.record.as_tag()).collect()
    }
}

impl Records for Loaded {
    fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.0.get(key).map(|stored| &stored.record)
    }

    fn records(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        let from = self.0.range(RecordKey::new(kind, "")..);
        from.take_while(move |(key, _)| key.kind == kind).map(|(_, stored)| &stored.record)
    }

    fn notes(&self, pin: &PinId) -> Vec<&Annotation> {
        let mut notes: Vec<&Annotation> = self
            .records(RecordKind::Annotation)
            .filter_map(|record| match record {
                Record::Annotation(note) if note.pin == *pin => Some(note),
                _ => None,
            })
            .collect();
        sort_by(&mut notes, |a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        notes
    }

    fn pins_by(&self, key: &IndexKey) -> Vec<&Pin> {
        let carrying = self.records(RecordKind::Pin).filter(|record| record.index_keys().contains(key));
        carrying.filter_map(Record::as_pin).collect()
    }

    fn tags_needed(&self) -> Vec<&Tag> {
        let tags = self.records(RecordKind::Tag).filter_map(Record::as_tag);
        tags.filter(|tag| !tag.needed.is_nowhere()).collect()
    }
}
