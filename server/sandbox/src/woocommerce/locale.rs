//! What a shop in Portuguese says.

use crate::http::Reply;

const WORDS: &[(&str, &str)] = &[
    ("Consumer key is invalid.", "A chave do consumidor é inválida."),
    ("Consumer secret is invalid.", "O segredo do consumidor é inválido."),
    (
        "The API key provided does not have read permissions.",
        "A chave de API fornecida não tem permissões de leitura.",
    ),
    (
        "The API key provided does not have write permissions.",
        "A chave de API fornecida não tem permissões de escrita.",
    ),
    ("Sorry, you cannot list resources.", "Desculpe, não é possível listar os recursos."),
    ("Invalid timestamp.", "Carimbo de data e hora inválido."),
    (
        "No route was found matching the URL and request method.",
        "Nenhuma rota foi encontrada que corresponde com o URL e o método de requisição.",
    ),
];

pub(super) fn portuguese(mut reply: Reply) -> Reply {
    if let Ok(text) = std::str::from_utf8(&reply.body) {
        let told = WORDS.iter().fold(text.to_owned(), |told, (english, ours)| told.replace(english, ours));
        reply.body = told.into_bytes();
    }
    reply
}
