### Products and codes to link.

title = Produtos
    .context = O catálogo da empresa. Cada item vendido se liga a um produto pelo SKU ou, sem ele, pelo código do canal.

add = Adicionar produto
filter-label = Filtrar produtos
search = SKU ou nome
    .hint = Encontra pelo começo do SKU ou do nome.
sku = SKU
name = Nome
price = Preço
cost = Custo
stock = Estoque
sort-lowest-stock = Menor estoque
sort-highest-stock = Maior estoque
state = Situação
active = Ativo
inactive = Inativo
pages = Páginas de produtos
pick = Selecionar produto { $sku }
# Before their number.
picked = Selecionados:
export-picked = Exportar selecionados
activate = Ativar
deactivate = Desativar
activated = { $count ->
    [0] Nada mudou: nenhum produto estava inativo.
    [one] { $count } produto ativado.
   *[other] { $count } produtos ativados.
}
deactivated = { $count ->
    [0] Nada mudou: nenhum produto estava ativo.
    [one] { $count } produto desativado.
   *[other] { $count } produtos desativados.
}
# Before the day, in the name of a file.
file-name = produtos

none = Nenhum produto ainda
    .text = Adicione um produto ou crie a partir do que as lojas já venderam.
    .ask = Os produtos aparecem aqui quando alguém que edita o catálogo os adiciona.
none-filtered = Nenhum produto encontrado
    .text = SKUs e nomes são encontrados pelo começo.

## Form

# The parts of the form.
identity = O produto
amounts = Preço e estoque
codes = Códigos
package = Embalagem
    .help = Do produto embalado, como vai para o comprador. Os canais calculam o frete com isto.
images = Imagens
brand = Marca
    .help = A do fabricante. Quase todos os canais pedem.
category = Categoria
    .help = Um nome ou um caminho, como Casa > Cozinha, ou o código do canal.
compare-at = Preço de comparação
    .help = O preço de antes, que aparece riscado ao lado do atual. Deve ser maior que o preço.
weight = Peso
    .help = Em gramas inteiros: 1,5 kg são 1500.
    .format = Escreva o peso em gramas inteiros, como 250.
    .range = Escreva um peso de 1 g a 100.000 kg, em gramas.
length = Comprimento
width = Largura
height = Altura
side-format = Escreva a medida em centímetros, como { $example }, com no máximo uma casa decimal.
side-range = Escreva uma medida maior que zero e de até 100.000 cm.
images-label = Endereços das imagens
    .help = Um por linha, a principal primeiro: no máximo { NUMBER($most) }.
    .format = Escreva um endereço por linha, começando por https:// e com até 1.000 caracteres.
    .range = Deixe no máximo { NUMBER($most) } imagens.
new-product = Novo produto
sku-help = O mesmo código usado nas lojas. Maiúsculas e minúsculas contam como iguais.
amount-help = Como { $example }. Vazio se não souber.
stock-help = Vazio se o estoque não é controlado.
amount-format = { $places ->
    [0] Escreva um valor como { $example }, sem casas decimais.
   *[other] Escreva um valor como { $example }, com no máximo { $places } casas decimais.
}
amount-range = Escreva um valor a partir de zero e menor que um trilhão.
stock-format = Escreva um número inteiro de peças, como 12.
stock-range = Escreva um número de até um bilhão de peças.
cost-help = O que você paga por unidade. A margem em Análises é calculada com este valor.
gtin = GTIN
    .help = O número sob o código de barras da embalagem, com 8, 12, 13 ou 14 dígitos.
    .format = Digite os 8, 12, 13 ou 14 dígitos do código de barras.
    .check-digit = Algum dígito está trocado: o último não confere com os outros. Compare com a embalagem.
ncm = NCM
    .help = Oito dígitos. Está na nota fiscal do fornecedor; na dúvida, pergunte ao contador.
    .format = Digite os oito dígitos do NCM.
description = Descrição
active-label = Produto ativo
active-help = Desmarque o que não é mais vendido: ele sai dos avisos de estoque, e as vendas antigas continuam ligadas a ele.
created = Produto adicionado.
created-mended = { $count ->
    [one] Produto adicionado e { $count } item de venda vinculado.
   *[other] Produto adicionado e { $count } itens de venda vinculados.
}
saved-mended = { $count ->
    [0] Produto salvo.
    [one] Produto salvo e { $count } item de venda vinculado.
   *[other] Produto salvo e { $count } itens de venda vinculados.
}
taken-back = Mudança do produto desfeita.
changed-since = O produto mudou depois disso
    .text = Nada foi alterado, para não apagar a mudança mais recente. Antes de salvar de novo, confira o produto em outra aba: vale o que este formulário mostra.

## Linked codes of a product

linked = Códigos vinculados
    .context = Outros códigos com que as lojas vendem este produto.
linked-none = Nenhum outro código vinculado.
unlink = Desfazer vínculo
unlinked = { $count ->
    [0] Vínculo desfeito.
    [one] Vínculo desfeito. { $count } item voltou a esperar.
   *[other] Vínculo desfeito. { $count } itens voltaram a esperar.
}

## Codes to link

to-link = Códigos para vincular
    .context = Códigos vendidos nas lojas que o catálogo ainda não conhece. Itens sem SKU aparecem com o código do canal. Um vínculo vale para todos os itens, inclusive os próximos.
to-link-count = { $count ->
    [one] { $count } código para vincular
   *[other] { $count } códigos para vincular
}
to-link-more = { NUMBER($count) } códigos ou mais para vincular
search-sku = SKU ou código
    .hint = Encontra pelo começo do SKU vendido na loja, ou do código do canal.
filter-skus = Filtrar códigos
sku-pages = Páginas de códigos
no-sku-waits = Nenhum código espera com este filtro
    .text = Ele já foi vinculado, ou o texto é o começo de outro código.
code-of = Sem SKU · código no canal: { $platform } ({ $name })
waiting-lines = { $count ->
    [one] { $count } item espera
   *[other] { $count } itens esperam
}
candidates = Candidatos
no-candidates = Nenhum produto parecido no catálogo.
same-sku = Mesmo SKU
similar-name = Nome { $percent } parecido
other-variant = Outra variação? Nome { $percent } parecido
link = Vincular
link-to = Vincular a { $sku }
link-other = SKU de outro produto
create = Criar produto
linked-done = { $count ->
    [0] Vínculo salvo.
    [one] Vínculo salvo e { $count } item corrigido.
   *[other] Vínculo salvo e { $count } itens corrigidos.
}
all-linked = Todos os códigos estão vinculados
    .text = Quando uma loja vender um código novo, ele aparece aqui.
