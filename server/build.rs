//! How the program is linked.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |what| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        // What is to be written at the start, 120,000 addresses, in bits instead of 24 bytes each: 3 MiB less of the file to read
        // and to keep in memory. Needs glibc 2.36, and a linker of 2022; an older one says so and goes on without.
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
