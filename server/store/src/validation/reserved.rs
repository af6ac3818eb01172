//! What of a plan a check rests on: whoever notes one has to hold it.

use crate::{OrgTx, StoreError, usage};
use chrono::NaiveDate;
use domain::{Meter, SheetId, view::validation::SheetView};

/// The right to check a sheet, for the transaction in which it was given: a record of the month is held for it, or what the
/// sheet holds was counted already. Nothing but this module makes one, and noting a check takes it, so none begins without the
/// plan having been asked.
#[derive(Debug)]
pub struct Reserved {
    sheet: SheetId,
    /// The month of which a record is held.
    month: Option<NaiveDate>,
}

impl Reserved {
    pub(super) const fn sheet(&self) -> SheetId {
        self.sheet
    }

    pub(super) const fn month(&self) -> Option<NaiveDate> {
        self.month
    }
}

/// Holds a record of a month for a check of the sheet. Where the plan includes none any more, a sheet that was counted in the
/// month may be checked all the same, since that costs nothing more. `None` where neither is so.
///
/// # Errors
/// [`StoreError`].
pub async fn reserve(
    tx: &mut OrgTx,
    sheet: &SheetView,
    month: NaiveDate,
) -> Result<Option<Reserved>, StoreError> {
    let held = usage::reserve(tx, Meter::Validations, month).await?.then_some(month);
    let may = held.is_some() || was_counted(tx, sheet, month).await?;
    Ok(may.then_some(Reserved { sheet: sheet.id, month: held }))
}

/// Whether the sheet as it is was checked to its end in a month, so that most of it was counted.
async fn was_counted(tx: &mut OrgTx, sheet: &SheetView, month: NaiveDate) -> Result<bool, StoreError> {
    let org = tx.org();
    let was = sqlx::query_scalar!(
        r#"select exists (
               select from validation_runs
               where org_id = $1 and sheet_id = $2 and state = 'completed' and ended_at >= $3::date
                 and file_id is not distinct from $4
           ) as "was!""#,
        org.0,
        sheet.id.0,
        month,
        sheet.file.as_ref().map(|file| file.id.0),
    );
    Ok(was.fetch_one(tx.conn()).await?)
}
