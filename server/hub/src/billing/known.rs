//! What Stripe was found to say, kept in the process for a while: pages that show it neither ask each time nor wait for long.

use crate::Hub;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Answers of a kind at most; the oldest gives way.
const MOST: usize = 1_000;
/// How long a page waits for an answer that is not known yet.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// For how long nobody waits again for what Stripe did not say.
const SILENCE: Duration = Duration::from_secs(60);

/// Answers of one kind: when each was given, and nothing in place of one that did not come.
pub(crate) struct Known<K, V>(Mutex<HashMap<K, (Instant, Option<V>)>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Known<K, V> {
    /// The answer, if it was given within `life`; an `Err` where it has to be asked for.
    fn find(&self, key: &K, life: Duration) -> Result<Option<V>, ()> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, answer) = known.get(key).ok_or(())?;
        let life = if answer.is_some() { life } else { SILENCE };
        if at.elapsed() < life { Ok(answer.clone()) } else { Err(()) }
    }

    pub(super) fn keep(&self, key: K, answer: Option<V>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(&key) {
            let oldest = known.iter().min_by_key(|(_, (at, _))| *at).map(|(key, _)| key.clone());
            if let Some(oldest) = oldest {
                known.remove(&oldest);
            }
        }
        known.insert(key, (Instant::now(), answer));
    }
}

/// What is known, or else what is answered soon; `None` where Stripe does not say it. It goes on being asked where nobody waits any
/// more, so that the next page has it.
pub(super) async fn soon<K, V>(
    hub: &Hub,
    known: fn(&Hub) -> &Known<K, V>,
    (key, life): (K, Duration),
    ask: impl Future<Output = Option<V>> + Send + 'static,
) -> Option<V>
where
    K: Eq + Hash + Clone + Send + 'static,
    V: Clone + Send + 'static,
{
    if let Ok(answer) = known(hub).find(&key, life) {
        return answer;
    }
    let (asker, about) = (hub.clone(), key.clone());
    let asked = tokio::spawn(async move {
        let answer = ask.await;
        known(&asker).keep(about, answer.clone());
        answer
    });
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer.ok().flatten(),
        Err(_) => {
            if known(hub).find(&key, life).is_err() {
                known(hub).keep(key, None);
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    #[test]
    fn what_is_known_is_known_for_its_time() {
        let known = Known::<&str, i32>::default();
        assert_eq!(known.find(&"a", HOUR), Err(()));
        known.keep("a", Some(1));
        assert_eq!(known.find(&"a", HOUR), Ok(Some(1)));
        assert_eq!(known.find(&"a", Duration::ZERO), Err(()), "it is too old");
        known.keep("b", None);
        assert_eq!(known.find(&"b", Duration::ZERO), Ok(None), "it is not waited for again at once");
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let known = Known::<usize, usize>::default();
        for of in 0..MOST + 10 {
            known.keep(of, Some(of));
        }
        assert_eq!(known.0.lock().unwrap().len(), MOST);
        assert_eq!(known.find(&0, HOUR), Err(()), "the oldest gave way");
        assert_eq!(known.find(&(MOST + 9), HOUR), Ok(Some(MOST + 9)));
    }
}
