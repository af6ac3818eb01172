// Writes src/icon/lucide.rs from the npm package `lucide-static`.
// Usage: npm install --no-save lucide-static && node app/ui/scripts/icons.mjs node_modules/lucide-static
// To add an icon: add its Lucide name to the list, run, format, commit both files.
import { readFileSync, writeFileSync } from "node:fs";

const NAMES = `
  activity archive arrow-down arrow-left arrow-right arrow-up ban bell book-open building calendar chart-column
  check chevron-down chevron-left chevron-right chevron-up circle-alert circle-check circle-question-mark circle-x clock copy credit-card
  download ellipsis external-link eye file-text funnel rotate-ccw-clock house inbox info key-round link log-out
  mail menu message-square minus moon package pause pencil play plug plus receipt refresh-cw rotate-ccw search
  settings shield-check shopping-bag sliders-horizontal star store sun tag trash triangle-alert truck unplug
  upload user users wallet webhook x zap
`.trim().split(/\s+/);

const source = process.argv[2] ?? "node_modules/lucide-static";
const nodes = JSON.parse(readFileSync(`${source}/icon-nodes.json`, "utf8"));
const { version } = JSON.parse(readFileSync(`${source}/package.json`, "utf8"));

const variant = (name) => name.split("-").map((part) => part[0].toUpperCase() + part.slice(1)).join("");
const element = ([tag, attributes]) =>
  `<${tag} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}/>`;

const missing = NAMES.filter((name) => !nodes[name]);
if (missing.length) throw new Error(`not in lucide-static ${version}: ${missing.join(", ")}`);

writeFileSync(new URL("../src/icon/lucide.rs", import.meta.url), `//! Outlines from Lucide ${version} (ISC licence, see \`LUCIDE-LICENSE\`). Written by \`scripts/icons.mjs\`.

/// Which outline an [\`Icon\`](super::Icon) draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
${NAMES.map((name) => `    ${variant(name)},`).join("\n")}
}

impl IconName {
    /// Every icon, in alphabetical order.
    pub const ALL: &[Self] = &[${NAMES.map((name) => `Self::${variant(name)}`).join(", ")}];

    /// The SVG elements inside a 24 by 24 view box.
    pub(super) const fn outline(self) -> &'static str {
        match self {
${NAMES.map((name) => `            Self::${variant(name)} => r#"${nodes[name].map(element).join("")}"#,`).join("\n")}
        }
    }
}
`);
