### How well calls of platforms and the work of the installation go, and what will expire.

## The page of health

title = Saúde
context = Metas dos últimos 30 dias e chamadas às plataformas nas últimas 24 horas
see-expiries = O que vai vencer
target = { $target ->
    [uptime] Disponibilidade
    [syncs] Sincronizações
    [jobs] Tarefas
   *[other] Avisos processados
}
# In the place of a figure.
no-data = Ainda sem dados
# The same before there is enough to judge by.
too-early = Cedo para avaliar
least = Meta: { $share }
measured = { $target ->
    [uptime] { NUMBER($good) } de { NUMBER($all) } minutos
   *[other] { NUMBER($good) } de { NUMBER($all) }
}
since = medido desde { $day }

## Targets that were missed

missed = { $target ->
    [uptime] A disponibilidade está abaixo da meta
    [syncs] As sincronizações estão abaixo da meta
    [jobs] As tarefas estão abaixo da meta
   *[other] Os avisos processados estão abaixo da meta
}
missed-uptime-text = { $count ->
    [one] Em { $count } minuto as páginas ou o processamento estavam parados. Os pedidos desse período entram pela sincronização seguinte.
   *[other] Em { $count } minutos as páginas ou o processamento estavam parados. Os pedidos desse período entram pela sincronização seguinte.
}
missed-syncs-text = { $count ->
    [one] { $count } sincronização falhou ou deixou pedidos de fora.
   *[other] { $count } sincronizações falharam ou deixaram pedidos de fora.
}
missed-syncs-press = Ver sincronizações
missed-jobs-text = { $count ->
    [one] { $count } tarefa em segundo plano terminou com falha. O que ela deixou é tentado de novo mais tarde.
   *[other] { $count } tarefas em segundo plano terminaram com falha. O que elas deixaram é tentado de novo mais tarde.
}
missed-events-text = { $count ->
    [one] { $count } aviso das plataformas não foi processado. O pedido dele entra pela sincronização seguinte.
   *[other] { $count } avisos das plataformas não foram processados. Os pedidos deles entram pela sincronização seguinte.
}

## What is measured

definitions = O que é medido
definition = { $target ->
    [uptime] Minutos dos últimos 30 dias em que as páginas e o processamento estavam ativos nesta instalação. Uma parada mais curta que um minuto pode não aparecer, e a ligação até o seu navegador não é medida.
    [syncs] Sincronizações iniciadas nos últimos 30 dias que foram até o fim sem deixar pedidos de fora, entre todas as que terminaram. As que alguém cancelou não contam.
    [jobs] Tarefas em segundo plano terminadas nos últimos 30 dias sem falha, entre todas as que terminaram. As canceladas não contam.
   *[other] Avisos aceitos das plataformas nos últimos 30 dias que foram processados. Um que espera há mais de uma hora conta como não processado; repetidos e recusados não contam.
}
calls-definition = Cada chamada feita a uma plataforma nas últimas 24 horas, sem o tempo em que esperou a vez. p50, p95 e p99 são o tempo dentro do qual metade, 95% e 99% das chamadas terminaram; a leitura é aproximada.

## Calls

connections = Integrações
connection = Integração
last-success = Último sucesso
never = Ainda não
state = Situação
panel-context = Chamadas à plataforma nas últimas 24 horas
no-calls = Nenhuma chamada nas últimas 24 horas. Os números aparecem aqui depois da próxima sincronização.
calls = Chamadas
succeeded = Com sucesso
# In the place of a percentage.
too-few = Poucas para avaliar
median = Mediana (p50)
operation = Operação
by-operation = Por operação
errors = Erros
errors-by-class = Erros por tipo
no-errors = Nenhum erro nas últimas 24 horas.
by-hour = Chamadas e erros por hora
hour = Hora
errors-count = { $count ->
    [0] nenhum erro
    [one] { $count } erro
   *[other] { $count } erros
}
class = { $class ->
    [auth] Acesso ou permissão
    [rate_limit] Limite de chamadas
    [timeout] Sem resposta a tempo
    [server] Plataforma com falha ou fora do ar
    [protocol] Resposta que não pôde ser lida
   *[other] Recusado ou não encontrado
}
operation-name = { $operation ->
    [check] Teste da conexão
    [orders_page] Listar pedidos
    [orders_some] Ler pedidos
    [orders_known_as] Procurar um pedido
    [events_resolve] Seguir um aviso
    [events_missed] Buscar avisos perdidos
    [webhooks_register] Registrar avisos
    [webhooks_remove] Desligar avisos
    [token_refresh] Renovar o acesso
    [cancel_look] Ver se pode cancelar
    [cancel_act] Cancelar
    [ship_look] Ver o envio
    [ship_act] Informar envio
    [invoice_look] Ver a nota fiscal
    [invoice_act] Enviar a nota fiscal
    [labels_look] Ver etiquetas
    [labels_fetch] Baixar etiqueta
    [sheet_files] Listar planilhas
    [sheet_look] Ver uma planilha
    [sheet_rows] Ler linhas de planilha
    [sheet_write] Escrever em planilha
   *[other] Outras
}

## What will expire

expiries = O que vai vencer
expiries-context = Acessos, permissões, versões de API e avisos de cada integração, o mais próximo primeiro
by-hand = Depende de você
by-hand-none = Nada depende de você nos próximos { NUMBER($days) } dias.
# Farther away than that.
by-hand-later = Mais adiante
by-itself = Cuidado pelo Orion ou sem data
what = O que é
when = Data
to-do = O que fazer
expiry = { $kind ->
    [refused] Acesso recusado pela plataforma
    [scopes] Permissões que faltam: { $about }
    [consent] Autorização da conta
    [token] Chave de acesso sem renovação
    [subscription] Avisos em tempo real
    [api_version] Versão da API: { $about }
    [renewed_token] Chave de acesso
    [kept_subscription] Avisos em tempo real
   *[other] Credenciais
}
expiry-to-do = { $kind ->
    [refused] Reautorize para que os pedidos voltem a entrar.
    [scopes] Autorize de novo e aceite todas as permissões.
    [consent] Autorize de novo antes desta data.
    [token] Autorize de novo antes desta data.
    [subscription] O registro na plataforma falhou ou não é conferido há mais de dois dias. O Orion tenta de novo; até lá os pedidos entram pela sincronização.
    [api_version] Atualize o Orion antes desta data.
    [undated] Nada por enquanto: a plataforma não anunciou um fim.
    [renewed_token] Nada: é renovada sozinha.
    [kept_subscription] Nada: o registro é conferido todo dia.
   *[other] Nada enquanto a plataforma as aceitar.
}
confirmed = Conferido { $when }
overdue = Vencido
now = Agora
in-days = { $count ->
    [0] Hoje
    [one] Em { $count } dia
   *[other] Em { $count } dias
}
kept = Em dia
no-date = Sem data anunciada
endless = Não vence
