//! Personal data in texts: what is found in many forms and languages, what is not, and what is left when it is masked.

mod cases;
mod plain;
mod properties;

use pinfold::redact::{Finding, Kind, Kinds, Known, find};

/// The people of the cases.
fn known() -> Known {
    let mut known = Known::default();
    for name in ["Mara Thalberg", "José García", "Will Rose", "田中 花子", "Иван Петров", "Öztürk Ayşe"]
    {
        known.name(name);
    }
    known.handle("mara.t");
    known.handle("@JoseG_88");
    known
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Iban => 'i',
        Kind::Card => 'c',
        Kind::Email => 'e',
        Kind::Order => 'o',
        Kind::Phone => 'p',
        Kind::Handle => 'h',
        Kind::Name => 'n',
    }
}

/// A text with what is found in it between `⟨x:` and `⟩`, where `x` is the kind.
fn marked(text: &str, found: &[Finding]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for finding in found {
        out.push_str(text.get(done..finding.start).unwrap());
        out.push_str(&format!(
            "⟨{}:{}⟩",
            letter(finding.kind),
            text.get(finding.start..finding.end).unwrap()
        ));
        done = finding.end;
    }
    out.push_str(text.get(done..).unwrap());
    out
}

/// A case without its marks.
fn bare(case: &str) -> String {
    let mut out = String::new();
    let mut rest = case;
    while let Some((before, after)) = rest.split_once('⟨') {
        out.push_str(before);
        let (inside, behind) = after.split_once('⟩').unwrap();
        out.push_str(inside.split_once(':').unwrap().1);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Finds in every case what is marked in it and nothing else.
fn check(cases: &[&str]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let text = bare(case);
            let got = marked(&text, &find(&text, &known(), Kinds::EVERY));
            (got != **case).then(|| format!("\n   wanted {case}\n   got    {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:{}", wrong.len(), cases.len(), wrong.concat());
}
