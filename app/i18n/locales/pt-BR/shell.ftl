### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Visão geral
orders = Vendas
products = Produtos
customers = Clientes
integrations = Integrações
syncs = Sincronizações
account = Conta
navigation = Navegação
open-navigation = Abrir navegação
close-navigation = Fechar navegação
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
    .help = Código de três letras, como BRL.

company-language = Idioma da empresa
    .help = Usado quando nem a pessoa nem o navegador indicam um idioma.
