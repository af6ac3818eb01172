//! Buttons and forms that start a run.

use super::SyncStart;
use crate::{form::PostForm, integrations, page::PageCx, replays};
use domain::ConnectionId;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, FormActions, IconName, InputKind, MenuButton, TextField};

/// Starts a run of `what`, as the form takes it, of the connection with this name. One of changes
/// comes back to `return_to`, the others lead to the run.
pub(crate) fn start_button(
    (id, name): (ConnectionId, &str),
    what: &'static str,
    return_to: &str,
    label: &'static str,
    kind: ButtonKind,
) -> AnyView {
    let name = name.to_owned();
    view! {
        <PostForm action=SyncStart::url() return_to=return_to class="inline-form">
            {fields(id, what)}
            <Button label=label of=name icon=IconName::RefreshCw kind=kind/>
        </PostForm>
    }
    .into_any()
}

/// The same as an entry of a menu.
pub(crate) fn start_entry(id: ConnectionId, return_to: &str, label: &'static str) -> AnyView {
    view! {
        <PostForm action=SyncStart::url() return_to=return_to class="menu-form">
            {fields(id, "changes")}
            <MenuButton label=label/>
        </PostForm>
    }
    .into_any()
}

/// Everything, or a range of days.
pub(crate) fn start_forms(cx: &PageCx, id: ConnectionId) -> AnyView {
    let t = cx.t.integrations();
    let form = cx.form("syncs/start");
    let here = integrations::path(id);
    let (from_label, until_label) = (cx.t.common().from(), cx.t.common().until());
    let (first, last) = (cx.t.fields().first_day(), cx.t.fields().last_day());
    let (from_error, until_error) = (form.error("from"), form.error("until"));
    let (from, until) = (form.value("from", ""), form.value("until", ""));
    view! {
        <div class="choice-row">
            <p><strong>{t.sync_everything()}</strong><span class="field-help">{t.sync_everything_help()}</span></p>
            <PostForm action=SyncStart::url() return_to=here.clone() class="inline-form">
                {fields(id, "everything")}
                <Button label=t.sync_everything()/>
            </PostForm>
        </div>
        <div class="choice-row">
            <p><strong>{t.sync_range()}</strong><span class="field-help">{t.sync_range_help()}</span></p>
            <PostForm action=SyncStart::url() return_to=here class="inline-form">
                {fields(id, "range")}
                <TextField name="from" label=from_label help=first kind=InputKind::Date value=from error=from_error required=true/>
                <TextField name="until" label=until_label help=last kind=InputKind::Date value=until error=until_error required=true/>
                <FormActions><Button label=t.read_range() kind=ButtonKind::Secondary/></FormActions>
            </PostForm>
        </div>
        {replays::of_range(cx, id)}
    }
    .into_any()
}

fn fields(id: ConnectionId, kind: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name="connection_id" value=id.to_string()/>
        <input type="hidden" name="kind" value=kind/>
    }
}
