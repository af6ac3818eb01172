### Processing again what is kept of a channel's words.

title = Reprocessar
again = Reprocessar
    .help = O que foi guardado deste período, com a leitura de hoje. Nada é pedido à loja, e nada muda antes de você ver a diferença.
again-selected = Processar estas vendas de novo
# Before what the filter is, in words.
of-filter = Vendas deste filtro:
see-others = Ver as outras lojas do filtro
last = Últimos processamentos repetidos
placed-from = Feitos desde
placed-until = Feitos até
see-difference = Ver a diferença
asked-by = pedido por { $name }
scope = { $scope ->
    [order] Uma venda
    [record] Um pedido que o canal listou
    [run] O que uma sincronização trouxe
    [parked] Pedidos que esperavam por espaço no plano
    [filter] As vendas de um filtro
   *[range] Um período
}
state = { $state ->
    [looking] Conferindo
    [ready] Diferença pronta
    [applying] Aplicando
    [applied] Aplicado
   *[failed] Não concluído
}

## Counts

looked = { $count ->
    [one] { $count } pedido conferido
   *[other] { $count } pedidos conferidos
}
same = { $count ->
    [one] { $count } sem mudança
   *[other] { $count } sem mudança
}
changed = { $count ->
    [one] { $count } mudaria
   *[other] { $count } mudariam
}
unreadable = { $count ->
    [one] { $count } não pode ser lido
   *[other] { $count } não podem ser lidos
}
incomplete = { $count ->
    [one] { $count } está incompleto e só pode ser lido de novo no canal
   *[other] { $count } estão incompletos e só podem ser lidos de novo no canal
}
gone = { $count ->
    [one] { $count } não tem mais os dados do canal
   *[other] { $count } não têm mais os dados do canal
}
moved = { $count ->
    [one] { $count } não é mais como foi mostrado e ficou como estava
   *[other] { $count } não são mais como foi mostrado e ficaram como estavam
}
applied = { $count ->
    [one] { $count } pedido gravado
   *[other] { $count } pedidos gravados
}

## States

looking = Comparando o que está guardado com o que está gravado
applying = Gravando as diferenças
ready = Nada foi gravado ainda. Confira a diferença e aplique.
nothing = Nada mudaria
    .text = O que está gravado é o que a leitura de hoje faria.
failed = Não foi possível terminar
    .text = Foi um erro do Orion; o registro do servidor diz qual. O que já foi gravado fica. Peça de novo.
apply = { $count ->
    [one] Aplicar { $count } mudança
   *[other] Aplicar { $count } mudanças
}
started-toast = As diferenças estão sendo gravadas.
still-looking = A diferença ainda está sendo conferida
    .text = Espere o fim da conferência e aplique.
too-many = São vendas demais de uma vez
    .text = De uma vez são conferidas até { NUMBER($count) } vendas, e este filtro tem mais. Escolha um período menor na lista; o período inteiro de uma loja é processado na página da integração.

## The difference

difference = Diferença
outcome = Resultado
values = Valores, antes e depois
first-shown = { $count ->
    [one] Só o primeiro pedido é mostrado; todos são contados.
   *[other] Só os primeiros { $count } pedidos são mostrados; todos são contados.
}
would-change = Mudaria
would-be-new = Viraria venda
would-not-read = Não pode ser lido
field = { $field ->
    [money] Valores
    [buyer] Cliente
    [dates] Datas
    [lines] Itens
    [addresses] Endereços
    [payments] Pagamentos
    [refunds] Reembolsos
    [ledger] Custos do canal
    [verdict] Resultado da leitura
   *[other] Outros dados
}
