### Channels: the gallery, the form that connects one, the page of a connection.

title = Integrações
connected-count = { $count ->
    [0] Nenhuma conta conectada
    [one] { $count } conta conectada
   *[other] { $count } contas conectadas
}
paused-count = { $count ->
    [one] { $count } pausada
   *[other] { $count } pausadas
}
attention-count = { $count ->
    [one] { $count } pede atenção
   *[other] { $count } pedem atenção
}

## Gallery

sync-all = Sincronizar tudo
your-accounts = Suas contas
platforms = Plataformas
platforms-context = Você pode conectar várias contas da mesma plataforma.
filter-label = Filtrar integrações
search-label = Plataforma ou loja
category = Categoria
category-any = Todas
category-name = { $category ->
    [store] Loja própria
    [marketplace] Marketplace
    [payment] Pagamento
    [spreadsheet] Planilhas
   *[service] Serviço
}
empty-accounts = Nenhuma conta conectada ainda
    .text = Escolha uma plataforma abaixo. As vendas aparecem em minutos, as mais novas primeiro.
empty-filtered = Nenhuma integração com estes filtros
    .text = Busque por outro nome ou veja todas as integrações.

badge = { $state ->
    [connected] Conectado
    [syncing] Sincronizando
    [attention] Atenção
    [error] Erro
    [needs_reauth] Reautorizar
    [paused] Pausado
   *[disconnected] Desconectado
}

# What a platform can do; the words of the list are joined by commas.
summary = No Orion: { $things }.
capability = { $capability ->
    [orders] pedidos
    [products] produtos
    [stock] estoque
    [prices] preços
    [cancelling] cancelamento
    [shipping] envio
    [invoices] nota fiscal
    [labels] etiquetas
    [spreadsheets] planilhas
    [webhooks] avisos em tempo real
   *[customers] clientes
}

last-sync = Última sincronização: { $when }
never-synced = Ainda não sincronizada
complete-until = completa{ "\u00A0" }até{ "\u00A0" }{ $when }

connect = Conectar
connect-another = Conectar outra conta
sync = Sincronizar
reauthorise = Reautorizar
see-problem = Ver problema
see-run = Ver sincronização
pause = Pausar
resume = Retomar
reconnect = Conectar de novo
open-connection = Abrir integração
more-of = Mais ações de { $name }
edit-credentials = Editar credenciais
disconnect = Desconectar

## The form that connects

connect-platform = Conectar { $platform }
connect-context = O Orion lê os seus pedidos. Na loja, só cria os avisos de pedidos e faz o que você pede. As chaves ficam cifradas e não são mostradas de novo.
credentials-of = Credenciais de { $name }
credentials-context = O histórico e as vendas continuam os mesmos depois da troca.
ways = Forma de conectar
way = { $way ->
    [key_pair] Chave e segredo
    [client_credentials] App do Dev Dashboard
    [token] Token de app personalizado
   *[oauth2] Autorização na plataforma
}
field-label = { $field ->
    [store_url] Endereço da loja
    [consumer_key] Chave do consumidor (consumer key)
    [consumer_secret] Segredo do consumidor (consumer secret)
    [shop] Endereço myshopify.com
    [client_id] ID do cliente (client ID)
    [client_secret] Chave secreta do cliente (client secret)
    [access_token] Token de acesso da API Admin
   *[other] Credencial
}
field-help = { $field ->
    [store_url] Como aparece no navegador, com a pasta se houver: https://www.sualoja.com.br/loja
    [consumer_key] Começa com ck_ e tem 43 caracteres.
    [consumer_secret] Começa com cs_ e tem 43 caracteres.
    [shop] O endereço que termina em .myshopify.com, não o domínio próprio da loja.
    [client_id] Em Settings do app, no Dev Dashboard.
    [client_secret] Ao lado do ID do cliente. Fica cifrada e não é mostrada de novo.
    [access_token] Começa com shpat_. Fica cifrado e não é mostrado de novo.
   *[other] Fica cifrada e não é mostrada de novo.
}
replace = Substituir
# Beside the four last signs of a stored secret.
keep-secret = Deixe fechado para manter a chave atual.
name = Nome no Orion
    .help = Vazio, vale o nome da própria loja.
kept-name-help = Como a conta aparece nas listas e nos filtros daqui. Na plataforma nada muda.
sync-settings = Sincronização
every = Buscar novidades
    .help = Você também pode sincronizar quando quiser.
every-choice = { $minutes ->
    [60] a cada hora
    [360] a cada 6 horas
    [1440] uma vez por dia
   *[other] a cada { $minutes } minutos
}
by-hand = só quando eu pedir
quiet-from = Descansar a partir de
quiet-until = Descansar até
quiet-help = Nesse horário nada roda sozinho: nem leituras, nem conferências. Avisos e botões continuam. Vale o relógio da empresa; uma hora que o relógio pula não acontece, uma que se repete conta duas vezes.
skip-tests = Deixar pedidos de teste de fora
    .help = Eles contam como ignorados e aparecem na lista de motivos.
test = Testar conexão
testing = Testando a conexão…
test-away = Não foi possível chegar ao Orion. Nada foi salvo. Confira a sua internet e teste de novo.
test-not-allowed = Seu papel não permite testar esta integração, ou ela não existe mais. Nada foi salvo. Peça a um administrador da empresa.
test-failed = O Orion não conseguiu fazer o teste. Nada foi salvo. Teste de novo em alguns minutos.
save-connect = Salvar e conectar
save-credentials = Testar e salvar
guide = Como obter os dados

## The result of a test

report = Resultado do teste
passed = A conexão funciona
    .text = Nada foi salvo ainda. Para conectar, pressione o botão de salvar.
refused = A conexão ainda não funciona
    .text = Nada foi salvo. Veja abaixo o que corrigir e teste de novo.
test-refused = O teste não pôde começar
type-secrets-again = Digite as chaves de novo antes de salvar: elas não ficam guardadas na página.
shop-found = Conta encontrada: { $shop }
step = { $step ->
    [reach] Chegar ao endereço
    [platform] Reconhecer a plataforma
    [credentials] Entrar com as credenciais
    [read_orders] Ler pedidos
    [read_sheets] Ler planilhas
    [list_files] Listar planilhas
    [history] Histórico de pedidos
    [returns] Devoluções
    [scopes] Permissões
   *[customers] Dados dos clientes
}
step-passed = Certo
step-warning = Atenção
step-failed = Falhou
problem = { $problem ->
    [bad_address] O endereço não é o de uma loja.
    [name_not_found] O endereço não existe na internet.
    [not_reachable] A loja não respondeu à chamada pela rede.
    [too_slow] A loja demorou demais para responder.
    [bad_certificate] O certificado de segurança (TLS) da loja não é válido.
    [blocked_address] O endereço aponta para uma rede privada, que o Orion não acessa.
    [redirected] A loja desvia para outro endereço. Por segurança, a chave não foi enviada para lá.
    [hidden_by_proxy] Uma página de proteção, senha ou manutenção respondeu no lugar da loja.
    [php_messages] Mensagens de erro do PHP aparecem antes dos dados da loja.
    [not_wordpress] O endereço responde, mas não é de um site WordPress.
    [rest_disabled] O site é WordPress, mas a API REST está desligada.
    [woocommerce_missing] O WordPress responde, mas o WooCommerce não está ativo nele.
    [not_myshopify] Este não é o endereço myshopify.com da loja.
    [not_shopify] O endereço responde, mas não é de uma loja Shopify.
    [shop_unavailable] A loja está fechada, congelada ou bloqueada.
    [wrong_key] A loja não reconhece as credenciais.
    [tls_not_seen] O WordPress não percebe que o acesso é por HTTPS e por isso recusa as chaves.
    [clock_wrong] O relógio da loja está errado, e por isso ela recusa as chaves.
    [no_read_permission] As credenciais são válidas, mas não podem ler pedidos.
    [busy] A loja limitou o número de consultas por um tempo.
    [server_error] A loja respondeu com uma falha interna dela.
    [orders_last_60_days] O app só pode ler os pedidos dos últimos 60 dias.
    [no_customer_data] O app não pode ler nomes, endereços e documentos dos clientes.
    [no_billing_data] O app não pode ler os dados de faturamento dos compradores: nome, documento e endereço.
    [no_returns] O app não pode ver devoluções.
    [personal_account] A autorização é de uma pessoa, não de uma empresa que vende.
    [missing_scopes] A autorização não inclui tudo de que o Orion precisa.
    [no_sheet_permission] A autorização não permite ler e escrever planilhas.
    [no_file_list] A autorização não permite listar os arquivos. Cada planilha é aberta pelo link dela.
    [api_off] Uma API do Google está desligada no projeto do aplicativo.
   *[unexpected_answer] A resposta da loja veio incompleta ou em um formato inesperado.
}
    .fix = { $problem ->
        [bad_address] Copie o endereço da barra do navegador com a loja aberta.
        [name_not_found] Confira se há erro de digitação no endereço.
        [not_reachable] Veja se a loja abre no navegador. Se abre, peça à hospedagem para liberar acessos de programas.
        [too_slow] Teste de novo em alguns minutos. Se continuar, fale com a hospedagem da loja.
        [bad_certificate] Peça à hospedagem para renovar o certificado e instalar a cadeia completa.
        [blocked_address] Use o endereço público da loja.
        [redirected] Troque o endereço da loja por aquele para o qual ela desvia (veja o detalhe).
        [hidden_by_proxy] Retire a senha ou o modo de manutenção, ou libere o caminho /wp-json/ no firewall.
        [php_messages] Peça a quem cuida do site para desligar WP_DEBUG_DISPLAY no WordPress.
        [not_wordpress] Confira o endereço. Se a loja fica em uma pasta, inclua a pasta.
        [rest_disabled] Desative a opção do plugin de segurança que bloqueia a API REST e teste de novo.
        [woocommerce_missing] No WordPress, abra Plugins e ative o WooCommerce. Se a loja fica em uma pasta, inclua a pasta no endereço.
        [not_myshopify] Use o endereço que termina em .myshopify.com. Ele está no painel da Shopify, em Configurações → Domínios.
        [not_shopify] Use o endereço que termina em .myshopify.com; ele está em Configurações, Domínios.
        [shop_unavailable] Entre no painel da loja e regularize a assinatura ou reabra a loja.
        [wrong_key] Copie as credenciais de novo, inteiras. Se foram revogadas, crie outras seguindo as instruções.
        [tls_not_seen] Peça à hospedagem que o proxy envie X-Forwarded-Proto: https ao WordPress.
        [clock_wrong] Peça à hospedagem que acerte o relógio do servidor e teste de novo.
        [no_read_permission] Dê a permissão de leitura de pedidos à chave ou ao app e teste de novo.
        [busy] Espere alguns minutos e teste de novo.
        [server_error] Veja o registro de erros da loja ou fale com a hospedagem, e teste de novo.
        [orders_last_60_days] Para ler o histórico inteiro, peça à Shopify o acesso read_all_orders. Sem ele, a conexão funciona com esse limite.
        [no_customer_data] Inclua a permissão read_customers no app. Sem ela, as vendas entram sem cliente.
        [no_billing_data] Ative a permissão de faturamento de uma venda no aplicativo do Mercado Livre e autorize de novo. Sem ela, as vendas entram sem CPF e CNPJ.
        [no_returns] Ative o escopo Return & Refund Basic no app e autorize de novo. Sem ele, as vendas entram sem os valores devolvidos.
        [personal_account] Autorize de novo e, na página da plataforma, escolha a empresa. A sua conta precisa ter acesso a ela.
        [missing_scopes] Inclua no app todos os escopos das instruções e autorize de novo. Sem eles, parte das novidades só entra na sincronização seguinte.
        [no_sheet_permission] Autorize de novo e deixe marcada a permissão de ver e editar as planilhas.
        [no_file_list] Para escolher em uma lista, autorize de novo e deixe marcada a permissão de ver informações dos arquivos do Drive.
        [api_off] Quem administra o Orion ativa as APIs Google Sheets e Google Drive no Google Cloud e espera alguns minutos.
       *[unexpected_answer] Teste de novo. Se continuar, envie o detalhe técnico ao suporte.
    }
technical-detail = Detalhe técnico

## The page of a connection

account = Conta na plataforma
# Of a demonstration shop: the page that steers it.
simulated = Loja simulada
    .open = Pedidos, falhas e chaves
shop-name = Loja
shop-email = E-mail da loja
shop-currency = Moeda
shop-zone = Fuso horário
shop-edition = Versão ou plano
sales = Vendas importadas
last-success = Último sucesso
last-error = Último problema
connected-at = Conectada em
connected-by = Conectada por
read-until = Completa até
facts = Sobre a conta
since = Desde { $when }.
incomplete = A loja listou mais pedidos do que entregou
    .text = O que foi entregue entrou. Leia tudo de novo para completar.
records-failed = Alguns pedidos não entraram
    .text = Os demais entraram normalmente. Cada pedido está listado com o motivo e o que fazer.
not-shown = A loja conta pedidos que não mostra
    .text = Todos os que ela mostra entraram. Se faltar algum, veja na loja se um plugin o esconde e leia tudo de novo.
beyond-plan = Parada porque o plano inclui menos conexões
    .text = Nada se perdeu: as vendas ficam, e a integração segue de onde parou. Mude de plano, ou desconecte outra integração e retome esta.
own-fault = A sincronização parou por uma falha do Orion
    .text = Nenhum pedido foi perdido. Sincronize de novo; se acontecer outra vez, envie o detalhe técnico ao suporte.
credentials-unreadable = O Orion não consegue abrir as credenciais guardadas
    .text = Nenhum pedido foi perdido; eles entram assim que as credenciais forem informadas de novo.
# After the text of a problem that only those who manage integrations can mend.
ask-admin = Peça a um administrador da empresa para corrigir.
paused-title = Esta integração está pausada
    .text = As vendas importadas continuam aqui. Vendas novas entram quando você retomar.
disconnected-title = Esta integração está desconectada
    .text = As vendas importadas continuam aqui. Para receber vendas novas, conecte de novo.
read-again = Reler pedidos
    .context = Só uma sincronização por conta de cada vez.
sync-everything = Ler tudo de novo
    .help = Percorre todos os pedidos da loja. Nada é duplicado.
sync-range = Ler um período
    .help = Pelas datas dos pedidos, no fuso da empresa.
read-range = Ler período
recent-runs = Sincronizações recentes
all-runs = Ver todas
settings = Configurações
credentials = Credenciais

disconnect-question = Desconectar { $name }?
disconnect-text = { $count ->
    [0] O Orion apaga as chaves desta conta e deixa de buscar vendas. Nada mais é alterado.
    [one] O Orion apaga as chaves desta conta e deixa de buscar vendas. A venda já importada, os clientes e o histórico continuam aqui.
   *[other] O Orion apaga as chaves desta conta e deixa de buscar vendas. As { $count } vendas já importadas, os clientes e o histórico continuam aqui.
}
disconnect-confirm = Desconectar { $name }
keep-connected = Manter conectada

# Of a demonstration shop; what is said of usage stands because bills rest on it.
demo-text = O que esta loja trouxe é inventado. Apagado, os números da empresa ficam como se ela nunca tivesse sido conectada: vão as vendas, os clientes que só compraram nela e as sincronizações. O histórico conta que foram apagadas, e o registro de uso não muda.
demo-question = Apagar o que { $name } trouxe?
demo-remove = { $count ->
    [0] Desconectar e apagar o que ela trouxe
    [one] Desconectar e apagar a venda inventada
   *[other] Desconectar e apagar as { $count } vendas inventadas
}
# Of one that is disconnected already.
demo-remove-later = { $count ->
    [0] Apagar o que ela trouxe
    [one] Apagar a venda inventada
   *[other] Apagar as { $count } vendas inventadas
}
demo-keep = Só desconectar
    .text = Quem só desconecta mantém as vendas inventadas nos números.
demo-removed = { $count ->
    [0] Loja de demonstração apagada.
    [one] Loja de demonstração apagada, e com ela 1 venda inventada.
   *[other] Loja de demonstração apagada, e com ela { $count } vendas inventadas.
}
demo-busy = A loja de demonstração ainda está sendo lida
    .text = Ela foi desconectada, e o que trouxe continua aqui. Apague de novo em instantes.
not-demo = Só o que é de demonstração pode ser apagado
    .text = Nada foi alterado. As vendas de um canal seu ficam sempre.

## Confirmations and conflicts

connected-toast = { $name } conectada. A primeira sincronização começou.
reconnected-toast = { $name } conectada de novo. O histórico dela continua de onde parou.
credentials-saved = Credenciais salvas. A sincronização continua de onde parou.
paused-toast = Integração pausada. Vendas novas entram quando você retomar.
resumed-toast = Integração retomada. O que chegou durante a pausa entra na próxima leitura.
disconnected-toast = Integração desconectada. As vendas continuam aqui.
place-goes-to = O lugar no plano passou para { $names }.
account-connected = Esta conta já está conectada
    .text = Nada foi salvo. Abra a integração existente para editar as credenciais dela.
other-account = Estas credenciais são de outra conta
    .text = Nada foi salvo, para não misturar as vendas de duas contas. Conecte a outra conta como uma integração nova.
is-disconnected = Esta integração está desconectada
    .text = Nada foi alterado. Conecte de novo para continuar.

conformance = Testes do conector
    .context = Para quem desenvolve: situações pelas quais o conector passa antes de entrar no Orion, em inglês. Quem vende não precisa desta lista, e ela não pede nada de você.
# Nothing for one that is new.
conformance-section = { $section ->
    [orders_from_hosts_that_misbehave] Pedidos, de servidores que respondem mal
    [orders_from_the_simulator] Pedidos, do simulador
    [money_given_back_from_the_simulator] Dinheiro devolvido, do simulador
    [consent] Consentimento
    [keys_that_the_shop_hands_over] Chaves que a loja entrega
    [events] Avisos em tempo real
    [events_that_are_signed] Avisos assinados
    [events_that_could_not_be_delivered] Avisos que não puderam ser entregues
    [cancelling] Cancelamento
    [shipping] Envio
    [fiscal_documents] Documentos fiscais
    [labels] Etiquetas
    [spreadsheets_from_hosts_that_misbehave] Planilhas, de servidores que respondem mal
    [spreadsheets_from_the_simulator] Planilhas, do simulador
   *[other] { "" }
}
conformance-scenario = Cenário
conformance-passed = passa
conformance-failed = falha

## Connecting by consent

consent-context = Você autoriza na própria plataforma, sem digitar chaves, e pode retirar a autorização lá quando quiser.
consent-of = Autorização de { $name }
consent-again = Autorizar de novo
consent-press = Conectar com { $platform }
consent-renew = Autorizar de novo em { $platform }
consent-note = Você vai à página do { $platform }, entra com a conta de quem vende e volta para cá. O Orion não vê a sua senha.
no-app = Falta configurar o aplicativo de { $platform }
    .conflict = Falta configurar o aplicativo desta plataforma
    .text = Quem administra esta instalação cria um aplicativo na plataforma, define o que está abaixo e reinicia o Orion.
consent-redirect = endereço de retorno no aplicativo: { $url }
app-addresses = Para o aplicativo na plataforma
    .context = Quem administra o Orion informa estes endereços uma vez, no painel de aplicativos da plataforma.
app-redirect = Endereço de retorno
consent-choose = Qual conta conectar?
    .text = A autorização vale para mais de uma conta. Cada uma vira uma integração.
consent-other = Você autorizou outra conta
    .text = A integração ficou como estava, para não misturar as vendas de duas contas. Você pode conectar esta conta como uma integração própria.
consent-unasked = Conectar a { $company } uma conta de { $platform }?
    .text = Você veio da plataforma sem ter começado no Orion. Continue só se foi você quem acabou de autorizar lá.
consent-account = Conectar esta conta
consent-leave = Não conectar
consented-toast = Autorização renovada. A sincronização continua de onde parou.
consented-known = Esta conta de { $name } já estava conectada: a autorização foi renovada, e o nome e o histórico continuam os mesmos.
no-public-url = O Orion não sabe o próprio endereço
    .text = Nada foi alterado. Quem administra esta instalação define ORION_PUBLIC_URL e reinicia o Orion.
consent-refused = A página de autorização não pôde ser aberta
    .text = Nada foi alterado. Confira os dados desta página e tente de novo.
consent-state = Esta autorização não vale mais
    .text = Nada foi salvo. Ela já foi usada, passou de dez minutos ou começou em outro navegador. Comece de novo.
consent-denied = O acesso não foi permitido
    .text = Nada foi salvo. Para conectar, comece de novo e permita o acesso na página da plataforma.
consent-invalid = A resposta da plataforma não pôde ser usada
    .text = Nada foi salvo. Ela veio incompleta, antiga, sem assinatura válida ou sobre outra conta. Comece de novo.
consent-exchange = A plataforma não confirmou a autorização
    .text = Nada foi salvo. Comece de novo. Se acontecer outra vez, peça a quem administra esta instalação para conferir o aplicativo da plataforma.
consent-ends = Autorizar de novo até
    .text = Até lá tudo continua funcionando. Depois disso, as vendas param de entrar até alguém autorizar de novo.
consent-ends-in = { $days ->
    [0] A autorização termina hoje
    [one] A autorização termina em { $days } dia
   *[other] A autorização termina em { $days } dias
}
consent-incomplete = A autorização não cobre tudo
    .text = O que depende destas permissões não funciona: { $scopes }. Autorize de novo e permita todas.

## Accounts that hold spreadsheets

sheets = Planilhas
    .text = Esta conta traz planilhas, não pedidos: nada é sincronizado. O Orion lê uma planilha quando alguém a escolhe, e só escreve quando alguém pede, em uma aba nova.
sheets-connected = { $name } conectada. As planilhas dela já podem ser escolhidas.
sheets-consented = Autorização renovada. As planilhas continuam as mesmas.
sheets-note = Você vai à página do { $platform }, entra com a conta que tem as planilhas, deixa marcadas todas as permissões e volta para cá. O Orion não vê a sua senha.
sheets-paused = Nenhuma planilha desta conta é lida até você retomar.
sheets-disconnected = Nenhuma planilha desta conta é lida. Para voltar a usá-las, conecte de novo.
    .toast = Integração desconectada. As planilhas continuam na conta.
sheets-disconnect = O Orion apaga o acesso a esta conta e deixa de ler as planilhas dela. Elas continuam na conta como estão.
# After what is wrong with the platform.
sheets-unread = Enquanto isso, nenhuma planilha desta conta é lida.
sheets-end = Até lá tudo continua funcionando. Depois disso, nenhuma planilha desta conta é lida até alguém autorizar de novo.

## A key that the shop makes

key-press = Autorizar na loja
key-note = Sem copiar chaves: preencha só o endereço da loja, entre no WordPress dela como administrador ou gerente de loja e aprove. A loja cria a chave e a entrega ao Orion.
# Above the fields for a key, where the shop can also make one.
key-instead = Ou com uma chave criada por você
key-needs-https = A própria loja pode criar e entregar a chave, mas este Orion ainda não tem um endereço público https: quem o administra o define em ORION_PUBLIC_URL.
no-https = O Orion não tem um endereço público https
    .text = Nada foi alterado. A loja só entrega chaves por https, nas portas 443, 80 ou 8080. Peça a quem administra esta instalação que defina ORION_PUBLIC_URL, ou cole uma chave.
key-missing = A chave da loja não chegou
    .text = Nada foi salvo. A loja entregou a chave, mas algo diante do Orion respondeu no lugar dele, como um proxy ou uma tela de login. Libere o caminho /keys/ ou cole uma chave, e apague no WooCommerce a chave que sobrou.
leaving = Levando você para { $platform }
    .text = Em { $host } você entra com a sua conta e aprova; depois volta para o Orion.
    .on = Continuar para { $platform }

## Environments

environment = Ambiente
    .help = As vendas do sandbox são testes: não entram nos totais. Depois de conectada, a conta fica no ambiente escolhido.
environment-choice = { $environment ->
    [sandbox] Sandbox (testes)
   *[production] Produção
}
sandbox = Sandbox

## Events that platforms send

events = Avisos em tempo real
events-of = Avisos de { $name }
events-context = O que a plataforma avisa por conta própria. Um aviso só diz onde olhar: o Orion lê o pedido na plataforma.
events-see = Ver avisos
events-empty = Nenhum aviso ainda
    .text = Quando a plataforma avisar de um pedido novo ou alterado, ele aparece aqui. Enquanto isso, a sincronização continua buscando.
events-empty-filtered = Nenhum aviso nesta situação
    .text = Mude a situação ou veja todos os avisos desta conta.
event-topic = Assunto
event-tells = { $what ->
    [order_new] Pedido novo
    [order_changed] Pedido alterado
    [order_paid] Pedido pago
    [order_cancelled] Cancelamento de pedido
    [order_deleted] Pedido apagado na loja
    [refund] Reembolso
    [return] Devolução ou reclamação
    [address] Endereço de entrega alterado
    [invoice] Documento fiscal
    [withdrawn] Acesso retirado na plataforma
    [expiring] Autorização perto de vencer
    [payment] Pagamento
    [product] Produto
    [message] Pergunta ou mensagem
    [ping] Teste da plataforma
    [shipment] Envio
   *[other] Outro assunto
}
# The platform's own word for it.
event-topic-sent = Assunto na plataforma
event-received = Recebido
event-about = Pedidos
event-done = Processado
event-state-label = Situação
event-state = { $state ->
    [waiting] Na fila
    [done] Processado
    [failed] Falhou
    [ignored] Sem efeito
    [duplicate] Repetido
   *[refused] Recusado
}
event-unread = Aviso sem assunto
event-recovered = Recuperado
    .text = A plataforma não conseguiu entregar este aviso. O Orion o achou na lista dela.
event-attempts = Tentativas
event-due = Próxima tentativa
event-id = Identificador na plataforma
event-from = Enviado de
event-facts = Sobre o aviso
event-payload = Conteúdo recebido
event-body = Corpo
event-asked = Pedido por uma pessoa
event-headers = Cabeçalhos
event-replay = Reprocessar
event-replayed = O aviso voltou para a fila.
event-reason = { $reason ->
    [bad_signature] A assinatura não é da plataforma.
    [stale] O aviso é antigo demais, ou do futuro.
    [other_account] O aviso é de outra conta.
    [no_key] Falta a chave para conferir a assinatura.
    [unreadable] O conteúdo não pôde ser lido.
    [too_large] O conteúdo é grande demais. O que mudou vem pela sincronização.
    [not_shown] A plataforma ainda não mostra este pedido.
    [internal] Foi um erro do Orion; o registro do servidor diz qual.
   *[other] A plataforma não respondeu como esperado.
}
webhook-registered = A plataforma avisa o Orion na hora. O cadastro é conferido todos os dias.
webhook-registers = O Orion se cadastra na plataforma assim que puder. Até lá, a sincronização busca as novidades.
webhook-needs-https = Para receber avisos na hora, o Orion precisa de um endereço público https, que quem o administra define em ORION_PUBLIC_URL. Até lá, a sincronização busca as novidades.
webhook-not-this-way = A chave colada não diz com o que a plataforma assina os avisos; por isso eles não vêm, e as novidades chegam pela sincronização. Para receber avisos, conecte a conta pelo aplicativo.
webhook-by-hand = O endereço abaixo é informado no painel da plataforma, como explicam as instruções.
webhook-of-app = Quem administra o Orion informa o endereço uma vez no aplicativo da plataforma; ele vale para todas as contas.
webhook-missed = De hora em hora, o Orion também pergunta à plataforma pelos avisos que ela não conseguiu entregar. Última pergunta:
webhook-missed-problem = A plataforma não mostrou os avisos que não conseguiu entregar
    .text = As vendas continuam entrando pelos avisos que chegam e pela sincronização. O Orion pergunta de novo em uma hora.
webhook-problem = A plataforma não aceitou o cadastro dos avisos
    .text = As vendas continuam entrando pela sincronização. O Orion tenta de novo em uma hora; se a chave só permite leitura, troque por uma que também escreva.
