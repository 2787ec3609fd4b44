package main

// humanGrammar is what people write when they want a person, and what only
// looks like it. It was written for this project, and is read-only.
var humanGrammar = grammar{
	"ask": `
<wish> <contact> <person> <end>
<wish> <contact> <person> <about> <end>
<wish> <contact> <person> <end>
<start> <contact> <person> <end>
<wish> {be|get} {connected|transferred|put through|forwarded|switched} to <person> <end>
{connect|transfer|forward|route|switch|put|pass|move|hand|redirect} me {over|through|} to <person> <end>
{can|could|would|will} you {please|} {connect|transfer|forward|put|redirect} me {over|through|} to <person> <end>
{please|pls|kindly} {connect|transfer|forward|redirect} {me|this chat|my call} to <person> <end>
{get|give|find|send|bring} me <person> <end>
{i need|i want|i demand|need|want|i would like|id like|i prefer|looking for} <person> <end>
<person> {please|pls|plz|now|asap|!!|needed|required|}
<bare> {please|pls|now|!!|needed|}
<bare>
is there {a|any} {human|real person|live agent|live person|person|actual person|representative|operator} {here|available|i can talk to|i can speak with|around|online|that can help|}
{are there|do you have} any {humans|real people|live agents|representatives|people|operators|actual people} {i can talk to|i could speak with|available|there|that can help me|}
how {do|can|could} i {talk|speak|chat|get in touch|get connected|get through} {to|with} <person> <end>
what is the way to {reach|get|talk to|speak with} <person>
why {cant|can i not|dont you let me} {talk to|speak with|reach} <person>
{let|have} <person> {call|contact|help|talk to|answer} me <end>
{can|could} <realperson> {help|assist|call|answer|contact|reply to} me <end>
{can|could} <realperson> {look at|check|handle|deal with|read|take over} {this|it|my case|this chat} <end>
i {dont|do not} want to {talk|speak|chat} {to|with} a {bot|robot|machine|computer} <end>
{no more bots|stop the bot|not a bot|no bot}, {i want|give me|get me} <person>
{you are|this is} {useless|not helping|just a bot|no help|going in circles}, <wish> <contact> <person>
{i said|i told you|i already said|i asked you|as i said} {i want|i need|get me|connect me to} <person> <end>
{i am|} {still|} waiting for {a|an|some} <realbare> <end>
no, {a|an} <realbare>, not a {bot|robot|machine} <end>
{is there|do you have|what is} a {phone|} number {i can|to|where i can} {call|ring|phone} {you|somebody|someone} {on|} <end>
{dont you have|do you not have|is there not} {a team|somebody|someone|people} {who|that} {could|can} {ring|call|phone|talk to} me <end>
{can|could} {somebody|someone} from your {side|team|company|office} {look at|go through|check|see} {it|this} {with me|together with me|for me} <end>
i {would rather|prefer to|want to} {explain|say|show} {this|it} to {someone|somebody|a person|a human} {who|} {knows|understands|decides} <end>
{bees|do|paanch|pandrah} minute {ho gaye|se baitha hu}, {kya|} {main|mai} <hperson> se baat kar {sakta hu|sakti hu} <end>
{आधा घंटा|दस मिनट|बीस मिनट} हो गया, {क्या मैं|मुझे} {किसी|} <dperson> से बात {कर सकता हूँ|कर सकती हूँ|करनी है}
क्या {मैं|हम} {किसी|} <dperson> से बात कर {सकता हूँ|सकती हूँ|सकते हैं} <end>
this is not {working|helping|what i asked}, {get me|connect me to|i need} <person>
{escalate|hand} this {chat|issue|to your|over to|} <person> <end>
{operator|representative|agent|human|customer service|customer support} {operator|representative|agent|human|please|}
i {have|ve|} asked {three times|twice|already|again and again|for hours} {for|to talk to|to speak with} <person> <end>
i have been {asking|trying} to {reach|talk to|get} <person> {for an hour|all day|} <end>
{kya <hperson> se baat {nahi ho sakti|ho sakti hai|ho payegi} {kya|}|<hbare> se {baat karne do|baat hone do}|maine {bola|kaha} {na|tha|} <hbare> se baat {karao|karni hai}}
{transfer|connect|escalate|handoff|forward} {please|pls|now|me|me please|}
where {is|are} {your|all the|} <bare>
where {can|do} i find {a|an} <realbare> to {talk|speak|chat} {to|with}
is {anybody|anyone|somebody} {there|around} to {talk|chat} {with|to} {me|}
{lead|pass|refer|put|hand} me {on|over|through|} to <person> <end>
what does it take to {speak|talk|get through} {to|with} <person> <end>
{i had better|let me|i will rather} {speak|talk} to {someone|somebody|anyone} else <end>
{id|i would|i} prefer {talking|speaking|chatting|dealing} {to|with} <person> <end>
{i was|i have been|we were} {talking|speaking|in a call} {with|to} <lately> and {the line broke|it ended suddenly|the window closed|the call dropped} <end>
{i|my chat|we} {got|was|were} {disconnected|cut off} {from|with} <lately> {can i get back|please reconnect me|}
{can i|could i|please} have <name> {again|once more} {please|}
{reconnect|put} me {back|} {to|with} <lately> <end>
{i dont|i do not|i wont|id rather not} {want|like|feel comfortable|trust} {talking|speaking|writing|telling this|explaining that} {to|with} {a|this} {machine|bot|robot|computer|chatbot}
{id|i would|i} {rather|prefer to} {deal|work|talk|speak} with <person> <end>
no {ready made|canned|bot} {replies|answers|messages} please {i want|give me|only} <person>
{i have|this is} {a matter|something|one thing} for <person> <end>
help me {reach|get hold of|get to} <person> <end>
{can|could|may} i {talk|speak} {to|with} {someone|somebody|anyone} {please|now|||?}
{i want|i need|id like} to {talk|speak} {to|with} {someone|somebody} {please|now|||}
{speak|talk|chat} {to|with} {someone|somebody|a rep|an agent} {about|because of} {my|the|a} {bill|order|account|payment|booking}
{send|bring} {someone|a person|a human|somebody} {to this chat|in here} {please|}
{mujhe|muje|hume|} <hperson> se baat {karni hai|karna hai|karao|karwao|kara do|karwa do|karwa dijiye|krni h|karni h} {please|abhi|jaldi|}
{kisi|koi} {insaan|aadmi|agent|senior|asli insaan|banda|vyakti} {se baat|se connect} {karao|karni hai|karwa do|kara dijiye}
{mujhe|muje} {ek|koi|} <hbare> {chahiye|chaiye} {abhi|jaldi|please|}
<hbare> {ko bulao|se milao|se connect karo|ko bhejo|se jodo|ko call pe lao}
{meri|hamari} baat <hperson> se {karao|karwao|kara do|karwaiye}
bot se nahi {insaan|agent|aadmi} se baat karni hai
{kya|} {main|mai} <hperson> se baat kar {sakta hu|sakti hu|sakta hoon} {kya|}
{मुझे|हमें|} {किसी|एक|} <dperson> से बात {करनी है|कराओ|कराइए|करवाइए|करवा दीजिए|करना है}
<dperson> {को बुलाओ|से मिलाओ|से जोड़ो|चाहिए|से बात कराओ|से कनेक्ट करो}
मेरी बात {किसी|} <dperson> से {कराओ|करवाइए|कराइए}
{मुझे|हमें|} {कोई|एक|अभी|} <dperson> {चाहिए|चाहिये}
{मुझे|} {इन्सान|इंसान|आदमी} से बात करनी है
बॉट नहीं, किसी {इंसान|आदमी|एजेंट} को {बुलाइए|भेजो|भेजिए|लाइन पर लाइए}
मुझे बॉट से नहीं {इंसान|एजेंट} से बात करनी है`,
	"wish": `
{i want|i need|i would like|id like|i wish|i wanna|i want|i need|i really need|i prefer|i insist|i have} to
{can|could|may|can|might} i {please|just|}
{please|pls|} let me
{is it possible|is there a way|is there an option} to
{i am|im} {trying|asking|looking|waiting} to
{want|need|like} to
{how about i|when can i|id rather|i would rather}`,
	"start": `{please|hi i want to|hello i need to|}`,
	"contact": `{talk|speak|chat|speak|talk|spk|tlk} {to|with} {|}
{talk|speak} {directly|} {to|with}
{reach|contact|call|get hold of|get}`,
	"person": `
{a|an|the|any|some|one of your|your|} {human|human|person|real person|live person|actual person|human being|human being|living soul|live agent|human agent|real human|living person|agent|agent|representative|representative|rep|operator|supervisor|manager|customer service agent|customer service representative|customer care executive|support agent|advisor|specialist|executive|live representative|real agent}
{someone|somebody|anyone} {real|human|from support|from your team|from customer service|in customer service|who is not a bot|who can help|}
{customer service|customer support|customer care|the support team|live support|the helpdesk|your team|real people|an actual human|a person not a robot|somebody|someone}`,
	"realperson": `{a|one of your|some} {human|person|real person|representative|live agent|human agent}`,
	"noun":       `{hotel|room|bus|train|doctor|dentist|museum|taxi|table|ticket|flight|film|song|car|phone|plan|menu|park|school|apartment|flat|invoice|receipt|blue one|later one|cheaper one|tv|lamp|sofa|gift|window seat|concert|boat|guide|map|pool|gym|shop|station|house|garden}`,
	"lately":     `{someone|somebody|an agent|a rep|a representative|a lady|your colleague|asha|meera|rohan|kiran}`,
	"name":       `{asha|meera|rohan|kiran|my agent|the agent|that lady|the same rep}`,
	"realbare":   `{human|agent|representative|person|rep|operator}`,
	"bare":       `{human|agent|representative|operator|real person|live agent|live chat|talk to agent|speak to agent|human agent|rep|live person|talk to human|talk to a person|speak with someone|speak to a human|speak to a person|speak to a human being|supervisor|manager|customer service rep|representatives|representative only}`,
	"about":      `about {my|the|a|this} {bill|order|account|claim|refund|payment|problem|issue|booking|policy|delivery|complaint|card|subscription|quote}`,
	"end":        `{please|pls|now|asap|right now|immediately|today|?|.|!||||||}`,
	"hperson":    `{kisi insaan|insaan|agent|ek agent|kisi agent|kisi senior|customer care|manager|kisi aadmi|asli insaan|executive|kisi bande|operator|aapke manager|support team|real person|kisi}`,
	"hbare":      `{agent|insaan|manager|senior|executive|operator|asli insaan|real person|human}`,
	"dperson":    `{इंसान|एजेंट|व्यक्ति|मैनेजर|अधिकारी|असली इंसान|कस्टमर केयर|प्रतिनिधि|सुपरवाइजर|ऑपरेटर}`,
	"miss": `
human {resources|rights|error|anatomy} {department|policy|question|law|}
{i|we} {had to|used to} {talk|speak} {to|with} {a manager|an agent|a human} {last time|before|once|every time}
i {talk|speak|listen} to {agents|managers|customers} {every day|all day|at work|for a living}
{dost|bhai|mummy|doctor} se baat {karni hai|karna hai|ho gayi|karta hu}
{mujhe|muje|} {recharge|plan|refund|bill|data|sim|naya phone} {chahiye|chaiye|bhejo}
{mujhe|} {kisi|insaan|agent} se baat {karni nahi hai|karna nahi|nahi chahiye}
{agent|insaan|manager} nahi chahiye
{मुझे|} {किसी|इंसान|एजेंट} से बात {करनी नहीं है|करना नहीं}
how do i {add|invite|remove} a {colleague|user|teammate|worker}
{worst|terrible|awful} {service|support|team} {ever|i have seen|} {fix it now|}
{no|} {that|this|it} {did not|didnt|does not|doesnt} {help|work} {at all|me|} {it is useless|you are useless|such a waste of time|} <end>
{you are|this is|this bot is|this chat is} {useless|rubbish|no help|hopeless|stupid|a joke|a waste of time} <end>
{no|} you {dont|do not|did not} {understand|help|listen|read} {anything|me|at all|} {this is useless|waste of my time|} <end>
{that|this} is {wrong|not what i asked|not the answer|a wrong answer|nonsense} {to my question|again|} <end>
{i have|} had enough, {worst|useless|terrible} {company|shop|service} <end>
{i want|i need|we need|how do i get|can i have} {a|an|the} {agent|manager|staff|operator|advisor} {account|login|licence|discount|badge|profile|password|card|permission} <end>
{my|mera|hamara} {old|dusra|purana|} operator {is better|kaun hai|ne number diya|} {how do i bring my number|number kaise laye|}
{manager|agent|operator} ne {kaha|bola|bataya} {tha|} {ki|} {agent|manager|customer care} se baat {karo|kar lo|kijiye}
{kal|pehle|subah} {agent|operator|manager} se {baat|connect} {ho gayi thi|hui thi|kiya tha|kari thi}
{मैनेजर|एजेंट} ने {कहा|बोला} {था|} {एजेंट|मैनेजर} से बात {करो|कर लो}
{mera|apna|purana} number {dusre|doosre|purane} operator se {kaise laye|lana hai|port karna hai}
{meri baat|yeh baat} {suno|samjho|maano|sun lo}
{मेरी|यह} बात {सुनो|समझो|समझिए|मानो}
{connect|link|pair} {my|our} {phone|tv|laptop|printer} to {the|my} {router|speaker|network|car} <end>
no {agent|person|human|operator|manager} {needed|required|necessary} {for this|thanks|}
{must|do} i {have to|need to} {call|phone|visit|ask} {somebody|someone|anybody|the team} for {a refund|a copy|that|it|a new card} <end>
{इंसान|आदमी|मनुष्य} को {कितनी नींद|कितना सोना|कितनी धूप|क्या खाना} चाहिए
{insaan|aadmi} ko {kitna khana|kitni neend|kya pehenna} chahiye
{please|} {dont|do not|never} {transfer|connect|forward|pass} me to {an agent|a person|anyone|a representative} <end>
{i would|id} {rather|prefer} {not|not to} {talk|speak|be transferred} to {an agent|a person|anyone|a representative} <end>
why does my {agent|advisor|landlord|broker} never pick up
{pick|hire|i am looking for} {a|another} {tax|cheaper|good} {advisor|doctor|dentist|driver|accountant}
{take|strike|put} {a guest|a colleague|my mother|one more person} {off|on} {our list|the booking|the family plan}
{i want|how can i|is it possible} to {invite|remove|add} {a person|somebody|someone|people} {from|to} {the|my} {plan|list|group}
{will there be|do they show|who plays} {a live show|live sport|a real orchestra|living animals} {there|tonight|}
{show|try|pick|take|how about} {someone|somebody|something} else
{we need|book|reserve|order} {a boat|it|a tent|beds|tickets} for {one|two|three|3|5} {people|persons|person|humans|adults}
{i|we} {dont|do not} {need|want} {any|more} {letters|leaflets|newsletters} {from you|}
{i need|i want|id like} to {talk|discuss|chat} about {the film|my plans|the weather|the fee}
{give|pass|leave} {that|the} {gift|seat|card} to {someone|somebody} else
{our|my|the} {agent|advisor|broker|account manager} {never|rarely|does not} {writes back|answer|pick up}
how many {days|weeks} until {a manager|somebody|the agent} {decides|comes by|has a look}
{i am after|do you know|who is} a {good|cheap|local} {agent|advisor|broker} {for flats|for my taxes|in my town}
{does|will} my {plan|ticket|membership} {come with|include} {breakdown|travel|repair} {help|service}
{room|laundry|delivery|breakdown} {service|support} {price|included|terms|please explain}
{i wish to|i must|let me} {complain|protest} {about|over|against} {the noise|a driver|the price|a parking fine|this fee}
{can|could} {you} {mail|work out} an offer for {a van|five seats|two years}
i {filled in|asked for} {an offer|a form} {in chat|by phone} {last week|before|yesterday}
{someone|a company|an agency|a man} {phoned|rang|called} {me|us} {about a payment|about my bill|and hung up} {how do i pay|what is it|}
{please|} {stop|do not keep} {calling|mailing|contacting} me
{set up|stop|plan of|dates of|show} {my|the|} {automatic|automated|recurring} {payments|transfers|reminders|debits} <end>
{add|remove|take off|change} {a|another|one} {driver|passenger|dependant|user|person} {on my booking|on the policy|}
{i|we} {cant|cannot|do not} see {my|the} {policy|booking|card|bill} {online|in the app|here|}
is {delivery|breakfast|laundry|taxi|concierge|valet} service {offered|open|possible|available} {there|at weekends|}
{are there|do you know of|is there} {any|} {dancing|concerts|drinks|a band|a show|a cinema} {nearby|there|tonight|around town}
{wrong|nope|no|sorry}, i {prefer|want|need|meant} {the|a} <noun> <end>
{i want|i need|i prefer|give me|find me|show me|book me|is there|bring me|looking for} {the|a|another|some|one} <noun> {for two|in the middle of town|tomorrow|with a view||} <end>
{what|which} <noun> {is there|do you have|can you suggest|costs least|is open} <end>
{someone|somebody|a friend} {told me|said|wrote} {about|that you sell|you have} {a|the} <noun>
{can|could} {someone|anyone|somebody|you} tell me {the due date|the price|what it costs|when the <noun> opens}
{i have|there is|this is} an {urgent|immediate} {payment|delivery|trip|order} {to make|to plan|coming}
how {soon|fast} {does|will} {the agent|my advisor|a manager} {write back|sign it}
are your {agents|advisors|managers} always {so slow|this late|that busy}
why {is|was} my {agent|advisor|manager} {so slow|on leave|not in}
my {agent|advisor} {should|must|has to} {sign it|send the form|mail me}
{i want to|i would like to|how do i|where do i} {complain|make a complaint|write a complaint} about {the delivery|a charge|your driver|the fee|my order|the noise}
i am {really|very|quite|} {unhappy|upset|cross|frustrated} {with|about} {your shop|this rise|the new menu|my order|the delivery}
{does|will} {the plan|my card|this fare} {include|offer} {medical|urgent} {help|transport|care}
i {sent|gave} {the cash|the papers|the keys} to {the|my} agent {on monday|yesterday}
the {old|former} agent is {still|} {named|listed} on my {letters|papers}
{the|your} {agency|bank|shop} {rang|wrote to} me {about my bill|yesterday}
when {does|is} {customer service|support|the office} {open|close|on holiday}
no {thats wrong|not that one}, {i want|i need} {the early one|two of them|it in blue}
{i need|looking for|is there} a {bakery|garage|flat|gym} {in our street|by the river|in the hills} {please|}
{i need|find me} {a|an} {eye|heart|tax} specialist
{does|will|can} {someone|somebody|anybody|they} {clean|park|bring|carry|watch} {the|my} {room|car|luggage|kids}
{customer service|agent|support} {timings|working hours|address|closed}
put {my name|us} on the {guest list|waiting list} {please|}
{from when|at what time} {does|do} {support|customer service|your people} {start|close}
is customer service {there|closed} {at night|at weekends|over christmas}
{get|give|send|show} me {the list|my balance|an update|the form|directions|a receipt|the details}
{is there|are there} {any|a} {trick|option|discount|offer} to {spend less|get points}
{my|the} {advisor|agent|manager} {forgot|missed|moved} {my appointment|the meeting|our call}
{do you have|are there} {branches|shops|dealers} in {my town|jaipur|the north}
{message|call|text|email|ring} {my|} {mom|dad|friend|boss|wife|asha|rohan}
{people|my friends} call me {asha|rohan|rob|kim}
i will {contact|call|ask} {customer support|the team|my bank} {later|tomorrow|}
my {agent|representative|advisor|manager|rep} {told|said|asked|promised|advised|called|emailed|helped|wrote to|visited|met} {me|} {to send this|about it|last week|to call back|yesterday|}
{i|we} {talked|spoke|chatted|was speaking|was talking} {to|with} {an agent|a representative|someone|a manager|your agent|a human|customer service} {yesterday|last week|before|already|on monday|earlier today} {and nothing happened|about this|and they fixed it|}
{your|the|an} {agent|representative|manager|person|executive} {said|told me|promised|mentioned|explained} {that|} {it would arrive today|the fee is waived|my order shipped|i can cancel}
{i dont|i do not|no need to|you dont need to|dont|please dont|do not} {need|want|have|transfer me|connect me|talk|speak} {to|} {a human|an agent|talk to an agent|speak to anyone|a representative|a person} {just answer|yet|for this|}
what is {my|the} {agents|representatives|managers} {name|number|email|phone number|address|code}
who is my {agent|advisor|manager|representative|account manager|insurance agent}
{where|how} {can|do} i find {an agent|an office|a branch|a store|a dealer} {nearby|in my city|in my street}
{change|switch|update|remove|replace} {my|the} {agent|advisor|representative}
how {do|can} i {become|apply as|get hired as|register as} {an agent|a manager|a representative|a customer service agent}
is {the|your|my} {agent|manager|support|office} {open|available|working|licensed} {on sunday|on weekends|tomorrow|today}
{what are|when are} {the|your} {support|customer service|call center|helpline} {hours|timings|opening hours}
{are|r} {you|u} {a|an|} {human|robot|bot|real person|machine|person|ai|real human}
{am i|is this} {talking to|chatting with|} a {bot|human|robot|real person|machine}
does a {person|human|manager|agent} {read|check|review|approve} {these|the|my} {messages|claims|forms|requests|application}
{add|remove} {a|another} {person|driver|member|user|people} {to|from} my {plan|policy|account}
{table|room|booking|ticket|reservation} for {one|two|three|four|2|4|6} {people|persons|guests|person}
how many {people|persons|users} {can use|are covered|are allowed} {it|}
{the|a} {manager|admin|agent} {role|account|login|permission|dashboard|portal} {is not working|shows an error|is locked}
{someone|somebody} {hit|stole|hacked|used|opened|took|charged} my {car|card|account|phone|bag|wallet}
{i want|i need|can i|how do i|i would like} to {cancel|track|change|pay|see|check|update|return|get|contact} my {order|bill|account|booking|bank|plan|policy|card|doctor|landlord|insurer}
{talk|walk|take} me through {the|these|all the|your} {steps|settings|options|plan|bill|process} <end>
{talk|tell} me about {your|the|} {plans|offers|fees|insurance|support plan|service plan|cards}
can you {help|assist|explain|tell|show|send|connect|transfer} {me|} {with my bill|my wifi|the invoice|how to reset it|fifty dollars to savings|my order|the phone to wifi|money to my account}
{transfer|send|move} {money|funds|100|my balance|the amount} to {my|another|a} {friend|person|account|someone|bank}
{connect|pair|link} {my|the} {phone|printer|laptop|account|card} {to|with} {wifi|bluetooth|the app|my bank}
i {talk|speak|chat} to my {friend|family|wife|mother|doctor} {daily|about this|every day}
{this bot|the bot|you|the assistant} {is better than|helped more than|is faster than} {a human|an agent|any person}
thanks {you helped|for the help|that works}, no {agent|human|person} needed
if this {does not|doesnt} work {i will|ill} {talk to|call|ask} {an agent|support|someone} {later|tomorrow|next time}
{do i need|should i|do i have} to {talk|speak|call|contact|phone} {to|with|} {an agent|a person|someone|somebody|anyone|support} {for this|to cancel|to get a refund|first}
{i was told|they told me|he asked me} to {talk|speak|chat} {to|with} {an agent|support|the bot|customer care} {but it is fixed now|last time|yesterday}
{travel|estate|real estate|booking|ticket|delivery|cleaning|change|user} agent {fee|commission|string|charges|contact|number|}
{agent|mere agent|manager} ne {kaha|bola|bataya} {ki payment ho gaya|tha|ki refund aayega}
{maine|hamne} {kal|pehle|subah} {agent|insaan|customer care} se baat {ki thi|kari thi|kar li|ho gayi}
{agent|insaan|kisi} se baat {nahi karni|karne ki zarurat nahi|mat karao|nahi karna}
{kya|} {aap|tum} {insaan|bot|robot|machine|real} {ho|hain} {kya|}
kya {aap|tum|yeh} {insaan|aadmi|agent|machine} {ho|hain|hai}
{mera|mere} {order|refund|paisa|recharge|agent ka number|card} {kab aayega|kahan hai|nahi aaya|kya hai|band hai}
{agent|manager|customer care} ka {number|naam|time|address} {kya hai|batao|do}
{bill|order|plan|recharge} ke {baare mein|liye} {batao|help karo|jankari chahiye}
मेरे {एजेंट|मैनेजर} ने {कहा|बताया|बोला} {था|कि हो गया|}
{मुझे|हमें} {इंसान|एजेंट} से बात नहीं करनी
क्या {आप|तुम} {इंसान|रोबोट|बॉट} {हैं|हो}
{मेरा|मेरी} {ऑर्डर|रिफंड|पैसा|रिचार्ज|बिल} {कब आएगा|कहाँ है|नहीं आया}
कल {एजेंट|मैनेजर} से बात {हुई थी|की थी}`,
}
