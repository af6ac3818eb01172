### The user's guide: what stands around its topics. The topics themselves are in docs/guides/console.

title = Help
    .context = How to do each thing in Orion, and what to do when something goes wrong.
# Names the sign at the top of every page that leads to the topic about it.
of-page = Help for this page
group = { $group ->
    [begin] Getting started
    [sell] Sales and customers
    [catalogue] Catalogue
    [channels] Channels
   *[company] Company
}
topic = { $topic ->
    [primeiros-passos] First steps
    [teclado] Keyboard and search
    [visao-geral] Overview and analytics
    [vendas] Sales
    [pedido-que-falta] An order that is missing
    [clientes] Customers
    [produtos] Products and SKUs
    [catalogo] Checking a catalogue
    [regras] Writing a rule
    [linguagem-das-regras] The language of rules
    [integracoes] Integrations and syncs
    [saude-e-alertas] Health, queue and alerts
    [equipe] Team and security
   *[planos] Plan, usage and invoices
}
# One line under the name of a topic.
about = { $topic ->
    [primeiros-passos] Connect the first shop, wait for its sales and invite the team.
    [teclado] Get anywhere without the mouse.
    [visao-geral] What each figure counts and how to compare periods.
    [vendas] Find sales, understand one of them, act at its channel and export.
    [pedido-que-falta] Find out where an order stopped, and bring it in.
    [clientes] How the same person is recognised across channels.
    [produtos] The catalogue, and how to link to it what the shops sell.
    [catalogo] Send a sheet, mend what a channel would refuse, and import it.
    [regras] Ask of every product what your company wants.
    [linguagem-das-regras] All parts of a rule in YAML, with examples.
    [integracoes] Connect accounts and know what each reading brought.
    [saude-e-alertas] See what is stuck and choose what to be told of.
    [equipe] Invite people, give roles and protect accounts.
   *[planos] What is included, what is used and how to pay.
}
# Other words by which a topic is found.
words = { $topic ->
    [primeiros-passos] start begin tutorial guide
    [teclado] shortcuts keys
    [visao-geral] revenue charts reports figures
    [vendas] orders filters cancel ship label invoice export
    [pedido-que-falta] lost gone not imported
    [clientes] buyers duplicates
    [produtos] link code stock catalogue
    [catalogo] sheet validation csv excel google
    [regras] validation own rules yaml
    [linguagem-das-regras] reference yaml schema checks syntax
    [integracoes] channels shops stores connect token consent
    [saude-e-alertas] errors slow stuck e-mail slack
    [equipe] invite roles password two-factor passkey history
    [planos] subscription limit price payment
   *[contents] manual guide support questions documentation
}
# A topic among pages and actions.
command = Help: { $topic }
in-page = On this page
# Names the way to the topics before and after.
between = Other topics

platforms = Instructions of the platforms
    .context = Where to find what each platform asks for when you connect it.
platform-title = How to connect { $platform }
