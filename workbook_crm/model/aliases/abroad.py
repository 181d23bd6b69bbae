"""Spanish, German, French and Italian words for our columns. How to read them: `model.aliases`."""

WORDS = """
# common
spec: versión | acabado | ausstattung | variante | ausführung | finition | équipement | allestimento | especificación
    | especificaciones | talla | medida | größe | maße | taille
remark: seguimiento | observaciones | observación | comentarios | comentario | notas | nota | bemerkung | bemerkungen | anmerkung
    | anmerkungen | notiz | notizen | kommentar | hinweis | hinweise | remarque | remarques | observations
    | commentaire | commentaires | notes | osservazioni | note | commenti
mail: correo | correo electrónico | e-mail-adresse | emailadresse | mailadresse | courriel | adresse e-mail | adresse mail
    | dirección de correo | indirizzo email | posta elettronica | mél
phone: tfno | tlf. | tfno móvil | teléfono | teléfono móvil | móvil | celular | tel. | teléfono de contacto | número de teléfono | telefon
    | telefonnummer | telefon-nr. | tel.-nr. | rufnummer | handy | handynummer | mobil | mobiltelefon | mobilnummer
    | festnetz | téléphone | tél. | tél | portable | téléphone portable | mobile | numéro de téléphone | telefono
    | cellulare | numero di telefono | n. telefono | fijo | teléfono fijo | tel móvil | tél. portable | tél. fixe
industry: sector | branche | secteur | secteur d'activité | settore | actividad | rubro
size: número de empleados | empleados | mitarbeiter | mitarbeiterzahl | effectif | nombre de salariés | dipendenti
region: zona | ciudad | población | localidad | provincia | región | ort | stadt | region | bundesland | wohnort | ville | région
    | département | commune | città | provincia | regione | municipio
model: unidad de interés | unidad | vehículo de interés | modelo de interés | vehículo | modelo | coche | fahrzeuginteresse
    | wunschfahrzeug | fahrzeug | modell | véhicule recherché | véhicule souhaité | modèle souhaité | véhicule | modèle
    | veicolo di interesse | modello | veicolo
budget: presupuesto | budget | preisvorstellung | budget max | kaufpreis max
next_follow_up: fecha próxima | próxima fecha | date prochaine | nächstes datum | data prossima | fecha próxima acción | nächste aktion | à relancer le | relance le | relancer le | próximo contacto | próxima llamada | próximo seguimiento | fecha próximo contacto
    | fecha de seguimiento | fecha seguimiento
    | próxima visita | wiedervorlage | nächster kontakt | wv | nächster termin | wieder anrufen
    | prochain contact | prochaine relance | relance | date de relance | à relancer | à rappeler | rappel | prochain rdv
    | prossimo contatto | da richiamare | volver a llamar | llamar | nächster anruf

# staff
name: empleado | mitarbeiter | nombre del empleado | mitarbeitername | employé | collaborateur | dipendente | name
team: equipo | departamento | abteilung | équipe | service | reparto
store: sucursal | filiale | agencia | standort | niederlassung | agence | concession | sede
role: puesto | cargo | position | funktion | poste | fonction | ruolo
state: estado | status | statut | stato

# leads
number: nº | núm. | nr. | lead-nr. | n° lead | id lead
name: nombre o razón social | nombre | nombre y apellidos | nombre completo | interesado | cliente potencial | vor- und nachname | interessent
    | ansprechpartner | kontakt | nom complet | nom et prénom | nom prénom | nome e cognome | nominativo
    | contacto | persona de contacto
company: empresa | razón social | compañía | sociedad | firma | unternehmen | firmenname | betrieb | société | entreprise
    | raison sociale | azienda | società | ragione sociale
source: leadquelle | source du lead | origen | procedencia | canal | fuente | medio | cómo nos conoció | quelle | herkunft | kanal | aufmerksam durch | origine
    | provenance | canal d'acquisition | fonte | provenienza
level: prioridad | interés (a/b/c) | priorität | bewertung | priorité | niveau d'intérêt | priorità | temperatura | calificación
state: estado | situación | status | stand | statut | état | stato | bearbeitungsstatus
interest: sucht | busca | intéressé par | recherche | interés | interesse | interesse an | producto de interés | necesidad | bedarf | besoin | produit souhaité | esigenza | intérêt | interessiert an
invalid_reason: motivo de descarte | grund | motif
owner: vendeuse | comercial | vendedor | vendedora | asesor | asesor comercial | responsable | ejecutivo | atendido por | verkäufer
    | verkäuferin | berater | verkaufsberater | zuständig | betreuer | bearbeiter | vendeur | commercial | conseiller
    | conseiller commercial | suivi par | venditore | consulente | commerciale | responsabile | agente

# customers
number: nº cliente | número de cliente | código de cliente | cód. cliente | kundennummer | kunden-nr. | kd.-nr. | kdnr
    | n° client | numéro client | code client | codice cliente | n. cliente | cust no | cust. no. | cust # | acct no
name: nombre | cliente | nombre del cliente | nombre y apellidos | razón social | empresa | kunde | kundenname | firma
    | vor- und nachname | client | nom du client | nom | raison sociale | société | cliente | nome cliente | ragione sociale
    | nome e cognome | titular
address: dirección | domicilio | calle | adresse | anschrift | straße | strasse | rue | indirizzo | via
type: tipo de cliente | kundenart | kundentyp | type de client | tipo cliente
gender: sexo | geschlecht | sexe | género | anrede | civilité
occupation: profesión | puesto | cargo | beruf | profession | métier | fonction
source: origen | procedencia | canal | quelle | herkunft | origine | provenance | fonte
level: categoría | prioridad | kategorie | priorität | catégorie | priorité
state: estado | status | statut | état | stato
owner: vendeuse | comercial | vendedor | vendedora | asesor | responsable | verkäufer | verkäuferin | berater | betreuer | zuständig
    | vendeur | commercial | conseiller | suivi par | venditore | commerciale | responsabile

# opportunities
number: nº oportunidad | angebotsnr. | angebotsnummer | n° affaire
name: oportunidad | nombre de la oportunidad | negocio | asunto | proyecto | verkaufschance | chance | projekt | bezeichnung
    | affaire | opportunité | nom de l'affaire | projet | opportunità | trattativa | nombre del negocio | betreff
customer: cliente | empresa | nombre del cliente | kunde | kundenname | firma | client | société | compte | cliente | azienda | cuenta
amount: importe | importe total | valor | monto | total | betrag | wert | volumen | summe | auftragswert | umsatz | montant
    | valeur | montant ht | importo | valore | importe estimado | importe previsto | angebotssumme
stage: etapa | fase | fase de venta | phase | verkaufsphase | stufe | étape | phase de vente
state: estado | status | statut | état | stato | resultado | ergebnis
probability: probabilidad | probabilidad (%) | wahrscheinlichkeit | abschlusswahrscheinlichkeit | probabilité | probabilità
expected_close: entscheidung bis | entscheidung am | entscheidung | entscheidungstermin | fecha de decisión | décision avant le | fecha de cierre | fecha de cierre prevista | cierre previsto | fecha prevista de cierre | fecha cierre
    | abschlussdatum | voraussichtlicher abschluss | geplanter abschluss | erwarteter abschluss | abschluss
    | date de clôture | date de signature prévue | clôture prévue | date de closing | data di chiusura | chiusura prevista
loss_reason: motivo de pérdida | razón de pérdida | verlustgrund | absagegrund | motif de perte | raison de la perte
    | motivo perdita
competitor: competidor | competencia | wettbewerber | mitbewerber | concurrent | concorrente
owner: vendeuse | comercial | vendedor | vendedora | asesor | responsable | verkäufer | verkäuferin | berater | betreuer | zuständig
    | vendeur | commercial | conseiller | responsable commercial | venditore | commerciale | responsabile
kind: tipo | tipo de producto | art | produktart | fahrzeugart | type de produit | tipologia

# opportunity_lines
opportunity: oportunidad | verkaufschance | affaire | opportunité | nº presupuesto | angebotsnr. | n° devis
product: producto | artículo | descripción | vehículo | artikel | produkt | bezeichnung | fahrzeug | désignation | produit | article
    | véhicule | prodotto | articolo | descrizione
quantity: cantidad | cant. | uds. | unidades | menge | anzahl | stück | stk. | quantité | qté | quantità | q.tà
unit_price: precio unitario | precio | p. unit. | einzelpreis | preis | stückpreis | prix unitaire | p.u. | pu ht | prezzo unitario
discount: descuento | dto. | dto | rabatt | nachlass | remise | sconto
amount: importe | total | subtotal | betrag | gesamt | gesamtpreis | summe | montant | total ht | importo | totale

# catalog
code: referencia | ref. | código | nº stock | artikelnummer | artikel-nr. | art.-nr. | bestellnummer | lagernummer | référence
    | réf. | codice | n° stock | fahrzeugnummer | interne nr. | nr. | nº | n°
kind: tipo | categoría | fahrzeugart | kategorie | fahrzeugtyp | catégorie | genre | categoria
product: désignation du véhicule | mezzo | maschine | gerät | schlepper | furgoneta | bateau | barca | machine | voertuig | producto | artículo | vehículo | marca y modelo | marca/modelo | descripción | marke/modell | marke und modell
    | marke & modell | fahrzeug | artikel | bezeichnung | produkt | fahrzeugbezeichnung | marque/modèle | marque et modèle
    | désignation | véhicule | produit | libellé | veicolo | prodotto | marca e modello | descrizione
    | modelo | modell | modèle | modello
unit_price: vente | prix vente | venta | precio | precio de venta | pvp | p.v.p. | precio (€) | tarifa | preis | verkaufspreis | vk | vk-preis | vk brutto
    | listenpreis | bruttopreis | endpreis | händlerpreis | prix | prix de vente | prix ttc | tarif | prix public | prezzo
    | prezzo di vendita | listino | precio contado
floor_price: mini | prix mini | mindest-vk | precio mínimo | mindestpreis | prix minimum | prix plancher | prezzo minimo
vin: bastidor | nº bastidor | nº de bastidor | número de bastidor | fahrgestellnummer | fahrgestellnr. | fahrgestell-nr. | fin
    | fgst.-nr. | fg-nr. | n° de série | numéro de série | n° de châssis | châssis | telaio | numero di telaio
plate: immat | immat. | matrícula | placa | patente | kennzeichen | amtl. kennzeichen | immatriculation | plaque | targa
year: immatr. | mec | bouwjaar | 1. zulassung | año | año de matriculación | baujahr | bj. | bj | erstzulassung | ez | année | 1ère immatriculation | millésime | anno
    | fecha de matriculación | mise en circulation | immatricolazione
mileage: km compteur | compteur | bh | std. | stunden | kilómetros | kilometraje | kilometerstand | km-stand | laufleistung | kilometer | tachostand | kilométrage
    | chilometri | chilometraggio | betriebsstunden | horas | heures
stock: existencias | stock | unidades en stock | bestand | lagerbestand | menge | quantité en stock | giacenza
state: estado | disponibilidad | status | verfügbarkeit | état | disponibilité | stato
unit: unidad | einheit | unité | unità
deposit: fianza | depósito | kaution | caution | cauzione

# follow_ups
subject: cliente | contacto | empresa | kunde | kontakt | firma | ansprechpartner | client | contact | société | cliente | contatto
time: fecha | fecha de contacto | datum | kontaktdatum | besuchsdatum | tag | date du contact | date | data | día | jour
method: tipo | canal | medio | tipo de contacto | art | kontaktart | art des kontakts | kanal | type de contact | moyen | canale
content: comentario | comentarios | resultado | detalle | resumen | notas | notiz | ergebnis | gesprächsnotiz | inhalt | bericht
    | besuchsbericht | compte rendu | commentaire | résultat | contenu | esito | note
plan: próximo paso | siguiente paso | próxima acción | nächster schritt | nächste schritte | maßnahme | prochaine étape
    | prochaine action | prossimo passo | à faire
by: comercial | vendedor | responsable | verkäufer | bearbeiter | mitarbeiter | vendeur | commercial | venditore | asesor
expense: gasto | gastos | kosten | spesen | frais | spese
"""
