//! An order as `wc/v3` writes it, with the fields of the "Brazilian Market" plugin.

use serde_json::{Map, Value};

use crate::generate::punctuated;
use crate::http::Request;
use crate::json::Json;
use crate::order::{Document, Line, Order, Payment, Refund};
use crate::time::SHOP_OFFSET;

use super::fulfilments;

/// What `_fields` asks for; nested names (`billing.email`) are pruned after rendering.
pub(super) struct Fields(Vec<Vec<String>>);

impl Fields {
    pub(super) const fn all() -> Self {
        Self(Vec::new())
    }

    pub(super) fn read(request: &Request) -> Self {
        let listed = request.param("_fields").unwrap_or_default().split(',').map(str::trim);
        let path = |name: &str| name.split('.').map(str::to_owned).collect();
        Self(listed.filter(|name| !name.is_empty()).map(path).collect())
    }

    fn wants(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|path| path[0] == name)
    }

    pub(super) fn are_all(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn nested(&self) -> bool {
        self.0.iter().any(|path| path.len() > 1)
    }

    pub(super) fn prune(&self, value: &mut Value) {
        if !self.0.is_empty() {
            let paths: Vec<&[String]> = self.0.iter().map(Vec::as_slice).collect();
            keep(value, &paths);
        }
    }
}

fn keep(value: &mut Value, paths: &[&[String]]) {
    if paths.iter().any(|path| path.is_empty()) {
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| keep(item, paths)),
        Value::Object(map) => {
            let mut kept = Map::new();
            for (name, mut inner) in std::mem::take(map) {
                let below: Vec<&[String]> =
                    paths.iter().filter(|path| path[0] == name).map(|path| &path[1..]).collect();
                if !below.is_empty() {
                    keep(&mut inner, &below);
                    kept.insert(name, inner);
                }
            }
            *map = kept;
        }
        _ => {}
    }
}

struct Writer<'w> {
    json: &'w mut Json,
    fields: &'w Fields,
}

impl Writer<'_> {
    fn put(&mut self, name: &str, write: impl FnOnce(&mut Json)) {
        if self.fields.wants(name) {
            write(self.json.key(name));
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.put(name, |j| j.str(text));
    }

    fn cents(&mut self, name: &str, cents: i64) {
        self.put(name, |j| j.cents(cents));
    }

    /// The site-local time under `name` and the UTC one under `name_gmt`.
    fn instant(&mut self, name: &str, name_gmt: &str, at: Option<i64>) {
        self.put(name, |j| j.stamp_or_null(at.map(|at| at + SHOP_OFFSET), ""));
        self.put(name_gmt, |j| j.stamp_or_null(at, ""));
    }
}

fn method(payment: Payment) -> (&'static str, &'static str) {
    match payment {
        Payment::Pix => ("pix", "Pix"),
        Payment::Boleto => ("boleto", "Boleto bancário"),
        Payment::Card => ("credit_card", "Cartão de crédito"),
        Payment::OnDelivery => ("cod", "Pagamento na entrega"),
    }
}

pub(super) fn order(json: &mut Json, order: &Order, fields: &Fields, base: &str) {
    json.open(b'{');
    let mut w = Writer { json, fields };
    w.put("id", |j| j.int(order.id as i64));
    w.put("parent_id", |j| j.int(0));
    w.text("status", &order.status);
    w.text("currency", "BRL");
    w.text("version", "11.0.1");
    w.put("prices_include_tax", |j| j.bool(false));
    w.instant("date_created", "date_created_gmt", Some(order.created));
    w.instant("date_modified", "date_modified_gmt", Some(order.modified));
    w.cents("discount_total", order.discount());
    w.cents("discount_tax", 0);
    w.cents("shipping_total", order.freight());
    w.cents("shipping_tax", 0);
    w.cents("cart_tax", order.tax());
    w.cents("total", order.total());
    w.cents("total_tax", order.tax());
    w.put("customer_id", |j| j.int(order.buyer.customer as i64));
    w.text("order_key", &format!("wc_order_{:013x}", order.id));
    w.put("billing", |j| address(j, order, true));
    w.put("shipping", |j| address(j, order, false));
    let (slug, title) = method(order.payment);
    w.text("payment_method", slug);
    w.text("payment_method_title", title);
    w.text("transaction_id", if order.paid.is_some() { &order.transaction } else { "" });
    w.text("customer_ip_address", &order.buyer.ip);
    w.text("customer_user_agent", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36");
    w.text("created_via", "checkout");
    w.text("customer_note", &order.note);
    w.instant("date_completed", "date_completed_gmt", order.completed);
    w.instant("date_paid", "date_paid_gmt", order.paid);
    w.text("cart_hash", "");
    w.text("number", &order.id.to_string());
    w.put("meta_data", |j| meta(j, order));
    w.put("line_items", |j| j.array(|j| order.lines.iter().for_each(|item| line(j, item))));
    w.put("tax_lines", |j| taxes(j, order));
    w.put("shipping_lines", |j| shipping(j, order));
    w.put("fee_lines", |j| fees(j, order));
    w.put("coupon_lines", |j| coupons(j, order));
    w.put("refunds", |j| {
        j.array(|j| {
            for refund in &order.refunds {
                j.object(|j| {
                    j.key("id").int(refund.id as i64);
                    j.key("reason").str(&refund.reason);
                    j.key("total").cents(-refund.amount);
                });
            }
        });
    });
    let unpaid = matches!(&*order.status, "pending" | "failed");
    w.put("payment_url", |j| j.str(&format!("{base}/checkout/order-pay/{}/?pay_for_order=true", order.id)));
    w.put("is_editable", |j| j.bool(matches!(&*order.status, "pending" | "on-hold")));
    w.put("needs_payment", |j| j.bool(unpaid));
    w.put("needs_processing", |j| j.bool(true));
    w.text("currency_symbol", "R$");
    json.close(b'}');
}

fn address(j: &mut Json, order: &Order, billing: bool) {
    let (buyer, address) = (&order.buyer, &order.address);
    j.object(|j| {
        let mut put = |name, text: &str| j.key(name).str(text);
        put("first_name", &buyer.first);
        put("last_name", &buyer.last);
        put("company", &buyer.company);
        put("address_1", &address.street);
        put("address_2", &address.complement);
        put("city", &address.city);
        put("state", &address.state);
        put("postcode", &address.postcode);
        put("country", "BR");
        if billing {
            put("email", &buyer.email);
        }
        put("phone", if billing { &buyer.phone } else { "" });
        put("number", &address.number);
        put("neighborhood", &address.district);
        if billing {
            let number = punctuated(&buyer.document);
            let (kind, cpf, cnpj) = match buyer.document {
                Document::Cpf(_) => ("F", number.as_str(), ""),
                Document::Cnpj(_) => ("J", "", number.as_str()),
            };
            put("persontype", kind);
            put("cpf", cpf);
            put("rg", "");
            put("cnpj", cnpj);
            put("ie", "");
            put("cellphone", &buyer.phone);
        }
    });
}

/// Values of several JSON types, as plugins leave them.
fn meta(j: &mut Json, order: &Order) {
    let id = order.id as i64 * 1000;
    j.array(|j| {
        let mut put = |at: i64, key: &str, write: &dyn Fn(&mut Json)| {
            j.object(|j| {
                j.key("id").int(id + at);
                j.key("key").str(key);
                write(j.key("value"));
            });
        };
        put(1, "is_vat_exempt", &|j| j.str("no"));
        put(2, "_billing_persontype", &|j| j.str(if order.is_company() { "2" } else { "1" }));
        put(3, "_gateway_ref", &|j| {
            j.object(|j| {
                j.key("nsu").int(id % 1_000_003);
                j.key("parcelas").array(|j| j.int(1));
            });
        });
        if let Some(status) = fulfilments::status(order) {
            put(4, "_fulfillment_status", &|j| j.str(status));
        }
        for (at, (key, value)) in order.meta.iter().enumerate() {
            put(5 + at as i64, key, &|j| j.raw(value.to_string().as_bytes()));
        }
    });
}

fn line(j: &mut Json, line: &Line) {
    let (product, variation) = line.product.unwrap_or_default();
    j.object(|j| {
        j.key("id").int(line.id as i64);
        if line.variant.is_empty() {
            j.key("name").str(&line.name);
        } else {
            j.key("name").str(&format!("{} - {}", line.name, line.variant));
        }
        j.key("product_id").int(product as i64);
        j.key("variation_id").int(variation as i64);
        j.key("quantity").int(line.quantity);
        j.key("tax_class").str("");
        j.key("subtotal").cents(line.subtotal);
        j.key("subtotal_tax").cents(line.tax);
        j.key("total").cents(line.total);
        j.key("total_tax").cents(line.tax);
        j.key("taxes").array(|j| {
            if line.tax != 0 {
                j.object(|j| {
                    j.key("id").int(1);
                    j.key("total").cents(line.tax);
                    j.key("subtotal").str("");
                });
            }
        });
        j.key("meta_data").array(|j| {
            if !line.variant.is_empty() {
                j.object(|j| {
                    j.key("id").int(line.id as i64 * 10);
                    j.key("key").str("pa_opcao");
                    j.key("value").str(&line.variant.to_lowercase());
                    j.key("display_key").str("Opção");
                    j.key("display_value").str(&line.variant);
                });
            }
        });
        match &line.sku {
            Some(sku) => j.key("sku").str(sku),
            // A product without SKU has an empty one; a product that is gone has none.
            None if line.product.is_some() => j.key("sku").str(""),
            None => j.key("sku").null(),
        }
        j.key("price").unit_price(line.total, line.quantity);
        j.key("image").object(|j| {
            if product == 0 {
                j.key("id").str("");
            } else {
                j.key("id").int(product as i64 + 9000);
            }
            j.key("src").str("");
        });
        if variation == 0 {
            j.key("parent_name").null();
        } else {
            j.key("parent_name").str(&line.name);
        }
    });
}

fn taxes(j: &mut Json, order: &Order) {
    j.array(|j| {
        if order.tax() != 0 {
            j.object(|j| {
                j.key("id").int(order.id as i64 * 1000 + 700);
                j.key("rate_code").str("BR-IMPOSTO-1");
                j.key("rate_id").int(1);
                j.key("label").str("Imposto");
                j.key("compound").bool(false);
                j.key("tax_total").cents(order.tax());
                j.key("shipping_tax_total").cents(0);
                j.key("rate_percent").int(10);
                j.key("meta_data").array(|_| ());
            });
        }
    });
}

fn shipping(j: &mut Json, order: &Order) {
    j.array(|j| {
        if let Some(shipping) = &order.shipping {
            j.object(|j| {
                j.key("id").int(order.id as i64 * 1000 + 800);
                j.key("method_title").str(&shipping.title);
                j.key("method_id").str(if shipping.total == 0 { "free_shipping" } else { "correios" });
                j.key("instance_id").str("3");
                j.key("total").cents(shipping.total);
                j.key("total_tax").cents(0);
                j.key("taxes").array(|_| ());
                j.key("meta_data").array(|_| ());
            });
        }
    });
}

fn fees(j: &mut Json, order: &Order) {
    j.array(|j| {
        if let Some(fee) = &order.fee {
            j.object(|j| {
                j.key("id").int(order.id as i64 * 1000 + 810);
                j.key("name").str(&fee.name);
                j.key("tax_class").str("");
                j.key("tax_status").str("taxable");
                j.key("amount").str("");
                j.key("total").cents(fee.total);
                j.key("total_tax").cents(0);
                j.key("taxes").array(|_| ());
                j.key("meta_data").array(|_| ());
            });
        }
    });
}

fn coupons(j: &mut Json, order: &Order) {
    j.array(|j| {
        if let Some(coupon) = &order.coupon {
            j.object(|j| {
                j.key("id").int(order.id as i64 * 1000 + 820);
                j.key("code").str(&coupon.code);
                // One decimal where the cents allow it: seen on real shops.
                j.key("discount").short_cents(coupon.discount);
                j.key("discount_tax").cents(0);
                j.key("meta_data").array(|_| ());
            });
        }
    });
}

/// A refund as its own resource: `amount` is positive here, unlike in the order.
pub(super) fn refund(j: &mut Json, refund: &Refund) {
    j.object(|j| {
        j.key("id").int(refund.id as i64);
        j.key("date_created").stamp(refund.created + SHOP_OFFSET, "");
        j.key("date_created_gmt").stamp(refund.created, "");
        j.key("amount").cents(refund.amount);
        j.key("reason").str(&refund.reason);
        j.key("refunded_by").int(1);
        j.key("refunded_payment").bool(false);
        j.key("meta_data").array(|_| ());
        j.key("line_items").array(|_| ());
    });
}
