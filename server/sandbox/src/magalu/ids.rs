//! Keys that look like random UUIDs and lead back to their order.

use crate::draw::Draw;

/// The one sales channel.
pub(super) const CHANNEL: &str = "5f68b9c0-0000-4000-8000-000000000001";

pub(super) fn order(id: u64) -> String {
    uuid(id, 0)
}

/// Of the parcel at `place`, counted from 0.
pub(super) fn delivery(order: u64, place: usize) -> String {
    uuid(order, place as u64 + 1)
}

/// 60 bits of the order's number and 12 of its part; the rest only looks like something.
fn uuid(id: u64, part: u64) -> String {
    let (low, middle, high) = (id & 0xFFFF_FFFF, (id >> 32) & 0xFFFF, (id >> 48) & 0xFFF);
    let rest = Draw::new(id, 0xD1 + part).hex(12);
    format!("{low:08x}-{middle:04x}-4{part:03x}-8{high:03x}-{rest}")
}

/// The number of the order that a key names.
pub(super) fn order_of(key: &str) -> Option<u64> {
    parsed(key).filter(|(_, part)| *part == 0).map(|(id, _)| id)
}

/// The number of the order, and the place of the parcel.
pub(super) fn delivery_of(key: &str) -> Option<(u64, usize)> {
    let (id, part) = parsed(key)?;
    Some((id, usize::try_from(part.checked_sub(1)?).ok()?))
}

fn parsed(key: &str) -> Option<(u64, u64)> {
    let bits = |from, to| u64::from_str_radix(key.get(from..to)?, 16).ok();
    let (low, middle, part, high) = (bits(0, 8)?, bits(9, 13)?, bits(15, 18)?, bits(20, 23)?);
    let id = high << 48 | middle << 32 | low;
    (uuid(id, part) == key).then_some((id, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_back_to_what_it_names_and_nothing_else_does() {
        let id = 1_423_660_958_093_001;
        assert_eq!(order_of(&order(id)), Some(id));
        assert_eq!(delivery_of(&delivery(id, 1)), Some((id, 1)));
        assert_eq!((order_of(&delivery(id, 0)), delivery_of(&order(id))), (None, None));
        for text in
            ["", "7b2d8b0c", "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a", "ção-ção-ção-ção-ção-ção-ção-ção"]
        {
            assert_eq!(order_of(text), None, "{text}");
        }
    }
}
