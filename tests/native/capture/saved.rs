//! Saved real pages without a list of expected items: what a person read off each page's own markup, against what is
//! captured. It skips loudly where the pages are absent.

use std::{fs, path::Path};

use pinfold::capture::{self, html, report};
use serde_json::Value;

use super::{now, pin};

/// The saved pages, beside the project.
const SAVED: &str = "../shared/fixtures";

const SO: &str = "omnivore/packages/readabilityjs/test/test-pages/stackoverflow/source.html";
const SO_URL: &str = "https://stackoverflow.com/questions/231767/what-does-the-yield-keyword-do-in-python";
const ETSY: &str = "metascraper-shopping/test/fixtures/etsy.html";
const ETSY_URL: &str = "https://www.etsy.com/es/listing/550571276/el-original-he-y-hay-calabaza-decoracion";
const LISTING: &str = "https://www.etsy.com/listing/550571276";
const WPDISCUZ: &str = "trafilatura/tests/eval/spontis.de.jahrzehnt.html";
const WPDISCUZ_URL: &str =
    "https://www.spontis.de/schwarze-szene/liebe-leser-bitte-rutschen-sie-nicht-in-das-neue-jahrzehnt/";

/// A page, its address, and how many cards it has.
type Page = (&'static str, &'static str, usize);
/// A card's native id with its address, its author's name, and the time or the day it was published; what the page does
/// not say is empty.
type Card = (&'static str, &'static str, &'static str, &'static str);

const PEOPLE: &[(Page, &[Card])] = &[
    (
        (SO, SO_URL, 50),
        &[
            (
                "question-231767",
                "https://stackoverflow.com/questions/231767",
                "Alex. S.",
                "2008-10-23T22:21:11Z",
            ),
            ("answer-231855", "https://stackoverflow.com/a/231855", "e-satis", "2008-10-23T22:48:44Z"),
            ("answer-237028", "https://stackoverflow.com/a/237028", "user28409", "2008-10-25T21:22:30Z"),
            ("answer-231801", "https://stackoverflow.com/a/231801", "Jason Baker", "2008-10-23T22:28:41Z"),
            (
                "comment-75308701",
                "https://stackoverflow.com/questions/231767#comment75308701_231855",
                "Matthias Fripp",
                "2017-05-23T21:41:53Z",
            ),
            (
                "comment-84633217",
                "https://stackoverflow.com/questions/231767#comment84633217_231855",
                "picmate 涅",
                "2018-02-15T19:21:11Z",
            ),
        ],
    ),
    (
        (ETSY, ETSY_URL, 5),
        &[
            ("review-2068597220", LISTING, "SIMI E THOMAS", "2020-12-12"),
            ("review-2060969199", LISTING, "Angelica", "2020-11-18"),
            ("review-2566094256", LISTING, "Stephanie Klotz", "2021-09-10"),
            ("review-2091321490", LISTING, "Tammy Judy Smith", "2020-10-29"),
        ],
    ),
    // The times there are spans, "1 Monat her", which count from the moment of reading.
    (
        (WPDISCUZ, WPDISCUZ_URL, 15),
        &[
            ("comment-58561", "#comment-58561", "Bibi Blue", "2026-10-22"),
            ("comment-58568", "#comment-58568", "Nossi", "2026-10-22"),
            ("comment-58571", "#comment-58571", "Robert", "2026-10-22"),
            ("comment-58573", "#comment-58573", "Sylvia_Plath", "2026-10-22"),
            ("comment-58574", "#comment-58574", "clandestine", "2026-10-22"),
            ("comment-58586", "#comment-58586", "Yorick", "2026-10-22"),
            ("comment-58595", "#comment-58595", "Wiener Blut", "2026-10-22"),
        ],
    ),
];

/// A page, its address, the adapter, and of its product the name, price, currency and what else the page says.
type Product =
    (&'static str, &'static str, &'static str, [&'static str; 3], &'static [(&'static str, &'static str)]);

const PRODUCTS: &[Product] = &[
    (
        ETSY,
        ETSY_URL,
        "etsy",
        [
            "EL original he y hay calabaza / decoración de otoño / estera de bienvenida / pintado a mano, felpudo personalizado / lindo felpudo / doormat al aire libre / decoración del porche",
            "53.11",
            "€",
        ],
        &[("brand", "OliveCreativeCompany"), ("availability", "in_stock"), ("rating_count", "1027")],
    ),
    (
        "metascraper-shopping/test/fixtures/amazon.html",
        "https://www.amazon.com/Lighting-Fixture-Plaster-Conservatory-Dimmable/dp/B07G2L3JMM",
        "amazon",
        [
            "Modern LED Wall Sconce Lighting Fixture Lamps 7W Warm White 2700K Up and Down Indoor Plaster Wall Lamps for Living Room Bedroom Hallway Conservatory Home Room Decor(with G9 Bulbs Not Dimmable)",
            "29.99",
            "$",
        ],
        &[("brand", "ChangM"), ("availability", "in_stock"), ("rating", "4.4"), ("rating_count", "82")],
    ),
    (
        "metascraper/amazon/amazon-co-uk/product-url.html",
        "https://www.amazon.co.uk/Vegetable-Perfection-delicious-recipes-vegetables/dp/1849757097",
        "amazon",
        ["Vegetable Perfection: 100 delicious recipes for roots, bulbs, shoots and stems", "4.45", "£"],
        &[("gtin", "9781849757096"), ("rating", "4.4"), ("rating_count", "16")],
    ),
    (
        "metascraper/amazon/amazon-com/product-url.html",
        "https://www.amazon.com/Whole-Truth-Shaw-Book-ebook/dp/B0011UCPM4",
        "amazon",
        ["The Whole Truth (A. Shaw Book 1)", "10.99", "$"],
        &[("sku", "B0011UCPM4"), ("rating", "4.4"), ("rating_count", "21200")],
    ),
    (
        "onebox/spec/fixtures/amazon.response",
        "https://www.amazon.com/Seven-Languages-Weeks-Programming-Programmers/dp/193435659X",
        "amazon",
        [
            "Seven Languages in Seven Weeks: A Pragmatic Guide to Learning Programming Languages (Pragmatic Programmers)",
            "21.11",
            "$",
        ],
        &[("availability", "in_stock"), ("sku", "193435659X")],
    ),
    (
        "trafilatura/tests/eval/de.happycoffee.org.sidamo.html",
        "https://de.happycoffee.org/products/happy-coffee-sidamo-bio-kaffeebohnen",
        "shopify",
        ["Happy Coffee SIDAMO Bio Bohnen", "27.90", "EUR"],
        &[("availability", "in_stock"), ("rating_count", "40")],
    ),
    (
        "trafilatura/tests/cache/toralin.de.schmierfett.html",
        "http://www.toralin.de/schmierfett-reparierend-verschlei-y-910.html",
        "magento",
        ["XADO Schmierfett Reparierend, Verschleiß 50%, 125 ml", "4.92", "EUR"],
        &[("availability", "in_stock")],
    ),
];

#[test]
fn people_on_saved_pages() {
    for ((file, url, count), cards) in PEOPLE {
        let Some(read) = clipped(file, url) else { return };
        assert_eq!(read.len(), *count, "{file}");
        for (id, address, name, time) in *cards {
            let pin =
                read.iter().find(|pin| pin["native_id"] == *id).unwrap_or_else(|| panic!("{file} {id}"));
            let address =
                if address.starts_with('#') { format!("{url}{address}") } else { (*address).to_owned() };
            assert_eq!(pin["url"], *address, "{file} {id}");
            assert_eq!(pin["author"]["name"], *name, "{file} {id}");
            let published = pin["published"].as_str().unwrap_or("");
            assert!(
                published.starts_with(time) && published.is_empty() == time.is_empty(),
                "{id}: {published}"
            );
            assert_eq!(pin["missing"], Value::Null, "{file} {id}");
        }
        for pin in read.iter().filter(|pin| pin["kind"] != "product") {
            assert!(
                pin["author"].is_object() || !pin["missing"].is_null(),
                "{file}: nobody, and nobody asked: {pin}"
            );
        }
    }
}

#[test]
fn products_on_saved_pages() {
    for (file, url, adapter, [name, price, currency], more) in PRODUCTS {
        let Some(read) = clipped(file, url) else { return };
        // Others stand beside it: what is bought together, what was looked at.
        let pin = read.iter().find(|pin| pin["product"]["name"] == *name);
        let pin = pin.unwrap_or_else(|| panic!("{file}: no such product"));
        let product = &pin["product"];
        assert_eq!(pin["adapter"], *adapter, "{file}");
        assert_eq!(
            [&product["name"], &product["price"], &product["currency"]],
            [name, price, currency],
            "{file}"
        );
        for (key, expected) in *more {
            let value = &product[*key];
            let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            assert_eq!(value, *expected, "{file} {key}");
        }
        assert!(pin["url"].is_string() && pin["media"][0]["url"].is_string(), "{file}");
    }
}

/// All cards of a page, as the command line prints them.
fn clipped(file: &str, url: &str) -> Option<Vec<Value>> {
    if !Path::new(SAVED).is_dir() {
        println!("SKIPPED: ../shared absent: no saved page was read");
        return None;
    }
    let bytes = fs::read(Path::new(SAVED).join(file)).unwrap();
    let page = html::snapshot(&String::from_utf8_lossy(&bytes), url);
    let drafts = capture::clip(&page, &pin(), now()).unwrap();
    Some(drafts.iter().map(report::object).collect())
}
