//! What the forms of connections post to.

use super::{
    GALLERY,
    fields::{self, ConnectFields},
    path,
    report::{self, TestReport},
    settings,
};
use crate::{
    first_hour::{after_connecting, with_region},
    form::{Done, Failure, Form, Posted},
    frame,
    page::PageCx,
};
use domain::{ConnectionId, ConnectionStatus, Fault, view::connections::ConnectionView};
use hub::{
    HubError,
    auth::OrgCx,
    integrations::{Connected, KeyPage, Outcome, forms},
    permit::{ManageConnections, RunSync},
    syncs::What,
    undo::{Mark, Replaced},
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};
use ui::{Banner, Tone};

/// What a script hears of a form that was tested or saved.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Told {
    /// The result, as a part of the page.
    html: String,
    /// The page to go on to; stay if empty.
    to: String,
}

/// Tests what the form says; nothing is stored. A script gets the report as a part of the page,
/// a browser's own post comes back to the page that shows it.
#[server(name = IntegrationTest, prefix = "/ui", endpoint = "integrations/test")]
pub async fn integration_test(
    #[server(flatten)] input: ConnectFields,
    #[server(default)] return_to: String,
) -> Result<Told, Failure> {
    let (form, cx) = (opened(&input, &return_to), PageCx::of_call());
    let tested = test(&form, input).await;
    answer(form, &cx, tested).await
}

async fn test(form: &Form, input: ConnectFields) -> Result<TestReport, HubError> {
    let permit = form.authorize::<ManageConnections>()?;
    let wanted = read(&permit, input)?;
    Ok(TestReport::new(&hub::integrations::test(&permit, &wanted).await?))
}

/// Tests and, if that passes, stores; a new connection is read at once. What keeps it from that is told
/// as by [`integration_test`]; a script is told where to go on.
#[server(name = IntegrationSave, prefix = "/ui", endpoint = "integrations/save")]
pub async fn integration_save(
    #[server(flatten)] input: ConnectFields,
    #[server(default)] return_to: String,
) -> Result<Told, Failure> {
    let (form, cx) = (opened(&input, &return_to), PageCx::of_call());
    let saved = save(&form, input).await;
    lead_on(form, &cx, saved).await
}

/// Has the shop make a key: leads to its page. What keeps it from that is told as by [`integration_test`].
#[server(name = IntegrationKey, prefix = "/ui", endpoint = "integrations/key")]
pub async fn integration_key(
    #[server(flatten)] input: ConnectFields,
    #[server(default)] return_to: String,
) -> Result<Told, Failure> {
    let (form, cx) = (opened(&input, &return_to), PageCx::of_call());
    let asked = ask_key(&form, input).await;
    lead_on(form, &cx, asked).await
}

async fn ask_key(form: &Form, input: ConnectFields) -> Result<Result<Done, TestReport>, HubError> {
    let permit = form.authorize::<ManageConnections>()?;
    let session = form.visit().token().ok_or(Fault::Unauthenticated)?;
    let wanted = read(&permit, input)?;
    let name = hub::orders::platform_name(form.visit().hub(), &wanted.platform);
    Ok(match hub::integrations::ask_key(&permit, session, &wanted).await? {
        KeyPage::Open(page) => Ok(Done::to(page).at_platform(name)),
        KeyPage::Refused(found) => Err(TestReport::new(&found)),
    })
}

/// Where it leads, or what keeps it from that.
async fn lead_on(
    form: Form,
    cx: &PageCx,
    outcome: Result<Result<Done, TestReport>, HubError>,
) -> Result<Told, Failure> {
    match outcome {
        Ok(Ok(done)) => {
            let to = done.path().unwrap_or_default().to_owned();
            form.answer(Ok(done)).await.map(|()| Told { to, ..Told::default() })
        }
        Ok(Err(found)) => answer(form, cx, Ok(found)).await,
        Err(error) => answer(form, cx, Err(error)).await,
    }
}

/// What was found: as a part of the page for a script, which keeps what is typed; else as the page anew.
async fn answer(form: Form, cx: &PageCx, found: Result<TestReport, HubError>) -> Result<Told, Failure> {
    let found = found.map_err(Fault::from);
    if form.is_for_script() {
        let told = match &found {
            Ok(report) => Some(report::view(cx, report, false)),
            Err(Fault::Invalid { fields }) => Some(refusal(cx, fields)),
            Err(fault @ (Fault::Conflict { .. } | Fault::QuotaExceeded(_) | Fault::Throttled { .. })) => {
                Some(frame::refused(cx, fault, false))
            }
            Err(_) => None,
        };
        if let Some(told) = told {
            return Ok(Told { html: told.to_html(), ..Told::default() });
        }
    }
    let posted = match found {
        Ok(report) => form.tested(report).await,
        Err(fault) => form.answer(Err(fault.into())).await,
    };
    posted.map(|()| Told::default())
}

/// What it led to, or what the test found wrong.
async fn save(form: &Form, input: ConnectFields) -> Result<Result<Done, TestReport>, HubError> {
    let permit = form.authorize::<ManageConnections>()?;
    let t = form.texts().integrations();
    let wanted = read(&permit, input)?;
    let (id, how, region) = match hub::integrations::save(&permit, &wanted).await? {
        Outcome::Refused(found) => return Ok(Err(TestReport::new(&found))),
        Outcome::Saved { id, how, region, .. } => (id, how, region),
    };
    // Whoever may connect may also synchronise; a run that is open already does as well.
    let started = hub::syncs::start(&form.authorize::<RunSync>()?, id, What::Changes).await;
    if let Err(error) = started
        && !matches!(error, HubError::Fault(Fault::Conflict { .. }))
    {
        return Err(error);
    }
    let named = if wanted.name.trim().is_empty() {
        hub::integrations::platform_name(form.visit().hub(), &wanted.platform)
    } else {
        wanted.name
    };
    let toast = match how {
        Connected::Again => t.reconnected_toast(named.trim()),
        Connected::New => t.connected_toast(named.trim()),
        Connected::Edited => t.credentials_saved().to_owned(),
    };
    let to = match how {
        Connected::Edited => path(id),
        Connected::New | Connected::Again => after_connecting(form.visit(), &wanted.platform, id).await?,
    };
    Ok(Ok(Done::to(to).toast(with_region(form.texts(), toast, &region))))
}

/// Changes name and sync settings; where `since` is given, only if they are still what was left then.
#[server(name = IntegrationSettings, prefix = "/ui", endpoint = "integrations/settings")]
#[allow(clippy::too_many_arguments)]
pub async fn integration_settings(
    #[server(default)] connection_id: String,
    #[server(default)] name: String,
    #[server(default)] every_minutes: String,
    #[server(default)] skip_test_orders: String,
    #[server(default)] quiet_from: String,
    #[server(default)] quiet_until: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/settings", &return_to, GALLERY).keep("name", &name);
    let form = form.keep("every_minutes", &every_minutes).keep("skip_test_orders", &skip_test_orders);
    let form = form.keep("quiet_from", &quiet_from).keep("quiet_until", &quiet_until);
    let done = async {
        let permit = form.authorize::<ManageConnections>()?;
        let settings = settings::read(&every_minutes, &skip_test_orders, (&quiet_from, &quiet_until))?;
        let (id, since) = (id(&connection_id)?, Mark::named(&since)?);
        let replaced = hub::integrations::update_settings(&permit, id, &name, &settings, since).await?;
        let done = Done::back().toast(form.texts().common().saved());
        let Some(Replaced { before: (name, settings), left }) = replaced else {
            return Ok::<_, HubError>(done);
        };
        let typed = settings::typed(&settings);
        let mut fields = vec![("connection_id", connection_id.as_str()), ("name", name.as_str())];
        fields.extend(typed.iter().map(|(name, value)| (*name, value.as_str())));
        Ok(done.undo(IntegrationSettings::url(), &fields).since(left))
    };
    let done = done.await;
    form.answer(done).await
}

/// Stops synchronising a connection until it is resumed.
#[server(name = IntegrationPause, prefix = "/ui", endpoint = "integrations/pause")]
pub async fn integration_pause(
    #[server(default)] connection_id: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/pause", &return_to, GALLERY);
    let done = async {
        let before = hub::integrations::pause(&form.authorize()?, id(&connection_id)?).await?;
        let done = Done::back().toast(form.texts().integrations().paused_toast());
        Ok::<_, HubError>(match before {
            ConnectionStatus::Connected => {
                done.undo(IntegrationResume::url(), &[("connection_id", &connection_id)])
            }
            _ => done,
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Synchronises a paused connection again.
#[server(name = IntegrationResume, prefix = "/ui", endpoint = "integrations/resume")]
pub async fn integration_resume(
    #[server(default)] connection_id: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/resume", &return_to, GALLERY);
    let done = async {
        let before = hub::integrations::resume(&form.authorize()?, id(&connection_id)?).await?;
        form.refuse_idle_undo(before == ConnectionStatus::Paused)?;
        Ok::<_, HubError>(Done::back().toast(form.texts().integrations().resumed_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Forgets the credentials of a connection; its sales stay. Of a demo store they are removed where `remove` says so, unless `keep`,
/// which is another button of the same form, says that they stay.
#[server(name = IntegrationDisconnect, prefix = "/ui", endpoint = "integrations/disconnect")]
pub async fn integration_disconnect(
    #[server(default)] connection_id: String,
    #[server(default)] remove: String,
    #[server(default)] keep: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/disconnect", &return_to, GALLERY);
    let done = async {
        let (permit, id) = (form.authorize()?, id(&connection_id)?);
        let t = form.texts().integrations();
        if !remove.is_empty() && keep.is_empty() {
            let removed = hub::demo::remove(&permit, id).await?;
            return Ok::<_, HubError>(Done::to(GALLERY).toast(t.demo_removed(removed)));
        }
        let ConnectionView { platform, status, .. } = hub::integrations::find(&form.authorize()?, id).await?;
        if status == ConnectionStatus::Disconnected {
            return Err(Fault::Conflict { what: "disconnected".into() }.into());
        }
        let going_on = hub::integrations::disconnect(&permit, id).await?;
        let toast = match hub::integrations::brings_orders(form.visit().hub(), &platform) {
            true => t.disconnected_toast(),
            false => t.sheets_disconnected_toast(),
        };
        let toast = match going_on.is_empty() {
            true => toast.to_owned(),
            false => format!("{toast} {}", t.place_goes_to(&going_on.join(", "))),
        };
        Ok::<_, HubError>(Done::back().toast(toast))
    };
    let done = done.await;
    form.answer(done).await
}

fn id(text: &str) -> Result<ConnectionId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The form with what may be shown again.
pub(super) fn opened(input: &ConnectFields, return_to: &str) -> Form {
    let form = Form::new(input.form_name(), return_to, GALLERY).with_secrets();
    let permit = form.authorize::<ManageConnections>();
    let forms = permit.and_then(|permit| forms(&permit, &input.platform));
    let spec = forms.ok().and_then(|forms| fields::way(forms, &input.auth).ok());
    input.open_fields(spec).iter().fold(form, |form, (name, value)| form.keep(name, value))
}

pub(super) fn read(
    permit: &OrgCx<ManageConnections>,
    input: ConnectFields,
) -> Result<hub::integrations::ConnectForm, Fault> {
    let forms = forms(permit, &input.platform)?;
    let spec = fields::way(forms, &input.auth)?;
    input.read(spec)
}

/// Which fields kept a test from starting, where no page is loaded that could say it under them.
fn refusal(cx: &PageCx, fields: &[domain::FieldError]) -> AnyView {
    let t = cx.t.integrations();
    let lines = fields.iter().map(|error| {
        let problem = i18n::fault::field_problem(cx.locale, &error.problem);
        let name = error.field.as_str();
        let (label, control) = match name {
            "name" => (t.name().to_owned(), name.to_owned()),
            "every_minutes" => (t.every().to_owned(), name.to_owned()),
            "environment" => (t.environment().to_owned(), name.to_owned()),
            field => (t.field_label(field), format!("fields[{field}]")),
        };
        view! { <li data-field=control><strong>{label}</strong> " – " {problem.into_owned()}</li> }
    });
    view! {
        <section class="report" aria-label=t.report()>
            <Banner tone=Tone::Warning title=t.test_refused()/>
            <ul class="report-steps">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}
