//! What the guide tells of, and which pages each topic is about.

use crate::frame::Area;
use domain::Locale;

/// Topics with the folder of each below `docs/guides/console/`, which is also how it stands in addresses.
macro_rules! topics {
    ($($topic:ident = $slug:literal,)+) => {
        /// One page of the guide.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Topic {
            $($topic),+
        }

        impl Topic {
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$topic => $slug),+
                }
            }

            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$topic => concat!("/admin/ajuda/", $slug)),+
                }
            }

            /// The text in Markdown: one or two sentences, then parts with headings of the second level.
            pub const fn markdown(self, locale: Locale) -> &'static str {
                match self {
                    $(Self::$topic => match locale {
                        Locale::PtBr => include_str!(concat!("../../../docs/guides/console/", $slug, "/pt-BR.md")),
                        Locale::En => include_str!(concat!("../../../docs/guides/console/", $slug, "/en.md")),
                        Locale::Es => include_str!(concat!("../../../docs/guides/console/", $slug, "/es.md")),
                        Locale::Fr => include_str!(concat!("../../../docs/guides/console/", $slug, "/fr.md")),
                    }),+
                }
            }
        }
    };
}

topics! {
    FirstSteps = "primeiros-passos",
    Keyboard = "teclado",
    Overview = "visao-geral",
    Sales = "vendas",
    MissingOrder = "pedido-que-falta",
    Customers = "clientes",
    Products = "produtos",
    Catalogue = "catalogo",
    Rules = "regras",
    RuleText = "linguagem-das-regras",
    Integrations = "integracoes",
    Health = "saude-e-alertas",
    Team = "equipe",
    Plans = "planos",
}

/// Topics by what they have in common, in the order in which they are read.
pub(super) const GROUPS: [(&str, &[Topic]); 5] = [
    ("begin", &[Topic::FirstSteps, Topic::Keyboard]),
    ("sell", &[Topic::Overview, Topic::Sales, Topic::MissingOrder, Topic::Customers]),
    ("catalogue", &[Topic::Products, Topic::Catalogue, Topic::Rules, Topic::RuleText]),
    ("channels", &[Topic::Integrations, Topic::Health]),
    ("company", &[Topic::Team, Topic::Plans]),
];

/// How the addresses begin of pages whose topic is not that of their area.
const PARTS: [(&str, Topic); 8] = [
    ("/admin/comecar", Topic::FirstSteps),
    ("/admin/busca", Topic::MissingOrder),
    ("/admin/sincronizacoes/pendentes", Topic::MissingOrder),
    ("/admin/sincronizacoes/reprocessar", Topic::MissingOrder),
    ("/admin/validacao/regras", Topic::Rules),
    ("/admin/planos", Topic::Plans),
    ("/admin/uso", Topic::Plans),
    ("/admin/assinatura", Topic::Plans),
];

impl Topic {
    /// All of them, in the order in which they are read.
    pub fn all() -> impl Iterator<Item = Self> {
        GROUPS.into_iter().flat_map(|(_, topics)| topics).copied()
    }

    pub fn parse(slug: &str) -> Option<Self> {
        Self::all().find(|topic| topic.slug() == slug)
    }

    /// What a page is about.
    pub fn of_page(area: Area, path: &str) -> Self {
        let part = PARTS.iter().find(|(part, _)| path.starts_with(part));
        part.map_or_else(|| Self::of_area(area), |(_, topic)| *topic)
    }

    const fn of_area(area: Area) -> Self {
        match area {
            Area::Overview | Area::Analytics => Self::Overview,
            Area::Orders => Self::Sales,
            Area::Products => Self::Products,
            Area::Customers => Self::Customers,
            Area::Integrations | Area::Syncs => Self::Integrations,
            Area::Validation => Self::Catalogue,
            Area::Queue | Area::Health | Area::Alerts => Self::Health,
            Area::Storage => Self::Plans,
            Area::Settings => Self::Team,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{self, PAGES},
        help::PATH,
        integrations::guide,
    };
    use std::{collections::BTreeSet, fs, path::Path};

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    /// Addresses of links, in their order.
    fn links(markdown: &str) -> Vec<&str> {
        markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect()
    }

    /// Words that stand out: every second piece between the marks.
    fn bold(markdown: &str) -> impl Iterator<Item = &str> {
        markdown.split("**").skip(1).step_by(2)
    }

    /// Whether an address is that of a page: of its own, or with something in the place of each `{name}`.
    fn is_page(path: &str) -> bool {
        let parts: Vec<_> = path.split('/').collect();
        let fits = |page: &str| {
            let page: Vec<_> = page.split('/').collect();
            let stands = |(of, is): (&&str, &&str)| of == is || of.starts_with('{') && !is.is_empty();
            page.len() == parts.len() && page.iter().zip(&parts).all(stands)
        };
        match path.strip_prefix("/admin/ajuda/") {
            Some(slug) => Topic::parse(slug).is_some() || guide::of(slug, Locale::En).is_some(),
            None => PAGES.iter().chain(access::ROUTES).any(|(page, _)| fits(page)),
        }
    }

    #[test]
    fn every_folder_is_a_topic_of_one_group() {
        let folders = fs::read_dir(root().join("../docs/guides/console")).unwrap();
        let folders: BTreeSet<_> =
            folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
        let slugs: Vec<_> = Topic::all().map(|topic| topic.slug().to_owned()).collect();
        assert_eq!(slugs.iter().cloned().collect::<BTreeSet<_>>(), folders);
        assert_eq!(slugs.len(), folders.len(), "a topic stands in two groups");
    }

    #[test]
    fn every_topic_says_the_same_in_every_language() {
        for topic in Topic::all() {
            let shape = |locale| {
                let text = topic.markdown(locale);
                let starts = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
                (starts("## "), starts("1. "), starts("- "), links(text))
            };
            let expected = shape(Locale::PtBr);
            assert!(expected.0 >= 3, "{topic:?} has no parts");
            for locale in Locale::ALL {
                let text = topic.markdown(locale);
                assert_eq!(shape(locale), expected, "{topic:?} {locale}");
                assert!(
                    !text.starts_with('#') && !text.contains("\n# "),
                    "{topic:?} {locale}: the page has its own title"
                );
                let words = text.split_whitespace().count();
                // What a language consists of is looked up in, not read.
                let most = if topic == Topic::RuleText { 1_000 } else { 700 };
                assert!((200..=most).contains(&words), "{topic:?} {locale}: {words} words");
            }
        }
    }

    #[test]
    fn every_link_leads_to_a_page() {
        for topic in Topic::all() {
            for link in links(topic.markdown(Locale::PtBr)) {
                assert!(is_page(link), "{topic:?}: {link}");
            }
        }
        assert!(is_page("/admin/integracoes/nova/shopify") && is_page("/admin/ajuda/shopify"));
        for no in ["/admin/venda", "/admin/vendas/", "/admin/ajuda/nada", "/admin/vendas/lote/a/b/c"] {
            assert!(!is_page(no), "{no}");
        }
    }

    /// Buttons, pages and fields are written as the product writes them.
    #[test]
    fn what_stands_out_is_what_the_product_says() {
        for locale in Locale::ALL {
            let folder = root().join("i18n/locales").join(locale.as_tag());
            let texts =
                fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
            let texts = texts.collect::<Vec<_>>().join("\n").replace("{ \"\\u00A0\" }", "\u{a0}");
            for topic in Topic::all() {
                for term in bold(topic.markdown(locale)) {
                    assert!(texts.contains(term), "{topic:?} {locale}: no text says {term:?}");
                }
            }
        }
    }

    #[test]
    fn every_page_has_a_topic_of_its_own_kind() {
        assert_eq!(Topic::of_page(Area::Overview, "/admin/comecar"), Topic::FirstSteps);
        assert_eq!(Topic::of_page(Area::Orders, "/admin/vendas/lote"), Topic::Sales);
        assert_eq!(Topic::of_page(Area::Syncs, "/admin/sincronizacoes"), Topic::Integrations);
        assert_eq!(Topic::of_page(Area::Syncs, "/admin/sincronizacoes/pendentes"), Topic::MissingOrder);
        assert_eq!(Topic::of_page(Area::Settings, "/admin/equipe"), Topic::Team);
        assert_eq!(Topic::of_page(Area::Settings, "/admin/planos"), Topic::Plans);
        for (part, _) in PARTS {
            assert!(PAGES.iter().any(|(page, _)| page.starts_with(part)), "{part}");
        }
        for topic in Topic::all() {
            assert_eq!(topic.path().strip_prefix(PATH).unwrap(), format!("/{}", topic.slug()));
        }
        assert_eq!(access::of_page(PATH), Some(access::Access::SignedIn));
    }
}
