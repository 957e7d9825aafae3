//! Words for what things are made of, as a search compares them.

/// The words, in the order of the alphabet, in the languages of the screens.
const WORDS: [&str; 84] = [
    "ahorn",
    "aluminium",
    "aluminum",
    "bamboo",
    "bambus",
    "baumwolle",
    "beech",
    "beton",
    "birch",
    "birke",
    "brass",
    "bronze",
    "buche",
    "cashmere",
    "ceramic",
    "chrome",
    "clay",
    "concrete",
    "copper",
    "corduroy",
    "cork",
    "cotton",
    "denim",
    "edelstahl",
    "eiche",
    "eisen",
    "esche",
    "felt",
    "filz",
    "fleece",
    "glas",
    "glass",
    "gold",
    "granit",
    "granite",
    "gummi",
    "holz",
    "iron",
    "jute",
    "kaschmir",
    "keramik",
    "kiefer",
    "kork",
    "kunststoff",
    "kupfer",
    "latex",
    "leather",
    "leder",
    "leinen",
    "linen",
    "maple",
    "marble",
    "marmor",
    "merino",
    "messing",
    "metal",
    "metall",
    "nylon",
    "oak",
    "paper",
    "papier",
    "pine",
    "plastic",
    "plywood",
    "polyester",
    "porcelain",
    "porzellan",
    "rattan",
    "rubber",
    "samt",
    "satin",
    "seide",
    "silk",
    "silver",
    "stahl",
    "steel",
    "stone",
    "suede",
    "velvet",
    "viscose",
    "walnut",
    "wolle",
    "wood",
    "wool",
];

/// Whether a folded word says what something is made of.
pub(super) fn is_material(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_stand_in_order_each_once() {
        assert!(WORDS.is_sorted_by(|one, other| one < other));
        assert!(is_material("oak") && is_material("eiche") && !is_material("soap"));
    }
}
