//! Code 128, as scanners of warehouses read it (ISO/IEC 15417).

use std::fmt::Write;

use leptos::prelude::*;

/// Widths of bar, space, bar, space, bar, space of each value, in modules.
const SYMBOLS: [&str; 106] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232",
];
/// Begins a code of printable ASCII (set B).
const START_B: usize = 104;
const STOP: &str = "2331112";
/// What the check value is counted modulo.
const CHECK: usize = 103;
/// Modules that stay white at each end.
const QUIET: u32 = 10;
/// Hundredths of a millimetre of a module: what every printer and scanner manages.
const MODULE: u32 = 33;

/// `text` as a bar code. Draws nothing of a text that is empty or not all printable ASCII: half a code would be a wrong one.
#[component]
pub fn Barcode(#[prop(into)] text: String) -> impl IntoView {
    widths(&text).map(|widths| {
        let (path, modules) = bars(&widths);
        let length = modules * MODULE;
        view! {
            <svg class="barcode" viewBox=format!("0 0 {modules} 1") width=format!("{}.{:02}mm", length / 100, length % 100)
                preserveAspectRatio="none" role="img" aria-label=text>
                <path d=path></path>
            </svg>
        }
    })
}

/// The widths of bars and spaces, from the first bar to the last.
fn widths(text: &str) -> Option<String> {
    let value = |sign: char| matches!(sign, ' '..='~').then(|| sign as usize - ' ' as usize);
    let values = text.chars().map(value).collect::<Option<Vec<_>>>().filter(|values| !values.is_empty())?;
    let weighed = values.iter().zip(1_usize..).fold(START_B, |sum, (value, place)| sum + value * place);
    let all = std::iter::once(START_B).chain(values).chain([weighed % CHECK]);
    Some(all.map(|value| SYMBOLS[value]).chain([STOP]).collect())
}

/// The bars as an SVG path of height 1, and the modules of the whole with what stays white.
fn bars(widths: &str) -> (String, u32) {
    let (mut path, mut at) = (String::new(), QUIET);
    for (place, width) in widths.chars().enumerate() {
        let width = width.to_digit(10).unwrap_or_default();
        if place % 2 == 0 {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{at} 0h{width}v1h-{width}z");
        }
        at += width;
    }
    (path, at + QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars as ones and spaces as zeros.
    fn modules(text: &str) -> String {
        let widths = widths(text).unwrap();
        let run = |(place, width): (usize, char)| {
            let sign = if place % 2 == 0 { "1" } else { "0" };
            sign.repeat(width.to_digit(10).unwrap() as usize)
        };
        widths.chars().enumerate().map(run).collect()
    }

    #[test]
    fn a_text_is_encoded_as_others_encode_it() {
        assert_eq!(modules("A"), "1101001000010100011000100010110001100011101011");
        assert_eq!(
            modules("PED-7"),
            "110100100001110111011010001101000101100010001001101110011101101110110110111101100011101011"
        );
    }

    #[test]
    fn every_symbol_is_one_of_the_standard() {
        for (value, symbol) in SYMBOLS.iter().enumerate() {
            let widths: Vec<u32> = symbol.chars().filter_map(|width| width.to_digit(10)).collect();
            assert_eq!((widths.len(), widths.iter().sum::<u32>()), (6, 11), "{value}");
            let dark: u32 = widths.iter().step_by(2).sum();
            assert!(dark.is_multiple_of(2), "{value}: the dark modules of a symbol are even");
            assert!(!SYMBOLS[..value].contains(symbol), "{value} is there twice");
        }
    }

    #[test]
    fn what_cannot_be_encoded_whole_is_not_encoded() {
        assert_eq!((widths(""), widths("ação"), widths("a\n")), (None, None, None));
    }

    #[test]
    fn bars_stand_between_what_stays_white() {
        assert_eq!(bars("213"), ("M10 0h2v1h-2zM13 0h3v1h-3z".to_owned(), 26));
    }
}
