### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Only { $count } product was checked. What was found in it is below, and it counted as checked. What shows when products are compared, such as a SKU used twice, was not looked for. To check all of them, start another.
   *[other] Only the first { $count } products were checked. What was found in them is below, and they counted as checked. What shows when products are compared, such as a SKU used twice, was not looked for. To check all of them, start another.
}
# Before a check, of a sheet that has more products than the plan includes.
larger-than-plan = The sheet goes beyond the plan
    .text = This sheet has about { NUMBER($count) } products, and the plan includes { NUMBER($left) } more this month. The check stops as soon as it goes beyond that, and shows and counts nothing. Change the plan, or send the sheet in parts.
# Of a check that was stopped by that.
went-beyond-plan = The first { $rows } products of this sheet already go beyond the { $left } that the plan still includes this month. The check stopped there, and nothing was counted. Change the plan, or check a smaller sheet.
