use leptos::prelude::*;

use super::percent;
use crate::{Change, ChangeMark};

/// One entry of a ranking.
pub struct Rank {
    pub label: String,
    pub href: Option<String>,
    /// Sets the length of the bar.
    pub value: f64,
    /// "R$ 1.234,56"
    pub text: String,
    /// "31 %"
    pub share: Option<String>,
    /// Against the period before, below the bar.
    pub change: Option<Change>,
    /// A [`ChannelMark`](crate::ChannelMark) or a small picture.
    pub lead: Option<AnyView>,
}

/// Horizontal bars with their names and values written out: best sellers, channels. It is a list, so it
/// needs no table behind it.
#[component]
pub fn RankList(#[prop(into)] label: String, ranks: Vec<Rank>) -> impl IntoView {
    let highest = ranks.iter().map(|rank| rank.value).fold(f64::MIN_POSITIVE, f64::max);
    let items = ranks
        .into_iter()
        .map(|rank| {
            let width = percent((rank.value / highest).clamp(0.0, 1.0));
            let name = match rank.href {
                Some(href) => view! { <a class="truncate" href=href>{rank.label}</a> }.into_any(),
                None => view! { <span class="truncate">{rank.label}</span> }.into_any(),
            };
            view! {
                <li>
                    <div class="rank-line">
                        {rank.lead}
                        {name}
                        <span class="number">{rank.text}</span>
                        {rank.share.map(|share| view! { <span class="rank-share number">{share}</span> })}
                    </div>
                    <svg class="rank-bar" aria-hidden="true"><rect class="bar" width=width height="100%" rx="3"></rect></svg>
                    {rank.change.map(|change| view! { <ChangeMark change=change/> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="ranks" aria-label=label>{items}</ol> }
}
