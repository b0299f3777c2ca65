"""What dates, times and periods come to, and how they are shown: exact tables, to be read line by line.

A line with `!` is refused, with what is said (or its beginning, where it ends with …).
"""

from __future__ import annotations

from datetime import date

import pytest

from checker.values.dates import WINDOW_ALWAYS, Window, iso_window, read_window, show_window
from checker.values.moments import DAY, Moment, day_moment
from checker.values.times import read_moment, read_period, read_time
from tests.values.exact import is_as, rows_of

PUBLISHED = Window(date(2031, 5, 10).toordinal(), date(2031, 5, 10).toordinal())
IN_MAY = Window(date(2031, 5, 1).toordinal(), date(2031, 5, 31).toordinal())


def _day(day: int) -> str:
    if not 1 <= day <= date.max.toordinal():
        return "always" if day in WINDOW_ALWAYS else str(day)
    return date.fromordinal(day).isoformat()


def _minute(minute: int) -> str:
    day, at = divmod(minute, DAY)
    return _day(day) if at in (0, DAY - 1) or _day(day) == "always" else f"{_day(day)}T{at // 60:02}:{at % 60:02}"


def told(moment: Moment) -> str:
    """A moment in all its parts."""
    parts = [f"{_minute(moment.earliest)} to {_minute(moment.latest)}"]
    parts += [moment.name.split()[0]] if moment.name else []
    parts += [f"written {moment.written}"] if moment.written else []
    assert moment.throughout == moment.name.startswith("throughout ")
    parts += ["by minute"] if moment.by_minute else []
    parts += [f"{word} {getattr(moment, word)}" for word in ("before", "after") if getattr(moment, word)]
    return "; ".join(parts)


def window_of(text: str) -> str:
    window, mistake = read_window(text)
    if window is None:
        return f"! {mistake}"
    return f"{_day(window.first)} to {_day(window.last)}; {iso_window(window)}; {show_window(window)}"


def time_of(text: str) -> str:
    moment, mistake = read_time(text)
    return f"! {mistake}" if moment is None else told(moment)


def _event(name: str) -> tuple[str, Moment] | str:
    known = {"the quake": day_moment(PUBLISHED.first - 3), "the shock": read_time("2031-05-08T09:30")[0]}
    moment = known.get(name)
    return f"no event {name}" if moment is None else (f"e/{name}", moment)


def actual_of(text: str) -> str:
    moment, days, mistakes = read_moment(text, published=PUBLISHED, article="s/p", is_actual=True, event=_event)
    said = f"! {' '.join(mistakes)}" if moment is None else told(moment)
    return f"{said}; days {iso_window(days)}" if moment and "written" not in said else said


def planned_of(text: str) -> str:
    moment, _, mistakes = read_moment(text, published=PUBLISHED, article="s/p", is_actual=False, event=_event)
    return f"! {' '.join(mistakes)}" if moment is None else told(moment)


def period_of(text: str) -> str:
    window, mistakes = read_period(text, published=PUBLISHED, is_actual=True)
    return f"! {' '.join(mistakes)}" if window is None else iso_window(window)


def period_in_may(text: str) -> str:
    window, mistakes = read_period(text, published=IN_MAY, is_actual=True)
    return f"! {' '.join(mistakes)}" if window is None else iso_window(window)


def planned_period(text: str) -> str:
    window, mistakes = read_period(text, published=PUBLISHED, is_actual=False)
    return f"! {' '.join(mistakes)}" if window is None else iso_window(window)


READERS = {
    "window": window_of,
    "time": time_of,
    "actual": actual_of,
    "planned": planned_of,
    "period": period_of,
    "period in May": period_in_may,
    "planned period": planned_period,
}

TABLES = {
    "window": """
    2031 => 2031-01-01 to 2031-12-31; 2031-01-01/2031-12-31; 2031
    2020-21 => ! '2020-21' can be read in two ways: write 2020/2021, or the months of a season, such as 2031-06/2031-08
    2021-22 => ! '2021-22' can be read in two ways: write 2021/2022, or the months of a season, such as 2031-06/2031-08
    2022-23 => ! '2022-23' can be read in two ways: write 2022/2023, or the months of a season, such as 2031-06/2031-08
    2031-32 => ! '2031-32' can be read in two ways: write 2031/2032, or the months of a season, such as 2031-06/2031-08
    2099-00 => ! '2099-00' does not exist: there is no month 00
    30 February => ! '30 February' is not a date: the year is missing; expected a date such as 2031-05-04, 2031-05, …
    31 June => ! '31 June' is not a date: the year is missing; expected a date such as 2031-05-04, 2031-05, 2031 or …
    31 September 2031 => ! '31 September 2031' does not exist: that month has 30 days
    2031-05 => 2031-05-01 to 2031-05-31; 2031-05-01/2031-05-31; May 2031
    2031-05-04 => 2031-05-04 to 2031-05-04; 2031-05-04; 4 May 2031
    2031-02 => 2031-02-01 to 2031-02-28; 2031-02-01/2031-02-28; Feb 2031
    2028-02 => 2028-02-01 to 2028-02-29; 2028-02-01/2028-02-29; Feb 2028
    2031-12 => 2031-12-01 to 2031-12-31; 2031-12-01/2031-12-31; Dec 2031
    2031-05-04/2031-05-07 => 2031-05-04 to 2031-05-07; 2031-05-04/2031-05-07; 4 to 7 May 2031
    2031-05/2031-06 => 2031-05-01 to 2031-06-30; 2031-05-01/2031-06-30; 1 May to 30 Jun 2031
    2031/2032 => 2031-01-01 to 2032-12-31; 2031-01-01/2032-12-31; 1 Jan 2031 to 31 Dec 2032
    2031-05-04/.. => 2031-05-04 to always; 2031-05-04/..; from 4 May 2031
    ../2031-05-04 => always to 2031-05-04; ../2031-05-04; up to 4 May 2031
    2031-05-04/ => 2031-05-04 to always; 2031-05-04/..; from 4 May 2031
    /2031-05-04 => always to 2031-05-04; ../2031-05-04; up to 4 May 2031
    2031-21 => 2031-03-01 to 2031-05-31; 2031-03-01/2031-05-31; 1 Mar to 31 May 2031
    2031-22 => 2031-06-01 to 2031-08-31; 2031-06-01/2031-08-31; 1 Jun to 31 Aug 2031
    2031-23 => 2031-09-01 to 2031-11-30; 2031-09-01/2031-11-30; 1 Sep to 30 Nov 2031
    2031-24 => 2031-12-01 to 2032-02-29; 2031-12-01/2032-02-29; 1 Dec 2031 to 29 Feb 2032
    203X => 2030-01-01 to 2039-12-31; 2030-01-01/2039-12-31; 1 Jan 2030 to 31 Dec 2039
    2031-0X => ! '2031-0X' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    20XX => 2000-01-01 to 2099-12-31; 2000-01-01/2099-12-31; 1 Jan 2000 to 31 Dec 2099
    2031-XX => 2031-01-01 to 2031-12-31; 2031-01-01/2031-12-31; 2031
    2031-05-XX => 2031-05-01 to 2031-05-31; 2031-05-01/2031-05-31; May 2031
    2031-04-31 => ! '2031-04-31' does not exist: that month has 30 days
    2031-13 => ! '2031-13' does not exist: there is no month 13
    2031-00 => ! '2031-00' does not exist: there is no month 00
    0000 => ! '0000': there is no year 0 here; expected a date such as 2031-05-04, 2031-05, 2031 or …
    2031-05-07/2031-05-04 => ! '2031-05-07/2031-05-04': the first day is after the last
    4 May 2031 => ! '4 May 2031' is not a date; write 2031-05-04
    May 4, 2031 => ! 'May 4, 2031' is not a date; write 2031-05-04
    May 2031 => ! 'May 2031' is not a date; write 2031-05
    3/5/2031 => ! '3/5/2031' is not a date; write 2031-05-03 if it is 3 May 2031, 2031-03-05 if it is 5 Mar 2031
    13/5/2031 => ! '13/5/2031' is not a date; write 2031-05-13
    5/13/2031 => ! '5/13/2031' is not a date; write 2031-05-13
    04.05.2031 => ! '04.05.2031' is not a date; write 2031-05-04 if it is 4 May 2031, 2031-04-05 if it is 5 Apr 2031
    2031/05/04 => ! '2031/05/04' is not a date; write 2031-05-04
    20310504 => ! '20310504' is not a date; write 2031-05-04
    4 May => ! '4 May' is not a date: the year is missing; expected a date such as 2031-05-04, 2031-05, 2031 or …
    May => ! 'May' is not a date: the year is missing; expected a date such as 2031-05-04, 2031-05, 2031 or …
    yesterday => ! 'yesterday' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or …
    early May 2031 => ! 'early May 2031' is not a date; write the span of days that is meant, such as …
    mid-2031 => ! 'mid-2031' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    spring 2031 => ! 'spring 2031' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    1 to 7 May 2031 => ! '1 to 7 May 2031' is not a date; write 2031-05-01/2031-05-07
    4-7 May 2031 => ! '4-7 May 2031' is not a date; write 2031-05-04/2031-05-07
    May to June 2031 => ! 'May to June 2031' is not a date; write 2031-05/2031-06
    Sept 4 2031 => ! 'Sept 4 2031' is not a date; write 2031-09-04
    31 April 2031 => ! '31 April 2031' does not exist: that month has 30 days
    today => ! 'today' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07: …
    2031-5-4 => ! '2031-5-4' is not a date; write 2031-05-04
    31-05-04 => ! '31-05-04' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    2031-05-4 => ! '2031-05-4' is not a date; write 2031-05-04
    2031-06-31 => ! '2031-06-31' does not exist: that month has 30 days
    2031-05-04? => 2031-05-04 to 2031-05-04; 2031-05-04; 4 May 2031
    the 4th of May 2031 => ! 'the 4th of May 2031' is not a date; write 2031-05-04
    2031-W20 => ! '2031-W20' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    Q2 2031 => ! 'Q2 2031' is not a date; write 2031-04/2031-06
    2031-Q2 => ! '2031-Q2' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    2031-25 => 2031-03-01 to 2031-05-31; 2031-03-01/2031-05-31; 1 Mar to 31 May 2031
    2031-33 => 2031-01-01 to 2031-03-31; 2031-01-01/2031-03-31; 1 Jan to 31 Mar 2031
    2031-37 => 2031-01-01 to 2031-04-30; 2031-01-01/2031-04-30; 1 Jan to 30 Apr 2031
    2031-40 => 2031-01-01 to 2031-06-30; 2031-01-01/2031-06-30; 1 Jan to 30 Jun 2031
    2031s => ! '2031s' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    the 2030s => ! 'the 2030s' is not a date; write 2030/2039
    203x => 2030-01-01 to 2039-12-31; 2030-01-01/2039-12-31; 1 Jan 2030 to 31 Dec 2039
    9999-12-31 => 9999-12-31 to 9999-12-31; 9999-12-31; 31 Dec 9999
    0001-01-01 => 0001-01-01 to 0001-01-01; 0001-01-01; 1 Jan 1
    2031-05-04/2031-05 => 2031-05-04 to 2031-05-31; 2031-05-04/2031-05-31; 4 to 31 May 2031
    2031-05-01/2031-05-31 => 2031-05-01 to 2031-05-31; 2031-05-01/2031-05-31; May 2031
    2031-01-01/2031-12-31 => 2031-01-01 to 2031-12-31; 2031-01-01/2031-12-31; 2031
    2031-04-01/2031-06-30 => 2031-04-01 to 2031-06-30; 2031-04-01/2031-06-30; 1 Apr to 30 Jun 2031
    2030-12-01/2031-02-28 => 2030-12-01 to 2031-02-28; 2030-12-01/2031-02-28; 1 Dec 2030 to 28 Feb 2031
    29 Feb 2031 => ! '29 Feb 2031' does not exist: that month has 28 days
    29 February 2028 => ! '29 February 2028' is not a date; write 2028-02-29
    4/5 => ! '4' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    2031-05-04 to 2031-05-07 => ! '2031-05-04 to 2031-05-07' is not a date; write 2031-05-04/2031-05-07
    end of May 2031 => ! 'end of May 2031' is not a date; write the span of days that is meant, such as …
    late 2031 => ! 'late 2031' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    summer 2031 => ! 'summer 2031' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    winter 2031 => ! 'winter 2031' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    first half of 2031 => ! 'first half of 2031' is not a date; write 2031-01/2031-06
    second half of 2031 => ! 'second half of 2031' is not a date; write 2031-07/2031-12
    first quarter of 2031 => ! 'first quarter of 2031' is not a date; write 2031-01/2031-03
    second quarter of 2031 => ! 'second quarter of 2031' is not a date; write 2031-04/2031-06
    third quarter of 2031 => ! 'third quarter of 2031' is not a date; write 2031-07/2031-09
    fourth quarter of 2031 => ! 'fourth quarter of 2031' is not a date; write 2031-10/2031-12
    Q1 2031 => ! 'Q1 2031' is not a date; write 2031-01/2031-03
    Q3 2031 => ! 'Q3 2031' is not a date; write 2031-07/2031-09
    Q4 2031 => ! 'Q4 2031' is not a date; write 2031-10/2031-12
    H1 2031 => ! 'H1 2031' is not a date; write 2031-01/2031-06
    H2 2031 => ! 'H2 2031' is not a date; write 2031-07/2031-12
    4th May 2031 => ! '4th May 2031' is not a date; write 2031-05-04
    Monday => ! 'Monday' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07: …
    last week => ! 'last week' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    2031-1X => ! '2031-1X' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    203X-05 => 2030-05-01 to 2039-05-31; 2030-05-01/2039-05-31; 1 May 2030 to 31 May 2039
    2031-05-3X => ! '2031-05-3X' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or …
    201X/202X => 2010-01-01 to 2029-12-31; 2010-01-01/2029-12-31; 1 Jan 2010 to 31 Dec 2029
    open => ! 'open' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    unknown => ! 'unknown' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    .. => ! '..' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    ../.. => always to always; ../..; any day
""",
    "time": """
    2031-05-04 => 2031-05-04 to 2031-05-04; day
    2031-05 => 2031-05-01 to 2031-05-31; written 2031-05-01/2031-05-31
    2031-05-04T09:30 => 2031-05-04T09:30 to 2031-05-04T09:30; minute; by minute
    2031-05-04T00:00 => 2031-05-04 to 2031-05-04; minute; by minute
    2031-05-04T23:59 => 2031-05-04 to 2031-05-04; minute; by minute
    2031-05-04T24:00 => ! '2031-05-04T24:00' does not exist: a time is from 00:00 to 23:59
    2031-05-04T09:60 => ! '2031-05-04T09:60' does not exist: a time is from 00:00 to 23:59
    2031-05-04 9:30 => ! '2031-05-04 9:30' is not a time; write 2031-05-04T09:30
    2031-05-04T9:30Z => ! '2031-05-04T9:30Z' names a time zone; write the hour of the clocks at the place of the …
    2031-05-04T09:30+02:00 => ! '2031-05-04T09:30+02:00' names a time zone; write the hour of the clocks at the …
    2031-05-04t0930 => ! '2031-05-04t0930' is not a time; write 2031-05-04T09:30
    2031-05-04T09:30:15 => ! '2031-05-04T09:30:15' is not a time; write 2031-05-04T09:30
    2031-05-04T11:00/2031-05-04T09:30 => ! '2031-05-04T11:00/2031-05-04T09:30': the first moment is after the last
    2031-05-04T09:30/.. => 2031-05-04T09:30 to always; written 2031-05-04T09:30/..; by minute
    ../2031-05-04T09:30 => always to 2031-05-04T09:30; written ../2031-05-04T09:30; by minute
    2031-05-04T09:30/2031-05-05 => 2031-05-04T09:30 to 2031-05-05; written 2031-05-04T09:30/2031-05-05T23:59; by minute
    2031-05-04/2031-05-07 => 2031-05-04 to 2031-05-07; written 2031-05-04/2031-05-07
    [2031-05-04..2031-05-07] => 2031-05-04 to 2031-05-07; written 2031-05-04/2031-05-07
    [2031-05-04,2031-05-06] => 2031-05-04 to 2031-05-06; written 2031-05-04/2031-05-06
    {2031-05-04..2031-05-07} => 2031-05-04 to 2031-05-07; throughout; written 2031-05-04/2031-05-07
    {2031-05-04,2031-05-05} => 2031-05-04 to 2031-05-05; throughout; written 2031-05-04/2031-05-05
    {2031-05-04,2031-05-06} => ! '{2031-05-04,2031-05-06}' leaves out what is in between; write a claim for each, or …
    {2031-05-04} => 2031-05-04 to 2031-05-04; day
    [2031-05-04] => 2031-05-04 to 2031-05-04; day
    [..2031-05-04] => always to 2031-05-04; written ../2031-05-04
    {2031-05-04..} => 2031-05-04 to always; throughout; written 2031-05-04/..
    [] => ! '[]' is not a date; expected a set such as [2031-05-04..2031-05-07]
    [..] => ! '[..]' is not a date; expected a set such as [2031-05-04..2031-05-07]
    {2031-05-04] => ! '{2031-05-04]' is not a date; expected a set such as [2031-05-04..2031-05-07]
    [2031-05-04 => ! '[2031-05-04' is not a date; expected a set such as [2031-05-04..2031-05-07]
    2031-05-04~ => 2031-05-03 to 2031-05-05; written 2031-05-03/2031-05-05
    ~2031-05-04 => 2030-05-04 to 2032-05-04; written 2030-05-04/2032-05-04
    2031-05~ => 2031-04-01 to 2031-06-30; written 2031-04-01/2031-06-30
    2031~ => 2030-01-01 to 2032-12-31; written 2030-01-01/2032-12-31
    ~2031 => 2030-01-01 to 2032-12-31; written 2030-01-01/2032-12-31
    2031-~05 => 2031-04-01 to 2031-06-30; written 2031-04-01/2031-06-30
    2031-21~ => 2030-12-01 to 2031-08-31; written 2030-12-01/2031-08-31
    2031-05-04% => 2031-05-03 to 2031-05-05; written 2031-05-03/2031-05-05
    2031-05-31~ => 2031-05-30 to 2031-06-01; written 2031-05-30/2031-06-01
    2031-01~ => 2030-12-01 to 2031-02-28; written 2030-12-01/2031-02-28
    2031-12-31~ => 2031-12-30 to 2032-01-01; written 2031-12-30/2032-01-01
    2028-02~ => 2028-01-01 to 2028-03-31; written 2028-01-01/2028-03-31
    0001-01-01~ => 0001-01-01 to 0001-01-02; written 0001-01-01/0001-01-02
    9999-12-31~ => 9999-12-30 to 9999-12-31; written 9999-12-30/9999-12-31
    0001~ => 0001-01-01 to 0002-12-31; written 0001-01-01/0002-12-31
    9999~ => 9998-01-01 to 9999-12-31; written 9998-01-01/9999-12-31
    2031-02~ => 2031-01-01 to 2031-03-31; written 2031-01-01/2031-03-31
    2031-05-04~/2031-05-07 => 2031-05-03 to 2031-05-07; written 2031-05-03/2031-05-07
    2031~-05-04 => 2030-05-04 to 2032-05-04; written 2030-05-04/2032-05-04
    ~4 May => ! '~4 May' is not a date; write the span of days that is meant, 2031-05-01/2031-05-07
    before 2031-05-04 => always to 2031-05-03; written ../2031-05-03
    after 2031-05-04 => 2031-05-05 to always; written 2031-05-05/..
    before 2031-05-04T09:30 => always to 2031-05-04T09:29; written ../2031-05-04T09:29; by minute
    after 2031-05-04T09:30 => 2031-05-04T09:31 to always; written 2031-05-04T09:31/..; by minute
    before 2031-05 => always to 2031-04-30; written ../2031-04-30
    after 2031 => 2032-01-01 to always; written 2032-01-01/..
    before 0001-01-01 => ! 'before 0001-01-01' is not a date: there is no such day
    after 9999-12-31 => ! 'after 9999-12-31' is not a date: there is no such day
    before 0001-01-02 => always to 0001-01-01; written ../0001-01-01
    after 9999-12-30 => 9999-12-31 to always; written 9999-12-31/..
    by 2031-05-04 => ! 'by 2031-05-04' is not a date; write ../2031-05-04
    until 2031-05-04 => ! 'until 2031-05-04' is not a date; write ../2031-05-04
    since 2031-05-04 => ! 'since 2031-05-04' is not a date; write 2031-05-04/.. for some day since then, or `period: …
    from 2031-05-04 => ! 'from 2031-05-04' is not a date; write 2031-05-04/.. for some day since then, or `period: …
    up to 2031-05-04 => ! 'up to 2031-05-04' is not a date; write ../2031-05-04
    before 4 May 2031 => ! '4 May 2031' is not a date; write 2031-05-04
    after the flood => ! 'after the flood': expected a day, a month, a year or an event after 'after'
    before 9:30 => ! 'before 9:30': expected a day, a month, a year or an event after 'before'
    BEFORE 2031-05-04 => always to 2031-05-03; written ../2031-05-03
    2031-05-07/2031-05-04 => ! '2031-05-07/2031-05-04': the first day is after the last
    2031-05-04/2031-05-05/2031-05-06 => ! '2031-05-04/2031-05-05/2031-05-06' is not a date; expected a date such as …
    / => ! '/' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    ../.. => ! '../..' is not an interval
    3/5/2031 => ! '3/5/2031' is not a date; write 2031-05-03 if it is 3 May 2031, 2031-03-05 if it is 5 Mar 2031
    2031-05-04T09:30/2031-05-04T09:30 => 2031-05-04T09:30 to 2031-05-04T09:30; minute; by minute
    2031-05-04/2031-05-04 => 2031-05-04 to 2031-05-04; day
    2031-05-04 => 2031-05-04 to 2031-05-04; day
    2031-05-04T09:30 UTC => ! '2031-05-04T09:30 UTC' names a time zone; write the hour of the clocks at the place of …
""",
    "actual": """
    2031-05-04 => 2031-05-04 to 2031-05-04; day; days 2031-05-04
    2031-05-10 => 2031-05-10 to 2031-05-10; day; days 2031-05-10
    2031-05-11 => ! 2031-05-11 is after the publication on 10 May 2031; what is still to come is planned, not actual
    2031-05 => 2031-05-01 to 2031-05-10; written 2031-05-01/2031-05-31
    2031 => 2031-01-01 to 2031-05-10; written 2031-01-01/2031-12-31
    2031-06 => ! 2031-06 is after the publication on 10 May 2031; what is still to come is planned, not actual
    2031-05-10/2031-05-12 => 2031-05-10 to 2031-05-10; day; written 2031-05-10/2031-05-12
    2031-05-04/2031-05-12 => 2031-05-04 to 2031-05-10; written 2031-05-04/2031-05-12
    ../2031-05-20 => always to 2031-05-10; written ../2031-05-20
    2031-05-04/.. => 2031-05-04 to 2031-05-10; written 2031-05-04/..
    {2031-05-04..2031-05-12} => 2031-05-04 to 2031-05-10; throughout; written 2031-05-04/2031-05-12
    {2031-05-10..2031-05-12} => 2031-05-10 to 2031-05-10; day; written 2031-05-10/2031-05-12
    2031-05-10T09:30 => 2031-05-10T09:30 to 2031-05-10T09:30; minute; by minute; days 2031-05-10
    2031-05-11T09:30 => ! 2031-05-11T09:30 is after the publication on 10 May 2031; what is still to come is …
    2031-05-10T09:30/2031-05-11 => 2031-05-10T09:30 to 2031-05-10; written 2031-05-10T09:30/2031-05-11T23:59; by minute
    before the quake => always to 2031-05-07; written before e/the quake; by minute; before e/the quake
    after the quake => 2031-05-07 to 2031-05-10; written after e/the quake; by minute; after e/the quake
    before the shock => always to 2031-05-08T09:29; written before e/the shock; by minute; before e/the shock
    after the shock => 2031-05-08T09:30 to 2031-05-10; written after e/the shock; by minute; after e/the shock
    after nothing => ! no event nothing
    until the quake => ! 'until the quake' is not a date; write ../the quake
    before 2031-05-04 => always to 2031-05-03; written ../2031-05-03
    after 2031-05-04 => 2031-05-05 to 2031-05-10; written 2031-05-05/..
    after 2031-05-10 => ! after 2031-05-10 is after the publication on 10 May 2031; what is still to come is …
    before 2031-06 => always to 2031-05-10; written ../2031-05-31
    2031-05-10~ => 2031-05-09 to 2031-05-10; written 2031-05-09/2031-05-11
    2031-05-09~ => 2031-05-08 to 2031-05-10; written 2031-05-08/2031-05-10
    nonsense => ! 'nonsense' is not a date; expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07
    before 4 May => ! '4 May' is not a date: the year is missing; expected a date such as 2031-05-04, 2031-05, 2031 …
""",
    "planned": """
    2031-05-11 => 2031-05-11 to 2031-05-11; day
    2031-06 => 2031-06-01 to 2031-06-30; written 2031-06-01/2031-06-30
    2031-05-04/.. => 2031-05-04 to always; written 2031-05-04/..
    after the quake => 2031-05-07 to always; written after e/the quake; by minute; after e/the quake
    before the shock => always to 2031-05-08T09:29; written before e/the shock; by minute; before e/the shock
    after 2031-05-10 => 2031-05-11 to always; written 2031-05-11/..
""",
    "period": """
    2031-05 => ! '2031-05' ends after the publication; for what has happened so far write 2031-05-01/
    2031-04 => 2031-04-01/2031-04-30
    2031-05-01/2031-05-07 => 2031-05-01/2031-05-07
    2031-05-05/ => 2031-05-05/2031-05-10
    2031-05-05/.. => 2031-05-05/2031-05-10
    /2031-05-05 => ! '/2031-05-05' has no first day: a total up to a day is `as_of`
    ../2031-05-05 => ! '../2031-05-05' has no first day: a total up to a day is `as_of`
    2031-05-10/ => 2031-05-10
    2031-05-11/ => ! '2031-05-11/' ends after the publication; what is still to come is planned, not actual
    2031-05-04/2031-05-12 => ! '2031-05-04/2031-05-12' ends after the publication; for what has happened so far …
    2031-05-12/2031-05-14 => ! '2031-05-12/2031-05-14' ends after the publication; what is still to come is planned, …
    2031 => ! '2031' ends after the publication; for what has happened so far write 2031-01-01/
    2031-06 => ! '2031-06' ends after the publication; what is still to come is planned, not actual
    2031-05-07/2031-05-01 => ! '2031-05-07/2031-05-01': the period ends before it begins
    2031-05-04T09:00/2031-05-05 => ! '2031-05-04T09:00/2031-05-05': a period is of whole days; expected the days …
    May 2031 => ! 'May 2031' is not a date; write 2031-05
    2031-21 => ! '2031-21' ends after the publication; for what has happened so far write 2031-03-01/
    2031-05-04 => 2031-05-04
    2031-05-10 => 2031-05-10
    2031-05-11 => ! '2031-05-11' ends after the publication; what is still to come is planned, not actual
    last week => ! 'last week' is not a date; write the span of days that is meant, such as 2031-05-01/2031-05-07
    2031-05~ => ! '2031-05~' is not a period; expected the days from the first to the last, such as 2031-06, …
""",
    "period in May": """
    2031-05-05/ => ! '2031-05-05/': the article has no day of publication, so write the last day of the period
    2031-05 => 2031-05-01/2031-05-31
    2031-05-30/2031-06-02 => ! '2031-05-30/2031-06-02' ends after the publication; what is still to come is planned, …
    2031-06 => ! '2031-06' ends after the publication; what is still to come is planned, not actual
    2031-04 => 2031-04-01/2031-04-30
""",
    "planned period": """
    2031-06 => 2031-06-01/2031-06-30
    2031-05-05/ => 2031-05-05/..
    2031-05-12/2031-05-14 => 2031-05-12/2031-05-14
    2032/ => 2032-01-01/..
""",
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows_of(TABLES))
def test_what_a_text_comes_to(name: str, text: str, wanted: str) -> None:
    found = READERS[name](text)
    assert is_as(found, wanted), found
