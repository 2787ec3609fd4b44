package killtest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is a hub or a desk that can be killed.
type process struct {
	t     *testing.T
	role  string
	cmd   *exec.Cmd
	in    io.WriteCloser
	errs  bytes.Buffer
	lines chan string // what it said, but for sent and stored
	read  sync.WaitGroup
}

// startProcess starts one; heard is given its "sent" and "stored" lines.
func startProcess(t *testing.T, role string, env []string, heard func(word, text string)) *process {
	t.Helper()
	p := &process{t: t, role: role, lines: make(chan string, 16)}
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
	p.read.Go(func() {
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

// kill ends it without warning, as a power cut would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended by itself, which wait tells
	if err := p.wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		p.t.Errorf("the %s ended by itself: %v\n%s", p.role, err, p.errs.String())
	}
}

// stop ends it as an operator would.
func (p *process) stop() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	late := time.AfterFunc(20*time.Second, func() { _ = p.cmd.Process.Signal(syscall.SIGQUIT) })
	defer late.Stop()
	if err := p.wait(); err != nil {
		p.t.Fatalf("the %s stopped with %v\n%s", p.role, err, p.errs.String())
	}
}

func (p *process) wait() error {
	p.read.Wait() // Wait closes the pipe, so everything has to be read first
	return p.cmd.Wait()
}

// ask says a word and returns the answer that begins with want.
func (p *process) ask(word, want string) (string, error) {
	if _, err := fmt.Fprintln(p.in, word); err != nil {
		return "", err
	}
	return p.hear(want)
}

// hear waits for a line that begins with want.
func (p *process) hear(want string) (string, error) {
	late := time.After(20 * time.Second)
	for {
		select {
		case l, ok := <-p.lines:
			if !ok {
				return "", fmt.Errorf("the %s has ended: %s", p.role, p.errs.String())
			}
			if rest, ok := strings.CutPrefix(l, want); ok {
				return strings.TrimSpace(rest), nil
			}
		case <-late:
			return "", fmt.Errorf("the %s says no %q: %w", p.role, want, errNever)
		}
	}
}
