### What a new company sets up, one step at a time.

title = Primeiros passos
progress = { NUMBER($done) } de { NUMBER($total) } prontos
step = { $step ->
    [company] Empresa
    [region] Fuso e moeda
    [channel] Primeiro canal
    [sync] Primeira sincronização
   *[team] Equipe
}
heading = { $step ->
    [company] Como a empresa se chama
    [region] Em que fuso e moeda a empresa trabalha
    [channel] Conectar o primeiro canal
    [sync] Sincronizar as vendas pela primeira vez
   *[team] Chamar quem trabalha com você
}
why = { $step ->
    [company] O nome aparece no alto das páginas e nos convites.
    [region] Datas, dias e totais seguem o fuso e a moeda da empresa.
    [channel] Escolha onde você vende. Conectada a conta, os primeiros passos seguem de onde pararam.
    [sync] As vendas mais novas entram primeiro. Você pode sair desta página, a sincronização continua.
   *[team] Cada pessoa entra com o próprio e-mail e vê o que o papel dela permite.
}
# The button on the overview that leads to a step.
press = { $step ->
    [company] Conferir o nome
    [region] Escolher fuso e moeda
    [channel] Conectar um canal
    [sync] Acompanhar a sincronização
   *[team] Convidar a equipe
}
# Beside the name of a step, in its gender and number.
done = { $step ->
    [company] pronta
    [region] prontos
    [sync] pronta
    [team] pronta
   *[channel] pronto
}
skipped = { $step ->
    [company] pulada
    [region] pulados
    [sync] pulada
    [team] pulada
   *[channel] pulado
}

later = Deixar para depois
hide = Não mostrar mais
# After it: where they are found again.
hidden = Primeiros passos guardados. Para voltar, busque “primeiros passos” no alto da página.
# After the last step that was open.
ended = Primeiros passos concluídos.
back-again = Primeiros passos de volta.
skip = Pular este passo
alone = Só eu por enquanto
go-on = Continuar
meanwhile = Continuar enquanto isso
# Once the first synchronisation has ended.
came = { $count ->
    [0] Nenhuma venda a trazer por enquanto.
    [one] 1 venda chegou.
   *[other] { NUMBER($count) } vendas chegaram.
}
over = Tudo pronto
    .text = As vendas novas entram sozinhas a partir daqui. Os passos continuam acima, se quiser mudar algo.

proposed = Propostos pelo idioma do seu navegador. Confira antes de salvar.
save-region = Salvar fuso e moeda
# A currency and a time zone, or one of them.
region-of-shop = Como na loja, a empresa agora usa { $region }. Para mudar, abra Empresa.
no-channel = Ainda não há o que sincronizar
    .text = Depois de conectar um canal, a sincronização das vendas começa sozinha e aparece aqui.

demo = Só quer olhar?
    .text = Conecte uma loja de demonstração. As vendas dela são inventadas e contam nos números desta empresa, mas não no plano. Quando não quiser mais, desconecte e apague o que ela trouxe: fica tudo como antes.
    .press = Conectar a loja de demonstração
    .badge = Demonstração
