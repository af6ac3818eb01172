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
/// Of a file: a workbook is sent once it is whole.
const PATIENCE_FOR_FILES: Duration = Duration::from_secs(15 * 60);

/// Answers 503 where the answer does not begin in time.
pub async fn limit(request: Request, next: Next) -> Response {
    let patience = if is_file(request.uri().path()) { PATIENCE_FOR_FILES } else { PATIENCE };
    let answer = timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

fn is_file(path: &str) -> bool {
    ROUTES.iter().any(|(known, access)| *known == path && *access == Access::Member(Permission::Export))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_longer_than_pages() {
        assert!(is_file("/admin/vendas/exportar.xlsx") && is_file("/admin/vendas/exportar.csv"));
        assert!(!is_file("/admin/vendas") && !is_file("/events"));
    }
}
