//go:build unix

package cluster

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"floorwalker/cmd/internal/spawn"
)

// These tell the test binary what it is.
const (
	indexVariable  = "FLOORWALKER_CLUSTER_INDEX"
	dirVariable    = "FLOORWALKER_CLUSTER_DIR"
	listenVariable = "FLOORWALKER_CLUSTER_LISTEN" // a hub's address, or a node's for clients
	routeVariable  = "FLOORWALKER_CLUSTER_ROUTE"  // a node's address for the others
	peersVariable  = "FLOORWALKER_CLUSTER_PEERS"  // a hub's nodes, or a node's others
	vendorVariable = "FLOORWALKER_CLUSTER_VENDOR"

	// For whoever looks for a fault: a file for what hubs and nodes log, and words that
	// the names of the faults to be played must have.
	logVariable  = "FLOORWALKER_CLUSTER_LOG"
	onlyVariable = "FLOORWALKER_CLUSTER_ONLY"
)

// patience is how long a process may take to start or to answer.
const patience = 60 * time.Second

func TestMain(m *testing.M) {
	spawn.Main(m, map[string]func(context.Context) error{"node": runNode, "hub": runHub})
}

// process is one of the six.
type process struct {
	*spawn.Process
	lines chan string
}

// start starts one and waits until it works.
func start(t *testing.T, role string, env ...string) *process {
	t.Helper()
	p := &process{lines: make(chan string, 64)}
	p.Process = spawn.Start(t, role, env, func(out io.Reader) {
		defer close(p.lines)
		for sc := bufio.NewScanner(out); sc.Scan(); {
			p.lines <- sc.Text()
		}
	})
	p.hear(t, "ready")
	return p
}

// ask says a word and returns what is said to it.
func (p *process) ask(t *testing.T, word string) string {
	t.Helper()
	if _, err := fmt.Fprintln(p, word); err != nil {
		t.Fatalf("a %s takes no words: %v", p.Role(), err)
	}
	return p.hear(t, word)
}

// hear returns what is said after a word.
func (p *process) hear(t *testing.T, word string) string {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case l, ok := <-p.lines:
			if !ok {
				t.Fatalf("a %s has ended", p.Role())
			}
			if rest, ok := strings.CutPrefix(l, word); ok {
				return strings.TrimSpace(rest)
			}
		case <-late:
			t.Fatalf("a %s does not say %q", p.Role(), word)
		}
	}
}

// obey answers the test until its pipe closes.
func obey(answers map[string]func() string) {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if f := answers[in.Text()]; f != nil {
			fmt.Println(in.Text(), f())
		}
	}
}

// until polls what other processes do; the bound is for what never happens.
func until(bound time.Duration, ok func() bool) bool {
	for end := time.Now().Add(bound); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}
