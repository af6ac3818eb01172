//! `/admin/sincronizacoes/reprocessar/filtro/:id`: the sales of a filter, mapped again, where several channels have some.

use super::{ReplayApply, path as replay_path, sentence};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    orders,
    page::{Area, Drawing, Page, PageCx, member_page},
    syncs,
};
use domain::{
    Permission, ReplayState,
    view::replays::{ReplayPart, ReplaySelection},
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Breadcrumbs, Button, ButtonKind, Cell, ChannelName, Column, DataTable, PageHeader, Place, Row,
    StatusBadge, Tone,
};
use uuid::Uuid;

/// The page of a selection.
pub(super) fn path(id: Uuid) -> String {
    format!("{}/reprocessar/filtro/{id}", syncs::LIST)
}

/// `/admin/sincronizacoes/reprocessar/filtro/:id`
pub fn replay_selection_page() -> Drawing {
    member_page::<View, _, _>(Area::Syncs, |cx, permit| async move {
        let selection = hub::replays::find_selection(&permit, cx.param("id")?).await?;
        let title = cx.t.replays().title().to_owned();
        Ok(Page::new(title.clone(), page(&cx, &selection, title)))
    })
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: Uuid) -> Result<Fragment, HubError> {
    let selection = hub::replays::find_selection(permit, id).await?;
    let said = cx.t.replays().state(state(&selection).code());
    Ok(Fragment { html: body(cx, &selection).to_html(), running: is_open(&selection), said })
}

fn page(cx: &PageCx, selection: &ReplaySelection, title: String) -> AnyView {
    let t = cx.t.replays();
    let trail = vec![(cx.t.syncs().title().to_owned(), syncs::LIST.to_owned())];
    let who = selection.requested_by.as_ref().map(|name| view! { <span>{t.asked_by(name)}</span> });
    let context = view! {
        <span class="dotted">
            {of_filter(cx, &selection.address, None)}
            {who}
            <span>{format::date_time(cx.locale, selection.created_at, cx.zone)}</span>
        </span>
    };
    let ask = syncs::ask(cx, "replay-selection", &selection.id.to_string());
    let (running, body) = (is_open(selection), body(cx, selection));
    view! {
        <Breadcrumbs label=cx.t.syncs().title() trail=trail/>
        <PageHeader title=title context=context.into_any()/>
        <LivePart ask=ask run=String::new() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

/// Which filter, in words that lead to its list.
pub(super) fn of_filter(cx: &PageCx, address: &str, store: Option<&str>) -> AnyView {
    let (list, words) = (orders::list_of(address), orders::filter_in_words(cx, address, store));
    view! { <span><a href=list>{cx.t.replays().of_filter()}</a>" "{words}</span> }.into_any()
}

fn is_open(selection: &ReplaySelection) -> bool {
    selection.parts.iter().any(|part| part.state.is_open())
}

/// How the whole stands: as the part that is furthest from its end.
fn state(selection: &ReplaySelection) -> ReplayState {
    let states = [ReplayState::Looking, ReplayState::Applying, ReplayState::Failed, ReplayState::Ready];
    let has = |state: &ReplayState| selection.parts.iter().any(|part| part.state == *state);
    states.into_iter().find(has).unwrap_or(ReplayState::Applied)
}

fn body(cx: &PageCx, selection: &ReplaySelection) -> AnyView {
    let t = cx.t.replays();
    let waiting: i64 =
        selection.parts.iter().filter(|part| part.can_be_applied()).map(|part| part.counts.changed).sum();
    let head = match state(selection) {
        ReplayState::Looking => t.looking(),
        ReplayState::Applying => t.applying(),
        ReplayState::Ready if waiting > 0 => t.ready(),
        ReplayState::Ready => t.nothing_text(),
        ReplayState::Applied => "",
        ReplayState::Failed => t.failed_text(),
    };
    let head = (!head.is_empty()).then(|| view! { <p><strong>{head}</strong></p> });
    let is_looking = selection.parts.iter().any(|part| part.state == ReplayState::Looking);
    let apply = (waiting > 0 && !is_looking && cx.may(Permission::RunSync)).then(|| {
        let (id, label) = (selection.id.to_string(), t.apply(waiting));
        view! {
            <div class="actions">
                <PostForm action=ReplayApply::url() return_to=cx.here() class="inline-form">
                    <input type="hidden" name="selection" value=id/>
                    <Button label=label kind=ButtonKind::Primary/>
                </PostForm>
            </div>
        }
    });
    let columns = vec![
        Column::new(Place::Lead, cx.t.orders().store()),
        Column::new(Place::Detail, t.outcome()),
        Column::new(Place::State, cx.t.orders().status()),
    ];
    let rows = selection.parts.iter().map(|part| row(cx, part)).collect();
    view! {
        {head}
        {apply}
        <DataTable caption=t.title() columns=columns rows=rows empty=().into_any()/>
    }
    .into_any()
}

fn row(cx: &PageCx, part: &ReplayPart) -> Row {
    let tone = match part.state {
        ReplayState::Looking | ReplayState::Applying => Tone::Info,
        ReplayState::Ready if part.counts.changed > 0 => Tone::Warning,
        ReplayState::Ready | ReplayState::Applied => Tone::Positive,
        ReplayState::Failed => Tone::Critical,
    };
    let (platform, name) = (part.platform.clone(), part.connection_name.clone());
    let t = cx.t.replays();
    let told = sentence(cx, &part.counts);
    let label = match part.state {
        ReplayState::Ready if part.counts.changed == 0 => t.nothing().to_owned(),
        state => t.state(state.code()),
    };
    Row {
        href: replay_path(part.id),
        lead: view! { <ChannelName channel=platform name=name/> }.into_any(),
        cells: vec![Cell::text(told), Cell::view(view! { <StatusBadge tone=tone label=label/> })],
        pick: None,
    }
}
