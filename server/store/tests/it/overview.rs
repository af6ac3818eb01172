use crate::world::{Sale, World};
use chrono_tz::America::Sao_Paulo;
use domain::{
    ConnectionStatus, SyncState,
    view::{
        day::start_of_day,
        orders::{OrderFilter, SelectionTotals},
        overview::{Attention, OverviewSpan},
    },
};
use hub::{orders, overview, permit::View};
use uuid::Uuid;

#[tokio::test]
async fn a_sale_counts_on_the_day_of_the_companys_zone() {
    let mut world = World::new().await;
    // 23:30 of 22 November in São Paulo.
    world
        .sale(Sale { number: 1, placed_at: "2026-11-23T02:30:00Z", total_minor: 700, ..Sale::default() })
        .await;
    world
        .sale(Sale {
            number: 2,
            placed_at: "2026-11-23T03:00:00Z",
            total_minor: 500,
            refunded_minor: 100,
            payment: "partially_refunded",
            ..Sale::default()
        })
        .await;
    world
        .sale(Sale {
            number: 3,
            placed_at: "2026-11-23T12:00:00Z",
            total_minor: 900,
            payment: "pending",
            shop: 1,
            ..Sale::default()
        })
        .await;
    world.sale(Sale { number: 4, placed_at: "2026-11-23T12:00:00Z", is_test: true, ..Sale::default() }).await;
    world
        .sale(Sale {
            number: 5,
            placed_at: "2026-11-01T12:00:00Z",
            currency: "USD",
            total_minor: 250,
            ..Sale::default()
        })
        .await;
    world.sale(Sale { number: 6, placed_at: "2026-10-24T12:00:00Z", ..Sale::default() }).await;
    let now = "2026-11-23T15:00:00Z".parse().unwrap();
    let find = async |world: &World, span| overview::find(&world.cx::<View>(), span, now).await.unwrap();
    let found = find(&world, OverviewSpan::Month).await;
    assert_eq!(found.today.to_string(), "2026-11-23");
    assert_eq!((found.points.len(), found.days.first.to_string()), (30, "2026-10-25".to_owned()));
    let day = found.points.last().unwrap().now;
    assert_eq!((day.sales, day.paid, day.revenue_minor), (2, 1, 400));
    let period = found.total;
    assert_eq!((period.sales, period.paid, period.revenue_minor, period.awaited_minor), (4, 3, 1100, 900));
    assert_eq!((found.before.sales, found.other_currencies.len()), (1, 1));
    let looks_back = |found: &domain::view::overview::Overview| found.days.can_look_back(found.first_sale);
    assert_eq!(found.first_sale.unwrap().to_string(), "2026-10-24");
    assert!(!looks_back(&found), "of most of the period before nothing is here");
    assert!(looks_back(&find(&world, OverviewSpan::Week).await));
    let sold = |found: &domain::view::overview::Overview| -> Vec<(String, i64)> {
        let sold = found.channels.iter().filter(|channel| channel.now.sales > 0);
        sold.map(|channel| (channel.channel.name.clone(), channel.now.sales)).collect()
    };
    let named = |counts: [(&str, i64); 2]| counts.map(|(name, count)| (name.to_owned(), count));
    assert_eq!(sold(&found), named([("Loja Centro", 3), ("Loja Norte", 1)]));
    let of_today = find(&world, OverviewSpan::Today).await;
    assert_eq!(sold(&of_today), named([("Loja Centro", 1), ("Loja Norte", 1)]));
    // Yesterday's came after noon in São Paulo, where it is noon now.
    assert_eq!((of_today.before.sales, of_today.points[23].before.sales), (0, 1));

    // What the overview counts is what the list behind its link holds.
    let from =
        |day| OrderFilter { placed_from: Some(start_of_day(day, Sao_Paulo)), ..OrderFilter::default() };
    for (day, sum) in [(found.today, of_today.total), (found.days.first, period)] {
        let totals = orders::totals(&world.cx::<View>(), &from(day)).await.unwrap();
        let SelectionTotals::Exact { count, .. } = totals else { panic!("{totals:?}") };
        assert_eq!(sum.sales + sum.tests, count);
    }
}

#[tokio::test]
async fn what_waits_for_a_hand_is_named() {
    let mut world = World::new().await;
    let (org, shops) = (world.org().0, world.shops);
    let order = world.sale(Sale::default()).await;
    world.line(order, 1, Some("NEW-1"), "Novo").await;
    sqlx::query("update connections set status = 'needs_reauth', problem = 'auth', problem_since = now() where id = $1")
        .bind(shops[0].0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let (good, bad) = (Uuid::now_v7(), Uuid::now_v7());
    for (id, state, failed, at) in
        [(good, "completed", 0, "2026-11-20T10:00:00Z"), (bad, "partial", 2, "2026-11-20T11:00:00Z")]
    {
        sqlx::query(
            "insert into sync_runs (org_id, id, connection_id, kind, state, failed, created_at, finished_at)
             values ($1, $2, $3, 'incremental', $4, $5, $6::timestamptz, $6::timestamptz)",
        )
        .bind(org)
        .bind(id)
        .bind(shops[1].0)
        .bind(state)
        .bind(i64::from(failed))
        .bind(at.parse::<chrono::DateTime<chrono::Utc>>().unwrap())
        .execute(&mut world.sql)
        .await
        .unwrap();
    }
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
         select $1, $2, 'order', n::text, 'failed', 'unreadable', decode(repeat('00', 16), 'hex'), '2026-11-20', $3, 0, $3, $3 from generate_series(1, 150) n",
    )
    .bind(org)
    .bind(shops[1].0)
    .bind(bad)
    .execute(&mut world.sql)
    .await
    .unwrap();
    let found =
        overview::find(&world.cx::<View>(), OverviewSpan::Month, "2026-11-23T15:00:00Z".parse().unwrap())
            .await
            .unwrap();
    let [centro, norte] = &found.connections[..] else { panic!("{:?}", found.connections) };
    assert_eq!(centro.channel.status, ConnectionStatus::NeedsReauth);
    assert!(centro.needs_hand() && centro.bad_run.is_none());
    let run = norte.bad_run.unwrap();
    assert_eq!((run.run.0, run.state, run.failed), (bad, SyncState::Partial, 2));
    assert_eq!(
        found.attention,
        Attention { unknown_skus: 1, failed_records: Attention::CAP, open_alerts: 0, plan: None }
    );
}

#[tokio::test]
async fn a_good_run_after_a_bad_one_is_no_trouble() {
    let mut world = World::new().await;
    for (state, at) in [("failed", "2026-11-20T10:00:00Z"), ("completed", "2026-11-20T11:00:00Z")] {
        sqlx::query("insert into sync_runs (org_id, id, connection_id, kind, state, created_at) values ($1, $2, $3, 'full', $4, $5)")
            .bind(world.org().0)
            .bind(Uuid::now_v7())
            .bind(world.shops[0].0)
            .bind(state)
            .bind(at.parse::<chrono::DateTime<chrono::Utc>>().unwrap())
            .execute(&mut world.sql)
            .await
            .unwrap();
    }
    let found =
        overview::find(&world.cx::<View>(), OverviewSpan::Month, "2026-11-23T15:00:00Z".parse().unwrap())
            .await
            .unwrap();
    assert!(found.connections.iter().all(|health| health.bad_run.is_none()));
}
