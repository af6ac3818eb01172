//! Shipping, parcel by parcel, as the channel offers it.

use super::{api::OrderShip, page, pieces_field};
use crate::{
    form::{FormState, PostForm},
    page::PageCx,
};
use domain::{ActionKind, OrderId};
use hub::actions::{
    CarrierChoice, HandoverHow, Options, Parcel, ParcelLine, ShipChoices, Shipment, Standing, Wanted,
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, CheckboxField, FormActions, InputKind, Panel, SelectField, SelectOption, TextField,
};
use uuid::Uuid;

/// Nothing where the platform cannot do it.
pub(super) fn section(cx: &PageCx, order: OrderId, options: &Options) -> Option<AnyView> {
    let t = cx.t.actions();
    let view = match options.shipping.as_ref()? {
        Err(error) => {
            let content = page::silent(cx, options, error.kind);
            return Some(view! { <Panel title=t.ship_title()>{content}</Panel> }.into_any());
        }
        Ok(view) => view,
    };
    let several = view.parcels.len() > 1;
    let parcels = view.parcels.iter().enumerate().map(|(at, parcel)| {
        let title = several.then(|| view! { <h3>{t.parcel(&(at + 1).to_string())}</h3> });
        view! { {title}{one(cx, order, options, at, parcel)} }
    });
    let parcels = parcels.collect_view();
    let shipments = shipments(cx, &view.shipments);
    Some(view! { <Panel title=t.ship_title()>{parcels}{shipments}</Panel> }.into_any())
}

fn one(cx: &PageCx, order: OrderId, options: &Options, at: usize, parcel: &Parcel) -> AnyView {
    let t = cx.t.actions();
    match &parcel.standing {
        Standing::Done => view! { <p>{t.shipped_all()}</p> }.into_any(),
        Standing::Underway => view! { <p>{t.underway()}</p> }.into_any(),
        Standing::Closed(obstacle) => page::closed(cx, *obstacle),
        Standing::Open(_) if options.is_open(ActionKind::Ship, &parcel.key) => {
            view! { <p>{t.open_already()}</p> }.into_any()
        }
        Standing::Open(choices) => form(cx, order, options, (at, parcel), choices),
    }
}

/// What a field is called, and what helps to fill it in.
type Words = (&'static str, &'static str);

/// The form of the parcel at this place of the page.
fn form(
    cx: &PageCx,
    order: OrderId,
    options: &Options,
    (at, parcel): (usize, &Parcel),
    choices: &ShipChoices,
) -> AnyView {
    let t = cx.t.actions();
    let id = |name: &str| format!("{name}-{at}");
    let form = cx.form(&format!("orders/ship/{}", parcel.key));
    let text = |name: &'static str, words: Words, wanted: Wanted, kind: InputKind, max: u32| {
        (wanted != Wanted::Never).then(|| {
            let required = wanted == Wanted::Required;
            let optional = if required { "" } else { cx.t.common().optional() };
            let (label, help) = words;
            view! {
                <TextField name=name id=id(name) label=label help=help kind=kind value=form.value(name, "") error=form.error(name)
                    optional=optional maxlength=max required=required/>
            }
        })
    };
    // Drawn in the order in which they stand: the first one that is refused has the focus.
    let goods = lines(cx, at, &parcel.lines, choices.by_lines, &form);
    let carrier = match &choices.carrier {
        CarrierChoice::Unasked => ().into_any(),
        CarrierChoice::Named(wanted) => {
            text("carrier", (t.carrier(), t.carrier_help()), *wanted, InputKind::Text, 100).into_any()
        }
        CarrierChoice::OneOf(carriers) => {
            let chosen = form.value("carrier", "");
            let known = carriers.iter().map(|carrier| format!("{}={}", carrier.key, carrier.name));
            let known = known.collect::<Vec<_>>().join("\n");
            let option = |carrier: &hub::actions::Carrier| {
                SelectOption::new(carrier.key.clone(), carrier.name.clone()).chosen(&chosen)
            };
            let options = std::iter::once(SelectOption::new("", t.reason_choose()))
                .chain(carriers.iter().map(option))
                .collect();
            view! {
                <SelectField name="carrier" id=id("carrier") label=t.carrier() help=cx.t.fields().carrier_listed() options=options error=form.error("carrier") required=true/>
                <input type="hidden" name="carriers" value=known/>
            }
            .into_any()
        }
    };
    let tracking =
        text("tracking", (t.tracking(), t.tracking_help()), choices.tracking, InputKind::Text, 100);
    let link = text("link", (t.link(), t.link_help()), choices.link, InputKind::Url, 500);
    let notify = choices.notifies.then(|| {
        view! { <CheckboxField name="notify" id=id("notify") label=t.notify() help=cx.t.fields().notify() checked=form.ticked("notify", true)/> }
    });
    let fields = view! {
        <input type="hidden" name="order" value=order.to_string()/>
        <input type="hidden" name="press" value=Uuid::now_v7().to_string()/>
        <input type="hidden" name="parcel" value=parcel.key.clone()/>
        {goods}
        {carrier}
        {tracking}
        {link}
        {handovers(cx, at, choices, &form)}
        {notify}
    };
    let press = t.ship_press(options.platform_name);
    view! {
        <PostForm action=OrderShip::url() return_to=cx.here()>
            {fields}
            <FormActions><Button label=press kind=ButtonKind::Primary/></FormActions>
        </PostForm>
    }
    .into_any()
}

/// The goods; behind them a number for each, where a part can go alone.
fn lines(cx: &PageCx, at: usize, lines: &[ParcelLine], by_lines: bool, form: &FormState) -> AnyView {
    let t = cx.t.actions();
    let items = lines.iter().map(|line| {
        let pieces = format::integer(cx.locale, line.quantity.into());
        view! { <li>{format!("{pieces} × {}", line.title)}</li> }
    });
    let items = items.collect_view();
    let pieces: u32 = lines.iter().map(|line| line.quantity).sum();
    let part = (by_lines && pieces > 1).then(|| {
        let typed = |line: &ParcelLine| form.value(&pieces_field(&line.key), line.quantity.to_string());
        // What was typed is not folded away when the form comes back.
        let open = lines.iter().any(|line| typed(line) != line.quantity.to_string());
        let fields = lines.iter().enumerate().map(|(nth, line)| {
            let help = t.quantity_help(&format::integer(cx.locale, line.quantity.into()));
            view! {
                <input type="hidden" name=format!("lines[{nth}][key]") value=line.key.clone()/>
                <input type="hidden" name=format!("lines[{nth}][of]") value=line.quantity.to_string()/>
                <TextField name=format!("lines[{nth}][pieces]") id=format!("pieces-{at}-{nth}") label=line.title.clone() kind=InputKind::Number
                    value=typed(line) error=form.error(&pieces_field(&line.key)) help=help required=true/>
            }
        });
        let fields = fields.collect_view();
        view! { <details class="raw" open=open><summary>{t.only_a_part()}</summary>{fields}</details> }
    });
    view! { <ul class="banner-list">{items}</ul>{part} }.into_any()
}

fn handovers(cx: &PageCx, at: usize, choices: &ShipChoices, form: &FormState) -> Option<AnyView> {
    let t = cx.t.actions();
    if choices.handovers.is_empty() {
        return None;
    }
    let chosen = form.value("handover", "");
    let options = choices.handovers.iter().map(|way| {
        let label = match &way.how {
            HandoverHow::DropOff => t.drop_off().to_owned(),
            HandoverHow::Pickup { from, until } => t.pickup(
                &format::date_time(cx.locale, *from, cx.zone),
                &format::date_time(cx.locale, *until, cx.zone),
            ),
        };
        SelectOption::new(way.key.clone(), label).chosen(&chosen)
    });
    let field = view! {
        <SelectField name="handover" id=format!("handover-{at}") label=t.handover() help=cx.t.fields().handover()
            options=options.collect() error=form.error("handover") required=true/>
    };
    Some(field.into_any())
}

/// What the channel was told already, here or elsewhere.
fn shipments(cx: &PageCx, shipments: &[Shipment]) -> Option<AnyView> {
    if shipments.is_empty() {
        return None;
    }
    let items = shipments.iter().map(|shipment| {
        let told = [shipment.carrier.clone(), shipment.tracking.clone()];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let told = if told.is_empty() { shipment.key.clone() } else { told };
        // Only an address of the web: the channel's word for it may be anything.
        let link = shipment.link.clone().filter(|link| link.starts_with("https://"));
        let told = match link {
            Some(link) => {
                view! { <a href=link rel="noopener noreferrer" target="_blank">{told}</a> }.into_any()
            }
            None => told.into_any(),
        };
        view! { <li>{told}</li> }
    });
    let items = items.collect_view();
    let title = cx.t.actions().shipments();
    Some(view! { <h3>{title}</h3><ul class="banner-list">{items}</ul> }.into_any())
}
