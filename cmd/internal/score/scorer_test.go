package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// line is what whoever measures reads.
type line struct {
	Chat               string
	Turn               int64
	Micros             *int64
	Scores             map[string]float64
	Over, Alert, Fired []string
	Revised            []struct {
		Turn        int64
		Rule        string
		Score       float64
		Over, Alert bool
	}
}

// answers runs a scorer on turns and reads what it says.
func answers(t testing.TB, s *Scorer, turns ...string) []line {
	t.Helper()
	var out bytes.Buffer
	if err := s.Run(strings.NewReader(strings.Join(turns, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	var all []line
	for _, raw := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
		var l line
		d := json.NewDecoder(strings.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(&l); err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		all = append(all, l)
	}
	return all
}

func turn(id string, n int, from, text string) string {
	raw, err := json.Marshal(map[string]any{"chat": id, "turn": n, "from": from, "text": text})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// TestContract answers each line with one line, of the rules that measure its
// speaker.
func TestContract(t *testing.T) {
	all := answers(t, shipped(t, nil, 0),
		turn("c", 3, "bot", "Hello, how can I help?"),
		turn("d", 0, "customer", "let me talk to a human being, please!"),
		turn("c", 4, "customer", "my line does not ring"),
		turn("d", 1, "customer", "I said I want a person"))
	want := []string{"c/3", "d/0", "c/4", "d/1"}
	for i, l := range all {
		if got := fmt.Sprint(l.Chat, "/", l.Turn); got != want[i] {
			t.Errorf("line %d is %s, want %s", i, got, want[i])
		}
		if l.Micros == nil || *l.Micros != 1 {
			t.Errorf("line %d took %v", i, l.Micros)
		}
		onlyMeasured(t, l)
	}
	if _, ok := all[0].Scores["frustration"]; ok {
		t.Error("a bot is not frustrated")
	}
	if d := all[1]; !slices.Contains(d.Over, "human_request") || !slices.Contains(d.Alert, "human_request") || !slices.Contains(d.Fired, "human_request") {
		t.Errorf("%+v", d)
	}
	if len(all[2].Revised) != 1 || all[2].Revised[0].Turn != 3 || all[2].Revised[0].Rule != "bot_wrong" {
		t.Errorf("the customer's line revises the bot's: %+v", all[2].Revised)
	}
}

// onlyMeasured sees that a line has scores of rules, and none of what nothing
// is known of.
func onlyMeasured(t *testing.T, l line) {
	t.Helper()
	for rule, s := range l.Scores {
		if !slices.Contains(policy.RuleIDs(), chat.RuleID(rule)) || s < 0 || s > 1 {
			t.Errorf("%s %v", rule, s)
		}
	}
	for _, none := range []string{"hallucination", "low_confidence"} {
		if _, ok := l.Scores[none]; ok {
			t.Errorf("%s/%d has a score of %s", l.Chat, l.Turn, none)
		}
	}
}

// TestStuckByTime fires between two lines, on the second one's answer.
func TestStuckByTime(t *testing.T) { // G-TRIG-07
	var turns []string
	for i := range 8 {
		turns = append(turns, turn("c", 2*i, "customer", fmt.Sprintf("my router still has a red light, try number %d", i)), turn("c", 2*i+1, "bot", "Please restart the router."))
	}
	fired := 0
	for _, l := range answers(t, shipped(t, nil, 0), turns...) {
		if slices.Contains(l.Fired, "stuck") {
			fired++
		}
	}
	if fired != 1 {
		t.Errorf("stuck fired %d times", fired)
	}
}

// TestHallucination measures by the passage if there is one, else by the
// knowledge, and raises one alert.
func TestHallucination(t *testing.T) { // G-TRIG-04
	k := new(suspicious)
	s := shipped(t, k, 0)
	const passage = `{"chat":"p","turn":1,"from":"bot","text":"It was built in 1998.","knowledge":"The tower was built in 1931."}`
	all := answers(t, s,
		turn("c", 0, "customer", "what does it cost?"), turn("c", 1, "bot", "It costs ₹500."), turn("c", 2, "bot", "Anything else?"),
		turn("p", 0, "customer", "when was it built?"), passage)
	if a := all[1]; a.Scores["hallucination"] != 0.9 || !slices.Contains(a.Alert, "hallucination") || !slices.Contains(a.Fired, "hallucination") {
		t.Errorf("%+v", a)
	}
	if a := all[2]; a.Scores["hallucination"] != 0 || slices.Contains(a.Over, "hallucination") {
		t.Errorf("%+v", a)
	}
	if a := all[4]; a.Scores["hallucination"] < 0.5 {
		t.Errorf("%+v", a)
	}
	if len(k.asked) != 2 || k.asked[0].Before != "what does it cost?" {
		t.Errorf("%+v", k.asked)
	}
	if s.Asked().Lines() != 1 {
		t.Errorf("%d lines asked, of one that says something", s.Asked().Lines())
	}
	if row := s.Asked().Row(5000); row != "hallucination, 5,000 articles: median 0.00 ms, p99 0.00 ms, 1 lines asked" {
		t.Error(row)
	}
}

// TestHostileText survives what no person writes.
func TestHostileText(t *testing.T) {
	for _, text := range []string{
		"", " ", "\x00", "\uFFFD", strings.Repeat("a", 1<<20), strings.Repeat("why! ", 1<<18), strings.Repeat("é", 1<<19),
		strings.Repeat("e\u0301\u0301", 1<<16), strings.Repeat("👩‍👩‍👧‍👦", 1<<14), strings.Repeat("\u200d\u200b", 1<<16), "\u202eabc",
	} {
		all := answers(t, shipped(t, new(suspicious), 0), turn("c", 0, "bot", text), turn("c", 1, "customer", text), turn("c", 2, "bot", text))
		if len(all) != 3 {
			t.Errorf("%.20q: %d lines", text, len(all))
		}
	}
	bad := `{"chat":"c","turn":0,"from":"customer","text":"` + strings.Repeat("\xc3\x28", 1<<18) + `"}`
	if all := answers(t, shipped(t, nil, 0), bad); len(all) != 1 {
		t.Errorf("%d lines", len(all))
	}
}

// TestOrderOfChats scores chats one after the other, interleaved, and with an
// engine that forgets each of them at once: the answers are the same.
func TestOrderOfChats(t *testing.T) {
	said := []string{
		"hello", "my line is down", "it still does not work!!", "this is the third time I tell you", "I want a human", "restart it",
		"please restart the router", "Please restart the router.", "anything else I can help with?", "no thanks", "why was I charged ₹500 twice?", "It costs ₹500.",
		"kya koi insaan hai?", "useless bot", "AGENT NOW", "ok",
	}
	rapid.Check(t, func(t *rapid.T) {
		var chats [3][]Turn
		for i := range chats {
			for n := range rapid.IntRange(1, 14).Draw(t, "turns") {
				from := rapid.SampledFrom([]chat.Speaker{chat.SpeakerCustomer, chat.SpeakerBot}).Draw(t, "from")
				chats[i] = append(chats[i], Turn{Chat: fmt.Sprint("c", i), Turn: int64(n), From: from, Text: rapid.SampledFrom(said).Draw(t, "text")})
			}
		}
		var apart, mixed []Turn
		var next [3]int
		for i := range chats {
			apart = append(apart, chats[i]...)
		}
		for len(mixed) < len(apart) {
			i := rapid.IntRange(0, 2).Draw(t, "next")
			if next[i] < len(chats[i]) {
				mixed = append(mixed, chats[i][next[i]])
				next[i]++
			}
		}
		want := measure(t, apart, 0)
		for name, got := range map[string]map[string]string{"interleaved": measure(t, mixed, 0), "forgetting": measure(t, mixed, 1)} {
			for turn, line := range want {
				if got[turn] != line {
					t.Fatalf("%s, %s\n got %s\nwant %s", name, turn, got[turn], line)
				}
			}
		}
	})
}

// measure returns the answers by turn, without the time that they took.
func measure(t *rapid.T, turns []Turn, remembered int) map[string]string {
	s := shipped(t, new(suspicious), remembered)
	out := map[string]string{}
	for _, turn := range turns {
		a := s.Turn(turn)
		a.Micros = 0
		out[fmt.Sprint(a.Chat, "/", a.Turn)] = string(appendAnswer(nil, &a))
		out[a.Chat] = fmt.Sprint(s.floor.Chat(chat.ChatID(a.Chat)).Triggers)
	}
	return out
}

func BenchmarkTurn(b *testing.B) {
	s := shipped(b, nil, 0)
	b.ReportAllocs()
	for n := int64(0); b.Loop(); n++ {
		s.Turn(Turn{Chat: fmt.Sprint("c", n/20), Turn: n % 20, From: chat.SpeakerCustomer, Text: "my router still has a red light and nobody helps"})
	}
}
