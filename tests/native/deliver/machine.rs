//! What every server may answer to anything, and what is said then.

use pinfold::{
    deliver::{
        self, Step,
        http::{Answer, Header, Method, Reply},
        job::{Errand, Secret, Task},
        problem::Stop,
        progress::Progress,
    },
    model::{connection::ConnectorKind, delivery::DeliveryState, template::NoteSyntax, time::Instant},
};

use super::world::{TOKEN, connection, job};

const KIND: ConnectorKind = ConnectorKind::Tryton;

fn now() -> Instant {
    Instant::from_rfc3339("2026-11-22T10:00:00Z").unwrap()
}

fn errand() -> Errand {
    Errand { connection: connection(KIND), task: Task::Deliver(Box::new(job(KIND))) }
}

/// What a run says when its first call, which only reads, is answered so.
fn reading(status: u16, retry_after: Option<&str>, body: &str) -> Stop {
    let header = |value: &str| Header { name: "retry-after".to_owned(), value: value.to_owned() };
    let headers = retry_after.map(header).into_iter().collect();
    run(0, Some(Answer { status, headers, body: body.to_owned(), cut: false }))
}

/// What a run says when the call after so many that found nothing is answered so.
fn run(empty: u32, answer: Option<Answer>) -> Stop {
    let secret = Secret::new(TOKEN);
    let mut step = deliver::begin(&errand(), &secret, now());
    for _ in 0..empty {
        let Step::Call { progress, call } = step else { panic!("{step:?}") };
        let nothing = Answer { status: 200, headers: Vec::new(), body: "[]".to_owned(), cut: false };
        step = deliver::step(
            &errand(),
            &secret,
            progress,
            &Reply { to: call.number, answer: Some(nothing) },
            now(),
        );
    }
    let Step::Call { progress, call } = step else { panic!("{step:?}") };
    let reply = Reply { to: call.number, answer };
    match deliver::step(&errand(), &secret, progress, &reply, now()) {
        Step::Stopped(stop) => stop,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_the_same_everywhere_has_one_code() {
    let page = "<!doctype html><title>Sign in</title>";
    for (status, body, code, seconds) in [
        (401, "", "unauthorised", None),
        (403, "{}", "forbidden", None),
        (302, "", "redirected", None),
        (400, "{\"message\":\"no\\n such  field\"}", "rejected", None),
        (413, "", "file_too_large", None),
        (429, "", "busy", Some(60)),
        (500, page, "failing", Some(30)),
        (503, "", "failing", Some(30)),
        (200, page, "not_data", None),
        (200, "[{\"id\"", "unreadable", None),
        (200, "", "unreadable", None),
        (200, "{\"other\":1}", "unreadable", None),
    ] {
        let stop = reading(status, None, body);
        assert_eq!(stop.problem.code(), code, "{status} {body}");
        assert!(!stop.open, "nothing was written");
        let wait = stop.retry_at.map(|at| (at.milliseconds() - now().milliseconds()) / 1_000);
        assert_eq!(wait, seconds, "{status} {body}");
    }
    assert_eq!(
        reading(400, None, "{\"message\":\"no\\n such  field\"}").problem.detail().as_deref(),
        Some("no such field")
    );
    assert_eq!(run(0, None).problem.code(), "lost");
}

#[test]
fn request_tracker_sends_browsers_without_a_valid_token_elsewhere_and_says_no_more() {
    let errand = Errand {
        connection: connection(ConnectorKind::RequestTracker),
        task: Task::Deliver(Box::new(job(ConnectorKind::RequestTracker))),
    };
    let test = Errand { task: Task::Test, ..errand.clone() };
    let secret = Secret::new(TOKEN);
    let location = Header { name: "location".to_owned(), value: "https://elsewhere.example/".to_owned() };
    for (headers, code) in [(Vec::new(), "unauthorised"), (vec![location], "redirected")] {
        for errand in [&errand, &test] {
            let Step::Call { progress, call } = deliver::begin(errand, &secret, now()) else { panic!() };
            let answer =
                Some(Answer { status: 302, headers: headers.clone(), body: String::new(), cut: false });
            let step = deliver::step(errand, &secret, progress, &Reply { to: call.number, answer }, now());
            assert!(matches!(&step, Step::Stopped(stop) if stop.problem.code() == code), "{step:?}");
        }
    }
}

#[test]
fn tryton_is_asked_whether_it_takes_changes_from_here() {
    let test = Errand { task: Task::Test, ..errand() };
    let secret = Secret::new(TOKEN);
    for (status, body, problem) in
        [(400, "{\"message\":\"A value is required\"}", None), (500, "<!doctype html>", Some("origin"))]
    {
        let mut step = deliver::begin(&test, &secret, now());
        while let Step::Call { progress, call } = step {
            let writes = call.method == Method::Post;
            let answer = Answer {
                status: if writes { status } else { 200 },
                headers: Vec::new(),
                body: if writes { body } else { "[]" }.to_owned(),
                cut: false,
            };
            let reply = Reply { to: call.number, answer: Some(answer) };
            step = deliver::step(&test, &secret, progress, &reply, now());
        }
        let Step::Tested(findings) = step else { panic!("{step:?}") };
        let said: Vec<_> =
            findings.iter().map(|finding| (finding.what.as_str(), finding.problem.as_deref())).collect();
        assert_eq!(said, [("sign_in", None), ("notes", None), ("changes", problem)]);
    }
}

#[test]
fn who_asks_to_wait_is_believed() {
    let wait = |header| {
        (reading(429, Some(header), "").retry_at.unwrap().milliseconds() - now().milliseconds()) / 1_000
    };
    assert_eq!(wait("7"), 7);
    assert_eq!(wait("Sun, 22 Nov 2026 10:02:00 GMT"), 120);
    let broken = reading(503, Some("90"), "").retry_at.unwrap();
    assert_eq!(broken.milliseconds() - now().milliseconds(), 90_000);
}

#[test]
fn a_write_without_a_clear_answer_leaves_it_open() {
    let answer =
        |status, body: &str| Some(Answer { status, headers: Vec::new(), body: body.to_owned(), cut: false });
    for (open, said) in [
        (true, None),
        (true, answer(500, "")),
        (true, answer(200, "{\"id\":")),
        (true, answer(200, "<html>")),
        (true, answer(303, "")),
        (false, answer(401, "")),
        (false, answer(400, "{}")),
        (false, answer(429, "")),
    ] {
        // Nobody is found by the key: the customer is made.
        let stop = run(1, said.clone());
        assert_eq!(stop.open, open, "{said:?}");
        let unknown = matches!(stop.state(now()), DeliveryState::Unknown { .. });
        assert_eq!(unknown, open, "{said:?}");
        if open {
            let settle = i64::from(deliver::limits(KIND).settle_ms);
            assert!(stop.retry_at.unwrap().milliseconds() >= now().milliseconds() + settle);
        }
    }
}

#[test]
fn what_cannot_be_sent_is_said_before_any_call() {
    let secret = Secret::new(TOKEN);
    let code = |change: fn(&mut Errand), secret: &Secret| -> &'static str {
        let mut errand = errand();
        change(&mut errand);
        match deliver::begin(&errand, secret, now()) {
            Step::Stopped(stop) => stop.problem.code(),
            _ => "begins",
        }
    };
    assert_eq!(
        code(|errand| errand.connection.base_url = "http://crm.example".to_owned(), &secret),
        "bad_address"
    );
    assert_eq!(code(|errand| errand.connection.settings = Default::default(), &secret), "setting_missing");
    assert_eq!(
        code(|errand| errand.connection.settings.insert("database".to_owned(), "..".to_owned()), &secret),
        "bad_value"
    );
    assert_eq!(code(|_| {}, &Secret::new("a\r\nhost: evil.example")), "bad_secret");
    assert_eq!(code(|_| {}, &Secret::new(" ")), "no_secret");
    assert_eq!(
        code(|errand| with_job(errand, |job| job.note.body = "x".repeat(100_001)), &secret),
        "note_too_long"
    );
    assert_eq!(
        code(|errand| with_job(errand, |job| job.lengths = vec![u32::MAX]), &secret),
        "file_too_large"
    );
    let mime =
        |errand: &mut Errand| with_job(errand, |job| job.note.attachments[0].mime = "a/b\r\nx: y".to_owned());
    assert_eq!(code(mime, &secret), "bad_value");
    let nobody = |errand: &mut Errand| with_job(errand, |job| job.person.handle = None);
    let Step::Call { .. } = deliver::begin(&errand(), &secret, now()) else { panic!("it begins") };
    let mut errand = errand();
    nobody(&mut errand);
    assert!(matches!(&errand.task, Task::Deliver(job) if job.person.key().is_none()));
}

#[test]
fn where_a_token_is_optional_none_is_sent() {
    let mut errand = errand();
    errand.connection = connection(ConnectorKind::Webhook);
    with_job(&mut errand, |job| job.note.syntax = NoteSyntax::Markdown);
    let call = |secret: &str| match deliver::begin(&errand, &Secret::new(secret), now()) {
        Step::Call { call, .. } => call,
        other => panic!("{other:?}"),
    };
    assert!(call("").headers.iter().all(|header| header.name != "authorization"));
    assert!(call("hush").headers.iter().any(|header| header.value == "Bearer hush"));
}

fn with_job(errand: &mut Errand, change: impl FnOnce(&mut deliver::job::Job)) {
    if let Task::Deliver(job) = &mut errand.task {
        change(job);
    }
}

#[test]
fn a_note_never_loses_its_marker() {
    let mut errand = errand();
    with_job(&mut errand, |job| job.note.body = "No marker".to_owned());
    let Task::Deliver(job) = &errand.task else { panic!() };
    assert_eq!(job.body(), format!("No marker\n\n{}", job.marker()));
}

#[test]
fn no_answer_makes_it_panic_or_go_on_for_ever() {
    let secret = Secret::new(TOKEN);
    for kind in ConnectorKind::ALL {
        let errand = Errand { connection: connection(kind), task: Task::Deliver(Box::new(job(kind))) };
        for body in [
            "[]",
            "{}",
            "null",
            "0",
            "\"x\"",
            "[[]]",
            "{\"id\":\"..\"}",
            "[{\"id\":1}]",
            "{\"items\":[{}]}",
            "",
        ] {
            for status in [200, 201, 204, 404, 409, 412] {
                let mut step = deliver::begin(&errand, &secret, now());
                let mut calls = 0;
                while let Step::Call { progress, call } = step {
                    calls += 1;
                    assert!(calls <= deliver::MAX_CALLS, "{kind:?} {body}");
                    let answer = Answer { status, headers: Vec::new(), body: body.to_owned(), cut: false };
                    let reply = Reply { to: call.number, answer: Some(answer) };
                    step = deliver::step(&errand, &secret, progress, &reply, now());
                }
            }
        }
        // Progress that nobody of us made.
        for place in [0, 3, 99, u32::MAX] {
            let progress = Progress { place, calls: 1, ..Progress::default() };
            deliver::step(&errand, &secret, progress, &Reply { to: 1, answer: None }, now());
        }
    }
}
