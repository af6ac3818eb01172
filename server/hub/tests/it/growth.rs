//! No table grows without limit: each has a rule, and each rule is seen at work.

use crate::world::World;
use chrono::{DateTime, Datelike, Days, Months, TimeDelta, Utc};
use domain::{
    Fault, FieldProblem, Limits, OrgId, PlanCode, RetainedKind, Role, StorageKind, view::storage::Kept,
};
use hub::{
    Hub, HubError, KeepDays,
    jobs::clean,
    permit::ManageOrganisation,
    plans::{self, Assigned},
    storage,
};
use sandbox::Platform;
use sqlx::{AssertSqlSafe, PgConnection};
use std::collections::{BTreeMap, BTreeSet};
use store::storage::{Rule, TABLES};
use testkit::{HubOptions, SignedIn, TestDatabase, member, stranger};
use uuid::Uuid;

/// What the installation of these tests keeps of payloads and events.
const PAYLOAD_DAYS: i32 = KeepDays::DEFAULT.payloads;
/// A day that no partition is made for by itself.
const DAILY: [&str; 2] = ["payload_chunks", "webhook_events"];
/// The same by month.
const MONTHLY: [&str; 2] = ["domain_events", "order_verdicts"];

struct Place {
    /// Gone when dropped.
    _database: TestDatabase,
    hub: Hub,
    own: SignedIn,
    other: SignedIn,
    sql: PgConnection,
    owner: PgConnection,
    connections: BTreeMap<Uuid, Uuid>,
}

impl Place {
    async fn new() -> Self {
        Self::on(PlanCode::Enterprise).await
    }

    /// With this plan for companies that nobody gave one.
    async fn on(plan: PlanCode) -> Self {
        let database = TestDatabase::create().await;
        let hub = database.hub(HubOptions { default_plan: Some(plan), ..HubOptions::default() });
        plans::settle(&hub).await.unwrap();
        let (own, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
        let mut sql = database.connect_as("orion_system").await;
        let mut connections = BTreeMap::new();
        for org in [own.org().0, other.org().0] {
            let id = Uuid::now_v7();
            sqlx::query(
                "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
                 values ($1, $2, 'woocommerce', 'Loja', 'key_pair', '{\"fields\": {}}', 'paused', 'loja')",
            )
            .bind(org)
            .bind(id)
            .execute(&mut sql)
            .await
            .unwrap();
            connections.insert(org, id);
        }
        let owner = database.connect_as("orion_owner").await;
        Self { _database: database, hub, own, other, sql, owner, connections }
    }

    /// A row of a table that was over at this moment.
    async fn plant(&mut self, table: &str, org: OrgId, at: DateTime<Utc>) {
        if DAILY.contains(&table) || MONTHLY.contains(&table) {
            self.partition(table, at).await;
        }
        let (before, id) = (at - TimeDelta::hours(1), Uuid::now_v7());
        let statement = planted(table)
            .replace("{org}", &format!("'{org}'"))
            .replace("{connection}", &format!("'{}'", self.connections[&org.0]))
            .replace("{id}", &format!("'{id}'"))
            .replace("{key}", &format!("decode(md5('{id}') || md5('{id}'), 'hex')"))
            .replace("{before}", &format!("'{}'", before.to_rfc3339()))
            .replace("{at}", &format!("'{}'", at.to_rfc3339()));
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut self.sql).await.unwrap();
    }

    async fn partition(&mut self, table: &str, at: DateTime<Utc>) {
        let day = at.date_naive();
        let (name, from, until) = match table {
            _ if MONTHLY.contains(&table) => {
                let first = day.with_day0(0).unwrap();
                (format!("{table}_{}", first.format("%Y%m")), first, first + Months::new(1))
            }
            _ => (format!("{table}_{}", day.format("%Y%m%d")), day, day + Days::new(1)),
        };
        let make = format!(
            "create table if not exists {name} partition of {table} for values from ('{from}') to ('{until}')"
        );
        sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut self.owner).await.unwrap();
    }

    async fn count(&mut self, table: &str) -> i64 {
        let count = AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(count).fetch_one(&mut self.owner).await.unwrap()
    }

    async fn count_of(&mut self, table: &str, who: OrgId) -> i64 {
        let count = AssertSqlSafe(format!("select count(*) from {table} where org_id = '{who}'"));
        sqlx::query_scalar(count).fetch_one(&mut self.owner).await.unwrap()
    }

    /// How many rows of each table are a company's.
    async fn rows_of(&mut self, who: OrgId) -> BTreeMap<&'static str, i64> {
        let mut rows = BTreeMap::new();
        for table in TABLES.iter().filter(|table| table.kind.is_some()) {
            rows.insert(table.name, self.count_of(table.name, who).await);
        }
        rows
    }

    /// As if the plans of both companies had changed so many days ago.
    async fn change_plans(&mut self, days: f64) {
        let changed = sqlx::query("update org_plans set changed_at = $1").bind(ago(days));
        changed.execute(&mut self.sql).await.unwrap();
    }
}

/// How a row comes into a table.
fn planted(table: &str) -> &'static str {
    match table {
        "sessions" => "insert into sessions (token_hash, expires_at) values ({key}, {at})",
        "sign_in_throttles" => "insert into sign_in_throttles values ({id}, 1, {at}, null)",
        "account_tokens" => {
            "insert into account_tokens (token_hash, kind, user_id, expires_at)
             select {key}, 'password_reset', user_id, {at} from memberships where org_id = {org} limit 1"
        }
        "account_mails" => {
            "insert into account_mails (id, kind, user_id, state, created_at, ended_at)
             select {id}, 'password_reset', user_id, 'sent', {before}, {at} from memberships where org_id = {org} limit 1"
        }
        "email_changes" => {
            // One for each person.
            "insert into email_changes (id, user_id, email, asked_by, expires_at)
             select {id}, id, 'ana@nova.example', {key}, {at} from users u
             where not exists (select from email_changes c where c.user_id = u.id) limit 1"
        }
        "billing_checkouts" => {
            "insert into billing_checkouts (org_id, id, plan, billing_interval, currency, locale, state, created_at, expires_at, ended_at)
             values ({org}, {id}, 'pro', 'month', 'brl', 'pt-BR', 'expired', {before}, {at}, {at})"
        }
        "billing_mails" => {
            "insert into billing_mails (org_id, id, user_id, kind, matter, state, created_at, ended_at)
             select {org}, {id}, user_id, 'payment_failed', {id}, 'sent', {before}, {at} from memberships where org_id = {org} limit 1"
        }
        "stripe_events" => {
            "insert into stripe_events (id, kind, created_at, received_at, state, ended_at)
             values ({id}, 'invoice.paid', {at}, {at}, 'done', {at})"
        }
        "passkey_challenges" => {
            "insert into passkey_challenges (token_hash, session_hash, kind, state, expires_at)
             values ({key}, {key}, 'sign_in', '{}', {at})"
        }
        "heartbeats" => "insert into heartbeats values ('web', {at})",
        "consent_requests" => {
            "insert into consent_requests (org_id, id, platform, user_id, session_hash, form, redirect_uri, secrets, expires_at)
             select {org}, {id}, 'shopify', user_id, {key}, '{}', '/', '{}', {at} from memberships where org_id = {org} limit 1"
        }
        "webhook_event_ids" => "insert into webhook_event_ids values ({org}, {connection}, {id}, {at})",
        "call_stats" => "insert into call_stats values ({org}, {connection}, {at}, 'check', '{1}')",
        "event_hours" => "insert into event_hours values ({org}, date_trunc('hour', {at}::timestamptz), 1)",
        "completeness_hours" => {
            "insert into completeness_hours (org_id, connection_id, hour, listed, print, imported, left_out, failed, gone, checked_at)
             values ({org}, {connection}, {at}, 1, 1, 1, 0, 0, 0, {at})"
        }
        "jobs" => {
            "insert into jobs (org_id, id, kind, priority, rank, queue, state, created_at, finished_at)
             values ({org}, {id}, 'sync_orders', 'normal', 0, '', 'done', {before}, {at})"
        }
        "action_plans" => {
            "insert into action_plans (org_id, id, kind, state, press, created_at) values ({org}, {id}, 'cancel', 'applied', {id}, {at})"
        }
        "replays" => {
            "insert into replays (org_id, id, connection_id, scope, state, press, created_at) values ({org}, {id}, {connection}, 'range', 'applied', {id}, {at})"
        }
        "payload_chunks" => {
            "insert into payload_chunks values ({org}, ({at}::timestamptz at time zone 'utc')::date, {id}, {connection}, 'order', '\\x01', '{1}')"
        }
        "webhook_events" => {
            "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
             values ({org}, {at}, {id}, {connection}, 'order', 'done', 'nothing', '{}', '\\x01', {at})"
        }
        "order_verdicts" => {
            "insert into order_verdicts (org_id, connection_id, external_id, at, code, cause) values ({org}, {connection}, {id}, {at}, 'imported', 'import')"
        }
        "alerts" => {
            "insert into alerts (org_id, id, kind, cause, severity, stage, trouble, closed_at)
             values ({org}, {id}, 'dead_letter', {id}, 'warning', 1, '{}', {at})"
        }
        "files" => "insert into files values ({org}, {id}, 'a.csv', 1, {key}, null, {at})",
        "validation_runs" => {
            "insert into sheets (org_id, id, name, kind, format, sample) values ({org}, {id}, 'a', 'catalogue', '{}', '{}')
             on conflict do nothing;
             insert into validation_runs (org_id, id, sheet_id, job_id, state, format, mapping, packs, created_at)
             select {org}, {id}, id, {id}, 'completed', '{}', '{}', '[]', {at} from sheets where org_id = {org};
             insert into validation_findings (org_id, run_id, row, rule, field, line, severity, value)
             values ({org}, {id}, 1, 0, 'sku', 1, 'error', '')"
        }
        "validated_records" => "insert into validated_records values ({org}, {at}::timestamptz::date, 0, '')",
        "account_turns" => "insert into account_turns values ({id}, {at})",
        "domain_events" => "insert into domain_events values ({org}, {id}, {at}, {id}, 'order.created', '{}')",
        "sync_runs" => {
            "insert into sync_runs (org_id, id, connection_id, kind, state, created_at) values ({org}, {id}, {connection}, 'incremental', 'partial', {at});
             insert into sync_run_issues values ({org}, {id}, '1', 'failed', 'missing_field', '', {at})"
        }
        "orders" => {
            "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
                 payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
                 discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
                 difference_minor, buyer_name, items)
             values ({org}, {id}, 1, {connection}, {id}, '1', '1', 'completed', 'paid', 'fulfilled', 'completed', false, {at}, {at},
                 'BRL', 1000, 0, 0, 0, 0, true, 1000, 0, 0, 'Ana Lima', 1)"
        }
        "audit_log" => {
            "insert into audit_log (org_id, id, at, actor_name, action, subject_kind) values ({org}, {id}, {at}, 'Ana', 'sku.linked', 'product')"
        }
        other => panic!("say how a row comes into {other}, so that its end is seen"),
    }
}

fn ago(days: f64) -> DateTime<Utc> {
    Utc::now() - TimeDelta::seconds((days * 86_400.0) as i64)
}

#[tokio::test]
async fn every_table_has_a_rule_and_no_rule_is_left_over() {
    let mut place = Place::new().await;
    let found: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition",
    )
    .fetch_all(&mut place.owner)
    .await
    .unwrap();
    let (found, listed): (BTreeSet<_>, BTreeSet<_>) =
        (found.into_iter().collect(), TABLES.iter().map(|table| table.name.to_owned()).collect());
    assert_eq!(found, listed, "say in `store::storage::TABLES` why a table does not grow for ever");
    assert_eq!(listed.len(), TABLES.len(), "a table is named twice");
    for kind in StorageKind::ALL {
        let counting = TABLES.iter().filter(|table| table.counts && table.kind == Some(*kind)).count();
        assert_eq!(counting, 1, "tables whose rows are counted as {kind}");
    }
}

#[tokio::test]
async fn rows_go_with_those_they_belong_to() {
    let mut place = Place::new().await;
    for table in TABLES {
        let Rule::With(parent) = table.rule else { continue };
        let of = TABLES
            .iter()
            .find(|other| other.name == parent)
            .unwrap_or_else(|| panic!("{parent} is no table"));
        if matches!(of.rule, Rule::Stays(_)) {
            continue;
        }
        let cascades: bool = sqlx::query_scalar(
            "select exists (select from pg_constraint where conrelid = $1::regclass and confrelid = $2::regclass and confdeltype = 'c')",
        )
        .bind(table.name)
        .bind(parent)
        .fetch_one(&mut place.owner)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", table.name));
        assert!(cascades, "{} outlives {parent}", table.name);
    }
}

#[tokio::test]
async fn what_is_over_is_gone_after_housekeeping_and_what_is_young_stays() {
    let mut place = Place::new().await;
    let org = place.own.org();
    // What signing in left is young.
    let mut expected = BTreeMap::new();
    for table in TABLES {
        let (old, young) = match table.rule {
            Rule::Days(days) => (ago(f64::from(days) * 1.1 + 1.0), ago(f64::from(days) * 0.9)),
            Rule::Ends => (Utc::now() - TimeDelta::minutes(1), Utc::now() + TimeDelta::hours(1)),
            Rule::Stays(_) | Rule::With(_) | Rule::Chosen(_) => continue,
        };
        let before = place.count(table.name).await;
        place.plant(table.name, org, old).await;
        place.plant(table.name, org, young).await;
        assert_eq!(place.count(table.name).await, before + 2, "{}", table.name);
        expected.insert(table.name, before + 1);
    }
    assert!(expected.len() >= 9, "{expected:?}");
    clean(&place.hub).await.unwrap();
    for (table, rows) in expected {
        assert_eq!(place.count(table).await, rows, "{table}");
    }
}

/// Days of which rows are planted: what both companies keep, what one of them does not keep, and what the
/// installation keeps no longer.
fn ages(kind: RetainedKind) -> [f64; 3] {
    let most = match kind {
        RetainedKind::Payloads | RetainedKind::Events => PAYLOAD_DAYS,
        RetainedKind::Story => KeepDays::DEFAULT.stories,
        RetainedKind::Verdicts => KeepDays::DEFAULT.verdicts,
        RetainedKind::Runs => KeepDays::DEFAULT.runs,
    };
    // Stories go by whole months.
    [1.0, f64::from(kind.least()) * 2.5, f64::from(most) + 40.0]
}

#[tokio::test]
async fn a_company_may_keep_less_than_the_installation() {
    let mut place = Place::new().await;
    let (own, other) = (place.own.org(), place.other.org());
    let mut tables = Vec::new();
    for table in TABLES {
        let Rule::Chosen(kind) = table.rule else { continue };
        for org in [own, other] {
            for age in ages(kind) {
                place.plant(table.name, org, ago(age)).await;
            }
        }
        storage::save(&place.own.cx::<ManageOrganisation>(), &[(kind, &kind.least().to_string())], None)
            .await
            .unwrap();
        tables.push(table.name);
    }
    assert_eq!(tables.len(), RetainedKind::ALL.len());
    clean(&place.hub).await.unwrap();
    for table in &tables {
        // Others go by whole days and months, as the installation keeps them.
        let stay = if *table == "sync_runs" { 3 } else { 2 };
        assert_eq!(place.count_of(table, own).await, stay, "{table}: it may still be taken back");
    }
    sqlx::query("update retention_choices set chosen_at = now() - interval '2 minutes'")
        .execute(&mut place.sql)
        .await
        .unwrap();
    clean(&place.hub).await.unwrap();
    for table in tables {
        assert_eq!(place.count_of(table, own).await, 1, "{table} of who keeps less");
        assert_eq!(place.count_of(table, other).await, 2, "{table} of who follows the installation");
    }
    assert_eq!(place.count("sync_run_issues").await, 3, "they go with their runs");
}

/// What the free plan keeps for less time than the installation does.
const LIMITED: [&str; 3] = ["domain_events", "order_verdicts", "sync_runs"];

#[tokio::test]
async fn a_plan_takes_what_is_older_than_its_history_after_thirty_days_and_nothing_else() {
    let mut place = Place::on(PlanCode::Free).await;
    let (own, other) = (place.own.org(), place.other.org());
    let larger = Assigned { plan: PlanCode::Business, limits: None, until: None, note: None };
    plans::assign(&place.hub, other, Some(&larger)).await.unwrap();
    for org in [own, other] {
        for stays in ["orders", "audit_log"] {
            place.plant(stays, org, ago(1_000.0)).await;
        }
        for table in LIMITED {
            // The last is of a month of which the free plan keeps nothing.
            for age in [1.0, 89.0, 122.0] {
                place.plant(table, org, ago(age)).await;
            }
        }
        place.plant("sync_runs", org, ago(91.0)).await;
    }
    place.change_plans(40.0).await;
    for given in [Some(&larger), None] {
        plans::assign(&place.hub, own, given).await.unwrap();
    }
    let (mut left, others) = (place.rows_of(own).await, place.rows_of(other).await);
    clean(&place.hub).await.unwrap();
    assert_eq!(place.rows_of(own).await, left, "the days begin anew with each change");
    place.change_plans(29.9).await;
    clean(&place.hub).await.unwrap();
    assert_eq!(place.rows_of(own).await, left, "whoever paid too late loses nothing");
    place.change_plans(30.1).await;
    clean(&place.hub).await.unwrap();
    for (table, gone) in
        [("domain_events", 1), ("order_verdicts", 1), ("sync_runs", 2), ("sync_run_issues", 2)]
    {
        *left.get_mut(table).unwrap() -= gone;
    }
    assert_eq!(place.rows_of(own).await, left);
    assert_eq!(place.rows_of(other).await, others, "a larger plan keeps it");
}

#[tokio::test]
async fn of_what_a_plan_keeps_and_a_company_chose_the_shorter_time_counts() {
    let mut place = Place::on(PlanCode::Free).await;
    let (own, other) = (place.own.org(), place.other.org());
    for (org, days) in [(own, 31), (other, 200)] {
        for age in [1.0, 80.0, 122.0] {
            place.plant("domain_events", org, ago(age)).await;
        }
        // Of a time with a larger plan.
        sqlx::query("insert into retention_choices (org_id, kind, days, chosen_at) values ($1, 'story', $2, now() - interval '1 hour')")
            .bind(org.0)
            .bind(days)
            .execute(&mut place.sql)
            .await
            .unwrap();
    }
    place.change_plans(29.9).await;
    clean(&place.hub).await.unwrap();
    assert_eq!(place.count_of("domain_events", own).await, 1, "a choice counts at once");
    assert_eq!(place.count_of("domain_events", other).await, 3, "a plan does not");
    place.change_plans(30.1).await;
    clean(&place.hub).await.unwrap();
    assert_eq!(place.count_of("domain_events", own).await, 1);
    assert_eq!(place.count_of("domain_events", other).await, 2);
    for (who, days) in [(&place.own, 31), (&place.other, 90)] {
        let choices = storage::view(&who.cx::<ManageOrganisation>()).await.unwrap().choices;
        let story = choices.iter().find(|choice| choice.kind == RetainedKind::Story).unwrap();
        assert_eq!((story.days, story.most), (days, 90), "what the page says");
    }
}

#[tokio::test]
async fn what_waits_or_is_left_out_stays_when_a_plan_keeps_it_no_longer() {
    let mut place = Place::new().await;
    let (own, other) = (place.own.org(), place.other.org());
    let limits = Limits { history_days: Some(45), ..Limits::NONE };
    let contract = Assigned { plan: PlanCode::Enterprise, limits: Some(limits), until: None, note: None };
    plans::assign(&place.hub, own, Some(&contract)).await.unwrap();
    let tables = ["payload_chunks", "webhook_events", "sync_runs"];
    for org in [own, other] {
        for table in tables {
            for age in [44.0, 47.0, 60.0] {
                place.plant(table, org, ago(age)).await;
            }
        }
        // Of what is the oldest: a page with an order that waits for room in the plan, a run of which an order failed, and
        // an event that waits.
        for statement in [
            "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
             select org_id, connection_id, kind, '1', 'skipped', 'plan_limit', decode(repeat('00', 16), 'hex'), day, id, 0, id, id
             from payload_chunks where org_id = $1 order by day limit 1",
            "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
             select org_id, connection_id, 'order', '2', 'failed', 'missing_field', decode(repeat('00', 16), 'hex'), created_at::date, id, 0, id, id
             from sync_runs where org_id = $1 order by created_at limit 1",
            "update webhook_events set state = 'waiting' where org_id = $1 and received_at < now() - interval '50 days'",
        ] {
            sqlx::query(statement).bind(org.0).execute(&mut place.sql).await.unwrap();
        }
    }
    place.change_plans(30.1).await;
    clean(&place.hub).await.unwrap();
    for table in tables {
        assert_eq!(place.count_of(table, own).await, 2, "{table}: what is young and what is needed");
        assert_eq!(place.count_of(table, other).await, 3, "{table} of another company");
        let oldest = match table {
            "payload_chunks" => "day::timestamptz",
            "webhook_events" => "received_at",
            _ => "created_at",
        };
        let needed = format!("{table} where {oldest} < now() - interval '50 days'");
        assert_eq!(place.count(&needed).await, 2, "{table}: of both companies what is needed");
    }
}

#[tokio::test]
async fn runs_of_events_go_soon_but_not_while_an_order_of_theirs_is_left_out() {
    let mut place = Place::new().await;
    let (org, connection) = (place.own.org(), place.connections[&place.own.org().0]);
    let mut runs = Vec::new();
    for kind in ["webhook", "webhook", "check"] {
        let id = Uuid::now_v7();
        sqlx::query("insert into sync_runs (org_id, id, connection_id, kind, state, created_at) values ($1, $2, $3, $4, 'partial', $5)")
            .bind(org.0)
            .bind(id)
            .bind(connection)
            .bind(kind)
            .bind(ago(45.0))
            .execute(&mut place.sql)
            .await
            .unwrap();
        runs.push(id);
    }
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
         values ($1, $2, 'order', '1042', 'failed', 'missing_field', decode(repeat('00', 16), 'hex'), '2026-11-20', $3, 0, $3, $3)",
    )
    .bind(org.0)
    .bind(connection)
    .bind(runs[1])
    .execute(&mut place.sql)
    .await
    .unwrap();
    clean(&place.hub).await.unwrap();
    let left: Vec<Uuid> =
        sqlx::query_scalar("select id from sync_runs order by id").fetch_all(&mut place.owner).await.unwrap();
    assert_eq!(left, runs[1..]);
}

#[tokio::test]
async fn more_than_one_statement_removes_is_removed_all_the_same() {
    let mut place = Place::new().await;
    let (org, at) = (place.own.org(), ago(20.0));
    place.partition("webhook_events", at).await;
    let many = "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
         select $1, $2, gen_random_uuid(), $3, 'order', case when n = 1 then 'waiting' else 'done' end, 'nothing', '{}', '\\x01', $2
         from generate_series(1, 4500) as n";
    let planted = sqlx::query(many).bind(org.0).bind(at).bind(place.connections[&org.0]);
    planted.execute(&mut place.sql).await.unwrap();
    sqlx::query("insert into retention_choices (org_id, kind, days, chosen_at) values ($1, 'events', 7, now() - interval '1 hour')")
        .bind(org.0)
        .execute(&mut place.sql)
        .await
        .unwrap();
    clean(&place.hub).await.unwrap();
    assert_eq!(place.count_of("webhook_events", org).await, 1, "what waits is still to be done");
}

#[tokio::test]
async fn choices_are_checked_and_written_down() {
    let mut place = Place::new().await;
    let cx = place.own.cx::<ManageOrganisation>();
    let refused = storage::save(
        &cx,
        &[(RetainedKind::Payloads, "91"), (RetainedKind::Runs, "x"), (RetainedKind::Story, "60")],
        None,
    )
    .await;
    let Err(HubError::Fault(Fault::Invalid { fields })) = refused else { panic!("{refused:?}") };
    let told: Vec<_> = fields.iter().map(|error| (error.field.as_str(), &error.problem)).collect();
    assert_eq!(told, [("payloads", &FieldProblem::OutOfRange), ("runs", &FieldProblem::Format)]);
    assert_eq!(place.count("retention_choices").await, 0, "all or nothing");

    let choose =
        async |days: &str| storage::save(&cx, &[(RetainedKind::Payloads, days)], None).await.unwrap();
    choose("14").await;
    choose("14").await;
    let chosen = storage::view(&cx).await.unwrap().choices;
    let payloads = chosen.iter().find(|choice| choice.kind == RetainedKind::Payloads).unwrap();
    assert_eq!((payloads.days, payloads.most), (14, PAYLOAD_DAYS));
    choose("90").await;
    assert_eq!(place.count("retention_choices").await, 0, "as long as the installation is no choice");
    let audited = "select data ->> 'to' from audit_log where action = 'retention.changed' order by at, id";
    let audited: Vec<String> = sqlx::query_scalar(audited).fetch_all(&mut place.owner).await.unwrap();
    assert_eq!(audited, ["14", "90"], "what changes nothing is not written down");
}

#[tokio::test]
async fn what_takes_space_is_measured_for_each_company() {
    let world = World::with(Platform::Woocommerce, 40).await;
    world.sync(hub::syncs::What::Everything).await;
    let cx = world.owner.cx::<ManageOrganisation>();
    // The worker measured when it began.
    let mut sql = world.database.connect_as("orion_system").await;
    sqlx::query("delete from storage_use").execute(&mut sql).await.unwrap();
    assert_eq!(storage::view(&cx).await.unwrap().measured_at, None);
    assert!(store::storage::measure(world.database.db()).await.unwrap());
    let view = storage::view(&cx).await.unwrap();
    assert!(view.measured_at.is_some());
    let of = |kind| view.uses.iter().find(|of| of.kind == kind).unwrap();
    assert!(of(StorageKind::Sales).items >= 40 && of(StorageKind::Sales).bytes > 0, "{view:?}");
    assert!(of(StorageKind::Sales).oldest.is_some() && of(StorageKind::Sales).kept == Kept::Always);
    assert_eq!(of(StorageKind::Payloads).kept, Kept::Days(PAYLOAD_DAYS));
    assert_eq!(of(StorageKind::Payloads).oldest, Some(Utc::now().date_naive()));
    assert_eq!(of(StorageKind::Jobs).kept, Kept::Days(30));
    let mut owner = world.database.connect_as("orion_owner").await;
    let events: i64 =
        sqlx::query_scalar("select count(*) from domain_events").fetch_one(&mut owner).await.unwrap();
    assert_eq!(of(StorageKind::Story).items, events);
    let sales = "select sum(pg_total_relation_size(oid))::bigint from pg_class
        where relname in ('orders', 'order_lines', 'order_addresses', 'order_payments', 'order_refunds', 'order_ledger',
            'sales_hours', 'product_days', 'product_weeks', 'product_marks')";
    let sales: i64 = sqlx::query_scalar(sales).fetch_one(&mut owner).await.unwrap();
    let bytes = of(StorageKind::Sales).bytes;
    assert!(bytes <= sales && bytes > sales / 2, "nobody else has sales here: {bytes} of {sales}");

    // Another company's page tells of its own rows, and pages read what was measured.
    let other = stranger(&world.hub).await;
    let view = storage::view(&other.cx::<ManageOrganisation>()).await.unwrap();
    assert_eq!((view.measured_at, view.uses), (None, Vec::new()));
    assert!(!store::storage::measure(world.database.db()).await.unwrap(), "it was measured a moment ago");
}
