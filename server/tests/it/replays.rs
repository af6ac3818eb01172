//! Processing again what is kept: from a sale, a run and a period to the difference, and from there to the run.

use crate::harness::app_near;
use domain::{ReplayId, ReplayState};
use hub::{
    permit::View,
    syncs::{self, What},
};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use testkit::{SignedIn, TestApp, connect_shop, stranger, work_for, work_until_idle};
use uuid::Uuid;

/// Works until the replay, or the selection, at this address does not go on by itself.
async fn work_until_over(app: &TestApp, who: &SignedIn, address: &str) {
    let id = address.rsplit('/').next().unwrap();
    let is_open = async || -> bool {
        let cx = who.cx::<View>();
        if address.contains("/filtro/") {
            let selection = hub::replays::find_selection(&cx, id.parse().unwrap()).await.unwrap();
            return selection.parts.iter().any(|part| part.state.is_open());
        }
        let state: ReplayState =
            hub::replays::find(&cx, id.parse::<ReplayId>().unwrap()).await.unwrap().state;
        state.is_open()
    };
    work_for(app.hub(), async || (!is_open().await).then_some(())).await;
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
        assert!(body.contains("/ui/replays/look") && body.contains("Reprocessar"), "{page}");
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
    let written_by = format!("/admin/sincronizacoes/{written_by}");
    let run_page = browser.get(&written_by).await.body;
    assert!(run_page.contains(&address) && run_page.contains("Ver a diferença"), "{run_page}");
    let of_connection = browser.get(&connection_page).await.body;
    assert!(
        of_connection.contains(&address) && of_connection.contains("Últimos processamentos"),
        "{of_connection}"
    );
    let list = browser.get("/admin/sincronizacoes").await.body;
    assert!(list.contains(&written_by), "{list}");
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

#[tokio::test]
async fn the_sales_of_a_filter_lead_to_their_difference() {
    let shops = ["norte", "sul"]
        .map(|name| ShopOptions { days: 5, ..ShopOptions::new(Platform::Woocommerce, name).orders(3) });
    let options = SandboxOptions { shops: shops.into(), ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app_near(&sandbox).await;
    let who = stranger(app.hub()).await;
    let mut stores = Vec::new();
    for shop in sandbox.shops() {
        let connection = connect_shop(&who, &sandbox, shop).await;
        syncs::start(&who.cx(), connection, What::Everything).await.unwrap();
        work_until_idle(&who, app.hub()).await;
        stores.push(connection);
    }
    let mut sql = app.database().connect_as("orion_owner").await;
    for (store, name) in stores.iter().zip(["Norte", "Sul"]) {
        let named = sqlx::query("update connections set name = $2 where id = $1").bind(store.0).bind(name);
        named.execute(&mut sql).await.unwrap();
    }
    let changed =
        "update orders set buyer_name = 'Nome antigo', status = 'completed', payment_status = 'paid'";
    sqlx::query(changed).execute(&mut sql).await.unwrap();
    let browser = app.browser(&who);
    let whole = browser.get("/admin/vendas").await.body;
    assert!(!whole.contains("/ui/replays/look"), "the whole list is no filter");
    let list = format!("/admin/vendas?store={}&payment=paid", stores[0]);
    let body = browser.get(&list).await.body;
    assert!(body.contains("/ui/replays/look") && body.contains("Processar estas vendas de novo"), "{body}");
    let none = browser.get("/admin/vendas?status=failed").await.body;
    assert!(!none.contains("/ui/replays/look"), "where nothing is found, nothing is processed");
    assert!(!app.viewer().await.get(&list).await.body.contains("/ui/replays/look"));

    // One store: to its difference.
    let key = format!("?store={}&payment=paid", stores[0]);
    let asked =
        browser.submit("/ui/replays/look", &[("scope", "filter"), ("key", &key), ("return_to", &list)]).await;
    let address = asked.location().to_owned();
    work_until_over(&app, &who, &address).await;
    let ready = browser.get(&address).await.body;
    for shown in
        ["3 pedidos conferidos", "Aplicar 3 mudanças", "Vendas deste filtro:", "Norte · Pago", "payment=paid"]
    {
        assert!(ready.contains(shown), "{shown}: {ready}");
    }
    assert!(!ready.contains("Ver as outras lojas"), "{ready}");

    // Two: to both, and all is applied by one press.
    let asked = [
        ("scope", "filter"),
        ("key", "?payment=paid&cursor=x&sum=1"),
        ("return_to", "/admin/vendas?payment=paid"),
    ];
    let address = browser.submit("/ui/replays/look", &asked).await.location().to_owned();
    assert!(address.starts_with("/admin/sincronizacoes/reprocessar/filtro/"), "{address}");
    let looking = browser.get(&address).await.body;
    assert!(looking.contains("Comparando o que está guardado") && looking.contains("refresh"), "{looking}");
    work_until_over(&app, &who, &address).await;
    let ready = browser.get(&address).await.body;
    for shown in [
        "Norte",
        "Sul",
        "3 mudariam",
        "Aplicar 6 mudanças",
        "Nada foi gravado ainda.",
        "/admin/vendas?payment=paid\"",
    ] {
        assert!(ready.contains(shown), "{shown}: {ready}");
    }
    let id = address.rsplit('/').next().unwrap();
    let fragment = browser.call("/ui/syncs/progress", &[("part", "replay-selection"), ("id", id)]).await;
    assert!(
        fragment.body.contains("3 mudariam") && fragment.body.contains("\"running\":false"),
        "{}",
        fragment.body
    );
    let applied = browser.submit("/ui/replays/apply", &[("selection", id), ("return_to", &address)]).await;
    assert_eq!(applied.location(), address);
    work_until_over(&app, &who, &address).await;
    let applied = browser.get(&address).await.body;
    assert!(applied.contains("Aplicado") && !applied.contains("/ui/replays/apply"), "{applied}");
    let old = sqlx::query_scalar::<_, i64>("select count(*) from orders where buyer_name = 'Nome antigo'");
    assert_eq!(old.fetch_one(&mut sql).await.unwrap(), 0);

    // More than are processed at once: the list says how many that are.
    let many = "insert into orders select (jsonb_populate_record(null::orders, to_jsonb(o) || jsonb_build_object(
                    'id', gen_random_uuid(), 'number', 1000 + n, 'external_id', 'x' || n, 'external_number', 'x' || n))).*
                from (select * from orders where connection_id = $1 limit 1) o, generate_series(1, 10000) n";
    sqlx::query(many).bind(stores[0].0).execute(&mut sql).await.unwrap();
    let list = format!("/admin/vendas?store={}", stores[0]);
    let key = format!("?store={}", stores[0]);
    let asked =
        browser.submit("/ui/replays/look", &[("scope", "filter"), ("key", &key), ("return_to", &list)]).await;
    assert_eq!(asked.location(), list);
    let told = browser.get(&list).await.body;
    assert!(told.contains("São vendas demais de uma vez") && told.contains("10.000 vendas"), "{told}");
}
