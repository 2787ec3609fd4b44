package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"floorwalker/app/shift/handover"
)

// verifyCmd is "floorhub verify". It needs no hub, no log and no network.
type verifyCmd struct {
	Files []string `arg:"" name:"file" help:"Handovers, handover-SHIFT.json; several are checked as a chain, the oldest first."`
	Keys  string   `help:"Whose keys are whose, as keys export prints it; without it nobody vouches for them." placeholder:"F" type:"path"`
}

// What a verification may come to. They are exit statuses 1 and 2.
var (
	errChanged    = errors.New("this is not what was signed")
	errUnreadable = errors.New("this cannot be read as a handover")
)

// Run says of each file whether it is what was signed.
func (c *verifyCmd) Run(e *env) error {
	keys, err := c.keys()
	if err != nil {
		return err
	}
	worst := handover.Good
	var before handover.Report
	for i, path := range c.Files {
		raw, err := readAtMost(path, handover.MaxFile)
		if err != nil {
			return fmt.Errorf("%w: %w", errUnreadable, err)
		}
		r := handover.Verify(raw, keys)
		if r.Status == handover.Good && i > 0 && !r.Follows(&before) {
			r.Status, r.Broken = handover.Changed, "chain"
			r.Words = "It is as it was signed, but it does not follow the file before it: one between them is missing, or one of them is of another chain."
		}
		if err := c.say(e, path, &r); err != nil {
			return err
		}
		worst, before = max(worst, r.Status), r
	}
	switch worst {
	case handover.Good:
		return nil
	case handover.Changed:
		return errChanged
	}
	return errUnreadable
}

// say prints what was found of a file.
func (c *verifyCmd) say(e *env, path string, r *handover.Report) error {
	name := ""
	if len(c.Files) > 1 {
		name = path + ": "
	}
	if _, err := fmt.Fprintf(e.out, "%s%s\n", name, r.Words); err != nil {
		return err
	}
	switch r.Status {
	case handover.Changed:
		_, err := fmt.Fprintf(e.out, "First broken: %s\n", r.Broken)
		return err
	case handover.Unreadable:
		return nil
	}
	prev := r.Prev
	if prev == "" {
		prev = "none: it is the first"
	}
	_, err := fmt.Fprintf(e.out, "From %s to %s; %d of %d items acknowledged.\nDocument  %s\nBefore it %s\n", r.From, r.To, r.Acked, r.Items, r.Hash, prev)
	return err
}

func (c *verifyCmd) keys() (*handover.Keys, error) {
	if c.Keys == "" {
		return nil, nil
	}
	raw, err := readAtMost(c.Keys, handover.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	keys, err := handover.DecodeKeys(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errUnreadable, c.Keys, err)
	}
	return keys, nil
}

// readAtMost reads a file, and one byte more than it may have.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- a file of who runs the command
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(f, most+1))
}
