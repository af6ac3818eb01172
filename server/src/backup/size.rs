//! Sizes for people at a terminal.

/// `12.3 MB`; powers of 1,000, as disks are sold.
pub fn human(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1_000 {
        return format!("{bytes} bytes");
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_digit_after_the_point() {
        let told = [999, 1_000, 12_345_678, 5_000_000_000_000_000].map(human);
        assert_eq!(told, ["999 bytes", "1.0 kB", "12.3 MB", "5000.0 TB"]);
    }
}
