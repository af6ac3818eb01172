### What was saved before of a column's steps and of own rules, and the versions by which a check was made.

title = Versions
context = Ce qui a été enregistré auparavant. Rétablir enregistre l’ancien texte comme une nouvelle version, après les mêmes tests.
version-column = Version
text-column = Texte
state-column = État
version = Version { NUMBER($number) }
saved = Enregistrée le { $at }
saved-by = Enregistrée le { $at } par { $name }
latest = Actuelle
# What opens the text.
text-of = Voir le texte de la version { NUMBER($number) }
bring-back = Rétablir
# In place of steps where there were none.
no-steps = Aucun ajustement

## On the page of a check

used = Versions utilisées pour cette vérification
columns = Ce que sont les colonnes
# By the id that the rule gives itself.
own-rule = Règle propre { $id }
