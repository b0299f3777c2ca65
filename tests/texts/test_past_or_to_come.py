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
@ 2029-10-09
The ministers are expected to sign the accord in Geneva on Wednesday week. | 2029-10-17
Three climbers who set off on Sunday were found dead on Monday. | 2029-10-07; 2029-10-08
The inquest, adjourned in July, reopens on 22 October. | 2029-07; 2029-10-22
The two sides last met in Cairo in the spring. | open
Thursday's session will be held behind closed doors. | 2029-10-11
The court gave the government until the end of November to reply. | 2029-10-09/2029-11-30
She was appointed in June for a term that ends in May 2032. | 2029-06; 2032-05
By Sunday evening the blaze had spread to 3,000 hectares. | 2029-10-07
By Sunday the army expects to be in control. | 2029-10-14
Since Saturday 43 bodies have been pulled from the mud. | 2029-10-06
Heavy rain is forecast from Thursday to Saturday. | 2029-10-11/2029-10-13
The strike began at midnight on Monday and will last until Friday. | 2029-10-08; 2029-10-12
A vote on the budget is pencilled in for 6 November. | 2029-11-06
Voters go to the polls on 4 November, a month earlier than planned. | 2029-11-04; open
A second round, if needed, would be held two weeks later. | open
The last time the river rose so high was in January 1995. | 1995-01
Inflation slowed to 3.1 per cent in September from 3.4 per cent in August. | 2029-09; 2029-08
Growth is forecast to slow to 1.1 per cent next year from 1.9 per cent this year. | 2030; 2029
The ship sank on the night of 3 October. | 2029-10-03
Some 12,000 people have fled since the fighting resumed on 28 September. | 2029-09-28
The new law comes into force on New Year's Day. | 2030-01-01
He is to appear before magistrates tomorrow morning. | 2029-10-10
Police were called to the house shortly after 9pm on Saturday. | 2029-10-06
Her trial is due to start on Monday and last three weeks. | 2029-10-15
The museum, closed since January 2028, will reopen early next year. | 2028-01; 2030-01/2030-04
The ban was first proposed in late 2027 and agreed in March this year. | 2027-09/2027-12; 2029-03
The talks collapsed last month. | 2029-09
The figures, due out on Friday, are expected to show a fall. | 2029-10-12
A decision is not expected before December. | 2029-12
The last of the 33 miners could be brought up as early as Thursday. | 2029-10-11
The factory will close at the end of March with the loss of 300 jobs. | 2030-03-21/2030-03-31
The bank raised rates in July and again in September. | 2029-07; 2029-09
He had been on the run since escaping on 12 August. | 2029-08-12
The pope, who turns 80 in December, has cancelled a trip planned for November. | 2029-12; 2029-11
The match, originally set for Saturday, was moved to Tuesday because of rain. | 2029-10-06 or 2029-10-13; 2029-10-09
The summit in Nairobi from 12 to 14 November will discuss debt. | 2029-11-12/2029-11-14
The comet will be brightest between 20 and 25 October. | 2029-10-20/2029-10-25
The plane went missing on Friday with 58 people on board. | 2029-10-05
A similar bill failed in 2026. | 2026
An election must be held by January 2031. | 2031-01
The mayor has until noon on Thursday to resign. | 2029-10-11
The hostages were taken 18 months ago. | 2028-03-25/2028-04-24
The road reopened on Monday afternoon, two days after the landslide. | 2029-10-08
It was the third attack this week. | 2029-10-08/2029-10-14
The party won 43 seats in May's elections. | 2029-05
The deal would keep the plant open until at least 2035. | 2035
The trust expects to break even in the year to March 2031. | 2030-04/2031-03
Sales in the six weeks to 28 September rose 4%. | 2029-08-18/2029-09-28
The storm is due to reach land late on Thursday or early on Friday. | 2029-10-11; 2029-10-12
Nurses will walk out for 48 hours from 8am on 17 October. | 2029-10-17
The dead were buried on Sunday. | 2029-10-07
Prosecutors want him kept in prison until a hearing on 30 October. | 2029-10-30
The council meets on the first Tuesday of each month. | open
The tower was finished in the 1880s. | 1880/1889
The last train ran on 30 September. | 2029-09-30
The pair were married last June. | 2029-06 or 2028-06
In the first nine months of the year 2,100 people drowned. | 2029-01/2029-09
The company said on Tuesday it would buy back shares worth $2bn by the end of 2030. | 2029-10-09; 2029-10-09/2030-12-31
The opposition has called a march for Saturday. | 2029-10-13
The union has called off the strike planned for Thursday. | 2029-10-11
The truce took effect at 6am on Sunday and is to last until 1 December. | 2029-10-07; 2029-12-01
The case returns to court in a fortnight. | 2029-10-20/2029-10-26
Within three days of the quake 20,000 people were in tents. | none
Ten days ago the lake was dry. | 2029-09-29
The lake was dry ten days earlier. | open
They said they would be gone by morning. | none
The tunnel is to be shut for a year from next September. | 2030-09
The president will address the nation at 8pm on Wednesday. | 2029-10-10
Next week's meeting has been cancelled. | 2029-10-15/2029-10-21
He will be sentenced in the week of 12 November. | 2029-11-12/2029-11-18
@ 2030-02-21
The Senate is set to vote Tuesday on the measure. | 2030-02-26
The governor signed the bill into law Wednesday. | 2030-02-20
Jury selection begins Monday in Denver. | 2030-02-25
The recall covers cars built between March 2027 and June 2028. | 2027-03/2028-06
The suspect, arrested Tuesday, is being held without bail. | 2030-02-19
The teams meet again Saturday night. | 2030-02-23
Lakers beat Celtics 112-104 on Wednesday night. | 2030-02-20
The two met in the final in 2028 and again last year. | 2028; 2029
The airline will drop the route from 31 March. | 2030-03-31
The chancellor will set out his plans on 6 March. | 2030-03-06
Applications close on 15 March. | 2030-03-15
Applications closed on 15 January. | 2030-01-15
Trading in the shares was halted on Tuesday and had not resumed by Thursday. | 2030-02-19; 2030-02-21
Work on the line, which was to have been finished in 2028, will go on until 2033. | 2028; 2033
The rocket is scheduled to lift off at 04:12 GMT on Saturday. | 2030-02-23
A report due next month is expected to clear him. | 2030-03
The island has had no power since Sunday's storm. | 2030-02-17
More than half of the 2,400 homes promised by 2029 have not been built. | 2029
The company listed in London in 2021 and in New York two years later. | 2021; 2023
He won the title in 2024, 2026 and 2027. | 2024; 2026; 2027
Exports rose 3% from January 2029 to January 2030. | 2029-01/2030-01
The court had given him until 1 February to pay. | 2030-02-01
If approved, the merger would be completed in the second half of the year. | 2030-07/2030-12
The drought, the worst since 1950, is forecast to last into May. | 1950; 2030-05
Snow is expected across the Alps this weekend. | 2030-02-23/2030-02-24
At the weekend two more bodies were found. | 2030-02-16/2030-02-17
A minute's silence will be held at noon tomorrow. | 2030-02-22
They were last seen on the evening of Friday 15 February. | 2030-02-15
The film opens in British cinemas on 8 March. | 2030-03-08
On 8 March 2029 the dam burst. | 2029-03-08
From Monday masks will no longer be needed. | 2030-02-25
From Monday to Wednesday 12 people died. | 2030-02-18/2030-02-20
The minister flies to Tokyo on Sunday for talks. | 2030-02-24
The minister flew to Tokyo on Sunday for talks. | 2030-02-17
Turnout in Sunday's referendum was 43%. | 2030-02-17
Sunday's referendum will ask voters two questions. | 2030-02-24
The trial of the former president resumes next Wednesday. | 2030-02-27
The fund lost 12% of its value in January, its worst month since March 2020. | 2030-01; 2020-03
She is due to give birth in June. | 2030-06
He is expected back in training in April. | 2030-04
The peace talks, which began in December, broke down last Thursday. | 2029-12; 2030-02-14
The vaccine will be given from the autumn. | open
The prison was built in 1878 and shut in 2011. | 1878; 2011
The village lost its last shop in 2019. | 2019
In November voters rejected the plan by 53% to 47%. | 2029-11
In November voters will be asked again. | 2030-11
Ministers have until the end of the month to reply. | 2030-02-21/2030-02-28
Two years ago the club was in the fourth tier. | 2027-08-23/2028-08-21
His contract runs out in June. | 2030-06
His contract runs until June 2033. | 2033-06
The bank's next meeting is on 5 March. | 2030-03-05
The rate was last changed in August. | 2029-08
The last change was in August. | 2029-08
A ruling is likely by the summer. | open
The first flight is planned for late 2031. | 2031-09/2031-12
The mission was launched in early 2026. | 2026-01/2026-04
Police said the man, 34, had been missing since Tuesday. | 2030-02-19
Police said on Wednesday they had found a body. | 2030-02-20
A memorial service will take place on 1 March, a year to the day after the crash. | 2030-03-01; open
@ 2030-02-21
He won the title in 2024, 2026 and 2027. | 2024; 2026; 2027
The drought, the worst since 1950, is forecast to last into May. | 1950; 2030-05
The deal would keep it open until at least 2035. | 2035
The hostages were taken 36 months ago. | 2027-02-06/2027-03-08
It sold 2028, 2030 and 2045 pairs in the three weeks. | none
@ 2032-04-21
The army said it had retaken the town late on Monday. | 2032-04-19
The two men were due to be hanged on Friday. | 2032-04-23
A third man is to be tried in September. | 2032-09
The airport had been expected to reopen on Tuesday. | 2032-04-20
Counting is expected to go on until Saturday. | 2032-04-24
The results, to be announced on Friday, are expected to be close. | 2032-04-23
Both sides have agreed to meet in Oslo on 3 May. | 2032-05-03
The peace deal signed in March calls for elections by November 2033. | 2032-03; 2033-11
The factory has been idle since a fire in February. | 2032-02
Nearly 400 people are still missing a week after the dam burst on 12 April. | 2032-04-12
The government fell on 30 March after losing a vote of confidence. | 2032-03-30
A fresh poll is likely in June. | 2032-06
The bank has raised its rate four times since last June. | 2031-06
Sales will be boosted by Easter, which fell in March last year. | 2031-03
The group expects to return to profit in 2034. | 2034
The rail link, delayed from 2029, is now to open in 2036. | 2029; 2036
A bridge built in 1934 was swept away on Monday night. | 1934; 2032-04-19
The team had won every game since 14 February. | 2032-02-14
The museum is closed on Mondays. | open
The court rejected his appeal on Monday and will give its reasons in May. | 2032-04-19; 2032-05
Her term ends on 30 June. | 2032-06-30
Her term ended on 31 March. | 2032-03-31
The union wants a rise of 8% from 1 July. | 2032-07-01
The offer is worth 5% from July and 2% from next January. | 2032-07; 2033-01
Drivers will pay £15 from Monday, up from £12.50. | 2032-04-26
The charge went up to £15 on Monday. | 2032-04-19
The charge goes up to £15 on Monday. | 2032-04-26
The charge rises from £12.50 to £15 on 4 May. | 2032-05-04
The tax would rise to 12% in 2033 and 15% in 2035. | 2033; 2035
No rain has fallen since early February. | 2032-02-01/2032-02-10
No rain is expected before early May. | 2032-05-01/2032-05-11
Judges ruled in March that the vote of last November was void. | 2032-03; 2031-11
The volcano last erupted in December 2029. | 2029-12
An alert was issued on Sunday for 12 counties until Wednesday evening. | 2032-04-18; 2032-04-21
The plane had taken off from Lagos at 6am on Tuesday. | 2032-04-20
On Tuesday the plane took off from Lagos. | 2032-04-20
Last week's vote was the third since January. | 2032-04-12/2032-04-18; 2032-01
Last month was the warmest March since 1940. | 2032-03; 2032-03; 1940
A Boeing 737 crashed on Monday, killing 90. | 2032-04-19
Scientists expect the glacier to be gone by 2040. | 2040
The hearing lasted from Monday to Wednesday. | 2032-04-19/2032-04-21
The hearing is to last from Monday to Wednesday. | 2032-04-26/2032-04-28
It was to be debated on Thursday. | 2032-04-22
The company paid no dividend in 2030 or 2031. | 2030; 2031
The ring road, first planned in the 1970s, opened on 2 April. | 1970/1979; 2032-04-02
The charity ran out of money the following month. | open
The first case was found on 9 April and the second a day later. | 2032-04-09; 2032-04-10
Shops will be shut on Friday and Saturday. | 2032-04-23; 2032-04-24
More troops will arrive over the next two weeks. | 2032-04-21/2032-05-05
The trial, now in its third week, is expected to end in mid-May. | 2032-05-12/2032-05-20
Police searched the flat on Monday and again on Wednesday. | 2032-04-19; 2032-04-21
The cup, which Lund won in 2030, begins on 1 May. | 2030; 2032-05-01
Norder, who have not lost since 20 March, host Lund on Saturday. | 2032-03-20; 2032-04-24
@ 2032-04-21
The meeting in Bonn is the last before November's summit. | 2032-11
It is the last game before Saturday's final. | 2032-04-24
It was the last game before Saturday's final. | 2032-04-17
The runner did not start on Saturday. | 2032-04-17
They rejected a plan to resume talks by 54% to 46% on Sunday. | 2032-04-18
The airline warned of further delays on Monday. | 2032-04-26
It will be his first trip since his operation in March. | 2032-03
Figures due on Friday are expected to show a fall in March. | 2032-04-23; 2032-03
A truce due to start on Monday never took hold. | 2032-04-19 or 2032-04-26
Quakes killed 71 people last year and 104 the year before. | 2031; 2030
He was shot on 9 April, the day before his wedding. | 2032-04-09; open
The port is 3% busier than in the week to Friday. | 2032-04-10/2032-04-16
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
