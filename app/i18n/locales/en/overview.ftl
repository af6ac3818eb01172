### The first page: today, the last 30 days, what needs a hand.

title = Overview
sales-today = Sales today
revenue-today = Paid revenue today
sales-period = Sales in 30 days
revenue-period = Paid revenue in 30 days
paid-of = { $paid } paid
less-refunds = less refunds
other-currencies = Other currencies: { $sums }

by-day = Paid revenue by day, { $from } to { $until }
day = Day
revenue = Paid revenue
show-table = Show table
by-channel = By channel
    .context = Paid revenue of the last 30 days
sales-count = { $count ->
    [one] { $count } sale
   *[other] { $count } sales
}
no-sales = No sales in the last 30 days.

connections = Connected stores
connected = Connected
error = Error
needs-reauth = Reauthorise
paused = Paused
disconnected = Disconnected
syncing = Syncing
last-sync = Updated { $when }
never-synced = Not synced yet

attention = Needs attention
all-good = Nothing waits for you
reauth-title = { $store } no longer takes the access key
    .text = Since { $since }. No order was lost; they come in as soon as you reauthorise.
    .press = Reauthorise
error-title = { $store } has an error
    .text = Since { $since }. No order was lost; they come in as soon as the connection is back.
    .press = See problem
run-failed = The last sync of { $store } failed
    .text = { $when }. What came in before stays saved.
    .press = See sync
run-partial = The last sync of { $store } left records out
    .text = { $when }. See the reason for each.
    .press = See reasons
failed-records = { $count ->
    [one] { $count } record could not be imported
   *[other] { $count } records could not be imported
}
    .text = Each is listed with its reason.
    .press = See reasons
failed-records-more = { NUMBER($count) } records or more could not be imported
skus-text = Link once and all waiting items are mended.
skus-press = Link SKUs

welcome = Connect the first store
    .text = Its sales appear here within minutes.
    .press = Go to Integrations
