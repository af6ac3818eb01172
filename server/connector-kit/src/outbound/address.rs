//! Which addresses may be called.

use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The ranges that the operator allows, before those that are always refused.
#[derive(Debug)]
pub(super) struct AddressRules {
    allow: Vec<IpNet>,
}

impl AddressRules {
    pub(super) fn new(allow: Vec<IpNet>) -> Self {
        Self { allow }
    }

    /// Whether the operator allows the address by name.
    pub(super) fn is_listed(&self, ip: IpAddr) -> bool {
        let inner = carried_v4(ip).map(IpAddr::V4);
        self.allow.iter().any(|net| net.contains(&ip) || inner.is_some_and(|inner| net.contains(&inner)))
    }

    /// Public addresses and listed ones.
    pub(super) fn may_call(&self, ip: IpAddr) -> bool {
        !is_reserved(ip) || self.is_listed(ip)
    }
}

/// Whether the address is not a public one: private, local, documentation, multicast and the like
/// (IANA special-purpose registries), or an IPv6 address that carries such an IPv4 address.
fn is_reserved(ip: IpAddr) -> bool {
    if let Some(inner) = carried_v4(ip) {
        return v4_is_reserved(inner);
    }
    match ip {
        IpAddr::V4(ip) => v4_is_reserved(ip),
        IpAddr::V6(ip) => v6_is_reserved(ip),
    }
}

fn v4_is_reserved(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match a {
        0 | 10 | 127 | 224..=255 => true,
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => matches!((b, c), (0, 0 | 2) | (88, 99) | (168, _)),
        198 => matches!(b, 18 | 19) || (b, c) == (51, 100),
        203 => (b, c) == (0, 113),
        _ => false,
    }
}

fn v6_is_reserved(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    ip.is_unspecified()
        || ip.is_loopback()
        // Unique local, link local, the old site local, multicast.
        || a & 0xfe00 == 0xfc00
        || a & 0xffc0 == 0xfe80
        || a & 0xffc0 == 0xfec0
        || a & 0xff00 == 0xff00
        // Documentation, Teredo, discard, translation prefixes for local use.
        || (a, b) == (0x2001, 0xdb8)
        || (a, b) == (0x2001, 0)
        || (a, b) == (0x100, 0)
        || (a, b) == (0x64, 0xff9b)
}

/// The IPv4 address that an IPv6 address stands for: mapped, compatible, NAT64 or 6to4.
fn carried_v4(ip: IpAddr) -> Option<Ipv4Addr> {
    let IpAddr::V6(ip) = ip else { return None };
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let from = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => Some(from(g, h)),
        (0, 0, 0, 0, 0, 0) if g != 0 => Some(from(g, h)),
        (0x2002, ..) => Some(from(b, c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn private_and_reserved_addresses_are_refused_in_every_dress() {
        let rules = AddressRules::new(Vec::new());
        for text in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::127.0.0.1",
            "2001:0:1::1",
        ] {
            assert!(!rules.may_call(ip(text)), "{text}");
        }
        for text in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(rules.may_call(ip(text)), "{text}");
        }
    }

    #[test]
    fn an_allowed_range_opens_only_itself() {
        let rules = AddressRules::new(vec!["127.0.0.0/8".parse().unwrap()]);
        assert!(rules.may_call(ip("127.0.0.1")));
        assert!(rules.may_call(ip("::ffff:127.0.0.1")));
        assert!(!rules.may_call(ip("10.0.0.1")));
        assert!(!rules.may_call(ip("::1")));
    }
}
