//! Cancelling, as the channel offers it.

use super::{api::OrderCancel, page};
use crate::{form::PostForm, page::PageCx};
use domain::{ActionKind, Obstacle, OrderId};
use hub::actions::{CancelChoices, ConnectorError, Options, Standing};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, CheckboxField, FormActions, Panel, SelectField, SelectOption, TextField};
use uuid::Uuid;

/// Nothing where the channel cannot be asked now.
pub(super) fn section(cx: &PageCx, order: OrderId, options: &Options) -> Option<AnyView> {
    let t = cx.t.actions();
    if !options.status.may_sync() {
        return None;
    }
    let content = match &options.cancel {
        None => page::closed(cx, Obstacle::ByHand),
        Some(told) => asked(cx, order, options, told),
    };
    Some(view! { <Panel title=t.cancel_title()>{content}</Panel> }.into_any())
}

fn asked(
    cx: &PageCx,
    order: OrderId,
    options: &Options,
    told: &Result<Standing<CancelChoices>, ConnectorError>,
) -> AnyView {
    let t = cx.t.actions();
    match told {
        Err(error) => page::silent(cx, options, error.kind),
        Ok(Standing::Done) => view! { <p>{t.cancel_done()}</p> }.into_any(),
        Ok(_) if options.is_open(ActionKind::Cancel, "") => view! { <p>{t.open_already()}</p> }.into_any(),
        Ok(Standing::Underway) => view! { <p>{t.underway()}</p> }.into_any(),
        Ok(Standing::Closed(obstacle)) => page::closed(cx, *obstacle),
        Ok(Standing::Open(choices)) => form(cx, order, options, choices),
    }
}

fn form(cx: &PageCx, order: OrderId, options: &Options, choices: &CancelChoices) -> AnyView {
    let t = cx.t.actions();
    let form = cx.form("orders/cancel");
    let reason = (!choices.reasons.is_empty()).then(|| {
        let chosen = form.value("reason", "");
        let reasons = choices.reasons.iter().map(|reason| SelectOption::new(reason.code(), t.reason(reason.code())).chosen(&chosen));
        let options = std::iter::once(SelectOption::new("", t.reason_choose())).chain(reasons).collect();
        view! { <SelectField name="reason" label=t.reason_label() options=options help=t.reason_asked_help() error=form.error("reason") required=true/> }
    });
    let message = choices.message.map(|message| {
        let label = if message.to_buyer { t.message_buyer() } else { t.message_staff() };
        let max = u32::try_from(message.max_length).unwrap_or(u32::MAX);
        view! {
            <TextField name="message" label=label value=form.value("message", "") error=form.error("message")
                help=t.message_help(&max.to_string()) maxlength=max optional=cx.t.common().optional()/>
        }
    });
    let money = t.money_back(choices.money.code());
    let sure = view! {
        <CheckboxField name="sure" label=t.sure() error=form.error("sure") required=true/>
    };
    let (id, press_id) = (order.to_string(), Uuid::now_v7().to_string());
    let hurts = choices.hurts_reputation.then(|| t.hurts());
    let press = t.cancel_press(&options.number.to_string(), options.platform_name);
    view! {
        <PostForm action=OrderCancel::url() return_to=cx.here()>
            <input type="hidden" name="order" value=id/>
            <input type="hidden" name="press" value=press_id/>
            <p>{money}" "{hurts}</p>
            {reason}
            {message}
            {sure}
            <FormActions><Button label=press kind=ButtonKind::Danger/></FormActions>
        </PostForm>
    }
    .into_any()
}
