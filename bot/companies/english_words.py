"""The English words: how people say in English what our reading knows in French, folded on both sides.

The French need not be elegant: it is read by patterns, never shown.
"""

# One meaning a line: the English ways to say it | the French that our patterns read.
PHRASES = """
nous sommes: we are, we're, we are currently, there are
je suis: i am, i'm, i work as, i am currently
nous avons: we have, we've, we have got, we've got
j'ai: i have, i've, i have got, i've got
emploie: employs
association: charity, non-profit, nonprofit, not-for-profit
autres: other
nous employons: we employ, we have a staff of
j'emploie: i employ
nous cherchons: we are looking for, we're looking for, we look for, we seek, we are seeking, we are searching for, we are after
je cherche: i am looking for, i'm looking for, i look for, i seek, i am searching for, i'm after
cherche: looks for, is looking for, are looking for, looking for, searching for, seeking, in search of
nous voudrais: we would like to, we'd like to, we want to, we wish to, we hope to, we would love to, we are hoping to, we intend to, we would like, we'd like, we want
je voudrais: i would like to, i'd like to, i want to, i wish to, i hope to, i would love to, i intend to, i would like, i'd like, i want, i wanna
voudrais: would like to, want to, wish to, hoping to, wanting to, wants to, would like
nous voudrais: we are thinking of, we are thinking about, we're thinking of, we're thinking about, we plan to, we are planning to, we're planning to, we consider, we are considering, we're considering
je voudrais: i am thinking of, i'm thinking of, i am thinking about, i'm thinking about, i plan to, i am planning to, i'm planning to, i am considering, i'm considering
besoin de: need, needs, needing, in need of, need to, needs to
nous aider: help us, assist us, support us
m'aider: help me, assist me, support me
peut: can, could
pouvez-vous: can you, could you, would you, are you able to
puis-je: can i, could i, may i, should i
pouvons-nous: can we, could we, may we, should we
avez-vous: do you have, have you got, do you offer, do you know
y a-t-il: is there, are there any, is there any
qui peut: who can, who could
qui contacter: who should i contact, who should we contact, who to contact, whom should i contact, whom should we contact, who should we talk to, who should i talk to, who do i talk to
quelles aides: what help, what support, which help, what aid, what funding, which grants, what grants
comment pouvons-nous: how can we, how could we, how do we, how should we
comment puis-je: how can i, how could i, how do i, how should i
comment: how, how can
quel: what, which
dis moi: tell me, tell us, let me know
explique: explain
donne moi: give me, give us, show me, list
je voudrais savoir: i would like to know, i'd like to know, i want to know, we would like to know, i wonder
ou: where
quand: when
combien: how much, how many
pourquoi: why
qui: who, that, whom
je: i
nous: we, us
mon: my
notre: our
le: the
une: a, an
des: some, any
de: of, from
avec: with
pour: for
et: and
mais: but
donc: so
ou bien: or
sans: without
pas: not
environ: about, approximately, roughly, some, around, nearly, almost
entre: between
moins de: fewer than, less than, under
plus de: more than, over
pres de: near, close to, next to, not far from, outside
basee: based, located, situated
region de: area of, region of
depuis: since, for the last, for the past, for more than, for over
ans: years, year
mois: months, month
tient: run, runs, own, owns, manage, manages, running
dirige: lead, head, direct
je tiens: i run, i own, i manage
nous tenons: we run, we own, we manage
fabrique: make, makes, making, manufacture, manufactures, manufacturing, produce, produces, producing, craft, build, builds, maker of, makers of, manufacturer of, manufacturers of, producer of, producers of, bake, brew
cultive: grow, grows, growing, cultivate, we farm, i farm
transforme: process, processes, processing, transform, transforms
repare: repair, repairs, repairing, fix, fixes
vendre: sell, sells, selling, export sales of
vendons: we sell
reparation: repair of
creee en: was founded in, was created in, was set up in, was established in, were founded in, founded in, created in, established in, set up in, started in, started out in, launched in, opened in, incorporated in, registered in
creee: founded, established, incorporated, created, was founded, was created, was set up, was established
je lance mon entreprise: i am starting a business, i'm starting a business, i am starting a company, i'm starting a company, i am setting up a business, i'm setting up a business, i am setting up a company, i'm setting up my company, i am launching a business, i am launching a company, i'm launching a company, i am starting up, i'm starting up
creer mon entreprise: start a business, start a company, start my own business, start my business, set up a business, set up a company, set up my business, set up my own business, create a company, create my company, create a business, launch a company, launch a business, start my own company, set up my company, starting a business, setting up a business, become self-employed
creer notre entreprise: start our business, start our company, set up our company, create our company, launch our company
je monte une: i am launching a, i'm launching a, i am starting a, i'm starting a, i am setting up a, i'm setting up a, i am opening a, i'm opening a, i am creating a, i'm creating a, i am launching an, i'm launching an, i am starting an, i'm starting an, i am setting up an, i'm setting up an, i am opening an, i'm opening an, i am creating an, i'm creating an
creer une: set up a, open a, launch a, set up an, open an, launch an, opening a, opening an, setting up a, launching a
nous monte une: we are launching a, we're launching a, we are starting a, we're starting a, we are setting up a, we're setting up a, we are opening a, we're opening a
petite: small, little, tiny
independante: self-employed, independent, freelance
familiale: family, family-run, family-owned
artisanale: craft, artisan, artisanal, handmade
jeune: young
est: is
sur: on
aide: help, support, assistance
trouver: find, finding, found
par semaine: a week, per week, each week, every week
par mois: a month, per month, each month, every month
jours: days
jour: day
heures: hours
mardi: tuesday
cantines: school canteens, canteens, school canteen, canteen
restaurants: restaurants
magasins: shops, stores, supermarkets
vendre a: sell to, selling to, supply
les: them, their, these, those
beaucoup de: lots of, a lot of, plenty of
nouveau: new
pas encore immatricule: not yet registered, not registered yet, haven't registered, have not registered, not registered, not incorporated yet, not yet incorporated
pas encore de siret: no siret, no siret yet, no siret number, don't have a siret, do not have a siret, without a siret, without siret, no registration number, don't have a siret number, no siren
pas encore: not yet
oui: yes, yeah, yep
non: no, nope
aucun: none, nobody, no one
seul: alone, on my own, by myself, just me, only me
sans salarie: no employees, no employee, no staff, without employees, without staff, without any employee
micro-entreprise: micro-enterprise, micro enterprise, micro-business, microbusiness
entrepreneur individuel: sole trader, sole proprietor
exporter: export, exporting, exports, export sales, sell abroad, sell overseas, selling abroad, selling overseas, sell internationally, international sales
exporter a l'etranger: find customers abroad, find clients abroad, customers abroad, go international, expand abroad, expand overseas, expand internationally, international expansion, foreign markets, overseas markets
a l'etranger: abroad, overseas, in other countries, internationally
importer: import, importing
acheter: buy, buying, purchase, source, sourcing
regarde le: look at, looking at, eyeing, thinking about, thinking of
interesses par le: interested in, keen on, attracted by, drawn to
curieux de: curious about
mission d'etude: study trip, study trips, study tour, study mission, trade mission, trade missions, fact-finding trip, business trip, business trips, study visit
partager: share, sharing, pool, pooling
temps partage: time-share, timeshare, job sharing, job-sharing, shared job
mi-temps: part-time, part time, half-time, half time
groupement d'employeurs: employers' group, employer group, employers group, employer groups, employers' groups, employer pool, pool of employers
recruter: recruit, recruiting, hire, hiring, take on, find staff, finding staff, find workers, find employees, recruitment, find people to work
former nos: train our, train my, upskill our, training for our, training our
formation: training, course, courses, apprenticeship, apprenticeships
apprenti: apprentice, apprentices, trainee
financement: funding, finance, financing, grant, grants, subsidy, subsidies, loan, loans, investors, cash flow, credit, financial help, financial support, financial aid, public aid, state aid, raise money, raise funds, raise capital, fundraising
reprendre une entreprise: take over a business, take over a company, buy a business, buy a company, acquire a company, acquire a business, taking over a business, taking over a company
transmettre mon entreprise: sell my business, sell my company, sell our company, sell our business, hand over my business, hand over my company, pass on my business, find a buyer for my business, find someone to take over, transfer my business
depart a la retraite: retire, retirement, retiring
reduire notre facture d'energie: cut our energy bill, cut our energy bills, reduce our energy bill, reduce our energy bills, lower our energy bill, lower our energy bills, cut my energy bill, reduce my energy bill, cut my energy bills, reduce my energy bills, lower my energy bills, save energy, energy savings, energy costs, energy bill, energy bills, electricity bill, electricity bills, heating bill, heating bills, power bill
transition ecologique: green transition, ecological transition, go green, going green, greener, sustainability, environmental impact, energy efficiency, energy transition, become more sustainable
bilan carbone: carbon footprint, carbon emissions, emissions
panneaux solaires: solar panels
dechets: waste, scrap, offcuts, by-products, byproducts, leftovers, rubbish
recycler: recycle, recycling
site internet: website, web site, online shop, online store, webshop
vendre en ligne: sell online, selling online, online sales, e-commerce
transition numerique: digital transition, digital transformation, digital tools, going digital, go digital, digitalise, digitalize, digitise, digitize, digital help
reseaux sociaux: social media, social networks
cybersecurite: cybersecurity, cyber security, hacked, cyberattack, ransomware
intelligence artificielle: artificial intelligence
fournisseurs: supplier, suppliers, vendor, vendors, subcontractor, subcontractors, provider, providers
produits locaux: local produce, local products, local food, locally grown, locally sourced
locaux: local
clients: customer, customers, client, clients, clientele
nouveaux clients: new customers, new clients, more customers, more clients, find customers, finding customers, find clients
debouches: outlet, outlets, buyers, new markets, sales outlets, new outlets, people to sell to
distributeurs: distributor, distributors, reseller, resellers, retailers, stockists
appels d'offres: call for tenders, calls for tenders, public tender, public tenders, tenders, public procurement, public contracts
innovation: innovate, innovative, innovating, new product, patent, patents, prototype, prototypes, intellectual property, trademark
recherche et developpement: r&d, research and development
laboratoire de recherche: research lab, research laboratory, research partners, university lab
louer des locaux: find premises, new premises, bigger premises, premises, office space, a workshop to rent, warehouse space, commercial space, business premises, bigger workshop
terrain: land, plot of land
conseil juridique: legal advice, legal help, legal question, legal questions, lawyer's advice
contrats de travail: employment contract, employment contracts, labour law, labor law, employment law
rgpd: gdpr
impayes: unpaid invoices, unpaid bills, late payments, late payment
en difficulte: in trouble, in difficulty, in financial difficulty, struggling, going under, in financial trouble, financial difficulties, on the verge of bankruptcy, bankruptcy, insolvent
perd de l'argent: losing money, lose money, loses money
peux plus payer: can't pay, cannot pay, unable to pay, can no longer pay, struggle to pay
partenaires: partner, partners, partnership, partnerships
rencontrer d'autres entreprises: meet other companies, meet other businesses, meet other entrepreneurs, network with, business network, networking, meet entrepreneurs, join a network, join a cluster
cluster: cluster, clusters
certification: certification, certified, iso certification, get certified
label: label, labels, quality label
passer en bio: go organic, going organic, convert to organic, organic certification, organic label
marche: market
marches: markets
rejoindre: join
developper: grow our business, grow my business, develop, expand
ouvrir: open, opening
demarrer: start, starting
lancer: launch, launching
partir: go to, travel to, visit
produits: products, product, goods
legumes: vegetables, vegetable, veg, veggies
legumes locaux: local vegetables, local veg
produits a base de chanvre: hemp products, hemp-based products
"""

NOUNS = """
entreprise: company, business, firm, enterprise
entreprises: companies, businesses, firms, enterprises
pme: sme, small business, small company, small firm, medium-sized company, small and medium-sized enterprise
start-up audio: audio start-up, audio startup, sound start-up, sound startup, audio company
start-up: start-up, startup, start up
societe: corporation
atelier: workshop
usine: factory, plant
equipe: team
boutique: shop, store, boutique
projet: project
associes: partners in the business, co-founders, cofounders, associates
salarie: employee, worker, member of staff, staff member, team member, full-timer
salaries: employees, workers, members of staff, staff members, staff, team members
personne: person
personnes: people, persons, of us
comptable: accountant, bookkeeper
secretaire: secretary, assistant, receptionist
commercial: salesperson, sales rep, salesman, sales representative
technicien: technician
ingenieur: engineer
vendeur: shop assistant, sales assistant
serveur: waiter, waitress
chauffeur: driver
soudeur: welder
responsable rh: hr manager
responsable qualite: quality manager
informaticien: it technician, it person, it specialist
saisonnier: seasonal worker
ouvrier: labourer, laborer
"""

MONTHS = """
janvier: january
fevrier: february
mars: march
avril: april
mai: may
juin: june
juillet: july
aout: august
septembre: september
octobre: october
novembre: november
decembre: december
"""

MARKS = frozenset(
    word
    for line in (
        "the is are am was were we our my i you your they would like want need looking in at with from for and of to",
        "who what how where which can could should have has been any some help based find sell make run own do does",
        "not yet no yes near about there its this that be will",
    )
    for word in line.split()
)
"""Words that only English has, or that French hardly ever writes."""
BOTH = frozenset(
    word
    for line in (
        "export exports import label labels prototype prototypes credit courses assistant plant client clients",
        "broker manager coaching marketing design cluster clusters training team staff land startup pub snack",
    )
    for word in line.split()
)
"""English words that French writes too: they tell no language."""
