### Alerts: what Orion tells by itself.

## What is wrong

api-down = { $name } não responde
api-down-text = { $class ->
    [timeout] As últimas { NUMBER($count) } chamadas ficaram sem resposta a tempo, desde { $since }. O Orion continua tentando, e os pedidos entram assim que a plataforma voltar.
    [server] As últimas { NUMBER($count) } chamadas encontraram a plataforma com falha ou fora do ar, desde { $since }. O Orion continua tentando, e os pedidos entram assim que ela voltar.
   *[protocol] As últimas { NUMBER($count) } chamadas tiveram uma resposta que não pôde ser lida, desde { $since }. O Orion continua tentando, e os pedidos entram assim que a plataforma voltar ao normal.
}
slow = { $name } responde devagar
slow-text = Das chamadas das últimas duas horas, uma em cada vinte levou mais de { $time }. Os pedidos entram, só que mais tarde.
limited = { $name } recusa chamadas por excesso
limited-text = { NUMBER($refused) } de { NUMBER($calls) } chamadas das últimas duas horas passaram do limite da plataforma. O Orion espera e repete, e os pedidos entram mais devagar. Outro sistema ligado à mesma conta pode estar usando o limite.
near-limit = { $name } está perto do limite de chamadas
near-limit-text = Na última hora completa foram { NUMBER($calls) } chamadas, de { NUMBER($most) } que a plataforma aceita. Acima disso, os pedidos entram mais devagar.
refused = { $name } precisa ser reautorizada
refused-text = A plataforma recusa o acesso desde { $since }. Os pedidos esperam no canal e entram depois da reautorização.
expiring = { $what ->
    [consent] A autorização de { $name } vence em { $when }
    [token] A chave de acesso de { $name } vence em { $when }
   *[api_version] A versão { $about } da API de { $name } vale até { $when }
}
expiring-text = { $what ->
    [over] Já passou: os pedidos podem ter parado de entrar. Resolva agora.
    [api_version] Atualize o Orion antes dessa data, ou os pedidos param de entrar.
   *[other] Autorize de novo antes dessa data, ou os pedidos param de entrar.
}
scopes = Faltam permissões a { $name }
scopes-text = Não concedidas: { $missing }. Autorize de novo e aceite todas as permissões.
subscription = O registro de avisos de { $name } não é confirmado
subscription-text = Conferido pela última vez { $since }. A plataforma pode desligar os avisos; se isso acontecer, os pedidos entram pela sincronização, mais tarde do que de costume.
events-stopped = Os avisos de { $name } pararam de chegar
events-stopped-text = { $count ->
    [one] O último chegou { $since }, e { $count } venda veio depois sem aviso. Ela entra pela sincronização, mais tarde do que de costume.
   *[other] O último chegou { $since }, e { $count } vendas vieram depois sem aviso. Elas entram pela sincronização, mais tarde do que de costume.
}
sales-stopped = { $name } parou de vender
sales-stopped-text = A última venda é de { $since }. No ritmo desta loja já teriam vindo cerca de { NUMBER($count) }. A plataforma responde e não lista nenhuma: confira se a loja, o pagamento e os anúncios estão ativos.
gap = Faltam pedidos de { $name }
gap-text = { $count ->
    [one] { $count } pedido que o canal tem não chegou, de { $since }. O Orion tenta de novo a cada conferência.
   *[other] { $count } pedidos que o canal tem não chegaram, o primeiro de { $since }. O Orion tenta de novo a cada conferência.
}
failing = { $name } não sincroniza
failing-text = As sincronizações falham desde { $since }, e a plataforma responde. Abra a integração: ela diz o motivo e o que fazer.
unchecked = A conferência de { $name } não chega ao fim
unchecked-text = A última completa foi { $since }. Enquanto isso não se sabe se falta algum pedido.
unchecked-never = Nenhuma chegou ao fim até agora. Enquanto isso não se sabe se falta algum pedido.
job-stuck = Tarefas paradas na fila: { $job }
job-stuck-text = { $count ->
    [one] { $count } tarefa espera desde { $since } e nada avança. Confira se o processamento do Orion está ativo.
   *[other] { $count } tarefas esperam desde { $since } e nada avança. Confira se o processamento do Orion está ativo.
}
dead-letter = Tarefas com erro: { $job }
dead-letter-text = { $count ->
    [one] { $count } tarefa parou de vez. Veja o motivo na fila e peça de novo.
   *[other] { $count } tarefas pararam de vez. Veja o motivo na fila e peça de novo.
}
unusual-calls = { $name } faz muito mais chamadas que o normal
unusual-calls-text = Foram { NUMBER($calls) } na última hora completa; nas duas semanas anteriores, no máximo { NUMBER($usual) } por hora.
usage-differs = A conta do uso de { $month } não fecha
usage-differs-text = { $meter ->
    [orders] De pedidos, o total diz { NUMBER($counted) }, e os lançamentos somam { NUMBER($entered) }. Nenhum pedido é afetado; quem administra a instalação deve olhar.
   *[validations] De produtos conferidos, o total diz { NUMBER($counted) }, e os lançamentos somam { NUMBER($entered) }. Nenhuma planilha é afetada; quem administra a instalação deve olhar.
}
plan-near = Os pedidos do plano estão acabando
plan-full = Os pedidos do plano acabaram
plan-near-text = Chegaram { NUMBER($used) } dos { NUMBER($limit) } pedidos que o plano inclui neste mês. Os que passam do limite ficam guardados e só viram vendas com um plano maior ou a partir de { $day }, quando a contagem recomeça.
plan-waiting = { $count ->
    [one] { $count } pedido espera por espaço no plano
   *[other] { $count } pedidos esperam por espaço no plano
}
plan-waiting-text = O plano inclui { NUMBER($limit) } pedidos por mês, e todos já foram usados. Os que esperam estão guardados, mas ainda não são vendas: entram na ordem em que chegaram, com um plano maior ou a partir de { $day }.
# Where a sentence names several connections: a list of their names.
affected = Atinge { $names }.

## The page

title = Alertas
context = O que precisa de atenção agora, e o que já passou
settings = Ajustes de alertas
open-alerts = Abertos
none-open = Nenhum alerta aberto
none-open-text = O Orion vigia plataformas, acessos, avisos, vendas e tarefas a cada minuto, e avisa aqui e por e-mail.
closed-alerts = Encerrados
none-closed = Nenhum alerta encerrado nos últimos 90 dias.
severity = { $severity ->
    [critical] Crítico
   *[warning] Atenção
}
lasted = de { $from } a { $until }
muted-until = Silenciado até { $until }
muted-kind = Este tipo está desligado
mute = Silenciar por 1 dia
unmute = Voltar a avisar
muted-toast = Alerta silenciado por 1 dia.
unmuted-toast = O alerta volta a avisar.
see-connection = Ver a integração
see-events = Ver os avisos
see-check = Ver a conferência
see-queue = Ver a fila
see-usage = Ver o uso
over = O alerta já foi encerrado
over-text = Não há mais o que silenciar.
waiting-title = { $count ->
    [one] { $count } alerta aberto
   *[other] { $count } alertas abertos
}
waiting-text = O que o Orion viu de errado, com o que fazer.
waiting-press = Ver alertas

## Settings

my-mail = Meus e-mails
mail-to-files = Os e-mails desta instalação vão para arquivos
mail-to-files-text = Nenhum servidor de e-mail foi configurado. Quem administra a instalação encontra os e-mails na pasta mail e define ORION_SMTP_URL e ORION_MAIL_FROM para que cheguem a você.
mail-failed = O último e-mail não foi enviado
mail-failed-text = O servidor de e-mail não aceitou a mensagem. O motivo está no log do Orion.
my-mail-context = Os alertas vão para { $email }
level = Receber por e-mail
level-help = Um e-mail quando o alerta abre, quando piora e quando se encerra. O console mostra todos.
level-choice = { $level ->
    [all] Todos os alertas
    [critical] Só os críticos
   *[none] Nenhum
}
quiet-from = Não enviar a partir de
quiet-until = Não enviar até
quiet-help = Nesse horário os e-mails esperam, pelo relógio da empresa. O que se encerra enquanto espera não é enviado.
saved = Ajustes salvos. Os próximos alertas já os seguem.
kinds = O que vira alerta
kinds-context = Vale para a empresa inteira. Um tipo desligado continua nesta página e não é enviado a ninguém.
kind-column = Tipo
when-column = Quando
severity-column = Gravidade
change-column = Mudar
state-column = Envio
kind = { $kind ->
    [api_down] Plataforma fora do ar
    [slow] Plataforma lenta
    [limited] Limite de chamadas atingido
    [near_limit] Limite de chamadas perto
    [refused] Acesso recusado
    [failing] Sincronizações falhando
    [expiring] Acesso ou versão vencendo
    [scopes] Permissões que faltam
    [subscription] Registro de avisos
    [events_stopped] Avisos pararam
    [sales_stopped] Vendas pararam
    [gap] Pedidos faltando
    [unchecked] Conferência parada
    [job_stuck] Tarefas paradas
    [dead_letter] Tarefas com erro
    [usage_differs] Conta do uso não fecha
    [plan_limit] Pedidos do plano acabando
   *[unusual_calls] Chamadas fora do normal
}
kind-when = { $kind ->
    [api_down] Mais de 5 chamadas seguidas falham
    [slow] Uma em cada vinte chamadas leva mais de 10 segundos
    [limited] A plataforma recusa uma em cada dez chamadas
    [near_limit] Uma hora usa mais de 80% do limite
    [refused] A plataforma não aceita mais o acesso
    [failing] Toda sincronização falha há 15 minutos
    [expiring] Faltam 30 dias, 7 dias e 1 dia
    [scopes] A autorização não cobre tudo o que o Orion usa
    [subscription] O registro falha ou não é conferido há dois dias
    [events_stopped] Três vendas seguidas vieram sem aviso
    [sales_stopped] A loja fica sem vender por mais tempo do que o ritmo dela explica
    [gap] Um pedido do canal não entrou em quatro horas
    [unchecked] Cinco conferências seguidas falham
    [job_stuck] Nada avança na fila há 15 minutos
    [dead_letter] Uma tarefa para de vez
    [usage_differs] O total do mês e os lançamentos dizem números diferentes
    [plan_limit] O mês usa 80% dos pedidos do plano, ou há pedidos que esperam por espaço
   *[unusual_calls] Uma hora tem cinco vezes mais chamadas que a maior das duas semanas anteriores
}
on = Ligado
off = Desligado
turn-on = Ligar
turn-off = Desligar
turned-on-toast = Tipo ligado. Alertas dele voltam a avisar.
turned-off-toast = Tipo desligado. Alertas dele não avisam ninguém.
hooks = Slack e webhooks
hooks-context = Endereços que recebem os alertas da empresa
no-hooks = Nenhum endereço ainda.
hook-name = Nome
hook-name-help = Para reconhecer na lista, como Plantão ou Financeiro.
hook-format = Formato
hook-format-choice = { $format ->
    [slack] Slack e compatíveis
   *[json] JSON assinado
}
hook-format-help = Slack serve também para Mattermost e para o Discord com /slack no fim do endereço. O JSON é assinado no padrão Standard Webhooks.
hook-url = URL
hook-url-help = No Slack, copie de Incoming Webhooks, nas configurações do app. Fica cifrada e não aparece de novo.
hook-secret = Chave de assinatura
hook-secret-text = Confira com ela o cabeçalho webhook-signature. Copie agora: ela não aparece de novo.
hook-level = Recebe
hook-level-help = Quais alertas são enviados a este endereço.
hook-never = Ainda sem envios
hook-sent = Último envio { $when }
hook-failing = { $count ->
    [one] { $count } envio falhou
   *[other] { $count } envios falharam
}
hook-off = Desligado
add-hook = Adicionar endereço
hook-added = Endereço adicionado.
test = Enviar teste
tested = Teste enviado.
remove = Remover
removed = Endereço removido. Nenhum alerta vai mais para lá.
hook-limit = A empresa já tem 10 endereços
hook-limit-text = Remova um deles para adicionar outro.

## Messages

subject = { $event ->
    [opened] { $title }
    [progressed] Piorou: { $title }
   *[closed] Resolvido: { $title }
}
subject-many = { NUMBER($count) } alertas: { $title } e outros
greeting = Olá, { $name }.
company-line = { $company }, no Orion:
open-in-console = Ver no console
mail-why = Você recebe este e-mail porque faz parte de { $company }. Ajuste o que recebe em { $url }
mail-why-local = Você recebe este e-mail porque faz parte de { $company }. Ajuste o que recebe em Alertas, Ajustes de alertas.
closed-line = Encerrado { $when }.
test-title = Teste do Orion
test-text = Este endereço recebe os alertas de { $company }.
