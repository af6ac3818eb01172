### The queue: background work, what waits, runs and failed for good.

title = Fila
context = O que o Orion ainda tem a fazer, e o que parou com erro.
filter-label = Filtrar a fila
list = Tarefas
open = Abertas
all-done = A fila está vazia.

kind-label = Tarefa
kind-any = Todas
kind = { $kind ->
    [sync_orders] Sincronização de pedidos
    [drain_events] Avisos em tempo real
    [register_webhooks] Registro de avisos na plataforma
    [send_action] Ação no canal
    [check_completeness] Conferência de pedidos
    [replay] Reprocessamento
    [validate] Conferência de planilha
    [write_results] Resultados na planilha do Google
    [correct] Correção de planilha
    [import_catalogue] Importação para o catálogo
   *[look_at_plan] Conferência de ação em lote
}
standing-label = Situação
standing = { $standing ->
    [waiting] Na fila
    [running] Em andamento
    [delayed] Agendadas
   *[failed] Com erro
}
# Of one job.
state = { $state ->
    [waiting] Na fila
    [running] Em andamento
    [delayed] Agendada
   *[failed] Com erro
}
stopping = Parando
priority = { $priority ->
    [critical] Prioridade crítica
    [normal] Prioridade normal
   *[low] Prioridade baixa
}
priority-count = { $priority ->
    [critical] { $count ->
        [one] { $count } crítica
       *[other] { $count } críticas
    }
    [normal] { $count ->
        [one] { $count } normal
       *[other] { $count } normais
    }
   *[low] { $count ->
        [one] { $count } baixa
       *[other] { $count } baixas
    }
}
when = { $standing ->
    [waiting] pedida { $when }
    [running] começou { $when }
    [delayed] começa { $when }
   *[failed] parou { $when }
}
starts = { $count ->
    [one] { $count } tentativa
   *[other] { $count } tentativas
}
# What went wrong before this attempt.
last-attempt = Última tentativa: { $problem }

## Kinds

kinds = Por tipo de tarefa
oldest = Mais antiga
active = Ativa
paused = Pausada
paused-by = por { $name }, { $since }
paused-since = pausada { $since }
pause = Pausar
resume = Retomar
paused-toast = Tarefas deste tipo pausadas; as que já começaram vão até o fim.
resumed-toast = Tarefas deste tipo retomadas.

## What is empty

empty = Nada na fila
    .text = Leituras, conferências e o que mais leva tempo passam por aqui enquanto esperam, rodam ou falham. Todo o trabalho está em dia.
empty-filtered = Nenhuma tarefa com estes filtros
    .text = Mude os filtros ou veja todas.

## What failed

failed-count = { $count ->
    [one] { $count } tarefa parou com erro
   *[other] { $count } tarefas pararam com erro
}
failed-text = O Orion desistiu depois de várias tentativas. Nada foi apagado: veja o motivo, tente de novo ou dispense.
all-again = Tentar todas de novo: { $kind }
own-fault = Uma falha do Orion, que está no registro técnico.
# What to do in place of trying again.
instead = { $kind ->
    [replay] Peça de novo, na página da venda, da sincronização ou da integração.
    [validate] Confira a planilha de novo, na página dela.
    [write_results] Peça de novo, na página da conferência.
    [correct] Aplique as correções de novo, na página da conferência.
    [import_catalogue] Importe de novo, na página da conferência.
    [look_at_plan] Peça a ação em lote de novo, na lista de vendas.
   *[send_action] O resultado está na venda; se ainda precisar, peça de novo por lá.
}
redriven = { $asked ->
    [0] Nada foi refeito agora.
    [one] { $asked } tarefa voltou para a fila.
   *[other] { $asked } tarefas voltaram para a fila.
}{ $refused ->
    [0] { "" }
    [one] { " " }{ $refused } ficou: a integração está ocupada ou desconectada.
   *[other] { " " }{ $refused } ficaram: as integrações estão ocupadas ou desconectadas.
}
cancelled-toast = A tarefa vai parar; o que já foi feito fica.
not-cancellable = Esta tarefa não pode ser cancelada
    .text = Ela termina sozinha em instantes. Para segurar as próximas, pause o tipo.
not-redrivable = Esta tarefa não pode ser refeita
    .text = Peça de novo na página de onde ela veio.

## Giving up what failed

dismiss = Dispensar
dismiss-all = Dispensar todas: { $kind }
dismiss-question = { $count ->
    [one] Dispensar { $count } tarefa parada: { $kind }?
   *[other] Dispensar { $count } tarefas paradas: { $kind }?
}
# What becomes of it, and what still brings what is missing.
given-up = { $kind ->
    [sync_orders] O que estas sincronizações não leram deixa de ser refeito por aqui. Os pedidos que faltarem ainda entram pela próxima sincronização ou pela conferência.
    [drain_events] Os avisos que falharam não são lidos de novo por aqui. Eles continuam na página de avisos da integração, e a conferência ainda traz o que faltar.
    [register_webhooks] O registro dos avisos não é refeito por aqui. O Orion o confere de novo por si; até lá os pedidos entram pela sincronização.
    [send_action] O canal não recebe estas ações. As vendas ficam como estão; confira cada uma antes, e peça de novo na venda se ainda precisar.
    [check_completeness] A conferência que parou não é refeita por aqui. A próxima começa sozinha, na hora dela.
    [replay] O que já foi gravado fica; o resto destes processamentos não é gravado.
    [validate] As planilhas ficam guardadas. As conferências que pararam não são refeitas por aqui; se ainda precisar, confira de novo na página de cada planilha.
    [write_results] As planilhas ficam como estão. Os resultados que faltam não são escritos por aqui; se ainda precisar, peça de novo na página de cada conferência.
    [correct] As planilhas ficam como estavam. As correções que pararam não são refeitas daqui; se ainda precisar delas, aplique de novo na página da conferência.
    [import_catalogue] O que já foi importado fica no catálogo. O que faltou não é refeito daqui; se ainda precisar, importe de novo na página da conferência.
   *[look_at_plan] As vendas destas ações em lote não são conferidas, e nada é feito com elas.
}
keep = Manter na lista
nothing-failed = Nada parado deste tipo
    .text = Alguém já tentou de novo ou dispensou.
dismissed = { $count ->
    [0] Nada foi dispensado agora.
    [one] { $count } tarefa dispensada.
   *[other] { $count } tarefas dispensadas.
}
