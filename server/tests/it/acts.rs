//! What channels are asked to do with sales, as its pages ask for it and tell of it.

use crate::harness::{app_near, end_sessions, place};
use chrono::TimeDelta;
use domain::PlanState;
use hub::{
    actions,
    permit::View,
    syncs::{self, What},
};
use sandbox::{NewLine, NewOrder, Platform, Sandbox, SandboxOptions, ShopOptions};
use sqlx::Row;
use testkit::{Actor, PASSWORD, SignedIn, TestApp, connect_shop, stranger, work_for, work_until_idle};
use uuid::Uuid;

/// A company with one store, in which a paid order of two pieces can be shipped.
struct World {
    sandbox: Sandbox,
    app: TestApp,
    who: SignedIn,
    browser: Actor,
    /// The simulator's id.
    id: u64,
    order: Uuid,
}

impl World {
    async fn at(platform: Platform) -> Self {
        let shops = vec![ShopOptions::new(platform, "loja").orders(0)];
        let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
        let app = app_near(&sandbox).await;
        let who = stranger(app.hub()).await;
        let shop = sandbox.shops()[0].clone();
        let line = NewLine { sku: Some("CAM-M".into()), name: "Camiseta".into(), quantity: 2, price: 5_000 };
        let id = shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
        shop.make_ready_to_ship(id).unwrap();
        let connection = connect_shop(&who, &sandbox, &shop).await;
        // Some platforms are read in short windows: the years before would take a minute.
        let now = chrono::Utc::now();
        let lately = What::Placed { from: now - TimeDelta::days(1), until: now + TimeDelta::minutes(1) };
        syncs::start(&who.cx(), connection, lately).await.unwrap();
        work_until_idle(&who, app.hub()).await;
        let mut sql = app.database().connect_as("orion_owner").await;
        let order = sqlx::query("select id from orders").fetch_one(&mut sql).await.unwrap().get("id");
        let browser = app.browser(&who);
        Self { sandbox, app, who, browser, id, order }
    }

    fn sale(&self) -> String {
        format!("/admin/vendas/{}", self.order)
    }

    async fn channel(&self) -> String {
        self.browser.get(&format!("{}/canal", self.sale())).await.body
    }

    /// Posts a form of the sale's page for its channel; gives where it leads and what stands there.
    async fn post(&self, to: &str, fields: &[(&str, &str)]) -> (String, String) {
        let (order, back) = (self.order.to_string(), format!("{}/canal", self.sale()));
        let mut all = vec![("order", order.as_str()), ("return_to", back.as_str())];
        all.extend(fields);
        let location = self.browser.submit(to, &all).await.location().to_owned();
        let body = self.browser.get(&location).await.body;
        (location, body)
    }

    async fn kept(&self) -> usize {
        actions::of_order(&self.who.cx::<View>(), domain::OrderId(self.order)).await.unwrap().len()
    }

    async fn work_until(&self, is_done: impl AsyncFn() -> bool) {
        work_for(self.app.hub(), async || is_done().await.then_some(())).await;
    }

    async fn work_until_over(&self) {
        self.work_until(async || {
            let asked = actions::of_order(&self.who.cx::<View>(), domain::OrderId(self.order)).await.unwrap();
            asked.iter().all(|action| action.state.is_over())
        })
        .await;
    }
}

/// What a page gives a field of a form.
fn value(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\"")).expect(name);
    let (_, rest) = rest.split_once("value=\"").expect(name);
    rest.split_once('"').unwrap().0.to_owned()
}

/// The primary button of a sale's page that leads to its shipping.
const SHIP_NOW: &str = "/canal\" class=\"button button-primary\"";

#[tokio::test]
async fn a_part_that_is_refused_comes_back_open_with_what_was_typed() {
    let world = World::at(Platform::Woocommerce).await;
    let page = world.channel().await;
    assert!(page.contains("Enviar só uma parte") && !page.contains("<details open"), "{page}");
    let (parcel, key) = (value(&page, "parcel"), value(&page, "lines[0][key]"));
    for (pieces, told) in [
        ("0", "Use um valor dentro do intervalo aceito."),
        ("3", "Use um valor dentro do intervalo aceito."),
        ("um", ""),
    ] {
        let fields = [
            ("parcel", parcel.as_str()),
            ("lines[0][key]", &key),
            ("lines[0][of]", "2"),
            ("lines[0][pieces]", pieces),
            ("tracking", "AA1BR"),
        ];
        let (location, page) = world.post("/ui/orders/ship", &fields).await;
        assert!(location.ends_with("/canal"), "{location}");
        let (_, part) = page.split_once("<details open").expect("the part stays open");
        let (part, _) = part.split_once("</details>").unwrap();
        assert!(part.contains(&format!("value=\"{pieces}\"")), "{part}");
        assert!(part.contains("aria-invalid=\"true\"") && part.contains("class=\"field-error\""), "{part}");
        assert!(part.contains(told), "{part}");
        assert_eq!(value(&page, "tracking"), "AA1BR");
    }
    assert_eq!(world.kept().await, 0);
}

#[tokio::test]
async fn what_the_channel_asks_for_is_marked_in_the_form_and_nothing_is_kept() {
    let world = World::at(Platform::Magalu).await;
    let page = world.channel().await;
    assert!(page.contains("Transportadora") && !page.contains(" ()"), "a required field has no empty word");
    let parcel = value(&page, "parcel");
    let blank = [("parcel", parcel.as_str()), ("carrier", " "), ("tracking", " ")];
    let (_, page) = world.post("/ui/orders/ship", &blank).await;
    let at = |field: &str| page.find(&format!("href=\"#{field}-0\""));
    assert!(at("carrier") < at("tracking"), "in the order in which they stand");
    assert_eq!(page.matches("class=\"field-error\">Preencha este campo.").count(), 2, "{page}");
    assert_eq!(world.kept().await, 0);
    let sale = world.browser.get(&world.sale()).await.body;
    assert!(sale.contains("Nada foi pedido ao canal nesta venda."));
    assert!(
        sale.contains(SHIP_NOW) && sale.contains(">Enviar<") && !sale.contains("Enviar ou cancelar"),
        "Magalu lets nothing be cancelled"
    );
}

#[tokio::test]
async fn a_sale_is_cancelled_for_a_reason_and_by_who_says_to_know_what_happens() {
    let world = World::at(Platform::Shopify).await;
    assert!(world.channel().await.contains("Entendo o que acontece e que não pode ser desfeito"));
    let (_, page) = world.post("/ui/orders/cancel", &[("reason", "out_of_stock")]).await;
    assert!(page.contains("id=\"sure-error\"") && page.contains("value=\"out_of_stock\" selected"), "{page}");
    let (_, page) = world.post("/ui/orders/cancel", &[("sure", "on")]).await;
    assert!(page.contains("id=\"reason-error\""), "{page}");
    let (before, after) = page.split_once("name=\"sure\"").unwrap();
    let ticks = [before.rsplit('<').next(), after.split('>').next()];
    assert!(ticks.iter().flatten().all(|part| !part.contains("checked")), "being sure is said anew: {page}");
    assert_eq!(world.kept().await, 0);
    let (location, page) =
        world.post("/ui/orders/cancel", &[("reason", "out_of_stock"), ("sure", "on")]).await;
    assert_eq!(location, world.sale());
    assert!(page.contains("A enviar") && page.contains("Enviar ou cancelar"), "{page}");
    assert!(!page.contains(SHIP_NOW), "what was asked goes first: {page}");
    world.work_until_over().await;
    assert!(world.sandbox.shops()[0].order(world.id).unwrap().cancelled.is_some());
    // The page that is open hears of it as a whole.
    let order = world.order.to_string();
    let ask = [("part", "order"), ("id", order.as_str()), ("page", location.as_str())];
    let part = world.browser.call("/ui/syncs/progress", &ask).await.body;
    for shown in ["Cancelada", "Cancelamento: confirmado pelo canal", "Cancelamento: Confirmado pelo canal"] {
        assert!(part.contains(shown), "{shown}: {part}");
    }
    // Nothing waits to be shipped, and nothing is left to be asked for.
    let head = part.split_once("Histórico").unwrap().0;
    assert!(!head.contains("A enviar") && !head.contains("Enviar ou cancelar"), "{head}");
}

#[tokio::test]
async fn a_bulk_cancellation_asks_for_a_reason_and_tells_what_it_does() {
    let world = World::at(Platform::Shopify).await;
    let order = world.order.to_string();
    let fields = |reason| [("kind", "cancelar"), ("reason", reason), ("rows[0][order]", order.as_str())];
    let refused = world.browser.submit("/ui/orders/plan", &fields("")).await;
    let page = world.browser.get(refused.location()).await.body;
    assert!(
        page.contains("id=\"reason-error\"") && page.contains(&order),
        "the picked sale is still there: {page}"
    );
    let plan = world.browser.submit("/ui/orders/plan", &fields("out_of_stock")).await.location().to_owned();
    let page = world.browser.get(&plan).await.body;
    assert!(page.contains("http-equiv=\"refresh\""), "without script it goes on as well: {page}");
    assert!(page.contains("Pedido por Ana"), "{page}");
    let id = plan.rsplit('/').next().unwrap().parse().unwrap();
    world
        .work_until(async || {
            actions::plan(&world.who.cx::<View>(), id).await.unwrap().state == PlanState::Ready
        })
        .await;
    let page = world.browser.get(&plan).await.body;
    for shown in
        ["Sem estoque", "O canal devolve o dinheiro ao cliente.", "Nada é enviado antes de você confirmar"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("http-equiv=\"refresh\""));
    let (before, _) = page.split_once("Mudar o que foi pedido").unwrap();
    let change = before.rsplit_once("href=\"").unwrap().1.split_once('"').unwrap().0.replace("&amp;", "&");
    let again = world.browser.get(&change).await.body;
    assert!(again.contains("name=\"reason\"") && again.contains(&order), "{again}");
    world.browser.submit("/ui/orders/apply", &[("plan", plan.rsplit('/').next().unwrap())]).await;
    world.work_until_over().await;
    let page = world.browser.get(&plan).await.body;
    assert!(page.contains("Voltar às vendas") && page.contains("Confirmado pelo canal"), "{page}");
    assert!(!page.contains("Nada é enviado antes") && !page.contains("Mudar o que foi pedido"), "{page}");
}

#[tokio::test]
async fn tracking_codes_of_several_sales_wait_while_their_person_signs_in_again() {
    let world = World::at(Platform::Woocommerce).await;
    let order = world.order.to_string();
    let path = format!("/admin/vendas/lote?acao=enviar&venda={order}");
    let place = place(&world.browser.get(&path).await.body, &path);
    end_sessions(&world.app).await;
    let fields = [
        ("kind", "enviar"),
        ("rows[0][order]", order.as_str()),
        ("rows[0][tracking]", "AA123456785BR"),
        ("return_to", &place),
    ];
    let answer = world.browser.submit("/ui/orders/plan", &fields).await;
    assert!(answer.location().starts_with("/entrar?voltar=/admin/vendas/lote"), "{}", answer.outcome());
    let known = [("email", world.who.email.as_str()), ("password", PASSWORD)];
    world.browser.submit("/ui/sign_in", &known).await;
    assert!(world.browser.get(&path).await.body.contains("value=\"AA123456785BR\""));
}

#[tokio::test]
async fn what_would_be_refused_is_told_as_not_applied_afterwards() {
    let world = World::at(Platform::Woocommerce).await;
    let line = NewLine { sku: None, name: "Caneca".into(), quantity: 1, price: 2_000 };
    let shop = &world.sandbox.shops()[0];
    let other = shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    let connections =
        syncs::list(&world.who.cx(), &syncs::RunFilter { limit: 1, ..Default::default() }).await;
    syncs::start(&world.who.cx(), connections.unwrap()[0].connection, What::Changes).await.unwrap();
    work_until_idle(&world.who, world.app.hub()).await;
    shop.cancel(other).unwrap();
    let mut sql = world.app.database().connect_as("orion_owner").await;
    let rows = sqlx::query("select id from orders order by id").fetch_all(&mut sql).await.unwrap();
    let ids: Vec<String> = rows.iter().map(|row| row.get::<Uuid, _>("id").to_string()).collect();
    let fields = [("kind", "enviar"), ("rows[0][order]", &ids[0]), ("rows[1][order]", &ids[1])];
    let plan = world.browser.submit("/ui/orders/plan", &fields).await.location().to_owned();
    let id = plan.rsplit('/').next().unwrap();
    let ready = async || {
        actions::plan(&world.who.cx::<View>(), id.parse().unwrap()).await.unwrap().state == PlanState::Ready
    };
    world.work_until(ready).await;
    assert!(world.browser.get(&plan).await.body.contains("Seria recusada"));
    world.browser.submit("/ui/orders/apply", &[("plan", id)]).await;
    let page = world.browser.get(&plan).await.body;
    assert!(page.contains("Não aplicada") && !page.contains("Seria recusada"), "{page}");
    assert!(page.contains("1 em andamento · 1 não aplicada") && page.contains("Envio pedido"), "{page}");
}

#[tokio::test]
async fn a_period_that_ends_before_it_begins_is_told_as_such() {
    let world = World::at(Platform::Woocommerce).await;
    let told = "O fim do período vem antes do começo";
    let page = world.browser.get("/admin/vendas?from=2026-11-20&until=2026-11-01").await.body;
    assert!(page.contains(told) && !page.contains("Nenhuma venda com estes filtros"), "{page}");
    let page = world.browser.get("/admin/vendas?from=2001-11-01&until=2001-11-01").await.body;
    assert!(!page.contains(told) && page.contains("Nenhuma venda com estes filtros"), "{page}");
}
