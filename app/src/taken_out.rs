//! Data that is taken out as a file: what the history tells of it, the answer that is kept by the browser, and the page in its place.

mod list;

pub(crate) use list::AskedList;

use crate::{fault_page, local_path::LocalPath, routes::PageAssets, visit::Visit};
use axum::{
    body::Body,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{AuditAction, Fault};
use hub::auth::OrgCx;
use percent_encoding::percent_decode_str;

/// Characters of what a file was asked for by.
const MAX_FILTER: usize = 500;

/// As what a table is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Csv,
    Excel,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Excel => "xlsx",
        }
    }

    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// A table that is called so.
    pub(crate) fn file(self, name: &str, body: Body) -> Response {
        file(name, self.ending(), self.content_type(), body)
    }
}

/// Writes down who takes which data out, and by which filters of the address. A file whose taking cannot be told is not sent.
pub(crate) async fn note<P>(
    cx: &OrgCx<P>,
    action: AuditAction,
    format: Format,
    uri: &Uri,
) -> Result<(), Fault> {
    Ok(hub::export::note(cx, action, format.ending(), &filter_of(uri)).await?)
}

/// A file to be kept by the browser.
pub(crate) fn file(name: &str, ending: &str, kind: &'static str, body: Body) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}.{ending}\""));
    let disposition = disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, body).into_response()
}

/// The file, or why there is none, as a page that leads on: to the page that it is offered on, or to the file once more.
pub(crate) fn or_refused(
    made: Result<Response, Fault>,
    (visit, assets, uri): (&Visit, &PageAssets, &Uri),
    page: &str,
) -> Response {
    made.unwrap_or_else(|fault| match (&fault, LocalPath::parse(page)) {
        (Fault::Unauthenticated, Some(page)) => Redirect::to(&page.behind_sign_in()).into_response(),
        // It is refused as well when it is asked for again: the page has what to choose from.
        (Fault::Conflict { .. }, _) => fault_page::response(assets, visit.look(), &fault, page),
        _ => fault_page::response(assets, visit.look(), &fault, &uri.to_string()),
    })
}

/// The filters of an address. Words that were searched for are left out: they may be a customer's, and the history forgets nothing.
/// Rows that were picked are counted.
fn filter_of(uri: &Uri) -> String {
    let pairs = uri.query().unwrap_or_default().split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=').filter(|(_, value)| !value.is_empty())?;
        Some((plain(name), value))
    });
    // What a form says besides is no filter.
    let pairs = pairs.filter(|(name, _)| name != "return_to");
    let (picked, filters): (Vec<_>, Vec<_>) = pairs.partition(|(name, _)| is_picked(name));
    let filters = filters.into_iter().map(|(name, value)| {
        let value = if name == "q" { "…".to_owned() } else { plain(value) };
        format!("{name}: {value}")
    });
    let picked = (!picked.is_empty()).then(|| format!("picked: {}", picked.len()));
    filters.chain(picked).collect::<Vec<_>>().join(" · ").chars().take(MAX_FILTER).collect()
}

/// Whether forms of lists send a picked row under this name.
fn is_picked(name: &str) -> bool {
    name == "venda" || name.starts_with("products[")
}

fn plain(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_told_and_words_are_not() {
        let told = |address: &str| filter_of(&address.parse().unwrap());
        assert_eq!(told("/admin/vendas/exportar.csv"), "");
        assert_eq!(
            told("/a.csv?q=ana%40loja.example&status=paid&store=&sort=-placed%5Fat&x"),
            "q: … · status: paid · sort: -placed_at"
        );
        assert_eq!(told("/a.csv?from=a%00b+c"), "from: a b c");
        assert_eq!(told("/a.csv?venda=1&venda=2&sort=total"), "sort: total · picked: 2");
        assert_eq!(told("/a.csv?return_to=%2Fadmin&products%5B0%5D=1&products%5B7%5D=2"), "picked: 2");
        assert_eq!(told(&format!("/a.csv?status={}", "x".repeat(900))).chars().count(), MAX_FILTER);
    }
}
