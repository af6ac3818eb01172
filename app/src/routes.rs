//! The addresses of the console, and how axum serves them.

use crate::{
    account::Account,
    alerts::{AlertSettingsPage, AlertsPage},
    auth::{SignIn, SignOut, SignUp},
    company::Company,
    customers::{CustomerPage, CustomersPage},
    detective::DetectivePage,
    fault_page,
    form::PlainPost,
    health::{ExpiriesPage, HealthPage},
    integrations::{
        Completeness, Conformance, ConsentDecision, ConsentReturn, Credentials, Disconnect, Integration,
        IntegrationEvent, IntegrationEvents, Integrations, NewIntegration, completeness,
    },
    leaving,
    orders::{self, ActionsPage, BulkPage, OrderPage, OrdersPage, PlanPage},
    overview::OverviewPage,
    products::{LinkSkusPage, NewProductPage, ProductPage, ProductsPage},
    queue::{DismissPage, QueuePage},
    replays::{ReplayPage, ReplaySelectionPage},
    shell::{self},
    storage::StoragePage,
    syncs::{NotImportedPage, SyncRun, Syncs},
    ui_page::UiPage,
    upload,
    visit::Visit,
};
use axum::{
    Router as AxumRouter,
    body::Body,
    extract::Extension,
    http::{Request, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::Fault;
use leptos::{prelude::*, server_fn::axum::server_fn_paths};
use leptos_axum::{
    LeptosRoutes, generate_route_list, generate_route_list_with_exclusions, handle_server_fns_with_context,
};
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

pub use crate::shell::PageAssets;

/// Every page is whole before it is sent: statuses and redirects are right, and nothing waits for a
/// script.
const WHOLE: SsrMode = SsrMode::Async;

/// The router's page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=|| fault_page::gate(Visit::current().locales(), &Fault::NotFound, "/")>
                <Route path=path!("/entrar") view=SignIn ssr=WHOLE/>
                <Route path=path!("/criar-conta") view=SignUp ssr=WHOLE/>
                <Route path=path!("/sair") view=SignOut ssr=WHOLE/>
                <Route path=path!("/admin") view=OverviewPage ssr=WHOLE/>
                <Route path=path!("/admin/busca") view=DetectivePage ssr=WHOLE/>
                <Route path=path!("/admin/vendas") view=OrdersPage ssr=WHOLE/>
                <Route path=path!("/admin/vendas/lote") view=BulkPage ssr=WHOLE/>
                <Route path=path!("/admin/vendas/lote/:id") view=PlanPage ssr=WHOLE/>
                <Route path=path!("/admin/vendas/:id") view=OrderPage ssr=WHOLE/>
                <Route path=path!("/admin/vendas/:id/canal") view=ActionsPage ssr=WHOLE/>
                <Route path=path!("/admin/produtos") view=ProductsPage ssr=WHOLE/>
                <Route path=path!("/admin/produtos/novo") view=NewProductPage ssr=WHOLE/>
                <Route path=path!("/admin/produtos/vincular") view=LinkSkusPage ssr=WHOLE/>
                <Route path=path!("/admin/produtos/:id") view=ProductPage ssr=WHOLE/>
                <Route path=path!("/admin/clientes") view=CustomersPage ssr=WHOLE/>
                <Route path=path!("/admin/clientes/:id") view=CustomerPage ssr=WHOLE/>
                <Route path=path!("/admin/conta") view=Account ssr=WHOLE/>
                <Route path=path!("/admin/empresa") view=Company ssr=WHOLE/>
                <Route path=path!("/admin/integracoes") view=Integrations ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/nova/:platform") view=NewIntegration ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/conformidade") view=Conformance ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/retorno/:platform") view=ConsentReturn ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/autorizacao/:id") view=ConsentDecision ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id") view=Integration ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id/credenciais") view=Credentials ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id/avisos") view=IntegrationEvents ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id/avisos/:event") view=IntegrationEvent ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id/conferencia") view=Completeness ssr=WHOLE/>
                <Route path=path!("/admin/integracoes/:id/desconectar") view=Disconnect ssr=WHOLE/>
                <Route path=path!("/admin/sincronizacoes") view=Syncs ssr=WHOLE/>
                <Route path=path!("/admin/sincronizacoes/pendentes") view=NotImportedPage ssr=WHOLE/>
                <Route path=path!("/admin/sincronizacoes/reprocessar/filtro/:id") view=ReplaySelectionPage ssr=WHOLE/>
                <Route path=path!("/admin/sincronizacoes/reprocessar/:id") view=ReplayPage ssr=WHOLE/>
                <Route path=path!("/admin/sincronizacoes/:id") view=SyncRun ssr=WHOLE/>
                <Route path=path!("/admin/fila") view=QueuePage ssr=WHOLE/>
                <Route path=path!("/admin/fila/dispensar/:id") view=DismissPage ssr=WHOLE/>
                <Route path=path!("/admin/saude") view=HealthPage ssr=WHOLE/>
                <Route path=path!("/admin/armazenamento") view=StoragePage ssr=WHOLE/>
                <Route path=path!("/admin/vencimentos") view=ExpiriesPage ssr=WHOLE/>
                <Route path=path!("/admin/alertas") view=AlertsPage ssr=WHOLE/>
                <Route path=path!("/admin/alertas/ajustes") view=AlertSettingsPage ssr=WHOLE/>
                <Route path=path!("/admin/ui") view=UiPage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

/// All pages and server functions. The layer that puts a [`Visit`] into the request comes around it.
pub fn router(assets: &PageAssets) -> AxumRouter {
    let options = assets.options.clone();
    let assets = assets.clone();
    // The library would serve the functions by itself, past `call`.
    let functions = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let pages = generate_route_list_with_exclusions(App, Some(functions));
    AxumRouter::new()
        .route("/ui/{*function}", post(call))
        .route("/admin/vendas/exportar.csv", get(orders::export::csv))
        .route("/admin/vendas/exportar.xlsx", get(orders::export::xlsx))
        .route("/admin/vendas/{id}/canal/etiqueta", get(orders::label_file))
        .route("/admin/integracoes/{id}/conferencia.csv", get(completeness::file::csv))
        // Only the routes above need what a fault's page is made of.
        .route_layer(Extension(assets.clone()))
        .leptos_routes_with_context(&options, pages, provide_visit, move || shell::document(&assets))
        .with_state(options)
}

/// The paths of all pages, as axum writes them.
pub fn page_paths() -> Vec<String> {
    generate_route_list(App).iter().map(|route| route.path().to_owned()).collect()
}

/// Gives a page its visit. A page has a context of its own, without a parent.
fn provide_visit() {
    provide_context(Visit::of(&expect_context::<Parts>().extensions));
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
    if accept.is_some_and(|kinds| kinds.to_str().is_ok_and(|kinds| kinds.contains("text/html"))) {
        request.extensions_mut().insert(PlainPost);
    }
    // The function's context is a child of whatever was left as the thread's current one, be it the
    // page of somebody else that waits for its data. So the visit is put into the function's own: looked
    // up, it is found there and nowhere else.
    let visit = Visit::of(request.extensions());
    let assets = request.extensions().get::<PageAssets>().cloned();
    let speaks = visit.locale();
    let answer =
        handle_server_fns_with_context(move || provide_context(visit.clone()), request).await.into_response();
    match (leaving::target(&answer), assets) {
        (Some(target), Some(assets)) => leaving::response(&assets, speaks, &target, answer),
        _ => {
            let mut answer = answer;
            answer.headers_mut().remove(leaving::WHOSE);
            answer
        }
    }
}
