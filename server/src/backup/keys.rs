//! Which master keys what is stored needs, for the person at the terminal.

use super::Server;
use crate::{config::Settings, master_key};
use hub::{
    HubError,
    integrations::{KeyInUse, keys_in_use},
};
use private_postgres::DataDir;
use store::Db;

/// The keys that a database needs, beside those that are here.
pub struct Keys {
    pub in_use: Result<Vec<KeyInUse>, HubError>,
    /// Where the keys that are here come from.
    pub place: String,
    /// What to say when these cannot be read. Backups are none the worse for it.
    pub unread: Option<String>,
}

impl Keys {
    pub async fn of(settings: &Settings, data_dir: &DataDir, server: &Server) -> Self {
        let place = match settings.master_key {
            Some(_) => "ORION_MASTER_KEY".to_owned(),
            None => master_key::path(data_dir).display().to_string(),
        };
        let (vault, unread) = match master_key::known(settings.master_key.as_ref(), data_dir) {
            Ok(vault) => (vault, None),
            Err(error) => (None, Some(format!("Attention: {error:#}."))),
        };
        let db = Db::open(&server.config);
        let in_use = keys_in_use(&db, vault.as_ref()).await;
        db.close().await;
        Self { in_use, place, unread }
    }
}

/// `3 connections and 1 address for alerts`.
pub fn needed_by(key: &KeyInUse) -> String {
    let counted = |count: u64, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {more}")),
    };
    let parts = [
        counted(key.connections, "connection", "connections"),
        counted(key.hooks, "address for alerts", "addresses for alerts"),
        counted(key.people, "second factor", "second factors"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_key_is_counted_in_words() {
        let told = |connections, hooks, people| {
            needed_by(&KeyInUse { id: "k".into(), connections, hooks, people, opens: true })
        };
        assert_eq!(told(3, 0, 0), "3 connections");
        assert_eq!(told(0, 1, 0), "1 address for alerts");
        assert_eq!(told(1, 2, 0), "1 connection and 2 addresses for alerts");
        assert_eq!(told(0, 0, 2), "2 second factors");
    }
}
