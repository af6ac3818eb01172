### Sales: the list, one sale, files.

title = Vendas
    .context = O que foi vendido em todos os canais conectados.

sync-all = Sincronizar tudo
# Menu with one entry for each store.
sync-one = Sincronizar uma loja
export-csv = Exportar CSV
export-excel = Exportar Excel
export-picked = Exportar selecionadas

## Filters

filter-label = Filtrar vendas
search = Número, nome, e-mail, telefone, documento ou SKU
    .hint = Encontra pelo começo: cada nome do cliente, e-mail, telefone, documento, número ou SKU.
channel = Canal
store = Loja
    .all = Todas
status = Situação
    .all = Todas
payment = Pagamento
fulfilment = Envio
# While the list is limited to one customer.
of-customer = Compras de { $name }
# Whether the list holds sales that were made to try the store.
tests = Testes
tests-shown = Incluir
tests-hidden = Ocultar
tests-only = Só testes
# A filter in words.
tests-hidden-told = Sem testes
of-one-customer = De um cliente
# On phones, which have no headings to press.
sort-by = Ordenar por
sort-newest = Mais novas
sort-oldest = Mais antigas
sort-highest-total = Maior total
sort-lowest-total = Menor total
sort-highest-number = Maior número
sort-lowest-number = Menor número

## Columns

sale = Venda
channel-number = Número no canal
customer = Cliente
placed-at = Feita em
items = Itens
total = Total
pages = Páginas de vendas

## Totals

sum-selection = Somar estas vendas
selected = { $count ->
    [0] Nenhuma venda
    [one] { $count } venda
   *[other] { $count } vendas
}
# Before the sums: which sales they are made of.
summed = { $count ->
    [one] Total de { $count } venda
   *[other] Total de { $count } vendas
}
# Where tests are hidden.
summed-real = { $count ->
    [one] Total de { $count } venda, não paga ou cancelada
   *[other] Total de { $count } vendas, também as não pagas e canceladas
}
summed-mixed = { $count ->
    [one] Total de { $count } venda, não paga, cancelada ou de teste
   *[other] Total de { $count } vendas, também as não pagas, canceladas e de teste
}
summed-paid = { $count ->
    [0] Nenhuma venda paga
    [one] Pago em { $count } venda, menos reembolsos
   *[other] Pago em { $count } vendas, menos reembolsos
}
sum-hide = Ocultar a soma
sum-too-long = Somar esta seleção demora demais. Limite o período e some de novo.

## Nothing to show

none = Nenhuma venda ainda
    .text = Os pedidos das lojas conectadas aparecem aqui assim que uma sincronização os traz, os mais novos primeiro.
    .press = Ver sincronizações
none-filtered = Nenhuma venda com estes filtros
    .text = Confira o período e o texto da busca. Nomes, e-mails e códigos são encontrados pelo começo.
none-reversed = O fim do período vem antes do começo
    .text = Troque as datas: a final não pode vir antes da inicial.
none-connected = Nenhuma loja conectada
    .text = Conecte uma loja e os pedidos dela aparecem aqui como vendas.
    .ask = Peça a um administrador da empresa que conecte uma, e os pedidos dela aparecem aqui como vendas.
    .press = Ir para Integrações

## States

order-open = Aberta
order-completed = Concluída
order-cancelled = Cancelada
order-failed = Não concluída
order-unknown = Desconhecida
payment-pending = Aguardando
payment-authorized = Autorizado
payment-partially-paid = Pago em parte
payment-paid = Pago
payment-partially-refunded = Reembolsado em parte
payment-refunded = Reembolsado
payment-voided = Não pago
payment-unknown = Desconhecido
fulfilment-unfulfilled = A enviar
fulfilment-partial = Enviado em parte
fulfilment-fulfilled = Enviado
fulfilment-not-required = Sem envio
fulfilment-by-channel = O canal envia
fulfilment-on-hold = Em espera
fulfilment-returned = Devolvido
fulfilment-unknown = Desconhecido
# A filter: what somebody has to ship.
fulfilment-to-ship = A enviar, já pagas
test-order = Teste
differs = Não confere

## One sale

one = Venda { $number }
newer = Mais nova
older = Mais antiga
number-in-channel = { $channel }, pedido { $number }
lines = Itens da venda
product = Produto
sku = SKU
quantity = Quantidade
unit-price = Preço
discount = Desconto
no-sku = Sem SKU
link-sku = Vincular SKU
link-code = Vincular código
no-lines = O canal não enviou itens nesta venda.

money = Valores
goods = Produtos
shipping = Frete
fees = Taxas
tax = Impostos
    .included = incluídos nos preços
difference = Diferença
proved = Confere com o canal ao centavo
total-is-more = O total do canal tem { $amount } a mais que a soma dos itens
total-is-less = O total do canal tem { $amount } a menos que a soma dos itens
refunded = Reembolsado
# What is left of the total.
after-refunds = Após reembolsos
refunds = Reembolsos
no-reason = Sem motivo informado

kept = O que fica com você
    .context = Previsão com o que o canal informou
# Where the channel tells other entries and no commission.
kept-no-commission = O canal não informou a comissão: pode ficar menos com você.
kept-total = Total da venda
kept-expected = Você recebe
ledger-commission = Comissão do canal
ledger-fee = Taxa retida
ledger-tax = Imposto retido
ledger-freight-seller = Frete por sua conta
ledger-freight-buyer = Frete pago pelo cliente
ledger-freight-channel = Frete pago pelo canal
ledger-discount-seller = Desconto por sua conta
ledger-discount-channel = Desconto pago pelo canal
# A channel's code of an entry, in words; nothing for one that has none.
ledger-label = { $label ->
    [gold_pro] Anúncio Premium
    [gold_special] Anúncio Clássico
    [free] Anúncio grátis
    [drop_off] Postagem em agência
    [xd_drop_off] Postagem em agência
    [cross_docking] Coleta
    [fulfillment] Mercado Envios Full
    [self_service] Mercado Envios Flex
    [shipping_fee_cofunded_discount] Frete dividido com a plataforma
    [retail_delivery_fee] Taxa de entrega
    [buyer_service_fee] Taxa de serviço do comprador
    [handling_fee] Taxa de manuseio
    [shipping_insurance_fee] Seguro do envio
    [item_insurance_fee] Seguro do produto
    [small_order_fee] Taxa de pedido pequeno
   *[other] { "" }
}
# An entry that changes nothing of what is kept.
ledger-included = { $amount }, já no total
ledger-carrier = { $amount }, direto à transportadora

payments = Pagamentos
paid-at = Pago em
method = Forma
# A channel's code of a way to pay, in words; nothing for one that has none.
payment-way = { $code ->
    [pix] Pix
    [credit_card] Cartão de crédito
    [debit_card] Cartão de débito
    [prepaid_card] Cartão pré-pago
    [bank_transfer] Transferência bancária
    [bacs] Transferência bancária
    [boleto] Boleto
    [ticket] Boleto
    [bolbradesco] Boleto
    [account_money] Saldo na conta do canal
    [cod] Pagamento na entrega
    [cash_on_delivery] Pagamento na entrega
    [gift_card] Vale-presente
    [digital_wallet] Carteira digital
    [consumer_credits] Crédito do canal
    [digital_currency] Crédito do canal
    [manual] Combinado com a loja
    [cheque] Cheque
    [paypal] PayPal
   *[other] { "" }
}
payment-way-unknown = Outra forma
transaction = Transação
amount = Valor

buyer = Cliente
company = Empresa
email = E-mail
phone = Telefone
document = CPF ou CNPJ
known-by = Reconhecido por
known-by-document = CPF ou CNPJ
known-by-email = E-mail
known-by-phone = Telefone
known-by-new = Primeira compra
shipping-address = Endereço de entrega
billing-address = Endereço de cobrança
shared-address = Endereço de entrega e cobrança

state = Situação
status-in-channel = Situação no canal
shipping-method = Forma de envio
changed-at = Alterada no canal
cancelled-at = Cancelada em
client-ip = Endereço IP
note = Observação
tags = Etiquetas
external-id = Código no canal
# One payment of the buyer that the channel split into several orders.
purchase = Compra no canal
purchase-parts = { $count ->
    [one] Parte de uma compra com { $count } pedido
   *[other] Parte de uma compra com { $count } pedidos
}

story = Histórico
    .context = Do mais novo ao mais antigo
imported = Importada
imported-as = Situação no canal: { $status }
updated = Atualizada
seen = Vista no canal pela primeira vez
see-run = Ver sincronização
last-run = Última alteração
# A change of one field; the variables are words of a language or values of the channel.
change = { $field }: de { $from } para { $to }
raw = Dados do canal
raw-cut = Mostrando o começo. O documento completo tem { $size }.
raw-gone = Os dados do canal já passaram do prazo de guarda.

## Changed fields

field-status = Situação
field-payment = Pagamento
field-fulfilment = Envio
field-channel-status = Situação no canal
field-total = Total
field-refunded = Reembolsado

## Files

file-name = vendas
currency = Moeda
