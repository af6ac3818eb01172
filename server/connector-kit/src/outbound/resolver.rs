//! Name resolution that hands out only addresses that may be called. The client connects to what
//! it is given here, so a name cannot change its address between check and call.

use super::address::AddressRules;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::sync::Arc;

/// Why a name gave no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum ResolveError {
    #[error("the name is not known")]
    Unknown,
    #[error("the name leads into a private or reserved network")]
    Blocked,
}

#[derive(Debug)]
pub(super) struct GuardedResolver {
    rules: Arc<AddressRules>,
}

impl GuardedResolver {
    pub(super) fn new(rules: Arc<AddressRules>) -> Self {
        Self { rules }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let rules = Arc::clone(&self.rules);
        Box::pin(async move {
            let found =
                tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| ResolveError::Unknown)?;
            let mut found = found.peekable();
            if found.peek().is_none() {
                return Err(ResolveError::Unknown.into());
            }
            let good: Vec<_> = found.filter(|address| rules.may_call(address.ip())).collect();
            if good.is_empty() {
                return Err(ResolveError::Blocked.into());
            }
            Ok(Box::new(good.into_iter()) as Addrs)
        })
    }
}
