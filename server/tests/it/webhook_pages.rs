//! What a platform sent by itself, and what it could not deliver, as their pages tell it.

use crate::harness::app;
use sqlx::Row;
use testkit::TestApp;
use uuid::Uuid;

/// A connection with one event that arrived and one that was recovered.
async fn account(app: &TestApp) -> (Uuid, Uuid) {
    let mut sql = app.database().connect_as("orion_system").await;
    let org: Uuid = sqlx::query("select id from organisations").fetch_one(&mut sql).await.unwrap().get("id");
    let (connection, arrived, event) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id,
             missed_checked_at)
         values ($1, $2, 'mercadolivre', 'Loja Centro', 'oauth2', '{\"fields\": {}}', 'connected', '7', now())",
    )
    .bind(org)
    .bind(connection)
    .execute(&mut sql)
    .await
    .unwrap();
    for (id, topic, recovered) in [(arrived, "orders_v2", false), (event, "shipments", true)] {
        let (seconds, nanoseconds) = id.get_timestamp().unwrap().to_unix();
        sqlx::query(
            "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body,
                 due_at, recovered)
             values ($1, $2, $3, $4, $5, 'done', 'orders', '{}', '', now(), $6)",
        )
        .bind(org)
        .bind(chrono::DateTime::from_timestamp(seconds as i64, nanoseconds).unwrap())
        .bind(id)
        .bind(connection)
        .bind(topic)
        .bind(recovered)
        .execute(&mut sql)
        .await
        .unwrap();
    }
    (connection, event)
}

#[tokio::test]
async fn an_event_that_was_recovered_is_told_apart() {
    let app = app().await;
    let owner = app.owner().await;
    let (connection, event) = account(&app).await;
    let path = format!("/admin/integracoes/{connection}/avisos");
    let list = owner.get(&path).await.body;
    assert_eq!(list.matches("Recuperado").count(), 1, "{list}");
    let (before, after) = list.split_once("Recuperado").unwrap();
    assert!(before.contains("shipments") && after.contains("orders_v2"), "of the one that did not arrive");
    let detail = owner.get(&format!("{path}/{event}")).await.body;
    assert!(detail.contains("A plataforma não conseguiu entregar este aviso."), "{detail}");
    let page = owner.get(&format!("/admin/integracoes/{connection}")).await.body;
    assert!(page.contains("pelos avisos que ela não conseguiu entregar. Última pergunta:"), "{page}");
    assert!(!page.contains("A plataforma não mostrou"));

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set missed_problem = 'permission'").execute(&mut sql).await.unwrap();
    for path in [format!("/admin/integracoes/{connection}"), path] {
        let page = owner.get(&path).await.body;
        assert!(page.contains("A plataforma não mostrou os avisos que não conseguiu entregar"), "{page}");
    }
}

#[tokio::test]
async fn a_run_of_an_event_is_listed_where_it_is_asked_for_and_tells_what_started_it() {
    const LIST: &str = "/admin/sincronizacoes";
    let app = app().await;
    let owner = app.owner().await;
    let (connection, _) = account(&app).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let [news, taken, left, sent, drain, action] = [(); 6].map(|()| Uuid::now_v7());
    for (run, job, kind, state, created, failed) in [
        (news, None, "incremental", "completed", 1_i64, 0_i64),
        (taken, Some(drain), "webhook", "completed", 1, 0),
        (left, None, "webhook", "partial", 0, 1),
        (sent, Some(action), "webhook", "running", 0, 0),
    ] {
        sqlx::query(
            "insert into sync_runs (org_id, id, connection_id, job_id, kind, state, read, created, failed)
             select org_id, $1, id, $2, $3, $4, $5 + $6, $5, $6 from connections",
        )
        .bind(run)
        .bind(job)
        .bind(kind)
        .bind(state)
        .bind(created)
        .bind(failed)
        .execute(&mut sql)
        .await
        .unwrap();
    }
    for (statement, id) in [
        (
            "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, payload)
             select org_id, $1, id, 'send_action', 'critical', -10, '', 'running', '{}' from connections",
            action,
        ),
        (
            "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, payload)
             select org_id, $1, id, 'drain_events', 'normal', 0, '', 'done', '{}' from connections",
            drain,
        ),
        (
            "insert into sync_run_issues (org_id, run_id, external_id, verdict, reason)
             select org_id, $1, '1042', 'failed', 'missing_field' from connections",
            left,
        ),
    ] {
        sqlx::query(statement).bind(id).execute(&mut sql).await.unwrap();
    }

    for (query, of_events, others) in
        [("", false, true), ("?tipo=webhook", true, false), ("?tipo=all", true, true)]
    {
        let path = format!("{LIST}{query}");
        let fields = [("part", "list"), ("page", path.as_str())];
        for shown in [owner.get(&path).await.body, owner.call("/ui/syncs/progress", &fields).await.body] {
            for (run, is_listed) in [(taken, of_events), (news, others)] {
                assert_eq!(shown.contains(&format!("{LIST}/{run}")), is_listed, "{query}: {shown}");
            }
        }
    }

    let page = async |run: Uuid| owner.get(&format!("{LIST}/{run}")).await.body;
    let of_taken = page(taken).await;
    let events = format!("href=\"/admin/integracoes/{connection}/avisos\"");
    for shown in ["Aviso em tempo real", "Aviso da loja", &events, "1 nova", "A conta fecha"] {
        assert!(of_taken.contains(shown), "{shown}: {of_taken}");
    }
    assert!(!of_taken.contains("/ui/syncs/retry"), "nothing of it is left to read: {of_taken}");
    let of_left = page(left).await;
    for shown in ["Falta um dado sem o qual não há venda.", "/ui/syncs/retry"] {
        assert!(of_left.contains(shown), "{shown}: {of_left}");
    }
    assert!(!of_left.contains("Aviso da loja"), "nobody knows what made it: {of_left}");
    let of_sent = page(sent).await;
    assert!(of_sent.contains("Uma ação em uma venda") && !of_sent.contains("Aviso da loja"), "{of_sent}");
    assert!(!of_sent.contains("/ui/syncs/cancel"), "it is written whole: {of_sent}");
    assert_eq!(owner.call("/ui/syncs/cancel", &[("run_id", &sent.to_string())]).await.status, 409);
    let asked = sqlx::query_scalar::<_, i64>("select count(*) from jobs where cancel_requested");
    assert_eq!(asked.fetch_one(&mut sql).await.unwrap(), 0);
}
