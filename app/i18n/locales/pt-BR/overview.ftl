### The first page: today, the last 30 days, what needs a hand.

title = Visão geral
sales-today = Vendas hoje
revenue-today = Receita paga hoje
sales-period = Vendas em 30 dias
revenue-period = Receita paga em 30 dias
paid-of = { $paid } pagas
less-refunds = menos devoluções
other-currencies = Outras moedas: { $sums }

by-day = Receita paga por dia, { $from } a { $until }
day = Dia
revenue = Receita paga
show-table = Ver tabela
by-channel = Por canal
    .context = Receita paga nos últimos 30 dias
sales-count = { $count ->
    [one] { $count } venda
   *[other] { $count } vendas
}
no-sales = Nenhuma venda nos últimos 30 dias.

connections = Lojas conectadas
connected = Conectada
error = Erro
needs-reauth = Reautorizar
paused = Pausada
disconnected = Desconectada
syncing = Sincronizando
last-sync = Atualizada { $when }
never-synced = Ainda não sincronizada

attention = Precisa de atenção
all-good = Nada espera por você
reauth-title = { $store } não aceita mais a chave de acesso
    .text = Desde { $since }. Nenhum pedido foi perdido; eles entram assim que você reautorizar.
    .press = Reautorizar
error-title = { $store } está com erro
    .text = Desde { $since }. Nenhum pedido foi perdido; eles entram assim que a conexão voltar.
    .press = Ver problema
run-failed = A última sincronização de { $store } falhou
    .text = { $when }. O que já entrou continua salvo.
    .press = Ver sincronização
run-partial = A última sincronização de { $store } deixou registros de fora
    .text = { $when }. Veja o motivo de cada um.
    .press = Ver motivos
failed-records = { $count ->
    [one] { $count } registro não pôde ser importado
   *[other] { $count } registros não puderam ser importados
}
    .text = Cada um está listado com o motivo.
    .press = Ver motivos
failed-records-more = { NUMBER($count) } registros ou mais não puderam ser importados
skus-text = Vincule uma vez e todos os itens que esperam são corrigidos.
skus-press = Vincular SKUs

welcome = Conecte a primeira loja
    .text = As vendas dela aparecem aqui em poucos minutos.
    .press = Ir para Integrações
