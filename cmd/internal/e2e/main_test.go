package e2e

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/jezek/xgb"
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run tests nothing without a screen, and says so.
func run(m *testing.M) int {
	if os.Getenv("FLOORWALKER_E2E") != "1" {
		fmt.Println("e2e: nothing was tested here: the tests of the window are run by `make test`, on a screen of its own (FLOORWALKER_E2E=1)")
		return 0
	}
	for _, name := range []string{"DISPLAY", "DBUS_SESSION_BUS_ADDRESS"} {
		if os.Getenv(name) == "" {
			fmt.Fprintf(os.Stderr, "e2e: FLOORWALKER_E2E=1 wants %s; use .ci/headless run -- go test …\n", name)
			return 1
		}
	}
	dir, err := os.MkdirTemp("", "floorwalker-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }() // the system cleans what is left
	built = &programs{dir: dir}
	xgb.Logger.SetOutput(io.Discard) // it says that a private screen wants no password
	return m.Run()
}

// built are the programs of this run; it is set once, before any test.
var built *programs

// programs builds each program when a test first asks for it.
type programs struct {
	dir  string
	mu   sync.Mutex // guards done
	done map[string]error
}

// path returns the program of that name below cmd, with the race detector or
// without.
func (p *programs) path(t testing.TB, name string, race bool) string {
	t.Helper()
	args := []string{"build", "-tags", "migrated_fynedo"}
	out := filepath.Join(p.dir, name)
	if race {
		out += "-race"
		args = append(args, "-race")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done == nil {
		p.done = make(map[string]error)
	}
	err, known := p.done[out]
	if !known {
		err = build(append(args, "-o", out, "./cmd/"+name))
		p.done[out] = err
	}
	if err != nil {
		t.Fatalf("building %s: %v", name, err)
	}
	return out
}

// root is the repository's, seen from this package.
const root = "../../.."

func build(args []string) error {
	c := exec.Command("go", args...)
	c.Dir = root
	if out, err := c.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(string(out)))
	}
	return nil
}
