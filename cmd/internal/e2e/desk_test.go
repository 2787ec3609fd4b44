package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// agentName is who sits at the desk.
const agentName = "Asha"

// desk is floorwalker, running with a hub of its own.
type desk struct {
	*screen
	dir  string
	addr string
	run  *process
	box  image.Rectangle // the window's place
	log  *hubLog
}

// openDesk starts floorwalker on a fresh data folder and waits for its window
// to be live.
func openDesk(t testing.TB, s *screen, args ...string) *desk {
	t.Helper()
	return startDesk(t, s, t.TempDir(), true, args...)
}

// startDesk starts floorwalker on a data folder.
func startDesk(t testing.TB, s *screen, dir string, race bool, args ...string) *desk {
	t.Helper()
	d := &desk{screen: s, dir: dir, addr: freeAddress(t)}
	args = append([]string{"--data-dir", dir, "--listen", d.addr, "--name", agentName}, args...)
	d.run = start(t, built.path(t, "floorwalker", race), args...)
	t.Cleanup(func() {
		if t.Failed() {
			s.keep("at-the-end")
			keepFile(t, filepath.Join(dir, "floorwalker.log"))
			keepFile(t, filepath.Join(dir, "crash.txt"))
		}
	})
	eventually(t, "the window", func() error {
		if err := d.run.ended(); err != nil {
			t.Fatal("floorwalker:", err)
		}
		w, err := s.windowOf(d.run.cmd.Process.Pid)
		if err != nil {
			return err
		}
		if d.box, err = s.place(w); err != nil {
			return err
		}
		s.focus(w)
		return nil
	})
	d.log = followLog(t, filepath.Join(dir, "hub"))
	return d
}

// window returns a picture of the desk's window.
func (d *desk) window() *image.RGBA { d.t.Helper(); return d.picture(d.box) }

// part returns the picture of a part of the window, in pixels from its corner.
func (d *desk) part(r image.Rectangle) *image.RGBA {
	d.t.Helper()
	return d.picture(r.Add(d.box.Min).Intersect(d.box))
}

// The parts of the window at the size at which it first opens.
var (
	topBar     = image.Rect(0, 0, 1280, 40)
	rail       = image.Rect(0, 44, 146, 280)
	avatars    = image.Rect(156, 150, 200, 760)
	rows       = image.Rect(150, 40, 548, 760)
	threadPane = image.Rect(550, 42, 1000, 768)
)

// counts checks how many chats there are and how many of them call for a person, as
// the rail says it.
func (d *desk) counts(t testing.TB, chats, alerts int) error {
	t.Helper()
	return says(t, d.part(rail), fmt.Sprintf("Alerts %d All chats %d Mine", alerts, chats))
}

// post sends a line as a practice customer's backend does.
func (d *desk) post(chat string, turn int, text string) {
	d.t.Helper()
	if err := postLine(d.addr, line{Chat: chat, Turn: turn, From: "customer", Text: text, Name: "Rohan M."}); err != nil {
		d.t.Fatal(err)
	}
}

// line is a practice line, as README tells customers' backends to write it.
type line struct {
	Chat       string  `json:"chat"`
	Turn       int     `json:"turn"`
	From       string  `json:"from"`
	Text       string  `json:"text"`
	Name       string  `json:"name,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
	Phone      string  `json:"phone,omitempty"`
}

// postLine sends a line, again while the answer is that the practice floor is not
// open yet: the window is there before it.
func postLine(addr string, l line) error {
	body, err := json.Marshal(l)
	if err != nil {
		return err
	}
	for patience := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		resp, err := http.Post("http://"+addr+"/practice/v1/messages", "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		if err := resp.Body.Close(); err != nil {
			return err
		}
		if resp.StatusCode != http.StatusServiceUnavailable || time.Now().After(patience) {
			return yes(resp.StatusCode == http.StatusAccepted, "%s for %s", resp.Status, body)
		}
	}
}

// freeAddress is an address on which nobody listens now.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// process is a program under test. It has to end well when it is told to.
type process struct {
	cmd    *exec.Cmd
	errors *noise
	over   chan struct{}
	err    error // once over is closed
}

// start runs a program until the test ends. A race that the detector reports,
// or an exit status other than 0, fails the test.
func start(t testing.TB, path string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(path, args...), errors: new(noise), over: make(chan struct{})}
	p.cmd.Stderr = p.errors
	p.cmd.Env = append(os.Environ(), "GORACE=exitcode=66")
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.over)
	}()
	t.Cleanup(func() { p.stop(t) })
	return p
}

// ended says how the program ended, if it did.
func (p *process) ended() error {
	select {
	case <-p.over:
		return fmt.Errorf("ended too early: %v\n%s", p.err, p.errors)
	default:
		return nil
	}
}

// stop ends the program, and judges how it ended; a second call does nothing.
func (p *process) stop(t testing.TB) {
	t.Helper()
	if p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may be gone, which is judged below
	select {
	case <-p.over:
	case <-time.After(patience):
		_ = p.cmd.Process.Kill()
		<-p.over
		t.Errorf("%s did not end when told to", filepath.Base(p.cmd.Path))
	}
	if p.err != nil {
		t.Errorf("%s: %v", filepath.Base(p.cmd.Path), p.err)
	}
	if said := p.errors.String(); strings.Contains(said, "DATA RACE") {
		t.Errorf("the race detector:\n%s", said)
	} else if p.err != nil || t.Failed() {
		t.Logf("%s said:\n%s", filepath.Base(p.cmd.Path), said)
	}
	p.cmd = nil
}

// noise keeps what a program says on its error stream.
type noise struct {
	mu  sync.Mutex // guards buf
	buf bytes.Buffer
}

func (n *noise) Write(b []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.buf.Write(b)
}

func (n *noise) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.buf.String()
}

func keepFile(t testing.TB, path string) {
	data, err := os.ReadFile(path)
	if err == nil && len(data) > 0 {
		err = os.WriteFile(filepath.Join(t.ArtifactDir(), filepath.Base(path)), data, 0o600)
	}
	if err != nil {
		t.Log(err)
	}
}
