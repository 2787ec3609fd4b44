package ladder

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is a hub, a desk or a scribe, seen from the test.
type process struct {
	t     testing.TB
	role  string
	cmd   *exec.Cmd
	in    io.WriteCloser
	errs  bytes.Buffer
	read  sync.WaitGroup
	ended bool

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
	p := &process{t: t, role: role, answers: make(chan answer, 1)}
	p.cmd = exec.Command(os.Args[0])
	p.cmd.Env = append(os.Environ(), append(env, roleVariable+"="+role)...)
	p.cmd.Stderr = &p.errs
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.read.Go(func() { p.listen(out) })
	t.Cleanup(p.kill)
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
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("the %s does not listen: %w", p.role, err)
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
			return nil, fmt.Errorf("the %s has ended", p.role)
		case a.N != n:
			return nil, fmt.Errorf("the %s answers %d and was asked %d: %s", p.role, a.N, n, a.Error)
		case a.Error != "":
			return nil, errors.New(a.Error)
		}
		return a.Out, nil
	case <-late:
		return nil, fmt.Errorf("the %s does not answer: %w", p.role, errNever)
	}
}

// shown returns the snapshots of the watched chat.
func (p *process) shown() []shot {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.shots)
}

// kill ends it without warning.
func (p *process) kill() {
	if p.ended {
		return
	}
	p.ended = true
	_ = p.cmd.Process.Kill() // it may have ended by itself, which wait tells
	p.read.Wait()            // Wait closes the pipe, so everything is read first
	if err := p.cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		p.t.Errorf("the %s ended by itself: %v\n%s", p.role, err, p.errs.String())
	}
}

// stop ends it as an operator would.
func (p *process) stop() {
	p.t.Helper()
	p.ended = true
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	late := time.AfterFunc(hang, func() { _ = p.cmd.Process.Signal(syscall.SIGQUIT) })
	defer late.Stop()
	p.read.Wait()
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatalf("the %s stopped with %v\n%s", p.role, err, p.errs.String())
	}
}
