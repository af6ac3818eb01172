//! The search: what became of an order, in words and with what to press.

use crate::harness::{app, app_near, shop_with_a_failed_order};
use hub::syncs::{self, What};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use testkit::{Actor, TestApp, connect_shop, stranger, work_until_idle};
use uuid::Uuid;

/// A paused shop with one order that was refused, and an event about another that was.
async fn shop(app: &TestApp) -> Uuid {
    let connection = shop_with_a_failed_order(app, "paused", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query(
        "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, reason, about, headers, body, due_at)
         select org_id, now(), $2, id, '', 'refused', 'bad_signature', 'nothing', '{}', convert_to('{\"id\": 4711}', 'UTF8'), now()
         from connections where id = $1",
    )
    .bind(connection)
    .bind(Uuid::now_v7())
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
async fn the_whole_search_finds_what_the_palette_finds() {
    let app = app().await;
    let (owner, viewer, stranger) = (app.owner().await, app.viewer().await, app.stranger().await);
    for number in 1..=11 {
        let (sku, name) = (format!("MOR-{number}"), format!("Moringa {number}"));
        let fields = [("sku", sku.as_str()), ("name", name.as_str()), ("active", "on")];
        assert!(owner.submit("/ui/products/save", &fields).await.location().starts_with("/admin/produtos/0"));
    }
    // The navigation and the box on the page lead elsewhere, too.
    let answer = async |who: &Actor, text: &str| {
        let page = who.get(&format!("/admin/busca?q={text}")).await.body.replace("<!>", "");
        page.split_once("<main").unwrap().1.to_owned()
    };
    let found = answer(&owner, "moringa").await;
    assert_eq!(found.matches("href=\"/admin/produtos/0").count(), 10, "{found}");
    assert!(found.contains("<h2>Produtos</h2>") && found.contains("Ver tudo em Produtos"), "{found}");
    assert!(found.contains("href=\"/admin/produtos?q=moringa\""), "{found}");
    assert!(!found.contains("Nada encontrado") && !found.contains("só podem ser consultados"), "{found}");
    assert!(answer(&stranger, "moringa").await.contains("Nada encontrado no Orion"));

    sqlx::query(
        "insert into customers (org_id, id, name, name_key)
         select org_id, gen_random_uuid(), 'Moema Moringa', 'moema moringa' from products limit 1",
    )
    .execute(&mut app.database().connect_as("orion_system").await)
    .await
    .unwrap();
    let found = answer(&owner, "moema").await;
    assert!(found.contains("<h2>Clientes</h2>") && found.contains("Moema Moringa"), "{found}");

    let found = answer(&owner, "convidar").await;
    assert!(found.contains("<h2>Fazer</h2>") && found.contains(">Convidar pessoa<"), "{found}");
    assert!(!answer(&viewer, "convidar").await.contains("Convidar pessoa"), "it is not for this role");
    // The channels are asked for an order, whatever else bears its number.
    let fields = [("sku", "77"), ("name", "Moringa grande"), ("active", "on")];
    owner.submit("/ui/products/save", &fields).await;
    let found = answer(&owner, "77").await;
    assert!(
        found.contains("Moringa grande") && found.contains("Nenhuma integração está conectada"),
        "{found}"
    );
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

#[tokio::test]
async fn the_steps_of_an_order_stand_under_its_answer() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop(&app).await;
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query(
        "insert into order_verdicts (org_id, connection_id, external_id, at, code, reason, detail, cause, cause_id)
         select org_id, id, '1042', now() - step.age, step.code, step.reason, step.detail, step.cause, step.cause_id
         from connections cross join (values
             (interval '3 minutes', 'put_off', 'server', 'HTTP 502', 'event', gen_random_uuid()),
             (interval '5 minutes', 'told', null, null, 'event', gen_random_uuid()),
             (interval '1 minute', 'failed', 'missing_field', null, 'webhook', gen_random_uuid())
         ) as step (age, code, reason, detail, cause, cause_id)
         where id = $1",
    )
    .bind(connection)
    .execute(&mut sql)
    .await
    .unwrap();
    let page = owner.get("/admin/busca?q=1042").await.body;
    let (_, steps) = page.split_once("Passo a passo").unwrap();
    let place = |text: &str| steps.find(text).unwrap_or_else(|| panic!("{text}: {steps}"));
    let order = [
        "O canal avisou deste pedido",
        "O canal não pôde ser consultado",
        "A plataforma não respondeu como esperado.",
        "HTTP 502",
        "Não entrou",
        "Aviso em tempo real",
    ];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{steps}");
    // What is kept no longer is not linked.
    assert!(!steps.contains("/avisos/") && !steps.contains("Ver sincronização"), "{steps}");
}

#[tokio::test]
async fn the_page_of_a_sale_tells_how_it_came() {
    let shops = vec![ShopOptions::new(Platform::Woocommerce, "loja").orders(1)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let app = app_near(&sandbox).await;
    let who = stranger(app.hub()).await;
    let connection = connect_shop(&who, &sandbox, &sandbox.shops()[0]).await;
    syncs::start(&who.cx(), connection, What::Everything).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let sale: Uuid = sqlx::query_scalar("select id from orders").fetch_one(&mut sql).await.unwrap();
    let page = app.browser(&who).get(&format!("/admin/vendas/{sale}")).await.body;
    let (_, steps) = page.split_once("Passo a passo").unwrap();
    for shown in ["Virou venda", "Leitura completa", "Ver sincronização"] {
        assert!(steps.contains(shown), "{shown}: {steps}");
    }
}
