package learned_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
)

// notice is the score from which a line is noticed.
var notice = chat.ScoreOf(5_000)

// Ways to ask for a person (G-TRIG-03).
var requests = []string{
	"I want to talk to a human", "can I speak with a real person please", "connect me to an agent", "agent please",
	"transfer me to your manager", "get me a human being", "I need a live agent now", "let me talk to someone real",
	"is there a real person I can talk to?", "put me through to customer service", "representative", "HUMAN!!!",
	"speak to a representative", "I would like to chat with a live person about my bill", "can somebody from your team call me",
	"why can't I talk to a person?", "I don't want to talk to a bot", "how do I reach a human", "please escalate this to a supervisor",
	"I want an operator", "live chat with agent", "may I speak to your supervisor", "I demand to speak to a manager",
	"this bot is useless, get me a person", "could you hand me over to a human agent", "I'd rather talk to a person",
	"give me a real agent", "can a human look at this", "are there any humans there i can speak to",
	"i need to speak to customer support", "forward me to a specialist", "want to talk to some one from support",
	"how can I get in touch with a representative", "i have asked three times for a human", "switch me to a live operator",
	"no more bots, I want a person", "talk to a representitive", "conect me to an agnet", "customer service representative please",
	"real person now", "I wish to speak with an advisor", "can i get connected to an executive",
	"mujhe insaan se baat karni hai", "agent se baat karao", "kisi se baat karwa do please", "mujhe agent chahiye",
	"manager ko bulao", "customer care se baat karni hai", "meri baat kisi senior se karwaiye", "asli insaan se connect karo",
	"kya main kisi agent se baat kar sakta hu", "bot se nahi insaan se baat karni hai", "koi banda hai jisse baat ho sake agent chahiye",
	"executive se milao jaldi", "operator se baat kara dijiye", "मुझे इंसान से बात करनी है", "एजेंट से बात कराओ", "मैनेजर को बुलाओ",
	"मेरी बात किसी अधिकारी से करवाइए", "मुझे एजेंट चाहिए", "कस्टमर केयर से कनेक्ट करो", "किसी असली व्यक्ति से बात कराइए",
	"मुझे बॉट से नहीं इंसान से बात करनी है", "सुपरवाइजर से मिलाओ", "kya executive se baat nahi ho sakti?", "operator se baat karne do",
}

// What only looks like one.
var nearMisses = []string{
	"my agent told me the fee is waived", "I talked to a human yesterday and it is fixed", "the representative said it would arrive today",
	"I don't need an agent, just answer", "no need to transfer me to anyone", "what is my agent's phone number",
	"who is my account manager", "how do I become an agent", "find an agent near me", "what are your support hours",
	"are you a human?", "am I talking to a bot?", "is this a real person", "add another person to my plan", "a table for four people",
	"how many users can use one account", "the manager role is missing in the dashboard", "my travel agent booked it",
	"someone stole my card", "somebody used my account", "I want to cancel my order", "can you connect my phone to the wifi",
	"transfer 200 to my savings", "talk me through the steps", "thanks, no human needed", "I was told to contact support but it works now",
	"do I need to call somebody for a refund?", "my manager needs an invoice", "the delivery person left it outside",
	"is your office open on sunday", "does a person read these messages", "change my insurance agent", "the user agent string is wrong",
	"I was chatting with my friend about it", "can you help me with my bill", "please send the link to my wife",
	"I will ask a colleague", "I need two rooms for three persons", "contact list is empty", "please call off the delivery",
	"the support page is down", "customer number 4411", "service charge is too high", "what is the agent fee",
	"agent ne kaha payment ho gaya", "maine kal agent se baat ki thi", "agent se baat nahi karni", "agent ka number kya hai",
	"kya aap insaan ho", "mera order kab aayega", "refund ke liye kya karna hai", "customer care ka time kya hai",
	"mere manager ne bola tha", "bill ke baare mein batao", "मेरे एजेंट ने बताया था", "मुझे इंसान से बात नहीं करनी", "क्या आप रोबोट हैं",
	"executive se baat karni nahi hai", "operator nahi chahiye", "एजेंट से बात करनी नहीं है", "bhai se baat karni hai", "human resources form",
	"मेरा रिफंड कब आएगा", "कल मैनेजर से बात हुई थी", "बिल कहाँ मिलेगा", "मेरा ऑर्डर रद्द करो", "नेट नहीं चल रहा",
}

func TestRequests(t *testing.T) {
	if len(requests) < 60 || len(nearMisses) < 60 {
		t.Fatalf("%d requests and %d near misses", len(requests), len(nearMisses))
	}
	r := reader(t)
	for _, line := range requests {
		if s := humanScore(r, line); s < notice {
			t.Errorf("%q is a request, score %s", line, s)
		}
	}
	for _, line := range nearMisses {
		if s := humanScore(r, line); s >= notice {
			t.Errorf("%q is none, score %s", line, s)
		}
	}
}

func humanScore(r *learned.Reader, line string) chat.Score {
	var mem learned.Memory
	return r.Read(&mem, learned.Line{From: chat.SpeakerCustomer, Text: line}).Scores[learned.HumanRequest]
}
