//! Writes the kitchen sink as a static page: `cargo run -p ui --example kitchen_sink -- <file> [light|dark]`.
//! Serve it from a folder that also holds `style/` and `pkg/fonts/`.

use std::env::args;
use std::io::{Error, Result};

use leptos::prelude::*;

fn main() -> Result<()> {
    let file = args().nth(1).ok_or_else(|| Error::other("which file?"))?;
    let theme = args().nth(2).unwrap_or_else(|| "light".to_owned());
    let body = Owner::new().with(|| ui::KitchenSink().to_html());
    let page = format!(
        "<!DOCTYPE html><html lang=\"pt-BR\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Orion</title>\
         <link rel=\"stylesheet\" href=\"/style/main.css\">\
         <link rel=\"stylesheet\" href=\"/style/paper.css\" media=\"print\"></head><body>{body}</body></html>"
    );
    std::fs::write(file, page)
}
