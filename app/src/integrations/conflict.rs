use crate::page::PageCx;

/// Why a form about a connection was not taken, where its state does not allow it: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.integrations();
    let (title, text) = match what {
        "account_connected" => (t.account_connected(), t.account_connected_text()),
        "other_account" => (t.other_account(), t.other_account_text()),
        "disconnected" => (t.is_disconnected(), t.is_disconnected_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}
