### Checks that end early, or go beyond the plan.

# Of a check that somebody stopped.
stopped = { $count ->
    [one] Só { $count } produto foi conferido. O que foi encontrado nele está abaixo, e ele contou como conferido. O que aparece ao comparar produtos, como SKU repetido, não foi procurado. Para conferir todos, comece outra.
   *[other] Só os primeiros { $count } produtos foram conferidos. O que foi encontrado neles está abaixo, e eles contaram como conferidos. O que aparece ao comparar produtos, como SKU repetido, não foi procurado. Para conferir todos, comece outra.
}
# Before a check, of a sheet that has more products than the plan includes.
larger-than-plan = A planilha passa do que o plano inclui
    .text = Esta planilha tem cerca de { NUMBER($count) } produtos, e o plano inclui mais { NUMBER($left) } neste mês. A conferência para assim que passar disso, sem mostrar nem contar nada. Mude de plano, ou envie a planilha em partes.
# Of a check that was stopped by that.
went-beyond-plan = Os primeiros { $rows } produtos desta planilha já passam dos { $left } que o plano ainda inclui neste mês. A conferência parou ali, e nada foi contado. Mude de plano, ou confira uma planilha menor.
