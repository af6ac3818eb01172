//! `/admin/validacao/:id/remover`: asks before a sheet goes with its checks.

use super::{ValidationRemove, list::trail, sheet_path};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::{Fault, SheetId};
use hub::permit::{EditCatalog, View};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{ConfirmPanel, IconName, LinkButton};

/// `/admin/validacao/:id/remover`
pub fn remove_sheet_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let id: SheetId = cx.param("id")?;
        let permit = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let (sheet, ..) = hub::validation::sheet(&permit, id).await?;
        let title = cx.t.validation().remove_question(&sheet.name);
        let there = (sheet.name.clone(), sheet_path(id));
        let body = view! {
            {trail(&cx, Some(there))}
            <ConfirmPanel title=title.clone() text=cx.t.validation().remove_text() confirm=cx.t.validation().remove()
                cancel=cx.t.common().cancel() cancel_href=sheet_path(id) action=ValidationRemove::url()>
                <input type="hidden" name="sheet" value=id.to_string()/>
                <input type="hidden" name="return_to" value=sheet_path(id)/>
            </ConfirmPanel>
        };
        Ok(Page::new(title, body))
    })
}

/// The link that leads here.
pub(super) fn link(cx: &PageCx, id: SheetId) -> AnyView {
    let href = format!("{}/remover", sheet_path(id));
    view! { <LinkButton label=cx.t.validation().remove() href=href icon=IconName::Trash/> }.into_any()
}
