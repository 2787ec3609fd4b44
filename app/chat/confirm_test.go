package chat

import "testing"

// who confirmed a suspected trigger is kept with it, until it is raised
// louder or goes.
func TestTriggerConfirmed(t *testing.T) {
	f := NewFloor()
	apply := func(id EventID, b Body) Change { return f.Apply(&Event{ID: id, At: 1, Chat: "c", By: "asha", Body: b}) }
	apply("1", &ChatOpened{Bot: true})
	apply("2", &TriggerRaised{Trigger: Trigger{Rule: "hallucination", Level: LevelNotice}})
	before := f.Chat("c").Triggers
	apply("3", &TriggerConfirmed{Rule: "hallucination"})
	if got, _ := f.Chat("c").Trigger("hallucination"); got.ConfirmedBy != "asha" || before[0].ConfirmedBy != "" {
		t.Errorf("it is %+v, and was %+v", got, before)
	}
	hash := f.Hash()
	apply("4", &TriggerConfirmed{Rule: "no such rule"})
	if f.Hash() != hash {
		t.Error("a rule that does not hold is confirmed")
	}
}

func TestScoreExact(t *testing.T) {
	for s, want := range map[Score]string{
		0: "no score", ScoreOf(0): "0.00", ScoreOf(7_000): "0.70", ScoreOf(6_999): "0.6999", ScoreOf(9_850): "0.985", ScoreOne: "1.00", ScoreOf(5): "0.0005",
	} {
		if got := s.Exact(); got != want {
			t.Errorf("%d is written %q, want %q", s.TenThousandths(), got, want)
		}
	}
}
