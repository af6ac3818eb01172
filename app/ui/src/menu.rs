//! Menus and hints: native popovers, so they open, close by Escape or a press outside, and keep the focus
//! without any script.

use leptos::prelude::*;

use crate::{ChannelMark, Icon, IconName};

/// A list of secondary actions behind one button. Fill it with [`MenuLink`], [`MenuButton`] and
/// [`MenuSeparator`]. `id` is unique in the page.
#[component]
pub fn Menu(
    #[prop(into)] id: String,
    /// Names the button; it is also written on it, unless `icon_only`.
    #[prop(into)]
    label: String,
    #[prop(default = IconName::Ellipsis)] icon: IconName,
    #[prop(optional)] icon_only: bool,
    children: Children,
) -> impl IntoView {
    let class = if icon_only { "button button-quiet button-icon" } else { "button" };
    let name = icon_only.then(|| label.clone());
    view! {
        <button class=class type="button" popovertarget=id.clone() title=name.clone() aria-label=name>
            <Icon name=icon/>
            {(!icon_only).then(|| view! { <span>{label}</span> })}
        </button>
        <div class="menu" id=id popover="auto">{children()}</div>
    }
}

/// A menu entry that leads somewhere.
#[component]
pub fn MenuLink(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    #[prop(optional)] icon: Option<IconName>,
    /// The platform and the name of the channel that it is about, whose mark stands before the label.
    #[prop(optional_no_strip)]
    channel: Option<(String, String)>,
    /// Whether Enter in the field that it answers presses it.
    #[prop(optional)]
    taken: bool,
) -> impl IntoView {
    let mark =
        channel.map(|(platform, name)| view! { <ChannelMark channel=platform name=name labelled=true/> });
    let icon = icon.map(|name| view! { <Icon name=name/> });
    view! { <a class="menu-item" href=href data-taken=taken.then_some("")>{icon} {mark} <span>{label}</span></a> }
}

/// A menu entry that submits the form around it, or the one named by `form`, or opens a dialog. Of several choices, `current` is
/// the one that holds.
#[component]
pub fn MenuButton(
    #[prop(into)] label: String,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional)] current: bool,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] form: Option<String>,
    /// Where to send instead of the action of the form.
    #[prop(optional, into)]
    action: Option<String>,
    /// Send as a GET form does, whatever the form is.
    #[prop(optional)]
    get: bool,
    #[prop(optional, into)] opens: Option<String>,
    /// As for [`MenuLink`].
    #[prop(optional)]
    taken: bool,
) -> impl IntoView {
    let button_type = if opens.is_some() { "button" } else { "submit" };
    view! {
        <button class="menu-item" type=button_type name=name value=value form=form formaction=action formmethod=get.then_some("get") popovertarget=opens aria-current=current.then_some("true") data-taken=taken.then_some("")>
            {icon.map(|name| view! { <Icon name=name/> })}
            <span>{label}</span>
            {current.then(|| view! { <Icon name=IconName::Check/> })}
        </button>
    }
}

/// A line between groups of entries.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <hr class="menu-separator"/> }
}

/// A small "i" that opens one or two sentences of explanation.
#[component]
pub fn Hint(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] text: String,
) -> impl IntoView {
    view! {
        <button class="hint-button" type="button" popovertarget=id.clone() aria-label=label>
            <Icon name=IconName::Info/>
        </button>
        <div class="hint" id=id popover="auto">{text}</div>
    }
}
