### The first page: today, the last 30 days, what needs a hand.

title = Visão geral
sales-today = Vendas hoje
revenue-today = Receita paga hoje
sales-period = Vendas em 30 dias
revenue-period = Receita paga em 30 dias
paid-of = { $paid } pagas
# Beside the paid ones: the list of sales shows test orders as well.
tests-beside = { $count ->
    [one] mais { $count } pedido de teste
   *[other] mais { $count } pedidos de teste
}
less-refunds = menos reembolsos
other-currencies = Outras moedas: { $sums }

by-day = Receita paga por dia, { $from } a { $until }
day = Dia
revenue = Receita paga
show-table = Ver tabela
today-by-channel = Hoje por canal
    .context = Receita paga hoje
no-sales-today = Nenhuma venda hoje até agora.
by-channel = 30 dias por canal
    .context = Receita paga nos últimos 30 dias
sales-count = { $count ->
    [one] { $count } venda
   *[other] { $count } vendas
}
no-sales = Nenhuma venda nos últimos 30 dias.

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
skus-text = Vincule uma vez e todos os itens que esperam são corrigidos.
skus-press = Vincular códigos

welcome = Conecte a primeira loja
    .text = As vendas dela chegam em poucos minutos.
    .press = Ir para Integrações
