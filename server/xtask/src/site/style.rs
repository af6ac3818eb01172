//! The style sheets: one for the screen, one for paper, both small.

use std::{fs, path::Path};

use anyhow::anyhow;
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

/// The oldest browsers with `light-dark()`, which the colours are made of. Newer than these needs no rewriting.
const OLDEST: Browsers = Browsers {
    android: None,
    chrome: Some(version(123, 0)),
    edge: Some(version(123, 0)),
    firefox: Some(version(120, 0)),
    ie: None,
    ios_saf: Some(version(17, 5)),
    opera: None,
    safari: Some(version(17, 5)),
    samsung: None,
};

/// Writes the sheet `out`: `main` with all that it imports.
pub fn bundle(main: &Path, out: &Path) -> anyhow::Result<()> {
    let files = FileProvider::new();
    let targets = Targets::from(OLDEST);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(|error| anyhow!("{}: {error}", main.display()))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("{error}"))?;
    fs::write(out, printed.code)?;
    Ok(())
}

/// A browser's version as Lightning CSS counts: a byte each for major and minor, one for the patch.
const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_joined_in_their_layers_and_modern_colours_stay() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "@layer base, parts;\n@import \"part.css\" layer(parts);").unwrap();
        fs::write(folder.path().join("part.css"), ".a { & .b { color: light-dark(#ffffff, #000000) } }")
            .unwrap();
        let out = folder.path().join("orion.css");
        bundle(&main, &out).unwrap();
        let css = fs::read_to_string(out).unwrap();
        assert_eq!(css, "@layer base;@layer parts{.a{& .b{color:light-dark(#fff,#000)}}}");
    }

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "@import \"absent.css\";").unwrap();
        let error = bundle(&main, &folder.path().join("orion.css")).unwrap_err().to_string();
        assert!(error.contains("main.css"), "{error}");
    }

    #[test]
    fn pages_on_paper_keep_their_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("paper.css");
        let numbers = "@bottom-right { content: counter(page) \" / \" counter(pages) }";
        fs::write(&main, format!("@page {{ margin: 14mm; {numbers} }}")).unwrap();
        let out = folder.path().join("out.css");
        bundle(&main, &out).unwrap();
        let css = fs::read_to_string(out).unwrap();
        assert!(css.contains("@bottom-right") && css.contains("counter(pages)"), "{css}");
    }
}
