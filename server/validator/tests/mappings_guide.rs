//! The examples of `docs/MAPPINGS.md` do what the guide says.

use validator::{mapping::Mapping, templates::Template, transform::SavedChain};

fn examples() -> Vec<String> {
    let guide = include_str!("../../../docs/MAPPINGS.md");
    guide.split("```yaml\n").skip(1).filter_map(|part| Some(part.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn each_example_of_the_guide_works() {
    let examples = examples();
    let (mut chains, mut mappings, mut templates) = (0, 0, 0);
    for example in &examples {
        if example.contains("steps:") {
            let (_, failed) = SavedChain::from_yaml(example).unwrap().check().unwrap();
            assert_eq!(failed, [], "{example}");
            chains += 1;
        } else if example.contains("template:") {
            assert!(Template::from_yaml(example).unwrap().exporter().is_ok(), "{example}");
            templates += 1;
        } else {
            assert_eq!(Mapping::from_yaml(example).unwrap().problems(), [], "{example}");
            mappings += 1;
        }
    }
    assert_eq!((chains, mappings, templates), (3, 1, 2));
}

#[test]
fn each_step_of_the_table_is_a_step() {
    let guide = include_str!("../../../docs/MAPPINGS.md");
    let mut steps = 0;
    for line in guide.lines().filter(|line| line.starts_with("| `")) {
        let cell = line[2..].split(" |").next().unwrap_or_default();
        for written in cell.split("`, `").map(|one| one.trim_matches(['`', ' '])) {
            // A condition in the table stands for any.
            let written = written
                .replace("is: {...}, then: [...], otherwise: [...]", "is: {required: true}, then: [trim]");
            let yaml =
                if written.contains(':') { format!("[{{{written}}}]") } else { format!("[{written}]") };
            let chain = validator::transform::Chain::from_yaml(&yaml)
                .unwrap_or_else(|fault| panic!("{yaml}: {fault}"));
            assert!(chain.compile().is_ok(), "{yaml}");
            steps += 1;
        }
    }
    assert_eq!(steps, 22);
}
