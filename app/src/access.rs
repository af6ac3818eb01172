//! Who may ask for what: every page, server function and route, in one table.
//!
//! The guard itself stands in each page and function, by the type of its
//! [`OrgCx`](hub::auth::OrgCx). This table says the same once more for the navigation, and for the
//! test that calls every address anonymously, without the permission, and with foreign ids: an
//! address that is missing here, or that does not behave as it says, fails.

use domain::Permission;

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing.
    Public,
    /// To be signed in, whatever the role.
    SignedIn,
    /// A permission in the organisation.
    Member(Permission),
}

use Access::{Member, Public, SignedIn};
use Permission::{EditCatalog, Export, FulfilOrders, ManageConnections, ManageOrganisation, RunSync, View};

/// Pages, by their paths as axum writes them.
pub const PAGES: &[(&str, Access)] = &[
    ("/entrar", Public),
    ("/criar-conta", Public),
    ("/sair", Public),
    ("/admin", Member(View)),
    ("/admin/busca", Member(View)),
    ("/admin/vendas", Member(View)),
    ("/admin/vendas/lote", Member(FulfilOrders)),
    ("/admin/vendas/lote/{id}", Member(View)),
    ("/admin/vendas/{id}", Member(View)),
    ("/admin/vendas/{id}/canal", Member(FulfilOrders)),
    ("/admin/produtos", Member(View)),
    ("/admin/produtos/novo", Member(EditCatalog)),
    ("/admin/produtos/vincular", Member(View)),
    ("/admin/produtos/{id}", Member(View)),
    ("/admin/clientes", Member(View)),
    ("/admin/clientes/{id}", Member(View)),
    ("/admin/conta", Member(View)),
    ("/admin/empresa", Member(ManageOrganisation)),
    ("/admin/integracoes", Member(View)),
    ("/admin/integracoes/nova/{platform}", Member(ManageConnections)),
    ("/admin/integracoes/conformidade", Member(View)),
    ("/admin/integracoes/retorno/{platform}", Member(ManageConnections)),
    ("/admin/integracoes/autorizacao/{id}", Member(ManageConnections)),
    ("/admin/integracoes/{id}", Member(View)),
    ("/admin/integracoes/{id}/credenciais", Member(ManageConnections)),
    ("/admin/integracoes/{id}/avisos", Member(View)),
    ("/admin/integracoes/{id}/avisos/{event}", Member(View)),
    ("/admin/integracoes/{id}/conferencia", Member(View)),
    ("/admin/integracoes/{id}/desconectar", Member(ManageConnections)),
    ("/admin/validacao", Member(View)),
    ("/admin/validacao/google", Member(EditCatalog)),
    ("/admin/validacao/{id}", Member(View)),
    ("/admin/validacao/{id}/remover", Member(EditCatalog)),
    ("/admin/validacao/{id}/colunas/{column}", Member(View)),
    ("/admin/validacao/conferencias/{id}", Member(View)),
    ("/admin/validacao/conferencias/{id}/correcoes", Member(View)),
    ("/admin/validacao/conferencias/{id}/modelos", Member(View)),
    ("/admin/validacao/importacoes/{id}", Member(View)),
    ("/admin/validacao/regras", Member(View)),
    ("/admin/validacao/regras/{pack}", Member(View)),
    ("/admin/validacao/regras/propria/nova", Member(EditCatalog)),
    ("/admin/validacao/regras/propria/{id}", Member(EditCatalog)),
    ("/admin/validacao/regras/propria/{id}/remover", Member(EditCatalog)),
    ("/admin/sincronizacoes", Member(View)),
    ("/admin/sincronizacoes/pendentes", Member(View)),
    ("/admin/sincronizacoes/reprocessar/filtro/{id}", Member(View)),
    ("/admin/sincronizacoes/reprocessar/{id}", Member(View)),
    ("/admin/sincronizacoes/{id}", Member(View)),
    ("/admin/fila", Member(View)),
    ("/admin/fila/dispensar/{id}", Member(RunSync)),
    ("/admin/saude", Member(View)),
    ("/admin/armazenamento", Member(ManageOrganisation)),
    ("/admin/vencimentos", Member(View)),
    ("/admin/alertas", Member(View)),
    ("/admin/alertas/ajustes", Member(View)),
    ("/admin/ui", Member(View)),
];

/// Server functions, called by POST.
pub const FUNCTIONS: &[(&str, Access)] = &[
    ("/ui/sign_in", Public),
    ("/ui/sign_up", Public),
    ("/ui/sign_out", Public),
    ("/ui/account/save", SignedIn),
    ("/ui/account/password", SignedIn),
    ("/ui/nav_width", SignedIn),
    ("/ui/company_save", Member(ManageOrganisation)),
    ("/ui/products/save", Member(EditCatalog)),
    ("/ui/products/link", Member(EditCatalog)),
    ("/ui/products/unlink", Member(EditCatalog)),
    ("/ui/integrations/test", Member(ManageConnections)),
    ("/ui/integrations/save", Member(ManageConnections)),
    ("/ui/integrations/consent", Member(ManageConnections)),
    ("/ui/integrations/key", Member(ManageConnections)),
    ("/ui/integrations/account", Member(ManageConnections)),
    ("/ui/integrations/settings", Member(ManageConnections)),
    ("/ui/integrations/pause", Member(ManageConnections)),
    ("/ui/integrations/resume", Member(ManageConnections)),
    ("/ui/integrations/disconnect", Member(ManageConnections)),
    ("/ui/integrations/replay", Member(RunSync)),
    ("/ui/integrations/check", Member(RunSync)),
    ("/ui/validation/columns", Member(EditCatalog)),
    ("/ui/validation/format", Member(EditCatalog)),
    ("/ui/validation/start", Member(EditCatalog)),
    ("/ui/validation/cancel", Member(EditCatalog)),
    ("/ui/validation/rename", Member(EditCatalog)),
    ("/ui/validation/remove", Member(EditCatalog)),
    ("/ui/validation/google", Member(EditCatalog)),
    ("/ui/validation/catalogue", Member(EditCatalog)),
    ("/ui/validation/schedule", Member(EditCatalog)),
    ("/ui/validation/results", Member(EditCatalog)),
    ("/ui/validation/steps", Member(EditCatalog)),
    ("/ui/validation/steps/live", Member(View)),
    ("/ui/validation/corrections/choose", Member(EditCatalog)),
    ("/ui/validation/corrections/start", Member(EditCatalog)),
    ("/ui/validation/corrections/cancel", Member(EditCatalog)),
    ("/ui/validation/corrections/undo", Member(EditCatalog)),
    ("/ui/validation/imports/start", Member(EditCatalog)),
    ("/ui/validation/imports/apply", Member(EditCatalog)),
    ("/ui/validation/imports/cancel", Member(EditCatalog)),
    ("/ui/validation/imports/undo", Member(EditCatalog)),
    ("/ui/validation/rules", Member(EditCatalog)),
    ("/ui/validation/rule", Member(EditCatalog)),
    ("/ui/validation/rule/live", Member(EditCatalog)),
    ("/ui/validation/rule-remove", Member(EditCatalog)),
    ("/ui/detective/ask", Member(RunSync)),
    ("/ui/detective/bring", Member(RunSync)),
    ("/ui/orders/cancel", Member(FulfilOrders)),
    ("/ui/orders/ship", Member(FulfilOrders)),
    ("/ui/orders/invoice", Member(FulfilOrders)),
    ("/ui/orders/close", Member(FulfilOrders)),
    ("/ui/orders/look", Member(FulfilOrders)),
    ("/ui/orders/plan", Member(FulfilOrders)),
    ("/ui/orders/apply", Member(FulfilOrders)),
    ("/ui/storage/keep", Member(ManageOrganisation)),
    ("/ui/queue/pause", Member(RunSync)),
    ("/ui/queue/resume", Member(RunSync)),
    ("/ui/queue/cancel", Member(RunSync)),
    ("/ui/queue/redrive", Member(RunSync)),
    ("/ui/queue/redrive-all", Member(RunSync)),
    ("/ui/queue/dismiss", Member(RunSync)),
    ("/ui/alerts/mute", Member(RunSync)),
    ("/ui/alerts/unmute", Member(RunSync)),
    ("/ui/alerts/choose", Member(View)),
    ("/ui/alerts/mail-test", Member(View)),
    ("/ui/alerts/kind", Member(ManageOrganisation)),
    ("/ui/alerts/hook", Member(ManageOrganisation)),
    ("/ui/alerts/hook-test", Member(ManageOrganisation)),
    ("/ui/alerts/hook-remove", Member(ManageOrganisation)),
    ("/ui/replays/look", Member(RunSync)),
    ("/ui/replays/apply", Member(RunSync)),
    ("/ui/syncs/start", Member(RunSync)),
    ("/ui/syncs/start-all", Member(RunSync)),
    ("/ui/syncs/cancel", Member(RunSync)),
    ("/ui/syncs/retry", Member(RunSync)),
    ("/ui/syncs/progress", Member(View)),
];

/// Routes of the server that are neither.
pub const ROUTES: &[(&str, Access)] = &[
    ("/", Public),
    ("/healthz", Public),
    ("/readyz", Public),
    ("/metrics", Public),
    // A token of the operator's.
    ("/health", Public),
    ("/events", Member(View)),
    // A token in the address, and what the platform signs.
    ("/webhooks/{platform}/{token}", Public),
    // The state of the one who asked for the key.
    ("/keys/{platform}", Public),
    ("/admin/vendas/exportar.csv", Member(Export)),
    ("/admin/vendas/exportar.xlsx", Member(Export)),
    ("/admin/vendas/{id}/canal/etiqueta", Member(FulfilOrders)),
    ("/admin/integracoes/{id}/conferencia.csv", Member(Export)),
    ("/admin/validacao/enviar", Member(EditCatalog)),
    ("/admin/validacao/conferencias/{id}/{file}", Member(Export)),
    ("/admin/validacao/conferencias/{id}/modelos/{template}", Member(Export)),
    ("/admin/validacao/correcoes/{id}/arquivo", Member(Export)),
];

/// What a page asks for, by the path it was declared with.
pub fn of_page(path: &str) -> Option<Access> {
    PAGES.iter().find(|(known, _)| *known == path).map(|(_, access)| *access)
}
