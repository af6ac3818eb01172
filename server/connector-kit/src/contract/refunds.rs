//! Money that is given back.

use super::{
    Subject, scenario_list,
    shops::{connected, single},
};

scenario_list! { Refunds:
    "money given back is seen and leaves the total alone" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        let key = shop.create();
        let before = single(s, &conn, &key).await;
        shop.refund(&key);
        let after = single(s, &conn, &key).await;
        assert!(after.totals.refunded > before.totals.refunded, "{:?}", after.totals);
        assert_eq!(after.totals.total, before.totals.total);
    },
}
