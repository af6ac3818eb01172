### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = Le langage des règles
schema = Schéma JSON
# Before the line that tells an editor the schema.
in-editor = Ligne pour votre éditeur
    .text = Un éditeur qui connaît les schémas YAML, comme VS Code avec l’extension YAML, complète et vérifie la règle{ "\u00A0" }: collez au début du fichier la ligne qui se trouve ici.
# On the page of a pack.
see-pack = Voir ces règles en YAML
pack = Règles en YAML
    .context = Copiez l’une d’elles pour commencer une règle à vous.
