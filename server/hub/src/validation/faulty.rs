//! In which products a check found errors, by the pack whose rules they break.

use super::{conflict, packs::OWN, row_set::RowSet};
use crate::HubError;
use domain::{ValidationState, view::validation::RunView};
use std::collections::{BTreeMap, BTreeSet};
use store::{OrgTx, validation};

/// The pack of what no rule finds: cells that the steps of their column cannot read.
pub const READING: &str = "mapping";

/// Behind the code of a pack: its errors in fields of which no product of the catalogue gets anything.
pub(super) const BESIDE: &str = "~";
/// The same of checks from before products had brands, measures and images: whether a field of these is meant is not known.
const PERHAPS_BESIDE: &str = "+";

/// Products with errors, by pack.
#[derive(Debug, Default)]
pub(super) struct Faulty(BTreeMap<String, RowSet>);

impl Faulty {
    /// Of a check that is through.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn of(tx: &mut OrgTx, run: &RunView) -> Result<Self, HubError> {
        if run.error_rows.is_some() {
            let kept = validation::error_rows(tx, run.id).await?.into_iter();
            return Ok(Self(kept.map(|(pack, rows)| (pack, RowSet::of_bytes(rows))).collect()));
        }
        // Of a check from before these were kept, an error in any field counts.
        let mut found = Self::default();
        for (pack, row) in validation::error_findings(tx, run.id).await? {
            found.0.entry(pack).or_default().insert(row.unsigned_abs());
        }
        Ok(found)
    }

    /// Refuses to leave products with errors out where nobody knows which ones have any.
    ///
    /// # Errors
    /// [`Fault::Conflict`](domain::Fault) `check_not_over`, or `errors_unknown` of a check that kept only its first findings,
    /// and not which products have errors.
    pub fn must_be_known(run: &RunView) -> Result<(), HubError> {
        if run.state != ValidationState::Completed {
            return Err(conflict("check_not_over"));
        }
        match run.error_rows.is_none() && run.is_cut {
            true => Err(conflict("errors_unknown")),
            false => Ok(()),
        }
    }

    /// Those that matter to the catalogue: with an error in a field of which its products get something, or may get something.
    pub fn of_catalogue(&self) -> RowSet {
        self.of_packs(|pack| !pack.ends_with(BESIDE))
    }

    /// Those that matter to a marketplace: by its own rules, and by those that are no other marketplace's.
    pub fn of_marketplace(&self, marketplace: &str) -> RowSet {
        self.of_packs(|pack| {
            let beside = pack.strip_suffix(BESIDE).or_else(|| pack.strip_suffix(PERHAPS_BESIDE));
            let pack = beside.unwrap_or(pack);
            pack == marketplace || !is_of_marketplace(pack)
        })
    }

    fn of_packs(&self, wanted: impl Fn(&str) -> bool) -> RowSet {
        let mut rows = RowSet::default();
        self.0.iter().filter(|(pack, _)| wanted(pack)).for_each(|(_, of)| rows.add(of));
        rows
    }
}

/// The packs that do not matter to a marketplace: those of all others. None where it is no marketplace.
pub fn packs_of_others(marketplace: &str) -> Vec<String> {
    if !is_of_marketplace(marketplace) {
        return Vec::new();
    }
    let packs: BTreeSet<_> = validator::templates::all().iter().map(|of| &of.marketplace).collect();
    packs.into_iter().filter(|pack| *pack != marketplace).cloned().collect()
}

/// Whether a pack holds what one marketplace asks for, and not what all of them do.
fn is_of_marketplace(pack: &str) -> bool {
    pack != OWN
        && pack != READING
        && validator::templates::all().iter().any(|template| template.marketplace == pack)
}
