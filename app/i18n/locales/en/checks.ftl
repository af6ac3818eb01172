### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Only { $count } product was checked. What was found in it is below, and it counted as checked. What shows when products are compared, such as a SKU used twice, was not looked for. To check all of them, start another.
   *[other] Only the first { $count } products were checked. What was found in them is below, and they counted as checked. What shows when products are compared, such as a SKU used twice, was not looked for. To check all of them, start another.
}
# Before a check, of a sheet that has more products than the plan includes; how many of them were counted already nobody
# knows. Behind it the same where only about how many rows it has is known.
larger-than-plan = The spreadsheet may go beyond the plan
    .text = This spreadsheet has up to { NUMBER($count) } products, and the plan includes { NUMBER($left) } more this month. Products already checked this month, under the same rules, do not count again. If it goes beyond the plan, the check stops, and shows and counts nothing. Change the plan, or send the spreadsheet in parts.
    .about = This spreadsheet has about { NUMBER($count) } rows. Of products, the plan includes { NUMBER($left) } more this month. Products already checked this month, under the same rules, do not count again. If it goes beyond the plan, the check stops, and shows and counts nothing. Change the plan, or send the spreadsheet in parts.
# Before a check of a sheet of which only that is known.
will-count-about = { $count ->
    [one] The spreadsheet has about { $count } row. Of products, the plan includes { NUMBER($left) } more this month.
   *[other] The spreadsheet has about { $count } rows. Of products, the plan includes { NUMBER($left) } more this month.
}
# Before a check of a sheet of which not even that is known.
count-unknown = How many products the spreadsheet has is known only once all of its rows are read. The plan includes { NUMBER($left) } more this month.
# Behind it: what becomes of what goes beyond the plan.
beyond-stops = If it has more, the check stops as soon as it goes beyond that, and shows and counts nothing.
beyond-paid = What goes beyond that is checked and charged one by one, on the month’s invoice.
thousand-beyond = Each thousand products beyond the plan cost { $price }.
# Above what is told of a sheet of which a part may go beyond the plan and is paid for then.
beyond-is-paid = A part may be charged beyond the plan
# Of a check that was stopped by that.
went-beyond-plan = The first { $rows } products of this spreadsheet already go beyond the { $left } that the plan still includes this month. The check stopped there, and nothing was counted. Change the plan, or check a smaller spreadsheet.
# What a check took of the plan, under its figures.
counted-in-plan = { $count ->
    [0] This check counted nothing: no product was new in the month to these rules.
    [one] This check counted { $count } product in the plan.
   *[other] This check counted { $count } products in the plan.
}
