### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = A linguagem das regras
schema = Esquema JSON
# Before the line that tells an editor the schema.
in-editor = Linha para o seu editor
    .text = Um editor que conheça esquemas de YAML, como o VS Code com a extensão YAML, completa e confere a regra: cole no começo do arquivo a linha que está aqui dentro.
# On the page of a pack.
see-pack = Ver estas regras em YAML
pack = Regras em YAML
    .context = Copie uma delas para começar uma regra própria.
