### Sales added up over any days.

title = Analytics
context = { $from } to { $until } · { $zone }
spans = Period
last-days = { $days ->
    [one] Last day
   *[other] { $days } days
}
span = { $span ->
    [today] Today
    [yesterday] Yesterday
    [month] This month
   *[last-month] Last month
}
filters = Filters of analytics
from = From
until = Until
zone = Time zone
currency = Currency
turned-round = The dates were swapped: here they go from { $from } to { $until }.
cut-off = The longest period is five years: here it begins on { $from }.
# Beside "Exportar Excel": one table as CSV.
export-table = CSV: { $table }

sales = Sales
paid = Paid
revenue = Paid revenue
ticket = Average order value
cancelled = Cancelled
charges = Fees
net = Yours to keep
# Below the fees and the net; then as the heading of a column.
untold = { $count ->
    [one] { $count } paid sale without its commission
   *[other] { $count } paid sales without their commission
}
untold-column = Commission not told
# `change` is "12 %", after an arrow.
compared = { $change } on the period before

trend = { $step ->
    [hour] Paid revenue by hour
    [day] Paid revenue by day
    [week] Paid revenue by week
   *[month] Paid revenue by month
}
# A week by its first day.
week-of = Week of { $day }
# After the value of a month of which the period has no more days.
until-day = until { $day }
trend-table = Trend
hours-table = Hours of the day
since = Start
before = Period before

channel = Channel
channels = Channels
    .context = Fees as the channels report them; where a commission is missing, what is yours to keep looks higher than it will be
# After the context, where there is a period to compare with.
channels-compared = beside the revenue, the change on the period before
nothing = No sales in the period.
# A figure where there is no column for it.
named = { $name }: { $value }

product = Product
products = Products
    .context = Items of paid sales that are linked to the catalogue; the margin is by today’s cost
ranks = Rank products
rank = { $rank ->
    [revenue] By revenue
    [quantity] By quantity
   *[margin] By margin
}
sku = SKU
quantity = Quantity
margin = Margin
no-products = No product of the catalogue was sold in the period.

buyers = Customers
    .context = Of paid sales; new is who bought for the first time in the period
customers = People
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
new-buyers = New
returning-buyers = Had bought before
unknown-buyers = Not identified
too-long = The period is too long to count this while you wait. Choose fewer days.

regions = Regions
    .context = Paid sales, by the address of delivery
by-state = Paid revenue by state
state = State
elsewhere = Outside of Brazil or without address
elsewhere-sold = Outside of Brazil or without address: { $revenue }
