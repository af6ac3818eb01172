### Alerts: what Orion tells by itself.

## What is wrong

api-down = { $name } does not answer
api-down-text = { $class ->
    [timeout] The last { NUMBER($count) } calls got no answer in time, since { $since }. Orion keeps trying, and the orders come in as soon as the platform is back.
    [server] The last { NUMBER($count) } calls found the platform failing or down, since { $since }. Orion keeps trying, and the orders come in as soon as it is back.
   *[protocol] The last { NUMBER($count) } calls got an answer that cannot be read, since { $since }. Orion keeps trying, and the orders come in as soon as the platform is back to normal.
}
slow = { $name } answers slowly
slow-text = Of the calls of the last two hours, one in twenty took more than { $time }. The orders come in, only later.
limited = { $name } refuses calls as too many
limited-text = { NUMBER($refused) } of { NUMBER($calls) } calls of the last two hours were over the platform’s limit. Orion waits and tries again, and the orders come in more slowly. Another system connected to the same account may be using the limit.
near-limit = { $name } is near its limit of calls
near-limit-text = The last whole hour had { NUMBER($calls) } calls, of { NUMBER($most) } that the platform takes. Above that, the orders come in more slowly.
refused = { $name } must be authorised again
refused-text = The platform has refused access since { $since }. The orders wait at the channel and come in after that.
expiring = { $what ->
    [consent] The authorisation of { $name } ends on { $when }
    [token] The access key of { $name } ends on { $when }
   *[api_version] Version { $about } of the API of { $name } ends on { $when }
}
expiring-text = { $what ->
    [over] It is past: orders may have stopped coming in. See to it now.
    [api_version] Update Orion before that day, or orders stop coming in.
   *[other] Authorise again before that day, or orders stop coming in.
}
scopes = { $name } lacks permissions
scopes-text = Not granted: { $missing }. Authorise again and accept all permissions.
subscription = The registration for events of { $name } is not confirmed
subscription-text = Last looked at { $since }. The platform may turn the events off; if it does, orders come in by sync, later than usual.
events-stopped = The events of { $name } have stopped
events-stopped-text = { $count ->
    [one] The last one came { $since }, and { $count } sale followed without any. It comes in by sync, later than usual.
   *[other] The last one came { $since }, and { $count } sales followed without any. They come in by sync, later than usual.
}
sales-stopped = { $name } has stopped selling
sales-stopped-text = The last sale is from { $since }. At this shop’s pace some { NUMBER($count) } would have come since. The platform answers and lists none: check whether the shop, its payments and its listings are active.
gap = Orders of { $name } are missing
gap-text = { $count ->
    [one] { $count } order that the channel has did not arrive, from { $since }. Orion tries again at every check.
   *[other] { $count } orders that the channel has did not arrive, the first from { $since }. Orion tries again at every check.
}
failing = { $name } does not synchronise
failing-text = Syncs have failed since { $since }, and the platform answers. Open the integration: it tells the reason and what to do.
unchecked = The check of { $name } does not finish
unchecked-text = The last complete one was { $since }. Meanwhile nobody knows whether an order is missing.
unchecked-never = None has finished so far. Meanwhile nobody knows whether an order is missing.
job-stuck = Tasks stuck in the queue: { $job }
job-stuck-text = { $count ->
    [one] { $count } task has waited since { $since } and nothing moves. Check whether Orion’s processing is running.
   *[other] { $count } tasks have waited since { $since } and nothing moves. Check whether Orion’s processing is running.
}
dead-letter = Tasks failed: { $job }
dead-letter-text = { $count ->
    [one] { $count } task stopped for good. See the reason in the queue and ask again.
   *[other] { $count } tasks stopped for good. See the reason in the queue and ask again.
}
unusual-calls = { $name } makes far more calls than usual
unusual-calls-text = There were { NUMBER($calls) } in the last whole hour; in the two weeks before, at most { NUMBER($usual) } an hour.
usage-differs = The count of usage in { $month } does not add up
usage-differs-text = { $meter ->
    [orders] Of orders, the total says { NUMBER($counted) }, and the entries add up to { NUMBER($entered) }. No order is affected; whoever runs this installation should look.
   *[validations] Of checked products, the total says { NUMBER($counted) }, and the entries add up to { NUMBER($entered) }. No sheet is affected; whoever runs this installation should look.
}
plan-near = The plan’s orders are running out
plan-full = The plan’s orders are used up
plan-near-text = { NUMBER($used) } of the { NUMBER($limit) } orders that the plan includes this month have arrived. Those beyond it are kept and become sales only with a larger plan or from { $day } on, when counting begins anew.
plan-waiting = { $count ->
    [one] { $count } order waits for room in the plan
   *[other] { $count } orders wait for room in the plan
}
plan-waiting-text = The plan includes { NUMBER($limit) } orders a month, and all of them are used. Those that wait are kept but are no sales yet: they come in as they arrived, with a larger plan or from { $day } on.
# Where a sentence names several connections: a list of their names.
affected = Concerns { $names }.

## The page

title = Alerts
context = What needs attention now, and what is over
settings = Alert settings
open-alerts = Open
none-open = No open alert
none-open-text = Orion watches platforms, access, events, sales and tasks every minute, and tells you here and by e-mail.
closed-alerts = Closed
none-closed = No alert was closed in the last 90 days.
severity = { $severity ->
    [critical] Critical
   *[warning] Warning
}
lasted = from { $from } to { $until }
muted-until = Muted until { $until }
muted-kind = This kind is turned off
mute = Mute for 1 day
unmute = Tell me again
muted-toast = Alert muted for 1 day.
unmuted-toast = The alert tells again.
see-connection = See the integration
see-events = See the events
see-check = See the check
see-queue = See the queue
see-usage = See the usage
over = The alert is closed already
over-text = There is nothing left to mute.
waiting-title = { $count ->
    [one] { $count } open alert
   *[other] { $count } open alerts
}
waiting-text = What Orion found wrong, and what to do.
waiting-press = See alerts

## Settings

my-mail = My e-mails
mail-to-files = This installation writes e-mails into files
mail-to-files-text = No mail server is set up. Whoever runs the installation finds the e-mails in the folder mail, and sets ORION_SMTP_URL and ORION_MAIL_FROM so that they reach you.
mail-failed = The last e-mail was not sent
mail-failed-text = The mail server did not take the message. The reason is in Orion’s log.
my-mail-context = Alerts go to { $email }
level = Get by e-mail
level-help = One e-mail when the alert opens, when it gets worse and when it closes. The console shows all of them.
level-choice = { $level ->
    [all] All alerts
    [critical] Critical ones only
   *[none] None
}
quiet-from = Do not send from
quiet-until = Do not send until
quiet-help = In these hours e-mails wait, by the company’s clock. What closes while it waits is not sent.
saved = Settings saved. The next alerts go by them.
kinds = What becomes an alert
kinds-context = For the whole company. A kind that is turned off stays on this page and is sent to nobody.
kind-column = Kind
when-column = When
severity-column = Severity
change-column = Change
state-column = Sending
kind = { $kind ->
    [api_down] Platform down
    [slow] Platform slow
    [limited] Limit of calls reached
    [near_limit] Limit of calls near
    [refused] Access refused
    [failing] Syncs failing
    [expiring] Access or version ending
    [scopes] Permissions missing
    [subscription] Registration for events
    [events_stopped] Events stopped
    [sales_stopped] Sales stopped
    [gap] Orders missing
    [unchecked] Check not finishing
    [job_stuck] Tasks stuck
    [dead_letter] Tasks failed
    [usage_differs] Usage does not add up
    [plan_limit] Plan’s orders running out
   *[unusual_calls] Unusual number of calls
}
kind-when = { $kind ->
    [api_down] More than 5 calls in a row fail
    [slow] One call in twenty takes more than 10 seconds
    [limited] The platform refuses one call in ten
    [near_limit] An hour uses more than 80% of the limit
    [refused] The platform no longer takes the credentials
    [failing] Every sync has failed for 15 minutes
    [expiring] 30 days, 7 days and 1 day are left
    [scopes] The authorisation does not cover all that Orion uses
    [subscription] The registration fails or was not looked at for two days
    [events_stopped] Three sales in a row came without an event
    [sales_stopped] The shop sells nothing for longer than its own pace explains
    [gap] An order of the channel has not come in after four hours
    [unchecked] Five checks in a row fail
    [job_stuck] Nothing in the queue moves for 15 minutes
    [dead_letter] A task stops for good
    [usage_differs] The month’s total and its entries say different numbers
    [plan_limit] The month uses 80% of the plan’s orders, or orders wait for room
   *[unusual_calls] An hour has five times the calls of the busiest one of the two weeks before
}
on = On
off = Off
turn-on = Turn on
turn-off = Turn off
turned-on-toast = Kind turned on. Its alerts tell people again.
turned-off-toast = Kind turned off. Its alerts tell nobody.
hooks = Slack and webhooks
hooks-context = Addresses that get the company’s alerts
no-hooks = No address yet.
hook-name = Name
hook-name-help = To know it in the list, such as On call or Finance.
hook-format = Format
hook-format-choice = { $format ->
    [slack] Slack and compatible
   *[json] Signed JSON
}
hook-format-help = Slack also fits Mattermost, and Discord with /slack at the end of the address. The JSON is signed as Standard Webhooks.
hook-url = URL
hook-url-help = In Slack, copy it from Incoming Webhooks, in the settings of the app. It is encrypted and not shown again.
hook-secret = Signing key
hook-secret-text = Check the webhook-signature header with it. Copy it now: it is not shown again.
hook-level = Gets
hook-level-help = Which alerts are sent to this address.
hook-never = Nothing sent yet
hook-sent = Last sent { $when }
hook-failing = { $count ->
    [one] { $count } message failed
   *[other] { $count } messages failed
}
hook-off = Off
add-hook = Add address
hook-added = Address added.
test = Send a test
tested = Test sent.
remove = Remove
removed = Address removed. No alert goes there any more.
hook-limit = The company has 10 addresses already
hook-limit-text = Remove one of them to add another.

## Messages

subject = { $event ->
    [opened] { $title }
    [progressed] Got worse: { $title }
   *[closed] Solved: { $title }
}
subject-many = { NUMBER($count) } alerts: { $title } and others
greeting = Hello { $name },
company-line = { $company }, in Orion:
open-in-console = See in the console
mail-why = You get this e-mail because you belong to { $company }. Choose what you get at { $url }
mail-why-local = You get this e-mail because you belong to { $company }. Choose what you get under Alerts, Alert settings.
closed-line = Closed { $when }.
test-title = Test from Orion
test-text = This address gets the alerts of { $company }.
