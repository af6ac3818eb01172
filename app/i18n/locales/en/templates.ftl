### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Spreadsheet in the columns of a channel
title-of = In the columns of a channel: { $name }
context = The products of this check, with the columns and values as each channel asks for them
complete = Has what the channel requires
incomplete = Lacks what the channel requires
faulty = { $count ->
    [one] { $count } product with errors
   *[other] { $count } products with errors
}
# By the rules of the channel, and by those that hold everywhere.
faulty-of = { $count ->
    [0] None of the { NUMBER($all) } products has errors for this channel in this check.
    [one] { $count } of { NUMBER($all) } products has errors for this channel in this check.
   *[other] { $count } of { NUMBER($all) } products have errors for this channel in this check.
}
see-errors = See the errors
unchecked = Not checked for this channel
    .text = The rules of this channel were not ticked in this check. Tick them on the spreadsheet and check again.
choose-rules = Choose the rules
missing = Missing in the spreadsheet: { $fields }
# Two numbers, such as `12 of 18 columns filled`.
filled = { $filled } of { $all } columns filled
source = Source of the template, looked at on { $date }
download = { $kind ->
    [csv] Download CSV
   *[xlsx] Download Excel
}
# Before the links of a file.
clean-products = { $count ->
    [one] Only the { $count } product without errors
   *[other] Only the { $count } products without errors
}
all-products = { $count ->
    [one] { $count } product, with errors or not
   *[other] All { $count } products, also those with errors
}
