#![no_main]

#[path = "../shared/transform.rs"]
mod transform;

libfuzzer_sys::fuzz_target!(|data: &[u8]| transform::run(data));
