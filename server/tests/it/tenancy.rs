//! Lock 3: the database itself keeps organisations apart.

use sqlx::{PgConnection, Row};
use std::collections::BTreeSet;
use testkit::{HubOptions, TestDatabase, member, stranger};

/// Tables without row-level security, each with its reason.
const PUBLIC: [(&str, &str); 16] = [
    ("account_mails", "of people, who belong to several organisations, and to whom invitations go"),
    ("account_tokens", "looked up by the hash of a token"),
    ("account_turns", "when an account of a platform may be called, whoever connected it"),
    ("billing_rounds", "one row of the installation"),
    ("email_changes", "of people, who belong to several organisations"),
    ("heartbeats", "minutes of the installation, which hold nothing of anybody"),
    ("installation_plan", "one row of the installation"),
    ("passkey_challenges", "of people, or of nobody who is known yet"),
    ("passkeys", "of people, found by what their device signs before anybody is known"),
    ("recovery_codes", "of people, who prove who they are before an organisation is known"),
    ("totp_factors", "of people, who prove who they are before an organisation is known"),
    ("user_identities", "looked up by what a provider calls somebody before an organisation is known"),
    ("users", "looked up by e-mail before an organisation is known"),
    ("sessions", "looked up by the hash of a token"),
    ("stripe_events", "come before it is known whom they are about"),
    ("sign_in_throttles", "counted before anybody is known"),
];

#[tokio::test]
async fn every_table_is_isolated_or_on_the_list() {
    let database = TestDatabase::create().await;
    let mut owner = database.connect_as("orion_owner").await;
    let rows = sqlx::query(
        "select c.relname::text as name, c.relrowsecurity as secured, c.relowner::regrole::text as owner, c.relispartition as part
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> '_sqlx_migrations'",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    assert!(rows.len() > 10, "only {} tables", rows.len());
    let mut open = BTreeSet::new();
    for row in rows {
        let (name, part) = (row.get::<String, _>("name"), row.get::<bool, _>("part"));
        assert_eq!(row.get::<String, _>("owner"), "orion_owner", "{name}");
        if part {
            // A partition is reached through its parent, whose policies hold; nobody has rights on it.
            assert!(
                !may_touch(&mut owner, &name).await,
                "the partition {name} can be read around its parent"
            );
        } else if row.get::<bool, _>("secured") {
            assert_policies(&mut owner, &name).await;
        } else {
            open.insert(name);
        }
    }
    let listed: BTreeSet<_> = PUBLIC.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(open, listed, "tables without row-level security");
}

async fn may_touch(owner: &mut PgConnection, table: &str) -> bool {
    sqlx::query_scalar("select has_table_privilege('orion_app', $1, 'select, insert, update, delete')")
        .bind(format!("public.{table}"))
        .fetch_one(owner)
        .await
        .unwrap()
}

async fn assert_policies(owner: &mut PgConnection, table: &str) {
    let rows = sqlx::query(
        "select policyname::text as name, roles::text as roles, cmd, coalesce(qual, '') as qual, coalesce(with_check, '') as checked
         from pg_policies where schemaname = 'public' and tablename = $1 order by policyname",
    )
    .bind(table)
    .fetch_all(owner)
    .await
    .unwrap();
    let policies: Vec<_> = rows
        .iter()
        .map(|row| (row.get::<String, _>("name"), row.get::<String, _>("roles"), row.get::<String, _>("cmd")))
        .collect();
    let expected = [("system", "{orion_system}"), ("tenant", "{orion_app}")]
        .map(|(name, roles)| (name.to_owned(), roles.to_owned(), "ALL".to_owned()));
    assert_eq!(policies, expected, "policies of {table}");
    for column in ["qual", "checked"] {
        let text = rows[1].get::<String, _>(column);
        assert!(text.contains("current_org()") && text.contains("id ="), "{table}: {column} is {text}");
    }
}

#[tokio::test]
async fn an_organisation_sees_nothing_of_another_one() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let (own, other) = (member(&hub, domain::Role::Owner).await, stranger(&hub).await);
    let mut app = database.connect_as("orion_app").await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and rowsecurity order by 1",
    )
    .fetch_all(&mut app)
    .await
    .unwrap();
    sqlx::query("select set_config('app.org_id', $1, false)")
        .bind(own.org().to_string())
        .execute(&mut app)
        .await
        .unwrap();
    for table in tables {
        let column = if table == "organisations" { "id" } else { "org_id" };
        let statement = format!("select count(*) from {table} where {column} <> $1");
        let foreign: i64 = match sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
            .bind(own.org().0)
            .fetch_one(&mut app)
            .await
        {
            Ok(foreign) => foreign,
            // Partitions: reached through their parent only.
            Err(error) => {
                assert!(error.to_string().contains("permission denied"), "{table}: {error}");
                continue;
            }
        };
        assert_eq!(foreign, 0, "{table}");
    }
    let names: Vec<String> =
        sqlx::query_scalar("select name from organisations").fetch_all(&mut app).await.unwrap();
    assert_eq!(names, ["Loja Azul"]);
    let written = sqlx::query("update organisations set name = 'x' where id = $1")
        .bind(other.org().0)
        .execute(&mut app)
        .await;
    assert_eq!(written.unwrap().rows_affected(), 0);
    let planted = sqlx::query("insert into memberships (org_id, user_id, role) values ($1, $2, 'owner')")
        .bind(other.org().0)
        .bind(own.principal.member().user.0)
        .execute(&mut app)
        .await;
    assert!(planted.unwrap_err().to_string().contains("row-level security"));
}

#[tokio::test]
async fn without_an_organisation_the_runtime_sees_nothing() {
    let database = TestDatabase::create().await;
    member(&database.hub(HubOptions::default()), domain::Role::Owner).await;
    let mut app = database.connect_as("orion_app").await;
    for setting in ["select 1", "set app.org_id = ''"] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(setting.to_owned())).execute(&mut app).await.unwrap();
        let seen: i64 =
            sqlx::query_scalar("select count(*) from organisations").fetch_one(&mut app).await.unwrap();
        assert_eq!(seen, 0, "after {setting}");
    }
}

#[tokio::test]
async fn the_runtime_can_neither_own_nor_look_around_the_rules() {
    let database = TestDatabase::create().await;
    let mut owner = database.connect_as("orion_owner").await;
    let rows = sqlx::query(
        "select r.rolname::text as name, r.rolsuper or r.rolbypassrls or r.rolcanlogin or r.rolcreaterole as strong,
                exists (select from pg_class c where c.relowner = r.oid) as owns
         from pg_roles r where r.rolname in ('orion_app', 'orion_system')",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert!(
            !row.get::<bool, _>("strong") && !row.get::<bool, _>("owns"),
            "{}",
            row.get::<String, _>("name")
        );
    }
}

#[tokio::test]
async fn work_for_an_organisation_reaches_nothing_that_signs_in() {
    let database = TestDatabase::create().await;
    let mut app = database.connect_as("orion_app").await;
    for statement in [
        "select password_hash from users",
        "select email from users",
        "update users set name = 'x'",
        "select token_hash from sessions",
        "delete from sessions",
        "select key from sign_in_throttles",
        "delete from sign_in_throttles",
        "select token_hash from account_tokens",
        "select email from email_changes",
        "select credential from passkeys",
        "select state from passkey_challenges",
        "select secret from totp_factors",
        "select code_hash from recovery_codes",
        "select subject from user_identities",
        "insert into account_mails (id, kind) values (gen_random_uuid(), 'password_reset')",
        "select body from stripe_events",
    ] {
        let refused = sqlx::query(statement).execute(&mut app).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{statement}: {refused}");
    }
    sqlx::query("select id, name from users").execute(&mut app).await.unwrap();
}

#[tokio::test]
async fn what_was_written_down_cannot_be_rewritten() {
    let database = TestDatabase::create().await;
    for role in ["orion_app", "orion_system"] {
        let mut runtime = database.connect_as(role).await;
        for statement in [
            "update audit_log set action = 'x'",
            "delete from audit_log",
            "update order_verdicts set code = 'imported'",
            "delete from order_verdicts",
            "update usage_entries set quantity = 1",
            "delete from usage_entries",
        ] {
            let refused = sqlx::query(statement).execute(&mut runtime).await.unwrap_err();
            assert!(refused.to_string().contains("permission denied"), "{role}: {refused}");
        }
    }
}

#[tokio::test]
async fn verdicts_are_removed_for_the_own_organisation_and_never_while_they_are_young() {
    let database = TestDatabase::create().await;
    let mut owner = database.connect_as("orion_owner").await;
    let month = "create table order_verdicts_old partition of order_verdicts for values from ('2020-01-01') to ('2020-02-01')";
    sqlx::query(month).execute(&mut owner).await.unwrap();
    let (own, other) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    for org in [own, other] {
        sqlx::query(
            "insert into order_verdicts (org_id, connection_id, external_id, at, code, cause)
             values ($1, $1, '1', '2020-01-15', 'imported', 'import')",
        )
        .bind(org)
        .execute(&mut owner)
        .await
        .unwrap();
    }
    let mut app = database.connect_as("orion_app").await;
    sqlx::query("select set_config('app.org_id', $1, false)")
        .bind(own.to_string())
        .execute(&mut app)
        .await
        .unwrap();
    let young = sqlx::query("select remove_verdicts('2020-01-01', now() - interval '29 days', 10)");
    assert!(young.execute(&mut app).await.unwrap_err().to_string().contains("30 days"));
    // Nor those of what is no demo store, however old.
    let real = sqlx::query("select remove_demo_verdicts($1, 10)").bind(own);
    assert!(real.execute(&mut app).await.unwrap_err().to_string().contains("no disconnected demo store"));
    let removed: i64 = sqlx::query_scalar("select remove_verdicts('2020-01-01', '2020-02-01', 10)")
        .fetch_one(&mut app)
        .await
        .unwrap();
    assert_eq!(removed, 1);
    let left: Vec<uuid::Uuid> =
        sqlx::query_scalar("select org_id from order_verdicts").fetch_all(&mut owner).await.unwrap();
    assert_eq!(left, [other]);
}
