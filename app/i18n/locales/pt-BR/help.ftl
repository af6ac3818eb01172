### The user's guide: what stands around its topics. The topics themselves are in docs/guides/console.

title = Ajuda
    .context = Como fazer cada coisa no Orion, e o que fazer quando algo não sai como esperado.
# Names the sign at the top of every page that leads to the topic about it.
of-page = Ajuda desta página
group = { $group ->
    [begin] Para começar
    [sell] Vendas e clientes
    [catalogue] Catálogo
    [channels] Canais
   *[company] Empresa
}
topic = { $topic ->
    [primeiros-passos] Primeiros passos
    [teclado] Teclado e busca
    [visao-geral] Visão geral e análises
    [vendas] Vendas
    [pedido-que-falta] Um pedido que falta
    [clientes] Clientes
    [produtos] Produtos e SKUs
    [catalogo] Conferir um catálogo
    [regras] Escrever uma regra
    [linguagem-das-regras] A linguagem das regras
    [integracoes] Integrações e sincronizações
    [saude-e-alertas] Saúde, fila e alertas
    [equipe] Equipe e segurança
   *[planos] Plano, uso e faturas
}
# One line under the name of a topic.
about = { $topic ->
    [primeiros-passos] Conectar a primeira loja, esperar as vendas e chamar a equipe.
    [teclado] Chegar a qualquer lugar sem o mouse.
    [visao-geral] O que cada número conta e como comparar períodos.
    [vendas] Achar vendas, entender uma delas, agir no canal e exportar.
    [pedido-que-falta] Descobrir onde um pedido parou e trazê-lo.
    [clientes] Como a mesma pessoa é reconhecida em vários canais.
    [produtos] O catálogo, e como ligar a ele o que as lojas vendem.
    [catalogo] Enviar uma planilha, corrigir o que um canal recusaria e importar.
    [regras] Exigir de cada produto o que a sua empresa quer.
    [linguagem-das-regras] Todas as partes de uma regra em YAML, com exemplos.
    [integracoes] Conectar contas e saber o que cada leitura trouxe.
    [saude-e-alertas] Ver o que está parado e escolher de que ser avisado.
    [equipe] Convidar pessoas, dar papéis e proteger as contas.
   *[planos] O que está incluído, o que já foi usado e como pagar.
}
# Other words by which a topic is found.
words = { $topic ->
    [primeiros-passos] começar início tutorial guia
    [teclado] atalhos teclas
    [visao-geral] receita gráficos relatórios indicadores
    [vendas] pedidos filtros cancelar enviar etiqueta nota exportar
    [pedido-que-falta] sumiu faltando não entrou perdido
    [clientes] compradores duplicados
    [produtos] cadastro vincular código estoque
    [catalogo] planilha validação csv excel google
    [regras] validação regras próprias yaml
    [linguagem-das-regras] referência yaml esquema verificações sintaxe
    [integracoes] canais lojas conectar token autorização
    [saude-e-alertas] erros lento parado e-mail slack
    [equipe] convidar papéis senha duas etapas passkey histórico
    [planos] assinatura limite preço pagamento
   *[contents] manual guia suporte dúvidas documentação
}
# A topic among pages and actions.
command = Ajuda: { $topic }
in-page = Nesta página
# Names the way to the topics before and after.
between = Outros tópicos

platforms = Instruções das plataformas
    .context = Onde encontrar o que cada plataforma pede ao conectar.
platform-title = Como conectar { $platform }
