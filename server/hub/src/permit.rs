//! Permissions as types: a function that takes `&OrgCx<permit::Export>` cannot be called without
//! the right to export.

use domain::Permission;

/// A marker for one permission.
pub trait Permit: Send + Sync + 'static {
    const PERMISSION: Permission;
}

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Permit for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )*};
}

permits! {
    /// See sales, customers, products and runs.
    View;
    /// Take data out as a file.
    Export;
    /// Start, cancel and repeat synchronisations.
    RunSync;
    /// Cancel, ship and invoice orders at their channels.
    FulfilOrders;
    /// Add and change products, link SKUs.
    EditCatalog;
    /// Connect, change, pause and disconnect channels.
    ManageConnections;
    /// Company settings.
    ManageOrganisation;
    /// Read who did what.
    ViewHistory;
    /// Invite people, change their roles, remove them.
    ManageTeam;
    /// Choose the plan, pay for it, see invoices.
    ManageBilling;
    /// Make another member the owner.
    HandOver;
}
