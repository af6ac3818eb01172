//! The fiscal document, where the channel asks for it.

use super::{api::OrderInvoice, page};
use crate::page::PageCx;
use domain::{ActionKind, OrderId};
use hub::actions::{InvoicePlace, Options, Standing};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Banner, Button, ButtonKind, FileField, FormActions, Panel, Tone};
use uuid::Uuid;

/// Nothing where the platform takes none.
pub(super) fn section(cx: &PageCx, order: OrderId, options: &Options) -> Option<AnyView> {
    let t = cx.t.actions();
    let content = match options.invoices.as_ref()? {
        Err(error) => page::silent(cx, options, error.kind),
        Ok(places) => {
            let several = places.len() > 1;
            let places = places.iter().enumerate().map(|(at, place)| {
                let title = several.then(|| view! { <h3>{t.parcel(&(at + 1).to_string())}</h3> });
                view! { {title}{one(cx, order, options, at, place)} }
            });
            places.collect_view().into_any()
        }
    };
    Some(view! { <Panel title=t.invoice_title()>{content}</Panel> }.into_any())
}

fn one(cx: &PageCx, order: OrderId, options: &Options, at: usize, place: &InvoicePlace) -> AnyView {
    let t = cx.t.actions();
    let key = place.access_key.clone().map(|key| view! { <p class="meta">{t.document(&key)}</p> });
    match &place.standing {
        Standing::Done => view! { <p>{t.invoice_done()}</p>{key} }.into_any(),
        Standing::Underway => view! { <p>{t.invoice_underway()}</p>{key} }.into_any(),
        Standing::Closed(obstacle) => page::closed(cx, *obstacle),
        Standing::Open(()) if options.is_open(ActionKind::Invoice, &place.key) => {
            view! { <p>{t.open_already()}</p> }.into_any()
        }
        Standing::Open(()) => form(cx, order, options, at, place),
    }
}

fn form(cx: &PageCx, order: OrderId, options: &Options, at: usize, place: &InvoicePlace) -> AnyView {
    let t = cx.t.actions();
    let problem = place.problem.clone().map(|words| {
        view! { <Banner tone=Tone::Warning title=t.invoice_problem() text=words/> }
    });
    let press = t.invoice_press(options.platform_name);
    view! {
        {problem}
        <form class="form" method="post" enctype="multipart/form-data" action=OrderInvoice::url()>
            <input type="hidden" name="return_to" value=cx.here()/>
            <input type="hidden" name="order" value=order.to_string()/>
            <input type="hidden" name="press" value=Uuid::now_v7().to_string()/>
            <input type="hidden" name="place" value=place.key.clone()/>
            <FileField name="file" id=format!("file-{at}") label=t.invoice_file() help=t.invoice_help() accept=".xml,application/xml,text/xml"/>
            <FormActions><Button label=press kind=ButtonKind::Secondary/></FormActions>
        </form>
    }
    .into_any()
}
