### Synchronisations: the list of runs, one run, what runs now.

title = Syncs
context = Every reading of your shops, with what came in and what did not. Those of real-time notices are many and only show when chosen under “Kind”.
kind = { $kind ->
    [incremental] Changes
    [full] Full reading
    [range] Period
    [check] Check
    [replay] Processing again
   *[webhook] Real-time notice
}
range-days = { $from } to { $until }
direction = { $direction ->
    [inbound] From the shop to Orion
   *[outbound] From Orion to the shop
}
state = { $state ->
    [waiting] Waiting
    [running] Running
    [completed] Completed
    [partial] With failures
    [failed] Not completed
   *[cancelled] Stopped
}
stopping = Stopping

## List

list = List of syncs
filter-label = Filter syncs
connection = Integration
connection-any = All
kind-any = All
kind-but-events = All but notices
state-label = Status
state-any = All
brought = Brought something
brought-any = All
started = Start
duration = Duration
pages = Pages
newer = Newer
older = Older
shown-count = { $count ->
    [one] { $count } sync
   *[other] { $count } syncs
}
empty = No sync yet
    .text = Connect a shop and the first sync starts by itself.
empty-filtered = No sync with these filters
    .text = Change the filters or see all.
none-of-account = No sync of this account yet
    .text = The first one starts when the account is connected. Each stays here with what it brought and what it left out.
to-integrations = See integrations

## Counts

read = Read
created = New
updated = Updated
unchanged = Unchanged
skipped = Skipped
failed = Failed
waiting = Waiting for the plan
created-count = { NUMBER($count) } new
updated-count = { NUMBER($count) } updated
unchanged-count = { NUMBER($count) } unchanged
skipped-count = { NUMBER($count) } skipped
failed-count = { NUMBER($count) } failed
waiting-count = { NUMBER($count) } waiting for the plan
nothing-read = Nothing new in the shop
read-count = { $count ->
    [0] No orders read
    [one] { $count } order read
   *[other] { $count } orders read
}
read-of = { NUMBER($read) } of { NUMBER($total) } orders
adds-up = The sum is right: each order read has one result.
does-not-add-up = The sum is not right: some orders read have no result. Repeat the sync.

## One run

run-of = Sync of { $name }
importing = Importing orders
in-queue = Waiting; starts in a moment
waits-again = Waits for the shop to answer and tries again by itself
stopping-text = Stopping; what came in stays
time-left = about { $time }
see-reasons = see reasons
refresh = Refresh
stop = Stop
retry = Repeat
see-connection = See integration
facts = About the sync
what = Kind
direction-label = Direction
period = Period
requested-by = Asked for by
automatic = Automatic
by-notice = Notice from the shop
by-action = An action on a sale
asked-at = Asked for
ended = End
issues = What did not come in
issues-context = Each order skipped, failed or waiting for the plan, with the reason.
issues-none = All that was read came in
issues-none-text = No order was skipped or failed.
issue-order = Order in the shop
issue-verdict = Result
issue-reason = Reason
verdict = { $verdict ->
    [skipped] Skipped
    [waiting] Waiting for the plan
   *[failed] Failed
}
skip-reason = { $reason ->
    [draft] The customer has not finished the purchase.
    [trashed] The order is in the shop’s bin.
    [test_order] It is a test order, and the integration leaves test orders out.
    [plan_limit] The company’s plan includes no more orders this month. The order is kept and waits for room.
    [not_as_shown] The order would become something else than was shown, and was left as it was.
   *[older_than_known] Orion has a newer version of this order already.
}
    .fix = { $reason ->
        [draft] Nothing to do: the order comes in when the purchase is finished.
        [trashed] If the order is valid, restore it in the shop; it comes in with the next sync.
        [test_order] To receive test orders, change the option in the settings of the integration and read everything again.
        [plan_limit] Nothing is lost: it comes in by itself when there is room. To receive it now, change the plan.
        [not_as_shown] Ask for the difference again and apply it.
       *[older_than_known] Nothing to do.
    }
fail-reason = { $reason ->
    [unreadable] The shop sent the order in a format that is not its own.
    [missing_field] Something is missing without which there is no sale.
    [out_of_range] An amount or a date is beyond what is possible.
    [unknown_currency] The currency is not on the international list (ISO 4217).
   *[refused] The order could not be stored.
}
    .fix = { $reason ->
        [unreadable] Open the order in the shop, save it again and press “Try again”. If it goes on, send the technical detail to support.
        [missing_field] Complete the order in the shop (the detail says what is missing) and press “Try again”.
        [out_of_range] Correct the amount or the date in the shop’s order and press “Try again”.
        [unknown_currency] Correct the currency in the shop and press “Try again”.
       *[refused] Press “Try again”. If it goes on, send the technical detail to support.
    }
records-failed = Some orders did not come in
    .text = The others came in as usual. Each is in the list below, with the reason.
beyond-plan = { $count ->
    [one] { $count } order came beyond the plan
   *[other] { $count } orders came beyond the plan
}
    .text = Nothing is lost: orders beyond the plan are kept and become sales by themselves, oldest first, with a larger plan or when the count of the month begins anew.
see-waiting = See those that wait
orders-waiting = { $count ->
    [one] { $count } order waiting for the plan
   *[other] { $count } orders waiting for the plan
}
did-not-finish = What came in before stays here. The next sync goes on from the same place.

## Orders that did not come in

left-out = Orders that did not come in
left-out-context = All that the shops list and that is no sale here yet, with the reason and what to do.
left-out-verdict = { $verdict ->
    [skipped] Skipped
    [waiting] Waiting for the plan
   *[failed] Failed
}
left-out-filter = Filter orders that did not come in
reason-any = All
left-out-filtered = No order with these filters
    .text = Change the filters or see all.
none-failed = No failed order
    .text = Every order that the shops listed came in, waits for the plan or was skipped for a reason.
none-skipped = No skipped order
    .text = Every order that the shops listed came in, waits for the plan or is among the failed ones.
release = These orders wait for room in the plan
none-waiting = No order waiting for the plan
    .text = The plan has room for all that the shops listed.
left-out-order = Order { $number }
no-id = without a readable number
first-seen = seen { $when }
judged = result of { $when }
see-run = See sync
see-sale = See sale
see-document = See channel data

## What runs now, confirmations, conflicts

running-count = { $count ->
    [one] { $count } sync
   *[other] { $count } syncs
}
started-toast = Sync started. Sales appear as they come in.
started-all = { $count ->
    [0] No new sync: the accounts are syncing already or are not connected.
    [one] { $count } sync started.
   *[other] { $count } syncs started.
}
stop-asked = The sync will stop; what came in stays.
already-running = This account is syncing already
    .text = Follow the sync that is running; another one can start when it ends.
not-connected = This account is not connected now
    .text = Resume or reauthorise the integration before syncing.
no-orders = This account brings no orders
    .text = Nothing was started. Only accounts that sell are synced.
already-over = This sync has ended already
    .text = Nothing was changed. To read again, repeat the sync.
