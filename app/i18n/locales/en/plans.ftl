### Plans, what they include, and what the company uses of them.

plan = { $code ->
    [free] Free
    [pro] Pro
    [business] Business
   *[enterprise] Enterprise
}
quota = { $code ->
    [validations] Products checked a month
    [orders] Orders a month
    [connections] Connections
    [members] People
   *[history_days] History kept
}
quota-help = { $code ->
    [validations] Each product counts once a month while it and the rules stay the same.
    [orders] New orders, placed 31 days ago at most. Older ones, which come with a shop that is connected, and those of demo shops do not count.
    [connections] Shops and accounts that are connected. Disconnected ones do not count.
    [members] People of the team and open invitations.
   *[history_days] How long the channels’ own data, histories and syncs are kept. Sales are kept always.
}
no-limit = No limit
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}

## The page of plans

menu = Plans and usage
title = Plans
    .context = What each plan includes, and what the company uses now
current = Current plan: { $plan }
source = { $code ->
    [default] The plan of those who have not chosen another
    [assigned] Set by whoever runs this installation
   *[subscription] By subscription
}
# Where the contract or gift ends.
assigned-until = Holds until { $when }
used-of = { $used } of { $limit }
anew-on = The month’s count begins anew on { $day }.
compare = Compare plans
price-month = { $price } a month
price-year = { $price } a year
free-price = Free
contract-price = By contract
# To whoever sells plans by contract, and what the e-mail to them is about.
ask-offer = Ask for an offer
offer-subject = Enterprise plan of Orion
yours = Your plan
show-prices = Show prices
paid = Payment
currency = Currency
interval = { $code ->
    [month] Monthly
   *[year] Yearly, with two months free
}
priority = Priority in the queue
priority-rank = { $code ->
    [free] Normal
    [pro] High
    [business] Very high
   *[enterprise] Highest
}
see-usage = See usage
see-plans = See the plans
beyond = What happens at the limit
    .orders = Orders are never refused or lost. Those that arrive beyond the plan are kept and become sales as soon as there is room: with another plan, or when the next month begins, in the order in which they arrived.
    .validations = A check that would go beyond the limit does not start, or ends without a result and counts nothing.
    .places = New connections and invitations wait until there is a place. With a smaller plan the newest connections stand still; sales stay, and history beyond the plan is deleted after 30 days.
paid-in = The company pays in { $currency }.
owners-choose = Only an owner of the company chooses the plan: { $names }.
no-billing = In this installation, whoever runs it sets the plan of each company.
# Where a connection is made and there is no place for one more.
no-connection = Connections: { $used } in use, { $limit } in the plan
    .text = To connect one more, disconnect another one or use a larger plan.

## The page of usage

usage = Usage
    .context = What the company used of the { $plan } plan this month
today = Today: { $count }
reached-on = At this month’s pace, the limit is reached on { $day }.
reached = The limit is reached.
# The variable count is a figure.
exceeded = The limit is exceeded by { $count }.
lasts = At this month’s pace, the plan is enough.
parked-orders = { $count ->
    [one] { $count } order is kept and waits for room in the plan.
   *[other] { $count } orders are kept and wait for room in the plan.
}
entering-orders = { $count ->
    [one] { $count } kept order is coming in.
   *[other] { $count } kept orders are coming in.
}
parked-connections = { $count ->
    [one] { $count } connection stands still because the plan includes fewer.
   *[other] { $count } connections stand still because the plan includes fewer.
}
# Under the number of connections.
demo-connections = { $count ->
    [one] { $count } demo connection does not count.
   *[other] { $count } demo connections do not count.
}
entries = Entries
    .context = All that was counted, the newest first
all-meters = All
when = When
what = What was counted
quantity = Quantity
cause = Cause
cause-name = { $code ->
    [run] Sync
    [validation] Check
   *[other] Other
}
# Of a run or a check that was removed since.
cause-gone = Not kept any more
no-entries = Nothing was counted yet
    .text = As soon as an order arrives or a sheet is checked, the entry appears here with its cause.
older = Older
newest = Newest
