//! Pages: what one is made from, and the guard that stands before it.

use crate::{
    drawn_for, fault_page,
    flash::Flash,
    form::{FormState, status},
    frame, held,
    html::Html,
    local_path::LocalPath,
    nav_width,
    serve::PathParams,
    shortcuts,
    visit::Visit,
};
use axum::{
    extract::Query,
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Currency, Fault, Permission};
use hub::{
    account_mails::SECOND_FACTOR_PATH,
    auth::{OrgCx, Principal},
    integrations::CALLBACK,
    permit::{Permit, View},
};
use i18n::{Locales, Texts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::de::DeserializeOwned;
use std::{pin::Pin, str::FromStr, sync::Arc};

pub use crate::frame::Area;

/// Colleagues who are named to somebody who may not see a page.
const NAMED: usize = 3;

/// A page's title and content; the frame and the document come around it.
pub struct Page {
    title: String,
    body: Body,
    tells_refusal: bool,
}

enum Body {
    View(AnyView),
    Html(Html),
}

impl Body {
    fn into_html(self) -> Html {
        match self {
            Self::View(view) => view.to_html().into(),
            Self::Html(html) => html,
        }
    }
}

impl Page {
    /// `title` stands in the tab of the browser.
    pub fn new(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self { title: title.into(), body: Body::View(body.into_any()), tells_refusal: false }
    }

    /// The same of content that has been drawn already.
    pub(crate) fn html(title: impl Into<String>, html: Html) -> Self {
        Self { title: title.into(), body: Body::Html(html), tells_refusal: false }
    }

    /// Whether the content says why a form was refused, so that the frame does not say it once more.
    pub(crate) fn telling_refusal(self, tells_refusal: bool) -> Self {
        Self { tells_refusal, ..self }
    }
}

/// A page that is being drawn. Called for within the context of its request.
pub type Drawing = Pin<Box<dyn Future<Output = Drawn> + Send>>;

/// What stands in the document.
pub struct Drawn {
    pub(crate) title: String,
    pub(crate) html: Html,
    /// Whether it is a sheet of paper, on the screen as well.
    pub(crate) is_paper: bool,
}

impl Drawn {
    pub(crate) const fn on_screen(title: String, html: Html) -> Self {
        Self { title, html, is_paper: false }
    }

    /// Of an answer that leads on.
    pub(crate) fn nothing() -> Self {
        Self::on_screen(String::new(), Html::default())
    }
}

/// What a page knows of its request. Cheap to clone.
#[derive(Clone)]
pub struct PageCx {
    /// Texts in the language of this request: `cx.t.orders().title()`.
    pub t: Texts,
    /// The reader's language for words, the organisation's for figures, money and dates.
    pub locale: Locales,
    /// The organisation's zone, in which dates are shown.
    pub zone: Tz,
    /// The organisation's currency, for sums that name none.
    pub currency: Currency,
    /// The moment of this request; "5 minutes ago" counts from here.
    pub now: DateTime<Utc>,
    visit: Visit,
    uri: Uri,
    params: PathParams,
    nav_is_narrow: bool,
    has_keys: bool,
    flash: Arc<Flash>,
}

impl PageCx {
    pub(crate) fn of_request() -> Self {
        Self { params: use_context().unwrap_or_default(), ..Self::of_call() }
    }

    /// For a server function that draws a part of a page: without a path and what it holds.
    pub(crate) fn of_call() -> Self {
        let visit = Visit::current();
        let member = visit.principal().map(Principal::member);
        let parts = use_context::<Parts>();
        let nav_is_narrow = parts.as_ref().is_some_and(|parts| nav_width::is_narrow(&parts.headers));
        let has_keys = !parts.as_ref().is_some_and(|parts| shortcuts::are_off(&parts.headers));
        let uri = parts.map(|parts| parts.uri).unwrap_or_default();
        Self {
            t: visit.texts(),
            locale: visit.locales(),
            zone: member
                .and_then(|member| member.org_time_zone.parse().ok())
                .unwrap_or(Tz::America__Sao_Paulo),
            currency: member.and_then(|member| member.org_currency.parse().ok()).unwrap_or(Currency::BRL),
            now: Utc::now(),
            uri,
            params: PathParams::default(),
            nav_is_narrow,
            has_keys,
            flash: Arc::default(),
            visit,
        }
    }

    /// The same for a part of the page at `here`, a path with its query.
    pub(crate) fn at(self, here: &str) -> Self {
        let uri = LocalPath::parse(here).and_then(|path| path.to_string().parse().ok()).unwrap_or_default();
        Self { uri, ..self }
    }

    async fn with_flash(mut self) -> Self {
        self.flash = Arc::new(self.visit.take_flash().await);
        self
    }

    /// The same with a form that waited while its person signed in again.
    async fn with_flash_and_held(self, response: &ResponseOptions) -> Self {
        let (held, mut cx) = (held::take(&self, response).await, self.with_flash().await);
        if held.is_some() {
            cx.flash = Arc::new(Flash { returned: held, ..(*cx.flash).clone() });
        }
        cx
    }

    /// The same for a page that says this fault itself, in the place of the one that was asked for: that a form was refused for it
    /// is not said once more. Tells whether one was.
    fn saying_once(self, fault: &Fault) -> (Self, bool) {
        let returned = self.flash.returned.as_ref();
        let was_refused = returned.is_some_and(|returned| returned.fault.as_ref() == Some(fault));
        (if was_refused { self.without_refusal() } else { self }, was_refused)
    }

    fn without_refusal(mut self) -> Self {
        self.flash = Arc::new(Flash { returned: None, ..(*self.flash).clone() });
        self
    }

    pub const fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Who is signed in; always somebody in a [`member_page`].
    pub fn principal(&self) -> Option<&Principal> {
        self.visit.principal()
    }

    /// Whether to show what asks for this permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.principal().is_some_and(|who| who.may(permission))
    }

    /// A part of the path, such as `:id`.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for what cannot be one.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Fault> {
        self.params.get(name).and_then(|text| text.parse().ok()).ok_or(Fault::NotFound)
    }

    /// The query as a struct whose fields all have defaults. A query that does not fit is as good as
    /// none: links are typed and shared by people.
    pub fn query<T: DeserializeOwned + Default>(&self) -> T {
        Query::try_from_uri(&self.uri).map(|Query(query)| query).unwrap_or_default()
    }

    /// The query as decoded pairs in their order, for fields that come more than once.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        self.query()
    }

    /// This page's path without its query.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// This page's path with its query.
    pub fn address(&self) -> String {
        self.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
    }

    /// Where this page's forms come back to: to it, and in the name of the company that it was drawn for.
    pub fn here(&self) -> String {
        self.of_company(&self.address())
    }

    /// The same of another page.
    pub fn of_company(&self, path: &str) -> String {
        drawn_for::named(path, self.principal())
    }

    /// What is left of a form of this page that was refused.
    pub fn form(&self, name: &str) -> FormState {
        FormState::new(self.locale, name, &self.flash)
    }

    pub(crate) fn flash(&self) -> &Flash {
        &self.flash
    }

    /// Whether the browser shows the navigation as icons.
    pub(crate) fn nav_is_narrow(&self) -> bool {
        self.nav_is_narrow
    }

    /// Whether letters alone do something: some people's software types them.
    pub(crate) fn has_keys(&self) -> bool {
        self.has_keys
    }

    /// A page's title as the tab shows it: that a form was refused comes first.
    fn tab_title(&self, title: String) -> String {
        let fault = self.flash.returned.as_ref().and_then(|returned| returned.fault.as_ref());
        let refused = fault.is_some_and(|fault| !held::is_reason(fault));
        if refused { self.t.common().error_title(&title) } else { title }
    }
}

/// A page inside the console for members who have permission `P`. Everybody else gets sign-in (303)
/// or 403 before `make` runs; a fault that `make` returns becomes a page with its status.
pub fn member_page<P, F, Made>(area: Area, make: F) -> Drawing
where
    P: Permit,
    F: FnOnce(PageCx, OrgCx<P>) -> Made + Send + 'static,
    Made: Future<Output = Result<Page, Fault>> + Send + 'static,
{
    permitted(area, false, make)
}

/// The same as a sheet of paper: the page brings its own frame, a [`PrintShell`](ui::PrintShell). Only faults stand in the
/// console.
pub fn sheet_page<P, F, Made>(area: Area, make: F) -> Drawing
where
    P: Permit,
    F: FnOnce(PageCx, OrgCx<P>) -> Made + Send + 'static,
    Made: Future<Output = Result<Page, Fault>> + Send + 'static,
{
    permitted(area, true, make)
}

fn permitted<P, F, Made>(area: Area, is_paper: bool, make: F) -> Drawing
where
    P: Permit,
    F: FnOnce(PageCx, OrgCx<P>) -> Made + Send + 'static,
    Made: Future<Output = Result<Page, Fault>> + Send + 'static,
{
    let (cx, response) = (PageCx::of_request(), expect_context::<ResponseOptions>());
    Box::pin(async move {
        let permit = match cx.principal().ok_or(Fault::Unauthenticated).and_then(Principal::authorize::<P>) {
            Ok(permit) => permit,
            Err(Fault::Unauthenticated) => return to_sign_in(&cx, &response),
            Err(Fault::SecondFactorNeeded) => {
                redirect(&response, SECOND_FACTOR_PATH);
                return Drawn::nothing();
            }
            Err(Fault::Forbidden) => {
                return unseen(cx.with_flash().await, &response, area, P::PERMISSION).await;
            }
            Err(fault) => return refused(cx.with_flash().await, &response, area, &fault),
        };
        if let Some(shared) = without_empty(&cx.address()) {
            redirect(&response, &shared);
            return Drawn::nothing();
        }
        let cx = cx.with_flash_and_held(&response).await;
        match make(cx.clone(), permit).await {
            Ok(page) => {
                let (title, body) = (cx.tab_title(page.title), page.body.into_html());
                let cx = if page.tells_refusal { cx.without_refusal() } else { cx };
                let html = if is_paper { frame::gate(&cx, body) } else { frame::console(&cx, area, body) };
                Drawn { title, html, is_paper }
            }
            Err(fault) => refused(cx, &response, area, &fault),
        }
    })
}

/// The page in the place of one that the person's role may not see.
async fn unseen(cx: PageCx, response: &ResponseOptions, area: Area, needed: Permission) -> Drawn {
    response.set_status(status(&Fault::Forbidden));
    let (cx, was_refused) = cx.saying_once(&Fault::Forbidden);
    let body = fault_page::unseen(cx.t, was_refused, &who_may(&cx, needed).await).to_html();
    Drawn::on_screen(cx.t.errors().page_unseen().to_owned(), frame::console(&cx, area, body.into()))
}

/// Names of colleagues who may see it, the most powerful first.
async fn who_may(cx: &PageCx, needed: Permission) -> Vec<String> {
    let Some(Ok(permit)) = cx.principal().map(|who| who.authorize::<View>()) else { return Vec::new() };
    match hub::team::members(&permit).await {
        Ok(members) => {
            let able = members.into_iter().filter(|member| member.role.may(needed));
            able.map(|member| member.name).take(NAMED).collect()
        }
        Err(error) => {
            // The page says whom to ask without names as well.
            tracing::warn!(%error, "the members cannot be read");
            Vec::new()
        }
    }
}

/// A page inside the console that is a person's own, whatever they may do in the company: also for who has to get a second factor
/// before anything else of it is open to them.
pub fn own_page<F, Made>(area: Area, make: F) -> Drawing
where
    F: FnOnce(PageCx, Principal) -> Made + Send + 'static,
    Made: Future<Output = Result<Page, Fault>> + Send + 'static,
{
    let (cx, response) = (PageCx::of_request(), expect_context::<ResponseOptions>());
    Box::pin(async move {
        let Some(who) = cx.principal().cloned() else { return to_sign_in(&cx, &response) };
        let cx = cx.with_flash_and_held(&response).await;
        match make(cx.clone(), who).await {
            Ok(page) => {
                let html = frame::console(&cx, area, page.body.into_html());
                Drawn::on_screen(cx.tab_title(page.title), html)
            }
            Err(fault) => refused(cx, &response, area, &fault),
        }
    })
}

/// An address of the console at which there is nothing.
pub(crate) fn nothing_page() -> Drawing {
    own_page(Area::Settings, |_, _| async { Err(Fault::NotFound) })
}

/// A page outside of the console, before sign-in.
pub fn public_page<F, Made>(make: F) -> Drawing
where
    F: FnOnce(PageCx) -> Made + Send + 'static,
    Made: Future<Output = Result<Page, Fault>> + Send + 'static,
{
    let (cx, response) = (PageCx::of_request(), expect_context::<ResponseOptions>());
    Box::pin(async move {
        let cx = cx.with_flash().await;
        match make(cx.clone()).await {
            Ok(page) => {
                let html = frame::gate(&cx, page.body.into_html());
                Drawn::on_screen(cx.tab_title(page.title), html)
            }
            Err(fault) => {
                response.set_status(status(&fault));
                let title = i18n::fault::explain(cx.locale, &fault).title.into_owned();
                let html = fault_page::gate(cx.locale, &fault, &cx.address()).to_html();
                Drawn::on_screen(title, html.into())
            }
        }
    })
}

/// Sends the browser on, with nothing to show.
pub(crate) fn redirect(response: &ResponseOptions, to: &str) {
    response.set_status(StatusCode::SEE_OTHER);
    let location = HeaderValue::try_from(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.insert_header(header::LOCATION, location);
}

/// The same address without the fields of a form that were left empty, as people share it; `None` without such fields, and for what
/// comes back from a platform, which is signed as it stands.
fn without_empty(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').filter(|(path, _)| !is_way_back(path))?;
    let is_set = |pair: &&str| pair.split_once('=').is_none_or(|(_, value)| !value.is_empty());
    let kept: Vec<_> = query.split('&').filter(is_set).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    Some(if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) })
}

/// Whether platforms send people back to this path.
fn is_way_back(path: &str) -> bool {
    let platform = path.strip_prefix(CALLBACK).and_then(|rest| rest.strip_prefix('/'));
    platform.is_some_and(|platform| !platform.is_empty() && !platform.contains('/'))
}

fn to_sign_in(cx: &PageCx, response: &ResponseOptions) -> Drawn {
    let to =
        LocalPath::parse(&cx.address()).map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in());
    redirect(response, &to);
    Drawn::nothing()
}

fn refused(cx: PageCx, response: &ResponseOptions, area: Area, fault: &Fault) -> Drawn {
    response.set_status(status(fault));
    let (cx, _) = cx.saying_once(fault);
    let title = i18n::fault::explain(cx.locale, fault).title.into_owned();
    let body = fault_page::content(cx.locale, fault, &cx.address()).to_html();
    Drawn::on_screen(title, frame::console(&cx, area, body.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_to_share_has_no_empty_fields() {
        let shared = |address: &str| without_empty(address);
        assert_eq!(
            shared("/admin/vendas?q=&status=open&from="),
            Some("/admin/vendas?status=open".to_owned())
        );
        assert_eq!(shared("/admin/vendas?q="), Some("/admin/vendas".to_owned()));
        for whole in ["/admin/vendas", "/admin/vendas?", "/admin/vendas?q=a%3D&x", "/admin/vendas?q=a="] {
            assert_eq!(shared(whole), None, "{whole}");
        }
    }

    #[test]
    fn only_what_comes_back_from_a_platform_stays_as_it_stands() {
        assert_eq!(without_empty(&format!("{CALLBACK}/magalu?code=x&state=")), None);
        for other in [
            CALLBACK.to_owned(),
            format!("{CALLBACK}/"),
            format!("{CALLBACK}/magalu/mais"),
            format!("{CALLBACK}-magalu"),
            "/admin/integracoes".to_owned(),
            "/admin/integracoes/nova/magalu".to_owned(),
            "/admin/assinatura/retorno/magalu".to_owned(),
            format!("/admin{CALLBACK}/magalu"),
        ] {
            assert_eq!(without_empty(&format!("{other}?code=&state=x")), Some(format!("{other}?state=x")));
        }
    }
}
