//! What the palette answers with: lines under headings, of which Enter takes the first.

use super::{Command, Way};
use crate::{detective, orders, query_string::with_query};
use domain::view::{
    orders::{Channel, OrderRow},
    search::Search,
};
use i18n::{Locales, Texts, format};
use leptos::prelude::*;
use std::mem;
use ui::{IconName, MenuButton, MenuLink};

/// A line of what is offered.
pub(super) struct Entry {
    way: Way,
    icon: IconName,
    /// The platform and the name of the channel of a sale.
    channel: Option<(String, String)>,
    label: String,
}

impl From<Command> for Entry {
    fn from(Command { way, icon, label, .. }: Command) -> Self {
        Self { way, icon, channel: None, label }
    }
}

impl Entry {
    pub(super) fn link(icon: IconName, href: String, facts: impl IntoIterator<Item = String>) -> Self {
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        Self { way: Way::To(href), icon, channel: None, label: facts.join(" · ") }
    }

    /// A sale with the mark of its channel, and with its number there where that is what was named.
    pub(super) fn sale(
        texts: Texts,
        locales: Locales,
        search: &Search,
        channels: &[Channel],
        sale: &OrderRow,
    ) -> Self {
        let channel = channels.iter().find(|channel| channel.connection == sale.connection);
        let named = channel.filter(|_| search.is_of_channel(sale.number, &sale.external_number));
        let of_channel =
            named.map(|channel| texts.orders().number_in_channel(&channel.name, &sale.external_number));
        let facts = [
            of_channel.unwrap_or_default(),
            format!("#{}", sale.number),
            sale.buyer_name.clone(),
            format::money(locales, sale.total),
        ];
        Self {
            channel: channel.map(|channel| (channel.platform.clone(), channel.name.clone())),
            ..Self::link(IconName::ShoppingBag, format!("{}/{}", orders::PATH, sale.id), facts)
        }
    }

    /// `taken` if Enter presses it.
    pub(super) fn draw(self, taken: bool) -> AnyView {
        let Self { way, icon, channel, label } = self;
        match way {
            Way::To(href) => {
                view! { <MenuLink label=label href=href icon=icon channel=channel taken=taken/> }.into_any()
            }
            Way::Opens(dialog) => {
                view! { <MenuButton label=label icon=icon opens=dialog taken=taken/> }.into_any()
            }
            Way::Submits(form, None) => {
                view! { <MenuButton label=label icon=icon form=form taken=taken/> }.into_any()
            }
            Way::Submits(form, Some((name, value))) => {
                view! { <MenuButton label=label icon=icon form=form name=name value=value taken=taken/> }
                    .into_any()
            }
        }
    }
}

/// Headings and what stands under each.
pub(super) type Groups = Vec<(&'static str, Vec<Entry>)>;

/// Pages and actions, each under their heading, the kind of the first one first.
pub(super) fn by_kind(texts: Texts, commands: Vec<Command>) -> Groups {
    let t = texts.palette();
    let is_action_first = commands.first().is_some_and(|command| command.acts);
    let (acts, pages): (Vec<_>, Vec<_>) = commands.into_iter().partition(|command| command.acts);
    let entries = |commands: Vec<Command>| commands.into_iter().map(Entry::from).collect::<Vec<_>>();
    let mut groups = vec![(t.pages(), entries(pages)), (t.actions(), entries(acts))];
    if is_action_first {
        groups.reverse();
    }
    groups
}

/// What was found, the first of it taken by Enter, and the whole search, which Enter asks for where that is nothing.
pub(super) fn answer(texts: Texts, text: &str, groups: Groups) -> AnyView {
    let t = texts.palette();
    let groups: Vec<_> = groups.into_iter().filter(|(_, entries)| !entries.is_empty()).collect();
    let found: usize = groups.iter().map(|(_, entries)| entries.len()).sum();
    let said = t.found(i64::try_from(found).unwrap_or(i64::MAX));
    let first = groups.first().and_then(|(_, entries)| entries.first());
    let enter = first.map(|entry| view! { <span>". "{t.enter_opens(&entry.label)}</span> });
    // The hidden line tells it to who hears the page.
    let nothing = (found == 0).then(|| view! { <p class="meta" aria-hidden="true">{said.clone()}</p> });
    let mut is_first = true;
    let groups = groups.into_iter().map(|(label, entries)| {
        let entries: Vec<_> = entries.into_iter().map(|entry| entry.draw(mem::take(&mut is_first))).collect();
        group(label, entries)
    });
    let groups = groups.collect_view();
    let href = with_query(detective::PATH, &[("q", text)]);
    let all =
        view! { <MenuLink label=t.search_for(text) href=href icon=IconName::Search taken={found == 0}/> };
    view! { <p class="visually-hidden" role="status">{said}{enter}</p> {nothing} {groups} {all} }.into_any()
}

/// A heading and what it is of: side by side, so that the keys go from one to the next.
pub(super) fn group(label: &str, links: impl IntoView + 'static) -> AnyView {
    view! { <p class="meta">{label.to_owned()}</p> {links} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::help;
    use chrono::DateTime;
    use domain::{
        ConnectionId, ConnectionStatus, Currency, Environment, FulfilmentStatus, Locale, Money, OrderId,
        OrderStatus, PaymentStatus,
    };
    use uuid::Uuid;

    fn command(label: &str, acts: bool) -> Command {
        Command {
            about: help::PATH,
            way: Way::To(help::PATH.to_owned()),
            icon: IconName::X,
            label: label.to_owned(),
            words: String::new(),
            acts,
        }
    }

    fn drawn(groups: Groups) -> String {
        let texts = Texts::new(Locale::PtBr);
        Owner::new().with(|| answer(texts, "cli", groups).to_html()).replace("<!>", "")
    }

    #[test]
    fn enter_takes_the_first_that_is_found_and_the_whole_search_where_nothing_is() {
        let texts = Texts::new(Locale::PtBr);
        let taken = |html: &str| {
            assert_eq!(html.matches("data-taken").count(), 1, "{html}");
            let (_, taken) = html.split_once("data-taken").unwrap();
            taken.split_once("<span>").unwrap().1.split_once("</span>").unwrap().0.to_owned()
        };
        let (page, act) = (command("Clientes", false), command("Criar", true));
        let html = drawn(by_kind(texts, vec![page, act]));
        assert_eq!(taken(&html), "Clientes");
        assert!(html.contains(">2 resultados<") && html.contains("Enter abre “Clientes”"), "{html}");
        assert!(html.find("Ir para") < html.find("Fazer"), "{html}");

        let html = drawn(by_kind(texts, vec![command("Criar", true), command("Clientes", false)]));
        assert_eq!(taken(&html), "Criar");
        assert!(html.find("Fazer") < html.find("Ir para"), "{html}");

        let html = drawn(vec![]);
        assert_eq!(taken(&html), "Buscar “cli” em tudo");
        assert!(html.contains("<p aria-hidden=\"true\" class=\"meta\">Nada encontrado</p>"), "{html}");
    }

    #[test]
    fn a_sale_bears_the_number_of_its_channel_where_that_is_what_was_typed() {
        let connection = ConnectionId(Uuid::nil());
        let channels = [Channel {
            connection,
            platform: "shopify".into(),
            environment: Environment::Production,
            name: "Loja".into(),
            status: ConnectionStatus::Connected,
        }];
        let sale = OrderRow {
            id: OrderId(Uuid::nil()),
            number: 1,
            connection,
            external_number: "1400".into(),
            status: OrderStatus::Open,
            payment: PaymentStatus::Paid,
            fulfilment: FulfilmentStatus::Unfulfilled,
            placed_at: DateTime::UNIX_EPOCH,
            total: Money::new(10.into(), Currency::BRL),
            items: 1,
            buyer_name: "Sérgio".into(),
            is_test: false,
            differs: false,
        };
        let texts = Texts::new(Locale::PtBr);
        let entry = |text: &str| {
            Entry::sale(texts, Locale::PtBr.into(), &Search::parse(text).unwrap(), &channels, &sale)
        };
        let (theirs, own) = (entry("1400"), entry("#1"));
        assert!(theirs.label.starts_with("Loja, pedido 1400 · #1 · Sérgio"), "{}", theirs.label);
        assert!(own.label.starts_with("#1 · Sérgio"), "{}", own.label);
        for entry in [theirs, own] {
            assert_eq!(entry.channel, Some(("shopify".to_owned(), "Loja".to_owned())));
        }
    }
}
