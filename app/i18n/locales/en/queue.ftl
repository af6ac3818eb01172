### The queue: background work, what waits, runs and failed for good.

title = Queue
context = What Orion still has to do, and what stopped with an error.
filter-label = Filter the queue
list = Tasks
open = Open
all-done = The queue is empty.

kind-label = Task
kind-any = All
kind = { $kind ->
    [sync_orders] Sync of orders
    [drain_events] Real-time notices
    [register_webhooks] Registration of notices at the platform
    [send_action] Action at the channel
    [check_completeness] Completeness check
    [replay] Processing again
    [validate] Check of a spreadsheet
    [write_results] Results in the Google spreadsheet
    [correct] Correction of a spreadsheet
    [import_catalogue] Import into the catalogue
   *[look_at_plan] Check of a bulk action
}
standing-label = Status
standing = { $standing ->
    [waiting] Waiting
    [running] Running
    [delayed] Scheduled
   *[failed] Failed
}
# Of one job.
state = { $state ->
    [waiting] Waiting
    [running] Running
    [delayed] Scheduled
   *[failed] Failed
}
stopping = Stopping
priority = { $priority ->
    [critical] Critical priority
    [normal] Normal priority
   *[low] Low priority
}
priority-count = { $priority ->
    [critical] { NUMBER($count) } critical
    [normal] { NUMBER($count) } normal
   *[low] { NUMBER($count) } low
}
when = { $standing ->
    [waiting] asked for { $when }
    [running] started { $when }
    [delayed] starts { $when }
   *[failed] stopped { $when }
}
starts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
# What went wrong before this attempt.
last-attempt = Last attempt: { $problem }

## Kinds

kinds = By type of task
oldest = Oldest
active = Active
paused = Paused
paused-by = by { $name }, { $since }
paused-since = paused { $since }
pause = Pause
resume = Resume
paused-toast = Tasks of this type are paused; those that have started go on to their end.
resumed-toast = Tasks of this type go on.

## What is empty

empty = Nothing in the queue
    .text = Readings, checks and whatever else takes time pass here while they wait, run or fail. All work is up to date.
empty-filtered = No tasks with these filters
    .text = Change the filters or see all.

## What failed

failed-count = { $count ->
    [one] { $count } task stopped with an error
   *[other] { $count } tasks stopped with an error
}
failed-text = Orion gave up after several attempts. Nothing was deleted: see the reason, try again or dismiss it.
all-again = Try all again: { $kind }
own-fault = A failure of Orion’s own, which is in the technical log.
# What to do in place of trying again.
instead = { $kind ->
    [replay] Ask for it again, on the page of the sale, the sync or the integration.
    [validate] Check the spreadsheet again, on its page.
    [write_results] Ask again, on the page of the check.
    [correct] Apply the corrections again, on the page of the check.
    [import_catalogue] Import again, on the page of the check.
    [look_at_plan] Ask for the bulk action again, in the list of sales.
   *[send_action] The result is on the sale; if you still need it, ask again there.
}
redriven = { $asked ->
    [0] Nothing was done again now.
    [one] { $asked } task is back in the queue.
   *[other] { $asked } tasks are back in the queue.
}{ $refused ->
    [0] { "" }
    [one] { " " }{ $refused } stayed: the integration is busy or disconnected.
   *[other] { " " }{ $refused } stayed: the integrations are busy or disconnected.
}
cancelled-toast = The task will stop; what was done stays.
not-cancellable = This task cannot be cancelled
    .text = It ends by itself in moments. To hold the next ones, pause the type.
not-redrivable = This task cannot be done again
    .text = Ask again on the page it came from.

## Giving up what failed

dismiss = Dismiss
dismiss-all = Dismiss all: { $kind }
dismiss-question = { $count ->
    [one] Dismiss { $count } stopped task: { $kind }?
   *[other] Dismiss { $count } stopped tasks: { $kind }?
}
# What becomes of it, and what still brings what is missing.
given-up = { $kind ->
    [sync_orders] What these syncs did not read is not done again from here. Orders that are missing still come in with the next sync or the check.
    [drain_events] The notices that failed are not read again from here. They stay on the notices page of the integration, and the check still brings what is missing.
    [register_webhooks] The registration of notices is not done again from here. Orion checks it again by itself; until then orders come in by sync.
    [send_action] The channel does not get these actions. The sales stay as they are; check each of them first, and ask again on the sale if you still need it.
    [check_completeness] The check that stopped is not done again from here. The next one starts by itself, in its time.
    [replay] What was written stays; the rest of it is not written.
    [validate] The spreadsheets stay stored. The checks that stopped are not done again from here; if you still need them, check again on the page of each spreadsheet.
    [write_results] The spreadsheets stay as they are. Results that are missing are not written from here; if you still need them, ask again on the page of each check.
    [correct] The spreadsheets are as they were. The corrections that stopped are not done again from here; if you still need them, apply them again on the page of the check.
    [import_catalogue] What was imported stays in the catalogue. The rest is not done from here; if you still need it, import again on the page of the check.
   *[look_at_plan] The sales of these bulk actions are not checked, and nothing is done with them.
}
keep = Keep in the list
nothing-failed = Nothing of this type has stopped
    .text = Somebody has tried it again or dismissed it already.
dismissed = { $count ->
    [0] Nothing was dismissed now.
    [one] { $count } task dismissed.
   *[other] { $count } tasks dismissed.
}
