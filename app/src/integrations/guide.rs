//! The instructions of a platform: how a merchant gets the credentials. Written in Markdown under
//! `docs/guides/`, one file per language.

use domain::Locale;
use pulldown_cmark::{Event, Options, Parser, html::push_html};

macro_rules! guide {
    ($platform:literal, $locale:expr) => {
        match $locale {
            Locale::PtBr => include_str!(concat!("../../../docs/guides/", $platform, "/pt-BR.md")),
            Locale::En => include_str!(concat!("../../../docs/guides/", $platform, "/en.md")),
            Locale::Es => include_str!(concat!("../../../docs/guides/", $platform, "/es.md")),
            Locale::Fr => include_str!(concat!("../../../docs/guides/", $platform, "/fr.md")),
        }
    };
}

/// The guide as HTML; `None` for a platform without one.
pub(crate) fn of(platform: &str, locale: Locale) -> Option<String> {
    let markdown = match platform {
        "woocommerce" => guide!("woocommerce", locale),
        "shopify" => guide!("shopify", locale),
        "mercadolivre" => guide!("mercadolivre", locale),
        "tiktok_shop" => guide!("tiktok_shop", locale),
        "magalu" => guide!("magalu", locale),
        "google_sheets" => guide!("google_sheets", locale),
        _ => return None,
    };
    Some(html(markdown))
}

/// Markdown as HTML, with raw HTML as the text that it is.
pub(crate) fn html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    push_html(&mut html, events);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guide_has_steps_in_every_language() {
        for platform in ["woocommerce", "shopify", "mercadolivre", "tiktok_shop", "magalu", "google_sheets"] {
            for locale in Locale::ALL {
                let html = of(platform, locale).unwrap();
                assert!(html.contains("<ol>"), "{platform} {locale}");
                assert!(!html.contains("<h1"), "{platform} {locale}: the page has its own title");
            }
        }
        assert_eq!(of("unknown", Locale::En), None);
    }

    #[test]
    fn raw_html_is_text() {
        assert_eq!(html("a <script>x</script>\n"), "<p>a &lt;script&gt;x&lt;/script&gt;</p>\n");
    }
}
