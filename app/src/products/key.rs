//! What is linked to a product, as forms and addresses carry it.

use domain::{Fault, view::catalog::ProductKey};
use leptos::prelude::*;
use serde::Deserialize;

/// A SKU, or a code and its connection.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct KeyFields {
    pub sku: String,
    pub connection: String,
    pub code: String,
}

impl KeyFields {
    /// `None` where they name nothing that a line could have.
    pub fn key(&self) -> Option<ProductKey> {
        match self.code.is_empty() {
            true => ProductKey::of_sku(&self.sku),
            false => ProductKey::of_code(self.connection.parse().ok()?, &self.code),
        }
    }

    /// # Errors
    /// [`Fault::NotFound`].
    pub fn required(&self) -> Result<ProductKey, Fault> {
        self.key().ok_or(Fault::NotFound)
    }

    /// The pairs of a form or an address; the values of the other kind are empty.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [("sku", &self.sku), ("connection", &self.connection), ("code", &self.code)]
    }

    pub fn inputs(&self) -> AnyView {
        let filled = self.pairs().into_iter().filter(|(_, value)| !value.is_empty());
        let input = |(name, value): (&'static str, &str)| view! { <input type="hidden" name=name value=value.to_owned()/> };
        filled.map(input).collect_view().into_any()
    }
}

impl From<&ProductKey> for KeyFields {
    fn from(key: &ProductKey) -> Self {
        match key {
            ProductKey::Sku(sku) => Self { sku: sku.clone(), ..Self::default() },
            ProductKey::Code { connection, code } => {
                Self { connection: connection.to_string(), code: code.clone(), ..Self::default() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ConnectionId;

    #[test]
    fn a_key_survives_the_way_through_a_form() {
        let code = ProductKey::of_code(ConnectionId::new(), "MLB1:2");
        for key in [ProductKey::of_sku("CAM-M"), code].into_iter().flatten() {
            assert_eq!(KeyFields::from(&key).key(), Some(key));
        }
        let stray = KeyFields { code: "MLB1".into(), connection: "x".into(), sku: "CAM-M".into() };
        assert_eq!(stray.key(), None);
        assert_eq!(KeyFields::default().key(), None);
    }
}
