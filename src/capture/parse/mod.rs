//! Reads numbers, dates and names out of text as people write it. It never guesses: unknown is `None`.
//!
//! Every parser here takes foreign text, looks at a bounded part of it and returns plain values. None
//! of them knows a page, an adapter or a clock: the moment "now" is an argument.
//!
//! * [`price`]: an amount of money, with [`currency`] beside it and [`number`] below it
//! * [`count`], [`rating`], [`gtin`]: likes, stars, trade item numbers
//! * [`brand`], [`breadcrumb`]: a maker's name, a path of categories
//! * [`date`]: absolute dates and spans before now
//! * [`language`]: which language a text is in
//! * [`handle`], [`entities`]: names, and tags, mentions and links in a text
//! * [`inspect`](mod@inspect): what they make of one text, for the command line

pub mod number;

pub mod currency;

pub mod price;

pub mod count;

pub mod rating;

pub mod gtin;

pub mod brand;

pub mod breadcrumb;

pub mod language;

pub mod date;

pub mod handle;

pub mod entities;

pub mod inspect;
