package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"floorwalker/cmd/internal/station"
)

// terminal is a person's terminal that gives keys as they are pressed. Close
// must be called, or the person's shell shows nothing of what they type.
type terminal struct {
	ctx    context.Context
	out    io.Writer
	fd     int
	before *term.State
	keys   chan rune
	failed chan error
}

// atTerminal returns the terminal that the program was started in.
func atTerminal(e *env) (*os.File, error) {
	f, ok := e.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) { // #nosec G115 -- a file's number
		return nil, fmt.Errorf("%w: labels are given in a terminal, and standard input is none", station.ErrUsage)
	}
	return f, nil
}

// openTerminal takes f, so that it gives each key when it is pressed.
func openTerminal(e *env, f *os.File) (*terminal, error) {
	fd := int(f.Fd()) // #nosec G115 -- a file's number
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	t := &terminal{ctx: e.ctx, out: e.out, fd: fd, before: before, keys: make(chan rune), failed: make(chan error, 1)}
	go t.read(f)
	return t, nil
}

// read hands keys over. It ends with the terminal, or is left waiting for a key
// when the program ends: nothing but a key wakes it.
func (t *terminal) read(in io.Reader) {
	r := bufio.NewReader(in)
	for {
		key, _, err := r.ReadRune()
		if err != nil {
			t.failed <- err
			return
		}
		select {
		case t.keys <- key:
		case <-t.ctx.Done():
			return
		}
	}
}

// Show prints text; a raw terminal wants to be told to go to the margin.
func (t *terminal) Show(text string) error {
	_, err := io.WriteString(t.out, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}

// Key waits for a key; io.EOF when the program is to end.
func (t *terminal) Key() (rune, error) {
	select {
	case k := <-t.keys:
		return k, nil
	case err := <-t.failed:
		return 0, err
	case <-t.ctx.Done():
		return 0, io.EOF
	}
}

// Close gives the terminal back as it was.
func (t *terminal) Close() error {
	if err := term.Restore(t.fd, t.before); err != nil {
		return errors.Join(errors.New("the terminal could not be put back"), err)
	}
	return nil
}
