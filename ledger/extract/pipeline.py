"""Report → facts: the stages joined. text → sentences → gate → parse → mentions → measure → place, time → speaker → fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ledger.extract.chronology.headings import times_of_heading
from ledger.extract.chronology.sentence_before import takes_up, time_before
from ledger.extract.chronology.speech_times import SpeechTimes
from ledger.extract.chronology.tenses import directed, form_of, has_future, is_told_as_past
from ledger.extract.chronology.times import find_times
from ledger.extract.chronology.unsaid import default_period, quoted_at
from ledger.extract.chronology.when import FORETOLD, Figure, is_cumulative, own_period
from ledger.extract.confidence import confidence_of, signs_of
from ledger.extract.figures.bearer import bearer_of
from ledger.extract.figures.disease import by_sureness, cases_of, of_the_ill
from ledger.extract.figures.find import find_mentions
from ledger.extract.figures.group import Counting, actor_adjective, enemy_forces, group_of, predicate_of, whole_before
from ledger.extract.figures.mention import Mention
from ledger.extract.figures.of_places import place_after
from ledger.extract.figures.ones import is_bare_one
from ledger.extract.figures.spent import spent_on, stated_of
from ledger.extract.geography.headings import ARMY_LOSSES
from ledger.extract.geography.marks import Marks
from ledger.extract.geography.places import demonym_place
from ledger.extract.geography.scope import Scope, scope_of, scope_of_parts
from ledger.extract.grammar.parse import SUBJECTS, Tree, as_parsed, as_written, parse
from ledger.extract.grammar.words import labels
from ledger.extract.lines.datelines import speaks_from
from ledger.extract.lines.list_words import list_entity
from ledger.extract.lines.lists import ListItem
from ledger.extract.lines.plain_numbers import with_plain_numbers
from ledger.extract.lines.prints import plain_print
from ledger.extract.meaning.bare_counts import bare_count
from ledger.extract.meaning.basis import basis_of
from ledger.extract.meaning.doubted import with_doubts
from ledger.extract.meaning.fate import clauses_before
from ledger.extract.meaning.heads import fellow_before
from ledger.extract.meaning.inherit import is_earlier, is_same_move, rate_of
from ledger.extract.meaning.lenders import lender_of, unit_lender
from ledger.extract.meaning.measure_choice import choose_measure
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.meaning.of_which import whole_of_these, whole_told_before
from ledger.extract.meaning.readings import of_same_money, priced_like, same_gauge
from ledger.extract.meaning.recall import people_before, recalled, spoken_of, things_before, told_like
from ledger.extract.meaning.retold import the_dead, without_overlaps
from ledger.extract.meaning.setting import Setting
from ledger.extract.meaning.status import is_done, status_of
from ledger.extract.meaning.under_heading import heading_over, status_under
from ledger.extract.meaning.unit_choice import choose_unit
from ledger.extract.numbers.currencies import Purse
from ledger.extract.numbers.degrees import with_scale
from ledger.extract.numbers.outlets import outlet_country
from ledger.extract.numbers.units import is_physical
from ledger.extract.reading import Reading, prepare, problems_of
from ledger.extract.speakers.actors import can_speak
from ledger.extract.speakers.attribution import Speakers
from ledger.extract.speakers.cues import Frame, only_speaks
from ledger.extract.wide import NUMBER, wide_mentions
from ledger.lexicon.gazetteer import place_words
from ledger.model import Attribution, Basis, Extraction, Fact, Period, Report, Span, Status
from ledger.uncollected import uncollected

_BATCH = 32
_PHYSICAL = frozenset(("length", "area", "weight", "volume", "time", "speed", "temperature", "pressure", "power", "energy", "frequency", "magnitude", "stories", "rate"))  # fmt: skip
_FEW = 5  # sources that nobody counts
_CROWD = 16  # figures that no sentence has


def extract_many(reports: Iterable[Report], wide: bool = False) -> Iterator[Extraction]:
    """Extractions of ``reports``, in their order; sentences are parsed in batches across reports."""
    return (extraction for extraction, _ in extract_with_signs(reports, wide))


def extract_with_signs(
    reports: Iterable[Report], wide: bool = False
) -> Iterator[tuple[Extraction, Mapping[Span, tuple[str, ...]]]]:
    """Each extraction with the signs, by span, from which the confidence of its facts was reckoned."""
    source = iter(reports)
    while batch := list(islice(source, _BATCH)):
        with uncollected():
            prints = [with_plain_numbers(plain_print(report.text)) for report in batch]
            pairs = zip(batch, prints, strict=True)
            readings = [prepare(replace(report, text=one.text), wide) for report, one in pairs]
            trees = parse([pair for reading in readings for pair in _texts(reading)])
        for reading, one in zip(readings, prints, strict=True):
            with uncollected():
                extraction = one.restored(_finish(reading, trees))
            yield extraction, {one.span(span): signs for span, signs in reading.signs.items()}


def _texts(reading: Reading) -> list[tuple[str, int]]:
    text, spans = reading.report.text, [reading.sentences[i].span for i in reading.gated]
    spoken = [Span(speaks_from(text, span), span.end) for span in spans]
    return [(as_parsed(text, span), span.start) for span in spoken]


def _finish(reading: Reading, trees: Iterator[Tree]) -> Extraction:
    parsed = as_written({index: next(trees) for index in reading.gated}, reading.report.text)
    speakers = Speakers(reading.report.text, reading.sentences, parsed, reading.furniture)
    for index, tree in parsed.items():
        _read_sentence(reading, index, tree, speakers)
    facts = with_doubts(reading.report.text, reading.sentences, sorted(reading.facts, key=lambda fact: fact.span))
    return Extraction(facts=without_overlaps(the_dead(facts)), problems=tuple(problems_of(reading)))


def _read_sentence(reading: Reading, index: int, tree: Tree, speakers: Speakers) -> None:
    text, sentence = reading.report.text, reading.sentences[index]
    times = find_times(text, *sentence.span, reading.counted_back_from(index))
    frames = speakers.frames[index]
    mentions = find_mentions(text, sentence.span, tree, times, line=reading.items.get(index))
    if reading.wide:
        mentions = wide_mentions(text, sentence.span, tree, times, mentions)
    last = reading.sentences[index - 1].span if index else None
    before = tuple(fact for fact in reading.facts[-6:] if fact.sentence == last)
    heading, said = heading_over(text, sentence.span, tree, reading.items.get(index)), SpeechTimes(tree, frames, times)
    context = _Sentence(
        reading, index, tree, speakers, said, _barred(tree, frames), before, len(mentions) > _CROWD, heading
    )
    reading.places.marks = Marks(text, tuple(sorted(mention.span.start for mention in mentions)))
    earlier: list[Fact] = []
    for mention in mentions:
        if (fact := context.fact(mention, earlier)) is not None:
            earlier.append(fact)
    reading.facts += earlier
    reading.money = reading.latest_money(earlier)


def _barred(tree: Tree, frames: tuple[Frame, ...]) -> tuple[Span, ...]:
    spans = []
    for frame in frames:
        tokens = [tree.tokens[i] for i in tree.subtree(frame.speaker) if abs(i - frame.speaker) <= 8]
        spans.append(Span(min(t.start for t in tokens), max(t.end for t in tokens)))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What every mention of one sentence shares; ``before`` are the last figures of the sentence before, ``crowded`` is no sentence, ``heading`` is its list's."""

    reading: Reading
    index: int
    tree: Tree
    speakers: Speakers
    times: SpeechTimes
    barred: tuple[Span, ...]
    before: Sequence[Fact]
    crowded: bool
    heading: str

    def fact(self, mention: Mention, earlier: Sequence[Fact]) -> Fact | None:
        """The fact that a mention states, in the light of those before it in its sentence; None where it states none."""
        reading, tree = self.reading, self.tree
        if self._only_speak(mention) and not reading.wide:
            return None
        text, span = reading.report.text, reading.sentences[self.index].span
        previous = self._previous(mention, earlier)
        item, purse = self._item(mention), reading.purse(earlier)
        again = None if item else recalled(tree, mention, earlier, self.before)
        again = again or spoken_of(text, tree, mention, previous, earlier or self.before, reading.facts[-8:])
        setting = Setting(
            text=text, sentence=span, tree=tree, previous=previous, item=item, recalled=again, purse=purse.latest, told=self.before, earlier=earlier,
            facts=reading.facts, title=reading.title, crowded=self.crowded, fate=self._fate(mention),
        )  # fmt: skip
        measure, cost, likelihood = choose_measure(mention, setting)
        if (is_bare_one(tree, mention, measure) and not reading.wide) or (mention.implicit and measure == "other"):
            return None
        lender = again or unit_lender(text, mention, previous) or same_gauge(mention, measure, previous, self.before)
        unit = choose_unit(tree, mention, measure, lender, purse, item)
        if reading.wide and mention.elided and (unit is None or not (previous and previous.unit == unit)):
            unit = NUMBER  # there, a number without a noun needs no unit, and people are not supposed
        near = [*(self._just_before() if mention.vague else self.before), *earlier]
        if unit is None and (bare := bare_count(text, tree, mention, measure, near, reading.facts)):
            measure, unit = bare
        if unit is None:
            return None
        same = again or of_same_money(text, unit, previous, earlier)
        unit = self._scaled(mention, purse, rate_of(text, mention, same, unit, again=again is not None), measure)
        measure = unit if unit == "magnitude" else measure  # "the largest of them at 4.2"
        basis, direction = basis_of(tree, text, mention, measure)
        if measure == "price":
            unit = priced_like(text, unit, basis, mention, [*self.before, *earlier])
        if again and (direction is None or text.endswith("the ", 0, mention.span.start)):
            basis, direction = again.basis, again.direction  # "higher than the 41 reported on Friday" is no change
        bracketed = previous is not None and text[mention.span.start - 1] == text[previous.span.start - 1] == "("
        listed = bracketed and (mention.elided or mention.unit == "percent")
        if previous and direction is None and (listed or is_same_move(text, mention, previous)):
            basis, direction = previous.basis, previous.direction
        stated = status_of(tree, mention, self.speakers.frames[self.index], measure)
        status = status_under(stated, self.heading, measure)
        chain = self._chain(mention, measure, item)
        entity = (list_entity(item) if item else "") or self._entity(mention, previous)
        period = self._period(mention, basis, status, measure)
        place = self._place(mention, entity, measure, period)
        if previous and (mention.conversion or (mention.elided and is_earlier(text, mention, previous))):
            place = previous.place  # what it restates or is compared with is told of the same place
        told = Counting(
            entity="" if mention.counted.span is None and entity.lower() in labels("state") else entity, unit=unit, measure=measure, claimant=chain[0].name if chain else None,
            previous=whole_before(text, earlier or reading.facts, entity, previous or (self.before[-1] if self.before and entity else None)),  # "four of them"
            beside=bool(earlier) and text[earlier[-1].span.end : mention.span.start].count(",") == 0,
        )  # fmt: skip
        fact = Fact(
            span=mention.span, surface=reading.written[mention.span.start : mention.span.end], sentence=span, low=mention.low, high=mention.high,
            comparator=item.comparator if item and item.comparator else mention.comparator, unit=unit, entity=entity,
            group=again.group if again and measure != "votes" and not item else self._group(mention, told, place, item), measure=measure, place=place,
            period=period, basis=basis, direction=direction, status=status, attribution=chain,
            vague=mention.vague, implicit=mention.implicit,
        )  # fmt: skip
        reading.signs[fact.span] = signs = signs_of(fact, cost, likelihood, text)
        return replace(fact, confidence=confidence_of(signs))

    def _scaled(self, mention: Mention, purse: Purse, unit: str, measure: str) -> str:
        """The unit, degrees with their scale."""
        bare, value = unit == "degree" and measure == "temperature", mention.low or mention.high
        return with_scale(self.reading.report.text, self.tree, value, purse) if bare else unit

    def _just_before(self) -> Sequence[Fact]:
        """The last figures of the sentence before, in one paragraph with this one."""
        sentences = self.reading.sentences
        return self.before if self.index and sentences[self.index - 1].block == sentences[self.index].block else ()

    def _previous(self, mention: Mention, earlier: Sequence[Fact]) -> Fact | None:
        """The figure that a mention goes on from: one of those before it in its sentence, else of the sentences before."""
        text, span, tree = self.reading.report.text, self.reading.sentences[self.index].span, self.tree
        previous = earlier[-1] if earlier else people_before(text, span, tree, mention, self.reading.facts, self.before)
        if mention.elided:  # "31 drones over five regions: 14 over Bryansk, nine over Kursk"
            alike = told_like(text, tree, mention, earlier)
            previous = (
                alike
                or lender_of(text, mention, earlier)
                or whole_told_before(text, span, earlier, self.reading.facts)
                or previous
            )
            previous = (
                previous or fellow_before(text, span, mention, self.before) or things_before(tree, mention, self.before)
            )
            does = tree.tokens[mention.number].dep in SUBJECTS and not mention.counted.more
            if previous and does and is_physical(previous.unit):
                # "281 contacts were followed for 21 days, of whom 64 were nurses"
                previous = next((fact for fact in reversed(earlier) if not is_physical(fact.unit)), None)
            previous = whole_of_these(tree, mention, previous, [*self.before, *earlier])
        if (
            previous
            and mention.elided
            and (mention.vague or (previous.unit == "magnitude" and "." not in text[slice(*mention.span)]))
            and (previous.unit == "magnitude" or is_physical(previous.unit))
        ):
            previous = None  # "a quake of magnitude 5.1 kept thousands outdoors"
        return previous

    def _only_speak(self, mention: Mention) -> bool:
        """E.g. "two security sources and a local official said": a few who are counted only as those who say it."""
        # "the 3.1 percent economists expected" are no economists
        sized = mention.classes & {"money", "percent"} or is_physical(mention.unit)
        bodies = mention.unit in ("person", "source") or (can_speak(mention.counted.noun) and not sized)
        if mention.elided or (mention.low or 0) > _FEW or not (mention.implicit or bodies):
            return False
        return only_speaks(self.tree, mention.anchor, self.speakers.frames[self.index])

    def _item(self, mention: Mention) -> ListItem | None:
        line = self.reading.items.get(self.index)
        return line.item_at(self.reading.report.text, mention.span) if line else None

    def _fate(self, mention: Mention) -> str:
        """What the label of a line says became of those whom it counts: "Killed: 3 soldiers, 2 policemen"."""
        line = self.reading.items.get(self.index)
        return line.fate if line and line.holds(mention.span) and "person" in mention.classes else ""

    def _chain(self, mention: Mention, measure: str, item: ListItem | None) -> tuple[Attribution, ...]:
        if self.speakers.in_passing(self.index, mention.number, mention.span, measure):
            return ()
        line, number = self.reading.items.get(self.index), mention.number
        if line and line.labels and line.holds(mention.span):  # who gives the first of a row gives them all
            number = next((token.index for token in self.tree.at(*line.cells[0][0])), number)
        chain = self.speakers.chain(self.index, number, mention.span.start, line.header.start if line else None)
        counted = chain and item is not None and item.name.lower().startswith(chain[0].name.lower())
        return () if counted else chain  # "Soldiers: 14 killed, 30 wounded" is said by no soldiers

    def _entity(self, mention: Mention, previous: Fact | None) -> str:
        if mention.conversion and previous:
            return previous.entity
        span = mention.measured or mention.counted.span
        if span is None and "money" in mention.classes:
            span = spent_on(self.tree, mention.number)
        if span is None or self.reading.report.text[slice(*span)] == "them":
            span = stated_of(self.tree, mention.number, span) or span
        return " ".join(self.reading.report.text[span.start : span.end].split()) if span else ""

    def _place(self, mention: Mention, entity: str, measure: str, period: Period | None) -> str | None:
        if measure == "sanctioned" and (country := demonym_place(entity)):
            return country
        line = self.reading.items.get(self.index)
        if line and ARMY_LOSSES.search(self.reading.report.text, *line.header):
            return None  # an army's losses of a war: no one place
        if line and (labelled := line.place_at(self.reading.report.text, mention.span)):
            return labelled
        report, span = self.reading.report, self.reading.sentences[self.index].span
        counted = mention.counted.span
        beside = counted is None or counted.end <= mention.span.start
        if beside and (after := place_after(report.text, mention.span)):
            return after[0].name  # "60 dead (31 Haiti, 22 Cuba)"
        barred = self.barred
        if mention.measured and mention.measured.start >= mention.span.end and mention.classes & _PHYSICAL:
            barred = (*barred, mention.measured)  # "the 12-storey Ramsey Tower in Lodi" stands in Lodi
        if self.reading.company.about and measure in place_words("of a company"):
            return self.reading.places.place_of(mention.span, self.index, barred, measure, Scope.NOWHERE)
        scope = scope_of_parts(self.tree, mention.anchor, self.reading.places.story) or scope_of(
            report.text[slice(*span)], self.tree, mention.number, measure, period if self.times.of_facts else None, report.published
        )  # fmt: skip
        people = (mention.low or mention.high or 0.0) if "person" in mention.classes else 0.0
        return self.reading.places.place_of(mention.span, self.index, barred, measure, scope, people)

    def _group(self, mention: Mention, told: Counting, place: str | None, item: ListItem | None) -> str | None:
        """Who is counted; for sums and shares, whose they are (FACTS.md 5.24)."""
        entity, measure, reading = told.entity, told.measure, self.reading
        if measure == "population" and place and entity.split()[-1:] == ["people"]:
            return f"people of {place}"
        if labelled := self._labelled(mention, told, item):
            return labelled
        if measure == "votes" or mention.classes & {"money", "percent"} or told.unit == "percent":
            if "person" in mention.classes or (told.measure in harm_measures() and told.unit != "factor"):
                return group_of(told)  # "57 percent of civilian casualties"
            span = mention.measured or mention.counted.span
            tokens = self.tree.at(span.end - 1, span.end) if span else []
            speaker = reading.company.latest if reading.company.about else told.claimant
            bearer = bearer_of(self.tree, mention.number, tokens[-1].index if tokens else None, speaker)
            if measure == "damage_cost" and bearer == told.claimant:
                return None  # "the minister put the damage at $5 million" tells whose estimate it is, not whose loss
            return reading.company.bearer(bearer, measure)
        if mention.unit and mention.counted.head != mention.anchor and mention.classes & _PHYSICAL:
            return None
        group = cases_of(reading.disease, entity, group_of(told), measure)
        if mention.elided and measure == "infected":
            group = by_sureness(reading.report.text, mention.span.end, group)
        if measure == "killed":
            group = of_the_ill(reading.report.text, mention.span.start, told.previous, group)
        if group is None and mention.counted.partitive and mention.unit == "person":
            return predicate_of(self.tree, mention.number)
        if group is None and (adjective := actor_adjective(self.tree, mention.anchor, measure)):
            return f"{adjective} {entity}"
        return group

    def _labelled(self, mention: Mention, told: Counting, item: ListItem | None) -> str | None:
        """Who is counted by what the header of a list or a line's label says."""
        reading, line = self.reading, self.reading.items.get(self.index)
        if item is not None:
            header = reading.report.text[slice(*item.header)]
            home = reading.places.home or outlet_country(reading.report.outlet, reading.report.url)
            if enemy := enemy_forces(header, home, told.unit):
                return enemy
        return reading.in_own_case(line.bearer_of(mention.span, mention.classes, told.measure), self.index) if line else None  # fmt: skip

    def _period(self, mention: Mention, basis: Basis, status: Status, measure: str) -> Period | None:
        reading = self.reading
        text, sentence = reading.report.text, reading.sentences[self.index]
        times = self.times.of_facts
        line = reading.items.get(self.index)
        label = f"in {line.time}" if line and line.time else ""
        if label and (told := find_times(label, 0, len(label), reading.counted_back_from(self.index))):
            return told[0].period  # "2021: 1,558"
        foretold = status in (Status.PLANNED, Status.FORECAST, Status.CONDITIONAL)
        if foretold and not is_done(self.tree, mention.number):
            # "will send 300 soldiers on Wednesday" is the Wednesday to come
            ahead = find_times(text, *sentence.span, reading.report.published, future=True)
            times = directed(self.tree, self.times.among(ahead), times, foretold=True)
        elif has_future(self.tree):
            ahead = find_times(text, *sentence.span, reading.report.published, future=True)
            times = directed(self.tree, times, ahead, foretold=False)
        item = reading.items.get(self.index)
        if item and not times:  # "losses from 24.02 to 12.04 were:" dates all lines under it
            times = times_of_heading(text, item.header, reading.report.published)
        figure = Figure(
            at=mention.span, sentence=sentence.span, block=reading.places.sentences[self.index].block, anchor=mention.anchor, measure=measure,
            basis=basis, status=status, figures=reading.places.marks.figures, told=self.times.told,
            before=clauses_before(mention, self.tree, measure) if times else (), form=form_of(self.tree, mention.anchor),
        )  # fmt: skip
        if (own := own_period(text, self.tree, figure, times, reading.dates)) is not None:
            reading.dated.add(figure, own)
            return own.period
        if (quoted := quoted_at(text, figure, reading.report.published)) is not None:
            return quoted
        # "A vigil in the town of Sele on Sunday was attended by 300": a day of its own, whatever it may be that of
        carried = None if times else reading.dated.carried(text, figure, reading.dates)
        carried = carried or reading.dated.index(text, figure, reading.report.published)
        return carried or self._gone_on_from(figure, default_period(text, figure, reading.dates))

    def _gone_on_from(self, figure: Figure, given: Period | None) -> Period | None:
        """The time of the sentence before, for what is told in the past tense by a sentence without any time."""
        reading, index = self.reading, self.index
        text, sentences = reading.report.text, reading.sentences
        told = figure.basis in (Basis.TOTAL, Basis.INCREMENT) and figure.status not in FORETOLD
        if not told or self.times.times or index in reading.items or not is_told_as_past(self.tree, figure.anchor):
            return given
        before = time_before(text, sentences, index, reading.report.published)
        if before is None or is_cumulative(text, figure):
            return given
        same = sentences[index].block == sentences[index - 1].block
        return before if takes_up(before, given, same) else given
