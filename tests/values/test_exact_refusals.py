"""What comparisons come to, and what is said of texts that are refused: exact tables, to be read line by line.

A line with `!` is refused, with what is said (or its beginning, where it ends with …).
"""

from __future__ import annotations

import pytest

from tests.values.exact import READERS, is_as, rows_of

TABLES = {
    "times people": """
    2 => 19/10..21/10 (2) times; 2 times
    3.5 => 69/20..71/20 times; 3.5 times
    nearly 3 => 57/20..3 (3) times; nearly 3 times
    about 2 => 19/10..21/10 (2) times; about 2 times
    double => 19/10..21/10 (2) times; double
    twice => 19/10..21/10 (2) times; twice
    triple => 57/20..63/20 (3) times; triple
    tripled => 57/20..63/20 (3) times; tripled
    quadruple => 19/5..21/5 (4) times; quadruple
    twofold => 19/10..21/10 (2) times; 2 times
    three-fold => 57/20..63/20 (3) times; 3 times
    three times => 57/20..63/20 (3) times; 3 times
    half => 19/40..21/40 (1/2) times; half; share None/None
    a third => 19/60..7/20 (1/3) times; a third; share None/None
    one and a half => ! 'one and a half' is not understood; expected a percentage such as 37.5% or at least 10%; …
    nearly halved => 99/200..21/40 times; nearly half less than; share None/None
    halved => 19/40..21/40 times; half less than; share None/None
    more than halved => 0..101/200 times; more than half less than; share None/None
    at least 2 => 2.. times; at least 2 times
    more than double => 2.. times; more than double
    two to three => 2..3 times; 2 to 3 times
    40% => 79/200..81/200 times; 40%
    10 => 19/2..21/2 (10) times; 10 times
    two => 19/10..21/10 (2) times; 2 times
    1.25 => 249/200..251/200 times; 1.25 times
    up to 3 => 0..3 times; up to 3 times
    nonsense => ! 'nonsense' is not understood; expected a number such as 37.5, at least 10 or 2 to 3
    unknown => ! 'unknown': expected how many times, such as 2, nearly 3 or half
    almost doubled => 19/10..2 (2) times; almost doubled
    two and a half => ! '2 and a half' is not understood; expected a percentage such as 37.5% or at least 10%; write …
    1 => 19/20..21/20 (1) times; 1 times
    0.5 => 9/20..11/20 times; 0.5 times
    more than 2 => 2.. times; more than 2 times
    less than half => 0..101/200 times; less than half; share None/None
    10 times => 19/2..21/2 (10) times; 10 times
    ten times => 19/2..21/2 (10) times; 10 times
    2.0 => 39/20..41/20 times; 2.0 times
    treble => 57/20..63/20 (3) times; treble
    zero => 0..0 (0) times; zero times
""",
    "percent people": """
    12 => 223/200..9/8 times; 12% more than
    12% => 223/200..9/8 times; 12% more than
    -43% => 113/200..23/40 times; 43% less than
    up 12 % => 223/200..9/8 times; 12 % more than
    down 43 % => 113/200..23/40 times; 43 % less than
    about 12 => 557/500..563/500 times; about 12% more than
    at least 10 => 1099/1000.. times; at least 10% more than
    -100 => 0..1/200 times; 100% less than
    -101 => ! '-101': nothing can fall by more than 100 %
    more than 100 => 399/200.. times; more than 100% more than
    unknown => ! 'unknown': expected a percentage such as 12 or -43%
    nonsense => ! 'nonsense' is not understood; expected a percentage such as 37.5% or at least 10%
    down a third => 33/50..403/600 times; a third less than; share None/None
    half => 59/40..61/40 times; half more than; share None/None
    up to 10 => ..1101/1000 times; up to 10% more than
    -0.5 => 1989/2000..1991/2000 times; 0.5% less than
    0 => 199/200..201/200 times; 0% more than
    12.5 => 2249/2000..2251/2000 times; 12.5% more than
    10 to 20 => 219/200..241/200 times; 10 to 20% more than
    -10 to 5 => 179/200..211/200 times; 10 to 5% more than
    at most -5 => ..1901/2000 times; at most -5% more than
    +5 => 209/200..211/200 times; 5% more than
    −5 % => 189/200..191/200 times; 5 % less than
    down more than 5% => ..1901/2000 times; more than 5% more than
""",
    "more people": """
    10 => 10..10 (10) more; 10 more than
    a third => 79/60..27/20 times; a third more than; share None/None
    12% => 223/200..9/8 times; 12% more than
    at least 10 => 10.. more; at least 10 more than
    10 to 20 => 10..20 more; 10 to 20 more than
    about 10 => 9..11 (10) more; about 10 more than
    half => 59/40..61/40 times; half more than; share None/None
    more than 5 => 6.. more; more than 5 more than
    unknown => ! 'unknown': expected by how much, such as 10 or a third
    nonsense => ! 'nonsense' is not understood; expected a whole number such as 400, at least 5,000, about 200 or …
    two thirds => 49/30..17/10 times; two thirds more than; share None/None
    up to 10 => 0..10 more; up to 10 more than
    120% => 439/200..441/200 times; 120% more than
    hundreds => 200.. more; hundreds more than
    -5 => ! a count cannot be negative: '-5'; a property whose values can has `signed: true`
""",
    "more percent": """
    10 percentage points => 10..10 (10) more; 10 percentage points more than
    10 => 10..10 (10) more; 10 more than
    10% => ! '10%': write '10 points', or `percent:` for a share of the other figure
    2.5 points => 5/2..5/2 (5/2) more; 2.5 points more than
    1 percentage point => 1..1 (1) more; 1 percentage point more than
    a third => ! 'a third': write 'a third points', or `percent:` for a share of the other figure
""",
    "more USD": """
    $5m => 5000000..5000000 (5000000) more; $5m more than
    10% => 219/200..221/200 times; 10% more than
    5 => 5..5 (5) more; 5 more than
    €5m => 5000000..5000000 (5000000) more; €5m more than
""",
    "fewer people": """
    10 => -10..-10 more; 10 fewer than
    a third => 13/20..41/60 times; a third fewer than; share None/None
    12% => 7/8..177/200 times; 12% fewer than
    at least 10 => ..-10 more; at least 10 fewer than
    more than 5 => ..-6 more; more than 5 fewer than
    half => 19/40..21/40 times; half fewer than; share None/None
    120% => ! '120%': nothing can fall by more than 100 %
    10 to 20 => -20..-10 more; 10 to 20 fewer than
    unknown => ! 'unknown': expected by how much, such as 10 or a third
    up to a third => 33/50..1 times; up to a third fewer than; share None/None
    at most 10 => -10..0 more; at most 10 fewer than
    100% => 0..1/200 times; 100% fewer than
    at least half => 0..101/200 times; at least half fewer than; share None/None
""",
    "fewer USD": """
    $5m => -5000000..-5000000 more; $5m less than
    a tenth => 179/200..181/200 times; a tenth less than; share None/None
""",
    "fewer percent": """
    3 percentage points => -3..-3 more; 3 percentage points less than
""",
    "share_of people": """
    half => 19/40..21/40 (1/2) times; half of; share None/None
    most => 1/2..1 times; most of
    40 % => 79/200..81/200 times; 40 % of
    35 out of 47 => 35/47..35/47 times; 35 out of 47 of; share 35/47
    a third => 19/60..7/20 (1/3) times; a third of; share None/None
    120% => ! '120%': a share of a figure is 100 % at most
    nearly all => 19/20..1 times; nearly all of
    unknown => ! 'unknown': expected a share such as half, 40 % or 35 out of 47
    nonsense => ! 'nonsense' is not understood; expected a percentage such as 37.5% or at least 10%
    all => 1..1 (1) times; all of
    a minority => 0..1/2 times; a minority of
    one in five => 19/100..21/100 (1/5) times; one in five of; share None/None
    more than half => 99/200.. times; more than half of; share None/None
    100% => 199/200..201/200 times; 100% of
    101% => ! '101%': a share of a figure is 100 % at most
    at least 10% => 99/1000.. times; at least 10% of
    200 in 100 => ! '200 in 100': the part is more than the whole; write the smaller figure first
""",
    "say people": """
    5.5 => ! _ is not a whole number, and this property is a count
    05 to 10 => ! '05' has a leading zero; write 5
    05 or 6 => ! _ has a leading zero
    0001234567890123456 => ! _ has a leading zero
    5 or more or more ± 1 => ! '5 or more or more' is not understood; expected ..
    5 or so or more or so or more ± 1 => ! '5 or so or more or so or more' is not understood; expected ..
    5 or more or so or more or so or more ± 1 => ! '5 or more or so or more or so or more' is not understood; …
    -5 => ! a count cannot be negative: _; a property whose values can has `signed: true`
    1.000 => ! _ can be read in two ways: write 1,000 (or 1 if that is meant)
    1 000 => ! _ is not understood; expected ..; for one number write 1,000
    1.234.567 => ! _ is not understood; expected ..; for one number write 1,234,567
    1'000 => ! _ is not understood; expected ..; for one number write 1,000
    12,34,567 => ! _ is not understood; expected ..; for one number write 1,234,567
    1,23 => ! _ is not understood; expected ..; a count is whole: a figure with decimals is of a property of type …
    1_000 => ! _ is not understood; expected ..; write 1000
    400 or 500 => ! _ is not understood; expected ..; for one or the other write 400 to 500
    about => ! a figure is missing after _
    at least => ! a figure is missing after _
    between 5 => ! _ is not understood; expected ..
    200 to => ! _: a figure is missing after 'to'
    5 to 3 => ! _: the low end is above the high end; a range begins with its lower figure
    $5 => ! _: '$' is not the unit of this property (person)
    5% => ! _: '%' is not the unit of this property (person); a share is of a property of type percentage
    5 km => ! _: 'km' is not the unit of this property (person)
    5 per cent => ! _ is not understood; expected ..; a share is of a property of type percentage
    five percent => ! _: 'percent' is not the unit of this property (person); a share is of a property of type …
    400 soldiers => ! _: 'soldiers' is not the unit of this property (person); write 400, or 400 people
    12 families => ! _: 'families' is not the unit of this property (person); that counts something else, so code it …
    two score => ! _: 'score' is not the unit of this property (person); write 40
    scores => at least 40, hardly more than 199
    3 or 4 => ! _ is not understood; expected ..; for one or the other write 3 to 4
    twice as many => ! _ is not understood; a figure beside another is a comparison: write `compared` in place of …
    2:1 => ! _ is not understood; a ratio is a comparison: write `compared: {times: 2}` in place of the value
    ± 5 => ! _ is not understood; that is a margin: write it beside its figure, as in 300 ± 5, or -5 to 5 where its …
    5 x 3 => ! _ is not understood; write the product of the two, with `implied`, or each figure by itself
    10 each => ! _ is not understood; write the product of the two, with `implied`, or each figure by itself
    most => ! _ is not understood; it is a share: write `compared: {share_of: ...}`, or code it under a property of …
    a majority => ! _ is not understood; it is a share: write `compared: {share_of: ...}`, or code it under a …
    a couple => ! _ is not understood; words that stand for a range are listed in rules/hedges.yaml and can be added …
    a handful => ! _ is not understood; words that stand for a range are listed in rules/hedges.yaml and can be …
    60ish => ! _: 'ish' is not the unit of this property (person); write about 60
    c. 60 => 57 to 63
    none at all => ! _ is not understood; expected ..; write none
    400 (500 to 600) => ! '400' lies outside of its own range (500 to 600); write the magnitude on both sides, or …
    400 (a lot) => ! 'a lot' is not understood; expected ..
    about about 5 => ! 'about' is here twice; write it once
    at least up to 5 => ! a bound of a bound says nothing: use one of them
    about 200 (150) => ! 'about 200' lies outside of its own range (150); write the magnitude on both sides, or one …
    5th => ! _ is an ordinal, and a count is expected; write a number
    05 => ! _ has a leading zero; write 5
    1234567890123456 => ! _ has more than 15 digits
    1,234,567,890,123,456 => ! _ has more than 15 digits
    tbc => ! _ is not understood; where the source does not say, write unknown
    ? => ! _ is not understood; where the source does not say, write unknown
    3-4 million => 3,000,000 to 4,000,000
    in 2031 => ! _ is not understood; expected ..
    4 May 2031 => ! _ is a date, and a count is expected
    2031-05-04 => ! _ is a date, and a count is expected
    half => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
    a third => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
    35 out of 20 => ! _: the part is more than the whole; write the smaller figure first
    5 out of 0 => ! _: nothing is a share of 0; write the part alone
    half of them => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
    1 in 5 => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
    400 a day => ! _ is not understood: 'a day' after the amount makes it a rate; give the property `per: day`, or …
    an average of 5 => ! _ is not understood: an average is of a time; make a property of rates with `per: day` or …
    400 in 2031 => ! _ is not understood: write 400, and `period: 2031` beside the value
    30s => ! _: 's' is not the unit of this property (person)
    the 100s => ! _ is not understood; words that stand for a range are listed in rules/hedges.yaml and can be added …
    a pair => ! _ is not understood; expected ..; write 2
    both => ! _ is not understood; expected ..; write 2
    a trio => ! _ is not understood; expected ..; write 3
    a baker's dozen => ! _ is not understood; expected ..; write 13
    10^3 => ! _ is not understood; expected ..; write 1,000
    2e3 => ! _ is not understood; expected ..; write 2,000
    around 60 or 70 => ! '60 or 70' is not understood; expected ..; for one or the other write 60 to 70
    five hundred odd => ! _ is not understood; expected ..
    400+ or so => ! _: '+ or so' is not the unit of this property (person)
    up to => ! _: a figure is missing after 'to'
    more than => ! a figure is missing after _
    5 and 6 => ! _ is not understood; expected ..
    minus 5 => ! _ is not understood: 'minus' gives it a sign, and values of this property have none; for those make …
    exactly about 5 => ! 'exactly' and 'about' cannot be combined: use one of them
    nearly at least 5 => ! a bound of a bound says nothing: use one of them
    at least 5 to 6 => ! a bound and a range cannot be combined: leave out 'at least', or write one figure after it
    nearly 5 to 6 => ! 'nearly' and a range cannot be combined
    fewer than 0 => ! fewer than none is not possible
    less than none => ! fewer than none is not possible
    60 something => ! _: 'something' is not the unit of this property (person); write 60 to 69
    sixty something => ! _: 'something' is not the unit of this property (person)
    sixty-something => ! _ is not understood; expected ..
    in the tens => ! _ is not understood; words that stand for a range are listed in rules/hedges.yaml and can be …
    double digits => ! _ is not understood; words that stand for a range are listed in rules/hedges.yaml and can be …
    every second => ! _ is not understood; expected ..
    400 dead => ! _: 'dead' is not the unit of this property (person); write 400, or 400 people
    dozens of soldiers => ! _: 'soldiers' is not the unit of this property (person); write dozens, or dozens of people
    200 to 300 soldiers => ! _: 'soldiers' is not the unit of this property (person); write 200 to 300, or 200 to …
    one point five million => ! _: 'point five million' is not the unit of this property (person); write one, or one …
    3.5 million and a half => ! _ is not understood; expected ..
    a good 60 => ! _ is not understood; expected ..; write at least 60
    est. 60 => ! _ is not understood; expected ..; write about 60
    max 60 => ! _ is not understood; expected ..; write at most 60
    min. 60 => ! _ is not understood; expected ..; write at least 60
    400 (confirmed) => ! 'confirmed' is not understood; expected ..; write 400
    400 including 5 children => ! _ is not understood; expected ..; write 400
    600-strong => ! _: 'strong' is not the unit of this property (person); write 600, or 600 people
    a 600-strong crowd => ! _ is not understood; expected ..; write 600
    half-dozen => ! _ is not understood; expected ..; write half a dozen
    two dozen or so => 22 to 26
    no fewer than 5 => at least 5
    not more than 5 => 0 to 5
    as many as 60 => 0 to 60
    5k+ => at least 5,000
    5mio => ! _: 'mio' is not the unit of this property (person); write 5 million
    5 mrd => ! _: 'mrd' is not the unit of this property (person); write 5 billion
""",
    "say count": """
    400 soldiers => ! _: 'soldiers' is not the unit of this property (none); write 400
    5 km => ! _: 'km' is not the unit of this property (none)
    5% => ! _: '%' is not the unit of this property (none); a share is of a property of type percentage
    12 families => ! _: 'families' is not the unit of this property (none); that counts something else, so code it …
    none => 0
""",
    "say number": """
    1.234,56 => ! _ is not understood; expected ..; for one number write 1,234.56
    1,5 => ! _ is not understood; expected ..; for a decimal write 1.5
    1.000 => ! _ can be read in two ways: write 1,000 (or 1 if that is meant)
    1 000,5 => ! _ is not understood; expected ..; for one number write 1,000.5
    400 or 500 => ! _ is not understood; expected ..; for one or the other write 400 to 500
    5% => ! _: '%' cannot be converted to a number without a unit; write the figure alone if the article gives it, …
    a third => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
    5 km => ! _: 'km' cannot be converted to a number without a unit; write the figure alone if the article gives …
    2e3 => ! _ is not understood; expected ..; write 2,000
    10^3 => ! _ is not understood; expected ..; write 1,000
    5 million or so => 4,750,000 to 5,250,000
    one point five => ! _: 'point five' cannot be converted to a number without a unit; write 1.5
    three and a half => ! _ is not understood; expected ..; write 3.5
    3 1/2 => ! _ is not understood; expected ..; write 3.5
    1/2 => ! _ is not understood; expected ..; write 1 to 2 or 0.5
    3/4 => ! _ is not understood; expected ..; write 3 to 4 or 0.75
    12/7 => ! _ is not understood; expected ..
    1/0 => ! _ is not understood; expected ..
    minus => ! _ is not understood; expected ..
    category 4 => ! _ is not understood; expected ..; write 4
    magnitude 6.5 => ! _ is not understood; expected ..; write 6.5
    05 => ! _ has a leading zero; write 5
    05.5 => ! _ has a leading zero; write 5.5
    0.5 => 0.5
    00 => ! _ has a leading zero; write 0
    1.0000 => 1
    12345678901234567 => ! _ has more than 15 digits
    0.1234567890123456 => ! _ has more than 15 digits
    -5 to -7 => ! _: the low end is above the high end; a range begins with its lower figure
    five point two => ! _: 'point two' cannot be converted to a number without a unit; write 5.2
""",
    "say km": """
    5 kg => ! _: 'kg' cannot be converted to km: they measure different things; such a figure is of another property
    5 tons => ! _: 'tons' cannot be converted to km; write the figure in km if the article gives it, else make a …
    6ft 2in => ! _ is not understood; expected ..; write 74 inches
    5 miles 3 yards => ! _ is not understood; expected ..
    -5 => ! a number cannot be negative: _; a property whose values can has `signed: true`
    5 m/s => ! _: 'm/s' cannot be converted to km: they measure different things; such a figure is of another property
    5 leagues => ! _: 'leagues' cannot be converted to km; write the figure in km if the article gives it, else make …
    10 klicks => ! _: 'klicks' cannot be converted to km; write 10 km
    5 km away => ! _: 'km away' cannot be converted to km; write 5 km
    5km long => ! _: 'km long' cannot be converted to km; write 5km
    1 to 2 => 1 to 2 km
    5 to 6 km or so => 4.75 to 6.3 km
    5 mi => ! _: 'mi' cannot be converted to km; write 5 miles
    10 nm => ! _: 'nm' cannot be converted to km; write 10 nautical miles
    5 km 300 m => ! _ is not understood; expected ..
    3 to 5 miles wide => ! _: 'miles wide' cannot be converted to km; write 3 to 5 miles
    2 m 30 cm => ! _ is not understood; expected ..; write 230 cm
    5 feet 6 => ! _ is not understood; expected ..; write 66 inches
    1 foot 11 inches => ! _ is not understood; expected ..; write 23 inches
    1 foot 12 inches => ! _ is not understood; expected ..
    5 km (3 miles) => 4 to 5.7 km
""",
    "say kg": """
    5 tons => ! _: 'tons' cannot be converted to kg, as there are several; write tonnes for metric tons
    5 short tons => ! _: 'short tons' cannot be converted to kg; write 10,000 pounds
    a short ton => ! _ is not understood; expected ..; write 2,000 pounds
    11 st 4 lb => ! _ is an ordinal, and a number is expected; write a number; write 158 pounds
    2 lb 3 oz => ! _ is not understood; expected ..; write 35 ounces
    5 kt => ! _: 'kt' cannot be converted to kg; write 5 thousand tonnes
    3 Mt => ! _: 'Mt' cannot be converted to kg; write 3 million tonnes
""",
    "say °C": """
    -5C => ! _: 'C' cannot be converted to °C; write -5 °C
    5 degrees => ! _: 'degrees' cannot be converted to °C: they measure different things; such a figure is of …
    5 degrees below zero => ! _: 'degrees below zero' cannot be converted to °C; write -5 °C
    minus 5 degrees => ! '5 degrees': 'degrees' cannot be converted to °C: they measure different things; such a …
    20C => ! _: 'C' cannot be converted to °C; write 20 °C
    68F => ! _: 'F' cannot be converted to °C; write 68 °F
    20 degrees Celsius => 20 °C
""",
    "say USD": """
    €5 => EUR 5
    5 rupees => ! _: 'rupees' may be INR or PKR; write the code, such as INR 5
    Rs 5 => ! _: 'Rs' may be INR or PKR; write the code, such as INR 5
    $5 each => ! _: 'each' after the amount is not understood; write the amount alone
    5 => USD 5
    $5 million or $6 million => ! _ is not understood; expected ..
    $5 (5) => USD 5
    $5 (€4 to €6) => ! _ names two units
    Tk 5 => ! _ is not understood; expected ..; write BDT 5
    RMB 5 => ! _ is not understood; expected ..; write CNY 5
    5 quid => ! _: expected an amount with its currency such as $300m or EUR 5 million; write 5 pounds
    $5 bucks => ! _: 'bucks' after the amount is not understood; write the amount alone
    5 grand => ! _: expected an amount with its currency such as $300m or EUR 5 million; write 5 thousand
    free => ! _ is not understood; expected ..; write $0
    nil => USD 0
    $5m or €4m => ! _ is not understood; expected ..; for one or the other write $5m to €4m
    $5m, €4m => ! _ is not understood; expected ..; write $5m (€4m)
    $5 a day => ! _ is not understood: 'a day' after the amount makes it a rate; give the property `per: day`, or …
    5 per cent => ! _ is not understood; expected ..; a share is of a property of type percentage
    US$5 million => USD 5,000,000
    5 cents => USD 0.05
    $1.000 => ! _ can be read in two ways: write 1,000 (or 1 if that is meant)
    $1.500 => ! _ can be read in two ways: write 1,500 (or 1.5 if that is meant)
    5 dollars and 50 cents => ! _ is not understood; expected ..; write $5.50
    5 euros 20 => ! _ is not understood; expected ..; write €5.20
    5 pounds 30 => ! _ is not understood; expected ..; write £5.30
    Rp 5 => ! _ is not understood; expected ..; write IDR 5
    $5 US => ! _: 'US' after the amount is not understood; write the amount alone; write USD 5
    C$5 => CAD 5
    Can$5 => ! _ is not understood; expected ..; write CAD 5
    $5 Canadian => ! _: 'Canadian' after the amount is not understood; write the amount alone; write CAD 5
    $5.- => ! _ is not understood; expected ..; write $5
    twice => ! _ is not understood; a figure beside another is a comparison: write `compared` in place of the value
    $ -5 => ! _ is not understood; expected ..
    kr 5 => ! _: 'kr' may be NOK or DKK; write the code, such as NOK 5
    $5 to €6 => ! _ names two currencies
    ALL 5 => ALL 5
    5 francs => ! _: 'francs' may be CHF or XOF; write the code, such as CHF 5
    5 score => ! _: expected an amount with its currency such as $300m or EUR 5 million; write 100
""",
    "say money": """
    5 => ! _: expected an amount with its currency such as $300m or EUR 5 million
    $5 => USD 5
    $5 or €6 => ! _ is not understood; expected ..; for one or the other write $5 to €6
    5 francs => ! _: 'francs' may be CHF or XOF; write the code, such as CHF 5
    half => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage
""",
    "say months": """
    5 => ! _: expected a duration with its unit such as 12 months
    2 years 3 months => ! _ is not understood; expected ..; it is to be in one unit; write 27 months
    2 years and 3 months => ! _ is not understood; expected ..; it is to be in one unit; write 27 months
    1 week 2 days => ! _ is not understood; expected ..; it is to be in one unit; write 9 days
    3 days 4 hours => ! _ is not understood; expected ..; it is to be in one unit; write 76 hours
    2 hrs 30 mins => ! _ is not understood; expected ..; it is to be in one unit; write 150 minutes
    5 mins 30 secs => ! _ is not understood; expected ..; it is to be in one unit; write 330 seconds
    2 hours 30 => ! _ is not understood; expected ..; write 150 minutes
    5 m => ! _: 'm' cannot be converted to month; write minutes or months in full
    5 min => 0.00011 to 0.00013 months
    5 km => ! _: 'km' cannot be converted to month
    three quarters => ! _: 'quarters' cannot be converted to month; write 9 months
    a quarter => ! _ is not understood; expected ..; it is a share: code it under a property of type percentage; …
    5h => ! _: 'h' cannot be converted to month; write 5 hours
    for 3 weeks => ! _ is not understood; expected ..; write 3 weeks
    within 2 months => ! _ is not understood; expected ..; write up to 2 months
    3 months or so => 2.85 to 3.15 months
    a 3-month => ! _ is not understood; expected ..
    year-long => ! _ is not understood; expected ..
    4-year-long => ! _: 'year-long' cannot be converted to month; write 4-year
    2 years old => 24 months
""",
    "say percent": """
    5 percentage points => ! _: expected a percentage such as 37.5%; percentage points are of a property of type …
    5 points => ! _: expected a percentage such as 37.5%
    3:1 => ! _ is not understood; expected ..; write 3 of 4 or 1 of 4
    3 to 1 => ! _: the low end is above the high end; a range begins with its lower figure; write 3 of 4 or 1 of 4
    3/4 => ! _ is not understood; expected ..; write 3 of 4
    5/4 => ! _ is not understood; expected ..
    3 per thousand => ! _ is not understood: it is a share of so many; write 3 of 1,000
    7 per 1,000 => ! _ is not understood: it is a share of so many; write 7 of 1,000
    2 per million => ! _ is not understood: it is a share of so many; write 2 of 1,000,000
    5‰ => ! _: expected a percentage such as 37.5%; write 0.5%
    0.5 of 1% => ! _ is not understood: it is a part of one per cent; write 0.5%
    half of one per cent => ! _ is not understood: it is a part of one per cent; write 0.5%
    a quarter of 1% => ! _ is not understood: it is a part of one per cent; write 0.25%
    fifty-fifty => ! _ is not understood; expected ..; write 50%
    single digits => ! _ is not understood; write the range that is meant, such as 10% to 20%; write 1% to 9%
    double-digit => ! _ is not understood; write the range that is meant, such as 10% to 20%; write 10% to 99%
    unanimous => ! _ is not understood; expected ..; write 100%
    every third => ! _ is not understood; expected ..; write a third
    5pc => ! _: expected a percentage such as 37.5%; write 5%
    5 p.c. => ! _: expected a percentage such as 37.5%; write 5%
    1-in-5 => ! '1-in' is not understood; expected ..; write 1 in 5
    two times out of three => ! _ is not understood; expected ..; write two out of three
    5% higher => ! _ is not understood; a change is a comparison: write `compared: {percent: 5}`, with a sign if it …
    a 12% drop => ! _ is not understood; a change is a comparison: write `compared: {percent: 12}`, with a sign if …
    up 5% => ! _ is not understood: 'up' makes it a change, and this property has no changes; for those make a …
    five => 5%
    5 km => ! _: expected a percentage such as 37.5%
    1.5 => 1.5%
    110 => 110%
    101% => 101%
    most of all => 50% to 100%, of all
    majority => ! _ is not understood; expected ..; write a majority
    an overwhelming majority => ! _ is not understood; expected ..; write a majority
    the bulk of it => ! _ is not understood; expected ..; write most of it
    two in three => 63.3% to 70%
    5 in 2031 => ! _ is not understood: write 5, and `period: 2031` beside the value
    4 thirds => ! _: expected a percentage such as 37.5%
    a good third => ! _ is not understood; expected ..
    1,5% => ! _ is not understood; expected ..; for a decimal write 1.5
""",
    "say voters": """
    40% => 40%
    40% of voters => 40%, of voters
    40% of the voters => 40%, of the voters
    40% of women => ! _ is a share of 'women', and this property one of voters; code it under a property of its own
    half of the voters => 47.5% to 52.5%, of the voters
    half of the women => ! _ is a share of 'the women', and this property one of voters; code it under a property of …
    most => 50% to 100%
    most of the voters => 50% to 100%, of the voters
    most of women => ! _ is a share of 'women', and this property one of voters; code it under a property of its own
    35 out of 47 voters => about 74.5%, 35 out of 47, of voters
""",
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows_of(TABLES))
def test_what_a_text_comes_to(name: str, text: str, wanted: str) -> None:
    found = READERS[name.partition(" ")[0]](name, text).strip()
    assert is_as(found, wanted), found
