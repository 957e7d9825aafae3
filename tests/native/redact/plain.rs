//! What is not personal and stays as it is: a note full of masks is no note.

use super::check;

#[test]
fn prices_and_counts() {
    check(&[
        "€ 49,90 statt 0,99 €",
        "1.234.567,89 EUR",
        "1 234 567,89 zł",
        "USD 1,234,567.00",
        "$612 345 678",
        "₹98,765.00",
        "0.123456789",
        "12.345.678 views",
        "123 456 789 people",
        "+100 000 000 views",
        "+49 % more",
        "0-100 in 9.4 s",
        "1000000000",
        "20 000 000 000",
        "5 5 5 5",
        "98.6 %",
        "Bestellung über 12345 Euro",
        "order of 49.90",
        "order 12000 €",
    ]);
}

#[test]
fn dates_and_times() {
    check(&[
        "01.02.2024",
        "01.02.2024 10:30",
        "2024-01-02",
        "2024-01-02 03:04:05",
        "2024-01-02T03:04:05Z",
        "02/01/2024 - 05/01/2024",
        "01.02.24 bis 05.02.24",
        "24.12. – 31.12.2026",
        "1990-2024",
        "20240102030405",
        "1763805600000",
        "Bestellung vom 01.02.2024",
        "order from 2024",
        "order 2024",
        "Order: 2024-01-02",
        "at 10:30 am",
        "07:30 08:45 09:15",
    ]);
}

#[test]
fn ids_and_codes() {
    check(&[
        "ISBN 978-0-306-40615-7",
        "ISBN 0-306-40615-2",
        "ISBN: 0306406152",
        "EAN 4006381333931",
        "4006381333931",
        "GTIN 00012345678905",
        "EAN 0012345678905",
        "012345678905",
        "Art.-Nr. 0123456789",
        "SKU 612-34-56-78",
        "IMEI 490154203237518",
        "DE89370400440532013001",
        "DE00370400440532013000",
        "ZZ89370400440532013000",
        "4111111111111112",
        "1234567890123456",
        "9876 5432 1098 7654",
        "192.168.100.101",
        "010.020.030.040",
        "v1.2.3.4567",
        "Chrome/142.0.7444.175",
        "RFC 5321",
        "ISO 13616",
        "A4 DIN-EN 12345",
        "#4111111",
        "room_0123456789",
        "0x0123456789",
        "b5e6f0123456789a",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "550e8400-e29b-41d4-a716-446655440000",
    ]);
}

#[test]
fn addresses_of_pages_and_signs() {
    check(&[
        "https://x.com/status/1790000000000000000",
        "https://shop.example/p/4111111111111111",
        "https://shop.example/item/0171-1234567.html",
        "www.example.com/030/1234567",
        "https://medium.com/@jane-roe/post",
        "https://maps.example/@48.137,11.575,15z",
        "icon@2x.png",
        "react@18.2.0",
        "see you @ 5pm",
        "@ home",
        "5 @ 3.50",
        "meet me at example.com",
        "cable (49.99 @ nokiausa.com)",
        "the ad-2600 because of the ability to play",
        "look at this dot",
        "we are at home",
        "a (at) b",
        "#hashtag #0171",
        "☺ @ ☺",
        "AT&T and R&D",
        "100% sure",
        "and/or u/s",
        "n/a",
        "C:\\@x".replace("\\@x", "").as_str(),
    ]);
}

#[test]
fn words_that_look_like_names() {
    check(&[
        "Will you send it? Rose petals.",
        "in Order to complain",
        "the order is late, number 1 again",
        "We ordered 1000 pieces",
        "order 2 pizzas and 300 g of ham",
        "order now: 50 left",
        "case closed",
        "garcia and thalbergian",
        "maras marathon",
        "I will rise",
        "contract law of 1990",
        "tracking since 2019",
        "parcel 2 of 3",
    ]);
}
