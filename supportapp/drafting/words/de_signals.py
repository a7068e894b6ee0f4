"""German phrases: what speaks for a priority or a part of the description."""

PRIORITY = {
    "security": """
        datenleck, sicherheitslücke, sicherheitsproblem, gehackt,
        fremde/fremder/fremden daten/kunden/bestellungen/rechnungen,
        daten/bestellungen/rechnungen anderer, unbefugt*, unbekannte anmeldung*, gestohlen,
        sicherheitsvorfall, sicherheitsproblem*, schwachstelle*, datenpanne, datenschutzverletzung, datenschutzpanne,
        geleakt, fremdzugriff, fremde person, jemand anderes/fremdes/anderer hat/ist/bestellt/nutzt,
        eines/einer/von anderen/fremden/anderem kunden/kunde/nutzer/patienten/person,
        anderer/anderen/fremder/fremden kunden/nutzer/patienten/personen/mandanten/mitarbeiter/konten/rechnungen,
        daten/rechnungen/namen/adressen/befunde fremder/von anderen/fremden,
        für jeden/alle sichtbar/einsehbar/zugänglich, öffentlich sichtbar/zugänglich/einsehbar/abrufbar, klartext,
        unverschlüsselt, ohne passwort/anmeldung/login, phishing, betrug*, trojaner, ransomware, erpress*,
        schadsoftware, kompromittiert, nicht von mir bestellt/autorisiert/veranlasst, kreditkarte/karte missbraucht,
        missbrauch, identitätsdiebstahl, anmeldung/login aus/von einem/fremden/unbekannten/china/russland,
        falschen/falsche empfänger/person/patienten/kunden, an die falsche/falschen, xss, injection
        """,
    "loss": """
        datenverlust, daten/dateien/alles sind/ist weg/verloren/gelöscht,
        alle daten/dateien _ weg/verloren, keine sicherung, kein backup, unwiederbringlich,
        daten/dateien/fotos/bilder/notizen weg/verloren/gelöscht weg/verloren/gelöscht/verschwunden/futsch,
        daten/dateien/fotos/bilder/notizen verschwunden/futsch/sind/wurden weg/verloren/gelöscht/verschwunden/futsch,
        einträge/dokumente weg/verloren/gelöscht weg/verloren/gelöscht/verschwunden/futsch,
        projekte/nachrichten/kontakte weg/verloren/gelöscht weg/verloren/gelöscht/verschwunden/futsch,
        einträge/dokumente verschwunden/futsch/sind/wurden weg/verloren/gelöscht/verschwunden/futsch,
        projekte/nachrichten/kontakte verschwunden/futsch/sind/wurden weg/verloren/gelöscht/verschwunden/futsch,
        alles weg/verloren/gelöscht/futsch/verschwunden,
        alle/sämtliche/meine/unsere daten/dateien/fotos/bilder sind/weg/verloren/gelöscht/verschwunden/futsch,
        alle/sämtliche/meine/unsere notizen/dokumente/einträge/nachrichten sind/weg/verloren,
        alle/sämtliche/meine/unsere notizen/dokumente/einträge/nachrichten gelöscht/verschwunden/futsch,
        stunden/tage/wochen/monate/jahre arbeit verloren/weg/umsonst, arbeit von _ tagen/wochen/stunden/monaten/jahren,
        überschrieben worden, datenbank leer/beschädigt, korrupt*, keine datensicherung/sicherungskopie,
        backup leer/fehlgeschlagen, unwiderruflich, unersetzlich*, nicht wiederherstellbar, wiederherstellen,
        versehentlich gelöscht
        """,
    "outage": """
        ausfall, produktion steht, nichts geht mehr, geht nichts mehr, nicht erreichbar,
        komplett ausgefallen, stillstand, server/seite/shop/system ist down/weg/offline/ausgefallen,
        totalausfall, komplettausfall, serverausfall, systemausfall, großstörung, nichts funktioniert/läuft mehr,
        alles steht/ausgefallen/down, steht alles/still, stehen still, lahmgelegt,
        seite/website/webseite/shop/server nicht/komplett/ist/seit erreichbar/down/offline/weg/tot/nicht,
        system/portal/plattform/app/api nicht/komplett/ist/seit erreichbar/down/offline/weg/tot/nicht,
        komplett/total/vollständig down/offline/tot/weg/lahm, unerreichbar, produktionssystem, produktivsystem,
        produktion ist, in produktion, live system,
        kasse/kassen/kassensystem geht/gehen/steht/stehen/ausgefallen/funktioniert/funktionieren nicht/still/mehr,
        kunden können nicht bestellen/bezahlen/zahlen/buchen/kaufen, keine bestellungen/zahlungen/anfragen mehr/möglich,
        alle zahlungen/bestellungen/anfragen/anrufe/server/systeme
        """,
    "money": """
        umsatz, verlieren geld, kostet uns, keine rechnungen, lohnabrechnung, gehälter,
        keine bestellungen, umsatzausfall,
        verlieren/verliere kunden/aufträge/bestellungen/geld, umsatzverlust*, umsatzeinbußen, einnahmen,
        kostet mich jede/viel/täglich geld/stunde, kunden können nicht/nichts bezahlen/bestellen/zahlen/kaufen/buchen,
        können nicht/keine verkaufen/fakturieren/abrechnen/kassieren/rechnungen/verrechnen, lohnlauf, löhne,
        gehaltszahlung, auszahlung*, vertragsstrafe*, konventionalstrafe, pönale, bußgeld, busse,
        doppelt abgebucht/bezahlt/belastet, zweimal abgebucht/belastet, konto überzogen, verdienstausfall
        """,
    "many": """
        alle mitarbeiter/kollegen/kunden/nutzer/benutzer, das ganze team, ganzes team,
        ganze/gesamte abteilung/firma/team/belegschaft, wir alle, niemand, keiner, alle unsere,
        unsere kunden, bei allen,
        alle meine/mitarbeiterinnen/kolleginnen/lehrer/schüler/studenten,
        alle patienten/filialen/standorte/teams/kassen/user/anwender,
        allen mitarbeitern/kollegen/kunden/nutzern/benutzern/standorten/filialen,
        ganze/gesamte/komplette schule/klasse/praxis/klinik/filiale/standort/büro/betrieb/unternehmen/mannschaft,
        ganzen/gesamten team/firma/abteilung/unternehmen/standort/büro, das gesamte/komplette team, uns allen,
        viele/mehrere/zahlreiche/hunderte/tausende/dutzende kunden/nutzer/benutzer,
        viele/mehrere/zahlreiche/hunderte/tausende/dutzende kollegen/mitarbeiter/anwender/schüler,
        kunden/kollegen melden/beschweren, jeder kunde/nutzer/benutzer/mitarbeiter, alle betroffen, betrifft alle
        """,
    "blocked": """
        blockiert, können nicht arbeiten/weiterarbeiten, nicht arbeiten, arbeitsunfähig, ausgesperrt,
        steht still, unbenutzbar,
        blockieren, blocker, nicht weiterarbeiten/weitermachen/nutzbar/benutzbar, komme/kommen nicht weiter, lahmgelegt,
        stillstand, handlungsunfähig, unbrauchbar, arbeit steht, stehen still, hindert uns/mich, showstopper,
        geschäftskritisch, warten alle, kunden/patienten warten
        """,
    "deadline": """
        frist, bis morgen/heute/freitag/montag/dienstag/mittwoch/donnerstag/ende, morgen früh,
        am freitag/montag/dienstag/mittwoch/donnerstag, monatsabschluss, jahresabschluss, prüfung, abgabe,
        messe,
        fristen, abgabetermin, abgabefrist, stichtag, termindruck, zeitdruck,
        bis samstag/sonntag/mittag/mitternacht/nächste/nächsten/wochenende,
        bis zum montag/dienstag/mittwoch/donnerstag/freitag/wochenende,
        am/vor/nächsten/kommenden montag/dienstag/mittwoch/donnerstag/freitag/wochenende/samstag/sonntag,
        morgen vormittag/mittag/abend/nachmittag, übermorgen, heute noch/abend/nachmittag/mittag, noch heute,
        in einer/zwei/drei/wenigen/2/3/24/48 stunde/stunden/tagen/minuten, nächste/kommende woche, quartalsende,
        monatsende, jahresende, quartalsabschluss, steuererklärung, umsatzsteuervoranmeldung, voranmeldung, lohnlauf,
        betriebsprüfung, audit, wirtschaftsprüfer, klausur, examen, matura, abitur, go live, livegang, präsentation,
        kundentermin, hochzeit, beerdigung, läuft _ ab/aus, spätestens, fällig am, black friday
        """,
    "leave": """
        anbieter wechseln, wechseln wir, kündigen wir,
        anbieter/wechseln wechseln/anbieter/wir, zur konkurrenz, wechseln zu/zur/zum, anderen anbieter,
        kündigen den vertrag, kündigen werden/müssen, sonst kündige/kündigen/wechseln/wechsle, verlieren uns,
        sind wir weg
        """,
    "stake": """
        erstatt*, rückerstattung, abgebucht, rechnung*, zahlung, bezahlt, geld, lieferung, paket,
        bestellung, dsgvo, kündig*, mahnung, gutschrift, umsatzsteuer*, retoure,
        abbuchung*, lastschrift, überweisung, mahngebühr*, inkasso, betreibung, gebühr*, rückzahlung, zurückzahl*,
        zurückerstatt*, nicht geliefert/angekommen/erhalten/zugestellt, sendung*, beschädigt, garantie, gewährleistung,
        gutschein*, guthaben, storn*, widerruf*, rückgabe, umtausch*, reklam*, vertrag, abo, personenbezogen*,
        datenschutz, anwalt, rechtlich*, konto löschen/schließen, daten löschen, mwst
        """,
    "urgent": """
        dringend, eilig, sofort, so schnell wie möglich, schnellstmöglich, umgehend, notfall,
        asap, eilt, dringendst, höchste priorität, schnellstens, so rasch wie möglich, unverzüglich,
        möglichst schnell/bald/rasch, kritisch, notfallmäßig, pressiert
        """,
    "cosmetic": """
        tippfehler, schreibfehler, rechtschreibfehler, schönheitsfehler, optisch, kleinigkeit, farbe,
        schriftart, unwichtig, symbol,
        kosmetisch, grammatikfehler, grammatik, buchstabendreher, vertippt, falsch geschrieben, schreibweise,
        formulierung, unschön, hässlich, pixel, ausrichtung, abstand, eingerückt, verrutscht, überlappt, bündig, farben,
        farbton, schrift, icon, logo, fußzeile, tooltip, beschriftung, kleiner fehler, kleines detail,
        niedrige priorität, beistrich, sieht komisch/seltsam
        """,
    "calm": """
        nicht eilig/dringend, eilt nicht, keine eile, nicht so wichtig, nicht schlimm, nur so eine idee,
        irgendwann, wenn sie zeit haben, hat zeit, kein stress, nur eine idee, keine daten verloren,
        nicht so/sehr/besonders/wirklich/weiter/allzu eilig/dringend/wichtig/schlimm/tragisch/wild,
        eilt überhaupt/gar nicht, pressiert nicht, keine hektik, keinen stress, kein zeitdruck, kein drama,
        kein beinbruch, halb so schlimm/wild, kann warten, in ruhe, in aller ruhe, bei gelegenheit,
        lassen sie/lasst euch sich/zeit zeit, wenn ihr/du zeit habt/hast, wenn mal zeit,
        nichts dringendes/eiliges/wildes/schlimmes/verloren, nur ein/eine hinweis/vorschlag/kleinigkeit/frage,
        nur zur info, nur so nebenbei, aus neugier, aus interesse, interessehalber, rein interessehalber,
        stört nicht weiter, nicht kritisch/blockierend/kaufentscheidend, niedrige/geringe priorität, nicht weltbewegend,
        kein weltuntergang, sonst läuft/funktioniert alles
        """,
    "workaround": """
        umweg, workaround, behelfe, behelfen, solange, vorerst, notfalls, im moment noch,
        in chrome/firefox/safari/edge geht, stattdessen, kann damit leben, immerhin,
        über umwege, notlösung, übergangsweise, zwischenzeitlich, inzwischen, bis dahin, einstweilen, fürs erste,
        erstmal, zur not, ersatzweise, alternativ,
        am/auf/mit/in handy/pc/browser/chrome/firefox/safari/edge/laptop/tablet/app geht/funktioniert/klappt es,
        im handy/pc/browser/chrome/firefox/safari/edge/laptop/tablet/app geht/funktioniert/klappt es,
        i am handy/pc/browser/chrome/firefox/safari/edge/laptop/tablet/app geht/funktioniert/klappt es,
        auf dem handy/pc/laptop/tablet geht/funktioniert/klappt, funktioniert/geht/klappt es in/am/auf/mit/über/nach,
        funktioniert/geht/klappt es im, funktioniert/geht/klappt es i am,
        nach neustart/neuladen/aktualisieren geht/funktioniert/klappt, nach einem neustart geht/funktioniert,
        neu laden hilft, beim zweiten versuch/mal, komme/kommen zurecht, können/kann trotzdem,
        kann/können noch/weiterhin, von hand geht, i am moment/browser noch/geht, damit leben
        """,
}

PARTS = {
    "expected": """
        sollte, sollten, erwarte, erwartet, eigentlich, normalerweise, müsste, statt,
        erwarten, erwarteten, gehört, anstatt, stattdessen, früher, vorher, bisher, laut, müssten, richtig/korrekt wäre,
        üblicherweise
        """,
    "tried": """
        versucht, probiert, ausprobiert, bereits, schon, neu gestartet, neu installiert, gelöscht und,
        cache, abgemeldet, anderen browser, selbe, gleiche fehler, hilft nicht, hat nicht geholfen,
        finde ich nicht, gibt es nicht, sehe ich nicht,
        neustart, neugestartet, neuinstalliert, deinstalliert, neu geladen, geleert, zurückgesetzt, aus und wieder,
        ein und ausgeschaltet, stecker, ab und angemeldet, ausgeloggt und, inkognito, privates fenster,
        anderer/anderem/anderes browser/gerät/geräten/rechner/handy/computer/netzwerk/pc,
        verschiedene/verschiedenen/zweiten browser/gerät/geräten/rechner/handy/computer/netzwerk/pc,
        anderen rechner/computer/pc/laptop/account/kabel,
        selber/gleicher/gleiches/gleichen/dasselbe/derselbe fehler/problem/ergebnis, immer noch, nach wie vor,
        weiterhin, kein/ohne erfolg, erfolglos, vergeblich, brachte/bringt nichts, nichts gebracht/geholfen/hilft,
        keine änderung/besserung/veränderung, unverändert, befolgt, nachgelesen, nicht vorhanden,
        diesen punkt/button/menüpunkt gibt, sehe keinen/keine/kein/das/den nicht, finde keinen/keine/kein,
        so einen/eine gibt
        """,
    "steps": """
        schritte, wenn ich, sobald ich, immer wenn, zuerst, danach, klicke,
        beim öffnen/speichern/klicken/starten/laden/drucken/anmelden/einloggen, wenn man/wir, jedes mal wenn,
        immer dann, nachdem ich/wir, gehe auf/zu, öffne, dann wähle/drücke, anschließend, als erstes/ich, reproduzier*,
        nachstellen, gebe/wähle/drücke/tippe ich
        """,
    "impact": """
        kunden, team, kollegen, blockiert, nicht arbeiten, frist, dringend, eilig, ärgerlich, umsatz,
        alle, abteilung, mitarbeiter, warten,
        kunde, patienten, schüler, studenten, chef, betroffen, betrifft, nervig, nervt, mühsam, zeitaufwendig, kostet,
        geld, verlieren, keiner, niemand, jeder, unbrauchbar, unbenutzbar, wichtig, schlimm, sonst, termin, schaden,
        stillstand, arbeit, täglich, keine eile, eilt nicht, damit leben
        """,
    "environment": """
        version, browser, betriebssystem, gerät, laptop,
        android, iphone, windows, handy, natel, smartphone, tablet, rechner, pc, firmware, server, cloud, drucker,
        modell, installiert, wlan
        """,
    "advice": """
        gehen sie, klicken sie, versuchen sie, öffnen sie, prüfen sie, bitte, einstellungen, können sie,
        starten, laut, dokumentation, hilfe, artikel, bekannt, wählen sie, leeren,
        gehe, klicke, versuche, öffne, prüfe, überprüfen, aktualisieren, neu installieren, deaktivieren, aktivieren,
        auswählen, wähle, stellen/achten/wenden sie, kontaktieren, leider nicht möglich, noch nicht, liegt daran, weil,
        dafür, handbuch, anleitung, unter, menü
        """,
    "desire": """
        möchte, möchten, will, wollen, bitte, brauche, brauchen, können sie, könnten sie, könnt ihr,
        hätte/würde/würden gern/gerne, benötige, benötigen, verlange, fordere, wünsche, wünschen, bitten, erwarte,
        beantrage, ersuche, kannst/könntest du, können wir, sorgen sie
        """,
    "courtesy": """
        können sie mir helfen, kann mir jemand helfen, ich habe eine frage, ich habe ein problem,
        ich brauche hilfe, eine kurze frage, das ist alles, das wars, freue mich, mit freundlichen,
        können sie/ihr helfen, können sie uns helfen, könnt ihr mir/uns helfen, kannst du mir helfen,
        könnten sie mir helfen, bitte um hilfe/rückmeldung/antwort, bitte helfen sie, brauche hilfe,
        brauche eure/ihre hilfe, hätte eine frage, hab eine/mal frage, wie geht es ihnen, ist da jemand, jemand da,
        bist du ein bot, danke i am voraus, vielen dank, danke schonmal, danke schon mal,
        beste/viele/liebe/schöne grüße, schönen tag noch, schönes wochenende, ja bitte, das wäre/war alles
        """,
    "none": """
        kein problem, kein fehler, fehlermeldung lautet, vielen dank für,
        keine fehler/fehlermeldung/probleme, ohne fehler/fehlermeldung/probleme, fehlerprotokoll, fehlerfrei,
        fehler log, falls, um zu, in ordnung, kein bug, wenn nicht, ob oder nicht, nicht nur, nicht dringend,
        nicht eilig, danke für die
        """,
}
