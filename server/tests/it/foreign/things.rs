//! A company with one of everything that another one must not find.

use super::tables::Fields;
use axum::{
    body::Bytes,
    http::{HeaderName, HeaderValue},
};
use domain::{
    ActionKind, ConnectionId, OrderId, Role, SheetId, SyncState, ValidationRunId,
    view::{
        catalog::{ProductKey, UnknownFilter},
        orders::OrderFilter,
        saved_views::ViewArea,
    },
};
use futures::stream;
use hub::{
    accounts::{Company, NewUser},
    actions::{self, CancelForm, PlanForm, PlanRow},
    alerts::{self, HookForm},
    catalog::{self, ProductInput},
    integrations::{self, Arrival},
    permit::{EditCatalog, RunSync, View},
    replays,
    syncs::{self, What},
    team,
    validation::{self, FixChoice, SentList, Wanted},
    webhooks::{Delivery, Inbox, Receipt},
};
use sandbox::{NewOrder, Sandbox, Shop};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use testkit::{
    PASSWORD, Receiver, SignedIn, TestApp, Worker, click_through, connect_shop, stranger, work_until_idle,
};

/// What stands for the names in braces.
pub(super) struct Things(BTreeMap<&'static str, String>);

impl Things {
    pub(super) fn fill(&self, template: &str) -> String {
        self.0
            .iter()
            .fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    pub(super) fn fields(&self, fields: Fields) -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, template)| (*name, self.fill(template))).collect()
    }

    /// Things of the same kind that exist nowhere.
    pub(super) fn nowhere(&self) -> Self {
        let absent = |(name, value): (&&'static str, &String)| {
            let is_id = value.parse::<uuid::Uuid>().is_ok();
            let other = if is_id { uuid::Uuid::now_v7().to_string() } else { format!("{value}-absent") };
            (*name, if *name == "store_url" { value.clone() } else { other })
        };
        Self(self.0.iter().map(absent).collect())
    }
}

/// A company with one of everything, read from a store.
pub(super) async fn company_with_everything(
    app: &TestApp,
    sandbox: &Sandbox,
    receiver: &Receiver,
) -> (SignedIn, Things) {
    let (who, shop, consenting) = (stranger(app.hub()).await, &sandbox.shops()[0], &sandbox.shops()[1]);
    let connection = connect_shop(&who, sandbox, shop).await;
    let run = syncs::start(&who.cx::<RunSync>(), connection, What::Changes).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    assert_eq!(syncs::find(&who.cx::<View>(), run).await.unwrap().state, SyncState::Completed);
    let (sheet, check, correction, import) = checked_sheet(app, &who).await;
    let open_check = validation::start(&who.cx::<EditCatalog>(), sheet).await.unwrap();
    let rule = validation::save_own_rule(&who.cx(), None, "id: secret", false).await.unwrap();
    let brands =
        SentList::<stream::Empty<Result<Bytes, std::io::Error>>>::Text("Produto secreto da Loja Verde");
    let rule_list = validation::add_rule_list(&who.cx(), "brands", brands).await.unwrap();
    let input = ProductInput {
        sku: "VERDE-1".into(),
        name: "Produto secreto da Loja Verde".into(),
        active: true,
        ..ProductInput::default()
    };
    let edit = who.cx::<EditCatalog>();
    let (product, _) = catalog::create(&edit, &input).await.unwrap();
    let waiting = catalog::to_link(&who.cx::<View>(), None, None).await.unwrap().page.rows;
    let skus = waiting.into_iter().filter(|(item, _)| matches!(item.key, ProductKey::Sku(_)));
    let skus: Vec<_> = skus.take(2).map(|(item, _)| item.shown).collect();
    let linked_code = "9001".to_owned();
    let codes = UnknownFilter::beginning("5").unwrap();
    let coded = catalog::to_link(&who.cx::<View>(), Some(&codes), None).await.unwrap().page.rows;
    let (coded, _) = coded.into_iter().next().expect("a line of the store has a code and no SKU");
    let ProductKey::Code { code: waiting_code, .. } = coded.key else { panic!("{coded:?}") };
    for key in [ProductKey::of_sku(&skus[0]), ProductKey::of_code(connection, &linked_code)] {
        catalog::link(&edit, &key.unwrap(), product).await.unwrap();
    }
    let mut owner = app.database().connect_as("orion_owner").await;
    let row = sqlx::query("select id, external_id, customer_id, buyer_email from orders where customer_id is not null and buyer_email <> '' order by id limit 1")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    let id = |column| row.get::<uuid::Uuid, _>(column).to_string();
    let granted = connect_shop(&who, sandbox, consenting).await;
    let event = event_of(app, &mut owner, consenting).await;
    let mut back = click_through(&who, consenting).await;
    back.retain(|(name, _)| name != "state");
    let back = integrations::come_back(&who.cx(), &who.token, "tiktok_shop", &back).await.unwrap();
    let Arrival::Ask(consent) = back.arrival else { panic!("{back:?}") };
    let order: OrderId = id("id").parse().unwrap();
    let (action, plan) = asked_of_the_channel(&who, order).await;
    let of_order = replays::Of::Order(order);
    let replay = replays::look_at(&who.cx(), of_order, uuid::Uuid::now_v7()).await.unwrap();
    let filter = OrderFilter { connection: Some(connection), ..OrderFilter::default() };
    let press = uuid::Uuid::now_v7();
    let selected = replays::look_at_selection(&who.cx(), &filter, "", press).await.unwrap();
    let job: uuid::Uuid = sqlx::query_scalar("select id from jobs where kind = 'look_at_plan'")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    let [member, colleague] = ["Bia", "Caio"].map(|name| colleague(app, &who, name));
    let invitation = team::invite(&who.cx(), "duda@lojas.example", "viewer").await.unwrap();
    let things = BTreeMap::from([
        ("org", who.org().to_string()),
        ("member", member.await),
        ("colleague", colleague.await),
        ("invitation", invitation.to_string()),
        ("job", job.to_string()),
        ("failed", failed(&mut owner, &who, connection).await),
        ("alert", alert(app, &mut owner, &who).await),
        ("hook", hook(&who, receiver).await),
        ("view", view(&who).await),
        ("action", action),
        ("sheet", sheet.to_string()),
        ("check", check.to_string()),
        ("rule", rule.to_string()),
        ("rule_list", rule_list.to_string()),
        ("open_check", open_check.to_string()),
        ("correction", correction),
        ("import", import),
        ("column", "0".to_owned()),
        ("template", "shopify.csv".to_owned()),
        ("file", "apontamentos.csv".to_owned()),
        ("replay", replay.to_string()),
        ("selection", selected.id.to_string()),
        ("plan", plan),
        ("granted", granted.to_string()),
        ("event", event),
        ("consent", consent.to_string()),
        ("connection", connection.to_string()),
        ("run", run.to_string()),
        ("order", id("id")),
        ("order_key", row.get("external_id")),
        ("customer", id("customer_id")),
        ("buyer", row.get("buyer_email")),
        ("product", product.to_string()),
        ("product_sku", input.sku),
        ("product_name", input.name),
        ("linked", skus[0].clone()),
        ("waiting", skus[1].clone()),
        ("linked_code", linked_code),
        ("waiting_code", waiting_code),
        ("waiting_title", coded.title),
        ("store_url", sandbox.shop_url(shop)),
    ]);
    (who, Things(things))
}

/// Somebody else of the company.
async fn colleague(app: &TestApp, who: &SignedIn, name: &str) -> String {
    let email = format!("{}@lojas.example", name.to_lowercase());
    let new = NewUser { name, email: &email, role: Role::Operator, company: Company::Known(who.org()) };
    app.hub().create_user(&new, PASSWORD).await.unwrap().user.to_string()
}

/// A sheet, a check of it that is over, a correction of what it found, and an import that can be applied.
async fn checked_sheet(app: &TestApp, who: &SignedIn) -> (SheetId, ValidationRunId, String, String) {
    let (edit, view) = (who.cx::<EditCatalog>(), who.cx::<View>());
    let text = "SKU;Título\nS-1;Produto secreto da Loja Verde\nS-2;PRODUTO QUE GRITA ALTO\n;\n";
    let parts = stream::iter([Ok::<_, std::io::Error>(Bytes::from(text))]);
    let sheet = validation::upload(&edit, "segredo.csv", parts).await.unwrap().sheet;
    let columns = ["sku", "title"].map(|field| Wanted { field });
    validation::set_columns(&edit, sheet, &columns, &["general".to_owned()]).await.unwrap();
    let check = validation::start(&edit, sheet).await.unwrap();
    let worker = Worker::start(app.hub());
    until(async || !validation::run_view(&view, check).await.unwrap().0.state.is_open()).await;
    validation::choose_fixes(&edit, check, &FixChoice::All, true).await.unwrap();
    let correction = validation::correct(&edit, check).await.unwrap();
    until(async || validation::fixes(&view, check, None, None).await.unwrap().open().is_none()).await;
    let import = validation::start_import(&edit, check).await.unwrap();
    until(async || {
        !validation::catalogue_import(&view, import, Default::default(), None)
            .await
            .unwrap()
            .0
            .state
            .is_at_work()
    })
    .await;
    worker.stop().await;
    (sheet, check, correction.to_string(), import.to_string())
}

/// Waits a minute at most.
async fn until(done: impl AsyncFn() -> bool) {
    for _ in 0..3_000 {
        if done().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("not done after a minute");
}

/// Something that the channel was asked to do with an order, and a bulk action.
async fn asked_of_the_channel(who: &SignedIn, order: OrderId) -> (String, String) {
    let press = uuid::Uuid::now_v7();
    let cancel = CancelForm { press, reason: None, message: String::new() };
    let action = actions::cancel(&who.cx(), order, &cancel).await.unwrap();
    let row = PlanRow { order, carrier: String::new(), tracking: String::new() };
    let form = PlanForm { press, kind: ActionKind::Ship, reason: None, rows: vec![row] };
    let plan = actions::plan_bulk(&who.cx(), &form).await.unwrap();
    (action.to_string(), plan.to_string())
}

/// A job that failed for good.
async fn failed(owner: &mut PgConnection, who: &SignedIn, connection: ConnectionId) -> String {
    let id = uuid::Uuid::now_v7();
    let failed =
        "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, finished_at)
                  values ($1, $2, $3, 'register_webhooks', 'normal', 0, '', 'failed', now())";
    let failed = sqlx::query(failed).bind(who.org().0).bind(id).bind(connection.0);
    failed.execute(owner).await.unwrap();
    id.to_string()
}

/// What is wrong: the job that failed.
async fn alert(app: &TestApp, owner: &mut PgConnection, who: &SignedIn) -> String {
    let now = chrono::Utc::now();
    let ground = alerts::Ground::find(app.hub(), now).await.unwrap();
    alerts::look_at(app.hub(), who.org(), ground, now).await.unwrap();
    let alert = sqlx::query_scalar("select id from alerts where kind = 'dead_letter'");
    alert.fetch_one(owner).await.map(|id: uuid::Uuid| id.to_string()).unwrap()
}

/// A view that the person keeps.
async fn view(who: &SignedIn) -> String {
    let cx = who.cx::<View>();
    hub::saved_views::save(&cx, ViewArea::Analytics, "Minha semana", "from=2026-11-01", None).await.unwrap();
    hub::saved_views::list(&cx, ViewArea::Analytics).await.unwrap()[0].id.to_string()
}

/// An address that is called for alerts.
async fn hook(who: &SignedIn, receiver: &Receiver) -> String {
    let form = HookForm {
        name: "Slack da Loja Verde".into(),
        url: receiver.url().into(),
        format: "json".into(),
        level: "all".into(),
    };
    alerts::add_hook(&who.cx(), &form).await.unwrap().id.to_string()
}

/// An event that the platform sent.
async fn event_of(app: &TestApp, owner: &mut PgConnection, shop: &Shop) -> String {
    let token = sqlx::query_scalar("select token from webhook_addresses w join connections c on c.id = w.connection_id where c.platform = 'tiktok_shop'")
        .fetch_one(&mut *owner)
        .await
        .unwrap();
    let sent = shop.order_event(shop.create(NewOrder::default()).unwrap()).unwrap();
    let headers = sent
        .headers
        .into_iter()
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap()));
    let delivery = Delivery {
        platform: "tiktok_shop".into(),
        token,
        headers: headers.collect(),
        body: Some(sent.body),
        client_ip: None,
    };
    assert_eq!(Inbox::start(app.hub().clone()).accept(delivery).await, Receipt::Taken);
    let event: uuid::Uuid =
        sqlx::query_scalar("select id from webhook_events").fetch_one(owner).await.unwrap();
    event.to_string()
}
