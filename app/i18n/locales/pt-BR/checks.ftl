### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Só { $count } produto foi conferido. O que foi encontrado nele está abaixo, e ele contou como conferido. O que aparece ao comparar produtos, como SKU repetido, não foi procurado. Para conferir todos, comece outra.
   *[other] Só os primeiros { $count } produtos foram conferidos. O que foi encontrado neles está abaixo, e eles contaram como conferidos. O que aparece ao comparar produtos, como SKU repetido, não foi procurado. Para conferir todos, comece outra.
}
# Before a check, of a sheet that has more products than the plan includes; how many of them were counted already nobody
# knows. Behind it the same where only about how many rows it has is known.
larger-than-plan = A planilha pode passar do que o plano inclui
    .text = Esta planilha tem até { NUMBER($count) } produtos, e o plano inclui mais { NUMBER($left) } neste mês. Produtos já conferidos neste mês, com as mesmas regras, não contam de novo. Se passar do plano, a conferência para, sem mostrar nem contar nada. Mude de plano, ou envie a planilha em partes.
    .about = Esta planilha tem cerca de { NUMBER($count) } linhas. De produtos, o plano inclui mais { NUMBER($left) } neste mês. Produtos já conferidos neste mês, com as mesmas regras, não contam de novo. Se passar do plano, a conferência para, sem mostrar nem contar nada. Mude de plano, ou envie a planilha em partes.
# Before a check of a sheet of which only that is known.
will-count-about = { $count ->
    [one] A planilha tem cerca de { $count } linha. De produtos, o plano inclui mais { NUMBER($left) } neste mês.
   *[other] A planilha tem cerca de { $count } linhas. De produtos, o plano inclui mais { NUMBER($left) } neste mês.
}
# Before a check of a sheet of which not even that is known.
count-unknown = Quantos produtos a planilha tem, só se sabe ao ler todas as linhas. O plano inclui mais { NUMBER($left) } neste mês.
# Behind it: what becomes of what goes beyond the plan.
beyond-stops = Se ela tiver mais, a conferência para assim que passar disso, sem mostrar nem contar nada.
beyond-paid = O que passar disso é conferido e cobrado por unidade, na fatura do mês.
thousand-beyond = Cada mil produtos além do plano custam { $price }.
# Above what is told of a sheet of which a part may go beyond the plan and is paid for then.
beyond-is-paid = Uma parte pode ser cobrada além do plano
# Of a check that was stopped by that.
went-beyond-plan = Os primeiros { $rows } produtos desta planilha já passam dos { $left } que o plano ainda inclui neste mês. A conferência parou ali, e nada foi contado. Mude de plano, ou confira uma planilha menor.
# What a check took of the plan, under its figures.
counted-in-plan = { $count ->
    [0] Esta conferência não contou nada: nenhum produto era novo no mês para estas regras.
    [one] Esta conferência contou { $count } produto no plano.
   *[other] Esta conferência contou { $count } produtos no plano.
}
