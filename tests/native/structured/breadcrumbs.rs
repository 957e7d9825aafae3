//! The categories above a product: from the path that a page's data names, and from no other page's.

use pinfold::{
    capture::{self, draft::Aim, html},
    model::provenance::{Certainty, Field},
};

use crate::capture::{now, pin};

const PAGE: &str = "https://shop.example/kettles/copper";

/// The categories of the product at [`PAGE`], where its path ends at `last`, and how certain they are.
fn categories(last: &str, lists: usize) -> (Vec<String>, Option<Certainty>) {
    let list = format!(
        r#"{{"@type":"BreadcrumbList","itemListElement":[
            {{"@type":"ListItem","position":1,"name":"Home","item":"https://shop.example/"}},
            {{"@type":"ListItem","position":2,"item":{{"@id":"https://shop.example/kitchen","name":"Kitchen & Dining"}}}},
            {last}]}}"#
    );
    let lists = vec![list; lists].join(",");
    let page = format!(
        r#"<html><head><title>Copper kettle</title><link rel=canonical href="{PAGE}"><script type="application/ld+json">[{{"@context":"https://schema.org","@type":"Product",
        "url":"{PAGE}","name":"Copper kettle"}},{lists}]</script></head><body><h1>Copper kettle</h1></body></html>"#
    );
    let page = html::snapshot(&page, PAGE);
    let draft = capture::draft(&page, None, &Aim::Card, &pin(), now()).unwrap();
    let certainty = draft.content.provenance.get(&Field::Category).map(|one| one.certainty);
    (draft.content.product.unwrap().category, certainty)
}

#[test]
fn a_path_that_ends_at_the_product_is_its_category() {
    let kitchen = vec!["Kitchen & Dining".to_owned()];
    let named = r#"{"@type":"ListItem","position":3,"name":"Copper  kettle"}"#;
    assert_eq!(categories(named, 1), (kitchen.clone(), Some(Certainty::Sure)));
    let addressed =
        r#"{"@type":"ListItem","position":3,"name":"Kettle","item":"/kettles/copper?utm_source=x"}"#;
    assert_eq!(categories(addressed, 1), (kitchen, Some(Certainty::Sure)));
}

#[test]
fn a_path_that_ends_elsewhere_is_to_be_looked_at_and_one_of_several_is_none() {
    let other = r#"{"@type":"ListItem","position":3,"name":"Teapots","item":"https://shop.example/teapots"}"#;
    let both = vec!["Kitchen & Dining".to_owned(), "Teapots".to_owned()];
    assert_eq!(categories(other, 1), (both, Some(Certainty::Unsure)));
    assert_eq!(categories(other, 2), (vec![], None));
}
