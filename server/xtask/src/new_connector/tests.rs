use super::*;
use std::collections::BTreeSet;

/// A copy of the files that list platforms, without anything else.
fn copy() -> (Workspace, tempfile::TempDir) {
    let (workspace, copy) = (Workspace::find().unwrap(), tempfile::tempdir().unwrap());
    for file in ENTRIES.iter().map(|entry| entry.file).collect::<BTreeSet<_>>() {
        let path = copy.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(workspace.root.join(file), path).unwrap();
    }
    (workspace, copy)
}

fn names() -> Names {
    Names::of("example_shop", None).unwrap()
}

#[test]
fn a_skeleton_is_whole_and_every_list_has_it() {
    let (workspace, copy) = copy();
    let missing = write(&workspace.root.join(TEMPLATES), copy.path(), &names()).unwrap();
    assert!(missing.is_empty(), "these anchors are gone: {missing:?}");
    for path in files_below(copy.path()).unwrap() {
        let (text, file) = (fs::read_to_string(&path).unwrap(), path.display());
        let is_ours = |names: &[&str]| names.iter().any(|name| text.contains(name));
        assert!(!is_ours(&["__id__", "__ID__", "__Type__", "__mark__", "__Name__"]), "{file}");
        assert!(!path.to_str().unwrap().contains("__"), "{file}");
    }
    for entry in ENTRIES {
        let text = fs::read_to_string(copy.path().join(entry.file)).unwrap();
        assert!(text.contains(&names().fill(entry.text)), "{entry:?}");
    }
    assert!(!names().fill(&read(&workspace.root.join(NEXT)).unwrap()).contains("__"));
}

#[test]
fn what_is_there_is_not_written_over() {
    let (workspace, copy) = copy();
    let templates = workspace.root.join(TEMPLATES);
    let left = copy.path().join("docs/guides/example_shop/fr.md");
    fs::create_dir_all(left.parent().unwrap()).unwrap();
    fs::write(&left, "mine").unwrap();
    let before = files_below(copy.path()).unwrap();
    let error = write(&templates, copy.path(), &names()).unwrap_err();
    assert!(error.to_string().starts_with("docs/guides/example_shop/fr.md is there already"), "{error}");
    assert_eq!(files_below(copy.path()).unwrap(), before, "nothing was written");
}

#[test]
fn a_list_that_is_gone_or_has_no_anchor_is_told() {
    let (workspace, copy) = copy();
    fs::write(copy.path().join("docs/OPERATIONS.md"), "rewritten").unwrap();
    fs::remove_file(copy.path().join("server/sandbox/README.md")).unwrap();
    let missing = write(&workspace.root.join(TEMPLATES), copy.path(), &names()).unwrap();
    let files: Vec<_> = missing.iter().map(|entry| entry.file).collect();
    assert_eq!(files, ["server/sandbox/README.md", "docs/OPERATIONS.md"]);
}
