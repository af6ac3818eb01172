use leptos::prelude::*;

use crate::{Icon, IconName};

/// How loud a button is. A page has at most one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Danger,
    Quiet,
    Link,
}

impl ButtonKind {
    pub const ALL: [Self; 5] = [Self::Primary, Self::Secondary, Self::Danger, Self::Quiet, Self::Link];

    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Danger => "button button-danger",
            Self::Quiet => "button button-quiet",
            Self::Link => "button button-link",
        }
    }
}

/// A `<button>`. It submits its form, unless `opens` names the popover or dialog that it opens instead.
#[component]
pub fn Button(
    #[prop(into)] label: String,
    /// What it acts on, said after the label where several buttons of a page bear the same one.
    #[prop(optional, into)]
    of: Option<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// Id of the form it belongs to, where it stands outside of it.
    #[prop(optional, into)]
    form: Option<String>,
    /// Where to post instead of the action of the form.
    #[prop(optional, into)]
    action: Option<String>,
    /// Post though required fields are empty.
    #[prop(optional)]
    incomplete: bool,
    /// Id of a popover or dialog.
    #[prop(optional, into)]
    opens: Option<String>,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let button_type = if opens.is_some() { "button" } else { "submit" };
    view! {
        <button class=kind.class() type=button_type name=name value=value form=form formaction=action formnovalidate=incomplete popovertarget=opens disabled=disabled>
            {icon.map(|name| view! { <Icon name=name/> })}
            <span>{label}{said_after(of)}</span>
        </button>
    }
}

/// A link that looks like a button: for what leads somewhere and changes nothing.
#[component]
pub fn LinkButton(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    /// As for a [`Button`].
    #[prop(optional, into)]
    of: Option<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: Option<IconName>,
    /// Behind the label: an arrow that points on.
    #[prop(optional)]
    icon_after: Option<IconName>,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {icon.map(|name| view! { <Icon name=name/> })}
            <span>{label}{said_after(of)}</span>
            {icon_after.map(|name| view! { <Icon name=name/> })}
        </a>
    }
}

fn said_after(of: Option<String>) -> impl IntoView {
    of.map(|of| view! { <span class="visually-hidden">{format!(": {of}")}</span> })
}
