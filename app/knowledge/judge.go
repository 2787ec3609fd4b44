package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"floorwalker/app/chat"
)

const (
	// maxTopics is how many of the rarest words are looked up.
	maxTopics = 6
	// maxAsked is how many words of a message have their rarity looked up.
	maxAsked = 64
	// maxArticles is how many articles are read to judge one message.
	maxArticles = 8
)

// Judge is the rule hallucination (G-TRIG-04, A-47). It keeps nothing, and may
// be used by several goroutines at once.
type Judge struct{ weights Weights }

// NewJudge returns a judge that weighs passages by w.
func NewJudge(w Weights) *Judge { return &Judge{weights: w} }

// Ask judges a message: against its passage if it has one, else by the index.
// A nil or empty index gives an answer without a score. An error is the
// index's own.
func (j *Judge) Ask(q Question, ix Index) (Answer, error) {
	a := Answer{Chat: q.Chat, Message: q.Message}
	if q.Passage != "" {
		j.beside(&a, q)
		return a, nil
	}
	if ix == nil || ix.Len() == 0 {
		a.Why = WhyNoKnowledge
		return a, nil
	}
	a.Version = ix.Version()
	var r, before reading
	r.read(q.Text)
	before.read(q.Before)
	claims := r.claims()
	if len(claims) == 0 {
		a.Why, a.Score = WhyNoClaim, chat.ScoreOf(0)
		return a, nil
	}
	c, err := newContext(&r, &before, claims, ix)
	if err != nil {
		return a, fmt.Errorf("weigh the words: %w", err)
	}
	found, err := ix.Find(c.terms(claims), maxArticles)
	if err != nil {
		return a, fmt.Errorf("find articles: %w", err)
	}
	a.Findings = c.decide(claims, before.claims(), found)
	a.Score = combine(a.Findings)
	return a, nil
}

// beside measures a message against its passage.
func (j *Judge) beside(a *Answer, q Question) {
	var answer, passage, before reading
	answer.read(q.Text)
	passage.read(q.Passage)
	before.read(q.Before)
	f := compare(&answer, &passage, &before)
	a.Version = "passage weights " + strconv.Itoa(j.weights.Version)
	a.Score = j.weights.score(&f)
	a.Strange = strange(&answer, &passage, &before)
	claims := answer.claims()
	c := flatContext(&answer, &before, claims)
	a.Findings = c.decide(claims, before.claims(), []Article{{ID: "passage", Title: "passage", Text: q.Passage}})
	for i := range a.Findings {
		if f := &a.Findings[i]; f.State == StateNotFound {
			f.Words = "the passage has no " + f.Claim.Kind.String() + " " + f.Claim.said()
		}
	}
}

// strange returns the spans of telling words in a row that neither the passage
// nor the customer has.
func strange(answer, passage, before *reading) [][2]int {
	known := make(map[uint64]struct{})
	for _, r := range []*reading{passage, before} {
		for i := range r.words {
			known[r.words[i].stem] = struct{}{}
		}
	}
	var spans [][2]int
	open := false
	for i := range answer.words {
		w := &answer.words[i]
		if _, ok := known[w.stem]; ok || !w.tells() {
			open = false
			continue
		}
		if open {
			spans[len(spans)-1][1] = w.to
			continue
		}
		if len(spans) == maxEvidence {
			break
		}
		spans, open = append(spans, [2]int{w.from, w.to}), true
	}
	return spans
}

// combine makes one score of the findings: the gravest, and half of the way
// from there to certainty for the next.
func combine(fs []Finding) chat.Score {
	weights := make([]int, 0, len(fs))
	for _, f := range fs {
		weights = append(weights, f.weight)
	}
	slices.SortFunc(weights, func(a, b int) int { return cmp.Compare(b, a) })
	score := weights[0]
	if len(weights) > 1 {
		score += (10_000 - score) * weights[1] / 20_000
	}
	return chat.ScoreOf(score)
}

// gravity is what a claim adds, in ten-thousandths, when it is contradicted
// and when it is not found. What a customer would act on at once weighs most.
var gravity = [...]struct{ contradicted, missing int }{
	KindPhone:    {9400, 8500},
	KindEmail:    {9400, 8500},
	KindLink:     {9000, 8000},
	KindAmount:   {9400, 7000},
	KindPercent:  {9200, 6500},
	KindDuration: {9000, 5000},
	KindDate:     {9000, 3000}, // a day or an hour may be this customer's own
	KindTime:     {9000, 3000},
	KindQuantity: {7500, 2500},
	KindPolicy:   {9000, 4500},
	KindFeature:  {7000, 3500},
}
