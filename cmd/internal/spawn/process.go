package spawn

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Process is a child as its test sees it.
type Process struct {
	t     testing.TB
	role  string
	cmd   *exec.Cmd
	in    io.WriteCloser
	errs  bytes.Buffer
	read  sync.WaitGroup
	ended bool
}

// Start runs this binary in a role that was given to [Main], with more
// environment, until the test ends at the latest. listen reads what it says, to
// the end; a kill may leave half a line.
func Start(t testing.TB, role string, env []string, listen func(io.Reader)) *Process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{t: t, role: role, cmd: exec.Command(self)} // #nosec G204 -- this very binary
	p.cmd.Env = append(append(os.Environ(), env...), variable+"="+role)
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
	p.read.Go(func() { listen(out) })
	t.Cleanup(p.Kill)
	return p
}

// Role is what it is.
func (p *Process) Role() string { return p.role }

// Ended reports whether it was killed or stopped.
func (p *Process) Ended() bool { return p.ended }

// Signal sends it a signal, such as one that stops it for a while; a process that was
// stopped can be killed like any other.
func (p *Process) Signal(s os.Signal) error { return p.cmd.Process.Signal(s) }

// Write says something to it.
func (p *Process) Write(b []byte) (int, error) { return p.in.Write(b) }

// Kill ends it without warning, as a power cut would; once it was killed or
// stopped it does nothing. The test fails if it had ended by itself.
func (p *Process) Kill() {
	p.t.Helper()
	if p.ended {
		return
	}
	p.ended = true
	_ = p.cmd.Process.Kill() // it may have ended by itself, which wait tells
	if err := p.wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		p.t.Errorf("the %s ended by itself: %v\n%s", p.role, err, p.errs.String())
	}
}

// Stop ends it as an operator would. The test fails if it does not end well;
// one that has not ended within a time is made to say where it hangs.
func (p *Process) Stop(within time.Duration) {
	p.t.Helper()
	p.ended = true
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	late := time.AfterFunc(within, func() { _ = p.cmd.Process.Signal(syscall.SIGQUIT) })
	defer late.Stop()
	if err := p.wait(); err != nil {
		p.t.Fatalf("the %s stopped with %v\n%s", p.role, err, p.errs.String())
	}
}

func (p *Process) wait() error {
	p.read.Wait() // Wait closes the pipe, so everything has to be read first
	return p.cmd.Wait()
}
