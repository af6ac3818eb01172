### Plans, what they include, and what the company uses of them.

plan = { $code ->
    [free] Free
    [pro] Pro
    [business] Business
   *[enterprise] Enterprise
}
quota = { $code ->
    [validations] Produtos conferidos por mês
    [orders] Pedidos por mês
    [connections] Conexões
    [members] Pessoas
   *[history_days] Histórico guardado
}
quota-help = { $code ->
    [validations] Cada produto conta uma vez por mês enquanto ele e as regras não mudam.
    [orders] Pedidos novos, feitos há no máximo 31 dias. Os mais antigos, que vêm ao conectar uma loja, e os de lojas de demonstração não contam.
    [connections] Lojas e contas conectadas. As desconectadas não contam.
    [members] Pessoas da equipe e convites abertos.
   *[history_days] Por quanto tempo ficam os dados originais dos canais, os históricos e as sincronizações. As vendas ficam sempre.
}
no-limit = Sem limite
days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}

## The page of plans

menu = Planos e uso
title = Planos
    .context = O que cada plano inclui, e quanto a empresa usa agora
current = Plano atual: { $plan }
source = { $code ->
    [default] O plano de quem ainda não escolheu outro
    [assigned] Definido por quem administra esta instalação
   *[subscription] Por assinatura
}
# Where the contract or gift ends.
assigned-until = Vale até { $when }
used-of = { $used } de { $limit }
anew-on = A contagem do mês recomeça em { $day }.
compare = Comparar planos
price-month = { $price } por mês
price-year = { $price } por ano
free-price = Grátis
contract-price = Por contrato
# To whoever sells plans by contract, and what the e-mail to them is about.
ask-offer = Pedir uma proposta
offer-subject = Plano Enterprise do Orion
yours = Seu plano
show-prices = Ver preços
paid = Pagamento
currency = Moeda
interval = { $code ->
    [month] Mensal
   *[year] Anual, com dois meses grátis
}
priority = Prioridade na fila
priority-rank = { $code ->
    [free] Normal
    [pro] Alta
    [business] Muito alta
   *[enterprise] Máxima
}
see-usage = Ver o uso
see-plans = Ver os planos
beyond = O que acontece no limite
    .orders = Pedidos nunca são recusados nem perdidos. Os que chegam além do plano ficam guardados e viram vendas assim que houver espaço: ao mudar de plano ou no começo do próximo mês, na ordem em que chegaram.
    .validations = Uma conferência que passaria do limite não começa, ou termina sem resultado e sem contar nada.
    .places = Novas conexões e convites esperam até haver lugar. Ao passar para um plano menor, as conexões mais novas ficam paradas; as vendas ficam, e o histórico além do plano é apagado depois de 30 dias.
paid-in = A empresa paga em { $currency }.
owners-choose = Só quem é proprietário da empresa escolhe o plano: { $names }.
no-billing = Nesta instalação, quem a administra define o plano de cada empresa.
# Where a connection is made and there is no place for one more.
no-connection = Conexões: { $used } em uso, { $limit } no plano
    .text = Para conectar mais uma, desconecte outra ou use um plano maior.

## The page of usage

usage = Uso
    .context = O que a empresa usou do plano { $plan } neste mês
today = Hoje: { $count }
reached-on = No ritmo deste mês, o limite chega em { $day }.
reached = O limite foi atingido.
# The variable count is a figure.
exceeded = O limite foi ultrapassado em { $count }.
lasts = No ritmo deste mês, o plano é suficiente.
parked-orders = { $count ->
    [one] { $count } pedido guardado espera por espaço no plano.
   *[other] { $count } pedidos guardados esperam por espaço no plano.
}
entering-orders = { $count ->
    [one] { $count } pedido guardado está entrando.
   *[other] { $count } pedidos guardados estão entrando.
}
parked-connections = { $count ->
    [one] { $count } conexão está parada porque o plano inclui menos.
   *[other] { $count } conexões estão paradas porque o plano inclui menos.
}
# Under the number of connections.
demo-connections = { $count ->
    [one] { $count } conexão de demonstração não conta.
   *[other] { $count } conexões de demonstração não contam.
}
entries = Lançamentos
    .context = Tudo o que foi contado, do mais novo ao mais antigo
all-meters = Tudo
when = Quando
what = O que foi contado
quantity = Quantidade
cause = Causa
cause-name = { $code ->
    [run] Sincronização
    [validation] Conferência
   *[other] Outra
}
# Of a run or a check that was removed since.
cause-gone = Não é mais guardada
no-entries = Nada foi contado ainda
    .text = Assim que chegar um pedido ou uma planilha for conferida, o lançamento aparece aqui com a causa.
older = Mais antigos
newest = Mais novos
