### Faults and field problems. Each says what happened, what it means and what to press.

## Faults: title, what happened, what it means, what to press.

unauthenticated = Entre para continuar
    .what = Sua sessão terminou ou ainda não começou.
    .meaning = O que você salvou continua salvo e as sincronizações seguem normalmente.
    .press = Entrar

# The button of faults that asking again would not mend.
to-overview = Ir para a visão geral

forbidden = Seu papel não permite esta ação
    .what = A ação pede uma permissão que o seu papel não tem nesta empresa.
    .meaning = Nada foi alterado. Quem administra a empresa pode fazer a ação ou mudar o seu papel.

# In the place of a page that the role may not see.
page-unseen = Seu papel não vê esta página
    .what = Ela pede uma permissão que o seu papel não tem nesta empresa.
    .ask = Peça a quem administra a empresa o que você precisa daqui, ou outro papel.
    .refused = O que você enviou não foi feito: o seu papel mudou desde que esta página foi aberta. Nada foi alterado.
    .able = Quem pode ajudar: { $names }

not-found = Não encontramos esta página
    .what = O endereço não existe ou o item não está nesta empresa.
    .outside = O endereço não existe ou não vale mais. Confira se ele está completo.
    .meaning = As suas vendas não foram afetadas. Se o item é de outra empresa sua, troque de empresa e abra o endereço de novo; senão, procure-o pela busca.

invalid = Alguns campos precisam de correção
    .what = A indicação está embaixo de cada campo marcado.
    .meaning = Nada foi salvo ainda. O que você digitou continua aqui.
# After it, where the form has such fields.
secrets-again = Só senhas e chaves precisam ser digitadas de novo.

conflict = Este item mudou
    .what = Outra pessoa ou uma sincronização alterou o item, ou o estado atual dele não permite a ação.
    .meaning = A sua alteração não foi salva. A versão atual continua valendo: veja como está agora e, se ainda fizer sentido, altere de novo.

too-many-views = Você já guarda 50 visões desta página
    .what = Uma pessoa guarda no máximo 50 visões de cada página.
    .meaning = Nada foi alterado. Remova uma que não usa mais e salve de novo.

analytics-too-long = O período é longo demais para este arquivo
    .what = Contar clientes e regiões de tantos dias demora mais do que se espera por um arquivo.
    .meaning = Nenhuma venda foi alterada. Escolha menos dias ou exporte em CSV as outras tabelas.
    .press = Voltar às análises

export-too-long = A seleção não cabe em um arquivo do Excel
    .what = Uma planilha do Excel tem no máximo 1.048.575 vendas.
    .meaning = Nenhuma venda foi alterada. Limite o período ou exporte em CSV, que não tem limite.
    .press = Voltar às vendas

products-too-long = Os produtos não cabem em um arquivo do Excel
    .what = Uma planilha do Excel tem no máximo 1.048.575 produtos.
    .meaning = Nenhum produto foi alterado. Busque uma parte deles ou exporte em CSV, que não tem limite.
    .press = Voltar aos produtos

customers-too-long = Os clientes não cabem em um arquivo do Excel
    .what = Uma planilha do Excel tem no máximo 1.048.575 clientes.
    .meaning = Nenhum cliente foi alterado. Filtre uma parte deles ou exporte em CSV, que não tem limite.
    .press = Voltar aos clientes

# The variable wait is a length of time such as `5 min`.
throttled = Muitas tentativas em pouco tempo
    .what = Novas tentativas são aceitas em { $wait }.
    .meaning = É uma proteção da sua conta. Nada foi alterado e as sincronizações seguem normalmente.
    .press = Tentar de novo

# quota is the code of what is limited; limit, used and more are figures, more is none where there is no limit.
quota-exceeded = O limite do plano foi atingido
    .what = { $quota ->
        [orders] O plano { $plan } inclui { $limit } pedidos por mês
        [connections] O plano { $plan } inclui { $limit } conexões
        [members] O plano { $plan } inclui { $limit } pessoas, contando os convites abertos
       *[validations] O plano { $plan } inclui { $limit } produtos conferidos por mês
    }, e { $used } já estão em uso.
    .next = O plano { $next } inclui { $more ->
        [none] quantos precisar, por contrato
       *[other] { $more } e custa { $price } por mês
    }.
    .meaning = O que já entrou continua disponível. A ação não foi feita.
    .press = Ver os planos

unavailable = O Orion não está disponível agora
    .what = O serviço está iniciando, em manutenção ou sem acesso aos dados.
    .meaning = O que já estava salvo continua salvo. As sincronizações seguem de onde pararam.
    .press = Tentar de novo

internal = Algo falhou do nosso lado
    .what = A ação não foi concluída. Referência: { $reference }
    .meaning = O que já estava salvo continua salvo. Se acontecer de novo, informe a referência ao suporte.
    .press = Tentar de novo

# Of an address that alerts are sent to.
hook-untaken = O endereço não aceitou o teste
    .late = Ele não respondeu a tempo.
    .unreached = Não foi possível chegar até ele: o nome não existe, a conexão foi recusada ou o certificado não é válido.
    .failing = O servidor dele respondeu com um erro ou pediu para esperar.
    .refused = Ele recusou a mensagem: o endereço pode ter sido apagado ou trocado, ou fica em uma rede que não pode ser chamada.
    .meaning = Os alertas seguem por e-mail e para os outros endereços.
    .press = Conferir o endereço

# Of payments, where another platform would be its own matter.
payments-away = O Stripe não concluiu a ação
    .what = O serviço de pagamentos não respondeu como devia, ou não aceitou o pedido.
    .meaning = Pedidos e sincronizações seguem normalmente. Abra a página da assinatura, confira como ela está e tente de novo em alguns minutos.
    .press = Tentar de novo

## Faults of a platform: the title with its name, then what happened and what to press by kind.

upstream = Problema na conexão com { $platform }
    .meaning = Nenhum pedido foi perdido; eles entram assim que a conexão voltar.

upstream-auth = A plataforma recusou a chave de acesso.
    .press = Reautorizar

upstream-permission = A chave de acesso é válida, mas não tem todas as permissões necessárias.
    .press = Ver permissões necessárias

upstream-rate-limit = A plataforma limitou o número de consultas por um tempo.
    .press = Tentar de novo

upstream-timeout = A loja demorou demais para responder.
    .press = Tentar de novo

upstream-network = Não foi possível chegar à loja pela rede.
    .press = Tentar de novo

upstream-tls = O certificado de segurança (TLS) da loja não é válido.
    .press = Rever endereço

upstream-dns = O endereço da loja não existe na internet.
    .press = Corrigir endereço

upstream-blocked-address = O endereço aponta para uma rede privada, que o Orion não acessa.
    .press = Corrigir endereço

upstream-redirect = A loja desviou a consulta para outro endereço. Por segurança, a chave de acesso não foi enviada para lá.
    .press = Corrigir endereço

upstream-not-the-platform = O endereço respondeu, mas não com esta plataforma.
    .press = Corrigir endereço

upstream-not-found = A loja não tem mais o que foi consultado, ou o acesso de programas (API) está desligado.
    .press = Ver instruções

upstream-server = A loja respondeu com uma falha interna dela.
    .press = Tentar de novo

upstream-too-large = A loja mandou de uma vez mais dados do que o Orion lê.
    .press = Ver detalhes

upstream-protocol = A resposta da loja veio incompleta ou em um formato inesperado.
    .press = Tentar de novo

upstream-clock = O relógio da loja está errado, e por isso ela recusa as chaves: peça à hospedagem que o acerte.
    .press = Tentar de novo

upstream-rejected = A plataforma não aceitou a operação.
    .press = Ver detalhes

## Under a field: what to do.

field-required = Preencha este campo.
field-too-short = Use pelo menos { $min ->
    [one] { $min } caractere
   *[other] { $min } caracteres
}.
field-too-long = Use no máximo { $max ->
    [one] { $max } caractere
   *[other] { $max } caracteres
}.
field-format = Confira o formato deste campo.
field-characters = Retire os sinais que este campo não aceita.
field-out-of-range = Use um valor dentro do intervalo aceito.
field-before-start = A data final vem antes da inicial.
field-taken = Este valor já está em uso. Escolha outro.
field-unknown = Não encontramos este valor. Confira o que foi digitado.
field-too-common = Esta senha está em listas de senhas conhecidas. Escolha outra.
field-personal = Esta senha é feita do seu nome, do seu e-mail ou do nome da empresa. Escolha outra.
field-check-digit = Os dígitos verificadores não conferem. Confira o número.
field-blocked-address = Use o endereço público da loja; este aponta para uma rede privada.
field-address-changed = Digite de novo: o valor guardado não é enviado para outro endereço.
