### The first page: how sales go, and what needs a hand.

title = Overview
spans = Period
span = { $span ->
    [1] Today
    [7] 7 days
    [30] 30 days
   *[other] 90 days
}
analyse = Open in Analytics
sales = Sales
revenue = Paid revenue
awaited = To be received
to-ship = To ship
paid-of = { NUMBER($count) } paid
# Beside the paid ones: the list of sales shows test orders as well.
tests-beside = { $count ->
    [one] plus { $count } test order
   *[other] plus { $count } test orders
}
less-refunds = less refunds
# Beside a figure: `change` is "12 %", after an arrow.
compared = { $span ->
    [1] { $change } on yesterday by this time
    [7] { $change } on the 7 days before
    [30] { $change } on the 30 days before
   *[other] { $change } on the 90 days before
}
# Their revenues follow, each a link.
other-currencies = { $count ->
    [one] { $count } sale in another currency:
   *[other] { $count } sales in other currencies:
}
# Below the figures, in the place of what they are compared with.
no-comparison = No comparison: the first sale in Orion is of { $day }, and the period before begins earlier.

by-day = Paid revenue by day, { $from } to { $until }
by-hour-today = Paid revenue by hour, today
day = Day
hour = Hour
# An hour of the day, below a bar.
at-hour = { NUMBER($hour) }:00
before = { $span ->
    [1] Yesterday
   *[other] Period before
}
# After a value whose day or hour is not over.
so-far = so far
show-table = Show table
by-hour = Sales by hour of the day
by-channel = By channel
    .context = Paid revenue of the period
sales-count = { $count ->
    [one] { $count } sale
   *[other] { $count } sales
}
no-sales = No sales in the period so far.

money = Money of the period
    .context = Of the sales placed in it
received = Received
refunded = Refunded
charges = Fees of channels
# What channels keep besides fees, less the discounts that they pay for.
other-charges = Shipping, taxes and discounts of channels
net = Yours to keep
# While some fees are not told.
net-open = Yours to keep, before unreported fees
untold = { $count ->
    [one] The channel did not tell the commission of { $count } paid sale: you may keep less.
   *[other] Channels did not tell the commission of { $count } paid sales: you may keep less.
}

age = { $age ->
    [day] Up to 1 day
    [two] 1 to 2 days
    [week] 2 to 7 days
   *[older] Over 7 days
}
to-ship-context = Paid sales of connected shops, by how long they wait
to-ship-none = No paid sale waits to be shipped.
to-ship-oldest = Waiting longest
to-ship-all = { $count ->
    [one] See it in Sales
   *[other] See all { $count } in Sales
}
sale = Sale { $number }

best = Best sellers
    .context = Revenue of the period’s items that are linked to the catalogue
best-none = No product of the catalogue was sold in the period.
pieces = { $count } pcs
running-out = Stock that runs out
    .context = At the pace of the last 4 weeks
running-out-none = At this pace no stock runs out within 30 days.
running-out-empty = No product in the catalogue yet.
in-stock = { NUMBER($count) } in stock
days-left = { $days ->
    [0] Runs out today
    [one] Runs out in { $days } day
   *[other] Runs out in { $days } days
}
sold-out = Sold out

connections = Integrations
last-sync = Last success: { $when }
never-synced = Not synced yet

attention = Needs attention
all-good = Nothing waits for you
reauth-title = { $store } no longer takes the access key
    .text = Since { $since }. No order was lost; they come in as soon as you reauthorise.
    .ask = Since { $since }. No order was lost; they come in as soon as an administrator of the company reauthorises.
    .sheets = Since { $since }. The spreadsheets of this account are not read until somebody reauthorises.
    .press = Reauthorise
error-title = { $store } has an error
    .text = Since { $since }. No order was lost; they come in as soon as the connection is back.
    .press = See problem
run-failed = The last sync of { $store } failed
    .text = It ended { $when }. What came in before stays saved.
    .press = See sync
run-partial = The last sync of { $store } left orders out
    .text = It ended { $when }. See the reason for each.
    .press = See reasons
failed-records = { $count ->
    [one] { $count } order could not be imported
   *[other] { $count } orders could not be imported
}
    .text = Each is listed with its reason and what to do.
    .press = See reasons
failed-records-more = { NUMBER($count) } orders or more could not be imported
parked = { $count ->
    [one] { $count } connection stopped because the plan includes fewer
   *[other] { $count } connections stopped because the plan includes fewer
}
    .text = { $stores }. Sales stay, and nothing is lost. To go on, change the plan or disconnect another one.
late = { $count ->
    [one] { $count } sale has waited to be shipped for over 7 days
   *[other] { $count } sales have waited to be shipped for over 7 days
}
    .text = Payment received. Tell the channel about the shipment, or cancel what will not leave.
    .press = See sales
stock-ends = { $count ->
    [one] The stock of { $count } product has run out or runs out within 7 days
   *[other] The stock of { $count } products has run out or runs out within 7 days
}
    .text = At the pace of the last 4 weeks. Restock, or correct the stock if it is another.
    .press = See products
    .one = See product
stock-ends-more = The stock of { NUMBER($count) } products or more has run out or runs out within 7 days
skus-text = Link once and all waiting items are corrected.
skus-ask = Once somebody who edits products links them, all waiting items are corrected.
skus-press = Link codes

# For whom may connect none.
no-store = No shop connected yet
    .text = Ask an administrator of the company to connect the first one. Its sales appear here.
welcome = Connect the first shop
    .text = Its sales arrive within minutes.
    .press = Go to Integrations
