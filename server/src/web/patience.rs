//! How long an answer may take to begin.

use app::access::{Access, ROUTES};
use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Permission;
use std::time::Duration;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);
/// Of a file: a workbook is sent once it is whole, and what people send comes as fast as their line is.
const PATIENCE_FOR_FILES: Duration = Duration::from_secs(15 * 60);

/// Answers 503 where the answer does not begin in time.
pub async fn limit(request: Request, next: Next) -> Response {
    let patience = if is_file(request.uri().path()) { PATIENCE_FOR_FILES } else { PATIENCE };
    let answer = timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

fn is_file(path: &str) -> bool {
    let is_file = |access| {
        matches!(
            access,
            Access::Member(Permission::Export | Permission::EditCatalog | Permission::FulfilOrders)
        )
    };
    ROUTES.iter().any(|&(known, access)| is_file(access) && is_at(known, path))
}

/// Whether a path is one that is declared, in which `{name}` stands for anything.
fn is_at(known: &str, path: &str) -> bool {
    let (mut known, mut path) = (known.split('/'), path.split('/'));
    loop {
        match (known.next(), path.next()) {
            (None, None) => return true,
            (Some(known), Some(part)) if known.starts_with('{') || known == part => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_longer_than_pages() {
        assert!(is_file("/admin/vendas/exportar.xlsx") && is_file("/admin/vendas/exportar.csv"));
        assert!(is_file("/admin/validacao/enviar"));
        assert!(is_file("/admin/validacao/conferencias/01a2/planilha-marcada.xlsx"));
        assert!(!is_file("/admin/vendas") && !is_file("/events"));
    }
}
