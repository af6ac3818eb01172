### What fields want, below their labels.

carrier-listed = As que o canal conhece para este pedido.
handover = Como o pacote chega à transportadora: você leva, ou ela busca no horário escolhido.
notify = Desmarcado, o canal registra o envio sem mandar mensagem ao cliente.
product-name = Como o produto aparece em listas, buscas e impressos.
description = Para a sua equipe e para planilhas de anúncio. Os canais não são alterados.
quiet-until = Antes da hora de início, vale até o dia seguinte.
first-day = Dia das primeiras vendas
last-day = Dia das últimas, incluído
schedule-mode = Conferida sozinha, a planilha é lida de novo a cada vez. Conferir agora continua possível.
rule-field = Onde a regra procura. Para uma coluna sem campo no Orion, escolha “Atributo próprio” e escreva o nome dela.
compared-field = Um dos campos que a conferência olha juntos. Os que ficam sem escolha não contam.
other-language = Vazio, quem usa esta língua lê o texto da sua.
condition-field = O campo que decide se a regra olha a linha. Sem escolha, a condição não existe.
condition-kind = A linha só é conferida quando isto é verdade.
integer = 12 passa; 12,5 é apontado.
ignore-case = “Azul” e “AZUL” contam como o mesmo valor.
https = Vários canais recusam imagens em http://.
fix-step = { $code ->
    [trim] “ Caneca ” vira “Caneca”.
    [collapse_spaces] “Caneca{ "\u00A0" }{ "\u00A0" }azul” vira “Caneca azul”.
    [digits_only] “6109.10.00” vira “61091000”.
   *[remove_accents] “Café” vira “Cafe”.
}
case = Como as letras ficam depois da correção.
test-value = Um exemplo do que pode estar na célula.
test-other = O que a mesma linha tem neste campo, para este teste.
test-values = As linhas são conferidas juntas, como na planilha.
test-finds = O que deve acontecer com este exemplo. A regra só fica ativa quando todos os testes dão certo.
