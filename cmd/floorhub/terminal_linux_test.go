package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pseudoTerminal returns both ends of one: what is written to keys is typed.
func pseudoTerminal(t *testing.T) (keys, tty *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = keys.Close() })
	if err := unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tty.Close() })
	return keys, tty
}

// TestLabelInATerminal judges two turns by single keys, without Enter, stops
// with Ctrl+C, and finds the terminal as it was.
func TestLabelInATerminal(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	s.post(`{"chat":"c","turn":0,"from":"customer","text":"hello"}`)
	s.post(`{"chat":"c","turn":1,"from":"bot","text":"what about it?"}`)
	s.post(`{"chat":"c","turn":2,"from":"customer","text":"last"}`)
	wait(t, func() bool {
		_, out, _ := floorhub(t, "label", "--data-dir", dir, "--export", t.TempDir())
		tailed := new(strings.Builder)
		c := labelCmd{}
		c.DataDir = dir
		_ = c.each(&env{ctx: t.Context()}, func(raw []byte) { tailed.Write(raw) })
		return out != "" && strings.Contains(tailed.String(), `"last"`)
	}, s.stderr)
	keys, tty := pseudoTerminal(t)
	before, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	out, errs, ended := new(output), new(output), make(chan int, 1)
	go func() { ended <- run(t.Context(), []string{"label", "--data-dir", dir}, tty, out, errs) }()
	for i, press := range []string{"f\r", ".", "\x03"} {
		wait(t, func() bool { return strings.Count(out.String(), "→ ?") > i }, errs)
		if _, err := keys.WriteString(press); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case code := <-ended:
		if code != exitDone || !strings.Contains(out.String(), "2 of 3 turns in 1 chats are judged.") {
			t.Errorf("%d %s %s", code, out, errs)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
	}
	after, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil || *after != *before {
		t.Errorf("the terminal is not as it was: %+v, was %+v %v", after, before, err)
	}
}
