//! The HTML document.

use crate::{
    HydratedMark,
    appearance::Look,
    html::Html,
    page::Drawn,
    template::{Fill, Template, gap},
};
use axum::http::Uri;
use domain::Locale;
use hydration_context::SsrSharedContext;
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*, serde_json::json};
use std::sync::Arc;

/// Where the files of the browser half are, as paths below the site.
#[derive(Clone)]
pub struct PageAssets {
    sheets: Sheets,
    /// The document around a page, for each language.
    documents: Arc<[(Locale, Template)]>,
}

/// The addresses of the style sheets, and of the font that they ask for at once.
#[derive(Clone)]
struct Sheets {
    screen: Arc<str>,
    /// What comes on paper. A page that is a sheet of paper shows it on the screen, too.
    paper: Arc<str>,
    /// Of [`LETTERS`].
    letters: Arc<str>,
}

/// Files are not fetched ahead.
const FILES: &[&str] = &["/*.csv*", "/*.xlsx*", "/*.json*", "/*/arquivo*"];

/// Nor are pages that ask others while they are drawn: a pointer that passes over a link calls nobody. What Stripe told of a price
/// within the hour is kept (`hub::billing`), so that pages of checks, which seldom show one, are not among them.
const ASKING: &[&str] = &[
    // The channel, what can be done with a sale, and for labels.
    "/admin/vendas/*/canal*",
    // Google, which spreadsheets there are.
    "/admin/validacao/google*",
    // Stripe, for prices and for what a change or the next payment comes to.
    "/admin/assinatura*",
    "/admin/planos*",
    // Whoever sends people back, what became of it.
    "/*/retorno*",
];

/// What the islands' runtime reads when it starts: pages leave no data for it, and none is to come.
const NO_RESOURCES: &str = "__RESOLVED_RESOURCES=[];__SERIALIZED_ERRORS=[];__PENDING_RESOURCES=[];\
     __RESOURCE_RESOLVERS=[];__INCOMPLETE_CHUNKS=[];";

// What differs from page to page.
const NONCE: usize = 0;
const TITLE: usize = 1;
const BODY: usize = 2;
const PAPER_MEDIA: usize = 3;
const THEME: usize = 4;
const SCHEME: usize = 5;

/// The font of Latin letters. Asked for beside the style sheet, it is mostly there for the first paint, which then needs no other
/// letters in its place: those would wrap elsewhere.
const LETTERS: &str = "inter-latin-wght-normal.woff2";

/// Where the sheet for paper holds on pages for the screen.
const PRINT: &str = "print";

impl PageAssets {
    /// `version` is the folder of a release build below `pkg/`; a development build has none.
    pub fn new(version: Option<&str>) -> Self {
        let pkg = version.map_or_else(|| "pkg".to_owned(), |version| format!("pkg/{version}"));
        let sheet = |name: &str| -> Arc<str> { format!("/{pkg}/{name}.css").into() };
        let letters = format!("/{pkg}/fonts/{LETTERS}").into();
        let sheets = Sheets { screen: sheet("orion"), paper: sheet("paper"), letters };
        let options = LeptosOptions::builder().output_name("orion").site_pkg_dir(pkg).build();
        let document = |locale| (locale, document(locale, &sheets, &options));
        let documents = Locale::ALL.into_iter().map(document).collect();
        Self { sheets, documents }
    }

    /// The whole document of a page.
    pub(crate) fn document(&self, look: Look, nonce: &Nonce, page: Drawn) -> Html {
        let found = self.documents.iter().find(|(known, _)| *known == look.locale);
        // Of every language there is one.
        let Some((_, document)) = found else { return Html::default() };
        let media = if page.is_paper { "all" } else { PRINT };
        let fills = [
            Fill::Text(nonce),
            Fill::Text(&page.title),
            Fill::Inner,
            Fill::Text(media),
            Fill::Text(look.appearance.code()),
            Fill::Text(look.appearance.scheme()),
        ];
        document.around(page.html, &fills)
    }
}

/// The document around a page.
fn document(locale: Locale, sheets: &Sheets, options: &LeptosOptions) -> Template {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let html = owner.with(|| {
        let nonce = Nonce::new();
        provide_context(nonce.clone());
        let view = view! {
            <!DOCTYPE html>
            <html lang=locale.as_tag() data-theme=gap(THEME)>
                <head>
                    {head(sheets, gap(SCHEME), gap(PAPER_MEDIA))}
                    <HydrationScripts options=options.clone() islands=true/>
                    <script type="speculationrules" nonce=gap(NONCE) inner_html=speculation_rules()></script>
                    <title inner_html=gap(TITLE)></title>
                </head>
                <body>
                    {gap(BODY)}
                    <HydratedMark/>
                    <script nonce=gap(NONCE) inner_html=NO_RESOURCES></script>
                </body>
            </html>
        };
        // The library's own scripts take theirs from the context.
        view.to_html().replace(&*nonce, &gap(NONCE))
    });
    owner.unset_with_forced_cleanup();
    Template::parse(&html)
}

/// Pages that are likely next are fetched while the pointer rests on their link. Leaving lies elsewhere.
fn speculation_rules() -> String {
    let left = FILES.iter().chain(ASKING).map(|pattern| json!({ "not": { "href_matches": pattern } }));
    let mut all = vec![json!({ "href_matches": "/admin/*" })];
    all.extend(left);
    all.push(json!({ "not": { "selector_matches": "[download]" } }));
    json!({ "prefetch": [{ "where": { "and": all }, "eagerness": "moderate" }] }).to_string()
}

/// A document without islands, for faults.
pub fn plain_document(assets: &PageAssets, look: Look, title: &str, body: AnyView) -> impl IntoView + use<> {
    bare_document(assets, look, title, None, body)
}

/// As [`plain_document`], and leads on to `target` by itself.
pub fn onward_document(
    assets: &PageAssets,
    look: Look,
    title: &str,
    target: &Uri,
    body: AnyView,
) -> impl IntoView + use<> {
    let refresh = view! { <meta http-equiv="refresh" content=format!("0;url={target}")/> };
    bare_document(assets, look, title, Some(refresh.into_any()), body)
}

fn bare_document(
    assets: &PageAssets,
    look: Look,
    title: &str,
    refresh: Option<AnyView>,
    body: AnyView,
) -> impl IntoView + use<> {
    view! {
        <!DOCTYPE html>
        <html lang=look.locale.as_tag() data-theme=look.appearance.code()>
            <head>
                {head(&assets.sheets, look.appearance.scheme().to_owned(), PRINT.to_owned())}
                {refresh}
                <title>{title.to_owned()}</title>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// `scheme` are the sides of the colours that there are, and `paper_media` is where the sheet for paper holds.
fn head(sheets: &Sheets, scheme: String, paper_media: String) -> impl IntoView + use<> {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content=scheme/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        <link rel="preload" href=sheets.letters.to_string() r#as="font" type="font/woff2" crossorigin="anonymous"/>
        <link rel="stylesheet" href=sheets.screen.to_string()/>
        <link rel="stylesheet" href=sheets.paper.to_string() media=paper_media/>
    }
}
