package score

import (
	"time"

	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/assets"
)

// failing is a test, a benchmark or a property's round.
type failing interface {
	Helper()
	Fatal(args ...any)
}

// shipped returns a scorer as it ships, with a clock that is one microsecond
// later each time it is looked at.
func shipped(t failing, k Knowledge, remembered int) *Scorer {
	t.Helper()
	p, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	f, err := linear.Decode(assets.TriggerWeights())
	if err != nil {
		t.Fatal(err)
	}
	w, err := learned.NewWeights(f)
	if err != nil {
		t.Fatal(err)
	}
	passages, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	if err != nil {
		t.Fatal(err)
	}
	now := int64(0)
	return New(Config{
		Policy: p, Weights: w, Judge: knowledge.NewJudge(passages), Knowledge: k, Remembered: remembered,
		Clock: func() int64 { now += int64(time.Microsecond); return now },
	})
}

// suspicious is knowledge that suspects every answer with a digit in it.
type suspicious struct{ asked []knowledge.Question }

func (s *suspicious) Judge(q knowledge.Question) knowledge.Answer {
	s.asked = append(s.asked, q)
	a := knowledge.Answer{Chat: q.Chat, Message: q.Message, Version: "v1", Why: knowledge.WhyNoClaim, Score: 1}
	if claims := knowledge.Extract(q.Text); len(claims) > 0 {
		a.Why, a.Score = knowledge.WhyJudged, 9001
		a.Findings = []knowledge.Finding{{Claim: claims[0], State: knowledge.StateNotFound, Words: "no article has it"}}
	}
	return a
}
