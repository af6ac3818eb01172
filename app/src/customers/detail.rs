//! `/admin/clientes/:id`

use super::{
    PATH,
    list::{place, shown_name},
    query::ListQuery,
};
use crate::orders::{self, email, narrow_table, words};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::query_string::with_query;
use domain::{
    shown_document, shown_phone,
    view::{
        customers::{CustomerDetail, CustomerRow, Identity},
        orders::CustomerMatch,
        page::Cursor,
    },
};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use ui::{
    Breadcrumbs, ChannelMark, CursorPager, DetailLayout, Fact, Facts, LinkButton, ListFrame, PageHeader,
    PagerLink, Panel, Rank, RankList,
};

/// A customer across all channels.
pub fn customer_page() -> Drawing {
    member_page::<View, _, _>(Area::Customers, |cx, permit| async move {
        // The list that it was opened from, and a place in the purchases.
        let query: ListQuery = cx.query();
        let customer = hub::customers::find(&permit, cx.param("id")?, query.cursor().as_ref()).await?;
        let name = shown_name(&cx, &customer.row.name);
        Ok(Page::new(name.clone(), page(&cx, &name, &customer, &query)))
    })
}

fn page(cx: &PageCx, name: &str, customer: &CustomerDetail, list: &ListQuery) -> impl IntoView + use<> {
    let t = cx.t.customers();
    let trail = vec![(t.title().to_owned(), list.href())];
    let since = match customer.row.first_purchase_at {
        Some(first) => t.since(&format::date(cx.locale, first, cx.zone)),
        None => t.purchases_none().to_owned(),
    };
    let aside = view! {
        {contact(cx, &customer.row)}
        {paid(cx, customer)}
        {by_channel(cx, customer)}
        {identities(cx, &customer.identities)}
    }
    .into_any();
    let purchases = purchases(cx, customer, list);
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=name context=since.into_any()/>
        <DetailLayout aside=aside>{purchases}</DetailLayout>
    }
}

fn purchases(cx: &PageCx, customer: &CustomerDetail, list: &ListQuery) -> AnyView {
    let (t, common) = (cx.t.customers(), cx.t.common());
    let found = &customer.purchases;
    if found.rows.is_empty() {
        return view! { <Panel title=t.purchase_list()><p class="meta">{t.purchases_none()}</p></Panel> }
            .into_any();
    }
    let here = format!("{PATH}/{}", customer.row.id);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| list.place(&here, cursor)),
    };
    let (previous, next) = (&found.previous, &found.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.purchase_list() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let all = with_query(orders::PATH, &[("customer", &customer.row.id.to_string())]);
    let actions = view! { <LinkButton label=t.all_in_sales() href=all/> }.into_any();
    let table = narrow_table(cx, &customer.channels, &found.rows, customer.row.id);
    view! {
        <Panel title=t.purchase_list() context=format::integer(cx.locale, customer.row.purchases) actions=actions>
            <ListFrame pager=pager.into_any()>{table}</ListFrame>
        </Panel>
    }
    .into_any()
}

fn contact(cx: &PageCx, row: &CustomerRow) -> AnyView {
    let t = cx.t.customers();
    let known = [
        (t.email(), row.email.as_deref().map(email)),
        (t.phone(), row.phone.as_deref().map(shown_phone).map(IntoAny::into_any)),
        (t.document(), row.document.as_deref().map(shown_document).map(IntoAny::into_any)),
        (t.city(), place(row).map(IntoAny::into_any)),
    ];
    let known = known.into_iter().map(|(label, value)| {
        Fact::new(label, value.unwrap_or_else(|| cx.t.common().not_informed().into_any()))
    });
    let facts: Vec<_> = known.collect();
    view! { <Panel title=t.contact()><Facts facts=facts wide=true/></Panel> }.into_any()
}

fn paid(cx: &PageCx, customer: &CustomerDetail) -> AnyView {
    let t = cx.t.customers();
    let sums = customer.row.paid.iter().map(|sum| {
        Fact::new(
            cx.t.orders().selected(sum.count),
            view! { <strong class="number">{format::money(cx.locale, sum.total)}</strong> },
        )
    });
    let sums: Vec<_> = sums.collect();
    let content = if sums.is_empty() {
        view! { <p class="meta">{t.paid_none()}</p> }.into_any()
    } else {
        view! { <Facts facts=sums wide=true/> }.into_any()
    };
    view! { <Panel title=t.paid()>{content}</Panel> }.into_any()
}

fn by_channel(cx: &PageCx, customer: &CustomerDetail) -> Option<AnyView> {
    let ranks = customer.by_channel.iter().map(|bought| Rank {
        label: bought.channel.name.clone(),
        href: None,
        value: bought.purchases as f64,
        text: format::integer(cx.locale, bought.purchases),
        share: None,
        change: None,
        lead: Some(
            view! { <ChannelMark channel=bought.channel.platform.clone() name=bought.channel.name.clone()/> }
                .into_any(),
        ),
    });
    let ranks: Vec<_> = ranks.collect();
    let title = cx.t.customers().by_channel();
    (!ranks.is_empty())
        .then(|| view! { <Panel title=title><RankList label=title ranks=ranks/></Panel> }.into_any())
}

fn identities(cx: &PageCx, identities: &[Identity]) -> AnyView {
    let t = cx.t.customers();
    if identities.is_empty() {
        return view! { <Panel title=t.identities()><p class="meta">{t.identities_none()}</p></Panel> }
            .into_any();
    }
    let facts = identities.iter().map(|identity| {
        let value = match identity.kind {
            CustomerMatch::Document => shown_document(&identity.value).into_any(),
            CustomerMatch::Phone => shown_phone(&identity.value).into_any(),
            CustomerMatch::Email | CustomerMatch::New => email(&identity.value),
        };
        let count = t.recognised(identity.recognised);
        Fact::new(
            words::known_by(cx.t.orders(), identity.kind),
            view! { {value}<div class="meta">{count}</div> },
        )
    });
    let facts: Vec<_> = facts.collect();
    view! { <Panel title=t.identities() context=t.identities_context()><Facts facts=facts wide=true/></Panel> }.into_any()
}
