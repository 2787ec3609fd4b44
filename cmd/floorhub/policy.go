package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"floorwalker/app/policy"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

// policyCmd is "floorhub policy".
type policyCmd struct {
	Show  policyShowCmd  `cmd:"" help:"Print the policy in force, as a file that may be edited."`
	Check policyCheckCmd `cmd:"" help:"Read a policy, and say what is wrong with it or not set up."`
	Diff  policyDiffCmd  `cmd:"" help:"Print what a policy has otherwise than the one in force."`
	Set   policySetCmd   `cmd:"" help:"Put a policy in force, for every desk at once."`
}

// inForce is what commands about the policy in force have in common.
type inForce struct {
	target
}

// get returns the policy in force.
func (c *inForce) get(e *env) (p hub.PolicyInForce, err error) {
	err = c.admin(e, http.MethodGet, "/policy", nil, into(&p))
	return p, err
}

// edition reads the policy in force.
func edition(p *hub.PolicyInForce) (*policy.Edition, error) {
	e, err := policy.ParseEdition([]byte(p.File))
	if err != nil {
		return nil, fmt.Errorf("the hub's policy is of another version of this program: %w", err)
	}
	return e, nil
}

type policyShowCmd struct {
	inForce
	Register bool `help:"A table of keys, values and the requirement of each instead."`
}

// Run prints the file to the byte, or the table.
func (c *policyShowCmd) Run(e *env) error {
	p, err := c.get(e)
	if err != nil {
		return err
	}
	if !c.Register {
		_, err := io.WriteString(e.out, p.File)
		return err
	}
	now, err := edition(&p)
	if err != nil {
		return err
	}
	w := e.table()
	for _, of := range policy.Register(now) {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", of.Key, of.Value, of.From); err != nil {
			return err
		}
	}
	return w.Flush()
}

// policyFile is the argument of commands that read a policy.
type policyFile struct {
	File string `arg:"" help:"A policy as TOML; - is standard input."`
}

// read returns the policy, or an error that an editor can jump to.
func (c *policyFile) read(e *env) (*policy.Edition, error) {
	in := e.in
	if c.File != "-" {
		f, err := os.Open(c.File) // #nosec G304 -- a file of who runs the hub
		if err != nil {
			return nil, fmt.Errorf("%w: %w", station.ErrUsage, err)
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	file, err := io.ReadAll(io.LimitReader(in, policy.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	edition, err := policy.ParseEdition(file)
	if at, ok := errors.AsType[*policy.ParseError](err); ok && at.Line > 0 {
		return nil, fmt.Errorf("%s:%d:%d: %s: %s", c.File, at.Line, at.Column, at.Key, at.Words)
	}
	return edition, err
}

type policyCheckCmd struct{ policyFile }

// Run prints one line, and one for each thing that is not set up.
func (c *policyCheckCmd) Run(e *env) error {
	edition, err := c.read(e)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(e.out, "version %d, %d entries\n", edition.Policy.Version, len(policy.Register(edition))); err != nil {
		return err
	}
	for _, w := range edition.Warnings() {
		if _, err := fmt.Fprintf(e.out, "not set up: %s: %s\n", w.Key, w.Words); err != nil {
			return err
		}
	}
	return nil
}

type policyDiffCmd struct {
	policyFile
	inForce
}

// Run prints a line for each change.
func (c *policyDiffCmd) Run(e *env) error {
	next, err := c.read(e)
	if err != nil {
		return err
	}
	p, err := c.get(e)
	if err != nil {
		return err
	}
	now, err := edition(&p)
	if err != nil {
		return err
	}
	for _, d := range policy.Diff(now, next) {
		if _, err := io.WriteString(e.out, inLines(d)); err != nil {
			return err
		}
	}
	return nil
}

// inLines writes a change: a line, or for a list one for each item that went or
// came.
func inLines(c policy.Change) string {
	if !c.List {
		return fmt.Sprintf("%s: %s -> %s\n", c.Key, orNothing(c.From), orNothing(c.To))
	}
	var b strings.Builder
	for _, item := range c.Removed {
		fmt.Fprintf(&b, "%s: - %s\n", c.Key, item)
	}
	for _, item := range c.Added {
		fmt.Fprintf(&b, "%s: + %s\n", c.Key, item)
	}
	if b.Len() == 0 {
		return c.Key + ": in another order\n"
	}
	return b.String()
}

func orNothing(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return s
}

type policySetCmd struct {
	policyFile
	inForce
	Reason string `help:"Why, for everybody to read." required:"" placeholder:"WHY"`
	As     string `help:"The lead who changes it." required:"" placeholder:"NAME"`
}

// Run puts the policy in force and prints its version.
func (c *policySetCmd) Run(e *env) error {
	next, err := c.read(e)
	if err != nil {
		return err
	}
	v := url.Values{"as": {c.As}, "reason": {c.Reason}}
	return c.admin(e, http.MethodPost, "/policy?"+v.Encode(), next.File, decoded(func(p hub.PolicyInForce) error {
		_, err := fmt.Fprintln(e.out, p.Version)
		return err
	}))
}
