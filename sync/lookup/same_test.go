package lookup_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"testing"

	"floorwalker/app/knowledge"
)

// frozen is the digest of what is said of the questions below. It must be the
// same on every processor; it changes with the weights and the rule.
const frozen = "736e1388077816b4"

// TestSameEverywhere judges answers about a shop, beside its articles and
// beside a passage, and compares the digest. It is run on an emulated arm64 as
// well (.ci/arm64).
func TestSameEverywhere(t *testing.T) {
	articles := shop()
	x, judge := newIndex(t, articles), newJudge(t)
	rng, h := rand.New(rand.NewPCG(4, 4)), sha256.New()
	for i := range 300 {
		from := articles[rng.IntN(len(articles))]
		q := knowledge.Question{
			Text:   fmt.Sprintf(judgedForms[i%len(judgedForms)], rng.IntN(900)),
			Before: judged[rng.IntN(len(judged))].before,
		}
		if i%3 == 0 {
			q.Text, q.Passage = q.Text+" "+from.Title, from.Text
		}
		a, err := judge.Ask(q, x)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(h, i, a.Score.TenThousandths(), a.Explain(), a.Findings, a.Strange, a.Version)
	}
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != frozen {
		t.Errorf("the answers have the digest %s, not %s", got, frozen)
	}
}

// judgedForms are answers of a bot with a figure in them.
var judgedForms = []string{
	"A recharge costs ₹%d a month.",
	"Your refund takes %d working days.",
	"Recordings are kept for %d days; download them under Reports.",
	"The Team plan has %d extensions and a discount of 5%%.",
	"Call 1800-000-0%03d between 9 am and 6 pm.",
	"मासिक रिचार्ज %d रुपये का है।",
	"See https://help.example.com/%d for the warranty.",
}
