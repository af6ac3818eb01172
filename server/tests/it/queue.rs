//! The page of the queue.

use crate::harness::{app, shop_with_a_failed_order};
use sqlx::Row;
use testkit::TestApp;
use uuid::Uuid;

/// Two jobs of a shop: one that waits, put off once before, and one that failed for good.
async fn jobs(app: &TestApp) -> (Uuid, Uuid) {
    let connection = shop_with_a_failed_order(app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let org: Uuid = sqlx::query("select id from organisations").fetch_one(&mut sql).await.unwrap().get("id");
    let ids = (Uuid::now_v7(), Uuid::now_v7());
    for (id, kind, state) in [(ids.0, "sync_orders", "waiting"), (ids.1, "register_webhooks", "failed")] {
        let run = Uuid::now_v7();
        sqlx::query(
            "insert into sync_runs (org_id, id, connection_id, kind, state, problem) values ($1, $2, $3, 'webhook', $4, 'server_error')",
        )
        .bind(org)
        .bind(run)
        .bind(connection)
        .bind(state)
        .execute(&mut sql)
        .await
        .unwrap();
        sqlx::query(
            "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, lease, payload,
                 last_error, finished_at)
             values ($1, $2, $3, $4, 'critical', -10, $4, $5, 3, jsonb_build_object($6::text, $7), 'the server said 500',
                 case when $5 = 'failed' then now() end)",
        )
        .bind(org)
        .bind(id)
        .bind(connection)
        .bind(kind)
        .bind(state)
        .bind(if kind == "sync_orders" { "run" } else { "none" })
        .bind(run)
        .execute(&mut sql)
        .await
        .unwrap();
    }
    ids
}

#[tokio::test]
async fn what_waits_and_what_failed_is_told_in_words_with_what_to_press() {
    let app = app().await;
    let (operator, viewer) = (app.operator().await, app.viewer().await);
    let empty = operator.get("/admin/fila").await.body;
    assert!(empty.contains("Nada na fila") && !empty.contains("pararam com erro"), "{empty}");
    let (waiting, failed) = jobs(&app).await;

    let page = operator.get("/admin/fila").await.body;
    let shown =
        ["Loja Centro", "Prioridade crítica", "3 tentativas", "1 tarefa parou com erro", "/ui/queue/pause"];
    for shown in shown.iter().chain(&[waiting.to_string().as_str()]) {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let list = page.split_once("left-out").unwrap().1;
    assert!(!list.contains(&failed.to_string()), "what failed is a list of its own");
    for code in ["server_error", "sync_orders<", "critical<", "the server said 500"] {
        assert!(!page.contains(code), "{code}: {page}");
    }
    let dead = operator.get("/admin/fila?situacao=failed").await.body;
    let shown =
        ["Registro de avisos na plataforma", "Uma falha do Orion", "/ui/queue/redrive", "Tentar de novo"];
    for shown in shown.iter().chain(&[failed.to_string().as_str()]) {
        assert!(dead.contains(shown), "{shown}: {dead}");
    }
    assert!(!dead.contains(&waiting.to_string()));
    for path in ["/admin/fila", "/admin/fila?situacao=failed"] {
        let page = viewer.get(path).await.body;
        assert!(
            page.contains("Loja Centro") && !page.contains("/ui/queue/"),
            "{path}: a viewer presses nothing"
        );
    }
    let other = operator.get("/admin/fila?tipo=send_action").await.body;
    assert!(other.contains("Nenhuma tarefa com estes filtros"));
}

#[tokio::test]
async fn a_kind_is_paused_resumed_and_a_job_is_done_again_by_forms_without_script() {
    let app = app().await;
    let operator = app.operator().await;
    let (_, failed) = jobs(&app).await;
    let back = [("kind", "drain_events"), ("return_to", "/admin/fila?tipo=drain_events")];
    let answer = operator.submit("/ui/queue/pause", &back).await;
    assert_eq!(answer.outcome(), "303 /admin/fila?tipo=drain_events");
    let page = operator.get("/admin/fila").await.body;
    assert!(
        page.contains("Pausada") && page.contains("por Ana Exemplo") && page.contains("/ui/queue/resume"),
        "{page}"
    );
    operator.submit("/ui/queue/resume", &back).await;
    assert!(!operator.get("/admin/fila").await.body.contains("por Ana Exemplo"));
    assert_eq!(operator.call("/ui/queue/pause", &[("kind", "nothing")]).await.status, 404);

    let job = failed.to_string();
    let fields = [("job", job.as_str()), ("return_to", "/admin/fila")];
    assert_eq!(operator.submit("/ui/queue/redrive", &fields).await.outcome(), "303 /admin/fila");
    let page = operator.get("/admin/fila").await.body;
    assert!(
        page.contains("1 tarefa voltou para a fila.") && !page.contains("1 tarefa parou com erro"),
        "{page}"
    );
    let drawn = operator.call("/ui/syncs/progress", &[("part", "queue-list"), ("page", "/admin/fila")]).await;
    assert!(drawn.body.contains("Registro de avisos na plataforma"), "{}", drawn.body);
    let drawn = operator.call("/ui/syncs/progress", &[("part", "queue"), ("page", "/admin/fila")]).await;
    assert!(drawn.body.contains("Por tipo de tarefa"), "{}", drawn.body);
}

#[tokio::test]
async fn what_failed_is_given_up_after_a_page_that_says_what_that_means() {
    let app = app().await;
    let (operator, viewer) = (app.operator().await, app.viewer().await);
    let (_, failed) = jobs(&app).await;
    let (of_one, of_kind) =
        (format!("/admin/fila/dispensar/{failed}"), "/admin/fila/dispensar/register_webhooks".to_owned());
    let dead = operator.get("/admin/fila?situacao=failed").await.body;
    for link in [&of_one, &of_kind] {
        assert!(dead.contains(&format!("href=\"{link}\"")), "{link}: {dead}");
        let asked = operator.get(link).await.body;
        for shown in [
            "Dispensar 1 tarefa parada: Registro de avisos na plataforma?",
            "O Orion o confere de novo por si",
            "Manter na lista",
            "/ui/queue/dismiss",
        ] {
            assert!(asked.contains(shown), "{shown}: {asked}");
        }
        assert_eq!(viewer.get(link).await.status, 403);
    }
    assert!(!viewer.get("/admin/fila?situacao=failed").await.body.contains("dispensar"));
    assert_eq!(operator.get("/admin/fila/dispensar/nothing").await.status, 404);
    let none = operator.get("/admin/fila/dispensar/drain_events").await.body;
    assert!(none.contains("Nada parado deste tipo") && !none.contains("/ui/queue/dismiss"), "{none}");

    // A page that was drawn before it failed means none of it.
    let before =
        [("kind", "register_webhooks"), ("until", "2020-01-01T00:00:00Z"), ("return_to", "/admin/fila")];
    operator.submit("/ui/queue/dismiss", &before).await;
    assert!(operator.get("/admin/fila").await.body.contains("Nada foi dispensado agora."));
    assert_eq!(operator.call("/ui/queue/dismiss", &[("kind", "register_webhooks")]).await.status, 422);
    let job = failed.to_string();
    let back = [("job", job.as_str()), ("return_to", "/admin/fila?situacao=failed")];
    assert_eq!(
        operator.submit("/ui/queue/dismiss", &back).await.outcome(),
        "303 /admin/fila?situacao=failed"
    );
    let page = operator.get("/admin/fila?situacao=failed").await.body;
    assert!(page.contains("1 tarefa dispensada.") && !page.contains(&job), "{page}");
    assert_eq!(operator.get(&of_one).await.status, 404);
}
