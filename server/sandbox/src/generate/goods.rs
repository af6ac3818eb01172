//! One catalogue for all shops: the same SKUs appear on both platforms.

use crate::draw::Draw;
use crate::order::Line;

struct Good {
    name: &'static str,
    sku: &'static str,
    /// Cents.
    price: i64,
    variants: &'static [(&'static str, &'static str)],
}

const SIZES: &[(&str, &str)] = &[("P", "P"), ("M", "M"), ("G", "G"), ("GG", "GG")];
const COLOURS: &[(&str, &str)] = &[("AZ", "Azul"), ("VM", "Vermelho"), ("VD", "Verde limão")];
const VOLTAGES: &[(&str, &str)] = &[("110", "110 V"), ("220", "220 V")];
const SINGLE: &[(&str, &str)] = &[("", "")];

const fn good(
    name: &'static str,
    sku: &'static str,
    price: i64,
    variants: &'static [(&'static str, &'static str)],
) -> Good {
    Good { name, sku, price, variants }
}

const GOODS: &[Good] = &[
    good("Camiseta básica de algodão", "CAM-BAS", 5490, SIZES),
    good("Camiseta Seleção retrô", "CAM-RET", 12990, SIZES),
    good("Calça jeans reta", "CAL-JNS", 18990, SIZES),
    good("Vestido floral midi", "VES-FLO", 21950, SIZES),
    good("Tênis corrida leve", "TEN-COR", 34990, COLOURS),
    good("Chinelo de borracha", "CHI-BOR", 2999, COLOURS),
    good("Garrafa térmica 1 L", "GAR-TER", 8990, COLOURS),
    good("Caneca \"Bom dia, café\" ☕", "CAN-CAF", 3990, COLOURS),
    good("Cafeteira elétrica 30 xícaras", "CAF-30X", 19900, VOLTAGES),
    good("Liquidificador 900 W", "LIQ-900", 15999, VOLTAGES),
    good("Ventilador de mesa 40 cm", "VEN-40C", 17990, VOLTAGES),
    good("Secador de cabelo íon", "SEC-ION", 13937, VOLTAGES),
    good("Fone sem fio", "FON-BT5", 9933, COLOURS),
    good("Cabo USB-C 2 m", "CAB-UC2", 2490, SINGLE),
    good("Carregador 20 W", "CAR-20W", 6990, SINGLE),
    good("Livro Dom Casmurro", "LIV-DCA", 3333, SINGLE),
    good("Açaí em pó orgânico 200 g", "ACA-200", 4567, SINGLE),
    good("Pão de queijo congelado 1 kg 🧀", "PAO-QJO", 2879, SINGLE),
    good("Café especial moído 500 g", "CAF-500", 3799, SINGLE),
    good("Kit 12 panos de prato", "KIT-PAN", 5901, SINGLE),
    good("Sabonete de castanha-do-pará", "SAB-CAS", 1249, SINGLE),
    good("Rede de descanso casal", "RED-CAS", 15950, COLOURS),
    good("Bola de futebol campo", "BOL-FUT", 11990, SINGLE),
    good("Mochila escolar 25 L", "MOC-25L", 14990, COLOURS),
    good(
        "Conjunto de panelas antiaderentes de cerâmica com cabo removível, tampas de vidro temperado e saída de \
         vapor, 11 peças, próprio para fogão a gás, elétrico, vitrocerâmico e por indução, livre de PFOA, linha \
         Cozinha da Vó edição comemorativa de 50 anos",
        "PAN-CER-11",
        89990,
        COLOURS,
    ),
    good("Ração para cães 15 kg", "RAC-C15", 22345, SINGLE),
];

/// Ids of product and variation; variation 0 means the product has none.
fn ids(product: usize, variant: usize) -> (u64, u64) {
    let id = 50 + product as u64;
    (id, if GOODS[product].variants.len() > 1 { 5000 + 10 * id + variant as u64 } else { 0 })
}

/// One line without discount. In 100 lines about 4 have no product and no SKU, and 2 have a product without SKU.
pub(crate) fn line(draw: &mut Draw, id: u64) -> Line {
    let product = draw.below(GOODS.len() as u64) as usize;
    let good = &GOODS[product];
    let variant = draw.below(good.variants.len() as u64) as usize;
    let (suffix, label) = good.variants[variant];
    let quantity = [1, 1, 1, 1, 2, 2, 3, 10][draw.below(8) as usize];
    let roll = draw.below(100);
    let sku = if suffix.is_empty() { good.sku.into() } else { format!("{}-{suffix}", good.sku).into() };
    let subtotal = good.price * quantity;
    Line {
        id,
        product: (roll >= 4).then(|| ids(product, variant)),
        sku: (roll >= 6).then_some(sku),
        name: good.name.into(),
        variant: label.into(),
        quantity,
        subtotal,
        total: subtotal,
        tax: 0,
    }
}
