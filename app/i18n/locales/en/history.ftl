### Who did what.

title = History
    .context = Who did what, when and from where. Nothing here can be changed.
pages = Pages of the history
export = Download CSV
file-name = history
filter-label = Filter the history
person = Person
anybody = Anybody
# Somebody of whom there are entries, and who is not of the company any more.
who-left = { $name } (left)
about = About
anything = Anything
from = From
until = Until
what-column = What was done
when-column = When
ip-column = IP address
subject-column = Id of the object
details = Details
nothing = Nothing has happened yet
    .text = What the people of the team change appears here.
nothing-found = Nothing for these filters
    .text = Change the period, the person or the subject.
# Where the period ends before it begins.
no-day = The last day is before the first. Swap the dates.
# What an import took over or gave back, behind the name of the sheet.
import-rows = { $count ->
    [one] { $count } product
   *[other] { $count } products
}
import-takes = { $what ->
    [new] new ones only
    [changes] changes only
   *[both] new ones and changes
}
import-faulty = also with errors
about-choice = { $code ->
    [team] Team and access
    [company] Company
    [billing] Plan and payment
    [channels] Channels and orders
    [catalogue] Catalogue
    [sheets] Spreadsheets and rules
    [alerts] Alerts
    [exports] Files taken out
   *[queue] Queue
}
# What an entry holds, and its value.
detail-line = { $label }: { $value }
# The same of what was changed, and of what was not there before or is not there any more.
change-line = { $label }: { $before } → { $after }
nothing-there = nothing
# What is not known here is told by its key.
detail = { $key ->
    [access_key] Key of the invoice
    [account] Account
    [action] Action
    [active] In use
    [address] Address
    [ask] Request
    [because] Reason
    [before] Address before
    [brand] Brand
    [by] Signed in with
    [bytes] Size in bytes
    [cancels_at] Ends on
    [catalogue] Catalogue
    [category] Category
    [changed] Changed
    [code] Code
    [column] Column
    [columns] Columns
    [compare_at] Compare-at price
    [connection] Channel
    [connections] Connections
    [correction] Correction
    [cost] Cost
    [currency] Currency
    [daily_at] Every day at
    [decimal_comma] Decimal comma
    [delimiter] Separator
    [description] Description
    [email] E-mail
    [encoding] Encoding
    [environment] Environment
    [event] Notice
    [events] Notices
    [every_minutes] Every (minutes)
    [file] File
    [filter] Filters
    [format] Format
    [from] Before
    [gtin] GTIN
    [header_row] Row with the names
    [height] Height
    [history_days] Days of history
    [host] Server
    [hours] Hours
    [images] Images
    [interval] Period
    [jobs] Jobs
    [kind] Kind
    [length] Length
    [level] Gets
    [limits] Own limits
    [line_end] End of line
    [lines] Order items
    [locale] Language
    [members] People
    [name] Name
    [ncm] NCM
    [next] Next plan
    [note] Note
    [off] Switched off
    [on] Switched on
    [only_clean] Only products without errors
    [order] Code of the order
    [orders] Orders
    [overage] Checks beyond the plan
    [packs] Rule packs
    [plan] Plan
    [platform] Platform
    [price] Price
    [quiet_from] Quiet from
    [quiet_until] Quiet until
    [quotes] Cells in quotes
    [replay] Reprocessing
    [role] Role
    [rows] Rows
    [rule] Rule
    [run] Run
    [schedule] Schedule
    [settings] Settings
    [severity] Severity
    [sheet] Spreadsheet
    [skip_test_orders] Leaves test orders out
    [sku] SKU
    [state] Status
    [status] Status
    [steps] Steps
    [stock] Stock
    [subscription] Subscription
    [tab] Tab
    [tests] Tests
    [time_zone] Time zone
    [to] After
    [until] Until
    [validations] Products checked a month
    [version] Version
    [weight] Weight
    [width] Width
    [writes_results] Writes the results
    [yaml] Text of the rule
   *[other] { "" }
}
# Values that are codes: roles, periods, how a subscription stands, and how grave something is. Others are told as they are.
detail-code = { $code ->
    [active] Paid
    [admin] Administrator
    [all] All alerts
    [business] Business
    [canceled] Ended
    [connected] Connected
    [critical] Critical ones only
    [disconnected] Disconnected
    [enterprise] Enterprise
    [error] Error
    [free] Free
    [google] Google
    [hint] Suggestion
    [incomplete] Payment not finished
    [incomplete_expired] Not finished
    [month] Monthly
    [needs_reauth] Needs to be authorised again
    [operator] Operator
    [owner] Owner
    [passkey] Passkey
    [password] Password
    [past_due] Payment missing
    [paused] Paused
    [plan_limit] The limit of the plan
    [pro] Pro
    [trialing] On trial
    [two_steps] Two-step verification
    [unpaid] Not paid
    [viewer] Viewer
    [warning] Warning
    [year] Yearly
   *[other] { "" }
}
# Of the action that is told without it where an entry does not hold it.
overage-switched = { $code ->
    [on] Switched checks beyond the plan on
   *[off] Switched checks beyond the plan off
}
action = { $code ->
    [action_asked] Asked something of a channel
    [action_closed] Gave up what a channel was asked
    [alerts_hook_added] Added an address for alerts
    [alerts_hook_removed] Removed an address for alerts
    [alerts_kind_off] Switched a kind of alert off
    [alerts_kind_on] Switched a kind of alert on
    [alerts_muted] Muted an alert
    [alerts_unmuted] Unmuted an alert
    [billing_cancel_asked] Asked to end the subscription
    [billing_cancel_taken_back] Kept the subscription that was to end
    [billing_change_asked] Asked for another plan
    [billing_change_taken_back] Took back a scheduled change of plan
    [billing_checkout_started] Opened the payment of a plan
    [billing_duplicate_ended] A second subscription was ended and credited
    [billing_grace_ended] The days given for a payment were over
    [billing_overage_changed] Switched checks beyond the plan on or off
    [billing_pay_asked] Asked to pay what was missing
    [billing_resume_asked] Asked to resume the subscription
    [billing_subscribed] The subscription to a plan began
    [billing_subscription_changed] The subscription changed
    [catalogue_import_undone] Undid an import into the catalogue
    [catalogue_imported] Imported a spreadsheet into the catalogue
    [code_linked] Linked a code to a product
    [code_unlinked] Unlinked a code from a product
    [completeness_asked] Asked for a completeness check
    [connection_created] Connected a channel
    [connection_demo_removed] Deleted the invented sales of a demonstration shop
    [connection_disconnected] Disconnected a channel
    [connection_paused] Paused a channel
    [connection_reconnected] Reconnected a channel
    [connection_resumed] Resumed a channel
    [connection_settings_changed] Changed the settings of a channel
    [connection_updated] Changed the credentials of a channel
    [email_change_asked] Asked to change their own e-mail
    [email_change_cancelled] Cancelled the change of their own e-mail
    [email_change_refused] Refused the change of their own e-mail
    [email_changed] Changed their own e-mail
    [export_analytics] Downloaded the analytics
    [export_completeness] Downloaded the completeness check
    [export_corrected] Downloaded a corrected spreadsheet
    [export_customers] Downloaded the customers
    [export_findings] Downloaded the issues of a check
    [export_history] Downloaded the history
    [export_products] Downloaded the products
    [export_rule_list] Downloaded a list of values
    [export_sales] Downloaded the sales
    [export_template] Downloaded a spreadsheet in the columns of a channel
    [google_linked] Linked their Google account
    [google_unlinked] Unlinked their Google account
    [invitation_revoked] Revoked an invitation
    [invitation_sent] Invited a person
    [invitation_sent_again] Sent an invitation again
    [member_became_owner] Handed over ownership
    [member_joined] Joined the team
    [member_left] Left the team
    [member_removed] Removed a person from the team
    [member_role_changed] Changed a person’s role
    [order_asked_for] Fetched an order from a channel
    [organisation_founded] Created the company
    [organisation_plan_changed] The company’s plan became another one
    [organisation_plan_set] Whoever runs the installation set the company’s plan
    [organisation_changed] Changed the company’s settings
    [organisation_two_factor_on] Required two-step verification
    [organisation_two_factor_off] Stopped requiring two-step verification
    [passkey_added] Made a passkey
    [passkey_removed] Removed a passkey
    [password_changed] Changed their own password
    [password_reset] Set a new password by e-mail
    [password_sessions_ended] Signed other devices out
    [password_ways_removed] Removed what opened their own account before the e-mail was confirmed
    [password_wrong] Wrong password for this person’s account
    [plan_applied] Applied a bulk action
    [product_created] Created a product
    [product_updated] Changed a product
    [profile_changed] Changed their own name or language
    [queue_all_dismissed] Dismissed all failed jobs
    [queue_cancelled] Cancelled a job
    [queue_dismissed] Dismissed a job
    [queue_paused] Paused a kind of job
    [queue_redriven] Redrove a failed job
    [queue_resumed] Resumed a kind of job
    [replay_applied] Processed orders again
    [retention_changed] Changed how long data is kept
    [rule_chosen] Changed the rules in use
    [rule_list_added] Added a list of values
    [rule_list_removed] Removed a list of values
    [rule_list_replaced] Replaced the values of a list
    [rule_removed] Removed a rule
    [rule_saved] Saved a rule
    [second_factor_cleared] Two-step verification switched off by whoever runs the installation
    [second_factor_code_used] Used a recovery code
    [second_factor_codes_renewed] Made new recovery codes
    [second_factor_disowned] Removed a second step that was not theirs
    [second_factor_off] Switched their own two-step verification off
    [second_factor_on] Switched their own two-step verification on
    [second_factor_wrong] Wrong code for this person’s second step
    [session_signed_in] Signed in
    [session_signed_out] Signed out
    [sheet_chosen] Chose a spreadsheet
    [sheet_columns] Changed the columns of a spreadsheet
    [sheet_corrected] Corrected a spreadsheet
    [sheet_correction_undone] Undid the correction of a spreadsheet
    [sheet_format] Changed how a spreadsheet is read
    [sheet_removed] Removed a spreadsheet
    [sheet_renamed] Renamed a spreadsheet
    [sheet_replaced] Sent a spreadsheet again
    [sheet_results] Changed where results are written
    [sheet_schedule] Changed when a spreadsheet is checked
    [sheet_steps] Changed the steps of a column
    [sheet_uploaded] Sent a spreadsheet
    [sku_linked] Linked a SKU to a product
    [sku_unlinked] Unlinked a SKU from a product
    [sync_cancelled] Cancelled a sync
    [sync_started] Started a sync
   *[webhook_replayed] Processed an event again
}
