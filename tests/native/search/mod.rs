//! Finding pins: the query language on tables, the index against brute force, and the library's lists.

mod brute;
mod language;
mod library;
mod profile;
mod relations;
mod rules;
mod suggested;
mod surfaces;
mod world;
