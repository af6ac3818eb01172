//! `/admin/vendas/lote`: what is to be done with the sales that were picked.

use super::{PATH, api::OrdersPlan, slug};
use crate::{
    form::PostForm,
    page::{Area, Page, PageCx, member_page},
};
use domain::{ActionKind, CancelReason, OrderId, view::actions::Picked};
use hub::permit::FulfilOrders;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Breadcrumbs, Button, ButtonKind, ChannelName, EmptyState, FieldGroup, FormActions, IconName, LinkButton,
    PageHeader, SelectField, SelectOption, TextField,
};
use uuid::Uuid;

/// `/admin/vendas/lote?acao=...&venda=...`
#[component]
pub fn BulkPage() -> impl IntoView {
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
        view! { <SelectField name="reason" label=t.reason_label() options=options help=t.reason_help() error=form.error("reason")/> }
    });
    let rows = picked.iter().enumerate().map(|(at, sale)| {
        let id = sale.order.to_string();
        let fields = (kind == ActionKind::Ship).then(|| {
            let (carrier, tracking) = (form.value(&format!("carrier-{id}"), ""), form.value(&format!("tracking-{id}"), ""));
            let optional = cx.t.common().optional();
            view! {
                <TextField name=format!("rows[{at}][carrier]") label=t.carrier() value=carrier maxlength=100 optional=optional/>
                <TextField name=format!("rows[{at}][tracking]") label=t.tracking() value=tracking maxlength=100 optional=optional/>
            }
        });
        let (platform, channel) = (sale.platform.clone(), sale.channel.clone());
        let in_channel = sale.external_number.clone();
        let legend = format!("#{} · {}", sale.number, sale.buyer_name);
        view! {
            <FieldGroup legend=legend>
                <div class="page-context">
                    <ChannelName channel=platform name=channel/>
                    <span>{in_channel}</span>
                </div>
                <input type="hidden" name=format!("rows[{at}][order]") value=id/>
                {fields}
            </FieldGroup>
        }
    });
    let rows = rows.collect_view();
    view! {
        <PostForm action=OrdersPlan::url() return_to=cx.here()>
            <input type="hidden" name="kind" value=slug(kind)/>
            <input type="hidden" name="press" value=Uuid::now_v7().to_string()/>
            {reason}
            {rows}
            <FormActions><Button label=t.check_press() kind=ButtonKind::Primary/></FormActions>
        </PostForm>
    }
    .into_any()
}
