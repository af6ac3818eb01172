//! The files that list platforms, and what a new one adds to each.

/// A text that goes right behind the first place where `anchor` stands in `file`.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub file: &'static str,
    pub anchor: &'static str,
    /// With placeholders.
    pub text: &'static str,
}

const fn entry(file: &'static str, anchor: &'static str, text: &'static str) -> Entry {
    Entry { file, anchor, text }
}

const CONNECTORS: &str = "server/connectors/src/lib.rs";
const CONFORMANCE: &str = "server/connectors/tests/it/conformance.rs";
const OPTIONS: &str = "server/sandbox/src/options.rs";
const SERVER: &str = "server/sandbox/src/server.rs";
const EVENT: &str = "server/sandbox/src/event.rs";
const GUIDE: &str = "app/src/integrations/guide.rs";

/// rustfmt sorts and breaks what is added afterwards.
pub const ENTRIES: &[Entry] = &[
    entry(CONNECTORS, "mod tiktok_shop;", "\nmod __id__;"),
    entry(CONNECTORS, "pub use tiktok_shop::TiktokShop;", "\npub use __id__::__Type__;"),
    entry(CONNECTORS, ".with(TiktokShop)", ".with(__Type__)"),
    entry("server/connectors/tests/it/main.rs", "mod tiktok_shop;", "\nmod __id__;"),
    entry(CONFORMANCE, "use crate::{", "__id__, "),
    entry(CONFORMANCE, "    let (", "__id__, "),
    entry(CONFORMANCE, "futures::join!(", "__id__::conformance(), "),
    entry(CONFORMANCE, "BTreeMap::from([", "(\"__id__\", __id__), "),
    entry("server/sandbox/src/lib.rs", "mod tiktok_shop;", "\nmod __id__;"),
    entry(OPTIONS, "\n    TiktokShop,", "\n    __Type__,"),
    entry(OPTIONS, "Self::TiktokShop", ", Self::__Type__"),
    entry(OPTIONS, "Self::TiktokShop => \"tiktok_shop\",", "\nSelf::__Type__ => \"__id__\","),
    entry(SERVER, "use crate::{", "__id__, "),
    entry(
        SERVER,
        "Platform::TiktokShop => tiktok_shop::handle(shop, &request),",
        "\nPlatform::__Type__ => __id__::handle(shop, &request),",
    ),
    entry(
        SERVER,
        "Platform::TiktokShop => tiktok_shop::too_many_requests(),",
        "\nPlatform::__Type__ => __id__::too_many_requests(),",
    ),
    entry(
        SERVER,
        "Platform::TiktokShop => tiktok_shop::internal_error(500),",
        "\nPlatform::__Type__ => __id__::internal_error(500),",
    ),
    entry(
        SERVER,
        "Platform::TiktokShop => tiktok_shop::internal_error(200),",
        "\nPlatform::__Type__ => __id__::internal_error(200),",
    ),
    entry(
        EVENT,
        "Platform::TiktokShop => Some(tiktok_shop::order_event(self, &order)),",
        "\nPlatform::__Type__ => None,",
    ),
    entry(EVENT, "Platform::TiktokShop => tiktok_shop::LIVES,", "\nPlatform::__Type__ => return None,"),
    entry(
        "server/sandbox/src/shop.rs",
        "    match options.platform {",
        "\nPlatform::__Type__ => Credentials::Token { token: draw.hex(40) },",
    ),
    entry(
        "server/sandbox/src/generate.rs",
        "Platform::TiktokShop => (577_400_000_000_000_000, 65_536),",
        "\nPlatform::__Type__ => (20_000, 8),",
    ),
    entry("server/sandbox/tests/it/main.rs", "mod tiktok_shop;", "\nmod __id__;"),
    entry(
        "server/sandbox/README.md",
        "## Addresses\n",
        "- __Name__: `/__id__/<shop>/v1/account`, `/__id__/<shop>/v1/orders` and `/__id__/<shop>/v1/orders/<id>`.\n",
    ),
    entry(
        "server/src/demo.rs",
        "(Platform::TiktokShop, 300, \"Loja demo (TikTok Shop)\"),",
        "\n(Platform::__Type__, 300, \"Loja demo (__Name__)\"),",
    ),
    entry(
        GUIDE,
        "\"tiktok_shop\" => guide!(\"tiktok_shop\", locale),",
        "\n\"__id__\" => guide!(\"__id__\", locale),",
    ),
    entry(GUIDE, "for platform in [", "\"__id__\", "),
    entry("docs/OPERATIONS.md", "`TIKTOK_SHOP`", ", `__ID__`"),
];

impl Entry {
    /// The file's text with `added` in it; `None` where the anchor is not there.
    pub fn insert(&self, file: &str, added: &str) -> Option<String> {
        let (before, after) = file.split_once(self.anchor)?;
        Some(format!("{before}{}{added}{after}", self.anchor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_behind_the_first_anchor() {
        let entry = entry("f", "mod b;", "");
        assert_eq!(entry.insert("mod b;\nmod b;", "\nmod c;").as_deref(), Some("mod b;\nmod c;\nmod b;"));
        assert_eq!(entry.insert("mod a;", "\nmod c;"), None);
    }
}
