//! For how long the company keeps what need not be kept for ever.

use super::PATH;
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::PageCx,
};
use domain::{
    RetainedKind,
    view::storage::{RetentionChoice, StorageView},
};
use hub::{HubError, undo::Mark};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, FormActions, Panel, SelectField, SelectOption};

const FORM: &str = "storage/keep";

/// Changes for how long things are kept; where `since` is given, only if that is still what was left then.
#[server(name = StorageKeep, prefix = "/ui", endpoint = "storage/keep")]
pub async fn storage_keep(
    #[server(default)] payloads: String,
    #[server(default)] events: String,
    #[server(default)] story: String,
    #[server(default)] verdicts: String,
    #[server(default)] runs: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let wanted = [
        (RetainedKind::Payloads, &*payloads),
        (RetainedKind::Events, &*events),
        (RetainedKind::Story, &*story),
        (RetainedKind::Verdicts, &*verdicts),
        (RetainedKind::Runs, &*runs),
    ];
    let form = wanted
        .iter()
        .fold(Form::new(FORM, &return_to, PATH), |form, (kind, days)| form.keep(kind.code(), days));
    let done = async {
        let replaced = hub::storage::save(&form.authorize()?, &wanted, Mark::named(&since)?).await?;
        let done = Done::back().toast(form.texts().storage().saved());
        if replaced.before.is_empty() {
            return Ok::<_, HubError>(done);
        }
        let days: Vec<_> =
            replaced.before.iter().map(|(kind, days)| (kind.code(), days.to_string())).collect();
        let fields: Vec<_> = days.iter().map(|(kind, days)| (*kind, days.as_str())).collect();
        Ok(done.undo(StorageKeep::url(), &fields).since(replaced.left))
    };
    let done = done.await;
    form.answer(done).await
}

pub(super) fn panel(cx: &PageCx, storage: &StorageView) -> AnyView {
    let t = cx.t.storage();
    let (fields, here) = (storage.choices.iter().map(|choice| field(cx, choice)).collect_view(), cx.here());
    view! {
        <Panel title=t.choices() context=t.choices_context()>
            <PostForm action=StorageKeep::url() return_to=here>
                {fields}
                <FormActions><Button label=t.save() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn field(cx: &PageCx, choice: &RetentionChoice) -> AnyView {
    let (t, form, name) = (cx.t.storage(), cx.form(FORM), choice.kind.code());
    let chosen = form.value(name, choice.days.to_string());
    let option = |days: i32| {
        let label = if days == choice.most { t.most_days(days.into()) } else { t.days(days.into()) };
        SelectOption::new(days.to_string(), label).chosen(&chosen)
    };
    let options = choice.offered().into_iter().map(option).collect();
    view! {
        <SelectField name=name label=t.kind(choice.kind.storage().code()) options=options
            help=t.help(name) error=form.error(name)/>
    }
    .into_any()
}
