//! The plans of a shop console: two products with prices in two currencies, a metered price and a promotion code.

use crate::stripe::call::Call;
use crate::stripe::form;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{catalogue, doc::Doc as _, meters, offers};

/// Pro and Business a month in USD, in cents.
const USD: (i64, i64) = (4_900, 29_900);
/// A year costs so many months.
const MONTHS: i64 = 10;
/// Name of the events that the metered price counts.
pub(crate) const METER: &str = "validation";

fn call(text: &str) -> Result<Call, Refusal> {
    Ok(Call { ids: Vec::new(), params: form::parse(text.as_bytes())? })
}

/// Makes them.
///
/// # Errors
/// None, as long as what is sent here is well formed.
pub(crate) fn plans(state: &mut State) -> Result<(), Refusal> {
    let brl = state.options.brl;
    for (name, key, usd, brl) in
        [("Orion Pro", "pro", USD.0, brl.0), ("Orion Business", "business", USD.1, brl.1)]
    {
        let product = catalogue::create_product(state, &call(&format!("name={name}"))?)?;
        for (interval, ending, months) in [("month", "monthly", 1), ("year", "yearly", MONTHS)] {
            let text = format!(
                "product={}&currency=usd&unit_amount={}&currency_options[brl][unit_amount]={}&recurring[interval]={interval}&lookup_key={key}_{ending}_v1",
                product.id(),
                usd * months,
                brl * months
            );
            catalogue::create_price(state, &call(&text)?)?;
        }
    }
    let meter = meters::create(
        state,
        &call(&format!("display_name=Validations&event_name={METER}&default_aggregation[formula]=sum"))?,
    )?;
    let product = catalogue::create_product(state, &call("name=Validations over the plan")?)?;
    let text = format!(
        "product={}&currency=usd&unit_amount_decimal=0.5&currency_options[brl][unit_amount_decimal]=2.5&recurring[interval]=month&recurring[usage_type]=metered&recurring[meter]={}&lookup_key=business_overage_v1",
        product.id(),
        meter.id()
    );
    catalogue::create_price(state, &call(&text)?)?;
    let coupon = offers::create_coupon(state, &call("percent_off=20&duration=forever&name=Orion 20 %25")?)?;
    offers::create_code(
        state,
        &call(&format!("promotion[type]=coupon&promotion[coupon]={}&code=ORION20", coupon.id()))?,
    )?;
    Ok(())
}
