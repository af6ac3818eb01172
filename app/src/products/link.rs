//! `/admin/produtos/vincular`: SKUs that channels sell and the catalogue does not know.

use super::{LINK_PATH, PATH, SkuUnlink, list::tabs};
use crate::{
    filter_bar::filter_bar,
    form::{Done, Form, PostForm, Posted},
    integrations,
    page::{Area, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{
    Permission,
    view::{
        catalog::{Candidate, CandidateReason, UnknownSku, sku_key},
        page::Cursor,
        search::Match,
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

/// Links a SKU to a product, given by its id or by its own SKU.
#[server(name = SkuLink, prefix = "/ui", endpoint = "products/link")]
pub async fn sku_link(
    #[server(default)] sku: String,
    #[server(default)] product: String,
    #[server(default)] product_sku: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(form_of(&sku), &return_to, LINK_PATH).keep("product_sku", &product_sku);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let linked = match product.parse() {
            Ok(product) => hub::catalog::link(&cx, &sku, product).await?,
            Err(_) => hub::catalog::link_to_sku(&cx, &sku, &product_sku).await?,
        };
        let done = Done::back().toast(form.texts().products().linked_done(linked.lines as i64));
        let product = linked.product.to_string();
        Ok::<_, HubError>(match linked.is_link {
            true => done.undo(SkuUnlink::url(), &[("sku", &sku), ("product", &product)]),
            false => done,
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// The form that links this SKU; the page holds one for each.
fn form_of(sku: &str) -> String {
    format!("sku_link {}", sku_key(sku).unwrap_or_default())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LinkQuery {
    /// How SKUs begin.
    q: String,
    /// One SKU alone.
    sku: String,
    cursor: String,
}

impl LinkQuery {
    fn keys(&self) -> Option<Match> {
        let one = sku_key(&self.sku).map(Match::whole);
        one.or_else(|| sku_key(&self.q).map(Match::beginning))
    }

    fn at(&self, cursor: &Cursor) -> String {
        with_query(LINK_PATH, &[("q", &self.q), ("sku", &self.sku), ("cursor", &cursor.to_string())])
    }
}

/// SKUs to link, those with the most waiting lines first.
#[component]
pub fn LinkSkusPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let query: LinkQuery = cx.query();
        let keys = query.keys();
        let found = hub::catalog::to_link(&permit, keys.as_ref(), query.cursor.parse().ok().as_ref()).await?;
        Ok(Page::new(cx.t.products().to_link(), page(&cx, &query, keys.is_some(), &found)))
    })
}

fn page(cx: &PageCx, query: &LinkQuery, filtered: bool, found: &LinkPage) -> impl IntoView + use<> {
    let (t, common) = (cx.t.products(), cx.t.common());
    let typed = if query.sku.is_empty() { query.q.clone() } else { query.sku.clone() };
    let search = view! { <FilterSearch name="q" label=t.search_sku() value=typed/> }.into_any();
    let filters = filter_bar(cx, LINK_PATH, t.filter_skus(), filtered, t.search_sku_hint(), search);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| query.at(cursor)),
    };
    let (previous, next) = (&found.page.previous, &found.page.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.sku_pages() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let skus = found.page.rows.iter().enumerate();
    let skus = skus.map(|(place, (sku, candidates))| unknown(cx, place, sku, candidates)).collect_view();
    let filters = found.has_stores.then_some(filters);
    let content = match (found.page.rows.is_empty(), found.waiting) {
        _ if !found.has_stores => integrations::connect_first(cx),
        (false, _) => view! { <div>{skus}</div> }.into_any(),
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

/// One SKU, the `place`th of the page.
fn unknown(cx: &PageCx, place: usize, sku: &UnknownSku, candidates: &[Candidate]) -> AnyView {
    let t = cx.t.products();
    let what = match &sku.variant {
        Some(variant) => format!("{} - {variant}", sku.title),
        None => sku.title.clone(),
    };
    let context = format!("{what} · {}", t.waiting_lines(sku.lines));
    let may_edit = cx.may(Permission::EditCatalog);
    let none = candidates.is_empty().then(|| view! { <p class="meta">{t.no_candidates()}</p> });
    let offers = candidates.iter().map(|candidate| offer(cx, sku, candidate, may_edit)).collect_view();
    let actions = may_edit.then(|| others(cx, place, sku));
    view! {
        <Panel title=sku.sku.clone() context=context actions=actions.into_any()>
            {none}
            <ul class="choices" aria-label=t.candidates()>{offers}</ul>
        </Panel>
    }
    .into_any()
}

/// One candidate with the button that takes it.
fn offer(cx: &PageCx, sku: &UnknownSku, candidate: &Candidate, may_edit: bool) -> AnyView {
    let t = cx.t.products();
    let percent = |alike: u8| format::percent(cx.locale, Decimal::new(alike.into(), 2), 0);
    let reason = match candidate.reason {
        CandidateReason::SameSku => t.same_sku().to_owned(),
        CandidateReason::SimilarName(alike) => t.similar_name(&percent(alike)),
        CandidateReason::OtherVariant(alike) => t.other_variant(&percent(alike)),
    };
    let take = may_edit.then(|| {
        let fields = view! {
            <input type="hidden" name="sku" value=sku.sku_key.clone()/>
            <input type="hidden" name="product" value=candidate.product.to_string()/>
            {button(&t.link_to(&candidate.sku), sku, Some(IconName::Link))}
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
fn others(cx: &PageCx, place: usize, sku: &UnknownSku) -> AnyView {
    let (t, form) = (cx.t.products(), cx.form(&form_of(&sku.sku_key)));
    let error = form.error("product_sku");
    let error_id = (!error.is_empty()).then(|| format!("product-sku-{place}-error"));
    let invalid = error_id.is_some().then_some("true");
    let link = view! {
        <input type="hidden" name="sku" value=sku.sku_key.clone()/>
        <input
            class="input"
            name="product_sku"
            maxlength="100"
            required=true
            placeholder=t.link_other()
            aria-label=spoken(t.link_other(), sku)
            value=form.value("product_sku", "")
            aria-invalid=invalid
            aria-describedby=error_id.clone()
        />
        {button(t.link(), sku, None)}
        {error_id.map(|id| view! { <p class="field-error" id=id>{error}</p> })}
    }
    .into_any();
    let create = with_query(&format!("{PATH}/novo"), &[("sku", &sku.sku_key)]);
    view! {
        <PostForm action=SkuLink::url() return_to=cx.here() class="pick-form">{link}</PostForm>
        <LinkButton label=t.create() of=sku.sku.clone() href=create icon=IconName::Plus/>
    }
    .into_any()
}

/// A button that stands on the page once for each SKU, and says which one it means.
fn button(label: &str, sku: &UnknownSku, icon: Option<IconName>) -> AnyView {
    view! {
        <button class="button" type="submit" aria-label=spoken(label, sku)>
            {icon.map(|name| view! { <Icon name=name/> })}
            <span>{label.to_owned()}</span>
        </button>
    }
    .into_any()
}

fn spoken(label: &str, sku: &UnknownSku) -> String {
    format!("{label}: {}", sku.sku)
}
