### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = A linguagem das regras
schema = Esquema JSON
# Before the line that tells an editor the schema.
in-editor = Completar e conferir no seu editor
    .text = Cole esta linha no começo do arquivo, em um editor que conheça esquemas de YAML, como o VS Code com a extensão YAML.
# On the page of a pack.
see-pack = Ver estas regras em YAML
pack = Regras em YAML
    .context = Copie uma delas para começar uma regra própria.
