package lookup

import (
	"testing"

	"floorwalker/app/knowledge"
)

// An answer that was made from an index which was replaced meanwhile is known
// to be old, and the index is open until its last reader is through.
func TestReplacedWhileRead(t *testing.T) {
	s := New(Config{Judge: knowledge.NewJudge(knowledge.Weights{})})
	for _, text := range []string{"The lamp costs ₹100.", "The lamp costs ₹200."} {
		x, err := NewIndex(t.Context(), []knowledge.Article{{ID: "price", Title: "Price", Text: text}})
		if err != nil {
			t.Fatal(err)
		}
		if text == "The lamp costs ₹100." {
			s.replace(x)
			continue
		}
		q := knowledge.Question{Text: "The lamp costs ₹200."}
		a, old := s.judge(q)
		s.replace(x)
		if n, err := old.index.Frequency("lamp"); n != 1 || err != nil {
			t.Errorf("the old index is closed to its reader: %d, %v", n, err)
		}
		if s.release(old) || a.Version == s.Version() {
			t.Error("an old answer passes for one that is in force")
		}
		a, now := s.judge(q)
		if !s.release(now) || a.Version != s.Version() || a.Score.TenThousandths() != 0 {
			t.Errorf("%+v is not of what is in force", a)
		}
	}
	s.replace(nil)
	if s.Version() != "" {
		t.Error("something is in force")
	}
}
