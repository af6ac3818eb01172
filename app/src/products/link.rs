//! `/admin/produtos/vincular`: what channels sell and the catalogue does not know.

use super::{KeyFields, LINK_PATH, PATH, SkuUnlink, list::tabs};
use crate::{
    filter_bar::filter_bar,
    form::{Done, Form, PostForm, Posted},
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{
    Permission,
    view::{
        catalog::{Candidate, CandidateReason, UnknownFilter, UnknownItem, sku_key},
        page::Cursor,
    },
};
use hub::{
    HubError,
    catalog::LinkPage,
    permit::{EditCatalog, View},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use rust_decimal::Decimal;
use serde::Deserialize;
use ui::{
    CursorPager, EmptyState, FilterSearch, Icon, IconName, LinkButton, ListFrame, PageHeader, PagerLink,
    Panel,
};

/// Links a SKU, or a code of a connection, to a product, given by its id or by its own SKU.
#[server(name = SkuLink, prefix = "/ui", endpoint = "products/link")]
pub async fn sku_link(
    #[server(default)] sku: String,
    #[server(default)] connection: String,
    #[server(default)] code: String,
    #[server(default)] product: String,
    #[server(default)] product_sku: String,
    #[server(default)] return_to: String,
) -> Posted {
    let fields = KeyFields { sku, connection, code };
    let form = Form::new(form_of(&fields), &return_to, LINK_PATH).keep("product_sku", &product_sku);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let key = fields.required()?;
        let linked = match product.parse() {
            Ok(product) => hub::catalog::link(&cx, &key, product).await?,
            Err(_) => hub::catalog::link_to_sku(&cx, &key, &product_sku).await?,
        };
        let done = Done::back().toast(form.texts().products().linked_done(linked.lines as i64));
        let product = linked.product.to_string();
        Ok::<_, HubError>(match linked.is_link {
            true => {
                let [sku, connection, code] = fields.pairs();
                done.undo(SkuUnlink::url(), &[sku, connection, code, ("product", &product)])
            }
            false => done,
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// The form that links this; the page holds one for each.
fn form_of(key: &KeyFields) -> String {
    match key.code.is_empty() {
        true => format!("sku_link {}", sku_key(&key.sku).unwrap_or_default()),
        false => format!("sku_link {} {}", key.connection, key.code),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkQuery {
    /// How SKUs and codes begin.
    q: String,
    /// One SKU or code alone.
    #[serde(flatten)]
    one: KeyFields,
    cursor: String,
}

impl LinkQuery {
    fn filter(&self) -> Option<UnknownFilter> {
        let one = self.one.key().map(UnknownFilter::One);
        one.or_else(|| UnknownFilter::beginning(&self.q))
    }

    fn at(&self, cursor: &Cursor) -> String {
        let [sku, connection, code] = self.one.pairs();
        with_query(LINK_PATH, &[("q", &self.q), sku, connection, code, ("cursor", &cursor.to_string())])
    }
}

/// SKUs and codes to link, those with the most waiting lines first.
pub fn link_skus_page() -> Drawing {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let query: LinkQuery = cx.query();
        let filter = query.filter();
        let found =
            hub::catalog::to_link(&permit, filter.as_ref(), query.cursor.parse().ok().as_ref()).await?;
        Ok(Page::new(cx.t.products().to_link(), page(&cx, &query, filter.is_some(), &found)))
    })
}

fn page(cx: &PageCx, query: &LinkQuery, filtered: bool, found: &LinkPage) -> impl IntoView + use<> {
    let (t, common) = (cx.t.products(), cx.t.common());
    let typed = [&query.one.code, &query.one.sku, &query.q].into_iter().find(|text| !text.is_empty());
    let search =
        view! { <FilterSearch name="q" label=t.search_sku() value=typed.cloned().unwrap_or_default()/> }
            .into_any();
    let filters = filter_bar(cx.t, LINK_PATH, t.filter_skus(), filtered, t.search_sku_hint(), search);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| query.at(cursor)),
    };
    let (previous, next) = (&found.page.previous, &found.page.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.sku_pages() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let items = found.page.rows.iter().enumerate();
    let items = items.map(|(place, (item, candidates))| unknown(cx, place, item, candidates)).collect_view();
    let filters = found.has_stores.then_some(filters);
    let content = match (found.page.rows.is_empty(), found.waiting) {
        _ if !found.has_stores => integrations::connect_first(cx),
        (false, _) => view! { <div>{items}</div> }.into_any(),
        (true, 0) => {
            view! { <EmptyState icon=IconName::Link title=t.all_linked() text=t.all_linked_text()/> }
                .into_any()
        }
        (true, _) => {
            let action = view! { <LinkButton label=common.clear_filters() href=LINK_PATH/> }.into_any();
            view! { <EmptyState icon=IconName::Funnel title=t.no_sku_waits() text=t.no_sku_waits_text() action=action/> }
                .into_any()
        }
    };
    view! {
        <PageHeader title=t.to_link() context=t.to_link_context().into_any()/>
        {tabs(cx, found.waiting, true)}
        <ListFrame filters=filters.into_any() pager=pager.into_any()>{content}</ListFrame>
    }
}

/// One SKU or code, the `place`th of the page.
fn unknown(cx: &PageCx, place: usize, item: &UnknownItem, candidates: &[Candidate]) -> AnyView {
    let t = cx.t.products();
    let what = match &item.variant {
        Some(variant) => format!("{} - {variant}", item.title),
        None => item.title.clone(),
    };
    let source = item.source.as_ref().map(|source| {
        let platform = hub::orders::platform_name(cx.visit().hub(), &source.platform);
        t.code_of(&source.name, &platform)
    });
    let context: Vec<_> = source.into_iter().chain([what, t.waiting_lines(item.lines)]).collect();
    let context = context.join(" · ");
    let may_edit = cx.may(Permission::EditCatalog);
    let none = candidates.is_empty().then(|| view! { <p class="meta">{t.no_candidates()}</p> });
    let offers = candidates.iter().map(|candidate| offer(cx, item, candidate, may_edit)).collect_view();
    let actions = may_edit.then(|| others(cx, place, item));
    view! {
        <Panel title=item.shown.clone() context=context actions=actions.into_any()>
            {none}
            <ul class="choices" aria-label=t.candidates()>{offers}</ul>
        </Panel>
    }
    .into_any()
}

/// One candidate with the button that takes it.
fn offer(cx: &PageCx, item: &UnknownItem, candidate: &Candidate, may_edit: bool) -> AnyView {
    let t = cx.t.products();
    let percent = |alike: u8| format::percent(cx.locale, Decimal::new(alike.into(), 2), 0);
    let reason = match candidate.reason {
        CandidateReason::SameSku => t.same_sku().to_owned(),
        CandidateReason::SimilarName(alike) => t.similar_name(&percent(alike)),
        CandidateReason::OtherVariant(alike) => t.other_variant(&percent(alike)),
    };
    let take = may_edit.then(|| {
        let fields = view! {
            {KeyFields::from(&item.key).inputs()}
            <input type="hidden" name="product" value=candidate.product.to_string()/>
            {button(cx, &t.link_to(&candidate.sku), item, Some(IconName::Link))}
        };
        let fields = fields.into_any();
        view! { <PostForm action=SkuLink::url() return_to=cx.here() class="inline-form">{fields}</PostForm> }
    });
    view! {
        <li class="actions">
            <span>
                <a href=format!("{}/{}", PATH, candidate.product)>{candidate.name.clone()}</a>
                " " <span class="meta">{reason}</span>
            </span>
            {take}
        </li>
    }
    .into_any()
}

/// Another product by its SKU, or a new one.
fn others(cx: &PageCx, place: usize, item: &UnknownItem) -> AnyView {
    let (t, key) = (cx.t.products(), KeyFields::from(&item.key));
    let form = cx.form(&form_of(&key));
    let error = form.error("product_sku");
    let error_id = (!error.is_empty()).then(|| format!("product-sku-{place}-error"));
    let invalid = error_id.is_some().then_some("true");
    let link = view! {
        {key.inputs()}
        <input
            class="input"
            name="product_sku"
            maxlength="100"
            required=true
            placeholder=t.link_other()
            aria-label=spoken(cx, t.link_other(), item)
            value=form.value("product_sku", "")
            aria-invalid=invalid
            aria-describedby=error_id.clone()
        />
        {button(cx, t.link(), item, None)}
        {error_id.map(|id| view! { <p class="field-error" id=id>{error}</p> })}
    }
    .into_any();
    let create = with_query(&format!("{PATH}/novo"), &key.pairs());
    view! {
        <PostForm action=SkuLink::url() return_to=cx.here() class="pick-form">{link}</PostForm>
        <LinkButton label=t.create() of=item.shown.clone() href=create icon=IconName::Plus/>
    }
    .into_any()
}

/// A button that stands on the page once for each item, and says which one it means.
fn button(cx: &PageCx, label: &str, item: &UnknownItem, icon: Option<IconName>) -> AnyView {
    view! {
        <button class="button" type="submit" aria-label=spoken(cx, label, item)>
            {icon.map(|name| view! { <Icon name=name/> })}
            <span>{label.to_owned()}</span>
        </button>
    }
    .into_any()
}

fn spoken(cx: &PageCx, label: &str, item: &UnknownItem) -> String {
    format!("{label}{} {}", cx.t.common().colon(), item.shown)
}
