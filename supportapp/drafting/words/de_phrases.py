"""German phrases: what speaks for a category, a priority, a part of the description."""

CATEGORY = {
    "bug3": """
        funktioniert/funktionieren/geht/gehen/klappt/lädt nicht/nicht mehr,
        läuft/öffnet/startet/reagiert/speichert/druckt/synchronisiert nicht/nicht mehr,
        funktioniert/geht/klappt/läuft/reagiert/öffnet/startet _ nicht, nicht mehr, geht nichts,
        abgestürzt, stürzt, absturz, fehler*, fehlgeschlagen, schlägt fehl, kaputt, hängt, hängen,
        eingefroren, friert, bug, falsche/falscher/falsches/falschen summe/betrag/datum/name/zahl/wert,
        stimmt/stimmen nicht, stimmt _ nicht, doppelt berechnet, tippfehler, schreibfehler,
        rechtschreibfehler, defekt*, ausfall, ausgefallen,
        daten/bestellungen/rechnungen/namen anderer/fremder/von,
        fremde/fremder/fremden kunden/daten/bestellungen, nicht erreichbar, datenverlust,
        weiße/leere/schwarze seite/bildschirm, weißer/schwarzer/leerer bildschirm, störung,
        passiert nichts, nichts passiert
        """,
    "bug2": """
        falsch*, doppelt*, zweimal, fehlt, fehlen, verschwunden, verschwinden, weg, verloren, langsam,
        seit dem/der/gestern/heute/update/letzten, kann/können/konnte _ nicht, kann/können mich/uns nicht,
        kann ich nicht, kann _ _ nicht, kann _ _ _ nicht, komme nicht, lässt sich nicht,
        lassen sich nicht, abgelehnt, gesperrt, ausgesperrt, trotzdem, obwohl, kein zugriff, bleibt,
        abgeschnitten, unleserlich, ungültig, plötzlich, kommt/kommen nicht, nicht angezeigt, statt,
        wird/werden nicht, wird _ nicht, nach dem update, leer
        """,
    "bug1": "problem, probleme, nicht, seltsam, komisch, merkwürdig",
    "feature3": """
        wäre schön/toll/super/gut/hilfreich/praktisch/klasse/nett/wünschenswert/prima/cool,
        wäre es möglich, feature, funktionswunsch, wunsch, ich/wir wünsche/wünschen/hätte/hätten,
        würde/würden mir/uns, vorschlag, anregung, verbesserungsvorschlag,
        bitte ergänzen/einbauen/hinzufügen,
        könnt/können/könntet/könnten ihr/sie _ einbauen/hinzufügen/ergänzen/einführen,
        können/könnten/könntet sie/ihr bitte eine/einen/ein, einbauen, ist geplant, plant ihr, planen sie,
        warum gibt es keine/keinen/kein, es sollte, fehlt eine/die möglichkeit, schön wenn, toll wenn,
        gewünscht
        """,
    "feature2": """
        warum kann ich/man nicht, möglichkeit, unterstützung, manuell, von hand, einzeln, jedes mal,
        option, brauchen/bräuchten/brauche/bräuchte eine/einen/ein, unterstützt/unterstützen ihr/sie,
        dunkelmodus, idee
        """,
    "question3": """
        wie kann/können/geht/mache/komme/lange/viel/viele/ändere,
        wie lösche/stelle/bekomme/finde/funktioniert/lässt/richte/erstelle/exportiere,
        wo finde/kann/ist/sind/sehe/stelle, was ist/bedeutet/kostet/passiert/muss/sind,
        welche/welcher/welches/welchen, wann, gibt es, kann man, kann ich, können wir, darf ich,
        ist es möglich, wüsste gern*, wissen ob, frage, wissen, unterschied, muss ich, woher, wofür,
        wieso, ob
        """,
    "question2": "wie, wo, was, wer, erklären, unklar, verstehe nicht, weiß nicht",
    "other3": """
        rückerstattung, erstatt*, kündig*, abbestell*, abmelden, beschwerde, beschweren, widerruf*,
        abgebucht, belastet, geld zurück, löschen sie mein*, konto löschen, dsgvo, datenschutz,
        rechtsanwalt, anwalt, mahnung, lob, großes lob, vielen dank an, toller/super support/service,
        enttäuscht, unverschämt, gehackt, newsletter, retoure, zurückschicken, umsatzsteuer*, ust id,
        firmenname, neue anschrift, neue adresse, rechnung auf, rechnungsadresse, avv,
        auftragsverarbeitung*, paket, lieferung, nicht geliefert, storn*
        """,
    "other2": """
        rechnung*, zahlung, bezahlt, abo, abonnement, vertrag, bestellung, lieferung, kreditkarte, preis,
        lastschrift, gutschrift, angebot, tarif, rabatt
        """,
    "other1": "konto, lizenz*",
}

PRIORITY = {
    "security": """
        datenleck, sicherheitslücke, sicherheitsproblem, gehackt,
        fremde/fremder/fremden daten/kunden/bestellungen/rechnungen,
        daten/bestellungen/rechnungen anderer, unbefugt*, unbekannte anmeldung*, gestohlen
        """,
    "loss": """
        datenverlust, daten/dateien/alles sind/ist weg/verloren/gelöscht,
        alle daten/dateien _ weg/verloren, keine sicherung, kein backup, unwiederbringlich
        """,
    "outage": """
        ausfall, produktion steht, nichts geht mehr, geht nichts mehr, nicht erreichbar,
        komplett ausgefallen, stillstand, server/seite/shop/system ist down/weg/offline/ausgefallen
        """,
    "money": """
        umsatz, verlieren geld, kostet uns, keine rechnungen, lohnabrechnung, gehälter,
        keine bestellungen, umsatzausfall
        """,
    "many": """
        alle mitarbeiter/kollegen/kunden/nutzer/benutzer, das ganze team, ganzes team,
        ganze/gesamte abteilung/firma/team/belegschaft, wir alle, niemand, keiner, alle unsere,
        unsere kunden, bei allen
        """,
    "blocked": """
        blockiert, können nicht arbeiten/weiterarbeiten, nicht arbeiten, arbeitsunfähig, ausgesperrt,
        steht still, unbenutzbar
        """,
    "deadline": """
        frist, bis morgen/heute/freitag/montag/dienstag/mittwoch/donnerstag/ende, morgen früh,
        am freitag/montag/dienstag/mittwoch/donnerstag, monatsabschluss, jahresabschluss, prüfung, abgabe,
        messe
        """,
    "leave": "anbieter wechseln, wechseln wir, kündigen wir",
    "stake": """
        erstatt*, rückerstattung, abgebucht, rechnung*, zahlung, bezahlt, geld, lieferung, paket,
        bestellung, dsgvo, kündig*, mahnung, gutschrift, umsatzsteuer*, retoure
        """,
    "urgent": "dringend, eilig, sofort, so schnell wie möglich, schnellstmöglich, umgehend, notfall",
    "cosmetic": """
        tippfehler, schreibfehler, rechtschreibfehler, schönheitsfehler, optisch, kleinigkeit, farbe,
        schriftart, unwichtig, symbol
        """,
    "calm": """
        nicht eilig/dringend, eilt nicht, keine eile, nicht so wichtig, nicht schlimm, nur so eine idee,
        irgendwann, wenn sie zeit haben, hat zeit, kein stress, nur eine idee, keine daten verloren
        """,
    "workaround": """
        umweg, workaround, behelfe, behelfen, solange, vorerst, notfalls, im moment noch,
        in chrome/firefox/safari/edge geht, stattdessen, kann damit leben, immerhin
        """,
}

PARTS = {
    "expected": "sollte, sollten, erwarte, erwartet, eigentlich, normalerweise, müsste, statt",
    "tried": """
        versucht, probiert, ausprobiert, bereits, schon, neu gestartet, neu installiert, gelöscht und,
        cache, abgemeldet, anderen browser, selbe, gleiche fehler, hilft nicht, hat nicht geholfen,
        finde ich nicht, gibt es nicht, sehe ich nicht
        """,
    "steps": "schritte, wenn ich, sobald ich, immer wenn, zuerst, danach, klicke",
    "impact": """
        kunden, team, kollegen, blockiert, nicht arbeiten, frist, dringend, eilig, ärgerlich, umsatz,
        alle, abteilung, mitarbeiter, warten
        """,
    "environment": "version, browser, betriebssystem, gerät, laptop",
    "advice": """
        gehen sie, klicken sie, versuchen sie, öffnen sie, prüfen sie, bitte, einstellungen, können sie,
        starten, laut, dokumentation, hilfe, artikel, bekannt, wählen sie, leeren
        """,
    "desire": """
        möchte, möchten, will, wollen, bitte, brauche, brauchen, können sie, könnten sie, könnt ihr
        """,
    "courtesy": """
        können sie mir helfen, kann mir jemand helfen, ich habe eine frage, ich habe ein problem,
        ich brauche hilfe, eine kurze frage, das ist alles, das wars, freue mich, mit freundlichen
        """,
    "none": "kein problem, kein fehler, fehlermeldung lautet, vielen dank für",
}
