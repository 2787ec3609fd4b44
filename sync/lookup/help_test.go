package lookup_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
	"floorwalker/assets"
	"floorwalker/sync/lookup"
)

// shop is a small knowledge base of an invented company.
func shop() []knowledge.Article {
	return []knowledge.Article{
		{ID: "contact.md", Title: "Contact support", Text: "Call our helpline 1800-000-0000 from 9 am to 6 pm, Monday to Saturday, or write to help@example.com. The site is https://help.example.com/start."},
		{ID: "recharge.md", Title: "Recharge your account", Text: "A recharge costs ₹199 a month for the Basic plan, and ₹499 for the Team plan. The balance is updated within ten minutes."},
		{ID: "refund.md", Title: "Refunds", Text: "We refund a failed payment in 5 to 7 working days. There is no refund for calls that were made. GST of 18% is not returned."},
		{ID: "recordings.md", Title: "Call recordings", Text: "Recordings are kept for 90 days. Download them under Reports."},
		{ID: "sim.md", Title: "A new SIM card", Text: "A replacement SIM costs ₹50. It is active after 4 hours."},
		{ID: "porting.md", Title: "Bring your number", Text: "Porting takes seven working days. Press Bring Number under Settings."},
		{ID: "team.md", Title: "Extensions", Text: "The Team plan has 20 extensions. Warranty on desk phones is 2 years."},
		{ID: "hindi.md", Title: "रिचार्ज", Text: "मासिक रिचार्ज १९९ रुपये का है। बैलेंस दस मिनट में अपडेट होता है।"},
		{ID: "canned/late", Title: "Late", Canned: true, Text: "Sorry for the delay. A credit of ₹100 is added for every outage over 12 hours."},
	}
}

// generated are n invented articles, the same for the same n.
func generated(n int) []knowledge.Article {
	rng := rand.New(rand.NewPCG(7, 7))
	zipf := rand.NewZipf(rng, 1.1, 4, 20_000)
	articles := make([]knowledge.Article, n)
	for i := range articles {
		var b strings.Builder
		for s := range 14 {
			for range 9 {
				fmt.Fprintf(&b, "word%c%d ", 'a'+rune(zipf.Uint64()%26), zipf.Uint64())
			}
			switch s % 4 {
			case 0:
				fmt.Fprintf(&b, "costs ₹%d", 50+rng.IntN(2000))
			case 1:
				fmt.Fprintf(&b, "takes %d days", 1+rng.IntN(30))
			case 2:
				fmt.Fprintf(&b, "on %05d %05d", rng.IntN(100_000), rng.IntN(100_000))
			}
			b.WriteString(". ")
		}
		articles[i] = knowledge.Article{
			ID: knowledge.ArticleID(fmt.Sprintf("a%05d.md", i)), Title: fmt.Sprintf("Topic%d of word%d", i, zipf.Uint64()), Text: b.String(),
		}
	}
	return articles
}

func newJudge(t testing.TB) *knowledge.Judge {
	t.Helper()
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		t.Fatal(err)
	}
	return knowledge.NewJudge(w)
}

func newIndex(t testing.TB, articles []knowledge.Article) *lookup.Index {
	t.Helper()
	x, err := lookup.NewIndex(t.Context(), articles)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}
