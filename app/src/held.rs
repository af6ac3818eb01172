//! What was typed into a form whose session had ended: it waits while its person signs in again.
//!
//! It waits in a session of nobody, named by a cookie of its own, so that no way of signing in has to carry it. It is shown once, on
//! the page of the form, to the same person in the same company; whoever else signs in with this browser ends it.

use crate::{
    flash::Returned,
    page::PageCx,
    visit::{Visit, set_cookie},
};
use domain::{OrgId, UserId};
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};

/// Why a form that waited is back: it was not saved.
pub(crate) const NOT_SAVED: &str = "typed_not_saved";

/// Bytes of fields that are kept for somebody who is not signed in.
const MAX_BYTES: usize = 64 * 1024;

/// A form that waits.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Held {
    /// Whose it is, as the page of the form said.
    pub user: UserId,
    pub org: OrgId,
    /// The address of that page.
    pub page: String,
    pub form: Returned,
}

impl Held {
    fn is_of_page(&self, org: OrgId, path: &str) -> bool {
        self.org == org && self.page.split(['?', '#']).next() == Some(path)
    }
}

/// Has a form wait. Returns whether it does.
pub(crate) async fn keep(visit: &Visit, held: &Held, response: &ResponseOptions) -> bool {
    let bytes: usize = held.form.fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    if bytes > MAX_BYTES {
        return false;
    }
    match visit.hub().open_flash_session(visit.client(), held).await {
        Ok(token) => {
            set_cookie(response, visit.site().cookie.set_held(&token));
            true
        }
        Err(error) => {
            tracing::warn!(%error, "what was typed cannot be kept");
            false
        }
    }
}

/// Takes the form that waits for whoever is signed in, if this is its page.
pub(crate) async fn take(cx: &PageCx, response: &ResponseOptions) -> Option<Returned> {
    let visit = cx.visit();
    let (token, who) = (visit.held()?.hash(), visit.principal()?.member());
    let taken = visit.hub().take_flash::<Held>(&token).await;
    let held = taken
        .inspect_err(|error| tracing::warn!(%error, "what was typed cannot be read"))
        .ok()
        .flatten()
        .filter(|held| held.user == who.user);
    if let Some(held) = &held
        && !held.is_of_page(who.org, cx.path())
    {
        // Another page of the person came first.
        if let Err(error) = visit.hub().leave_flash(&token, held).await {
            tracing::warn!(%error, "what was typed cannot wait any longer");
        }
        return None;
    }
    set_cookie(response, visit.site().cookie.clear_held());
    held.map(|held| held.form)
}

/// What the page says of it.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.auth();
    (what == NOT_SAVED).then(|| (t.typed_not_saved().to_owned(), t.typed_not_saved_text().to_owned()))
}
