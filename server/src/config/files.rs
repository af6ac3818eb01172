//! Where the files lie that people send.

use super::problems::Problems;
use hub::files::{Bucket, FileError, FileStore};
use secrecy::SecretString;
use std::path::Path;
use url::Url;

const MEGABYTE: u64 = 1_000_000;

/// The place, and how large a file may be.
#[derive(Debug, Clone)]
pub struct FileSettings {
    /// `None` for a folder in DATA_DIR.
    pub bucket: Option<Bucket>,
    /// Bytes.
    pub most: u64,
}

/// What the environment says of it.
pub(super) struct Given {
    pub megabytes: String,
    pub bucket: Option<String>,
    pub endpoint: Option<String>,
    pub region: String,
    pub access_key: Option<String>,
    pub secret_key: Option<String>,
}

impl FileSettings {
    pub(super) fn read(given: Given, problems: &mut Problems) -> Option<Self> {
        let megabytes = problems.parse::<u64>("ORION_FILE_MB", &given.megabytes)?;
        if !(1..=100_000).contains(&megabytes) {
            problems.add("ORION_FILE_MB", "from 1 to 100000");
            return None;
        }
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let most = megabytes * MEGABYTE;
        let Some(name) = said(given.bucket) else { return Some(Self { bucket: None, most }) };
        let endpoint = said(given.endpoint).map(|url| problems.parse::<Url>("ORION_FILES_ENDPOINT", &url));
        let mut key = |variable: &str, text| {
            let text = said(text);
            if text.is_none() {
                problems.add(variable, "is needed with ORION_FILES_BUCKET");
            }
            text.map(SecretString::from)
        };
        let access_key = key("ORION_FILES_ACCESS_KEY", given.access_key);
        let secret_key = key("ORION_FILES_SECRET_KEY", given.secret_key);
        let endpoint = match endpoint {
            Some(endpoint) => Some(endpoint?),
            None => None,
        };
        let bucket =
            Bucket { endpoint, region: given.region, name, access_key: access_key?, secret_key: secret_key? };
        Some(Self { bucket: Some(bucket), most })
    }

    /// Opens the storage.
    ///
    /// # Errors
    /// When folders cannot be made.
    pub fn open(&self, data_dir: &Path) -> Result<FileStore, FileError> {
        let scratch = data_dir.join("tmp");
        match &self.bucket {
            Some(bucket) => FileStore::in_bucket(bucket, &scratch, self.most),
            None => FileStore::in_folder(&data_dir.join("files"), &scratch, self.most),
        }
    }
}
