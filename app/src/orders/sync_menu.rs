//! Starting synchronisations from the list of sales: one button for all connections, one for each.

use crate::{
    form::PostForm,
    syncs::{SyncStart, SyncStartAll},
};
use domain::view::orders::Channel;
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, IconName, Menu, MenuButton};

/// The buttons, which come back to `here`; nothing where there is nothing to synchronise.
pub(super) fn sync_buttons(texts: Texts, channels: &[Channel], here: &str) -> Option<AnyView> {
    let active: Vec<&Channel> = channels.iter().filter(|channel| channel.status.may_sync()).collect();
    if active.is_empty() {
        return None;
    }
    let t = texts.orders();
    let each = (active.len() > 1).then(|| {
        let entries = active
            .iter()
            .map(|channel| {
                view! {
                    <MenuButton label=channel.name.clone() icon=IconName::RefreshCw name="connection_id" value=channel.connection.to_string()/>
                }
            })
            .collect_view();
        let here = here.to_owned();
        view! {
            <Menu id="sync-one" label=t.sync_one() icon=IconName::RefreshCw>
                <PostForm action=SyncStart::url() return_to=here class="menu-form">
                    <input type="hidden" name="kind" value="changes"/>
                    {entries}
                </PostForm>
            </Menu>
        }
    });
    Some(
        view! {
            {each}
            <PostForm action=SyncStartAll::url() return_to=here class="inline-form">
                <Button label=t.sync_all() kind=ButtonKind::Primary icon=IconName::RefreshCw/>
            </PostForm>
        }
        .into_any(),
    )
}
