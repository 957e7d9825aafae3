//! A picture's colours: pixels are counted in coarse cells of colour, near cells are joined, and then what costs least is
//! joined until few are left. Small vivid parts count more than their size: they are what people see. What is far from all of
//! those, and more than a few pixels, is a colour of its own.

use std::cmp::Reverse;

use super::{Pixels, Swatch};
use crate::{lab::Lab, sorting::sort_by_key};

/// Most colours that the whole picture is made of.
const MAIN: usize = 4;
/// Most colours of a palette, with the small ones that are far from those.
const MOST: usize = 14;
/// Further than this from every other, a colour is one of its own: what is nearer than ten is seen as the same at a glance.
const FAR: f32 = 9.0;
/// One in as many pixels of about the same colour is the least that is a colour. What is a thousandth of a picture is seen, and
/// lies in some cells: the fullest has a third of it.
const FEW: u64 = 3_000;
/// About as many pixels are looked at: more do not move a colour.
const SAMPLE: usize = 65_536;
/// Bits of each channel that tell cells apart.
const BITS: u32 = 4;
/// Most groups of cells before they are joined: joining takes the cube of them.
const GROUPS: usize = 48;
/// Cells up to this distance from a group belong to it.
const NEAR: u64 = 2 * 20 * 20;
/// Two colours nearer than this are shown as one.
const APART: u64 = 2 * 32 * 32;
/// Less opaque pixels are what lies behind.
const OPAQUE: u8 = 128;

/// Some pixels of about one colour.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    count: u64,
    sums: [u64; 3],
}

impl Group {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        for (own, theirs) in self.sums.iter_mut().zip(other.sums) {
            *own += theirs;
        }
    }

    fn rgb(&self) -> [u8; 3] {
        self.colour().map(|channel| u8::try_from(channel).unwrap_or(u8::MAX))
    }

    fn lab(&self) -> Lab {
        Lab::of(self.rgb())
    }

    fn colour(&self) -> [u64; 3] {
        self.sums.map(|sum| (sum + self.count / 2) / self.count.max(1))
    }

    /// How much it counts when groups are joined: its pixels, up to five times where they are vivid.
    fn weight(&self) -> u64 {
        let [red, green, blue] = self.colour();
        let vivid = red.max(green).max(blue) - red.min(green).min(blue);
        self.count * (64 + vivid) / 64
    }

    fn shade(&self) -> Shade {
        let [red, green, blue] = self.colour();
        let bright = (77 * red + 150 * green + 29 * blue) >> 8;
        // Moved up, so that they stay positive.
        Shade { bright, red: 255 + red - bright, blue: 255 + blue - bright }
    }
}

/// A colour by how bright it is, and how red and how blue against that; kept, since one is compared with many.
#[derive(Debug, Clone, Copy)]
struct Shade {
    bright: u64,
    red: u64,
    blue: u64,
}

impl Shade {
    /// A distance of colours, squared: what differs in colour counts more than what differs in brightness.
    fn distance(self, other: Self) -> u64 {
        let apart = |one: u64, other: u64| one.abs_diff(other).pow(2);
        2 * apart(self.bright, other.bright) + 6 * (apart(self.red, other.red) + apart(self.blue, other.blue))
    }
}

/// The colours with their shares, the largest first; none for a picture one sees through.
pub(super) fn of(pixels: Pixels) -> Vec<Swatch> {
    let cells = cells(pixels);
    let mut groups = grouped(&cells);
    while let Some((one, other)) = cheapest(&groups) {
        let joined = groups.swap_remove(other);
        if let Some(group) = groups.get_mut(one) {
            group.add(&joined);
        }
    }
    let mut groups = with_small(&groups, &cells);
    let all: u64 = groups.iter().map(|group| group.count).sum();
    sort_by_key(&mut groups, |group| (Reverse(group.count), group.rgb()));
    let swatch = |group: &Group| {
        let share = u32::try_from((group.count * 100 + all / 2) / all.max(1)).unwrap_or(100);
        // What is there at all is seen.
        Swatch { rgb: group.rgb(), share: share.max(1) }
    };
    groups.iter().map(swatch).collect()
}

/// Joins what is furthest from all colours there are to them, one after the other, each with the cells that are nearest to it.
/// The many that are seen count for more than the few that are far.
fn with_small(main: &[Group], cells: &[Group]) -> Vec<Group> {
    let all: u64 = cells.iter().map(|cell| cell.count).sum();
    let is_seen = |group: &&Group| group.count * FEW >= all;
    let mut colours: Vec<Lab> = main.iter().filter(is_seen).map(Group::lab).collect();
    let seen: Vec<(Lab, &Group)> = cells.iter().map(|cell| (cell.lab(), cell)).collect();
    let mut near: Vec<(f32, usize)> = seen.iter().map(|(lab, _)| nearest(&colours, *lab)).collect();
    while colours.len() < MOST {
        let away = seen.iter().zip(&near).map(|((lab, cell), (away, _))| (*away, *lab, *cell));
        let small = away.filter(|(away, _, cell)| *away > FAR && is_seen(cell));
        let worth = |(away, _, cell): &(f32, Lab, &Group)| away * away * (cell.count as f32).sqrt();
        let Some((_, lab, _)) = small.max_by(|one, other| worth(one).total_cmp(&worth(other))) else { break };
        for ((own, _), near) in seen.iter().zip(&mut near) {
            let away = own.distance(lab);
            if away < near.0 {
                *near = (away, colours.len());
            }
        }
        colours.push(lab);
    }
    let mut groups = vec![Group::default(); colours.len()];
    for ((_, cell), (_, at)) in seen.iter().zip(near) {
        if let Some(group) = groups.get_mut(at) {
            group.add(cell);
        }
    }
    groups.retain(|group| group.count > 0);
    groups
}

/// How far the nearest of some colours is, and which it is.
fn nearest(colours: &[Lab], lab: Lab) -> (f32, usize) {
    let away = colours.iter().enumerate().map(|(at, own)| (own.distance(lab), at));
    away.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or((f32::MAX, 0))
}

/// Pixels in cells of colour, the fullest first.
fn cells(pixels: Pixels) -> Vec<Group> {
    let mut cells = vec![Group::default(); 1 << (3 * BITS)];
    let step = (pixels.width * pixels.height / SAMPLE).isqrt().max(1);
    for row in (0..pixels.height).step_by(step) {
        for [red, green, blue, opaque] in pixels.row(row, 0, pixels.width).step_by(step) {
            let cut = |channel: &u8| usize::from(channel >> (8 - BITS));
            let place = cut(red) << (2 * BITS) | cut(green) << BITS | cut(blue);
            if *opaque >= OPAQUE
                && let Some(cell) = cells.get_mut(place)
            {
                let sums = [red, green, blue].map(|channel| u64::from(*channel));
                cell.add(&Group { count: 1, sums });
            }
        }
    }
    cells.retain(|cell| cell.count > 0);
    sort_by_key(&mut cells, |cell| Reverse(cell.count));
    cells
}

/// Cells with those near them, the fullest cells first.
fn grouped(cells: &[Group]) -> Vec<Group> {
    let mut groups: Vec<(Shade, Group)> = Vec::new();
    for cell in cells {
        let own = cell.shade();
        let full = groups.len() >= GROUPS;
        match groups.iter_mut().min_by_key(|(shade, _)| shade.distance(own)) {
            Some((shade, group)) if full || shade.distance(own) <= NEAR => {
                group.add(cell);
                *shade = group.shade();
            }
            _ => groups.push((own, *cell)),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The two groups that cost least to join, by Ward's criterion; `None` once few are left and all of them apart.
fn cheapest(groups: &[Group]) -> Option<(usize, usize)> {
    let seen: Vec<(Shade, u64)> = groups.iter().map(|group| (group.shade(), group.weight())).collect();
    let mut best: Option<(u64, usize, usize)> = None;
    for (other, (theirs, b)) in seen.iter().enumerate() {
        for (one, (own, a)) in seen.iter().enumerate().take(other) {
            let distance = own.distance(*theirs);
            let cost = a * b / (a + b).max(1) * distance;
            let wanted = groups.len() > MAIN || distance < APART;
            if wanted && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, one, other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}
