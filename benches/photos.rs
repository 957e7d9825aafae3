//! How many near-duplicates of photographs are found, by the edit that made them, and how many pairs of different photographs
//! are taken for one. It reads what `benches/photos/edits.mjs` writes, and measures other programs' hashes beside ours.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a measuring program may stop at the first surprise"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, stdin},
    time::Instant as Clock,
};

use pinfold::{
    capture::looks,
    model::media::{Kinship, Looks, Prints},
};
use serde_json::Value;

/// What each edit but a crop is to be found by at least, in percent.
const LEAST: f64 = 95.0;

/// One edit of a photograph, seen.
struct Seen {
    photo: String,
    edit: String,
    looks: Looks,
    prints: Prints,
    /// The hashes of other programs, by their names.
    hashes: BTreeMap<String, Vec<u64>>,
}

#[derive(Default)]
struct Times {
    own: f64,
    seen: f64,
    /// Milliseconds of other programs, which look at all of a picture.
    others: BTreeMap<String, f64>,
    whole: f64,
}

fn main() {
    let (all, times) = read();
    let originals: Vec<&Seen> = all.iter().filter(|seen| seen.edit == "original").collect();
    println!(
        "{} photographs, {} edits; ours {:.2} ms a megapixel of what is seen ({:.3} ms a picture)",
        originals.len(),
        all.len(),
        times.own / times.seen,
        times.own / all.len() as f64
    );
    for (peer, ms) in &times.others {
        println!("note {peer}: {:.2} ms a megapixel of the picture", ms / times.whole);
    }
    let pairs = unrelated(&all, &originals);
    let peers: BTreeMap<&str, u32> =
        times.others.keys().map(|peer| (peer.as_str(), pairs.nearest(peer, &all, &originals))).collect();
    print!("{:18} {:>8} {:>8}", "edit", "found", "by index");
    peers.keys().for_each(|peer| print!(" {peer:>15}"));
    println!();
    let mut edits: Vec<&str> = Vec::new();
    for seen in &all {
        if !edits.contains(&seen.edit.as_str()) {
            edits.push(&seen.edit);
        }
    }
    for edit in edits {
        let of_edit: Vec<(&Seen, &Seen)> = all
            .iter()
            .filter(|seen| seen.edit == edit)
            .filter_map(|seen| Some((seen, *originals.iter().find(|own| own.photo == seen.photo)?)))
            .collect();
        let share = |found: &dyn Fn(&Seen, &Seen) -> bool| {
            100.0 * of_edit.iter().filter(|(seen, own)| found(seen, own)).count() as f64
                / of_edit.len().max(1) as f64
        };
        let found = share(&|seen, own| seen.prints.kinship(&own.prints).is_some());
        let by_index = share(&|seen, own| {
            let keys: BTreeSet<String> = own.looks.bands().collect();
            seen.looks.bands().any(|band| keys.contains(&band)) && seen.prints.kinship(&own.prints).is_some()
        });
        print!("{edit:18} {found:7.1}% {by_index:7.1}%");
        for (peer, nearest) in &peers {
            print!(
                " {:14.1}%",
                share(&|seen, own| apart(&seen.hashes[*peer], &own.hashes[*peer]) < *nearest)
            );
        }
        let verdict = if found >= LEAST { "holds" } else { "short" };
        println!("{}", if edit.starts_with("crop") { "" } else { verdict });
    }
}

/// Reads every line with its pixels, and looks at them. A photograph that a package holds twice, byte for byte, counts once.
fn read() -> (Vec<Seen>, Times) {
    let mut input = BufReader::new(stdin().lock());
    let (mut all, mut times, mut originals) = (Vec::new(), Times::default(), BTreeMap::new());
    let mut line = String::new();
    while input.read_line(&mut line).unwrap() > 0 {
        let said: Value = serde_json::from_str(&line).unwrap();
        line.clear();
        let number = |key: &str| usize::try_from(said[key].as_u64().unwrap()).unwrap();
        let mut pixels = vec![0; number("width") * number("height") * 4];
        input.read_exact(&mut pixels).unwrap();
        let start = Clock::now();
        let looks = looks::of(&pixels, number("width")).unwrap();
        times.own += start.elapsed().as_secs_f64() * 1_000.0;
        times.seen += pixels.len() as f64 / 4e6;
        times.whole += said["peers"]["megapixels"].as_f64().unwrap();
        let mut hashes = BTreeMap::new();
        for (peer, said) in said["peers"].as_object().unwrap().iter().filter(|(_, said)| said.is_array()) {
            *times.others.entry(peer.clone()).or_default() += said[1].as_f64().unwrap();
            hashes.insert(peer.clone(), words(said[0].as_str().unwrap()));
        }
        let (photo, edit) =
            (said["photo"].as_str().unwrap().to_owned(), said["edit"].as_str().unwrap().to_owned());
        if edit == "original" {
            originals.entry(pixels).or_insert_with(|| photo.clone());
        }
        all.push(Seen { photo, edit, prints: Prints::of(&looks), looks, hashes });
    }
    let once: BTreeSet<String> = originals.into_values().collect();
    let copies = all.iter().filter(|seen| seen.edit == "original" && !once.contains(&seen.photo)).count();
    println!("{copies} photographs are in their package twice, byte for byte, and left out");
    all.retain(|seen| once.contains(&seen.photo));
    (all, times)
}

/// What one photograph is called in all its published sizes.
fn subject(photo: &str) -> String {
    photo.replace("-1500.jpg", "-500.jpg")
}

/// Which pairs are of different photographs.
struct Unrelated {
    subjects: BTreeMap<String, String>,
}

/// Compares every edit with every photograph it was not made of.
fn unrelated(all: &[Seen], originals: &[&Seen]) -> Unrelated {
    let subjects = all.iter().map(|seen| (seen.photo.clone(), subject(&seen.photo))).collect();
    let unrelated = Unrelated { subjects };
    let (mut pairs, mut wrong, mut sizes) = (0_u64, BTreeMap::<(&str, &str, Kinship), u32>::new(), [0, 0]);
    let start = Clock::now();
    for seen in all {
        for other in originals {
            let kinship = seen.prints.kinship(&other.prints);
            if unrelated.are(seen, other) {
                pairs += 1;
                if let Some(kinship) = kinship {
                    *wrong.entry((&seen.photo, &other.photo, kinship)).or_default() += 1;
                }
            } else if seen.edit == "original" && seen.photo != other.photo {
                sizes[usize::from(kinship.is_some())] += 1;
            }
        }
    }
    let each = start.elapsed().as_nanos() as f64 / pairs.max(1) as f64;
    println!(
        "{} false among {pairs} pairs of an edit and another photograph, {each:.0} ns a comparison",
        wrong.len()
    );
    wrong.iter().for_each(|(pair, edits)| println!("  false: {pair:?} in {edits} edits"));
    println!("published in two sizes: {} of {} pairs found", sizes[1], sizes[0] + sizes[1]);
    unrelated
}

impl Unrelated {
    fn are(&self, one: &Seen, other: &Seen) -> bool {
        self.subjects[&one.photo] != self.subjects[&other.photo]
    }

    /// The fewest bits in which a peer's hashes of unrelated pictures differ: below it, it takes none for another.
    fn nearest(&self, peer: &str, all: &[Seen], originals: &[&Seen]) -> u32 {
        let pairs = all.iter().flat_map(|seen| originals.iter().map(move |other| (seen, *other)));
        let unrelated = pairs.filter(|(seen, other)| self.are(seen, other));
        unrelated.map(|(seen, other)| apart(&seen.hashes[peer], &other.hashes[peer])).min().unwrap_or(0)
    }
}

/// A hash in words of 64 bits.
fn words(hex: &str) -> Vec<u64> {
    hex.as_bytes()
        .chunks(16)
        .map(|digits| u64::from_str_radix(str::from_utf8(digits).unwrap(), 16).unwrap())
        .collect()
}

fn apart(one: &[u64], other: &[u64]) -> u32 {
    one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum()
}
