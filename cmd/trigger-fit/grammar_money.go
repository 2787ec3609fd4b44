package main

// moneyGrammar is what people write about bills and payments, and what they
// ask about everything else: the sets that billing is learned from have few
// questions that are about neither. It was written for this project, and is
// read-only.
var moneyGrammar = grammar{
	"ask": `
{my|the|this} {bill|invoice|statement} {is|was|seems} {too high|wrong|higher than last month|not right|twice as high} <end>
{i was|we were|i have been} {charged|billed|debited} {twice|too much|again|for nothing|by mistake} {this month|for my plan|} <end>
{please|} {refund|return|give back} {my money|the payment|the second payment|what i paid} <end>
{when|where} {is|will i get|do i get} {my|the} {refund|bill|invoice|receipt} <end>
{what|why} is {this|that|the} {charge|fee|payment|debit} {on my bill|on my account|for|} <end>
{how|where} {do|can} i {pay|settle|see} {my bill|the invoice|what i owe} <end>
{why|} {was|is} my {account|card|wallet} {debited|charged|suspended for a late payment} <end>
{mera|is mahine ka} {bill|invoice} {zyada|galat|kaise|kyu} aaya {hai|} <end>
{paise|amount} {kat gaye|do baar kat gaya|wapas chahiye|kab wapas aayenge} <end>
{मेरा|इस महीने का} बिल {ज्यादा|गलत} {आया है|है}
{पैसे|राशि} {कट गए|वापस चाहिए|कब वापस मिलेगी}`,
	"miss": `
{how|where} {do|can} {i|we} {set|set up|change|use|find|turn on|turn off|choose|record} {the|my|a|our} <feature> {to my mobile|for my team|on my phone|then|} <end>
{can|could} {the|our|my} <feature> be {kept|changed|moved|recorded|copied|longer|louder} {for longer|in the app|} <end>
{how long|how many days} does {it|that} take to {move|port|bring|set up|change} {a|the|my} <feature> <end>
<feature> {kaise lagaye|kaise set kare|kahan hai|chahiye|nahi chal raha} <end>
{what|where} is {the|my|a} <feature> <end>
{i|we} {cant|cannot|can not} {log in|sign in|get in|connect|find the <feature>}, the {link|code|mail} {does not come|is not there|never came} <end>
{my|our|the} <feature> {does not work|is broken|is silent|rings only once|was fine before} <end>
{and|then} {without that|only my mobile rings|for two people|after that|on sundays} <end>
{no|} {that|this} is {wrong|nonsense|not what i asked}, {i asked|my question was} about {my|the} <feature> <end>
{you are|this is|this bot is} {useless|no help|the worst|stupid|a joke} <end>
{terrible|awful|worst|bad} {service|support|company|bot} {ever|} <end>
{i am|} {sick|tired|fed up} of {this|this nonsense|this bot}, {nobody listens|nothing works|} <end>
{i want|let me|can i} {to|} {talk|speak} to {a person|an agent|someone} {please|now|}
{yes|ok|great|thanks|thank you} {that works|i found it|i will try|} <end>
{नमस्ते|} <feature> {कैसे लगाएं|कहाँ है}`,
	"feature": `{call forwarding|greeting|number|extension|menu|recording|voicemail|codec|headset|working hours|holidays|music on hold|queue|conference|colleague|user|password|ringtone|contact list|report|template|sound|screen|router|network|photo|language}`,
	"end":     `{please|?|.|!|today|again||||}`,
}
