//! Form fields: label above, help under it, then the control, then the error in words that say what to do.
//! The id of a control is its name, so a name is unique in a page. An empty error, or word for "optional", is none.

use leptos::prelude::*;

mod choice;
mod secret;
mod text;

pub(crate) use choice::option_views;
pub use choice::*;
pub use secret::SecretField;
pub use text::*;

/// A field with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedField {
    pub name: String,
    pub label: String,
    pub error: String,
}

/// The fields with an error in the order in which they were drawn. Given to a page as a context, it is filled
/// by the fields themselves; the first of them takes the focus.
#[derive(Clone, Copy, Default)]
pub struct RefusedFields(StoredValue<Vec<RefusedField>>);

impl RefusedFields {
    pub fn all(self) -> Vec<RefusedField> {
        self.0.get_value()
    }

    /// Whether it is the first one.
    fn add(self, field: RefusedField) -> bool {
        let is_first = self.0.with_value(Vec::is_empty);
        self.0.update_value(|fields| fields.push(field));
        is_first
    }
}

/// Lists a control that a page draws by itself among the refused ones: by its id, what it is called, and what to do. Tells
/// whether it is the first of the page, which takes the focus.
pub fn refuse_field(id: impl Into<String>, label: impl Into<String>, error: impl Into<String>) -> bool {
    let field = RefusedField { name: id.into(), label: label.into(), error: error.into() };
    use_context::<RefusedFields>().is_some_and(|fields| fields.add(field))
}

/// Ids that tie a control to its help and its error.
struct Described {
    help_id: Option<String>,
    error_id: Option<String>,
    /// Whether the control takes the focus of a page that comes back.
    first_refused: bool,
}

impl Described {
    fn new(name: &str, label: &str, help: Option<&String>, error: Option<&String>) -> Self {
        let error = error.filter(|error| !error.is_empty());
        let refused = error.map(|error| RefusedField {
            name: name.to_owned(),
            label: label.to_owned(),
            error: error.clone(),
        });
        Self {
            help_id: help.map(|_| format!("{name}-help")),
            error_id: error.map(|_| format!("{name}-error")),
            first_refused: refused
                .zip(use_context::<RefusedFields>())
                .is_some_and(|(field, fields)| fields.add(field)),
        }
    }

    /// The value of `aria-describedby`.
    fn ids(&self) -> Option<String> {
        match (&self.help_id, &self.error_id) {
            (Some(help), Some(error)) => Some(format!("{help} {error}")),
            (one, other) => one.clone().or_else(|| other.clone()),
        }
    }

    /// The value of `aria-invalid`.
    fn invalid(&self) -> Option<&'static str> {
        self.error_id.is_some().then_some("true")
    }
}

/// Label, help and error around a control.
fn framed(
    name: String,
    label: String,
    optional: Option<String>,
    help: Option<String>,
    error: Option<String>,
    described: Described,
    control: AnyView,
) -> AnyView {
    view! {
        <div class="field">
            <label for=name>
                {label}
                {optional.filter(|word| !word.is_empty()).map(|word| view! { <span class="meta">{format!(" ({word})")}</span> })}
            </label>
            {help.map(|help| view! { <p class="field-help" id=described.help_id>{help}</p> })}
            {control}
            {error.filter(|error| !error.is_empty()).map(|error| view! { <p class="field-error" id=described.error_id>{error}</p> })}
        </div>
    }
    .into_any()
}

/// A one-column form. It posts; `children` are fields and a [`FormActions`] row at the end.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    view! { <form class="form" method="post" action=action id=id>{children()}</form> }
}

/// Fields that belong together, under a common name.
#[component]
pub fn FieldGroup(
    #[prop(into)] legend: String,
    #[prop(optional, into)] help: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="field-group">
            <legend>{legend}</legend>
            {help.map(|help| view! { <p class="field-help">{help}</p> })}
            {children()}
        </fieldset>
    }
}

/// The buttons at the foot of a form, the primary one first.
#[component]
pub fn FormActions(children: Children) -> impl IntoView {
    view! { <div class="form-actions">{children()}</div> }
}
