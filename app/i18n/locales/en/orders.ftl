### Sales: the list, one sale, files.

title = Sales
    .context = What was sold on all connected channels.

sync-all = Sync all
sync-one = Sync one shop
export-csv = Export CSV
export-excel = Export Excel
export-picked = Export selected

## Filters

filter-label = Filter sales
search = Number, name, e-mail, phone, tax ID or SKU
    .hint = Finds by the beginning: each name of the customer, e-mail, phone, tax ID, number or SKU.
channel = Channel
store = Shop
    .all = All
status = Status
    .all = All
payment = Payment
fulfilment = Shipping
of-customer = Purchases of { $name }
tests = Tests
tests-shown = Include
tests-hidden = Hide
tests-only = Only tests
# A filter in words.
tests-hidden-told = Without tests
of-one-customer = Of one customer
sort-by = Sort by
sort-newest = Newest
sort-oldest = Oldest
sort-highest-total = Highest total
sort-lowest-total = Lowest total
sort-highest-number = Highest number
sort-lowest-number = Lowest number

## Columns

sale = Sale
channel-number = Channel number
customer = Customer
placed-at = Placed
items = Items
total = Total
pages = Pages of sales

## Totals

sum-selection = Add up these sales
selected = { $count ->
    [0] No sales
    [one] { $count } sale
   *[other] { $count } sales
}
summed = { $count ->
    [one] Total of { $count } sale
   *[other] Total of { $count } sales
}
# Where tests are hidden.
summed-real = { $count ->
    [one] Total of { $count } sale, unpaid or cancelled
   *[other] Total of { $count } sales, also those unpaid and cancelled
}
summed-mixed = { $count ->
    [one] Total of { $count } sale, not paid, cancelled or a test
   *[other] Total of { $count } sales, including not paid, cancelled and test ones
}
summed-paid = { $count ->
    [0] No paid sales
    [one] Paid in { $count } sale, less refunds
   *[other] Paid in { $count } sales, less refunds
}
sum-hide = Hide the sum
sum-too-long = Adding up this selection takes too long. Limit the period and add it up again.

## Nothing to show

none = No sales yet
    .text = The orders of the connected shops appear here as soon as a sync brings them, the newest first.
    .press = See syncs
none-filtered = No sales with these filters
    .text = Check the period and the search text. Names and codes are found by how they begin.
none-reversed = The period ends before it begins
    .text = Swap the dates: the end date cannot be before the start date.
none-connected = No shop connected
    .text = Connect a shop and its orders appear here as sales.
    .ask = Ask an administrator of the company to connect one, and its orders appear here as sales.
    .press = Go to Integrations

## States

order-open = Open
order-completed = Completed
order-cancelled = Cancelled
order-failed = Not completed
order-unknown = Unknown
payment-pending = Waiting
payment-authorized = Authorised
payment-partially-paid = Partly paid
payment-paid = Paid
payment-partially-refunded = Partly refunded
payment-refunded = Refunded
payment-voided = Not paid
payment-unknown = Unknown
fulfilment-unfulfilled = To ship
fulfilment-partial = Partly shipped
fulfilment-fulfilled = Shipped
fulfilment-not-required = No shipping
fulfilment-by-channel = Channel ships
fulfilment-on-hold = On hold
fulfilment-returned = Returned
fulfilment-unknown = Unknown
# A filter: what somebody has to ship.
fulfilment-to-ship = To ship, already paid
test-order = Test
differs = Does not match

## One sale

one = Sale { $number }
newer = Newer
older = Older
number-in-channel = { $channel }, order { $number }
lines = Items of the sale
product = Product
sku = SKU
quantity = Quantity
unit-price = Price
discount = Discount
no-sku = No SKU
link-sku = Link SKU
link-code = Link code
no-lines = The channel sent no items for this sale.

money = Amounts
goods = Goods
shipping = Shipping cost
fees = Fees
tax = Taxes
    .included = included in the prices
difference = Difference
proved = Matches the channel to the cent
total-is-more = The channel’s total is { $amount } more than its items add up to
total-is-less = The channel’s total is { $amount } less than its items add up to
refunded = Refunded
# What is left of the total.
after-refunds = After refunds
refunds = Refunds
no-reason = No reason given

kept = What is yours to keep
    .context = Expected, by what the channel told
kept-no-commission = The channel did not tell its commission: you may keep less.
kept-total = Total of the sale
kept-expected = You receive
ledger-commission = Channel commission
ledger-fee = Fee withheld
ledger-tax = Tax withheld
ledger-freight-seller = Shipping at your cost
ledger-freight-buyer = Shipping paid by the customer
ledger-freight-channel = Shipping paid by the channel
ledger-discount-seller = Discount at your cost
ledger-discount-channel = Discount paid by the channel
# A channel's code of an entry, in words; nothing for one that has none.
ledger-label = { $label ->
    [gold_pro] Premium listing
    [gold_special] Classic listing
    [free] Free listing
    [drop_off] Dropped off at an agency
    [xd_drop_off] Dropped off at an agency
    [cross_docking] Collected
    [fulfillment] Mercado Envios Full
    [self_service] Mercado Envios Flex
    [shipping_fee_cofunded_discount] Freight shared with the platform
    [retail_delivery_fee] Delivery fee
    [buyer_service_fee] Buyer service fee
    [handling_fee] Handling fee
    [shipping_insurance_fee] Shipping insurance
    [item_insurance_fee] Item insurance
    [small_order_fee] Small order fee
   *[other] { "" }
}
ledger-included = { $amount }, already in the total
ledger-carrier = { $amount }, straight to the carrier

payments = Payments
paid-at = Paid on
method = Method
# A channel's code of a way to pay, in words; nothing for one that has none.
payment-way = { $code ->
    [pix] Pix
    [credit_card] Credit card
    [debit_card] Debit card
    [prepaid_card] Prepaid card
    [bank_transfer] Bank transfer
    [bacs] Bank transfer
    [boleto] Boleto
    [ticket] Payment slip
    [bolbradesco] Boleto
    [account_money] Balance at the channel
    [cod] Cash on delivery
    [cash_on_delivery] Cash on delivery
    [gift_card] Gift card
    [digital_wallet] Digital wallet
    [consumer_credits] Credit from the channel
    [digital_currency] Credit from the channel
    [manual] Agreed with the shop
    [cheque] Cheque
    [paypal] PayPal
   *[other] { "" }
}
payment-way-unknown = Another way
transaction = Transaction
amount = Amount

buyer = Customer
company = Company
email = E-mail
phone = Phone
document = CPF or CNPJ
known-by = Recognised by
known-by-document = CPF or CNPJ
known-by-email = E-mail
known-by-phone = Phone
known-by-new = First purchase
shipping-address = Shipping address
billing-address = Billing address
shared-address = Shipping and billing address

state = Status
status-in-channel = Status on the channel
shipping-method = Shipping method
changed-at = Changed on the channel
cancelled-at = Cancelled on
client-ip = IP address
note = Note
tags = Tags
external-id = Channel code
purchase = Purchase on the channel
purchase-parts = { $count ->
    [one] Part of a purchase of { $count } order
   *[other] Part of a purchase of { $count } orders
}

story = History
    .context = Newest first
imported = Imported
imported-as = Status on the channel: { $status }
updated = Updated
seen = First seen on the channel
see-run = See sync
last-run = Last change
change = { $field }: from { $from } to { $to }
raw = Channel data
raw-cut = Showing the beginning. The whole document has { $size }.
raw-gone = The channel data is past the time it is kept.

## Changed fields

field-status = Status
field-payment = Payment
field-fulfilment = Shipping
field-channel-status = Status on the channel
field-total = Total
field-refunded = Refunded

## Files

file-name = sales
currency = Currency
