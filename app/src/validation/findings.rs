//! The cells that break rules, one by one.

use super::{run::severity_tone, run_path, words};
use crate::{filter_bar::clear_filters, page::PageCx, query_string::with_query};
use domain::{
    ProductId, Severity, SheetKind, ValidationRunId,
    view::{
        page::{Cursor, Page},
        validation::{Finding, FindingChange, FindingFilter, RunDifference, RunRule, RunView},
    },
};
use hub::validation::{Field, READING, column_names, is_pack, packs_of_others};
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use ui::{
    Cell, Column, CursorPager, DataTable, FilterBar, FilterFold, FilterSearch, FilterSelect, PagerLink,
    Place, Row, SelectOption, StatusBadge,
};

/// Where the list is on its page.
pub(super) const ANCHOR: &str = "apontamentos";

/// Before a marketplace whose rules are wanted together with those that are no other marketplace's.
const FOR: &str = "para-";

/// Characters of a SKU.
const SKU: usize = 100;

/// What stands in the address. What cannot be read counts as not set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// A severity.
    pub gravidade: String,
    /// The place of a rule.
    pub regra: String,
    /// `1` for those that a safe fix cures.
    pub correcao: String,
    /// What became of them from one check to the next.
    pub mudanca: String,
    /// Whose rules: a pack, or, behind [`FOR`], a marketplace with what holds for all of them.
    pub canal: String,
    /// A field.
    pub campo: String,
    /// A part of a SKU.
    pub sku: String,
    pub cursor: String,
}

impl Wanted {
    pub fn filter(&self) -> FindingFilter {
        FindingFilter {
            severity: self.gravidade.parse().ok(),
            rule: self.regra.parse().ok(),
            only_fixable: self.correcao == "1",
            change: self.mudanca.parse().ok(),
            pack: Some(&self.canal).filter(|pack| is_pack(pack)).cloned(),
            without_packs: self.marketplace().map(packs_of_others).unwrap_or_default(),
            field: plain(&self.campo)
                .and_then(|field| field.parse::<Field>().ok())
                .map(|field| field.to_string()),
            sku: plain(&self.sku).map(|sku| sku.chars().take(SKU).collect()),
        }
    }

    /// Errors that matter to a marketplace.
    pub fn errors_for(marketplace: &str) -> Self {
        let gravidade = Severity::Error.code().to_owned();
        Self { gravidade, canal: format!("{FOR}{marketplace}"), ..Self::default() }
    }

    fn marketplace(&self) -> Option<&str> {
        self.canal.strip_prefix(FOR)
    }

    pub fn place(&self) -> Option<Cursor> {
        self.cursor.parse().ok()
    }

    pub fn is_filtered(&self) -> bool {
        self.filter() != FindingFilter::default() || self.place().is_some()
    }

    /// All of them, from the first on.
    pub fn without(&self) -> Self {
        Self::default()
    }

    /// How many of the filters are set that a phone folds away.
    fn folded(&self) -> usize {
        let filter = self.filter();
        let is_set = [
            filter.severity.is_some(),
            filter.rule.is_some(),
            filter.only_fixable,
            filter.change.is_some(),
            filter.pack.is_some() || !filter.without_packs.is_empty(),
            filter.field.is_some(),
        ];
        is_set.into_iter().filter(|is_set| *is_set).count()
    }

    pub fn address(&self, run: ValidationRunId) -> String {
        let fixable = if self.correcao == "1" { "1" } else { "" };
        let fields = [
            ("gravidade", self.gravidade.as_str()),
            ("regra", &self.regra),
            ("correcao", fixable),
            ("mudanca", &self.mudanca),
            ("canal", &self.canal),
            ("campo", &self.campo),
            ("sku", &self.sku),
            ("cursor", &self.cursor),
        ];
        with_query(&run_path(run), &fields)
    }
}

/// What somebody typed, if it is a text that can be looked for.
fn plain(typed: &str) -> Option<&str> {
    Some(typed.trim()).filter(|typed| !typed.is_empty() && !typed.contains('\0'))
}

pub(super) fn filters(cx: &PageCx, run: &RunView, rules: &[RunRule], wanted: &Wanted) -> AnyView {
    let (t, packs) = (cx.t.validation(), words::Packs::of(cx));
    let here = format!("{}#{ANCHOR}", run_path(run.id));
    let filter = wanted.filter();
    let any = |label: &str| SelectOption::new("", label);
    let severities = Severity::ALL
        .iter()
        .map(|of| SelectOption::new(of.code(), t.severity(of.code())).chosen(&wanted.gravidade));
    let broken =
        rules.iter().filter(|rule| rule.found > 0 || filter.rule == Some(rule.position)).map(|rule| {
            let title = words::of_language(cx, &rule.title);
            let label = format!("{title} · {}", packs.name(&rule.pack));
            SelectOption::new(rule.position.to_string(), label).chosen(&wanted.regra)
        });
    let fixable = SelectOption::new("1", t.only_fixable()).chosen(&wanted.correcao);
    let severities = std::iter::once(any(t.any_severity())).chain(severities).collect();
    let broken: Vec<_> = std::iter::once(any(t.any_rule())).chain(broken).collect();
    let cures = vec![any(t.fixable_or_not()), fixable];
    // Also what nothing was found of, where the address asks for it.
    let mut channels: Vec<_> = filter.pack.iter().map(String::as_str).collect();
    let mut fields: Vec<_> = filter.field.iter().map(String::as_str).collect();
    for rule in rules.iter().filter(|rule| rule.found > 0) {
        let field = rule.field.as_deref().filter(|field| !fields.contains(field));
        fields.extend(field);
        if !channels.contains(&&*rule.pack) {
            channels.push(&rule.pack);
        }
    }
    let channels =
        channels.into_iter().map(|pack| SelectOption::new(pack, packs.name(pack)).chosen(&wanted.canal));
    let with_all = wanted.marketplace().filter(|_| !filter.without_packs.is_empty()).map(|marketplace| {
        let label = t.channel_and_all(packs.name(marketplace));
        SelectOption::new(wanted.canal.as_str(), label).chosen(&wanted.canal)
    });
    let channels: Vec<_> = std::iter::once(any(t.any_channel())).chain(with_all).chain(channels).collect();
    let mut fields: Vec<_> =
        fields.into_iter().map(|field| (words::field_code(cx.t, field), field)).collect();
    fields.sort();
    let fields = fields.into_iter().map(|(name, field)| SelectOption::new(field, name).chosen(&wanted.campo));
    let fields: Vec<_> = std::iter::once(any(t.any_field())).chain(fields).collect();
    let changes: Vec<_> = FindingChange::ALL
        .iter()
        .filter(|change| filter.change == Some(**change) || can_change(run, **change))
        .map(|of| SelectOption::new(of.code(), t.change(of.code())).chosen(&wanted.mudanca))
        .collect();
    let changes = (!changes.is_empty()).then(|| {
        let changes = std::iter::once(any(t.any_change())).chain(changes).collect();
        view! { <FilterSelect name="mudanca" label=t.change_label() options=changes/> }
    });
    // Of a check that was stopped nobody counted what each rule found.
    let choice = |name: &'static str, label: &'static str, options: Vec<SelectOption>| {
        (options.len() > 1).then(|| view! { <FilterSelect name=name label=label options=options/> })
    };
    let clear = clear_filters(cx.t, filter != FindingFilter::default(), here.clone());
    let (sku, fold, set) = (wanted.sku.clone(), cx.t.common().filters(), wanted.folded());
    view! {
        <FilterBar action=here label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSearch name="sku" label=t.find_sku() value=sku/>
            <FilterFold label=fold set=set/>
            <FilterSelect name="gravidade" label=t.severity_column() options=severities/>
            {choice("regra", t.rule(), broken)}
            <FilterSelect name="correcao" label=t.fixable_column() options=cures/>
            {choice("canal", t.channel_label(), channels)}
            {choice("campo", t.field_column(), fields)}
            {changes}
        </FilterBar>
    }
    .into_any()
}

/// Whether there can be findings of which that is known.
fn can_change(run: &RunView, change: FindingChange) -> bool {
    match change {
        FindingChange::New | FindingChange::Remaining => run.difference.is_some_and(|of| of.with.is_some()),
        FindingChange::Solved => run.is_followed,
    }
}

/// How the check differs from the one before it: each count leads to what it counts.
pub(super) fn difference(cx: &PageCx, run: ValidationRunId, of: &RunDifference) -> AnyView {
    let t = cx.t.validation();
    let count = |run: Option<ValidationRunId>, change: FindingChange, count: i64, said: String| match run {
        Some(run) if count > 0 => {
            let only = Wanted { mudanca: change.code().to_owned(), ..Wanted::default() };
            view! { <span><a href=format!("{}#{ANCHOR}", only.address(run))>{said}</a></span> }.into_any()
        }
        _ => view! { <span>{said}</span> }.into_any(),
    };
    let (before, here) = (of.with.map(|(before, _)| before), of.with.map(|_| run));
    let new = count(here, FindingChange::New, of.new, t.new_findings(of.new));
    let remaining = count(here, FindingChange::Remaining, of.remaining, t.remaining_findings(of.remaining));
    let solved = count(before, FindingChange::Solved, of.solved, t.solved_findings(of.solved));
    let with = of.with.map(|(before, at)| {
        let said = t.compared_with(&format::date_time(cx.locale, at, cx.zone));
        view! { <a href=run_path(before)>{said}</a> }
    });
    let others = i64::from(of.uncompared_rules);
    let others = (others > 0).then(|| view! { <p class="meta">{t.uncompared_rules(others)}</p> });
    view! { <p class="meta dotted">{with}{new}{remaining}{solved}</p> {others} }.into_any()
}

pub(super) fn pager(cx: &PageCx, run: ValidationRunId, wanted: &Wanted, page: &Page<Finding>) -> AnyView {
    if page.previous.is_none() && page.next.is_none() {
        return ().into_any();
    }
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| {
            let there = Wanted { cursor: cursor.to_string(), ..wanted.clone() };
            format!("{}#{ANCHOR}", there.address(run))
        }),
    };
    let common = cx.t.common();
    view! {
        <CursorPager label=cx.t.validation().pages() previous=link(common.previous_page(), &page.previous)
            next=link(common.next_page(), &page.next)/>
    }
    .into_any()
}

/// Above the list: what to do about the rule that it is of, and how many findings the filters let through.
pub(super) fn above(cx: &PageCx, rules: &[RunRule], wanted: &Wanted, count: Option<i64>) -> AnyView {
    let t = cx.t.validation();
    let rule = wanted.filter().rule.and_then(|at| rules.iter().find(|rule| rule.position == at));
    let rule = rule.map(|rule| {
        let title = words::of_language(cx, &rule.title).to_owned();
        let explanation = words::of_language(cx, &rule.explanation).to_owned();
        view! { <p><strong>{title}</strong> " · " {explanation}</p> }
    });
    let count = count.map(|count| view! { <p class="meta">{t.found(count)}</p> });
    view! { {rule} {count} }.into_any()
}

/// Of what a list of findings is.
pub(super) struct Known<'a> {
    pub run: &'a RunView,
    pub rules: &'a [RunRule],
    /// Products of the catalogue, by their SKUs.
    pub products: &'a BTreeMap<String, ProductId>,
    pub wanted: &'a Wanted,
}

/// The page of the product that a finding is in; empty where it is none of the catalogue.
pub(super) fn product(products: &BTreeMap<String, ProductId>, finding: &Finding) -> String {
    let known = finding.sku.as_ref().and_then(|sku| products.get(sku));
    known.map(|product| format!("/admin/produtos/{product}")).unwrap_or_default()
}

/// Where a finding is: the number of its product, the line, and the SKU.
pub(super) fn place(cx: &PageCx, kind: SheetKind, finding: &Finding) -> AnyView {
    let t = cx.t.validation();
    let line = match kind {
        SheetKind::File => Some(t.line(finding.line)),
        SheetKind::GoogleSheet => Some(t.row_of_tab(finding.line)),
        // Products in Orion stand in no lines.
        SheetKind::Catalogue => None,
    };
    let meta = line.into_iter().chain(finding.sku.clone());
    let meta = meta.map(|text| view! { <div class="meta">{text}</div> }).collect_view();
    let number = format::integer(cx.locale, finding.row);
    view! { <div>{format!("{} {number}", t.row_word())}</div> {meta} }.into_any()
}

pub(super) fn table(cx: &PageCx, known: &Known<'_>, found: &[Finding], empty: AnyView) -> AnyView {
    let t = cx.t.validation();
    let columns = vec![
        Column::new(Place::Lead, t.row_column()),
        Column::new(Place::Detail, t.field_column()),
        Column::new(Place::Detail, t.value_column()),
        Column::new(Place::Detail, t.why_column()),
        Column::new(Place::State, t.severity_column()),
    ];
    let (packs, names) = (words::Packs::of(cx), column_names(known.run));
    let rows = found.iter().map(|finding| row(cx, known, (&packs, &names), finding)).collect();
    view! { <DataTable caption=t.findings() columns=columns rows=rows dense=true empty=empty/> }.into_any()
}

fn row(
    cx: &PageCx,
    known: &Known<'_>,
    (packs, names): (&words::Packs, &BTreeMap<String, String>),
    finding: &Finding,
) -> Row {
    let t = cx.t.validation();
    let rule = known.rules.iter().find(|rule| rule.position == finding.rule);
    let title = rule.map(|rule| words::of_language(cx, &rule.title).to_owned()).unwrap_or_default();
    let pack = rule.map(|rule| packs.name(&rule.pack).to_owned());
    let pack = pack.map(|pack| view! { <div class="meta">{pack}</div> });
    let why = finding.detail.as_ref().map(|detail| words::detail(cx, detail)).filter(|why| !why.is_empty());
    let why = why.map(|why| view! { <div class="meta">{why}</div> });
    // Of a single rule it stands above the list.
    let cure = rule.filter(|_| known.wanted.filter().rule.is_none());
    let cure = cure.map(|rule| words::of_language(cx, &rule.explanation).to_owned());
    let cure = cure.filter(|cure| !cure.is_empty()).map(|cure| view! { <div class="meta">{cure}</div> });
    let field = words::field_code(cx.t, &finding.field);
    let column = names.get(&finding.field).filter(|name| name.to_lowercase() != field.to_lowercase());
    let column = column.map(|name| view! { <div class="meta">{t.column_named(name)}</div> });
    let proposed = finding.proposed.as_ref().map(|proposed| {
        let shown = words::value(cx, &finding.field, proposed);
        view! { <div class="meta">{t.proposed(&shown)}</div> }
    });
    // What could not be read stands there as the cell has it.
    let value = match rule.is_some_and(|rule| rule.pack == READING) {
        true => words::text(cx, &finding.value),
        false => words::value(cx, &finding.field, &finding.value),
    };
    let severity = t.severity(finding.severity.code());
    let badge = view! { <StatusBadge tone=severity_tone(finding.severity) label=severity/> };
    Row {
        href: product(known.products, finding),
        lead: place(cx, known.run.kind, finding),
        cells: vec![
            Cell::view(view! { <div>{field}</div> {column} }),
            Cell::view(view! { <div>{value}</div> {proposed} }),
            Cell::view(view! { <div>{title}</div> {pack} {why} {cure} }),
            Cell::view(badge),
        ],
        pick: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_address_is_the_whole_list() {
        let run = "01a219a6-53ab-720b-9e8d-38197663faad".parse().unwrap();
        let odd = Wanted {
            gravidade: "x".into(),
            regra: "y".into(),
            correcao: "2".into(),
            mudanca: "w".into(),
            canal: "v".into(),
            campo: "u".into(),
            sku: " \0".into(),
            cursor: "z".into(),
        };
        assert!(!odd.is_filtered());
        assert_eq!(odd.filter(), FindingFilter::default());
        let some = Wanted { gravidade: "error".into(), regra: "3".into(), ..Wanted::default() };
        assert!(some.is_filtered());
        assert_eq!(some.address(run), format!("{}?gravidade=error&regra=3", run_path(run)));
        let of_channel = Wanted { canal: "general".into(), campo: "price".into(), ..Wanted::default() };
        let filter = of_channel.filter();
        assert_eq!((filter.pack.as_deref(), filter.field.as_deref()), (Some("general"), Some("price")));
        let filter = Wanted::errors_for("shopee").filter();
        assert!(filter.pack.is_none() && filter.without_packs.contains(&"magalu".to_owned()), "{filter:?}");
        assert!(!filter.without_packs.iter().any(|pack| pack == "shopee" || pack == "general"), "{filter:?}");
    }
}
