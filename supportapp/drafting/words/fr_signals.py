"""French phrases: what speaks for a priority or a part of the description."""

PRIORITY = {
    "security": """
        fuite de/données, faille, piraté*, données/commandes/factures d autres/un autre, autres clients,
        connexion/connexions inconnue*, volé*, non autorisé*, compromis*,
        données/commandes/factures/dossiers/informations/documents/messages de/d autres/un/une/autrui/quelqu/tiers,
        autre/autres client/utilisateur/utilisateurs/patient/patients/personne/personnes/abonné,
        vois/voit/voyons/voir/accéder les/aux données/commandes/factures/dossiers d/de/des,
        visible/visibles/accessible/accessibles par/à tous/tout/n,
        accessible/accessibles/visible/visibles publiquement/sans, sans mot de passe, sans authentification, en clair,
        non chiffré*, vulnérab*, brèche, violation de données, incident/problème de sécurité, fuite d informations,
        exposé*, divulgu*, hack*, intrusion, usurp*, phishing, hameçonnage, fraud*, rançongiciel, ransomware, virus,
        quelqu un a/d/utilise/s autre/accédé/changé/connecté, mauvais destinataire/patient, mauvaise personne,
        connexion/connexions/activité suspecte/suspectes/depuis/étrangère, commande/commandes/achat/achats que je n ai,
        pas moi, sans mon autorisation, xss, injection, mot de passe/passes a/ont été changé/modifié
        """,
    "loss": """
        données/fichiers perdu*, tout perdu, tout a disparu, perte de données, ont disparu,
        aucune sauvegarde, pas de sauvegarde, tous nos/mes fichiers, toutes nos/mes données,
        perdu tout/toutes/tous/mes/nos, tout effacé/supprimé/parti, tout est perdu/parti/effacé/vide, a disparu,
        a été effacé/effacée/supprimé/supprimée/écrasé, ont été effacés/effacées/supprimés/supprimées/écrasés,
        données/fichiers/photos/notes/messages/contacts/documents effacés/effacées/supprimés/supprimées,
        données/fichiers/photos/notes/messages/contacts/documents disparus/disparues/perdus/perdues,
        heures/jours/semaines/mois/années de travail/photos/données perdu/perdus/perdues/envolés, travail perdu,
        corrompu*, irrécupérable*, irremplaçable*, définitivement, récupérer mes/nos données/fichiers/photos,
        restaurer mes/nos/les, supprimé/effacé par erreur, sans sauvegarde, unique/seule copie
        """,
    "outage": """
        en panne, production, plus rien ne fonctionne/marche, rien ne fonctionne/marche, inaccessible*,
        indisponible, site/service/serveur est tombé, hors service, à l arrêt,
        panne totale/générale/complète, tout est bloqué/arrêté/en/hors/down/planté, tout s est arrêté,
        site/serveur/service/système entièrement/complètement/totalement/est/down/hs/en down/panne/tombé/hors/mort,
        plateforme/application/boutique/api/caisse entièrement/complètement/totalement down/panne/tombé/hors/mort,
        plateforme/application/boutique/api/caisse est/down/hs/en down/panne/tombé/hors/mort,
        serveurs sont tombés/down/en, totalement/complètement bloqué/hors/arrêté, hors ligne, injoignable,
        ne répond plus du tout, paralysé*, plus d internet/accès/réseau/connexion,
        plus de réseau/service/téléphone/connexion/commandes/paiements, aucune commande/connexion/requête ne/n,
        aucun paiement/client/appel ne/n, clients ne peuvent plus/pas commander/payer/acheter/se,
        caisses ne fonctionnent/marchent plus/pas, toutes les commandes/caisses/requêtes/transactions échouent/sont/ne
        """,
    "money": """
        perdons de l argent, perd de l argent, chiffre d affaires, perdons des ventes/clients, coûte,
        salaires, paie, ne pouvons plus facturer/vendre/encaisser,
        perdons/perdre/perds/perd/perdent du/des/de/nos/beaucoup/l ventes/clients/commandes/chiffre/argent/revenus,
        manque à gagner, perte de chiffre/revenus/clients, pertes financières, chaque heure/minute nous/compte,
        clients/personne ne peuvent/peut plus/pas payer/commander/acheter/réserver,
        ne peux/pouvons/peut plus/pas facturer/vendre/encaisser/payer/livrer, plus de ventes/commandes,
        aucune vente/commande, salaire, virements, pénalité*, amende*, double prélèvement,
        prélevé/débité/facturé/payé deux/trois/plusieurs fois, découvert, agios
        """,
    "many": """
        tous nos/les utilisateurs/clients/collègues/salariés/employés, toute l équipe/entreprise,
        tout le monde/service/bureau, personne ne/n, nous tous, nos clients, tous les, chez tous,
        tous nos/mes collaborateurs/agents/élèves/étudiants/patients/magasins,
        tous nos/mes sites/postes/membres/abonnés/enseignants/médecins,
        toutes nos/les équipes/agences/boutiques/caisses/classes, toute l école/agence/usine/organisation/université,
        toute la société/boîte/classe/équipe/clinique/direction, tout le personnel/site/magasin/cabinet/département,
        l ensemble des/du/de utilisateurs/clients/équipe/personnel/équipes/collaborateurs,
        aucun utilisateur/client/collègue/employé/élève, aucun d entre nous, plus personne, personne peut/arrive,
        plusieurs/beaucoup/nombreux/centaines/milliers/dizaines utilisateurs/clients/collègues/de/d,
        nos utilisateurs/patients/élèves/équipes/collaborateurs, mes collègues aussi/ont/sont,
        d autres collègues/utilisateurs/clients, tous concernés/touchés
        """,
    "blocked": """
        bloqué*, ne pouvons plus travailler, ne peut plus travailler, impossible de travailler, à l arrêt,
        bloquant*, peux plus/pas travailler, ne pouvons rien faire, peux rien faire, plus avancer,
        ne pouvons/peux plus/pas avancer/continuer, impossible de continuer/avancer/poursuivre,
        empêche de travailler/facturer, nous/m empêche, paralysé*, coincé*, inutilisable*, chômage technique,
        au point mort, clients/patients attendent, indispensable, aucune alternative
        """,
    "deadline": """
        avant demain/vendredi/lundi/mardi/mercredi/jeudi/la/ce, d ici demain/vendredi/lundi/la,
        pour demain/vendredi/lundi, date limite, échéance, audit, demain, ce soir, fin du mois, vendredi,
        clôture,
        avant samedi/dimanche/midi/minuit/le/fin/noël, d ici mardi/mercredi/jeudi/ce/midi/une/deux/fin,
        pour mardi/mercredi/jeudi/samedi/dimanche/ce/hier/le, date butoir, dernier délai, au plus tard, délai imparti,
        cet après midi, aujourd hui même, dans la journée, semaine prochaine, ce lundi/mardi/mercredi/jeudi,
        lundi/mardi/mercredi/jeudi prochain/matin, dans une/deux/trois/quelques/2/3/24/48 heure/heures/jours/semaine,
        fin de semaine/mois/année/trimestre/journée, fin du trimestre, bilan, déclaration de tva, déclaration d impôts,
        versement des salaires, paies, examen*, soutenance, concours, remise du/de, présentation, réunion,
        appel d offres, mise en production, lancement, black friday, contrôle fiscal, audience, mariage, obsèques,
        départ, expire le/ce/dans/bientôt, à rendre/temps
        """,
    "leave": """
        changer de fournisseur/prestataire, partir ailleurs, autre prestataire,
        changer de/d banque/opérateur/fournisseur/prestataire/logiciel/outil/solution,
        aller/partir/passer chez/à la/un/une/concurrence/concurrent, à la concurrence, chez un concurrent,
        quitter votre/vos, vous quitter, on s en va, nous partons, sinon je résilie/pars, sinon nous résilions
        """,
    "stake": """
        rembours*, prélevé*, débité*, facture*, paiement, payé, argent, colis, livraison, commande, rgpd,
        résili*, tva, avoir,
        annul*, débit*, virement, facturation, trop perçu, recouvrement, huissier, pénalité*, mise en demeure,
        non livré, pas/jamais reçu, toujours pas livré/arrivé, endommagé*, garantie, retour*, échange, bon d achat,
        carte cadeau, abonnement, contrat, rétractation, données personnelles, avocat, juridique,
        supprimer mon/mes compte/données, fermer mon compte, caution, indemnis*, dédommag*
        """,
    "urgent": """
        urgent, urgence, au plus vite, immédiatement, dès que possible, tout de suite, le plus rapidement,
        urgents, urgente, urgentes, urgemment, asap, le plus vite possible, sans délai/tarder, critique, prioritaire,
        au plus tôt, plus brefs délais, pressé
        """,
    "cosmetic": """
        faute de frappe, coquille, orthographe, esthétique, cosmétique, petit détail, couleur, police,
        mineur, icône, rien de grave,
        esthétiques, visuel, graphique, faute de grammaire, faute d accord, fautes, mal orthographié/aligné*/centré,
        libellé, intitulé, formulation, alignement, espacement, marge, pixel*, décalé de, couleurs, icônes, logo, flou,
        floue, moche, pas joli, pied de page, infobulle, petit/petite bug/faute/souci/erreur/défaut, minime,
        accent manquant, virgule
        """,
    "calm": """
        pas urgent, pas pressé, rien ne presse, rien d urgent, sans urgence, quand vous aurez/avez,
        un jour, pas grave, simple idée, juste une idée, prenez votre temps,
        n est pas urgent, aucune urgence, pas d urgence, pas d inquiétude, ne presse pas, ça presse pas, pas le feu,
        pas de stress, sans stress, à l occasion, à votre convenance, peut attendre, n est pas grave, est pas grave,
        rien de grave, pas bien grave, pas dramatique, rien de dramatique/méchant/bloquant, pas important,
        sans importance, pas bloquant, pas gênant, pas critique, pas la fin du monde, par curiosité, simple curiosité,
        simple question/suggestion/remarque, petite idée/suggestion/remarque, juste pour info/signaler, pour info,
        pour information, quand vous pourrez/pouvez/voulez, quand tu auras/peux, priorité basse, basse priorité,
        aucune donnée perdue, rien n est perdu, sinon tout va/fonctionne/marche, ne me gêne/dérange pas, ça ne gêne pas
        """,
    "workaround": """
        en attendant, contourn*, pour l instant, pour le moment, je me débrouille, je peux quand même,
        ça marche avec/sur/dans, fonctionne sur/avec/dans, sinon,
        d ici là, entre temps, provisoirement, temporairement, solution provisoire/temporaire/de, on se débrouille,
        nous débrouillons, peux/peut/pouvons encore/toujours/quand, reste possible, ça marche depuis/en/via,
        marche sur/avec/dans/si/quand, fonctionne si/quand/depuis/via/en,
        sur chrome/firefox/safari/edge/ordinateur/téléphone/mobile/tablette ça marche/fonctionne,
        sur le site/web ça marche, en passant par, je passe par, nous passons par, après un redémarrage/rechargement,
        en redémarrant/rechargeant/actualisant, si je recharge/redémarre/relance/actualise, au deuxième essai,
        à la place j utilise, j utilise _ à la place, faire/vivre avec, on fait avec, une alternative
        """,
}

PARTS = {
    "expected": """
        devrait, devraient, normalement, attendu, attendais, au lieu de,
        devrais, devrions, aurait/auraient dû, doit, doivent, censé*, supposé*, en principe/théorie, d habitude,
        habituellement, avant, auparavant, à la place, m attends
        """,
    "tried": """
        essayé, déjà, redémarré, réinstallé, vidé, testé, autre navigateur, même erreur, même problème,
        même résultat, ne vois pas, n existe pas, pas ce bouton, sans succès, rien n a changé,
        n a rien changé,
        réessayé, tenté, redémarrer, désinstallé, réinitialisé, rechargé, actualisé, rebooté, débranché, rebranché,
        déconnecté et, reconnecté, cookies, navigation privée, mode privé, incognito,
        autre ordinateur/appareil/téléphone/compte/réseau/poste/câble, autres navigateurs/appareils,
        deux/plusieurs navigateurs/appareils/ordinateurs, même chose/message/souci/bug/comportement,
        toujours rien/pas/le, pareil, idem, rien n y fait, n y fait rien, change rien, pas mieux,
        aucun changement/effet/bouton/menu, aucune amélioration, sans effet/résultat, en vain, n a pas aidé, n aide pas,
        suivi la/les/vos procédure/étapes/instructions, je n ai pas ce/cette/d,
        il n y a pas de/ce/cette bouton/menu/option, ne trouve pas
        """,
    "steps": """
        étapes, quand je, lorsque je, dès que je, si je, chaque fois, ensuite, je clique,
        quand on/nous, lorsque nous/j/on, lorsqu on, dès qu, en cliquant/ouvrant/essayant, après avoir, d abord,
        puis je, j ouvre/appuie, je vais/tape/sélectionne/choisis, aller dans, reproduire, au démarrage, à l ouverture,
        au moment de
        """,
    "impact": """
        clients, équipe, bloqué*, urgent, perdons, collègues, échéance, tout le monde, gênant, grave,
        client, patients, élèves, étudiants, patron, concerné*, impact*, touché*, attendent, pénible, agaçant, embêtant,
        ennuyeux, perte de temps, perdre, argent, coûte, personne, travail, travailler, inutilisable*, important, sinon,
        retard, quotidien, tous les jours
        """,
    "environment": """
        version, navigateur, système, appareil, ordinateur,
        android, iphone, windows, mac, téléphone, portable, pc, ordi, tablette, gsm, natel, cellulaire, appli,
        imprimante, serveur, firmware, modèle, installé, wifi
        """,
    "advice": """
        allez, cliquez, essayez, ouvrez, vérifiez, vous pouvez, paramètres, documentation, selon,
        redémarrez, videz, article, sélectionnez, il faut, d après,
        il suffit, veuillez, réinstallez, mettez à jour, désactivez, activez, choisissez, appuyez, consultez, contactez,
        rendez vous dans, dans le menu, n est pas possible, pas encore, malheureusement, car, parce que, cela vient de,
        guide, aide, réglages, essayer de, assurez vous
        """,
    "desire": """
        je voudrais/souhaite/veux/souhaiterais, merci de, pouvez vous, pourriez vous,
        nous souhaitons/voudrions, j ai besoin,
        aimerais, voudrions, voulons, veux, souhaite, souhaitons, demande, exige, réclame, nous demandons, veuillez,
        besoin, il me/nous faut, pourrais/peux tu, puis je avoir, prière de, je désire
        """,
    "courtesy": """
        pouvez vous m aider, pourriez vous m aider, besoin d aide, j ai une question, j ai un problème,
        une petite question, bonne journée, c est tout, dans l attente, petite question,
        pouvez/pourriez vous nous aider, peux tu m aider, vous pouvez m aider, quelqu un peut m aider,
        besoin de votre aide, besoin d un coup de main, aidez moi, aide moi svp, une question, j ai un souci,
        petit problème, bonne soirée/continuation, bon weekend, bonne fin de journée, merci d avance, merci beaucoup,
        par avance, en vous remerciant, merci de votre aide/réponse, cordialement, bien à vous, sincères salutations,
        belle journée, il y a quelqu un, êtes vous un robot, oui merci, c est gentil, comment allez vous, ça va,
        j espère que vous allez
        """,
    "none": """
        pas de problème, pas de souci, aucun problème, merci pour, message d erreur suivant,
        sans problème, sans souci, sans erreur, aucune erreur, pas d erreur, aucun souci, aucun bug, merci de,
        journal d erreurs, rapport d erreur, en cas d erreur, en cas de problème, afin de, pas seulement, non seulement,
        au cas où
        """,
}
