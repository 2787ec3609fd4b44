package storage

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// The fault tests need a process that can be killed, that holds a lock, or
// that lives in a mount namespace of its own. The test binary runs itself for
// that: with envRole set it plays the role and runs no test.
const (
	envRole = "FLOORWALKER_TEST_ROLE"
	envPath = "FLOORWALKER_TEST_PATH"
	envFrom = "FLOORWALKER_TEST_FROM"
)

func TestMain(m *testing.M) {
	role := os.Getenv(envRole)
	if role == "" {
		os.Exit(m.Run())
	}
	play, ok := roles()[role]
	if !ok {
		fmt.Fprintln(os.Stderr, "no such role:", role)
		os.Exit(2)
	}
	if err := play(os.Getenv(envPath)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func roles() map[string]func(path string) error {
	all := map[string]func(string) error{"write": playWriter, "hold": playHolder}
	for name, play := range systemRoles() {
		all[name] = play
	}
	return all
}

// child is this test binary in the given role; the caller starts it.
func child(t testing.TB, role, path string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self) //nolint:gosec // G204: it is this very program
	c.Env = append(append(os.Environ(), envRole+"="+role, envPath+"="+path), env...)
	return c
}
