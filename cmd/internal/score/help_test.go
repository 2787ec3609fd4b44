package score

import (
	"sync"
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

// parts are what ships, read once.
var parts = sync.OnceValues(func() (c Config, err error) {
	if c.Policy, err = policy.Parse(assets.DefaultPolicy); err != nil {
		return c, err
	}
	f, err := linear.Decode(assets.TriggerWeights())
	if err != nil {
		return c, err
	}
	if c.Weights, err = learned.NewWeights(f); err != nil {
		return c, err
	}
	w, err := knowledge.ParseWeights(assets.KnowledgeWeights())
	c.Judge = knowledge.NewJudge(w)
	return c, err
})

// shipped returns a scorer as it ships, with a clock that is one microsecond
// later each time it is looked at.
func shipped(t failing, k Knowledge, remembered int) *Scorer {
	t.Helper()
	c, err := parts()
	if err != nil {
		t.Fatal(err)
	}
	now := int64(0)
	c.Knowledge, c.Remembered = k, remembered
	c.Clock = func() int64 { now += int64(time.Microsecond); return now }
	return New(c)
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
