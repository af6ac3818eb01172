//! The Rust of the workspace as text.

use std::fs;
use std::path::Path;

pub struct Source {
    /// From the root of the workspace.
    pub path: String,
    /// Without lines that are comments, and without the tests at the end.
    pub text: String,
}

/// Every file of Rust below these folders of the workspace.
pub fn below(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in folders {
        collect(&root, folder, &mut found);
    }
    assert!(!found.is_empty(), "no source under {folders:?}");
    found
}

fn collect(root: &Path, folder: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(root, &path, found);
        } else if path.ends_with(".rs") {
            found.push(Source { path, text: code(&fs::read_to_string(entry.path()).unwrap()) });
        }
    }
}

fn code(file: &str) -> String {
    let (code, _) = file.split_once("#[cfg(test)]\nmod tests {").unwrap_or((file, ""));
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
