//! The typeface: Inter as a variable font, in the two subsets that the product's languages need.

use std::{fs, path::Path};

use anyhow::Context;

const FILES: [&str; 2] = ["inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"];

/// Copies the font files and their licence into `out/fonts`, where the style sheet finds them as `fonts/<file>`.
pub fn copy(npm: &Path, out: &Path) -> anyhow::Result<()> {
    let inter = npm.join("node_modules/@fontsource-variable/inter");
    let fonts = out.join("fonts");
    fs::create_dir_all(&fonts)?;
    for file in FILES {
        fs::copy(inter.join("files").join(file), fonts.join(file))
            .with_context(|| format!("no font {file}"))?;
    }
    fs::copy(inter.join("LICENSE"), fonts.join("LICENSE.txt")).context("no licence beside the fonts")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::FILES;

    /// A release lies in a folder of its version, which no address in the stylesheet can name.
    #[test]
    fn the_stylesheet_finds_its_fonts_beside_itself() {
        let style = include_str!("../../../../style/base.css");
        for file in FILES {
            assert!(style.contains(&format!("url(\"fonts/{file}\")")), "{file}");
        }
        assert!(!style.contains("url(\"/"), "an address that begins at the root misses the version");
    }
}
