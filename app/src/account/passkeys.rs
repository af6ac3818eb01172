//! The passkeys of a person: added, named, removed.

use super::{
    proving::{Asks, Proving, proofs, proving_form},
    second_factor::{PATH, sender, showing, with_others},
};
use crate::{
    PasskeyPress,
    auth::passkeys::{Begun, begun, button, hidden},
    form::{Done, Failure, Form, PostForm, Posted},
    page::PageCx,
};
use domain::{Fault, PasskeyId};
use hub::{
    HubError,
    passkeys::{Answer, PasskeyRow, check_name},
    second_factor::Proofs,
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Button, ButtonKind, Cell, Column, DataTable, FormActions, Panel, Place, Row, TextField, Tone,
};

const BEGIN: &str = "account/passkeys/begin";
const ADD: &str = "account/passkeys/add";
const REMOVE: &str = "account/passkeys/remove";
const CONFIRM: &str = "account/passkeys/confirm";
const FORM_ID: &str = "nova-chave";

/// What a device is asked for a new passkey, for the script of the form.
#[server(name = PasskeyBegin, prefix = "/ui", endpoint = "account/passkeys/begin")]
pub async fn passkey_begin(
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Result<Begun, Failure> {
    let form = Form::new(BEGIN, &return_to, PATH).with_secrets();
    let asked = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        check_name(&name)?;
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().begin_passkey(&who, proofs, visit.client(), &session).await
    };
    let asked = asked.await;
    begun(form, asked).await
}

/// Adds the passkey that a device has made.
#[server(name = PasskeyAdd, prefix = "/ui", endpoint = "account/passkeys/add")]
pub async fn passkey_add(
    #[server(default)] name: String,
    #[server(default)] token: String,
    #[server(default)] credential: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(ADD, &return_to, PATH).keep("name", &name).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let answer = Answer { token: &token, credential: &credential };
        let codes = visit.hub().add_passkey(&who, &name, answer, &session).await?;
        let said = form.texts().security().passkey_added();
        Ok::<_, HubError>(match codes {
            Some(codes) => showing(&codes, said),
            None => Done::to(PATH).toast(said),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Removes a passkey.
#[server(name = PasskeyRemove, prefix = "/ui", endpoint = "account/passkeys/remove")]
pub async fn passkey_remove(
    #[server(default)] passkey: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(REMOVE, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let id: PasskeyId = passkey.parse().map_err(|_| Fault::NotFound)?;
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().remove_passkey(&who, id, proofs, (visit.client(), &session)).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().security().passkey_removed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// What a device is asked to confirm a change, for the script of the form.
#[server(name = PasskeyConfirmBegin, prefix = "/ui", endpoint = "account/passkeys/confirm/begin")]
pub async fn passkey_confirm_begin(#[server(default)] return_to: String) -> Result<Begun, Failure> {
    let form = Form::new(CONFIRM, &return_to, PATH);
    let asked = async {
        let (who, session) = sender(&form)?;
        form.visit().hub().begin_confirmation(&who, &session).await
    };
    let asked = asked.await;
    begun(form, asked).await
}

/// Confirms one change by a passkey, in place of a code.
#[server(name = PasskeyConfirm, prefix = "/ui", endpoint = "account/passkeys/confirm")]
pub async fn passkey_confirm(
    #[server(default)] token: String,
    #[server(default)] credential: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(CONFIRM, &return_to, PATH);
    let done = async {
        let (who, session) = sender(&form)?;
        let answer = Answer { token: &token, credential: &credential };
        form.visit().hub().confirm_by_passkey(&who, answer, &session).await?;
        Ok::<_, HubError>(Done::back())
    };
    let done = done.await;
    form.answer(done).await
}

/// The button by which a passkey confirms a change, where passkeys can be used.
pub(super) fn confirm_by_passkey(cx: &PageCx) -> Option<AnyView> {
    let t = cx.t.security();
    cx.visit().hub().has_passkeys().then(|| {
        let urls = (PasskeyConfirmBegin::url(), PasskeyConfirm::url());
        let button = button(cx, ("confirmar-com-chave", t.passkey_confirm()), urls, None);
        view! { <Panel title=t.passkey_confirm() context=t.passkey_confirm_text()>{button}</Panel> }
            .into_any()
    })
}

/// The part of the page of the second factor.
pub(super) fn panel(cx: &PageCx, proving: &Proving, asks: Asks) -> AnyView {
    let (t, keys) = (cx.t.security(), &proving.keys);
    let add = if cx.visit().hub().has_passkeys() {
        add(cx, asks)
    } else {
        view! { <Banner tone=Tone::Info title=t.passkeys_need_name() text=t.passkeys_need_name_text()/> }
            .into_any()
    };
    if keys.is_empty() {
        let context = with_others(t.passkeys_text(), t.passkeys_others(), proving.standing.is_on);
        return view! { <Panel title=t.passkeys() context=context>{add}</Panel> }.into_any();
    }
    let (list, remove) = (list(cx, keys), remove(cx, keys, asks));
    view! {
        <Panel title=t.passkeys() context=t.passkeys_text()>{list}</Panel>
        <Panel title=t.passkey_add()>{add}</Panel>
        {remove}
    }
    .into_any()
}

fn list(cx: &PageCx, keys: &[PasskeyRow]) -> AnyView {
    let t = cx.t.security();
    let columns = vec![
        Column::new(Place::Lead, t.passkey_name()),
        Column::new(Place::Detail, t.passkey_since()),
        Column::new(Place::Detail, t.passkey_used()),
    ];
    let rows = keys.iter().map(|key| {
        let used = match key.last_used_at {
            Some(at) => format::relative(cx.locale, at, cx.now, cx.zone),
            None => cx.t.team().never_seen().to_owned(),
        };
        Row {
            href: String::new(),
            lead: key.name.clone().into_any(),
            cells: vec![Cell::Text(format::date(cx.locale, key.created_at, cx.zone)), Cell::Text(used)],
            pick: None,
        }
    });
    let rows = rows.collect();
    view! { <DataTable caption=t.passkeys() columns=columns rows=rows empty=().into_any()/> }.into_any()
}

fn add(cx: &PageCx, asks: Asks) -> AnyView {
    if let Some(first) = asks.first(cx) {
        return first;
    }
    let (t, form) = (cx.t.security(), cx.form(ADD));
    let (proofs, here) = (proofs(cx, BEGIN, "for-passkey", asks), cx.here());
    let press = view! {
        <PasskeyPress form=FORM_ID.to_owned() finish=PasskeyAdd::url().to_owned() makes=true
            asking=t.passkey_asking().to_owned() missing=t.passkey_missing().to_owned()
            stopped=t.passkey_stopped().to_owned() away=t.passkey_away().to_owned()/>
    };
    view! {
        <PostForm action=PasskeyBegin::url() return_to=here id=FORM_ID>
            {hidden()}
            <TextField name="name" label=t.passkey_name() help=t.passkey_name_help() value=form.value("name", "")
                error=form.error("name") maxlength=60 required=true/>
            {proofs}
            <FormActions><Button label=t.passkey_add()/></FormActions>
            {press}
        </PostForm>
    }
    .into_any()
}

fn remove(cx: &PageCx, keys: &[PasskeyRow], asks: Asks) -> AnyView {
    let t = cx.t.security();
    let options =
        keys.iter().map(|key| ui::SelectOption::new(key.id.to_string(), key.name.clone())).collect();
    let which = view! { <ui::SelectField name="passkey" label=t.passkey() options=options/> };
    let button = view! { <Button label=t.passkey_remove() kind=ButtonKind::Danger/> };
    let about = (REMOVE, "to-remove-passkey", PasskeyRemove::url());
    let form = proving_form(cx, about, asks, which.into_any(), button.into_any());
    view! { <Panel title=t.passkey_remove() context=t.passkey_remove_text()>{form}</Panel> }.into_any()
}
