### The first page: today, the last 30 days, what needs a hand.

title = Overview
sales-today = Sales today
revenue-today = Paid revenue today
sales-period = Sales in 30 days
revenue-period = Paid revenue in 30 days
paid-of = { $paid } paid
tests-beside = { $count ->
    [one] plus { $count } test order
   *[other] plus { $count } test orders
}
less-refunds = less refunds
other-currencies = Other currencies: { $sums }

by-day = Paid revenue by day, { $from } to { $until }
day = Day
revenue = Paid revenue
show-table = Show table
today-by-channel = Today by channel
    .context = Paid revenue today
no-sales-today = No sales today so far.
by-channel = 30 days by channel
    .context = Paid revenue of the last 30 days
sales-count = { $count ->
    [one] { $count } sale
   *[other] { $count } sales
}
no-sales = No sales in the last 30 days.

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
skus-text = Link once and all waiting items are corrected.
skus-press = Link codes

welcome = Connect the first shop
    .text = Its sales arrive within minutes.
    .press = Go to Integrations
