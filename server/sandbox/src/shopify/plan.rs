//! A query checked against the schema and flattened to what has to be answered.

use std::collections::{HashMap, HashSet};

use graphql_parser::Pos;
use graphql_parser::query::{
    Definition, Document, Field as QueryField, OperationDefinition, Selection, SelectionSet, TypeCondition,
    Value as Literal, VariableDefinition, parse_query,
};
use serde_json::{Value, json};

use super::coerce;
use super::errors::invalid;
use super::schema::{self, Field, Schema};

pub(super) type Variables = HashMap<String, Value>;

pub(crate) struct Plan {
    pub(super) selections: Vec<Selected>,
    variables: Vec<Variable>,
}

pub(super) struct Selected {
    /// The alias, or the field's name.
    pub key: String,
    pub field: &'static str,
    /// The named type of the result.
    pub type_name: &'static str,
    pub arguments: Vec<(&'static str, Argument)>,
    pub children: Vec<Selected>,
    pub at: Pos,
    /// Number of this connection, or list of a given size, within the query, for counting its nodes.
    pub connection: Option<usize>,
}

pub(super) enum Argument {
    Given(Value),
    Variable(String),
}

struct Variable {
    name: String,
    /// As written: `String!`.
    kind: String,
    default: Option<Value>,
    at: Pos,
}

impl Selected {
    pub(super) fn argument<'v>(&'v self, name: &str, variables: &'v Variables) -> Option<&'v Value> {
        let (_, argument) = self.arguments.iter().find(|(known, _)| *known == name)?;
        let value = match argument {
            Argument::Given(value) => value,
            Argument::Variable(variable) => variables.get(variable)?,
        };
        (!value.is_null()).then_some(value)
    }

    pub(super) fn number(&self, name: &str, variables: &Variables) -> Option<i64> {
        self.argument(name, variables)?.as_i64()
    }

    pub(super) fn text<'v>(&'v self, name: &str, variables: &'v Variables) -> Option<&'v str> {
        self.argument(name, variables)?.as_str()
    }
}

impl Plan {
    /// Checks the variables that came with a request.
    pub(super) fn bind(&self, given: &Value) -> Result<Variables, Vec<Value>> {
        let mut bound = Variables::new();
        let mut errors = Vec::new();
        for variable in &self.variables {
            let value = given.get(&variable.name).cloned().or_else(|| variable.default.clone());
            let value = value.unwrap_or(Value::Null);
            let misfits = coerce::misfits(&variable.kind, &value);
            if let Some(first) = misfits.first() {
                let place =
                    first.path.iter().map(|step| step.as_str().map_or(step.to_string(), str::to_owned));
                let place = place.collect::<Vec<_>>().join(".");
                let place = if place.is_empty() {
                    String::new()
                } else {
                    format!(" for {place} ({})", first.explanation)
                };
                let message = format!(
                    "Variable ${} of type {} was provided invalid value{place}",
                    variable.name, variable.kind
                );
                let problems = misfits
                    .iter()
                    .map(|misfit| json!({ "path": misfit.path, "explanation": misfit.explanation }));
                errors.push(json!({
                    "message": message,
                    "locations": [{ "line": variable.at.line, "column": variable.at.column }],
                    "extensions": { "value": value, "problems": problems.collect::<Vec<_>>() },
                }));
            }
            bound.insert(variable.name.clone(), value);
        }
        if errors.is_empty() { Ok(bound) } else { Err(errors) }
    }
}

struct Compiler<'q> {
    schema: &'static Schema,
    fragments: HashMap<&'q str, &'q SelectionSet<'q, &'q str>>,
    declared: HashSet<&'q str>,
    used: HashSet<&'q str>,
    operation: String,
    errors: Vec<Value>,
    connections: usize,
}

/// # Errors
/// The `errors` array of the answer.
pub(super) fn compile(query: &str, name: Option<&str>) -> Result<Plan, Vec<Value>> {
    let message = |text: &str| vec![json!({ "message": text })];
    let schema = schema::schema().map_err(|text| message(text))?;
    let document: Document<&str> =
        parse_query(query).map_err(|error| message(&format!("syntax error: {error}")))?;
    let operation = operation(&document, name).ok_or_else(|| message("No operation named to execute"))?;
    let (kind, root, title, variables, selection) = match operation {
        OperationDefinition::SelectionSet(set) => ("query", "QueryRoot", None, &[][..], set),
        OperationDefinition::Query(query) => {
            ("query", "QueryRoot", query.name, &query.variable_definitions[..], &query.selection_set)
        }
        OperationDefinition::Mutation(change) => {
            ("mutation", "Mutation", change.name, &change.variable_definitions[..], &change.selection_set)
        }
        OperationDefinition::Subscription(_) => {
            return Err(message("Schema is not configured for subscriptions"));
        }
    };
    let fragments = document.definitions.iter().filter_map(|definition| match definition {
        Definition::Fragment(fragment) => Some((fragment.name, &fragment.selection_set)),
        Definition::Operation(_) => None,
    });
    let mut compiler = Compiler {
        schema,
        fragments: fragments.collect(),
        declared: variables.iter().map(|variable| variable.name).collect(),
        used: HashSet::new(),
        operation: title.map_or(kind.to_owned(), |title| format!("{kind} {title}")),
        errors: Vec::new(),
        connections: 0,
    };
    let mut path = vec![compiler.operation.clone()];
    let selections = compiler.select(root, selection, &mut path, 0);
    compiler.unused(variables);
    if !compiler.errors.is_empty() {
        return Err(compiler.errors);
    }
    let variables = variables.iter().map(|variable| Variable {
        name: variable.name.to_owned(),
        kind: variable.var_type.to_string(),
        default: variable.default_value.as_ref().map(plain),
        at: variable.position,
    });
    Ok(Plan { selections, variables: variables.collect() })
}

fn operation<'d, 'q>(
    document: &'d Document<'q, &'q str>,
    wanted: Option<&str>,
) -> Option<&'d OperationDefinition<'q, &'q str>> {
    let mut operations = document.definitions.iter().filter_map(|definition| match definition {
        Definition::Operation(operation) => Some(operation),
        Definition::Fragment(_) => None,
    });
    match wanted {
        None => operations.next(),
        Some(wanted) => operations.find(|operation| match operation {
            OperationDefinition::Query(query) => query.name == Some(wanted),
            OperationDefinition::Mutation(mutation) => mutation.name == Some(wanted),
            _ => false,
        }),
    }
}

impl<'q> Compiler<'q> {
    fn error(&mut self, message: String, at: Pos, path: &[String], extensions: Value) {
        self.errors.push(invalid(message, at, path, extensions));
    }

    fn select(
        &mut self,
        type_name: &'static str,
        set: &SelectionSet<'q, &'q str>,
        path: &mut Vec<String>,
        depth: usize,
    ) -> Vec<Selected> {
        let mut selected = Vec::new();
        for item in &set.items {
            match item {
                Selection::Field(field) => selected.extend(self.field(type_name, field, path, depth)),
                Selection::FragmentSpread(spread) => {
                    let fragment = self.fragments.get(spread.fragment_name).copied();
                    // A depth no query needs: a fragment that spreads itself ends here.
                    match fragment.filter(|_| depth < 64) {
                        Some(fragment) => selected.extend(self.select(type_name, fragment, path, depth + 1)),
                        None => {
                            let name = spread.fragment_name;
                            let extensions = json!({ "code": "useAndDefineFragment", "fragmentName": name });
                            let message = format!("Fragment {name} was used, but not defined");
                            self.error(message, spread.position, path, extensions);
                        }
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let fits = match fragment.type_condition {
                        None => true,
                        Some(TypeCondition::On(name)) => name == type_name,
                    };
                    if fits {
                        selected.extend(self.select(type_name, &fragment.selection_set, path, depth + 1));
                    }
                }
            }
        }
        selected
    }

    fn field(
        &mut self,
        parent: &'static str,
        field: &QueryField<'q, &'q str>,
        path: &mut Vec<String>,
        depth: usize,
    ) -> Option<Selected> {
        let (name, at) = (field.name, field.position);
        let key = field.alias.unwrap_or(name).to_owned();
        path.push(key.clone());
        let schema = self.schema;
        let known = schema.objects.get(parent).and_then(|fields| fields.get(name));
        let selected = match known {
            Some(known) => Some(self.known(known, field, path, depth, key)),
            None if name == "__typename" => Some(Selected {
                key,
                field: "__typename",
                type_name: parent,
                arguments: Vec::new(),
                children: Vec::new(),
                at,
                connection: None,
            }),
            None => {
                let extensions = json!({ "code": "undefinedField", "typeName": parent, "fieldName": name });
                self.error(format!("Field '{name}' doesn't exist on type '{parent}'"), at, path, extensions);
                None
            }
        };
        path.pop();
        selected
    }

    fn known(
        &mut self,
        known: &'static Field,
        field: &QueryField<'q, &'q str>,
        path: &mut Vec<String>,
        depth: usize,
        key: String,
    ) -> Selected {
        let (name, at, type_name) = (known.name, field.position, known.type_name);
        let is_object = self.schema.objects.contains_key(type_name);
        if is_object == field.selection_set.items.is_empty() {
            let message = if is_object {
                format!(
                    "Field must have selections (field '{name}' returns {type_name} but has no selections. Did you mean '{name} {{ ... }}'?)"
                )
            } else {
                format!(
                    "Selections can't be made on scalars (field '{name}' returns {type_name} but has selections)"
                )
            };
            let extensions = json!({ "code": "selectionMismatch", "nodeName": format!("field '{name}'"), "typeName": type_name });
            self.error(message, at, path, extensions);
        }
        let arguments = self.arguments(known, field, path);
        let is_sized = arguments.iter().any(|(name, _)| *name == "first");
        let is_connection = type_name.ends_with("Connection");
        let connection = (is_connection || is_sized).then(|| {
            self.connections += 1;
            self.connections - 1
        });
        if is_connection && !is_sized {
            let message = "you must provide one of first or last".to_owned();
            self.error(message, at, path, json!({ "code": "BAD_REQUEST" }));
        }
        let children = self.select(type_name, &field.selection_set, path, depth + 1);
        Selected { key, field: name, type_name, arguments, children, at, connection }
    }

    fn arguments(
        &mut self,
        known: &'static Field,
        field: &QueryField<'q, &'q str>,
        path: &[String],
    ) -> Vec<(&'static str, Argument)> {
        let mut arguments = Vec::new();
        for (name, literal) in &field.arguments {
            let Some((name, kind, _)) = known.arguments.iter().find(|(known, ..)| known == name) else {
                let extensions = json!({ "code": "argumentNotAccepted", "name": known.name, "typeName": "Field", "argumentName": name });
                let message = format!("Field '{}' doesn't accept argument '{name}'", known.name);
                self.error(message, field.position, path, extensions);
                continue;
            };
            let argument = match literal {
                Literal::Variable(variable) => {
                    self.used.insert(variable);
                    if !self.declared.contains(variable) {
                        let operation = name_of(&self.operation);
                        let message = format!("Variable ${variable} is used by {operation} but not declared");
                        let extensions = json!({ "code": "variableNotDefined", "variableName": variable });
                        self.error(message, field.position, path, extensions);
                    }
                    Argument::Variable((*variable).to_owned())
                }
                literal => {
                    if !self.accepts(kind, literal) {
                        let message = format!(
                            "Argument '{name}' on Field '{}' has an invalid value ({literal}). Expected type '{kind}'.",
                            known.name
                        );
                        let extensions = json!({ "code": "argumentLiteralsIncompatible", "typeName": "Field", "argumentName": name });
                        self.error(message, field.position, path, extensions);
                    }
                    Argument::Given(plain(literal))
                }
            };
            arguments.push((*name, argument));
        }
        for (name, kind, required) in &known.arguments {
            if *required && !arguments.iter().any(|(given, _)| given == name) {
                let message = format!("Field '{}' is missing required arguments: {name}", known.name);
                let extensions = json!({ "code": "missingRequiredArguments", "className": "Field", "name": known.name, "arguments": name, "typeName": kind });
                self.error(message, field.position, path, extensions);
            }
        }
        arguments
    }

    fn accepts(&self, kind: &str, literal: &Literal<'q, &'q str>) -> bool {
        match (kind, literal) {
            (_, Literal::Null) => true,
            ("Int", literal) => matches!(literal, Literal::Int(_)),
            ("String", literal) => matches!(literal, Literal::String(_)),
            ("ID", literal) => matches!(literal, Literal::String(_) | Literal::Int(_)),
            ("Boolean", literal) => matches!(literal, Literal::Boolean(_)),
            (kind, Literal::Enum(value)) => {
                self.schema.enums.get(kind).is_some_and(|all| all.contains(value))
            }
            _ => false,
        }
    }

    fn unused(&mut self, variables: &[VariableDefinition<'q, &'q str>]) {
        for variable in variables {
            if self.used.contains(variable.name) {
                continue;
            }
            let operation = self.operation.clone();
            let name = name_of(&operation);
            let message = format!("Variable ${} is declared by {name} but not used", variable.name);
            let extensions = json!({ "code": "variableNotUsed", "variableName": variable.name });
            self.error(message, variable.position, std::slice::from_ref(&operation), extensions);
        }
    }
}

/// Of an operation without its kind, where it has one.
fn name_of(operation: &str) -> &str {
    operation.split_once(' ').map_or(operation, |(_, name)| name)
}

/// A literal as JSON; enums become their name.
fn plain<'q>(literal: &Literal<'q, &'q str>) -> Value {
    match literal {
        Literal::Int(number) => json!(number.as_i64()),
        Literal::Float(number) => json!(number),
        Literal::String(text) => json!(text),
        Literal::Boolean(truth) => json!(truth),
        Literal::Enum(name) => json!(name),
        Literal::List(items) => Value::Array(items.iter().map(plain).collect()),
        Literal::Object(map) => Value::Object(map.iter().map(|(k, v)| ((*k).to_owned(), plain(v))).collect()),
        Literal::Null | Literal::Variable(_) => Value::Null,
    }
}
