use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use std::{collections::BTreeMap, sync::Mutex};
use tower::ServiceExt;

/// A browser: it keeps its cookies and asks for pages. It does not follow redirects.
pub struct Actor {
    router: Router,
    /// By name.
    cookies: Mutex<BTreeMap<String, String>>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Actor {
    pub(crate) fn new(router: Router, token: Option<&str>) -> Self {
        let session = token.map(|token| ("orion".to_owned(), token.to_owned()));
        Self { router, cookies: Mutex::new(session.into_iter().collect()) }
    }

    /// The cookies that the next request will bring.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Opens an address.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser without script does.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.form(path, fields, "text/html,application/xhtml+xml")).await
    }

    /// Calls a server function as a script does: no redirects, faults as JSON.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.form(path, fields, "application/json")).await
    }

    /// Opens a stream that does not end by itself.
    pub async fn open(&self, path: &str) -> Body {
        let answer = self.answer(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.into_body()
    }

    /// The headers of an answer whose body may never end.
    pub async fn headers(&self, request: Request<Body>) -> HeaderMap {
        self.answer(request).await.headers().clone()
    }

    /// Sends any request, with the cookies of this browser and as from one of Orion's own pages
    /// unless the request says otherwise.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.answer(request).await;
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if text.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    async fn answer(&self, mut request: Request<Body>) -> Response<Body> {
        let headers = request.headers_mut();
        if let Some(cookie) = self.cookie() {
            headers.entry(header::COOKIE).or_insert(cookie.parse().unwrap());
        }
        headers.entry(header::HOST).or_insert("127.0.0.1:3000".parse().unwrap());
        self.router.clone().oneshot(request).await.unwrap()
    }

    fn form(&self, path: &str, fields: &[(&str, &str)], accept: &str) -> Request<Body> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap()
    }
}

impl Answer {
    /// Where a redirect leads; empty if it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header's text; empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Status and destination in one line, for snapshots and messages.
    pub fn outcome(&self) -> String {
        match self.location() {
            "" => self.status.as_u16().to_string(),
            to => format!("{} {to}", self.status.as_u16()),
        }
    }
}
