### Rules as they are written, in YAML.

# Leads to the topic of the guide.
reference = The language of rules
schema = JSON schema
# Before the line that tells an editor the schema.
in-editor = Line for your editor
    .text = An editor that knows YAML schemas, such as VS Code with the YAML extension, completes and checks the rule: paste the line that is in here at the top of the file.
# On the page of a pack.
see-pack = View these rules as YAML
pack = Rules as YAML
    .context = Copy one of them to begin a rule of your own.
