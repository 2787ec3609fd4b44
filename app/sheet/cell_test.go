package sheet

import "testing"

// FuzzCell: Disarm and Arm undo each other, and what is disarmed computes nothing.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1", "'=1", "''", " \t=", "a=1", "'\u200b@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Arm(Disarm(s)); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
		if isArmed(s) && Disarm(s)[0] != '\'' {
			t.Errorf("%q is written as %q", s, Disarm(s))
		}
	})
}
