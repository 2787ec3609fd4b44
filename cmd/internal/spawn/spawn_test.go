package spawn

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	Main(m, map[string]func(context.Context) error{
		"echo": func(ctx context.Context) error {
			go func() { _, _ = io.Copy(os.Stdout, os.Stdin) }()
			<-ctx.Done()
			fmt.Println("stopped")
			return nil
		},
		"broken": func(context.Context) error { return errors.New("it is broken") },
	})
}

// judge has what a process tells of itself kept, not said.
type judge struct {
	testing.TB
	failed []string
}

func (j *judge) Helper()                   {}
func (j *judge) Errorf(f string, a ...any) { j.failed = append(j.failed, fmt.Sprintf(f, a...)) }

// started starts one whose lines come over the channel, which closes at the
// last one's end.
func started(t testing.TB, role string) (p *Process, lines <-chan string) {
	t.Helper()
	said := make(chan string, 8)
	return Start(t, role, nil, func(out io.Reader) {
		defer close(said)
		for in := bufio.NewScanner(out); in.Scan(); {
			said <- in.Text()
		}
	}), said
}

func TestItIsSpokenWithAndStopped(t *testing.T) {
	p, lines := started(t, "echo")
	if _, err := fmt.Fprintln(p, "hello"); err != nil {
		t.Fatal(err)
	}
	if got := <-lines; got != "hello" {
		t.Errorf("it said %q", got)
	}
	p.Stop(time.Minute)
	if got := <-lines; got != "stopped" || !p.Ended() {
		t.Errorf("at the end it said %q; ended is %v", got, p.Ended())
	}
	p.Kill() // which has nothing to do any more
}

func TestItIsKilled(t *testing.T) {
	j := &judge{TB: t}
	p, lines := started(j, "echo")
	p.Kill()
	for l := range lines {
		t.Errorf("it said %q", l)
	}
	if !p.Ended() || len(j.failed) != 0 {
		t.Errorf("ended is %v, and the test was told %q", p.Ended(), j.failed)
	}
}

func TestWhoEndsByItselfFailsTheTest(t *testing.T) {
	j := &judge{TB: t}
	p, lines := started(j, "broken")
	for l := range lines { // to its end, after which a kill finds it ended
		t.Errorf("it said %q", l)
	}
	p.Kill()
	if len(j.failed) != 1 || !strings.Contains(j.failed[0], "the broken ended by itself: exit status 1\nit is broken") {
		t.Errorf("the test was told %q", j.failed)
	}
}
