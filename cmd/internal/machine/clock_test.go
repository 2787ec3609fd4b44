package machine

import (
	"runtime"
	"testing"
)

func TestTheMachinesClocksGoOn(t *testing.T) {
	read := Clock()
	wall, mono := read()
	if wall.Round(0) != wall {
		t.Error("the wall clock carries a time that nobody can move")
	}
	for range 1000 {
		_, next := read()
		if next < mono {
			t.Fatalf("it ran backwards by %s", mono-next)
		}
		mono = next
	}
	if id := Boot(); runtime.GOOS == "linux" && len(id) != 36 || id != Boot() {
		t.Errorf("this run of the machine is called %q", id)
	}
}
