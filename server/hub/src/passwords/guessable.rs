//! Passwords that everybody tries first.
//!
//! A password is common if it is what remains of a known word after the changes people make to
//! lengthen it: capitals, digits for letters, digits and signs around it, the word repeated. With
//! fifteen characters asked for, these compositions are what lists of leaked passwords consist of.

/// Words of leaked passwords in English, Portuguese, Spanish and French, names, clubs, brands and
/// runs of the keyboard: lower case, letters only, one a line.
const WORDS: &str = include_str!("words.txt");

/// Fewer letters than these are no word to be recognised by.
const SHORTEST_WORD: usize = 3;

/// Whether the password is a known one, or one made of the words in `personal`.
pub fn is_common(password: &str, personal: &[&str]) -> bool {
    let lower = password.to_lowercase();
    if is_run(&lower) || is_repetition(&lower) {
        return true;
    }
    // What stands behind the word is taken off first: in `p@ssw0rd!2023` only the first part is
    // disguise.
    let core = lower.trim_end_matches(|sign: char| !sign.is_alphabetic());
    let plain: String = core.chars().map(letter_for).filter(|sign| sign.is_alphanumeric()).collect();
    let letters: String = lower.chars().filter(|sign| sign.is_alphabetic()).collect();
    let own = own_words(personal);
    let known = |word: &str| is_known(word) || own.iter().any(|own| own == word);
    letters.chars().count() < SHORTEST_WORD || is_made_of(&letters, &known) || is_made_of(&plain, &known)
}

/// Whether the text is one or two known words, with digits at its ends and nothing else.
fn is_made_of(text: &str, known: &impl Fn(&str) -> bool) -> bool {
    let core = text.trim_matches(|sign: char| sign.is_numeric());
    if core.is_empty() || known(core) {
        return true;
    }
    core.char_indices()
        .map(|(at, _)| core.split_at(at))
        .filter(|(first, second)| first.len() >= SHORTEST_WORD && second.len() >= SHORTEST_WORD)
        .any(|(first, second)| {
            first == second && known(first)
                || known(first) && is_usual_end(second)
                || known(second) && is_usual_end(first)
        })
}

fn is_known(word: &str) -> bool {
    // The list is sorted, so that a look-up reads a few lines of it.
    let lines = WORD_LIST.get_or_init(|| WORDS.lines().collect());
    lines.binary_search(&word).is_ok()
}

static WORD_LIST: std::sync::OnceLock<Vec<&'static str>> = std::sync::OnceLock::new();

/// What is put before or behind a word to make it longer.
fn is_usual_end(word: &str) -> bool {
    const ENDS: [&str; 24] = [
        "abc", "abcd", "admin", "asd", "brasil", "demo", "forte", "forever", "love", "loja", "login",
        "minha", "mudar", "nova", "novo", "password", "qwe", "qwerty", "senha", "segura", "secret", "teste",
        "test", "xyz",
    ];
    ENDS.contains(&word)
}

/// The letter that a digit or sign stands for in disguised words.
const fn letter_for(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Each sign follows the one before it, up or down or not at all: `123456789012`, `abcdefghijkl`.
fn is_run(text: &str) -> bool {
    let signs: Vec<u32> = text.chars().map(u32::from).collect();
    let follows = |step: i64| {
        signs.windows(2).all(|pair| {
            let difference = i64::from(pair[1]) - i64::from(pair[0]);
            difference == step || (pair[0] == 0x39 && pair[1] == 0x30) || (pair[0] == 0x30 && pair[1] == 0x39)
        })
    };
    follows(1) || follows(-1) || follows(0)
}

/// A piece of at most four signs, again and again: `abcabcabcabc`, `1212121212`.
fn is_repetition(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (1..=4).any(|length| {
        signs.len() > length && signs.iter().zip(&signs[length..]).all(|(one, next)| one == next)
    })
}

/// The words in names and addresses of the person, in lower case.
fn own_words(personal: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for text in personal {
        let lower = text.to_lowercase();
        words.extend(
            lower
                .split(|sign: char| !sign.is_alphabetic())
                .filter(|word| word.chars().count() >= SHORTEST_WORD)
                .map(str::to_owned),
        );
        words.push(lower.chars().filter(|sign| sign.is_alphabetic()).collect());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compositions_of_known_words_are_common() {
        for password in [
            "password1234",
            "Password@2024",
            "P@ssw0rd!2023",
            "senha12345678",
            "Senha@123456",
            "123456789012",
            "abcdefghijklm",
            "aaaaaaaaaaaaa",
            "abcabcabcabc",
            "qwertyuiop123",
            "flamengo2024!",
            "corinthians1",
            "1q2w3e4r5t6y",
            "iloveyou12345",
            "senhasenha123",
            "minhasenha123",
            "dragon!!!!!!",
            "987654321098",
            "$$$$1234$$$$",
            "brasil@2026!!",
        ] {
            assert!(is_common(password, &[]), "{password}");
        }
    }

    #[test]
    fn words_of_the_person_are_common_for_that_person() {
        let personal = ["maria.pereira@lojadamaria.com.br", "Maria Pereira", "Loja da Maria"];
        for password in ["MariaPereira2024", "lojadamaria12", "maria1234567890", "Pereira!!!!2025"] {
            assert!(is_common(password, &personal), "{password}");
        }
        assert!(!is_common("lojadamaria12", &[]));
    }

    #[test]
    fn phrases_and_random_ones_are_taken() {
        for password in [
            "cavalo correto bateria",
            "xK9#mQ2$vL7p",
            "três tigres no trigal",
            "Chuva na Serra 31 vezes",
            "orion sells at dawn",
            "p4l4vr4s soltas ao vento",
        ] {
            assert!(!is_common(password, &["Maria"]), "{password}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_clean() {
        let words: Vec<_> = WORDS.lines().collect();
        assert!(words.len() > 1_000, "{}", words.len());
        assert!(words.is_sorted());
        assert!(
            words.iter().all(|word| word.chars().all(|sign| sign.is_lowercase() || sign.is_ascii_digit()))
        );
    }
}
