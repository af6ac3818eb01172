### What the search box of every page offers, and the keys.

pages = Go to
# Above what is done, as the one before is above where one goes.
actions = Do
new-product = New product
new-rule = New rule
google-sheet = Check a Google sheet
export-sales = Export sales as CSV
export-products = Export products as CSV
export-customers = Export customers as CSV
export-analytics = Export analytics to Excel
invite = Invite somebody
appearance-to = { $appearance ->
    [light] Use light colors
    [dark] Use dark colors
   *[system] Use the system’s colors
}
language-to = Change the language to { $language }
search-for = Search “{ $text }” everywhere
# Said aloud while somebody types.
found = { $count ->
    [0] Nothing found
    [one] { $count } result
   *[other] { $count } results
}
# Said behind that.
enter-opens = Enter opens “{ $label }”.
# Other words by which a page or an action is found.
words = { $code ->
    [overview] home dashboard today
    [orders] orders revenue print packing list
    [analytics] reports charts figures comparison
    [products] catalogue stock sku
    [customers] buyers
    [integrations] channels shops marketplace connect
    [validation] check sheet catalogue csv excel
    [syncs] import fetch orders
    [queue] jobs tasks
    [health] api calls platforms limits
    [alerts] warnings problems
    [storage] space retention data
    [account] profile password e-mail language devices passkeys
    [security] 2fa authenticator app passkey
    [company] time zone currency language
    [first_hour] start set up guide begin onboarding demo
    [team] people invite members roles permissions
    [companies] switch company organisation
    [history] audit who did
    [plans] prices limits usage subscribe
    [usage] consumption quota
    [billing] billing bills card invoice payment cancel stripe
    [rules] validation own rules
    [rule_lists] validation allowed banned brands
    [left_out] errors pending not imported
    [expiries] tokens expire reauthorise
    [alert_settings] slack webhook e-mail quiet
    [to_link] link unknown sku
    [conformance] tests platforms
    [new_product] create add
    [new_rule] create validation
    [new_rule_list] create upload brands validation
    [google_sheet] sheets import
    [export] download spreadsheet
    [export_products] download catalogue
    [export_customers] download buyers contacts spreadsheet
    [sync_all] update fetch import refresh now orders
    [appearance] theme mode dark light night colors
    [disconnect] unlink remove integration channel shop
    [shortcuts] keys hotkeys
    [invite] add new user team member access person
    [export_analytics] download reports charts spreadsheet xlsx
    [to_light] theme mode light appearance day
    [to_dark] theme mode dark appearance night
    [to_system] theme mode automatic appearance
    [language] translate idioma langue
    [connect] add integration channel store marketplace
    [saved_view] saved view views filter
   *[sign_out] log out logout signout sair exit end session
}
shortcuts = Keyboard shortcuts
key-palette = Go to any page, sale, product or customer
key-rows = Move through rows and results
key-open = Open
key-pick = Select the row
# The name of the key.
key-space = Space
key-close = Close
key-search = Search
key-help = Show these shortcuts
letters-off = Turn letter shortcuts off
letters-on = Turn letter shortcuts on
letters-are-off = Letter shortcuts are off.
letters-are-on = Letter shortcuts are on.
