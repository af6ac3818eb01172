//! Lock 5: what belongs to another company is not found, and nothing happens to it. Every page, server
//! function and route stands in one of the tables here: a new one fails until it is in its place.

use crate::harness::{app, app_near};
use app::access::{FUNCTIONS, PAGES, ROUTES};
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
use sandbox::{NewOrder, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use sqlx::{ConnectOptions, PgConnection, Row};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{
    PASSWORD, Receiver, SignedIn, TestApp, Worker, click_through, connect_shop, stranger, work_until_idle,
};

/// Pages of one thing, and which.
const PAGES_OF_THINGS: &[(&str, &str)] = &[
    ("/admin/vendas/{id}", "{order}"),
    ("/admin/vendas/{id}/canal", "{order}"),
    ("/admin/vendas/{id}/imprimir", "{order}"),
    ("/admin/vendas/lote/{id}", "{plan}"),
    ("/admin/produtos/{id}", "{product}"),
    ("/admin/clientes/{id}", "{customer}"),
    ("/admin/integracoes/{id}", "{connection}"),
    ("/admin/integracoes/{id}/credenciais", "{connection}"),
    ("/admin/integracoes/{id}/conferencia", "{connection}"),
    ("/admin/integracoes/{id}/conferencia/imprimir", "{connection}"),
    ("/admin/integracoes/{id}/desconectar", "{connection}"),
    ("/admin/integracoes/{id}/avisos", "{granted}"),
    ("/admin/integracoes/{id}/avisos/{event}", "{granted}"),
    ("/admin/integracoes/autorizacao/{id}", "{consent}"),
    ("/admin/fila/dispensar/{id}", "{failed}"),
    ("/admin/validacao/{id}", "{sheet}"),
    ("/admin/validacao/{id}/remover", "{sheet}"),
    ("/admin/validacao/{id}/colunas/{column}", "{sheet}"),
    ("/admin/validacao/conferencias/{id}", "{check}"),
    ("/admin/validacao/conferencias/{id}/correcoes", "{check}"),
    ("/admin/validacao/conferencias/{id}/modelos", "{check}"),
    ("/admin/validacao/importacoes/{id}", "{import}"),
    ("/admin/validacao/regras/listas/{id}", "{rule_list}"),
    ("/admin/validacao/regras/listas/{id}/remover", "{rule_list}"),
    ("/admin/validacao/regras/propria/{id}", "{rule}"),
    ("/admin/validacao/regras/propria/{id}/remover", "{rule}"),
    ("/admin/equipe/{id}", "{member}"),
    ("/admin/equipe/{id}/remover", "{member}"),
    ("/admin/sincronizacoes/{id}", "{run}"),
    ("/admin/sincronizacoes/reprocessar/{id}", "{replay}"),
    ("/admin/sincronizacoes/reprocessar/filtro/{id}", "{selection}"),
];

/// Files of one thing.
const FILES_OF_THINGS: &[(&str, &str)] = &[
    ("/admin/integracoes/{id}/conferencia.csv", "{connection}"),
    ("/admin/validacao/conferencias/{id}/{file}", "{check}"),
    ("/admin/validacao/conferencias/{id}/modelos/{template}", "{check}"),
    ("/admin/validacao/correcoes/{id}/arquivo", "{correction}"),
    ("/admin/validacao/regras/listas/{id}/arquivo", "{rule_list}"),
];

/// Routes of one thing that its owner gets nothing at: the channel prints no labels.
const EMPTY_ROUTES: &[(&str, &str)] = &[("/admin/vendas/{id}/canal/etiqueta", "{order}")];

/// Pages and routes that take ids in their query, to choose from lists.
const LISTS: &[(&str, &str)] = &[
    ("/admin/vendas", "store={connection}"),
    ("/admin/vendas", "customer={customer}"),
    ("/admin/vendas/lote", "venda={order}"),
    ("/admin/vendas/imprimir", "venda={order}"),
    ("/admin/vendas/exportar.csv", "store={connection}"),
    ("/admin/vendas/exportar.csv", "customer={customer}"),
    ("/admin/vendas/exportar.xlsx", "store={connection}"),
    ("/admin/produtos/novo", "sku={waiting}"),
    ("/admin/produtos/novo", "connection={connection}&code={waiting_code}"),
    ("/admin/produtos/vincular", "connection={connection}&code={waiting_code}"),
    ("/admin/alertas/ajustes", "novo={hook}"),
    ("/admin/validacao/google", "conta={connection}"),
    ("/admin/sincronizacoes", "conexao={connection}"),
    ("/admin/sincronizacoes/pendentes", "resultado=skipped&conexao={connection}&ver={connection}.1"),
];

/// Pages and routes that take no id.
const WITHOUT_IDS: &[&str] = &[
    // A checkout of another company is not found either: Stripe says whose it is (hub/tests/it/billing).
    "/admin/assinatura",
    "/admin/assinatura/retorno",
    "/admin/assinatura/encerrar",
    "/admin/assinatura/mudar/{plan}",
    "/hooks/stripe",
    "/admin/busca",
    "/",
    "/admin",
    "/admin/comecar",
    "/admin/ajuda",
    "/admin/ajuda/{topic}",
    "/admin/alertas",
    "/admin/analises",
    "/admin/analises/exportar.csv",
    "/admin/analises/exportar.xlsx",
    "/admin/clientes",
    "/admin/conta",
    "/admin/conta/duas-etapas",
    "/admin/empresa",
    "/admin/empresas",
    "/admin/equipe",
    "/admin/historico",
    "/admin/planos",
    "/admin/uso",
    "/admin/historico.csv",
    "/admin/equipe/sair",
    "/convite/{token}",
    "/esqueci-a-senha",
    "/confirmar-email/{token}",
    "/nova-senha/{token}",
    "/nao-fui-eu/{token}",
    "/admin/fila",
    "/admin/integracoes",
    "/admin/integracoes/conformidade",
    "/admin/integracoes/nova/{platform}",
    "/admin/integracoes/retorno/{platform}",
    "/admin/produtos",
    "/admin/validacao",
    "/admin/validacao/enviar",
    "/admin/validacao/regras",
    "/admin/validacao/regras/listas",
    "/admin/validacao/regras/listas/enviar",
    "/admin/validacao/regras/listas/nova",
    "/admin/validacao/regras/{pack}",
    "/admin/validacao/regras/propria/nova",
    "/admin/saude",
    "/admin/armazenamento",
    "/admin/ui",
    "/admin/vencimentos",
    "/criar-conta",
    "/entrar",
    "/entrar/segunda-etapa",
    "/entrar/google",
    "/entrar/google/conta",
    "/events",
    "/health",
    "/healthz",
    "/metrics",
    "/readyz",
    "/sair",
    "/webhooks/{platform}/{token}",
    "/keys/{platform}",
];

type Fields = &'static [(&'static str, &'static str)];

/// Server functions that take ids or what names a thing, with what makes them work for its owner. In
/// an order in which they do: what ends something comes last.
const CALLS: &[(&str, Fields)] = &[
    ("/ui/products/link", &[("sku", "{waiting}"), ("product", "{product}")]),
    ("/ui/products/link", &[("sku", "{linked}"), ("product_sku", "{product_sku}")]),
    (
        "/ui/products/link",
        &[("connection", "{connection}"), ("code", "{waiting_code}"), ("product", "{product}")],
    ),
    (
        "/ui/products/save",
        &[("sku", "NOVO-9"), ("name", "Novo"), ("connection", "{connection}"), ("code", "{waiting_code}")],
    ),
    (
        "/ui/products/save",
        &[("id", "{product}"), ("sku", "{product_sku}"), ("name", "Outro nome"), ("active", "1")],
    ),
    ("/ui/products/active", &[("products[0]", "{product}"), ("active", "")]),
    ("/ui/products/unlink", &[("product", "{product}"), ("sku", "{linked}")]),
    (
        "/ui/products/unlink",
        &[("product", "{product}"), ("connection", "{connection}"), ("code", "{linked_code}")],
    ),
    (
        "/ui/integrations/test",
        &[
            ("platform", "woocommerce"),
            ("connection_id", "{connection}"),
            ("fields[store_url]", "{store_url}"),
        ],
    ),
    (
        "/ui/integrations/save",
        &[
            ("platform", "woocommerce"),
            ("connection_id", "{connection}"),
            ("fields[store_url]", "{store_url}"),
        ],
    ),
    (
        "/ui/integrations/settings",
        &[("connection_id", "{connection}"), ("name", "Outro nome"), ("every_minutes", "15")],
    ),
    (
        "/ui/integrations/consent",
        &[("platform", "tiktok_shop"), ("connection_id", "{granted}"), ("auth", "oauth2")],
    ),
    (
        "/ui/integrations/key",
        &[
            ("platform", "woocommerce"),
            ("connection_id", "{connection}"),
            ("fields[store_url]", "{store_url}"),
        ],
    ),
    ("/ui/integrations/account", &[("consent_id", "{consent}"), ("account", "")]),
    ("/ui/detective/bring", &[("connection_id", "{connection}"), ("external_id", "77")]),
    ("/ui/integrations/replay", &[("connection_id", "{granted}"), ("event_id", "{event}")]),
    ("/ui/integrations/check", &[("connection_id", "{connection}"), ("month", "2026-11")]),
    ("/ui/orders/ship", &[("order", "{order}"), ("tracking", "AA1BR")]),
    ("/ui/orders/invoice", &[("order", "{order}"), ("file", "<a/>")]),
    ("/ui/orders/plan", &[("kind", "enviar"), ("rows[0][order]", "{order}")]),
    ("/ui/orders/apply", &[("plan", "{plan}")]),
    ("/ui/orders/look", &[("action", "{action}")]),
    ("/ui/orders/close", &[("action", "{action}")]),
    ("/ui/orders/cancel", &[("order", "{order}"), ("sure", "on")]),
    ("/ui/alerts/mute", &[("alert", "{alert}")]),
    ("/ui/alerts/unmute", &[("alert", "{alert}")]),
    ("/ui/saved-views/rename", &[("id", "{view}"), ("name", "Minha")]),
    ("/ui/saved-views/remove", &[("id", "{view}")]),
    ("/ui/alerts/hook-test", &[("hook", "{hook}")]),
    ("/ui/alerts/hook-remove", &[("hook", "{hook}")]),
    ("/ui/queue/dismiss", &[("job", "{failed}")]),
    ("/ui/queue/redrive", &[("job", "{failed}")]),
    ("/ui/queue/cancel", &[("job", "{job}")]),
    ("/ui/replays/look", &[("scope", "order"), ("id", "{order}")]),
    ("/ui/replays/look", &[("scope", "record"), ("id", "{connection}"), ("key", "{order_key}")]),
    ("/ui/replays/look", &[("scope", "run"), ("id", "{run}")]),
    (
        "/ui/replays/look",
        &[("scope", "range"), ("id", "{connection}"), ("from", "2026-11-01"), ("until", "2026-11-02")],
    ),
    ("/ui/replays/look", &[("scope", "filter"), ("key", "?store={connection}")]),
    ("/ui/replays/look", &[("scope", "filter"), ("key", "?customer={customer}")]),
    ("/ui/replays/apply", &[("replay", "{replay}")]),
    ("/ui/replays/apply", &[("selection", "{selection}")]),
    ("/ui/syncs/progress", &[("part", "validation"), ("id", "{check}")]),
    ("/ui/syncs/progress", &[("part", "correction"), ("id", "{check}")]),
    ("/ui/syncs/progress", &[("part", "import"), ("id", "{import}")]),
    ("/ui/validation/rename", &[("sheet", "{sheet}"), ("name", "Outro nome")]),
    ("/ui/validation/columns", &[("sheet", "{sheet}"), ("columns[0]", "sku"), ("packs[0]", "general")]),
    (
        "/ui/validation/format",
        &[
            ("sheet", "{sheet}"),
            ("format[delimiter]", "semicolon"),
            ("format[encoding]", "utf_8"),
            ("format[header]", "1"),
        ],
    ),
    ("/ui/validation/tab", &[("sheet", "{sheet}"), ("tab", "Produtos")]),
    ("/ui/validation/rule", &[("yaml", "id: a"), ("sheet", "{sheet}"), ("act", "try")]),
    ("/ui/validation/rule/live", &[("yaml", "id: a"), ("sheet", "{sheet}")]),
    ("/ui/validation/rule", &[("rule", "{rule}"), ("yaml", "id: a"), ("act", "check")]),
    ("/ui/validation/rule", &[("rule", "{rule}"), ("yaml", "id: changed"), ("act", "draft")]),
    ("/ui/validation/rule-remove", &[("rule", "{rule}")]),
    ("/ui/validation/list-remove", &[("list", "{rule_list}")]),
    (
        "/ui/validation/steps",
        &[("sheet", "{sheet}"), ("column", "{column}"), ("steps", "- trim"), ("act", "save")],
    ),
    ("/ui/validation/steps/live", &[("sheet", "{sheet}"), ("column", "{column}"), ("steps", "- trim")]),
    ("/ui/validation/corrections/undo", &[("correction", "{correction}")]),
    ("/ui/validation/corrections/choose", &[("run", "{check}"), ("accept", "1")]),
    ("/ui/validation/corrections/start", &[("run", "{check}")]),
    ("/ui/validation/corrections/cancel", &[("correction", "{correction}")]),
    ("/ui/validation/imports/apply", &[("import", "{import}"), ("new", "1"), ("changes", "1")]),
    ("/ui/validation/imports/cancel", &[("import", "{import}")]),
    ("/ui/validation/imports/undo", &[("import", "{import}")]),
    ("/ui/validation/imports/start", &[("run", "{check}")]),
    ("/ui/validation/imports/start", &[("correction", "{correction}")]),
    ("/ui/validation/start", &[("sheet", "{sheet}")]),
    ("/ui/validation/cancel", &[("run", "{open_check}")]),
    (
        "/ui/validation/google",
        &[("connection_id", "{connection}"), ("file", "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"), ("tab", "0")],
    ),
    ("/ui/validation/schedule", &[("sheet", "{sheet}"), ("mode", "hours"), ("hours", "6")]),
    ("/ui/validation/results", &[("run", "{check}")]),
    ("/ui/validation/remove", &[("sheet", "{sheet}")]),
    ("/ui/syncs/progress", &[("part", "replay"), ("id", "{replay}")]),
    ("/ui/syncs/progress", &[("part", "replay-selection"), ("id", "{selection}")]),
    ("/ui/syncs/start", &[("connection_id", "{connection}"), ("kind", "changes")]),
    ("/ui/syncs/start", &[("connection_id", "{connection}"), ("kind", "everything")]),
    ("/ui/syncs/retry", &[("run_id", "{run}")]),
    ("/ui/syncs/cancel", &[("run_id", "{run}")]),
    ("/ui/syncs/progress", &[("part", "card"), ("id", "{connection}")]),
    ("/ui/syncs/progress", &[("part", "event"), ("id", "{granted}.{event}")]),
    ("/ui/syncs/progress", &[("part", "order"), ("id", "{order}")]),
    ("/ui/syncs/progress", &[("part", "plan"), ("id", "{plan}")]),
    ("/ui/syncs/progress", &[("part", "connection"), ("id", "{connection}")]),
    ("/ui/syncs/progress", &[("part", "completeness"), ("id", "{connection}")]),
    ("/ui/syncs/progress", &[("part", "run"), ("id", "{run}")]),
    ("/ui/integrations/pause", &[("connection_id", "{connection}")]),
    ("/ui/integrations/resume", &[("connection_id", "{connection}")]),
    ("/ui/integrations/disconnect", &[("connection_id", "{connection}")]),
    ("/ui/team/send-again", &[("invitation", "{invitation}")]),
    ("/ui/team/revoke", &[("invitation", "{invitation}")]),
    ("/ui/team/role", &[("user", "{member}"), ("role", "viewer")]),
    ("/ui/team/remove", &[("user", "{member}")]),
    ("/ui/account/enter", &[("company", "{org}")]),
    // Whoever hands over is an owner no more.
    ("/ui/team/hand-over", &[("user", "{colleague}"), ("password", PASSWORD)]),
];

/// Server functions that take none.
const CALLS_WITHOUT_IDS: &[&str] = &[
    "/ui/account/password",
    "/ui/account/appearance",
    "/ui/account/found",
    "/ui/account/save",
    "/ui/account/email/ask",
    "/ui/account/email/again",
    "/ui/account/email/cancel",
    "/ui/account/google/confirm",
    "/ui/account/google/link",
    "/ui/account/google/unlink",
    "/ui/google/start",
    "/ui/google/link",
    "/ui/google/sign-up",
    "/ui/email/agree",
    "/ui/email/refuse",
    "/ui/account/passkeys/begin",
    "/ui/account/passkeys/add",
    "/ui/account/passkeys/remove",
    "/ui/account/passkeys/confirm/begin",
    "/ui/account/passkeys/confirm",
    "/ui/second-factor/disown",
    "/ui/sign_in/second/passkey/begin",
    "/ui/sign_in/second/passkey",
    "/ui/sign_in/passkey/begin",
    "/ui/sign_in/passkey",
    "/ui/account/sign-out",
    "/ui/account/second-factor/begin",
    "/ui/account/second-factor/confirm",
    "/ui/account/second-factor/codes",
    "/ui/account/second-factor/off",
    "/ui/sign_in/second",
    "/ui/team/second-factor",
    "/ui/billing/cancel",
    "/ui/billing/change",
    "/ui/billing/keep-on",
    "/ui/billing/overage",
    "/ui/billing/pay",
    "/ui/billing/portal",
    "/ui/billing/subscribe",
    "/ui/billing/take-back",
    "/ui/invitation/accept",
    "/ui/invitation/join",
    "/ui/password/forgot",
    "/ui/password/reset",
    "/ui/team/invite",
    "/ui/team/leave",
    "/ui/company_save",
    "/ui/first-hour/demo-store",
    "/ui/first-hour/region",
    "/ui/first-hour/skip",
    "/ui/nav_width",
    "/ui/palette",
    "/ui/shortcuts",
    "/ui/sign_in",
    "/ui/sign_out",
    "/ui/sign_up",
    "/ui/detective/ask",
    "/ui/alerts/choose",
    "/ui/alerts/hook",
    "/ui/alerts/kind",
    "/ui/alerts/mail-test",
    "/ui/queue/pause",
    "/ui/queue/redrive-all",
    "/ui/queue/resume",
    "/ui/storage/keep",
    "/ui/saved-views/save",
    "/ui/validation/rules",
    "/ui/syncs/start-all",
    "/ui/validation/catalogue",
];

/// What stands for the names in braces.
struct Things(BTreeMap<&'static str, String>);

impl Things {
    fn fill(&self, template: &str) -> String {
        self.0
            .iter()
            .fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    fn fields(&self, fields: Fields) -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, template)| (*name, self.fill(template))).collect()
    }

    /// Things of the same kind that exist nowhere.
    fn nowhere(&self) -> Self {
        let absent = |(name, value): (&&'static str, &String)| {
            let is_id = value.parse::<uuid::Uuid>().is_ok();
            let other = if is_id { uuid::Uuid::now_v7().to_string() } else { format!("{value}-absent") };
            (*name, if *name == "store_url" { value.clone() } else { other })
        };
        Self(self.0.iter().map(absent).collect())
    }
}

/// A company with one of everything, read from a store.
async fn company_with_everything(
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
    hub::saved_views::save(&cx, ViewArea::Analytics, "Minha semana", "from=2026-11-01").await.unwrap();
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

/// Rows and their digest, table by table, of everything that is stored.
async fn stored(database: &mut PgConnection) -> BTreeMap<String, String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where (n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition)
            or (n.nspname = 'graphile_worker' and c.relname = '_private_jobs')",
    )
    .fetch_all(&mut *database)
    .await
    .unwrap();
    let mut stored = BTreeMap::<String, String>::new();
    for table in tables {
        let statement = format!(
            "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
        );
        let digest = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&mut *database).await;
        stored.insert(table, digest.unwrap());
    }
    assert!(stored.len() > 15 && stored.values().filter(|digest| !digest.starts_with("0 ")).count() > 12);
    stored
}

#[test]
fn every_page_function_and_route_has_its_case() {
    let known: BTreeSet<_> = PAGES.iter().chain(ROUTES).map(|(path, _)| *path).collect();
    let cases = PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS).chain(EMPTY_ROUTES).chain(LISTS);
    let mut cases: BTreeSet<_> = cases.map(|(path, _)| *path).collect();
    cases.extend(WITHOUT_IDS);
    assert_eq!(cases, known, "pages and routes");
    for path in WITHOUT_IDS {
        assert!(!path.contains("{id}"), "{path}");
    }
    let known: BTreeSet<_> = FUNCTIONS.iter().map(|(path, _)| *path).collect();
    let mut cases: BTreeSet<_> = CALLS.iter().map(|(path, _)| *path).collect();
    cases.extend(CALLS_WITHOUT_IDS);
    assert_eq!(cases, known, "server functions");
}

/// What is a person's own, whichever company they look at.
const OF_NO_COMPANY: [&str; 7] = [
    "/ui/account/",
    "/ui/detective/ask",
    "/ui/invitation/",
    "/ui/nav_width",
    "/ui/password/",
    "/ui/shortcuts",
    "/ui/sign_",
];

#[tokio::test]
async fn forms_that_name_nothing_of_a_company_name_the_company() {
    let app = app().await;
    let owner = app.owner().await;
    let mut named = BTreeSet::new();
    let pages: BTreeSet<_> = WITHOUT_IDS.iter().copied().chain(LISTS.iter().map(|(path, _)| *path)).collect();
    for page in pages.into_iter().filter(|page| page.starts_with("/admin") && !page.contains(['{', '.'])) {
        let body = owner.get(page).await.body;
        for form in body.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let action = form
                .split_once("action=\"")
                .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default());
            let is_own = OF_NO_COMPANY.iter().any(|own| action.starts_with(own));
            if CALLS_WITHOUT_IDS.contains(&action) && !is_own {
                assert!(
                    form.contains("#empresa="),
                    "{page}: the form of {action} does not say of which company it is"
                );
                named.insert(action.to_owned());
            }
        }
    }
    assert!(named.len() >= 9, "{named:?}");
}

#[tokio::test]
async fn what_belongs_to_another_company_is_not_found_and_stays_as_it_is() {
    let shop = ShopOptions::new(Platform::Woocommerce, "verde").orders(120);
    let shops = vec![shop, ShopOptions::new(Platform::TiktokShop, "verde").orders(3)];
    let options = SandboxOptions { shops, ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app_near(&sandbox).await;
    let receiver = Receiver::start().await;
    let (other, things) = company_with_everything(&app, &sandbox, &receiver).await;
    let nowhere = things.nowhere();
    let own = app.owner().await;
    let mut database = app.database().superuser().connect().await.unwrap();
    let before = stored(&mut database).await;
    let secrets = ["{buyer}", "{product_name}", "{waiting_title}"].map(|name| things.fill(name));
    let shows_nothing = |path: &str, body: &str| {
        for secret in &secrets {
            assert!(!body.contains(secret.as_str()), "{path} shows {secret}");
        }
    };

    for (path, id) in PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS).chain(EMPTY_ROUTES) {
        let id = things.fill(id);
        let path = things.fill(&path.replace("{id}", &id));
        let answer = own.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        shows_nothing(&path, &answer.body);
    }
    for (path, query) in LISTS {
        let path = format!("{path}?{}", things.fill(query));
        let answer = own.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        shows_nothing(&path, &answer.body);
    }
    for (path, fields) in CALLS {
        let answer = call(&own, path, &things.fields(fields)).await;
        // What a form names by typing is refused under its field.
        let typed = fields.iter().find(|(name, _)| *name == "product_sku");
        let refused = match typed {
            Some((name, _)) => (
                422,
                format!(
                    r#"{{"code":"invalid","fields":[{{"field":"{name}","problem":{{"problem":"unknown"}}}}]}}"#
                ),
            ),
            None => (404, r#"{"code":"not_found"}"#.to_owned()),
        };
        assert_eq!(answer, refused, "{path} {fields:?}");
        let absent = call(&own, path, &nowhere.fields(fields)).await;
        assert_eq!(absent, answer, "{path} tells what exists from what does not");
    }
    let after = stored(&mut database).await;
    assert_eq!(after, before, "something was changed");

    // The same addresses are the right ones: they work for whom the things belong to.
    let owner = app.browser(&other);
    for (path, id) in PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS) {
        let id = things.fill(id);
        let path = things.fill(&path.replace("{id}", &id));
        assert_eq!(owner.get(&path).await.status, 200, "{path}");
    }
    let shown = owner.get(&things.fill("/admin/vendas/{order}")).await.body;
    assert!(shown.contains(&secrets[0]), "the buyer is shown to the owner");
    for (path, fields) in CALLS {
        let (status, body) = call(&owner, path, &things.fields(fields)).await;
        assert!(matches!(status, 200 | 409), "{path} {fields:?}: {status} {body}");
    }
    assert_ne!(stored(&mut database).await, before, "the owner's calls do change something");
    sandbox.stop().await;
}

async fn call(who: &testkit::Actor, path: &str, fields: &[(&'static str, String)]) -> (u16, String) {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = who.call(path, &fields).await;
    (answer.status.as_u16(), answer.body)
}
