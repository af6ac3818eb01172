//! Buyers and addresses that a channel showed once and hides later: what it does not show any more stays as it was.

use super::{Address, Buyer, OrderContent, batch::Write};
use crate::{OrgTx, StoreError, orders::addresses_of};
use domain::OrderId;
use std::collections::HashMap;
use uuid::Uuid;

/// The orders of the batch of which something is hidden that is known here, with that filled in.
pub(super) async fn filled(
    tx: &mut OrgTx,
    writes: &[Write<'_>],
) -> Result<HashMap<OrderId, OrderContent>, StoreError> {
    let may_lack = |write: &&Write<'_>| !write.is_new && write.order.keeps_people && lacks(write.order);
    let lacking: HashMap<OrderId, &OrderContent> =
        writes.iter().filter(may_lack).map(|write| (write.id, write.order)).collect();
    if lacking.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = lacking.keys().map(|id| id.0).collect();
    let mut known = addresses(tx, &ids).await?;
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, buyer_name, buyer_company, buyer_email, buyer_phone, buyer_document
         from orders where org_id = $1 and id = any($2)",
        org.0,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let filled = rows.into_iter().filter_map(|row| {
        let id = OrderId(row.id);
        let mut order = OrderContent::clone(lacking.get(&id)?);
        let before = Buyer {
            name: row.buyer_name,
            company: row.buyer_company,
            email: row.buyer_email,
            phone: row.buyer_phone,
            document: row.buyer_document,
            ..Buyer::default()
        };
        fill_buyer(&mut order.buyer, before);
        fill_addresses(&mut order.addresses, known.remove(&id).unwrap_or_default());
        Some((id, order))
    });
    Ok(filled.collect())
}

fn lacks(order: &OrderContent) -> bool {
    let buyer = &order.buyer;
    let is_whole = |address: &Address| address.name.is_some() && address.street.is_some();
    buyer.name.is_empty()
        || buyer.email.is_none()
        || buyer.phone.is_none()
        || buyer.document.is_none()
        || order.addresses.is_empty()
        || !order.addresses.iter().all(is_whole)
}

/// How the person is known again is left as the channel shows it now: the customer is known by then. Whose tax number is hidden is not
/// called by another name: where a buyer is hidden, the name may be that of who receives.
fn fill_buyer(now: &mut Buyer, before: Buyer) {
    let is_hidden = now.name.is_empty() || now.document.is_none() && before.document.is_some();
    if is_hidden && !before.name.is_empty() {
        now.name = before.name;
        now.company = before.company.or(now.company.take());
    }
    fill(&mut now.email, before.email);
    fill(&mut now.phone, before.phone);
    fill(&mut now.document, before.document);
}

/// An address that goes elsewhere is another one, and takes nothing of what was here. One that is not shown any more stays.
fn fill_addresses(now: &mut Vec<Address>, before: Vec<Address>) {
    // Of two addresses so little may be left that they look the same.
    let is_one = matches!(&now[..], [one] if one.kind == "both" && one.street.is_none());
    if is_one && !before.iter().any(|known| known.kind == "both") {
        now.retain(|one| !before.iter().any(|known| may_be(known, one)));
    }
    for address in &mut *now {
        let same = before.iter().find(|known| known.kind == address.kind || known.kind == "both");
        let Some(known) = same.filter(|known| may_be(known, address)).cloned() else { continue };
        if address.street.is_none() {
            fill(&mut address.street, known.street);
            fill(&mut address.number, known.number);
            fill(&mut address.complement, known.complement);
            fill(&mut address.district, known.district);
            fill(&mut address.city, known.city);
            fill(&mut address.state, known.state);
            fill(&mut address.postal_code, known.postal_code);
            fill(&mut address.country, known.country);
            fill(&mut address.full_text, known.full_text);
        }
        fill(&mut address.name, known.name);
        fill(&mut address.phone, known.phone);
    }
    for mut known in before {
        let is_shown = |kind: &str| now.iter().any(|address| address.kind == kind || address.kind == "both");
        known.kind = match known.kind {
            "both" if is_shown("shipping") && is_shown("billing") => continue,
            "both" if is_shown("shipping") => "billing",
            "both" if is_shown("billing") => "shipping",
            kind if is_shown(kind) => continue,
            kind => kind,
        };
        now.push(known);
    }
}

/// Whether what both tell of the place does not speak against it.
fn may_be(known: &Address, address: &Address) -> bool {
    let agrees = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.trim().eq_ignore_ascii_case(b.trim()),
        _ => true,
    };
    agrees(&known.postal_code, &address.postal_code)
        && agrees(&known.city, &address.city)
        && agrees(&known.street, &address.street)
}

fn fill(now: &mut Option<String>, before: Option<String>) {
    if now.is_none() {
        *now = before;
    }
}

async fn addresses(tx: &mut OrgTx, orders: &[Uuid]) -> Result<HashMap<OrderId, Vec<Address>>, StoreError> {
    let mut known: HashMap<OrderId, Vec<Address>> = HashMap::new();
    for (order, address) in addresses_of(tx, orders).await? {
        known.entry(OrderId(order)).or_default().push(Address {
            kind: address.kind.code(),
            name: address.name,
            phone: address.phone,
            street: address.street,
            number: address.number,
            complement: address.complement,
            district: address.district,
            city: address.city,
            state: address.state,
            postal_code: address.postal_code,
            country: address.country,
            full_text: address.full_text,
        });
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(street: Option<&str>, postal_code: &str) -> Address {
        Address {
            kind: "shipping",
            street: street.map(str::to_owned),
            postal_code: Some(postal_code.to_owned()),
            ..Address::default()
        }
    }

    #[test]
    fn a_hidden_address_takes_what_was_shown_of_the_same_place_alone() {
        let known = Address {
            name: Some("Ana".into()),
            number: Some("10".into()),
            ..address(Some("Rua A"), "01001-000")
        };
        let mut hidden = vec![address(None, "01001-000")];
        fill_addresses(&mut hidden, vec![known.clone()]);
        assert_eq!(
            hidden.first().map(|a| (a.street.as_deref(), a.number.as_deref(), a.name.as_deref())),
            Some((Some("Rua A"), Some("10"), Some("Ana")))
        );
        let mut elsewhere = vec![address(None, "20000-000")];
        fill_addresses(&mut elsewhere, vec![known.clone()]);
        assert_eq!(elsewhere.first().and_then(|a| a.street.as_deref()), None);
        let mut moved = vec![address(Some("Rua B"), "01001-000")];
        fill_addresses(&mut moved, vec![known.clone()]);
        assert_eq!(moved.first().map(|a| (a.number.clone(), a.name.clone())), Some((None, None)));
        let mut none = Vec::new();
        fill_addresses(&mut none, vec![known]);
        assert_eq!(none.len(), 1);
    }

    #[test]
    fn both_addresses_stay_whatever_is_left_of_them() {
        let of = |kind, street: Option<&str>| Address { kind, ..address(street, "01001-000") };
        let known = || vec![of("billing", Some("Rua A")), of("shipping", Some("Rua B"))];
        let told = |now: Vec<Address>, before: Vec<Address>| {
            let mut now = now;
            fill_addresses(&mut now, before);
            now.sort_by_key(|one| one.kind);
            now.into_iter().map(|one| (one.kind, one.street.unwrap_or_default())).collect::<Vec<_>>()
        };
        let whole = vec![("billing", "Rua A".to_owned()), ("shipping", "Rua B".to_owned())];
        assert_eq!(told(vec![of("both", None)], known()), whole, "hidden, they look the same");
        assert_eq!(told(vec![of("shipping", None)], known()), whole, "one is not shown any more");
        assert_eq!(told(Vec::new(), known()), whole);
        let one = vec![of("both", Some("Rua A"))];
        let parted = vec![("billing", "Rua A".to_owned()), ("shipping", "Rua C".to_owned())];
        assert_eq!(told(vec![of("shipping", Some("Rua C"))], one.clone()), parted);
        assert_eq!(told(vec![of("both", None)], one), vec![("both", "Rua A".to_owned())]);
    }

    #[test]
    fn a_hidden_buyer_is_not_called_by_who_receives() {
        let buyer = |name: &str, document: Option<&str>| Buyer {
            name: name.to_owned(),
            document: document.map(str::to_owned),
            ..Buyer::default()
        };
        let mut hidden = buyer("João", None);
        fill_buyer(&mut hidden, buyer("Ana", Some("529.982.247-25")));
        assert_eq!((hidden.name.as_str(), hidden.document.as_deref()), ("Ana", Some("529.982.247-25")));
        let mut shown = buyer("Bia", Some("111.444.777-35"));
        fill_buyer(&mut shown, buyer("Ana", Some("529.982.247-25")));
        assert_eq!((shown.name.as_str(), shown.document.as_deref()), ("Bia", Some("111.444.777-35")));
    }
}
