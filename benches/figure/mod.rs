//! One measured figure on its own line, beside its target where one is named.
//! It never decides whether a measuring program succeeds.

/// Prints a figure; `most` is what it must not exceed.
pub fn print(name: &str, value: f64, unit: &str, most: Option<f64>) {
    let verdict = most.map_or_else(String::new, |most| {
        format!(", target <= {most}: {}", if value <= most { "holds" } else { "short" })
    });
    println!("figure {name} = {value:.3} {unit}{verdict}");
}
