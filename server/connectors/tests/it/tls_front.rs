//! TLS before a simulator, as the proxy of a real store has it: the certificate is made for the test,
//! and what was asked is kept.

use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{OutboundConfig, OutboundPolicy};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// An authority that nobody knows but who reads its file.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: tempfile::TempDir,
}

impl Authority {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // A name of its own, by which it is told from another one.
        let name = folder.path().to_string_lossy().into_owned();
        params.distinguished_name.push(DnType::CommonName, name);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let authority = Self { issuer, folder };
        let text = BASE64_STANDARD.encode(authority.issuer.der());
        let pem = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
        std::fs::write(authority.file(), pem).unwrap();
        authority
    }

    /// What `ORION_OUTBOUND_CA_FILE` names.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// The policy of an operator who trusts this authority besides the public ones.
    pub fn trusted(&self) -> OutboundPolicy {
        policy(Some(self.file()))
    }
}

/// Calls to this machine, with these authorities.
pub fn policy(ca_file: Option<PathBuf>) -> OutboundPolicy {
    let allow = vec!["127.0.0.0/8".parse().unwrap()];
    OutboundPolicy::new(OutboundConfig { allow, ca_file, ..Default::default() }).unwrap()
}

/// What a host does with requests on their way to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    Whole,
    /// Some hosts keep `Authorization` for themselves.
    WithoutAuthorization,
    /// Some proxies do not say that they were called over TLS.
    Silently,
}

/// Takes TLS on a port of its own and hands requests on; stops when dropped.
pub struct TlsFront {
    pub address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl TlsFront {
    /// With a certificate for `name`, valid until the end of `until`.
    pub async fn start(
        authority: &Authority,
        name: &str,
        until: i32,
        passing: Passing,
        shop: SocketAddr,
    ) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.not_after = rcgen::date_time_ymd(until, 12, 31);
        let certificate = params.signed_by(&key, &authority.issuer).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let kept = heads.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away ends its own connection only.
                tokio::spawn(pass(stream, acceptor.clone(), shop, passing, kept.clone()));
            }
        });
        Self { address, heads, task }
    }

    /// One with a good certificate.
    pub async fn good(authority: &Authority, passing: Passing, shop: SocketAddr) -> Self {
        Self::start(authority, "127.0.0.1", 4_000, passing, shop).await
    }

    /// The heads of the requests since the last look, as they came.
    pub fn heads(&self) -> Vec<String> {
        std::mem::take(&mut self.heads.lock().unwrap())
    }
}

impl Drop for TlsFront {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    shop: SocketAddr,
    passing: Passing,
    kept: Arc<Mutex<Vec<String>>>,
) -> std::io::Result<()> {
    let (mut from_client, mut to_client) = tokio::io::split(acceptor.accept(stream).await?);
    let (mut from_shop, mut to_shop) = TcpStream::connect(shop).await?.into_split();
    let up = async {
        loop {
            let head = head(&mut from_client).await?;
            kept.lock().unwrap().push(head.clone());
            let is_kept = |line: &&str| {
                passing != Passing::WithoutAuthorization
                    || !line.to_ascii_lowercase().starts_with("authorization:")
            };
            let said = (passing != Passing::Silently).then_some("X-Forwarded-Proto: https");
            let passed = head.lines().filter(is_kept).chain(said);
            let passed: Vec<_> = passed.collect();
            to_shop.write_all(format!("{}\r\n\r\n", passed.join("\r\n")).as_bytes()).await?;
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<u64>().unwrap())
            });
            tokio::io::copy(&mut (&mut from_client).take(length.unwrap_or(0)), &mut to_shop).await?;
        }
    };
    let down = async {
        tokio::io::copy(&mut from_shop, &mut to_client).await?;
        to_client.shutdown().await
    };
    tokio::select! {
        ended = up => ended,
        ended = down => ended,
    }
}

/// The lines of a request before its body, without the empty one.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).trim_end().to_owned())
}
