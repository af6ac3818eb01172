//! `/admin/validacao/regras/listas/:id/remover`: asks before a list goes.

use super::{PATH, back, list_path};
use crate::{
    form::{Done, Form, Posted},
    page::{Area, Drawing, Page, member_page},
};
use domain::{Fault, RuleListId};
use hub::{
    HubError,
    permit::{EditCatalog, View},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::ConfirmPanel;

/// Removes a list that no active rule needs.
#[server(name = ValidationListRemove, prefix = "/ui", endpoint = "validation/list-remove")]
pub async fn validation_list_remove(
    #[server(default)] list: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/list-remove", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: RuleListId = list.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::remove_rule_list(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().rule_lists().removed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// `/admin/validacao/regras/listas/:id/remover`
pub fn remove_rule_list_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let id: RuleListId = cx.param("id")?;
        let permit = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let list = hub::validation::rule_list(&permit, id).await?.list;
        let t = cx.t.rule_lists();
        let question = t.remove_question(&list.name);
        let body = view! {
            {back(&cx)}
            <ConfirmPanel title=question.clone() text=t.remove_text() confirm=t.remove()
                cancel=cx.t.common().cancel() cancel_href=list_path(id) action=ValidationListRemove::url()>
                <input type="hidden" name="list" value=id.to_string()/>
                <input type="hidden" name="return_to" value=list_path(id)/>
            </ConfirmPanel>
        };
        Ok(Page::new(question, body))
    })
}
