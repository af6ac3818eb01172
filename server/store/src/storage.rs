//! What takes space: every table, what it is of, and why it does not grow for ever.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{RetainedKind, StorageKind};

/// How a table is kept from growing without limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It grows with what people and their channels have and do, and not by time alone.
    Stays(&'static str),
    /// Rows go with those of another table.
    With(&'static str),
    /// Housekeeping removes rows that are over, or older than so many days.
    Days(i32),
    /// Housekeeping removes rows as soon as they are over.
    Ends,
    /// Kept as long as the installation does, or for less time by choice of the company.
    Chosen(RetainedKind),
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    pub name: &'static str,
    /// `None` for what belongs to no organisation.
    pub kind: Option<StorageKind>,
    /// Whether its rows are what people count of the kind: one table of each.
    pub counts: bool,
    /// A column in which an index finds an organisation's oldest row.
    pub day: Option<&'static str>,
    pub rule: Rule,
}

const fn counted(name: &'static str, kind: StorageKind, day: Option<&'static str>, rule: Rule) -> Table {
    Table { name, kind: Some(kind), counts: true, day, rule }
}

const fn beside(name: &'static str, kind: StorageKind, rule: Rule) -> Table {
    Table { name, kind: Some(kind), counts: false, day: None, rule }
}

const fn shared(name: &'static str, rule: Rule) -> Table {
    Table { name, kind: None, counts: false, day: None, rule }
}

/// All tables of the schema. A test compares it with the database, and sees each rule at work.
pub const TABLES: &[Table] = {
    use Rule::{Chosen, Days, Ends, Stays, With};
    use StorageKind as Kind;
    const SALES: Rule = Stays("the sales of the company");
    const SETTINGS: Rule = Stays("made by people, one by one");
    &[
        counted("orders", Kind::Sales, Some("placed_at"), SALES),
        beside("order_lines", Kind::Sales, With("orders")),
        beside("order_addresses", Kind::Sales, With("orders")),
        beside("order_payments", Kind::Sales, With("orders")),
        beside("order_refunds", Kind::Sales, With("orders")),
        beside("order_ledger", Kind::Sales, With("orders")),
        beside("sales_hours", Kind::Sales, With("orders")),
        beside("product_days", Kind::Sales, With("orders")),
        beside("product_weeks", Kind::Sales, With("orders")),
        beside("product_marks", Kind::Sales, Stays("hours whose products are not added up yet")),
        counted("customers", Kind::Customers, None, Stays("the people who buy")),
        beside("customer_identities", Kind::Customers, With("customers")),
        beside("customer_names", Kind::Customers, With("customers")),
        beside("customer_sums", Kind::Customers, With("customers")),
        beside("customer_marks", Kind::Customers, Stays("customers whose purchases are not added up yet")),
        counted("products", Kind::Products, None, SETTINGS),
        beside("sku_links", Kind::Products, SETTINGS),
        beside("code_links", Kind::Products, SETTINGS),
        beside("integration_mappings", Kind::Products, With("products")),
        counted("payload_chunks", Kind::Payloads, None, Chosen(RetainedKind::Payloads)),
        counted("webhook_events", Kind::Events, None, Chosen(RetainedKind::Events)),
        beside("webhook_event_ids", Kind::Events, Days(7)),
        counted("domain_events", Kind::Story, None, Chosen(RetainedKind::Story)),
        counted("order_verdicts", Kind::Verdicts, None, Chosen(RetainedKind::Verdicts)),
        counted("source_records", Kind::Records, None, Stays("one row for each order of a channel")),
        counted("sync_runs", Kind::Runs, Some("created_at"), Chosen(RetainedKind::Runs)),
        beside("sync_run_issues", Kind::Runs, With("sync_runs")),
        counted("jobs", Kind::Jobs, None, Days(30)),
        beside("job_pauses", Kind::Jobs, Stays("at most one row for each kind of work")),
        counted("order_actions", Kind::Actions, None, Stays("what people asked channels to do with sales")),
        beside("action_plans", Kind::Actions, Days(30)),
        beside("action_plan_items", Kind::Actions, With("action_plans")),
        beside("replays", Kind::Actions, Days(30)),
        beside("replay_items", Kind::Actions, With("replays")),
        beside("replay_picks", Kind::Actions, With("replays")),
        counted("call_stats", Kind::Figures, None, Days(90)),
        beside("event_hours", Kind::Figures, Days(40)),
        beside("completeness_hours", Kind::Figures, Days(400)),
        beside("completeness_checks", Kind::Figures, Stays("one row for each connection")),
        beside("call_streaks", Kind::Figures, Stays("one row for each connection")),
        counted("alerts", Kind::Alerts, None, Days(90)),
        beside("alert_messages", Kind::Alerts, With("alerts")),
        beside("alert_looks", Kind::Alerts, Stays("one row for each organisation")),
        beside("alert_mutes", Kind::Settings, Stays("at most one row for each kind of alert")),
        beside("alert_preferences", Kind::Settings, SETTINGS),
        beside("alert_hooks", Kind::Settings, SETTINGS),
        counted("audit_log", Kind::Audit, Some("at"), Stays("what people do; nobody may remove it")),
        counted("connections", Kind::Settings, None, SETTINGS),
        beside("connection_tokens", Kind::Settings, With("connections")),
        beside("sync_cursors", Kind::Settings, With("connections")),
        beside("webhook_addresses", Kind::Settings, With("connections")),
        beside("consent_requests", Kind::Settings, Ends),
        beside("memberships", Kind::Settings, SETTINGS),
        beside("invitations", Kind::Settings, SETTINGS),
        beside("saved_views", Kind::Settings, SETTINGS),
        beside("first_steps", Kind::Settings, Stays("at most four rows for each organisation")),
        beside("retention_choices", Kind::Settings, SETTINGS),
        counted("sheets", Kind::Sheets, None, SETTINGS),
        beside("files", Kind::Sheets, Days(1)),
        beside("rule_choices", Kind::Settings, SETTINGS),
        beside("own_rules", Kind::Settings, SETTINGS),
        beside("rule_lists", Kind::Settings, SETTINGS),
        beside("rule_versions", Kind::Settings, With("own_rules")),
        beside("mapping_versions", Kind::Sheets, With("sheets")),
        counted("validation_findings", Kind::Validations, None, With("validation_runs")),
        beside("validation_runs", Kind::Validations, Days(90)),
        beside("validation_run_rules", Kind::Validations, With("validation_runs")),
        beside("validation_run_packs", Kind::Validations, With("validation_runs")),
        beside("validation_results", Kind::Validations, With("validation_runs")),
        beside("fix_choices", Kind::Validations, With("validation_runs")),
        beside("corrections", Kind::Validations, With("validation_runs")),
        beside("catalogue_imports", Kind::Validations, With("validation_runs")),
        beside("catalogue_import_rows", Kind::Validations, With("catalogue_imports")),
        beside("validated_records", Kind::Validations, Days(62)),
        beside("usage_entries", Kind::Settings, Stays("what was used, which bills rest on")),
        beside("usage_months", Kind::Settings, Stays("one row for each meter and month")),
        beside("org_plans", Kind::Settings, Stays("one row for each organisation")),
        beside("storage_use", Kind::Settings, Stays("one row for each organisation and kind, written anew")),
        beside("billing_customers", Kind::Settings, Stays("one row for each company that ever subscribed")),
        beside("billing_subscriptions", Kind::Settings, Stays("what companies subscribed to, one by one")),
        beside("billing_checkouts", Kind::Settings, Days(90)),
        beside("billing_invoices", Kind::Settings, Stays("what was billed, which the law keeps for years")),
        beside("billing_usage_reports", Kind::Settings, Stays("what bills rest on")),
        beside("billing_mails", Kind::Settings, Days(400)),
        shared("stripe_events", Days(400)),
        shared("billing_rounds", Stays("one row")),
        shared("organisations", SETTINGS),
        shared("installation_plan", Stays("one row")),
        shared("users", SETTINGS),
        shared("totp_factors", Stays("at most one row for each person")),
        shared("recovery_codes", Stays("ten for each person at most")),
        shared("passkeys", SETTINGS),
        shared("passkey_challenges", Ends),
        shared("user_identities", Stays("at most one row for each person and provider")),
        shared("sessions", Ends),
        shared("email_changes", Ends),
        shared("account_tokens", Days(30)),
        shared("account_mails", Days(90)),
        shared("sign_in_throttles", Days(1)),
        shared("heartbeats", Days(31)),
        shared("account_turns", Days(1)),
        shared("_sqlx_migrations", Stays("one row for each version of the schema")),
    ]
};

/// Measures every table for all organisations, unless that was done a while ago: within 5 minutes for a small
/// database, an hour from 200 MB on, 6 hours from 2 GB on. An index of each table is read from end to end.
///
/// # Errors
/// [`StoreError`].
pub async fn measure(db: &Db) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("measure what takes space", db).await?;
    let is_fresh = sqlx::query_scalar!(
        r#"select exists (select from storage_use where measured_at > now() - (
               select case when size < 200e6 then interval '5 minutes' when size < 2e9 then interval '1 hour'
                   else interval '6 hours' end
               from (select pg_database_size(current_database()) as size) as database)) as "fresh!""#
    );
    if is_fresh.fetch_one(tx.conn()).await? {
        return Ok(false);
    }
    let measured: Vec<_> = TABLES.iter().filter_map(|table| Some((table, table.kind?))).collect();
    sqlx::query!(
        "call measure_storage($1, $2, $3, $4)",
        &measured.iter().map(|(table, _)| table.name.to_owned()).collect::<Vec<_>>(),
        &measured.iter().map(|(_, kind)| kind.code().to_owned()).collect::<Vec<_>>(),
        &measured.iter().map(|(table, _)| table.counts).collect::<Vec<_>>(),
        &measured.iter().map(|(table, _)| table.day.map(str::to_owned)).collect::<Vec<_>>()
            as &[Option<String>],
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(true)
}

/// What of a kind an organisation has, as it was last measured.
#[derive(Debug, Clone)]
pub struct Measured {
    pub kind: StorageKind,
    pub items: i64,
    pub bytes: i64,
    pub oldest: Option<NaiveDate>,
    pub measured_at: DateTime<Utc>,
}

/// What takes space of the organisation, most first.
///
/// # Errors
/// [`StoreError`].
pub async fn uses(tx: &mut OrgTx) -> Result<Vec<Measured>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select kind, items, bytes, oldest, measured_at from storage_use where org_id = $1 order by bytes desc, kind",
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Measured {
                kind: row.kind.parse()?,
                items: row.items,
                bytes: row.bytes,
                oldest: row.oldest,
                measured_at: row.measured_at,
            })
        })
        .collect()
}
