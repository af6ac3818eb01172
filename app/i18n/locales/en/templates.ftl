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

## What a file would lack: on the page before it is downloaded, and on a second sheet of a workbook.

see-lacking = See what the file would lack
lacking-in = What the file would lack: { $template }
lacking-cells = { $cells ->
    [one] { $cells } incomplete cell
   *[other] { $cells } incomplete cells
} in { $records ->
    [one] { $records } product
   *[other] { $records } products
}.
lacking-none = { $count ->
    [0] This spreadsheet has no products.
    [one] No incomplete cell in { $count } product.
   *[other] No incomplete cell in { $count } products.
}
# When there was no time for more.
lacking-cut = { $count ->
    [0] There was no time to read the spreadsheet now. Wait a moment and open this again.
    [one] There was only time to read { $count } product; more may be missing.
   *[other] There was only time to read the first { $count } products; more may be missing.
}
lacking-listed = The Excel file has the list on the sheet “{ lacking-sheet }”. The CSV has the products alone, because the channel reads all of it.
lacking-more = { $count ->
    [one] { $count } more cell
   *[other] { $count } more cells
}
# Excel allows 31 characters, without `[ ] : * ? / \`.
lacking-sheet = To complete
lacking-row = Row of the file
lacking-column = Column of the channel
lacking-reason = { $code ->
    [apart] The other rows of the product stand elsewhere, or are too many; sort the spreadsheet by the group
    [sku_of_product] The variation has the same SKU as the whole product
    [excel_cell_length] The text does not fit into a cell of Excel and was cut
   *[too_many_items] There are more images than the channel accepts; the others were left out
}
