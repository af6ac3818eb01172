//! `/admin/produtos/vincular`: SKUs that channels sell and the catalogue does not know.

use super::{LINK_PATH, list::tabs};
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::{Area, Page, PageCx, member_page},
};
use domain::{
    Permission,
    view::catalog::{Candidate, CandidateReason, UnknownSku},
};
use hub::{
    HubError,
    catalog::LinkPage,
    permit::{EditCatalog, View},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use rust_decimal::Decimal;
use ui::{Button, EmptyState, IconName, PageHeader, Panel};

/// Links a SKU to a product, given by its id or by its own SKU.
#[server(name = SkuLink, prefix = "/ui", endpoint = "products/link")]
pub async fn sku_link(
    #[server(default)] sku: String,
    #[server(default)] product: String,
    #[server(default)] product_sku: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("sku_link", &return_to, LINK_PATH);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let mended = match product.parse() {
            Ok(product) => hub::catalog::link(&cx, &sku, product).await?,
            Err(_) => hub::catalog::link_to_sku(&cx, &sku, &product_sku).await?,
        };
        Ok::<_, HubError>(Done::back().toast(form.texts().products().linked_done(mended.lines as i64)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes a product of what the waiting lines of a SKU say.
#[server(name = SkuCreate, prefix = "/ui", endpoint = "products/create")]
pub async fn sku_create(#[server(default)] sku: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("sku_create", &return_to, LINK_PATH);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let (_, mended) = hub::catalog::create_from_lines(&cx, &sku).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().products().created_mended(mended.lines as i64)))
    };
    let done = done.await;
    form.answer(done).await
}

/// SKUs to link, those with the most waiting lines first.
#[component]
pub fn LinkSkusPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let found = hub::catalog::to_link(&permit).await?;
        Ok(Page::new(cx.t.products().to_link(), page(&cx, found)))
    })
}

fn page(cx: &PageCx, found: LinkPage) -> impl IntoView + use<> {
    let t = cx.t.products();
    let content = if found.skus.is_empty() {
        view! { <EmptyState icon=IconName::Link title=t.all_linked() text=t.all_linked_text()/> }.into_any()
    } else {
        let shown = found.skus.len() as i64;
        let rest = (shown < found.total).then(|| view! { <p class="meta">{t.shown(shown, found.total)}</p> });
        let skus = found.skus.iter().map(|(sku, candidates)| unknown(cx, sku, candidates)).collect_view();
        view! { {rest}<div>{skus}</div> }.into_any()
    };
    view! {
        <PageHeader title=t.to_link() context=t.to_link_context().into_any()/>
        {tabs(cx, found.total, true)}
        {content}
    }
}

fn unknown(cx: &PageCx, sku: &UnknownSku, candidates: &[Candidate]) -> AnyView {
    let t = cx.t.products();
    let what = match &sku.variant {
        Some(variant) => format!("{} - {variant}", sku.title),
        None => sku.title.clone(),
    };
    let context = format!("{what} · {}", t.waiting_lines(sku.lines));
    let may_edit = cx.may(Permission::EditCatalog);
    let none = candidates.is_empty().then(|| view! { <p class="meta">{t.no_candidates()}</p> });
    let offers = candidates.iter().map(|candidate| offer(cx, sku, candidate, may_edit)).collect_view();
    let actions = may_edit.then(|| others(cx, sku));
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
    let reason = match candidate.reason {
        CandidateReason::SameSku => t.same_sku().to_owned(),
        CandidateReason::SimilarName(alike) => {
            t.similar_name(&format::percent(cx.locale, Decimal::new(alike.into(), 2), 0))
        }
    };
    let take = may_edit.then(|| {
        let fields = view! {
            <input type="hidden" name="sku" value=sku.sku_key.clone()/>
            <input type="hidden" name="product" value=candidate.product.to_string()/>
            <Button label=t.link_to(&candidate.sku) icon=IconName::Link/>
        };
        let fields = fields.into_any();
        view! { <PostForm action=SkuLink::url() return_to=LINK_PATH class="inline-form">{fields}</PostForm> }
    });
    view! {
        <li class="actions">
            <span>
                <a href=format!("{}/{}", super::PATH, candidate.product)>{candidate.name.clone()}</a>
                " " <span class="meta">{reason}</span>
            </span>
            {take}
        </li>
    }
    .into_any()
}

/// Another product by its SKU, or a new one.
fn others(cx: &PageCx, sku: &UnknownSku) -> AnyView {
    let t = cx.t.products();
    let link = view! {
        <input type="hidden" name="sku" value=sku.sku_key.clone()/>
        <input class="input" name="product_sku" maxlength="100" required=true placeholder=t.link_other() aria-label=t.link_other()/>
        <Button label=t.link()/>
    }
    .into_any();
    let create = view! {
        <input type="hidden" name="sku" value=sku.sku_key.clone()/>
        <Button label=t.create() icon=IconName::Plus/>
    }
    .into_any();
    view! {
        <PostForm action=SkuLink::url() return_to=LINK_PATH class="pick-form">{link}</PostForm>
        <PostForm action=SkuCreate::url() return_to=LINK_PATH class="inline-form">{create}</PostForm>
    }
    .into_any()
}
