//! `/admin/alertas/ajustes`: what becomes an alert, and who is told of it how.

use super::{AlertChoose, AlertHookAdd, AlertHookRemove, AlertHookTest, AlertKindSet, AlertMailTest, PATH};
use crate::{
    form::PostForm,
    integrations::clock_text,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{
    AlertHookId, AlertKind, AlertLevel, HookFormat, Permission,
    view::alerts::{AlertHookView, AlertSettings},
};
use hub::{
    HubError,
    alerts::MailWay,
    auth::{OrgCx, Principal},
    permit::View,
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Cell, Column, DataTable, FormActions, InputKind, PageHeader,
    Panel, Place, Row, SelectField, SelectOption, StatusBadge, TextField, Tone,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// The address that was just added.
    novo: String,
}

/// `/admin/alertas/ajustes`
pub fn alert_settings_page() -> Drawing {
    member_page::<View, _, _>(Area::Alerts, |cx, permit| async move {
        let settings = hub::alerts::settings(&permit).await?;
        let key = fresh_key(&cx, &cx.query::<Wanted>()).await?;
        Ok(Page::new(cx.t.alerts().settings(), page(&cx, &permit, &settings, key)))
    })
}

/// The key of an address that was just added, which is shown once.
async fn fresh_key(cx: &PageCx, wanted: &Wanted) -> Result<Option<String>, HubError> {
    let manages = cx.principal().and_then(|who| Principal::authorize(who).ok());
    let (Some(permit), Ok(id)) = (manages, wanted.novo.parse::<AlertHookId>()) else { return Ok(None) };
    hub::alerts::fresh_key(&permit, id, cx.now).await
}

fn page(cx: &PageCx, permit: &OrgCx<View>, settings: &AlertSettings, key: Option<String>) -> AnyView {
    let t = cx.t.alerts();
    let trail = vec![(t.title().to_owned(), PATH.to_owned())];
    let manages = cx.may(Permission::ManageOrganisation);
    let key = key.map(|key| {
        let shown = view! { <p><code>{key}</code></p> }.into_any();
        view! { <Banner tone=Tone::Info title=t.hook_secret() text=t.hook_secret_text() details=shown/> }
    });
    let email = cx.principal().map(|who| who.member().user_email.clone()).unwrap_or_default();
    let hooks = manages.then(|| {
        let (hooks, add) = (hooks(cx, &settings.hooks), add(cx));
        view! { <Panel title=t.hooks() context=t.hooks_context()><div class="list">{hooks}{add}</div></Panel> }
    });
    let test = view! {
        <PostForm action=AlertMailTest::url() return_to=cx.here() class="inline-form">
            <Button label=t.test() of=t.my_mail()/>
        </PostForm>
    }
    .into_any();
    let (mail, kinds) = (mail(cx, permit, settings), kinds(cx, &settings.muted, manages));
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=t.settings()/>
        {key}
        <Panel title=t.my_mail() context=t.my_mail_context(&email) actions=test>{mail}</Panel>
        {hooks}
        <Panel title=t.kinds() context=t.kinds_context()>{kinds}</Panel>
    }
    .into_any()
}

fn level_choices(cx: &PageCx, levels: &[AlertLevel], chosen: &str) -> Vec<SelectOption> {
    let t = cx.t.alerts();
    let option =
        |level: &AlertLevel| SelectOption::new(level.code(), t.level_choice(level.code())).chosen(chosen);
    levels.iter().map(option).collect()
}

fn mail(cx: &PageCx, permit: &OrgCx<View>, settings: &AlertSettings) -> AnyView {
    let (t, fields, form) = (cx.t.alerts(), cx.t.fields(), cx.form("alerts/choose"));
    let way = match hub::alerts::mail_way(permit) {
        MailWay::Server => None,
        MailWay::Files => {
            let text = t.mail_to_files_text();
            Some(view! { <Banner tone=Tone::Warning title=t.mail_to_files() text=text/> })
        }
    };
    let problem = settings.mail_fails.then(|| {
        view! { <Banner tone=Tone::Warning title=t.mail_failed() text=t.mail_failed_text()/> }
    });
    let chosen = form.value("level", settings.preference.level.code());
    let (from, until) = settings.preference.quiet.unzip();
    let (from, until) =
        (form.value("quiet_from", clock_text(from)), form.value("quiet_until", clock_text(until)));
    let choices = level_choices(cx, AlertLevel::ALL, &chosen);
    let (save, optional) = (cx.t.common().save(), cx.t.common().optional());
    view! {
        <div class="list">
        {way}
        {problem}
        <PostForm action=AlertChoose::url() return_to=cx.here()>
            <SelectField name="level" label=t.level() help=t.level_help() options=choices error=form.error("level")/>
            <TextField name="quiet_from" kind=InputKind::Time label=t.quiet_from() help=t.quiet_help() value=from
                error=form.error("quiet_from") optional=optional/>
            <TextField name="quiet_until" kind=InputKind::Time label=t.quiet_until() help=fields.quiet_until() value=until
                error=form.error("quiet_until") optional=optional/>
            <FormActions><Button label=save kind=ButtonKind::Primary/></FormActions>
        </PostForm>
        </div>
    }
    .into_any()
}

fn kinds(cx: &PageCx, muted: &[AlertKind], manages: bool) -> AnyView {
    let t = cx.t.alerts();
    let mut columns = vec![
        Column::new(Place::Lead, t.kind_column()),
        Column::new(Place::Detail, t.when_column()),
        Column::new(Place::State, t.state_column()),
    ];
    if manages {
        columns.push(Column::new(Place::State, t.change_column()));
    }
    let rows = AlertKind::ALL.iter().map(|kind| kind_row(cx, *kind, muted.contains(kind), manages)).collect();
    view! { <DataTable caption=t.kinds() columns=columns rows=rows empty=().into_any()/> }.into_any()
}

fn kind_row(cx: &PageCx, kind: AlertKind, is_muted: bool, manages: bool) -> Row {
    let t = cx.t.alerts();
    let (tone, state) = if is_muted { (Tone::Neutral, t.off()) } else { (Tone::Positive, t.on()) };
    let mut cells = vec![
        Cell::text(t.kind_when(kind.code())),
        Cell::view(view! { <StatusBadge tone=tone label=state/> }),
    ];
    if manages {
        let (label, told) = if is_muted { (t.turn_on(), "on") } else { (t.turn_off(), "") };
        // A field stands above the link of the row.
        cells.push(Cell::view(view! {
            <PostForm action=AlertKindSet::url() return_to=cx.here() class="field">
                <input type="hidden" name="kind" value=kind.code()/>
                <input type="hidden" name="told" value=told/>
                <Button label=label of=t.kind(kind.code())/>
            </PostForm>
        }));
    }
    Row { href: String::new(), lead: t.kind(kind.code()).into_any(), cells, pick: None }
}

fn hooks(cx: &PageCx, hooks: &[AlertHookView]) -> AnyView {
    let t = cx.t.alerts();
    if hooks.is_empty() {
        return view! { <p class="meta">{t.no_hooks()}</p> }.into_any();
    }
    let items = hooks.iter().map(|hook| hook_item(cx, hook)).collect_view();
    view! { <ul class="left-out">{items}</ul> }.into_any()
}

fn hook_item(cx: &PageCx, hook: &AlertHookView) -> AnyView {
    let t = cx.t.alerts();
    let id = hook.id.to_string();
    let sent = match hook.sent_at {
        Some(at) => t.hook_sent(&format::relative(cx.locale, at, cx.now, cx.zone)),
        None => t.hook_never().to_owned(),
    };
    let off = hook.disabled_at.is_some().then(|| {
        view! { <StatusBadge tone=Tone::Neutral label=t.hook_off()/> }
    });
    let failing = (hook.failures > 0).then(|| {
        view! { <StatusBadge tone=Tone::Critical label=t.hook_failing(hook.failures.into())/> }
    });
    let problem = hook.problem.clone().map(|problem| view! { <p>{problem}</p> });
    let button = |action: &'static str, label: &'static str| {
        let (id, of) = (id.clone(), hook.name.clone());
        view! {
            <PostForm action=action return_to=cx.here() class="inline-form">
                <input type="hidden" name="hook" value=id/>
                <Button label=label of=of/>
            </PostForm>
        }
    };
    view! {
        <li>
            <div class="left-out-head">
                <strong>{hook.name.clone()}</strong>
                {off}
                {failing}
                <span class="meta dotted">
                    <span>{hook.host.clone()}</span>
                    <span>{t.hook_format_choice(hook.format.code())}</span>
                    <span>{t.level_choice(hook.level.code())}</span>
                    <span>{sent}</span>
                </span>
            </div>
            {problem}
            <div class="actions">
                {button(AlertHookTest::url(), t.test())}
                {button(AlertHookRemove::url(), t.remove())}
            </div>
        </li>
    }
    .into_any()
}

fn add(cx: &PageCx) -> AnyView {
    let (t, form) = (cx.t.alerts(), cx.form("alerts/hook"));
    let chosen = form.value("format", HookFormat::Slack.code());
    let formats = HookFormat::ALL
        .iter()
        .map(|format| SelectOption::new(format.code(), t.hook_format_choice(format.code())).chosen(&chosen));
    let formats: Vec<_> = formats.collect();
    let chosen = form.value("level", AlertLevel::All.code());
    let levels = level_choices(cx, &[AlertLevel::All, AlertLevel::Critical], &chosen);
    view! {
        <PostForm action=AlertHookAdd::url() return_to=cx.here()>
            <TextField name="name" label=t.hook_name() help=t.hook_name_help() value=form.value("name", "") error=form.error("name")
                maxlength=80 required=true/>
            <SelectField name="format" label=t.hook_format() help=t.hook_format_help() options=formats
                error=form.error("format")/>
            <TextField name="url" kind=InputKind::Url label=t.hook_url() help=t.hook_url_help() error=form.error("url")
                maxlength=1000 required=true/>
            <SelectField id="hook-level" name="level" label=t.hook_level() help=t.hook_level_help() options=levels error=form.error("level")/>
            <FormActions><Button label=t.add_hook()/></FormActions>
        </PostForm>
    }
    .into_any()
}
