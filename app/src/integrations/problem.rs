//! What is wrong with a connection or a run: what happened, what it means, what to press.

use super::{credentials_path, path, platform_name};
use crate::page::PageCx;
use domain::{
    ConnectionId, ConnectionStatus, Fault, Permission, UpstreamKind, view::connections::ConnectionView,
};
use leptos::prelude::*;
use ui::{Banner, ButtonKind, LinkButton, RawView, Tone};

/// What mends a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repair {
    /// Other credentials, or another address.
    Credentials,
    /// Another run.
    Run,
}

/// A problem in words.
pub(crate) struct Problem {
    pub title: String,
    pub text: String,
    /// The label of the button, and what it leads to.
    pub press: &'static str,
    pub repair: Repair,
}

impl Problem {
    /// Of a platform's answer, by the code that a run or a connection keeps.
    pub(crate) fn of_platform(cx: &PageCx, platform: &str, code: &str) -> Self {
        let kind = code.parse().unwrap_or(UpstreamKind::Protocol);
        let fault = Fault::Upstream { platform: platform_name(cx, platform), kind };
        let said = i18n::fault::explain(cx.locale, &fault);
        let repair = match kind {
            UpstreamKind::Auth
            | UpstreamKind::Permission
            | UpstreamKind::Tls
            | UpstreamKind::Dns
            | UpstreamKind::BlockedAddress
            | UpstreamKind::Redirect
            | UpstreamKind::NotThePlatform
            | UpstreamKind::NotFound => Repair::Credentials,
            _ => Repair::Run,
        };
        let text = format!("{} {}", said.what, said.meaning);
        Self { title: said.title.into_owned(), text, press: said.press, repair }
    }

    fn of_connection(cx: &PageCx, connection: &ConnectionView) -> Option<Self> {
        let t = cx.t.integrations();
        let told = |title: &'static str, text: &'static str| Self {
            title: title.to_owned(),
            text: text.to_owned(),
            press: t.see_run(),
            repair: Repair::Run,
        };
        Some(match connection.problem.as_deref()? {
            "incomplete" => told(t.incomplete(), t.incomplete_text()),
            "records_failed" => told(t.records_failed(), t.records_failed_text()),
            code => Self::of_platform(cx, &connection.platform, code),
        })
    }
}

/// One sentence for the card.
pub(super) fn reason(cx: &PageCx, connection: &ConnectionView) -> Option<String> {
    match connection.status {
        ConnectionStatus::Paused | ConnectionStatus::Disconnected => None,
        _ => Problem::of_connection(cx, connection).map(|problem| match connection.problem.as_deref() {
            Some("incomplete" | "records_failed") => problem.title,
            _ => problem.text,
        }),
    }
}

/// What stands above the page of a connection that is not simply connected.
pub(super) fn banner(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let t = cx.t.integrations();
    match connection.status {
        ConnectionStatus::Paused => Some(
            view! { <Banner tone=Tone::Neutral title=t.paused_title() text=t.paused_title_text()/> }
                .into_any(),
        ),
        ConnectionStatus::Disconnected => {
            let title = t.disconnected_title();
            Some(
                view! { <Banner tone=Tone::Neutral title=title text=t.disconnected_title_text()/> }
                    .into_any(),
            )
        }
        status => {
            let problem = Problem::of_connection(cx, connection)?;
            let since =
                connection.problem_since.map(|at| t.since(&i18n::format::date_time(cx.locale, at, cx.zone)));
            let text = [since, Some(problem.text)].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let tone = if status == ConnectionStatus::Error { Tone::Critical } else { Tone::Warning };
            let action = way_out(cx, connection.id, problem.press, problem.repair);
            let detail = connection.problem_detail.clone().filter(|detail| !detail.is_empty());
            Some(
                view! {
                    <Banner tone=tone title=problem.title text=text action=action/>
                    {detail.map(|detail| view! { <RawView label=t.technical_detail() text=detail/> })}
                }
                .into_any(),
            )
        }
    }
}

fn way_out(cx: &PageCx, id: ConnectionId, press: &'static str, repair: Repair) -> AnyView {
    let href = match repair {
        Repair::Credentials if cx.may(Permission::ManageConnections) => credentials_path(id),
        _ => format!("{}#sincronizar", path(id)),
    };
    view! { <LinkButton label=press href=href kind=ButtonKind::Primary/> }.into_any()
}
