//! What came since a list of sales was drawn: a line in the place of its context, which leads to the list as it is now.

use super::query::OrdersQuery;
use crate::{
    live::{Fragment, LivePart, NO_RUN},
    page::PageCx,
    syncs,
};
use chrono::DateTime;
use domain::{
    Fault,
    view::orders::{Arrivals, OrderSort, Seen},
};
use hub::{HubError, auth::OrgCx, permit::View};
use leptos::prelude::*;

/// Whether a list tells what came. Only where that stands on top: on the first page, the newest first. A list that is empty, even for want of
/// a channel, tells it as well: somebody else may have connected one.
pub(super) fn is_told(query: &OrdersQuery) -> bool {
    query.cursor().is_none() && query.sort() == OrderSort::default()
}

/// The context of another page of a company that has not sold anything yet.
pub(crate) fn follow_first(cx: &PageCx, context: AnyView) -> AnyView {
    follow(ask(cx, Seen { newest: 0, last: None }), context)
}

/// The context of a list, which gives way to what came; `ask` is by what a script asks for that.
pub(super) fn follow(ask: String, context: AnyView) -> AnyView {
    let line = line(context, true, None);
    view! { <LivePart ask=ask run=NO_RUN.to_owned() running=false first=false sales=true>{line}</LivePart> }
        .into_any()
}

/// By what a script asks what came after these.
pub(super) fn ask(cx: &PageCx, seen: Seen) -> String {
    syncs::ask(cx, "news", &written(seen))
}

/// The same as a script asks for it again; `seen` is as [`ask`] writes it.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, seen: &str) -> Result<Fragment, HubError> {
    let query: OrdersQuery = cx.query();
    let t = cx.t.news();
    let seen = read(seen).ok_or(Fault::NotFound)?;
    let told = match hub::orders::arrived(permit, &query.filter(cx.zone), seen).await? {
        Arrivals::Counted(0) => None,
        Arrivals::Counted(Arrivals::CAP..) => Some(t.arrived_more(Arrivals::CAP - 1)),
        Arrivals::Counted(few) => Some(t.arrived(few)),
        Arrivals::Flood => Some(t.arrived_flood().to_owned()),
    };
    let link = told.map(|told| view! { <a href=query.with_news(seen.newest)>{told}</a> }.into_any());
    // Whose sales they are stays, and all of it as long as nothing came.
    let is_kept = link.is_none() || !query.customer.is_empty();
    let html = line(().into_any(), is_kept, link).to_html();
    Ok(Fragment { html, ..Fragment::default() })
}

/// The context and what came. The context stays in the page as it was drawn, hidden while it gives way, so that it is there again
/// when what came went elsewhere. What came is an `output`, unlike its neighbour, so that drawing again tells them apart, and there
/// from the start, so that what is put into it is announced.
fn line(context: AnyView, is_kept: bool, news: Option<AnyView>) -> AnyView {
    let (between, hidden) = ((is_kept && news.is_some()).then_some(" · "), !is_kept);
    view! {
        <span>
            <span hidden=hidden><span data-keep="">{context}</span></span>
            <output>{between}{news}</output>
        </span>
    }
    .into_any()
}

/// As text: the number, and the microseconds of the last sale's time where there is one.
fn written(seen: Seen) -> String {
    let last = seen.last.map(|last| last.timestamp_micros().to_string());
    format!("{}:{}", seen.newest, last.unwrap_or_default())
}

/// What [`written`] wrote.
fn read(text: &str) -> Option<Seen> {
    let (newest, last) = text.split_once(':')?;
    let last = match last {
        "" => None,
        // No shop sold before 1970, and the database knows no times of long before.
        micros => Some(DateTime::from_timestamp_micros(micros.parse::<i64>().ok()?.max(0))?),
    };
    Some(Seen { newest: newest.parse().ok()?, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_read_as_it_was_written_and_nothing_else() {
        let last = DateTime::from_timestamp_micros(1_763_640_000_123_456);
        for (last, text) in [(None, "12:"), (last, "12:1763640000123456")] {
            let seen = Seen { newest: 12, last };
            assert_eq!((written(seen).as_str(), read(text)), (text, Some(seen)));
        }
        for odd in ["", "x", "12", ":", "x:1", "12:x", "12:9223372036854775807", "12:1:1"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_context_gives_way_without_leaving_the_page() {
        let drawn = |is_kept, came: bool| {
            let draw = || line("Completo".into_any(), is_kept, came.then(|| "1 venda".into_any())).to_html();
            Owner::new().with(draw).replace("<!>", "")
        };
        let context = "<span data-keep=\"\">Completo</span>";
        assert_eq!(drawn(true, false), format!("<span><span>{context}</span><output></output></span>"));
        assert_eq!(
            drawn(false, true),
            format!("<span><span hidden>{context}</span><output>1 venda</output></span>")
        );
        assert_eq!(
            drawn(true, true),
            format!("<span><span>{context}</span><output> · 1 venda</output></span>")
        );
    }
}
