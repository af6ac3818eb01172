### How well calls of platforms and the work of the installation go, and what will expire.

## The page of health

title = Health
context = Targets over the last 30 days and calls to the platforms over the last 24 hours
see-expiries = What will expire
target = { $target ->
    [uptime] Uptime
    [syncs] Syncs
    [jobs] Tasks
   *[other] Events processed
}
# In the place of a figure.
no-data = No data yet
# The same before there is enough to judge by.
too-early = Too early to tell
least = Target: { $share }
measured = { $target ->
    [uptime] { NUMBER($good) } of { NUMBER($all) } minutes
   *[other] { NUMBER($good) } of { NUMBER($all) }
}
since = measured since { $day }

## Targets that were missed

missed = { $target ->
    [uptime] Uptime is below its target
    [syncs] Syncs are below their target
    [jobs] Tasks are below their target
   *[other] Events processed are below their target
}
missed-uptime-text = { $count ->
    [one] In { $count } minute the pages or the processing stood still. Orders of that time come in with the next sync.
   *[other] In { $count } minutes the pages or the processing stood still. Orders of that time come in with the next sync.
}
missed-syncs-text = { $count ->
    [one] { $count } sync failed or left orders out.
   *[other] { $count } syncs failed or left orders out.
}
missed-syncs-press = See syncs
missed-jobs-text = { $count ->
    [one] { $count } background task ended with a failure. What it left is tried again later.
   *[other] { $count } background tasks ended with a failure. What they left is tried again later.
}
missed-events-text = { $count ->
    [one] { $count } event of the platforms was not processed. Its order comes in with the next sync.
   *[other] { $count } events of the platforms were not processed. Their orders come in with the next sync.
}

## What is measured

definitions = What is measured
definition = { $target ->
    [uptime] Minutes of the last 30 days in which the pages and the processing of this installation were alive. A stop of less than a minute may not show, and the way to your browser is not measured.
    [syncs] Syncs begun in the last 30 days that went to the end and left no order out, of all that ended. Those that somebody cancelled do not count.
    [jobs] Background tasks that ended in the last 30 days without a failure, of all that ended. Cancelled ones do not count.
   *[other] Events accepted from the platforms in the last 30 days that were processed. One that has waited for more than an hour counts as not processed; repeated and refused ones do not count.
}
calls-definition = Every call made to a platform in the last 24 hours, without the time for which it waited its turn. p50, p95 and p99 are the time within which half, 95% and 99% of the calls were over; they are approximate.

## Calls

connections = Integrations
connection = Integration
last-success = Last success
never = Not yet
state = Status
panel-context = Calls to the platform in the last 24 hours
no-calls = No calls in the last 24 hours. Figures appear here after the next sync.
calls = Calls
succeeded = Succeeded
# In the place of a percentage.
too-few = Too few to judge
median = Median (p50)
operation = Operation
by-operation = By operation
errors = Errors
errors-by-class = Errors by kind
no-errors = No errors in the last 24 hours.
by-hour = Calls and errors by hour
hour = Hour
errors-count = { $count ->
    [0] no errors
    [one] { $count } error
   *[other] { $count } errors
}
class = { $class ->
    [auth] Access or permission
    [rate_limit] Limit of calls
    [timeout] No answer in time
    [server] Platform failing or out of reach
    [protocol] Answer that could not be read
   *[other] Refused or not found
}
operation-name = { $operation ->
    [check] Connection test
    [orders_page] List orders
    [orders_some] Read orders
    [orders_known_as] Look for an order
    [events_resolve] Follow an event
    [events_missed] Ask for missed events
    [webhooks_register] Register events
    [webhooks_remove] Switch events off
    [token_refresh] Renew the access
    [cancel_look] See whether to cancel
    [cancel_act] Cancel
    [ship_look] See the shipment
    [ship_act] Tell of a shipment
    [invoice_look] See the invoice
    [invoice_act] Hand over the invoice
    [labels_look] See labels
    [labels_fetch] Fetch a label
    [sheet_files] List spreadsheets
    [sheet_look] Look at a spreadsheet
    [sheet_rows] Read rows of a spreadsheet
    [sheet_write] Write into a spreadsheet
   *[other] Others
}

## What will expire

expiries = What will expire
expiries-context = Accesses, permissions, API versions and event subscriptions of each integration, the soonest first
by-hand = Needs you
by-hand-none = Nothing needs you within { NUMBER($days) } days.
# Farther away than that.
by-hand-later = Later on
by-itself = Looked after by Orion, or without a date
what = What it is
when = Date
to-do = What to do
expiry = { $kind ->
    [refused] Access refused by the platform
    [scopes] Permissions that are missing: { $about }
    [consent] Consent of the account
    [token] Access token that cannot be renewed
    [subscription] Events in real time
    [api_version] API version: { $about }
    [renewed_token] Access token
    [kept_subscription] Events in real time
   *[other] Credentials
}
expiry-to-do = { $kind ->
    [refused] Reauthorise so that orders come in again.
    [scopes] Authorise again and accept all permissions.
    [consent] Authorise again before this date.
    [token] Authorise again before this date.
    [subscription] The registration at the platform failed, or was not checked for more than two days. Orion tries again; until then orders come in by sync.
    [api_version] Update Orion before this date.
    [undated] Nothing for now: the platform has announced no end.
    [renewed_token] Nothing: it is renewed by itself.
    [kept_subscription] Nothing: the registration is checked daily.
   *[other] Nothing as long as the platform accepts them.
}
confirmed = Checked { $when }
overdue = Overdue
now = Now
in-days = { $count ->
    [0] Today
    [one] In { $count } day
   *[other] In { $count } days
}
kept = Up to date
no-date = No date announced
endless = Does not end
