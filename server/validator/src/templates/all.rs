//! The templates that ship with Orion.

use super::Template;
use std::sync::LazyLock;

const TEXTS: &[&str] = &[
    include_str!("../../templates/mercado_livre.yaml"),
    include_str!("../../templates/mercado_livre_apparel.yaml"),
    include_str!("../../templates/magalu.yaml"),
    include_str!("../../templates/shopee.yaml"),
    include_str!("../../templates/tiktok_shop.yaml"),
    include_str!("../../templates/tiktok_shop_apparel.yaml"),
    include_str!("../../templates/shopify.yaml"),
    include_str!("../../templates/woocommerce.yaml"),
    include_str!("../../templates/amazon.yaml"),
    include_str!("../../templates/amazon_price_quantity.yaml"),
];

/// Read once; a test reads each and looks for what cannot work.
static ALL: LazyLock<Vec<Template>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|text| Template::from_yaml(text).ok()).collect());

/// Every template that ships with Orion, in the order in which they are shown.
pub fn all() -> &'static [Template] {
    &ALL
}

/// A template by its code.
pub fn find(code: &str) -> Option<&'static Template> {
    all().iter().find(|template| template.template == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_used() {
        for text in TEXTS {
            let template = Template::from_yaml(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
            let made = template.exporter();
            assert!(made.is_ok(), "{}: {:?}", template.template, made.err());
            assert!(
                template.columns.iter().any(|column| column.field == Some(domain::ProductField::Sku.into()))
            );
        }
        assert_eq!(all().len(), TEXTS.len());
        let mut codes: Vec<_> = all().iter().map(|one| one.template.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), TEXTS.len());
        assert!(find("shopify").is_some() && find("none").is_none());
    }
}
