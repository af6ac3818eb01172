//! Makes UTF-8 of what a source has.

use super::format::Encoding;
use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Makes UTF-8 of parts of a source, which may end inside of a character. UTF-8 itself stays as it is.
pub(super) struct Decode {
    /// None for UTF-8.
    decoder: Option<Decoder>,
}

impl Decode {
    pub fn new(encoding: Encoding) -> Self {
        let of = match encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(WINDOWS_1252),
            Encoding::Utf16Le => Some(UTF_16LE),
            Encoding::Utf16Be => Some(UTF_16BE),
        };
        Self { decoder: of.map(encoding_rs::Encoding::new_decoder_with_bom_removal) }
    }

    /// Whether bytes have to be changed at all.
    pub fn is_needed(&self) -> bool {
        self.decoder.is_some()
    }

    /// Adds the text of `bytes` to `text`.
    pub fn append(&mut self, mut bytes: &[u8], text: &mut Vec<u8>, last: bool) {
        let Some(decoder) = &mut self.decoder else {
            text.extend_from_slice(bytes);
            return;
        };
        loop {
            let room =
                decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len().saturating_mul(3) + 16);
            let before = text.len();
            text.resize(before + room, 0);
            let (result, read, written, _) = decoder.decode_to_utf8(bytes, &mut text[before..], last);
            text.truncate(before + written);
            bytes = bytes.get(read..).unwrap_or_default();
            if matches!(result, CoderResult::InputEmpty) {
                return;
            }
        }
    }
}
