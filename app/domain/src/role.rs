//! Roles and what each of them may do: the one table that pages, server functions and the API share.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a member is in an organisation. Ordered from the least to the most powerful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    Operator,
    Admin,
    Owner,
}

crate::code_enum! {
    /// A right that an operation asks for.
    pub enum Permission {
        /// See sales, customers, products and runs.
        View = "view",
        /// Take data out as a file.
        Export = "export",
        /// Start, cancel and repeat synchronisations.
        RunSync = "run_sync",
        /// Cancel, ship and invoice orders at their channels.
        FulfilOrders = "fulfil_orders",
        /// Add and change products, link SKUs.
        EditCatalog = "edit_catalog",
        /// Connect, change, pause and disconnect channels.
        ManageConnections = "manage_connections",
        /// Company settings: zone, currency, name.
        ManageOrganisation = "manage_organisation",
        /// Read who did what.
        ViewHistory = "view_history",
        /// Invite people, change their roles, remove them.
        ManageTeam = "manage_team",
        /// Choose the plan, pay for it, see invoices.
        ManageBilling = "manage_billing",
        /// Make another member the owner.
        HandOver = "hand_over",
    }
}

impl Permission {
    /// The least role that has this right; every role above has it too.
    pub const fn least_role(self) -> Role {
        match self {
            Self::View => Role::Viewer,
            Self::Export | Self::RunSync | Self::FulfilOrders | Self::EditCatalog => Role::Operator,
            Self::ManageConnections | Self::ManageOrganisation | Self::ViewHistory | Self::ManageTeam => {
                Role::Admin
            }
            Self::ManageBilling | Self::HandOver => Role::Owner,
        }
    }
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Operator, Self::Admin, Self::Owner];

    pub fn may(self, permission: Permission) -> bool {
        self >= permission.least_role()
    }

    /// Whether somebody in this role may give and take the other one: only owners make owners.
    pub fn may_grant(self, other: Self) -> bool {
        self.may(Permission::ManageTeam) && other <= self
    }

    /// Whether a company that asks for second factors asks for one of people in this role.
    pub fn is_powerful(self) -> bool {
        self >= Self::Admin
    }

    /// The code stored in the database and used in links.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(code: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or(UnknownRole)
    }
}

/// The text names no role. The roles are owner, admin, operator and viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown role: use owner, admin, operator or viewer")]
pub struct UnknownRole;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_viewer_may_only_look() {
        let rights: Vec<_> = Permission::ALL.iter().filter(|p| Role::Viewer.may(**p)).collect();
        assert_eq!(rights, [&Permission::View]);
    }

    #[test]
    fn every_role_may_all_that_a_lesser_role_may() {
        for permission in Permission::ALL {
            for pair in Role::ALL.windows(2) {
                assert!(!pair[0].may(*permission) || pair[1].may(*permission));
            }
        }
    }
}
