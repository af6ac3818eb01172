//! `/admin/busca`: where is this order? What is known here, and what its channel says when it is asked.

mod api;
mod clue;
mod history;

pub use api::*;

pub(crate) use history::steps;

use crate::{
    form::PostForm,
    live::{Fragment, LivePart, NO_RUN},
    orders,
    page::{Area, Drawing, Page, PageCx, member_page},
    palette,
    query_string::with_query,
    syncs,
};
use domain::{
    Fault, Permission,
    view::detective::{Clue, OrderVerdict, order_number},
};
use hub::{
    HubError,
    auth::{OrgCx, Principal},
    detective::{self, Known},
    permit::{RunSync, View},
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{Button, ButtonKind, EmptyState, IconName, LinkButton, PageHeader, Panel};

/// Where the page is.
pub(crate) const PATH: &str = "/admin/busca";

/// The form that has the channels asked, without a script.
const ASK: &str = "detective/ask";

/// Of each kind as many are shown here; the others are in their own list.
pub(crate) const SHOWN: usize = 10;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    q: String,
}

/// What the search box was asked, on the page of its answer.
pub(crate) fn asked_of(cx: &PageCx) -> String {
    if cx.path() == PATH { cx.query::<Wanted>().q } else { String::new() }
}

/// `/admin/busca`
pub fn detective_page() -> Drawing {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let t = cx.t.detective();
        let text = wanted.q.trim();
        let Some(known) = detective::look(&permit, text).await? else {
            let empty = view! { <EmptyState icon=IconName::Search title=t.empty() text=t.empty_text()/> };
            return Ok(Page::new(t.title(), view! { <PageHeader title=t.title()/>{empty} }));
        };
        let asked = if was_asked(&cx) { Some(asked(&cx, text).await?.0) } else { None };
        let others = palette::besides_sales(&cx, &permit, text).await?;
        let title = t.of_text(text);
        Ok(Page::new(title.clone(), page(&cx, text, title, &known, others, asked)))
    })
}

/// Whether the form before this page asked for the channels. Once: what is loaded again asks nobody.
fn was_asked(cx: &PageCx) -> bool {
    cx.flash().returned.as_ref().is_some_and(|returned| returned.form == ASK)
}

/// `others` are what is found besides sales.
fn page(
    cx: &PageCx,
    text: &str,
    title: String,
    known: &Known,
    others: Option<AnyView>,
    asked: Option<AnyView>,
) -> AnyView {
    let found = if is_running(known) {
        let (ask, body) = (syncs::ask(cx, "search", text), found(cx, text, known));
        view! { <LivePart ask=ask run=String::new() running=true first=false>{body}</LivePart> }.into_any()
    } else {
        found(cx, text, known)
    };
    let channels = asked.unwrap_or_else(|| channels(cx, text, known, others.is_some()));
    view! {
        <PageHeader title=title context=cx.t.detective().context().into_any()/>
        {found}
        {channels}
        {others}
        {syncs::reload_without_script(is_running(known))}
    }
    .into_any()
}

/// What is known here, as a script asks for it again.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, text: &str) -> Result<Fragment, HubError> {
    let known = detective::look(permit, text).await?.ok_or(Fault::NotFound)?;
    let said = known.clues.first().map(|clue| clue::in_short(cx, clue).to_owned()).unwrap_or_default();
    Ok(Fragment { html: found(cx, text, &known).to_html(), running: is_running(&known), said })
}

/// What the channels say, as a script asks for it; what is known here by now needs no channel.
pub(crate) async fn live_asked(cx: &PageCx, permit: &OrgCx<View>, text: &str) -> Result<Fragment, HubError> {
    let known = detective::look(permit, text).await?.ok_or(Fault::NotFound)?;
    if !known.clues.is_empty() {
        return live(cx, permit, text).await;
    }
    let said = cx.t.detective().asked().to_owned();
    let (answer, running) = asked(cx, text).await?;
    Ok(Fragment { html: answer.to_html(), running, said })
}

/// Whether an answer changes by itself.
fn is_running(known: &Known) -> bool {
    known.clues.iter().any(is_on_its_way)
}

fn is_on_its_way(clue: &Clue) -> bool {
    matches!(clue.verdict, OrderVerdict::Waiting { .. })
}

fn found(cx: &PageCx, text: &str, known: &Known) -> AnyView {
    let clues = (!known.clues.is_empty()).then(|| clue::list(cx, &known.clues));
    view! { {clues}{sales(cx, text, known)} }.into_any()
}

/// What the channels say of it: asked at once where no order is known here, else on demand. `has_others` where anything else is found.
fn channels(cx: &PageCx, text: &str, known: &Known, has_others: bool) -> AnyView {
    let t = cx.t.detective();
    let number = order_number(text);
    let is_found = has_others || !known.is_nothing();
    let nothing = if has_others { t.no_order_here() } else { t.nothing_here() };
    let can_ask = known.sales.channels.iter().any(|channel| channel.status.may_sync());
    let hint = match number {
        _ if is_found && number.is_none() => return ().into_any(),
        None => t.only_numbers(),
        Some(_) if !cx.may(Permission::RunSync) => t.ask_an_operator(),
        Some(_) if !can_ask => t.no_channels(),
        Some(number) if known.is_nothing() => {
            let (ask, form) = (syncs::ask(cx, "channels", number), ask_form(cx, text));
            let asking = t.asking();
            // Follows no run: the channels are not asked again whenever one moves.
            return view! {
                <LivePart ask=ask run=NO_RUN.to_owned() running=true first=true>
                    <EmptyState icon=IconName::Search title=nothing text=asking/>
                    <noscript>{form}</noscript>
                </LivePart>
            }
            .into_any();
        }
        Some(_) => return ask_form(cx, text),
    };
    if is_found {
        view! { <p class="meta">{hint}</p> }.into_any()
    } else {
        view! { <EmptyState icon=IconName::Search title=nothing text=hint/> }.into_any()
    }
}

fn ask_form(cx: &PageCx, text: &str) -> AnyView {
    let (here, label) = (with_query(PATH, &[("q", text)]), cx.t.detective().ask());
    view! {
        <PostForm action=OrderAsk::url() return_to=here class="actions">
            <Button label=label kind=ButtonKind::Secondary/>
        </PostForm>
    }
    .into_any()
}

/// The answers of the channels, and whether one of them will change by itself: an order that is on its way.
async fn asked(cx: &PageCx, text: &str) -> Result<(AnyView, bool), HubError> {
    let permit = cx.principal().ok_or(Fault::Unauthenticated).and_then(Principal::authorize::<RunSync>)?;
    let clues = detective::ask(&permit, text).await?;
    let (list, title) = (clue::list(cx, &clues), cx.t.detective().asked());
    Ok((view! { <Panel title=title>{list}</Panel> }.into_any(), clues.iter().any(is_on_its_way)))
}

/// The sales that the text finds, but for the one that the answer names already.
fn sales(cx: &PageCx, text: &str, known: &Known) -> Option<AnyView> {
    let t = cx.t.detective();
    let rows = &known.sales.page.rows;
    let is_told = |id| known.clues.iter().any(|clue| clue.sale.as_ref().is_some_and(|sale| sale.id == id));
    if rows.iter().all(|row| is_told(row.id)) {
        return None;
    }
    let more = rows.len() > SHOWN || known.sales.page.next.is_some();
    let href = with_query(orders::PATH, &[("q", text)]);
    let all = more.then(|| view! { <LinkButton label=t.all_in(cx.t.shell().orders()) href=href/> });
    let table = orders::found_table(cx, &known.sales.channels, &rows[..rows.len().min(SHOWN)], text);
    Some(view! { <Panel title=t.sales() actions=all.into_any()>{table}</Panel> }.into_any())
}
