//! Turns `locales/<tag>/<area>.ftl` into `$OUT_DIR/texts.rs`. What is wrong with the texts is listed all at
//! once, as build errors that name the file and the key.

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/emit.rs"]
mod emit;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=locales");
    match catalogue::load(Path::new("locales")) {
        Ok(areas) => {
            let out = std::env::var("OUT_DIR")?;
            std::fs::write(Path::new(&out).join("texts.rs"), emit::rust(&areas))?;
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
        }
    }
    Ok(())
}
