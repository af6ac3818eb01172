//! When a connection's next run is due, also on the nights on which clocks jump: never before its rhythm has passed,
//! never left out, and not while it rests.

use crate::world::{self, World};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::ConnectionId;
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::{cell::RefCell, collections::BTreeSet};

/// Two nights of each zone: where its clocks jump, one forward and one back, each with the moment it happens.
const NIGHTS: [(Tz, [&str; 2]); 10] = [
    (Tz::Europe__Lisbon, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    (Tz::Europe__Paris, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    (Tz::America__New_York, ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
    // Midnight is left out, and comes twice.
    (Tz::America__Santiago, ["2026-09-06T04:00:00Z", "2026-04-05T03:00:00Z"]),
    // By half an hour.
    (Tz::Australia__Lord_Howe, ["2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z"]),
    (Tz::Pacific__Auckland, ["2026-09-26T14:00:00Z", "2026-04-04T14:00:00Z"]),
    (Tz::America__Havana, ["2026-03-08T05:00:00Z", "2026-11-01T05:00:00Z"]),
    // No clock jumps here; Brazil's did until 2019.
    (Tz::America__Sao_Paulo, ["2018-11-04T03:00:00Z", "2019-02-17T02:00:00Z"]),
    (Tz::Asia__Kolkata, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    (Tz::UTC, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
];
/// Housekeeping looks more often; what is due waits for its next look in any case.
const LOOK: TimeDelta = TimeDelta::minutes(10);
/// How long before and after the jump is looked at.
const AROUND: TimeDelta = TimeDelta::hours(13);
/// As many schedules are tried in each zone.
const SHOPS: usize = 12;

/// How a connection works by itself.
#[derive(Debug, Clone, Copy)]
struct Schedule {
    /// Minutes.
    every: i64,
    /// By the clocks of the zone; none never rests.
    rest: Option<(NaiveTime, NaiveTime)>,
    /// Minutes between its last run and the first look.
    ago: i64,
}

impl Schedule {
    fn any() -> impl Strategy<Value = Self> {
        let every = prop_oneof![Just(5_i64), Just(15), Just(60), 61..400_i64, Just(720), Just(1_440)];
        let time =
            || (0..288_u32).prop_map(|five| NaiveTime::from_hms_opt(five / 12, five % 12 * 5, 0).unwrap());
        // Most about the hours at which clocks jump.
        let night = (0..4_u32, 0..6_u32).prop_map(|(from, until)| {
            let hour = |hour: u32| NaiveTime::from_hms_opt(hour % 24, 0, 0).unwrap();
            (hour(22 + from), hour(1 + until))
        });
        let rest = prop_oneof![Just(None), (time(), time()).prop_map(Some), night.prop_map(Some)];
        (every, rest, 0..1_500_i64).prop_map(|(every, rest, ago)| Self { every, rest, ago })
    }

    fn settings(&self) -> String {
        let mut settings = serde_json::json!({ "every_minutes": self.every });
        if let Some((from, until)) = self.rest {
            settings["quiet_from"] = from.to_string().into();
            settings["quiet_until"] = until.to_string().into();
        }
        settings.to_string()
    }

    /// What the clock on the wall shows decides: a time that is left out does not come, one that comes twice counts twice.
    fn rests(&self, zone: Tz, at: DateTime<Utc>) -> bool {
        let clock = at.with_timezone(&zone).time();
        self.rest.is_some_and(|(from, until)| match from <= until {
            true => from <= clock && clock < until,
            false => from <= clock || clock < until,
        })
    }
}

/// Connections that work by themselves, as the looks of a day and a night find them.
struct Day<'a> {
    world: &'a mut World,
    zone: Tz,
    shops: Vec<Shop>,
}

/// One of them, and when it last ran.
struct Shop {
    id: ConnectionId,
    schedule: Schedule,
    last: DateTime<Utc>,
    runs: i64,
}

impl<'a> Day<'a> {
    async fn new(
        world: &'a mut World,
        zone: Tz,
        ids: &[ConnectionId],
        schedules: &[Schedule],
        begin: DateTime<Utc>,
    ) -> Self {
        let shop = |(id, schedule): (&ConnectionId, &Schedule)| {
            let last = begin - TimeDelta::minutes(schedule.ago);
            Shop { id: *id, schedule: *schedule, last, runs: 0 }
        };
        let shops: Vec<_> = ids.iter().zip(schedules).map(shop).collect();
        let zoned = sqlx::query("update organisations set time_zone = $1").bind(zone.name());
        zoned.execute(&mut world.sql).await.unwrap();
        for shop in &shops {
            sqlx::query("update connections set settings = $2::jsonb, last_sync_at = $3 where id = $1")
                .bind(shop.id.0)
                .bind(shop.schedule.settings())
                .bind(shop.last)
                .execute(&mut world.sql)
                .await
                .unwrap();
        }
        Self { world, zone, shops }
    }

    /// Looks, and what is due runs at once.
    async fn look(&mut self, at: DateTime<Utc>) {
        let due = store::connections::due(self.world.database.db(), Some(at), 100).await.unwrap();
        let due: BTreeSet<_> = due.into_iter().map(|(_, id)| id.0).collect();
        for shop in &mut self.shops {
            let (schedule, passed) = (&shop.schedule, at - shop.last);
            let expected = !schedule.rests(self.zone, at) && passed > TimeDelta::minutes(schedule.every);
            let zone = self.zone;
            assert_eq!(
                due.contains(&shop.id.0),
                expected,
                "{schedule:?} in {zone} at {at}: {passed} have passed"
            );
            if expected {
                (shop.last, shop.runs) = (at, shop.runs + 1);
            }
        }
        let ran = sqlx::query("update connections set last_sync_at = $2 where id = any($1)");
        let due: Vec<_> = due.into_iter().collect();
        ran.bind(due).bind(at).execute(&mut self.world.sql).await.unwrap();
    }

    /// Of those that never rest: as many runs as the time that goes by holds, whatever clocks show.
    fn count(&self, time: TimeDelta) {
        for Shop { schedule, runs, .. } in self.shops.iter().filter(|shop| shop.schedule.rest.is_none()) {
            let most = time.num_minutes() / schedule.every.max(LOOK.num_minutes()) + 1;
            let fewest = time.num_minutes() / (schedule.every + 2 * LOOK.num_minutes());
            assert!((fewest..=most).contains(runs), "{schedule:?} in {}: {runs} runs", self.zone);
        }
    }
}

#[test]
fn runs_are_due_by_their_rhythm_on_nights_on_which_clocks_jump_as_on_any_other() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut world, ids) = runtime.block_on(async {
        let mut world = World::new().await;
        sqlx::query("update connections set settings = '{}'").execute(&mut world.sql).await.unwrap();
        let (mut ids, org) = (Vec::new(), world.org());
        for number in 0..SHOPS {
            ids.push(world::shop(&mut world.sql, org, &format!("Loja {number}")).await);
        }
        (world, ids)
    });
    let world = RefCell::new(&mut world);
    for (seed, (zone, jumps)) in (1..).zip(NIGHTS) {
        let config =
            Config { cases: 1, max_shrink_iters: 30, failure_persistence: None, ..Config::default() };
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        let schedules = prop::collection::vec(Schedule::any(), SHOPS);
        let outcome = TestRunner::new_with_rng(config, rng).run(&schedules, |schedules| {
            for jump in jumps {
                let jump: DateTime<Utc> = jump.parse().unwrap();
                let (begin, end) = (jump - AROUND, jump + AROUND);
                let mut world = world.borrow_mut();
                runtime.block_on(async {
                    let mut day = Day::new(&mut world, zone, &ids, &schedules, begin).await;
                    let mut at = begin;
                    while at < end {
                        day.look(at).await;
                        at += LOOK;
                    }
                    day.count(end - begin);
                });
            }
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    }
}

#[test]
fn the_nights_are_those_on_which_clocks_jump() {
    use chrono::Offset;
    let offset = |zone: Tz, at: DateTime<Utc>| at.with_timezone(&zone).offset().fix().local_minus_utc();
    for (zone, jumps) in NIGHTS {
        let moved = jumps.map(|jump| {
            let jump: DateTime<Utc> = jump.parse().unwrap();
            offset(zone, jump) - offset(zone, jump - TimeDelta::seconds(1))
        });
        match zone {
            Tz::Asia__Kolkata | Tz::UTC => assert_eq!(moved, [0, 0], "{zone}"),
            _ => assert!(moved[0] > 0 && moved[1] == -moved[0], "{zone}: {moved:?}"),
        }
    }
}
