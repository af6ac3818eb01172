//! `/admin/vendas/lote`: what is to be done with the sales that were picked.

use super::{PATH, api::OrdersPlan, slug, words};
use crate::{
    form::FormState,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{ActionKind, CancelReason, OrderId, view::actions::Picked};
use hub::permit::FulfilOrders;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Breadcrumbs, Button, ButtonKind, Cell, ChannelName, Column, DataTable, EmptyState, FormActions, IconName,
    LinkButton, PageHeader, Place, Row, SelectField, SelectOption,
};
use uuid::Uuid;

/// `/admin/vendas/lote?acao=...&venda=...`
pub fn bulk_page() -> Drawing {
    member_page::<FulfilOrders, _, _>(Area::Orders, |cx, permit| async move {
        let pairs = cx.query_pairs();
        let wants_cancel =
            pairs.iter().any(|(name, value)| name == "acao" && value == slug(ActionKind::Cancel));
        let kind = if wants_cancel { ActionKind::Cancel } else { ActionKind::Ship };
        let picked = pairs.iter().filter(|(name, _)| name == "venda");
        let picked: Vec<OrderId> = picked.filter_map(|(_, id)| id.parse().ok()).collect();
        let picked = hub::actions::picked(&permit, &picked).await?;
        let title = cx.t.actions().bulk_title(kind.code());
        Ok(Page::new(title.clone(), page(&cx, kind, &picked, title)))
    })
}

fn page(cx: &PageCx, kind: ActionKind, picked: &[Picked], title: String) -> AnyView {
    let t = cx.t.actions();
    let trail = vec![(cx.t.orders().title().to_owned(), PATH.to_owned())];
    let content = if picked.is_empty() {
        let back = view! { <LinkButton label=t.to_sales() href=PATH/> };
        view! {
            <EmptyState icon=IconName::ShoppingBag title=t.nothing_picked() text=t.nothing_picked_text()
                action=back.into_any()/>
        }
        .into_any()
    } else {
        form(cx, kind, picked)
    };
    view! {
        <Breadcrumbs label=cx.t.orders().title() trail=trail/>
        <PageHeader title=title context=t.bulk_context().into_any()/>
        {content}
    }
    .into_any()
}

fn form(cx: &PageCx, kind: ActionKind, picked: &[Picked]) -> AnyView {
    let t = cx.t.actions();
    let form = cx.form("orders/plan");
    let reason = (kind == ActionKind::Cancel).then(|| {
        let chosen = form.value("reason", "");
        let option = |reason: &CancelReason| SelectOption::new(reason.code(), t.reason(reason.code())).chosen(&chosen);
        let reasons = CancelReason::ALL.iter().map(option);
        let options = std::iter::once(SelectOption::new("", t.reason_choose())).chain(reasons).collect();
        view! { <SelectField name="reason" label=t.reason_label() options=options help=t.reason_help() error=form.error("reason") required=true/> }
    });
    let ships = kind == ActionKind::Ship;
    let columns = [t.carrier(), t.tracking()].into_iter().filter(|_| ships);
    let columns = [cx.t.orders().customer(), cx.t.orders().store()]
        .into_iter()
        .chain(columns)
        .map(|label| Column::new(Place::Detail, label));
    let columns = std::iter::once(Column::new(Place::Lead, cx.t.orders().sale())).chain(columns).collect();
    let rows = picked.iter().enumerate().map(|(at, sale)| row(cx, &form, ships, at, sale)).collect();
    let table = view! {
        <DataTable caption=t.bulk_title(kind.code()) columns=columns rows=rows empty=().into_any()/>
    };
    view! {
        <form class="list" method="post" action=OrdersPlan::url()>
            <input type="hidden" name="return_to" value=cx.here()/>
            <input type="hidden" name="kind" value=slug(kind)/>
            <input type="hidden" name="press" value=Uuid::now_v7().to_string()/>
            {reason}
            {table}
            <FormActions><Button label=t.check_press() kind=ButtonKind::Primary/></FormActions>
        </form>
    }
    .into_any()
}

fn row(cx: &PageCx, form: &FormState, ships: bool, at: usize, sale: &Picked) -> Row {
    let t = cx.t.actions();
    let id = sale.order.to_string();
    let input = |name: &'static str, label: &'static str| {
        let value = form.value(&format!("{name}-{id}"), "");
        // Where there are no headings each box bears its label, and so many signs that it has its own line.
        let full = format!("{label}{} #{}", cx.t.common().colon(), sale.number);
        Cell::view(view! {
            <label class="field">
                <span class="only-narrow">{label}</span>
                <input class="input" name=format!("rows[{at}][{name}]") value=value maxlength="100" size="40" aria-label=full/>
            </label>
        })
    };
    let (platform, channel) = (sale.platform.clone(), sale.channel.clone());
    let store = view! {
        <ChannelName channel=platform name=channel/>
        <input type="hidden" name=format!("rows[{at}][order]") value=id.clone()/>
    };
    let mut cells = vec![Cell::text(sale.buyer_name.clone()), Cell::view(store)];
    if ships {
        cells.push(input("carrier", t.carrier()));
        cells.push(input("tracking", t.tracking()));
    }
    Row { href: format!("{PATH}/{id}"), lead: words::number(sale.number), cells, pick: None }
}
