//! What the history tells of data that is taken out as a file.

use axum::http::Uri;
use domain::{AuditAction, Fault};
use hub::auth::OrgCx;
use percent_encoding::percent_decode_str;

/// Characters of what a file was asked for by.
const MAX_FILTER: usize = 500;

/// Writes down who takes which data out, and by which filters of the address. A file whose taking cannot be told is not sent.
pub(crate) async fn note<P>(
    cx: &OrgCx<P>,
    action: AuditAction,
    format: &str,
    uri: &Uri,
) -> Result<(), Fault> {
    Ok(hub::export::note(cx, action, format, &filter_of(uri)).await?)
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
