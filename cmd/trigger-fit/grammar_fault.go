package main

// faultGrammar is what people write when something does not work, and what
// they write about the same things when it does. It was written for this
// project, and is read-only.
var faultGrammar = grammar{
	"ask": `
{my|the|your} <thing> {is not working|isnt working|does not work|doesnt work|stopped working|wont work|is broken|is down|keeps failing|failed|is not responding|is frozen|crashed|keeps crashing|is stuck|shows an error|is blocked} <end>
{i|we} {cant|cannot|can not|am unable to|couldnt|could not|am not able to|still cant} <do> <end>
{why|how come} {is|does} {my|the} <thing> {not working|not work|failing|rejected|declined|not loading|not open|down} <end>
{why|how come} {cant|couldnt} i <do> <end>
{something is wrong|there is a problem|there is an issue|i have a problem|i am having trouble|having issues|i have an issue} with {my|the|your} <thing> <end>
{i am getting|i got|it shows|it gives} {an error|a failure message|error 500|a blank screen} {when i try to <do>|on the <thing>|}
{my|the} <thing> {was|got|has been} {declined|rejected|refused|denied|blocked|disconnected|reset by itself} <end>
{my|the} <thing> {did not|didnt|hasnt|has not|never} {go through|arrive|load|update|come through|start|turn on|open|sync} <end>
{it|this} {is not working|doesnt work|does not work|isnt working|keeps failing|wont let me <do>} <end>
nothing happens when i {try to|} <do>
{mera|meri} <thing> {kaam nahi kar raha|nahi chal raha|band hai|nahi khul raha|kharab hai|chal nahi rahi}
<thing> {nahi chal raha|kaam nahi kar raha|open nahi ho raha|band ho gaya|me error aa raha hai}
{मेरा|मेरी} {नेट|ऐप|फोन|कार्ड|पासवर्ड|वेबसाइट} {काम नहीं कर रहा|नहीं चल रहा|बंद है|नहीं खुल रहा|खराब है}`,
	"thing": `{card|pin|app|account|payment|transfer|login|password|internet|wifi|phone|website|router|booking|reservation|top up|contactless|shower|heating|air conditioning|tv|key|room key|direct debit|order|tablet|laptop|screen|email|link|cheque|gym|pool|lift|parking|window|toilet|light|subscription|code}`,
	"do":    `{log in|login|pay|open the app|use my card|make a payment|change my pin|reset my password|connect|connect to the wifi|access my account|book a room|cancel my booking|make a transfer|withdraw money|send money|update my address|turn it on|check in|see my balance|add my card|install it|get in|find my booking|order anything}`,
	"end":   `{please|?|.|!|today|again|since yesterday|at the moment|||||}`,
	"miss": `
{how do i|how can i|can i|could i|i want to|i would like to|i need to|id like to|is it possible to|please help me} <do> <end>
{what is|whats|how much is|where is|when is|tell me about} {my|the|your} <thing> {limit|fee|number|policy|address|price|} <end>
{do you have|is there|can i get|i want|i need|i would like} {a|another|a new|the} <thing> <end>
{my|the} <thing> {is working|works|is fine|arrived|went through|is great} {now|again|thanks|} 
{how long|when} {does|will} {it take|the <thing> take|my <thing> arrive|the transfer take} <end>
{cancel|change|update|extend|close|activate|order} {my|the} <thing> {please|for tomorrow|}
{no|not yet|i dont need that|i do not want it|i cant make it on monday|i have not decided|no thanks}
{i am not|im not} {sure|interested|coming|ready} {about the <thing>|yet|}
{can you|could you} {tell me|explain|show me} how the <thing> works
{mujhe|muje} {naya|ek} <thing> {chahiye|lena hai}
<thing> {kab aayega|ka price kya hai|kaise change kare}
{yes|ok|thanks|great|sure} {that works|it works for me|that is fine|}`,
}
