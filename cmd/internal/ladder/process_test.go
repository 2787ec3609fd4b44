package ladder

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"floorwalker/cmd/internal/spawn"
)

// process is a hub, a desk or a scribe, seen from the test.
type process struct {
	*spawn.Process
	t testing.TB

	asking  sync.Mutex // one request at a time
	n       int
	answers chan answer

	mu    sync.Mutex // guards shots
	shots []shot
}

// answer is a reply as it came.
type answer struct {
	N     int             `json:"n"`
	Error string          `json:"error"`
	Out   json.RawMessage `json:"out"`
	Shot  *shot           `json:"shot"`
}

// start starts one and waits until it is ready; ready gets what it says then.
func start(t testing.TB, role string, ready any, env ...string) *process {
	t.Helper()
	p := &process{t: t, answers: make(chan answer, 1)}
	p.Process = spawn.Start(t, role, env, p.listen)
	a, err := p.hear(wordReady)
	if err == nil && ready != nil {
		err = json.Unmarshal(a, ready)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *process) listen(out io.Reader) {
	defer close(p.answers)
	dec := json.NewDecoder(bufio.NewReader(out))
	for {
		var a answer
		if err := dec.Decode(&a); err != nil {
			return // it has ended; a kill may leave half a line
		}
		if a.Shot == nil {
			p.answers <- a
			continue
		}
		p.mu.Lock()
		p.shots = append(p.shots, *a.Shot)
		p.mu.Unlock()
	}
}

// try asks and returns the child's error.
func (p *process) try(do string, in, out any) error {
	p.asking.Lock()
	defer p.asking.Unlock()
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	p.n++
	line, err := json.Marshal(request{N: p.n, Do: do, In: raw})
	if err != nil {
		return err
	}
	if _, err := p.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("the %s does not listen: %w", p.Role(), err)
	}
	got, err := p.hear(p.n)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(got, out)
}

// ask is try where an error ends the test.
func (p *process) ask(do string, in, out any) {
	p.t.Helper()
	if err := p.try(do, in, out); err != nil {
		p.t.Fatalf("%s %v: %v", do, in, err)
	}
}

// hear waits for the answer to request n.
func (p *process) hear(n int) (json.RawMessage, error) {
	late := time.After(2 * hang)
	select {
	case a, ok := <-p.answers:
		switch {
		case !ok:
			return nil, fmt.Errorf("the %s has ended", p.Role())
		case a.N != n:
			return nil, fmt.Errorf("the %s answers %d and was asked %d: %s", p.Role(), a.N, n, a.Error)
		case a.Error != "":
			return nil, errors.New(a.Error)
		}
		return a.Out, nil
	case <-late:
		return nil, fmt.Errorf("the %s does not answer: %w", p.Role(), errNever)
	}
}

// shown returns the snapshots of the watched chat.
func (p *process) shown() []shot {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.shots)
}

// stop ends it as an operator would.
func (p *process) stop() {
	p.t.Helper()
	p.Stop(hang)
}
