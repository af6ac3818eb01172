//! HMAC-SHA256, and its comparison in constant time.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The 32 bytes of the MAC of `parts`, one after the other.
pub fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    keyed(key, parts).finalize().into_bytes().into()
}

/// Whether `claimed` is the MAC of `parts`; takes the same time wherever they differ.
pub fn is_mac_of(claimed: &[u8], key: &[u8], parts: &[&[u8]]) -> bool {
    keyed(key, parts).verify_slice(claimed).is_ok()
}

fn keyed(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes keys of any length");
    };
    for part in parts {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 2.
    #[test]
    fn the_mac_is_the_standard_one() {
        let expected = [
            0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xc7,
            0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27, 0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43,
        ];
        let parts: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
        assert_eq!(mac(b"Jefe", &parts), expected);
        assert!(is_mac_of(&expected, b"Jefe", &parts));
        assert!(!is_mac_of(&expected[..31], b"Jefe", &parts));
        assert!(!is_mac_of(&expected, b"jefe", &parts));
    }
}
