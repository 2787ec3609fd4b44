package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"floorwalker/cmd/internal/backends"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/driver"
)

// ask asks what was not given.
func (c *connectVendorCmd) ask(e *env, v *backends.Vendor) (backends.Answers, error) {
	given := make(backends.Answers)
	for k, a := range c.Set {
		if !slices.ContainsFunc(v.Questions, func(q backends.Question) bool { return q.Key == k }) {
			return nil, fmt.Errorf("%w: nothing is known about %q", station.ErrUsage, k)
		}
		given[k] = a
	}
	in := bufio.NewReader(e.in)
	for _, q := range v.Questions {
		if _, ok := given[q.Key]; ok {
			continue
		}
		a, err := e.answer(in, q)
		if err != nil {
			return nil, err
		}
		given[q.Key] = a
	}
	return given, nil
}

// answer asks one question. What is secret is not shown while it is typed.
func (e *env) answer(in *bufio.Reader, q backends.Question) (string, error) {
	fmt.Fprintf(e.stderr, "%s\n  %s\n", q.Label, q.Help)
	switch {
	case len(q.Choices) > 0:
		fmt.Fprintf(e.stderr, "  one of %s [%s]: ", strings.Join(q.Choices, ", "), q.Choices[0])
	case q.Optional:
		fmt.Fprint(e.stderr, "  (Enter for none): ")
	case q.Example != "":
		fmt.Fprintf(e.stderr, "  such as %s: ", q.Example)
	default:
		fmt.Fprint(e.stderr, "  : ")
	}
	if f, ok := e.in.(*os.File); ok && q.Secret && term.IsTerminal(int(f.Fd())) { // #nosec G115 -- a file's number
		secret, err := term.ReadPassword(int(f.Fd())) // #nosec G115 -- as above
		fmt.Fprint(e.stderr, "\n")
		return string(secret), err
	}
	a, err := in.ReadString('\n')
	if err != nil && (!errors.Is(err, io.EOF) || a == "") && !q.Optional && len(q.Choices) == 0 {
		return "", fmt.Errorf("%w: nobody answered: %s", station.ErrUsage, q.Label)
	}
	return strings.TrimSpace(a), nil
}

// printCheckup says what was reached and what is missing.
func printCheckup(w io.Writer, title string, up driver.Checkup) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", title, strings.Join(slices.DeleteFunc([]string{up.Server, up.Account}, func(s string) bool { return s == "" }), ", "))
	for _, r := range up.Rights {
		switch {
		case r.OK:
			fmt.Fprintf(&b, "  yes      %s\n", r.Name)
		case r.Needed:
			fmt.Fprintf(&b, "  MISSING  %s: %s\n", r.Name, r.Without)
		default:
			fmt.Fprintf(&b, "  no       %s: %s\n", r.Name, r.Without)
		}
	}
	for _, a := range up.Agents {
		fmt.Fprintf(&b, "  person   %s  %s\n", a.ID, a.Name)
	}
	for _, t := range up.Teams {
		fmt.Fprintf(&b, "  team     %s\n", t)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
