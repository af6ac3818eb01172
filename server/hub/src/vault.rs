//! Envelope encryption of credentials: XChaCha20-Poly1305, a data key for each value, wrapped by a
//! master key that has an id.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use domain::{ConnectionId, OrgId, UserId};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::{Digest, Sha256};
use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
const KEY: usize = 32;
/// version, key id, nonce and wrapped data key, nonce and ciphertext.
const SHORTEST: usize = 1 + KEY_ID + NONCE + KEY + TAG + NONCE + TAG;
const KEY_ID: usize = 8;

/// Why a value cannot be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The master key it was sealed with is not among the keys this process knows.
    #[error("the master key {0} is not known here: add it to ORION_MASTER_KEY or to the key file")]
    UnknownKey(String),
    #[error("the stored value is damaged or belongs to another connection")]
    Damaged,
    #[error("a master key is 32 bytes as 64 hex digits or base64")]
    MasterKey,
    #[error("the key file cannot be read: {0}")]
    KeyFile(String),
}

/// A 32-byte master key with an id of its own: the first bytes of its hash, so that it need not be
/// named by hand.
#[derive(Clone)]
struct MasterKey {
    id: [u8; KEY_ID],
    key: Arc<SecretBox<[u8; KEY]>>,
}

/// What a sealed value is bound to: a row or field exchanged with another one does not open.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub org: OrgId,
    pub connection: ConnectionId,
    pub field: &'a str,
}

/// Seals and opens. The first key seals, all keys open. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<RwLock<Vec<MasterKey>>>,
    /// Read again before anything is sealed and when a value names a key that is not known: another
    /// process may have rotated.
    key_file: Option<PathBuf>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("current", &self.current_key_id()).finish_non_exhaustive()
    }
}

impl Vault {
    /// From keys separated by commas or white space, the current one first.
    ///
    /// # Errors
    /// [`VaultError::MasterKey`] if there is none or one of them is malformed.
    pub fn from_keys(text: &SecretString) -> Result<Self, VaultError> {
        Ok(Self { keys: Arc::new(RwLock::new(parse_keys(text.expose_secret())?)), key_file: None })
    }

    /// From a key file of the same form, which is read again when an unknown key id appears.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`], [`VaultError::MasterKey`].
    pub fn from_file(path: PathBuf) -> Result<Self, VaultError> {
        let keys = read_key_file(&path)?;
        Ok(Self { keys: Arc::new(RwLock::new(keys)), key_file: Some(path) })
    }

    /// A fresh master key in the form that [`Vault::from_keys`] takes.
    pub fn generate_key() -> SecretString {
        SecretString::from(hex::encode(rand::random::<[u8; KEY]>()))
    }

    /// The id of the key that seals.
    pub fn current_key_id(&self) -> String {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.first().map(|key| hex::encode(key.id)).unwrap_or_default()
    }

    /// The id of the key that a sealed value was wrapped with, which need not be known here.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] for what is no sealed value.
    pub fn key_id_of(sealed: &str) -> Result<String, VaultError> {
        let (envelope, ..) = split(sealed)?;
        Ok(hex::encode(&envelope[1..=KEY_ID]))
    }

    /// Encrypts a secret for its place. The result is text for the database. A key file is read again
    /// before, so that what is stored after a rotation began bears the new key, and none that is gone.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`], [`VaultError::MasterKey`]; [`VaultError::Damaged`] only if the cipher
    /// refuses, which it does for gigabytes.
    pub fn seal(&self, place: Place<'_>, secret: &SecretString) -> Result<String, VaultError> {
        self.refresh()?;
        let data_key: [u8; KEY] = rand::random();
        let nonce: [u8; NONCE] = rand::random();
        let wrapped = self.wrap(place, &data_key)?;
        let aad = place.bytes(b"value");
        let message = Payload { msg: secret.expose_secret().as_bytes(), aad: &aad };
        let sealed =
            cipher(&data_key).encrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Damaged)?;
        Ok(BASE64.encode([wrapped.as_slice(), &nonce, &sealed].concat()))
    }

    /// Decrypts what [`Vault::seal`] made for the same place.
    ///
    /// # Errors
    /// [`VaultError::UnknownKey`], [`VaultError::Damaged`].
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<SecretString, VaultError> {
        let (envelope, nonce, text) = split(sealed)?;
        let data_key = self.unwrap(place, &envelope)?;
        let aad = place.bytes(b"value");
        let message = Payload { msg: &text, aad: &aad };
        let plain =
            cipher(&data_key).decrypt(&XNonce::from(nonce), message).map_err(|_| VaultError::Damaged)?;
        String::from_utf8(plain).map(SecretString::from).map_err(|_| VaultError::Damaged)
    }

    /// Wraps the data key anew with the current master key; the value itself is not touched. `None`
    /// if that key wraps it already.
    ///
    /// # Errors
    /// [`VaultError::UnknownKey`], [`VaultError::Damaged`].
    pub fn rewrap(&self, place: Place<'_>, sealed: &str) -> Result<Option<String>, VaultError> {
        let (envelope, nonce, text) = split(sealed)?;
        if Self::key_id_of(sealed)? == self.current_key_id() {
            return Ok(None);
        }
        let wrapped = self.wrap(place, &self.unwrap(place, &envelope)?)?;
        Ok(Some(BASE64.encode([wrapped.as_slice(), &nonce, &text].concat())))
    }

    /// version, key id, nonce, data key under the current master key.
    fn wrap(&self, place: Place<'_>, data_key: &[u8; KEY]) -> Result<Vec<u8>, VaultError> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let master = keys.first().ok_or(VaultError::MasterKey)?;
        let nonce: [u8; NONCE] = rand::random();
        let aad = place.bytes(b"key");
        let message = Payload { msg: data_key.as_slice(), aad: &aad };
        let sealed = cipher(master.key.expose_secret())
            .encrypt(&XNonce::from(nonce), message)
            .map_err(|_| VaultError::Damaged)?;
        Ok([&[VERSION], master.id.as_slice(), &nonce, &sealed].concat())
    }

    fn unwrap(&self, place: Place<'_>, envelope: &[u8]) -> Result<[u8; KEY], VaultError> {
        let (id, rest) = envelope[1..].split_at(KEY_ID);
        let (nonce, sealed) = rest.split_at(NONCE);
        let master = self.master_key(id)?;
        let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| VaultError::Damaged)?;
        let aad = place.bytes(b"key");
        let message = Payload { msg: sealed, aad: &aad };
        let key = cipher(master.key.expose_secret())
            .decrypt(&XNonce::from(nonce), message)
            .map_err(|_| VaultError::Damaged)?;
        key.try_into().map_err(|_| VaultError::Damaged)
    }

    fn master_key(&self, id: &[u8]) -> Result<MasterKey, VaultError> {
        let find = |keys: &[MasterKey]| keys.iter().find(|key| key.id == id).cloned();
        let known = find(&self.keys.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(key) = known {
            return Ok(key);
        }
        self.refresh()?;
        let found = find(&self.keys.read().unwrap_or_else(PoisonError::into_inner));
        found.ok_or_else(|| VaultError::UnknownKey(hex::encode(id)))
    }

    /// Takes over what the key file holds by now; nothing to do without one.
    fn refresh(&self) -> Result<(), VaultError> {
        if let Some(path) = &self.key_file {
            let fresh = read_key_file(path)?;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
        Ok(())
    }
}

impl<'a> Place<'a> {
    /// Something of a person, who belongs to no one company.
    pub(crate) const fn of_person(user: UserId, field: &'a str) -> Self {
        Self { org: OrgId(uuid::Uuid::nil()), connection: ConnectionId(user.0), field }
    }

    /// Something of whoever holds it.
    pub(crate) const fn of_nobody(field: &'a str) -> Self {
        Self { org: OrgId(uuid::Uuid::nil()), connection: ConnectionId(uuid::Uuid::nil()), field }
    }

    fn bytes(self, purpose: &[u8]) -> Vec<u8> {
        [purpose, b"|", self.org.0.as_bytes(), self.connection.0.as_bytes(), self.field.as_bytes()].concat()
    }
}

fn cipher(key: &[u8; KEY]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

type Parts = (Vec<u8>, [u8; NONCE], Vec<u8>);

fn split(sealed: &str) -> Result<Parts, VaultError> {
    let bytes = BASE64.decode(sealed).map_err(|_| VaultError::Damaged)?;
    if bytes.len() < SHORTEST || bytes[0] != VERSION {
        return Err(VaultError::Damaged);
    }
    let (envelope, rest) = bytes.split_at(1 + KEY_ID + NONCE + KEY + TAG);
    let (nonce, text) = rest.split_at(NONCE);
    let nonce = nonce.try_into().map_err(|_| VaultError::Damaged)?;
    Ok((envelope.to_vec(), nonce, text.to_vec()))
}

fn read_key_file(path: &std::path::Path) -> Result<Vec<MasterKey>, VaultError> {
    let text = std::fs::read_to_string(path).map_err(|error| VaultError::KeyFile(error.to_string()))?;
    parse_keys(&text)
}

fn parse_keys(text: &str) -> Result<Vec<MasterKey>, VaultError> {
    let keys = text
        .split(|sign: char| sign == ',' || sign.is_whitespace())
        .filter(|key| !key.is_empty())
        .map(parse_key)
        .collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() { Err(VaultError::MasterKey) } else { Ok(keys) }
}

fn parse_key(text: &str) -> Result<MasterKey, VaultError> {
    let bytes = match text.len() {
        64 => hex::decode(text).map_err(|_| VaultError::MasterKey)?,
        _ => BASE64.decode(text.trim_end_matches('=')).map_err(|_| VaultError::MasterKey)?,
    };
    let key: [u8; KEY] = bytes.try_into().map_err(|_| VaultError::MasterKey)?;
    let mut id = [0; KEY_ID];
    id.copy_from_slice(&Sha256::digest([b"orion master key".as_slice(), &key].concat())[..KEY_ID]);
    Ok(MasterKey { id, key: Arc::new(SecretBox::new(Box::new(key))) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(keys: &[&SecretString]) -> Vault {
        let text = keys.iter().map(|key| key.expose_secret()).collect::<Vec<_>>().join(",");
        Vault::from_keys(&SecretString::from(text)).unwrap()
    }

    fn place(field: &str) -> Place<'_> {
        Place { org: OrgId(uuid::Uuid::nil()), connection: ConnectionId(uuid::Uuid::max()), field }
    }

    #[test]
    fn a_sealed_value_opens_in_its_place_only() {
        let vault = vault(&[&Vault::generate_key()]);
        let sealed = vault.seal(place("secret"), &"cs_123".into()).unwrap();
        assert_eq!(vault.open(place("secret"), &sealed).unwrap().expose_secret(), "cs_123");
        assert_eq!(vault.open(place("other"), &sealed).unwrap_err(), VaultError::Damaged);
        let elsewhere = Place { org: OrgId::new(), ..place("secret") };
        assert_eq!(vault.open(elsewhere, &sealed).unwrap_err(), VaultError::Damaged);
    }

    #[test]
    fn rotation_rewraps_and_the_old_key_can_go() {
        let (old, new) = (Vault::generate_key(), Vault::generate_key());
        let sealed = vault(&[&old]).seal(place("token"), &"shpat".into()).unwrap();
        let rotating = vault(&[&new, &old]);
        let rewrapped = rotating.rewrap(place("token"), &sealed).unwrap().unwrap();
        assert_eq!(rotating.rewrap(place("token"), &rewrapped).unwrap(), None);
        let after = vault(&[&new]);
        assert_eq!(after.open(place("token"), &rewrapped).unwrap().expose_secret(), "shpat");
        assert!(matches!(after.open(place("token"), &sealed), Err(VaultError::UnknownKey(_))));
    }

    #[test]
    fn a_key_file_is_read_again_when_a_key_is_unknown() {
        let file = std::env::temp_dir().join(format!("orion-keys-{}", uuid::Uuid::now_v7()));
        let (old, new) = (Vault::generate_key(), Vault::generate_key());
        std::fs::write(&file, old.expose_secret()).unwrap();
        let running = Vault::from_file(file.clone()).unwrap();
        let sealed = vault(&[&new]).seal(place("token"), &"x".into()).unwrap();
        std::fs::write(&file, format!("{}\n{}\n", new.expose_secret(), old.expose_secret())).unwrap();
        assert_eq!(running.open(place("token"), &sealed).unwrap().expose_secret(), "x");
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn what_is_sealed_after_another_process_rotated_bears_the_new_key() {
        let file = std::env::temp_dir().join(format!("orion-keys-{}", uuid::Uuid::now_v7()));
        let (old, new) = (Vault::generate_key(), Vault::generate_key());
        std::fs::write(&file, old.expose_secret()).unwrap();
        let running = Vault::from_file(file.clone()).unwrap();
        std::fs::write(&file, format!("{}\n{}\n", new.expose_secret(), old.expose_secret())).unwrap();
        let sealed = running.seal(place("token"), &"x".into()).unwrap();
        assert_eq!(vault(&[&new]).open(place("token"), &sealed).unwrap().expose_secret(), "x");
        // A key that could not be read after the next start must seal nothing.
        std::fs::remove_file(file).unwrap();
        assert!(matches!(running.seal(place("token"), &"x".into()), Err(VaultError::KeyFile(_))));
    }

    #[test]
    fn damaged_values_and_malformed_keys_are_refused() {
        let vault = vault(&[&Vault::generate_key()]);
        for text in ["", "AA", "!!!", &"A".repeat(200)] {
            assert_eq!(vault.open(place("x"), text).unwrap_err(), VaultError::Damaged, "{text}");
        }
        for text in ["", "abc", "zz", &"g".repeat(64)] {
            assert!(Vault::from_keys(&SecretString::from(text.to_owned())).is_err(), "{text}");
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let key = Vault::generate_key();
        assert!(!format!("{:?}", vault(&[&key])).contains(key.expose_secret()));
    }
}
