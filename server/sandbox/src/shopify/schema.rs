//! The schema queries are checked against, read from `schema.graphql`.

use std::collections::HashMap;
use std::sync::LazyLock;

use graphql_parser::schema::{Definition, Type, TypeDefinition, parse_schema};

pub(super) struct Field {
    pub name: &'static str,
    /// The named type, without list and non-null marks.
    pub type_name: &'static str,
    /// Name, named type, and whether a value must be given.
    pub arguments: Vec<(&'static str, &'static str, bool)>,
}

#[derive(Default)]
pub(super) struct Schema {
    pub objects: HashMap<&'static str, HashMap<&'static str, Field>>,
    pub enums: HashMap<&'static str, Vec<&'static str>>,
    /// Fields of input objects, with their types as written.
    pub inputs: HashMap<&'static str, Vec<(&'static str, String)>>,
}

static SCHEMA: LazyLock<Result<Schema, String>> = LazyLock::new(read);

pub(super) fn schema() -> Result<&'static Schema, &'static String> {
    SCHEMA.as_ref()
}

fn read() -> Result<Schema, String> {
    let document = parse_schema::<&'static str>(include_str!("schema.graphql")).map_err(|e| e.to_string())?;
    let mut schema = Schema::default();
    for definition in document.definitions {
        match definition {
            Definition::TypeDefinition(TypeDefinition::Object(object)) => {
                let fields = object.fields.into_iter().map(|field| {
                    let arguments = field.arguments.iter().map(|argument| {
                        let required = matches!(argument.value_type, Type::NonNullType(_));
                        (argument.name, named(&argument.value_type), required)
                    });
                    let arguments = arguments.collect();
                    (field.name, Field { name: field.name, type_name: named(&field.field_type), arguments })
                });
                schema.objects.insert(object.name, fields.collect());
            }
            Definition::TypeDefinition(TypeDefinition::Enum(choice)) => {
                schema.enums.insert(choice.name, choice.values.iter().map(|value| value.name).collect());
            }
            Definition::TypeDefinition(TypeDefinition::InputObject(input)) => {
                let fields = input.fields.iter().map(|field| (field.name, field.value_type.to_string()));
                schema.inputs.insert(input.name, fields.collect());
            }
            _ => {}
        }
    }
    Ok(schema)
}

fn named(kind: &Type<'static, &'static str>) -> &'static str {
    match kind {
        Type::NamedType(name) => name,
        Type::ListType(inner) | Type::NonNullType(inner) => named(inner),
    }
}
