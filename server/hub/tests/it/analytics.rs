//! What is added up is what a full count gives, at any time, whatever writes.

use crate::{
    import::{line, order, running_for, write_for},
    world::World,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Currency, FieldProblem, FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, Role,
    view::{
        analytics::{Days, ProductRank, SalesSum},
        catalog::ProductKey,
        day::start_of_day,
        orders::{FulfilmentFilter, OrderFilter, SelectionTotals},
        overview::OverviewSpan,
        saved_views::{SavedView, ViewArea},
    },
};
use hub::{
    HubError, analytics,
    catalog::{self, ProductInput},
    permit::{EditCatalog, View},
    saved_views,
    syncs::What,
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use sandbox::{NewOrder, OrderChange, Platform};
use sqlx::{Connection, PgConnection};
use std::{collections::BTreeMap, time::Duration};
use store::{
    analytics::Sold,
    import::{Address, Buyer, Content, Entry, SourceItem, Turn},
};
use testkit::member;

/// How long a test waits for what is read from the sales.
const PATIENCE: Duration = Duration::from_secs(60);

/// An order as a channel may show it, of a few that come again and again.
#[derive(Debug, Clone)]
struct Shown {
    id: u8,
    /// Minutes before now.
    age: i64,
    status: usize,
    payment: usize,
    total: i64,
    refunded: i64,
    charges: i64,
    /// Whether the channel tells them.
    tells: bool,
    is_test: bool,
    is_foreign: bool,
    lines: Vec<(u8, i64)>,
}

fn shown() -> impl Strategy<Value = Shown> {
    let money = (0..50_000_i64, 0..9_000_i64, 0..3_000_i64);
    let flags = (prop::bool::weighted(0.1), prop::bool::weighted(0.2), prop::bool::weighted(0.7));
    let lines = prop::collection::vec((0..5_u8, 1..4_i64), 0..4);
    let states = (0..OrderStatus::ALL.len(), 0..PaymentStatus::ALL.len());
    // Most of the last days, and some in each of the last weeks.
    let age = prop_oneof![0..4 * 24 * 60_i64, 0..30 * 24 * 60_i64];
    (0..40_u8, age, states, money, flags, lines).prop_map(
        |(id, age, (status, payment), (total, refunded, charges), (is_test, is_foreign, tells), lines)| {
            Shown { id, age, status, payment, total, refunded, charges, tells, is_test, is_foreign, lines }
        },
    )
}

fn item(shown: &Shown, now: DateTime<Utc>) -> SourceItem {
    let mut item = order(&format!("o{}", shown.id), Buyer::default());
    let Content::Order(content) = &mut item.content else { panic!("{item:?}") };
    content.placed_at = now - TimeDelta::minutes(shown.age);
    content.status = OrderStatus::ALL[shown.status];
    content.payment_status = PaymentStatus::ALL[shown.payment];
    content.fulfilment_status = FulfilmentStatus::Unfulfilled;
    (content.total_minor, content.refunded_minor) = (shown.total, shown.refunded);
    content.is_test = shown.is_test;
    content.currency = if shown.is_foreign { "USD" } else { "BRL" }.into();
    let entry = |kind, amount_minor| Entry { kind, amount_minor, label: None };
    let besides = [
        entry(LedgerKind::Fee, 15),
        entry(LedgerKind::FreightSeller, 30),
        entry(LedgerKind::DiscountChannel, 20),
        entry(LedgerKind::FreightBuyer, 700),
    ];
    let commission = shown.tells.then(|| entry(LedgerKind::Commission, shown.charges));
    content.ledger = commission.into_iter().chain(besides).collect();
    content.lines = shown
        .lines
        .iter()
        .enumerate()
        .map(|(place, (sku, quantity))| {
            let mut line = line(&format!("sku-{sku}"));
            line.external_id = place.to_string();
            line.quantity = (*quantity).into();
            line.total_minor = 500 * quantity;
            line
        })
        .collect();
    item
}

/// A count of all sales, by other words than those that add them up.
const FULL: &str = "
    select date_trunc('hour', placed_at, 'UTC') as hour, connection_id, currency,
        count(*) filter (where not is_test) as sales, count(*) filter (where is_test) as tests,
        count(*) filter (where not is_test and payment_status in ('paid', 'partially_refunded')) as paid,
        count(*) filter (where not is_test and status = 'cancelled') as cancelled,
        coalesce(sum(total_minor - refunded_minor) filter (
            where not is_test and payment_status in ('paid', 'partially_refunded')), 0) as revenue,
        coalesce(sum(total_minor) filter (
            where not is_test and payment_status in ('paid', 'partially_refunded', 'refunded')), 0) as received,
        coalesce(sum(total_minor) filter (
            where not is_test and payment_status in ('pending', 'authorized', 'partially_paid')
              and status in ('open', 'completed', 'unknown')), 0) as awaited,
        coalesce(sum((select coalesce(sum(case when kind in ('commission', 'fee', 'freight_seller') then amount_minor
                          when kind = 'discount_channel' then -amount_minor else 0 end), 0)
                      from order_ledger l where l.org_id = o.org_id and l.order_id = o.id)) filter (
            where not is_test and payment_status in ('paid', 'partially_refunded')), 0) as charges,
        count(*) filter (where not is_test and payment_status in ('paid', 'partially_refunded') and (OWN_SHOP or exists (
            select from order_ledger l where l.org_id = o.org_id and l.order_id = o.id and l.kind = 'commission'))) as told,
        coalesce(sum((select coalesce(sum(amount_minor) filter (where kind in ('commission', 'fee')), 0)
                      from order_ledger l where l.org_id = o.org_id and l.order_id = o.id)) filter (
            where not is_test and payment_status in ('paid', 'partially_refunded')), 0) as fees
    from orders o group by 1, 2, 3";

/// The same of what is added up.
const ROLLED: &str = "
    select hour, connection_id, currency, sales, tests, paid, cancelled, revenue_minor::numeric, received_minor::numeric,
        awaited_minor::numeric, charges_minor::numeric, told, fees_minor::numeric
    from sales_hours where (sales, tests) <> (0, 0)";

async fn assert_rolled_up(sql: &mut PgConnection, is_own_shop: bool) {
    let full = FULL.replace("OWN_SHOP", if is_own_shop { "true" } else { "false" });
    let differing = format!(
        "select count(*) from ((({full}) except ({ROLLED})) union all (({ROLLED}) except ({full}))) as differing"
    );
    let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(differing)).fetch_one(sql).await.unwrap();
    assert_eq!(count, 0, "hours differ from a full count");
}

/// What was sold of products on days of a zone, in ten-thousandths of a piece and minor units: a full count. In any currency where none is
/// given.
async fn count_products(
    sql: &mut PgConnection,
    zone: Tz,
    days: Days,
    currency: Option<Currency>,
) -> Vec<(uuid::Uuid, i64, i64)> {
    let rows = sqlx::query_as(
        "select l.product_id, (sum(l.quantity) * 10000)::bigint, sum(l.total_minor)::bigint
         from orders o join order_lines l on l.org_id = o.org_id and l.order_id = o.id
         where l.product_id is not null and ($4::text is null or o.currency = $4) and not o.is_test
           and o.payment_status in ('paid', 'partially_refunded')
           and (o.placed_at at time zone $1)::date between $2 and $3
         group by 1 order by 1",
    )
    .bind(zone.name())
    .bind(days.first)
    .bind(days.last)
    .bind(currency.map(|currency| currency.code().to_owned()));
    rows.fetch_all(sql).await.unwrap()
}

/// What is told of products in a zone, held to a full count of its days.
async fn assert_products(world: &World, sql: &mut PgConnection, zone: Tz, is_home: bool, now: DateTime<Utc>) {
    let day = |age| (now - TimeDelta::days(age)).with_timezone(&zone).date_naive();
    // A day is cut off at both ends, and in the zone of the company periods begin on each day of a week.
    let begins = if is_home { vec![3, 14, 15, 16, 17, 18, 19, 20] } else { vec![3] };
    for begin in begins {
        let days = Days::new(day(begin), day(1));
        let sold = Sold { days, zone, is_home, currency: Currency::BRL };
        let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
        let told = store::analytics::best(&mut tx, sold, ProductRank::Revenue, (100, PATIENCE)).await;
        let mut told: Vec<_> = told
            .unwrap()
            .unwrap()
            .into_iter()
            .map(|one| (one.product.0, one.quantity_e4, one.revenue_minor))
            .collect();
        told.sort_unstable();
        let full = count_products(sql, zone, days, Some(Currency::BRL)).await;
        assert_eq!(told, full, "products by days of {zone} from {}", days.first);
    }
}

/// The best products of some days, and how long the stock of nine that each has lasts, held to a full count.
async fn assert_best_and_last(world: &World, sql: &mut PgConnection, zone: Tz, now: DateTime<Utc>) {
    let today = now.with_timezone(&zone).date_naive();
    let back = |days| today - TimeDelta::days(days);
    for begin in [0, 6, 15, 29] {
        let days = Days::new(back(begin), today);
        let sold = Sold { days, zone, is_home: true, currency: Currency::BRL };
        let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
        let told = store::analytics::best_and_last(&mut tx, sold, today, (1_000_000, 100)).await.unwrap();
        let mut best: Vec<_> =
            told.best.iter().map(|one| (one.product.0, one.quantity_e4, one.revenue_minor)).collect();
        best.sort_unstable();
        let full = count_products(sql, zone, days, Some(Currency::BRL)).await;
        assert_eq!(best, full, "best from {}", days.first);
        let mut last: Vec<_> = told.last.iter().map(|one| (one.product.0, one.days)).collect();
        last.sort_unstable();
        let pace = count_products(sql, zone, Days::new(back(28), back(1)), None).await;
        let full: Vec<_> =
            pace.into_iter().map(|(product, pieces, _)| (product, 9 * 28 * 10_000 / pieces)).collect();
        assert_eq!(last, full, "days that stocks last");
    }
}

/// Sales between bounds that divide hours, held to a full count.
async fn assert_spans(world: &World, sql: &mut PgConnection, now: DateTime<Utc>) {
    let bounds: Vec<_> = [5_000, 3_217, 1_440, 61, 59, 0].map(|age| now - TimeDelta::minutes(age)).into();
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let told = store::analytics::sales(&mut tx, &bounds).await.unwrap();
    for span in 0..bounds.len() - 1 {
        let (sales, total): (i64, i64) = sqlx::query_as(
            "select count(*), coalesce(sum(total_minor - refunded_minor) filter (where payment_status in ('paid', 'partially_refunded')), 0)::bigint
             from orders where not is_test and placed_at >= $1 and placed_at < $2",
        )
        .bind(bounds[span])
        .bind(bounds[span + 1])
        .fetch_one(&mut *sql)
        .await
        .unwrap();
        let of_span = told.iter().filter(|bucket| bucket.span == span);
        let found = of_span.fold((0, 0), |(sales, total), bucket| {
            (sales + bucket.sum.sales, total + bucket.sum.revenue_minor)
        });
        assert_eq!(found, (sales, total), "span {span}");
    }
}

/// Sales by hour of the day in two spans of a zone, held to a full count.
async fn assert_hours(world: &World, sql: &mut PgConnection, zone: Tz, now: DateTime<Utc>) {
    let begin = |days| start_of_day((now - TimeDelta::days(days)).with_timezone(&zone).date_naive(), zone);
    let bounds = [3, 1, -1].map(begin);
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let told = store::analytics::hours(&mut tx, &bounds, zone, PATIENCE).await.unwrap().unwrap();
    let mut found = BTreeMap::new();
    for one in told {
        let sums: &mut (i64, i64) = found.entry((one.span, one.hour)).or_default();
        *sums = (sums.0 + one.sum.sales, sums.1 + one.sum.revenue_minor);
    }
    found.retain(|_, sums| *sums != (0, 0));
    let rows: Vec<(bool, i32, i64, i64)> = sqlx::query_as(
        "select placed_at >= $2, extract(hour from placed_at at time zone $4)::int, count(*),
            coalesce(sum(total_minor - refunded_minor) filter (where payment_status in ('paid', 'partially_refunded')), 0)::bigint
         from orders where not is_test and placed_at >= $1 and placed_at < $3 group by 1, 2",
    )
    .bind(bounds[0])
    .bind(bounds[1])
    .bind(bounds[2])
    .bind(zone.name())
    .fetch_all(sql)
    .await
    .unwrap();
    let full: BTreeMap<_, _> = rows
        .into_iter()
        .map(|(is_later, hour, sales, revenue)| {
            ((usize::from(is_later), u32::try_from(hour).unwrap()), (sales, revenue))
        })
        .collect();
    assert_eq!(found, full, "hours of {zone}");
}

/// Another connection of the company, of which nothing is asked.
async fn second_connection(world: &World, sql: &mut PgConnection) -> ConnectionId {
    let id = ConnectionId::new();
    sqlx::query(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
         values ($1, $2, 'woocommerce', 'Outra loja', 'key_pair', '{}', 'connected', 'outra')",
    )
    .bind(world.owner.org().0)
    .bind(id.0)
    .execute(sql)
    .await
    .unwrap();
    id
}

async fn product(world: &World, sku: &str) -> domain::ProductId {
    let input = ProductInput {
        sku: sku.into(),
        name: sku.into(),
        cost: "2,00".into(),
        stock: "9".into(),
        active: true,
        ..ProductInput::default()
    };
    catalog::create(&world.owner.cx::<EditCatalog>(), &input).await.unwrap().0
}

#[tokio::test]
async fn sums_are_a_full_count_after_any_changes_side_by_side() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let mut sql = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    let shops = [world.connection, second_connection(&world, &mut sql).await];
    let runs = [running_for(&world, shops[0]).await, running_for(&world, shops[1]).await];
    for sku in 0..3 {
        product(&world, &format!("sku-{sku}")).await;
    }
    let mut zone = Tz::America__Sao_Paulo;
    let mut runner = TestRunner::deterministic();
    for round in 0..8 {
        let now = Utc::now();
        let mut batch = || {
            let drawn = prop::collection::vec(shown(), 1..30).new_tree(&mut runner).unwrap().current();
            drawn.iter().map(|shown| item(shown, now)).collect::<Vec<_>>()
        };
        let [one, other] = [batch(), batch()];
        let write = |place: usize, items| {
            let (world, (run, job)) = (&world, &runs[place]);
            async move { write_for(world, shops[place], (*run, job), items, Turn::now()).await.unwrap() }
        };
        let (.., added) =
            tokio::join!(write(0, &one[..]), write(1, &other[..]), analytics::add_up(&world.hub));
        added.unwrap();
        match round {
            2 => {
                let later = product(&world, "later").await;
                let key = ProductKey::of_sku("sku-3").unwrap();
                catalog::link(&world.owner.cx::<EditCatalog>(), &key, later).await.unwrap();
            }
            4 => {
                for statement in [
                    "delete from source_records r using orders o where o.id = r.order_id and o.number % 3 = 0",
                    "delete from orders where number % 3 = 0",
                ] {
                    sqlx::query(statement).execute(&mut sql).await.unwrap();
                }
            }
            5 => {
                zone = Tz::Asia__Kolkata;
                sqlx::query("update organisations set time_zone = $1")
                    .bind(zone.name())
                    .execute(&mut sql)
                    .await
                    .unwrap();
            }
            _ => {}
        }
        assert_rolled_up(&mut sql, false).await;
        assert_spans(&world, &mut sql, now).await;
        for other in [zone, Tz::America__Noronha, Tz::Asia__Kathmandu, Tz::America__St_Johns] {
            assert_products(&world, &mut sql, other, other == zone, now).await;
            assert_hours(&world, &mut sql, other, now).await;
        }
        assert_best_and_last(&world, &mut sql, zone, now).await;
        if round % 2 == 1 {
            analytics::add_up(&world.hub).await.unwrap();
            assert_eq!(world.count("product_marks").await, 0);
            assert_products(&world, &mut sql, zone, true, now).await;
            assert_best_and_last(&world, &mut sql, zone, now).await;
        }
    }
    assert!(world.count("orders").await > 20 && world.count("product_days").await > 2);
    assert!(world.count("product_weeks").await > 2);
}

#[tokio::test]
async fn a_week_is_read_as_one_while_none_of_its_days_is_marked_or_told_apart() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let mut sql = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    let (run, job) = running_for(&world, world.connection).await;
    product(&world, "sku-0").await;
    // One piece at noon of each day of four weeks, the first of which is a Monday.
    let noon: DateTime<Utc> = "2026-06-01T15:00:00Z".parse().unwrap();
    let sale = |id: String, day: i64| {
        let mut item = order(&id, Buyer::default());
        let Content::Order(content) = &mut item.content else { panic!("{item:?}") };
        content.placed_at = noon + TimeDelta::days(day - 1);
        content.lines = vec![line("sku-0")];
        item
    };
    let items: Vec<_> = (1..=28).map(|day| sale(format!("d{day}"), day)).collect();
    write_for(&world, world.connection, (run, &job), &items, Turn::now()).await.unwrap();
    analytics::add_up(&world.hub).await.unwrap();
    assert_eq!(world.count("product_weeks").await, 4);
    // From here on a week that is read as one tells of a hundred pieces, where its days tell of seven.
    let wrong = "update product_weeks set quantities = array[1000000::bigint]";
    sqlx::query(wrong).execute(&mut sql).await.unwrap();
    let day = |day| NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
    let sold = |first, last| Sold {
        days: Days::new(day(first), day(last)),
        zone: Tz::America__Sao_Paulo,
        is_home: true,
        currency: Currency::BRL,
    };
    let pieces = async |sold: Sold| -> i64 {
        let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
        let told = store::analytics::best(&mut tx, sold, ProductRank::Revenue, (1, PATIENCE)).await.unwrap();
        told.unwrap().iter().map(|one| one.quantity_e4 / 10_000).sum()
    };
    assert_eq!(pieces(sold(1, 28)).await, 4 * 100);
    assert_eq!(pieces(sold(3, 28)).await, 5 + 3 * 100, "begins on a Wednesday");
    assert_eq!(pieces(sold(3, 20)).await, 5 + 100 + 6, "and ends on a Saturday");
    assert_eq!(pieces(sold(16, 21)).await, 6);
    let elsewhere = Sold { zone: Tz::America__Noronha, is_home: false, ..sold(1, 28) };
    assert_eq!(pieces(elsewhere).await, 28, "another zone is read from the sales");
    // The period, the pace and the day that is not over begin within weeks.
    let overview = async |first, today| {
        let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
        let sold = sold(first, today);
        let told = store::analytics::best_and_last(&mut tx, sold, day(today), (90, 1)).await.unwrap();
        (told.best[0].quantity_e4 / 10_000, told.last[0].days)
    };
    assert_eq!(overview(10, 24).await, (5 + 100 + 3, 9 * 28 / (100 + 7 + 100 + 2)));
    assert_eq!(overview(1, 28).await, (3 * 100 + 7, 9 * 28 / (3 * 100 + 6)));
    // A day that changes makes its week one of days, until it is added up anew.
    write_for(&world, world.connection, (run, &job), &[sale("late".into(), 17)], Turn::now()).await.unwrap();
    assert_eq!(pieces(sold(1, 28)).await, 3 * 100 + 8);
    analytics::add_up(&world.hub).await.unwrap();
    assert_eq!(pieces(sold(1, 28)).await, 3 * 100 + 8);
    let anew = "product_weeks where week = '2026-06-15' and quantities = array[80000::bigint]";
    assert_eq!(world.count(anew).await, 1);
    // Of a week without sales nothing is left.
    for statement in [
        "delete from source_records r using orders o where o.id = r.order_id and o.placed_at between '2026-06-15' and '2026-06-22'",
        "delete from orders where placed_at between '2026-06-15' and '2026-06-22'",
    ] {
        sqlx::query(statement).execute(&mut sql).await.unwrap();
    }
    assert_eq!(pieces(sold(1, 28)).await, 3 * 100);
    analytics::add_up(&world.hub).await.unwrap();
    assert_eq!(pieces(sold(1, 28)).await, 3 * 100);
    assert_eq!(world.count("product_weeks").await, 3);
    // Weeks of another zone are others.
    sqlx::query("update organisations set time_zone = 'Asia/Kolkata'").execute(&mut sql).await.unwrap();
    assert_eq!(world.count("product_weeks").await, 0);
}

#[tokio::test]
async fn an_import_events_and_a_replay_are_added_up() {
    let world = World::with(Platform::Woocommerce, 300).await;
    let mut sql = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    world.sync(What::Everything).await;
    assert_rolled_up(&mut sql, true).await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    world.sync(What::Changes).await;
    for status in ["cancelled", "refunded", "processing", "trash"] {
        world.shop.change(id, OrderChange { status: Some(status.into()), ..OrderChange::default() }).unwrap();
        world.sync(What::Changes).await;
        assert_rolled_up(&mut sql, true).await;
    }
    assert!(world.count("sales_hours where sales > 0").await > 10);
}

#[tokio::test]
async fn the_overview_tells_what_sells_and_what_runs_out() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running_for(&world, world.connection).await;
    let (shirt, cup) = (product(&world, "sku-0").await, product(&world, "sku-1").await);
    let now = Utc::now();
    let of = |status| PaymentStatus::ALL.iter().position(|one| *one == status).unwrap();
    let sale = |id, days: i64, payment, lines: &[(u8, i64)]| {
        let shown = Shown {
            id,
            age: days * 24 * 60 + 1,
            status: 0,
            payment: of(payment),
            total: 1000,
            refunded: 0,
            charges: 150,
            tells: id != 3,
            is_test: false,
            is_foreign: false,
            lines: lines.to_vec(),
        };
        item(&shown, now)
    };
    // 28 pieces in 28 days: one a day of nine.
    let paid = PaymentStatus::Paid;
    let items = [
        sale(1, 2, paid, &[(0, 3), (1, 1)]),
        sale(2, 3, paid, &[(0, 25)]),
        sale(3, 9, paid, &[(1, 1)]),
        // Nobody ships what is not paid.
        sale(4, 20, PaymentStatus::Pending, &[(1, 1)]),
    ];
    write_for(&world, world.connection, (run, &job), &items, Turn::now()).await.unwrap();
    for added_up in [false, true] {
        let found = hub::overview::find(&world.owner.cx(), OverviewSpan::Week, now).await.unwrap();
        assert_eq!((found.total.sales, found.total.net_minor()), (2, 1650), "added up: {added_up}");
        assert_eq!((found.total.known_fees_minor(), found.total.other_charges_minor()), (Some(330), 20));
        assert_eq!((found.total.untold(), found.before.untold(), found.before.fees_minor), (0, 1, 15));
        assert_eq!((found.before.sales, found.points.len(), found.hours.len()), (1, 7, 24));
        let sold = |hours: &[SalesSum]| -> i64 { hours.iter().map(|hour| hour.sales).sum() };
        assert_eq!((sold(&found.hours), sold(&found.hours_before)), (2, 1));
        let channel = &found.channels[0];
        assert_eq!((channel.now.revenue_minor, channel.before.revenue_minor), (2000, 1000));
        let best: Vec<_> = found.best.iter().map(|sold| (sold.product, sold.quantity_e4)).collect();
        assert_eq!(best, [(shirt, 280_000), (cup, 10_000)]);
        assert_eq!(found.best[0].margin_minor, Some(28 * 300));
        assert!(found.has_products);
        let out: Vec<_> = found.running_out.iter().map(|out| (out.product, out.days)).collect();
        assert_eq!(out, [(shirt, 9)]);
        assert_eq!((found.to_ship.ages, found.to_ship.oldest.len()), ([0, 0, 2, 1], 3));
        // What is late is one thing more that waits; some days before it was not.
        let waiting = async |now| hub::overview::waiting(&world.owner.cx(), now).await.unwrap();
        assert_eq!(waiting(now).await, waiting(now - TimeDelta::days(3)).await + 1);
        // The list shows those that are counted, and no other.
        let filter = OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() };
        let totals = hub::orders::totals(&world.owner.cx(), &filter).await.unwrap();
        assert!(matches!(totals, SelectionTotals::Exact { count: 3, .. }), "{totals:?}");
        analytics::add_up(&world.hub).await.unwrap();
    }
    // Of a channel that is no longer connected nothing waits: it could not be told.
    hub::integrations::disconnect(&world.owner.cx(), world.connection).await.unwrap();
    let found = hub::overview::find(&world.owner.cx(), OverviewSpan::Week, now).await.unwrap();
    assert_eq!((found.to_ship.total(), found.to_ship.oldest.len()), (0, 0));
    let filter = OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() };
    let totals = hub::orders::totals(&world.owner.cx(), &filter).await.unwrap();
    assert!(matches!(totals, SelectionTotals::Exact { count: 0, .. }), "{totals:?}");
    let waiting = async |now| hub::overview::waiting(&world.owner.cx(), now).await.unwrap();
    assert_eq!(waiting(now).await, waiting(now - TimeDelta::days(3)).await);
}

#[tokio::test]
async fn hours_and_days_are_those_of_zones_that_are_a_part_of_an_hour_off() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let mut sql = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    let (run, job) = running_for(&world, world.connection).await;
    let now: DateTime<Utc> = "2026-06-10T15:20:00Z".parse().unwrap();
    // One sale a quarter of an hour, from a little more than a day before.
    let placed: Vec<_> = (0..120).map(|quarter| now - TimeDelta::minutes(15 * quarter + 1)).collect();
    let items = placed.iter().enumerate().map(|(place, at)| {
        let mut item = order(&format!("q{place}"), Buyer::default());
        let Content::Order(content) = &mut item.content else { panic!("{item:?}") };
        content.placed_at = *at;
        item
    });
    let items: Vec<_> = items.collect();
    write_for(&world, world.connection, (run, &job), &items, Turn::now()).await.unwrap();
    for zone in [Tz::Asia__Kolkata, Tz::Asia__Kathmandu, Tz::America__St_Johns] {
        sqlx::query("update organisations set time_zone = $1")
            .bind(zone.name())
            .execute(&mut sql)
            .await
            .unwrap();
        let local: Vec<_> = placed.iter().map(|at| at.with_timezone(&zone)).collect();
        let count = |is: &dyn Fn(NaiveDate, u32) -> bool| -> i64 {
            local.iter().filter(|at| is(at.date_naive(), at.hour())).count() as i64
        };
        let today = now.with_timezone(&zone).date_naive();
        let found = hub::overview::find(&world.owner.cx(), OverviewSpan::Today, now).await.unwrap();
        assert_eq!(found.points.len(), 24, "{zone}");
        for (hour, point) in (0_u32..).zip(&found.points) {
            let expected = count(&|day, of| (day, of) == (today, hour));
            assert_eq!(point.now.sales, expected, "{zone}: {hour} h of today");
            let before = count(&|day, of| (day, of) == (today.pred_opt().unwrap(), hour));
            assert_eq!(point.before.sales, before, "{zone}: {hour} h of the day before");
        }
        let found = hub::overview::find(&world.owner.cx(), OverviewSpan::Week, now).await.unwrap();
        for point in &found.points {
            let of_point = point.at.with_timezone(&zone).date_naive();
            assert_eq!(point.now.sales, count(&|day, _| day == of_point), "{zone}: {of_point}");
        }
        for (hour, sum) in (0_u32..).zip(&found.hours) {
            assert_eq!(sum.sales, count(&|_, of| of == hour), "{zone}: {hour} h of the week");
        }
        let question = analytics::Question {
            days: Days::new(today, today),
            zone,
            currency: None,
            rank: ProductRank::Revenue,
            now,
        };
        let hours = analytics::find(&world.owner.cx(), question).await.unwrap().hours.unwrap();
        for (hour, sum) in (0_u32..).zip(&hours) {
            assert_eq!(sum.sales, count(&|day, of| (day, of) == (today, hour)), "{zone}: {hour} h");
        }
    }
}

#[tokio::test]
async fn buyers_are_new_once_and_regions_are_where_it_goes() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running_for(&world, world.connection).await;
    let now = Utc::now();
    let sale = |id: &str, email: Option<&str>, days: i64, state: &str| {
        let known_email = email.map(str::to_owned);
        let mut item = order(id, Buyer { known_email, ..Buyer::default() });
        let Content::Order(content) = &mut item.content else { panic!("{item:?}") };
        content.placed_at = now - TimeDelta::days(days);
        content.addresses = vec![Address {
            kind: "both",
            state: Some(state.into()),
            country: Some("BR".into()),
            ..Address::default()
        }];
        item
    };
    let items = [
        sale("1", Some("ana@example.com"), 40, "SP"),
        sale("2", Some("ana@example.com"), 3, "São Paulo"),
        sale("3", Some("bia@example.com"), 2, "BR-RJ"),
        sale("4", None, 1, "Onde?"),
    ];
    write_for(&world, world.connection, (run, &job), &items, Turn::now()).await.unwrap();
    let zone = Tz::America__Sao_Paulo;
    let day = |days| (now - TimeDelta::days(days)).with_timezone(&zone).date_naive();
    let question = analytics::Question {
        days: Days::new(day(29), day(0)),
        zone,
        currency: None,
        rank: ProductRank::Revenue,
        now,
    };
    let found = analytics::find(&world.owner.cx(), question).await.unwrap();
    let buyers = found.buyers.unwrap();
    let of = |buyers: domain::view::analytics::Buyers| (buyers.customers, buyers.sales, buyers.revenue_minor);
    assert_eq!(
        [buyers.new, buyers.returning, buyers.unknown].map(of),
        [(1, 1, 1000), (1, 1, 1000), (0, 1, 1000)]
    );
    let regions = found.regions.unwrap();
    let states: Vec<_> = regions.states.iter().map(|region| (region.state, region.sales)).collect();
    assert_eq!(states, [("RJ", 1), ("SP", 1)]);
    assert_eq!(regions.elsewhere.map(|region| region.sales), Some(1));
    assert_eq!((found.total.sales, found.before.sales, found.trend.len()), (3, 1, 30));
    // The sale of a day before is of the time that today has not reached, until today is over.
    let today = analytics::Question { days: Days::new(day(0), day(0)), ..question };
    let before = async |question| {
        let found = analytics::find(&world.owner.cx(), question).await.unwrap();
        (found.before.sales, found.trend_before[0].1.sales)
    };
    assert_eq!(before(today).await, (0, 1));
    assert_eq!(before(analytics::Question { now: now + TimeDelta::days(1), ..today }).await, (1, 1));
}

#[tokio::test]
async fn a_view_is_a_persons_own() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (ana, bia) = (world.owner.cx::<View>(), member(&world.hub, Role::Viewer).await);
    let names = async |cx| -> Vec<(String, String)> {
        let views = saved_views::list(cx, ViewArea::Analytics).await.unwrap();
        views.into_iter().map(|view| (view.name, view.query)).collect()
    };
    let save =
        async |name: &str, query: &str| saved_views::save(&ana, ViewArea::Analytics, name, query, None).await;
    assert_eq!(save(" Semana ", "?from=2026-11-01").await.unwrap(), None);
    assert_eq!(save("Semana", "from=2026-11-01").await.unwrap(), None, "nothing is lost");
    let before = save("Semana", "from=2026-11-02").await.unwrap();
    assert_eq!(before.map(|replaced| replaced.before.query).as_deref(), Some("from=2026-11-01"));
    assert_eq!(names(&ana).await, [("Semana".to_owned(), "from=2026-11-02".to_owned())]);
    assert!(names(&bia.cx::<View>()).await.is_empty());
    let id = saved_views::list(&ana, ViewArea::Analytics).await.unwrap()[0].id;
    let refused = saved_views::remove(&bia.cx::<View>(), id).await.unwrap_err();
    assert_eq!(domain::Fault::from(refused), domain::Fault::NotFound);
    let refused = saved_views::rename(&bia.cx::<View>(), id, "Dela", None).await.unwrap_err();
    assert_eq!(domain::Fault::from(refused), domain::Fault::NotFound);
    save("Mês", "").await.unwrap();
    for (name, problem) in [("Mês", FieldProblem::Taken), (" ", FieldProblem::Required)] {
        let refused = domain::Fault::from(saved_views::rename(&ana, id, name, None).await.unwrap_err());
        assert_eq!(refused, domain::Fault::field("name", problem));
    }
    assert_eq!(saved_views::rename(&ana, id, " Dias ", None).await.unwrap().before, "Semana");
    assert_eq!(saved_views::rename(&ana, id, "Semana", None).await.unwrap().before, "Dias");
    let month = saved_views::list(&ana, ViewArea::Analytics).await.unwrap()[0].id;
    saved_views::remove(&ana, month).await.unwrap();
    for (name, query) in [
        ("", "a=b"),
        (&"x".repeat(61), "a=b"),
        ("ok", &"x".repeat(2001)),
        ("ok", "//evil.example"),
        ("ok", "a=b#c"),
        ("ok", "a=b&c=\"d"),
    ] {
        assert!(matches!(save(name, query).await, Err(HubError::Fault(domain::Fault::Invalid { .. }))));
    }
    for number in 1..SavedView::MOST {
        save(&format!("visão {number}"), "").await.unwrap();
    }
    assert!(matches!(save("uma a mais", "").await, Err(HubError::Fault(domain::Fault::Conflict { .. }))));
    let (area, view) = saved_views::remove(&ana, id).await.unwrap().before;
    assert_eq!((area, &*view.name, &*view.query), (ViewArea::Analytics, "Semana", "from=2026-11-02"));
    save("uma a mais", "").await.unwrap();
    // Each page has its own.
    for area in ViewArea::ALL.iter().filter(|area| **area != ViewArea::Analytics) {
        assert!(saved_views::list(&ana, *area).await.unwrap().is_empty());
        saved_views::save(&ana, *area, "Semana", "q=a", None).await.unwrap();
        assert_eq!(saved_views::list(&ana, *area).await.unwrap().len(), 1);
    }
}
