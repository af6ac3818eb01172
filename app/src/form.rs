//! Forms that work with and without script.
//!
//! A form is a plain `<form method="post">` ([`PostForm`]) to a server function. The function reads
//! the fields, asks `hub` once, and answers through [`Form::answer`]:
//!
//! - done: a toast for the next page, then 303 to it;
//! - refused: the fault's codes and the fields that are no secrets go into the session's flash, then
//!   303 back to the page of the form, which shows them through [`FormState`];
//! - not a browser's form post (`Accept` without `text/html`): no redirect, the fault's own status.
//!
//! ```ignore
//! #[server(prefix = "/ui", endpoint = "product_save")]
//! pub async fn product_save(
//!     #[server(default)] sku: String,
//!     #[server(default)] name: String,
//!     #[server(default)] return_to: String,
//! ) -> Posted {
//!     let form = Form::new("product_save", &return_to, "/admin/produtos").keep("sku", &sku).keep("name", &name);
//!     let done = async {
//!         let cx = form.authorize::<permit::EditCatalog>()?;
//!         let id = hub::catalog::save(&cx, &sku, &name).await?;
//!         Ok(Done::to(format!("/admin/produtos/{id}")).toast(form.texts().products().saved()))
//!     };
//!     form.answer(done.await).await
//! }
//!
//! // in the page:
//! let form = cx.form("product_save");
//! view! {
//!     <PostForm action=ProductSave::url() return_to=cx.here()>
//!         <TextField name="sku" label=t.sku() value=form.value("sku", &product.sku) error=form.error("sku")/>
//!         <Button label=t.save() kind=ButtonKind::Primary/>
//!     </PostForm>
//! }
//! ```
//!
//! Every argument is `#[server(default)]`, so that a missing field is an empty one, which `hub`
//! refuses by name. Each server function also stands in [`crate::access`], or a test fails.

use crate::{
    drawn_for::{self, DrawnFor},
    flash::{Flash, Returned, Undo},
    held::{self, Held},
    integrations::TestReport,
    leaving,
    local_path::LocalPath,
    visit::Visit,
};
use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    auth::{OrgCx, Principal},
    permit::Permit,
    sessions::TokenHash,
    undo::{Mark, changed_since},
};
use i18n::{Locales, Texts};
use leptos::{
    prelude::*,
    server_fn::{
        codec::JsonEncoding,
        error::{FromServerFnError, ServerFnErrorErr},
    },
};
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};

/// What a form's server function returns.
pub type Posted = Result<(), Failure>;

/// Characters of a field that are kept for the page: what the longest one takes, and some too many.
const KEPT_CHARS: usize = 25_000;

/// The same of people who are not signed in yet: names and addresses.
const KEPT_CHARS_AT_GATE: usize = 1_000;

/// A fault on its way to a script, as JSON. A browser's form post gets a redirect instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Failure(pub Fault);

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    /// What failed around the function: mostly a body that is no form, or not this one.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let fault = match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::MissingArg(_) => Fault::Invalid { fields: Vec::new() },
            other => HubError::Internal(other.to_string()).into(),
        };
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(status(&fault));
        }
        Self(fault)
    }
}

/// Marks a request as a browser's own form post, which is answered by a redirect.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainPost;

/// A submitted form: where it came from and what is to be shown again if it is refused.
pub struct Form {
    visit: Visit,
    response: ResponseOptions,
    plain: bool,
    name: String,
    back: String,
    /// Whether that is the page of the form.
    is_page: bool,
    of: DrawnFor,
    kept: Vec<(String, String)>,
    has_secrets: bool,
    gate: bool,
}

/// What a form leads to.
pub struct Done {
    to: Option<String>,
    toast: Option<String>,
    undo: Option<Undo>,
    cookies: Vec<HeaderValue>,
    flash_later: bool,
    /// Whose page it leads to, where that is another site: a platform's name.
    whose: Option<String>,
    /// Left for the page it leads to, in place of a toast.
    flash: Option<Flash>,
}

impl Form {
    /// Inside a server function, before its first `await`. `name` is what [`crate::page::PageCx::form`]
    /// is asked for: the endpoint, with an id where the page holds the form more than once.
    /// `return_to` is what the form sent; `otherwise` takes its place if it is no local address.
    pub fn new(name: impl Into<String>, return_to: &str, otherwise: &str) -> Self {
        let parts = use_context::<Parts>();
        let (return_to, of) = drawn_for::split(return_to);
        let page = LocalPath::parse(return_to);
        Self {
            visit: Visit::current(),
            response: use_context::<ResponseOptions>().unwrap_or_default(),
            plain: parts.is_some_and(|parts| parts.extensions.get::<PlainPost>().is_some()),
            name: name.into(),
            is_page: page.is_some(),
            back: page.map_or_else(|| otherwise.to_owned(), |path| path.to_string()),
            of,
            kept: Vec::new(),
            has_secrets: false,
            gate: false,
        }
    }

    /// For forms of people who are not signed in yet: being refused does not lead to sign-in. Less is kept, so it comes before the fields.
    #[must_use]
    pub fn at_gate(mut self) -> Self {
        self.gate = true;
        self
    }

    /// A field to be shown again. Never a password, key or other secret.
    #[must_use]
    pub fn keep(mut self, field: &str, value: &str) -> Self {
        let most = if self.gate { KEPT_CHARS_AT_GATE } else { KEPT_CHARS };
        self.kept.push((field.to_owned(), value.chars().take(most).collect()));
        self
    }

    /// The same of a field that may be as long as a request, of a form of people who are signed in: a part of it, saved, would take
    /// the place of all.
    #[must_use]
    pub fn keep_whole(mut self, field: &str, value: &str) -> Self {
        self.kept.push((field.to_owned(), value.to_owned()));
        self
    }

    /// The form has fields that are not shown again, which the page says if it is refused.
    #[must_use]
    pub fn with_secrets(mut self) -> Self {
        self.has_secrets = true;
        self
    }

    pub const fn visit(&self) -> &Visit {
        &self.visit
    }

    pub fn texts(&self) -> Texts {
        self.visit.texts()
    }

    /// The guard: who acts, with which permission.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`], [`Fault::Forbidden`]; [`Fault::Conflict`] `other_person`, `other_company`.
    pub fn authorize<P: Permit>(&self) -> Result<OrgCx<P>, Fault> {
        self.member()?.authorize()
    }

    /// Who acts, whatever they may do, in the company that the page of the form was drawn for. A page of another one than the session
    /// looks at by now changes nothing.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`]; [`Fault::Conflict`] `other_person`, `other_company`.
    pub fn member(&self) -> Result<&Principal, Fault> {
        self.of.member(self.visit.principal())
    }

    /// Who acts on what is a person's own, whichever company they look at. The page of somebody who has signed out since changes nothing
    /// of whoever signed in after them.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`]; [`Fault::Conflict`] `other_person`.
    pub fn person(&self) -> Result<&Principal, Fault> {
        self.of.person(self.visit.principal())
    }

    /// The session of whoever sends the form, by which an answer is known to come from the same browser. Who has none gets one that
    /// holds nothing.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn session(&self) -> Result<TokenHash, HubError> {
        if let Some(token) = self.visit.token() {
            return Ok(token.hash());
        }
        let token = self.visit.hub().open_flash_session(self.visit.client(), &Flash::default()).await?;
        crate::visit::set_cookie(&self.response, self.visit.site().cookie.set(&token));
        Ok(token.hash())
    }

    /// Whether it takes back what was done before.
    pub fn takes_back(&self) -> bool {
        self.of.takes_back
    }

    /// Refuses an undo that found nothing left to take back: what it would have set is so already, or something else by now.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `changed_since`.
    pub fn refuse_idle_undo(&self, took_back: bool) -> Result<(), Fault> {
        if self.of.takes_back && !took_back { Err(changed_since()) } else { Ok(()) }
    }

    /// Answers the request. Call it once, at the end.
    ///
    /// # Errors
    /// The fault itself, for a script.
    pub async fn answer(self, outcome: Result<Done, HubError>) -> Posted {
        match outcome {
            Ok(done) => self.finish(done).await,
            Err(error) => self.refuse(error.into()).await,
        }
    }

    async fn finish(self, done: Done) -> Posted {
        for cookie in done.cookies {
            self.response.append_header(header::SET_COOKIE, cookie);
        }
        let toast = done.toast.map(|text| Flash { toast: Some(text), undo: done.undo, ..Flash::default() });
        if let Some(flash) = done.flash.or(toast) {
            let left = if done.flash_later {
                self.leave_after_sign_out(&flash).await
            } else {
                self.visit.leave_flash(&flash, &self.response).await
            };
            // What was asked for is done; only its confirmation is lost.
            if let Err(fault) = left {
                tracing::warn!(%fault, "a confirmation could not be left for the next page");
            }
        }
        if let Some(whose) = done.whose.and_then(|name| HeaderValue::try_from(name).ok()) {
            self.response.insert_header(leaving::WHOSE, whose);
        }
        if self.plain {
            see_other(&self.response, done.to.as_deref().unwrap_or(&self.back));
        }
        Ok(())
    }

    async fn leave_after_sign_out(&self, flash: &Flash) -> Result<(), Fault> {
        let token = self.visit.hub().open_flash_session(self.visit.client(), flash).await?;
        crate::visit::set_cookie(&self.response, self.visit.site().cookie.set(&token));
        Ok(())
    }

    async fn refuse(self, fault: Fault) -> Posted {
        // What is to be taken back was there a moment ago.
        let fault = if self.of.takes_back && fault == Fault::NotFound { changed_since() } else { fault };
        if !self.plain {
            return failed(&self.response, fault);
        }
        if fault == Fault::Unauthenticated && !self.gate {
            let to = LocalPath::parse(&self.back)
                .map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in());
            let (t, is_kept) = (self.texts().auth(), self.hold().await);
            let told =
                Flash::of_notice(if is_kept { t.session_ended_kept() } else { t.session_ended_undone() });
            // The way to sign in is worth more than the reason for it.
            if let Err(fault) = self.visit.leave_flash(&told, &self.response).await {
                tracing::warn!(%fault, "why somebody has to sign in could not be left for the next page");
            }
            see_other(&self.response, &to);
            return Ok(());
        }
        self.send_back(Some(fault), None).await
    }

    /// Has what was typed wait for its person, who has to sign in again. Returns whether it does: there must be something, a page to
    /// come back to, and that page must have said whose it was.
    async fn hold(&self) -> bool {
        let DrawnFor { org: Some(org), user: Some(user), takes_back: false } = self.of else { return false };
        if !self.is_page || self.kept.iter().all(|(_, value)| value.is_empty()) {
            return false;
        }
        let form = Returned {
            form: self.name.clone(),
            fault: Some(Fault::Conflict { what: held::NOT_SAVED.into() }),
            report: None,
            has_secrets: self.has_secrets,
            fields: self.kept.clone(),
        };
        let held = Held { user, org, page: self.back.clone(), form };
        held::keep(&self.visit, &held, &self.response).await
    }

    /// Whether the answer is read by a script and not shown as a page.
    pub const fn is_for_script(&self) -> bool {
        !self.plain
    }

    /// Back to the page of the form with the result of a connection test.
    ///
    /// # Errors
    /// When the result cannot be kept for the page.
    pub async fn tested(self, report: TestReport) -> Posted {
        self.send_back(None, Some(report)).await
    }

    async fn send_back(self, fault: Option<Fault>, report: Option<TestReport>) -> Posted {
        let anchor = if report.is_some() { TestReport::ANCHOR } else { "" };
        // What was typed for another company, or by somebody else, does not stand in the page as if it were to be saved here; nor does
        // what was to be taken back.
        let (form, fields) = match self.of.takes_back || fault.as_ref().is_some_and(drawn_for::is_foreign) {
            true => (String::new(), Vec::new()),
            false => (self.name, self.kept),
        };
        let flash = Flash::of_form(Returned { form, fault, report, has_secrets: self.has_secrets, fields });
        if let Err(fault) = self.visit.leave_flash(&flash, &self.response).await {
            return failed(&self.response, fault);
        }
        see_other(&self.response, &format!("{}{anchor}", self.back));
        Ok(())
    }
}

impl Done {
    /// Back to the page of the form.
    pub const fn back() -> Self {
        Self {
            to: None,
            toast: None,
            undo: None,
            cookies: Vec::new(),
            flash_later: false,
            whose: None,
            flash: None,
        }
    }

    /// On to another page, given by the code and not by the request.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: Some(path.into()), ..Self::back() }
    }

    /// One sentence that confirms it, shown on the next page and on those opened while it lasts.
    #[must_use]
    pub fn toast(mut self, text: impl Into<String>) -> Self {
        self.toast = Some(text.into());
        self
    }

    /// It leads to a page of this platform, which is called so.
    #[must_use]
    pub(crate) fn at_platform(mut self, name: String) -> Self {
        self.whose = Some(name);
        self
    }

    /// What the next page is told.
    #[must_use]
    pub(crate) fn flash(mut self, flash: Flash) -> Self {
        self.flash = Some(flash);
        self
    }

    /// A button beside the confirmation that takes it back: where it posts to, and what.
    #[must_use]
    pub fn undo(mut self, action: &str, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.undo = Some(Undo { action: action.to_owned(), fields: fields.collect(), of: String::new() });
        self
    }

    /// The button takes back what the change left, and nothing that was made of it since: the form names that as `since`.
    #[must_use]
    pub fn since(mut self, left: Mark) -> Self {
        if let Some(undo) = &mut self.undo {
            undo.fields.push(("since".to_owned(), left.to_string()));
        }
        self
    }

    /// Where it leads, if not back.
    pub fn path(&self) -> Option<&str> {
        self.to.as_deref()
    }

    /// A cookie for the browser to keep, such as the one of another session; each further one is kept as well.
    #[must_use]
    pub(crate) fn cookie(mut self, cookie: Option<HeaderValue>) -> Self {
        self.cookies.extend(cookie);
        self
    }

    /// The session has ended: the toast needs one of its own.
    #[must_use]
    pub(crate) const fn signed_out(mut self) -> Self {
        self.flash_later = true;
        self
    }
}

/// What is left of a form that was refused or tested: what had been typed and what is wrong with it.
/// Empty for a form that is shown for the first time.
#[derive(Debug, Clone)]
pub struct FormState {
    locale: Locales,
    returned: Option<Returned>,
}

impl FormState {
    pub(crate) fn new(locale: Locales, name: &str, flash: &Flash) -> Self {
        Self { locale, returned: flash.returned.clone().filter(|returned| returned.form == name) }
    }

    /// What had been typed into a field, or else what the field starts with.
    pub fn value(&self, field: &str, otherwise: impl Into<String>) -> String {
        match &self.returned {
            Some(returned) => {
                let typed = returned.fields.iter().find(|(name, _)| name == field);
                typed.map(|(_, value)| value.clone()).unwrap_or_default()
            }
            None => otherwise.into(),
        }
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, field: &str, otherwise: bool) -> bool {
        match &self.returned {
            Some(returned) => returned.fields.iter().any(|(name, value)| name == field && !value.is_empty()),
            None => otherwise,
        }
    }

    /// What to do about a field; empty if nothing is wrong with it.
    pub fn error(&self, field: &str) -> String {
        let problem = self.problem(field);
        problem
            .map(|problem| i18n::fault::field_problem(self.locale, problem).into_owned())
            .unwrap_or_default()
    }

    /// What is wrong with a field, for a page that says it in words of its own.
    pub fn problem(&self, field: &str) -> Option<&FieldProblem> {
        let Some(Fault::Invalid { fields }) = self.fault() else { return None };
        fields.iter().find(|error| error.field == field).map(|error| &error.problem)
    }

    /// Why the form was refused. The frame of every page says it in a banner; a page asks for it to
    /// show more.
    pub fn fault(&self) -> Option<&Fault> {
        self.returned.as_ref()?.fault.as_ref()
    }

    /// What the connection test found that this form was sent to.
    pub fn report(&self) -> Option<&TestReport> {
        self.returned.as_ref()?.report.as_ref()
    }
}

/// A form that posts to a server function and comes back to `return_to` if it is refused.
#[component]
pub fn PostForm(
    /// `TheFunction::url()`.
    #[prop(into)]
    action: String,
    /// Mostly `cx.here()`.
    #[prop(into)]
    return_to: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] class: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <form method="post" action=action id=id class=class.unwrap_or_else(|| "form".to_owned())>
            <input type="hidden" name="return_to" value=return_to/>
            {children.map(|children| children())}
        </form>
    }
}

fn failed(response: &ResponseOptions, fault: Fault) -> Posted {
    response.set_status(status(&fault));
    Err(Failure(fault))
}

fn see_other(response: &ResponseOptions, path: &str) {
    response.set_status(StatusCode::SEE_OTHER);
    let location = HeaderValue::try_from(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.insert_header(header::LOCATION, location);
}

/// The HTTP status of a fault.
pub(crate) fn status(fault: &Fault) -> StatusCode {
    StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
