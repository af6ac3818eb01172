### What fields want, below their labels.

carrier-listed = Those that the channel knows for this order.
handover = How the parcel gets to the carrier: you bring it, or they collect it at the chosen time.
notify = Unticked, the channel records the shipment without a message to the customer.
product-name = How the product appears in lists, searches and prints.
description = For your team and for listing sheets. Channels are not changed.
quiet-until = Earlier than the start, it holds until the next day.
first-day = Day of the first sales
last-day = Day of the last, included
schedule-mode = Checked by itself, the sheet is read anew each time. Checking now stays possible.
rule-field = Where the rule looks. For a column without a field in Orion, choose “Own attribute” and write its name.
compared-field = One of the fields that the check looks at together. Those without a choice do not count.
other-language = Left empty, readers of this language see the text of yours.
condition-field = The field that decides whether the rule looks at the row. Without a choice there is no condition.
condition-kind = The row is checked only while this is true.
integer = 12 passes; 12.5 is found.
ignore-case = “Blue” and “BLUE” count as the same value.
https = Several channels refuse images at http://.
fix-step = { $code ->
    [trim] “ Mug ” becomes “Mug”.
    [collapse_spaces] “Blue{ "\u00A0" }{ "\u00A0" }mug” becomes “Blue mug”.
    [digits_only] “6109.10.00” becomes “61091000”.
   *[remove_accents] “Café” becomes “Cafe”.
}
case = How letters are after the correction.
test-value = An example of what a cell may hold.
test-other = What the same row has in this field, for this test.
test-values = The rows are checked together, as in the sheet.
test-finds = What is to happen to this example. The rule becomes active only when all tests come out right.
