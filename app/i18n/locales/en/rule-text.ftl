### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = The language of rules
schema = JSON schema
# Before the line that tells an editor the schema.
in-editor = Complete and check it in your editor
    .text = Paste this line at the top of the file, in an editor that knows schemas of YAML, such as VS Code with the YAML extension.
# On the page of a pack.
see-pack = View these rules as YAML
pack = Rules as YAML
    .context = Copy one of them to begin a rule of your own.
