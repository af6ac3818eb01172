use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds of a step.
const STEP: u64 = 30;

/// The code that an app with this secret shows so many steps from now. Never asked so close to the end of a step that the next line of
/// a test would be in another one.
pub fn code_of(secret: &str, steps: i64) -> String {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let left = Duration::from_secs(STEP)
        - Duration::from_millis((now().as_millis() % u128::from(STEP * 1000)) as u64);
    if left < Duration::from_secs(5) {
        std::thread::sleep(left);
    }
    let bare: String = secret.chars().filter(|sign| !sign.is_whitespace()).collect();
    let secret = totp_rs::Secret::try_from_base32(bare).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(now().as_secs().saturating_add_signed(steps * 30)).to_string()
}
