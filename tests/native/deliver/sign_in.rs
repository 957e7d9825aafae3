//! Signing in: where a person is sent, what is taken of what comes back, and for how long it holds.

use pinfold::{
    deliver::{
        http::{Answer, Call, Piece},
        sign_in::{self, Grant, SignInAsk, SignInAttempt, SignInStep},
    },
    model::{connection::ConnectorKind, time::Instant},
};
use serde_json::{Value, json};
use url::Url;

use super::world::connection;

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const DIGEST: [u8; 32] = [
    19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173, 109, 241, 68,
    86, 110, 225, 137, 74, 203, 112, 249, 195,
];
const STATE: &str = "0123456789abcdef0123456789abcdef0123456789abcdef";
const REDIRECT: &str = "https://abcdefghijklmnop.chromiumapp.org/";

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap()
}

fn attempt(kind: ConnectorKind, settings: &[(&str, &str)]) -> SignInAttempt {
    let mut connection = connection(kind);
    connection.base_url = "https://crm.example".to_owned();
    for (name, value) in settings {
        connection.settings.insert((*name).to_owned(), (*value).to_owned());
    }
    SignInAttempt {
        connection,
        redirect: REDIRECT.to_owned(),
        state: STATE.to_owned(),
        verifier: VERIFIER.to_owned(),
        digest: DIGEST.to_vec(),
    }
}

fn salesforce() -> SignInAttempt {
    attempt(ConnectorKind::Salesforce, &[("client_id", "3MVG9 & co")])
}

fn answer(status: u16, body: &str) -> Option<Answer> {
    Some(Answer { status, headers: Vec::new(), body: body.to_owned(), cut: false })
}

fn stopped(ask: SignInAsk) -> (String, Option<String>, bool) {
    match sign_in::answer(&ask, now()) {
        SignInStep::Stopped { code, detail, retry_at } => (code, detail, retry_at.is_some()),
        other => panic!("{other:?}"),
    }
}

fn code(ask: SignInAsk) -> String {
    stopped(ask).0
}

fn returned(url: &str) -> SignInAsk {
    SignInAsk::Returned { attempt: salesforce(), url: url.to_owned() }
}

fn exchanged(answer: Option<Answer>) -> SignInAsk {
    SignInAsk::Exchanged { attempt: salesforce(), answer }
}

fn called(ask: SignInAsk) -> Call {
    match sign_in::answer(&ask, now()) {
        SignInStep::Call(call) => call,
        other => panic!("{other:?}"),
    }
}

fn granted(ask: SignInAsk) -> Grant {
    match sign_in::answer(&ask, now()) {
        SignInStep::Granted(grant) => grant,
        other => panic!("{other:?}"),
    }
}

fn body(call: &Call) -> String {
    match &call.body[..] {
        [Piece::Text(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn fields(call: &Call) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body(call).as_bytes()).into_owned().collect()
}

fn grant(seconds: Option<i64>, refresh: Option<&str>) -> Grant {
    Grant {
        access: "access-1".to_owned(),
        refresh: refresh.map(str::to_owned),
        expires: seconds.map(|seconds| now().after(seconds * 1_000)),
        server: "https://login.example/oauth2/token".to_owned(),
        client: "pinfold".to_owned(),
        json: false,
    }
}

#[test]
fn each_system_is_asked_at_its_own_address_for_what_it_calls_it() {
    let cases = [
        (
            ConnectorKind::Salesforce,
            &[][..],
            "https://crm.example/services/oauth2/authorize",
            "api refresh_token",
        ),
        (
            ConnectorKind::Dataverse,
            &[][..],
            "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
            "https://crm.example/user_impersonation offline_access",
        ),
        (
            ConnectorKind::Dataverse,
            &[("tenant", "../evil"), ("sign_in_server", "https://login.microsoftonline.us/")][..],
            "https://login.microsoftonline.us/..%2Fevil/oauth2/v2.0/authorize",
            "https://crm.example/user_impersonation offline_access",
        ),
        (
            ConnectorKind::Oracle,
            &[("sign_in_server", "https://idcs-1.identity.oraclecloud.com"), ("scope", "urn:a b&c")][..],
            "https://idcs-1.identity.oraclecloud.com/oauth2/v1/authorize",
            "urn:a b&c",
        ),
        (ConnectorKind::Zendesk, &[][..], "https://crm.example/oauth/authorizations/new", "read write"),
    ];
    for (kind, settings, place, scope) in cases {
        let mut attempt = attempt(kind, settings);
        attempt.connection.settings.insert("client_id".to_owned(), "a&b=c d".to_owned());
        let SignInStep::Open(url) = sign_in::answer(&SignInAsk::Open { attempt }, now()) else {
            panic!("{kind:?}")
        };
        let url = Url::parse(&url).unwrap();
        assert_eq!(url.as_str().split('?').next(), Some(place));
        let said: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let expected = [
            ("response_type", "code"),
            ("client_id", "a&b=c d"),
            ("redirect_uri", REDIRECT),
            ("scope", scope),
            ("state", STATE),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        assert_eq!(said, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}

#[test]
fn nobody_is_sent_anywhere_with_less_than_it_takes() {
    let open = |change: fn(&mut SignInAttempt)| {
        let mut attempt = salesforce();
        change(&mut attempt);
        stopped(SignInAsk::Open { attempt })
    };
    assert_eq!(open(|attempt| attempt.verifier = "a".repeat(42)).0, "bad_value");
    assert_eq!(open(|attempt| attempt.verifier = "a".repeat(129)).0, "bad_value");
    assert_eq!(open(|attempt| attempt.verifier = "a b".repeat(20)).0, "bad_value");
    assert_eq!(open(|attempt| attempt.state = "short".to_owned()).0, "bad_value");
    assert_eq!(open(|attempt| attempt.digest.truncate(31)).0, "bad_value");
    assert_eq!(
        open(|attempt| attempt.connection.base_url = "http://crm.example".to_owned()).0,
        "bad_address"
    );
    assert_eq!(open(|attempt| attempt.connection.kind = ConnectorKind::Hubspot).0, "sign_in_none");
    let (code, detail, _) = open(|attempt| drop(attempt.connection.settings.remove("client_id")));
    assert_eq!((code.as_str(), detail.as_deref()), ("setting_missing", Some("client_id")));
    let oracle = attempt(ConnectorKind::Oracle, &[("client_id", "x")]);
    assert_eq!(stopped(SignInAsk::Open { attempt: oracle }).1.as_deref(), Some("sign_in_server"));
    let mut local = salesforce();
    local.connection.base_url = "http://127.0.0.1:8080".to_owned();
    assert!(matches!(sign_in::answer(&SignInAsk::Open { attempt: local }, now()), SignInStep::Open(_)));
}

#[test]
fn a_code_is_given_for_a_token_with_the_verifier() {
    let call = called(returned(&format!("{REDIRECT}?code=a%2Fb%3D%3D&state={STATE}&extra=1#_=_")));
    assert_eq!(call.url, "https://crm.example/services/oauth2/token");
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "a/b=="),
        ("redirect_uri", REDIRECT),
        ("client_id", "3MVG9 & co"),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(fields(&call), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(call.headers.iter().any(|header| header.value == "application/x-www-form-urlencoded"));

    let zendesk = attempt(ConnectorKind::Zendesk, &[("client_id", "p")]);
    let url = format!("{REDIRECT}?code=c&state={STATE}");
    let call = called(SignInAsk::Returned { attempt: zendesk, url });
    let said: Value = serde_json::from_str(&body(&call)).unwrap();
    assert_eq!(
        (call.url.as_str(), &said["code_verifier"]),
        ("https://crm.example/oauth/tokens", &json!(VERIFIER))
    );
}

#[test]
fn what_comes_back_must_name_this_very_sign_in() {
    let other = STATE.replace('0', "1");
    let long = "a".repeat(9_000);
    for url in [
        format!("{REDIRECT}?code=c"),
        format!("{REDIRECT}?code=c&state="),
        format!("{REDIRECT}?code=c&state={other}"),
        format!("{REDIRECT}?code=c&state={STATE}&state={other}"),
        format!("{REDIRECT}?code=c&code=d&state={STATE}"),
        format!("{REDIRECT}?error=access_denied&state={other}"),
        format!("{REDIRECT}other?code=c&state={STATE}"),
        format!("{REDIRECT}#code=c&state={STATE}"),
        format!("https://abcdefghijklmnop.chromiumapp.org.evil.example/?code=c&state={STATE}"),
        format!("https://evil.example/?code=c&state={STATE}"),
        format!("{REDIRECT}?code={long}&state={STATE}"),
        String::new(),
        "\u{0}".to_owned(),
    ] {
        assert_eq!(code(returned(&url)), "sign_in_foreign", "{url}");
    }
    for url in [format!("{REDIRECT}?state={STATE}"), format!("{REDIRECT}?state={STATE}&code=a%20b")] {
        assert_eq!(code(returned(&url)), "sign_in_unreadable", "{url}");
    }
}

#[test]
fn what_a_server_refuses_is_said() {
    let error = |error: &str| {
        stopped(returned(&format!("{REDIRECT}?error={error}&error_description=No%0Away&state={STATE}")))
    };
    assert_eq!(error("access_denied").0, "sign_in_denied");
    assert_eq!(
        error("unauthorized_client"),
        ("sign_in_client".to_owned(), Some("unauthorized_client: No way".to_owned()), false)
    );
    assert_eq!(error("invalid_scope").0, "sign_in_rejected");

    let token = |status: u16, body: &str| stopped(exchanged(answer(status, body)));
    assert_eq!(token(400, r#"{"error":"invalid_grant"}"#).0, "sign_in_again");
    assert_eq!(
        token(401, r#"{"error":"invalid_client","error_description":"AADSTS7000218"}"#).0,
        "sign_in_client"
    );
    assert_eq!(token(200, r#"{"error":"invalid_request"}"#).0, "sign_in_rejected");
    assert_eq!(token(503, "<html>"), ("sign_in_failing".to_owned(), Some("503".to_owned()), true));
    assert_eq!(stopped(exchanged(None)), ("sign_in_lost".to_owned(), None, true));
    let endless = format!(r#"{{"error":"x","error_description":"{}"}}"#, "y\\n".repeat(100_000));
    assert!(token(400, &endless).1.unwrap().chars().count() <= 300);
}

#[test]
fn no_answer_is_taken_for_a_token_that_is_none() {
    let long = format!(r#"{{"access_token":"{}"}}"#, "a".repeat(20_000));
    for body in [
        "",
        "<!doctype html><title>Sign in</title>",
        "null",
        "[]",
        "3",
        "{}",
        r#"{"access_token":""}"#,
        r#"{"access_token":5}"#,
        r#"{"access_token":"a b"}"#,
        r#"{"access_token":"a\r\nx: y"}"#,
        r#"{"access_token":"a","token_type":"mac"}"#,
        r#"{"access_token":"a","token_type":7}"#,
        r#"{"access_token":"a""#,
        &long,
        &"[".repeat(100_000),
    ] {
        let start: String = body.chars().take(60).collect();
        assert_eq!(code(exchanged(answer(200, body))), "sign_in_unreadable", "{start}");
        assert_eq!(code(exchanged(answer(302, body))), "sign_in_unreadable", "{start}");
        let renewed = SignInAsk::Renewed { grant: grant(None, Some("r")), answer: answer(200, body) };
        assert_eq!(code(renewed), "sign_in_unreadable", "{start}");
    }
    assert_eq!(code(exchanged(answer(400, r#"{"access_token":"a"}"#))), "sign_in_unreadable");
}

#[test]
fn what_was_granted_holds_as_long_as_the_server_said() {
    let end = |expires: &str| {
        let body = format!(
            r#"{{"access_token":"a","token_type":"Bearer","refresh_token":"r","expires_in":{expires}}}"#
        );
        granted(exchanged(answer(200, &body))).expires
    };
    assert_eq!(end("3600"), Some(now().after(3_600_000)));
    assert_eq!(end("\"3600\""), Some(now().after(3_600_000)));
    assert_eq!(end("-5"), Some(now()));
    assert_eq!(end("9223372036854775807"), Some(now().after(31_536_000_000)));
    assert_eq!(end("null"), None);
    assert_eq!(end("\"soon\""), None);
    let granted = granted(exchanged(answer(200, r#"{"access_token":"a"}"#)));
    assert_eq!(granted.server, "https://crm.example/services/oauth2/token");
    assert_eq!((granted.client.as_str(), granted.refresh), ("3MVG9 & co", None));
}

#[test]
fn it_is_renewed_before_its_end_or_once_it_is_refused_and_only_where_it_came_from() {
    let ask = |grant: Grant, refused: bool| SignInAsk::Use { grant, refused };
    for (seconds, refused) in [(Some(59), false), (Some(-1), false), (Some(3_600), true), (None, true)] {
        let call = called(ask(grant(seconds, Some("r/1")), refused));
        assert_eq!(call.url, "https://login.example/oauth2/token");
        let expected = [("grant_type", "refresh_token"), ("refresh_token", "r/1"), ("client_id", "pinfold")];
        assert_eq!(fields(&call), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    for (seconds, refresh) in [(Some(61), Some("r")), (None, Some("r")), (Some(1), None), (None, None)] {
        assert_eq!(granted(ask(grant(seconds, refresh), false)), grant(seconds, refresh));
    }
    for (seconds, refused) in [(Some(0), false), (Some(3_600), true), (None, true)] {
        assert_eq!(code(ask(grant(seconds, None), refused)), "sign_in_again");
    }
    let mut elsewhere = grant(Some(0), Some("r"));
    elsewhere.server = "http://login.example/token".to_owned();
    assert_eq!(code(ask(elsewhere, false)), "bad_address");
}

#[test]
fn a_renewal_keeps_what_it_is_not_given_anew() {
    let renewed = |body: &str| {
        granted(SignInAsk::Renewed { grant: grant(Some(0), Some("r1")), answer: answer(200, body) })
    };
    let kept = renewed(r#"{"access_token":"a2","expires_in":60}"#);
    assert_eq!((kept.access.as_str(), kept.refresh.as_deref()), ("a2", Some("r1")));
    assert_eq!(kept.expires, Some(now().after(60_000)));
    assert_eq!(renewed(r#"{"access_token":"a2","refresh_token":"r2"}"#).refresh.as_deref(), Some("r2"));
    let refused = SignInAsk::Renewed {
        grant: grant(None, Some("r")),
        answer: answer(400, r#"{"error":"invalid_grant"}"#),
    };
    assert_eq!(stopped(refused), ("sign_in_again".to_owned(), None, false));
}

#[test]
fn nothing_that_is_printed_shows_a_token() {
    let shown = format!("{:?} {:?}", grant(None, Some("refresh-1")), salesforce());
    for secret in ["access-1", "refresh-1", VERIFIER, STATE] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
