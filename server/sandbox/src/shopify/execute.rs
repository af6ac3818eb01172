//! Runs a plan: only what was selected is written, in the order it was selected.

use serde_json::{Value, json};

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::json::Json;
use crate::order::merge;
use crate::shop::Shop;

use super::fulfilment::WAREHOUSES;
use super::order_fields as fields;
use super::plan::{Plan, Selected, Variables};
use super::values::{Answer, Node, Page};
use super::{actions, cost, errors, fulfilment, jobs, orders, scopes, subscriptions};

pub(super) struct Context<'r> {
    pub shop: &'r Shop,
    pub variables: &'r Variables,
    pub now: i64,
    /// Whether protected customer data may be shown.
    pub customer_data: bool,
    /// Whether the token may read customers, and products.
    pub customers: bool,
    pub products: bool,
}

impl Context<'_> {
    pub(super) fn allowed(&self, scope: &str) -> bool {
        scopes::is_granted(self.shop, scope)
    }

    /// The scope that an object needs and the token lacks.
    fn lacks(&self, answer: &Answer) -> Option<&'static str> {
        match answer {
            Answer::Object(Node::Customer(_)) if !self.customers => Some("read_customers"),
            Answer::Object(Node::Variant(_) | Node::Product(_)) if !self.products => Some("read_products"),
            _ => None,
        }
    }
}

struct Run<'r> {
    context: Context<'r>,
    json: Json,
    /// The longest page answered, by connection.
    most: Vec<usize>,
    orders: usize,
    problems: Vec<Value>,
}

pub(super) fn run(
    shop: &Shop,
    request: &Request,
    plan: &Plan,
    variables: &Variables,
    requested: u64,
) -> Reply {
    let context = Context {
        shop,
        variables,
        now: shop.now(),
        customer_data: shop.options.customer_data,
        customers: scopes::is_granted(shop, "read_customers"),
        products: scopes::is_granted(shop, "read_products"),
    };
    let mut run = Run { context, json: Json::utf8(), most: Vec::new(), orders: 0, problems: Vec::new() };
    let (mut warnings, mut mover) = (Vec::new(), None);
    run.json.open(b'{');
    run.json.key("data").open(b'{');
    for field in &plan.selections {
        run.json.key(&field.key);
        if let Some(denied) = scopes::denied(&run.context, field) {
            run.problems.push(denied);
            run.json.null();
            continue;
        }
        match field.field {
            "orders" => {
                let book = shop.read();
                match orders::list(&run.context, &book, field) {
                    Ok(mut found) => {
                        mover = found.mover;
                        warnings.append(&mut found.warnings);
                        let mut nodes: Vec<Node> =
                            found.orders.iter().map(|order| Node::Order(order)).collect();
                        run.orders += nodes.len();
                        if let Some(first) =
                            nodes.first().copied().filter(|_| request.struck(&Fault::DuplicateRows))
                        {
                            nodes.insert(0, first);
                        }
                        let page =
                            Page { nodes, start: found.start, more: found.more, sort: Some(found.sort) };
                        run.answer(field, Answer::Page(page));
                    }
                    Err(problem) => {
                        run.problems.push(problem);
                        run.json.null();
                    }
                }
            }
            "order" => {
                let book = shop.read();
                match orders::one(&run.context, &book, field) {
                    Some(order) => {
                        run.orders += 1;
                        run.answer(field, Answer::Object(Node::Order(&order)));
                    }
                    None => run.json.null(),
                }
            }
            "shop" => run.answer(field, Answer::Object(Node::Shop)),
            "currentAppInstallation" => run.answer(field, Answer::Object(Node::Installation)),
            "locations" => {
                let page =
                    fields::page(&run.context, field, (0..WAREHOUSES.len()).map(Node::Location).collect());
                run.answer(field, page);
            }
            "webhookSubscriptions" => {
                let hooks = shop.hooks.all();
                let page = fields::page(&run.context, field, hooks.iter().map(Node::Subscription).collect());
                run.answer(field, page);
            }
            "webhookSubscriptionCreate" => {
                let change = subscriptions::create(&run.context, field);
                run.answer(field, Answer::Object(Node::Change(&change)));
            }
            "webhookSubscriptionDelete" => {
                let change = subscriptions::delete(&run.context, field);
                run.answer(field, Answer::Object(Node::Change(&change)));
            }
            "orderCancel" => {
                let wish = actions::cancel(&run.context, field);
                run.answer(field, Answer::Object(Node::Wish(&wish)));
            }
            "fulfillmentCreate" => {
                let sent = actions::ship(&run.context, field);
                run.answer(field, Answer::Object(Node::Sent(&sent)));
            }
            "job" => match jobs::find(shop, field.text("id", variables).unwrap_or_default()) {
                Some(job) => run.answer(field, Answer::Object(Node::Job(&job))),
                None => run.json.null(),
            },
            _ => run.json.str(field.type_name),
        }
    }
    run.json.close(b'}');
    if !run.problems.is_empty() {
        run.json.key("errors").raw(Value::Array(run.problems).to_string().as_bytes());
    }
    let actual = cost::actual(plan, &run.most).min(requested);
    shop.session.give_back(requested - actual);
    let mut extensions = json!({ "cost": shop.session.cost(requested, Some(actual)) });
    if !warnings.is_empty() {
        extensions["search"] = json!([{ "path": ["orders"], "warnings": warnings }]);
    }
    run.json.key("extensions").raw(extensions.to_string().as_bytes());
    run.json.close(b'}');
    if let Some(id) = mover.filter(|_| request.struck(&Fault::MovingRows)) {
        // The order was just read, so it exists.
        let _ = shop.touch(id);
    }
    let mut reply = Reply::json(200, run.json.into_bytes());
    reply.orders = run.orders;
    reply
}

impl Run<'_> {
    fn answer(&mut self, field: &Selected, answer: Answer) {
        match answer {
            Answer::Null => self.json.null(),
            Answer::Text(text) => self.json.str(text),
            Answer::Owned(text) => self.json.str(&text),
            Answer::Int(number) => self.json.int(number),
            Answer::Float(number) => self.json.raw(number.to_string().as_bytes()),
            Answer::Bool(truth) => self.json.bool(truth),
            Answer::Amount(cents) => self.json.short_cents(cents),
            Answer::Instant(at) => self.json.stamp(at, "Z"),
            Answer::Texts(texts) => self.json.array(|j| texts.iter().for_each(|text| j.str(text))),
            Answer::Object(node) => self.object(node, &field.children),
            Answer::List(nodes) => {
                self.count(field, nodes.len());
                self.json.open(b'[');
                nodes.into_iter().for_each(|node| self.object(node, &field.children));
                self.json.close(b']');
            }
            Answer::Page(page) => self.page(&page, field),
        }
    }

    fn object(&mut self, node: Node, selections: &[Selected]) {
        self.json.open(b'{');
        for field in selections {
            let overlay = match node {
                Node::Order(order) => order.overlay.as_ref().and_then(|overlay| overlay.get(field.field)),
                _ => None,
            };
            match overlay {
                Some(overlay) => self.overlaid(node, field, overlay),
                None => {
                    self.json.key(&field.key);
                    self.field(node, field);
                }
            }
        }
        self.json.close(b'}');
    }

    /// A field that a test has bent: rendered apart, patched, then written.
    fn overlaid(&mut self, node: Node, field: &Selected, overlay: &Value) {
        let outer = std::mem::replace(&mut self.json, Json::utf8());
        self.field(node, field);
        let inner = std::mem::replace(&mut self.json, outer).into_bytes();
        let mut value = serde_json::from_slice(&inner).unwrap_or(Value::Null);
        merge(&mut value, overlay);
        self.json.key(&field.key).raw(value.to_string().as_bytes());
    }

    fn field(&mut self, node: Node, field: &Selected) {
        if field.field == "__typename" {
            self.json.str(field.type_name);
            return;
        }
        let answer = resolve(&self.context, node, field);
        if let Some(scope) = self.context.lacks(&answer) {
            self.problems.push(errors::access_denied(field.field, scope, field.at));
            return self.json.null();
        }
        self.answer(field, answer);
    }

    fn count(&mut self, field: &Selected, nodes: usize) {
        if let Some(at) = field.connection {
            if self.most.len() <= at {
                self.most.resize(at + 1, 0);
            }
            self.most[at] = self.most[at].max(nodes);
        }
    }

    fn page(&mut self, page: &Page, field: &Selected) {
        self.count(field, page.nodes.len());
        self.json.open(b'{');
        for part in &field.children {
            self.json.key(&part.key);
            match part.field {
                "nodes" => {
                    self.json.open(b'[');
                    page.nodes.iter().for_each(|node| self.object(*node, &part.children));
                    self.json.close(b']');
                }
                "edges" => self.edges(page, part),
                "pageInfo" => self.page_info(page, part),
                _ => self.json.str(part.type_name),
            }
        }
        self.json.close(b'}');
    }

    fn edges(&mut self, page: &Page, edges: &Selected) {
        self.json.open(b'[');
        for (at, node) in page.nodes.iter().enumerate() {
            self.json.open(b'{');
            for part in &edges.children {
                self.json.key(&part.key);
                match part.field {
                    "node" => self.object(*node, &part.children),
                    "cursor" => self.json.str(&cursor(page, at)),
                    _ => self.json.str(part.type_name),
                }
            }
            self.json.close(b'}');
        }
        self.json.close(b']');
    }

    fn page_info(&mut self, page: &Page, info: &Selected) {
        self.json.open(b'{');
        for part in &info.children {
            self.json.key(&part.key);
            let last = page.nodes.len().checked_sub(1);
            let mut end = |at: Option<usize>| match at {
                Some(at) => self.json.str(&cursor(page, at)),
                None => self.json.null(),
            };
            match part.field {
                "startCursor" => end(last.map(|_| 0)),
                "endCursor" => end(last),
                "hasNextPage" => self.json.bool(page.more),
                "hasPreviousPage" => self.json.bool(page.start > 0),
                _ => self.json.str(part.type_name),
            }
        }
        self.json.close(b'}');
    }
}

fn cursor(page: &Page, at: usize) -> String {
    match (page.sort, page.nodes.get(at)) {
        (Some(sort), Some(Node::Order(order))) => orders::cursor(order, sort, page.start + at + 1),
        _ => orders::position_cursor(page.start + at),
    }
}

fn resolve<'d>(context: &Context<'d>, node: Node<'d>, field: &Selected) -> Answer<'d> {
    match node {
        Node::Order(order) => fields::order(context, order, field),
        Node::Line(order, line) => fields::line(order, line, field),
        Node::MoneyBag(cents) => Answer::Object(Node::Money(cents)),
        Node::Money(cents) if field.field == "amount" => Answer::Amount(cents),
        Node::Money(_) => Answer::Text("BRL"),
        Node::Customer(order) => fields::customer(context, order, field),
        Node::Email(address) => Answer::Text(address),
        Node::Phone(local) => fields::phone_number(local),
        Node::LocalizedField(order) => fields::localized_field(order, field),
        Node::Address(order) => fields::address(context, order, field),
        Node::Transaction(order, refund) => fields::transaction(order, refund, field),
        Node::Refund(refund) => fields::refund(refund, field),
        Node::Allocation(line) => Answer::money(line.subtotal - line.total),
        Node::Product(id) => fields::gid("Product", id),
        Node::InventoryItem(id) => fields::gid("InventoryItem", id),
        Node::Scope(handle) => Answer::Text(handle),
        Node::SupportedAction(action) => Answer::Text(action),
        Node::FulfillmentOrder(part) => fulfilment::part_field(context, part, field),
        Node::FulfillmentLine(order, line) => fulfilment::line_field(order, line, field),
        Node::Fulfillment(order, shipment) => fulfilment::sent_field(context, order, shipment, field),
        Node::Tracking(order, shipment) => fulfilment::tracking_field(order, shipment, field),
        Node::Cancellation(order) => jobs::note(context.shop, order.id).map_or(Answer::Null, Answer::Owned),
        Node::Job(job) => jobs::field(job, field),
        Node::Wish(_) | Node::Sent(_) | Node::Change(_) | Node::UserError(_) => actions::payload(node, field),
        node => small(context, node, field),
    }
}

/// Objects with a handful of fields.
fn small<'d>(context: &Context<'d>, node: Node<'d>, field: &Selected) -> Answer<'d> {
    let options = &context.shop.options;
    match (node, field.field) {
        (Node::Shop, "id") => fields::gid("Shop", 68_000_000_000 + options.seed % 1_000_000),
        (Node::Shop, "name") => Answer::Text(&options.name),
        (Node::Shop, "myshopifyDomain") => Answer::Owned(format!("{}.myshopify.com", options.name)),
        (Node::Shop, "url") => Answer::Owned(format!("https://{}.myshopify.com", options.name)),
        (Node::Shop, "email") => Answer::Text("loja@example.com"),
        (Node::Shop, "currencyCode") => Answer::Text("BRL"),
        (Node::Shop, "ianaTimezone") => Answer::Text("America/Sao_Paulo"),
        (Node::Shop, "plan") => Answer::Object(Node::ShopPlan),
        (Node::ShopPlan, "publicDisplayName") => Answer::Text("Basic"),
        (Node::Shop | Node::ShopPlan, _) => Answer::Bool(false),
        (Node::Installation, "id") => fields::gid("AppInstallation", 510_000_000_000),
        (Node::Installation, _) => {
            Answer::List(options.scopes.iter().map(|scope| Node::Scope(scope)).collect())
        }
        (Node::Location(at), "id") => fields::gid("Location", 61_000_000_000 + at as u64),
        (Node::Location(at) | Node::AssignedLocation(at), "name") => Answer::Text(WAREHOUSES[at]),
        (Node::Location(_), _) => Answer::Bool(true),
        (Node::AssignedLocation(at), _) => Answer::Object(Node::Location(at)),
        (Node::ShippingLine(order, _), "id") => fields::gid("ShippingLine", order.id * 10 + 8),
        (Node::ShippingLine(_, line), "title" | "code") => Answer::Text(&line.title),
        (Node::ShippingLine(_, line), "originalPriceSet" | "discountedPriceSet") => Answer::money(line.total),
        (Node::TaxLine(_), "title") => Answer::Text("Imposto"),
        (Node::TaxLine(_), "rate") => Answer::Float(0.1),
        (Node::TaxLine(line), "priceSet") => Answer::money(line.tax),
        (Node::Variant(line), "id") => fields::gid("ProductVariant", fields::variant(line)),
        (Node::Variant(line), "legacyResourceId") => Answer::Owned(fields::variant(line).to_string()),
        (Node::Variant(line), "sku") => line.sku.as_ref().map_or(Answer::Null, |sku| Answer::Text(sku)),
        (Node::Variant(line), _) => {
            Answer::Object(Node::InventoryItem(fields::variant(line) + 2_000_000_000_000))
        }
        (Node::Subscription(hook), "id") => Answer::Owned(subscriptions::gid(hook)),
        (Node::Subscription(hook), "topic") => Answer::Text(&hook.topic),
        (Node::Subscription(hook), "uri") => Answer::Text(&hook.address),
        (Node::Subscription(_), "format") => Answer::Text("JSON"),
        (Node::Subscription(hook), _) => Answer::Instant(hook.created),
        _ => Answer::Null,
    }
}
