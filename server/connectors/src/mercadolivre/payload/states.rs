//! Brazil's states.

const STATES: [(&str, &str); 27] = [
    ("AC", "Acre"),
    ("AL", "Alagoas"),
    ("AM", "Amazonas"),
    ("AP", "Amapá"),
    ("BA", "Bahia"),
    ("CE", "Ceará"),
    ("DF", "Distrito Federal"),
    ("ES", "Espírito Santo"),
    ("GO", "Goiás"),
    ("MA", "Maranhão"),
    ("MG", "Minas Gerais"),
    ("MS", "Mato Grosso do Sul"),
    ("MT", "Mato Grosso"),
    ("PA", "Pará"),
    ("PB", "Paraíba"),
    ("PE", "Pernambuco"),
    ("PI", "Piauí"),
    ("PR", "Paraná"),
    ("RJ", "Rio de Janeiro"),
    ("RN", "Rio Grande do Norte"),
    ("RO", "Rondônia"),
    ("RR", "Roraima"),
    ("RS", "Rio Grande do Sul"),
    ("SC", "Santa Catarina"),
    ("SE", "Sergipe"),
    ("SP", "São Paulo"),
    ("TO", "Tocantins"),
];

/// The letters of a state that is told by them or by its name, with or without accents.
pub(super) fn letters(text: &str) -> Option<&'static str> {
    let text = plain(text);
    STATES
        .iter()
        .find(|(letters, name)| plain(letters) == text || plain(name) == text)
        .map(|(letters, _)| *letters)
}

fn plain(text: &str) -> String {
    let without = |sign| match sign {
        'á' | 'ã' | 'â' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' => 'o',
        other => other,
    };
    text.trim().to_lowercase().chars().map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_known_by_its_letters_and_by_its_name() {
        for (text, expected) in [
            ("SP", Some("SP")),
            ("sp", Some("SP")),
            ("São Paulo", Some("SP")),
            ("SAO PAULO", Some("SP")),
            (" Ceará ", Some("CE")),
            ("Mato Grosso do Sul", Some("MS")),
            ("Buenos Aires", None),
            ("", None),
        ] {
            assert_eq!(letters(text), expected, "{text}");
        }
    }
}
