use crate::page::PageCx;

/// What an action is refused with at once, by its code.
const KNOWN: [&str; 14] = [
    "action_open",
    "action_begun",
    "action_over",
    "form_used",
    "not_offered",
    "nothing_selected",
    "too_many",
    "still_looking",
    "too_large",
    "not_xml",
    "not_nfe",
    "wrong_model",
    "bad_key",
    "not_authorised",
];

/// Why a channel is not asked for something: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.actions();
    KNOWN.contains(&what).then(|| (t.conflict(what), t.conflict_text(what)))
}
