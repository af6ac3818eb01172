### Synchronisations: the list of runs, one run, what runs now.

title = Sincronizações
context = Cada leitura das suas lojas, com o que entrou e o que não entrou. As de avisos em tempo real são muitas e só aparecem quando escolhidas em “Tipo”.
kind = { $kind ->
    [incremental] Novidades
    [full] Leitura completa
    [range] Período
    [check] Conferência
    [replay] Reprocessamento
   *[webhook] Aviso em tempo real
}
range-days = { $from } a { $until }
direction = { $direction ->
    [inbound] Da loja para o Orion
   *[outbound] Do Orion para a loja
}
state = { $state ->
    [waiting] Na fila
    [running] Em andamento
    [completed] Concluída
    [partial] Com falhas
    [failed] Não concluída
   *[cancelled] Parada
}
stopping = Parando

## List

list = Lista de sincronizações
filter-label = Filtrar sincronizações
connection = Integração
connection-any = Todas
# The choices of kinds above the list: those that real-time notices started are left out unless they are asked for.
kind-any = Todas
kind-but-events = Todas menos avisos
state-label = Situação
state-any = Todas
# Above the list: only syncs that brought orders that are new or that changed.
brought = Trouxe algo
brought-any = Todas
started = Início
duration = Duração
pages = Páginas
newer = Mais novas
older = Mais antigas
shown-count = { $count ->
    [one] { $count } sincronização
   *[other] { $count } sincronizações
}
empty = Nenhuma sincronização ainda
    .text = Conecte uma loja e a primeira sincronização começa sozinha.
empty-filtered = Nenhuma sincronização com estes filtros
    .text = Mude os filtros ou veja todas.
none-of-account = Nenhuma sincronização desta conta ainda
    .text = A primeira começa quando a conta é conectada. Cada uma fica aqui com o que trouxe e o que ficou de fora.
to-integrations = Ver integrações

## Counts

read = Lidas
created = Novas
updated = Atualizadas
unchanged = Sem mudança
skipped = Ignoradas
failed = Com falha
# Left out until the plan has room; also the badge of such an order.
waiting = Esperando o plano
created-count = { $count ->
    [one] { $count } nova
   *[other] { $count } novas
}
updated-count = { $count ->
    [one] { $count } atualizada
   *[other] { $count } atualizadas
}
unchanged-count = { NUMBER($count) } sem mudança
skipped-count = { $count ->
    [one] { $count } ignorada
   *[other] { $count } ignoradas
}
failed-count = { NUMBER($count) } com falha
waiting-count = { NUMBER($count) } esperando o plano
nothing-read = Nada de novo na loja
read-count = { $count ->
    [0] Nenhum pedido lido
    [one] { $count } pedido lido
   *[other] { $count } pedidos lidos
}
read-of = { NUMBER($read) } de { NUMBER($total) } pedidos
adds-up = A conta fecha: cada pedido lido tem um resultado.
does-not-add-up = A conta não fecha: há pedidos lidos sem resultado. Repita a sincronização.

## One run

run-of = Sincronização de { $name }
importing = Importando pedidos
in-queue = Na fila; começa em instantes
waits-again = Espera a loja responder e tenta de novo sozinha
stopping-text = Parando; o que já entrou fica
time-left = cerca de { $time }
see-reasons = ver motivos
refresh = Atualizar
stop = Parar
retry = Repetir
see-connection = Ver integração
facts = Sobre a sincronização
what = Tipo
direction-label = Sentido
period = Período
requested-by = Pedida por
automatic = Automática
# What asked for it in place of a person: the shop's notice, or what was sent of a sale.
by-notice = Aviso da loja
by-action = Uma ação em uma venda
asked-at = Pedida em
ended = Fim
issues = O que não entrou
issues-context = Cada pedido ignorado, com falha ou esperando o plano, com o motivo.
issues-none = Tudo o que foi lido entrou
issues-none-text = Nenhum pedido foi ignorado nem falhou.
issue-order = Pedido na loja
issue-verdict = Resultado
issue-reason = Motivo
verdict = { $verdict ->
    [skipped] Ignorado
    [waiting] Esperando o plano
   *[failed] Falhou
}
skip-reason = { $reason ->
    [draft] O cliente ainda não terminou a compra.
    [trashed] O pedido está na lixeira da loja.
    [test_order] É um pedido de teste, e a integração deixa pedidos de teste de fora.
    [plan_limit] O plano da empresa não inclui mais pedidos neste mês. O pedido está guardado e espera por espaço.
    [not_as_shown] O pedido ficaria diferente do que foi mostrado, e foi deixado como estava.
   *[older_than_known] O Orion já tem uma versão mais nova deste pedido.
}
    .fix = { $reason ->
        [draft] Nada a fazer: o pedido entra quando a compra terminar.
        [trashed] Se o pedido vale, restaure-o na loja; ele entra na próxima sincronização.
        [test_order] Para receber pedidos de teste, mude a opção nas configurações da integração e leia tudo de novo.
        [plan_limit] Nada se perde: ele entra sozinho quando houver espaço. Para receber já, mude de plano.
        [not_as_shown] Peça de novo a diferença e aplique.
       *[older_than_known] Nada a fazer.
    }
fail-reason = { $reason ->
    [unreadable] A loja enviou o pedido em um formato que não é o dela.
    [missing_field] Falta um dado sem o qual não há venda.
    [out_of_range] Um valor ou uma data está fora do que é possível.
    [unknown_currency] A moeda não existe na lista internacional (ISO 4217).
   *[refused] O pedido não pôde ser gravado.
}
    .fix = { $reason ->
        [unreadable] Abra o pedido na loja, salve de novo e pressione “Tentar de novo”. Se continuar, envie o detalhe técnico ao suporte.
        [missing_field] Complete o pedido na loja (o detalhe diz qual dado falta) e pressione “Tentar de novo”.
        [out_of_range] Corrija o valor ou a data no pedido da loja e pressione “Tentar de novo”.
        [unknown_currency] Corrija a moeda na loja e pressione “Tentar de novo”.
       *[refused] Pressione “Tentar de novo”. Se continuar, envie o detalhe técnico ao suporte.
    }
records-failed = Alguns pedidos não entraram
    .text = Os demais entraram normalmente. Cada um está na lista abaixo, com o motivo.
beyond-plan = { $count ->
    [one] { $count } pedido chegou além do plano
   *[other] { $count } pedidos chegaram além do plano
}
    .text = Nada se perde: pedidos além do plano ficam guardados e viram vendas sozinhos, do mais antigo ao mais novo, com um plano maior ou quando a contagem do mês recomeça.
see-waiting = Ver os que esperam
orders-waiting = { $count ->
    [one] { $count } pedido esperando o plano
   *[other] { $count } pedidos esperando o plano
}
did-not-finish = O que já tinha entrado continua aqui. A próxima sincronização segue do mesmo ponto.

## Orders that did not come in

left-out = Pedidos que não entraram
left-out-context = Tudo o que as lojas listam e que ainda não é venda aqui, com o motivo e o que fazer.
left-out-verdict = { $verdict ->
    [skipped] Ignorados
    [waiting] Esperando o plano
   *[failed] Com falha
}
left-out-filter = Filtrar pedidos que não entraram
reason-any = Todos
left-out-filtered = Nenhum pedido com estes filtros
    .text = Mude os filtros ou veja todos.
none-failed = Nenhum pedido com falha
    .text = Todo pedido que as lojas listaram entrou, espera o plano ou foi ignorado com motivo.
none-skipped = Nenhum pedido ignorado
    .text = Todo pedido que as lojas listaram entrou, espera o plano ou está entre os que falharam.
release = Estes pedidos esperam por espaço no plano
none-waiting = Nenhum pedido esperando o plano
    .text = O plano tem espaço para tudo o que as lojas listaram.
left-out-order = Pedido { $number }
# In place of the number of a record that cannot be read.
no-id = sem número legível
first-seen = visto { $when }
judged = resultado de { $when }
see-run = Ver sincronização
see-sale = Ver venda
see-document = Ver dados do canal

## What runs now, confirmations, conflicts

running-count = { $count ->
    [one] { $count } sincronização
   *[other] { $count } sincronizações
}
started-toast = Sincronização iniciada. As vendas aparecem à medida que entram.
started-all = { $count ->
    [0] Nenhuma sincronização nova: as contas já estão sincronizando ou não estão conectadas.
    [one] { $count } sincronização iniciada.
   *[other] { $count } sincronizações iniciadas.
}
stop-asked = A sincronização vai parar; o que já entrou fica.
already-running = Esta conta já está sincronizando
    .text = Acompanhe a sincronização em andamento; outra pode começar quando ela terminar.
not-connected = Esta conta não está conectada agora
    .text = Retome ou reautorize a integração antes de sincronizar.
no-orders = Esta conta não traz pedidos
    .text = Nada foi iniciado. Só contas que vendem são sincronizadas.
already-over = Esta sincronização já terminou
    .text = Nada foi alterado. Para ler de novo, repita a sincronização.
