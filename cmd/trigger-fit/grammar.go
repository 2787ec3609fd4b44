package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// grammar is what people write when they ask for a person, and what only
// looks like it. It was written for this project: a choice stands between
// braces, a name in angle brackets is another entry.
type grammar map[string]string

// The sets of lines that the grammars make.
const (
	ownHuman = "own_human"
	ownFault = "own_fault"
)

// say expands the entry named name.
func (g grammar) say(name string, rng *rand.Rand) string {
	return strings.Join(strings.Fields(g.expand(pick(g[name], rng), rng)), " ")
}

// pick returns one of the lines of an entry.
func pick(lines string, rng *rand.Rand) string {
	all := strings.Split(strings.TrimSpace(lines), "\n")
	return strings.TrimSpace(all[rng.IntN(len(all))])
}

func (g grammar) expand(s string, rng *rand.Rand) string {
	for {
		from := strings.LastIndexByte(s, '{')
		if from < 0 {
			break
		}
		to := from + strings.IndexByte(s[from:], '}')
		choices := strings.Split(s[from+1:to], "|")
		s = s[:from] + choices[rng.IntN(len(choices))] + s[to+1:]
	}
	for {
		from := strings.IndexByte(s, '<')
		if from < 0 {
			return s
		}
		to := from + strings.IndexByte(s[from:], '>')
		s = s[:from] + g.expand(pick(g[s[from+1:to]], rng), rng) + s[to+1:]
	}
}

// ownRows makes n lines of g that have label and n that have not. Every third
// is misspelt, in up to two words.
func ownRows(g grammar, label string, n int) (rows []row) {
	rng := rand.New(rand.NewPCG(2026, 3)) // #nosec G404 -- a draw that can be repeated is what is wanted
	for i := range 2 * n {
		name, y := "ask", 1
		if i%2 == 1 {
			name, y = "miss", 0
		}
		text := g.say(name, rng)
		if rng.IntN(3) == 0 {
			text = misspell(misspell(text, rng), rng)
		}
		rows = append(rows, row{
			Dialog: "own-" + label + strconv.Itoa(i), Speaker: "user", Text: text, Labels: map[string]int{label: y},
		})
	}
	return rows
}

// misspell loses, doubles or turns a letter inside one longer word.
func misspell(text string, rng *rand.Rand) string {
	ws := strings.Fields(text)
	i := rng.IntN(len(ws))
	r := []rune(ws[i])
	if len(r) < 5 {
		return text
	}
	at := 1 + rng.IntN(len(r)-2)
	switch rng.IntN(3) {
	case 0:
		r = append(r[:at], r[at+1:]...)
	case 1:
		r[at], r[at+1] = r[at+1], r[at]
	default:
		r = append(r[:at+1], r[at:]...)
	}
	ws[i] = string(r)
	return strings.Join(ws, " ")
}

// humanGrammar is read-only.
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
i {dont|do not} want to {talk|speak|chat} {to|with} a {bot|robot|machine|computer} <end>
{no more bots|stop the bot|not a bot|no bot}, {i want|give me|get me} <person>
{you are|this is} {useless|not helping|just a bot|no help|going in circles}, <wish> <contact> <person>
this is not {working|helping|what i asked}, {get me|connect me to|i need} <person>
{escalate|hand} this {chat|issue|to your|over to|} <person> <end>
{operator|representative|agent|human|customer service|customer support} {operator|representative|agent|human|please|}
i {have|ve|} asked {three times|twice|already|again and again|for hours} {for|to talk to|to speak with} <person> <end>
i have been {asking|trying} to {reach|talk to|get} <person> {for an hour|all day|} <end>
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
{a|an|the|any|some|one of your|your|} {human|human|person|real person|live person|actual person|human being|live agent|human agent|real human|living person|agent|agent|representative|representative|rep|operator|supervisor|manager|customer service agent|customer service representative|customer care executive|support agent|advisor|specialist|executive|live representative|real agent}
{someone|somebody|anyone} {real|human|from support|from your team|from customer service|in customer service|who is not a bot|who can help|}
{customer service|customer support|customer care|the support team|live support|the helpdesk|your team|real people|an actual human|a person not a robot|somebody|someone}`,
	"realperson": `{a|one of your|some} {human|person|real person|representative|live agent|human agent}`,
	"bare":       `{human|agent|representative|operator|real person|live agent|live chat|talk to agent|speak to agent|human agent|rep|live person|talk to human|talk to a person|speak with someone|supervisor|manager|customer service rep|representatives}`,
	"about":      `about {my|the|a|this} {bill|order|account|claim|refund|payment|problem|issue|booking|policy|delivery|complaint|card|subscription|quote}`,
	"end":        `{please|pls|now|asap|right now|immediately|today|?|.|!||||||}`,
	"hperson":    `{kisi insaan|insaan|agent|ek agent|kisi agent|kisi senior|customer care|manager|kisi aadmi|asli insaan|executive|kisi bande|operator|aapke manager|support team|real person|kisi}`,
	"hbare":      `{agent|insaan|manager|senior|executive|operator|asli insaan|real person|human}`,
	"dperson":    `{इंसान|एजेंट|व्यक्ति|मैनेजर|अधिकारी|असली इंसान|कस्टमर केयर|प्रतिनिधि|सुपरवाइजर|ऑपरेटर}`,
	"miss": `
my {agent|representative|advisor|manager|rep} {told|said|asked|promised|advised|called|emailed|helped|wrote to|visited|met} {me|} {to send this|about it|last week|to call back|yesterday|}
{i|we} {talked|spoke|chatted|was speaking|was talking} {to|with} {an agent|a representative|someone|a manager|your agent|a human|customer service} {yesterday|last week|before|already|on monday|earlier today} {and nothing happened|about this|and they fixed it|}
{your|the|an} {agent|representative|manager|person|executive} {said|told me|promised|mentioned|explained} {that|} {it would arrive today|the fee is waived|my order shipped|i can cancel}
{i dont|i do not|no need to|you dont need to|dont|please dont|do not} {need|want|have|transfer me|connect me|talk|speak} {to|} {a human|an agent|talk to an agent|speak to anyone|a representative|a person} {just answer|yet|for this|}
what is {my|the} {agents|representatives|managers} {name|number|email|phone number|address|code}
who is my {agent|advisor|manager|representative|account manager|insurance agent}
{where|how} {can|do} i find {an agent|agents|an office|a branch|a store|an insurance agent} {near me|in my area|nearby|in my city}
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
{mera|mere} {order|refund|paisa|recharge|agent ka number|card} {kab aayega|kahan hai|nahi aaya|kya hai|band hai}
{agent|manager|customer care} ka {number|naam|time|address} {kya hai|batao|do}
{bill|order|plan|recharge} ke {baare mein|liye} {batao|help karo|jankari chahiye}
मेरे {एजेंट|मैनेजर} ने {कहा|बताया|बोला} {था|कि हो गया|}
{मुझे|हमें} {इंसान|एजेंट} से बात नहीं करनी
क्या {आप|तुम} {इंसान|रोबोट|बॉट} {हैं|हो}
{मेरा|मेरी} {ऑर्डर|रिफंड|पैसा|रिचार्ज|बिल} {कब आएगा|कहाँ है|नहीं आया}
कल {एजेंट|मैनेजर} से बात {हुई थी|की थी}`,
}
