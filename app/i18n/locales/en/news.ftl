### What came while a page was open.

arrived = { $count ->
    [one] { $count } new sale: show
   *[other] { $count } new sales: show
}
arrived-more = More than { NUMBER($count) } new sales: show
arrived-flood = Many sales have come in: refresh the list
mark = new
