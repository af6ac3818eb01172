//! A bucket that speaks S3: as much of it as the storage of files asks for. What it is asked besides is refused.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Query, State},
    response::{IntoResponse, Response},
};
use futures::stream;
use http::{
    HeaderMap, Method, StatusCode, Uri,
    header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_RANGE, ETAG, RANGE},
};
use hub::files::Bucket;
use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
};

const NAME: &str = "arquivos";
const ACCESS_KEY: &str = "AKIATEST";
/// S3 takes no smaller part but for the last.
const LEAST_PART: usize = 5 * 1024 * 1024;

/// A bucket of S3 on this machine. It stops when dropped.
pub struct FakeBucket {
    endpoint: String,
    held: Arc<Mutex<Held>>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Held {
    objects: BTreeMap<String, Bytes>,
    /// Uploads that are neither completed nor aborted: by id, what came of them by the number of the part.
    uploads: BTreeMap<String, BTreeMap<usize, Bytes>>,
    begun: usize,
    breaks: bool,
}

type Asked = BTreeMap<String, String>;

impl FakeBucket {
    pub async fn start() -> Self {
        let held = Arc::new(Mutex::<Held>::default());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router =
            Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(held.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { endpoint, held, task }
    }

    /// How it is reached.
    pub fn settings(&self) -> Bucket {
        Bucket {
            endpoint: Some(self.endpoint.parse().unwrap()),
            region: "us-east-1".to_owned(),
            name: NAME.to_owned(),
            access_key: ACCESS_KEY.into(),
            secret_key: "secret".into(),
        }
    }

    /// Breaks the connection in the middle of the next object that is read as a whole.
    pub fn break_next_read(&self) {
        self.held.lock().unwrap().breaks = true;
    }

    /// Objects, and uploads that came to no end.
    pub fn count(&self) -> (usize, usize) {
        let held = self.held.lock().unwrap();
        (held.objects.len(), held.uploads.len())
    }
}

impl Drop for FakeBucket {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    State(held): State<Arc<Mutex<Held>>>,
    method: Method,
    uri: Uri,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !is_signed(&headers) {
        return failed(StatusCode::FORBIDDEN, "InvalidAccessKeyId");
    }
    let Some(key) = uri.path().strip_prefix(&format!("/{NAME}")) else {
        return failed(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    let (key, mut held) = (key.trim_start_matches('/').to_owned(), held.lock().unwrap());
    let upload = asked.get("uploadId");
    match (method, upload) {
        (Method::GET, None) => held.read(&key, &headers),
        (Method::POST, None) if asked.contains_key("uploads") => held.begin(),
        (Method::PUT, Some(id)) => held.put_part(id, &asked, body),
        (Method::POST, Some(id)) => held.complete(id, key, &body),
        (Method::DELETE, Some(id)) => held.abort(id),
        (Method::POST, None) if asked.contains_key("delete") => held.remove(&body),
        _ => failed(StatusCode::NOT_IMPLEMENTED, "NotImplemented"),
    }
}

/// Whether a request bears a signature of the bucket's key; whether that is right is not looked at.
fn is_signed(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signature = text(AUTHORIZATION.as_str());
    signature.starts_with(&format!("AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/"))
        && signature.contains("SignedHeaders=")
        && signature.contains("Signature=")
        && !text("x-amz-date").is_empty()
        && !text("x-amz-content-sha256").is_empty()
}

fn failed(status: StatusCode, code: &str) -> Response {
    (status, format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>")).into_response()
}

fn e_tag(of: &Bytes) -> String {
    format!("\"{}\"", of.len())
}

/// What stands between these tags, each time.
fn between<'a>(body: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    body.split(&open).skip(1).filter_map(|rest| Some(rest.split_once(&close)?.0)).collect()
}

impl Held {
    fn read(&mut self, key: &str, headers: &HeaderMap) -> Response {
        let Some(object) = self.objects.get(key) else {
            return failed(StatusCode::NOT_FOUND, "NoSuchKey");
        };
        let tag = e_tag(object);
        if let Some(range) = headers.get(RANGE) {
            let range = range.to_str().ok().and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
            let place = |text: &str| text.parse::<usize>().ok();
            let range = range.and_then(|(from, to)| place(from).zip(place(to)));
            let Some((from, to)) = range.filter(|(from, to)| from <= to && *to < object.len()) else {
                return failed(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange");
            };
            let told = format!("bytes {from}-{to}/{}", object.len());
            let part = object.slice(from..=to);
            return (StatusCode::PARTIAL_CONTENT, [(ETAG, tag), (CONTENT_RANGE, told)], part).into_response();
        }
        if !std::mem::take(&mut self.breaks) {
            return ([(ETAG, tag)], object.clone()).into_response();
        }
        let half = object.slice(..object.len() / 2);
        let body = Body::from_stream(stream::iter([Ok(half), Err(io::Error::other("broken"))]));
        ([(ETAG, tag), (CONTENT_LENGTH, object.len().to_string())], body).into_response()
    }

    fn begin(&mut self) -> Response {
        self.begun += 1;
        let id = format!("upload-{}", self.begun);
        let told = format!(
            "<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
        );
        self.uploads.insert(id, BTreeMap::new());
        told.into_response()
    }

    fn put_part(&mut self, id: &str, asked: &Asked, body: Bytes) -> Response {
        let number = asked.get("partNumber").and_then(|number| number.parse().ok());
        let (Some(parts), Some(number)) = (self.uploads.get_mut(id), number) else {
            return failed(StatusCode::NOT_FOUND, "NoSuchUpload");
        };
        let tag = e_tag(&body);
        parts.insert(number, body);
        [(ETAG, tag)].into_response()
    }

    fn complete(&mut self, id: &str, key: String, body: &Bytes) -> Response {
        let Some(parts) = self.uploads.get(id) else {
            return failed(StatusCode::NOT_FOUND, "NoSuchUpload");
        };
        let body = String::from_utf8_lossy(body);
        let named: Vec<usize> =
            between(&body, "PartNumber").into_iter().filter_map(|number| number.parse().ok()).collect();
        if !named.iter().eq(parts.keys()) {
            return failed(StatusCode::BAD_REQUEST, "InvalidPart");
        }
        if parts.values().rev().skip(1).any(|part| part.len() < LEAST_PART) {
            return failed(StatusCode::BAD_REQUEST, "EntityTooSmall");
        }
        let object: Bytes = parts.values().flatten().copied().collect();
        let told = format!(
            "<CompleteMultipartUploadResult><ETag>{}</ETag></CompleteMultipartUploadResult>",
            e_tag(&object)
        );
        self.uploads.remove(id);
        self.objects.insert(key, object);
        told.into_response()
    }

    fn abort(&mut self, id: &str) -> Response {
        match self.uploads.remove(id) {
            Some(_) => StatusCode::NO_CONTENT.into_response(),
            None => failed(StatusCode::NOT_FOUND, "NoSuchUpload"),
        }
    }

    /// As S3 does, it says of one that was not there, too, that it is gone.
    fn remove(&mut self, body: &Bytes) -> Response {
        let body = String::from_utf8_lossy(body);
        let mut told = String::new();
        for key in between(&body, "Key") {
            self.objects.remove(key);
            told += &format!("<Deleted><Key>{key}</Key></Deleted>");
        }
        format!("<DeleteResult>{told}</DeleteResult>").into_response()
    }
}
