package trigger_test

import (
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
)

// deaf is a policy by which nothing is noticed but what the policy cannot
// switch off.
func deaf(p *policy.Policy) {
	for _, of := range []*policy.Thresholds{
		&p.Rules.Frustration, &p.Rules.HumanRequest, &p.Rules.BotWrong, &p.Rules.Technical,
		&p.Rules.Billing, &p.Rules.BotRepeat, &p.Rules.CustomerRepeat, &p.Rules.Stuck,
	} {
		of.Notice, of.Alert = chat.ScoreOne, chat.ScoreOne
	}
}

// quiet is a chat of so many lines from which nothing follows.
func quiet(t testing.TB, length int) (*desk, *chat.Chat) {
	d := newDesk(t, deaf)
	for i := range length {
		from := chat.SpeakerBot
		if i%2 == 0 {
			from = chat.SpeakerCustomer
		}
		d.post(from, fmt.Sprint("this is line number ", i), chat.ScoreOf(9_000))
	}
	return d, d.chat()
}

// lineOf appends the same line to c again and again, each time as another
// message.
func lineOf(c *chat.Chat, e *trigger.Engine, m chat.Message) func() []chat.Event {
	ids := [...]chat.MessageID{"odd", "even"}
	n := 0
	return func() []chat.Event {
		n++
		m.ID = ids[n%2]
		c.Messages = append(c.Messages, m)
		return e.Message(c, m)
	}
}

// Where nothing follows from a line nothing is allocated.
func TestQuietLinesAllocateNothing(t *testing.T) {
	for _, m := range []chat.Message{
		{From: chat.SpeakerCustomer, Text: "ok"},
		{From: chat.SpeakerBot, Text: "Is there anything else I can help you with?", Confidence: chat.ScoreOf(9_000)},
	} {
		d, c := quiet(t, 4)
		say := lineOf(c, d.engine, m)
		c.Messages = append(make([]chat.Message, 0, 10_000), c.Messages...)
		for range 4 {
			say() // the buffers grow, and what there is to say is said
		}
		if n := testing.AllocsPerRun(500, func() { say() }); n != 0 {
			t.Errorf("%s's line: %.1f allocations", m.From, n)
		}
	}
}

// The whole: all rules, one line, whatever the chat's length.
func BenchmarkMessage(b *testing.B) {
	for _, bm := range []struct {
		name string
		from chat.Speaker
		text string
	}{
		{"customer", chat.SpeakerCustomer, "I have restarted the router twice and the light is still red, what can I do about it now?"},
		{"hindi", chat.SpeakerCustomer, "मैंने राउटर दो बार बंद करके चालू किया है लेकिन लाल बत्ती अभी भी जल रही है, अब क्या करूं?"},
		{"short", chat.SpeakerCustomer, "ok"},
		{"bot", chat.SpeakerBot, "Please open the settings, tap on network, choose reset and wait until the green light is on. Is there anything else I can help you with?"},
		{"megabyte", chat.SpeakerCustomer, strings.Repeat("please talk to the log ", 1<<20/23)},
	} {
		for _, length := range []int{10, 10_000} {
			b.Run(fmt.Sprintf("%s/after=%d", bm.name, length), func(b *testing.B) {
				d, c := quiet(b, length)
				say := lineOf(c, d.engine, chat.Message{From: bm.from, Text: bm.text, Confidence: chat.ScoreOf(9_000)})
				say()
				b.ReportAllocs()
				for b.Loop() {
					say()
				}
			})
		}
	}
}

// One line for each rule, that it fires on, with the evidence that it takes. A
// line costs what it costs for all of them: they share one reading.
func BenchmarkRule(b *testing.B) {
	for _, bm := range []struct {
		rule  string
		lines []string
	}{
		{"frustration", []string{"B: Sorry, I did not understand.", "C: " + cross}},
		{"human_request", []string{"C: connect me to a human agent"}},
		{"bot_wrong", []string{"B: Shall I book it for 7 pm?", "C: no, that is wrong"}},
		{"technical", []string{"C: my internet is not working at all"}},
		{"billing", []string{"C: I was charged twice on my bill"}},
		{"bot_repeat", []string{router, router}},
		{"customer_repeat", []string{"C: when will my refund for the kettle arrive?", "C: when will my refund for the kettle arrive?"}},
		{"low_confidence", []string{"B: I am not sure at all."}},
	} {
		b.Run(bm.rule, func(b *testing.B) {
			d := newDesk(b, eager)
			for _, l := range bm.lines {
				from, score := chat.SpeakerCustomer, chat.Score(0)
				if l[0] == 'B' {
					from, score = chat.SpeakerBot, chat.ScoreOf(5_000)
				}
				d.post(from, l[3:], score)
			}
			c := d.chat()
			last := c.Messages[len(c.Messages)-1]
			b.ReportAllocs()
			for b.Loop() {
				d.engine.Forget(c.ID)
				if d.engine.Message(c, last) == nil {
					b.Fatal("nothing follows")
				}
			}
		})
	}
	b.Run("stuck", func(b *testing.B) {
		d, _ := began(b)
		c := d.chat()
		b.ReportAllocs()
		for b.Loop() {
			if _, ok := d.engine.Due(c); !ok {
				b.Fatal("never due")
			}
			d.engine.Tick(c, d.clock)
		}
	})
	b.Run("hallucination", func(b *testing.B) {
		d := newDesk(b)
		d.talk("B: Call +91 00000 00000.")
		c, a := d.chat(), answer("m1", 9_000, "k1")
		b.ReportAllocs()
		for b.Loop() {
			d.engine.Checked(c, a)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	d := newDesk(b)
	for i := range 40 {
		d.talk(dialogue[i%len(dialogue)])
	}
	ts := raised(d.facts)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := d.engine.Check(d.chat(), ts[i%len(ts)]); err != nil {
			b.Fatal(err)
		}
	}
}
