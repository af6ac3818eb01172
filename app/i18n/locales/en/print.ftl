### Sheets of paper: one sale, a packing list, a month of checks.

print = Print
press = Print or save as PDF
without-script = To print or save as PDF, use your browser’s print command.
# At the foot of a sheet.
printed = Printed by { $name } on { $when }

## Packing list

packing = Packing list
packing-press = Print packing list
# The first ones of what the list finds.
packing-found = Packing list of up to { NUMBER($most) } of these sales
to-pick = To pick
to-pack = To pack
no-address = The channel gave no delivery address.
nothing = No sales to pack
    .text = Tick sales in the list of sales and choose “Print packing list”.
called-off = { $count ->
    [one] { $count } sale that is cancelled, not completed, not paid or refunded was left out
   *[other] { $count } sales that are cancelled, not completed, not paid or refunded were left out
}
# The numbers of these sales.
called-off-text = Do not send: { $numbers }.
awaited = { $count ->
    [one] { $count } sale on this list is not paid in full yet
   *[other] { $count } sales on this list are not paid in full yet
}
# The numbers of these sales.
awaited-text = Check the payment before you ship: { $numbers }. Their items are counted in “{ to-pick }”.
unknown = { $count ->
    [one] { $count } chosen sale was not found
   *[other] { $count } chosen sales were not found
}
    .text = Check that the address is complete and that you are in the right company.
beyond = The list has the first { NUMBER($most) } chosen sales
beyond-text = { $count ->
    [one] { $count } was left out. Print another list for it.
   *[other] { $count } were left out. Print another list for them.
}
# Of the sales that a filter finds, in the order of the list.
found-more = The filter finds more sales
    .text = Each list has up to { NUMBER($most) } sales of the filter. The next ones are on another list.
found-next = Next sales

## A month of checks

compared = What was compared
    .text = Every order that the channel lists, by the hour it was placed, against what is in Orion. Each one ends as a sale here, left out with a reason, waiting for the plan, or not imported.
never-checked = None yet
hours-checked = Hours checked in the month
adds-up = It adds up: { $listed } in the channel = { $imported } here + { $left } left out + { $waiting } waiting for the plan + { $failed } not imported.
does-not-add-up = It does not add up: { $listed } in the channel, { $imported } here, { $left } left out, { $waiting } waiting for the plan and { $failed } not imported. Check the month again.
missing = What is missing and why
    .context = Orders of this integration that could not be imported so far, of any month.
missing-none = No order was left unimported.
missing-more = { $count ->
    [one] And { $count } more order, shown in Orion.
   *[other] And { $count } more orders, shown in Orion.
}
since = Since
left-out-context = Orders that are not sales, of any month, by reason.
waiting-context = Orders that are kept, of any month, and come in by themselves when the plan has room.
