use leptos::prelude::*;

use super::{Described, framed};

/// One choice of a select.
pub struct SelectOption {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

impl SelectOption {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), selected: false }
    }

    /// Selects it if its value is `current`.
    pub fn chosen(mut self, current: &str) -> Self {
        self.selected = self.value == current;
        self
    }
}

pub(crate) fn option_views(options: Vec<SelectOption>) -> AnyView {
    options
        .into_iter()
        .map(|option| view! { <option value=option.value selected=option.selected>{option.label}</option> })
        .collect_view()
        .into_any()
}

/// One of several choices.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    /// Of the control, where the page holds several of this name; else the name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    options: Vec<SelectOption>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    #[prop(optional, into)] optional: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &label, help.as_ref(), error.as_ref());
    let control = view! {
        <select
            class="select"
            id=id.clone()
            name=name
            required=required
            autofocus=described.first_refused
            aria-describedby=described.ids()
            aria-invalid=described.invalid()
        >
            {option_views(options)}
        </select>
    }
    .into_any();
    framed(id, label, optional, help, error, described, control)
}

/// A yes or no. The label is at the right of the box, the help under the label. It posts `on` or nothing.
#[component]
pub fn CheckboxField(
    #[prop(into)] name: String,
    /// Of the control, where the page holds several of this name; else the name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    /// Whether it has to be ticked: for what cannot be undone.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &label, help.as_ref(), error.as_ref());
    let ids = described.ids();
    let (invalid, first) = (described.invalid(), described.first_refused);
    view! {
        <div class="field field-check">
            <input type="checkbox" id=id.clone() name=name value=value checked=checked required=required autofocus=first aria-describedby=ids aria-invalid=invalid/>
            <label for=id>{label}</label>
            {help.map(|help| view! { <p class="field-help" id=described.help_id>{help}</p> })}
            {error.filter(|error| !error.is_empty()).map(|error| view! { <p class="field-error" id=described.error_id>{error}</p> })}
        </div>
    }
}
