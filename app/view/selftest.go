package view

import "floorwalker/app/chat"

// FailedTest is a desk at which something failed as a shift was begun there (C-TRF-02).
type FailedTest struct {
	Agent chat.AgentID
	Name  string
	At    chat.Instant
	// Checks are what failed, in the words of that desk.
	Checks []chat.SelfCheck
}

// failedTests returns the desks of a shift whose last test failed in something, the
// newest last. Who has tested again and found nothing is not among them.
func failedTests(f *chat.Floor, s *chat.ShiftState) (out []FailedTest) {
	if s == nil {
		return nil
	}
	for _, start := range s.Started {
		if last, _ := s.StartedBy(start.Agent); last.At != start.At || s.EndedBy(start.Agent) {
			continue
		}
		t := FailedTest{Agent: start.Agent, Name: nameOn(f, start.Agent), At: start.At}
		for _, c := range start.Checks {
			if !c.OK {
				t.Checks = append(t.Checks, c)
			}
		}
		if len(t.Checks) > 0 {
			out = append(out, t)
		}
	}
	return out
}
