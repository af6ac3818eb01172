//! What a check would count of what the plan includes, before it is started.

use super::{packs, reading::Sample};
use crate::{HubError, auth::OrgCx, permit::View, plans, usage};
use domain::{Meter, SheetId, SheetKind, view::validation::SheetView};
use store::validation::{self, Counted};

/// What a check would count, by the figures by which it is let begin and by which its records are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckCost {
    /// At most so many products; none where nobody has read all of the rows yet.
    pub most: Option<i64>,
    /// About how many rows there are instead, in three digits; none where that is not known either.
    pub about: Option<i64>,
    /// How many more the plan includes this month, beside what checks that go on hold of it.
    pub left: i64,
    /// What goes beyond is checked all the same and paid for one by one. Else a check that goes beyond is stopped.
    pub pays_beyond: bool,
}

impl CheckCost {
    /// Whether nothing more is let be counted, and something may have to be.
    pub fn is_beyond_plan(self) -> bool {
        self.left == 0 && self.most != Some(0) && !self.pays_beyond
    }

    /// Whether the check may end without anything shown, as it goes beyond the plan.
    pub fn may_be_stopped(self) -> bool {
        self.may_go_beyond() && !self.pays_beyond
    }

    /// Whether some of it may go beyond the plan, as far as anybody knows: where there are more products, or about as many rows.
    pub fn may_go_beyond(self) -> bool {
        self.most.or(self.about).is_none_or(|count| count > self.left)
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
/// where the plan has no limit. Where nobody has said yet what the columns are, nothing was counted.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault).
pub async fn check_cost(cx: &OrgCx<View>, id: SheetId) -> Result<Option<CheckCost>, HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let month = usage::month();
    let stands = store::usage::standing(&mut tx, Meter::Validations, month).await?;
    let Some(left) = stands.left() else { return Ok(None) };
    let rules = packs::rules(&mut tx, &sheet.packs).await?;
    let last = validation::last_counted(&mut tx, id).await?;
    // Of another file, or one that is read in another way, nobody knows the rows; what lies elsewhere may have changed.
    let file = sheet.file.as_ref().map(|file| file.id);
    let same =
        last.as_ref().filter(|last| file.is_some() && last.file == file && last.format == sheet.format);
    let most = match same {
        Some(last) => {
            let is_counted = last.rules_key == Some(rules.key().cast_signed())
                && sheet.mapping.as_ref() == Some(&last.mapping)
                && last.ended_on >= month;
            Some(if is_counted { 0 } else { last.rows })
        }
        None => all_rows(&sheet),
    };
    let about = if most.is_none() { about_rows(&sheet, last.as_ref()) } else { None };
    Ok(Some(CheckCost { most, about, left, pays_beyond: stands.pays_beyond }))
}

/// How many rows the file of a sheet has, where they are so few that all were seen when it came.
fn all_rows(sheet: &SheetView) -> Option<i64> {
    Sample::of(&sheet.sample).all_rows().filter(|_| sheet.kind == SheetKind::File)
}

/// About how many rows a sheet has, in three digits: as its file tells, or as many as what lies elsewhere had at its last check.
fn about_rows(sheet: &SheetView, last: Option<&Counted>) -> Option<i64> {
    let about = match sheet.kind {
        SheetKind::File => Sample::of(&sheet.sample).about_rows,
        SheetKind::GoogleSheet | SheetKind::Catalogue => last.map(|last| last.rows),
    };
    about.map(in_three_digits)
}

/// Upwards, so that what is told to fit does.
fn in_three_digits(count: i64) -> i64 {
    let unit = 10_i64.pow(count.max(1).ilog10().saturating_sub(2));
    count.saturating_add(unit - 1) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_as_many_is_told_in_three_digits() {
        let told = [0, 7, 57, 104, 1_004, 1_960, 123_456].map(in_three_digits);
        assert_eq!(told, [0, 7, 57, 104, 1_010, 1_960, 124_000]);
    }

    #[test]
    fn what_is_paid_for_is_beyond_no_plan() {
        let cost = CheckCost { most: None, about: Some(90), left: 100, pays_beyond: false };
        assert!(!cost.may_go_beyond() && !cost.is_beyond_plan());
        assert!(CheckCost { about: None, ..cost }.may_go_beyond(), "nobody knows");
        let full = CheckCost { left: 0, ..cost };
        assert!(full.may_go_beyond() && full.is_beyond_plan());
        assert!(!CheckCost { pays_beyond: true, ..full }.is_beyond_plan());
        assert!(full.may_be_stopped() && !cost.may_be_stopped());
        assert!(!CheckCost { pays_beyond: true, ..full }.may_be_stopped());
        let counted = CheckCost { most: Some(0), about: None, ..full };
        assert!(!counted.may_go_beyond() && !counted.is_beyond_plan());
    }
}
