//! A list as a file, at an address of its own that ends with the file's format.

use super::{Format, note, or_refused};
use crate::{routes::PageAssets, visit::Visit};
use axum::{
    Extension,
    body::Body,
    extract::{FromRequestParts, Query, rejection::ExtensionRejection},
    http::{Uri, request::Parts},
    response::Response,
};
use chrono::Utc;
use chrono_tz::Tz;
use domain::{
    AuditAction, Fault,
    view::day::{day_of, zone},
};
use hub::{
    auth::{OrgCx, Principal},
    permit::Permit,
};
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// A list that is asked for as a file.
pub(crate) struct AskedList {
    pub visit: Visit,
    assets: PageAssets,
    pub uri: Uri,
}

impl<S: Send + Sync> FromRequestParts<S> for AskedList {
    type Rejection = ExtensionRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Extension(visit) = Extension::<Visit>::from_request_parts(parts, state).await?;
        let Extension(assets) = Extension::<PageAssets>::from_request_parts(parts, state).await?;
        Ok(Self { visit, assets, uri: parts.uri.clone() })
    }
}

impl AskedList {
    /// As what it is written.
    pub fn format(&self) -> Format {
        if self.uri.path().ends_with(".xlsx") { Format::Excel } else { Format::Csv }
    }

    /// The query as a struct whose fields all have defaults. A query that does not fit is as good as none, as on pages.
    pub fn query<T: DeserializeOwned + Default>(&self) -> T {
        Query::try_from_uri(&self.uri).map(|Query(query)| query).unwrap_or_default()
    }

    /// The rows that were picked in the list, which its form sends under such names, if the address names any. What cannot be
    /// read is none of them.
    pub fn picked<T: FromStr>(&self, is_meant: impl Fn(&str) -> bool) -> Option<Vec<T>> {
        let pairs: Vec<(String, String)> = self.query();
        let picked: Vec<_> = pairs.into_iter().filter(|(name, _)| is_meant(name)).collect();
        (!picked.is_empty()).then(|| picked.iter().filter_map(|(_, id)| id.parse().ok()).collect())
    }

    /// The permit of who asks, and the zone of their days, once it is written down that they take the list out.
    pub async fn permit<P: Permit>(&self, action: AuditAction) -> Result<(OrgCx<P>, Tz), Fault> {
        let cx = self.visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<P>()?;
        note(&cx, action, self.format(), &self.uri).await?;
        Ok((cx, self.zone()))
    }

    /// The file that is called so and by its day, or why there is none, as a page that leads on to the one with the list.
    pub fn answer(&self, made: Result<Body, Fault>, name: &str, page: &str) -> Response {
        let file = |body| self.format().file(&format!("{name}-{}", day_of(Utc::now(), self.zone())), body);
        or_refused(made.map(file), (&self.visit, &self.assets, &self.uri), page)
    }

    fn zone(&self) -> Tz {
        let member = self.visit.principal().map(Principal::member);
        member.map_or(Tz::UTC, |member| zone(&member.org_time_zone))
    }
}
