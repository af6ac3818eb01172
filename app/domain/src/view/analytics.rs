//! Sales added up: by time, by channel, by product, by buyer and by region.

use super::orders::Channel;
use crate::{ConnectionId, Currency, Money, ProductId};
use chrono::{Datelike, NaiveDate};

/// Sales added up: counts, and amounts in minor units of one currency. Test sales are counted in `tests` alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesSum {
    pub currency: Currency,
    pub sales: i64,
    pub tests: i64,
    /// Of the sales, the paid ones.
    pub paid: i64,
    pub cancelled: i64,
    /// Of paid sales, less what was given back.
    pub revenue_minor: i64,
    /// That came, whether or not it was given back later.
    pub received_minor: i64,
    /// That may still come.
    pub awaited_minor: i64,
    /// What channels keep of paid sales, as far as they tell: fees, freight at the merchant's cost and withheld tax, less the discounts
    /// that they pay for.
    pub charges_minor: i64,
    /// Of the paid ones, those whose commission the channel tells.
    pub told: i64,
    /// Of the charges, commission and fees.
    pub fees_minor: i64,
}

impl SalesSum {
    pub const fn zero(currency: Currency) -> Self {
        Self {
            currency,
            sales: 0,
            tests: 0,
            paid: 0,
            cancelled: 0,
            revenue_minor: 0,
            received_minor: 0,
            awaited_minor: 0,
            charges_minor: 0,
            told: 0,
            fees_minor: 0,
        }
    }

    /// Adds up: counts of all, amounts of those in `currency`. Money of several currencies is never one sum.
    pub fn of<'a>(currency: Currency, sums: impl IntoIterator<Item = &'a Self>) -> Self {
        sums.into_iter().fold(Self::zero(currency), |all, sum| {
            let money = |so_far: i64, more: i64| {
                if sum.currency == currency { so_far.saturating_add(more) } else { so_far }
            };
            Self {
                currency,
                sales: all.sales + sum.sales,
                tests: all.tests + sum.tests,
                paid: all.paid + sum.paid,
                cancelled: all.cancelled + sum.cancelled,
                revenue_minor: money(all.revenue_minor, sum.revenue_minor),
                received_minor: money(all.received_minor, sum.received_minor),
                awaited_minor: money(all.awaited_minor, sum.awaited_minor),
                charges_minor: money(all.charges_minor, sum.charges_minor),
                told: all.told + sum.told,
                fees_minor: money(all.fees_minor, sum.fees_minor),
            }
        })
    }

    pub fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    pub fn revenue(&self) -> Money {
        self.money(self.revenue_minor)
    }

    /// What is left of the revenue without what channels keep, as far as they tell; less than that is left while some is
    /// [`Self::untold`].
    pub const fn net_minor(&self) -> i64 {
        self.revenue_minor.saturating_sub(self.charges_minor)
    }

    /// Paid sales whose commission nobody tells.
    pub const fn untold(&self) -> i64 {
        self.paid - self.told
    }

    /// Whether anything is known of fees; where there are no paid sales, that there are none.
    const fn knows_fees(&self) -> bool {
        self.paid == 0 || self.told > 0 || self.fees_minor != 0
    }

    /// Commission and fees as far as they are told; `None` where none are.
    pub const fn known_fees_minor(&self) -> Option<i64> {
        if self.knows_fees() { Some(self.fees_minor) } else { None }
    }

    /// The net where any fees are known.
    pub const fn known_net_minor(&self) -> Option<i64> {
        if self.knows_fees() { Some(self.net_minor()) } else { None }
    }

    /// Charges that are no fees.
    pub const fn other_charges_minor(&self) -> i64 {
        self.charges_minor.saturating_sub(self.fees_minor)
    }

    /// Revenue of a paid sale, rounded; `None` without one. Of sums whose sales all are of their currency.
    pub const fn ticket_minor(&self) -> Option<i64> {
        if self.paid == 0 { None } else { Some(rounded(self.revenue_minor, self.paid)) }
    }
}

/// A part, rounded half away from zero.
const fn rounded(whole: i64, parts: i64) -> i64 {
    let (quotient, rest) = (whole / parts, whole % parts);
    if rest.unsigned_abs() * 2 >= parts.unsigned_abs() { quotient + whole.signum() } else { quotient }
}

/// Sales of a connection in one currency, within one of the spans that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesBucket {
    /// Which of the spans, from zero.
    pub span: usize,
    pub connection: ConnectionId,
    pub sum: SalesSum,
}

/// Sales of a channel in two spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelSales {
    pub channel: Channel,
    pub now: SalesSum,
    pub before: SalesSum,
}

impl ChannelSales {
    /// Whether it is one of those that sold: in the period, or at least in the one before where both are compared.
    pub const fn has_sold(&self, is_compared: bool) -> bool {
        self.now.sales > 0 || (is_compared && self.before.sales > 0)
    }
}

/// What was sold of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductSales {
    pub product: ProductId,
    pub name: String,
    pub sku: String,
    /// In ten-thousandths of a piece.
    pub quantity_e4: i64,
    /// What its lines come to, in the currency that was asked for.
    pub revenue_minor: i64,
    /// The same less what the catalogue says that the pieces cost; `None` where it does not say so in that currency.
    pub margin_minor: Option<i64>,
}

crate::code_enum! {
    /// What the best products are best by.
    pub enum ProductRank {
        Revenue = "revenue",
        Quantity = "quantity",
        Margin = "margin",
    }
}

/// A product whose stock ends soon if it goes on selling as in the last four weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningOut {
    pub product: ProductId,
    pub name: String,
    pub sku: String,
    pub stock: i64,
    /// Whole days until none is left; zero where none is.
    pub days: i64,
}

/// Those who bought in a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Buyers {
    pub customers: i64,
    pub sales: i64,
    pub revenue_minor: i64,
}

/// New ones, whose first paid sale was in the span, and those who came back. Sales whose buyer cannot be told apart from anybody
/// stand in `unknown`, which has no customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BuyersByAge {
    pub new: Buyers,
    pub returning: Buyers,
    pub unknown: Buyers,
}

/// Where paid sales went to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regions {
    /// By state of Brazil, those with sales; the highest revenue first.
    pub states: Vec<RegionSales>,
    /// To other countries, or where no address tells.
    pub elsewhere: Option<RegionSales>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionSales {
    /// `SP`; empty elsewhere.
    pub state: &'static str,
    pub sales: i64,
    pub revenue_minor: i64,
}

/// The states of Brazil with their names, and where a map of tiles shows them: column and row.
pub const STATES: [(&str, &str, (u8, u8)); 27] = [
    ("RR", "Roraima", (1, 0)),
    ("AP", "Amapá", (2, 0)),
    ("AM", "Amazonas", (1, 1)),
    ("PA", "Pará", (2, 1)),
    ("MA", "Maranhão", (3, 1)),
    ("CE", "Ceará", (4, 1)),
    ("RN", "Rio Grande do Norte", (5, 1)),
    ("AC", "Acre", (0, 2)),
    ("RO", "Rondônia", (1, 2)),
    ("TO", "Tocantins", (2, 2)),
    ("PI", "Piauí", (3, 2)),
    ("PE", "Pernambuco", (4, 2)),
    ("PB", "Paraíba", (5, 2)),
    ("MT", "Mato Grosso", (1, 3)),
    ("GO", "Goiás", (2, 3)),
    ("BA", "Bahia", (3, 3)),
    ("SE", "Sergipe", (4, 3)),
    ("AL", "Alagoas", (5, 3)),
    ("MS", "Mato Grosso do Sul", (1, 4)),
    ("DF", "Distrito Federal", (2, 4)),
    ("MG", "Minas Gerais", (3, 4)),
    ("ES", "Espírito Santo", (4, 4)),
    ("PR", "Paraná", (2, 5)),
    ("SP", "São Paulo", (3, 5)),
    ("RJ", "Rio de Janeiro", (4, 5)),
    ("SC", "Santa Catarina", (2, 6)),
    ("RS", "Rio Grande do Sul", (2, 7)),
];

/// The state of Brazil that an address means, which channels write in several ways: `SP`, `BR-SP`, `São Paulo`.
pub fn state_of_brazil(country: Option<&str>, state: Option<&str>) -> Option<&'static str> {
    if country.is_some_and(|country| !country.is_empty() && !country.eq_ignore_ascii_case("BR")) {
        return None;
    }
    let text = state?.trim();
    let code = text.get(..3).filter(|lead| lead.eq_ignore_ascii_case("BR-")).map_or(text, |_| &text[3..]);
    let plain = crate::search_text(text);
    let is_it = |(known, name, _): &&(&'static str, &str, _)| {
        known.eq_ignore_ascii_case(code) || crate::search_text(name) == plain
    };
    STATES.iter().find(is_it).map(|(known, ..)| *known)
}

/// What the page of analytics shows, all of it in one currency; `currencies` has those that could be asked for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analytics {
    pub currency: Currency,
    /// Currencies of sales in the period, this one included.
    pub currencies: Vec<Currency>,
    pub step: Step,
    /// Whether any channel is here, be it one that is disconnected.
    pub has_channels: bool,
    /// The day of the first sale that is here; `None` without any.
    pub first_sale: Option<NaiveDate>,
    pub total: SalesSum,
    /// Of as many days before, whether or not they can be compared ([`Days::can_look_back`]).
    pub before: SalesSum,
    /// Of the period, one for each.
    pub other_currencies: Vec<SalesSum>,
    /// By the first day of each step.
    pub trend: Vec<(NaiveDate, SalesSum)>,
    /// The steps of as many days before, in their order.
    pub trend_before: Vec<(NaiveDate, SalesSum)>,
    /// One sum for each hour of the day. `None` where nobody asked for them, or adding up takes longer than somebody waits.
    pub hours: Option<Vec<SalesSum>>,
    /// The highest revenue first.
    pub channels: Vec<ChannelSales>,
    /// The best ones. `None` where adding up takes longer than somebody waits.
    pub products: Option<Vec<ProductSales>>,
    /// Likewise.
    pub buyers: Option<BuyersByAge>,
    /// Likewise.
    pub regions: Option<Regions>,
}

crate::code_enum! {
    /// Of how many days a point of the trend is.
    pub enum Step {
        Day = "day",
        Week = "week",
        Month = "month",
    }
}

crate::code_enum! {
    /// What is taken out as a file.
    pub enum AnalyticsTable {
        Trend = "trend",
        Hours = "hours",
        Channels = "channels",
        Products = "products",
        Buyers = "buyers",
        Regions = "regions",
    }
}

/// The days that analytics are asked for; both are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Days {
    /// The longest period that is added up: five years.
    pub const MOST: u64 = 5 * 366;

    /// In their order, and at most [`Self::MOST`]: the last ones.
    pub fn new(one: NaiveDate, other: NaiveDate) -> Self {
        let (first, last) = (one.min(other), one.max(other));
        let earliest = last.checked_sub_days(chrono::Days::new(Self::MOST - 1)).unwrap_or(first);
        Self { first: first.max(earliest), last }
    }

    pub fn count(self) -> u64 {
        u64::try_from((self.last - self.first).num_days() + 1).unwrap_or(1)
    }

    /// As many days, right before.
    pub fn before(self) -> Self {
        let days = chrono::Days::new(self.count());
        let back = |day: NaiveDate| day.checked_sub_days(days).unwrap_or(day);
        Self { first: back(self.first), last: back(self.last) }
    }

    /// Whether sales are here from the first of as many days before on: `first_sale` is the day of the first one that is here. What came
    /// before may only not have been read.
    pub fn can_look_back(self, first_sale: Option<NaiveDate>) -> bool {
        first_sale.is_some_and(|first| first <= self.before().first)
    }

    pub fn iter(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// Whether the last step is cut off by the end of the days: of a month something is left.
    pub fn cuts_last(self) -> bool {
        self.step() == Step::Month && self.last.succ_opt().is_some_and(|next| next.day() != 1)
    }

    /// By what a line over these days goes, so that it has some points and not too many.
    pub fn step(self) -> Step {
        match self.count() {
            0..=92 => Step::Day,
            93..=400 => Step::Week,
            _ => Step::Month,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_of_another_currency_is_counted_and_not_added() {
        let sum = |currency, revenue_minor| SalesSum {
            sales: 2,
            paid: 1,
            revenue_minor,
            ..SalesSum::zero(currency)
        };
        let all = SalesSum::of(Currency::BRL, &[sum(Currency::BRL, 100), sum(Currency::USD, 7)]);
        assert_eq!((all.sales, all.paid, all.revenue_minor), (4, 2, 100));
    }

    #[test]
    fn a_ticket_is_rounded_to_the_cent() {
        let of = |revenue_minor, paid| SalesSum { paid, revenue_minor, ..SalesSum::zero(Currency::BRL) };
        assert_eq!(of(1000, 3).ticket_minor(), Some(333));
        assert_eq!(of(1001, 2).ticket_minor(), Some(501));
        assert_eq!(of(-1001, 2).ticket_minor(), Some(-501));
        assert_eq!(of(0, 0).ticket_minor(), None);
    }

    #[test]
    fn a_channel_that_sells_no_more_is_told_where_periods_are_compared() {
        use crate::{ConnectionId, ConnectionStatus, Environment};
        let channel = Channel {
            connection: ConnectionId(uuid::Uuid::nil()),
            platform: "shopify".into(),
            environment: Environment::Production,
            name: "Loja".into(),
            status: ConnectionStatus::Connected,
        };
        let of = |sales| SalesSum { sales, ..SalesSum::zero(Currency::BRL) };
        let told = |now, before| {
            let sales = ChannelSales { channel: channel.clone(), now: of(now), before: of(before) };
            [true, false].map(|is_compared| sales.has_sold(is_compared))
        };
        assert_eq!(told(1, 0), [true, true]);
        assert_eq!(told(0, 1), [true, false]);
        assert_eq!(told(0, 0), [false, false]);
    }

    #[test]
    fn fees_that_nobody_tells_are_not_zero() {
        let of = |paid, told, fees_minor| SalesSum {
            paid,
            told,
            fees_minor,
            charges_minor: fees_minor - 50,
            revenue_minor: 1000,
            ..SalesSum::zero(Currency::BRL)
        };
        let known = |sum: SalesSum| (sum.known_fees_minor(), sum.known_net_minor(), sum.untold());
        assert_eq!(known(of(2, 0, 0)), (None, None, 2));
        assert_eq!(known(of(2, 1, 90)), (Some(90), Some(960), 1));
        assert_eq!(known(of(2, 2, 0)), (Some(0), Some(1050), 0), "told to be none");
        assert_eq!(known(of(1, 0, 7)), (Some(7), Some(1043), 1), "a fee, and no commission");
        assert_eq!(of(2, 2, 90).other_charges_minor(), -50);
        assert_eq!(SalesSum::zero(Currency::BRL).known_fees_minor(), Some(0));
    }

    #[test]
    fn states_are_known_in_every_way_of_writing() {
        for text in ["SP", "sp", "BR-SP", "br-sp", "São Paulo", "sao paulo", " SÃO PAULO "] {
            assert_eq!(state_of_brazil(Some("BR"), Some(text)), Some("SP"), "{text}");
        }
        assert_eq!(state_of_brazil(None, Some("Pará")), Some("PA"));
        assert_eq!(state_of_brazil(None, Some("Paraná")), Some("PR"));
        assert_eq!(state_of_brazil(Some("US"), Some("PA")), None, "Pennsylvania");
        for text in [None, Some(""), Some("XX"), Some("é"), Some("BRé")] {
            assert_eq!(state_of_brazil(None, text), None, "{text:?}");
        }
    }

    #[test]
    fn every_state_is_known_by_its_letters_and_by_its_name() {
        for (letters, name, _) in STATES {
            assert_eq!(state_of_brazil(Some("BR"), Some(letters)), Some(letters));
            assert_eq!(state_of_brazil(Some("BR"), Some(name)), Some(letters), "{name}");
        }
    }

    #[test]
    fn no_two_states_share_a_tile() {
        let mut places: Vec<_> = STATES.iter().map(|(.., place)| *place).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), STATES.len());
    }

    #[test]
    fn the_tiles_are_one_piece() {
        let mut left: Vec<_> = STATES.iter().map(|(.., place)| *place).collect();
        let mut reached = vec![left.remove(0)];
        while let Some((column, row)) = reached.pop() {
            let touches = |place: &(u8, u8)| place.0.abs_diff(column) + place.1.abs_diff(row) == 1;
            reached.extend(left.extract_if(.., |place| touches(place)));
        }
        assert!(left.is_empty(), "{left:?} stand apart");
    }

    #[test]
    fn days_are_in_order_and_not_too_many() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = Days::new(day("2026-03-10"), day("2026-03-01"));
        assert_eq!((days.count(), days.step()), (10, Step::Day));
        assert_eq!(days.before(), Days::new(day("2026-02-19"), day("2026-02-28")));
        assert_eq!(Days::new(day("1970-01-01"), day("2999-12-31")).count(), Days::MOST);
    }

    #[test]
    fn a_month_is_cut_off_by_days_that_end_within_it() {
        let until = |last: &str| Days::new("2024-01-01".parse().unwrap(), last.parse().unwrap());
        assert!(until("2026-11-28").cuts_last());
        assert!(!until("2026-11-30").cuts_last());
        assert!(!until("2024-01-15").cuts_last(), "days are whole");
    }

    #[test]
    fn days_are_compared_with_those_before_where_all_of_them_are_here() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = Days::new(day("2026-03-01"), day("2026-03-10"));
        assert!(days.can_look_back(Some(day("2026-02-19"))));
        assert!(!days.can_look_back(Some(day("2026-02-20"))), "of the first day nothing is here");
        assert!(!days.can_look_back(None));
    }
}
