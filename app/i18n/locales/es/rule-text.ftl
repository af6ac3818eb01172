### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = El lenguaje de las reglas
schema = Esquema en JSON
# Before the line that tells an editor the schema.
in-editor = Completar y comprobar en su editor
    .text = Pegue esta línea al principio del archivo, en un editor que conozca esquemas de YAML, como VS Code con la extensión YAML.
# On the page of a pack.
see-pack = Ver estas reglas en YAML
pack = Reglas en YAML
    .context = Copie una de ellas para empezar una regla propia.
