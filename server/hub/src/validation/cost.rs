//! What a check would count of what the plan includes, before it is started.

use super::packs;
use crate::{HubError, auth::OrgCx, permit::View, plans, usage};
use domain::{Meter, SheetId};
use store::validation;

/// What a check would count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckCost {
    /// At most so many products; none where nobody knows yet how many there are.
    pub most: Option<i64>,
    /// How many more the plan includes this month.
    pub left: i64,
}

impl CheckCost {
    /// Whether the plan includes nothing more of what may have to be counted.
    pub fn is_beyond_plan(self) -> bool {
        self.left == 0 && self.most != Some(0)
    }
}

/// How many products the plan lets be checked in a month; nothing where it has no limit.
///
/// # Errors
/// [`HubError`].
pub async fn included(cx: &OrgCx<View>) -> Result<Option<i64>, HubError> {
    let limits = store::plans::find(&mut cx.begin().await?, false).await?.effective.limits;
    Ok(limits.of(plans::quota_of(Meter::Validations)))
}

/// What a check of a sheet would count now: nothing where the same rows were counted this month under the same rules. None
/// where the plan has no limit, or nobody has said what the columns are.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault).
pub async fn check_cost(cx: &OrgCx<View>, id: SheetId) -> Result<Option<CheckCost>, HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let limits = store::plans::find(&mut tx, false).await?.effective.limits;
    let Some(limit) = limits.of(plans::quota_of(Meter::Validations)) else { return Ok(None) };
    let Some(mapping) = &sheet.mapping else { return Ok(None) };
    let month = usage::month();
    let left = (limit - store::usage::used(&mut tx, Meter::Validations, month).await?).max(0);
    let rules = packs::rules(&mut tx, &sheet.packs).await?;
    let last = validation::last_counted(&mut tx, id).await?;
    let most = last.and_then(|last| {
        // Of another file, or one that is read in another way, nobody knows the rows; what lies elsewhere may have changed.
        let file = sheet.file.as_ref().map(|file| file.id);
        let is_file = file.is_some() && last.file == file && last.format == sheet.format;
        let is_counted = last.rules_key == Some(rules.key().cast_signed())
            && last.mapping == *mapping
            && last.ended_on >= month;
        is_file.then_some(if is_counted { 0 } else { last.rows })
    });
    Ok(Some(CheckCost { most, left }))
}
