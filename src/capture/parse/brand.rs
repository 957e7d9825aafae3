//! Reads a brand's name out of the line that shops print above a product: "Visit the Acme Store", "Marke: Acme". It never
//! takes a word of the line that is not the name.

use crate::model::letters::lower;

/// Longest line that is looked at, in characters: a name and a few words around it.
const MAX_CHARS: usize = 200;

/// What stands before a name and after it, in lower case; a colon after a word may be the full-width one or stand apart.
const AROUND: [(&str, &str); 34] = [
    ("visit the ", " store"),
    ("visit the ", " storefront"),
    ("besuche den ", "-store"),
    ("besuchen sie den ", "-store"),
    ("visiter la boutique ", ""),
    ("visitez la boutique ", ""),
    ("visita la tienda de ", ""),
    ("visita la store de ", ""),
    ("visitar la tienda de ", ""),
    ("visita lo store di ", ""),
    ("visite a loja ", ""),
    ("visitar a loja ", ""),
    ("bezoek de ", "-store"),
    ("bezoek de store van ", ""),
    ("besök butiken för ", ""),
    ("besök ", "-butiken"),
    ("odwiedź sklep marki ", ""),
    ("odwiedź sklep ", ""),
    ("", " mağazasını ziyaret edin"),
    ("", " store'u ziyaret edin"),
    ("", "のストアを表示"),
    ("访问", "品牌旗舰店"),
    ("访问", "商店"),
    ("造訪 ", " 商店"),
    ("قم بزيارة متجر ", ""),
    ("", " स्टोर पर जाएं"),
    ("shop all ", ""),
    ("more from ", ""),
    ("mehr von ", ""),
    ("alle artikel von ", ""),
    ("by ", ""),
    ("von der marke ", ""),
    ("de la marque ", ""),
    ("de la marca ", ""),
];

/// Words for a brand or maker, in lower case, that a colon follows.
const LABELS: &str = "brand manufacturer maker by marke hersteller marque fabricant marca fabricante marchio produttore merk fabrikant märke tillverkare \
                      mærke producent merke produsent tuotemerkki valmistaja marka producent značka výrobce výrobca márka gyártó brend proizvođač znamka \
                      марка бренд производитель виробник торговая_марка marcă producător μάρκα κατασκευαστής üretici מותג יצרן الماركة العلامة_التجارية \
                      ブランド メーカー 品牌 브랜드 제조사 แบรนด์ ยี่ห้อ thương_hiệu merek jenama pembuat ब्रांड";

/// The brand's name; `None` where nothing is left of the line.
///
/// ```
/// use pinfold::capture::parse::brand;
/// assert_eq!(brand::read("Besuche den Acme-Store").as_deref(), Some("Acme"));
/// assert_eq!(brand::read("Brand: Acme®").as_deref(), Some("Acme"));
/// assert_eq!(brand::read("Acme & Sons").as_deref(), Some("Acme & Sons"));
/// ```
pub fn read(text: &str) -> Option<String> {
    let chars: Vec<char> = text.trim().chars().take(MAX_CHARS).collect();
    // Letter for letter, so that a place in one is a place in the other.
    let small: Vec<char> = chars.iter().map(|c| lower(*c)).collect();
    let (from, to) = label(&small).or_else(|| around(&small)).unwrap_or((0, chars.len()));
    let name: String = chars.get(from..to)?.iter().collect();
    let name = name.trim().trim_end_matches(['®', '™', '©']).trim_end();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Where the name stands in "Brand: Acme".
fn label(small: &[char]) -> Option<(usize, usize)> {
    let colon = small.iter().position(|c| matches!(c, ':' | '：'))?;
    let word: String = small.get(..colon)?.iter().collect();
    let word = word.trim().replace([' ', '\u{A0}'], "_");
    LABELS.split_whitespace().any(|known| known == word).then_some((colon + 1, small.len()))
}

/// Where the name stands between the words of a shop.
fn around(small: &[char]) -> Option<(usize, usize)> {
    let line: String = small.iter().collect();
    AROUND.iter().find_map(|(before, after)| {
        let inner = line.strip_prefix(before)?.strip_suffix(after)?;
        let from = before.chars().count();
        (!inner.trim().is_empty()).then(|| (from, from + inner.chars().count()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::letters::lowered;

    #[test]
    fn the_tables_are_in_lower_case() {
        let words = AROUND.iter().flat_map(|(before, after)| [*before, *after]).chain([LABELS]);
        assert_eq!(words.clone().map(lowered).collect::<String>(), words.collect::<String>());
    }

    #[test]
    fn lines_of_many_shops() {
        for (line, name) in [
            ("Visit the KitchenAid Store", "KitchenAid"),
            ("Besuchen Sie den WMF-Store", "WMF"),
            ("Visiter la boutique L'Oréal Paris", "L'Oréal Paris"),
            ("Visita la tienda de Bosch", "Bosch"),
            ("Visita lo Store di De'Longhi", "De'Longhi"),
            ("Bezoek de Philips-Store", "Philips"),
            ("Odwiedź sklep Tefal", "Tefal"),
            ("Arçelik Mağazasını ziyaret edin", "Arçelik"),
            ("象印のストアを表示", "象印"),
            ("Marke: Villeroy & Boch", "Villeroy & Boch"),
            ("Marque : Tefal", "Tefal"),
            ("Торговая марка: Белла", "Белла"),
            ("品牌：小米", "小米"),
            ("by Acme™", "Acme"),
            ("3M: Science", "3M: Science"),
            ("Store", "Store"),
            ("İttifak", "İttifak"),
        ] {
            assert_eq!(read(line).as_deref(), Some(name), "{line}");
        }
        for line in ["", "  ", "Brand:", "®"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
