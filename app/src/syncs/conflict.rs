use crate::page::PageCx;

/// Why a run could not be started or stopped: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.syncs();
    let (title, text) = match what {
        "already_running" => (t.already_running(), t.already_running_text()),
        "no_orders" => (t.no_orders(), t.no_orders_text()),
        "not_connected" => (t.not_connected(), t.not_connected_text()),
        "already_over" => (t.already_over(), t.already_over_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}
