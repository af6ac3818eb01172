### What a new company sets up, one step at a time.

title = Premiers pas
progress = { NUMBER($done) } sur { NUMBER($total) } terminées
step = { $step ->
    [company] Entreprise
    [region] Fuseau et devise
    [channel] Premier canal
    [sync] Première synchronisation
   *[team] Équipe
}
heading = { $step ->
    [company] Comment s’appelle l’entreprise
    [region] Dans quel fuseau et quelle devise l’entreprise travaille
    [channel] Connecter le premier canal
    [sync] Synchroniser les ventes pour la première fois
   *[team] Inviter ceux qui travaillent avec vous
}
why = { $step ->
    [company] Le nom figure en haut des pages et dans les invitations.
    [region] Les dates, les jours et les totaux suivent le fuseau et la devise de l’entreprise.
    [channel] Choisissez où vous vendez. Une fois le compte connecté, les premiers pas reprennent où ils en étaient.
    [sync] Les ventes les plus récentes entrent d’abord. Vous pouvez quitter cette page, la synchronisation continue.
   *[team] Chaque personne entre avec sa propre adresse e-mail et voit ce que son rôle permet.
}
# The button on the overview that leads to a step.
press = { $step ->
    [company] Vérifier le nom
    [region] Choisir fuseau et devise
    [channel] Connecter un canal
    [sync] Suivre la synchronisation
   *[team] Inviter l’équipe
}
# Beside the name of a step, in its gender and number.
done = { $step ->
    [company] terminée
    [region] terminés
    [sync] terminée
    [team] terminée
   *[channel] terminé
}
skipped = { $step ->
    [company] passée
    [region] passés
    [sync] passée
    [team] passée
   *[channel] passé
}

later = Remettre à plus tard
hide = Ne plus afficher
# After it: where they are found again.
hidden = Premiers pas rangés. Pour y revenir, cherchez «{ "\u00A0" }premiers pas{ "\u00A0" }» en haut de la page.
# After the last step that was open.
ended = Premiers pas terminés.
back-again = Les premiers pas sont de retour.
skip = Passer cette étape
alone = Seulement moi pour l’instant
go-on = Continuer
meanwhile = Continuer entre-temps
# Once the first synchronisation has ended.
came = { $count ->
    [0] Aucune vente à apporter pour l’instant.
    [one] 1 vente est arrivée.
   *[other] { NUMBER($count) } ventes sont arrivées.
}
over = Tout est prêt
    .text = À partir d’ici, les nouvelles ventes entrent toutes seules. Les étapes restent ci-dessus si vous voulez changer quelque chose.

proposed = Proposés d’après la langue de votre navigateur. Vérifiez avant d’enregistrer.
save-region = Enregistrer fuseau et devise
# A currency and a time zone, or one of them.
region-of-shop = Comme dans la boutique, l’entreprise utilise maintenant { $region }. Pour changer, ouvrez Entreprise.
no-channel = Rien à synchroniser pour l’instant
    .text = Une fois un canal connecté, la synchronisation de ses ventes commence toute seule et s’affiche ici.

demo = Vous voulez seulement regarder{ "\u00A0" }?
    .text = Connectez une boutique de démonstration. Ses ventes sont inventées et comptent dans les chiffres de cette entreprise, mais pas dans l’offre. Quand vous n’en voulez plus, déconnectez-la et effacez ce qu’elle a apporté{ "\u00A0" }: tout redevient comme avant.
    .press = Connecter la boutique de démonstration
    .badge = Démonstration
