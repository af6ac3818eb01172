//! What there is to do in each step.

use super::{FirstHourRegion, api::REGION, demo_offer, region::Region, step_path};
use crate::{
    company::{self, CompanySave},
    form::PostForm,
    integrations,
    page::PageCx,
    syncs::{self, RunsById},
};
use domain::{
    ConnectionStatus, Fault,
    view::{
        connections::ConnectionView,
        first_hour::{FirstHour, FirstStep, Standing},
    },
};
use hub::{HubError, auth::OrgCx, permit::View};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, CardGrid, EmptyState, FormActions, IconName, LinkButton, SelectField, TextField,
};

/// The company's name, which the sign-up asked for.
pub(super) fn company(cx: &PageCx) -> AnyView {
    let form = cx.form(company::FORM);
    let member = cx.principal().map(|who| who.member().clone());
    let (name, locale) = member.map(|member| (member.org_name, member.org_locale)).unwrap_or_default();
    let (zone, currency) = (cx.zone.name(), cx.currency.code().to_owned());
    let (label, save) = (cx.t.auth().company_name(), cx.t.common().save());
    view! {
        <PostForm action=CompanySave::url() return_to=cx.of_company(&step_path(FirstStep::Company))>
            <input type="hidden" name="time_zone" value=zone/>
            <input type="hidden" name="currency" value=currency/>
            <input type="hidden" name="locale" value=locale.as_tag()/>
            <TextField name="name" label=label value=form.value("name", name)
                error=form.error("name") maxlength=120 required=true/>
            <FormActions><Button label=save/></FormActions>
        </PostForm>
    }
    .into_any()
}

/// Zone and currency. Until somebody has saved them, they are those that the browser makes likely.
pub(super) fn region(cx: &PageCx, hour: &FirstHour, likely: Option<Region>) -> AnyView {
    let (texts, t, shell) = (cx.t, cx.t.first_hour(), cx.t.shell());
    let form = cx.form(REGION);
    let is_open = hour.is_open(FirstStep::Region);
    // A shop tells better than a language where the company is.
    let likely = likely.filter(|_| hour.standing(FirstStep::Channel) != Standing::Done);
    let (zone, currency) = (cx.zone.name(), cx.currency.code());
    let proposed = likely.filter(|likely| is_open && (likely.zone, likely.currency) != (zone, currency));
    let note = proposed.map(|_| view! { <p class="meta">{t.proposed()}</p> });
    let (zone, currency) = proposed.map_or((zone, currency), |likely| (likely.zone, likely.currency));
    let (zone, currency) = (form.value("time_zone", zone), form.value("currency", currency));
    let kind = if is_open { ButtonKind::Primary } else { ButtonKind::Secondary };
    view! {
        {note}
        <PostForm action=FirstHourRegion::url() return_to=cx.of_company(&step_path(FirstStep::Region))>
            <SelectField name="time_zone" label=shell.time_zone() help=shell.time_zone_help()
                options=company::zones(texts, &zone) error=form.error("time_zone")/>
            <SelectField name="currency" label=shell.currency() help=shell.currency_help()
                options=company::currencies(texts, &currency) error=form.error("currency")/>
            <FormActions><Button label=t.save_region() kind=kind/></FormActions>
        </PostForm>
    }
    .into_any()
}

/// The platforms that bring orders, and the store to look at.
pub(super) async fn channel(cx: &PageCx, hour: &FirstHour, looks: &OrgCx<View>) -> Result<AnyView, Fault> {
    let cards = hub::integrations::gallery(looks).await?;
    let platforms = cards.iter().filter(|card| integrations::brings_orders(cx, card.id));
    let platforms = platforms.map(|card| integrations::platform_card(cx, card)).collect_view();
    let offer = (hour.standing(FirstStep::Channel) != Standing::Done).then(|| demo_offer(cx)).flatten();
    Ok(view! { <CardGrid>{platforms}</CardGrid> {offer} }.into_any())
}

/// The accounts that bring orders.
pub(super) async fn shops(cx: &PageCx, looks: &OrgCx<View>) -> Result<Vec<ConnectionView>, HubError> {
    let cards = hub::integrations::gallery(looks).await?.into_iter();
    let shops = cards
        .filter(|card| integrations::brings_orders(cx, card.id))
        .flat_map(|card| card.connections)
        .filter(|shop| shop.status != ConnectionStatus::Disconnected);
    Ok(shops.collect())
}

/// How many sales they have brought.
pub(super) fn came(shops: &[ConnectionView]) -> i64 {
    shops.iter().map(|shop| shop.orders_count).sum()
}

/// The accounts, each with how it stands and what it asks for.
pub(super) async fn sync(
    cx: &PageCx,
    looks: &OrgCx<View>,
    shops: &[ConnectionView],
) -> Result<AnyView, Fault> {
    if shops.is_empty() {
        let t = cx.t.first_hour();
        let channel = step_path(FirstStep::Channel);
        let action = view! { <LinkButton label=t.press(FirstStep::Channel.code()) href=channel/> };
        return Ok(view! {
            <EmptyState icon=IconName::Plug title=t.no_channel() text=t.no_channel_text() action=action.into_any()/>
        }
        .into_any());
    }
    let is_running = shops.iter().any(|shop| shop.open_run.is_some());
    let runs = if is_running { syncs::open_runs(looks).await? } else { RunsById::default() };
    let cards = shops.iter().map(|shop| {
        let run = shop.open_run.and_then(|run| runs.get(&run));
        integrations::account_card(cx, shop, run)
    });
    let cards = cards.collect_view();
    Ok(view! { <CardGrid>{cards}</CardGrid> {syncs::reload_without_script(is_running)} }.into_any())
}
