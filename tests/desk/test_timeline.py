"""What the timeline draws."""

from __future__ import annotations

from demarche.desk.charts import timeline
from demarche.model import Incident, Member
from demarche.verbs.overview import IncidentHead


def head(number: int, first: str | None, last: str | None = None, voices: int = 1, accused: tuple[str, ...] = ("CN",)) -> IncidentHead:
    return IncidentHead(
        Incident(f"inc-{number}", "d", (Member("d"),), first, last or first, accused=accused, voices=voices), "likely", "state"
    )


def bars(drawn: timeline.Timeline) -> list[timeline.Bar]:
    return [bar for lane in drawn.lanes for bar in lane.bars]


def test_an_interval_is_drawn_as_long_as_it_is() -> None:
    year, short = bars(timeline.draw([head(1, "2021-01-02"), head(2, "2021")]))
    assert year.width > 300
    assert short.width == timeline.NARROWEST
    assert year.x < short.x


def test_an_undated_incident_is_counted_and_not_drawn() -> None:
    drawn = timeline.draw([head(1, None), head(2, "2021-05")])
    assert (len(bars(drawn)), drawn.undated) == (1, 1)
    assert timeline.draw([head(1, None)]).lanes == ()


def test_of_very_many_those_with_most_voices_are_drawn_and_the_axis_spans_all() -> None:
    many = [head(n, f"{2000 + n % 20}-03") for n in range(2000)] + [head(9999, "2019-12-24", voices=9)]
    drawn = timeline.draw(many)
    assert drawn.left_out == 2001 - timeline.MOST_MARKS
    assert "inc-9999" in {bar.head.id for bar in bars(drawn)}
    assert len({tick.year for tick in drawn.ticks}) > 10
    years = {str(bar.head.incident.first)[:4] for bar in bars(drawn)}
    assert len(years) == 20
    assert timeline.draw(many, 2019).left_out == 0


def test_a_year_is_cut_out_of_a_longer_interval() -> None:
    (bar,) = bars(timeline.draw([head(1, "2019-06", "2022-02")], 2021))
    assert bar.x == timeline.LEFT
    assert bar.x + bar.width <= timeline.WIDTH
