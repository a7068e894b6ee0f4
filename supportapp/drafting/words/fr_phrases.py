"""French phrases: what speaks for a category, a priority, a part of the description."""

CATEGORY = {
    "bug3": """
        ne fonctionne/marche/fonctionnent/marchent/charge pas/plus,
        ne répond/démarre/ouvre/affiche/enregistre pas/plus, fonctionne/marche pas/plus,
        ne s ouvre/affiche/enregistre/synchronise/lance pas/plus,
        n apparaît/apparaissent/arrive/arrivent pas/plus, plante, plantent, planté, plantage*, erreur*,
        bug, bugs, bogue, échoue, échouent, échec, bloqué*, figé*, gelé*, en panne, panne, page blanche,
        écran noir/blanc, faute de frappe, coquille, faute d orthographe,
        données/commandes/factures d autres/un, autres clients, cassé*, rien ne se passe,
        dysfonctionnement, se ferme
        """,
    "bug2": """
        impossible de/d, ne peux/peut/pouvons/peuvent pas/plus, n arrive/arrivons pas/plus,
        n ai/a/avons plus, faux, fausse, incorrect*, mauvais, mauvaise, en double, deux fois, disparu*,
        perdu*, manque, manquant*, lent, lente, refusé*, rejeté*, ne reçois/reçoit/recevons pas/plus,
        n est plus/pas, depuis la/hier/ce/lundi/mise/le/mardi, ne trouve pas, au lieu de, reste,
        déconnecté*, tourne
        """,
    "bug1": "problème, problèmes, souci, soucis, bizarre, étrange, ne",
    "feature3": """
        serait bien/super/utile/pratique/génial/top/sympa/possible/appréciable/formidable,
        aimerais/aimerions/voudrais avoir/pouvoir, suggestion, demande de fonctionnalité, fonctionnalité,
        pourriez/pouvez vous ajouter/intégrer/prévoir, ajouter une/un/la, ajoutez, amélioration,
        prévoyez vous, est il prévu, prévu d/de, pourquoi n y a t il pas, il faudrait,
        souhaiterais/souhaiterions/souhaitons pouvoir/avoir/une/un, idée
        """,
    "feature2": """
        pourquoi ne puis je/peut on pas, pourquoi je ne peux pas, possibilité, prise en charge, à la main,
        manuellement, un par un, une par une, option, besoin d un/une, mode sombre
        """,
    "question3": """
        comment, où puis/se/est/trouver/sont/peut/je, quel, quelle, quels, quelles, qu est ce,
        est ce que/possible, est il possible, puis je, peut on, y a t il, combien, quand,
        savoir si/comment/où/quelle/quel, question, faut il, dois je, différence, pourquoi, proposez vous,
        avez vous
        """,
    "question2": "où, expliquer, comprendre, comprends pas, sais pas",
    "other3": """
        rembours*, résili*, désabonn*, désinscri*, annuler mon/ma/notre/l, prélevé*, débité*,
        facturé deux, réclamation, plainte, avocat, rgpd, supprimer mon/mes, merci à, bravo, félicit*,
        déçu*, inadmissible, inacceptable, piraté*, newsletter, colis, livraison, livré*, retourner,
        changement d adresse, tva, devis, adresse de facturation
        """,
    "other2": """
        facture*, paiement, abonnement, contrat, commande, carte bancaire, prix, tarif, prélèvement, payé,
        avoir
        """,
    "other1": "compte, licence*",
}

PRIORITY = {
    "security": """
        fuite de/données, faille, piraté*, données/commandes/factures d autres/un autre, autres clients,
        connexion/connexions inconnue*, volé*, non autorisé*, compromis*
        """,
    "loss": """
        données/fichiers perdu*, tout perdu, tout a disparu, perte de données, ont disparu,
        aucune sauvegarde, pas de sauvegarde, tous nos/mes fichiers, toutes nos/mes données
        """,
    "outage": """
        en panne, production, plus rien ne fonctionne/marche, rien ne fonctionne/marche, inaccessible*,
        indisponible, site/service/serveur est tombé, hors service, à l arrêt
        """,
    "money": """
        perdons de l argent, perd de l argent, chiffre d affaires, perdons des ventes/clients, coûte,
        salaires, paie, ne pouvons plus facturer/vendre/encaisser
        """,
    "many": """
        tous nos/les utilisateurs/clients/collègues/salariés/employés, toute l équipe/entreprise,
        tout le monde/service/bureau, personne ne/n, nous tous, nos clients, tous les, chez tous
        """,
    "blocked": """
        bloqué*, ne pouvons plus travailler, ne peut plus travailler, impossible de travailler, à l arrêt
        """,
    "deadline": """
        avant demain/vendredi/lundi/mardi/mercredi/jeudi/la/ce, d ici demain/vendredi/lundi/la,
        pour demain/vendredi/lundi, date limite, échéance, audit, demain, ce soir, fin du mois, vendredi,
        clôture
        """,
    "leave": "changer de fournisseur/prestataire, partir ailleurs, autre prestataire",
    "stake": """
        rembours*, prélevé*, débité*, facture*, paiement, payé, argent, colis, livraison, commande, rgpd,
        résili*, tva, avoir
        """,
    "urgent": """
        urgent, urgence, au plus vite, immédiatement, dès que possible, tout de suite, le plus rapidement
        """,
    "cosmetic": """
        faute de frappe, coquille, orthographe, esthétique, cosmétique, petit détail, couleur, police,
        mineur, icône, rien de grave
        """,
    "calm": """
        pas urgent, pas pressé, rien ne presse, rien d urgent, sans urgence, quand vous aurez/avez,
        un jour, pas grave, simple idée, juste une idée, prenez votre temps
        """,
    "workaround": """
        en attendant, contourn*, pour l instant, pour le moment, je me débrouille, je peux quand même,
        ça marche avec/sur/dans, fonctionne sur/avec/dans, sinon
        """,
}

PARTS = {
    "expected": "devrait, devraient, normalement, attendu, attendais, au lieu de",
    "tried": """
        essayé, déjà, redémarré, réinstallé, vidé, testé, autre navigateur, même erreur, même problème,
        même résultat, ne vois pas, n existe pas, pas ce bouton, sans succès, rien n a changé,
        n a rien changé
        """,
    "steps": "étapes, quand je, lorsque je, dès que je, si je, chaque fois, ensuite, je clique",
    "impact": """
        clients, équipe, bloqué*, urgent, perdons, collègues, échéance, tout le monde, gênant, grave
        """,
    "environment": "version, navigateur, système, appareil, ordinateur",
    "advice": """
        allez, cliquez, essayez, ouvrez, vérifiez, vous pouvez, paramètres, documentation, selon,
        redémarrez, videz, article, sélectionnez, il faut, d après
        """,
    "desire": """
        je voudrais/souhaite/veux/souhaiterais, merci de, pouvez vous, pourriez vous,
        nous souhaitons/voudrions, j ai besoin
        """,
    "courtesy": """
        pouvez vous m aider, pourriez vous m aider, besoin d aide, j ai une question, j ai un problème,
        une petite question, bonne journée, c est tout, dans l attente, petite question
        """,
    "none": "pas de problème, pas de souci, aucun problème, merci pour, message d erreur suivant",
}
