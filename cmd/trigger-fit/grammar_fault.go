package main

// faultGrammar is what people write when something does not work, did not
// arrive or is not as it should be, and what they write about the same things
// when all is well. It was written for this project, and is read-only.
var faultGrammar = grammar{
	"ask": `
{my|the|your} <thing> <broken> <end>
{my|the|your} <thing> <broken> <end>
{i|we} {cant|cannot|can not|am unable to|couldnt|could not|am not able to|still cant|simply cannot} <do> <end>
{why|how come} {is|does} {my|the} <thing> {not working|not work|failing|rejected|declined|not loading|not open|down|so slow} <end>
{why|how come} {cant|couldnt|cannot} i <do> <end>
{something is wrong|somethings wrong|there is a problem|there is an issue|i have a problem|i am having trouble|having issues|i have an issue} with {my|the|your} <thing> <end>
{something is off|there is trouble} with the <thing>, {it hums|it stays cold|it does nothing|it blinks red}
{i am getting|i got|it shows|it gives} {an error|a failure message|error 500|a blank screen} {when i try to <do>|on the <thing>|}
{my|the} <thing> {was|got|has been} {declined|rejected|refused|denied|blocked|disconnected|reset by itself|swallowed|reverted} {at|in|by} <place> {tell me why|how so|for no reason|} <end>
{my|the} <thing> {was|got|has been} {declined|rejected|refused|denied|blocked|reverted} <end>
{my|the} <posted> {did not|didnt|hasnt|has not|never|still hasnt} {go through|gone through|arrive|arrived|come|shown up|been credited|come through} {yet|} {and it has been <ago>|<ago>|} <end>
{my|our|the|all} {calls|recordings|messages|callers|lines} {drop|fail|are choppy|are cut off|do not come in|do not go out|go to the wrong place|crackle|have an echo} {since this morning|since monday|again|} <end>
{our|the|my} {menu|greeting|music|announcement|queue} {plays twice|is the old one|is not the new one|is silent|hangs|rings on} <end>
{it|this|that} {is not working|doesnt work|does not work|isnt working|keeps failing|wont let me <do>|is broken|is just dead|is gone} <end>
{is it|seems|it looks|it must be} {broken|down|dead|stuck} <end>
nothing happens when i {try to|} <do>
{why|tell me why|explain why|may i know why|any idea why} {was|is|did you have} my {card|loan|payment|application|order|request} {declined|turned down|rejected|refused} <end>
{my|the} {card|loan|payment|application|order} {was|got} {declined|turned down|rejected|refused} {so what now|and nobody says why|i want to hear a reason|at the till|by a shop|} <end>
{it|the screen|the terminal|it just} {says|said|shows|claims} {declined|failed|rejected|unavailable|try later|no connection} <end>
{my|the} <thing> {seems|appears} {not to work|not to be working|to be broken|to be down|to have a fault} <end>
{it was not|it wasnt|it isnt|it is not} possible {for me|} to <do> {anywhere|with my phone|last night|} <end>
{i was not|i wasnt|i am not|were not} able to <do> <end>
{i|we} {havent|have not|didnt|did not} {receive|received|get|got|see} {my|the|any} <posted> {so far|until now|yet|} <end>
{my|the} <posted> {is|has been} {still|} {pending|on hold|delayed|overdue|stuck} {since monday|for days|} <end>
{this|that|it} is not {the right|the correct} {address|amount|date|number|room} <end>
{the|your} {details|data|figures|dates} {of|for|on|in} my {card|account|booking|bill} {are|seem} {wrong|false|incorrect|not right} <end>
{please|can someone|could you|someone must|will you} {fix|repair|mend|sort out} {the|my} <thing> {in my room|now|} <end>
{my|the} {change|limit|pin|setting|booking} {was|got|has been|is always|keeps being} {undone|reverted|reset|overwritten|set to the old one} <end>
i {was trying|tried|have tried|am trying} to <do> {but it failed|without success|twice and no luck|and got an error|but it keeps failing|and nothing happens}
i {paid|sent|made|requested|ordered} {my|the|a} <posted> <ago> {but|and} {it is|its} {still|} {not here|lost|missing|on its way|not on my account|nowhere to be seen}
i {was supposed to get|am missing|am still waiting for|never got} {my|a|the} <posted> <end>
i {changed|updated|set} my <thing> {but|and} {now its|it is} {the old one again|as before|gone|not saved}
whatever i do the <thing> {goes back|resets|returns} to the old {one|value|setting}
somebody undid {it|the change|my setting} <end>
i {have|had|am having} {trouble|problems|difficulties} {withdrawing|paying|connecting|logging in|sending money|checking in|opening the door} {at|in} <place>
{hi|help} {i am shut out|i have no way in|the door shut behind me|my account is locked} <end>
{there is|theres|we have} no {towels|hot water|signal|light|power|sound|water|heating|internet} {upstairs|at all|in the bathroom|here|} <end>
i {cannot|cant} {find|see} {my|the|any} <thing> {in the app|on the site|anywhere|} <end>
i have no idea why i {cant|cannot} <do>
why is {it|your app|the site|this form} so {slow|clumsy|bad} <end>
{some|two|many} {payments|entries|transactions|orders} are {missing|not showing|still pending|there twice} <end>
{my|the} {name|address|number|amount|balance|information|date|total|phone number} {on the bill|on my card|shown|} {is|seems} {wrong|not correct|not right|outdated|misspelt|not mine} <end>
<place> {does not take|refused|turned down} my {card|phone|code} <end>
you never {sent|mailed|gave} me {my statement|the code|the receipt}
{that menu|the option|the button} is {gone|missing|greyed out} <end>
the <thing> {opens|runs|loads} on one {device|screen|machine} but not on {the other|any other}
how much longer for {my|the} <posted> <end>
what keeps me from being able to <do>
how can it be that {the <thing> is gone|my <thing> was declined|it was undone} <end>
the {room|bed|bathroom} {is|was} {not clean|dirty|too cold|not made} <end>
{mera|meri} <thing> {kaam nahi kar raha|nahi chal raha|band hai|nahi khul raha|kharab hai|chal nahi rahi}
<thing> {nahi chal raha|kaam nahi kar raha|open nahi ho raha|band ho gaya|me error aa raha hai}
{मेरा|मेरी} {नेट|ऐप|फोन|कार्ड|पासवर्ड|वेबसाइट} {काम नहीं कर रहा|नहीं चल रहा|बंद है|नहीं खुल रहा|खराब है}`,
	"broken": `{is|was|seems to be|has been} {wrong|incorrect|not right|broken|dead|gone|missing|down|faulty|not good|really bad|empty|stuck|frozen|out of order|not responding|blocked}
{is not working|isnt working|does not work|doesnt work|stopped working|wont work|keeps failing|failed|keeps crashing|shows an error|wont turn on|is not showing|are not showing}
{did not|didnt|hasnt|has not|never} {work|load|update|start|turn on|open|sync|change}`,
	"posted": `{payment|transfer|refund|cheque|statement|parcel|card|reimbursement|top up|money|new card|invoice|order|deposit|code}`,
	"ago":    `{two weeks ago|9 days ago|yesterday|hours ago|last month|on monday|more than a week|three days}`,
	"place":  `{the atm|an atm abroad|the supermarket|the corner shop|a petrol station|the airport|the restaurant|an online shop|the hotel|the front desk|madrid}`,
	"thing":  `{card|pin|app|account|payment|transfer|login|password|internet|wifi|phone|website|router|booking|reservation|top up|contactless|shower|heating|air conditioning|tv|key|room key|direct debit|order|tablet|laptop|screen|email|link|cheque|gym|pool|lift|parking|window|toilet|light|subscription|code|standing order|limit|overdraft|statement|signal}`,
	"do":     `{log in|login|pay|open the app|use my card|make a payment|change my pin|reset my password|connect|connect to the wifi|access my account|book a room|cancel my booking|make a transfer|withdraw money|get any money out|send money|update my address|turn it on|check in|see my balance|add my card|install it|get in|find my booking|order anything|set up a direct debit|raise my limit}`,
	"end":    `{please|?|.|!|today|again|since yesterday|at the moment|please help|can you fix it|||||}`,
	"miss": `
{how do i|how can i|can i|could i|i want to|i would like to|i need to|id like to|is it possible to|please help me} <do> <end>
{what is|whats|how much is|where is|when is|tell me about} {my|the|your} <thing> {limit|fee|number|policy|address|price|} <end>
{do you have|is there|can i get|i want|i need|i would like} {a|another|a new|the} <thing> <end>
{my|the} <thing> {is working|works|is fine|arrived|went through|is great} {now|again|thanks|} 
{how long|when} {does|will} {it take|the <thing> take|my <posted> arrive|the transfer take} <end>
{cancel|change|update|extend|close|activate|order} {my|the} <thing> {please|for tomorrow|}
{no|not yet|i dont need that|i do not want it|i cant make it on monday|i have not decided|no thanks|none|no way|nothing}
{i am not|im not} {sure|interested|coming|ready|using it} {about the <thing>|yet|anyway|}
{i|we} {cant|cannot|could not} {come|decide|remember|afford that|wait|say|make it} <end>
i {never|did not|didnt} {say|said|ask for|order|want|book} {that|it|this|more than one}
it {was|is|happened} {on my way home|not that one|for the weekend|20 pounds|on monday}
i {was|am|got} paid {in cash|on friday|by my boss}
{was|is} my {balance|bill|rent} {higher|more} than {last month|usual} <end>
{show|list|give} me {my|the|all} {payments|transactions|orders|pending payments} {of last week|from monday|} <end>
{i havent|i have not} {seen|used} it {yet|} and {want|plan} to <do>
{is there a problem|is it a problem|is it ok} if i {come late|pay in cash|bring a dog|change it} <end>
{can|could} {somebody|you} {clean|change|bring up|move} {my room|the sheets|the luggage|more towels} <end>
{freeze|block|cancel} {my|the} card {please|now|i lost it|}
{can you|could you} {tell me|explain|show me} how the <thing> works
{i was|we were|i am} {charged|billed} {twice|too much|two times} {this month|again|}, {please|} {refund|return|give back} {it|one of them|the money} <end>
{bahut|bilkul|ekdum|itni} {kharab|bekar|ghatiya|buri} {service|company|support|seva} hai {koi nahi sunta|koi sun nahi raha|tang aa gaya hu|}
{बहुत|बिल्कुल} {खराब|घटिया|बेकार} {सेवा|कंपनी} है {मैं परेशान हूँ|कोई नहीं सुनता|}
{no|} {that|this} is {wrong|nonsense|rubbish}, {i asked|my question was} about {my|the} <thing> <end>
{i have|} had enough, {worst|useless|terrible} {company|shop|service} <end>
{aapki|tumhari} {service|team} {bahut|} {kharab|bekar|ghatiya} hai
आपकी {सेवा|टीम} {बहुत|} {खराब|बेकार|घटिया} है
{you are|this is|this bot is} {useless|no help|the worst|annoying|hopeless} <end>
{that is|thats|this is} {not what i asked|the wrong answer|not my question|a wrong answer}
{you|you people} {dont|do not|never|did not} {understand|listen|answer|read} {me|what i write|}
{terrible|awful|worst|bad} {service|support|company} <end>
{mujhe|muje} {naya|ek} <thing> {chahiye|lena hai}
<thing> {kab aayega|ka price kya hai|kaise change kare}
{yes|ok|thanks|great|sure} {that works|it works for me|that is fine|}`,
}
