use leptos::prelude::*;

use crate::{Icon, IconName, Tone};

/// Which way a figure went. The arrow says the direction, the tone whether that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    Up,
    Down,
    Flat,
}

/// The change of a figure against the previous period, without a sign: "12 % vs. semana anterior".
pub struct Change {
    pub trend: Trend,
    pub tone: Tone,
    pub text: String,
}

/// A change with its arrow.
#[component]
pub fn ChangeMark(change: Change) -> impl IntoView {
    // The arrow is for the eye alone, and the sign for who hears it.
    let (icon, sign) = match change.trend {
        Trend::Up => (IconName::ArrowUp, Some("+")),
        Trend::Down => (IconName::ArrowDown, Some("-")),
        Trend::Flat => (IconName::Minus, None),
    };
    let sign = sign.map(|sign| view! { <span class="visually-hidden">{sign}</span> });
    view! { <span class=format!("stat-change {}", change.tone.class())><Icon name=icon/>{sign}{change.text}</span> }
}

/// One large figure. With `href` the label is a link.
#[component]
pub fn StatTile(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional_no_strip, into)] change: Option<Change>,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] href: Option<String>,
) -> impl IntoView {
    let label = match href {
        Some(href) => view! { <a class="stat-label" href=href>{label}</a> }.into_any(),
        None => view! { <span class="stat-label">{label}</span> }.into_any(),
    };
    view! {
        <div class="stat">
            {label}
            <span class="stat-value"><span>{value}</span></span>
            {change.map(|change| view! { <ChangeMark change=change/> })}
            {note.map(|note| view! { <span class="meta">{note}</span> })}
        </div>
    }
}

/// Figures side by side, as many as fit.
#[component]
pub fn StatRow(children: Children) -> impl IntoView {
    view! { <div class="stats">{children()}</div> }
}
