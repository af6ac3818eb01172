//! The islands: cargo's wasm, bound to JavaScript and, in release, made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::{command::Command, workspace::Workspace};

/// Where the islands run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Has cargo link the islands and gives the wasm file, not yet bound.
pub fn link(workspace: &Workspace, profile: Profile) -> anyhow::Result<PathBuf> {
    let build = workspace.front_cargo(&["build", "--package", "frontend", "--target", WASM_TARGET]);
    let folder = match profile {
        Profile::Dev => {
            build.run()?;
            "debug"
        }
        Profile::Release => {
            build.args(["--profile", "wasm-release"]).run()?;
            "wasm-release"
        }
    };
    Ok(workspace.front_target().join(WASM_TARGET).join(folder).join("frontend.wasm"))
}

/// Writes `orion.js` and `orion_bg.wasm` into the folder `out`.
pub fn bind(linked: &Path, out: &Path, npm: &Path, profile: Profile) -> anyhow::Result<()> {
    let release = profile == Profile::Release;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(linked)
        .out_name("orion")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(release)
        .remove_producers_section(release);
    bindgen.generate(out)?;
    if release {
        let wasm = out.join("orion_bg.wasm");
        let small = out.join("orion_bg.opt.wasm");
        // What rustc emits by default since 1.87 must be allowed by name.
        Command::new(npm.join("node_modules/.bin/wasm-opt"))
            .args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
            .args(["--enable-reference-types", "--enable-sign-ext", "--enable-mutable-globals"])
            .args(["--enable-multivalue"])
            .args([wasm.as_os_str(), "-o".as_ref(), small.as_os_str()])
            .run()?;
        fs::rename(small, wasm)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::workspace::Workspace;

    /// The version of `package` in Cargo.lock.
    fn locked(lock: &str, package: &str) -> String {
        let entry = lock
            .split("[[package]]")
            .find(|entry| entry.contains(&format!("name = \"{package}\"\n")))
            .unwrap();
        entry.split("version = \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The crates under `frontend`, as cargo resolves them for the browser.
    fn tree(args: &[&str]) -> String {
        let browser = ["tree", "--package", "frontend", "--target", super::WASM_TARGET, "--prefix", "none"];
        let edges = ["--edges", "normal,no-proc-macro", "--format", "{lib}", "--locked", "--offline"];
        Workspace::find().unwrap().cargo(&browser).args(edges).args(args).read().unwrap().replace(" (*)", "")
    }

    #[test]
    fn the_binding_generator_has_the_very_version_of_wasm_bindgen() {
        let lock = fs::read_to_string(Workspace::find().unwrap().root.join("Cargo.lock")).unwrap();
        assert_eq!(locked(&lock, "wasm-bindgen"), locked(&lock, "wasm-bindgen-cli-support"));
    }

    #[test]
    fn nothing_of_the_server_gets_into_the_browser() {
        let browser = tree(&[]);
        assert!(browser.lines().any(|name| name == "leptos"), "no tree: {browser}");
        let servers = [
            "axum",
            "chrono",
            "chrono_tz",
            "garde",
            "hub",
            "hyper",
            "i18n",
            "leptos_router",
            "phonenumber",
            "reqwest",
            "rust_decimal",
            "sqlx",
            "store",
            "tokio",
            "ui",
        ];
        let strays: Vec<_> = browser.lines().filter(|name| servers.contains(name)).collect();
        assert!(strays.is_empty(), "{strays:?} would be sent to every browser");
    }

    /// Leptos reads its server's configuration by regular expressions; in the browser the linker drops that code.
    #[test]
    fn only_leptos_itself_asks_for_regex() {
        let users = tree(&["--invert", "regex", "--depth", "1"]);
        assert_eq!(users.lines().collect::<Vec<_>>(), ["regex", "leptos_config"]);
    }
}
