package knowledge_test

import (
	"errors"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/assets"
)

func weights(t testing.TB) knowledge.Weights {
	t.Helper()
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestPassage wants answers in an order: what the passage says is suspected
// less than what it does not say.
func TestPassage(t *testing.T) {
	judge := knowledge.NewJudge(weights(t))
	const passage = "The Meadow line of desk lamps was designed in Pune in 1998 and is sold in 12 countries."
	var last chat.Score
	for _, text := range []string{
		"The Meadow desk lamps were designed in Pune in 1998.",
		"The Meadow line of lamps was designed in 1997 in Pune.",
		"The lamps were built by a carpenter from Goa in 1975 for his daughter.",
	} {
		a, err := judge.Ask(knowledge.Question{Text: text, Passage: passage}, nil)
		if err != nil || !a.Score.Known() || a.Why != knowledge.WhyJudged {
			t.Fatalf("%q: %+v, %v", text, a, err)
		}
		if a.Score <= last {
			t.Errorf("%q scores %d, what came before it %d", text, a.Score, last)
		}
		last = a.Score
	}
}

func TestPassageEvidence(t *testing.T) {
	judge := knowledge.NewJudge(weights(t))
	const text = "The lamp costs ₹900 and flies."
	a, err := judge.Ask(knowledge.Question{Message: "m1", Text: text, Passage: "The lamp costs ₹700."}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range a.Evidence() {
		got = append(got, text[e.From:e.To]+": "+e.Words)
		if e.Message != "m1" {
			t.Errorf("evidence in %q", e.Message)
		}
	}
	want := "₹900: the article 'passage' says ₹700, the bot said ₹900\nflies: not in the passage that the answer was made from"
	if strings.Join(got, "\n") != want {
		t.Errorf("evidence\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// Without knowledge there is no score, and the reason says so (G-TRIG-04).
func TestWithoutKnowledge(t *testing.T) {
	a, err := knowledge.NewJudge(weights(t)).Ask(knowledge.Question{Text: "It costs ₹199."}, nil)
	if err != nil || a.Score.Known() || a.Why != knowledge.WhyNoKnowledge || a.Explain() == "" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestParseWeightsRefuses(t *testing.T) {
	good := string(assets.KnowledgeWeights())
	for name, file := range map[string]string{
		"empty": "", "unknown": good + "more 1\n", "twice": good + "bias 1\n",
		"missing":      strings.Replace(good, "covered", "# covered", 1),
		"no integer":   strings.Replace(good, "covered ", "covered 1.", 1),
		"out of range": strings.Replace(good, "covered ", "covered 9999999", 1),
	} {
		if _, err := knowledge.ParseWeights([]byte(file)); !errors.Is(err, knowledge.ErrWeights) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A message and a passage of 1 MB of anything cost what 16 KiB cost.
func TestPassageIsBounded(t *testing.T) {
	judge := knowledge.NewJudge(weights(t))
	for _, unit := range []string{"lamp ", "₹1 ", "\xff", "e\u0301", "\u200d", "🙂 ", "x"} {
		long := strings.Repeat(unit, 1<<20/len(unit))
		a, err := judge.Ask(knowledge.Question{Text: long, Passage: long, Before: long}, nil)
		if err != nil || !a.Score.Known() || len(a.Evidence()) > 6 {
			t.Errorf("%q: %d, %v", unit, a.Score, err)
		}
	}
}

func FuzzPassage(f *testing.F) {
	f.Add("it costs ₹199", "it costs ₹299", "how much?")
	judge := knowledge.NewJudge(weights(f))
	f.Fuzz(func(t *testing.T, text, passage, before string) {
		q := knowledge.Question{Text: text, Passage: passage, Before: before}
		a, err := judge.Ask(q, nil)
		b, _ := judge.Ask(q, nil)
		if err != nil || a.Score != b.Score {
			t.Fatalf("%v, %d and %d", err, a.Score, b.Score)
		}
		for _, e := range a.Evidence() {
			if e.From < 0 || e.From >= e.To || e.To > len(text) {
				t.Fatalf("evidence %+v in %d bytes", e, len(text))
			}
		}
	})
}
