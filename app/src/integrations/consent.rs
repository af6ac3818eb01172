//! Connecting by consent: the way back from the platform's page, and what has to be decided then.

use super::{
    GALLERY,
    connect::new_path,
    credentials_path,
    fields::{self, form_name},
    path, platform_name,
    report::TestReport,
};
use crate::{
    first_hour::{after_connecting, with_region},
    flash::{Flash, Returned},
    form::{Done, Form, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, member_page, redirect},
    visit::Visit,
};
use domain::{AuthKind, ConnectionId, Fault};
use hub::{
    HubError,
    auth::{OrgCx, Principal},
    integrations::{self, Arrival, Back, CallbackProblem, Connected, ConsentProblem, Outcome, Waiting},
    permit::{ManageConnections, RunSync},
    sessions::SessionToken,
    syncs::What,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Breadcrumbs, Button, ButtonKind, ChannelMark, LinkButton, PageHeader};
use uuid::Uuid;

/// Where decisions are asked for.
const DECISION: &str = "/admin/integracoes/autorizacao";

/// Where somebody who is back goes on, and what is said there.
struct Onward {
    to: String,
    flash: Flash,
}

/// `/admin/integracoes/retorno/:platform`: the platform sends people here. Shows nothing of its own.
pub fn consent_return_page() -> Drawing {
    let (cx, response) = (PageCx::of_request(), expect_context::<ResponseOptions>());
    let page = member_page::<ManageConnections, _, _>(Area::Integrations, |cx, permit| async move {
        let platform: String = cx.param("platform")?;
        let session = session(cx.visit())?;
        let back = integrations::come_back(&permit, session, &platform, &cx.query_pairs()).await?;
        let onward = onward(cx.visit(), &platform, back).await?;
        cx.visit().leave_flash(&onward.flash, &response).await?;
        redirect(&response, &onward.to);
        Ok(Page::new(platform_name(&cx, &platform), ()))
    });
    Box::pin(async move {
        // Before sign-in is asked for: who is led here by somebody else's request will not sign in.
        if cx.principal().is_none()
            && let Ok(platform) = cx.param::<String>("platform")
            && let Err(error) =
                integrations::came_back_unknown(cx.visit().hub(), &platform, &cx.query_pairs()).await
        {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a request for a key could not be ended"
            );
        }
        page.await
    })
}

/// `/admin/integracoes/autorizacao/:id`: which account, or whether at all.
pub fn consent_decision_page() -> Drawing {
    member_page::<ManageConnections, _, _>(Area::Integrations, |cx, permit| async move {
        let waiting = integrations::waiting(&permit, session(cx.visit())?, cx.param("id")?).await?;
        let t = cx.t.integrations();
        let name = platform_name(&cx, &waiting.platform);
        let company = cx.principal().map(|who| who.member().org_name.clone()).unwrap_or_default();
        let (title, text) = match (&waiting.connection, waiting.accounts.is_empty()) {
            (_, true) => (t.consent_unasked(&company, &name), t.consent_unasked_text().to_owned()),
            (Some(_), false) => (t.consent_other().to_owned(), t.consent_other_text().to_owned()),
            (None, false) => (t.consent_choose().to_owned(), t.consent_choose_text().to_owned()),
        };
        let lead =
            view! { <ChannelMark channel=waiting.platform.clone() name=name.clone() large=true/> }.into_any();
        let trail = vec![(t.title().to_owned(), GALLERY.to_owned())];
        let choices = choices(&cx, &waiting, &name);
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <PageHeader title=title.clone() context=text.into_any() lead=lead/>
            <div>{choices}</div>
            <div class="actions"><LinkButton label=t.consent_leave() href=GALLERY/></div>
        };
        Ok(Page::new(title, body))
    })
}

/// A button for each account, or one to go on at all.
fn choices(cx: &PageCx, waiting: &Waiting, platform: &str) -> AnyView {
    let t = cx.t.integrations();
    let button = |account: &str, label: String| {
        let (id, account) = (waiting.id.to_string(), account.to_owned());
        view! {
            <PostForm action=IntegrationAccount::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="consent_id" value=id/>
                <input type="hidden" name="account" value=account/>
                <Button label=label kind=ButtonKind::Primary/>
            </PostForm>
        }
        .into_any()
    };
    if waiting.accounts.is_empty() {
        return button("", t.consent_press(platform));
    }
    let rows = waiting.accounts.iter().map(|account| {
        let name = account.name.clone().unwrap_or_else(|| account.id.clone());
        let choose = button(&account.id, t.consent_account().to_owned());
        view! {
            <div class="choice-row">
                <p><strong>{name}</strong><span class="meta">{account.id.clone()}</span></p>
                {choose}
            </div>
        }
    });
    rows.collect_view().into_any()
}

/// Leads to the platform's page.
#[server(name = IntegrationConsent, prefix = "/ui", endpoint = "integrations/consent")]
pub async fn integration_consent(
    #[server(flatten)] input: super::fields::ConnectFields,
    #[server(default)] return_to: String,
) -> Posted {
    let form = super::api::opened(&input, &return_to);
    let asked = async {
        let permit = form.authorize::<ManageConnections>()?;
        let wanted = super::api::read(&permit, input)?;
        let page = integrations::ask_consent(&permit, session(form.visit())?, &wanted).await?;
        let name = hub::orders::platform_name(form.visit().hub(), &wanted.platform);
        Ok::<_, HubError>(Done::to(page).at_platform(name))
    };
    let asked = asked.await;
    form.answer(asked).await
}

/// Connects the chosen account; an empty one stands for "go on" where nothing has been asked yet.
#[server(name = IntegrationAccount, prefix = "/ui", endpoint = "integrations/account")]
pub async fn integration_account(
    #[server(default)] consent_id: String,
    #[server(default)] account: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/account", &return_to, GALLERY);
    let done = async {
        let permit = form.authorize::<ManageConnections>()?;
        let id: Uuid = consent_id.parse().map_err(|_| Fault::NotFound)?;
        let onward = decide(form.visit(), &permit, id, &account).await?;
        Ok::<_, HubError>(Done::to(onward.to).flash(onward.flash))
    };
    let done = done.await;
    form.answer(done).await
}

async fn decide(
    visit: &Visit,
    permit: &OrgCx<ManageConnections>,
    id: Uuid,
    account: &str,
) -> Result<Onward, HubError> {
    let session = session(visit)?;
    let waiting = integrations::waiting(permit, session, id).await?;
    let arrival = match account {
        "" => integrations::attach(permit, session, id).await?,
        account => integrations::choose_account(permit, session, id, account).await?,
    };
    onward(visit, &waiting.platform, Back { connection: None, form: None, auth: AuthKind::OAuth2, arrival })
        .await
}

/// What becomes of an arrival: the page of the connection, the form with what is wrong, or a decision.
async fn onward(visit: &Visit, platform: &str, back: Back) -> Result<Onward, HubError> {
    let form = match back.connection {
        Some(id) => credentials_path(id),
        None => format!("{}?forma={}", new_path(platform), back.auth.code()),
    };
    let fields = back.form.as_ref().map(fields::typed).unwrap_or_default();
    let returned = |fault, report| {
        let id = back.connection.map(|id: ConnectionId| id.to_string()).unwrap_or_default();
        let form = form_name(platform, &id);
        Flash::of_form(Returned { form, fault, report, has_secrets: false, fields })
    };
    Ok(match back.arrival {
        Arrival::Settled(Outcome::Saved { id, how, region, .. }) => {
            let brings_orders = integrations::brings_orders(visit.hub(), platform);
            if brings_orders {
                start(visit.principal().ok_or(Fault::Unauthenticated)?, id).await?;
            }
            let t = visit.texts().integrations();
            let name = integrations::platform_name(visit.hub(), platform);
            let toast = match how {
                // Asked for as a new one.
                Connected::Edited if back.connection.is_none() => t.consented_known(&name),
                Connected::Edited if !brings_orders => t.sheets_consented().to_owned(),
                _ if !brings_orders => t.sheets_connected(&name),
                Connected::New => t.connected_toast(&name),
                Connected::Again => t.reconnected_toast(&name),
                Connected::Edited => t.consented_toast().to_owned(),
            };
            let to = match how {
                Connected::Edited => path(id),
                Connected::New | Connected::Again => after_connecting(visit, platform, id).await?,
            };
            let toast = with_region(visit.texts(), toast, &region);
            Onward { to, flash: Flash { toast: Some(toast), ..Flash::default() } }
        }
        Arrival::Settled(Outcome::Refused(report)) => {
            let flash = returned(None, Some(TestReport::new(&report)));
            Onward { to: format!("{form}{}", TestReport::ANCHOR), flash }
        }
        Arrival::Ask(id) => Onward { to: format!("{DECISION}/{id}"), flash: Flash::default() },
        Arrival::Problem(problem) => Onward { to: form, flash: returned(Some(fault(problem)), None) },
    })
}

/// Reads the account at once. A run that is open already does as well, and a paused account waits.
async fn start(who: &Principal, id: ConnectionId) -> Result<(), HubError> {
    match hub::syncs::start(&who.authorize::<RunSync>()?, id, What::Changes).await {
        Ok(_) | Err(HubError::Fault(Fault::Conflict { .. })) => Ok(()),
        Err(error) => Err(error),
    }
}

/// As [`super::conflict`] has words for it.
fn fault(problem: ConsentProblem) -> Fault {
    let what = match problem {
        ConsentProblem::Refused(fault) => return fault,
        ConsentProblem::UnknownState => "consent_state",
        ConsentProblem::Callback(CallbackProblem::Denied) => "consent_denied",
        ConsentProblem::Callback(_) => "consent_invalid",
        ConsentProblem::Exchange(_) => "consent_exchange",
        ConsentProblem::NoKey => "key_missing",
    };
    Fault::Conflict { what: what.into() }
}

fn session(visit: &Visit) -> Result<&SessionToken, Fault> {
    visit.token().ok_or(Fault::Unauthenticated)
}
