//! Objects, lists and truth values that may come in another shape. PHP writes an empty object as an
//! empty list, and a list with gaps as an object.

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData};

/// An object; anything else is its default.
#[derive(Debug, Clone, Default)]
pub struct Object<T>(pub T);

/// At most 5,000 elements of a list, or of the values of an object.
#[derive(Debug, Clone)]
pub struct Items<T> {
    pub list: Vec<T>,
    /// Whether there were more.
    pub overflow: bool,
}

impl<T> Items<T> {
    const MAX: usize = 5_000;

    fn push(&mut self, item: T) {
        self.list.push(item);
    }

    fn is_full(&self) -> bool {
        self.list.len() >= Self::MAX
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { list: Vec::new(), overflow: false }
    }
}

/// A truth value: also `1`, `"1"`, `"true"`, `"yes"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flag(pub bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::Text::deserialize(deserializer)?;
        let yes = ["1", "true", "yes"];
        Ok(Self(text.as_str().is_some_and(|text| yes.iter().any(|word| text.eq_ignore_ascii_case(word)))))
    }
}

/// Everything but the shapes a type wants is read over and becomes the default.
macro_rules! other_shapes_are_default {
    () => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list")
        }

        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Any<T> {
            type Value = Object<T>;
            other_shapes_are_default!();

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(members)).map(Object)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Object<T>, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Object::default())
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Any<T> {
            type Value = Items<T>;
            other_shapes_are_default!();

            fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Items<T>, A::Error> {
                let mut items = Items::default();
                while !items.is_full() {
                    match source.next_element()? {
                        Some(item) => items.push(item),
                        None => return Ok(items),
                    }
                }
                while source.next_element::<IgnoredAny>()?.is_some() {
                    items.overflow = true;
                }
                Ok(items)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Items<T>, A::Error> {
                let mut items = Items::default();
                while !items.is_full() {
                    match source.next_entry::<IgnoredAny, T>()? {
                        Some((_, item)) => items.push(item),
                        None => return Ok(items),
                    }
                }
                while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    items.overflow = true;
                }
                Ok(items)
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Inner {
        #[serde(default)]
        a: u32,
    }

    fn object(json: &str) -> Inner {
        serde_json::from_str::<Object<Inner>>(json).unwrap().0
    }

    fn items(json: &str) -> Items<Inner> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_empty_php_list_stands_for_an_empty_object() {
        assert_eq!(object(r#"{"a":7}"#), Inner { a: 7 });
        for json in ["[]", "[{\"a\":1}]", "null", "\"\"", "false", "0"] {
            assert_eq!(object(json), Inner::default(), "{json}");
        }
    }

    #[test]
    fn a_list_with_gaps_comes_as_an_object() {
        assert_eq!(items(r#"[{"a":1},{"a":2}]"#).list.len(), 2);
        assert_eq!(items(r#"{"0":{"a":1},"5":{"a":2}}"#).list, [Inner { a: 1 }, Inner { a: 2 }]);
        assert!(items("null").list.is_empty());
    }

    #[test]
    fn a_list_has_an_end() {
        let long = format!("[{}]", vec!["{}"; 5001].join(","));
        let read = items(&long);
        assert!(read.overflow && read.list.len() == 5000);
        assert!(!items(&format!("[{}]", vec!["{}"; 5000].join(","))).overflow);
    }

    #[test]
    fn truth_comes_as_text_too() {
        for (json, truth) in
            [("true", true), ("\"yes\"", true), ("1", true), ("\"0\"", false), ("null", false), ("[]", false)]
        {
            assert_eq!(serde_json::from_str::<Flag>(json).unwrap(), Flag(truth), "{json}");
        }
    }
}
