package trigger_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Requests for a person, direct and indirect (G-TRIG-03).
var requests = []string{
	// English
	"I want to talk to a human",
	"Can I speak to a real person please?",
	"connect me to an agent",
	"Please transfer me to a live agent.",
	"I'd like to chat with a representative",
	"let me speak with your manager",
	"Hello, talk to agent",
	"AGENT!!!",
	"agent please",
	"human plzzz",
	"real person now",
	"get me a human",
	"can you put me through to a supervisor",
	"I need a human agent",
	"i want a person not a bot",
	"This is not working connect me to customer care",
	"is there a real person here?",
	"is there anyone I can talk to?",
	"why can't I talk to a human?",
	"why don't you connect me to an agent",
	"I don't want to talk to a bot",
	"please have someone call me",
	"I've asked three times to speak to a human!",
	"how do i talk to someone from your team",
	"escalate this to your supervisor",
	"I am not able to fix it, want to speak to an executive",
	"switch me over to a human agent",
	"I’d prefer to talk to a live person",
	"I wanted to speak to someone about my bill",
	"i need human help",
	"human needed",
	"can a human look at this",
	"I want to tlk to a representitive",
	"any human available?",
	"I would rather deal with a person",
	"hand me over to somebody who can decide this",
	"I need to speak with somebody senior",
	"give me a call from a real agent",
	"can I get a live person on this chat",
	// Hinglish
	"mujhe kisi insaan se baat karni hai",
	"agent se baat karao",
	"Mujhe agent chahiye",
	"kisi asli aadmi se connect karo",
	"manager ko bulao",
	"bhai kisi se baat karwa do",
	"customer care se baat karna hai",
	"meri baat karao kisi insaan se",
	"bot se nahi, insaan se baat karni hai",
	"connect kar do kisi agent se",
	"executive se meri baat karwaiye na, agent chahiye",
	"senior se baat krni h",
	"agent ko line pe lao",
	"bot nahi chahiye, kisi aadmi se baat karao",
	"koi insaan hai kya wahan jisse baat ho sake",
	"mujhe aapke manager se baat karni hai abhi",
	// Hindi
	"मुझे किसी इंसान से बात करनी है",
	"एजेंट से बात कराइए",
	"मुझे एजेंट चाहिए",
	"मैनेजर को बुलाओ",
	"किसी व्यक्ति से जोड़िए",
	"कृपया मुझे किसी अधिकारी से कनेक्ट करें",
	"मेरी बात कराओ किसी इंसान से",
	"क्या किसी असली आदमी से बात हो सकती है?",
	"कस्टमर केयर से बात करनी है",
	"मुझे इन्सान से बात करनी है।",
	"किसी से बात करवाइए",
	"मुझे किसी अधिकारी से बात करनी है",
	"बॉट नहीं, किसी इंसान को भेजिए",
	"मुझे असली एजेंट चाहिए",
}

func TestHumanRequest(t *testing.T) {
	if len(requests) < 60 {
		t.Fatalf("%d requests", len(requests))
	}
	for _, text := range requests {
		d := newDesk(t)
		ts := raised(d.customer(text), policy.RuleHumanRequest)
		if len(ts) != 1 || ts[0].Tier != chat.TierImmediate {
			t.Errorf("%q raises %+v, score %s", text, ts, d.engine.Reading().Scores[1].Exact())
			continue
		}
		e := ts[0].Evidence[0]
		if e.From >= e.To || e.To > len(text) || e.Words == "" {
			t.Errorf("%q: evidence is %+v", text, e)
		}
	}
}

// What has the words of a request and is none.
var nearMisses = []string{
	// negated
	"I don't want an agent",
	"no need to talk to an agent",
	"please don't transfer me to an agent",
	"I'd rather not speak to a person",
	"don't connect me to a representative, just answer",
	"I never asked to speak to a manager",
	"no agent needed",
	"agent se baat nahi karni",
	"insaan se baat mat karao",
	"एजेंट नहीं चाहिए",
	"मुझे एजेंट से बात नहीं करनी",
	// mentioned
	"my agent told me the order was shipped",
	"the agent I spoke to yesterday was helpful",
	"your agent said it would take two days",
	"I talked to a representative last week",
	"they told me to talk to an agent",
	"I was told to speak to a manager",
	"before I speak to an agent, what papers do I need?",
	"an agent called me already",
	"are you a human?",
	"am I talking to a real person?",
	"maine kal agent se baat ki thi",
	"agent se baat hui thi",
	"agent se connect kiya tha kal",
	"मैंने कल एजेंट से बात की थी",
	"एजेंट ने कहा मैनेजर से बात करो",
	// something else
	"I need a travel agent in Pune",
	"what is the agent number?",
	"I want an agent account",
	"how do I get agent permissions",
	"table for one person",
	"I need to talk to my bank",
	"I am a real estate agent",
	"the service is bad",
	"connect my phone to the router",
	"I want to change the contact person",
	"do you support UPI?",
	"I need support for two languages",
	"transfer money to my account",
	"how do I add a team member",
	"give people access to the report",
	"is there an agent near Pune?",
	"main apne ghar pe baat karunga",
	"मुझे रिचार्ज चाहिए",
	"मेरी बात समझो",
	"who is the agent on my last ticket?",
	"the human body needs water",
	"can a person under 18 open an account?",
	"agent wali service kab band hoti hai",
	"kal ka agent bahut accha tha",
	"इंसान को कितना पानी पीना चाहिए",
	"मेरे मैनेजर की छुट्टी है",
	"how many agents work for you",
	"the person at the door was rude",
	"is my insurance agent still with you?",
	"somebody else paid with my card",
	"my human resources team asked for the invoice",
	"agent fees are shown twice",
	"do not send anybody, it works now",
	"mera agent kaun hai",
	"manager ka email bhej do",
	"एजेंट की फीस कितनी है",
	"किसी ने मेरा पार्सल ले लिया",
	"",
	"   ",
	"👍",
}

func TestHumanRequestNearMisses(t *testing.T) {
	if len(nearMisses) < 60 {
		t.Fatalf("%d near misses", len(nearMisses))
	}
	for _, text := range nearMisses {
		for _, got := range raised(newDesk(t).customer(text), policy.RuleHumanRequest) {
			t.Errorf("%q raises a %s at %s: %q", text, got.Level, got.Score.Exact(), text[got.Evidence[0].From:got.Evidence[0].To])
		}
	}
}
