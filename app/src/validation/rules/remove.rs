//! `/admin/validacao/regras/propria/:id/remover`: asks before an own rule goes.

use super::{ValidationRuleRemove, back, own_path};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::{Fault, RuleId};
use hub::{
    permit::{EditCatalog, View},
    validation::read_title,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{ConfirmPanel, IconName, LinkButton};

/// `/admin/validacao/regras/propria/:id/remover`
pub fn remove_rule_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let id: RuleId = cx.param("id")?;
        let permit = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let own = hub::validation::own_rule(&permit, id).await?;
        let t = cx.t.rules();
        let title = title(&cx, &own.yaml);
        let question = t.remove_question(&title);
        let body = view! {
            {back(&cx)}
            <ConfirmPanel title=question.clone() text=t.remove_text() confirm=t.remove()
                cancel=cx.t.common().cancel() cancel_href=own_path(id) action=ValidationRuleRemove::url()>
                <input type="hidden" name="rule" value=id.to_string()/>
                <input type="hidden" name="return_to" value=own_path(id)/>
            </ConfirmPanel>
        };
        Ok(Page::new(question, body))
    })
}

/// What a rule is called in the reader's language.
pub(super) fn title(cx: &PageCx, yaml: &str) -> String {
    let words = read_title(yaml);
    match words.get(cx.locale.words.as_tag()) {
        "" => cx.t.rules().untitled().to_owned(),
        title => title.to_owned(),
    }
}

/// The link that leads here.
pub(super) fn link(cx: &PageCx, id: RuleId) -> AnyView {
    let href = format!("{}/remover", own_path(id));
    view! { <LinkButton label=cx.t.rules().remove() href=href icon=IconName::Trash/> }.into_any()
}
