//! One measured figure on its own line, beside its target where one is named.
//! It never decides whether a measuring program succeeds.

/// Prints a figure; `most` is what it must not exceed. Without a target it is a note, to read figures by.
pub fn print(name: &str, value: f64, unit: &str, most: Option<f64>) {
    match most {
        Some(most) => {
            let verdict = if value <= most { "holds" } else { "short" };
            println!("figure {name} = {value:.3} {unit}, target <= {most}: {verdict}");
        }
        None => println!("note {name} = {value:.3} {unit}"),
    }
}
