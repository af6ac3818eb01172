### Taking a checked file over into the catalogue: what it would change, changing it, taking it back.

start = Import into the catalogue
title-of = Import of { $name }
state = { $code ->
    [reading] Comparing with the catalogue
    [ready] Ready to import
    [applying] Importing
    [applied] Imported
    [undoing] Undoing
    [undone] Undone
    [failed] Not completed
   *[cancelled] Stopped
}
ready = See what will change
    .text = Nothing has been changed yet. Empty cells erase nothing: the product keeps the value that it has.
same = Nothing to import
    .text = The products in the catalogue are already as in the file.
# Some records are left out, and none of the others is new or changed.
none-possible = No product to import
    .text = Those that are not in the catalogue as in the file yet are left out. The reason of each is in the list.
applied = { $count ->
    [0] No product imported
    [one] { $count } product imported
   *[other] { $count } products imported
}
    .text = You can undo it as long as nobody changes the products again.
overtaken = { $count ->
    [one] { $count } product stays as it is: somebody changed it meanwhile.
   *[other] { $count } products stay as they are: somebody changed them meanwhile.
}
undone = Import undone
    .text = The new products have left the catalogue, and the others have the values from before.
failed = The import was not completed
cancelled = The import was stopped
    .text = The catalogue is as it was.
cancelled-toast = The import will stop; what is imported stays.

take-new = { $count ->
    [one] Create { $count } new product
   *[other] Create { $count } new products
}
take-changes = { $count ->
    [one] Change { $count } product that exists
   *[other] Change { $count } products that exist
}
# Under the choice of new products, or of those that change.
with-errors = { $count ->
    [0] all without errors
    [one] { $count } of them with errors
   *[other] { $count } of them with errors
}
only-clean = Only products without errors
    .help = { $count ->
        [one] Unless this is ticked, { $count } product with errors in what the catalogue takes comes in, too.
       *[other] Unless this is ticked, { $count } products with errors in what the catalogue takes come in, too.
    } The reason of each is in the list.
left-out = What is left out
left-columns = Columns that are not imported: { $columns }. The catalogue keeps title, description, brand, category, price, compare-at price, cost, stock, GTIN, NCM, weight, measures and images.
more-columns = { NUMBER($count) } more
left-cells = { $count ->
    [one] { $count } cell is left out, because its value cannot be read or is none that the catalogue takes
   *[other] { $count } cells are left out, because their values cannot be read or are none that the catalogue takes
}: { $fields }. The products are in the list, each with its reason.
# A field, and in how many of its cells.
cells-of = { $field } ({ NUMBER($count) })
apply = Import
to-products = See products

rows = What changes
product = Product
what = Values
action-column = Result
any-action = All
action = { $code ->
    [create] New
    [update] Changes
    [errors] With errors
   *[refused] Left out
}
# Over a number of products.
tile = { $code ->
    [create] New
    [update] Changing
    [unchanged] Same
    [errors] With errors
   *[refused] Left out
}
outcome = { $code ->
    [applied] Imported
    [overtaken] Changed by somebody
   *[undone] Undone
}
# A field and the value that a new product gets.
value = { $field }: { $value }
# Under the first values of a new product: opens the others.
more-values = { $count ->
    [one] { $count } more value
   *[other] { $count } more values
}
# A field, what a product has and what it gets.
change = { $field }: { $before } → { $after }
# What is wrong, with the field that it is about.
problem = { $kind ->
    [missing] { $field }: the value is missing
    [too_long] { $field }: too long for the catalogue
    [characters] { $field }: has characters that are not accepted
    [repeated] { $field }: stands in another row of the file already
    [linked] { $field }: is a further SKU of a product in the catalogue
    [currency] { $field }: is in another currency
    [unread] { $field }: the cell cannot be read and was left out
   *[format] { $field }: the value is not valid and was left out
}
# Under a product with errors: the title of the rule, and the field.
error = Error of the check: { $title } ({ $field })
filter-label = Filter what changes
none-filtered = No product with this filter
    .text = Choose another action or see all products of the file.
pages = Pages of the import

## The imports of a sheet

list = Imports into the catalogue
what-column = Products
# Three parts of one sentence: of the file, how many products are new, change, and stay out.
counts = { $creates ->
    [0] none new
    [one] { $creates } new
   *[other] { $creates } new
}, { $updates ->
    [0] none changed
    [one] { $updates } changed
   *[other] { $updates } changed
}, { $refused ->
    [0] none left out
   *[other] { $refused } left out
}
undo-first = Undo a later import first
    .text = The import of { $sheet }, made on { $at }, changed the same products. Nothing has been undone yet.
undo-first-open = Open the later one

## Why an import was refused

no-sku-column = The SKU column is missing
    .text = Products are recognised by their SKU. Say on the spreadsheet which column is the SKU, and check it again.
nothing-to-import = Nothing was chosen
    .text = Tick the new products, those that change, or both. If all of them have errors, correct them in the spreadsheet or untick “Only products without errors”.
import-not-ready = The import is somewhere else by now
    .text = Nothing was changed. The page shows where it is.
currency-changed = The company’s currency has changed
    .text = The amounts were read in the one from before, and nothing was changed. Import again, on the page of the check.
