### The words of the platforms for the state of an order.

# By the platform and its code; nothing for a code that is not known.
status = { $code ->
    [woocommerce_pending] Pending payment
    [woocommerce_processing] Processing
    [woocommerce_on_hold] On hold
    [woocommerce_completed] Completed
    [woocommerce_cancelled] Cancelled
    [woocommerce_refunded] Refunded
    [woocommerce_failed] Failed
    [woocommerce_trash] In the bin
    [shopify_authorized] Authorised
    [shopify_paid] Paid
    [shopify_partially_paid] Partially paid
    [shopify_partially_refunded] Partially refunded
    [shopify_pending] Payment pending
    [shopify_refunded] Refunded
    [shopify_expired] Payment expired
    [shopify_voided] Payment voided
    [shopify_unfulfilled] Unfulfilled
    [shopify_fulfilled] Fulfilled
    [shopify_partially_fulfilled] Partially fulfilled
    [shopify_fulfillment_not_required] No shipping needed
    [shopify_on_hold] On hold
    [shopify_restocked] Restocked
    [magalu_new] New
    [magalu_approved] Approved
    [magalu_invoiced] Invoiced
    [magalu_shipped] Shipped
    [magalu_delivered] Delivered
    [magalu_finished] Finished
    [magalu_frozen] Frozen
    [magalu_cancelled] Cancelled
    [tiktok_shop_unpaid] Unpaid
    [tiktok_shop_on_hold] On hold
    [tiktok_shop_awaiting_shipment] Awaiting shipment
    [tiktok_shop_awaiting_collection] Awaiting collection
    [tiktok_shop_partially_shipping] Partially shipped
    [tiktok_shop_in_transit] In transit
    [tiktok_shop_delivered] Delivered
    [tiktok_shop_completed] Completed
    [tiktok_shop_cancelled] Cancelled
    [tiktok_shop_cancel] Cancelled
    [mercadolivre_paid] Paid
    [mercadolivre_partially_refunded] Partially refunded
    [mercadolivre_cancelled] Cancelled
    [mercadolivre_to_be_agreed] Delivery to be agreed
    [mercadolivre_pending] Shipment pending
    [mercadolivre_handling] Being prepared
    [mercadolivre_ready_to_ship] Ready to ship
    [mercadolivre_shipped] On its way
    [mercadolivre_delivered] Delivered
    [mercadolivre_not_delivered] Not delivered
   *[other] { "" }
}
