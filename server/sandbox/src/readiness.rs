//! Orders that stand just before something that the merchant does.

use crate::error::Error;
use crate::options::Platform;
use crate::order::Invoice;
use crate::shop::Shop;
use crate::tiktok_shop;

impl Shop {
    /// Makes a paid order one that its merchant can ship at once: Magalu and TikTok Shop want its fiscal
    /// document first.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn make_ready_to_ship(&self, id: u64) -> Result<(), Error> {
        let now = self.now();
        let needs_invoice = matches!(self.platform(), Platform::Magalu | Platform::TiktokShop);
        self.edit(id, true, |order| {
            order.own_delivery = true;
            if needs_invoice {
                order.invoices.push(invoice(now));
            }
            Ok(())
        })
    }

    /// Makes a paid order one whose label the platform prints: Mercado Livre wants its fiscal document
    /// first, TikTok Shop wants to know how it is handed over.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn make_ready_to_label(&self, id: u64) -> Result<(), Error> {
        let now = self.now();
        let is_handed_over = self.platform() == Platform::TiktokShop;
        self.edit(id, true, |order| {
            order.own_delivery = false;
            order.invoices.push(invoice(now));
            if is_handed_over {
                order.shipments.push(tiktok_shop::handed_over(order, now));
            }
            Ok(())
        })
    }
}

fn invoice(at: i64) -> Invoice {
    Invoice {
        access_key: "35261111222333000181550010000012341123456787".into(),
        place: String::new(),
        accepted: Some(true),
        at,
    }
}
