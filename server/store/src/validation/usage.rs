//! What is counted as used: each product record once a month, as it is and by the rules it was held to.

use crate::{OrgTx, StoreError};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Bytes of a digest.
const DIGEST: usize = 16;

/// Notes records as checked in a month, by digests of what they say together with their rules. Returns how many of them
/// were not checked yet. Digests that come twice are one record.
///
/// # Errors
/// [`StoreError`].
pub async fn count_records(
    tx: &mut OrgTx,
    month: NaiveDate,
    digests: &[[u8; DIGEST]],
) -> Result<i64, StoreError> {
    let org = tx.org();
    let mut new = 0;
    // In one order, so that two checks wait and do not lock each other out.
    for (bucket, coming) in buckets(digests) {
        sqlx::query!(
            "insert into validated_records (org_id, month, bucket, digests) values ($1, $2, $3, '')
             on conflict do nothing",
            org.0,
            month,
            i16::from(bucket),
        )
        .execute(tx.conn())
        .await?;
        let known = sqlx::query_scalar!(
            "select digests from validated_records where org_id = $1 and month = $2 and bucket = $3 for update",
            org.0,
            month,
            i16::from(bucket),
        )
        .fetch_one(tx.conn())
        .await?;
        let (merged, added) = merge(&known, &coming);
        if added == 0 {
            continue;
        }
        new += added;
        sqlx::query!(
            "update validated_records set digests = $4 where org_id = $1 and month = $2 and bucket = $3",
            org.0,
            month,
            i16::from(bucket),
            merged,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(new)
}

/// How many of these records were not checked yet in a month; nothing is noted. Digests that come twice are one record.
///
/// # Errors
/// [`StoreError`].
pub async fn new_records(
    tx: &mut OrgTx,
    month: NaiveDate,
    digests: &[[u8; DIGEST]],
) -> Result<i64, StoreError> {
    let org = tx.org();
    let mut new = 0;
    for (bucket, coming) in buckets(digests) {
        let known = sqlx::query_scalar!(
            "select digests from validated_records where org_id = $1 and month = $2 and bucket = $3",
            org.0,
            month,
            i16::from(bucket),
        );
        let known = known.fetch_optional(tx.conn()).await?.unwrap_or_default();
        new += merge(&known, &coming).1;
    }
    Ok(new)
}

/// Digests by their first byte, in order and each once.
fn buckets(digests: &[[u8; DIGEST]]) -> BTreeMap<u8, Vec<[u8; DIGEST]>> {
    let mut buckets: BTreeMap<u8, Vec<[u8; DIGEST]>> = BTreeMap::new();
    for digest in digests {
        buckets.entry(digest[0]).or_default().push(*digest);
    }
    for coming in buckets.values_mut() {
        coming.sort_unstable();
        coming.dedup();
    }
    buckets
}

/// Both sorted lists as one, with how many were added to the first.
fn merge(known: &[u8], coming: &[[u8; DIGEST]]) -> (Vec<u8>, i64) {
    let (known, _) = known.as_chunks::<DIGEST>();
    let mut merged = Vec::with_capacity((known.len() + coming.len()) * DIGEST);
    let (mut known, mut added) = (known.iter().peekable(), 0);
    for digest in coming {
        while let Some(before) = known.next_if(|before| *before < digest) {
            merged.extend_from_slice(before);
        }
        if known.next_if_eq(&digest).is_none() {
            added += 1;
        }
        merged.extend_from_slice(digest);
    }
    known.for_each(|rest| merged.extend_from_slice(rest));
    (merged, added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_kept_once_and_what_comes_is_counted() {
        let digest = |n: u8| [n; DIGEST];
        let (first, added) = merge(&[], &[digest(2), digest(5)]);
        assert_eq!((first.len(), added), (32, 2));
        let (second, added) = merge(&first, &[digest(1), digest(2), digest(9)]);
        assert_eq!(added, 2);
        assert_eq!(second, [digest(1), digest(2), digest(5), digest(9)].concat());
        assert_eq!(merge(&second, &[digest(1), digest(9)]), (second.clone(), 0));
    }
}
