//! What people ask the shops to do meanwhile: parcels are told, each once, however often it is pressed and
//! whoever dies over it.

use super::{Store, ledger::Ledger};
use crate::{company::Company, report::note, stand::Stand};
use domain::OrderId;
use hub::{
    actions::{self, ShipForm, Standing},
    permit::FulfilOrders,
};
use rand::{Rng, rngs::StdRng};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// How long somebody waits for the page of an order.
const PATIENCE: Duration = Duration::from_secs(2);

/// Somebody ships one of the newest sales of a store, and presses twice. Where the database or the shop does not
/// answer nothing is asked for.
pub async fn ship_something(
    stand: &Stand,
    company: &Company,
    store: &Store,
    random: &mut StdRng,
) -> anyhow::Result<()> {
    let skipped = random.random_range(0..20);
    let mut owner = stand.owner().await?;
    let order: Option<Uuid> = sqlx::query_scalar(
        "select id from orders o
         where connection_id = $1 and status = 'open' and payment_status = 'paid' and fulfilment_status = 'unfulfilled'
           and not exists (select from order_actions a where a.org_id = o.org_id and a.order_id = o.id)
         order by placed_at desc, id desc offset $2 limit 1",
    )
    .bind(store.connection.0)
    .bind(skipped)
    .fetch_optional(&mut owner)
    .await?;
    let Some(order) = order.map(OrderId) else { return Ok(()) };
    let cx = company.may::<FulfilOrders>()?;
    let Some(Ok(shipping)) = timeout(PATIENCE, actions::options(&cx, order)).await??.shipping else {
        return Ok(());
    };
    let open = shipping.parcels.iter().find(|parcel| matches!(parcel.standing, Standing::Open(_)));
    let Some(parcel) = open else { return Ok(()) };
    let form = ShipForm {
        press: Uuid::now_v7(),
        parcel: parcel.key.clone(),
        carrier: "Correios".to_owned(),
        tracking: format!("AA{}BR", random.random_range(100_000_000..999_999_999)),
        ..ShipForm::default()
    };
    let (first, second) = tokio::join!(actions::ship(&cx, order, &form), actions::ship(&cx, order, &form));
    first.and(second)?;
    Ok(())
}

/// What was begun is left alone for a minute; here the minute has passed.
pub async fn let_a_minute_pass(stand: &Stand) -> anyhow::Result<()> {
    let passed = "update order_actions set begun_at = begun_at - interval '1 minute' where state in ('asked', 'sending', 'sent');
        update jobs set run_at = least(run_at, now()) where state = 'waiting' and kind = 'send_action'";
    sqlx::raw_sql(passed).execute(&mut stand.owner().await?).await?;
    Ok(())
}

/// Compares what was asked for with what the shop was told.
pub async fn compare(stand: &Stand, store: &Store, ledger: &mut Ledger) -> anyhow::Result<()> {
    let asked: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "select o.external_id, count(*), count(*) filter (where a.state = 'confirmed'), count(*) filter (where a.state = 'unknown')
         from order_actions a join orders o on o.org_id = a.org_id and o.id = a.order_id
         where a.connection_id = $1 group by 1",
    )
    .bind(store.connection.0)
    .fetch_all(&mut stand.owner().await?)
    .await?;
    let shop = &store.simulated.shop;
    let (mut all, mut told) = (0, 0);
    for order in shop.recent(usize::MAX).into_iter().filter_map(|order| shop.order(order.id)) {
        let key = shop.order_key(order.id);
        let shipments = i64::try_from(order.shipments.len())?;
        let (asked, confirmed, unknown) = asked
            .iter()
            .find(|(of, ..)| *of == key)
            .map_or((0, 0, 0), |(_, asked, confirmed, unknown)| (*asked, *confirmed, *unknown));
        if shipments > asked || confirmed > shipments || unknown > 0 {
            note(&format!(
                "order {key}: {asked} parcels asked for, {confirmed} confirmed, {unknown} unknown, {shipments} told"
            ));
        }
        ledger.doubled += (shipments - asked).max(0);
        ledger.lost += (confirmed - shipments).max(0);
        ledger.stuck += unknown;
        (all, told) = (all + asked, told + shipments);
    }
    ledger.told += told;
    note(&format!("{all} parcels were asked for, {told} told"));
    Ok(())
}
