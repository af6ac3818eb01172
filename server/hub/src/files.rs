//! The bytes of files that people send: in a folder, or in anything that speaks S3, so that several machines share them.

use bytes::Bytes;
use domain::{FileId, OrgId};
use futures::{Stream, TryStreamExt};
use object_store::{
    ObjectStore, ObjectStoreExt, WriteMultipart, aws::AmazonS3Builder, local::LocalFileSystem,
    path::Path as Key,
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::NamedTempFile;
use url::Url;

/// Bytes of a part that is sent to the storage while a file still comes. S3 takes no smaller ones.
const PART: usize = 5 * 1024 * 1024;
/// Parts under way to the storage at a time.
const PARTS_AT_ONCE: usize = 2;

/// What storage could not do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("the file is larger than {most} bytes")]
    TooLarge { most: u64 },
    /// Whoever sent it stopped in the middle.
    #[error("the file did not come to its end")]
    Cut,
    #[error("the file is not in the storage any more")]
    Gone,
    #[error("the storage of files: {0}")]
    Storage(object_store::Error),
    #[error("the storage of files: {0}")]
    Io(#[from] io::Error),
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Gone,
            other => Self::Storage(other),
        }
    }
}

/// Where files lie when they do not lie in a folder of this machine.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// `https://host`, for what is not Amazon's own.
    pub endpoint: Option<Url>,
    pub region: String,
    pub name: String,
    pub access_key: SecretString,
    pub secret_key: SecretString,
}

/// The storage of files.
#[derive(Debug, Clone)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    /// The folder that the objects are in, if they are in one.
    folder: Option<PathBuf>,
    /// Where copies and spilled parts go while something works with them.
    scratch: PathBuf,
    most: u64,
}

/// What came.
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// A file that can be opened by its path, until this is dropped.
#[derive(Debug)]
pub struct LocalFile {
    path: PathBuf,
    _copy: Option<NamedTempFile>,
}

impl LocalFile {
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl FileStore {
    /// Files in a folder of this machine, which is made if it is missing, of `most` bytes each.
    ///
    /// # Errors
    /// When folders cannot be made.
    pub fn in_folder(folder: &Path, scratch: &Path, most: u64) -> Result<Self, FileError> {
        std::fs::create_dir_all(folder)?;
        std::fs::create_dir_all(scratch)?;
        let folder = folder.canonicalize()?;
        let objects = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), folder: Some(folder), scratch: scratch.to_owned(), most })
    }

    /// Files in a bucket of S3, or of what speaks like it, of `most` bytes each.
    ///
    /// # Errors
    /// For an address that cannot be one; when the scratch folder cannot be made. Nothing is asked of the bucket yet.
    pub fn in_bucket(bucket: &Bucket, scratch: &Path, most: u64) -> Result<Self, FileError> {
        std::fs::create_dir_all(scratch)?;
        // What asks the bucket takes the one of the process. Whoever was first had the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(bucket.access_key.expose_secret())
            .with_secret_access_key(bucket.secret_key.expose_secret());
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder
                .with_endpoint(endpoint.as_str().trim_end_matches('/'))
                .with_allow_http(endpoint.scheme() == "http");
        }
        Ok(Self { objects: Arc::new(builder.build()?), folder: None, scratch: scratch.to_owned(), most })
    }

    /// Files in memory, for programs that end soon.
    ///
    /// # Errors
    /// When the scratch folder cannot be made.
    pub fn in_memory(scratch: &Path, most: u64) -> Result<Self, FileError> {
        std::fs::create_dir_all(scratch)?;
        let objects = Arc::new(object_store::memory::InMemory::new());
        Ok(Self { objects, folder: None, scratch: scratch.to_owned(), most })
    }

    /// Bytes of the largest file.
    pub const fn most(&self) -> u64 {
        self.most
    }

    /// Where parts of work may be spilled to.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Stores a file as it comes. It is there as a whole or not at all.
    ///
    /// # Errors
    /// [`FileError::TooLarge`]; [`FileError::Cut`] when what comes ends in an error.
    pub async fn put<E>(
        &self,
        org: OrgId,
        id: FileId,
        coming: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Stored, FileError> {
        let mut parts =
            WriteMultipart::new_with_chunk_size(self.objects.put_multipart(&key(org, id)).await?, PART);
        let (mut sum, mut bytes) = (Sha256::new(), 0);
        let mut coming = std::pin::pin!(coming);
        let came = async {
            while let Some(chunk) = coming.try_next().await.map_err(|_| FileError::Cut)? {
                bytes += chunk.len() as u64;
                if bytes > self.most {
                    return Err(FileError::TooLarge { most: self.most });
                }
                sum.update(&chunk);
                parts.wait_for_capacity(PARTS_AT_ONCE).await?;
                parts.put(chunk);
            }
            Ok(())
        };
        if let Err(error) = came.await {
            parts.abort().await?;
            return Err(error);
        }
        parts.finish().await?;
        Ok(Stored { bytes, sha256: sum.finalize().into() })
    }

    /// The file under a path of this machine: its own, or a copy that goes when it is dropped.
    ///
    /// # Errors
    /// [`FileError::Gone`].
    pub async fn local(&self, org: OrgId, id: FileId) -> Result<LocalFile, FileError> {
        if let Some(folder) = &self.folder {
            let path = folder.join(key(org, id).as_ref());
            return match tokio::fs::metadata(&path).await {
                Ok(_) => Ok(LocalFile { path, _copy: None }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Err(FileError::Gone),
                Err(error) => Err(error.into()),
            };
        }
        let copy = NamedTempFile::new_in(&self.scratch)?;
        let mut to = tokio::fs::File::from_std(copy.reopen()?);
        let mut from = self.objects.get(&key(org, id)).await?.into_stream();
        while let Some(chunk) = from.try_next().await? {
            tokio::io::AsyncWriteExt::write_all(&mut to, &chunk).await?;
        }
        tokio::io::AsyncWriteExt::flush(&mut to).await?;
        Ok(LocalFile { path: copy.path().to_owned(), _copy: Some(copy) })
    }

    /// The file as it is stored, to be sent on.
    ///
    /// # Errors
    /// [`FileError::Gone`].
    pub async fn read(
        &self,
        org: OrgId,
        id: FileId,
    ) -> Result<impl Stream<Item = Result<Bytes, FileError>> + Send + use<>, FileError> {
        let found = self.objects.get(&key(org, id)).await?;
        Ok(found.into_stream().map_err(FileError::from))
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`FileError::Storage`].
    pub async fn remove(&self, org: OrgId, id: FileId) -> Result<(), FileError> {
        match self.objects.delete(&key(org, id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// No text of anybody's is part of it.
fn key(org: OrgId, id: FileId) -> Key {
    Key::from(format!("{org}/{id}"))
}
