//! The platforms that this build knows: one file each, and one line below.

mod google_sheets;
mod magalu;
mod mercadolivre;
pub mod problem;
mod shopify;
mod tiktok_shop;
mod woocommerce;

pub use google_sheets::GoogleSheets;
pub use magalu::Magalu;
pub use mercadolivre::Mercadolivre;
pub use shopify::Shopify;
pub use tiktok_shop::TiktokShop;
pub use woocommerce::Woocommerce;

use connector_kit::Registry;

/// All connectors, in the order of the gallery.
pub fn registry() -> Registry {
    Registry::default()
        .with(Woocommerce)
        .with(Shopify)
        .with(Mercadolivre)
        .with(TiktokShop)
        .with(Magalu)
        .with(GoogleSheets)
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_and_field_names_are_unique() {
        let mut ids = std::collections::BTreeSet::new();
        for connector in super::registry().iter() {
            let spec = connector.spec();
            assert!(ids.insert(spec.id), "{}", spec.id);
            assert!(!spec.forms.is_empty());
            for form in spec.forms {
                let names: std::collections::BTreeSet<_> =
                    form.fields.iter().map(|field| field.name).collect();
                assert_eq!(names.len(), form.fields.len(), "{}", spec.id);
            }
        }
    }
}
