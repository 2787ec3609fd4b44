package learned_test

import (
	"errors"
	"strings"
	"testing"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// TestAnswers sets two answers to one line side by side: the one that is
// broken, evades or misses the question scores higher (G-TRIG-02).
func TestAnswers(t *testing.T) {
	for _, c := range []struct{ asked, worse, better, trait string }{
		{"can you recommend a kettle?", "The The kettle kettle is is.", "The kettle K2 is quiet.", "stammers"},
		{"which kettle is quiet?", "is a very quiet one.", "The K2 is a very quiet one.", "headless"},
		{"which kettle is quiet?", "Have you seen ?", "Have you seen the K2?", "gaps"},
		{"which kettle is quiet?", "The quiet one is the", "The quiet one is the K2", "breaksOff"},
		{"which kettle is quiet?", "", "The K2.", "saysNothing"},
		{"when does my order arrive?", "Yes.", "On 4 May.", "decidesOpen"},
		{"how long does delivery take?", "It takes a while.", "It takes 3 days.", "countsMissing"},
		{"why was I charged?", "You were charged.", "You were charged because the trial ended.", "reasonMissing"},
		{"my router shows a red light", "Hello! How are you?", "Please restart the router.", "greetsLate"},
		{"my router shows a red light", "He went home.", "The router is restarting.", "strangeHe"},
		{"thanks, bye", "Kettles are on offer.", "Bye, have a good day!", ""},
	} {
		t.Run(c.asked+" "+c.worse, func(t *testing.T) {
			r := reader(t)
			read := func(answer string) (score int, traits []int16) {
				var mem learned.Memory
				turn := say(r, &mem, "C: the shop is open", "B: Good to know.", "C: "+c.asked, "B: "+answer)
				return turn.Scores[learned.BotWrong].TenThousandths(), r.Sample().Traits
			}
			worse, traits := read(c.worse)
			for i, x := range traits {
				if learned.TraitName(i) == c.trait && x <= 0 {
					t.Errorf("%q does not show %s", c.worse, c.trait)
				}
			}
			better, traits := read(c.better)
			for i, x := range traits {
				if learned.TraitName(i) == c.trait && x > 0 {
					t.Errorf("%q shows %s", c.better, c.trait)
				}
			}
			if worse <= better {
				t.Errorf("%q scores %d and %q %d", c.worse, worse, c.better, better)
			}
		})
	}
}

// TestReaction shows that a customer who is cross or asks again makes the
// answer worse than one who goes on.
func TestReaction(t *testing.T) {
	revised := func(reaction string) int {
		r := reader(t)
		var mem learned.Memory
		turn := say(r, &mem, "C: when does my kettle arrive?", "B: We sell many kettles.", "C: "+reaction)
		return turn.Revised.TenThousandths()
	}
	calm := revised("great, thank you")
	for _, reaction := range []string{"no, that is not what I asked, this is useless", "when does my kettle arrive?", "what?"} {
		if got := revised(reaction); got <= calm {
			t.Errorf("after %q the answer scores %d, after thanks %d", reaction, got, calm)
		}
	}
}

// TestWhyOfAnAnswer wants the reason in words (D-01).
func TestWhyOfAnAnswer(t *testing.T) {
	r := reader(t)
	var mem learned.Memory
	say(r, &mem, "C: which kettle is quiet?", "B: Have you seen the the the ?")
	why := r.Why(&mem, learned.BotWrong)
	if !strings.Contains(why.Words, "a word twice in a row") || !strings.Contains(why.Words, "a value was not filled in") || len(why.Spans) != 1 {
		t.Errorf("got %+v", why)
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		n    int
		name func(int) string
	}{{learned.Traits, learned.TraitName}, {learned.Revised, learned.RevisedName}, {learned.Features, learned.FeatureName}, {learned.Pairs, learned.PairName}} {
		seen := map[string]bool{}
		for i := range c.n {
			if n := c.name(i); n == "" || seen[n] {
				t.Errorf("feature %d has the name %q", i, n)
			}
			seen[c.name(i)] = true
		}
		if c.name(-1) != "" || c.name(c.n) != "" {
			t.Error("what is no feature has a name")
		}
	}
}

// TestJudgements wants an outright judgement of the answer to reach the
// notice, and a complaint about a thing to be none.
func TestJudgements(t *testing.T) {
	for _, c := range []struct {
		line string
		want bool
	}{
		{"that is wrong", true},
		{"Wrong!", true},
		{"this is the wrong answer", true},
		{"That isn't what I wanted to know", true},
		{"you never answered me", true},
		{"it has nothing to do with kettles", true},
		{"it makes no sense", true},
		{"you misunderstood me", true},
		{"ye galat hai", true},
		{"यह गलत है", true},
		{"I gave the wrong address", false},
		{"I was sent the wrong kettle", false},
		{"what is wrong with my router", false},
		{"I do not know what to do", false},
		{"I did not hear the bell", false},
		{"thanks, and what does delivery cost?", false},
	} {
		r := reader(t)
		var mem learned.Memory
		turn := say(r, &mem, "C: where is my parcel?", "B: We sell many kettles.", "C: "+c.line)
		judges := false
		for i, x := range r.Sample().Revised {
			judges = judges || learned.RevisedName(i) == "reactJudges" && x > 0
		}
		if judges != c.want || c.want && turn.Revised < notice {
			t.Errorf("%q judges: %v; the answer scores %s", c.line, judges, turn.Revised)
		}
	}
}

// TestHeardIsRefused refuses phrases that were cut or are out of order.
func TestHeardIsRefused(t *testing.T) {
	for _, c := range []struct {
		values []int32
		want   error
	}{
		{[]int32{1, 10, 2, -10}, nil},
		{[]int32{1, 10, 2}, learned.ErrWeights},
		{[]int32{2, 10, 1, -10}, learned.ErrWeights},
	} {
		f := &linear.File{Sections: []linear.Section{{Name: learned.SectionHeard, Width: 4, Values: c.values}}}
		if _, err := learned.NewWeights(f); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.values, err, c.want)
		}
	}
}
