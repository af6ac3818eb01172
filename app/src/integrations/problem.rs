//! What is wrong with a connection or a run: what happened, what it means, what to press.

use super::{
    brings_orders, credentials_path,
    disconnect::{disconnect_path, may_remove},
    path, platform_name,
};
use crate::{
    page::PageCx,
    plans,
    syncs::{self, not_imported},
};
use domain::{
    ConnectionId, ConnectionStatus, Fault, Permission, UpstreamKind,
    view::{connections::ConnectionView, expiry::Expiry},
};
use leptos::prelude::*;
use ui::{Banner, ButtonKind, LinkButton, RawView, Tone};

/// What mends a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repair {
    /// Other credentials, or another address.
    Credentials,
    /// The reasons of what did not come in.
    Reasons,
    /// Another run of this kind, as `syncs/start` takes it.
    Run(&'static str),
}

/// A problem in words.
pub(crate) struct Problem {
    pub title: String,
    pub text: String,
    /// What happened, in one sentence.
    pub brief: String,
    /// The label of the button that mends it.
    pub press: &'static str,
    pub repair: Repair,
}

impl Problem {
    /// By the code that a run or a connection keeps: a class of a platform's problems, or one of ours.
    pub(crate) fn of_code(cx: &PageCx, platform: &str, code: &str) -> Self {
        let t = cx.t.integrations();
        let own = |title: &'static str, text: &'static str, press, repair| Self {
            title: title.to_owned(),
            text: text.to_owned(),
            brief: title.to_owned(),
            press,
            repair,
        };
        match code {
            "incomplete" => {
                own(t.incomplete(), t.incomplete_text(), t.sync_everything(), Repair::Run("everything"))
            }
            "not_shown" => {
                own(t.not_shown(), t.not_shown_text(), t.sync_everything(), Repair::Run("everything"))
            }
            "records_failed" => {
                own(t.records_failed(), t.records_failed_text(), cx.t.common().see_reasons(), Repair::Reasons)
            }
            "credentials_unreadable" => own(
                t.credentials_unreadable(),
                t.credentials_unreadable_text(),
                t.edit_credentials(),
                Repair::Credentials,
            ),
            code => match code.parse() {
                Ok(kind) => Self::of_platform(cx, platform, kind),
                Err(_) => {
                    own(t.own_fault(), t.own_fault_text(), cx.t.common().try_again(), Repair::Run("changes"))
                }
            },
        }
    }

    fn of_platform(cx: &PageCx, platform: &str, kind: UpstreamKind) -> Self {
        let fault = Fault::Upstream { platform: platform_name(cx, platform), kind };
        let said = i18n::fault::explain(cx.locale, &fault);
        let meaning = match brings_orders(cx, platform) {
            true => said.meaning,
            false => cx.t.integrations().sheets_unread(),
        };
        let text = format!("{} {meaning}", said.what);
        let (press, repair) = match kind {
            UpstreamKind::Auth
            | UpstreamKind::Permission
            | UpstreamKind::Tls
            | UpstreamKind::Dns
            | UpstreamKind::BlockedAddress
            | UpstreamKind::Redirect
            | UpstreamKind::NotThePlatform
            | UpstreamKind::NotFound => (said.press, Repair::Credentials),
            _ => (cx.t.common().try_again(), Repair::Run("changes")),
        };
        Self { title: said.title.into_owned(), brief: said.what.into_owned(), text, press, repair }
    }

    /// The text with whom to ask, where this person may not mend it.
    pub(crate) fn text_for(&self, cx: &PageCx) -> String {
        match self.repair {
            Repair::Credentials if !cx.may(Permission::ManageConnections) => {
                format!("{} {}", self.text, cx.t.integrations().ask_admin())
            }
            _ => self.text.clone(),
        }
    }

    /// The button that mends it, for those who may press it. `may_run` tells whether a run can start now.
    pub(crate) fn way_out(&self, cx: &PageCx, of: (ConnectionId, &str), may_run: bool) -> Option<AnyView> {
        let link = |href: String| {
            view! { <LinkButton label=self.press href=href kind=ButtonKind::Primary/> }.into_any()
        };
        match self.repair {
            Repair::Credentials => {
                cx.may(Permission::ManageConnections).then(|| link(credentials_path(of.0)))
            }
            Repair::Reasons => Some(link(not_imported::of_connection(of.0))),
            Repair::Run(kind) => (may_run && cx.may(Permission::RunSync))
                .then(|| syncs::start_button(of, kind, &path(of.0), self.press, ButtonKind::Primary)),
        }
    }
}

/// Whether it stands still because the plan includes fewer, and not because a person paused it.
fn is_beyond_plan(connection: &ConnectionView) -> bool {
    connection.problem.as_deref() == Some("plan_limit")
}

/// One sentence for the card.
pub(super) fn reason(cx: &PageCx, connection: &ConnectionView) -> Option<String> {
    match connection.status {
        ConnectionStatus::Paused if is_beyond_plan(connection) => {
            Some(cx.t.integrations().beyond_plan().to_owned())
        }
        ConnectionStatus::Paused | ConnectionStatus::Disconnected => None,
        _ => match connection.problem.as_deref() {
            Some(code) => Some(Problem::of_code(cx, &connection.platform, code).brief),
            None => ending(cx, connection),
        },
    }
}

/// That the consent ends before long.
fn ending(cx: &PageCx, connection: &ConnectionView) -> Option<String> {
    let days = (connection.consent_ends_at? - cx.now).num_days();
    (days < Expiry::SOON_DAYS).then(|| cx.t.integrations().consent_ends_in(days.max(0)))
}

/// What stands above the page of a connection whose consent ends before long, or does not cover all that
/// is needed.
fn of_consent(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let t = cx.t.integrations();
    let missing = hub::integrations::missing_scopes(cx.visit().hub(), connection);
    let (title, text) = match (missing.is_empty(), ending(cx, connection)) {
        (false, _) => (t.consent_incomplete().to_owned(), t.consent_incomplete_text(&missing.join(", "))),
        (true, Some(ending)) if !brings_orders(cx, &connection.platform) => {
            (ending, t.sheets_end().to_owned())
        }
        (true, Some(ending)) => (ending, t.consent_ends_text().to_owned()),
        (true, None) => return None,
    };
    let action = cx.may(Permission::ManageConnections).then(|| {
        view! { <LinkButton label=t.reauthorise() href=credentials_path(connection.id) kind=ButtonKind::Primary/> }
    });
    Some(view! { <Banner tone=Tone::Warning title=title text=text action=action.into_any()/> }.into_any())
}

/// What stands above the page of a connection that is not simply connected.
pub(super) fn banner(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let t = cx.t.integrations();
    let (paused, disconnected) = match brings_orders(cx, &connection.platform) {
        true => (t.paused_title_text(), t.disconnected_title_text()),
        false => (t.sheets_paused(), t.sheets_disconnected()),
    };
    match connection.status {
        ConnectionStatus::Paused if is_beyond_plan(connection) => {
            let (title, text) = (t.beyond_plan(), t.beyond_plan_text());
            let action = view! { <LinkButton label=cx.t.plans().see_plans() href=plans::PATH/> };
            Some(
                view! { <Banner tone=Tone::Warning title=title text=text action=action.into_any()/> }
                    .into_any(),
            )
        }
        ConnectionStatus::Paused => {
            Some(view! { <Banner tone=Tone::Neutral title=t.paused_title() text=paused/> }.into_any())
        }
        ConnectionStatus::Disconnected => {
            let title = t.disconnected_title();
            let may_remove = may_remove(cx, connection) && cx.may(Permission::ManageConnections);
            let action = may_remove.then(|| {
                let label = t.demo_remove_later(connection.orders_count);
                view! { <LinkButton label=label href=disconnect_path(connection)/> }
            });
            Some(
                view! { <Banner tone=Tone::Neutral title=title text=disconnected action=action.into_any()/> }
                    .into_any(),
            )
        }
        _ if connection.problem.is_none() => of_consent(cx, connection),
        status => {
            let problem = Problem::of_code(cx, &connection.platform, connection.problem.as_deref()?);
            let since =
                connection.problem_since.map(|at| t.since(&i18n::format::date_time(cx.locale, at, cx.zone)));
            let text =
                [since, Some(problem.text_for(cx))].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let tone = if status == ConnectionStatus::Error { Tone::Critical } else { Tone::Warning };
            let may_run = status.may_sync() && connection.open_run.is_none();
            let may_run = may_run && brings_orders(cx, &connection.platform);
            let action = problem.way_out(cx, (connection.id, &connection.name), may_run);
            let detail = connection.problem_detail.clone().filter(|detail| !detail.is_empty());
            Some(
                view! {
                    <Banner tone=tone title=problem.title text=text action=action.into_any()/>
                    {detail.map(|detail| view! { <RawView label=t.technical_detail() text=detail/> })}
                }
                .into_any(),
            )
        }
    }
}
