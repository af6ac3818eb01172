//! What a check is let count, looked at while it goes on: one that will certainly be refused need not come to its end.

use crate::{HubError, auth::OrgCx, permit::RunSync, usage};
use domain::Meter;
use serde_json::{Value, json};
use std::{fs::File, io, os::unix::fs::FileExt};
use store::validation;

use super::DIGEST;

/// Records that are looked at in memory: a plan that includes more is asked at the end alone.
const MOST: i64 = 1 << 20;
/// Records between two looks at least, where many are counted already or come twice.
const STEP: i64 = 10_000;

/// What a check is let count, by the figures by which its records are taken at its end. What goes beyond the plan and is paid for
/// ends none.
pub(super) struct Allowance {
    /// The digests of the records, as far as they are known.
    records: File,
    /// Records before which it cannot be passed.
    next: i64,
}

impl Allowance {
    pub(super) const fn of(records: File) -> Self {
        Self { records, next: 0 }
    }

    /// What is told of it once the first `rows` records are more than the plan includes, whatever follows.
    ///
    /// # Errors
    /// [`HubError`].
    pub(super) async fn passed(&mut self, cx: &OrgCx<RunSync>, rows: i64) -> Result<Option<Value>, HubError> {
        if rows < self.next {
            return Ok(None);
        }
        let mut tx = cx.begin().await?;
        let month = usage::month();
        // What others hold may come free until the end: it makes nothing certain.
        let most = store::usage::standing(&mut tx, Meter::Validations, month).await?.most();
        let Some(left) = most.filter(|left| *left < MOST) else {
            self.next = i64::MAX;
            return Ok(None);
        };
        if rows <= left {
            self.next = left + 1;
            return Ok(None);
        }
        let failed = |error: io::Error| HubError::Internal(format!("the scratch folder: {error}"));
        let known = self.first(rows.min(left + MOST)).map_err(failed)?;
        let (records, _) = known.as_chunks::<DIGEST>();
        let new = validation::new_records(&mut tx, month, records).await?;
        self.next = rows + (left - new + 1).max(STEP);
        Ok((new > left).then(|| json!({ "needed": new, "left": left, "stopped_at": rows })))
    }

    /// The digests of the first records, as far as they are written.
    fn first(&self, records: i64) -> io::Result<Vec<u8>> {
        let mut first = vec![0; usize::try_from(records).unwrap_or_default() * DIGEST];
        let mut read = 0;
        while read < first.len() {
            match self.records.read_at(&mut first[read..], read as u64)? {
                0 => break,
                more => read += more,
            }
        }
        first.truncate(read);
        Ok(first)
    }
}
