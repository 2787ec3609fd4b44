package lookup_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
)

// judged is a table of a bot's lines beside the shop's articles; the score is
// told apart in three: nothing, a notice, an alert.
var judged = []struct {
	before, text string
	atLeast      int // in ten-thousandths
	atMost       int
	words        string // of the first finding that is not held; empty for none
}{
	// Held (G-TRIG-04).
	{"", "A recharge of the Basic plan costs ₹199.", 0, 0, ""},
	{"", "A recharge of the Team plan costs Rs. 499.", 0, 0, ""},
	{"how long does my refund take?", "It takes 5 working days.", 0, 0, ""},
	{"", "Call 1800 000 0000 or write to HELP@example.com.", 0, 0, ""},
	{"", "See https://help.example.com/start or help.example.com", 0, 0, ""},
	{"", "मासिक रिचार्ज 199 रुपये का है।", 0, 0, ""},
	{"", "Press Bring Number under Settings.", 0, 0, ""},
	{"", "We have 9 am to 6 pm.", 0, 3000, ""},
	// Contradicted.
	{"", "A recharge of the Basic plan costs ₹299.", 9000, 10_000, "the article 'Recharge your account' says ₹199, the bot said ₹299"},
	{"", "A recharge of the Team plan costs ₹199.", 9000, 10_000, "the article 'Recharge your account' says ₹499, the bot said ₹199"},
	{"how long does my refund take?", "It takes 24 hours.", 7000, 10_000, "the article 'Refunds' says 5 to 7 working days, the bot said 24 hours"},
	{"", "You can call our helpline at 1800 000 1111.", 9000, 10_000, "the article 'Contact support' says 1800-000-0000, the bot said 1800 000 1111"},
	{"", "A replacement SIM is free.", 8000, 10_000, "the article 'A new SIM card' says ₹50, the bot said free"},
	{"", "You get a full refund for calls that were made.", 8000, 10_000, "the article 'Refunds' says no refund, the bot said refund"},
	{"", "Recordings are kept for 30 days.", 9000, 10_000, "the article 'Call recordings' says 90 days, the bot said 30 days"},
	{"", "The Team plan has 50 extensions.", 7000, 10_000, "the article 'Extensions' says 20 extensions, the bot said 50 extensions"},
	{"", "मासिक रिचार्ज 299 रुपये का है।", 9000, 10_000, "the article 'रिचार्ज' says १९९ रुपये, the bot said 299 रुपये"},
	{"", "You get a credit of ₹500 for every outage.", 9000, 10_000, "the canned text 'Late' says ₹100, the bot said ₹500"},
	// Not found: whose number it is, is not said, and years are not days.
	{"", "You can call them at 080-0000-0012.", 8000, 9000, "no article has the phone number 080-0000-0012"},
	{"", "A call takes 3 years.", 4000, 6000, "no article has the duration 3 years"},
	{"", "Pay at pay.example.org today.", 8000, 10_000, ""},
	{"", "Use the Turbo mode for faster downloads.", 3000, 4000, "no article has the name Turbo"},
	{"", "There is a lifetime guarantee.", 4000, 8000, "no article has the policy lifetime"},
	// Told by the customer, and nothing to check.
	{"I was charged ₹777", "I see that you were charged ₹777.", 0, 0, "the customer said ₹777 first"},
	{"", "Hello, how can I help you?", 0, 0, ""},
}

func TestJudge(t *testing.T) {
	x, judge := newIndex(t, shop()), newJudge(t)
	for _, c := range judged {
		a, err := judge.Ask(knowledge.Question{Message: "m1", Text: c.text, Before: c.before}, x)
		if err != nil {
			t.Fatal(err)
		}
		if n := a.Score.TenThousandths(); !a.Score.Known() || n < c.atLeast || n > c.atMost {
			t.Errorf("%q scores %d, want %d to %d: %s", c.text, n, c.atLeast, c.atMost, a.Explain())
		}
		if words := firstWords(a); c.words != "" && words != c.words {
			t.Errorf("%q: %q, want %q", c.text, words, c.words)
		}
		for _, e := range a.Evidence() {
			if e.From < 0 || e.From >= e.To || e.To > len(c.text) || e.Message != "m1" {
				t.Errorf("%q: evidence %+v", c.text, e)
			}
		}
		if (a.Score.TenThousandths() >= 3500) != (len(a.Evidence()) > 0) {
			t.Errorf("%q: score %d with evidence %v", c.text, a.Score.TenThousandths(), a.Evidence())
		}
	}
}

// firstWords are those of the first finding that is not held.
func firstWords(a knowledge.Answer) string {
	for _, f := range a.Findings {
		if f.State != knowledge.StateHeld {
			return f.Words
		}
	}
	return ""
}

// The same articles in any order give the same answers.
func TestOrderDoesNotShow(t *testing.T) {
	articles, judge := append(shop(), generated(200)...), newJudge(t)
	rng := rand.New(rand.NewPCG(3, 3))
	var first []knowledge.Answer
	for round := range 4 {
		x := newIndex(t, articles)
		for i, c := range judged {
			a, err := judge.Ask(knowledge.Question{Text: c.text, Before: c.before}, x)
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				first = append(first, a)
			} else if !reflect.DeepEqual(a, first[i]) {
				t.Errorf("%q: %+v, in another order %+v", c.text, a, first[i])
			}
		}
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	}
}

// More addresses than articles are read are held all the same.
func TestManyAddresses(t *testing.T) {
	var articles []knowledge.Article
	var text strings.Builder
	for i := range 20 {
		address := fmt.Sprintf("team%d@example.com", i)
		articles = append(articles, knowledge.Article{ID: knowledge.ArticleID(address), Title: "Team", Text: "Write to " + address})
		text.WriteString(address + " ")
	}
	a, err := newJudge(t).Ask(knowledge.Question{Text: text.String()}, newIndex(t, articles))
	if err != nil || len(a.Findings) != 20 || a.Score.TenThousandths() != 0 {
		t.Errorf("%d findings, score %d, %v", len(a.Findings), a.Score.TenThousandths(), err)
	}
}

func TestFindOrdersEqualsByID(t *testing.T) {
	x := newIndex(t, []knowledge.Article{
		{ID: "c", Title: "x", Text: "lamp"}, {ID: "a", Title: "x", Text: "lamp"}, {ID: "b", Title: "x", Text: "lamp chair"},
	})
	found, err := x.Find([]knowledge.Term{{Text: "lamp", Weight: 5}, {Text: "chair", Weight: 1}, {Text: "none", Weight: 9}}, 2)
	if err != nil || len(found) != 2 || found[0].ID != "b" || found[1].ID != "a" {
		t.Errorf("%v, %v", found, err)
	}
	if n, err := x.Frequency("lamp"); n != 3 || err != nil {
		t.Errorf("frequency %d, %v", n, err)
	}
}
