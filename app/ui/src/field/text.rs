use leptos::prelude::*;

use super::{Described, framed};

/// What an input takes. It picks the keyboard of a phone and the checks of the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Url,
    /// Whole numbers, right-aligned.
    Number,
    /// Amounts and other decimals, written the way of the reader's country, so not a browser number.
    Decimal,
    Password,
    Date,
    /// A time of the day, to the minute.
    Time,
    /// A code of digits, such as the one of an authenticator.
    Code,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Text | Self::Decimal | Self::Code => "text",
            Self::Email => "email",
            Self::Url => "url",
            Self::Number => "number",
            Self::Password => "password",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            Self::Decimal => Some("decimal"),
            _ => None,
        }
    }
}

/// One line of text, a number, a date or a password. A password is never filled in from the server.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    /// Of the control, where the page holds several of this name; else the name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    /// The word for "optional", for a field that may stay empty among required ones.
    #[prop(optional, into)]
    optional: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &label, help.as_ref(), error.as_ref());
    let class = match kind {
        InputKind::Number | InputKind::Decimal => "input number",
        InputKind::Code => "input digits",
        _ => "input",
    };
    let value = value.filter(|_| kind != InputKind::Password);
    let control = view! {
        <input
            class=class
            type=kind.html_type()
            id=id.clone()
            name=name
            value=value
            inputmode=kind.input_mode()
            placeholder=placeholder
            autocomplete=autocomplete
            maxlength=maxlength.map(|max| max.to_string())
            required=required
            autofocus=autofocus || described.first_refused
            aria-describedby=described.ids()
            aria-invalid=described.invalid()
        />
    }
    .into_any();
    framed(id, label, optional, help, error, described, control)
}

/// A file from the reader's machine. Its form has to be `multipart/form-data`.
#[component]
pub fn FileField(
    #[prop(into)] name: String,
    /// Of the control, where the page holds several of this name; else the name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    /// Endings and media types, separated by commas.
    #[prop(into)]
    accept: String,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &label, help.as_ref(), None);
    let control = view! {
        <input
            class="input"
            type="file"
            id=id.clone()
            name=name
            accept=accept
            required=true
            aria-describedby=described.ids()
        />
    }
    .into_any();
    framed(id, label, None, help, None, described, control)
}

/// Several lines of text.
#[component]
pub fn TextareaField(
    #[prop(into)] name: String,
    /// Of the control, where the page holds several of this name; else the name.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    #[prop(optional, into)] optional: Option<String>,
    #[prop(default = 4)] rows: u32,
    /// For YAML, JSON and the like: fixed width, no spelling check.
    #[prop(optional)]
    code: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &label, help.as_ref(), error.as_ref());
    let control = view! {
        <textarea
            class=if code { "input code" } else { "input" }
            id=id.clone()
            name=name
            rows=rows.to_string()
            required=required
            spellcheck=code.then_some("false")
            autofocus=described.first_refused
            aria-describedby=described.ids()
            aria-invalid=described.invalid()
            inner_html=textarea_content(&value)
        ></textarea>
    }
    .into_any();
    framed(id, label, optional, help, error, described, control)
}

/// The content of a textarea, escaped here because Leptos writes it as it is. The line break in front is the
/// one that browsers drop, so that a first line of the value may be empty.
fn textarea_content(value: &str) -> String {
    format!("\n{}", value.replace('&', "&amp;").replace('<', "&lt;"))
}
