### What a channel lists against what is here.

title = Completeness
of = Completeness of { $name }
context = What the channel lists, order by order, against what is here.
see = See checks
again = Check the month again
asked = Check asked for. It runs beside everything else.
csv = CSV, hour by hour
file-name = completeness
month = { $month ->
    [m01] January
    [m02] February
    [m03] March
    [m04] April
    [m05] May
    [m06] June
    [m07] July
    [m08] August
    [m09] September
    [m10] October
    [m11] November
   *[m12] December
}
month-of = { $name } { $year }
months = Months
previous-month = Previous month
next-month = Next month
rule = Each hour is checked 15 minutes after it ends, and again each time its age has doubled. What is missing comes in by itself.

## Where it stands

open = A check is going on
    .text = What is missing comes in by itself.
waits = Checks begin after the first import
    .text = Once the whole past of the shop has been read, every hour is checked.
soon = The first check begins in a moment
    .text = It runs by itself, beside the imports.
by-hand = This integration reads only when somebody asks
    .text = With automatic reads in the settings, checks run by themselves too.
problem = The last check did not finish
    .text = { $why } What was checked before still holds. Next try { $when }.
hidden = { $count ->
    [one] The channel counts 1 order that it does not show
   *[other] The channel counts { $count } orders that it does not show
}
    .text = It is usually a plugin of the shop that hides orders. Look at the channel’s own pages.
checked-at = Last check
checked-announced = Check finished
missed-events = { $count ->
    [0] In the last 24 h no event of the channel was missing.
    [one] In the last 24 h 1 event of the channel was missing; its order was recovered.
   *[other] In the last 24 h { $count } events of the channel were missing; all their orders were recovered.
}

## Figures

listed = At the channel
listed-note = orders placed in this month
imported = Here
left-out = Left out
left-out-note = { $count ->
    [0] none left out
    [one] 1 left out, with its reason
   *[other] { $count } left out, with their reasons
}
recovered = Recovered
corrected = Corrected
corrected-note = { $count ->
    [0] were missing and came in by themselves
    [one] were missing and came in; 1 was updated
   *[other] were missing and came in; { $count } were updated
}
failed = Not imported
failed-note = see the reason for each
none-failed-note = nothing stayed behind
waiting-note = come in when the plan has room
gone = Gone from the channel
gone-note = deleted or too old there; they stay here

## Table

by-day = Day by day
by-hour = Hour by hour
day = Day
hour = Hour
hours-of = { $day }, hour by hour
close-hours = Close
checked = Checked
state = Status
orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
complete = Complete
missing = { $count ->
    [one] { $count } missing
   *[other] { $count } missing
}
some-hours = { $done } of { $all } hours
empty = Nothing checked in this month
    .text = A check compares, hour by hour, what the channel lists with what is here. It goes from the newest to the oldest and has not come to this month yet.

## List of sales

complete-until = Complete up to { $when }
# Of the day that goes on: the hours of it that the check has been through.
checked-until = Checked up to { $when }
not-imported = { $count ->
    [one] { $count } order not imported
   *[other] { $count } orders not imported
}
not-imported-more = More than { NUMBER($count) } orders not imported
