//! Makes calls over the network. It follows no redirect, keeps no cookies and waits no longer than a call says.

use std::{
    io::Read,
    sync::Arc,
    time::{Duration, Instant},
};

use ureq::{
    Agent,
    http::{Request, Response},
    tls::{RootCerts, TlsConfig},
};

use crate::{
    deliver::http::{Answer, Call, HEADERS, Header, MAX_ANSWER, Piece},
    schema::base64,
};

/// Makes calls; connections stay open between them.
pub(super) struct Post {
    agent: Agent,
    /// How many it made.
    pub(super) calls: u32,
    /// How long it waited for answers, their last bytes included.
    pub(super) waited: Duration,
}

impl Post {
    pub(super) fn new() -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("pinfold/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: config.into(), calls: 0, waited: Duration::ZERO }
    }

    /// Makes a call with the bytes of its files; `None` where no answer came, not in time, or not all of it.
    pub(super) fn send(&mut self, call: &Call, files: &[Vec<u8>]) -> Option<Answer> {
        let mut request = Request::builder().method(call.method.as_str()).uri(&call.url);
        for header in &call.headers {
            request = request.header(&header.name, &header.value);
        }
        let timeout = Some(Duration::from_millis(u64::from(call.timeout_ms)));
        let body = body(call, files);
        let request = request.body(body).ok()?;
        let request = self.agent.configure_request(request).timeout_global(timeout).build();
        let asked = Instant::now();
        let answer = self.agent.run(request).ok().and_then(answer);
        self.waited += asked.elapsed();
        self.calls = self.calls.saturating_add(1);
        answer
    }
}

fn body(call: &Call, files: &[Vec<u8>]) -> Vec<u8> {
    let bytes = |place: &u32| files.get(usize::try_from(*place).unwrap_or(usize::MAX)).map(Vec::as_slice);
    let mut body = Vec::new();
    for piece in &call.body {
        match piece {
            Piece::Text(text) => body.extend_from_slice(text.as_bytes()),
            Piece::Base64(place) => {
                body.extend_from_slice(base64::encode(bytes(place).unwrap_or_default()).as_bytes());
            }
            Piece::Bytes(place) => body.extend_from_slice(bytes(place).unwrap_or_default()),
            Piece::Block { place, from, length } => {
                let (from, length) = (usize::try_from(*from), usize::try_from(*length));
                let rest = bytes(place).and_then(|bytes| bytes.get(from.ok()?..)).unwrap_or_default();
                let block = rest.get(..length.unwrap_or(usize::MAX)).unwrap_or(rest);
                body.extend_from_slice(base64::encode(block).as_bytes());
            }
        }
    }
    body
}

fn answer(mut response: Response<ureq::Body>) -> Option<Answer> {
    let header = |name: &&str| {
        let value = response.headers().get(*name)?.to_str().ok()?;
        Some(Header { name: (*name).to_owned(), value: value.to_owned() })
    };
    let headers = HEADERS.iter().filter_map(header).collect();
    let status = response.status().as_u16();
    let mut bytes = Vec::new();
    // One byte more says that there is more.
    let most = u64::try_from(MAX_ANSWER).unwrap_or(u64::MAX).saturating_add(1);
    response.body_mut().as_reader().take(most).read_to_end(&mut bytes).ok()?;
    let cut = bytes.len() > MAX_ANSWER;
    bytes.truncate(MAX_ANSWER);
    Some(Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), cut })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::http::Method;

    #[test]
    fn a_body_has_as_much_of_a_file_as_its_pieces_say() {
        let block = |from| Piece::Block { place: 1, from, length: 4 };
        let pieces = vec![
            Piece::Text("[".to_owned()),
            Piece::Base64(0),
            block(0),
            block(4),
            block(8),
            Piece::Bytes(0),
        ];
        let call = Call {
            number: 1,
            method: Method::Post,
            url: String::new(),
            headers: Vec::new(),
            body: pieces,
            timeout_ms: 1,
        };
        let files = [b"foo".to_vec(), b"foobar".to_vec()];
        assert_eq!(String::from_utf8_lossy(&body(&call, &files)), "[Zm9vZm9vYg==YXI=foo");
    }
}
