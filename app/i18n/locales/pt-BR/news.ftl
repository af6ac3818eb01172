### What came while a page was open.

# In the place of the context of the list of sales: a link to the list as it is now.
arrived = { $count ->
    [one] { $count } venda nova: mostrar
   *[other] { $count } vendas novas: mostrar
}
arrived-more = Mais de { NUMBER($count) } vendas novas: mostrar
# When so many came that they were not counted.
arrived-flood = Muitas vendas chegaram: atualizar a lista
# Heard, not seen, beside the number of a sale that was not in the list before.
mark = nova
