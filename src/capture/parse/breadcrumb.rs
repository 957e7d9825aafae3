//! Reads the path of categories that shops and forums print above a page: "Home › Kitchen › Kettles". It never takes the
//! start page for a category, in whatever language it is named.

use crate::model::{letters::lowered, text::folded};

/// Longest path that is looked at, in characters.
const MAX_CHARS: usize = 1_000;
/// Deepest path that is kept: the deepest of saved shops has seven steps.
const MAX_STEPS: usize = 12;
/// Longest name of a step, in characters: a longer one is a sentence.
const MAX_STEP: usize = 120;

/// What stands between two steps. A slash or a bar counts with spaces around it only: "Men/Women" is one name.
const SIGNS: [char; 14] = ['›', '>', '»', '→', '❯', '≫', '▸', '▶', '⟩', '〉', '＞', '\n', '•', '⁄'];
const SPACED: [&str; 4] = [" / ", " | ", " \\ ", " · "];

/// What sites call their start page, in lower case; `_` stands for a space.
const STARTS: &str = "home homepage home_page start startseite accueil inicio início página_inicial página_principal homepagina voorpagina hjem forside hem \
                      startsida etusivu strona_główna domů domov úvod főoldal kezdőlap acasă начало главная головна αρχική ana_sayfa anasayfa naslovna početna \
                      pradžia sākums avaleht inici hasiera ホーム トップ トップページ 首页 首頁 主页 홈 처음으로 الرئيسية الصفحة_الرئيسية דף_הבית ראשי خانه หน้าแรก \
                      trang_chủ beranda utama laman_utama होम";

/// The names of the steps, from the widest to the narrowest; empty where there is none.
///
/// ```
/// use pinfold::capture::parse::breadcrumb;
/// assert_eq!(breadcrumb::read("Startseite › Küche › Wasserkocher"), ["Küche", "Wasserkocher"]);
/// ```
pub fn read(text: &str) -> Vec<String> {
    let mut text: String = text.chars().take(MAX_CHARS).collect();
    for sign in SPACED {
        text = text.replace(sign, "\n");
    }
    let steps = text.split(SIGNS).map(folded).map(|step| step.trim_matches(['/', '|', '·', ' ']).to_owned());
    let mut path: Vec<String> = Vec::new();
    for step in steps.filter(|step| !step.is_empty() && step.chars().count() <= MAX_STEP) {
        let is_start = path.is_empty()
            && STARTS.split_whitespace().any(|known| known == lowered(&step).replace(' ', "_"));
        // Icons have their label printed twice.
        if !is_start && path.last() != Some(&step) && path.len() < MAX_STEPS {
            path.push(step);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_many_shops() {
        for (text, path) in [
            ("Home > Kitchen & Dining > Coffee, Tea", &["Kitchen & Dining", "Coffee, Tea"][..]),
            ("Accueil\n  Maison \n Cuisine", &["Maison", "Cuisine"]),
            ("Home / Men/Women / Shoes", &["Men/Women", "Shoes"]),
            ("トップページ＞家電＞キッチン", &["家電", "キッチン"]),
            ("Strona główna » Dom » Dom » Kubki", &["Dom", "Kubki"]),
            ("Books", &["Books"]),
            ("Home", &[]),
            (" › › ", &[]),
            ("Kitchen > Home", &["Kitchen", "Home"]),
        ] {
            assert_eq!(read(text), path, "{text}");
        }
        assert_eq!(read(&"a > b > ".repeat(500)).len(), MAX_STEPS);
        assert_eq!(lowered(STARTS), STARTS);
    }
}
