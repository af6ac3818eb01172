### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Spreadsheet in the columns of a channel
title-of = { $name } in the columns of a channel
context = The products of this check, with the columns and values as each channel asks for them
complete = Has what the channel requires
incomplete = Lacks what the channel requires
missing = Missing in the spreadsheet: { $fields }
# Two numbers, such as `12 of 18 columns filled`.
filled = { $filled } of { $all } columns filled
source = Source of the template, looked at on { $date }
download = { $kind ->
    [csv] Download CSV
   *[xlsx] Download Excel
}
