//! What was typed into a form whose session had ended: it waits while its person signs in again.
//!
//! It waits in a session of nobody, named by a cookie of its own, so that no way of signing in has to carry it. It is shown once, on
//! the page of the form, to the same person in the same company; whoever else signs in with this browser ends it.

use crate::{
    flash::Returned,
    page::PageCx,
    visit::{Visit, set_cookie},
};
use domain::{Fault, OrgId, UserId};
use hub::{
    HubError,
    sessions::{Member, SessionToken},
};
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};

/// Why a form that waited is back: it was not saved.
pub(crate) const NOT_SAVED: &str = "typed_not_saved";

/// Whether a form is back because it waited, and nothing was wrong with it.
pub(crate) fn is_reason(fault: &Fault) -> bool {
    matches!(fault, Fault::Conflict { what } if what == NOT_SAVED)
}

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
    /// Whether its page is this one: another query of the same path may be about another thing.
    fn is_of_page(&self, who: &Member, address: &str) -> bool {
        self.org == who.org && self.page.split('#').next() == Some(address)
    }

    /// Whether it is the same form, sent once more.
    fn is_again(&self, other: &Self) -> bool {
        (self.user, self.org, &self.page, &self.form.form)
            == (other.user, other.org, &other.page, &other.form.form)
    }
}

/// Has a form wait. Returns whether it does.
pub(crate) async fn keep(visit: &Visit, held: &Held, response: &ResponseOptions) -> bool {
    match open(visit, held).await {
        Ok(Some(token)) => {
            set_cookie(response, visit.site().cookie.set_held(&token));
            true
        }
        Ok(None) => false,
        Err(error) => {
            tracing::warn!(%error, "what was typed cannot be kept");
            false
        }
    }
}

/// Nothing where another form waits already: a browser has one cookie for them, and that one was promised to be kept.
async fn open(visit: &Visit, held: &Held) -> Result<Option<SessionToken>, HubError> {
    let (hub, waits) = (visit.hub(), visit.held().map(SessionToken::hash));
    if let Some(token) = &waits
        && let Some(waiting) = hub.peek_flash::<Held>(token).await?
        && !waiting.is_again(held)
    {
        return Ok(None);
    }
    let token = hub.open_flash_session(visit.client(), held).await?;
    if let Some(former) = &waits {
        hub.end_session(former).await?;
    }
    Ok(Some(token))
}

/// Takes the form that waits for whoever is signed in, if this is its page.
pub(crate) async fn take(cx: &PageCx, response: &ResponseOptions) -> Option<Returned> {
    let (visit, who) = (cx.visit(), cx.principal()?.member());
    let token = visit.held()?.hash();
    let found = async {
        let own = visit.hub().peek_flash::<Held>(&token).await?.filter(|held| held.user == who.user);
        if own.as_ref().is_some_and(|held| !held.is_of_page(who, &cx.address())) {
            // Another page of the person came first.
            return Ok(None);
        }
        // Shown now, somebody else's, or gone.
        visit.hub().end_session(&token).await?;
        set_cookie(response, visit.site().cookie.clear_held());
        Ok::<_, HubError>(own.map(|held| held.form))
    };
    let found = found.await;
    found.inspect_err(|error| tracing::warn!(%error, "what was typed cannot be read")).ok().flatten()
}

/// What the page says of it.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.auth();
    (what == NOT_SAVED).then(|| (t.typed_not_saved().to_owned(), t.typed_not_saved_text().to_owned()))
}
