### Sheets of paper: one sale, a packing list, a month of checks.

print = Imprimir
press = Imprimir ou salvar em PDF
without-script = Para imprimir ou salvar em PDF, use o comando de impressão do navegador.
# At the foot of a sheet.
printed = Impresso por { $name } em { $when }

## Packing list

packing = Lista de separação
packing-press = Imprimir separação
# The first ones of what the list finds.
packing-found = Separação de até { NUMBER($most) } destas vendas
to-pick = Para separar
to-pack = Para embalar
no-address = O canal não informou o endereço de entrega.
nothing = Nenhuma venda para separar
    .text = Marque vendas na lista de vendas e escolha “Imprimir separação”.
called-off = { $count ->
    [one] { $count } venda cancelada, não concluída, não paga ou reembolsada ficou de fora
   *[other] { $count } vendas canceladas, não concluídas, não pagas ou reembolsadas ficaram de fora
}
# The numbers of these sales.
called-off-text = Não envie: { $numbers }.
awaited = { $count ->
    [one] { $count } venda desta lista ainda não foi paga por inteiro
   *[other] { $count } vendas desta lista ainda não foram pagas por inteiro
}
# The numbers of these sales.
awaited-text = Confira o pagamento antes de enviar: { $numbers }. Os itens estão contados em “{ to-pick }”.
unknown = { $count ->
    [one] { $count } venda escolhida não foi encontrada
   *[other] { $count } vendas escolhidas não foram encontradas
}
    .text = Confira se o endereço está completo e se você está na empresa certa.
beyond = A lista tem as primeiras { NUMBER($most) } vendas escolhidas
beyond-text = { $count ->
    [one] { $count } ficou de fora. Imprima outra lista para ela.
   *[other] { $count } ficaram de fora. Imprima outra lista para elas.
}
# Of the sales that a filter finds, in the order of the list.
found-more = O filtro encontra mais vendas
    .text = Cada lista tem até { NUMBER($most) } vendas do filtro. As próximas ficam em outra lista.
found-next = Próximas vendas

## A month of checks

compared = O que foi comparado
    .text = Cada pedido que o canal lista, pela hora em que foi feito, contra o que está no Orion. Cada um termina como venda aqui, deixado de fora com motivo, esperando o plano ou não importado.
never-checked = Ainda não houve
hours-checked = Horas conferidas no mês
adds-up = A conta fecha: { $listed } no canal = { $imported } aqui + { $left } deixados de fora + { $waiting } esperando o plano + { $failed } não importados.
does-not-add-up = A conta não fecha: { $listed } no canal, { $imported } aqui, { $left } deixados de fora, { $waiting } esperando o plano e { $failed } não importados. Confira o mês de novo.
missing = O que falta e por quê
    .context = Pedidos desta integração que não puderam ser importados até agora, de qualquer mês.
missing-none = Nenhum pedido ficou sem importar.
missing-more = { $count ->
    [one] E mais { $count } pedido, que aparece no Orion.
   *[other] E mais { $count } pedidos, que aparecem no Orion.
}
since = Desde
left-out-context = Pedidos que não são vendas, de qualquer mês, pelo motivo.
waiting-context = Pedidos guardados, de qualquer mês, que entram sozinhos quando o plano tiver espaço.
