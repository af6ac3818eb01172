### Processing again what is kept of a channel's words.

title = Process again
again = Process again
    .help = What was kept of this period, read as of today. Nothing is asked of the shop, and nothing changes before you see the difference.
again-selected = Process these sales again
# Before what the filter is, in words.
of-filter = Sales of this filter:
see-others = See the filter’s other shops
last = Last times that something was processed again
placed-from = Placed from
placed-until = Placed until
see-difference = See the difference
asked-by = asked by { $name }
scope = { $scope ->
    [order] One sale
    [record] One order that the channel listed
    [run] What a sync brought
    [parked] Orders that waited for room in the plan
    [filter] The sales of a filter
   *[range] A period
}
state = { $state ->
    [looking] Checking
    [ready] Difference ready
    [applying] Applying
    [applied] Applied
   *[failed] Not finished
}

## Counts

looked = { $count ->
    [one] { $count } order checked
   *[other] { $count } orders checked
}
same = { $count ->
    [one] { $count } unchanged
   *[other] { $count } unchanged
}
changed = { $count ->
    [one] { $count } would change
   *[other] { $count } would change
}
unreadable = { $count ->
    [one] { $count } cannot be read
   *[other] { $count } cannot be read
}
incomplete = { $count ->
    [one] { $count } is incomplete and can only be read again at the channel
   *[other] { $count } are incomplete and can only be read again at the channel
}
gone = { $count ->
    [one] { $count } no longer has the channel’s data
   *[other] { $count } no longer have the channel’s data
}
moved = { $count ->
    [one] { $count } is no longer as it was shown and was left alone
   *[other] { $count } are no longer as they were shown and were left alone
}
applied = { $count ->
    [one] { $count } order written
   *[other] { $count } orders written
}

## States

looking = Comparing what is kept with what is written
applying = Writing the differences
ready = Nothing has been written yet. Check the difference and apply it.
nothing = Nothing would change
    .text = What is written is what today’s reading would make.
failed = It could not be finished
    .text = It was an error of Orion’s own; the server’s log says which. What was written stays. Ask for it again.
apply = { $count ->
    [one] Apply { $count } change
   *[other] Apply { $count } changes
}
started-toast = The differences are being written.
still-looking = The difference is still being checked
    .text = Wait until the check is over, and apply it.
too-many = Too many sales at once
    .text = Up to { NUMBER($count) } sales are checked at once, and this filter has more. Choose a shorter period in the list; a whole period of one shop is processed on the page of its integration.

## The difference

difference = Difference
outcome = Outcome
values = Values, before and after
first-shown = { $count ->
    [one] Only the first order is shown; all are counted.
   *[other] Only the first { $count } orders are shown; all are counted.
}
would-change = Would change
would-be-new = Would become a sale
would-not-read = Cannot be read
field = { $field ->
    [money] Amounts
    [buyer] Customer
    [dates] Dates
    [lines] Items
    [addresses] Addresses
    [payments] Payments
    [refunds] Refunds
    [ledger] Costs of the channel
    [verdict] Outcome of reading
   *[other] Other data
}
