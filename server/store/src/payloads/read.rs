//! One payload out of its chunk.

use crate::{OrgTx, StoreError};
use chrono::NaiveDate;
use futures::TryStreamExt;
use std::collections::HashMap;
use uuid::Uuid;

/// No page of a channel unpacks to more: a guard against a damaged chunk.
const LARGEST_CHUNK: usize = 64 << 20;

/// Where a payload lies.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub day: NaiveDate,
    pub chunk: Uuid,
    /// Counts from zero.
    pub index: i32,
}

/// The payload as the channel sent it; `None` once its day has been dropped.
///
/// # Errors
/// [`StoreError::Corrupt`] for a chunk that does not unpack or has no such place.
pub async fn find(tx: &mut OrgTx, place: Place) -> Result<Option<Vec<u8>>, StoreError> {
    let org = tx.org();
    let chunk = sqlx::query!(
        "select data, ends from payload_chunks where org_id = $1 and day = $2 and id = $3",
        org.0,
        place.day,
        place.chunk,
    )
    .fetch_optional(tx.conn())
    .await?;
    chunk.map(|chunk| cut(&chunk.data, &chunk.ends, place.index)).transpose()
}

/// The same of many, asked for in one statement; each chunk is unpacked once, and one at a time is in memory. One answer
/// each, in their order.
///
/// # Errors
/// As [`find`].
pub async fn find_all(tx: &mut OrgTx, places: &[Place]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
    let mut wanted: HashMap<(NaiveDate, Uuid), Vec<usize>> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        wanted.entry((place.day, place.chunk)).or_default().push(at);
    }
    let (days, ids): (Vec<NaiveDate>, Vec<Uuid>) = wanted.keys().copied().unzip();
    let org = tx.org();
    let mut chunks = sqlx::query!(
        r#"select c.day as "day!", c.id as "id!", c.data as "data!", c.ends as "ends!"
           from unnest($2::date[], $3::uuid[]) as listed (day, id)
           cross join lateral (
               select * from payload_chunks p
               where p.org_id = $1 and p.day = listed.day and p.id = listed.id limit 1
           ) c"#,
        org.0,
        &days,
        &ids,
    )
    .fetch(tx.conn());
    let mut payloads = vec![None; places.len()];
    while let Some(chunk) = chunks.try_next().await? {
        let plain = plain(&chunk.data, &chunk.ends)?;
        for at in wanted.remove(&(chunk.day, chunk.id)).unwrap_or_default() {
            payloads[at] = Some(part(&plain, &chunk.ends, places[at].index)?);
        }
    }
    Ok(payloads)
}

/// The payload at `index` of a chunk: what lies between the end of the one before and its own.
fn cut(data: &[u8], ends: &[i32], index: i32) -> Result<Vec<u8>, StoreError> {
    part(&plain(data, ends)?, ends, index)
}

/// All payloads of a chunk, one after the other.
fn plain(data: &[u8], ends: &[i32]) -> Result<Vec<u8>, StoreError> {
    let size = ends.last().and_then(|end| usize::try_from(*end).ok());
    let size = size.filter(|size| *size <= LARGEST_CHUNK).ok_or_else(|| corrupt("absurd size"))?;
    zstd::bulk::decompress(data, size).map_err(|error| corrupt(&error.to_string()))
}

fn part(plain: &[u8], ends: &[i32], index: i32) -> Result<Vec<u8>, StoreError> {
    let at = usize::try_from(index).map_err(|_| corrupt("negative place"))?;
    let end_of = |at: usize| ends.get(at).and_then(|end| usize::try_from(*end).ok());
    let end = end_of(at).ok_or_else(|| corrupt("no such place"))?;
    let start = if at == 0 { 0 } else { end_of(at - 1).unwrap_or_default() };
    plain.get(start..end).map(<[u8]>::to_vec).ok_or_else(|| corrupt("ends out of order"))
}

fn corrupt(what: &str) -> StoreError {
    StoreError::Corrupt(format!("a payload of a chunk: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_cut_out_of_its_chunk() {
        let data = zstd::bulk::compress(b"{\"a\":1}{}[2]", 3).unwrap();
        let ends = [7, 9, 12];
        assert_eq!(cut(&data, &ends, 0).unwrap(), b"{\"a\":1}");
        assert_eq!(cut(&data, &ends, 1).unwrap(), b"{}");
        assert_eq!(cut(&data, &ends, 2).unwrap(), b"[2]");
    }

    #[test]
    fn a_damaged_chunk_is_an_error_and_no_panic() {
        let data = zstd::bulk::compress(b"{}", 3).unwrap();
        let cases: [(&[u8], &[i32], i32); 6] = [
            (&data, &[2], 1),
            (&data, &[2], -1),
            (b"junk", &[2], 0),
            (&data, &[], 0),
            (&data, &[9, 2], 1),
            (&data, &[i32::MAX], 0),
        ];
        for (data, ends, index) in cases {
            assert!(matches!(cut(data, ends, index), Err(StoreError::Corrupt(_))), "{ends:?} {index}");
        }
    }
}
