//! A rule as the fields of a form, for those who would rather not write YAML. The YAML is what counts: a form is read out
//! of it and written into it.

mod read;
mod write;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a box that is ticked says.
pub(super) const ON: &str = "on";

/// A rule as somebody fills it in. Everything is kept as it was typed, also what is no rule yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    pub id: String,
    pub title: WordsForm,
    pub explanation: WordsForm,
    pub severity: String,
    pub source_url: String,
    pub source_date: String,
    /// All of them have to be so for the rule to apply. One without a field is none.
    pub when: Vec<ConditionForm>,
    /// A product field by its code; a free attribute has its name in `attribute` instead.
    pub field: String,
    pub attribute: String,
    pub check: CheckForm,
    pub fix: FixForm,
    /// One that does not say what it finds is none.
    pub tests: Vec<TestForm>,
}

/// A text by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WordsForm {
    pub pt_br: String,
    pub en: String,
    pub es: String,
    pub fr: String,
}

/// What a field has to be for a rule to apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConditionForm {
    pub field: String,
    pub attribute: String,
    /// One of [`ConditionForm::KINDS`].
    pub kind: String,
    /// One on each line.
    pub values: String,
}

/// What is asked of the field: one kind of check with what it needs, and perhaps that there is something at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// One of [`CheckForm::KINDS`].
    pub kind: String,
    /// `on` where an empty field is a fault, too.
    pub required: String,
    pub min: String,
    pub max: String,
    pub above: String,
    pub below: String,
    pub decimals: String,
    /// `on` for whole numbers only.
    pub integer: String,
    /// Values, words or tags, one on each line.
    pub values: String,
    /// `on` where upper and lower case are equal.
    pub ignore_case: String,
    pub pattern: String,
    /// `on` for addresses that begin with `https` only.
    pub https: String,
    /// Separated by commas.
    pub extensions: String,
    /// The field that is compared with.
    pub other: String,
    pub n: String,
    pub fields: Vec<String>,
    /// The list of the company's own that values are looked up in.
    pub list: String,
    /// `on` where a value is a fault that is in the list, and none that is not.
    pub absent: String,
}

/// What is safe to do, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FixForm {
    pub trim: String,
    pub collapse_spaces: String,
    pub digits_only: String,
    pub remove_accents: String,
    /// `lower`, `upper`, `title`, `sentence` or nothing.
    pub case: String,
    /// Characters, at the end of a word.
    pub truncate_at_word: String,
}

/// A test of the rule's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestForm {
    /// Of the rule's field; of a rule that looks beyond one product, one on each line.
    pub value: String,
    /// Of other fields, by their codes.
    pub others: BTreeMap<String, String>,
    /// `yes`, `no`, or nothing where there is no test.
    pub finds: String,
    /// Of several products, the numbers of those that are found; nothing for all.
    pub which: String,
    /// What the fix makes of the value; nothing where that is not tested.
    pub fixed: String,
    /// Where values are looked up, what is in the list as far as the test goes, one on each line.
    pub listed: String,
}

/// What of a rule a form has no place for: `check.any_of`. Empty for a text that cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond(pub String);

impl ConditionForm {
    /// Kinds of conditions.
    pub const KINDS: &[&str] = &["one_of", "none_of", "filled", "empty"];
}

impl CheckForm {
    /// Kinds of checks that a form has. The codes are those of the YAML but for `bytes`.
    pub const KINDS: &[&str] = &[
        "required",
        "length",
        "bytes",
        "number",
        "one_of",
        "none_of",
        "forbidden_words",
        "matches",
        "not_matches",
        "unique",
        "count",
        "url",
        "image",
        "html",
        "gtin",
        "isbn",
        "ncm",
        "cest",
        "origin",
        "cpf",
        "cnpj",
        "cpf_or_cnpj",
        "at_most_field",
        "at_least_field",
        "equals_field",
        "differs_from_field",
        "ratio",
        "sum",
        "at_least_n_of",
        "lookup",
    ];
    /// Kinds that need nothing more.
    pub(super) const BARE: &[&str] =
        &["gtin", "isbn", "ncm", "cest", "origin", "cpf", "cnpj", "cpf_or_cnpj", "unique"];
    /// Kinds that compare with one field.
    pub(super) const COMPARED: &[&str] =
        &["at_most_field", "at_least_field", "equals_field", "differs_from_field"];

    /// Whether a value is judged by more than its own product: by others of the table, or by a list.
    pub fn is_across(&self) -> bool {
        self.kind == "unique" || self.is_lookup()
    }

    /// Whether values are looked up in a list of the company's own.
    pub fn is_lookup(&self) -> bool {
        self.kind == "lookup"
    }
}

impl RuleForm {
    /// Reads a form out of a rule, whether the rule is right or not.
    ///
    /// # Errors
    /// [`Beyond`] where the rule has more than a form shows.
    pub fn read(yaml: &str) -> Result<Self, Beyond> {
        read::form(yaml)
    }

    /// The rule as YAML. What was typed wrongly stands in it as it was typed, for the reader of rules to say so.
    pub fn to_yaml(&self) -> String {
        write::rule(self)
    }

    /// The same without what no form keeps: line breaks of browsers, empty conditions, tests and values, and with an id
    /// made of the title where there is none.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        let words = [&mut self.title, &mut self.explanation];
        for text in words.into_iter().flat_map(|of| [&mut of.pt_br, &mut of.en, &mut of.es, &mut of.fr]) {
            *text = plain(text).trim().to_owned();
        }
        for text in [&mut self.id, &mut self.field, &mut self.attribute, &mut self.source_url] {
            *text = text.trim().to_owned();
        }
        self.when.retain(|one| !one.field.is_empty() || !one.attribute.trim().is_empty());
        self.when.iter_mut().for_each(|one| one.values = lines(&one.values).join("\n"));
        self.check.values = lines(&self.check.values).join("\n");
        self.check.fields.retain(|field| !field.is_empty());
        self.tests.retain(|test| !test.finds.is_empty());
        for test in &mut self.tests {
            test.value = plain(&test.value);
            test.listed = lines(&test.listed).join("\n");
            test.others.retain(|_, value| !value.is_empty());
        }
        if self.id.is_empty() {
            self.id = self.id_of_title();
        }
        self
    }

    /// The same without an id that [`Self::tidy`] makes of the title: it follows the title then.
    #[must_use]
    pub fn named_by_title(mut self) -> Self {
        if self.id == self.id_of_title() {
            self.id.clear();
        }
        self
    }

    fn id_of_title(&self) -> String {
        let titles = [&self.title.pt_br, &self.title.en, &self.title.es, &self.title.fr];
        let title = titles.into_iter().find(|title| !title.is_empty());
        title.map(|title| id_of(title)).unwrap_or_default()
    }

    /// The codes of the fields that the rule looks at besides its own.
    pub fn others(&self) -> Vec<String> {
        let when = self.when.iter().map(|one| field_of(&one.field, &one.attribute));
        let check = std::iter::once(&self.check.other).chain(&self.check.fields).cloned();
        let own = field_of(&self.field, &self.attribute);
        let mut others: Vec<String> = Vec::new();
        for field in when.chain(check) {
            if !field.is_empty() && field != own && !others.contains(&field) {
                others.push(field);
            }
        }
        others
    }
}

/// A field by its code, as it stands in YAML.
fn field_of(field: &str, attribute: &str) -> String {
    match attribute.trim() {
        "" => field.to_owned(),
        name => format!("attribute.{}", code(name)),
    }
}

/// The field and the attribute that a code means.
fn parts_of(code: &str) -> (String, String) {
    match code.strip_prefix("attribute.") {
        Some(name) => (String::new(), name.to_owned()),
        None => (code.to_owned(), String::new()),
    }
}

/// A name as ids are written: `Voltagem (V)` is `voltagem_v`.
fn code(name: &str) -> String {
    if crate::Field::attribute(name).is_some() {
        name.to_owned()
    } else {
        crate::facts::slug(name).replace('-', "_")
    }
}

/// An id that a title gives, at most 60 characters; nothing where the title has no letters.
fn id_of(title: &str) -> String {
    let id: String = code(title).chars().take(60).collect();
    let id = id.trim_end_matches('_').trim_start_matches(|first: char| !first.is_ascii_lowercase());
    id.to_owned()
}

/// Without the line breaks of browsers.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The lines of a text that say something.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests;
