//! `/admin/vencimentos`: everything with a date, the soonest first, and what to do.

use crate::{
    integrations::{self, credentials_path, moment},
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{
    Permission,
    view::expiry::{Expiry, ExpiryKind, Nearness},
};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use ui::{
    Breadcrumbs, Cell, ChannelName, Column, DataTable, PageHeader, Panel, Place, Row, StatusBadge, Tone,
};

pub(super) const PATH: &str = "/admin/vencimentos";

/// `/admin/vencimentos`
pub fn expiries_page() -> Drawing {
    member_page::<View, _, _>(Area::Health, |cx, permit| async move {
        let expiries = hub::health::expiries(&permit, cx.now).await?;
        Ok(Page::new(cx.t.health().expiries(), page(&cx, expiries)))
    })
}

fn page(cx: &PageCx, expiries: Vec<Expiry>) -> impl IntoView + use<> {
    let t = cx.t.health();
    let trail = vec![(t.title().to_owned(), Area::Health.path().to_owned())];
    let content = if expiries.is_empty() {
        integrations::connect_first(cx)
    } else {
        let (by_hand, others): (Vec<_>, Vec<_>) = expiries.iter().partition(|item| item.needs_hand());
        let (later, by_hand): (Vec<_>, Vec<_>) =
            by_hand.into_iter().partition(|item| item.nearness(cx.now) == Nearness::Later);
        let none = view! { <p class="meta">{t.by_hand_none(Expiry::SOON_DAYS)}</p> }.into_any();
        let by_hand = table(cx, t.by_hand(), &by_hand, none);
        let later = (!later.is_empty()).then(|| {
            let later = table(cx, t.by_hand_later(), &later, ().into_any());
            view! { <Panel title=t.by_hand_later()>{later}</Panel> }
        });
        let others = table(cx, t.by_itself(), &others, ().into_any());
        view! {
            <Panel title=t.by_hand()>{by_hand}</Panel>
            {later}
            <Panel title=t.by_itself()>{others}</Panel>
        }
        .into_any()
    };
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=t.expiries() context=t.expiries_context().into_any()/>
        {content}
    }
}

fn table(cx: &PageCx, caption: &'static str, items: &[&Expiry], none: AnyView) -> AnyView {
    let t = cx.t.health();
    let columns = vec![
        Column::new(Place::Lead, t.connection()),
        Column::new(Place::Detail, t.what()),
        Column::new(Place::Detail, t.to_do()),
        Column::new(Place::Detail, t.when()),
        Column::new(Place::State, t.state()),
    ];
    let rows = items.iter().map(|item| row(cx, item)).collect();
    view! { <DataTable caption=caption columns=columns rows=rows empty=none/> }.into_any()
}

fn row(cx: &PageCx, item: &Expiry) -> Row {
    let t = cx.t.health();
    let (channel, kind) = (&item.channel, item.kind.code());
    let when = match (item.kind, item.at) {
        (_, None) => Cell::view(view! { <span class="missing only-wide">"–"</span> }),
        (ExpiryKind::KeptSubscription, Some(at)) => {
            Cell::text(t.confirmed(&format::relative(cx.locale, at, cx.now, cx.zone)))
        }
        (ExpiryKind::RenewedToken | ExpiryKind::Subscription | ExpiryKind::Refused, Some(at)) => {
            Cell::View(moment(cx, at))
        }
        // The platform names a day, which is the same everywhere.
        (ExpiryKind::ApiVersion, Some(at)) => Cell::text(format::day(cx.locale, at.date_naive())),
        (_, Some(at)) => Cell::text(format::date(cx.locale, at, cx.zone)),
    };
    let undated = item.kind == ExpiryKind::ApiVersion && item.at.is_none();
    let todo = t.expiry_to_do(if undated { "undated" } else { kind });
    let press = press(cx, item).map(|(label, href)| view! { " "<a href=href>{label}</a> });
    let name = view! { <ChannelName channel=channel.platform.clone() name=channel.name.clone()/> };
    let (tone, state) = state(cx, item);
    Row {
        href: integrations::path(channel.connection),
        lead: name.into_any(),
        cells: vec![
            Cell::text(t.expiry(&item.about, kind)),
            Cell::view(view! { <span>{todo}{press}</span> }),
            when,
            Cell::view(view! { <StatusBadge tone=tone label=state/> }),
        ],
        pick: None,
    }
}

/// The button that does it, for those who may press it.
fn press(cx: &PageCx, item: &Expiry) -> Option<(&'static str, String)> {
    let (t, id) = (cx.t.integrations(), item.channel.connection);
    match item.kind {
        ExpiryKind::Refused | ExpiryKind::Scopes | ExpiryKind::Consent | ExpiryKind::Token => {
            cx.may(Permission::ManageConnections).then(|| (t.reauthorise(), credentials_path(id)))
        }
        ExpiryKind::Subscription | ExpiryKind::KeptSubscription => {
            Some((t.events_see(), integrations::events_path(id)))
        }
        ExpiryKind::ApiVersion | ExpiryKind::RenewedToken | ExpiryKind::Key => None,
    }
}

fn state(cx: &PageCx, item: &Expiry) -> (Tone, String) {
    let t = cx.t.health();
    let ends = matches!(item.kind, ExpiryKind::Consent | ExpiryKind::Token | ExpiryKind::ApiVersion);
    let days = item.at.map(|at| (at - cx.now).num_days());
    match (item.nearness(cx.now), days) {
        (Nearness::Over, _) => (Tone::Critical, if ends { t.overdue() } else { t.now() }.to_owned()),
        (Nearness::Soon, Some(days)) => (Tone::Warning, t.in_days(days)),
        (Nearness::Later, Some(days)) if item.needs_hand() => (Tone::Neutral, t.in_days(days)),
        (_, Some(_)) => (Tone::Positive, t.kept().to_owned()),
        (_, None) if item.kind == ExpiryKind::ApiVersion => (Tone::Neutral, t.no_date().to_owned()),
        (_, None) => (Tone::Neutral, t.endless().to_owned()),
    }
}
