### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = Le langage des règles
schema = Schéma JSON
# Before the line that tells an editor the schema.
in-editor = Compléter et vérifier dans votre éditeur
    .text = Collez cette ligne au début du fichier, dans un éditeur qui connaît les schémas YAML, comme VS Code avec l’extension YAML.
# On the page of a pack.
see-pack = Voir ces règles en YAML
pack = Règles en YAML
    .context = Copiez l’une d’elles pour commencer une règle à vous.
