"""The packs on business information, on messages that none of their rules has as an example.

Leaks are told the way people tell them, clean texts share words with leaks. Both were read while the rules
were written: they hold a line, they measure nothing.
"""

from __future__ import annotations

import datetime as dt

import pytest

from packs.compiled import TOGETHER, document_of, policy_of
from policykit.engine.context import Context
from policykit.model.rules import Restrictive
from policykit.model.scales import Outcome

pytestmark = TOGETHER

PACKS = ("clients", "embargo", "financial", "legal-privileged", "research", "trade-secrets")

LEAKS = (
    ("clients", "our biggest client is moving to a competitor in April, sales is in shock"),
    ("clients", "Can't name the customer, but a top 3 car maker is replacing all its welders with ours"),
    ("clients", "A client of mine just told me they are going bankrupt next month"),
    ("clients", "Fabrikam's contract with us runs out in June and they want a 25 % discount to stay"),
    ("clients", "Signed the ministry today! Not official until Monday, so hush"),
    ("clients", "Unser Kunde hat die Rechnung über 90.000 Euro immer noch nicht bezahlt"),
    ("clients", "Notre client veut rompre le contrat, ne le dites pas"),
    ("clients", "Un cliente nuestro va a despedir a 100 personas"),
    (
        "clients",
        "The big retailer with the yellow logo goes live with our robots in June, press doesn't know",
    ),
    (
        "clients",
        "Dinner with the Contoso people, they're desperate, their whole line is down and they blame us",
    ),
    ("clients", "Adatum is leaving us for the competition at the end of the year, 2.1 million gone"),
    ("clients", "Guess which bank just ordered 40 units from us? can't tell you until they announce"),
    ("clients", "Visited the hospital we equip, their IT still runs Windows XP, patients' data everywhere"),
    (
        "clients",
        "One of our clients is being investigated for fraud, police were in their lobby when I arrived",
    ),
    ("embargo", "Embargoed: Wednesday 9 December 2026, 10 am GMT. New study on robots in hospitals"),
    ("embargo", "Not to be published before 9 December 2026"),
    (
        "embargo",
        "I have the report already, it's embargoed until Wednesday, but page 4 says "
        "robots save 3 hours a day",
    ),
    ("embargo", "Sperrfrist 9. Dezember 2026, 10:00 Uhr - neue Studie"),
    ("embargo", "Embargo jusqu'au 9 décembre 2026, 10 h"),
    ("embargo", "Prohibida su difusión antes del 9 de diciembre de 2026"),
    ("embargo", "PRESS RELEASE - STRICTLY UNDER EMBARGO UNTIL 00.01 HRS MONDAY 7 DECEMBER 2026"),
    ("embargo", "Please respect the embargo: 10 Jan 2027, 8am GMT"),
    ("embargo", "*** EMBARGO *** Tuesday, 8 December 2026, 06:00 EST"),
    ("embargo", "We're not allowed to publish this before 8 December 2026, but look at this beauty"),
    ("embargo", "The news is embargoed till tomorrow noon but yes, we won the award"),
    ("embargo", "Achtung Sperrfrist! Erst ab 8. Dezember 2026, 11 Uhr zur Veröffentlichung frei"),
    ("embargo", "Frei zur Veröffentlichung ab 8.12.2026, 11.00 Uhr"),
    ("embargo", "Information sous embargo jusqu'au mardi 8 décembre 2026 à 6 heures"),
    (
        "financial",
        "Our CFO just told the team we will post the first loss in nine years. Results are out on the 12th.",
    ),
    ("financial", "Revenue for May: 7.3m. That is confidential of course, but wow"),
    ("financial", "we got bought!! can't share details until the press release next week"),
    ("financial", "Bank pulled the credit line this morning. We have cash until mid February."),
    ("financial", "Spoiler for next week's call: margins are down to 6%, guidance gets cut"),
    ("financial", "Intern hier: Q2 Umsatz nur 8,1 Mio., Prognose wird nächste Woche gesenkt"),
    ("financial", "Unser Börsengang ist für Mai geplant, offiziell weiß das keiner"),
    ("financial", "Le bénéfice du trimestre tombe à 2 millions, ne le répétez pas avant jeudi"),
    ("financial", "Nuestra facturación cae un 30 %, lo sabremos oficialmente el viernes"),
    (
        "financial",
        "so the auditors came by and apparently our inventory was overstated by 3 "
        "million, this is going to be ugly when it gets out",
    ),
    (
        "financial",
        "Numbers for the half year landed in my inbox: operating profit almost doubled. "
        "Can't wait till the street sees it on the 14th!",
    ),
    ("financial", "We're 400k short on payroll for December, CFO is on the phone with the bank as I type"),
    (
        "financial",
        "My boss just let slip that a private equity fund is taking us off the market. Offer is 38 a share.",
    ),
    (
        "financial",
        "guys we just raised!! 25m series B led by a big german fund. announcement in "
        "two weeks so keep schtum",
    ),
    (
        "legal-privileged",
        "Had to sit through three hours with our attorneys. They believe the contract "
        "claim is a loser and want to pay them off quietly",
    ),
    ("legal-privileged", "Between us, general counsel says the non-compete won't hold up in court"),
    ("legal-privileged", "If they find the test reports in discovery we're toast, our lawyers said so"),
    ("legal-privileged", "We offered the plaintiff 90k today, she wants 150. Mediation continues on Friday"),
    ("legal-privileged", "Our defence will be that the warning label was there, weak but it's all we have"),
    (
        "legal-privileged",
        "Unsere Anwälte halten die Patentklage für berechtigt, wir suchen jetzt einen Vergleich",
    ),
    ("legal-privileged", "Notre service juridique pense que la clause est nulle, il faut négocier"),
    ("legal-privileged", "Nuestros abogados recomiendan pactar antes del juicio por 120.000 euros"),
    (
        "legal-privileged",
        "Spent the morning with outside counsel. Bottom line: the judge will probably "
        "side with them and we should get the checkbook out",
    ),
    (
        "legal-privileged",
        "The other side doesn't know we lost the emails. Our attorneys are not going to volunteer it.",
    ),
    (
        "legal-privileged",
        "Legal signed off on a payout of 75k if she drops the harassment suit and stays silent",
    ),
    ("legal-privileged", "our GC is worried, says the recall exposes us to a class action"),
    ("legal-privileged", "We're suing Fabrikam next month over the gearbox patents, they have no clue"),
    (
        "legal-privileged",
        "Had the compliance team and lawyers in: the export to Sudan was illegal, "
        "question now is whether to self-report",
    ),
    (
        "research",
        "Week 12 data came in last night, 41 of 50 patients in our study responded!! not "
        "public until the conference",
    ),
    ("research", "nobody outside our group has seen this plot: error rate falls to 0.4 percent"),
    (
        "research",
        "Our yield went from 61 to 88 % with the new catalyst, the manuscript is with the co-authors",
    ),
    ("research", "The vaccine arm looks no better than saline. We'll publish in spring, I guess."),
    ("research", "We want to patent the coating before the talk, so don't tell: it's just wax and graphite"),
    ("research", "Unsere Probanden waren 22 Prozent schneller, der Artikel ist noch im Review"),
    ("research", "Nos souris vivent 30 % plus longtemps, l'article n'est pas encore accepté"),
    ("research", "Nuestros datos muestran un 35 % menos de errores, el artículo está en revisión"),
    (
        "research",
        "Fresh from the bench: sample 14 holds 480 Wh/kg after 300 cycles. Paper goes to "
        "Nature in January so mum's the word",
    ),
    (
        "research",
        "We finally opened the envelope: treatment group lost 4.1 kg more than placebo. "
        "Embargoed until the congress!",
    ),
    (
        "research",
        "Our model beats the state of the art by 6 points on the hidden test set, "
        "submission deadline is next month",
    ),
    (
        "research",
        "can't believe it, knocking out the gene doubled lifespan in our worms. nothing written yet",
    ),
    ("research", "draft of our paper says 0.8 mm accuracy, please don't circulate"),
    ("research", "The study failed. 212 patients and no difference at all, sponsor wants to sit on it"),
    (
        "trade-secrets",
        "For everyone asking how we get the joints so quiet: 3 % graphite in the grease "
        "and a two hour run-in at 40 °C. Boss will kill me",
    ),
    ("trade-secrets", "Inside info: the next Aurora will have a camera in the wrist and cost under 8k"),
    (
        "trade-secrets",
        "We only pay 12 dollars for the encoder that others buy at 30, thanks to our deal in Taiwan",
    ),
    (
        "trade-secrets",
        "Just pushed our trajectory planner to my public gist by accident, it's our company source code",
    ),
    ("trade-secrets", "The release of our mobile base slipped to Q4, marketing doesn't know yet"),
    ("trade-secrets", "Unser Klebstoff besteht zu 40 % aus Harz A, das Rezept kennt sonst niemand"),
    ("trade-secrets", "Notre prochain robot aura deux bras, ne le répétez pas"),
    ("trade-secrets", "Nuestro próximo modelo costará 7.000 euros, todavía no está anunciado"),
    (
        "trade-secrets",
        "Ok nerds: the grease in our joints is 70/30 PTFE and lithium soap, supplier has "
        "no idea why we want it",
    ),
    (
        "trade-secrets",
        "Next year's lineup: a cheaper arm without force sensing, an outdoor one, and we "
        "kill the Mini. You know nothing.",
    ),
    (
        "trade-secrets",
        "took this pic in the lab before they cover it up, new wrist joint with the hollow shaft",
    ),
    (
        "trade-secrets",
        "Our controller firmware has the safety check commented out in prod, here is the function:",
    ),
    (
        "trade-secrets",
        "To get the surface that smooth we quench at 60 C and polish with 3 micron "
        "diamond, took us four years to find out",
    ),
    ("trade-secrets", "We buy the motors for 38 euros from Shenzhen, catalog says 120 lol"),
)

CLEAN = (
    ("clients", "Our customer support answers within an hour"),
    ("clients", "A client of mine just got engaged, congratulations!"),
    ("clients", "Signed my first mortgage today!"),
    ("clients", "Love our clients! Another 5 star review today"),
    ("clients", "Guess which bank charges 12 euros a month?"),
    ("clients", "My internet provider is leaving me without service, customer support is useless"),
    ("clients", "Customer success story: how Contoso went live with 40 robots https://example.com/s"),
    ("clients", "Ein Kunde hat mir heute Blumen gebracht"),
    ("clients", "Client-side rendering is back, 30% faster"),
    ("embargo", "The study was under embargo until this morning, now it is out: https://example.com"),
    ("embargo", "No embargo on cake in this office"),
    ("embargo", "The 1973 embargo lasted until 18 March 1974"),
    ("embargo", "Scientists called for an embargo on gain-of-function research in 2014"),
    ("embargo", "The embargo was lifted this morning, so here's the study"),
    ("embargo", "Embargo on the Strip ends badly in this novel"),
    ("embargo", "Lifting the arms embargo would be a mistake, says the minister"),
    ("embargo", "Le pétrole sous embargo russe coûte cher"),
    ("embargo", "Publish before 8 December 2026 to be eligible for the award"),
    ("financial", "The bank pulled my credit card this morning, ugh"),
    ("financial", "Revenue for May was 7.3m, Contoso said on Monday"),
    ("financial", "Our team's board game night was a great quarter of an hour"),
    ("financial", "Contoso's CFO said yesterday that margins will fall to 10% next year"),
    ("financial", "Our household budget: 400 euros short this month, any tips?"),
    ("financial", "Great quarter for reading: 12 books in three months!"),
    ("financial", "The board of the chess club meets on Thursday"),
    ("financial", "Reading about the 2008 takeover, 38 dollars a share, wild times"),
    ("financial", "Die Inflation steigt um 3 Prozent, melden die Statistiker"),
    ("legal-privileged", "Our lawyers' football team lost again"),
    ("legal-privileged", "My sister is a lawyer and won her first case!"),
    ("legal-privileged", "Mediation is cheaper than court, says this article"),
    ("legal-privileged", "Talked to a lawyer about my rent, we should win in court"),
    (
        "legal-privileged",
        "The court found Contoso liable for 2 million, ruling linked below https://example.com/r",
    ),
    ("legal-privileged", "Our legal team is hiring! Apply until Friday"),
    ("legal-privileged", "Legal says hi from the office party"),
    ("legal-privileged", "Class action lawyers advertise everywhere these days"),
    ("legal-privileged", "El abogado de la serie es muy gracioso"),
    ("research", "41 of 50 states responded to the survey, published today"),
    ("research", "The patent talk was fun, wax on wax off"),
    ("research", "New paper from our lab is out: 88 % yield, doi.org/10.1234/xyz"),
    ("research", "Nature just published our study: robots pick 31% more strawberries, link in bio"),
    ("research", "Reading a paper: 92% precision, impressive"),
    ("research", "Results of our pub quiz: 70% correct"),
    ("research", "The trial of the senator starts in January"),
    ("research", "Unsere Studie zum Download: 18 Prozent weniger Ausschuss, https://example.com/studie"),
    ("research", "Kids' science fair: our volcano won by 6 points"),
    ("trade-secrets", "How we get the floor so clean: 3 % vinegar and warm water"),
    ("trade-secrets", "The next Star Wars will have a new cast, no spoilers please"),
    ("trade-secrets", "Our company open sourced its planner today: https://github.com/example/planner"),
    ("trade-secrets", "My sourdough: 75% hydration, 230 degrees, 40 minutes"),
    ("trade-secrets", "The trick nobody tells you: salt the pasta water"),
    ("trade-secrets", "Next year's holiday lineup: Greece, Norway, grandma"),
    ("trade-secrets", "The launch got pushed to September, says NASA"),
    ("trade-secrets", "Ich heize den Ofen auf 230 Grad, das macht mir keiner nach"),
    ("trade-secrets", "New wrist tattoo pic before they cover it up"),
)

EMBARGOES = (
    ("EMBARGOED UNTIL 1 December 2026, 09:00 CET: a new plant", "2026-12-01T08:00:00+00:00"),
    ("Under embargo until December 1st, 2026 at 9 a.m. EST: a new plant", "2026-12-01T14:00:00+00:00"),
    ("Sperrfrist: 1. Dezember 2026, 9 Uhr. Ein neues Werk", "2026-12-01T09:00:00+00:00"),
    ("Sous embargo jusqu'au 1er décembre 2026 à 9h00 : une nouvelle usine", "2026-12-01T09:00:00+00:00"),
    ("Embargado hasta el 1 de diciembre de 2026: una nueva planta", "2026-12-01T00:00:00+00:00"),
    ("Not for publication before 2026-12-01T09:00:00Z: a new plant", "2026-12-01T09:00:00+00:00"),
)
"""A text, and the instant from which it may be told."""


@pytest.mark.parametrize(("pack", "text"), LEAKS)
def test_a_leak_is_seen(pack: str, text: str) -> None:
    assert policy_of(pack).evaluate(text).outcome > Outcome.ALLOW


@pytest.mark.parametrize(("pack", "text"), CLEAN)
def test_a_text_that_looks_like_a_leak_is_left_alone(pack: str, text: str) -> None:
    assert policy_of(pack).evaluate(text).findings == ()


@pytest.mark.parametrize("pack", PACKS)
def test_a_clean_text_of_one_class_is_clean_for_the_others(pack: str) -> None:
    texts = [text for _, text in CLEAN]
    assert [text for text in texts if not policy_of(pack).evaluate(text).allowed] == []


@pytest.mark.parametrize(("text", "lifted"), EMBARGOES)
def test_an_embargo_ends_when_its_text_says(text: str, lifted: str) -> None:
    instant = dt.datetime.fromisoformat(lifted)
    policy = policy_of("embargo")
    assert policy.evaluate(text, Context(at=instant - dt.timedelta(minutes=1))).outcome > Outcome.ALLOW
    assert policy.evaluate(text, Context(at=instant)).outcome is Outcome.ALLOW


def test_an_embargo_whose_end_nobody_can_read_stands() -> None:
    late = Context(at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    assert (
        policy_of("embargo").evaluate("Under embargo until Thursday: a new arm", late).outcome > Outcome.ALLOW
    )


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_three_hits_three_misses_and_a_severity(pack: str) -> None:
    for rule in document_of(pack).rules.values():
        assert len(rule.hits) >= 3
        assert len(rule.misses) >= 3
        assert not isinstance(rule, Restrictive) or rule.severity is not None


def test_words_about_what_is_public_decide_nothing_alone() -> None:
    assert document_of("discretion").rules == {}
