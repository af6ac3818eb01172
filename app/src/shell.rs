//! The HTML document.

use crate::{HydratedMark, csp, routes::App, visit::Visit};
use axum::http::Uri;
use domain::Locale;
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use std::sync::Arc;

/// Where the files of the browser half are, as paths below the site.
#[derive(Debug, Clone)]
pub struct PageAssets {
    pub(crate) options: LeptosOptions,
    stylesheet: Arc<str>,
}

/// Pages that are likely next are fetched while the pointer rests on their link. Exports are files,
/// and leaving must be asked for.
const SPECULATION_RULES: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/admin/*"},{"not":{"href_matches":"/*/exportar*"}},{"not":{"href_matches":"/admin/integracoes/nova/*"}},{"not":{"selector_matches":"[download]"}}]},"eagerness":"moderate"}]}"#;

impl PageAssets {
    /// `version` is the folder of a release build below `pkg/`; a development build has none.
    pub fn new(version: Option<&str>) -> Self {
        let pkg = version.map_or_else(|| "pkg".to_owned(), |version| format!("pkg/{version}"));
        let stylesheet = format!("/{pkg}/orion.css").into();
        let options = LeptosOptions::builder().output_name("orion").site_pkg_dir(pkg).build();
        Self { options, stylesheet }
    }
}

/// The document around the router's page.
pub fn document(assets: &PageAssets) -> impl IntoView + use<> {
    let visit = Visit::current();
    let locale = visit.locale();
    let nonce = use_nonce();
    if let (Some(nonce), Some(response)) = (&nonce, use_context::<ResponseOptions>()) {
        csp::apply(&response, nonce);
    }
    view! {
        <!DOCTYPE html>
        <html lang=locale.as_tag()>
            <head>
                {head(&assets.stylesheet)}
                <HydrationScripts options=assets.options.clone() islands=true/>
                <script type="speculationrules" nonce=nonce inner_html=SPECULATION_RULES></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
                <HydratedMark/>
            </body>
        </html>
    }
}

/// A document without islands and without the router, for faults.
pub fn plain_document(
    assets: &PageAssets,
    locale: Locale,
    title: &str,
    body: AnyView,
) -> impl IntoView + use<> {
    bare_document(assets, locale, title, None, body)
}

/// As [`plain_document`], and leads on to `target` by itself.
pub fn onward_document(
    assets: &PageAssets,
    locale: Locale,
    title: &str,
    target: &Uri,
    body: AnyView,
) -> impl IntoView + use<> {
    let refresh = view! { <meta http-equiv="refresh" content=format!("0;url={target}")/> };
    bare_document(assets, locale, title, Some(refresh.into_any()), body)
}

fn bare_document(
    assets: &PageAssets,
    locale: Locale,
    title: &str,
    refresh: Option<AnyView>,
    body: AnyView,
) -> impl IntoView + use<> {
    view! {
        <!DOCTYPE html>
        <html lang=locale.as_tag()>
            <head>
                {head(&assets.stylesheet)}
                {refresh}
                <title>{title.to_owned()}</title>
            </head>
            <body>{body}</body>
        </html>
    }
}

fn head(stylesheet: &Arc<str>) -> impl IntoView + use<> {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        <link rel="stylesheet" href=stylesheet.to_string()/>
    }
}
