### What is sent back to channels: cancelling, shipping, fiscal documents, labels.

## On the page of a sale

panel = No canal
panel-context = O que foi pedido ao canal nesta venda, e em que ponto está.
none = Nada foi pedido ao canal nesta venda.
# What the channel lets be done at all.
open-page = { $able ->
    [both] Enviar ou cancelar
    [cancel] Cancelar
   *[ship] Enviar
}
kind = { $kind ->
    [cancel] Cancelamento
    [ship] Envio
   *[invoice] Nota fiscal
}
state = { $state ->
    [asked] Na fila
    [sending] Enviando ao canal
    [sent] Aceito pelo canal
    [confirmed] Confirmado pelo canal
    [refused] Recusado
    [withdrawn] Retirado por você
   *[unknown] Sem resultado conhecido
}
standing = { $kind }: { $state }
next-try = Nova tentativa: { $when }
pieces = { $count ->
    [one] { $count } peça
   *[other] { $count } peças
}
document = NF-e { $key }
withdraw = Desistir
withdrawn-toast = O pedido ao canal foi retirado.
close = Encerrar: já vi no canal
closed-toast = Encerrado. O que aconteceu fica registrado como desconhecido.
look-again = Verificar agora
looking-toast = O canal será consultado agora.
asked-toast = { $kind ->
    [cancel] O cancelamento foi pedido ao canal.
    [ship] O envio será informado ao canal.
   *[invoice] A nota fiscal será entregue ao canal.
}
story = { $state ->
    [asked] { $kind }: pedido ao canal
    [confirmed] { $kind }: confirmado pelo canal
    [refused] { $kind }: não foi feito
    [unknown] { $kind }: sem resultado conhecido
   *[withdrawn] { $kind }: retirado
}

## Why something is not possible

obstacle = { $obstacle ->
    [not_paid] O pedido ainda não foi pago.
    [cancelled] O pedido está cancelado no canal.
    [shipped] O pedido já foi enviado.
    [on_hold] O canal está retendo este pedido: não envie ainda.
    [invoice_first] O canal pede a nota fiscal primeiro.
    [by_channel] O próprio canal cuida disso neste pedido.
    [no_shipment] O canal não tem envio para este pedido: a entrega é combinada com o cliente.
    [too_late] O prazo do canal para isso já passou.
    [too_early] O canal ainda prepara este pedido. Tente mais tarde.
    [not_found] O canal não mostra mais este pedido.
    [in_dispute] Há uma disputa ou devolução aberta: resolva no site do canal.
    [by_hand] O canal só aceita isso no próprio site.
   *[unknown_state] O pedido está em uma situação que o Orion não conhece: veja no site do canal.
}
refusal = { $code ->
    [reason_not_offered] O canal não aceita este motivo para este pedido. Escolha outro.
    [changed] O pedido mudou no canal desde que você pediu. Confira e peça de novo.
    [incomplete] Falta um dado que o canal exige, como código de rastreio ou transportadora.
    [carrier_unknown] A transportadora não está na lista do canal. Escolha na página da venda.
    [handover_needed] O canal pergunta como o pacote será entregue. Escolha na página da venda.
    [being_cancelled] O canal está cancelando este pedido: o envio espera o resultado.
    [not_known] Não se sabe se o canal aceitou: a resposta se perdeu. Veja no site do canal antes de pedir de novo.
    [other_document] O canal já tem outra nota fiscal neste pedido.
    [document_refused] O canal recusou a nota fiscal. Corrija e entregue outra.
    [disconnected] A loja foi desconectada. Conecte de novo e peça outra vez.
    [not_connected] A loja está pausada, desconectada ou precisa de nova autorização.
    [paused] A loja está pausada. O pedido sai quando você a retomar.
    [needs_reauth] A loja precisa de nova autorização. O pedido sai assim que você autorizar.
    [not_offered] O canal não oferece isso.
    [not_shown] O canal aceitou, mas ainda não mostra a mudança. Verifique de novo ou veja no site dele.
    [action_open] Isto já foi pedido ao canal e está em andamento.
    [looking_cancelled] A conferência foi cancelada antes desta venda.
    [several_parcels] O pedido tem mais de um pacote: envie na página da venda.
    [already_done] Já está feito no canal.
    [underway] O canal já está fazendo isso.
   *[internal] Um erro do Orion interrompeu o pedido. Ele será tentado de novo, e nada se perde.
}

## The page of what can be done

page-title = Venda { $number } no canal
asked-now = O { $platform } foi consultado agora.
silent = O { $platform } não respondeu
connection-off = A loja não pode ser consultada agora
see-connection = Ver a integração
open-already = Isto já está em andamento. Veja ao lado.
underway = O canal está processando. Volte em alguns minutos.
cancel-title = Cancelar
cancel-done = O pedido está cancelado no canal.
money-back = { $money ->
    [channel] O canal devolve o dinheiro ao cliente.
    [merchant] O canal não devolve o dinheiro: devolva onde o pagamento foi recebido.
   *[nobody] Nada foi pago.
}
hurts = O canal conta este cancelamento na sua reputação.
reason-label = Motivo
reason-choose = Escolha
reason = { $reason ->
    [buyer_request] O cliente pediu
    [out_of_stock] Sem estoque
    [wrong_price] Preço errado
    [undeliverable] O endereço não pode ser atendido
    [unpaid] O cliente não pagou no prazo
    [payment_declined] Pagamento recusado
    [fraud] Suspeita de fraude
    [staff_error] Erro da equipe
    [seller_regrets] Não quero mais vender
    [product_unavailable] O produto não é mais vendido
   *[other] Outro motivo
}
reason-help = Onde o canal não pede motivo, ele não é enviado.
reason-asked-help = São os motivos que este canal aceita. O escolhido é enviado a ele.
message-buyer = Mensagem ao cliente
message-staff = Observação para a sua equipe
message-help = Até { $max } caracteres.
cancel-press = Cancelar a venda { $number } no { $platform }
cannot-be-undone = Não pode ser desfeito.
# Ticked before a sale is cancelled.
sure = Entendo o que acontece e que não pode ser desfeito
ship-title = Enviar
parcel = Pacote { $number }
shipped-all = Tudo foi enviado.
shipments = Envios informados
carrier = Transportadora
carrier-help = O nome pelo qual o cliente a conhece, como Correios ou Loggi.
tracking = Código de rastreio
tracking-help = Está na etiqueta e no comprovante de postagem, como AA123456789BR.
link = Link de rastreio
link-help = A página da transportadora em que o cliente acompanha o pacote. Copie o endereço inteiro.
handover = Entrega ao transportador
drop-off = Levar ao ponto de postagem
pickup = Coleta: { $from } a { $until }
notify = O canal avisa o cliente
quantity-help = De { $count } que faltam. 0 deixa para depois.
only-a-part = Enviar só uma parte
ship-press = Informar envio ao { $platform }
invoice-title = Nota fiscal
invoice-done = O canal tem a nota fiscal.
invoice-underway = O canal está conferindo a nota fiscal.
invoice-problem = O canal recusou a última nota
invoice-file = Arquivo XML da NF-e
invoice-help = O XML autorizado pela Sefaz, com o protocolo; até 1 MB.
invoice-press = Entregar nota ao { $platform }
labels-title = Etiquetas
label-press = { $format ->
    [pdf] Baixar PDF
   *[zpl] Baixar ZPL
}

## Bulk actions

pick = Selecionar a venda { $number }
picked = Selecionadas:
bulk-ship = Enviar
bulk-cancel = Cancelar vendas
bulk-title = { $kind ->
    [cancel] Cancelar vendas
   *[ship] Enviar vendas
}
bulk-context = Primeiro cada canal é consultado. Nada é enviado antes de você confirmar.
check-press = Consultar os canais
nothing-picked = Nenhuma venda selecionada
nothing-picked-text = Marque as vendas na lista e escolha o que fazer.
to-sales = Voltar às vendas
# Who asked for a bulk action.
asked-by = Pedido por { $name }
change-plan = Mudar o que foi pedido
verdict = { $verdict ->
    [waiting] Consultando
    [ready] Pronta
    [refused] Seria recusada
   *[unknown] Sem resposta do canal
}
what-is-sent = O que vai ao canal
verdict-label = Resultado
all-of-it = tudo o que falta
no-reason-sent = sem motivo: o canal não pede
not-applied = Não aplicada
looking = Consultando os canais
looked-at = { $done } de { $total }
ready-count = { $count ->
    [one] { $count } pronta
   *[other] { $count } prontas
}
refused-count = { $count ->
    [one] { $count } seria recusada
   *[other] { $count } seriam recusadas
}
unknown-count = { $count ->
    [one] { $count } sem resposta
   *[other] { $count } sem resposta
}
apply-cancel = { $count ->
    [one] Cancelar { $count } venda
   *[other] Cancelar { $count } vendas
}
apply-ship = { $count ->
    [one] Enviar { $count } venda
   *[other] Enviar { $count } vendas
}
applied-toast = Os canais serão informados agora.
applied = { $kind ->
    [cancel] Cancelamento pedido { $when }
   *[ship] Envio pedido { $when }
}
# What became of the sales of a bulk action.
done-count = { $kind ->
    [cancel] { $count ->
        [one] { $count } cancelada
       *[other] { $count } canceladas
    }
   *[ship] { $count ->
        [one] { $count } enviada
       *[other] { $count } enviadas
    }
}
open-count = { $count ->
    [one] { $count } em andamento
   *[other] { $count } em andamento
}
turned-down-count = { $count ->
    [one] { $count } recusada pelo canal
   *[other] { $count } recusadas pelo canal
}
no-result-count = { $count ->
    [one] { $count } sem resultado conhecido
   *[other] { $count } sem resultado conhecido
}
not-applied-count = { $count ->
    [one] { $count } não aplicada
   *[other] { $count } não aplicadas
}
none-ready = Nenhuma destas vendas está pronta
none-ready-text = Veja o motivo em cada linha.
looking-cancelled = A conferência foi cancelada { $when }
    .text = As vendas que faltavam não foram conferidas, e nada foi feito com elas.
looking-cancelled-by = { $name } cancelou a conferência { $when }

## Why a request was not taken

conflict = { $what ->
    [action_open] Isto já está em andamento
    [action_begun] Já começou
    [action_over] Já terminou
    [form_used] Esta página é antiga
    [not_offered] O canal não oferece isso
    [nothing_selected] Nenhuma venda selecionada
    [too_many] Vendas demais de uma vez
    [still_looking] Os canais ainda estão sendo consultados
    [too_large] O arquivo é grande demais
    [not_xml] O arquivo não é um XML
    [not_nfe] O XML não é de uma NF-e
    [wrong_model] O modelo da nota não serve
    [bad_key] A chave de acesso está errada
   *[not_authorised] A nota não está autorizada
}
conflict-text = { $what ->
    [action_open] O canal já foi chamado para fazer isso nesta venda. Nada foi pedido duas vezes.
    [action_begun] O canal já foi chamado, então não dá mais para desistir.
    [action_over] Este pedido ao canal já tem resultado.
    [form_used] O formulário já foi usado com outros dados. Abra a página de novo e confira.
    [not_offered] Nada foi pedido. Faça no site do canal.
    [nothing_selected] Marque pelo menos uma venda na lista.
    [too_many] Selecione no máximo 100.
    [still_looking] Espere o fim da consulta e confirme.
    [too_large] O XML de uma NF-e tem no máximo 1 MB.
    [not_xml] Escolha o arquivo .xml da nota, não o PDF (DANFE).
    [not_nfe] Faltam campos que toda NF-e tem.
    [wrong_model] Os canais aceitam a NF-e (modelo 55), não a NFC-e.
    [bad_key] A chave tem 44 caracteres e um dígito verificador. Baixe o XML de novo no seu emissor.
   *[not_authorised] Use o XML com o protocolo de autorização da Sefaz (nfeProc).
}
