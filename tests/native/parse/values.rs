//! The small parsers on random text: none panics, and what comes out has the shape it promises.

use pinfold::capture::parse::{count, gtin, handle, language, rating};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(\\PC|[0-9.,/ X★☆-]| mil|万|K){0,120}", tag in "(de|tr|es|zz|\\PC){0,4}") {
        count::read(&text, Some(&tag));
        count::read(&text, None);
        language::recognise(&text);
        if let Some(rating) = rating::read(&text) {
            prop_assert!(rating.value <= rating.best);
        }
        if let Some(number) = gtin::read(&text) {
            prop_assert!(number.len() <= 14 && number.bytes().all(|byte| byte.is_ascii_digit()));
        }
        if let Some(name) = handle::read(&text) {
            prop_assert!(!name.chars().any(char::is_whitespace));
        }
    }

    #[test]
    fn one_wrong_digit_is_noticed(number in 0u64..1_000_000_000_000, at in 0usize..13, wrong in 1u8..10) {
        let body = format!("{number:012}");
        let Some(right) = (0..10).map(|check| format!("{body}{check}")).find_map(|text| gtin::read(&text)) else {
            return Ok(());
        };
        let changed: String = right.chars().enumerate().map(|(i, c)| {
            let digit = c.to_digit(10).unwrap() as u8;
            char::from(b'0' + if i == at { (digit + wrong) % 10 } else { digit })
        }).collect();
        prop_assert_eq!(gtin::read(&changed), None);
    }

    #[test]
    fn a_printed_count_comes_back(count in 0u64..1_000_000_000_000) {
        let digits = count.to_string();
        let mut grouped = String::new();
        for (at, c) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                grouped.push('.');
            }
            grouped.push(c);
        }
        prop_assert_eq!(count::read(&grouped, None), Some(count));
        prop_assert_eq!(count::read(&grouped.replace('.', "\u{202f}"), None), Some(count));
    }
}
