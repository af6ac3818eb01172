//! Files compressed once, at their best, so that the server never compresses them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use brotli::{CompressorWriter, enc::BrotliEncoderParams};
use flate2::{Compression, write::GzEncoder};

/// Writes `<file>.br` and `<file>.gz` beside `file`, unless it is a format that is compressed in itself.
pub fn beside(file: &Path) -> anyhow::Result<()> {
    if !is_compressed(file) {
        let content = fs::read(file)?;
        let [br, gz] = names(file);
        fs::write(br, brotli(&content)?)?;
        fs::write(gz, gzip(&content)?)?;
    }
    Ok(())
}

/// Whether [`beside`] has nothing left to write for `file`, as long as that did not change.
pub fn is_beside(file: &Path) -> bool {
    is_compressed(file) || names(file).iter().all(|name| name.is_file())
}

/// Takes away what [`beside`] wrote.
pub fn remove_beside(file: &Path) -> anyhow::Result<()> {
    for name in names(file).iter().filter(|name| name.is_file()) {
        fs::remove_file(name)?;
    }
    Ok(())
}

fn names(file: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|kind| PathBuf::from(format!("{}.{kind}", file.display())))
}

fn is_compressed(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "woff2" || kind == "png")
}

/// `content` by gzip's best level: what the size budgets count.
pub fn gzip(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

fn brotli(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let params =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut writer = CompressorWriter::with_params(Vec::new(), 64 * 1024, &params);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}
