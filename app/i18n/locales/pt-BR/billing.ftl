### The subscription of a company: its plan, payments and invoices.

## The page of the subscription

title = Assinatura
    .context = O plano, o pagamento e as faturas da empresa
menu = Assinatura e faturas
status = { $code ->
    [trialing] Em teste
    [active] Em dia
    [past_due] Pagamento pendente
    [unpaid] Não paga
    [canceled] Encerrada
    [incomplete] Pagamento não concluído
    [incomplete_expired] Não concluída
    [paused] Pausada
   *[unknown] Em verificação
}
next-payment = Próximo pagamento
paid-on = { $sum } em { $when }
paid-on-less = { $code ->
    [off] { $sum } em { $when }, já com { $off } de desconto
    [credit] { $sum } em { $when }, já com { $credit } de crédito
   *[both] { $sum } em { $when }, já com { $off } de desconto e { $credit } de crédito
}
trial-until = Teste grátis até
ends-on = Termina em
ended-on = Terminou em
holds-until = O plano vale até
next-plan = Mudança agendada
next-plan-on = { $plan } a partir de { $when }
take-back = Desfazer a mudança
keep-on = Manter a assinatura
cancel = Encerrar a assinatura
    .text = O plano vale até o fim do período pago, em { $when }. Depois a empresa passa ao plano { $plan }. As vendas ficam; o histórico mais antigo, que esse plano não guarda, é apagado 30 dias depois.
    .trial = O teste grátis vai até { $when }, e nada é cobrado. Depois a empresa passa ao plano { $plan }. As vendas ficam; o histórico mais antigo, que esse plano não guarda, é apagado 30 dias depois.
    .owed = Falta um pagamento: sem ele, o plano vale até { $when }. Depois a empresa passa ao plano { $plan }. As vendas ficam; o histórico mais antigo, que esse plano não guarda, é apagado 30 dias depois.
    .lost = Falta um pagamento, e o plano da assinatura não vale mais. A assinatura termina em { $when }.
    .next = A mudança agendada para o plano { $plan } deixa de valer, mesmo que você mantenha a assinatura depois.
manage = Gerenciar no Stripe
    .text = Cartão, dados de cobrança e recibos ficam nas páginas do Stripe. O Orion não vê o número do cartão.
card = Trocar o cartão
portal = Abrir dados de cobrança
other-plan = Mudar de plano
again = Assinar de novo
pay-owed = Pagar o que falta
resume = Retomar a assinatura
resumed = Assinatura retomada.
nothing-owed = Não falta nenhum pagamento.
none = Nenhuma assinatura
    .text = A empresa usa o plano { $plan }. Escolha outro quando precisar de mais.
not-paid-here = { $plan }
    .text = O plano foi definido por quem administra esta instalação.
off = Nada é cobrado nesta instalação
    .text = Quem a administra define o plano de cada empresa. A empresa usa o plano { $plan }.
holds-instead = Plano em uso agora
# A checkout that somebody left.
unfinished = O pagamento do plano { $plan } ainda não foi concluído
    .text = Você pode continuar de onde parou até { $when }. Nada foi cobrado.
go-on = Continuar o pagamento

## Invoices

invoices = Faturas
number = Número
date = Data
amount = Valor
state = Situação
links = Documentos
invoice-status = { $code ->
    [draft] Em preparo
    [open] Em aberto
    [paid] Paga
    [uncollectible] Não recebida
    [dropped] Não é mais cobrada
   *[void] Anulada
}
see = Ver
pay = Pagar
pdf = PDF
no-invoices = Nenhuma fatura ainda
    .text = A primeira aparece aqui assim que algo for cobrado.
draft-number = Sem número ainda

## What goes beyond the plan

overage = Conferências além do plano
    .on = Ligado: o que passa do incluído é cobrado por unidade, na fatura do mês.
    .off = Desligado: as conferências param no limite do plano.
    .ends = As conferências além do plano são desligadas. As conferências param em { $limit } por mês, e o que passou do plano até lá é cobrado.
switch-on = Ligar
switch-off = Desligar
switched-on = Conferências além do plano ligadas.
switched-off = Conferências além do plano desligadas.
# The variables limit and price are figures: 100.000 products, R$ 0,025.
overage-price = { $price } por produto além de { $limit } no mês
beyond-price = Preço além do plano
    .unknown = O Stripe não informou o preço agora. Abra a página de novo em alguns minutos.
overage-ask = Ligar as conferências além do plano
    .context = Confira o preço antes de ligar
overage-billed = Cobrança
    .how = Na fatura do mês, por produto conferido além do plano. Você desliga quando quiser e paga só o que foi usado até lá.
overage-scheduled = Há uma mudança de plano agendada. Para ligar ou desligar, desfaça antes a mudança.
# Until now, as what is used goes on.
paid-on-beyond = { $sum } até agora, em { $when }, mais o que ainda passar do plano
next-plan-for = { $plan } a partir de { $when }, { $price }

## A change of plan

# Beside a plan.
choose = Escolher
change = Mudar para o plano { $plan }
    .context = Confira o valor e quando vale
new-price = Preço do plano
today = Hoje
pay-today = { $sum }
pay-today-less = { $code ->
    [off] { $sum }, já com { $off } de desconto
    [credit] { $sum }, já com { $credit } de crédito
   *[both] { $sum }, já com { $off } de desconto e { $credit } de crédito
}
first-payment = Primeiro pagamento
credit-today = Crédito de { $sum } para as próximas faturas
nothing-today = Nada
holds = Vale
holds-now = A partir de agora. O que resta do plano atual é descontado.
holds-now-trial = A partir de agora. O teste grátis continua até o fim.
holds-at = A partir de { $when }. Até lá fica o plano atual, já pago.
holds-at-trial = A partir de { $when }. Até lá continua o teste grátis do plano atual.
holds-after-checkout = Assim que o pagamento for confirmado na página do Stripe.
end-undone = Fim da assinatura
    .text = O fim que tinha sido pedido é desfeito, e a assinatura continua.
trial = Teste grátis
trial-days = { $days ->
    [one] { $days } dia, depois { $price }
   *[other] { $days } dias, depois { $price }
}
# Under the price of a plan that can be tried.
free-days = { $days ->
    [one] { $days } dia grátis
   *[other] { $days } dias grátis
}
holds-after-card = Assim que o cartão for informado na página do Stripe. Nada é cobrado hoje.
# After a checkout; price is that of a month or year, and where something is taken off the first payment that alone.
begun = O plano { $plan } já vale, por { $price }.
begun-trial = O plano { $plan } já vale, grátis até { $when }. Nesse dia é feita a primeira cobrança: { $price }.
less = O que o novo plano inclui a menos
over = { $quota }: { $used } em uso, { $limit } no plano.
smaller = { $quota }: { $limit } no novo plano, { $now } no atual.
over-effect = { $code ->
    [connections] As conexões mais novas ficam paradas até haver lugar.
    [members] Ninguém perde o acesso. Novos convites esperam até haver lugar.
    [orders] Pedidos além do limite ficam guardados, visíveis, e viram vendas no próximo mês ou com um plano maior.
    [validations] Novas conferências esperam até o próximo mês ou um plano maior.
   *[history_days] Dados originais, históricos e sincronizações mais antigos são apagados 30 dias depois da mudança. As vendas ficam.
}
over-stopping = { $count ->
    [one] Fica parada: { $names }.
   *[other] Ficam paradas: { $names }.
}
confirm-now = Mudar agora
confirm-later = Agendar a mudança
confirm-checkout = Ir para o pagamento
back = Voltar
have-it = A empresa já tem este plano.
given = A empresa já tem o plano { $plan } sem pagar por ele
    .text = Quem administra esta instalação o definiu. Enquanto ele valer, uma assinatura deste plano não acrescenta nada.
    .included = Incluído no plano { $plan }, que a empresa tem sem pagar.
changed = Plano mudado. Os novos limites já valem.
change-later = Mudança agendada para { $when }.
taken-back = Mudança desfeita. O plano continua como está.
cancelled = A assinatura termina em { $when }.
cancelled-now = A assinatura terminou.
kept = A assinatura continua.
subscribed = Assinatura ativa.
on-its-way = Pagamento a caminho. O plano muda assim que ele for confirmado.
checkout-open = O pagamento não foi concluído. Você pode continuar de onde parou.
checkout-expired = O tempo do pagamento acabou. Nada foi cobrado; escolha o plano de novo.

## What every page says

payment-failed = O último pagamento não foi aprovado
    .text = O plano vale até { $when }. Troque o cartão ou pague a fatura para não perder o que ele inclui.
    .text-others = O plano vale até { $when }. Peça a um proprietário da empresa que troque o cartão ou pague a fatura.
plan-lost = O plano da assinatura não vale mais
    .text = O pagamento não chegou a tempo, e a empresa está no plano que vale sem assinatura. As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Pague o que falta antes disso, e tudo volta a funcionar.
    .text-others = O pagamento não chegou a tempo, e a empresa está no plano que vale sem assinatura. As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Peça a um proprietário que pague o que falta antes disso.
    .ended = O pagamento não chegou a tempo, e a assinatura terminou. A empresa está no plano que vale sem assinatura. As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Assine de novo antes disso, e tudo volta a funcionar. Pagar uma fatura antiga não traz o plano de volta.
    .ended-others = O pagamento não chegou a tempo, e a assinatura terminou. A empresa está no plano que vale sem assinatura. As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Peça a um proprietário que assine de novo antes disso.
paused = A assinatura está pausada
    .text = O teste terminou sem um cartão, ou alguém pausou a assinatura no Stripe. Nada é cobrado, e a empresa está no plano que vale sem assinatura. Retome a assinatura, e o plano volta.
    .text-others = Nada é cobrado, e a empresa está no plano que vale sem assinatura. Peça a um proprietário que retome a assinatura.
see-subscription = Ver a assinatura

## Why something was not done

conflict = { $code ->
    [billing_off] Nada é cobrado nesta instalação
    [already_subscribed] A empresa já tem uma assinatura
    [not_subscribed] A empresa não tem uma assinatura
    [not_on_sale] Este plano não está à venda
    [price_missing] Este plano não pode ser assinado agora
    [currency_mismatch] O plano não é vendido nesta moeda
    [customer_gone] O cadastro da empresa no Stripe foi apagado
    [card_declined] O cartão não foi aceito
    [invoice_not_payable] A última fatura não pode mais ser paga
    [paused] A assinatura está pausada
    [payment_missing] Falta um pagamento
    [preview_old] O valor mostrado não vale mais
    [nothing_scheduled] Não há mudança agendada
    [change_scheduled] Há uma mudança de plano agendada
    [overage_not_offered] Não disponível neste plano
   *[billing_changed] A assinatura mudou enquanto isso
}
conflict-text = { $code ->
    [billing_off] Quem administra a instalação define o plano da empresa.
    [already_subscribed] Mude de plano na página da assinatura.
    [not_subscribed] Escolha um plano primeiro.
    [not_on_sale] Fale com quem administra esta instalação.
    [price_missing] O preço foi retirado no Stripe. Nada foi cobrado. Avise quem administra esta instalação.
    [currency_mismatch] Escolha a outra moeda. A moeda de uma assinatura não muda depois do primeiro pagamento.
    [customer_gone] A assinatura terminou com ele, e nada mais é cobrado. Ao assinar de novo, outro cadastro é criado. As faturas anteriores continuam aqui.
    [card_declined] Nada mudou e nada foi cobrado. Troque o cartão e tente de novo.
    [invoice_not_payable] Ela foi anulada no Stripe. Encerre a assinatura e assine de novo, ou fale com quem administra esta instalação.
    [paused] Retome a assinatura primeiro; depois mude de plano.
    [payment_missing] Pague o que falta; depois mude de plano.
    [preview_old] Abra a página de novo e confira o valor de hoje.
    [nothing_scheduled] O plano continua como está.
    [change_scheduled] Desfaça antes a mudança agendada; depois ligue ou desligue as conferências além do plano.
    [overage_not_offered] Conferências além do plano existem no plano Business mensal, com o pagamento em dia.
   *[billing_changed] Abra a página de novo e confira como ela está.
}

## E-mails

mail-button = Ver a assinatura
mail-card-button = Trocar o cartão
mail-why = Você recebe este e-mail porque é proprietário de { $company }.
mail-payment-failed = O pagamento de { $company } não foi aprovado
    .line = O pagamento do plano { $plan } de { $company } não foi aprovado. Vamos tentar de novo nos próximos dias.
    .until = O plano vale até { $when }. Depois disso a empresa passa ao plano { $plan }. As vendas ficam; o histórico mais antigo é apagado 30 dias depois.
mail-owed = Valor em aberto: { $sum }.
mail-includes = O plano { $plan } em números – { $limits }.
mail-trial = O teste do plano { $plan } termina em três dias
    .line = O teste do plano { $plan } de { $company } termina em { $when }.
    .then = Depois são cobrados { $sum }. Se não quiser continuar, encerre a assinatura antes.
mail-ended = A assinatura de { $company } terminou
    .line = A assinatura do plano { $plan } de { $company } terminou. A empresa usa o plano { $follows } agora.
    .kept = As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Você pode assinar de novo quando quiser.
mail-lost = { $company } perdeu o plano da assinatura
    .line = O pagamento do plano { $plan } de { $company } não chegou a tempo, e a empresa voltou ao plano { $follows }.
    .back = As vendas ficam; o histórico mais antigo é apagado depois de 30 dias. Pague o que falta na página da assinatura antes disso, e tudo volta a funcionar.
mail-price = Preço: { $price }.
mail-started = A assinatura do plano { $plan } começou
    .line = A assinatura do plano { $plan } de { $company } começou, e o plano já vale.
    .trial = O teste grátis vai até { $when }. Nesse dia é feita a primeira cobrança.
    .next = A próxima cobrança é em { $when }.
mail-changed = A assinatura de { $company } mudou
    .line = Na assinatura de { $company }, vale desde { $when } o plano { $plan }.
    .interval = { $code ->
        [month] Desde { $when }, o plano { $plan } de { $company } é pago por mês.
       *[year] Desde { $when }, o plano { $plan } de { $company } é pago por ano.
    }
    .where = Para mudar de novo ou encerrar, abra a página da assinatura.
mail-next = A assinatura de { $company } muda em { $when }
    .line = A assinatura de { $company } passa ao plano { $follows } em { $when }. Até lá vale o plano { $plan }.
    .interval = { $code ->
        [month] A partir de { $when }, o plano { $plan } de { $company } é pago por mês.
       *[year] A partir de { $when }, o plano { $plan } de { $company } é pago por ano.
    }
mail-stays = A assinatura de { $company } fica como está
    .line = A mudança agendada para a assinatura de { $company } foi desfeita: o plano { $plan } continua.
mail-goes-on = A assinatura de { $company } continua
    .line = O fim da assinatura de { $company } foi desfeito: o plano { $plan } continua.
mail-end = A assinatura de { $company } termina em { $when }
    .line = Foi pedido o fim da assinatura do plano { $plan } de { $company }. Ela vale até { $when }, e até lá tudo continua como está.
    .then = Depois a empresa passa ao plano { $follows }. As vendas ficam; o histórico mais antigo, que esse plano não guarda, é apagado 30 dias depois.
    .price = Pelo plano, de { $price }, não há mais cobranças.
    .beyond = O que ainda passar do plano até lá é cobrado na última fatura.
    .undo = Para desfazer, pressione “{ keep-on }” na página da assinatura antes de { $when }.
mail-end-owed = Foi pedido o fim da assinatura de { $company }
    .line = Foi pedido o fim da assinatura do plano { $plan } de { $company }. Falta um pagamento: sem ele, o plano vale até { $when }.
