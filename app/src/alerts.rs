//! `/admin/alertas`: what is wrong now, what is over, and who is told of it.

mod api;
mod list;
mod settings;

pub use api::*;
pub use settings::alert_settings_page;

use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use chrono::DateTime;
use domain::{
    AlertId,
    view::{
        alerts::AlertView,
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
    },
};
use hub::{
    alerts::{ALERTS_PATH as PATH, AlertsPage as Shown, SETTINGS_PATH},
    permit::View,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{CursorPager, EmptyState, IconName, LinkButton, PageHeader, PagerLink, Panel};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// Only alerts that were over before this one.
    apos: String,
}

/// `/admin/alertas`
pub fn alerts_page() -> Drawing {
    member_page::<View, _, _>(Area::Alerts, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let before = wanted.apos.parse::<Cursor>().ok().and_then(|cursor| {
            Some((DateTime::from_timestamp_micros(cursor.number()?)?, AlertId(cursor.id)))
        });
        let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
        let shown = hub::alerts::page(&permit, before, limit).await?;
        Ok(Page::new(cx.t.alerts().title(), page(&cx, shown, before.is_none())))
    })
}

fn page(cx: &PageCx, mut shown: Shown, is_first: bool) -> AnyView {
    let t = cx.t.alerts();
    let more = shown.closed.len() > PAGE_SIZE;
    shown.closed.truncate(PAGE_SIZE);
    let next = shown.closed.last().filter(|_| more).and_then(after);
    let settings = view! { <LinkButton label=t.settings() href=SETTINGS_PATH/> };
    let open = if shown.open.is_empty() {
        view! {
            <EmptyState icon=IconName::CircleCheck title=t.none_open() text=t.none_open_text()/>
        }
        .into_any()
    } else {
        list::open(cx, &shown.open, &shown.muted)
    };
    let pager = (next.is_some() || !is_first).then(|| {
        let first = (!is_first).then(|| PATH.to_owned());
        view! {
            <CursorPager label=t.closed_alerts()
                previous=PagerLink { label: cx.t.common().first_page().to_owned(), href: first }
                next=PagerLink { label: cx.t.common().next_page().to_owned(), href: next }/>
        }
    });
    let closed = list::closed(cx, &shown.closed);
    view! {
        <PageHeader title=t.title() context=t.context().into_any() action=settings.into_any()/>
        {is_first.then(|| view! { <Panel title=t.open_alerts()>{open}</Panel> })}
        <Panel title=t.closed_alerts()>{closed}{pager}</Panel>
    }
    .into_any()
}

/// This page behind an alert that is over.
fn after(last: &AlertView) -> Option<String> {
    let key = CursorKey::Number(last.alert.closed_at?.timestamp_micros());
    let cursor = Cursor { toward: Toward::Next, key, id: last.alert.id.0 }.to_string();
    Some(with_query(PATH, &[("apos", &cursor)]))
}

/// Why something about alerts was refused: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.alerts();
    let (title, text) = match what {
        "hook_limit" => (t.hook_limit(), t.hook_limit_text()),
        "mail_failed" => (t.mail_failed(), t.mail_failed_text()),
        "alert_over" => (t.over(), t.over_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}
