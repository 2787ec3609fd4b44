package learned_test

import (
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/assets"
)

func weights(t testing.TB) *learned.Weights {
	t.Helper()
	f, err := linear.Decode(assets.TriggerWeights())
	if err != nil {
		t.Fatal(err)
	}
	w, err := learned.NewWeights(f)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func reader(t testing.TB) *learned.Reader { return learned.NewReader(weights(t)) }

// pieces are what generated chats are made of.
var pieces = []string{
	"no", "that is not what I asked", "my app keeps crashing", "I was charged twice", "yes please", "thanks, that is all",
	"WHY does nobody answer?!", "connect me to a human", "nahi chal raha", "पैसे कट गए", "order 4411", "sorry about that",
	"I could not find it", "is there anything else I can help you with?", "please restart the router", "😡", "a\u0301\u200d", "\xff\xfe",
	"when will my refund come", "what time does my refund arrive", "I want to cancel", "great job, really great", "hello", "",
}

// generated returns lines of a chat that seed decides.
func generated(seed uint64, n int) (lines []learned.Line) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		from := chat.SpeakerCustomer
		if rng.IntN(2) == 0 {
			from = chat.SpeakerBot
		}
		var text []string
		for range 1 + rng.IntN(3) {
			text = append(text, pieces[rng.IntN(len(pieces))])
		}
		lines = append(lines, learned.Line{From: from, At: chat.Instant(i * 15_000), Text: strings.Join(text, " ")})
	}
	return lines
}

// frozen is the digest of all scores of the generated corpus. It must be the
// same on every processor; it changes with the weights and the features.
const frozen = "f9c4ad833f063006"

func TestSameEverywhere(t *testing.T) {
	r, h := reader(t), fnv.New64a()
	for seed := range uint64(200) {
		var mem learned.Memory
		for _, l := range generated(seed, 30) {
			turn := r.Read(&mem, l)
			for _, s := range turn.Scores {
				_ = binary.Write(h, binary.LittleEndian, uint16(s))
			}
			_ = binary.Write(h, binary.LittleEndian, uint16(turn.Revised))
			issue := mem.Issue()
			_ = binary.Write(h, binary.LittleEndian, uint16(issue.Score(l.At.Add(time.Minute))))
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != frozen {
		t.Errorf("the scores have the digest %s, not %s", got, frozen)
	}
}

// TestChunks reads a chat in two readers, one of which goes on from a copy of
// the memory: the scores are the same (a hub that starts in the middle).
func TestChunks(t *testing.T) {
	a, b := reader(t), reader(t)
	for seed := range uint64(50) {
		var whole learned.Memory
		lines := generated(seed, 40)
		for i, l := range lines {
			before := whole
			want := a.Read(&whole, l)
			if got := b.Read(&before, l); got != want || before != whole {
				t.Fatalf("seed %d, line %d: got %+v, want %+v", seed, i, got, want)
			}
			_ = b.Read(new(learned.Memory), lines[0]) // another chat in between
		}
	}
}

// TestRepeatIsBounded reads one line a thousand times: nothing overflows and
// nothing grows.
func TestRepeatIsBounded(t *testing.T) {
	r := reader(t)
	var mem learned.Memory
	var last learned.Turn
	for i := range 1000 {
		last = r.Read(&mem, learned.Line{From: chat.SpeakerCustomer, At: chat.Instant(i), Text: "when will my refund for the broken kettle arrive"})
	}
	if last.Scores[learned.CustomerRepeat] < notice {
		t.Errorf("the same question for the thousandth time scores %s", last.Scores[learned.CustomerRepeat])
	}
	if mem.Lines() != 1000 {
		t.Errorf("%d lines", mem.Lines())
	}
}

// say reads lines that begin with "B: " for the bot and "C: " for the customer
// and returns what was measured of the last.
func say(r *learned.Reader, mem *learned.Memory, lines ...string) (t learned.Turn) {
	for _, l := range lines {
		from := chat.SpeakerCustomer
		if strings.HasPrefix(l, "B: ") {
			from = chat.SpeakerBot
		}
		t = r.Read(mem, learned.Line{From: from, Text: l[3:]})
	}
	return t
}

func TestSpeakers(t *testing.T) {
	r := reader(t)
	var mem learned.Memory
	bot := say(r, &mem, "B: How can I help?")
	for rule := range learned.RuleCount {
		want := rule == learned.BotWrong || rule == learned.BotRepeat
		if got := bot.Scores[rule].Known(); got != want {
			t.Errorf("a line of the bot has a score of %s: %v", rule, got)
		}
	}
	customer := say(r, &mem, "C: no, that is wrong")
	if !customer.Revised.Known() || customer.RevisedLine != 0 {
		t.Errorf("the customer's line revises the bot's: %+v", customer)
	}
	if again := say(r, &mem, "C: it is wrong"); again.Revised.Known() {
		t.Error("an answer is revised once")
	}
	if agent := r.Read(&mem, learned.Line{From: chat.SpeakerAgent, Text: "I am here"}); agent != (learned.Turn{}) {
		t.Errorf("a line of an agent measures %+v", agent)
	}
}

// TestRepeats holds the two rules about repetition to A-45: a standing phrase
// and a closing answer are none.
func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		name  string
		rule  learned.Rule
		lines []string
		want  bool
	}{
		{"the bot says the same", learned.BotRepeat, []string{"B: Please unplug the router for ten seconds.", "C: did that", "B: Please unplug the router for ten seconds."}, true},
		{"a standing phrase", learned.BotRepeat, []string{"B: Is there anything else I can help you with?", "C: my bill", "B: Is there anything else I can help you with?"}, false},
		{"another answer", learned.BotRepeat, []string{"B: Please unplug the router.", "C: did that", "B: Your invoice was sent by mail."}, false},
		{"the same question", learned.CustomerRepeat, []string{"C: when will my refund for the kettle arrive?", "B: Soon.", "C: when does the refund for my kettle arrive?"}, true},
		{"another question", learned.CustomerRepeat, []string{"C: when will my refund arrive?", "B: Soon.", "C: how do I change the delivery address?"}, false},
		{"no, that is all, twice", learned.CustomerRepeat, []string{"C: no, that is all", "B: Sure?", "C: no, that is all"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := reader(t)
			var mem learned.Memory
			turn := say(r, &mem, c.lines...)
			if got := turn.Scores[c.rule] >= notice; got != c.want {
				t.Errorf("%s scores %s", c.rule, turn.Scores[c.rule])
			}
			if why := r.Why(&mem, c.rule); c.want && len(why.Spans) != 2 {
				t.Errorf("both lines are the evidence, not %+v", why.Spans)
			}
		})
	}
}

func TestFrustration(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  bool
	}{
		{[]string{"B: Shall I book it for 7 pm?", "C: No, that is not what I asked, I said 8 pm"}, true},
		{[]string{"B: Sorry, I did not understand.", "C: this is useless, you never understand anything"}, true},
		{[]string{"B: Kya main madad karu?", "C: nahi, ye galat hai, bakwas bot hai"}, true},
		{[]string{"B: Your refund takes five days.", "C: this is useless, I want to leave"}, true},
		{[]string{"B: Here is our policy.", "C: you did not answer my question"}, true},
		{[]string{"B: Ok.", "C: I am very disappointed with your service and want to make a complaint"}, true},
		{[]string{"C: I am extremely unhappy with the way your team treated me"}, true},
		{[]string{"B: Kripya order number dijiye", "C: kitni baar bataun, pehle hi bata diya hai"}, true},
		{[]string{"B: Thik hai.", "C: aapki service bahut ghatiya hai"}, true},
		{[]string{"B: Open Settings.", "C: if nobody answers I will switch to another provider"}, true},
		{[]string{"B: Open Settings.", "C: oh great, another useless answer"}, true},
		{[]string{"C: how do I cancel my contract?"}, false},
		{[]string{"C: no"}, false},
		{[]string{"C: my router was broken by a storm, how do I order a new one?"}, false},
		{[]string{"B: Shall I send it by mail?", "C: no, I'm good"}, false},
		{[]string{"B: Anything else?", "C: nothing else"}, false},
		{[]string{"B: Booked.", "C: I also need a taxi, please"}, false},
		{[]string{"B: Anything else?", "C: no, that is all, thanks"}, false},
		{[]string{"B: What city?", "C: Pune please"}, false},
		{[]string{"B: Done, you are booked.", "C: great, thank you so much"}, false},
		{[]string{"B: Sorry about that.", "C: no problem"}, false},
	} {
		r := reader(t)
		var mem learned.Memory
		if turn := say(r, &mem, c.lines...); turn.Scores[learned.Frustration] >= notice != c.want {
			t.Errorf("%q scores %s", c.lines, turn.Scores[learned.Frustration])
		}
	}
}

// TestBeyond holds severity to A-11: beyond the bot is what it failed at once
// and what a bot cannot settle.
func TestBeyond(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  bool
	}{
		{[]string{"C: my internet is not working"}, false},
		{[]string{"C: my internet is not working", "B: Please restart the router.", "C: it is still not working"}, true},
		{[]string{"C: there is a fraudulent charge on my card"}, true},
		{[]string{"C: I want to report a lost card"}, false},
		{[]string{"C: my internet is not working", "B: Please restart the router.", "C: my bill was paid twice"}, false},
		{[]string{"C: my card was stolen, please block it"}, false},
		{[]string{"C: how do I pay my bill"}, false},
	} {
		r := reader(t)
		var mem learned.Memory
		if turn := say(r, &mem, c.lines...); turn.Beyond != c.want {
			t.Errorf("%q: beyond %v, technical %s, billing %s", c.lines, turn.Beyond, turn.Scores[learned.Technical], turn.Scores[learned.Billing])
		}
	}
}

// TestStuck holds the boundary of G-TRIG-07.
func TestStuck(t *testing.T) {
	start := func() (learned.Issue, *learned.Memory, *learned.Reader) {
		r, mem := reader(t), new(learned.Memory)
		r.Read(mem, learned.Line{From: chat.SpeakerCustomer, At: 1_000, Text: "my router shows a red light"})
		r.Read(mem, learned.Line{From: chat.SpeakerBot, At: 2_000, Text: "Please restart the router."})
		r.Read(mem, learned.Line{From: chat.SpeakerCustomer, At: 60_000, Text: "the light of the router is still red"})
		return mem.Issue(), mem, r
	}
	for _, c := range []struct {
		seconds int
		want    bool
	}{{119, false}, {120, true}, {121, true}} {
		issue, _, _ := start()
		now := chat.Instant(1_000).Add(time.Duration(c.seconds) * time.Second)
		if got := issue.Lasts(now) >= learned.StuckAfter; got != c.want || issue.Score(now) >= notice != c.want {
			t.Errorf("after %d s: %v, score %s", c.seconds, got, issue.Score(now))
		}
	}
	_, mem, r := start()
	r.Read(mem, learned.Line{From: chat.SpeakerBot, At: 61_000, Text: "Which colour is the other light?"})
	if issue := mem.Issue(); issue.Lasts(900_000) != time.Minute {
		t.Errorf("while the bot waits the time stands still, not %s", issue.Lasts(900_000))
	}
	r.Read(mem, learned.Line{From: chat.SpeakerCustomer, At: 100_000, Text: "great, thanks, it works"})
	if issue := mem.Issue(); issue.Lasts(900_000) != 0 {
		t.Error("a customer who is pleased is not stuck")
	}
}

// TestWhy wants evidence that points at the words that asked (D-01).
func TestWhy(t *testing.T) {
	r := reader(t)
	var mem learned.Memory
	const line = "My parcel is lost since Monday. Please connect me to a human agent."
	say(r, &mem, "C: "+line)
	why := r.Why(&mem, learned.HumanRequest)
	if len(why.Spans) != 1 || !strings.Contains(line[why.Spans[0].From:why.Spans[0].To], "human") {
		t.Fatalf("got %+v", why)
	}
	if quiet := r.Why(&mem, learned.BotWrong); quiet.Score.Known() || quiet.Words == "" {
		t.Errorf("a rule about the bot's lines says why it has no score, not %+v", quiet)
	}
}
