//! The rules of one pack: switched on and off, and how bad it is to break them.

use super::{PATH, ValidationRules, back, editor::YAML_VIEW, severities};
use crate::{
    form::PostForm,
    help::Topic,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    routes::RULES_SCHEMA_PATH,
    validation::words,
};
use domain::Permission;
use hub::{
    permit::View,
    validation::{PackInfo, RuleInfo},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{Button, ButtonKind, Cell, Column, DataTable, FormActions, PageHeader, Panel, Place, RawView, Row};

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// [`YAML_VIEW`] for the text.
    ver: String,
}

/// `/admin/validacao/regras/:pack`
pub fn rule_pack_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let code: String = cx.param("pack")?;
        let (pack, rules) = hub::validation::pack_rules(&permit, &code).await?;
        let title = pack.title.get(cx.locale.words.as_tag()).to_owned();
        let wanted: Wanted = cx.query();
        let text = hub::validation::pack_text(&code).map(|yaml| text(&cx, &code, yaml, &wanted));
        Ok(Page::new(title.clone(), page(&cx, &title, &pack, &rules, text)))
    })
}

/// The pack as it is written, once it is asked for, and the way there before.
fn text(cx: &PageCx, code: &str, yaml: &'static str, wanted: &Wanted) -> AnyView {
    let t = cx.t.rule_text();
    if wanted.ver != YAML_VIEW {
        let href = format!("{}#{YAML_VIEW}", with_query(&format!("{PATH}/{code}"), &[("ver", YAML_VIEW)]));
        return view! { <p><a href=href>{t.see_pack()}</a></p> }.into_any();
    }
    view! {
        <div id=YAML_VIEW>
            <Panel title=t.pack() context=t.pack_context()>
                <RawView label=t.pack() text=yaml open=true/>
                <p>
                    <a href=Topic::RuleText.path()>{t.reference()}</a> " · "
                    <a href=RULES_SCHEMA_PATH>{t.schema()}</a>
                </p>
            </Panel>
        </div>
    }
    .into_any()
}

fn page(cx: &PageCx, title: &str, pack: &PackInfo, rules: &[RuleInfo], text: Option<AnyView>) -> AnyView {
    let t = cx.t.rules();
    let count = i64::try_from(rules.len()).unwrap_or(i64::MAX);
    let context = t.pack_context(count, &pack.version.to_string()).into_any();
    let may_edit = cx.may(Permission::EditCatalog);
    let columns = vec![
        Column::new(Place::Lead, t.rule_column()),
        Column::new(Place::Detail, t.field_column()),
        Column::new(Place::State, t.severity_column()),
        Column::new(Place::State, t.on_column()),
    ];
    let rows = rules.iter().enumerate().map(|(at, rule)| row(cx, at, rule, may_edit)).collect();
    let table = view! { <DataTable caption=title.to_owned() columns=columns rows=rows empty=().into_any()/> };
    let body = match may_edit {
        true => {
            let save = cx.t.common().save();
            view! {
                <PostForm action=ValidationRules::url() return_to=cx.here() class="list">
                    {table}
                    <FormActions><Button label=save kind=ButtonKind::Primary/></FormActions>
                </PostForm>
            }
            .into_any()
        }
        false => table.into_any(),
    };
    view! {
        {back(cx)}
        <PageHeader title=title.to_owned() context=context/>
        {body}
        {text}
    }
    .into_any()
}

fn row(cx: &PageCx, at: usize, info: &RuleInfo, may_edit: bool) -> Row {
    let (t, language) = (cx.t.rules(), cx.locale.words.as_tag());
    let title = info.rule.title.get(language).to_owned();
    let source = info.rule.source.as_ref().map(|source| {
        let label = t.source(&format::day(cx.locale, source.date));
        let (url, of) = (source.url.clone(), format!("{} {title}", cx.t.common().colon()));
        view! { <p class="meta"><a href=url rel="noreferrer">{label}<span class="visually-hidden">{of}</span></a></p> }
    });
    let lead = view! {
        <div>{title.clone()}</div>
        <p class="meta">{info.rule.explanation.get(language).to_owned()}</p>
        {source}
    };
    let code = info.severity.code();
    let (severity, on) = match may_edit {
        true => {
            let options = severities(cx, code).into_iter().map(|option| {
                view! { <option value=option.value selected=option.selected>{option.label}</option> }
            });
            let options = options.collect_view();
            let name = |field: &str| format!("rules[{at}][{field}]");
            let severity = view! {
                <input type="hidden" name=name("key") value=info.key.clone()/>
                <select class="select" name=name("severity") aria-label=t.severity_of(&title)>{options}</select>
            };
            let on = view! {
                <input type="checkbox" name=name("on") checked=!info.is_off aria-label=t.on_of(&title)/>
            };
            (severity.into_any(), on.into_any())
        }
        false => {
            let on = t.is_on(if info.is_off { "off" } else { "on" });
            (cx.t.validation().severity(code).into_any(), on.into_any())
        }
    };
    Row {
        href: String::new(),
        lead: lead.into_any(),
        cells: vec![Cell::Text(words::field(cx.t, &info.rule.field)), Cell::View(severity), Cell::View(on)],
        pick: None,
    }
}
