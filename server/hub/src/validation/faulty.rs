//! In which products a check found errors, by the pack whose rules they break.

use super::{packs::OWN, row_set::RowSet};
use crate::HubError;
use domain::ValidationRunId;
use std::collections::BTreeMap;
use store::{OrgTx, validation};

/// The pack of what no rule finds: cells that the steps of their column cannot read.
pub const READING: &str = "mapping";

/// Products with errors, by pack.
#[derive(Debug, Default)]
pub(super) struct Faulty(BTreeMap<String, RowSet>);

impl Faulty {
    /// Of a check that is through.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn of(tx: &mut OrgTx, run: ValidationRunId) -> Result<Self, HubError> {
        let kept = validation::error_rows(tx, run).await?;
        if !kept.is_empty() {
            let kept = kept.into_iter().map(|(pack, rows)| (pack, RowSet::of_bytes(rows)));
            return Ok(Self(kept.collect()));
        }
        // A check from before these were kept.
        let mut found = Self::default();
        for (pack, row) in validation::error_findings(tx, run).await? {
            found.0.entry(pack).or_default().insert(row.unsigned_abs());
        }
        Ok(found)
    }

    /// All of them.
    pub fn all(&self) -> RowSet {
        self.of_packs(|_| true)
    }

    /// Those that matter to a marketplace: by its own rules, and by those that are no other marketplace's.
    pub fn of_marketplace(&self, marketplace: &str) -> RowSet {
        self.of_packs(|pack| pack == marketplace || !is_of_marketplace(pack))
    }

    fn of_packs(&self, wanted: impl Fn(&str) -> bool) -> RowSet {
        let mut rows = RowSet::default();
        self.0.iter().filter(|(pack, _)| wanted(pack)).for_each(|(_, of)| rows.add(of));
        rows
    }
}

/// Whether a pack holds what one marketplace asks for, and not what all of them do.
pub(super) fn is_of_marketplace(pack: &str) -> bool {
    pack != OWN
        && pack != READING
        && validator::templates::all().iter().any(|template| template.marketplace == pack)
}
