use crate::world::{Sale, World};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{ConnectionId, OrgId, view::completeness::Tally};
use store::completeness::{CheckEnd, Hour, Month, Window, due, end, next_window, prune, record, state};

const LATE: &str = "2026-11-20T12:20:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Hours of 20 November.
fn window(from: &str, until: &str) -> Option<Window> {
    Some(Window {
        from: at(&format!("2026-11-{from}:00:00Z")),
        until: at(&format!("2026-11-{until}:00:00Z")),
    })
}

async fn next(world: &World, now: &str, days: i32, orders: i64) -> Option<Window> {
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    next_window(&mut tx, world.shops[0], at(now), days, orders).await.unwrap()
}

/// The hours of a window as checked at a moment.
async fn checked(world: &mut World, window: Option<Window>, at: &str) {
    let window = window.unwrap();
    let hours: Vec<_> = (0..(window.until - window.from).num_hours())
        .map(|number| Hour {
            hour: window.from + TimeDelta::hours(number),
            tally: Tally { listed: 2, imported: 1, waiting: 1, recovered: 1, ..Tally::default() },
            print: 7,
        })
        .collect();
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    record(&mut tx, world.shops[0], &hours).await.unwrap();
    tx.commit().await.unwrap();
    sqlx::query("update completeness_hours set checked_at = $1 where hour >= $2 and hour < $3")
        .bind(at.parse::<DateTime<Utc>>().unwrap())
        .bind(window.from)
        .bind(window.until)
        .execute(&mut world.sql)
        .await
        .unwrap();
}

async fn has_read_the_past(world: &mut World) {
    sqlx::query("insert into sync_cursors (org_id, connection_id, kind, complete_until) values ($1, $2, 'orders', now())")
        .bind(world.org().0)
        .bind(world.shops[0].0)
        .execute(&mut world.sql)
        .await
        .unwrap();
}

async fn is_due(world: &World) -> bool {
    let due = due(world.database.db(), 10).await.unwrap();
    due.contains(&(world.org(), world.shops[0]))
}

#[tokio::test]
async fn hours_are_checked_a_quarter_of_an_hour_after_they_are_over_the_newest_first() {
    let mut world = World::new().await;
    assert_eq!(
        next(&world, LATE, 1, 10).await,
        window("19T12", "20T12"),
        "12 hours and 20 minutes, a day back"
    );
    assert_eq!(next(&world, "2026-11-20T12:14:00Z", 1, 10).await, window("19T12", "20T11"));
    checked(&mut world, window("20T09", "20T12"), LATE).await;
    assert_eq!(next(&world, LATE, 1, 10).await, window("19T12", "20T09"));
}

#[tokio::test]
async fn an_hour_is_checked_again_each_time_its_age_has_doubled() {
    let mut world = World::new().await;
    checked(&mut world, window("19T12", "20T12"), LATE).await;
    assert_eq!(next(&world, "2026-11-20T12:39:00Z", 1, 10).await, None);
    assert_eq!(next(&world, "2026-11-20T12:40:00Z", 1, 10).await, window("20T11", "20T12"));
    // The hour before was 80 minutes old.
    checked(&mut world, window("20T11", "20T12"), "2026-11-20T12:40:00Z").await;
    assert_eq!(
        next(&world, "2026-11-20T13:10:00Z", 1, 10).await,
        None,
        "the last one has gone on since 13:00"
    );
    checked(&mut world, window("20T12", "20T13"), "2026-11-20T13:15:00Z").await;
    checked(&mut world, window("20T11", "20T12"), "2026-11-20T13:20:00Z").await;
    assert_eq!(next(&world, "2026-11-20T13:29:00Z", 1, 10).await, None);
    checked(&mut world, window("20T12", "20T13"), "2026-11-20T13:40:00Z").await;
    assert_eq!(next(&world, "2026-11-20T13:40:00Z", 1, 10).await, window("20T10", "20T11"));
}

#[tokio::test]
async fn a_window_ends_before_it_holds_too_many_orders() {
    let mut world = World::new().await;
    for (number, hour) in [(1, "11"), (2, "11"), (3, "11"), (4, "10"), (5, "09")] {
        let placed_at = format!("2026-11-20T{hour}:30:00Z");
        world.sale(Sale { number, placed_at: &placed_at, ..Sale::default() }).await;
    }
    // Of another shop.
    world.sale(Sale { number: 6, shop: 1, placed_at: "2026-11-20T10:30:00Z", ..Sale::default() }).await;
    assert_eq!(next(&world, LATE, 1, 4).await, window("20T10", "20T12"));
    assert_eq!(next(&world, LATE, 1, 1).await, window("20T11", "20T12"), "one hour at least");
}

#[tokio::test]
async fn what_somebody_asks_for_is_checked_again_however_old_it_is() {
    let mut world = World::new().await;
    checked(&mut world, window("10T00", "20T12"), LATE).await;
    assert_eq!(next(&world, LATE, 1, 10).await, None);
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    store::completeness::ask_again(&mut tx, world.shops[0], at("2026-11-11T00:00:00Z")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(next(&world, LATE, 1, 10).await, window("11T00", "20T12"));
    checked(&mut world, window("11T00", "20T12"), "2999-01-01T00:00:00Z").await;
    assert_eq!(next(&world, LATE, 1, 10).await, None, "once");
}

#[tokio::test]
async fn hours_in_which_orders_waited_are_checked_again_once_some_were_let_in() {
    let mut world = World::new().await;
    let later = "2026-11-20T12:30:00Z";
    checked(&mut world, window("19T12", "20T12"), LATE).await;
    sqlx::query("update completeness_hours set waiting = 0, imported = 2 where hour < $1")
        .bind(at("2026-11-20T10:00:00Z"))
        .execute(&mut world.sql)
        .await
        .unwrap();
    let_in(&mut world, "2026-11-20T12:19:00Z").await;
    assert_eq!(next(&world, later, 1, 10).await, None, "before they were checked");
    let_in(&mut world, "2026-11-20T12:25:00Z").await;
    assert_eq!(next(&world, later, 1, 10).await, window("20T10", "20T12"));
    checked(&mut world, window("20T10", "20T12"), later).await;
    assert_eq!(next(&world, later, 1, 10).await, None, "once");
}

/// Orders of the shop that waited became sales at a moment.
async fn let_in(world: &mut World, applied_at: &str) {
    sqlx::query(
        "insert into replays (org_id, id, connection_id, scope, state, press, applied_at)
         values ($1, gen_random_uuid(), $2, 'parked', 'applied', gen_random_uuid(), $3)",
    )
    .bind(world.org().0)
    .bind(world.shops[0].0)
    .bind(at(applied_at))
    .execute(&mut world.sql)
    .await
    .unwrap();
}

#[tokio::test]
async fn checks_follow_the_first_import_by_the_settings_of_the_connection() {
    let mut world = World::new().await;
    let shop = world.shops[0];
    async fn run(world: &mut World, statement: &'static str) {
        sqlx::query(statement).execute(&mut world.sql).await.unwrap();
    }
    run(&mut world, "update connections set settings = '{\"every_minutes\": 15}'").await;
    assert!(!is_due(&world).await, "the past was not read yet");
    has_read_the_past(&mut world).await;
    assert!(is_due(&world).await);
    run(&mut world, "update connections set settings = '{}'").await;
    assert!(!is_due(&world).await, "by hand only");
    run(&mut world, "update connections set settings = '{\"every_minutes\": 15, \"quiet_from\": \"00:00:00\", \"quiet_until\": \"23:59:59.999\"}'").await;
    assert!(!is_due(&world).await, "it rests");
    run(&mut world, "update connections set settings = '{\"every_minutes\": 15, \"quiet_from\": \"x\", \"quiet_until\": 7}'").await;
    assert!(is_due(&world).await, "settings that cannot be read are no rest");
    run(&mut world, "update connections set status = 'paused'").await;
    assert!(!is_due(&world).await);
    run(&mut world, "update connections set status = 'connected'").await;

    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    end(&mut tx, shop, CheckEnd::Through, 15).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_due(&world).await, "in a quarter of an hour");

    run(&mut world, "update connections set settings = '{}'").await;
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    store::completeness::ask_again(&mut tx, shop, Utc::now()).await.unwrap();
    end(&mut tx, shop, CheckEnd::PutOff, 0).await.unwrap();
    tx.commit().await.unwrap();
    assert!(is_due(&world).await, "somebody asked, and it is not through");
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    end(&mut tx, shop, CheckEnd::Through, 0).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_due(&world).await, "by hand only");
}

#[tokio::test]
async fn problems_put_the_next_check_off_ever_longer_and_keep_what_was_known() {
    let mut world = World::new().await;
    let shop = world.shops[0];
    has_read_the_past(&mut world).await;
    let mut minutes = Vec::new();
    for problem in [None, Some("server"), Some("server"), Some("auth"), None] {
        let how = problem.map_or(CheckEnd::Through, |problem| CheckEnd::Problem(problem, "x"));
        let mut tx = world.database.db().begin(world.org()).await.unwrap();
        end(&mut tx, shop, how, 15).await.unwrap();
        let seen = state(&mut tx, shop).await.unwrap();
        assert_eq!(seen.problem.as_deref(), problem);
        assert!(seen.checked_at.is_some());
        minutes.push((seen.due_at.unwrap() - Utc::now()).num_minutes() + 1);
        tx.commit().await.unwrap();
    }
    assert_eq!(minutes, [15, 15, 30, 60, 15]);
}

#[tokio::test]
async fn days_are_those_of_the_zone_and_sums_are_kept() {
    let mut world = World::new().await;
    checked(&mut world, window("19T22", "20T06"), LATE).await;
    checked(&mut world, window("19T22", "19T23"), LATE).await;
    let month = Month {
        from: at("2026-11-01T03:00:00Z"),
        until: at("2026-12-01T03:00:00Z"),
        zone: Tz::America__Sao_Paulo,
    };
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    let days = store::completeness::days(&mut tx, world.shops[0], month).await.unwrap();
    let told: Vec<_> = days.iter().map(|day| (day.day.to_string(), day.hours, day.tally.listed)).collect();
    assert_eq!(told, [("2026-11-20".to_owned(), 3, 6), ("2026-11-19".to_owned(), 5, 10)]);
    assert!(days.iter().all(|day| day.tally.waiting == day.hours && day.tally.adds_up()), "{days:?}");
    assert_eq!(days[1].tally.recovered, 6, "recovered twice in one hour");
    let hours = store::completeness::hours(&mut tx, world.shops[0], (month.from, at("2026-11-20T01:00:00Z")));
    let hours = hours.await.unwrap();
    assert!(hours.iter().all(|hour| hour.tally.waiting == 1), "{hours:?}");
    let hours: Vec<_> = hours.iter().map(|hour| hour.hour.format("%d %H").to_string()).collect();
    assert_eq!(hours, ["20 00", "19 23", "19 22"]);
    let mut tx = world.database.db().begin(world.stranger.org()).await.unwrap();
    assert!(store::completeness::days(&mut tx, world.shops[0], month).await.unwrap().is_empty());
}

#[tokio::test]
async fn hours_are_forgotten_after_a_year_and_empty_ones_behind_the_window() {
    let mut world = World::new().await;
    for (age, listed) in [("10 days", 0), ("100 days", 0), ("100 days 1 hour", 1), ("420 days", 1)] {
        hour(&mut world, age, listed).await;
    }
    prune(world.database.db(), 90).await.unwrap();
    let left: Vec<i32> = sqlx::query_scalar("select listed from completeness_hours order by hour")
        .fetch_all(&mut world.sql)
        .await
        .unwrap();
    assert_eq!(left, [1, 0]);
}

async fn hour(world: &mut World, age: &str, listed: i32) {
    let (org, shop): (OrgId, ConnectionId) = (world.org(), world.shops[0]);
    sqlx::query(
        "insert into completeness_hours (org_id, connection_id, hour, listed, print, imported, left_out, failed, gone, checked_at)
         values ($1, $2, date_trunc('hour', now() - $3::text::interval), $4, 0, $4, 0, 0, 0, now())",
    )
    .bind(org.0)
    .bind(shop.0)
    .bind(age)
    .bind(listed)
    .execute(&mut world.sql)
    .await
    .unwrap();
}

/// Nights on which clocks jump: a time that is left out does not come, one that comes twice counts twice.
#[tokio::test]
async fn quiet_hours_go_by_the_clocks_of_the_zone_also_where_these_jump() {
    let mut world = World::new().await;
    let cases = [
        // Over midnight, in winter and in summer.
        ("22:00", "06:00", "Europe/Lisbon", "2026-01-10T21:59:59Z", false),
        ("22:00", "06:00", "Europe/Lisbon", "2026-01-10T22:00:00Z", true),
        ("22:00", "06:00", "Europe/Lisbon", "2026-07-10T21:00:00Z", true),
        ("22:00", "06:00", "Europe/Lisbon", "2026-07-11T05:00:00Z", false),
        // 01:00 to 02:00 is left out on 29 March, and comes twice on 25 October.
        ("01:00", "02:00", "Europe/Lisbon", "2026-03-29T00:59:59Z", false),
        ("01:00", "02:00", "Europe/Lisbon", "2026-03-29T01:00:00Z", false),
        ("01:00", "02:00", "Europe/Lisbon", "2026-10-25T00:30:00Z", true),
        ("01:00", "02:00", "Europe/Lisbon", "2026-10-25T01:30:00Z", true),
        ("01:00", "02:00", "Europe/Lisbon", "2026-10-25T02:00:00Z", false),
        // 02:00 to 03:00 in New York, 8 March and 1 November.
        ("02:00", "03:00", "America/New_York", "2026-03-08T06:59:59Z", false),
        ("02:00", "03:00", "America/New_York", "2026-03-08T07:00:00Z", false),
        ("01:00", "02:00", "America/New_York", "2026-11-01T05:30:00Z", true),
        ("01:00", "02:00", "America/New_York", "2026-11-01T06:30:00Z", true),
        // Midnight is left out in Santiago on 6 September.
        ("00:00", "01:00", "America/Santiago", "2026-09-06T04:00:00Z", false),
        // Half an hour at Lord Howe.
        ("01:30", "02:00", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", true),
        ("01:30", "02:00", "Australia/Lord_Howe", "2026-04-04T15:15:00Z", true),
        ("02:00", "02:30", "Australia/Lord_Howe", "2026-10-03T15:30:00Z", false),
        // No clocks jump in Brazil since 2019.
        ("00:00", "06:00", "America/Sao_Paulo", "2026-11-01T03:00:00Z", true),
        ("00:00", "06:00", "America/Sao_Paulo", "2026-11-01T09:00:00Z", false),
        ("00:00", "06:00", "Asia/Kolkata", "2026-11-01T00:29:59Z", true),
        ("00:00", "06:00", "Asia/Jakarta", "2026-11-01T17:00:00Z", true),
        ("02:00", "03:00", "Europe/Paris", "2026-10-25T00:30:00Z", true),
        ("02:00", "03:00", "Europe/Paris", "2026-10-25T01:30:00Z", true),
        ("02:00", "03:00", "Pacific/Auckland", "2026-09-26T14:30:00Z", false),
        // No such zone, and a time of nothing.
        ("00:00", "23:59", "Mars/Olympus", "2026-11-01T12:00:00Z", false),
        ("08:00", "08:00", "UTC", "2026-11-01T08:00:00Z", false),
    ];
    for (from, until, zone, moment, quiet) in cases {
        let settings = format!("{{\"quiet_from\": \"{from}:00\", \"quiet_until\": \"{until}:00\"}}");
        let is: bool = sqlx::query_scalar("select is_quiet($1::jsonb, $2, $3)")
            .bind(settings)
            .bind(zone)
            .bind(at(moment))
            .fetch_one(&mut world.sql)
            .await
            .unwrap();
        assert_eq!(is, quiet, "{from} to {until} in {zone} at {moment}");
    }
}
