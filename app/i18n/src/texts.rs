//! The typed texts, generated from `locales/` by `build/`.

// Names come from keys, which are chosen for readers of the texts (`not`, `from-date`); an empty variant is a choice
// of the translator.
#![allow(clippy::should_implement_trait, clippy::wrong_self_convention, clippy::single_match)]

use domain::Locale;
use icu_plurals::PluralCategory;

use crate::Locales;
use crate::format::write_integer;
use crate::plural::plural_category;

/// All texts in one language: `Texts::new(locale).common().save()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts(Locales);

impl Texts {
    pub fn new(locales: impl Into<Locales>) -> Self {
        Self(locales.into())
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
