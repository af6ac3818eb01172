//! The addresses of the console, and how axum serves them.

use crate::{
    account, alerts, analytics, auth, billing, company, customers, detective, first_hour,
    form::PlainPost,
    health, help, history,
    integrations::{self, completeness},
    leaving, orders, overview,
    page::{Drawing, nothing_page},
    plans, products, queue, replays, serve, storage, syncs, team, ui_page, upload, validation,
    visit::Visit,
};
use axum::{
    Router as AxumRouter,
    body::Body,
    extract::Extension,
    http::{HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;

pub use crate::shell::PageAssets;

type PageFn = fn() -> Drawing;

/// The pages, by their paths as axum writes them.
const PAGES: &[(&str, PageFn)] = &[
    ("/entrar", auth::sign_in_page),
    ("/criar-conta", auth::sign_up_page),
    ("/entrar/segunda-etapa", auth::second_step_page),
    ("/entrar/google", auth::google_return_page),
    ("/entrar/google/conta", auth::google_met_page),
    ("/sair", auth::sign_out_page),
    ("/convite/{token}", auth::invitation_page),
    ("/esqueci-a-senha", auth::forgot_page),
    ("/nova-senha/{token}", auth::reset_page),
    ("/confirmar-email/{token}", auth::email_page),
    ("/nao-fui-eu/{token}", auth::disown_page),
    ("/admin", overview::overview_page),
    ("/admin/comecar", first_hour::first_hour_page),
    ("/admin/busca", detective::detective_page),
    ("/admin/vendas", orders::orders_page),
    ("/admin/vendas/lote", orders::bulk_page),
    ("/admin/vendas/lote/{id}", orders::plan_page),
    ("/admin/vendas/imprimir", orders::packing_page),
    ("/admin/vendas/{id}", orders::order_page),
    ("/admin/vendas/{id}/imprimir", orders::order_sheet_page),
    ("/admin/vendas/{id}/canal", orders::actions_page),
    ("/admin/produtos", products::products_page),
    ("/admin/produtos/novo", products::new_product_page),
    ("/admin/produtos/vincular", products::link_skus_page),
    ("/admin/produtos/{id}", products::product_page),
    ("/admin/clientes", customers::customers_page),
    ("/admin/clientes/{id}", customers::customer_page),
    ("/admin/analises", analytics::analytics_page),
    ("/admin/ajuda", help::help_page),
    ("/admin/ajuda/{topic}", help::help_topic_page),
    ("/admin/conta", account::account_page),
    ("/admin/conta/duas-etapas", account::second_factor_page),
    ("/admin/assinatura", billing::billing_page),
    ("/admin/assinatura/retorno", billing::back_page),
    ("/admin/assinatura/encerrar", billing::cancel_page),
    ("/admin/assinatura/alem-do-plano", billing::overage_page),
    ("/admin/assinatura/mudar/{plan}", billing::change_page),
    ("/admin/empresa", company::company_page),
    ("/admin/empresas", team::companies_page),
    ("/admin/equipe", team::team_page),
    ("/admin/historico", history::history_page),
    ("/admin/planos", plans::plans_page),
    ("/admin/uso", plans::usage_page),
    ("/admin/equipe/sair", team::leave_page),
    ("/admin/equipe/{id}", team::team_member_page),
    ("/admin/equipe/{id}/remover", team::remove_member_page),
    ("/admin/integracoes", integrations::integrations_page),
    ("/admin/integracoes/nova/{platform}", integrations::new_integration_page),
    ("/admin/integracoes/conformidade", integrations::conformance_page),
    ("/admin/integracoes/retorno/{platform}", integrations::consent_return_page),
    ("/admin/integracoes/autorizacao/{id}", integrations::consent_decision_page),
    ("/admin/integracoes/{id}", integrations::integration_page),
    ("/admin/integracoes/{id}/credenciais", integrations::credentials_page),
    ("/admin/integracoes/{id}/avisos", integrations::integration_events_page),
    ("/admin/integracoes/{id}/avisos/{event}", integrations::integration_event_page),
    ("/admin/integracoes/{id}/conferencia", integrations::completeness_page),
    ("/admin/integracoes/{id}/conferencia/imprimir", integrations::completeness_sheet_page),
    ("/admin/integracoes/{id}/desconectar", integrations::disconnect_page),
    ("/admin/validacao", validation::validation_page),
    ("/admin/validacao/google", validation::google_sheet_page),
    ("/admin/validacao/{id}", validation::sheet_page),
    ("/admin/validacao/{id}/remover", validation::remove_sheet_page),
    ("/admin/validacao/{id}/colunas/{column}", validation::steps_page),
    ("/admin/validacao/conferencias/{id}", validation::validation_run_page),
    ("/admin/validacao/conferencias/{id}/correcoes", validation::corrections_page),
    ("/admin/validacao/conferencias/{id}/modelos", validation::templates_page),
    ("/admin/validacao/importacoes/{id}", validation::import_page),
    ("/admin/validacao/regras", validation::rules_page),
    ("/admin/validacao/regras/listas", validation::rule_lists_page),
    ("/admin/validacao/regras/listas/nova", validation::new_rule_list_page),
    ("/admin/validacao/regras/listas/{id}", validation::rule_list_page),
    ("/admin/validacao/regras/listas/{id}/remover", validation::remove_rule_list_page),
    ("/admin/validacao/regras/{pack}", validation::rule_pack_page),
    ("/admin/validacao/regras/propria/nova", validation::new_rule_page),
    ("/admin/validacao/regras/propria/{id}", validation::own_rule_page),
    ("/admin/validacao/regras/propria/{id}/remover", validation::remove_rule_page),
    ("/admin/sincronizacoes", syncs::syncs_page),
    ("/admin/sincronizacoes/pendentes", syncs::not_imported_page),
    ("/admin/sincronizacoes/reprocessar/filtro/{id}", replays::replay_selection_page),
    ("/admin/sincronizacoes/reprocessar/{id}", replays::replay_page),
    ("/admin/sincronizacoes/{id}", syncs::sync_run_page),
    ("/admin/fila", queue::queue_page),
    ("/admin/fila/dispensar/{id}", queue::dismiss_page),
    ("/admin/saude", health::health_page),
    ("/admin/armazenamento", storage::storage_page),
    ("/admin/vencimentos", health::expiries_page),
    ("/admin/alertas", alerts::alerts_page),
    ("/admin/alertas/ajustes", alerts::alert_settings_page),
    ("/admin/ui", ui_page::ui_page),
];

/// Where the schema of rules is, for editors.
pub const RULES_SCHEMA_PATH: &str = "/schemas/rules.json";

/// All pages and server functions. The layer that puts a [`Visit`] into the request comes around it.
pub fn router(assets: &PageAssets) -> AxumRouter {
    let files = AxumRouter::new()
        .route("/ui/{*function}", post(call))
        .route("/admin/vendas/exportar.csv", get(orders::export::file))
        .route("/admin/vendas/exportar.xlsx", get(orders::export::file))
        .route("/admin/clientes/exportar.csv", get(customers::export::file))
        .route("/admin/clientes/exportar.xlsx", get(customers::export::file))
        .route("/admin/produtos/exportar.csv", get(products::export::file))
        .route("/admin/produtos/exportar.xlsx", get(products::export::file))
        .route(analytics::CSV_PATH, get(analytics::export::file))
        .route(analytics::XLSX_PATH, get(analytics::export::file))
        .route("/admin/vendas/{id}/canal/etiqueta", get(orders::label_file))
        .route("/admin/historico.csv", get(history::csv))
        .route("/admin/integracoes/{id}/conferencia.csv", get(completeness::file::csv))
        .route("/admin/validacao/conferencias/{id}/{file}", get(validation::download))
        .route("/admin/validacao/conferencias/{id}/modelos/{template}", get(validation::in_template))
        .route("/admin/validacao/correcoes/{id}/arquivo", get(validation::corrected))
        .route("/admin/validacao/regras/listas/{id}/arquivo", get(validation::list_file))
        // Only these need what a fault's page is made of.
        .route_layer(Extension(assets.clone()));
    let of_nothing = assets.clone();
    let files = files
        .route("/admin/{*nothing}", get(move |request: Request<Body>| nothing(of_nothing.clone(), request)));
    PAGES.iter().fold(files, |router, &(path, draw)| {
        let assets = assets.clone();
        router.route(path, get(move |request: Request<Body>| serve::page(draw, assets.clone(), request)))
    })
}

/// An address of the console at which there is nothing: a page of the console for who reads it, and no page for what else asks, such
/// as a browser that looks for a source map.
async fn nothing(assets: PageAssets, request: Request<Body>) -> Response {
    if accepts_page(request.headers().get(header::ACCEPT)) {
        serve::page(nothing_page, assets, request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// Whether who asks with this `Accept` reads a page, as browsers do.
pub(crate) fn accepts_page(kinds: Option<&HeaderValue>) -> bool {
    kinds.is_some_and(|kinds| kinds.to_str().is_ok_and(|kinds| kinds.contains("text/html")))
}

/// Where files are sent to: nobody reads their bodies before the handler does. The layer that puts a [`Visit`] into the
/// request comes around it.
pub fn uploads(assets: &PageAssets) -> AxumRouter {
    AxumRouter::new()
        .route(validation::UPLOAD, post(validation::upload).get(validation::upload_page))
        .route(validation::SEND_LIST, post(validation::send_list).get(validation::send_list_page))
        .route_layer(Extension(assets.clone()))
}

/// The paths of all pages, as axum writes them.
pub fn page_paths() -> Vec<String> {
    PAGES.iter().map(|(path, _)| (*path).to_owned()).collect()
}

/// Runs a server function. What a browser's form post gets is decided in [`crate::form`], so the
/// framework is kept from redirecting by `Referer` and from putting errors into addresses.
async fn call(request: Request<Body>) -> Response {
    let mut request = match upload::as_fields(request).await {
        Ok(request) => request,
        Err(refused) => return refused,
    };
    let accept = request.headers_mut().remove(header::ACCEPT);
    request.headers_mut().remove(header::REFERER);
    if accepts_page(accept.as_ref()) {
        request.extensions_mut().insert(PlainPost);
    }
    // The function's context is a child of whatever was left as the thread's current one, be it the
    // page of somebody else that waits for its data. So the visit is put into the function's own: looked
    // up, it is found there and nowhere else.
    let visit = Visit::of(request.extensions());
    let assets = request.extensions().get::<PageAssets>().cloned();
    let look = visit.look();
    let mut answer =
        handle_server_fns_with_context(move || provide_context(visit.clone()), request).await.into_response();
    match (leaving::target(&answer), assets) {
        (Some(target), Some(assets)) => leaving::response(&assets, look, &target, answer),
        _ => {
            answer.headers_mut().remove(leaving::WHOSE);
            answer
        }
    }
}
