//! The even border that pages and programs put round pictures, found so that a picture is known again without it.
//! It also finds the even ground round a thing: both are left out alike, with it and without it.

use super::greys::{Frame, Greys, WHITE};

/// Greys this far from those of the border belong to the picture: what poor encoding leaves in white is nearer.
const FAR: u32 = WHITE * 24 / 255;
/// A line is of the border while no more than one in this many of its pixels is far from it.
const STRAY: usize = 50;
/// What is left must be as many pixels long at least: less has no features.
const LEAST: usize = 24;
/// A picture on white in a black border has two of them, and a screen around that a third.
const MOST: usize = 3;

/// The frame within the border; `None` where there is no border, or nothing within it.
pub(super) fn within(greys: &Greys) -> Option<Frame> {
    let whole = greys.whole();
    let mut frame = whole;
    for _ in 0..MOST {
        let before = frame;
        for side in [Side::Top, Side::Bottom, Side::Left, Side::Right] {
            frame = side.cut(greys, frame)?;
        }
        if frame == before {
            break;
        }
    }
    (frame != whole).then_some(frame)
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

impl Side {
    /// The frame without the border at this side; `None` where all of it is border.
    fn cut(self, greys: &Greys, frame: Frame) -> Option<Frame> {
        let Frame { left, top, width, height } = frame;
        let (deep, long) = match self {
            Self::Top | Self::Bottom => (height, width),
            Self::Left | Self::Right => (width, height),
        };
        let line = |at: usize| match self {
            Self::Top => greys.line(greys.place(left, top + at), 1, long),
            Self::Bottom => greys.line(greys.place(left, top + height - 1 - at), 1, long),
            Self::Left => greys.line(greys.place(left + at, top), greys.stride(), long),
            Self::Right => greys.line(greys.place(left + width - 1 - at, top), greys.stride(), long),
        };
        let border = u32::try_from(line(0).map(u64::from).sum::<u64>() / long as u64).unwrap_or(WHITE);
        let is_border =
            |at: &usize| line(*at).filter(|grey| grey.abs_diff(border) > FAR).count() * STRAY <= long;
        let even = (0..deep).take_while(is_border).count();
        // The line next to it is half border, half picture, once the picture was resized.
        let cut = if even == 0 { 0 } else { even + 1 };
        let left_over = deep.checked_sub(cut).filter(|rest| cut == 0 || *rest >= LEAST)?;
        Some(match self {
            Self::Top => Frame { top: top + cut, height: left_over, ..frame },
            Self::Bottom => Frame { height: left_over, ..frame },
            Self::Left => Frame { left: left + cut, width: left_over, ..frame },
            Self::Right => Frame { width: left_over, ..frame },
        })
    }
}
