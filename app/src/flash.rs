//! What one page leaves for the next, kept in the session: a form is shown once, a confirmation on all pages that are opened while it
//! lasts.

use crate::{drawn_for::DrawnFor, integrations::TestReport};
use domain::Fault;
use hub::auth::Principal;
use serde::{Deserialize, Serialize};

/// Seconds for which a confirmation is shown, and one with a button that takes it back: what the style sheet does with them, too.
const LASTS: u32 = 9;
const LASTS_WITH_UNDO: u32 = 20;

/// Messages and form fields on their way to the next page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flash {
    /// A confirmation, in the language of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toast: Option<String>,
    /// What takes back what the toast confirms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<Undo>,
    /// Why somebody has to sign in, above the form of the sign-in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The company that somebody took the person out of, while they looked at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
    /// For how many seconds it stays in the session, from the first page that shows it; without this it is shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts: Option<u32>,
    /// Milliseconds since then; nothing on the first page.
    #[serde(skip_serializing)]
    pub age: Option<i64>,
}

impl Flash {
    pub(crate) fn of_form(returned: Returned) -> Self {
        Self { returned: Some(returned), ..Self::default() }
    }

    pub(crate) fn of_notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    /// Whether it stands beside a confirmation that lasts, and does not end it: a form that was refused is nothing that was done. The one
    /// of a way back, which has no name here, ends it.
    pub(crate) fn joins(&self) -> bool {
        self.toast.is_none() && self.returned.as_ref().is_some_and(|returned| !returned.form.is_empty())
    }

    /// The same, as whoever is signed in is told it: on every page while it lasts. A form is shown once.
    pub(crate) fn told(&self, who: &Principal) -> Self {
        let lasts = if self.undo.is_some() { LASTS_WITH_UNDO } else { LASTS };
        Self {
            lasts: (self.toast.is_some() && self.returned.is_none()).then_some(lasts),
            undo: self.undo.clone().map(|undo| Undo { of: DrawnFor::text(who), ..undo }),
            ..self.clone()
        }
    }

    /// The same as it is to be shown now: nothing of a toast whose time is over, and no way back for anybody but whose change it was, in
    /// the company of which it was.
    pub(crate) fn shown_to(mut self, who: Option<&Principal>) -> Self {
        if self.left() == Some(0) {
            self.toast = None;
        }
        let reader = who.map(DrawnFor::text);
        self.undo = self.undo.filter(|undo| Some(&undo.of) == reader.as_ref());
        self
    }

    /// Milliseconds for which the toast is still to be shown; nothing on the first page.
    pub(crate) fn left(&self) -> Option<i64> {
        let lasts = i64::from(self.lasts?) * 1_000;
        Some((lasts - self.age?).clamp(0, lasts))
    }
}

/// A form of one button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The server function that it posts to, given by the code and not by the request.
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// Whose change it takes back, and of which company, as [`DrawnFor::text`] writes it.
    #[serde(default)]
    pub of: String,
}

/// A form that comes back to its page with what had been typed, because it was refused or only
/// tested. Secrets are never in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub form: String,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// What a connection test found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<TestReport>,
    /// Whether something had been typed that is not shown again.
    #[serde(default)]
    pub has_secrets: bool,
    pub fields: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::serde_json;

    #[test]
    fn a_toast_has_the_time_that_is_left() {
        let aged = |age| Flash { toast: Some("Salvo".into()), lasts: Some(20), age, ..Flash::default() };
        assert_eq!(
            [None, Some(-5), Some(7_500), Some(20_000), Some(90_000)].map(|age| aged(age).left()),
            [None, Some(20_000), Some(12_500), Some(0), Some(0)]
        );
        assert_eq!(aged(Some(19_999)).shown_to(None).toast.as_deref(), Some("Salvo"));
        assert_eq!(aged(Some(20_000)).shown_to(None).toast, None);
        let once = Flash { lasts: None, ..aged(Some(90_000)) };
        assert_eq!(once.shown_to(None).toast.as_deref(), Some("Salvo"));
    }

    #[test]
    fn nobody_is_offered_the_way_back_of_somebody_else() {
        let undo = Undo { action: "/ui/a".into(), fields: Vec::new(), of: "company.person".into() };
        let flash = Flash { toast: Some("Salvo".into()), undo: Some(undo), ..Flash::default() };
        let shown = flash.shown_to(None);
        assert_eq!((shown.toast.as_deref(), shown.undo), (Some("Salvo"), None));
    }

    #[test]
    fn the_age_is_read_and_not_kept() {
        let read: Flash =
            serde_json::from_str(r#"{"toast":"Salvo","lasts":9,"age":250,"since":"2026-11-01"}"#).unwrap();
        assert_eq!((read.age, read.left()), (Some(250), Some(8_750)));
        assert!(!serde_json::to_string(&read).unwrap().contains("age"));
    }
}
