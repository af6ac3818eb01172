//! The search: what became of an order, in words and with what to press.

use crate::harness::app;
use sqlx::Row;
use testkit::TestApp;
use uuid::Uuid;

/// A paused shop with one order that was refused, and an event about another that was.
async fn shop(app: &TestApp) -> Uuid {
    let mut sql = app.database().connect_as("orion_system").await;
    let org: Uuid = sqlx::query("select id from organisations").fetch_one(&mut sql).await.unwrap().get("id");
    let (connection, run, event) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
         values ($1, $2, 'woocommerce', 'Loja Centro', 'key_pair', '{\"fields\": {}}', 'paused', 'loja')",
    )
    .bind(org)
    .bind(connection)
    .execute(&mut sql)
    .await
    .unwrap();
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, detail, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
         values ($1, $2, 'order', '1042', 'failed', 'missing_field', 'the order has no currency', decode(repeat('00', 16), 'hex'), '2026-11-20', $3, 0, $3, $3)",
    )
    .bind(org)
    .bind(connection)
    .bind(run)
    .execute(&mut sql)
    .await
    .unwrap();
    sqlx::query(
        "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, reason, about, headers, body, due_at)
         values ($1, now(), $2, $3, '', 'refused', 'bad_signature', 'nothing', '{}', convert_to('{\"id\": 4711}', 'UTF8'), now())",
    )
    .bind(org)
    .bind(event)
    .bind(connection)
    .execute(&mut sql)
    .await
    .unwrap();
    connection
}

#[tokio::test]
async fn each_answer_says_why_and_what_to_press() {
    let app = app().await;
    let (owner, viewer, stranger) = (app.owner().await, app.viewer().await, app.stranger().await);
    let connection = shop(&app).await;
    let refused = owner.get("/admin/busca?q=%231042").await.body;
    for shown in ["Não entrou", "Pedido 1042", "Loja Centro", "Complete o pedido na loja", "/ui/syncs/retry"]
    {
        assert!(refused.contains(shown), "{shown}: {refused}");
    }
    assert!(!viewer.get("/admin/busca?q=1042").await.body.contains("/ui/syncs/retry"));
    let told = owner.get("/admin/busca?q=4711").await.body;
    for shown in ["Aviso recusado", "A assinatura não é da plataforma.", "Ver aviso"] {
        assert!(told.contains(shown), "{shown}: {told}");
    }
    assert!(told.contains(&format!("/admin/integracoes/{connection}/avisos/")));
    for text in ["1042", "4711"] {
        let page = stranger.get(&format!("/admin/busca?q={text}")).await.body;
        assert!(!page.contains("Loja Centro") && page.contains("Nada encontrado no Orion"), "{page}");
    }
}

#[tokio::test]
async fn what_is_not_known_says_who_can_be_asked() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.viewer().await);
    let connection = shop(&app).await;
    for (text, said) in [
        ("ana%40example.com", "Os canais só podem ser consultados pelo número do pedido."),
        ("77", "Nenhuma integração está conectada para ser consultada."),
    ] {
        let page = owner.get(&format!("/admin/busca?q={text}")).await.body;
        assert!(page.contains(said), "{page}");
        assert!(!page.contains("/ui/detective/ask"));
    }
    assert!(owner.get("/admin/busca").await.body.contains("O que você procura?"));
    assert!(owner.get("/admin/busca?q=%20%23%20").await.body.contains("O que você procura?"));
    assert!(viewer.get("/admin/busca?q=77").await.body.contains("Quem opera as sincronizações"));
    let here = [("return_to", "/admin/busca?q=77")];
    assert_eq!(viewer.call("/ui/detective/ask", &here).await.status, 403);

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set status = 'connected'").execute(&mut sql).await.unwrap();
    let page = owner.get("/admin/busca?q=77").await.body;
    assert!(
        page.contains("Perguntando aos canais conectados") && page.contains("/ui/detective/ask"),
        "{page}"
    );
    // Its credentials hold no keys, so that it cannot be asked: that is said, too.
    assert_eq!(owner.submit("/ui/detective/ask", &here).await.outcome(), "303 /admin/busca?q=77");
    let asked = owner.get("/admin/busca?q=77").await.body;
    assert!(asked.contains("Sem resposta"), "{asked}");
    let again = owner.get("/admin/busca?q=77").await.body;
    assert!(!again.contains("Sem resposta"), "what is loaded again asks nobody");
    let id = connection.to_string();
    let fields = |order: &'static str| [("connection_id", id.clone()), ("external_id", order.to_owned())];
    for (order, status) in [("a b", 404), ("77", 200)] {
        let fields = fields(order);
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(owner.call("/ui/detective/bring", &fields).await.status, status, "{order}");
    }
    let page = owner.get("/admin/busca?q=77").await.body;
    assert!(page.contains("Na fila") && !page.contains("Perguntando aos canais"), "{page}");
}
