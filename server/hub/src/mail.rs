//! E-mails: where they go to, and how one is made.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Locale;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp,
};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

/// How long a server may take for each step.
const PATIENCE: Duration = Duration::from_secs(15);
/// Minutes after the first, second, ... attempt that failed. After the last one it is given up.
const AGAIN: [i64; 5] = [1, 5, 30, 120, 360];
/// How long files are kept.
const KEPT: Duration = Duration::from_secs(30 * 86_400);

/// Where e-mails go to. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: Mailbox,
}

#[derive(Clone)]
enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    Folder(Arc<Path>),
    Memory(Arc<Mutex<Vec<Mail>>>),
}

/// One e-mail. What stands in it may let somebody in, and is not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// May be empty.
    pub to_name: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    /// The same as HTML, for programs that show it.
    pub html: Option<String>,
    /// The same for the same message sent once more: programs show it once.
    pub key: String,
}

/// Why an e-mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of a server, or of the sender, cannot be read.
    #[error("{0}")]
    Settings(String),
    /// This e-mail will never go out.
    #[error("refused: {0}")]
    Refused(String),
    /// Another time it may.
    #[error("{0}")]
    Later(String),
}

impl MailError {
    /// Whether there is no use in trying again.
    pub const fn is_for_good(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Settings(_))
    }
}

/// When one is tried again that was tried so often; `None` gives it up.
pub(crate) fn again(attempts: i32) -> Option<DateTime<Utc>> {
    let past = usize::try_from(attempts).unwrap_or_default().saturating_sub(1);
    AGAIN.get(past).map(|minutes| Utc::now() + TimeDelta::minutes(*minutes))
}

impl Mailer {
    /// By a server: `smtps://user:password@host:465`, or `smtp://user:password@host:587?tls=required`.
    ///
    /// # Errors
    /// [`MailError::Settings`].
    pub fn server(url: &str, from: &str) -> Result<Self, MailError> {
        if shows_password(url) {
            let detail = "would send the password for everybody to read; use smtps://, or add ?tls=required";
            return Err(MailError::Settings(detail.to_owned()));
        }
        let unreadable =
            |_| MailError::Settings("cannot be read; use smtps://user:password@host:465".to_owned());
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(unreadable)?;
        let server = server.timeout(Some(PATIENCE)).build();
        Ok(Self { way: Way::Server(server), from: sender(from)? })
    }

    /// Into files of a folder, which is made when the first one is written.
    ///
    /// # Errors
    /// [`MailError::Settings`].
    pub fn folder(folder: PathBuf, from: &str) -> Result<Self, MailError> {
        Ok(Self { way: Way::Folder(folder.into()), from: sender(from)? })
    }

    /// Into memory: for tests, which read it by [`Mailer::sent`].
    ///
    /// # Errors
    /// [`MailError::Settings`].
    pub fn memory(from: &str) -> Result<Self, MailError> {
        Ok(Self { way: Way::Memory(Arc::default()), from: sender(from)? })
    }

    /// What was sent into memory.
    pub fn sent(&self) -> Vec<Mail> {
        match &self.way {
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Server(_) | Way::Folder(_) => Vec::new(),
        }
    }

    /// Where the files are, for an installation without a server.
    pub fn files(&self) -> Option<&Path> {
        match &self.way {
            Way::Folder(folder) => Some(folder),
            Way::Server(_) | Way::Memory(_) => None,
        }
    }

    /// Hands an e-mail over.
    ///
    /// # Errors
    /// [`MailError::Refused`], [`MailError::Later`].
    pub async fn send(&self, mail: Mail) -> Result<(), MailError> {
        let message = self.message(&mail)?;
        match &self.way {
            Way::Server(server) => server.send(message).await.map(|_| ()).map_err(of_server),
            Way::Folder(folder) => {
                let later = |error: &dyn fmt::Display| MailError::Later(error.to_string());
                make_private(folder).await.map_err(|error| later(&error))?;
                let files = AsyncFileTransport::<Tokio1Executor>::new(folder);
                files.send(message).await.map(|_| ()).map_err(|error| later(&error))
            }
            Way::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
                Ok(())
            }
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, MailError> {
        let refused = |error: &dyn fmt::Display| MailError::Refused(error.to_string());
        let to = mail.to.parse().map_err(|error| refused(&error))?;
        let name = Some(one_line(&mail.to_name)).filter(|name| !name.is_empty());
        let host = self.from.email.domain();
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, to))
            .subject(one_line(&mail.subject))
            .message_id(Some(format!("<{}@{host}>", mail.key)))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let text = mail.text.clone();
        match &mail.html {
            Some(html) => message.multipart(MultiPart::alternative_plain_html(text, html.clone())),
            None => message.header(ContentType::TEXT_PLAIN).body(text),
        }
        .map_err(|error| refused(&error))
    }

    /// Removes files that are older than 30 days.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn prune(&self) -> std::io::Result<()> {
        let Way::Folder(folder) = &self.way else { return Ok(()) };
        let mut files = match tokio::fs::read_dir(folder).await {
            Ok(files) => files,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        while let Some(file) = files.next_entry().await? {
            let is_mail = file.path().extension().is_some_and(|extension| extension == "eml");
            let age = SystemTime::now().duration_since(file.metadata().await?.modified()?);
            if is_mail && age.is_ok_and(|age| age > KEPT) {
                tokio::fs::remove_file(file.path()).await?;
            }
        }
        Ok(())
    }
}

/// A short e-mail to a person: what happened, one thing to press, and what else to know.
pub(crate) struct Letter {
    pub greeting: String,
    pub lines: Vec<String>,
    /// What is pressed, and where it leads.
    pub button: Option<(String, String)>,
    pub foot: Vec<String>,
}

impl Letter {
    /// As an e-mail to somebody by name and address.
    pub fn to(
        &self,
        (name, email): (&str, &str),
        subject: &str,
        locale: Locale,
        key: &impl fmt::Display,
    ) -> Mail {
        Mail {
            to_name: name.to_owned(),
            to: email.to_owned(),
            subject: format!("[Orion] {subject}"),
            text: self.text(),
            html: Some(self.html(locale.as_tag())),
            key: key.to_string(),
        }
    }

    fn text(&self) -> String {
        let button = self.button.iter().map(|(label, link)| format!("{label}:\n{link}"));
        let foot = std::iter::once(format!("--\n{}", self.foot.join("\n")));
        let parts = std::iter::once(self.greeting.clone()).chain(self.lines.iter().cloned());
        let parts: Vec<_> = parts.chain(button).chain(foot).collect();
        format!("{}\n", parts.join("\n\n"))
    }

    /// As one column that every program shows, with the styles in place: most of them know no others.
    fn html(&self, lang: &str) -> String {
        let paragraph = |text: &String, style: &str| {
            format!("<p style=\"margin:0 0 16px;{style}\">{}</p>", escaped(text))
        };
        let lines: String = self.lines.iter().map(|line| paragraph(line, "")).collect();
        let button = self.button.as_ref().map(|(label, link)| {
            let (label, link) = (escaped(label), escaped(link));
            format!(
                "<p style=\"margin:24px 0\"><a href=\"{link}\" style=\"display:inline-block;padding:12px 20px;border-radius:6px;\
                 background:#4f46e5;color:#ffffff;text-decoration:none;font-weight:600\">{label}</a></p>\
                 <p style=\"margin:0 0 16px;font-size:13px;color:#5b6072;word-break:break-all\">{link}</p>"
            )
        });
        let foot: String =
            self.foot.iter().map(|line| paragraph(line, "font-size:13px;color:#5b6072")).collect();
        format!(
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"></head>\
             <body style=\"margin:0;padding:24px;background:#ffffff;color:#14161f;font:16px/1.5 system-ui,sans-serif\">\
             <div style=\"max-width:520px;margin:0 auto\"><p style=\"margin:0 0 24px;font-weight:700\">Orion</p>{}{lines}{}\
             <hr style=\"border:0;border-top:1px solid #e3e5ee;margin:24px 0\">{foot}</div></body></html>",
            paragraph(&self.greeting, ""),
            button.unwrap_or_default(),
        )
    }
}

/// A text in the place of one, or of a quoted attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Whether a password would go to another machine in clear.
fn shows_password(url: &str) -> bool {
    let Ok(url) = url::Url::parse(url) else { return false };
    let is_near = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let is_secured =
        url.scheme() == "smtps" || url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
    !is_near && !is_secured && url.password().is_some()
}

/// A header is one line, whatever a shop is called.
fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

fn sender(from: &str) -> Result<Mailbox, MailError> {
    from.parse()
        .map_err(|_| MailError::Settings("must be an address like Orion <orion@example.com>".to_owned()))
}

/// What a server answered: some answers are for good.
fn of_server(error: smtp::Error) -> MailError {
    let mut text = error.to_string();
    if let Some(source) = std::error::Error::source(&error) {
        text = format!("{text}: {source}");
    }
    let is_about_it = error.status().is_some_and(|code| is_about_recipient(u16::from(code), &text));
    if is_about_it { MailError::Refused(text) } else { MailError::Later(text) }
}

/// Whether a refusal is of the recipient or the message. What is said of the login, the server or how much was sent may be otherwise
/// tomorrow: where the server tells which (`5.1.1`, RFC 3463), that counts.
fn is_about_recipient(code: u16, text: &str) -> bool {
    let enhanced = text.split_whitespace().find_map(|word| {
        let mut parts = word.split('.').map(|part| part.parse::<u16>().ok());
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Some(5)), Some(Some(subject)), Some(Some(detail)), None) => Some((subject, detail)),
            _ => None,
        }
    });
    match enhanced {
        Some(told) => (550..=554).contains(&code) && matches!(told, (1, 0..=6 | 9 | 10) | (6, _) | (2, 1)),
        None => matches!(code, 550 | 551 | 553),
    }
}

/// What is in the e-mails is nobody's business but the operator's.
async fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (to, subject, key) = (&self.to, &self.subject, &self.key);
        f.debug_struct("Mail")
            .field("to", to)
            .field("subject", subject)
            .field("key", key)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match &self.way {
            Way::Server(_) => "server",
            Way::Folder(_) => "folder",
            Way::Memory(_) => "memory",
        };
        f.debug_struct("Mailer").field("way", &way).field("from", &self.from).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_recipient_or_the_message_is_for_good() {
        for (code, text, expected) in [
            (550, "permanent error (550): 5.1.1 no such user", true),
            (552, "permanent error (552): 5.2.2 mailbox full", false),
            (550, "permanent error (550): 5.2.1 mailbox disabled", true),
            (550, "permanent error (550): 5.4.5 daily sending limit exceeded", false),
            (554, "permanent error (554): 5.7.1 relay access denied from 10.0.0.1", false),
            (554, "permanent error (554): no service here", false),
            (553, "permanent error (553): mailbox name not allowed", true),
            (550, "permanent error (550): 5.1.8 sender address rejected: domain not found", false),
            (451, "transient error (451): 4.1.1 later", false),
        ] {
            assert_eq!(is_about_recipient(code, text), expected, "{text}");
        }
    }

    fn mail(name: &str, subject: &str) -> Mail {
        Mail {
            to_name: name.to_owned(),
            to: "ana@loja.example".to_owned(),
            subject: subject.to_owned(),
            text: "Olá, Ana.\n\nA loja não responde.\n".to_owned(),
            html: None,
            key: "0193".to_owned(),
        }
    }

    #[tokio::test]
    async fn a_file_holds_one_mail() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(folder.path().join("mail"), "Orion <orion@loja.example>").unwrap();
        mailer.send(mail("Ana", "Loja não responde")).await.unwrap();
        let mut files = std::fs::read_dir(mailer.files().unwrap()).unwrap();
        let text = std::fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap();
        assert!(
            text.contains("To: Ana <ana@loja.example>") && text.contains("Auto-Submitted: auto-generated"),
            "{text}"
        );
        assert!(text.contains("Message-ID: <0193@loja.example>"), "{text}");
        assert!(files.next().is_none());
        mailer.prune().await.unwrap();
        assert_eq!(std::fs::read_dir(mailer.files().unwrap()).unwrap().count(), 1, "it is new");
    }

    #[tokio::test]
    async fn nobody_writes_headers_by_their_name() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(folder.path().to_owned(), "orion@loja.example").unwrap();
        let odd = "Ana\r\nBcc: eve@evil.example";
        mailer.send(mail(odd, odd)).await.unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
    }

    #[test]
    fn settings_that_cannot_be_read_say_how_they_should_be() {
        for url in ["mail.example", "http://mail.example", "smtp://"] {
            assert!(
                matches!(Mailer::server(url, "orion@loja.example"), Err(MailError::Settings(_))),
                "{url}"
            );
        }
        assert!(Mailer::server("smtps://u:p@mail.example", "nobody").is_err());
        let clear = |url| Mailer::server(url, "orion@loja.example").is_err();
        assert!(clear("smtp://u:p@mail.example:587") && clear("smtp://u:p@mail.example?tls=opportunistic"));
        assert!(!clear("smtp://u:p@mail.example:587?tls=required") && !clear("smtp://u:p@localhost"));
        assert!(Mailer::server("smtps://u:p@mail.example:465", "Orion <orion@loja.example>").is_ok());
    }
}
