### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Overview
orders = Sales
products = Products
validation = Validation
customers = Customers
analytics = Analytics
integrations = Integrations
syncs = Syncs
queue = Queue
health = Health
alerts = Alerts
storage = Storage
account = Account
navigation = Navigation
open-navigation = Open navigation
close-navigation = Close navigation
narrow-navigation = Collapse navigation
widen-navigation = Show names
search-all = Search sales, products, customers and pages
to-integrations = See integrations
waiting = { $count ->
    [0] What needs attention
    [one] { $count } thing needs attention
   *[other] { $count } things need attention
}
# Names the corner where confirmations appear.
messages = Messages

## Roles

role-owner = Owner
role-admin = Administrator
role-operator = Operator
role-viewer = Viewer

## Company settings

company = Company
    .context = Applies to everyone in the company.

time-zone = Time zone
    .help = Dates and totals by day follow this zone.

currency = Currency
    .help = The currency in which the company’s totals are added up.

company-language = Company language and formats
    .help = Numbers, amounts and dates are written this way for everyone. Texts follow each person’s language.
