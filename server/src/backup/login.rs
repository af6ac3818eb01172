//! The login of a database for programs of Postgres: by their environment, for a command line is seen by all.

use anyhow::Context;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};
use std::borrow::Cow;
use store::PgConnectOptions;
use tokio::process::Command;
use url::Url;

/// What sqlx, too, takes from the environment where the URL does not say it: how to prove who one is, and to whom.
const LIKE_SQLX: [&str; 6] =
    ["PGPASSWORD", "PGPASSFILE", "PGSSLMODE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"];

/// Of a URL as sqlx reads it, in the words of libpq.
pub struct Login {
    variables: Vec<(&'static str, String)>,
    /// Where the URL has none, libpq looks for it in its own places.
    password: Option<SecretString>,
}

impl Login {
    /// # Errors
    /// When the URL cannot be read.
    pub fn of(url: &str, options: &PgConnectOptions) -> anyhow::Result<Self> {
        // The parser's words may quote the password.
        let url: Url = url.trim().parse().ok().context("the address of the database cannot be read")?;
        let socket = options.get_socket().map(|folder| folder.display().to_string());
        let mut variables = vec![
            ("PGHOST", socket.unwrap_or_else(|| options.get_host().to_owned())),
            ("PGPORT", options.get_port().to_string()),
            ("PGUSER", options.get_username().to_owned()),
            // Without one both sqlx and libpq take the one that is called as the user is.
            ("PGDATABASE", options.get_database().unwrap_or(options.get_username()).to_owned()),
        ];
        let mut password = url.password().map(decoded);
        for (name, value) in url.query_pairs() {
            let variable = match &*name {
                "password" => {
                    password = Some(value.into_owned());
                    continue;
                }
                "sslmode" | "ssl-mode" => "PGSSLMODE",
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
                "sslcert" | "ssl-cert" => "PGSSLCERT",
                "sslkey" | "ssl-key" => "PGSSLKEY",
                _ => continue,
            };
            variables.push((variable, value.into_owned()));
        }
        Ok(Self { variables, password: password.map(SecretString::from) })
    }

    /// Lets a program log in, to this database and no other. Messages are in English, as all others of the
    /// command line.
    pub fn apply(&self, command: &mut Command) {
        // A service or another address of this process's environment would go before what is said here.
        for (name, _) in std::env::vars_os() {
            let known = name.to_str().is_some_and(|name| LIKE_SQLX.contains(&name));
            if name.as_encoded_bytes().starts_with(b"PG") && !known {
                command.env_remove(name);
            }
        }
        command.env("LC_ALL", "C").env("PGAPPNAME", "orion backup");
        command.envs(self.variables.iter().map(|(name, value)| (*name, value)));
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password.expose_secret());
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::DbConfig;

    fn login(url: &str) -> (Vec<String>, Option<String>) {
        let options = DbConfig::of_url(url, 1).unwrap().options;
        let login = Login::of(url, &options).unwrap();
        let variables = login.variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (variables, login.password.map(|password| password.expose_secret().to_owned()))
    }

    #[test]
    fn libpq_is_told_what_sqlx_reads() {
        let url = "postgres://ana:a%40b@db.example:5433/orion?sslmode=require&sslrootcert=/etc/ca.pem";
        let (variables, password) = login(url);
        let expected = [
            "PGHOST=db.example",
            "PGPORT=5433",
            "PGUSER=ana",
            "PGDATABASE=orion",
            "PGSSLMODE=require",
            "PGSSLROOTCERT=/etc/ca.pem",
        ];
        assert_eq!(variables, expected);
        assert_eq!(password.as_deref(), Some("a@b"));
    }

    #[test]
    fn the_private_postgres_is_reached_by_its_socket() {
        let (variables, password) =
            login("postgresql:///orion?host=%2Fvar%2Fdata%20x&port=5432&user=orion&password=p%2Fw");
        assert_eq!(variables, ["PGHOST=/var/data x", "PGPORT=5432", "PGUSER=orion", "PGDATABASE=orion"]);
        assert_eq!(password.as_deref(), Some("p/w"));
    }
}
