package trigger_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/trigger"
)

// line is one line of a random chat.
type line struct {
	from  chat.Speaker
	text  string
	score chat.Score
	do    string // something else that happens after it
}

func lines(t *rapid.T) []line {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) line {
		return line{
			from: rapid.SampledFrom([]chat.Speaker{
				chat.SpeakerBot, chat.SpeakerBot, chat.SpeakerBot, chat.SpeakerCustomer, chat.SpeakerCustomer,
				chat.SpeakerAgent, chat.SpeakerSystem,
			}).Draw(t, "from"),
			text: rapid.SampledFrom([]string{
				"Please restart the router.", "Please restart your router.", "Is the green light on?",
				"connect me to an agent", "can someone help me", "insaan se baat karni hai", "it is late", "",
			}).Draw(t, "text"),
			score: rapid.SampledFrom([]chat.Score{
				0, chat.ScoreOf(6999), chat.ScoreOf(7000), chat.ScoreOf(7400), chat.ScoreOf(7501), chat.ScoreOf(9000),
			}).Draw(t, "score"),
			do: rapid.SampledFrom([]string{"", "", "", "", "dismiss", "take", "queue"}).Draw(t, "do"),
		}
	}), 0, 40).Draw(t, "lines")
}

// play gives the lines to an engine and returns all that follows. disturb is
// called before each line is observed and may replace the engine.
func play(t testing.TB, ls []line, disturb func(d *desk)) []chat.Event {
	d := newDesk(t)
	for _, l := range ls {
		disturb(d)
		d.say(l.from, l.text, l.score)
		switch l.do {
		case "dismiss":
			for _, tr := range d.chat().Triggers {
				d.apply(&chat.TriggerDismissed{Rule: tr.Rule, Reason: "a test"})
			}
		case "take":
			d.apply(&chat.ChatTakenOver{Agent: "asha"})
			d.fold(d.engine.Owned(d.chat()))
		case "queue":
			d.apply(&chat.ChatQueued{Queue: "all"})
		}
	}
	return d.facts
}

// A hub that starts in the middle, observes a line twice or asks for reasons
// in between comes to the same facts with the same ids.
func TestRestartsAndRepeatsChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		want := play(t, ls, func(*desk) {})
		got := play(t, ls, func(d *desk) {
			switch rapid.SampledFrom([]string{"", "restart", "forget", "repeat", "explain"}).Draw(rt, "disturb") {
			case "restart":
				d.engine = trigger.New(shipped(t), nil)
			case "forget":
				d.engine.Forget("c")
			case "repeat":
				for _, m := range d.chat().Messages {
					facts := d.engine.Message(d.chat(), m)
					for i := range facts {
						if d.floor.Apply(&facts[i]).Applied {
							rt.Fatalf("observed again, %s gives %+v", m.ID, facts[i].Body)
						}
					}
				}
			case "explain":
				d.engine.Explain(d.chat(), d.now())
			}
		})
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("undisturbed:\n%s\ndisturbed:\n%s", show(want), show(got))
		}
	})
}

// Several lines may be folded before the first of them is observed.
func TestChunksChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ls := lines(rt)
		for i := range ls {
			ls[i].do = ""
		}
		want := play(t, ls, func(*desk) {})
		d := newDesk(t)
		for from := 0; from < len(ls); {
			to := min(len(ls), from+rapid.IntRange(1, 7).Draw(rt, "chunk"))
			at := len(d.chat().Messages)
			for _, l := range ls[from:to] {
				d.apply(&chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", d.said)), From: l.from, Text: l.text, Confidence: l.score})
			}
			for _, m := range d.chat().Messages[at:] {
				d.fold(d.engine.Message(d.chat(), m))
			}
			from = to
		}
		for i := range want {
			want[i].At = 0
		}
		got := d.facts
		for i := range got {
			got[i].At = 0
		}
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("line by line:\n%s\nin chunks:\n%s", show(want), show(got))
		}
	})
}

func show(es []chat.Event) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%s %+v\n", e.ID, e.Body)
	}
	return b.String()
}

func TestStrangers(t *testing.T) {
	d := newDesk(t)
	c := d.chat()
	if facts := d.engine.Message(c, chat.Message{ID: "not in it", From: chat.SpeakerCustomer, Text: "agent please"}); facts != nil {
		t.Errorf("a line that is not in the chat gives %+v", facts)
	}
	d.apply(&chat.ChatClosed{Reason: "a test"})
	if facts := d.customer("agent please"); facts != nil {
		t.Errorf("a closed chat gives %+v", facts)
	}
}

// The request at the end of a pasted log is read.
func TestLongText(t *testing.T) {
	noise := strings.Repeat("0x00 kernel trace आ ", 60_000)
	for _, text := range []string{noise + ". connect me to an agent", "connect me to an agent. " + noise} {
		ts := raised(newDesk(t).customer(text))
		if len(ts) != 1 {
			t.Fatal("not found")
		}
		if e := ts[0].Evidence[0]; text[e.From:e.To] != "connect me to an agent" {
			t.Errorf("evidence is %q", text[e.From:e.To])
		}
	}
}

func FuzzMessage(f *testing.F) {
	for _, r := range requests {
		f.Add(r.text)
	}
	for _, s := range nearMisses {
		f.Add(s)
	}
	f.Add("agent\xff\xfe plea\xc3se")
	f.Add("a\u0301g\u0308ent" + strings.Repeat("\u0300", 5000) + " please")
	f.Add(strings.Repeat("क\u093c", 6000) + " एजेंट चाहिए")
	f.Add(strings.Repeat("talk to ", 2000))
	f.Fuzz(func(t *testing.T, text string) {
		d := newDesk(t)
		d.say(chat.SpeakerBot, text, chat.ScoreOf(6000))
		d.say(chat.SpeakerCustomer, text, 0)
		d.say(chat.SpeakerBot, text, 0)
		texts := make(map[chat.MessageID]string)
		for _, m := range d.chat().Messages {
			texts[m.ID] = m.Text
		}
		for _, tr := range raised(d.facts) {
			for _, e := range tr.Evidence {
				s := texts[e.Message]
				if e.From < 0 || e.From >= e.To || e.To > len(s) {
					t.Fatalf("%s points at %d..%d of %d bytes", tr.Rule, e.From, e.To, len(s))
				}
				if utf8.ValidString(s) && !utf8.ValidString(s[e.From:e.To]) {
					t.Fatalf("%s cuts a character in two", tr.Rule)
				}
			}
		}
		if len(d.engine.Explain(d.chat(), d.now())) != 3 {
			t.Fatal("a verdict is missing")
		}
	})
}

func BenchmarkMessage(b *testing.B) {
	for _, bm := range []struct {
		name string
		from chat.Speaker
		text string
	}{
		{"customer", chat.SpeakerCustomer, "I have restarted the router twice and the light is still red, what can I do about it now?"},
		{"hindi", chat.SpeakerCustomer, "मैंने राउटर दो बार बंद करके चालू किया है लेकिन लाल बत्ती अभी भी जल रही है, अब क्या करूं?"},
		{"request", chat.SpeakerCustomer, "This does not help at all, please connect me to a human agent."},
		{"bot", chat.SpeakerBot, "Please open the settings, tap on network, choose reset and wait until the green light is on. Is there anything else I can help you with?"},
		{"megabyte", chat.SpeakerCustomer, strings.Repeat("please talk to the log ", 1<<20/23)},
	} {
		for _, length := range []int{10, 10_000} {
			b.Run(fmt.Sprintf("%s/after=%d", bm.name, length), func(b *testing.B) {
				d := newDesk(b)
				for i := range length {
					d.apply(&chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("old", i)), From: chat.SpeakerBot, Text: fmt.Sprint("this is answer number ", i), Confidence: chat.ScoreOf(9000)})
				}
				c := *d.chat()
				m := chat.Message{From: bm.from, Text: bm.text, Confidence: chat.ScoreOf(9000)}
				ids := [...]chat.MessageID{"odd", "even"}
				e := d.engine
				e.Explain(&c)
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					m.ID = ids[i%2]
					c.Messages = append(c.Messages, m)
					e.Message(&c, m)
				}
			})
		}
	}
}
