//! The list of platforms that this build knows.

use crate::Connector;
use std::sync::Arc;

/// Connectors by id, in the order of the gallery.
#[derive(Clone, Default)]
pub struct Registry {
    connectors: Vec<Arc<dyn Connector>>,
}

impl Registry {
    #[must_use]
    pub fn with(mut self, connector: impl Connector) -> Self {
        self.connectors.push(Arc::new(connector));
        self
    }

    pub fn get(&self, platform: &str) -> Option<&Arc<dyn Connector>> {
        self.connectors.iter().find(|connector| connector.spec().id == platform)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Connector>> {
        self.connectors.iter()
    }
}
