### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Visão geral
orders = Vendas
products = Produtos
validation = Validação
customers = Clientes
analytics = Análises
integrations = Integrações
syncs = Sincronizações
queue = Fila
health = Saúde
alerts = Alertas
storage = Armazenamento
account = Conta
navigation = Navegação
open-navigation = Abrir navegação
close-navigation = Fechar navegação
narrow-navigation = Recolher navegação
widen-navigation = Mostrar nomes
search-all = Buscar vendas, produtos, clientes e páginas
to-integrations = Ver integrações
# Names the bell. Zero also stands for a number that is not known yet.
waiting = { $count ->
    [0] O que pede atenção
    [one] { $count } item pede atenção
   *[other] { $count } itens pedem atenção
}
# Names the corner where confirmations appear.
messages = Mensagens

## Roles

role-owner = Proprietário
role-admin = Administrador
role-operator = Operador
role-viewer = Leitor

## Company settings

company = Empresa
    .context = Vale para todas as pessoas da empresa.

time-zone = Fuso horário
    .help = Datas e totais por dia seguem este fuso.

currency = Moeda
    .help = A moeda em que os totais da empresa são somados.

company-language = Idioma e formatos da empresa
    .help = Números, valores e datas aparecem assim para todas as pessoas. Os textos seguem o idioma de cada pessoa.
