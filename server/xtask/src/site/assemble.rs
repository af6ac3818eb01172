//! Laying the built parts out as the server serves them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};

use super::{Profile, compress, digest};
use crate::workspace::Workspace;

/// The most that all wasm may weigh, in bytes after gzip.
const WASM_BUDGET: usize = 150 * 1024;
/// The most that the minified style sheet may weigh, in bytes.
const STYLE_BUDGET: usize = 30 * 1024;
/// The same of the one for paper.
const PAPER_BUDGET: usize = 6 * 1024;

/// Puts the files of all `parts` and of `app/public` into `target/site`, and takes away what is no longer among them.
pub fn assemble(workspace: &Workspace, parts: &Path, profile: Profile) -> anyhow::Result<()> {
    let site = workspace.site();
    let mut built = Vec::new();
    for part in ["wasm", "style", "fonts"] {
        built.extend(placed(&parts.join(part))?);
    }
    let version = if profile == Profile::Release {
        keep_budgets(parts)?;
        let sources: Vec<_> = built.iter().map(|(source, _)| source.clone()).collect();
        Some(digest::of(&sources)?[..16].to_owned())
    } else {
        None
    };
    let pkg = version.as_ref().map_or("pkg".into(), |version| Path::new("pkg").join(version));
    let mut files: Vec<_> = built.into_iter().map(|(source, target)| (source, pkg.join(target))).collect();
    files.extend(placed(&workspace.root.join("app/public"))?);

    let mut wanted = Vec::new();
    for (source, target) in files {
        let target = site.join(target);
        let changed = copy_if_changed(&source, &target)?;
        match profile {
            Profile::Dev => compress::remove_beside(&target)?,
            Profile::Release if changed || !compress::is_beside(&target) => compress::beside(&target)?,
            Profile::Release => {}
        }
        wanted.push(target);
    }
    if let Some(version) = version {
        let note = site.join("pkg/version.txt");
        fs::write(&note, version)?;
        wanted.push(note);
    }
    remove_others(&site, &wanted)?;
    println!("    the site is ready: {}", site.join(pkg).display());
    Ok(())
}

/// Takes away every file that is neither wanted nor a wanted one's compressed form, and folders without any.
fn remove_others(folder: &Path, wanted: &[PathBuf]) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let compressed = path.extension().is_some_and(|kind| kind == "br" || kind == "gz");
        let stays = wanted.contains(&path) || compressed && wanted.contains(&path.with_extension(""));
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !stays {
            fs::remove_file(path)?;
        }
    }
    // Refused for a folder that still holds something, as it should be.
    let _ = fs::remove_dir(folder);
    Ok(())
}

/// Every file under `folder` with its place in it.
fn placed(folder: &Path) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    let place = |file: PathBuf| Ok((file.clone(), file.strip_prefix(folder)?.to_path_buf()));
    digest::files(folder)?.into_iter().map(place).collect()
}

/// Leaves an equal file alone, so that its time, which browsers ask for, stays. Tells whether it wrote.
fn copy_if_changed(source: &Path, target: &Path) -> anyhow::Result<bool> {
    let content = fs::read(source)?;
    if fs::read(target).is_ok_and(|old| old == content) {
        return Ok(false);
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(target, content).with_context(|| format!("cannot write {}", target.display()))?;
    Ok(true)
}

fn keep_budgets(parts: &Path) -> anyhow::Result<()> {
    let wasm = compress::gzip(&fs::read(parts.join("wasm/orion_bg.wasm"))?)?.len();
    let style = fs::read(parts.join("style/orion.css"))?.len();
    let paper = fs::read(parts.join("style/paper.css"))?.len();
    println!(
        "    wasm {wasm} bytes after gzip (at most {WASM_BUDGET}), style {style} (at most {STYLE_BUDGET}), \
         for paper {paper} (at most {PAPER_BUDGET})"
    );
    ensure!(wasm <= WASM_BUDGET, "the islands outgrew their budget");
    ensure!(style <= STYLE_BUDGET, "the style sheet outgrew its budget");
    ensure!(paper <= PAPER_BUDGET, "the sheet for paper outgrew its budget");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Checkout {
        folder: tempfile::TempDir,
        workspace: Workspace,
    }

    impl Checkout {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().to_path_buf();
            let checkout = Self { workspace: Workspace { target: root.join("target"), root }, folder };
            checkout.write("parts/wasm/orion_bg.wasm", "wasm");
            checkout.write("parts/style/orion.css", "a{color:red}");
            checkout.write("parts/style/paper.css", "a{color:#000}");
            checkout.write("app/public/favicon.svg", "<svg/>");
            checkout
        }

        fn write(&self, path: &str, content: &str) {
            let path = self.folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }

        /// The files of the site after a build, as paths in it.
        fn assemble(&self, profile: Profile) -> Vec<String> {
            assemble(&self.workspace, &self.folder.path().join("parts"), profile).unwrap();
            let site = self.workspace.site();
            let files = digest::files(&site).unwrap();
            files.iter().map(|file| file.strip_prefix(&site).unwrap().display().to_string()).collect()
        }
    }

    #[test]
    fn a_release_lies_compressed_in_a_folder_named_by_its_content() {
        let checkout = Checkout::new();
        let first = checkout.assemble(Profile::Release);
        let version = fs::read_to_string(checkout.workspace.site().join("pkg/version.txt")).unwrap();
        for file in ["orion.css", "orion.css.br", "orion.css.gz", "paper.css.br", "orion_bg.wasm.br"] {
            assert!(first.contains(&format!("pkg/{version}/{file}")), "{first:?}");
        }
        checkout.write("parts/style/orion.css", "a{color:blue}");
        let second = checkout.assemble(Profile::Release);
        assert_eq!(first.len(), second.len());
        assert!(second.iter().all(|file| !file.contains(&version)), "{second:?}");
    }

    #[test]
    fn a_development_build_leaves_nothing_of_a_release() {
        let checkout = Checkout::new();
        checkout.assemble(Profile::Release);
        let files = checkout.assemble(Profile::Dev);
        assert_eq!(files, ["favicon.svg", "pkg/orion.css", "pkg/orion_bg.wasm", "pkg/paper.css"]);
    }

    #[test]
    fn an_unchanged_file_keeps_its_time() {
        let checkout = Checkout::new();
        let written =
            |file: &str| fs::metadata(checkout.workspace.site().join(file)).unwrap().modified().unwrap();
        checkout.assemble(Profile::Dev);
        let before = written("pkg/orion_bg.wasm");
        checkout.write("parts/wasm/orion_bg.wasm", "wasm");
        checkout.assemble(Profile::Dev);
        assert_eq!(written("pkg/orion_bg.wasm"), before);
    }

    #[test]
    fn a_release_over_its_budget_is_refused() {
        for (sheet, budget, told) in
            [("orion.css", STYLE_BUDGET, "style sheet"), ("paper.css", PAPER_BUDGET, "sheet for paper")]
        {
            let checkout = Checkout::new();
            checkout.write(&format!("parts/style/{sheet}"), &"a{color:red}".repeat(budget / 12 + 1));
            let parts = checkout.folder.path().join("parts");
            let error = assemble(&checkout.workspace, &parts, Profile::Release).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
