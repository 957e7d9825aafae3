//! `pinfold deliver` as a whole: the program is run against a destination on this machine that answers as a test says.

use std::{
    fs::File,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Output},
    sync::{Arc, Mutex},
    thread,
};

use pinfold::{
    export::{
        self,
        file::Part,
        request::{ExportFormat, ExportRequest, ExportScope},
    },
    import::{Backup, backup::PictureBytes},
    model::{record::Record, stored::Stored, time::Instant, workspace::Workspace},
    schema::base64,
};
use serde_json::{Value, json};

use crate::cli::Folder;

/// The only pin of the sample that nobody is known as a customer of, and that has an account.
const QUERY: &str = "site:forum.wohnen.example";
const WELL: &str = "201 Created";

/// A destination: what it was sent, oldest first.
struct Desk {
    address: String,
    heard: Arc<Mutex<Vec<Value>>>,
}

impl Desk {
    /// It answers with a status line and further headers; an empty one: not at all.
    fn open(mut answer: impl FnMut(&Value) -> &'static str + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let body = body(&mut stream);
                kept.lock().unwrap().push(body.clone());
                let status = answer(&body);
                if !status.is_empty() {
                    let rest = "content-type: application/json\r\ncontent-length: 10\r\nconnection: close";
                    write!(stream, "HTTP/1.1 {status}\r\n{rest}\r\n\r\n{{\"id\":\"1\"}}").unwrap();
                }
            }
        });
        Self { address, heard }
    }

    /// The keys of the customers whose notes came.
    fn customers(&self) -> Vec<Value> {
        self.heard.lock().unwrap().iter().map(|body| body["customer"]["key"].clone()).collect()
    }

    fn connection(&self, folder: &Folder) -> String {
        let connection = json!({
            "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "kind": "webhook", "name": "Desk", "base_url": self.address,
            "created": 0, "changed": 0,
        });
        folder.write("connection.json", &connection.to_string())
    }
}

/// The body of a request.
fn body(stream: &mut TcpStream) -> Value {
    let mut bytes = Vec::new();
    let mut next = [0; 4_096];
    loop {
        if let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let lines = String::from_utf8(bytes[..head].to_vec()).unwrap().to_lowercase();
            let length = lines.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            if bytes.len() >= head + 4 + length.parse::<usize>().unwrap() {
                return serde_json::from_slice(&bytes[head + 4..]).unwrap();
            }
        }
        let read = stream.read(&mut next).unwrap();
        assert!(read > 0, "the request ends early");
        bytes.extend_from_slice(&next[..read]);
    }
}

/// The sample's workspace with some of its records changed, in a file.
fn workspace(folder: &Folder, change: impl FnOnce(&mut Vec<Record>)) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample-workspace.json");
    let text = std::fs::read_to_string(path).unwrap();
    let mut backup = Backup::read(&text).unwrap();
    change(&mut backup.records);
    let mut workspace = Workspace::default();
    for record in backup.records {
        workspace.put(Stored { revision: 1, record });
    }
    let request = ExportRequest::new(ExportScope::All, ExportFormat::Json, "");
    let file = export::file(&workspace, &request, &[], Instant::from_milliseconds(0)).unwrap();
    let picture = |id| {
        let bytes = backup.pictures.iter().find(|own| own.id == id).map(|own| &own.bytes);
        match bytes {
            Some(PictureBytes::Here(bytes)) => base64::encode(bytes),
            _ => String::new(),
        }
    };
    let parts = file.parts.into_iter().map(|part| match part {
        Part::Text(text) => text,
        Part::PictureBase64(id) => picture(id),
    });
    folder.write("workspace.json", &parts.collect::<String>())
}

fn deliver(workspace: &str, connection: &str, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pinfold"));
    program.args(["deliver", workspace, "--to", connection]).args(words);
    // A webhook does without a token.
    program.env_remove("PINFOLD_TOKEN").output().unwrap()
}

/// The status of a run, and what it printed for each note.
fn rows(output: &Output) -> (Option<i32>, Vec<Value>) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output.status.code(), text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_note_that_cannot_be_sent_stops_none_of_the_others() {
    let folder = Folder::new("unfit");
    let desk = Desk::open(|_| WELL);
    let mut long = None;
    let workspace = workspace(&folder, |records| {
        for record in records {
            match record {
                Record::Pin(pin) if long.is_none() => {
                    // An address is never cut.
                    pin.content.source.url = Some(format!("https://plaza.example/{}", "x".repeat(400)));
                    long = Some(pin.id.to_string());
                }
                Record::Template(template) => template.max_length = Some(400),
                _ => {}
            }
        }
    });
    let long = long.unwrap();
    let connection = desk.connection(&folder);
    let words = ["--query", "", "--template", "Helpdesk, short"];
    let is_long = |row: &&Value| row["delivery"].as_str().unwrap().contains(&long);

    let output = deliver(&workspace, &connection, &[&words[..], &["--dry-run"]].concat());
    let (status, rehearsed) = rows(&output);
    assert_eq!((status, rehearsed.len()), (Some(1), 13), "{}", said(&output));
    for row in &rehearsed {
        let problem = if is_long(&row) { json!("note_too_long") } else { Value::Null };
        assert_eq!((&row["problem"], row["note"].is_null()), (&problem, is_long(&row)), "{row}");
    }
    assert!(said(&output).contains("1 of 13 cannot be sent"), "{}", said(&output));
    assert!(desk.customers().is_empty());

    let output = deliver(&workspace, &connection, &words);
    let (status, sent) = rows(&output);
    assert_eq!((status, sent.len()), (Some(1), 13), "{}", said(&output));
    for row in &sent {
        let code = &row["state"]["failed"]["code"];
        assert_eq!((code == "note_too_long", row["state"]["sent"].is_null()), (is_long(&row), is_long(&row)));
    }
    assert!(said(&output).contains(&format!("pin {long} is not sent")), "{}", said(&output));
    assert!(said(&output).contains("1 of 13 not there"), "{}", said(&output));
    assert_eq!(desk.customers().len(), 12);

    // What an earlier run began is not forgotten over it, and what concerns the whole run ends it.
    assert!(!std::fs::read_to_string(folder.file("workspace.json.deliveries")).unwrap().contains(&long));
    let output =
        deliver(&workspace, &connection, &["--query", "", "--journal", &folder.file("none/journal")]);
    assert_eq!(rows(&output), (Some(1), Vec::new()));
    assert!(said(&output).contains("cannot be written"), "{}", said(&output));
}

#[test]
fn two_runs_at_once_do_not_share_a_journal() {
    let folder = Folder::new("two-runs");
    let workspace = workspace(&folder, |_| {});
    let second = Arc::new(Mutex::new(None));
    let (folder_of_both, asked) = (folder.file(""), Arc::clone(&second));
    // While the first waits for its answer, the second begins.
    let desk = Desk::open(move |_| {
        let file = |name: &str| format!("{folder_of_both}{name}");
        let words = ["--query", QUERY, "--wait", "0"];
        let output = deliver(&file("workspace.json"), &file("connection.json"), &words);
        *asked.lock().unwrap() = Some(output);
        WELL
    });
    let first = deliver(&workspace, &desk.connection(&folder), &["--query", QUERY, "--wait", "0"]);
    assert_eq!(rows(&first).0, Some(0), "{}", said(&first));
    let second = second.lock().unwrap().take().unwrap();
    assert_eq!(rows(&second), (Some(1), Vec::new()), "{}", said(&second));
    for words in ["another run", "workspace.json.deliveries", "wait until it is over", "--journal"] {
        assert!(said(&second).contains(words), "{words}: {}", said(&second));
    }
    assert_eq!(desk.customers().len(), 1);
    // Once it is over, the journal can be had, and says what stands there.
    let journal = File::open(folder.file("workspace.json.deliveries")).unwrap();
    journal.try_lock().unwrap();
    drop(journal);
    let third = deliver(&workspace, &folder.file("connection.json"), &["--query", QUERY]);
    assert_eq!(rows(&third).1[0]["skipped"], true);
}

#[test]
fn a_delivery_keeps_the_customer_it_was_begun_with() {
    let folder = Folder::new("known-as");
    let mut answers = ["", WELL].into_iter();
    let desk = Desk::open(move |_| answers.next().unwrap_or(WELL));
    let connection = desk.connection(&folder);
    let now = ["--query", QUERY, "--wait", "0"];
    let first = deliver(&workspace(&folder, |_| {}), &connection, &now);
    assert!(rows(&first).1[0]["state"]["unknown"].is_object(), "{}", said(&first));

    // Somebody joins the account to a customer who was found by another one first, and the pause is over.
    let joined = workspace(&folder, |records| {
        let known = records.iter().find_map(|record| match record {
            Record::Pin(pin) if pin.content.source.site == "forum.wohnen.example" => {
                pin.content.author_keys().first().cloned()
            }
            _ => None,
        });
        for record in records {
            if let Record::Customer(customer) = record {
                customer.identities.extend(known.clone());
                customer.known_as = Some("plaza:mara.t".to_owned());
            }
        }
    });
    let path = folder.file("workspace.json.deliveries");
    let journal = std::fs::read_to_string(&path).unwrap();
    let over: Vec<Value> = journal
        .lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            if let Some(at) = line.pointer_mut("/state/unknown/retry_at") {
                *at = json!(0);
            }
            line
        })
        .collect();
    let written = |lines: &[Value]| {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, text).unwrap();
    };
    written(&over);
    let second = deliver(&joined, &connection, &now);
    assert_eq!(rows(&second).0, Some(0), "{}", said(&second));
    let keys = desk.customers();
    assert_eq!(keys, [keys[0].clone(), keys[0].clone()], "{keys:?}");

    // A journal of an earlier version says no key: the customer is found as today.
    let keyless = over.into_iter().map(|mut line| {
        line.as_object_mut().unwrap().remove("known_as").unwrap();
        line
    });
    written(&keyless.collect::<Vec<_>>());
    let third = deliver(&joined, &connection, &now);
    assert_eq!(rows(&third).0, Some(0), "{}", said(&third));
    assert_eq!(desk.customers()[2], "plaza:mara.t");
}

#[test]
fn who_looks_again_is_told_what_came_of_it() {
    let folder = Folder::new("again");
    let busy = "429 Too Many Requests\r\nretry-after: 3600";
    let mut answers = [WELL, busy].into_iter();
    let desk = Desk::open(move |_| answers.next().unwrap_or(WELL));
    let (workspace, connection) = (workspace(&folder, |_| {}), desk.connection(&folder));
    let look = |words: &[&str]| deliver(&workspace, &connection, &[&["--query", QUERY], words].concat());
    assert_eq!(rows(&look(&[])).0, Some(0));
    let again = look(&["--again", "--wait", "0"]);
    let (status, said_of) = rows(&again);
    assert_eq!(status, Some(1), "{}", said(&again));
    assert_eq!(said_of[0]["state"]["failed"]["code"], "busy", "{said_of:?}");
    // Nor is what came of it: the destination is asked no sooner than it said.
    let heard = || desk.heard.lock().unwrap().len();
    let before = heard();
    assert_eq!(rows(&look(&["--again", "--wait", "0"])), (Some(1), said_of));
    assert_eq!(heard(), before);
    // What stood there once is not forgotten over it.
    let (status, left) = rows(&look(&[]));
    assert_eq!((status, &left[0]["skipped"]), (Some(0), &json!(true)));
}
