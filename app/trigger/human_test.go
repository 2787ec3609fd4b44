package trigger_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Requests for a person in so many words, and the words that are the
// evidence (G-TRIG-03).
var requests = []struct{ text, span string }{
	// English
	{"I want to talk to a human", "talk to a human"},
	{"Can I speak to a real person please?", "speak to a real person"},
	{"connect me to an agent", "connect me to an agent"},
	{"Please transfer me to a live agent.", "transfer me to a live agent"},
	{"I'd like to chat with a representative", "chat with a representative"},
	{"let me speak with your manager", "speak with your manager"},
	{"Hello, talk to agent", "talk to agent"},
	{"AGENT!!!", "AGENT"},
	{"agent please", "agent"},
	{"human plzzz", "human"},
	{"real person now", "real person"},
	{"get me a human", "get me a human"},
	{"can you put me through to a supervisor", "put me through to a supervisor"},
	{"I need a human agent", "need a human agent"},
	{"i want a person not a bot", "want a person"},
	{"This is not working connect me to customer care", "connect me to customer care"},
	{"is there a real person here?", "is there a real person"},
	{"is there anyone I can talk to?", "anyone I can talk to"},
	{"why can't I talk to a human?", "talk to a human"},
	{"why don't you connect me to an agent", "connect me to an agent"},
	{"I don't want to talk to a bot", "talk to a bot"},
	{"please have someone call me", "have someone call"},
	{"I've asked three times to speak to a human!", "speak to a human"},
	{"how do i talk to someone from your team", "talk to someone from your team"},
	{"escalate this to your supervisor", "escalate this to your supervisor"},
	{"I am not able to fix it, want to speak to an executive", "speak to an executive"},
	{"switch me over to a human agent", "switch me over to a human agent"},
	{"I’d prefer to talk to a live person", "talk to a live person"},
	{"I wanted to speak to someone about my bill", "speak to someone"},
	{"i need human help", "need human help"},
	{"human needed", "human"},
	{"can a human look at this", "can a human look"},
	{"I want to tlk to a representitive", "tlk to a representitive"},
	{"any human available?", "any human"},
	// Hinglish
	{"mujhe kisi insaan se baat karni hai", "kisi insaan se baat karni"},
	{"agent se baat karao", "agent se baat karao"},
	{"Mujhe agent chahiye", "agent chahiye"},
	{"kisi asli aadmi se connect karo", "kisi asli aadmi se connect karo"},
	{"manager ko bulao", "manager ko bulao"},
	{"bhai kisi se baat karwa do", "kisi se baat karwa"},
	{"customer care se baat karna hai", "customer care se baat karna"},
	{"meri baat karao kisi insaan se", "baat karao kisi insaan se"},
	{"bot se nahi, insaan se baat karni hai", "insaan se baat karni"},
	{"kya agent se baat nahi ho sakti?", "agent se baat nahi ho sakti"},
	{"connect kar do kisi agent se", "connect kar do kisi agent se"},
	{"executive se meri baat karwaiye na, agent chahiye", "agent chahiye"},
	{"insaan se baat karne do", "insaan se baat karne do"},
	{"senior se baat krni h", "senior se baat krni"},
	{"maine bola na agent se baat karao", "agent se baat karao"},
	// Hindi
	{"मुझे किसी इंसान से बात करनी है", "किसी इंसान से बात करनी"},
	{"एजेंट से बात कराइए", "एजेंट से बात कराइए"},
	{"मुझे एजेंट चाहिए", "एजेंट चाहिए"},
	{"मैनेजर को बुलाओ", "मैनेजर को बुलाओ"},
	{"किसी व्यक्ति से जोड़िए", "किसी व्यक्ति से जोड़िए"},
	{"कृपया मुझे किसी अधिकारी से कनेक्ट करें", "किसी अधिकारी से कनेक्ट करें"},
	{"मेरी बात कराओ किसी इंसान से", "बात कराओ किसी इंसान से"},
	{"क्या किसी असली आदमी से बात हो सकती है?", "किसी असली आदमी से बात हो सकती"},
	{"कस्टमर केयर से बात करनी है", "कस्टमर केयर से बात करनी"},
	{"मुझे इन्सान से बात करनी है।", "इन्सान से बात करनी"},
	{"किसी से बात करवाइए", "किसी से बात करवाइए"},
}

func TestHumanRequest(t *testing.T) {
	for _, tc := range requests {
		d := newDesk(t)
		ts := raised(d.customer(tc.text))
		if len(ts) != 1 || ts[0].Rule != policy.RuleHumanRequest {
			t.Errorf("%q raises nothing", tc.text)
			continue
		}
		got := ts[0]
		if got.Level != chat.LevelAlert || got.Tier != chat.TierImmediate {
			t.Errorf("%q is %s, %s; want an immediate alert", tc.text, got.Level, got.Tier)
		}
		e := got.Evidence[0]
		if span := tc.text[e.From:e.To]; span != tc.span {
			t.Errorf("%q: evidence is %q, want %q", tc.text, span, tc.span)
		}
	}
}

// What has the words of a request and is none.
var nearMisses = []string{
	// negated
	"I don't want an agent",
	"I do not want to talk to a human",
	"no need to talk to an agent",
	"please don't transfer me to an agent",
	"I'd rather not speak to a person",
	"don't connect me to a representative, just answer",
	"I never asked to speak to a manager",
	"no agent needed",
	"agent nahi chahiye",
	"agent se baat nahi karni",
	"mujhe kisi se baat karni nahi hai",
	"insaan se baat mat karao",
	"एजेंट नहीं चाहिए",
	"मुझे एजेंट से बात नहीं करनी",
	"किसी से बात करनी नहीं है",
	// mentioned
	"my agent told me the order was shipped",
	"the agent I spoke to yesterday was helpful",
	"your agent said it would take two days",
	"I talked to a representative last week",
	"they told me to talk to an agent",
	"I was told to speak to a manager",
	"I had to speak to a human last time",
	"before I speak to an agent, what papers do I need?",
	"an agent called me already",
	"are you a human?",
	"am I talking to a real person?",
	"maine kal agent se baat ki thi",
	"agent se baat hui thi",
	"agent ne kaha manager se baat karo",
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
	"human resources policy",
	"is there an agent near Pune?",
	"I talk to agents every day",
	"mujhe recharge chahiye",
	"dost se baat karni hai",
	"main apne ghar pe baat karunga",
	"मुझे रिचार्ज चाहिए",
	"मेरी बात समझो",
	"",
	"   ",
	"👍",
}

func TestHumanRequestNearMisses(t *testing.T) {
	for _, text := range nearMisses {
		for _, got := range raised(newDesk(t).customer(text)) {
			t.Errorf("%q raises a %s at %v: %+v", text, got.Level, got.Score, got.Evidence)
		}
	}
}

// A wish for somebody, not for a person of the team, is a badge and calls
// nobody.
func TestHumanRequestNotices(t *testing.T) {
	for _, text := range []string{"can someone help me?", "I need someone to look at my router", "kisi ko bulao"} {
		ts := raised(newDesk(t).customer(text))
		if len(ts) != 1 || ts[0].Level != chat.LevelNotice {
			t.Errorf("%q: %+v, want one notice", text, ts)
		}
	}
}

// A bot that offers an agent asks for none.
func TestHumanRequestIsTheCustomers(t *testing.T) {
	d := newDesk(t)
	if ts := raised(d.bot("Would you like to talk to a human?", 9000)); len(ts) != 0 {
		t.Errorf("the bot's own words raise %+v", ts)
	}
}

// G-TRIG-03, A-62: one alert for one cause, louder only if it is.
func TestHumanRequestOnce(t *testing.T) {
	d := newDesk(t)
	if ts := raised(d.customer("can someone help me?")); len(ts) != 1 {
		t.Fatalf("%+v, want a notice", ts)
	}
	if ts := raised(d.customer("can somebody help?")); len(ts) != 0 {
		t.Errorf("a notice is raised twice: %+v", ts)
	}
	if ts := raised(d.customer("connect me to an agent")); len(ts) != 1 || ts[0].Level != chat.LevelAlert {
		t.Errorf("%+v, want the alert", ts)
	}
	if ts := raised(d.customer("connect me to an agent!")); len(ts) != 0 {
		t.Errorf("an alert is raised twice: %+v", ts)
	}
	d.apply(&chat.TriggerDismissed{Rule: policy.RuleHumanRequest, Reason: "a test"})
	if ts := raised(d.customer("hello? connect me to an agent")); len(ts) != 1 {
		t.Errorf("%+v, want an alert for the new request", ts)
	}
}
