//! One measured figure beside its target, printed the same way by every measuring command.
//! It never decides whether a command succeeds: only tests enforce floors.
use std::fmt;

/// A name, what was measured, in which unit, and what it must not exceed.
#[derive(Clone, Debug)]
pub struct Figure {
    pub name: String,
    pub value: f64,
    pub unit: &'static str,
    pub most: f64,
}

impl Figure {
    /// Makes a figure from its parts.
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str, most: f64) -> Self {
        Self { name: name.into(), value, unit, most }
    }

    /// Whether the target is met; a value that is not a number meets none.
    pub fn holds(&self) -> bool {
        self.value <= self.most
    }

    /// Prints the figure on its own line.
    pub fn print(&self) {
        println!("{self}");
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.holds() { "holds" } else { "short" };
        write!(
            out,
            "figure {} = {} {}, target <= {}: {verdict}",
            self.name,
            plain(self.value),
            self.unit,
            plain(self.most)
        )
    }
}

/// Whole numbers without a fraction, others with at most three decimals.
fn plain(value: f64) -> String {
    if value.fract() == 0.0 {
        return format!("{value:.0}");
    }
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_line_with_its_verdict() {
        let cases = [
            (
                Figure::new("wake-wasm", 512_000.0, "bytes", 600_000.0),
                "figure wake-wasm = 512000 bytes, target <= 600000: holds",
            ),
            (
                Figure::new("capture-p95", 150.25, "ms", 150.0),
                "figure capture-p95 = 150.25 ms, target <= 150: short",
            ),
            (Figure::new("x", f64::NAN, "ms", 1.0), "figure x = NaN ms, target <= 1: short"),
        ];
        for (figure, line) in cases {
            assert_eq!(figure.to_string(), line);
        }
    }
}
