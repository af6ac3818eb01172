//! Who makes this request, and in what language: put into the request's extensions by the server
//! before any page or server function runs.

use crate::{
    appearance::{Appearance, Look},
    flash::Flash,
    session_cookie::SessionCookie,
};
use axum::http::{Extensions, HeaderValue, header};
use domain::{Fault, Locale};
use hub::{
    Hub, HubError,
    auth::Principal,
    sessions::{Client, SessionToken},
};
use i18n::{Locales, Texts};
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// One request, as far as pages and forms must know it. Cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<VisitParts>);

/// What a [`Visit`] is made of.
pub struct VisitParts {
    pub hub: Hub,
    pub site: Site,
    /// `None` for somebody who is not signed in.
    pub principal: Option<Principal>,
    /// The session, which may carry nothing but a flash.
    pub token: Option<SessionToken>,
    /// Whether the browser names a session that is none any more.
    pub has_ended: bool,
    pub has_flash: bool,
    /// The session of nobody in which a form waits for its person.
    pub held: Option<SessionToken>,
    pub locale: Locale,
    pub appearance: Appearance,
    pub client: Client,
    pub request_id: Arc<str>,
}

/// What is the same for all requests.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    pub cookie: SessionCookie,
    /// Demo mode: the demo company's sign-in is shown, and the kitchen sink exists.
    pub demo: bool,
}

impl Visit {
    pub fn new(parts: VisitParts) -> Self {
        Self(Arc::new(parts))
    }

    /// The visit of the request that is being rendered or whose server function runs.
    ///
    /// Panics outside of a request, which no page ever is.
    pub fn current() -> Self {
        expect_context()
    }

    /// The visit that came with a request.
    ///
    /// Panics where the session layer does not stand before the handler.
    pub(crate) fn of(request: &Extensions) -> Self {
        let visit = request.get::<Self>().cloned();
        visit.unwrap_or_else(|| unreachable!("the session layer stands before every page"))
    }

    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    pub fn site(&self) -> Site {
        self.0.site
    }

    pub fn principal(&self) -> Option<&Principal> {
        self.0.principal.as_ref()
    }

    pub fn token(&self) -> Option<&SessionToken> {
        self.0.token.as_ref()
    }

    /// Whether the browser still names a session that has ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.0.has_ended
    }

    pub(crate) fn held(&self) -> Option<&SessionToken> {
        self.0.held.as_ref()
    }

    /// The language of words.
    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    /// Whether pages are light or dark in this browser.
    pub fn appearance(&self) -> Appearance {
        self.0.appearance
    }

    /// What a whole document must know of its reader.
    pub fn look(&self) -> Look {
        Look { locale: self.locale(), appearance: self.appearance() }
    }

    /// The words of this request, and the figures of the organisation whose member makes it.
    pub fn locales(&self) -> Locales {
        let words = self.locale();
        Locales { words, figures: self.principal().map_or(words, |who| who.member().org_locale) }
    }

    /// All texts in the language of this request.
    pub fn texts(&self) -> Texts {
        Texts::new(self.locales())
    }

    pub fn client(&self) -> &Client {
        &self.0.client
    }

    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// What the last page left: out of the session, but for what lasts.
    pub(crate) async fn take_flash(&self) -> Flash {
        let Some(token) = self.token().filter(|_| self.0.has_flash) else { return Flash::default() };
        match self.hub().take_flash::<Flash>(&token.hash()).await {
            Ok(flash) => flash.unwrap_or_default().shown_to(self.principal()),
            Err(error) => {
                // A page without its message is better than no page.
                tracing::warn!(%error, "the flash of a session cannot be read");
                Flash::default()
            }
        }
    }

    /// Ends the message that is shown.
    pub(crate) async fn end_flash(&self) -> Result<(), HubError> {
        match self.token() {
            Some(token) => self.hub().end_flash(&token.hash()).await,
            None => Ok(()),
        }
    }

    /// Leaves something for the next page; somebody without a session gets one that holds just this.
    pub(crate) async fn leave_flash(&self, flash: &Flash, response: &ResponseOptions) -> Result<(), Fault> {
        if let Some(token) = self.token() {
            if flash.joins() {
                return Ok(self.hub().join_flash(&token.hash(), flash).await?);
            }
            let told = self.principal().map(|who| flash.told(who));
            return Ok(self.hub().leave_flash(&token.hash(), told.as_ref().unwrap_or(flash)).await?);
        }
        let token = self.hub().open_flash_session(self.client(), flash).await?;
        set_cookie(response, self.site().cookie.set(&token));
        Ok(())
    }
}

/// Adds a `Set-Cookie` to the answer.
pub(crate) fn set_cookie(response: &ResponseOptions, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.append_header(header::SET_COOKIE, cookie);
    }
}
