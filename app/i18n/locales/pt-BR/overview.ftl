### The first page: how sales go, and what needs a hand.

title = Visão geral
spans = Período
span = { $span ->
    [1] Hoje
    [7] 7 dias
    [30] 30 dias
   *[other] 90 dias
}
analyse = Abrir em Análises
sales = Vendas
revenue = Receita paga
awaited = A receber
to-ship = A enviar
paid-of = { $count ->
    [0] { $count } pagas
    [one] { $count } paga
   *[other] { $count } pagas
}
# Beside the paid ones: the list of sales shows test orders as well.
tests-beside = { $count ->
    [one] mais { $count } pedido de teste
   *[other] mais { $count } pedidos de teste
}
less-refunds = menos reembolsos
# Beside a figure: `change` is "12 %", after an arrow.
compared = { $span ->
    [1] { $change } em relação a ontem até esta hora
    [7] { $change } em relação aos 7 dias anteriores
    [30] { $change } em relação aos 30 dias anteriores
   *[other] { $change } em relação aos 90 dias anteriores
}
# Their revenues follow, each a link.
other-currencies = { $count ->
    [one] { $count } venda em outra moeda:
   *[other] { $count } vendas em outras moedas:
}
# Below the figures, in the place of what they are compared with.
no-comparison = Sem comparação: a primeira venda no Orion é de { $day }, e o período anterior começa antes.

by-day = Receita paga por dia, { $from } a { $until }
by-hour-today = Receita paga por hora, hoje
day = Dia
hour = Hora
# An hour of the day, below a bar.
at-hour = { NUMBER($hour) }{ "\u00A0" }h
before = { $span ->
    [1] Ontem
   *[other] Período anterior
}
# After a value whose day or hour is not over.
so-far = até agora
show-table = Ver tabela
by-hour = Vendas por hora do dia
by-channel = Por canal
    .context = Receita paga do período
sales-count = { $count ->
    [one] { $count } venda
   *[other] { $count } vendas
}
no-sales = Nenhuma venda no período até agora.

money = Dinheiro do período
    .context = Das vendas feitas nele
received = Recebido
refunded = Reembolsado
charges = Tarifas dos canais
# What channels keep besides fees, less the discounts that they pay for.
other-charges = Frete, impostos e descontos do canal
net = Fica com você
# While some fees are not told.
net-open = Fica com você, antes das tarifas não informadas
untold = { $count ->
    [one] O canal não informou a comissão de { $count } venda paga: pode ficar menos com você.
   *[other] Os canais não informaram a comissão de { $count } vendas pagas: pode ficar menos com você.
}

age = { $age ->
    [day] Até 1 dia
    [two] De 1 a 2 dias
    [week] De 2 a 7 dias
   *[older] Mais de 7 dias
}
to-ship-context = Vendas pagas de lojas conectadas, por tempo de espera
to-ship-none = Nenhuma venda paga espera por envio.
to-ship-oldest = As que esperam há mais tempo
to-ship-all = { $count ->
    [one] Ver em Vendas
   *[other] Ver as { $count } em Vendas
}
sale = Venda { $number }

best = Mais vendidos
    .context = Receita dos itens do período vinculados ao catálogo
best-none = Nenhum produto do catálogo foi vendido no período.
pieces = { $count } un.
running-out = Estoque que acaba
    .context = No ritmo das últimas 4 semanas
running-out-none = Neste ritmo, nenhum estoque acaba em 30 dias.
running-out-empty = Nenhum produto no catálogo ainda.
in-stock = { NUMBER($count) } em estoque
days-left = { $days ->
    [0] Acaba hoje
    [one] Acaba em { $days } dia
   *[other] Acaba em { $days } dias
}
sold-out = Esgotado

connections = Integrações
last-sync = Último sucesso: { $when }
never-synced = Ainda não sincronizada

attention = Precisa de atenção
all-good = Nada espera por você
reauth-title = { $store } não aceita mais a chave de acesso
    .text = Desde { $since }. Nenhum pedido foi perdido; eles entram assim que você reautorizar.
    .ask = Desde { $since }. Nenhum pedido foi perdido; eles entram assim que um administrador da empresa reautorizar.
    .sheets = Desde { $since }. As planilhas desta conta não são lidas até alguém reautorizar.
    .press = Reautorizar
error-title = { $store } está com erro
    .text = Desde { $since }. Nenhum pedido foi perdido; eles entram assim que a conexão voltar.
    .press = Ver problema
run-failed = A última sincronização de { $store } falhou
    .text = Terminou { $when }. O que já entrou continua salvo.
    .press = Ver sincronização
run-partial = A última sincronização de { $store } deixou pedidos de fora
    .text = Terminou { $when }. Veja o motivo de cada um.
    .press = Ver motivos
failed-records = { $count ->
    [one] { $count } pedido não pôde ser importado
   *[other] { $count } pedidos não puderam ser importados
}
    .text = Cada um está listado com o motivo e o que fazer.
    .press = Ver motivos
failed-records-more = { NUMBER($count) } pedidos ou mais não puderam ser importados
parked = { $count ->
    [one] { $count } conexão parou porque o plano inclui menos
   *[other] { $count } conexões pararam porque o plano inclui menos
}
    .text = { $stores }. As vendas ficam, e nada se perde. Para seguir, mude de plano ou desconecte outra.
late = { $count ->
    [one] { $count } venda espera envio há mais de 7 dias
   *[other] { $count } vendas esperam envio há mais de 7 dias
}
    .text = O pagamento já veio. Informe o envio ao canal, ou cancele o que não vai sair.
    .press = Ver vendas
stock-ends = { $count ->
    [one] O estoque de { $count } produto acabou ou acaba em até 7 dias
   *[other] O estoque de { $count } produtos acabou ou acaba em até 7 dias
}
    .text = No ritmo das últimas 4 semanas. Reponha, ou corrija o estoque se ele for outro.
    .press = Ver produtos
    .one = Ver produto
stock-ends-more = O estoque de { NUMBER($count) } produtos ou mais acabou ou acaba em até 7 dias
skus-text = Vincule uma vez e todos os itens que esperam são corrigidos.
skus-ask = Quando alguém que edita produtos vincular, todos os itens que esperam são corrigidos.
skus-press = Vincular códigos

# For whom may connect none.
no-store = Nenhuma loja conectada ainda
    .text = Peça a um administrador da empresa que conecte a primeira. As vendas dela aparecem aqui.
welcome = Conecte a primeira loja
    .text = As vendas dela chegam em poucos minutos.
    .press = Ir para Integrações
