### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = El lenguaje de las reglas
schema = Esquema en JSON
# Before the line that tells an editor the schema.
in-editor = Línea para su editor
    .text = Un editor que conozca esquemas de YAML, como VS Code con la extensión YAML, completa y comprueba la regla: pegue al principio del archivo la línea que está aquí dentro.
# On the page of a pack.
see-pack = Ver estas reglas en YAML
pack = Reglas en YAML
    .context = Copie una de ellas para empezar una regla propia.
