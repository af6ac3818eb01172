### Who did what.

title = Histórico
    .context = Quem fez o quê, quando e de onde. Nada daqui pode ser mudado.
pages = Páginas do histórico
export = Baixar CSV
file-name = historico
filter-label = Filtrar o histórico
person = Pessoa
anybody = Todas
# Somebody of whom there are entries, and who is not of the company any more.
who-left = { $name } (saiu)
about = Assunto
anything = Todos
from = De
until = Até
what-column = O que fez
when-column = Quando
ip-column = Endereço IP
subject-column = Código do objeto
details = Detalhes
nothing = Nada aconteceu ainda
    .text = O que as pessoas da equipe mudam aparece aqui.
nothing-found = Nada com estes filtros
    .text = Mude o período, a pessoa ou o assunto.
# Where the period ends before it begins.
no-day = O último dia é anterior ao primeiro. Troque as datas.
# What an import took over or gave back, behind the name of the sheet.
import-rows = { $count ->
    [one] { $count } produto
   *[other] { $count } produtos
}
import-takes = { $what ->
    [new] só novos
    [changes] só mudanças
   *[both] novos e mudanças
}
import-faulty = também com erros
about-choice = { $code ->
    [team] Equipe e acesso
    [company] Empresa
    [billing] Plano e pagamento
    [channels] Canais e pedidos
    [catalogue] Catálogo
    [sheets] Planilhas e regras
    [alerts] Alertas
    [exports] Arquivos baixados
   *[queue] Fila
}
# What an entry holds, and its value.
detail-line = { $label }: { $value }
# The same of what was changed, and of what was not there before or is not there any more.
change-line = { $label }: { $before } → { $after }
nothing-there = nada
# What is not known here is told by its key.
detail = { $key ->
    [access_key] Chave da nota
    [account] Conta
    [action] Ação
    [active] Em uso
    [address] Endereço
    [ask] Pedido
    [because] Motivo
    [before] Endereço anterior
    [brand] Marca
    [by] Entrou com
    [bytes] Tamanho em bytes
    [cancels_at] Termina em
    [catalogue] Catálogo
    [category] Categoria
    [changed] Mudou
    [code] Código
    [column] Coluna
    [columns] Colunas
    [compare_at] Preço de comparação
    [connection] Canal
    [connections] Conexões
    [correction] Correção
    [cost] Custo
    [currency] Moeda
    [daily_at] Todo dia às
    [decimal_comma] Vírgula decimal
    [delimiter] Separador
    [description] Descrição
    [email] E-mail
    [encoding] Codificação
    [environment] Ambiente
    [event] Aviso
    [events] Avisos
    [every_minutes] A cada (minutos)
    [file] Arquivo
    [filter] Filtros
    [format] Formato
    [from] Antes
    [gtin] GTIN
    [header_row] Linha com os nomes
    [height] Altura
    [history_days] Dias de histórico
    [host] Servidor
    [hours] Horas
    [images] Imagens
    [interval] Período
    [jobs] Tarefas
    [kind] Tipo
    [length] Comprimento
    [level] Recebe
    [limits] Limites próprios
    [line_end] Fim de linha
    [lines] Itens de pedidos
    [locale] Idioma
    [members] Pessoas
    [name] Nome
    [ncm] NCM
    [next] Plano seguinte
    [note] Observação
    [off] Desligada
    [on] Ligado
    [only_clean] Só produtos sem erros
    [order] Código do pedido
    [orders] Pedidos
    [overage] Conferências além do plano
    [packs] Conjuntos de regras
    [plan] Plano
    [platform] Plataforma
    [price] Preço
    [quiet_from] Silêncio desde
    [quiet_until] Silêncio até
    [quotes] Células entre aspas
    [replay] Reprocessamento
    [role] Papel
    [rows] Linhas
    [rule] Regra
    [run] Execução
    [schedule] Horário
    [settings] Configurações
    [severity] Gravidade
    [sheet] Planilha
    [skip_test_orders] Ignora pedidos de teste
    [sku] SKU
    [state] Situação
    [status] Situação
    [steps] Passos
    [stock] Estoque
    [subscription] Assinatura
    [tab] Aba
    [tests] Testes
    [time_zone] Fuso horário
    [to] Depois
    [until] Até
    [validations] Produtos conferidos por mês
    [version] Versão
    [weight] Peso
    [width] Largura
    [writes_results] Escreve os resultados
    [yaml] Texto da regra
   *[other] { "" }
}
# Values that are codes: roles, periods, how a subscription stands, and how grave something is. Others are told as they are.
detail-code = { $code ->
    [active] Em dia
    [admin] Administrador
    [all] Todos os alertas
    [business] Business
    [canceled] Encerrada
    [connected] Conectada
    [critical] Só os críticos
    [disconnected] Desconectada
    [enterprise] Enterprise
    [error] Erro
    [free] Free
    [google] Google
    [hint] Sugestão
    [incomplete] Pagamento não concluído
    [incomplete_expired] Não concluída
    [month] Mensal
    [needs_reauth] Precisa de nova autorização
    [operator] Operador
    [owner] Proprietário
    [passkey] Chave de acesso
    [password] Senha
    [past_due] Pagamento pendente
    [paused] Pausada
    [plan_limit] O limite do plano
    [pro] Pro
    [trialing] Em teste
    [two_steps] Verificação em duas etapas
    [unpaid] Não paga
    [viewer] Leitor
    [warning] Atenção
    [year] Anual
   *[other] { "" }
}
# Of the action that is told without it where an entry does not hold it.
overage-switched = { $code ->
    [on] Ligou as conferências além do plano
   *[off] Desligou as conferências além do plano
}
action = { $code ->
    [action_asked] Pediu algo a um canal
    [action_closed] Desistiu de um pedido a um canal
    [alerts_hook_added] Adicionou um endereço para alertas
    [alerts_hook_removed] Removeu um endereço para alertas
    [alerts_kind_off] Desligou um tipo de alerta
    [alerts_kind_on] Ligou um tipo de alerta
    [alerts_muted] Silenciou um alerta
    [alerts_unmuted] Voltou a ouvir um alerta
    [billing_cancel_asked] Pediu para encerrar a assinatura
    [billing_cancel_taken_back] Manteve a assinatura que ia terminar
    [billing_change_asked] Pediu uma mudança de plano
    [billing_change_taken_back] Desfez uma mudança de plano agendada
    [billing_checkout_started] Abriu o pagamento de um plano
    [billing_duplicate_ended] Uma segunda assinatura foi encerrada e creditada
    [billing_grace_ended] O prazo para um pagamento terminou
    [billing_overage_changed] Ligou ou desligou as conferências além do plano
    [billing_pay_asked] Pediu para pagar o que faltava
    [billing_resume_asked] Pediu para retomar a assinatura
    [billing_subscribed] A assinatura de um plano começou
    [billing_subscription_changed] A assinatura mudou
    [catalogue_import_undone] Desfez uma importação do catálogo
    [catalogue_imported] Importou uma planilha para o catálogo
    [code_linked] Vinculou um código a um produto
    [code_unlinked] Desvinculou um código de um produto
    [completeness_asked] Pediu uma conferência dos pedidos
    [connection_created] Conectou um canal
    [connection_demo_removed] Apagou as vendas inventadas de uma loja de demonstração
    [connection_disconnected] Desconectou um canal
    [connection_paused] Pausou um canal
    [connection_reconnected] Reconectou um canal
    [connection_resumed] Retomou um canal
    [connection_settings_changed] Mudou as configurações de um canal
    [connection_updated] Trocou as credenciais de um canal
    [email_change_asked] Pediu para trocar o próprio e-mail
    [email_change_cancelled] Cancelou a troca do próprio e-mail
    [email_change_refused] Recusou a troca do próprio e-mail
    [email_changed] Trocou o próprio e-mail
    [export_analytics] Baixou as análises em arquivo
    [export_completeness] Baixou a conferência de completude em arquivo
    [export_corrected] Baixou uma planilha corrigida
    [export_customers] Baixou os clientes em arquivo
    [export_findings] Baixou os apontamentos de uma conferência em arquivo
    [export_history] Baixou o histórico em arquivo
    [export_products] Baixou os produtos em arquivo
    [export_rule_list] Baixou uma lista de valores
    [export_sales] Baixou as vendas em arquivo
    [export_template] Baixou uma planilha nas colunas de um canal
    [google_linked] Vinculou a própria conta do Google
    [google_unlinked] Desvinculou a própria conta do Google
    [invitation_revoked] Cancelou um convite
    [invitation_sent] Convidou uma pessoa
    [invitation_sent_again] Enviou um convite de novo
    [member_became_owner] Passou a propriedade
    [member_joined] Entrou na equipe
    [member_left] Saiu da equipe
    [member_removed] Removeu uma pessoa da equipe
    [member_role_changed] Mudou o papel de uma pessoa
    [order_asked_for] Buscou um pedido em um canal
    [organisation_founded] Criou a empresa
    [organisation_plan_changed] O plano da empresa passou a ser outro
    [organisation_plan_set] Quem administra a instalação definiu o plano da empresa
    [organisation_changed] Mudou os dados da empresa
    [organisation_two_factor_on] Exigiu a verificação em duas etapas
    [organisation_two_factor_off] Deixou de exigir a verificação em duas etapas
    [passkey_added] Criou uma chave de acesso
    [passkey_removed] Removeu uma chave de acesso
    [password_changed] Trocou a própria senha
    [password_reset] Criou uma nova senha por e-mail
    [password_sessions_ended] Saiu de outros aparelhos
    [password_ways_removed] Removeu o que abria a própria conta antes de confirmar o e-mail
    [password_wrong] Senha errada para a conta desta pessoa
    [plan_applied] Aplicou uma ação em lote
    [product_created] Criou um produto
    [product_updated] Mudou um produto
    [profile_changed] Mudou o próprio nome ou idioma
    [queue_all_dismissed] Dispensou todas as tarefas com falha
    [queue_cancelled] Cancelou uma tarefa
    [queue_dismissed] Dispensou uma tarefa
    [queue_paused] Pausou um tipo de tarefa
    [queue_redriven] Repetiu uma tarefa com falha
    [queue_resumed] Retomou um tipo de tarefa
    [replay_applied] Reprocessou pedidos
    [retention_changed] Mudou por quanto tempo os dados ficam
    [rule_chosen] Mudou as regras em uso
    [rule_list_added] Criou uma lista de valores
    [rule_list_removed] Removeu uma lista de valores
    [rule_list_replaced] Trocou os valores de uma lista
    [rule_removed] Removeu uma regra
    [rule_saved] Salvou uma regra
    [second_factor_cleared] Verificação em duas etapas desligada por quem administra a instalação
    [second_factor_code_used] Usou um código de recuperação
    [second_factor_codes_renewed] Criou códigos de recuperação novos
    [second_factor_disowned] Tirou uma segunda etapa que não era sua
    [second_factor_off] Desligou a própria verificação em duas etapas
    [second_factor_on] Ligou a própria verificação em duas etapas
    [second_factor_wrong] Código errado na segunda etapa desta pessoa
    [session_signed_in] Entrou na conta
    [session_signed_out] Saiu da conta
    [sheet_chosen] Escolheu uma planilha
    [sheet_columns] Mudou as colunas de uma planilha
    [sheet_corrected] Corrigiu uma planilha
    [sheet_correction_undone] Desfez a correção de uma planilha
    [sheet_format] Mudou como uma planilha é lida
    [sheet_removed] Removeu uma planilha
    [sheet_renamed] Mudou o nome de uma planilha
    [sheet_replaced] Enviou uma planilha de novo
    [sheet_results] Mudou onde os resultados são escritos
    [sheet_schedule] Mudou quando uma planilha é conferida
    [sheet_steps] Mudou os passos de uma coluna
    [sheet_uploaded] Enviou uma planilha
    [sku_linked] Vinculou um SKU a um produto
    [sku_unlinked] Desvinculou um SKU de um produto
    [sync_cancelled] Cancelou uma sincronização
    [sync_started] Iniciou uma sincronização
   *[webhook_replayed] Reprocessou um aviso
}
