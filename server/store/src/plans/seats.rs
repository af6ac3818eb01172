//! Places that a plan includes: whoever adds a connection or a member has to hold one.

use crate::{OrgTx, StoreError, team::TeamTx};
use domain::{OrgId, Quota};
use sqlx::PgConnection;
use std::marker::PhantomData;

/// A free place, for the transaction in which it was found: nobody else takes it meanwhile. Nothing but this module makes one,
/// so what asks for it cannot be done without having looked.
#[derive(Debug)]
pub struct Seat<Of>(PhantomData<Of>);

/// What somebody or something new rests on.
#[derive(Debug)]
pub enum Place<Of> {
    New(Seat<Of>),
    /// It has its place already.
    Held,
}

/// Of [`Quota::Connections`].
#[derive(Debug)]
pub struct ConnectionSeat;
/// Of [`Quota::Members`].
#[derive(Debug)]
pub struct MemberSeat;

/// A place that is not free: how many the plan includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSeat {
    pub quota: Quota,
    pub limit: i64,
    pub taken: i64,
}

/// A place for one more connection. One that is disconnected, or stopped for want of a place, holds none; nor do those of the demo.
///
/// # Errors
/// [`StoreError`].
pub async fn connection_seat(tx: &mut OrgTx) -> Result<Result<Seat<ConnectionSeat>, NoSeat>, StoreError> {
    let org = tx.org();
    let limit = limit(tx.conn(), org, Quota::Connections).await?;
    let taken = sqlx::query_scalar!(
        r#"select count(*) as "taken!" from connections where org_id = $1 and status <> 'disconnected' and parked_at is null and not is_demo"#,
        org.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(free(Quota::Connections, limit, taken))
}

/// For a store of the demo, which takes none of the plan's places.
pub const fn demo_seat() -> Seat<ConnectionSeat> {
    Seat(PhantomData)
}

/// A place for one more person. Whoever is invited holds one.
///
/// # Errors
/// [`StoreError`].
pub async fn member_seat(tx: &mut TeamTx) -> Result<Result<Seat<MemberSeat>, NoSeat>, StoreError> {
    let org = tx.org();
    let limit = limit(tx.conn(), org, Quota::Members).await?;
    let taken = members(tx.conn(), org).await?;
    Ok(free(Quota::Members, limit, taken))
}

/// People and those who are invited.
pub(super) async fn members(conn: &mut PgConnection, org: OrgId) -> Result<i64, StoreError> {
    let taken = sqlx::query_scalar!(
        r#"select (select count(*) from memberships where org_id = $1)
               + (select count(*) from invitations
                  where org_id = $1 and accepted_at is null and revoked_at is null) as "taken!""#,
        org.0,
    );
    Ok(taken.fetch_one(conn).await?)
}

/// What the plan includes. Its row is locked, so that two who count the same free place count one after the other.
async fn limit(conn: &mut PgConnection, org: OrgId, quota: Quota) -> Result<Option<i64>, StoreError> {
    let row =
        sqlx::query!("select connections, members from org_plans where org_id = $1 for no key update", org.0)
            .fetch_one(conn)
            .await?;
    Ok(match quota {
        Quota::Connections => row.connections,
        Quota::Members => row.members,
        Quota::Validations | Quota::Orders | Quota::HistoryDays => None,
    })
}

fn free<Of>(quota: Quota, limit: Option<i64>, taken: i64) -> Result<Seat<Of>, NoSeat> {
    match limit {
        Some(limit) if taken >= limit => Err(NoSeat { quota, limit, taken }),
        _ => Ok(Seat(PhantomData)),
    }
}
