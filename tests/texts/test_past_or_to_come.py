"""Whether a date has been or is to come: a wrong year that looks right is worse than none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checker.texts.mentions import find_mentions
from checker.values.dates import Window, read_window
from checker.values.value import Hedges

READ = """
@ 2031-05-12
It now expects revenue of about €2.9bn for this year, after €3.0bn to €3.1bn in March. | 2031; 2031-03
The margin will be 2.5%, not 3.5% as forecast in March. | 2031-03
31 percent of those asked would vote for the Civic Union, two points more than in April. | 2031-04
The Committee said that 173 had come home on Saturday, seven fewer than the 180 who were agreed. | 2031-05-10
The Association will say that 173 had come home on Saturday. | 2031-05-10
Unemployment will be 4%, a third of what it was in March. | 2031-03
It will sell 200 cars, compared with 300 in March. | 2031-03
It will sell 200 cars, against 40 in March. | 2031-03
It will cost $14, up from $12 in February. | 2031-02
The rate will be 5%, down from 7% in November. | 2030-11
The firm expects sales of 4bn, lower than in January. | 2031-01
The firm expects sales of 4bn, less than it forecast in January. | 2031-01
The party would win 31%, the same as in April. | 2031-04
The party would win 31%, as it did in April. | 2031-04
The party would win 31%, as in April. | 2031-04
The plan, announced in March, will cost 3bn. | 2031-03
The bridge, closed in March, will reopen in July. | 2031-03; 2031-07
It will replace the bridge destroyed in March. | 2031-03
It will replace the bridge that collapsed in February. | 2031-02
The bank will cut rates again after it cut them in March. | 2031-03
The bank will cut rates again after a cut in March. | 2031-03
The bank will cut rates for the first time since March. | 2031-03
The company, which bought Halden in March, will close it. | 2031-03
He will succeed Mara Lind, who resigned on Friday. | 2031-05-09
She will be tried for the murder of a man found dead in February. | 2031-02
It will pay the 30 million it owed in March. | 2031-03
The talks are due to resume on Thursday after breaking down in March. | 2031-05-15; 2031-03
Two thirds would vote for it, compared to half in February. | 2031-02
The strike could cost more than the one in March. | 2031-03
The forecast is for 3%, unchanged from March. | 2031-03
Growth will slow to 1.2% from 1.5% in March. | 2031-03
The price will go up to 12 euros from 10 euros in February. | 2031-02
A second vote would be needed, as happened in March. | 2031-03
The fund is set to pay out less than half of what was promised in March. | 2031-03
It plans to build 40 homes, twice as many as in January. | 2031-01
It plans to build 40 homes, twice as many as it said in January. | 2031-01
Halden will miss the target set in March. | 2031-03
The government will keep the promise it made in March. | 2031-03
Under the deal struck on Saturday, they will leave by June. | 2031-05-10; 2031-06
Under a plan published on Saturday, all will leave. | 2031-05-10
They will be flown home with those freed on Saturday. | 2031-05-10
The road will be closed until March. | 2032-03
The road will be closed from 31 October. | 2031-10-31
It will be ready in March. | 2032-03
The work is due to end in March. | 2032-03
They will meet on Saturday. | 2031-05-17
They will meet again after the vote on Saturday. | 2031-05-10 or 2031-05-17
The vote will be held on Saturday. | 2031-05-17
Sales will be higher than in March. | 2031-03
No more than 40 will be let in in March. | 2032-03
More than 40 will be let in on Saturday. | 2031-05-17
More than 300 ships are expected in March. | 2032-03
It will be back to normal by March. | 2032-03
It will rise from 40 in June to 60 in March. | 2031-06; 2032-03
Rents will rise from March. | 2032-03
Rents will rise from 1 June. | 2031-06-01
After the summer break the house will meet in October. | open; 2031-10
The new line will open in October, after a test in September. | 2031-10; 2031-09 or 2030-09
The school is to close after exams in July. | 2031-07
The tax will start in July, earlier than planned. | 2031-07
It will be held later than planned, in October. | 2031-10
The minister will step down after the budget in October. | 2031-10 or 2030-10
Parliament to vote on pay bill on Saturday | 2031-05-17
Nine killed in crash on Saturday | 2031-05-10
Exports down 3% in March | 2031-03
Inflation to fall to 2% in March | 2032-03
Bank expected to cut rates in July after rise in March | 2031-07; 2031-03
Minister held in March to face trial | 2031-03
Two men arrested on Saturday to appear in court | 2031-05-10
The court will hear the case of a man jailed in March. | 2031-03
It is expected to rain less than on Saturday. | 2031-05-10
The team will have to play better than on Saturday. | 2031-05-10
@ 2031-06-10
Deaths this month may exceed those in May. | 2031-06; 2031-05
Visitors will outnumber those who came on Sunday. | 2031-06-08
The bank's rate will stay at 4%, where it has been since March. | 2031-03
It expects a loss of 12m, versus a profit of 20m in January. | 2031-01
It expects to sell 400,000 cars, against a forecast of 450,000 in January. | 2031-01
Output will be cut by 200,000 barrels, as agreed in April. | 2031-04
Output will be cut by 200,000 barrels, as ministers agreed on Saturday. | 2031-06-07
The vote will go ahead as planned on Sunday. | 2031-06-15
The vote will be held sooner than planned, on Sunday. | 2031-06-15
He is expected to play better than he did on Saturday. | 2031-06-07
He will be back as soon as Saturday. | 2031-06-14
He could be back as early as Saturday. | 2031-06-14
She may be freed as soon as next week. | 2031-06-16/2031-06-22
They must leave no later than Friday. | 2031-06-13
They must leave no later than 30 September. | 2031-09-30
It should be done by no later than March. | 2032-03
The polls put him on 41%, down two points from May. | 2031-05
The polls would put him on 41%, two points down on May. | 2031-05
Prices will have risen by 3% since January. | 2031-01
Prices are likely to rise faster than in May. | 2031-05
Turnout is expected to be lower than in 2027. | 2027
Unlike in May, no one will be let in. | 2031-05
As in March, the vote will be secret. | 2031-03
After the flood in March, the town will build a dam. | 2031-03
The dam will be built after the flood in March swept the old one away. | 2031-03
The dam, which broke in March, must be rebuilt by October. | 2031-03; 2031-10
A man who went missing on Friday may have been seen in Norder. | 2031-06-06
A girl missing since Friday may be in Norder. | 2031-06-06
The bodies of two men lost at sea on Friday will be flown home. | 2031-06-06
The 12 released on Saturday will be flown home on Wednesday. | 2031-06-07; 2031-06-11
The money raised on Saturday will go to the fund. | 2031-06-07
The drugs seized on Saturday will be burned. | 2031-06-07
The ship hit on Saturday could sink. | 2031-06-07
The bill passed on Saturday will cost 3bn. | 2031-06-07
The bill signed into law in March will take effect in September. | 2031-03; 2031-09
The ministry has asked for 20m, on top of the 30m it was given in March. | 2031-03
The council will pay back the 20m it borrowed in March. | 2031-03
The council will pay back 20m borrowed in March. | 2031-03
The council will decide on Monday. | 2031-06-16
Her trial, put off in March, will begin on Monday. | 2031-03; 2031-06-16
Her trial, put off from March, will begin on Monday. | 2031-03; 2031-06-16
Her trial, put off until March, will be short. | 2032-03
Her trial was put off to March. | 2032-03
It will take effect from March. | 2032-03
It takes effect on 1 July. | 2031-07-01
The ban from 1 July covers all cars. | 2031-07-01
From 1 July all cars will be banned. | 2031-07-01
From July, all cars must be tested. | 2031-07
The ceasefire due on Saturday was broken. | 2031-06-07 or 2031-06-14
The cut that it made in March will be its last. | 2031-03
The third rise this year, after those in January and March, is likely. | 2031; 2031-01; 2031-03
The next vote will be in March. | 2032-03
The last vote, in March, will not be repeated. | 2031-03
The ban, in place since March, will be lifted on Friday. | 2031-03; 2031-06-13
The ban, in force from March, will be lifted on Friday. | 2031-03; 2031-06-13
Nobody will be charged over the fire in March. | 2031-03
An inquiry into the fire in March will report in March. | 2031-03; 2032-03
Those who voted in March will vote again in September. | 2031-03; 2031-09
Those hurt in the crash on Saturday are expected to live. | 2031-06-07
He is to be buried in the village where he was born in March 1950. | 1950-03
A poll in March put them on 20%, and they may win 30% on Sunday. | 2031-03; 2031-06-15
@ 2027-09-15
Entergy hopes to have 90 percent of customers reconnected by September 22. | 2027-09-22
The army wants all troops withdrawn by 1 October. | 2027-10-01
It was told to have them moved by October. | 2027-10
Residents were ordered to be out by 20 September. | 2027-09-20
The group cut its profit forecast for 2027 to €1.3 billion from €1.65 billion. | 2027
The state raised its budget for 2028 to $4bn. | 2028
Shops had their worst August since 2020. | 2027-08; 2020
It was the first September without rain since 1976. | 2027-09; 1976
It was the driest July in 40 years. | 2027-07
They had their best summer in a decade. | none
Retailers had their busiest November for three years. | 2026-11
It was the second-warmest March on record. | 2027-03
It hopes to have the road open by October 3. | 2027-10-03
It will have 300 of them built by March. | 2028-03
It wants the bridge repaired before 1 November. | 2027-11-01
They had been reconnected by September 10. | 2027-09-10
By September 10 most had been reconnected. | 2027-09-10
By 20 September most of them will be back. | 2027-09-20
They are due to be reconnected by Monday. | 2027-09-20
It hopes to have all reconnected by Monday. | 2027-09-20
All were reconnected by Monday. | 2027-09-13
He asked to have the case heard by Friday. | 2027-09-17
They want the case heard in October. | 2027-10
@ 2031-06-10
The pact was signed in the spring of 2024. | 2024-03/2024-05
Prices have doubled since the summer of 2029. | 2029-06/2029-08
The stadium is to open in autumn 2033. | 2033-09/2033-11
He fled in the winter of 2024. | open
Sydney lost its tram in the summer of 2029. | open
She has a week to find a deal before a hearing on 24 June. | 2031-06-24
They won and trained hard ahead of a test in July. | 2031-07
He was fined, and was told to return on 30 July. | 2031-07-30
They met again on the 7th. | 2031-06-07
The board meets again on the 18th. | 2031-06-18
Entries close on the 2nd. | 2031-07-02
It will be decided by the 2nd. | 2031-07-02
He made birdie on the 18th to win at the third hole. | none
The gang wants £2m by Sunday. | 2031-06-15
The union demands a new offer by Friday. | 2031-06-13
The bank needs 3bn euros by 1 July. | 2031-07-01
Talks resume at 10 a.m. Thursday. | 2031-06-12
The court sits from 9.30am Thursday. | 2031-06-12
The ministry wants the tax lifted by 2p to 40p from April. | 2032-04
It would like the price cut from 9 euros to 8 in July. | 2031-07
Rents were flat in the March quarter. | 2031-01/2031-03
Output fell in the December quarter of 2029. | 2029-10/2029-12
The bank is expected to trim its rate to 3.25% from 3.5% on Thursday. | 2031-06-12
The bank is likely to lift its rate to 3.25% from 3% on 19 June. | 2031-06-19
The bank lifted its rate to 3.25% from 3% on Thursday. | 2031-06-05
He told the Today programme that it was wrong. | none
Today the price is 3 euros. | 2031-06-10
USA Today had the story first. | none
The city will have six lines nine years from now. | 2039-12-11/2040-12-09
A month from now it will be too hot. | 2031-06-25/2031-07-25
Three days from now the camp will close. | 2031-06-13
From now on it is free. | none
They will get 9%, backdated to January, and 3% more in August. | 2031-01; 2031-08
The team, beaten in April by Halden, will play in Norder on Saturday. | 2031-04; 2031-06-14
The mayor, who was born in Lund, will stand down in August. | 2031-08
The plant – bought for 3m euros last year – will close on Friday. | 2030; 2031-06-13
Halden face Norder, who won the cup in May, on Saturday. | 2031-05; 2031-06-07 or 2031-06-14
The fair is on bank holiday Monday. | 2031-06-16
A late goal set up Saturday's final with Lund. | 2031-06-14
They are through to Sunday's final. | 2031-06-15
She booked her place in Friday's final. | 2031-06-13
He qualified on pole for Sunday's race. | 2031-06-15
The assembly voted to raise the fee, step by step, from August. | 2031-08
Ministers agreed to hold output at 40.2 million barrels until March. | 2032-03
Police told drivers to stay at home on Friday. | 2031-06-06 or 2031-06-13
@ 2031-06-11
An envoy was due in the capital on Thursday with a new draft. | 2031-06-12
The truce, which was to have expired on Tuesday, has been extended. | 2031-06-10
Talks planned for Saturday have been called off. | 2031-06-07 or 2031-06-14
The bill goes to the Senate on Friday. | 2031-06-13
The case goes before a judge on Monday. | 2031-06-16
The two go head to head on Sunday. | 2031-06-15
The plan goes out to tender in August. | 2031-08
Ministers announced in Lund on Monday that it will close. | 2031-06-09
The plan will cost 3bn, its leaders announced in Lund on Monday. | 2031-06-09
It has set aside €9bn for the port between now and 2040. | 2031-06-11/2040-12-31
Up to 300mm of rain may fall between tonight and Saturday. | 2031-06-11/2031-06-14
It will be shut from tomorrow until Sunday. | 2031-06-12/2031-06-15
Some 400 are to go between now and the end of August. | 2031-06-11/2031-08-31
Nobody may fish from now until 1 September. | 2031-06-11/2031-09-01
No more will be built from now until the end of the year. | 2031-06-11/2031-12-31
They have promised that 92% of patients will be seen within 18 weeks. | none
All calls are to be answered within two days. | none
The ship will sail within two weeks. | 2031-06-11/2031-06-25
Tickets for the show in August sold out. | 2031-08
Fans want a refund for the show in August. | 2031-08
@ 2031-08-13
Farms lost 10m fish in 2029; 2028 had cost them 17m. | 2029; 2028
The year 2029 was dry, but 2030 proved wetter. | 2029; 2030
Three of the four had a bad 2030. | 2030
The brewer is hoping for a better 2032. | 2032
After a record 2030, sales have slowed. | 2030
The show takes place on the last Saturday in August, as ever. | open
The fair is held on 3 September, as always. | open
The cuckoo is generally heard here by the third week of April. | open
Wild garlic is usually found here from mid-March. | open
Pay rose in the first full week of January. | 2031-01-06/2031-01-12
Hotels were full over the second weekend of February. | 2031-02-08/2031-02-09
The fair was held on the last weekend in July. | 2031-07-26/2031-07-27
He died on the last day of July. | 2031-07-31
It closed in the dying days of July. | open
The launch has slipped again, from September 2032 to March 2033. | 2032-09; 2033-03
The vote was put back, from May 2031 to October 2031. | 2031-05; 2031-10
Prices rose from May 2030 to July 2031. | 2030-05/2031-07
Unit 2 goes offline on Saturday for 200 days. | 2031-08-16
The ferry sails on Sunday. | 2031-08-17
He steps down in October. | 2031-10
She takes over from Lund in October. | 2031-10
July here was 2.3 degrees warmer than usual. | 2031-07
June alone saw 40 fires. | 2031-06
They had set out from Lund on Saturday. | 2031-08-09
"""
"""A day of publication, and what the dates of the sentences after it are."""


def _stories() -> Iterator[tuple[Window, str, str]]:
    published = Window(0, 0)
    for line in READ.strip().splitlines():
        if line.startswith("@ "):
            window, _ = read_window(line[2:])
            assert window is not None
            published = window
        else:
            sentence, wanted = line.split(" | ")
            yield published, sentence, wanted


@pytest.mark.parametrize(("published", "sentence", "wanted"), list(_stories()))
def test_what_a_date_is(published: Window, sentence: str, wanted: str) -> None:
    found = [m for m in find_mentions(sentence, published, Hedges()) if m.kind == "date"]
    told = "; ".join(m.value or " or ".join(m.readings) or "open" for m in found)
    assert (told or "none") == wanted
