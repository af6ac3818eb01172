//! What the fuzzer has seen of transformations goes through them again.

#[path = "../fuzz/shared/transform.rs"]
mod transform;

#[test]
fn the_corpus_of_transformations_is_replayed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/transform");
    let mut replayed = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        transform::run(&std::fs::read(entry.unwrap().path()).unwrap());
        replayed += 1;
    }
    assert!(replayed >= 15, "{replayed}");
}
