//! The storage of files: the same in a folder and in a bucket that speaks S3.

use bytes::Bytes;
use domain::{FileId, OrgId};
use futures::{TryStreamExt, stream};
use hub::files::{FileError, FileStore};
use sha2::{Digest, Sha256};
use std::{io, path::Path};
use testkit::FakeBucket;

/// More than one part of an upload.
const LARGE: usize = 12 * 1024 * 1024;

/// Where a test's files lie.
struct Place {
    folder: tempfile::TempDir,
    /// None for a folder.
    bucket: Option<FakeBucket>,
    store: FileStore,
}

impl Place {
    /// A folder, and a bucket.
    async fn all(most: u64) -> [Self; 2] {
        let folder = tempfile::tempdir().unwrap();
        let store =
            FileStore::in_folder(&folder.path().join("files"), &folder.path().join("tmp"), most).unwrap();
        [Self { folder, bucket: None, store }, Self::bucket(most).await]
    }

    async fn bucket(most: u64) -> Self {
        let (folder, bucket) = (tempfile::tempdir().unwrap(), FakeBucket::start().await);
        let store = FileStore::in_bucket(&bucket.settings(), &folder.path().join("tmp"), most).unwrap();
        Self { folder, bucket: Some(bucket), store }
    }

    /// Files that are stored, and that are left of what came to no end.
    fn count(&self) -> (usize, usize) {
        let stored = files_in(&self.folder.path().join("files"));
        self.bucket.as_ref().map_or((stored, 0), FakeBucket::count)
    }

    fn name(&self) -> &'static str {
        if self.bucket.is_some() { "bucket" } else { "folder" }
    }
}

fn chunks(of: &[&'static str]) -> Vec<Result<Bytes, io::Error>> {
    of.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect()
}

fn files_in(folder: &Path) -> usize {
    let Ok(read) = std::fs::read_dir(folder) else { return 0 };
    read.map(|entry| entry.unwrap())
        .map(|entry| if entry.path().is_dir() { files_in(&entry.path()) } else { 1 })
        .sum()
}

/// Bytes of which no part is like another.
fn large() -> Vec<u8> {
    (0..LARGE / 8).flat_map(|number| (number as u64).to_be_bytes()).collect()
}

#[tokio::test]
async fn what_comes_is_there_again_with_its_sum() {
    for place in Place::all(1_000).await {
        let (name, store) = (place.name(), &place.store);
        let (org, id) = (OrgId::new(), FileId::new());
        let stored = store.put(org, id, stream::iter(chunks(&["sku;", "title\n"]))).await.unwrap();
        assert_eq!(stored.bytes, 10, "{name}");
        assert_eq!(stored.sha256, <[u8; 32]>::from(Sha256::digest("sku;title\n")), "{name}");
        let local = store.local(org, id).await.unwrap();
        assert_eq!(std::fs::read_to_string(local.path()).unwrap(), "sku;title\n", "{name}");
        drop(local);
        assert_eq!(files_in(&place.folder.path().join("tmp")), 0, "{name}: a copy stays");
        let read: Vec<Bytes> = store.read(org, id).await.unwrap().try_collect().await.unwrap();
        assert_eq!(read.concat(), b"sku;title\n", "{name}");
        let others = store.local(OrgId::new(), id).await;
        assert!(matches!(others, Err(FileError::Gone)), "{name}: another company's");
        store.remove(org, id).await.unwrap();
        store.remove(org, id).await.unwrap();
        assert!(matches!(store.local(org, id).await, Err(FileError::Gone)), "{name}");
        assert_eq!(place.count(), (0, 0), "{name}");
    }
}

#[tokio::test]
async fn a_file_without_bytes_and_one_of_several_parts_are_whole() {
    for place in Place::all(64 * 1024 * 1024).await {
        let (name, store, org) = (place.name(), &place.store, OrgId::new());
        for content in [Vec::new(), large()] {
            let id = FileId::new();
            let chunks: Vec<_> = content
                .chunks(100_000)
                .map(|part| Ok::<_, io::Error>(Bytes::copy_from_slice(part)))
                .collect();
            let stored = store.put(org, id, stream::iter(chunks)).await.unwrap();
            assert_eq!(stored.bytes, content.len() as u64, "{name}");
            let local = store.local(org, id).await.unwrap();
            assert!(std::fs::read(local.path()).unwrap() == content, "{name}: other bytes");
        }
        assert_eq!(place.count(), (2, 0), "{name}");
    }
}

#[tokio::test]
async fn what_is_cut_or_too_large_leaves_nothing() {
    for place in Place::all(8).await {
        let (name, store) = (place.name(), &place.store);
        let (org, id) = (OrgId::new(), FileId::new());
        let mut cut = chunks(&["sku"]);
        cut.push(Err(io::Error::other("gone")));
        assert!(matches!(store.put(org, id, stream::iter(cut)).await, Err(FileError::Cut)), "{name}");
        let large = store.put(org, id, stream::iter(chunks(&["sku;tit", "le"]))).await;
        assert!(matches!(large, Err(FileError::TooLarge { most: 8 })), "{name}");
        assert_eq!(place.count(), (0, 0), "{name}");
        assert!(matches!(store.read(org, id).await.err(), Some(FileError::Gone)), "{name}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_while_a_file_is_read_goes_on_where_it_broke() {
    let place = Place::bucket(64 * 1024 * 1024).await;
    let (org, id, content) = (OrgId::new(), FileId::new(), large());
    let coming = stream::iter([Ok::<_, io::Error>(Bytes::from(content.clone()))]);
    place.store.put(org, id, coming).await.unwrap();
    place.bucket.as_ref().unwrap().break_next_read();
    let local = place.store.local(org, id).await.unwrap();
    assert!(std::fs::read(local.path()).unwrap() == content, "other bytes");
}

#[tokio::test]
async fn a_bucket_that_refuses_the_key_says_so() {
    let bucket = FakeBucket::start().await;
    let folder = tempfile::tempdir().unwrap();
    let settings = hub::files::Bucket { access_key: "AKIAOTHER".into(), ..bucket.settings() };
    let store = FileStore::in_bucket(&settings, folder.path(), 1_000).unwrap();
    let (org, id) = (OrgId::new(), FileId::new());
    let refused = store.put(org, id, stream::iter(chunks(&["sku"]))).await;
    assert!(matches!(refused, Err(FileError::Storage(_))), "{refused:?}");
    assert_eq!(bucket.count(), (0, 0));
}
