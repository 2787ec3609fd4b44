package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// row is a turn of a labelled set.
type row struct {
	Dialog  string         `json:"dialog"`
	Turn    int64          `json:"turn"`
	Speaker string         `json:"speaker"`
	Labels  map[string]int `json:"labels"`
	Raw     struct {
		Text2     *string `json:"text2"`
		Message   *string `json:"message"`
		Knowledge *string `json:"knowledge"`
		Bot       string  `json:"bot"`
	} `json:"raw"`
}

// asked is a line that floorhub score was given, with what it was not told.
type asked struct {
	set, dialog, bot string
	turn             int64
	customer         bool
	// labels is nil for a line that is only there for those after it.
	labels map[string]int
}

// setNames returns the sets in folder in the order in which they are measured.
func setNames(folder string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(folder, "*", "dev.jsonl"))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range found {
		names = append(names, filepath.Base(filepath.Dir(f)))
	}
	slices.Sort(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("%s holds no labelled sets", folder)
	}
	return names, nil
}

// loadAsked returns all lines of all sets as evaluate.py sends them.
func loadAsked(folder string) (all []asked, err error) {
	names, err := setNames(folder)
	if err != nil {
		return nil, err
	}
	for _, set := range names {
		err := eachLine(filepath.Join(folder, set, "dev.jsonl"), func(raw []byte) error {
			var r row
			if err := json.Unmarshal(raw, &r); err != nil {
				return err
			}
			all = append(all, r.asked(set)...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// asked returns the lines that a row becomes: a pair of questions is two
// lines, and an answer that has its question beside it too.
func (r *row) asked(set string) []asked {
	one := asked{set: set, dialog: r.Dialog, bot: r.Raw.Bot, turn: r.Turn, customer: r.Speaker == "user", labels: r.Labels}
	before := one
	before.customer, before.labels = true, nil
	switch {
	case r.Raw.Text2 != nil:
		before.turn, one.turn, one.customer = 0, 1, true
		return []asked{before, one}
	case r.Raw.Message != nil && r.Raw.Knowledge != nil:
		before.turn = r.Turn - 1
		return []asked{before, one}
	}
	return []asked{one}
}

// eachLine visits the lines of a file; an error names the line.
func eachLine(path string, visit func([]byte) error) (err error) {
	f, err := os.Open(path) // #nosec G304 -- a file of who runs the measurement
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := visit(lines.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", filepath.Base(path), n, err)
		}
	}
	return lines.Err()
}
