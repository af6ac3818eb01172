//! What did not come in and what does not work: told in words, with what to press for who may press it.

use crate::harness::{app, shop_with_a_failed_order};

#[tokio::test]
async fn an_order_that_failed_is_listed_with_its_reason_and_what_to_do() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.viewer().await);
    let connection = shop_with_a_failed_order(&app, "connected", Some("records_failed")).await;
    let overview = owner.get("/admin").await.body;
    assert!(overview.contains("href=\"/admin/sincronizacoes/pendentes\""), "{overview}");
    assert!(overview.contains("Atenção"), "the overview and the gallery call its state the same");
    let path = format!("/admin/sincronizacoes/pendentes?conexao={connection}");
    let page = owner.get(&path).await.body;
    for shown in
        ["Pedido 1042", "Loja Centro", "Falta um dado sem o qual não há venda.", "Complete o pedido na loja"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let (before, detail) = page.split_once("<details class=\"raw\"").unwrap();
    assert!(!before.contains("the order has no currency") && detail.contains("the order has no currency"));
    assert!(page.contains("/ui/syncs/retry"));
    assert!(!viewer.get(&path).await.body.contains("/ui/syncs/retry"), "a viewer starts no run");
    let opened = owner.get(&format!("{path}&ver={connection}.1042")).await.body;
    assert!(opened.contains("Os dados do canal já passaram do prazo de guarda."));
    let skipped = owner.get(&format!("{path}&resultado=skipped")).await.body;
    assert!(!skipped.contains("Pedido 1042"));
    let shop = owner.get(&format!("/admin/integracoes/{connection}")).await.body;
    assert!(shop.contains(&format!("href=\"{path}\"")), "the page of the shop leads to the reasons");
}

#[tokio::test]
async fn an_order_that_waits_for_the_plan_is_told_as_such_wherever_it_is_counted() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update source_records set verdict = 'skipped', reason = 'plan_limit', detail = null")
        .execute(&mut sql)
        .await
        .unwrap();
    let run: uuid::Uuid = sqlx::query_scalar(
        "insert into sync_runs (org_id, id, connection_id, kind, state, read, created, waiting)
         select org_id, last_run, connection_id, 'full', 'completed', 3, 2, 1 from source_records returning id",
    )
    .fetch_one(&mut sql)
    .await
    .unwrap();
    sqlx::query(
        "insert into sync_run_issues (org_id, run_id, external_id, verdict, reason)
         select org_id, last_run, external_id, verdict, reason from source_records",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    let (all, of_shop) =
        ("/admin/sincronizacoes/pendentes?resultado=waiting", format!("&conexao={connection}"));
    for path in ["/admin/uso", "/admin/planos"] {
        let page = owner.get(path).await.body;
        assert!(page.contains(&format!("href=\"{all}\"")), "{path} leads to it: {page}");
    }
    let (shop, of_run) = (format!("/admin/integracoes/{connection}"), format!("/admin/sincronizacoes/{run}"));
    for path in ["/admin/integracoes", &shop, &of_run] {
        let page = owner.get(path).await.body.replace("&amp;", "&");
        assert!(page.contains(&format!("href=\"{all}{of_shop}\"")), "{path} leads to it: {page}");
    }
    for path in ["/admin/sincronizacoes", &shop, &of_run] {
        let page = owner.get(path).await.body.to_lowercase();
        assert!(page.contains("esperando o plano") && !page.contains("1 ignorada"), "{path}: {page}");
    }
    let waiting = owner.get(&format!("{all}{of_shop}")).await.body;
    assert!(waiting.contains("Pedido 1042") && waiting.contains("Ver os planos"), "{waiting}");
    let skipped = owner.get("/admin/sincronizacoes/pendentes?resultado=skipped").await.body;
    assert!(!skipped.contains("Pedido 1042") && skipped.contains("Nenhum pedido ignorado"), "{skipped}");
}

#[tokio::test]
async fn what_the_plan_stopped_waits_for_a_hand_with_the_way_to_the_plans() {
    let app = app().await;
    let owner = app.owner().await;
    shop_with_a_failed_order(&app, "paused", Some("plan_limit")).await;
    let page = owner.get("/admin").await.body;
    let (_, told) = page.split_once("1 conexão parou porque o plano inclui menos").expect("it is told");
    let (text, _) = told.split_once("href=\"/admin/planos\"").expect("a way to the plans");
    assert!(text.contains("Loja Centro. As vendas ficam"), "{text}");
    // What a person paused does not.
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set problem = null").execute(&mut sql).await.unwrap();
    assert!(!owner.get("/admin").await.body.contains("porque o plano inclui menos"));
}

#[tokio::test]
async fn who_may_not_renew_credentials_is_told_whom_to_ask() {
    let app = app().await;
    let (owner, operator) = (app.owner().await, app.operator().await);
    let connection = shop_with_a_failed_order(&app, "needs_reauth", Some("auth")).await;
    let credentials = format!("href=\"/admin/integracoes/{connection}/credenciais\"");
    for path in ["/admin", "/admin/integracoes", &format!("/admin/integracoes/{connection}")] {
        let page = owner.get(path).await.body;
        assert!(page.contains(&credentials), "{path}");
        let page = operator.get(path).await.body;
        assert!(!page.contains("/credenciais"), "{path} leads an operator to a page that is refused");
    }
    for path in ["/admin".to_owned(), format!("/admin/integracoes/{connection}")] {
        assert!(operator.get(&path).await.body.contains("administrador da empresa"), "{path}");
    }
}

#[tokio::test]
async fn a_failure_of_our_own_is_not_blamed_on_the_shop() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "error", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    for problem in ["internal", "credentials_unreadable", "a code of tomorrow"] {
        sqlx::query("update connections set problem = $1").bind(problem).execute(&mut sql).await.unwrap();
        let page = owner.get(&format!("/admin/integracoes/{connection}")).await.body;
        assert!(!page.contains("A resposta da loja veio incompleta"), "{problem}");
        assert!(page.contains("Nenhum pedido foi perdido"), "{problem}");
    }
}

#[tokio::test]
async fn a_shop_whose_clock_is_wrong_is_told_with_whom_to_ask() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "error", Some("clock")).await;
    let page = owner.get(&format!("/admin/integracoes/{connection}")).await.body;
    assert!(page.contains("peça à hospedagem que o acerte"), "{page}");
    assert!(!page.contains("não aceitou a operação"), "{page}");
}

#[tokio::test]
async fn a_part_that_is_drawn_again_comes_back_to_its_own_page() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let (id, page) = (connection.to_string(), format!("/admin/integracoes/{connection}"));
    let fields = [("part", "connection"), ("id", id.as_str()), ("page", page.as_str())];
    let drawn = owner.call("/ui/syncs/progress", &fields).await;
    assert_eq!(drawn.status, 200, "{}", drawn.body);
    assert!(drawn.body.contains("data-keep"), "what people type into is kept");
    assert!(!drawn.body.contains("value=\\\"/ui/"), "{}", drawn.body);
    let list = [("part", "list"), ("page", "/admin/sincronizacoes?situacao=failed")];
    let drawn = owner.call("/ui/syncs/progress", &list).await;
    assert!(drawn.body.contains("Nenhuma sincronização com estes filtros"), "{}", drawn.body);
}

#[tokio::test]
async fn only_a_run_that_came_to_its_end_says_that_there_was_nothing_new() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let run: uuid::Uuid = sqlx::query_scalar(
        "insert into sync_runs (org_id, id, connection_id, kind, state)
         select org_id, last_run, connection_id, 'full', 'waiting' from source_records returning id",
    )
    .fetch_one(&mut sql)
    .await
    .unwrap();
    let (id, shop) = (run.to_string(), format!("/admin/integracoes/{connection}"));
    for (state, shown, hidden) in [
        ("completed", "Nada de novo na loja", "Nenhum pedido lido</strong>"),
        ("failed", "Nenhum pedido lido", "Nada de novo na loja"),
        ("cancelled", "Nenhum pedido lido", "Nada de novo na loja"),
    ] {
        sqlx::query("update sync_runs set state = $1").bind(state).execute(&mut sql).await.unwrap();
        let of_run = owner.get(&format!("/admin/sincronizacoes/{run}")).await.body;
        let live = owner.call("/ui/syncs/progress", &[("part", "run"), ("id", &id)]).await.body;
        for page in [&owner.get(&shop).await.body, &of_run, &live] {
            assert!(page.contains(shown) && !page.contains(hidden), "{state}: {page}");
        }
        assert!(!of_run.contains("A conta fecha"), "nothing was counted: {of_run}");
    }
}

#[tokio::test]
async fn a_run_that_waits_for_another_try_tells_when_that_is() {
    let app = app().await;
    let owner = app.owner().await;
    shop_with_a_failed_order(&app, "connected", Some("network")).await;
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query(
        "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, payload, run_at)
         select org_id, last_run, connection_id, 'sync_orders', 'normal', 0, '', 'waiting', '{}', now() + interval '1 hour'
         from source_records",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    let run: uuid::Uuid = sqlx::query_scalar(
        "insert into sync_runs (org_id, id, connection_id, job_id, kind, state, problem)
         select org_id, last_run, connection_id, last_run, 'full', 'waiting', 'network' from source_records returning id",
    )
    .fetch_one(&mut sql)
    .await
    .unwrap();
    let (path, id) = (format!("/admin/sincronizacoes/{run}"), run.to_string());
    let told = "tenta de novo sozinha. Nova tentativa: ";
    let live = owner.call("/ui/syncs/progress", &[("part", "run"), ("id", &id)]).await.body;
    for page in [owner.get(&path).await.body, live] {
        assert!(page.contains(told), "{page}");
    }
    sqlx::query("update jobs set run_at = now()").execute(&mut sql).await.unwrap();
    let page = owner.get(&path).await.body;
    assert!(page.contains("tenta de novo sozinha") && !page.contains("Nova tentativa"), "{page}");
}

#[tokio::test]
async fn what_is_disconnected_is_not_asked_about_again() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let (id, here) = (connection.to_string(), format!("/admin/integracoes/{connection}"));
    let question = format!("{here}/desconectar");
    assert!(owner.get(&question).await.body.contains("Desconectar Loja Centro?"));
    let fields = [("connection_id", id.as_str()), ("return_to", here.as_str())];
    owner.submit("/ui/integrations/disconnect", &fields).await;
    assert!(owner.get(&here).await.body.contains("Integração desconectada. As vendas continuam aqui."));
    let page = owner.get(&question).await.body;
    assert!(page.contains("Esta integração está desconectada"), "{page}");
    assert!(
        !page.contains("Desconectar Loja Centro") && !page.contains("/ui/integrations/disconnect"),
        "{page}"
    );
    owner.submit("/ui/integrations/disconnect", &fields).await;
    let told = owner.get(&here).await.body;
    assert!(told.contains("Nada foi alterado. Conecte de novo para continuar."), "{told}");
}
