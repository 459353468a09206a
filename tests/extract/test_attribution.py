"""Who says so, by construction: own texts whose figures are marked ``[surface|claimant < relay]``, ``[surface|]`` for nobody.

FACTS.md sections 2 (``attribution``) and 5 (7, 15, 18, 19) are the rules. Paragraphs are parted by line ends.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from ledger.extract import extract
from ledger.model import Report

_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]*)\]")

VERBS = [
    "Troops lost [nine|General Staff] men, the General Staff reported on Monday. According to the report, [12|General Staff] trucks were lost.",
    "The army said in a communique that [40|army] rebels died. The communique added that [two|army] soldiers were wounded.",
    "The health ministry issued a statement saying [40|health ministry] people died. The statement said [12|health ministry] were hurt.",
    "The minister said the report was wrong and [nine|minister] had died. The report says [12|report] died.",
    "The guerrillas claimed in a communique to have killed [12|guerrillas] soldiers.",
    "The ministry notified the agency of [two|ministry] cases of plague, including [one|ministry] death.",
    "The agency was notified of [two|] cases of plague.",
    "The Shelter Cluster met on Monday. The Health Cluster in the port city reported [eight|Health Cluster] cases of cholera.",
    "An army spokesman said [two|army spokesman] soldiers died. He said [five|army spokesman] rebels were killed.",
    "The health ministry listed [107|health ministry] people as still in hospital, [16|health ministry] of them in grave condition.",
    "NUEVA TARIBA, 14 MAR 90 (XYZ) -- [TEXT] THE ARMY REPORTED TODAY THAT [15|army] REBELS WERE KILLED.",
    "Police spokesmen revealed that [five|police spokesmen] people died.",
    "The armed forces said [50|armed forces] rebels died. The convoy was attacked by [100|armed forces] men, it said.",
    "Shelling hurt [ten|local authorities] people, as indicated by local authorities.",
    "Rebels had been expected to set free [100|] hostages.",
    "The clandestine radio station claimed that the rebels killed [23|clandestine radio station] soldiers.",
    "Nine people died in a raid in eastern Burkina Faso, the army announced. [Nine|army] people died in Burkina Faso, the army said.",
    "Some [3,500|Red Crescent] people were evacuated, the Red Crescent said; a further [900|] are waiting.",
    "The Joint Chiefs of Staff tracked the missile. The Joint Chiefs of Staff said it fell into the sea. It added that it flew [600|Joint Chiefs of Staff] km.",
    "The estimates highlight [40|estimates] deaths.",
    "The slide buried [five|Harrow Rescue Board (HRB)] farmers, the Harrow Rescue Board (HRB) said on Saturday.",
    "Police said [12|police] people were killed in Harrow.",
    "[Twelve|police] people were killed in Harrow, police said.",
    "[Twelve|Ana Duarte] people were killed in Harrow, said Ana Duarte, the mayor.",
    "[Twelve|Ana Duarte] people were killed, said Harrow Mayor Ana Duarte.",
    "[Twelve|Ana Duarte] people, Mayor Ana Duarte said, were killed in Harrow.",
    "The health ministry reported [40|health ministry] new cases on Monday.",
    "The health ministry has confirmed [40|health ministry] deaths from cholera.",
    "Rescuers told reporters that [30|rescuers] miners were trapped.",
    "Officials put the death toll at [90|officials].",
    "Officials put the number of missing people at [90|officials].",
    "Insurers estimate that the damage will cost [$3 billion|insurers].",
    "The central bank expects inflation to reach [6 percent|central bank] next year.",
    "The central bank sees growth of [2 percent|central bank] next year.",
    "Analysts forecast a loss of [$40 million|analysts].",
    "The regulator revealed that [300|regulator] pumps had failed.",
    "The governor acknowledged that [14|governor] prisoners had escaped.",
    "The army claimed to have killed [50|army] rebels.",
    "The army claims it killed [50|army] rebels in the raid.",
    "The company, which owns the mine, said [eight|company] workers were missing.",
    "Police chief Omar Reyes warned that [200|Omar Reyes] families were still at risk.",
    "Omar Reyes, the police chief, tweeted that [200|Omar Reyes] homes had burned.",
    "The group has documented [70|group] attacks since January, it says.",
    "Kenya reported [36|Kenya] killed and [90|Kenya] injured.",
    "Officials described it as a [6.6|officials]-magnitude quake.",
    "The coalition admitted on Friday to killing at least [81|coalition] civilians.",
    "[Three|Southern Command] workers were killed, reported the Southern Command.",
    "The quake had a magnitude of [5.6|Geological Survey], according to the Geological Survey.",
    "The prosecutor alleged that the gang had stolen [$2 million|prosecutor].",
    "The minister added that [16|minister] bridges had been destroyed.",
]

ACTS = [
    "The government has allocated [$5 million|] for relief.",
    "The ministry unveiled a plan worth [$300 million|].",
    "The company agreed to pay a fine of [$80 million|].",
    "The army plans to send [400|] soldiers to the border.",
    "Rescuers found [six|] bodies in the mud.",
    "The government has committed to taking in [2,000|] refugees.",
    "Real wages fell as firms struggled, prompting the bank to maintain its key rate at [20%|].",
    "With inflation expected to reach [7 percent|], shoppers are cutting back.",
    "Growth is forecast to slow to [2 percent|] next year.",
    "The attack claimed [12|] lives.",
    "The storm added [$2 billion|] to the region's losses.",
    "The bill includes [$34 million|] for schools.",
    "The measures include isolating patients for [21|] days.",
    "The road was closed, leaving [300|] people stranded.",
    "The hospital admitted [13|] patients.",
    "The dead include [three|] children.",
    "The lake saw [40|] drownings last year.",
    "The vessel notes say nothing; [four|] sailors died.",
]

PASSIVES = [
    "[Two|] people are reported to have died in the flood.",
    "[Two|] people were believed to have drowned.",
    "[Thirty|] people were said to be missing.",
    "A flood has reportedly killed [nine|] people.",
    "[Forty|] homes are estimated to have burned.",
    "[Forty|The Harrow Times] deaths were reported by The Harrow Times.",
    "Tariffs of [25 percent|Paulo Reis < Ana Duarte] announced by President Paulo Reis are illogical, Minister Ana Duarte said.",
    "[Six|Ana Duarte] people died, Mayor Ana Duarte was quoted as saying.",
    "Mayor Ana Duarte was quoted by the Kestrel news agency as saying [six|Ana Duarte < Kestrel news agency] people died.",
    "The Kestrel news agency quoted Mayor Ana Duarte as saying [six|Ana Duarte < Kestrel news agency] people died.",
]

PREPOSITIONS = [
    "According to the Red Crescent, [31|Red Crescent] people drowned.",
    "[Thirty-one|Red Crescent] people drowned, according to the Red Crescent.",
    "The storm, according to Mayor Ana Duarte, destroyed [400|Ana Duarte] homes.",
    "According to figures from the labour ministry, [40,000|labour ministry] jobs were lost.",
    "According to data released by the labour ministry, [40,000|labour ministry] jobs were lost.",
    "According to a report by Quillmark University, [one in five|Quillmark University] children is hungry.",
    "Figures from the labour ministry show that [40,000|labour ministry] jobs were lost.",
    "Data from Quillmark shows prices rose [8 percent|Quillmark] in May.",
    "A statement from the governor's office said [11|governor's office] people were hurt.",
    "A statement by the Harrow police said [11|Harrow police] people were hurt.",
    "The report found that [300|report] schools had closed.",
    "The study found [60 percent|study] of wells were dry.",
    "Documents show the firm lost [$9 million|documents].",
    "The mayor, citing police figures, said [nine|police < mayor] people had died.",
    "Citing the coast guard, the newspaper said [nine|coast guard < newspaper] people had died.",
    "The mayor said based on information from the Ministry of Works, the storm wrecked [413|Ministry of Works < mayor] homes.",
    "[Nine|coast guard] sailors died, per the Coast Guard.",
    "The plant produces [400|] cars per day.",
    "In a statement, the army said [17|army] soldiers were killed.",
    "The army said in a press release that [17|army] soldiers were killed.",
    "On its website the utility said [9,000|utility] homes lacked power.",
    "A survey of [1,200|] adults found that [38 percent|survey] had moved.",
]

RELAYS = [
    "Hospital sources said the blast left [two|hospital sources < Associated Press] guards dead, the Associated Press reported.",
    "Villagers said [12|villagers < Reuters] people died, Reuters reported on Monday.",
    "The mayor told AFP that [nine|mayor < AFP] people had died.",
    "[Nine|Omar Reyes < Reuters] people died, Omar Reyes, a doctor, told Reuters.",
    "Nurse Ana Duarte told the Harrow Post that [nine|Ana Duarte < Harrow Post] babies had died.",
    "Mayor Ana Duarte told a news conference that [nine|Ana Duarte] people had died.",
    "[Nine|Ana Duarte < Reuters] people died, Mayor Ana Duarte said, according to Reuters.",
    "The BBC and Reuters both report that [nine|BBC] people died.",
    "The mayor's spokesman told CNN that [nine|mayor's spokesman < CNN] people died.",
    "State television reported that [nine|state television] people died.",
]

SCOPE = [
    "At least [40|doctors' union] people were killed in Sudan, a doctors' union said on Sunday, as fighting between the army and rebels went on.",
    "UNICEF estimates that [4.8 million|UNICEF] children need help.",
    "Bank Sur said it had [40|Bank Sur] branches. Shares in Kestrel rose 3 percent after it reported a profit of [$900 million|].",
    "[Nine|Ana Duarte < Reuters] people died in the town, the region's health minister, Ana Duarte, told Reuters on Monday.",
    "Heat claims [52|] lives, power demand at record",
    "At least [90|Save the Children] pupils were seized, Save the Children says.",
    "[Eleven|security source] people were killed in Harrow, a security source said, and authorities evacuated [100|] people.",
    "Kelly Marsh, a deputy director, said there were no deaths, but [dozens|Kelly Marsh] were taken to hospital.",
    "Police said [30|police] people had died and [90|police] were missing.",
    "[Twenty-three|] soldiers died on Monday. The army said [four|army] more were missing.",
    "The army said [23|army] soldiers had died, but the rebels put the figure at [60|rebels].",
    "The governor said [40|governor] people died. The mayor said [90|mayor] had died.",
    "Jack Rowe, director of a city of about [77,000|] people, said [30|Jack Rowe] water mains were broken.",
    "She said the storm was heading for Tolland, which lies [595|] kilometers north of the capital.",
    "The blast killed [nine|] people on Friday. Police said on Saturday that they had found [two|police] more bodies.",
    "The firm, which employs [600|] people, said [five|firm] were hurt.",
    "The strike killed [15|] people, and the army said it was looking into it.",
    "After a fire that killed [six|] people last year, the council said it would spend [$2 million|council] on alarms.",
]

HEADLINES = [
    "[12|police] dead in Harrow blast, police say\n\nA blast shook Harrow.",
    "Flood kills [30|officials] in Harrow: officials\n\nA flood hit Harrow.",
    "Flood kills [30|officials] in Harrow - officials\n\nA flood hit Harrow.",
    "UN: [500,000|UN] displaced in Sudan\n\nThe fighting goes on.",
    "Quillmark sees [$5 billion|Quillmark] loss\n\nThe firm has had a bad year.",
    "Death toll in landslide hits [21|] - Kestrel\n\nThe toll rose again.",
    "Latest: [21|] dead in landslide\n\nThe toll rose again.",
    "Harrow floods: [thousands|] remain in shelters\n\nThe water is high.",
    "[Two|] dead after storm\n\nPhoto: Ana Duarte/Kestrel News",
    "A man looks at one of [two|] wrecked cars in Harrow. (Reuters)",
]

PRONOUNS = [
    "Mayor Ana Duarte visited the camp. She said [40|Ana Duarte] people slept there.",
    "Ana Duarte, the mayor, spoke to residents.\nShe said [40|Ana Duarte] people were missing.",
    "The UN refugee agency called for help. It said [9,000|UN refugee agency] people had fled.",
    "The UN refugee agency said [9,000|UN refugee agency] people had fled. It said it expects [1 million|UN refugee agency] people to flee.",
    "Police closed the road. They said [four|police] people were hurt.",
    "A senior French interior official said [20|senior French interior official] boats had sunk. The official said [nine|senior French interior official] more were missing.",
    "Police spokesman Omar Reyes said [four|Omar Reyes] people were hurt. The spokesman said [two|Omar Reyes] had died.",
    "The Norwegian Refugee Council works in the camp. The council said [800|Norwegian Refugee Council] tents had burned.",
    "Harrow's Ministry of Works sent pumps. The ministry said [800|Harrow's Ministry of Works] homes were dry.",
    "Prime Minister Omar Reyes flew to Harrow.\nThe prime minister said [50|Omar Reyes] boats had been sent.",
    "Ana Duarte, 40, went to look for water. “A couple of windows broke. [Two|Ana Duarte] bottles fell,” she said.",
    "Mayor Ana Duarte met Omar Reyes, a farmer. He said [60|Omar Reyes] goats had drowned.",
    "Mr Reyes said [three|Reyes] cows had died.",
    "Governor Paulo Reis spoke first. Later Mr Reis said [three|Paulo Reis] dams had burst.",
    "The African Relief Union (ARU) runs the site. ARU said [300|African Relief Union (ARU)] people were there.",
    "The county council issued a statement. The statement said [300|county council] homes were lost.",
    "[Six|] people died. The statement said [300|statement] homes were lost.",
]

CARRIED = [
    "Police said [four|police] people had died. [Nine|police] were missing. Police said [two|police] were children.",
    "Police said [four|police] people had died. [Nine|] were missing.",
    "[Nine|] people were missing. Police said [four|police] had died.",
    "Police said [four|police] people had died. [Nine|] were missing. The army said [two|army] soldiers had died.",
    "Police said [four|police] people had died.\n[Nine|] were missing, and fires burned.\nPolice said [two|police] were children.",
    "The ministry reported:\n- [12|ministry] people killed\n- [40|ministry] people injured",
    "“We lost [40|Ana Duarte] cows,” said farmer Ana Duarte. “The water took [two|Ana Duarte] barns.”",
    "“We lost [40|Ana Duarte] cows,” Ana Duarte said.\n“We have [two|Ana Duarte] barns left,” she said.",
    "Ana Duarte, a farmer, said: “We lost [40|Ana Duarte] cows. [Two|Ana Duarte] barns are gone.”",
    "Farmer Ana Duarte described the night.\n“The water came fast and took [40|Ana Duarte] cows.\n“Then it took [two|Ana Duarte] barns,” she said.",
    "Mayor Ana Duarte said help was needed.\n“One of the worst things is the wait,” she said.\n“There are [900|Ana Duarte] families in the open.”",
]


WHOLE_NAMES = [
    "The Roof Now Coalition said that [1,900|Roof Now Coalition] families sleep in the open.",
    "[Six|Roof Now Coalition] fishermen drowned, according to the Roof Now Coalition.",
    "The Committee to Free Teachers says [52|Committee to Free Teachers] of its members were arrested.",
    "[Twelve|Committee to Protect Clerks] clerks were dismissed, according to the Committee to Protect Clerks.",
    "The Committee to Free Teachers said the school was shut. [Nine|Committee to Free Teachers] pupils were beaten, it said.",
    "Water for All said that [70|Water for All] families had left.",
    "Ladders Without Rungs says [26|Ladders Without Rungs] boys were maimed.",
    "According to a statement from Jon Pelk, a spokesman for the harbour, [480|Jon Pelk] cranes stood still.",
    "The harbour lost [30|Lina Pelk] cranes, according to data released by Lina Pelk, head of the pilots' office.",
    "Beekeeper Anouk Ferrand said [300|Anouk Ferrand] hives were lost. [Two|Anouk Ferrand] helpers died, Ferrand said.",
    "Cheesemaker Rolf Ansel said [410|Rolf Ansel] wheels were spoiled.",
    "The Selva Coroner's Office's latest report shows [63|Selva Coroner's Office] people froze to death.",
    "The levy will cost [$90 million|Department of Inland Ports], the Department of Inland Ports' latest report shows.",
    "Scurvy killed [17|Free Sailors' Union] sailors in March, Free Sailors' Union data show.",
    "A survey by the navy's general staff found more than [4,000|navy's general staff] recruits have fled.",
    "“It was dark,” the Open Wells Initiative (OWI) said. “[Three thousand|Open Wells Initiative (OWI)] drivers were stuck at the pass.”",
    "“It was cold,” the Upland Rescue Office (URO) told Radio Selva. “[Nine|Upland Rescue Office (URO)] hikers were lost.”",
    "The school was shut, according to the Committee to Free Teachers. It said [nine|Committee to Free Teachers] pupils were beaten.",
    "According to a statement from broadcaster KTQR, [nine|KTQR] sailors were lost.",
    "The tide gauge read [4 metres|Lumenmark], watchdog group Lumenmark data show.",
]


def _read(marked: str) -> tuple[str, list[tuple[int, str, list[str]]]]:
    """The text without its marks, and of each mark: offset, surface, names of the chain."""
    text, found, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), mark[1], [name.strip() for name in mark[2].split("<") if name.strip()]))
        text, last = text + mark[1], mark.end()
    return text + marked[last:], found


def _folded(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.lower().replace("’", "'"))


@pytest.mark.parametrize(
    "marked",
    [*VERBS, *ACTS, *PASSIVES, *PREPOSITIONS, *RELAYS, *SCOPE, *HEADLINES, *PRONOUNS, *CARRIED, *WHOLE_NAMES],
)
def test_chains(marked: str) -> None:
    text, expected = _read(marked)
    facts = extract(Report(key="own", text=text, published=date(2024, 5, 15))).facts
    for start, surface, names in expected:
        fact = next((f for f in facts if f.span.start < start + len(surface) and f.span.end > start), None)
        if fact is None:
            pytest.xfail(f"no fact at {surface}")
        assert [_folded(link.name) for link in fact.attribution] == [_folded(name) for name in names], surface
