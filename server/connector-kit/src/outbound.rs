//! The one HTTP client with which platforms are called, and the rules that guard every call.

mod address;
mod failure;
mod resolver;

use crate::{Advice, Call, ConnectorError, Reply, header::HeaderMap};
use address::AddressRules;
use domain::UpstreamKind;
use ipnet::IpNet;
use reqwest::redirect::Policy;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use std::{net::IpAddr, path::PathBuf, sync::Arc, time::Duration};
use url::{Host, Url};

/// What the operator decides about outgoing calls.
#[derive(Debug, Clone)]
pub struct OutboundConfig {
    /// Private address ranges that may be called all the same; none in production.
    pub allow: Vec<IpNet>,
    /// A PEM file with certificate authorities to trust besides the public ones.
    pub ca_file: Option<PathBuf>,
    /// Named in the `User-Agent`, so that a shop's operator can find out who calls.
    pub contact_url: Option<String>,
    /// Bytes of an answer's body, unpacked, that are read at most.
    pub max_body: usize,
    /// How long opening a connection may take.
    pub connect_timeout: Duration,
}

impl Default for OutboundConfig {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            ca_file: None,
            contact_url: None,
            // A page of a hundred orders has less than one; pages are fetched ahead and side by side.
            max_body: 8 * 1024 * 1024,
            connect_timeout: Duration::from_secs(10),
        }
    }
}

/// Why the client could not be built.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    #[error("the certificate file {path} cannot be read: {reason}")]
    CaFile { path: PathBuf, reason: String },
    #[error("the certificate file {0} holds no certificate")]
    NoCertificate(PathBuf),
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    #[error("the HTTP client cannot be built: {0}")]
    Client(#[from] reqwest::Error),
}

/// The client and its rules; cheap to clone, built once for the process.
///
/// Private and reserved addresses are refused unless allowed: literal ones before the call, names
/// when they are resolved, on the addresses that are then connected to. Redirects are not followed
/// and proxies of the environment are not used.
#[derive(Debug, Clone)]
pub struct OutboundPolicy {
    client: reqwest::Client,
    rules: Arc<AddressRules>,
    max_body: usize,
}

impl OutboundPolicy {
    /// # Errors
    /// [`OutboundError`]: the certificate file, TLS or the client.
    pub fn new(config: OutboundConfig) -> Result<Self, OutboundError> {
        let rules = Arc::new(AddressRules::new(config.allow));
        let version = env!("CARGO_PKG_VERSION");
        let agent = match &config.contact_url {
            Some(url) => format!("Orion/{version} (+{url})"),
            None => format!("Orion/{version}"),
        };
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls_config(config.ca_file)?)
            .dns_resolver(Arc::new(resolver::GuardedResolver::new(Arc::clone(&rules))))
            .redirect(Policy::none())
            .no_proxy()
            .tcp_nodelay(true)
            .connect_timeout(config.connect_timeout)
            .pool_max_idle_per_host(8)
            .pool_idle_timeout(Duration::from_secs(30))
            .user_agent(agent)
            .build()?;
        Ok(Self { client, rules, max_body: config.max_body })
    }

    /// Whether the address may be called: scheme, no user data, no blocked literal address, no
    /// plain http to the public network unless `plain_http`.
    ///
    /// # Errors
    /// [`UpstreamKind::BlockedAddress`] or, for the scheme, [`UpstreamKind::Rejected`].
    pub async fn check(&self, url: &Url, plain_http: bool) -> Result<(), ConnectorError> {
        let refuse = |detail: &str| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail);
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("an address with a user name or password is not called"));
        }
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(name)) if name.len() <= 253 => None,
            _ => return Err(refuse("an address without a usable host")),
        };
        if let Some(ip) = literal
            && !self.rules.may_call(ip)
        {
            return Err(blocked(&ip.to_string()));
        }
        match url.scheme() {
            "https" => Ok(()),
            "http" if plain_http || self.is_allowed_network(url, literal).await => Ok(()),
            "http" => Err(refuse("plain http would show the credentials to everyone on the way: use https")),
            _ => Err(refuse("only https addresses are called")),
        }
    }

    async fn is_allowed_network(&self, url: &Url, literal: Option<IpAddr>) -> bool {
        if let Some(ip) = literal {
            return self.rules.is_listed(ip);
        }
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else { return false };
        match tokio::net::lookup_host((host, port)).await {
            Ok(found) => {
                let found: Vec<_> = found.collect();
                !found.is_empty() && found.iter().all(|address| self.rules.is_listed(address.ip()))
            }
            Err(_) => false,
        }
    }

    /// One exchange with whoever an organisation named, whatever is answered.
    ///
    /// # Errors
    /// [`ConnectorError`]: an address that may not be called, no answer, or none within the time.
    pub async fn exchange(&self, call: Call, within: Duration) -> Result<Reply, ConnectorError> {
        in_time(within, self.execute(call)).await
    }

    /// As [`Self::exchange`], with nothing of the answer's body, which may be long, slow or never end: what was sent is taken or refused
    /// by then.
    ///
    /// # Errors
    /// [`ConnectorError`]: an address that may not be called, no answer, or none within the time.
    pub async fn told(&self, call: Call, within: Duration) -> Result<Reply, ConnectorError> {
        let begun = in_time(within, self.begin(call)).await?;
        Ok(Reply { status: begun.status, headers: begun.headers, body: Vec::new() })
    }

    /// One exchange, without a limit of time.
    pub(crate) async fn execute(&self, call: Call) -> Result<Reply, ConnectorError> {
        let Begun { mut answer, status, headers } = self.begin(call).await?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| failure::of_reading(error, status))? {
            if body.len() + chunk.len() > self.max_body {
                let detail = format!("the answer is longer than {} bytes", self.max_body);
                return Err(
                    ConnectorError::new(UpstreamKind::TooLarge, Advice::Never, detail).with_status(status)
                );
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, headers, body })
    }

    /// Up to where the answer's body begins.
    async fn begin(&self, call: Call) -> Result<Begun, ConnectorError> {
        self.check(&call.url, call.plain_http).await?;
        let host = call.url.host_str().unwrap_or_default().to_owned();
        let mut request = self.client.request(call.method, call.url).headers(call.headers);
        if let Some(body) = call.body {
            request = request.body(body);
        }
        let mut answer = request.send().await.map_err(|error| failure::of_sending(error, &host))?;
        let (status, headers) = (answer.status().as_u16(), std::mem::take(answer.headers_mut()));
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            return Err(failure::redirect(status, &headers, answer.url()));
        }
        Ok(Begun { answer, status, headers })
    }
}

/// An answer whose body has not been read.
struct Begun {
    answer: reqwest::Response,
    status: u16,
    headers: HeaderMap,
}

async fn in_time<T>(
    within: Duration,
    answer: impl Future<Output = Result<T, ConnectorError>>,
) -> Result<T, ConnectorError> {
    tokio::time::timeout(within, answer).await.unwrap_or_else(|_| {
        let detail = format!("no whole answer within {} s", within.as_secs_f32());
        Err(ConnectorError::new(UpstreamKind::Timeout, Advice::Retry, detail))
    })
}

fn blocked(what: &str) -> ConnectorError {
    let detail = format!("{what} lies in a private or reserved network");
    ConnectorError::new(UpstreamKind::BlockedAddress, Advice::Never, detail)
}

/// TLS with ring, the public authorities and those of the file. The provider is given here, so that
/// nothing rests on a process-wide default.
fn tls_config(ca_file: Option<PathBuf>) -> Result<rustls::ClientConfig, OutboundError> {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    if let Some(path) = ca_file {
        let unreadable = |error: &dyn std::fmt::Display| OutboundError::CaFile {
            path: path.clone(),
            reason: error.to_string(),
        };
        let mut found = 0;
        for certificate in CertificateDer::pem_file_iter(&path).map_err(|error| unreadable(&error))? {
            roots
                .add(certificate.map_err(|error| unreadable(&error))?)
                .map_err(|error| unreadable(&error))?;
            found += 1;
        }
        if found == 0 {
            return Err(OutboundError::NoCertificate(path));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(allow: &[&str]) -> OutboundPolicy {
        let allow = allow.iter().map(|net| net.parse().unwrap()).collect();
        OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap()
    }

    async fn kind(policy: &OutboundPolicy, url: &str) -> Option<UpstreamKind> {
        policy.check(&url.parse().unwrap(), false).await.err().map(|error| error.kind)
    }

    #[tokio::test]
    async fn what_was_taken_is_taken_however_its_answer_ends() {
        use crate::contract::{Answer, ScriptedServer};
        let policy = policy(&["127.0.0.0/8"]);
        let within = Duration::from_millis(500);
        let server = ScriptedServer::start(Answer::json(202, &"x".repeat(10_000)).cut()).await;
        let call = || Call::get(server.base());
        assert!(policy.exchange(call(), within).await.is_err());
        assert_eq!(policy.told(call(), within).await.unwrap().status, 202);
        let silent = ScriptedServer::start(Answer::silence()).await;
        let error = policy.told(Call::get(silent.base()), within).await.unwrap_err();
        assert_eq!(error.kind, UpstreamKind::Timeout);
    }

    #[tokio::test]
    async fn private_addresses_are_refused_in_every_notation() {
        let policy = policy(&[]);
        for url in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://[::1]/",
        ] {
            assert_eq!(kind(&policy, url).await, Some(UpstreamKind::BlockedAddress), "{url}");
        }
        for url in ["https://user:pass@1.1.1.1/", "ftp://1.1.1.1/", "http://1.1.1.1/"] {
            assert_eq!(kind(&policy, url).await, Some(UpstreamKind::Rejected), "{url}");
        }
        assert_eq!(kind(&policy, "https://1.1.1.1/").await, None);
        assert!(policy.check(&"http://1.1.1.1/".parse().unwrap(), true).await.is_ok());
    }

    #[tokio::test]
    async fn a_name_that_leads_into_the_private_network_is_refused() {
        let call = Call::get("https://localhost:1/".parse().unwrap());
        let error = policy(&[]).execute(call).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::BlockedAddress, Advice::Never), "{error}");
    }

    #[tokio::test]
    async fn plain_http_is_for_allowed_networks() {
        let policy = policy(&["127.0.0.0/8", "::1/128"]);
        assert_eq!(kind(&policy, "http://127.0.0.1:1/").await, None);
        assert_eq!(kind(&policy, "http://localhost:1/").await, None);
        assert_eq!(kind(&policy, "http://10.0.0.1/").await, Some(UpstreamKind::BlockedAddress));
        let call = Call::get("http://127.0.0.1:1/".parse().unwrap());
        assert_eq!(policy.execute(call).await.unwrap_err().kind, UpstreamKind::Network);
    }

    #[tokio::test]
    async fn what_is_no_tls_is_a_tls_problem() {
        use tokio::io::AsyncWriteExt;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        });
        let error = policy(&["127.0.0.0/8"]).execute(Call::get(url.parse().unwrap())).await.unwrap_err();
        assert_eq!(error.kind, UpstreamKind::Tls, "{error}");
        server.await.unwrap();
    }

    #[test]
    fn a_certificate_file_that_is_none_is_named() {
        let build = |path: &str| {
            OutboundPolicy::new(OutboundConfig { ca_file: Some(path.into()), ..OutboundConfig::default() })
        };
        assert!(matches!(build("/does/not/exist.pem"), Err(OutboundError::CaFile { .. })));
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert!(matches!(build(manifest), Err(OutboundError::NoCertificate(_))));
    }
}
