### Products and codes to link.

title = Products
    .context = The company’s catalogue. Each item sold is tied to a product by its SKU or, without one, by the channel’s code.

add = Add product
filter-label = Filter products
search = SKU or name
    .hint = Finds by the beginning of the SKU or name.
sku = SKU
name = Name
price = Price
cost = Cost
stock = Stock
sort-lowest-stock = Lowest stock
sort-highest-stock = Highest stock
state = Status
active = Active
inactive = Inactive
pages = Pages of products
pick = Select product { $sku }
# Before their number.
picked = Selected:
export-picked = Export selected
activate = Activate
deactivate = Deactivate
activated = { $count ->
    [0] Nothing changed: no product was inactive.
    [one] { $count } product activated.
   *[other] { $count } products activated.
}
deactivated = { $count ->
    [0] Nothing changed: no product was active.
    [one] { $count } product deactivated.
   *[other] { $count } products deactivated.
}
# Before the day, in the name of a file.
file-name = products

none = No products yet
    .text = Add a product or create one from what the shops have sold.
    .ask = Products appear here when somebody who edits the catalogue adds them.
none-filtered = No product found
    .text = SKUs and names are found by how they begin.

## Form

# The parts of the form.
identity = The product
amounts = Price and stock
codes = Codes
package = Package
    .help = Of the product when packed, as it goes to the buyer. Channels work the shipping out with it.
images = Images
brand = Brand
    .help = The maker’s. Nearly all channels ask for it.
category = Category
    .help = A name or a path, such as Home > Kitchen, or the channel’s code.
compare-at = Compare-at price
    .help = The price before, shown crossed out beside the current one. It should be above the price.
weight = Weight
    .help = In whole grams: 1.5 kg are 1500.
    .format = Write the weight in whole grams, such as 250.
    .range = Write a weight from 1 g to 100,000 kg, in grams.
length = Length
width = Width
height = Height
side-format = Write it in centimetres, such as { $example }, with at most one decimal.
side-range = Write a measure above zero and up to 100,000 cm.
images-label = Addresses of the images
    .help = One a line, the main one first: at most { NUMBER($most) }.
    .format = Write one address a line, beginning with https:// and at most 1,000 characters long.
    .range = Keep at most { NUMBER($most) } images.
new-product = New product
sku-help = The code used in the shops. Upper and lower case count as the same.
amount-help = Such as { $example }. Empty if not known.
stock-help = Empty if stock is not kept.
amount-format = { $places ->
    [0] Write an amount such as { $example }, without decimals.
   *[other] Write an amount such as { $example }, with at most { $places } decimals.
}
amount-range = Write an amount from zero up and below a trillion.
stock-format = Write a whole number of pieces, such as 12.
stock-range = Write a number of up to a billion pieces.
cost-help = What you pay for one. The margin in Analytics is worked out with it.
gtin = GTIN
    .help = The number under the barcode of the package, of 8, 12, 13 or 14 digits.
    .format = Type the 8, 12, 13 or 14 digits of the barcode.
    .check-digit = Some digit is wrong: the last one does not match the others. Compare with the package.
ncm = NCM
    .help = Eight digits. It is on the supplier’s invoice; if in doubt, ask the accountant.
    .format = Type the eight digits of the NCM.
description = Description
active-label = Active product
active-help = Untick what is not sold any more: it leaves the warnings of stock, and old sales stay linked to it.
created = Product added.
created-mended = { $count ->
    [one] Product added and { $count } sold item linked.
   *[other] Product added and { $count } sold items linked.
}
saved-mended = { $count ->
    [0] Product saved.
    [one] Product saved and { $count } sold item linked.
   *[other] Product saved and { $count } sold items linked.
}
taken-back = Change to the product undone.
changed-since = The product has changed since
    .text = Nothing was changed, so that the newer change is not wiped out. Before you save again, look the product over in another tab: what this form shows is what counts.

## Linked codes of a product

linked = Linked codes
    .context = Other codes under which the shops sell this product.
linked-none = No other code linked.
unlink = Remove link
unlinked = { $count ->
    [0] Link removed.
    [one] Link removed. { $count } item waits again.
   *[other] Link removed. { $count } items wait again.
}

## Codes to link

to-link = Codes to link
    .context = Codes sold in the shops that the catalogue does not know yet. Items without a SKU appear with the channel’s code. One link holds for all items, including those to come.
to-link-count = { $count ->
    [one] { $count } code to link
   *[other] { $count } codes to link
}
to-link-more = { NUMBER($count) } codes or more to link
search-sku = SKU or code
    .hint = Finds by the beginning of the SKU sold in the shop, or of the channel’s code.
filter-skus = Filter codes
sku-pages = Pages of codes
no-sku-waits = No code waits with this filter
    .text = It has been linked already, or the text begins another code.
code-of = No SKU · code in the channel: { $platform } ({ $name })
waiting-lines = { $count ->
    [one] { $count } item waits
   *[other] { $count } items wait
}
candidates = Candidates
no-candidates = No similar product in the catalogue.
same-sku = Same SKU
similar-name = Name { $percent } alike
other-variant = Another variant? Name { $percent } alike
link = Link
link-to = Link to { $sku }
link-other = SKU of another product
create = Create product
linked-done = { $count ->
    [0] Link saved.
    [one] Link saved and { $count } item mended.
   *[other] Link saved and { $count } items mended.
}
all-linked = All codes are linked
    .text = When a shop sells a new code, it appears here.
