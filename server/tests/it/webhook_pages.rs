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
