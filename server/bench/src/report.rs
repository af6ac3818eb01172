//! The lines that are printed.

/// Prints lines of `name value unit`, only those that were asked for.
pub struct Report {
    filter: String,
}

impl Report {
    /// `filter` is how the wanted names begin; empty wants all.
    pub fn new(filter: String) -> Self {
        Self { filter }
    }

    /// Whether one of these lines is wanted.
    pub fn wants(&self, names: &[&str]) -> bool {
        names.iter().any(|name| name.starts_with(&self.filter))
    }

    /// Prints a figure on standard output.
    pub fn line(&self, name: &str, value: f64, unit: &str) {
        if name.starts_with(&self.filter) {
            println!("{name} {} {unit}", figure(value));
        }
    }
}

/// Says on standard error what is going on.
pub fn note(text: &str) {
    eprintln!("# {text}");
}

/// Three digits that mean something.
fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_wants_what_begins_so() {
        let report = Report::new("list".into());
        assert!(report.wants(&["import.first.rate", "list.first.rate"]));
        assert!(!report.wants(&["import.first.rate"]));
        assert!(Report::new(String::new()).wants(&["import.first.rate"]));
    }

    #[test]
    fn figures_keep_three_digits_that_mean_something() {
        assert_eq!([12_345.6, 99.94, 1.234, 0.0].map(figure), ["12346", "99.9", "1.23", "0.00"]);
    }
}
