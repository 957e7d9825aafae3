//! Apps as their stores describe them: products, whose brand is whoever made them. Nobody is their author.

use pinfold::{
    capture::{self, draft::Aim, html},
    model::{
        pin::{Content, PinKind},
        product::{Money, Rating},
    },
};

use crate::capture::{now, pin};

fn app(url: &str, data: &str, body: &str) -> Content {
    let page = format!(
        r#"<html lang=en><head><title>Soup Timer</title><script type="application/ld+json">{data}</script></head>
        <body><div class=account>MeMyself</div><h1>Soup Timer</h1>{body}</body></html>"#
    );
    capture::draft(&html::snapshot(&page, url), None, &Aim::Card, &pin(), now()).unwrap().content
}

#[test]
fn a_page_of_google_play() {
    let data = r#"{"@context":"https://schema.org","@type":"SoftwareApplication","name":"Soup Timer",
        "url":"https://play.google.com/store/apps/details/Soup_Timer?id=com.example.soup&hl=en&gl=US",
        "description":"Never burn it again.","operatingSystem":"ANDROID","applicationCategory":"FOOD_AND_DRINK",
        "image":"https://play-lh.googleusercontent.com/soup","contentRating":"Everyone",
        "author":{"@type":"Person","name":"Ladle Works","url":"http://ladle.example"},
        "aggregateRating":{"@type":"AggregateRating","ratingValue":"4.3","ratingCount":"31245"},
        "offers":[{"@type":"Offer","price":"1.99","priceCurrency":"USD","availability":"https://schema.org/InStock"}]}"#;
    let url = "https://play.google.com/store/apps/details?id=com.example.soup&hl=en";
    let read = app(url, data, "");
    assert_eq!(read.kind, PinKind::Product);
    assert_eq!(
        read.source.url.as_deref(),
        Some("https://play.google.com/store/apps/details?id=com.example.soup")
    );
    assert_eq!(read.author, None);
    let product = read.product.unwrap();
    assert_eq!(
        (product.name.as_deref(), product.brand.as_deref()),
        (Some("Soup Timer"), Some("Ladle Works"))
    );
    assert_eq!(product.category, ["food and drink"]);
    assert_eq!(product.price, Some(Money { amount: "1.99".to_owned(), currency: Some("USD".to_owned()) }));
    assert_eq!(product.rating, Some(Rating { value: 4.3, best: 5.0 }));
    assert_eq!(product.rating_count, Some(31_245));
    assert_eq!(read.text.as_deref(), Some("Never burn it again."));
    assert_eq!(read.media.len(), 1);
    // The app that was looked at before.
    let other = app("https://play.google.com/store/apps/details?id=com.example.stew", data, "");
    assert_eq!(other.product.and_then(|product| product.price), None);
}

#[test]
fn a_page_of_the_app_store() {
    let data = r#"{"@context":"http://schema.org","@type":"MobileApplication","name":"Suppenuhr","applicationCategory":"Essen und Trinken",
        "datePublished":"14.07.2021","operatingSystem":"Erfordert iOS 15.0","author":{"@type":"Organization","name":"Ladle Works",
        "url":"https://apps.apple.com/de/developer/ladle/id9"},"aggregateRating":{"@type":"AggregateRating","ratingValue":4.8,"reviewCount":330},
        "offers":{"@type":"Offer","price":0,"priceCurrency":"EUR","category":"free"}}"#;
    // Reviews of the app stand on its page, with authors of their own.
    let review = r#"<div class="we-customer-review"><span class="we-customer-review__user">Carla</span>
        <h3 class="we-customer-review__title" id="we-customer-review-9">Gut</h3></div>"#;
    let read = app("https://apps.apple.com/de/app/suppenuhr/id123456", data, review);
    assert_eq!((read.kind, read.author), (PinKind::Product, None));
    let product = read.product.unwrap();
    assert_eq!((product.name.as_deref(), product.brand.as_deref()), (Some("Suppenuhr"), Some("Ladle Works")));
    assert_eq!(product.category, ["Essen und Trinken"]);
    assert_eq!(product.price, Some(Money { amount: "0".to_owned(), currency: Some("EUR".to_owned()) }));
    assert_eq!((product.rating.map(|rating| rating.value), product.rating_count), (Some(4.8), Some(330)));
}
