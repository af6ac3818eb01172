//! Orders made from (seed, slot): nothing but times and status is stored, the rest is drawn again when read.

mod documents;
mod goods;
mod people;
mod places;

pub(crate) use documents::punctuated;

use std::ops::Range;

use crate::draw::Draw;
use crate::options::Platform;
use crate::order::{Coupon, Fee, Order, Payment, Refund, Shipping, Text, part_id};
use crate::time::DAY;

/// What a shop's history is drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    pub platform: Platform,
    pub seed: u64,
    /// Orders of the history, spread over `from` to `until`.
    pub orders: u32,
    pub lines: (u32, u32),
    pub from: i64,
    pub until: i64,
    /// What lies behind this has not happened yet. After `until`, orders go on at the same pace up to it.
    pub now: i64,
}

/// The part of an order that the index needs, cheap to draw.
pub(crate) struct Outline {
    pub created: i64,
    pub modified: i64,
    pub paid: Option<i64>,
    pub completed: Option<i64>,
    pub status: &'static str,
    pub payment: Payment,
}

const MINUTE: i64 = 60;

impl Generator {
    /// Slots of the orders made so far. One that has not had its whole turn comes later, so that its time
    /// is the same whenever it is seen.
    pub(crate) fn len(&self) -> u32 {
        let (span, since) = (i128::from(self.until - self.from).max(1), i128::from(self.now - self.until));
        self.orders.saturating_add((since.max(0) * i128::from(self.orders) / span) as u32)
    }

    /// The platform's id of a slot: rising, with gaps, and reversible.
    pub(crate) fn id(&self, slot: u32) -> u64 {
        let (base, step) = self.numbering();
        base + u64::from(slot) * step + Draw::new(self.seed, u64::from(slot)).below(step)
    }

    /// The slot that would hold `id`; the caller checks that it really does.
    pub(crate) fn slot(&self, id: u64) -> Option<u32> {
        let (base, step) = self.numbering();
        let slot = u32::try_from(id.checked_sub(base)? / step).ok()?;
        (self.id(slot) == id).then_some(slot)
    }

    fn numbering(&self) -> (u64, u64) {
        match self.platform {
            Platform::Woocommerce => (1000, 3),
            Platform::Shopify => (6_000_000_000_000, 32_768),
            Platform::Mercadolivre => (2_000_010_000_000_000, 8_192),
            Platform::Magalu => (1_423_660_000_000_000, 4_096),
            Platform::TiktokShop => (577_400_000_000_000_000, 65_536),
            // It has no orders.
            Platform::GoogleSheets => (1, 1),
        }
    }

    /// The orders that were bought together with that of the slot. Mercado Livre makes one of each product in
    /// a cart. Only the history has carts: the orders of one are all there at once.
    pub(crate) fn purchase(&self, slot: u32) -> Range<u32> {
        const BLOCK: u32 = 4;
        let alone = slot..slot.saturating_add(1);
        let start = slot / BLOCK * BLOCK;
        if self.platform != Platform::Mercadolivre || start.saturating_add(BLOCK) > self.orders {
            return alone;
        }
        let mut draw = Draw::new(self.seed ^ 0xCA27, u64::from(start));
        let size = [2, 2, 3, 1, 1, 1, 1, 1][draw.below(8) as usize];
        let first = start + draw.below(u64::from(BLOCK - size + 1)) as u32;
        let cart = first..first + size;
        if cart.contains(&slot) { cart } else { alone }
    }

    pub(crate) fn outline(&self, slot: u32) -> Outline {
        let slot = self.purchase(slot).start;
        let mut draw = Draw::new(self.seed ^ 0x0071_3E5A, u64::from(slot));
        let created = self.created(slot, &mut draw);
        let payment = match draw.below(100) {
            0..45 => Payment::Pix,
            45..60 => Payment::Boleto,
            60..97 => Payment::Card,
            _ => Payment::OnDelivery,
        };
        let wait = match payment {
            Payment::Pix => draw.between(MINUTE, 20 * MINUTE),
            Payment::Boleto => draw.between(DAY / 2, 3 * DAY),
            Payment::Card | Payment::OnDelivery => draw.between(5, 90),
        };
        let paid = created + wait;
        let shipped = paid + draw.between(DAY, 8 * DAY);
        let unpaid = if payment == Payment::Boleto { "on-hold" } else { "pending" };
        // An event that would lie ahead has not happened yet.
        let (status, paid, completed, modified) = match draw.below(100) {
            0..4 => (unpaid, None, None, created),
            4..9 => ("cancelled", None, None, paid),
            9..12 => ("failed", None, None, paid),
            _ if paid > self.now => (unpaid, None, None, created),
            _ if payment == Payment::OnDelivery && shipped > self.now => ("processing", None, None, created),
            12..15 if shipped <= self.now => ("refunded", Some(paid), None, shipped),
            15..17 => ("em-separacao", Some(paid), None, paid + MINUTE),
            17..19 => ("enviado", Some(paid), None, paid + MINUTE),
            19..30 => ("processing", Some(paid), None, paid),
            _ if shipped > self.now => ("processing", Some(paid), None, paid),
            _ => ("completed", Some(paid), Some(shipped), shipped),
        };
        Outline { created, modified: modified.min(self.now), paid, completed, status, payment }
    }

    /// Slots beyond what was generated belong to orders added later; their time is set by the caller.
    fn created(&self, slot: u32, draw: &mut Draw) -> i64 {
        let span = (self.until - self.from).max(0) as i128;
        let count = i128::from(self.orders.max(1));
        let start = self.from + (span * i128::from(slot) / count) as i64;
        let gap = (span / count) as u64;
        (start + draw.below(gap.max(1)) as i64).min(self.now)
    }

    pub(crate) fn order(&self, slot: u32) -> Order {
        let outline = self.outline(slot);
        let mut draw = Draw::new(self.seed ^ 0x0D0C_5EED, u64::from(slot));
        let id = self.id(slot);
        let first = self.purchase(slot).start;
        let (mut buyer, mut address) = self.buyer(slot, &mut draw);
        if first != slot {
            (buyer, address) = self.buyer(first, &mut Draw::new(self.seed ^ 0x0D0C_5EED, u64::from(first)));
        }
        let (low, high) = if self.platform == Platform::Mercadolivre { (1, 1) } else { self.lines };
        let count = draw.between(i64::from(low), i64::from(high)) as u64;
        let lines = (0..count).map(|k| goods::line(&mut draw, part_id(id, k + 1))).collect();
        let shipping = (!draw.percent(3)).then(|| {
            let (title, low, high) =
                *draw.pick(&[("PAC", 1200, 3500), ("SEDEX", 2200, 6900), ("Frete grátis", 0, 0)]);
            Shipping { title: title.into(), total: draw.between(low, high) }
        });
        let mut order = Order {
            slot,
            id,
            created: outline.created,
            modified: outline.modified,
            paid: outline.paid,
            completed: outline.completed,
            cancelled: (outline.status == "cancelled").then_some(outline.modified),
            status: outline.status.into(),
            payment: outline.payment,
            transaction: format!("E{:08}{}", draw.below(100_000_000), draw.hex(8)),
            buyer,
            address,
            lines,
            // One parcel for all of a cart.
            shipping: shipping.filter(|_| first == slot),
            coupon: None,
            fee: None,
            refunds: Vec::new(),
            own_delivery: false,
            shipments: Vec::new(),
            invoices: Vec::new(),
            cancel_reason: None,
            note: people::note(&mut draw),
            tags: if draw.percent(10) { vec!["vip".into(), "atacado".into()] } else { Vec::new() },
            meta: Vec::new(),
            remarks: Vec::new(),
            test: draw.percent(1) && self.platform == Platform::Shopify,
            overlay: None,
        };
        self.price(&mut order, &mut draw);
        order
    }

    fn buyer(&self, slot: u32, draw: &mut Draw) -> (crate::order::Buyer, crate::order::Address) {
        let pool = u64::from(self.orders / 3).max(1);
        let known = draw.below(pool);
        if draw.percent(65) {
            let (mut buyer, address) = people::person(self.seed, known);
            buyer.customer = known + 1;
            return (buyer, address);
        }
        // A guest may well be someone who has an account.
        let key = if draw.percent(20) { known } else { pool + u64::from(slot) };
        people::person(self.seed, key)
    }

    fn price(&self, order: &mut Order, draw: &mut Draw) {
        let goods = order.goods();
        if draw.percent(15) {
            let code: Text = (*draw.pick(&["bemvindo", "volta10", "frete&amor"])).into();
            order.spread_discount(goods * draw.between(5, 20) / 100);
            order.coupon = Some(Coupon { code, discount: order.discount() });
        }
        // Shopify has no fee lines; there a Pix discount is an ordinary one.
        if order.payment == Payment::Pix && self.platform == Platform::Woocommerce && draw.percent(40) {
            order.fee = Some(Fee { name: "Desconto Pix 5%".into(), total: -(order.goods() * 5 / 100) });
        } else if self.platform == Platform::Woocommerce && draw.percent(4) {
            order.fee = Some(Fee { name: "Embalagem para presente".into(), total: 790 });
        }
        if draw.percent(2) {
            for line in &mut order.lines {
                line.tax = line.total / 10;
            }
        }
        let partly = order.status == "completed" && draw.percent(4);
        if order.status == "refunded" || partly {
            let whole = order.total();
            let amount = if partly { (whole / 3).max(1) } else { whole };
            order.refunds.push(Refund {
                id: part_id(order.id, 900),
                reason: (*draw.pick(&["Arrependimento", "Produto com defeito", ""])).into(),
                amount,
                created: order.modified,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generator() -> Generator {
        Generator {
            platform: Platform::Woocommerce,
            seed: 7,
            orders: 3000,
            lines: (1, 5),
            from: 1_700_000_000,
            until: 1_730_000_000,
            now: 1_730_000_000,
        }
    }

    #[test]
    fn the_same_seed_and_slot_give_the_same_order() {
        let (a, b) = (generator(), generator());
        for slot in [0, 1, 17, 2999] {
            assert_eq!(format!("{:?}", a.order(slot)), format!("{:?}", b.order(slot)));
        }
        assert_ne!(a.order(1).transaction, a.order(2).transaction);
    }

    #[test]
    fn ids_rise_and_lead_back_to_their_slot() {
        let generator = generator();
        let ids: Vec<u64> = (0..3000).map(|slot| generator.id(slot)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().enumerate().all(|(slot, id)| generator.slot(*id) == Some(slot as u32)));
    }

    #[test]
    fn parts_sum_up_and_times_stay_inside_the_range() {
        let generator = generator();
        let mut last = 0;
        for order in (0..3000).map(|slot| generator.order(slot)) {
            assert!(order.created >= last && order.modified >= order.created);
            assert!(order.modified <= generator.until);
            last = order.created;
            assert!(order.total() > 0 && order.refunded() <= order.total());
            let discount = order.coupon.as_ref().map_or(0, |coupon| coupon.discount);
            assert_eq!(order.discount(), discount);
            assert!(order.lines.iter().all(|line| line.total >= 0 && line.total <= line.subtotal));
        }
    }

    #[test]
    fn a_history_goes_on_and_what_it_held_stays_the_same_order() {
        let before = generator();
        let after = Generator { now: before.until + 30 * DAY, ..generator() };
        let pace = (before.until - before.from) / i64::from(before.orders);
        assert_eq!(before.len(), before.orders);
        assert_eq!(i64::from(after.len() - before.len()), 30 * DAY / pace);
        for slot in 0..before.len() {
            let (old, new) = (before.order(slot), after.order(slot));
            assert_eq!((old.id, old.created, old.total()), (new.id, new.created, new.total()));
            assert_eq!(old.buyer.email, new.buyer.email);
            // What changed did so after the last look at the shop, so that a later look finds it.
            assert!(old.status == new.status && old.modified == new.modified || new.modified >= before.now);
        }
        let last = after.order(after.len() - 1);
        assert!(last.created <= after.now && last.created > after.now - 2 * pace);
    }

    #[test]
    fn a_history_holds_every_kind_of_order() {
        let generator = generator();
        let orders: Vec<Order> = (0..3000).map(|slot| generator.order(slot)).collect();
        for status in
            ["pending", "on-hold", "processing", "completed", "cancelled", "failed", "refunded", "enviado"]
        {
            assert!(orders.iter().any(|order| order.status == status), "no {status}");
        }
        assert!(orders.iter().any(|order| order.buyer.customer == 0));
        assert!(orders.iter().flat_map(|order| &order.lines).any(|line| line.sku.is_none()));
        assert!(orders.iter().any(|o| o.status == "completed" && !o.refunds.is_empty()));
        assert!(orders.iter().any(Order::is_company));
    }
}
