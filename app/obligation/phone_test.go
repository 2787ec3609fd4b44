package obligation_test

import (
	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// called draws an attempt; when it was, and of which call, is for the world to say
// ([world.byPhone]).
func called(rt *rapid.T, id string, by chat.AgentID) chat.Body {
	a := chat.Attempt{
		ID: chat.AttemptID(id), By: by, Outcome: rapid.SampledFrom(chat.Outcomes()).Draw(rt, "outcome"),
		Began:     rapid.SampledFrom([]chat.Instant{0, minute, 61 * minute, 200 * minute}).Draw(rt, "ago"),
		Note:      rapid.SampledFrom([]string{"", "All is well."}).Draw(rt, "note"),
		Again:     rapid.SampledFrom([]chat.Instant{0, 30 * minute}).Draw(rt, "again"),
		Uncertain: rapid.IntRange(0, 5).Draw(rt, "certain") == 0,
	}
	if rapid.IntRange(0, 4).Draw(rt, "told") == 0 {
		return &chat.AttemptBegan{Attempt: a.ID, Began: a.Began, Uncertain: a.Uncertain}
	}
	return &chat.AttemptEnded{Attempt: a}
}

// byPhone aims an attempt at the newest call that runs, and at the time that it was
// ago.
func (w *world) byPhone(b chat.Body) chat.Body {
	var id chat.ObligationID
	for _, o := range w.chat().Obligations {
		if o.Kind == chat.OwedCall {
			id = o.ID
		}
	}
	switch b := b.(type) {
	case *chat.AttemptBegan:
		return &chat.AttemptBegan{Attempt: b.Attempt, Obligation: id, Began: w.now - b.Began, Uncertain: b.Uncertain}
	case *chat.AttemptEnded:
		a := b.Attempt
		a.Obligation, a.Began, a.Ended = id, w.now-a.Began, w.now
		if a.Again > 0 {
			a.Again += w.now
		}
		return &chat.AttemptEnded{Attempt: a, Gap: w.p.FollowUp.Gap}
	}
	return b
}
