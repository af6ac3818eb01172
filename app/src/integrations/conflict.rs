use crate::page::PageCx;

/// Why a form about a connection was not taken, where its state does not allow it: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.integrations();
    let (title, text) = match what {
        "account_connected" => (t.account_connected(), t.account_connected_text()),
        "other_account" => (t.other_account(), t.other_account_text()),
        "no_app" => (t.no_app_conflict(), t.no_app_text()),
        "no_public_url" => (t.no_public_url(), t.no_public_url_text()),
        "consent_refused" => (t.consent_refused(), t.consent_refused_text()),
        "consent_state" => (t.consent_state(), t.consent_state_text()),
        "consent_denied" => (t.consent_denied(), t.consent_denied_text()),
        "consent_invalid" => (t.consent_invalid(), t.consent_invalid_text()),
        "no_https" => (t.no_https(), t.no_https_text()),
        "key_missing" => (t.key_missing(), t.key_missing_text()),
        "consent_exchange" => (t.consent_exchange(), t.consent_exchange_text()),
        "demo_busy" => (t.demo_busy(), t.demo_busy_text()),
        "not_demo" => (t.not_demo(), t.not_demo_text()),
        "disconnected" => (t.is_disconnected(), t.is_disconnected_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}
