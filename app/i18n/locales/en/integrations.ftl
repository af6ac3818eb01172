### Channels: the gallery, the form that connects one, the page of a connection.

title = Integrations
connected-count = { $count ->
    [0] No account connected
    [one] { $count } account connected
   *[other] { $count } accounts connected
}
paused-count = { $count ->
    [one] { $count } paused
   *[other] { $count } paused
}
attention-count = { $count ->
    [one] { $count } needs attention
   *[other] { $count } need attention
}

## Gallery

sync-all = Sync all
your-accounts = Your accounts
platforms = Platforms
platforms-context = You can connect several accounts of the same platform.
filter-label = Filter integrations
search-label = Platform or shop
category = Category
category-any = All
category-name = { $category ->
    [store] Own shop
    [marketplace] Marketplace
    [payment] Payment
    [spreadsheet] Spreadsheets
   *[service] Service
}
empty-accounts = No account connected yet
    .text = Choose a platform below. Sales appear within minutes, the newest first.
empty-filtered = No integration with these filters
    .text = Search for another name or see all integrations.

badge = { $state ->
    [connected] Connected
    [syncing] Syncing
    [attention] Attention
    [error] Error
    [needs_reauth] Reauthorise
    [paused] Paused
   *[disconnected] Disconnected
}

summary = In Orion: { $things }.
capability = { $capability ->
    [orders] orders
    [products] products
    [stock] stock
    [prices] prices
    [cancelling] cancelling
    [shipping] shipping
    [invoices] fiscal documents
    [labels] labels
    [spreadsheets] spreadsheets
    [webhooks] real-time notices
   *[customers] customers
}

last-sync = Last sync: { $when }
never-synced = Not synced yet
complete-until = complete{ "\u00A0" }up{ "\u00A0" }to{ "\u00A0" }{ $when }

connect = Connect
connect-another = Connect another account
sync = Sync
reauthorise = Reauthorise
see-problem = See problem
see-run = See sync
pause = Pause
resume = Resume
reconnect = Connect again
open-connection = Open integration
more-of = More actions of { $name }
edit-credentials = Edit credentials
disconnect = Disconnect

## The form that connects

connect-platform = Connect { $platform }
connect-context = Orion reads your orders. In the shop it only sets up order events and does what you ask for. Keys are stored encrypted and never shown again.
credentials-of = Credentials of { $name }
credentials-context = History and sales stay the same after the change.
ways = Way to connect
way = { $way ->
    [key_pair] Key and secret
    [client_credentials] Dev Dashboard app
    [token] Custom app token
   *[oauth2] Authorisation on the platform
}
field-label = { $field ->
    [store_url] Address of the shop
    [consumer_key] Consumer key
    [consumer_secret] Consumer secret
    [shop] myshopify.com address
    [client_id] Client ID
    [client_secret] Client secret
    [access_token] Admin API access token
   *[other] Credential
}
field-help = { $field ->
    [store_url] As the browser shows it, with the folder if there is one: https://www.yourshop.com/shop
    [consumer_key] Begins with ck_ and has 43 characters.
    [consumer_secret] Begins with cs_ and has 43 characters.
    [shop] The address that ends in .myshopify.com, not the shop’s own domain.
    [client_id] In the app’s Settings, on the Dev Dashboard.
    [client_secret] Beside the client ID. Stored encrypted and never shown again.
    [access_token] Begins with shpat_. Stored encrypted and never shown again.
   *[other] Stored encrypted and never shown again.
}
replace = Replace
keep-secret = Leave it closed to keep the present key.
name = Name in Orion
    .help = Left empty, the shop’s own name is used.
kept-name-help = How the account is shown in lists and filters here. Nothing changes on the platform.
sync-settings = Sync
every = Look for changes
    .help = You can also sync whenever you like.
every-choice = { $minutes ->
    [60] every hour
    [360] every 6 hours
    [1440] once a day
   *[other] every { $minutes } minutes
}
by-hand = only when I ask
quiet-from = Rest from
quiet-until = Rest until
quiet-help = In this time nothing runs by itself: neither reads nor checks. Events and buttons go on. The company’s clock counts; an hour that the clock skips does not come, one that it repeats counts twice.
skip-tests = Leave test orders out
    .help = They count as skipped and appear in the list of reasons.
test = Test connection
testing = Testing the connection…
test-away = Orion could not be reached. Nothing was saved. Check your internet connection and test again.
test-not-allowed = Your role does not allow testing this integration, or it no longer exists. Nothing was saved. Ask an administrator of the company.
test-failed = Orion could not do the test. Nothing was saved. Test again in a few minutes.
save-connect = Save and connect
save-credentials = Test and save
guide = How to get the data

## The result of a test

report = Result of the test
passed = The connection works
    .text = Nothing has been saved yet. To connect, press the save button.
refused = The connection does not work yet
    .text = Nothing was saved. See below what to correct and test again.
test-refused = The test could not start
type-secrets-again = Type the keys again before saving: the page does not keep them.
shop-found = Account found: { $shop }
step = { $step ->
    [reach] Reach the address
    [platform] Recognise the platform
    [credentials] Sign in with the credentials
    [read_orders] Read orders
    [read_sheets] Read spreadsheets
    [list_files] List spreadsheets
    [history] History of orders
    [returns] Returns
    [scopes] Scopes
   *[customers] Customer data
}
step-passed = Right
step-warning = Attention
step-failed = Failed
problem = { $problem ->
    [bad_address] The address is not that of a shop.
    [name_not_found] The address does not exist on the internet.
    [not_reachable] The shop did not answer over the network.
    [too_slow] The shop took too long to answer.
    [bad_certificate] The shop’s security certificate (TLS) is not valid.
    [blocked_address] The address points to a private network, which Orion does not call.
    [redirected] The shop redirects to another address. For safety, the key was not sent there.
    [hidden_by_proxy] A protection, password or maintenance page answered in place of the shop.
    [php_messages] PHP error messages stand before the shop’s data.
    [not_wordpress] The address answers, but it is not a WordPress site.
    [rest_disabled] The site is WordPress, but the REST API is switched off.
    [woocommerce_missing] WordPress answers, but WooCommerce is not active in it.
    [not_myshopify] This is not the myshopify.com address of the shop.
    [not_shopify] The address answers, but it is not a Shopify shop.
    [shop_unavailable] The shop is closed, frozen or locked.
    [wrong_key] The shop does not know the credentials.
    [tls_not_seen] WordPress does not notice that the access is over HTTPS and so refuses the keys.
    [clock_wrong] The shop’s clock is wrong, so it refuses the keys.
    [no_read_permission] The credentials are valid, but may not read orders.
    [busy] The shop has limited the number of calls for a while.
    [server_error] The shop answered with an internal failure.
    [orders_last_60_days] The app may only read the orders of the last 60 days.
    [no_customer_data] The app may not read names, addresses and tax numbers of customers.
    [no_billing_data] The app may not read what invoices need of buyers: name, tax number and address.
    [no_returns] The app may not see returns.
    [personal_account] The consent is a person’s, not that of a company that sells.
    [missing_scopes] The consent does not open all that Orion needs.
    [no_sheet_permission] The consent does not let spreadsheets be read and written.
    [no_file_list] The consent does not let files be listed. Each spreadsheet is opened by its link.
    [api_off] An API of Google is switched off in the project of the app.
   *[unexpected_answer] The shop’s answer was incomplete or in an unexpected format.
}
    .fix = { $problem ->
        [bad_address] Copy the address from the browser with the shop open.
        [name_not_found] Check the address for typing errors.
        [not_reachable] See whether the shop opens in the browser. If it does, ask the host to allow access by programs.
        [too_slow] Test again in a few minutes. If it goes on, talk to the shop’s host.
        [bad_certificate] Ask the host to renew the certificate and to install the whole chain.
        [blocked_address] Use the shop’s public address.
        [redirected] Replace the shop’s address with the one it redirects to (see the detail).
        [hidden_by_proxy] Remove the password or the maintenance mode, or allow the path /wp-json/ in the firewall.
        [php_messages] Ask whoever runs the site to switch WP_DEBUG_DISPLAY off in WordPress.
        [not_wordpress] Check the address. If the shop is in a folder, include it.
        [rest_disabled] Switch off the option of the security plugin that blocks the REST API and test again.
        [woocommerce_missing] In WordPress, open Plugins and activate WooCommerce. If the shop is in a folder, include it in the address.
        [not_myshopify] Use the address that ends in .myshopify.com. It is in Shopify, under Settings → Domains.
        [not_shopify] Use the address that ends in .myshopify.com; it is under Settings, Domains.
        [shop_unavailable] Sign in to the shop’s admin and settle the subscription or reopen the shop.
        [wrong_key] Copy the credentials again, whole. If they were revoked, make others with the instructions.
        [tls_not_seen] Ask the host to have the proxy send X-Forwarded-Proto: https to WordPress.
        [clock_wrong] Ask the host to set the server’s clock right and test again.
        [no_read_permission] Give the key or the app the permission to read orders and test again.
        [busy] Wait a few minutes and test again.
        [server_error] Look at the shop’s error log or talk to the host, and test again.
        [orders_last_60_days] To read the whole history, ask Shopify for read_all_orders. Without it, the connection works within this limit.
        [no_customer_data] Add the read_customers scope to the app. Without it, sales come in without a customer.
        [no_billing_data] Switch on the permission for billing of a sale in the Mercado Livre app and authorise again. Without it, sales come in without tax numbers.
        [no_returns] Switch on the scope Return & Refund Basic in the app and authorise again. Without it, sales come in without the sums given back.
        [personal_account] Authorise again and choose the company on the platform’s page. Your account needs access to it.
        [missing_scopes] Add every scope of the instructions to the app and authorise again. Without them, some news come in with the next sync only.
        [no_sheet_permission] Authorise again and leave the permission to see and edit spreadsheets ticked.
        [no_file_list] To choose from a list, authorise again and leave the permission to see information about Drive files ticked.
        [api_off] Whoever runs Orion enables the Google Sheets and Google Drive APIs in Google Cloud and waits a few minutes.
       *[unexpected_answer] Test again. If it goes on, send the technical detail to support.
    }
technical-detail = Technical detail

## The page of a connection

account = Account on the platform
# Of a demonstration shop: the page that steers it.
simulated = Simulated shop
    .open = Orders, faults and keys
shop-name = Shop
shop-email = E-mail of the shop
shop-currency = Currency
shop-zone = Time zone
shop-edition = Version or plan
sales = Imported sales
last-success = Last success
last-error = Last problem
connected-at = Connected
connected-by = Connected by
read-until = Complete up to
facts = About the account
since = Since { $when }.
incomplete = The shop listed more orders than it gave
    .text = What it gave has come in. Read everything again to complete it.
records-failed = Some orders did not come in
    .text = The others came in as usual. Each of them is listed with the reason and what to do.
not-shown = The shop counts orders that it does not show
    .text = All that it shows have been imported. If one is missing, check in the shop whether a plugin hides it, then read everything again.
beyond-plan = Stopped because the plan includes fewer connections
    .text = Nothing is lost: sales stay, and the integration goes on from where it stopped. Change the plan, or disconnect another integration and resume this one.
own-fault = The sync stopped because of a failure of Orion
    .text = No order was lost. Sync again; if it happens once more, send the technical detail to support.
credentials-unreadable = Orion cannot open the stored credentials
    .text = No order was lost; they come in as soon as the credentials are entered again.
ask-admin = Ask an administrator of the company to correct it.
paused-title = This integration is paused
    .text = Imported sales stay here. New sales come in when you resume.
disconnected-title = This integration is disconnected
    .text = Imported sales stay here. To receive new sales, connect again.
read-again = Read orders again
    .context = One sync per account at a time.
sync-everything = Read everything again
    .help = Goes through all orders of the shop. No sale appears twice.
sync-range = Read a period
    .help = By the dates of the orders, in the company’s time zone.
read-range = Read period
recent-runs = Recent syncs
all-runs = See all
settings = Settings
credentials = Credentials

disconnect-question = Disconnect { $name }?
disconnect-text = { $count ->
    [0] Orion deletes the keys of this account and stops looking for sales. Nothing else changes.
    [one] Orion deletes the keys of this account and stops looking for sales. The sale already imported, the customers and the history stay here.
   *[other] Orion deletes the keys of this account and stops looking for sales. The { $count } sales already imported, the customers and the history stay here.
}
disconnect-confirm = Disconnect { $name }
keep-connected = Keep connected

# Of a demonstration shop; what is said of usage stands because bills rest on it.
demo-text = What this shop brought is invented. Deleted, the figures of the company are as if it had never been connected: its sales go, the customers who bought there alone, and its syncs. The history tells that they were deleted, and recorded usage does not change.
demo-question = Delete what { $name } brought?
demo-remove = { $count ->
    [0] Disconnect and delete what it brought
    [one] Disconnect and delete the invented sale
   *[other] Disconnect and delete the { $count } invented sales
}
# Of one that is disconnected already.
demo-remove-later = { $count ->
    [0] Delete what it brought
    [one] Delete the invented sale
   *[other] Delete the { $count } invented sales
}
demo-keep = Only disconnect
    .text = If you only disconnect, the invented sales stay in the figures.
demo-removed = { $count ->
    [0] Demonstration shop deleted.
    [one] Demonstration shop deleted, and 1 invented sale with it.
   *[other] Demonstration shop deleted, and { $count } invented sales with it.
}
demo-busy = The demonstration shop is still being read
    .text = It was disconnected, and what it brought is still here. Delete it again in a moment.
not-demo = Only what is for demonstration can be deleted
    .text = Nothing was changed. The sales of a channel of your own always stay.

## Confirmations and conflicts

connected-toast = { $name } connected. The first sync has started.
reconnected-toast = { $name } connected again. Its history goes on from where it stopped.
credentials-saved = Credentials saved. The sync goes on from where it stopped.
paused-toast = Integration paused. New sales come in once you resume it.
resumed-toast = Integration resumed. What arrived during the pause comes in with the next reading.
disconnected-toast = Integration disconnected. The sales stay here.
place-goes-to = Its place in the plan went to { $names }.
account-connected = This account is connected already
    .text = Nothing was saved. Open the existing integration to edit its credentials.
other-account = These credentials belong to another account
    .text = Nothing was saved, so that the sales of two accounts do not mix. Connect the other account as a new integration.
is-disconnected = This integration is disconnected
    .text = Nothing was changed. Connect again to go on.

conformance = Tests of the connector
    .context = For developers: situations that the connector goes through before it becomes part of Orion. You do not need this list to sell, and it asks nothing of you.
# Nothing for one that is new.
conformance-section = { $section ->
    [orders_from_hosts_that_misbehave] Orders, from hosts that misbehave
    [orders_from_the_simulator] Orders, from the simulator
    [money_given_back_from_the_simulator] Money given back, from the simulator
    [consent] Consent
    [keys_that_the_shop_hands_over] Keys that the shop hands over
    [events] Events
    [events_that_are_signed] Events that are signed
    [events_that_could_not_be_delivered] Events that could not be delivered
    [cancelling] Cancelling
    [shipping] Shipping
    [fiscal_documents] Fiscal documents
    [labels] Labels
    [spreadsheets_from_hosts_that_misbehave] Spreadsheets, from hosts that misbehave
    [spreadsheets_from_the_simulator] Spreadsheets, from the simulator
   *[other] { "" }
}
conformance-scenario = Scenario
conformance-passed = passes
conformance-failed = fails

## Connecting by consent

consent-context = You authorise on the platform itself, without typing keys, and can withdraw it there at any time.
consent-of = Authorisation of { $name }
consent-again = Authorise again
consent-press = Connect with { $platform }
consent-renew = Authorise again at { $platform }
consent-note = You go to { $platform }, sign in with the seller’s account and come back here. Orion does not see your password.
no-app = The { $platform } app is not set up yet
    .conflict = The app of this platform is not set up yet
    .text = Whoever runs this installation creates an app on the platform, sets what is listed below and restarts Orion.
consent-redirect = redirect address in the app: { $url }
app-addresses = For the app at the platform
    .context = Whoever runs Orion enters these addresses once, in the platform’s panel for apps.
app-redirect = Redirect address
consent-choose = Which account do you want to connect?
    .text = The authorisation is good for more than one account. Each becomes an integration.
consent-other = You authorised another account
    .text = The integration was left as it was, so that the sales of two accounts do not mix. You can connect this account as an integration of its own.
consent-unasked = Connect a { $platform } account to { $company }?
    .text = You came from the platform without having started in Orion. Go on only if it was you who just authorised there.
consent-account = Connect this account
consent-leave = Do not connect
consented-toast = Authorisation renewed. The sync goes on from where it stopped.
consented-known = This { $name } account was connected already: its authorisation is renewed, and its name and history stay the same.
no-public-url = Orion does not know its own address
    .text = Nothing was changed. Whoever runs this installation sets ORION_PUBLIC_URL and restarts Orion.
consent-refused = The authorisation page could not be opened
    .text = Nothing was changed. Check what is filled in on this page and try again.
consent-state = This authorisation is no longer valid
    .text = Nothing was saved. It was used already, took more than ten minutes or began in another browser. Start again.
consent-denied = Access was not allowed
    .text = Nothing was saved. To connect, start again and allow access on the platform’s page.
consent-invalid = The platform’s answer could not be used
    .text = Nothing was saved. It was incomplete, old, without a valid signature or about another account. Start again.
consent-exchange = The platform did not confirm the authorisation
    .text = Nothing was saved. Start again. If it happens once more, ask whoever runs this installation to check the platform’s app.
consent-ends = Authorise again by
    .text = Everything works until then. After that no sales come in until somebody authorises again.
consent-ends-in = { $days ->
    [0] The authorisation ends today
    [one] The authorisation ends in { $days } day
   *[other] The authorisation ends in { $days } days
}
consent-incomplete = The authorisation does not cover everything
    .text = What depends on these permissions does not work: { $scopes }. Authorise again and allow all of them.

## Accounts that hold spreadsheets

sheets = Spreadsheets
    .text = This account holds spreadsheets, not orders: nothing is synced. Orion reads a spreadsheet when somebody chooses it, and writes only when somebody asks, into a new tab.
sheets-connected = { $name } connected. Its spreadsheets can be chosen now.
sheets-consented = Authorisation renewed. The spreadsheets stay the same.
sheets-note = You go to { $platform }, sign in with the account that holds the spreadsheets, leave every permission ticked and come back here. Orion does not see your password.
sheets-paused = No spreadsheet of this account is read until you resume.
sheets-disconnected = No spreadsheet of this account is read. To use them again, connect again.
    .toast = Integration disconnected. The spreadsheets stay in the account.
sheets-disconnect = Orion deletes its access to this account and stops reading its spreadsheets. They stay in the account as they are.
# After what is wrong with the platform.
sheets-unread = Until then no spreadsheet of this account is read.
sheets-end = Everything works until then. After that no spreadsheet of this account is read until somebody authorises again.

## A key that the shop makes

key-press = Authorise in the shop
key-note = Without copying keys: fill in only the address of the shop, sign in to its WordPress as an administrator or shop manager and approve. The shop makes the key and hands it to Orion.
# Above the fields for a key, where the shop can also make one.
key-instead = Or with a key that you made
key-needs-https = The shop itself can make and hand over the key, but this Orion has no public https address yet: its administrator sets it in ORION_PUBLIC_URL.
no-https = Orion has no public https address
    .text = Nothing was changed. A shop hands over keys by https only, on port 443, 80 or 8080. Ask whoever runs this installation to set ORION_PUBLIC_URL, or paste a key.
key-missing = The shop’s key did not arrive
    .text = Nothing was saved. The shop handed over the key, but something in front of Orion answered in its place, such as a proxy or a sign-in page. Open the path /keys/ or paste a key, and delete the key that is left in WooCommerce.
leaving = Taking you to { $platform }
    .text = At { $host } you sign in with your account and approve; then you come back to Orion.
    .on = Continue to { $platform }

## Environments

environment = Environment
    .help = Sales of the sandbox are tests: they do not count in totals. Once connected, the account stays in the chosen environment.
environment-choice = { $environment ->
    [sandbox] Sandbox (tests)
   *[production] Production
}
sandbox = Sandbox

## Events that platforms send

events = Real-time events
events-of = Events of { $name }
events-context = What the platform tells by itself. An event only says where to look: Orion reads the order on the platform.
events-see = See events
events-empty = No events yet
    .text = When the platform tells of a new or changed order, it appears here. Until then the sync goes on looking.
events-empty-filtered = No events in this state
    .text = Change the state or see all events of this account.
event-topic = Topic
event-tells = { $what ->
    [order_new] New order
    [order_changed] Order changed
    [order_paid] Order paid
    [order_cancelled] Order cancellation
    [order_deleted] Order deleted in the shop
    [refund] Refund
    [return] Return or claim
    [address] Delivery address changed
    [invoice] Fiscal document
    [withdrawn] Access taken back at the platform
    [expiring] Authorisation about to end
    [payment] Payment
    [product] Product
    [message] Question or message
    [ping] Test by the platform
    [shipment] Shipment
   *[other] Another matter
}
# The platform's own word for it.
event-topic-sent = Topic at the platform
event-received = Received
event-about = Orders
event-done = Processed
event-state-label = Status
event-state = { $state ->
    [waiting] Waiting
    [done] Processed
    [failed] Failed
    [ignored] No effect
    [duplicate] Repeated
   *[refused] Refused
}
event-unread = Event without a topic
event-recovered = Recovered
    .text = The platform could not deliver this event. Orion found it in the platform’s list.
event-attempts = Attempts
event-due = Next attempt
event-id = Id at the platform
event-from = Sent from
event-facts = About the event
event-payload = What was received
event-body = Body
event-asked = Asked for by a person
event-headers = Headers
event-replay = Process again
event-replayed = The event is waiting again.
event-reason = { $reason ->
    [bad_signature] The signature is not the platform’s.
    [stale] The event is too old, or from the future.
    [other_account] The event is of another account.
    [no_key] The key to check the signature is missing.
    [unreadable] The content could not be read.
    [too_large] The content is too large. What changed comes by sync.
    [not_shown] The platform does not show this order yet.
    [internal] It was an error of Orion’s own; the server’s log says which.
   *[other] The platform did not answer as expected.
}
webhook-registered = The platform tells Orion at once. The registration is checked every day.
webhook-registers = Orion registers at the platform as soon as it can. Until then the sync looks for news.
webhook-needs-https = To receive notices at once, Orion needs a public https address, which its administrator sets in ORION_PUBLIC_URL. Until then sync fetches the news.
webhook-not-this-way = A pasted key does not tell what the platform signs notices with; so none come, and news arrives by sync. To receive notices, connect the account through the app.
webhook-by-hand = The address below is entered in the platform’s panel, as the instructions explain.
webhook-of-app = Whoever runs Orion enters the address once in the app at the platform; it serves all accounts.
webhook-missed = Every hour, Orion also asks the platform for the events that it could not deliver. Last asked:
webhook-missed-problem = The platform did not show the events that it could not deliver
    .text = Sales still come in by the events that arrive and by syncing. Orion asks again in an hour.
webhook-problem = The platform did not accept the registration of events
    .text = Sales keep coming in by sync. Orion tries again in an hour; if the key may only read, use one that may write as well.
