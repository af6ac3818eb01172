### What takes space, and for how long it is kept.

title = Storage
context = What takes space and for how long it is kept
measured = { $size } in all, measured { $when }
empty = Not measured yet
empty-text = The first measurement takes a few minutes after the company is created. Reload the page then.

## What takes space

uses = What takes space
uses-context = Approximate: the space of each table, with its indexes, divided among companies by their rows.
what = What it is
space = Space
items = Items
oldest = Oldest
kept = Kept for
always = No limit
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
kind = { $kind ->
    [sales] Sales
    [customers] Customers
    [products] Products
    [payloads] Orders as the channel sent them
    [events] Notices from platforms
    [story] History of sales
    [verdicts] History of each order of the channels
    [records] Status of every channel order
    [runs] Syncs
    [jobs] Tasks of the queue
    [actions] Actions asked of channels
    [figures] Figures of calls and checks
    [alerts] Alerts
    [audit] Record of who did what
    [sheets] Product spreadsheets, without their files
    [validations] Checks of spreadsheets
   *[other] Integrations and settings
}

## For how long it is kept

choices = How long to keep
choices-context = The maximum is set by whoever runs this installation. Sales and customers always stay.
most-days = { $days ->
    [one] { $days } day (maximum of this installation)
   *[other] { $days } days (maximum of this installation)
}
help = { $kind ->
    [payloads] After that, the page of a sale no longer shows the channel’s original document.
    [events] After that, a notice can no longer be seen or processed again. Those that wait stay.
    [story] Deleted by whole months. After that, the page of a sale no longer tells what happened.
    [verdicts] Removed by whole months. After that, the search no longer tells step by step what happened to an order.
   *[other] Those that read notices stay for 30 days at most. Those that left orders out stay as long as the orders are out.
}
save = Save and delete what is older
saved = Saved. What is older is deleted within the next hour.
