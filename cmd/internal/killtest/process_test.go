package killtest

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"floorwalker/cmd/internal/spawn"
)

// process is a hub or a desk that can be killed.
type process struct {
	*spawn.Process
	lines chan string // what it said, but for sent and stored
}

// patience is how long a process may take to end or to answer.
const patience = 20 * time.Second

// startProcess starts one; heard is given its "sent" and "stored" lines.
func startProcess(t *testing.T, role string, env []string, heard func(word, text string)) *process {
	t.Helper()
	p := &process{lines: make(chan string, 16)}
	p.Process = spawn.Start(t, role, env, func(out io.Reader) {
		defer close(p.lines)
		for sc := bufio.NewScanner(out); sc.Scan(); {
			if word, text, _ := strings.Cut(sc.Text(), " "); word == wordSent || word == wordStored {
				heard(word, text)
				continue
			}
			select {
			case p.lines <- sc.Text():
			default: // nobody asked
			}
		}
	})
	return p
}

// ask says a word and returns the answer that begins with want.
func (p *process) ask(word, want string) (string, error) {
	if _, err := fmt.Fprintln(p, word); err != nil {
		return "", err
	}
	return p.hear(want)
}

// hear waits for a line that begins with want.
func (p *process) hear(want string) (string, error) {
	late := time.After(patience)
	for {
		select {
		case l, ok := <-p.lines:
			if !ok {
				return "", fmt.Errorf("the %s has ended", p.Role())
			}
			if rest, ok := strings.CutPrefix(l, want); ok {
				return strings.TrimSpace(rest), nil
			}
		case <-late:
			return "", fmt.Errorf("the %s says no %q: %w", p.Role(), want, errNever)
		}
	}
}
