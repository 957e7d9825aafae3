//! Random records of every kind, as the model allows them, for property tests. They hold what a workspace
//! holds: a picture belongs to its pin, a region lies within its picture, stored bytes have their digest.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pinfold::{
    model::{
        adapter::UserAdapter,
        annotation::{Annotation, Motivation, Quote, Region, Target},
        author::Author,
        board::{Board, OrderKey, Placement, Section},
        case::{Case, CaseStatus, Severity},
        connection::{Audience, Connection, ConnectorKind},
        customer::{Consent, ConsentState, Customer, IdentityKey, Standing},
        delivery::{Attachment, AttachmentKind, Delivery, DeliveryState, Note, Receipt},
        engagement::{Count, Engagement},
        health::{Health, HealthCapture, LAST_CAPTURES},
        id::{
            AnnotationId, BoardId, ConnectionId, CustomerId, DeliveryId, MediaId, PinId, RuleId, SectionId,
            TemplateId,
        },
        measure::rounded,
        media::{Colour, Looks, Media, MediaKind, MediaState},
        observation::{Observation, Sighting},
        pin::{Content, Pin, PinKind},
        prints::Prints,
        product::{Availability, Money, Product, Rating},
        provenance::{Certainty, Field, Origin, Provenance},
        quoted::Quoted,
        record::Record,
        rights::{Rights, RightsStatus},
        rule::{Rule, Saying},
        settings::Settings,
        site::{Site, SiteState},
        sorted_map::SortedMap,
        sorted_set::SortedSet,
        source::{AdapterRef, Source},
        stored::Stored,
        tag::{Needed, Tag, TagColour, TagPath},
        template::{NoteSyntax, Template},
        thread::{Position, Thread},
        tie::Tie,
        time::{Instant, Precision, Published},
        workspace::Workspace,
    },
    schema::checksum,
};
use proptest::{collection, option, prelude::*, sample::select};

/// A workspace with the bytes of its stored pictures.
#[derive(Debug, Clone)]
pub struct Filled {
    pub workspace: Workspace,
    pub pictures: BTreeMap<MediaId, Vec<u8>>,
}

/// Text of all sorts: words, signs that mean something somewhere, line breaks, other scripts.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[ \\t\\r\\n]{1,3}",
        "[!-/:-@\\[-`{-~]{1,4}",
        select(vec![
            "<script>alert(1)</script>",
            "]]>",
            "-->",
            "&amp;",
            "&#x3c;",
            "{{text}}",
            "**",
            "](javascript:alert(1))",
            "=1+1",
            "＝1",
            "\u{202e}",
            "\u{2028}",
            "\u{feff}",
            "\u{0}",
            "👩‍👩‍👧",
            "مرحبا",
            "日本語",
            "a\u{301}",
            "https://e.example/?a=b&c",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn ulid() -> impl Strategy<Value = String> {
    "[0-7][0-9A-HJKMNP-TV-Z]{25}"
}

fn id<T: TryFrom<String> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    ulid().prop_map(|text| T::try_from(text).ok().unwrap())
}

fn instant() -> impl Strategy<Value = Instant> {
    (-62_135_596_800_000_i64..=253_402_300_799_999).prop_map(Instant::from_milliseconds)
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

/// A tag's path.
pub fn tag_path() -> impl Strategy<Value = TagPath> {
    "[a-zA-Zäß<&=]{1,9}(/[a-z ]{1,5}[a-z]){0,2}".prop_map(|path| TagPath::try_from(path).unwrap())
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof!["https://[a-z]{1,8}\\.example/[a-z0-9/?=&()'\"<>]{0,20}", text()]
}

fn published() -> impl Strategy<Value = Published> {
    use Precision::{Day, Hour, Local, Minute, Month, Second, Year};
    let precision = select(vec![Year, Month, Day, Hour, Minute, Second, Local]);
    (instant(), option::of(-720_i16..=840), precision)
        .prop_map(|(instant, offset_minutes, precision)| Published { instant, offset_minutes, precision })
}

fn followers() -> impl Strategy<Value = u64> {
    0_u64..=1 << 53
}

fn author() -> impl Strategy<Value = Author> {
    (maybe_text(), maybe_text(), option::of(address()), maybe_text(), option::of(followers())).prop_map(
        |(handle, name, url, native_id, followers)| Author { handle, name, url, native_id, followers },
    )
}

/// Rights.
pub fn rights() -> impl Strategy<Value = Rights> {
    use RightsStatus::{Granted, Refused, Requested, Unknown};
    (maybe_text(), maybe_text(), select(vec![Unknown, Requested, Granted, Refused]), option::of(address()))
        .prop_map(|(owner, credit, status, evidence)| Rights { owner, credit, status, evidence })
}

fn engagement() -> impl Strategy<Value = Engagement> {
    use Count::{Bookmarks, Helpful, Likes, Quotes, Replies, Reposts, Score, Views};
    let count = select(vec![Likes, Replies, Reposts, Quotes, Views, Bookmarks, Score, Helpful]);
    collection::btree_map(count, -1_000_000_i64..1_000_000_000, 0..4)
        .prop_map(|counts| counts.into_iter().collect())
}

/// A number as records keep it: with three decimals.
fn measure(range: Range<f64>) -> impl Strategy<Value = f64> {
    range.prop_map(rounded)
}

fn rating() -> impl Strategy<Value = Rating> {
    (measure(0.0..100.0), measure(1.0..100.0)).prop_map(|(value, best)| Rating { value, best })
}

fn money() -> impl Strategy<Value = Money> {
    ("-?[0-9]{1,6}(\\.[0-9]{2})?", option::of(select(vec!["€", "US$", "kr", "=", "<b>"])))
        .prop_map(|(amount, currency)| Money { amount, currency: currency.map(str::to_owned) })
}

fn product() -> impl Strategy<Value = Product> {
    use Availability::{
        BackOrder, Discontinued, InStock, InStoreOnly, LimitedAvailability, OnlineOnly, OutOfStock, PreOrder,
    };
    let availability = vec![
        InStock,
        OutOfStock,
        PreOrder,
        BackOrder,
        Discontinued,
        InStoreOnly,
        OnlineOnly,
        LimitedAvailability,
    ];
    let names = (maybe_text(), maybe_text(), option::of(money()), option::of(select(availability)));
    let rest = (maybe_text(), maybe_text(), maybe_text(), option::of(rating()), option::of(any::<u32>()));
    (names, rest).prop_map(|((name, brand, price, availability), (gtin, sku, mpn, rating, count))| Product {
        name,
        category: brand.iter().cloned().collect(),
        brand,
        price,
        availability,
        gtin,
        sku,
        mpn,
        rating,
        rating_count: count.map(u64::from),
    })
}

fn source() -> impl Strategy<Value = Source> {
    let adapter = option::of(("[a-z]{1,8}", "2026-[01][1-9]-[0-2][1-9]"))
        .prop_map(|adapter| adapter.map(|(id, version)| AdapterRef { id, version }));
    (address(), option::of(address()), text(), maybe_text(), maybe_text(), adapter, maybe_text()).prop_map(
        |(page_url, url, site, network, native_id, adapter, page_title)| Source {
            page_url,
            url,
            site,
            network,
            native_id,
            adapter,
            page_title,
        },
    )
}

/// A picture's state, with the bytes where it is stored.
fn picture() -> impl Strategy<Value = (MediaState, Option<Vec<u8>>)> {
    let mime = select(vec!["image/png", "image/jpeg", "image/webp"]);
    prop_oneof![
        Just((MediaState::Pending, None)),
        "[a-z]{1,8}".prop_map(|host| (MediaState::Blocked { host }, None)),
        ("[a-z]{1,8}", any::<u32>(), option::of(instant())).prop_map(|(code, attempts, retry_at)| {
            (MediaState::Failed { code, attempts, retry_at }, None)
        }),
        (mime, collection::vec(any::<u8>(), 1..64)).prop_map(|(mime, bytes)| {
            let length = u32::try_from(bytes.len()).unwrap();
            let digest = checksum::of(&bytes);
            (MediaState::Stored { mime: mime.to_owned(), bytes: length, digest }, Some(bytes))
        }),
    ]
}

type Pictured = (Media, Option<Vec<u8>>);

/// A medium without its id, which is the pin's to give.
fn media() -> impl Strategy<Value = Pictured> {
    let kind = select(vec![MediaKind::Image, MediaKind::Poster, MediaKind::Screenshot]);
    let size = option::of(1_u32..5_000);
    let seen = (picture(), option::of(rights()), looks());
    (kind, option::of(address()), maybe_text(), size.clone(), size, seen).prop_map(
        |(kind, url, alt, width, height, ((state, bytes), rights, looks))| {
            let id = MediaId::of(&PinId::nil(), 0);
            (Media { id, kind, url, alt, width, height, state, rights, looks }, bytes)
        },
    )
}

fn looks() -> impl Strategy<Value = Looks> {
    let colour = ("#[0-9a-f]{6}", 0_u32..=100).prop_map(|(rgb, share)| Colour { rgb, share });
    let print = || option::of("[0-9a-f]{16}");
    let prints = (print(), print(), option::of("[0-9a-f]{32}"), "([0-9a-f]{32}){0,3}", 0_u32..3);
    (prints, collection::vec(colour, 0..3)).prop_map(|((fingerprint, tint, core, parts, by), colours)| {
        Looks { fingerprint, tint, core, parts, colours, by }
    })
}

fn observation() -> impl Strategy<Value = Observation> {
    let sighting = select(vec![Sighting::Unchanged, Sighting::Edited, Sighting::Gone]);
    let followers = option::of(followers());
    (instant(), engagement(), followers, option::of("[0-9a-f]{16}"), maybe_text(), sighting).prop_map(
        |(at, engagement, followers, text_hash, text, sighting)| Observation {
            at,
            engagement,
            followers,
            text_hash,
            text,
            sighting,
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    use CaseStatus::{Answered, Escalated, New, Resolved, Triaged, Waiting};
    use Severity::{Critical, High, Low, Normal};
    let status = select(vec![New, Triaged, Waiting, Answered, Escalated, Resolved]);
    let severity = option::of(select(vec![Low, Normal, High, Critical]));
    (status, severity, maybe_text(), maybe_text(), maybe_text(), option::of(instant())).prop_map(
        |(status, severity, reason, owner, department, opened)| Case {
            status,
            severity,
            reason,
            owner,
            department,
            opened,
        },
    )
}

fn quoted() -> impl Strategy<Value = Quoted> {
    (maybe_text(), maybe_text(), text()).prop_map(|(author, url, text)| Quoted { author, url, text })
}

fn placement() -> impl Strategy<Value = Placement> {
    (option::of(id::<SectionId>()), "[0-9A-Za-z]{0,6}[1-9A-Za-z]")
        .prop_map(|(section, order)| Placement { section, order: OrderKey::try_from(order).unwrap() })
}

fn content() -> impl Strategy<Value = (Content, Vec<Option<Vec<u8>>>)> {
    use PinKind::{Comment, Image, Page, Post, Product, Review, Screenshot, Selection};
    let kind = select(vec![Post, Comment, Review, Product, Image, Selection, Page, Screenshot]);
    let position =
        option::of((1_u32..9, 1_u32..9)).prop_map(|own| own.map(|(place, of)| Position { place, of }));
    let thread = (maybe_text(), maybe_text(), maybe_text(), position)
        .prop_map(|(root, parent, quoted, position)| Thread { root, parent, quoted, position });
    let prints = (option::of("[0-9a-f]{16}"), option::of("[0-9a-f]{24}"))
        .prop_map(|(same, alike)| Prints { same, alike });
    let provenance = (
        select(vec![Field::Author, Field::Text, Field::Price, Field::Published]),
        select(vec![Origin::StructuredData, Origin::Person]),
        select(vec![Certainty::Sure, Certainty::Unsure]),
    )
        .prop_map(|(field, origin, certainty)| (field, Provenance { origin, certainty }));
    let provenance = collection::vec(provenance, 0..3).prop_map(|all| all.into_iter().collect());
    let about = (kind, source(), option::of(author()), option::of(published()), maybe_text(), maybe_text());
    let rest = (
        option::of(select(vec!["de", "en-GB", "\"><b>"])),
        collection::vec(media(), 0..3),
        engagement(),
        thread,
        option::of(product()),
        option::of(rating()),
        (provenance, prints, collection::vec(quoted(), 0..3)),
    );
    (about, rest).prop_map(
        |(
            (kind, source, author, published, title, text),
            (lang, media, engagement, thread, product, rating, (provenance, prints, quotes)),
        )| {
            let (media, bytes) = media.into_iter().unzip();
            let lang = lang.map(str::to_owned);
            let content = Content {
                kind,
                source,
                author,
                published,
                title,
                quotes,
                text,
                lang,
                media,
                engagement,
                thread,
                product,
                rating,
                provenance,
                prints,
            };
            (content, bytes)
        },
    )
}

/// A set of fewer than `limit`.
fn set_of<T: Ord + std::fmt::Debug>(
    item: impl Strategy<Value = T>,
    limit: usize,
) -> impl Strategy<Value = SortedSet<T>> {
    collection::vec(item, 0..limit).prop_map(SortedSet::from_iter)
}

/// A pin with the bytes of its stored pictures.
pub fn pin() -> impl Strategy<Value = (Pin, BTreeMap<MediaId, Vec<u8>>)> {
    let added = (
        set_of(tag_path(), 4),
        collection::vec((id::<BoardId>(), placement()), 0..3).prop_map(SortedMap::from_iter),
        collection::vec(observation(), 0..3),
        rights(),
        option::of(id::<CustomerId>()),
        option::of(case()),
        collection::vec((id::<PinId>(), select(vec![Tie::Linked, Tie::Apart])), 0..3)
            .prop_map(SortedMap::from_iter),
    );
    (id::<PinId>(), instant(), instant(), content(), added).prop_map(
        |(id, created, changed, (mut content, bytes), added)| {
            let (tags, placements, observations, rights, customer, case, ties) = added;
            let mut pictures = BTreeMap::new();
            for (place, (media, bytes)) in content.media.iter_mut().zip(bytes).enumerate() {
                media.id = MediaId::of(&id, place);
                pictures.extend(bytes.map(|bytes| (media.id.clone(), bytes)));
            }
            let pin = Pin {
                id,
                created,
                changed,
                content,
                tags,
                placements,
                observations,
                rights,
                customer,
                case,
                ties,
            };
            (pin, pictures)
        },
    )
}

fn annotation() -> impl Strategy<Value = Annotation> {
    let quote = (text(), text(), text(), option::of(any::<u32>()), option::of(any::<u32>())).prop_map(
        |(exact, prefix, suffix, start, end)| Target::Quote(Quote { exact, prefix, suffix, start, end }),
    );
    let region =
        (id::<PinId>(), measure(0.0..50.0), measure(0.0..50.0), measure(0.1..50.0), measure(0.1..50.0))
            .prop_map(|(pin, x, y, width, height)| Target::Region {
                media: MediaId::of(&pin, 0),
                region: Region { x, y, width, height },
            });
    let target = prop_oneof![Just(Target::Whole), quote, region];
    let motivation = select(vec![Motivation::Commenting, Motivation::Highlighting, Motivation::Describing]);
    (id::<AnnotationId>(), id::<PinId>(), target, text(), motivation, maybe_text(), instant(), instant())
        .prop_map(|(id, pin, target, body, motivation, creator, created, changed)| Annotation {
            id,
            pin,
            target,
            body,
            motivation,
            creator,
            created,
            changed,
        })
}

fn board() -> impl Strategy<Value = Board> {
    let section = (id::<SectionId>(), text()).prop_map(|(id, name)| Section { id, name });
    (
        id::<BoardId>(),
        text(),
        maybe_text(),
        collection::vec(section, 0..4),
        maybe_text(),
        (option::of(id::<PinId>()), any::<bool>()),
        instant(),
        instant(),
    )
        .prop_map(|(id, name, description, sections, query, (cover, archived), created, changed)| {
            Board {
                id,
                name,
                description,
                sections,
                query,
                cover: cover.map(|pin| MediaId::of(&pin, 0)),
                archived,
                created,
                changed,
            }
        })
}

fn customer() -> impl Strategy<Value = Customer> {
    use ConsentState::{Given, Unknown, Withdrawn};
    use Standing::{Competitor, Ordinary, Staff, Vip};
    let texts = || collection::vec(text(), 0..3);
    let identities = set_of(text().prop_map(IdentityKey), 3);
    let consent = (select(vec![Unknown, Given, Withdrawn]), option::of(instant()), maybe_text())
        .prop_map(|(state, at, note)| Consent { state, at, note });
    let who = (id::<CustomerId>(), text(), texts(), identities, instant(), instant());
    let reached = (maybe_text(), texts(), maybe_text(), texts());
    let standing = select(vec![Ordinary, Vip, Staff, Competitor]);
    let rest = (standing, consent, text(), texts(), maybe_text());
    (who, reached, rest).prop_map(
        |((id, name, names, identities, created, changed), (email, emails, phone, phones), rest)| {
            let (standing, consent, notes, apart, known_as) = rest;
            Customer {
                id,
                name,
                names,
                identities,
                known_as,
                email,
                emails,
                phone,
                phones,
                standing,
                consent,
                notes,
                apart,
                created,
                changed,
            }
        },
    )
}

fn others() -> impl Strategy<Value = Record> {
    use TagColour::{Accent, Bad, Good, Neutral, Warn};
    let synonyms = set_of(text(), 3);
    let paths = || set_of(tag_path(), 3);
    let needed = collection::vec(id::<BoardId>(), 0..2)
        .prop_map(|boards| Needed { kinds: vec![PinKind::Review], boards });
    let colour = select(vec![Neutral, Accent, Good, Warn, Bad]);
    let tag = (tag_path(), colour, synonyms, maybe_text(), paths(), paths(), needed).prop_map(
        |(path, colour, synonyms, description, aliases, apart, needed)| Tag {
            path,
            colour,
            synonyms,
            description,
            aliases,
            apart,
            needed,
        },
    );
    let template = (id::<TemplateId>(), text(), text(), option::of(any::<u32>()), instant())
        .prop_map(|(id, name, body, max_length, changed)| Template { id, name, body, max_length, changed });
    let site = ("[a-z]{1,8}\\.example", select(vec![SiteState::On, SiteState::Off]), instant())
        .prop_map(|(host, state, changed)| Site { host, state, changed });
    let adapter =
        ("[a-z]{1,8}\\.example", select(vec![SiteState::On, SiteState::Off]), text(), instant(), instant())
            .prop_map(|(host, state, data, created, changed)| UserAdapter {
                host,
                state,
                data,
                created,
                changed,
            });
    let capture = (instant(), collection::vec(select(vec![Field::Url, Field::Author]), 0..3))
        .prop_map(|(at, missing)| HealthCapture { at, missing });
    let health = ("[a-z:.]{1,12}", text(), collection::vec(capture, 0..=LAST_CAPTURES))
        .prop_map(|(adapter, version, last)| Health { adapter, version, last });
    let setting = collection::vec((text(), text()), 0..3).prop_map(SortedMap::from_iter);
    let connection = (
        id::<ConnectionId>(),
        select(ConnectorKind::ALL.to_vec()),
        text(),
        "https://[a-z]{1,8}\\.example(/[a-z]{1,4})?",
        setting,
        instant(),
        instant(),
    )
        .prop_map(|(id, kind, name, base_url, settings, created, changed)| Connection {
            id,
            kind,
            name,
            base_url,
            settings,
            audience: Audience::Internal,
            created,
            changed,
        });
    let settings = (option::of(id::<BoardId>()), any::<bool>(), any::<bool>()).prop_map(
        |(default_board, vocabulary_locked, welcomed)| Settings {
            default_board,
            vocabulary_locked,
            welcomed,
        },
    );
    prop_oneof![
        tag.prop_map(Record::Tag),
        customer().prop_map(|customer| Record::Customer(Box::new(customer))),
        template.prop_map(Record::Template),
        site.prop_map(Record::Site),
        adapter.prop_map(Record::Adapter),
        health.prop_map(Record::Health),
        connection.prop_map(Record::Connection),
        delivery().prop_map(|delivery| Record::Delivery(Box::new(delivery))),
        settings.prop_map(Record::Settings),
        rule().prop_map(|rule| Record::Rule(Box::new(rule))),
        board().prop_map(Record::Board),
        annotation().prop_map(Record::Annotation),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    let severities = vec![Severity::Low, Severity::Normal, Severity::High, Severity::Critical];
    let says = (text(), text(), any::<bool>(), set_of(tag_path(), 4), option::of(id::<BoardId>()));
    let decides = (option::of(id::<SectionId>()), option::of(select(severities)), maybe_text());
    let says = (says, decides).prop_map(|((name, query, on, tags, board), (section, severity, owner))| {
        Saying { name, query, on, tags, board, section, severity, owner }
    });
    (id::<RuleId>(), "[A-Za-z1-9]{1,6}", says, instant()).prop_map(|(id, order, says, changed)| Rule {
        id,
        order: OrderKey::try_from(order).unwrap(),
        says,
        changed,
    })
}

fn delivery_state() -> impl Strategy<Value = DeliveryState> {
    let dropped = collection::vec(text(), 0..3);
    let receipt = (text(), maybe_text(), maybe_text(), maybe_text(), dropped, any::<bool>(), 0..3_u32);
    let receipt = receipt.prop_map(|(note, link, customer, customer_link, dropped, differs, twins)| {
        Receipt { note, link, customer, customer_link, dropped, differs, twins }
    });
    prop_oneof![
        Just(DeliveryState::Queued),
        instant().prop_map(|since| DeliveryState::Sending { since }),
        (instant(), receipt).prop_map(|(at, receipt)| DeliveryState::Sent { at, receipt }),
        (instant(), instant()).prop_map(|(since, retry_at)| DeliveryState::Unknown { since, retry_at }),
        (text(), maybe_text(), option::of(instant()))
            .prop_map(|(code, detail, retry_at)| DeliveryState::Failed { code, detail, retry_at }),
        Just(DeliveryState::Cancelled),
    ]
}

fn delivery() -> impl Strategy<Value = Delivery> {
    let kinds = vec![AttachmentKind::Picture, AttachmentKind::Marked, AttachmentKind::Evidence];
    let attachment = (select(kinds), option::of((id::<PinId>(), 0..20_usize)), text(), text()).prop_map(
        |(kind, media, name, mime)| Attachment {
            kind,
            media: media.map(|(pin, place)| MediaId::of(&pin, place)),
            name,
            mime,
        },
    );
    let syntax = select(vec![NoteSyntax::Plain, NoteSyntax::Markdown, NoteSyntax::Html]);
    let note = (text(), text(), syntax, collection::vec(text(), 0..3), collection::vec(attachment, 0..3))
        .prop_map(|(subject, body, syntax, tags, attachments)| Note {
            subject,
            body,
            syntax,
            tags,
            masked: pinfold::model::redaction::Kinds::USUAL,
            attachments,
        });
    let named = (id::<PinId>(), id::<ConnectionId>(), option::of(id::<CustomerId>()));
    let settles = option::of(instant());
    (named, note, delivery_state(), settles, any::<u32>(), instant(), instant()).prop_map(
        |((pin, connection, customer), note, state, settles, attempts, created, changed)| Delivery {
            id: DeliveryId::of(&pin, &connection),
            known_as: customer.as_ref().map(|customer: &CustomerId| format!("x:{customer}")),
            customer,
            note,
            state,
            settles,
            attempts,
            created,
            changed,
        },
    )
}

/// A workspace with a few records of every kind. Some pins stand on its boards and some notes on its pins.
pub fn workspace() -> impl Strategy<Value = Filled> {
    let pins = collection::vec(pin(), 0..4);
    (pins, collection::vec(others(), 0..12), any::<prop::sample::Index>()).prop_map(
        |(pins, others, chosen)| {
            let mut workspace = Workspace::default();
            let mut pictures = BTreeMap::new();
            let ids: BTreeSet<PinId> = pins.iter().map(|(pin, _)| pin.id.clone()).collect();
            let ids: Vec<PinId> = ids.into_iter().collect();
            let boards: Vec<Board> = others.iter().filter_map(board_of).cloned().collect();
            for (mut pin, bytes) in pins {
                for board in &boards {
                    let section = board.sections.first().map(|section| section.id.clone());
                    let order = OrderKey::try_from(format!("{}1", pin.placements.len())).unwrap();
                    pin.placements.insert(board.id.clone(), Placement { section, order });
                }
                pictures.extend(bytes);
                workspace.put(Stored { revision: 1, record: Record::Pin(Box::new(pin)) });
            }
            for mut record in others {
                if let (Record::Annotation(note), false) = (&mut record, ids.is_empty()) {
                    note.pin = chosen.get(&ids).clone();
                }
                workspace.put(Stored { revision: 1, record });
            }
            Filled { workspace, pictures }
        },
    )
}

fn board_of(record: &Record) -> Option<&Board> {
    match record {
        Record::Board(board) => Some(board),
        _ => None,
    }
}
