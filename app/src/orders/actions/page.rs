//! `/admin/vendas/:id/canal`: what the channel lets be done with the sale now.

use super::{PATH, cancel, invoice, label, panel, ship, words};
use crate::{
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{Obstacle, OrderId, UpstreamKind};
use hub::{actions::Options, permit::FulfilOrders};
use leptos::prelude::*;
use ui::{Banner, Breadcrumbs, ChannelMark, DetailLayout, LinkButton, PageHeader, Panel, Tone};

/// `/admin/vendas/:id/canal`
pub fn actions_page() -> Drawing {
    member_page::<FulfilOrders, _, _>(Area::Orders, |cx, permit| async move {
        let order: OrderId = cx.param("id")?;
        let options = hub::actions::options(&permit, order).await?;
        let title = cx.t.actions().page_title(&options.number.to_string());
        Ok(Page::new(title.clone(), page(&cx, order, &options, title)))
    })
}

fn page(cx: &PageCx, order: OrderId, options: &Options, title: String) -> AnyView {
    let t = cx.t.actions();
    let trail = vec![
        (cx.t.orders().title().to_owned(), PATH.to_owned()),
        (cx.t.orders().one(&options.number.to_string()), format!("{PATH}/{order}")),
    ];
    let lead = view! { <ChannelMark channel=options.platform name=options.platform_name large=true/> };
    let context = view! {
        <span>{cx.t.orders().number_in_channel(options.platform_name, &options.external_number)}</span>
        <span>{options.buyer_name.clone()}</span>
        {options.status.may_sync().then(|| view! { <span>{t.asked_now(options.platform_name)}</span> })}
    };
    let off = (!options.status.may_sync()).then(|| {
        let text = words::problem(cx, options.platform, options.status.code());
        let see = view! {
            <LinkButton label=t.see_connection() href=integrations::path(options.connection)/>
        };
        view! { <Banner tone=Tone::Warning title=t.connection_off() text=text action=see.into_any()/> }
    });
    let asked = panel::list(cx, options.platform, &options.actions);
    let aside = view! { <Panel title=t.panel()>{asked}</Panel> };
    let sections = view! {
        {invoice::section(cx, order, options)}
        {ship::section(cx, order, options)}
        {label::section(cx, order, options)}
        {cancel::section(cx, order, options)}
    };
    view! {
        <Breadcrumbs label=cx.t.orders().title() trail=trail/>
        <PageHeader title=title context=context.into_any() lead=lead.into_any()/>
        {off}
        <DetailLayout aside=aside.into_any()>
            {sections}
        </DetailLayout>
    }
    .into_any()
}

/// Why something cannot be done.
pub(super) fn closed(cx: &PageCx, obstacle: Obstacle) -> AnyView {
    view! { <p>{cx.t.actions().obstacle(obstacle.code())}</p> }.into_any()
}

/// The channel did not say.
pub(super) fn silent(cx: &PageCx, options: &Options, kind: UpstreamKind) -> AnyView {
    let title = cx.t.actions().silent(options.platform_name);
    let text = words::upstream(cx, options.platform, kind);
    let again = view! { <LinkButton label=cx.t.common().try_again() href=cx.address()/> };
    view! { <Banner tone=Tone::Warning title=title text=text action=again.into_any()/> }.into_any()
}
