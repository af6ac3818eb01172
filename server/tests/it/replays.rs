//! Processing again what is kept: from a sale, a run and a period to the difference, and from there to the run.

use crate::harness::app_near;
use domain::{ReplayId, ReplayState};
use hub::{
    permit::View,
    syncs::{self, What},
};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use std::time::Duration;
use testkit::{SignedIn, TestApp, connect_shop, stranger, work_until_idle};
use tokio::sync::watch;
use uuid::Uuid;

/// Works until the replay at this address does not go on by itself.
async fn work_until_over(app: &TestApp, who: &SignedIn, address: &str) {
    let id: ReplayId = address.rsplit('/').next().unwrap().parse().unwrap();
    let (stop, shutdown) = watch::channel(false);
    let hub = app.hub().clone();
    let worker = tokio::spawn(async move { hub::jobs::run_worker(&hub, shutdown).await });
    let is_open = async || -> bool {
        let state: ReplayState = hub::replays::find(&who.cx::<View>(), id).await.unwrap().state;
        state.is_open()
    };
    let reached = async {
        while is_open().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), reached).await.expect("done within a minute");
    stop.send_replace(true);
    worker.await.unwrap();
}

#[tokio::test]
async fn the_difference_is_shown_before_anything_is_written() {
    let shops = vec![ShopOptions { days: 5, ..ShopOptions::new(Platform::Woocommerce, "loja").orders(3) }];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let app = app_near(&sandbox).await;
    let who = stranger(app.hub()).await;
    let connection = connect_shop(&who, &sandbox, &sandbox.shops()[0]).await;
    let run = syncs::start(&who.cx(), connection, What::Everything).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let sale: Uuid = sqlx::query_scalar(
        "update orders set buyer_name = 'Nome antigo', total_minor = 1 where number = 1 returning id",
    )
    .fetch_one(&mut sql)
    .await
    .unwrap();
    let browser = app.browser(&who);
    let (sale_page, run_page) = (format!("/admin/vendas/{sale}"), format!("/admin/sincronizacoes/{run}"));
    let connection_page = format!("/admin/integracoes/{connection}");
    for page in [&sale_page, &run_page, &connection_page] {
        let body = browser.get(page).await.body;
        assert!(body.contains("/ui/replays/look") && body.contains("Processar de novo"), "{page}");
    }

    let (run_id, sale_id) = (run.to_string(), sale.to_string());
    let asked = browser.submit("/ui/replays/look", &[("scope", "run"), ("id", &run_id)]).await;
    let address = asked.location().to_owned();
    assert!(address.starts_with("/admin/sincronizacoes/reprocessar/"), "{address}");
    let looking = browser.get(&address).await.body;
    assert!(looking.contains("Comparando o que está guardado") && looking.contains("refresh"), "{looking}");
    work_until_over(&app, &who, &address).await;
    let ready = browser.get(&address).await.body;
    for shown in [
        "Nada foi gravado ainda.",
        "3 pedidos conferidos",
        "2 sem mudança",
        "1 mudaria",
        "Aplicar 1 mudança",
        "Cliente, Total",
        "Nome antigo",
        &sale_page,
    ] {
        assert!(ready.contains(shown), "{shown}: {ready}");
    }
    let id = address.rsplit('/').next().unwrap();
    let applied = browser.submit("/ui/replays/apply", &[("replay", id), ("return_to", &address)]).await;
    assert_eq!(applied.location(), address);
    work_until_over(&app, &who, &address).await;
    let applied = browser.get(&address).await.body;
    assert!(applied.contains("1 pedido gravado") && applied.contains("Ver sincronização"), "{applied}");
    assert!(!applied.contains("/ui/replays/apply"), "{applied}");
    let names = sqlx::query_scalar::<_, i64>("select count(*) from orders where buyer_name = 'Nome antigo'");
    assert_eq!(names.fetch_one(&mut sql).await.unwrap(), 0);
    let written_by: String =
        sqlx::query_scalar("select run_id::text from replays").fetch_one(&mut sql).await.unwrap();
    let written_by = browser.get(&format!("/admin/sincronizacoes/{written_by}")).await.body;
    assert!(written_by.contains(&address) && written_by.contains("Ver a diferença"), "{written_by}");
    let of_connection = browser.get(&connection_page).await.body;
    assert!(
        of_connection.contains(&address) && of_connection.contains("Últimos processamentos"),
        "{of_connection}"
    );
    let list = browser.get("/admin/sincronizacoes").await.body;
    assert!(list.contains("Processamento repetido"), "{list}");
    let story = browser.get(&sale_page).await.body;
    assert!(story.contains("A venda foi atualizada"), "{story}");

    // Of the sale alone, nothing would change any more.
    let asked = browser.submit("/ui/replays/look", &[("scope", "order"), ("id", &sale_id)]).await;
    let address = asked.location().to_owned();
    work_until_over(&app, &who, &address).await;
    let ready = browser.get(&address).await.body;
    assert!(ready.contains("Nada mudaria") && !ready.contains("/ui/replays/apply"), "{ready}");

    // What became no sale, by the channel's key.
    let key = "update source_records set verdict = 'failed', reason = 'missing_field' where order_id = $1 returning external_id";
    let key: String = sqlx::query_scalar(key).bind(sale).fetch_one(&mut sql).await.unwrap();
    let left_out = browser.get("/admin/sincronizacoes/pendentes").await.body;
    let named = format!("name=\"key\" value=\"{key}\"");
    assert!(left_out.contains("/ui/replays/look") && left_out.contains(&named), "{left_out}");
    let id = connection.to_string();
    let asked = [("scope", "record"), ("id", &*id), ("key", &*key)];
    let address = browser.submit("/ui/replays/look", &asked).await.location().to_owned();
    work_until_over(&app, &who, &address).await;
    let ready = browser.get(&address).await.body;
    assert!(ready.contains("Um pedido que o canal listou") && ready.contains("Aplicar 1 mudança"), "{ready}");

    // A period that is none comes back with what was typed.
    let id = connection.to_string();
    let odd = [("scope", "range"), ("id", &*id), ("from", "2026-11-02"), ("until", "2026-11-01")];
    let odd = [&odd[..], &[("return_to", &*connection_page)]].concat();
    let refused = browser.submit("/ui/replays/look", &odd).await;
    assert_eq!(refused.location(), connection_page);
    assert!(browser.get(&connection_page).await.body.contains("2026-11-02"));
    let viewer = app.viewer().await;
    assert_eq!(viewer.call("/ui/replays/look", &[("scope", "order"), ("id", &sale_id)]).await.status, 403);
}
