//! What the palette offers besides sales, on the page of the whole answer.

use super::{
    answer::{Entry, by_kind},
    commands_of, customer, product, role,
};
use crate::{detective::SHOWN, frame::Area, page::PageCx, query_string::with_query};
use domain::view::search::Search;
use hub::{HubError, auth::OrgCx, permit::View};
use leptos::prelude::*;
use ui::{LinkButton, Panel};

/// Products, customers, pages and actions that a text finds, as parts of a page; nothing where there are none.
pub(crate) async fn besides_sales(
    cx: &PageCx,
    permit: &OrgCx<View>,
    text: &str,
) -> Result<Option<AnyView>, HubError> {
    let Some(search) = Search::parse(text) else { return Ok(None) };
    let others = hub::palette::others(permit, &search).await?;
    let commands = commands_of(cx, permit, role(cx)?, text).await?;
    let (products, customers) = (others.products.len(), others.customers.len());
    let (t, detective) = (cx.t.shell(), cx.t.detective());
    let all = |area: Area, found: usize| {
        let href = with_query(area.path(), &[("q", text)]);
        let label = detective.all_in(area.label(cx.t));
        (found > SHOWN).then(|| view! { <LinkButton label=label href=href/> }).into_any()
    };
    let mut parts: Vec<(&str, Vec<Entry>, AnyView)> = vec![
        (
            t.products(),
            others.products.iter().take(SHOWN).map(product).collect(),
            all(Area::Products, products),
        ),
        (
            t.customers(),
            others.customers.iter().take(SHOWN).map(customer).collect(),
            all(Area::Customers, customers),
        ),
    ];
    parts.extend(by_kind(cx.t, commands).into_iter().map(|(title, entries)| (title, entries, ().into_any())));
    parts.retain(|(_, entries, _)| !entries.is_empty());
    if parts.is_empty() {
        return Ok(None);
    }
    let parts = parts.into_iter().map(|(title, entries, all)| {
        let entries = entries.into_iter().map(|entry| entry.draw(false)).collect_view();
        view! { <Panel title=title actions=all>{entries}</Panel> }
    });
    Ok(Some(parts.collect_view().into_any()))
}
