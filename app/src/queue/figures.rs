//! How much stands where.

use super::list_of;
use crate::page::PageCx;
use domain::{JobPriority, JobStanding, view::queue::QueueView};
use leptos::prelude::*;
use ui::{Banner, LinkButton, StatRow, StatTile, Tone};

pub(super) fn view(cx: &PageCx, queue: &QueueView) -> AnyView {
    let t = cx.t.queue();
    let tiles = JobStanding::ALL.iter().map(|standing| {
        let count = i18n::format::integer(cx.locale, queue.count(*standing, None, None));
        let href = list_of(None, Some(*standing), "");
        let by_priority = JobPriority::ALL.iter().filter_map(|priority| {
            let count = queue.count(*standing, None, Some(*priority));
            (count > 0).then(|| t.priority_count(count, priority.code()))
        });
        let note = by_priority.collect::<Vec<_>>().join(" · ");
        view! { <StatTile label=t.standing(standing.code()) value=count note=note href=href/> }
    });
    let tiles = tiles.collect_view();
    let failed = queue.count(JobStanding::Failed, None, None);
    let told = (failed > 0).then(|| {
        let href = list_of(None, Some(JobStanding::Failed), "");
        let action = view! { <LinkButton label=cx.t.common().see_reasons() href=href/> }.into_any();
        view! { <Banner tone=Tone::Warning title=t.failed_count(failed) text=t.failed_text() action=action/> }
    });
    view! { {told}<StatRow>{tiles}</StatRow> }.into_any()
}
