### Customers and their purchases.

title = Customers
    .context = Who bought, on all channels. The same person is recognised by tax ID, e-mail or phone.

filter-label = Filter customers
search = Name, e-mail, phone, CPF or CNPJ
    .hint = Finds by the beginning of each name, of the e-mail or of the number.
name = Customer
email = E-mail
phone = Phone
document = CPF or CNPJ
city = City
purchases = Purchases
# On phones, which have no headings.
purchase-count = { $count ->
    [one] { $count } purchase
   *[other] { $count } purchases
}
last-purchase = Last purchase
# What was paid, less refunds.
spent = Spent
sort-latest = Latest purchase
sort-longest-ago = Longest without buying
sort-most-purchases = Most purchases
sort-most-spent = Spent most
# A filter, behind the word for purchases.
at-least = { NUMBER($count) } or more
# Of the same filter: any number of purchases.
any-purchases = All
# A filter, before a day.
since-filter = Customer since
behind = Purchases of the last moments do not count in the order and the filters yet.
# Before the day, in the name of a file.
file-name = customers
paid-elsewhere = Paid in other currencies
pages = Pages of customers
unnamed = No name

none = No customers yet
    .text = Whoever buys in your shops appears here with their first sale, just once, even if they buy on several channels.
    .press = See sales
none-filtered = No customer found
    .text = Names, e-mails and numbers are found by how they begin.

since = Customer since { $date }
paid = Paid, less refunds
paid-none = No paid purchase
by-channel = Purchases by channel
identities = Recognised by
    .context = The first purchase made this customer. Every other one with one of these belongs to them too.
identities-none = No tax ID, e-mail or phone: each purchase without these gets a customer of its own.
recognised = { $count ->
    [0] no other purchase recognised by it
    [one] { $count } other purchase recognised by it
   *[other] { $count } other purchases recognised by it
}
purchase-list = Purchases
all-in-sales = See in Sales
purchases-none = No purchases
contact = Contact
