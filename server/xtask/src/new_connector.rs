//! `cargo xtask new-connector`: the skeleton of a connector, with its simulator, tests and guide.

mod lists;
mod names;
#[cfg(test)]
mod tests;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use crate::workspace::Workspace;
use lists::{ENTRIES, Entry};
use names::Names;

/// Laid out as the files that are made of them.
const TEMPLATES: &str = "server/xtask/templates/connector";
/// What is told in the end.
const NEXT: &str = "server/xtask/templates/next.txt";

/// Writes the skeleton and says what is left to do.
pub fn run(workspace: &Workspace, id: &str, shown: Option<&str>) -> anyhow::Result<()> {
    let names = Names::of(id, shown)?;
    let missing = write(&workspace.root.join(TEMPLATES), &workspace.root, &names)?;
    let formatted = workspace.cargo(&["fmt", "--all"]).run();
    println!("{}", names.fill(&read(&workspace.root.join(NEXT))?));
    for Entry { file, anchor, text } in missing {
        let text = names.fill(text);
        println!("Add by hand to {file}, where `{}` stood: {}", anchor.trim(), text.trim());
    }
    formatted
}

/// Writes every file and adds the platform to every list; gives the entries that found no place. Writes
/// nothing where a file of that name is there already.
fn write(templates: &Path, root: &Path, names: &Names) -> anyhow::Result<Vec<Entry>> {
    let mut files = Vec::new();
    for template in files_below(templates)? {
        let inside = template.strip_prefix(templates)?.to_str().context("a template's name is no text")?;
        let path = names.fill(inside);
        if root.join(&path).exists() {
            bail!("{path} is there already: choose another id, or remove what is left of this one");
        }
        files.push((path, names.fill(&read(&template)?)));
    }
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut missing = Vec::new();
    for entry in ENTRIES {
        let path = root.join(entry.file);
        let list = fs::read_to_string(&path).ok();
        match list.and_then(|list| entry.insert(&list, &names.fill(entry.text))) {
            Some(text) => fs::write(&path, text)?,
            None => missing.push(*entry),
        }
    }
    Ok(missing)
}

fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
