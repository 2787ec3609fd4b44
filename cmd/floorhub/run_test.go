package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
)

// argsVariable makes the test binary be floorhub: its value is a JSON list of
// arguments.
const argsVariable = "FLOORWALKER_FLOORHUB_ARGS"

func TestMain(m *testing.M) {
	text := os.Getenv(argsVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var args []string
	if err := json.Unmarshal([]byte(text), &args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	if place := os.Getenv(diskVariable); place != "" {
		if err := prepareDisk(place); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitNoMount)
		}
	}
	os.Exit(run(context.Background(), args, os.Stdin, os.Stdout, os.Stderr))
}

// output is a terminal that is read while it is written.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// floorhub runs the program to its end.
func floorhub(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var stdout, stderr output
	code = run(ctx, args, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// serving is a hub under way in this process.
type serving struct {
	t      *testing.T
	addr   string
	stderr *output
	stop   context.CancelFunc
	ended  chan int
}

var streamURL = regexp.MustCompile(`ws://([^/]+)/v1/stream`)

// serve starts a hub on a free port and waits until it listens.
func serve(t *testing.T, dir string, more ...string) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &serving{t: t, stderr: new(output), stop: cancel, ended: make(chan int, 1)}
	args := append([]string{"serve", "--data-dir", dir, "--listen", "127.0.0.1:0", "--no-scenarios"}, more...)
	go func() { s.ended <- run(ctx, args, strings.NewReader(""), new(output), s.stderr) }()
	t.Cleanup(func() {
		if code := s.end(); code != exitDone {
			t.Errorf("serve ended with %d: %s", code, s.stderr)
		}
	})
	wait(t, func() bool {
		if m := streamURL.FindStringSubmatch(s.stderr.String()); m != nil {
			s.addr = m[1]
		}
		_, err := station.Admin(t.Context(), dir)
		return s.addr != "" && err == nil
	}, s.stderr)
	return s
}

func (s *serving) end() int {
	s.stop()
	select {
	case code := <-s.ended:
		s.ended <- code
		return code
	case <-time.After(20 * time.Second):
		s.t.Error("serve does not end")
		return -1
	}
}

func (s *serving) post(line string) {
	s.t.Helper()
	// The listener is there before the practice floor, which says so until it opens.
	wait(s.t, func() bool {
		resp, err := http.Post("http://"+s.addr+"/practice/v1/messages", "application/json", strings.NewReader(line))
		if err != nil {
			s.t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusAccepted && resp.StatusCode != http.StatusServiceUnavailable {
			s.t.Fatalf("%s: %s", line, resp.Status)
		}
		return resp.StatusCode == http.StatusAccepted
	}, s.stderr)
}

func wait(t *testing.T, ok func() bool, why fmt.Stringer) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it did not happen: %s", why)
		}
	}
}

// oneSentence sees that a person can read what went wrong: one line, led by
// the program's name, with no second error behind it.
func oneSentence(t *testing.T, errs string) {
	t.Helper()
	errs = strings.TrimSpace(errs)
	if !strings.HasPrefix(errs, "floorhub: ") || strings.Contains(errs, "\n") || len(errs) > 300 {
		t.Errorf("not one clear sentence: %q", errs)
	}
}

func TestUsageErrors(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.pem")
	for _, args := range [][]string{
		{},
		{"sing"},
		{"serve", "--loud"},
		{"serve", "extra"},
		{"serve", "--data-dir", dir, "--rate", "fast"},
		{"serve", "--data-dir", dir, "--listen", "7070"},
		{"serve", "--data-dir", dir, "--cert", missing, "--key", missing},
		{"serve", "--data-dir", dir, "--policy", missing},
		{"serve", "--data-dir", dir, "--knowledge", missing},
		{"rules", "extra"},
		{"agent", "add", "Asha"},
		{"agent", "add", "Asha", "--role", "chief"},
		{"agent", "revoke"},
		{"tail", "--loud"},
	} {
		code, out, errs := floorhub(t, args...)
		if code != exitUsage || !strings.Contains(errs, "floorhub: ") {
			t.Errorf("%q: %d %q %q", args, code, out, errs)
		}
	}
	for _, args := range [][]string{{"--help"}, {"serve", "--help"}, {"--version"}} {
		if code, out, _ := floorhub(t, args...); code != exitDone || out == "" {
			t.Errorf("%q: %d %q", args, code, out)
		}
	}
}

// TestOffLoopbackNeedsTLS refuses to be reachable by strangers unasked.
func TestOffLoopbackNeedsTLS(t *testing.T) {
	for _, listen := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		code, _, errs := floorhub(t, "serve", "--data-dir", t.TempDir(), "--listen", listen)
		if code != exitUsage || !strings.Contains(errs, "--insecure") {
			t.Errorf("%s: %d %q", listen, code, errs)
		}
		oneSentence(t, errs)
	}
	if code, _, errs := floorhub(t, "serve", "--data-dir", t.TempDir(), "--cert", os.Args[0]); code != exitUsage || !strings.Contains(errs, "--key") {
		t.Errorf("a certificate without its key: %d %q", code, errs)
	}
}

// TestPracticeOffLoopback opens the practice floor to other machines only if
// told to, and then to those who have a token.
func TestPracticeOffLoopback(t *testing.T) {
	status := func(s *serving, token string) int {
		_, port, _ := net.SplitHostPort(s.addr)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
			"http://127.0.0.1:"+port+"/practice/v1/messages", strings.NewReader(`{"chat":"c","turn":0,"from":"customer","text":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
	without := serve(t, t.TempDir(), "--listen", "0.0.0.0:0", "--insecure")
	if got := status(without, ""); got != http.StatusNotFound {
		t.Errorf("unasked: %d", got)
	}
	dir := t.TempDir()
	with := serve(t, dir, "--listen", "0.0.0.0:0", "--insecure", "--practice")
	_, token, _ := floorhub(t, "agent", "add", "Asha", "--role", "lead", "--data-dir", dir)
	if got := status(with, ""); got != http.StatusUnauthorized {
		t.Errorf("without a token: %d", got)
	}
	if got := status(with, strings.TrimSpace(token)); got != http.StatusAccepted {
		t.Errorf("with one: %d", got)
	}
	off := serve(t, t.TempDir(), "--no-practice")
	if got := status(off, ""); got != http.StatusNotFound {
		t.Errorf("switched off: %d", got)
	}
}

// TestFolderInUse has another process hold the folder.
func TestFolderInUse(t *testing.T) {
	dir := t.TempDir()
	args, err := json.Marshal([]string{"serve", "--data-dir", dir, "--listen", "127.0.0.1:0", "--no-practice"})
	if err != nil {
		t.Fatal(err)
	}
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), argsVariable+"="+string(args))
	said, err := other.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = other.Process.Kill()
		_ = other.Wait() // it was killed
	}()
	in := bufio.NewScanner(said)
	if !in.Scan() {
		t.Fatal("the other process says nothing")
	}
	addr := streamURL.FindStringSubmatch(in.Text())
	if addr == nil {
		t.Fatalf("the other process says %q", in.Text())
	}
	// On the same port too: the folder is what the person has to know about.
	for _, listen := range []string{"127.0.0.1:0", addr[1]} {
		code, _, errs := floorhub(t, "serve", "--data-dir", dir, "--listen", listen)
		if code != exitInUse || !strings.Contains(errs, fmt.Sprint("process ", other.Process.Pid)) {
			t.Errorf("on %s: %d %q", listen, code, errs)
		}
		oneSentence(t, errs)
	}
}

func TestTakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	code, _, errs := floorhub(t, "serve", "--data-dir", t.TempDir(), "--listen", l.Addr().String())
	if code != exitFailed || !strings.Contains(errs, l.Addr().String()) || !strings.Contains(errs, "in use") {
		t.Errorf("%d %q", code, errs)
	}
	oneSentence(t, errs)
}

// TestFolderThatCannotBeUsed has a file where the folder should be, which no
// permission helps with, so that the test is the same for root.
func TestFolderThatCannotBeUsed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"serve", "--listen", "127.0.0.1:0", "--data-dir", filepath.Join(file, "hub")},
		{"agent", "list", "--data-dir", filepath.Join(file, "hub")},
		{"tail", "--data-dir", filepath.Join(file, "hub")},
	} {
		code, _, errs := floorhub(t, args...)
		if code != exitFailed {
			t.Errorf("%q: %d %q", args, code, errs)
		}
		oneSentence(t, errs)
	}
}

// TestEveryFailureHasItsStatus covers what only a broken disk brings about.
func TestEveryFailureHasItsStatus(t *testing.T) {
	wrap := func(err error) error { return fmt.Errorf("opening: %w", err) }
	for want, errs := range map[int][]error{
		exitFailed: {errors.New("x"), log.ErrReadOnly, log.ErrFull, log.ErrCorrupt, hub.ErrLeaseLost, syscall.ENOSPC},
		exitUsage:  {station.ErrUsage},
		exitInUse:  {&log.InUseError{Dir: "d", PID: 7, Program: "floorhub"}},
	} {
		for _, err := range errs {
			if got := exitStatus(wrap(err)); got != want {
				t.Errorf("%v: %d, want %d", err, got, want)
			}
		}
	}
}
