package main

import (
	"errors"
	"os"
	"strings"
)

// The comments between which the table stands.
const (
	tableBegin = "<!-- evaluate -->"
	tableEnd   = "<!-- /evaluate -->"
)

// errNoPlace means that a file has no place for the table.
var errNoPlace = errors.New("has no " + tableBegin + " with " + tableEnd + " behind it")

// replaceTable puts text between the two comments of a file.
func replaceTable(path, text string) error {
	raw, err := os.ReadFile(path) // #nosec G304 -- a file of who runs the measurement
	if err != nil {
		return err
	}
	now, err := between(string(raw), text)
	if err != nil {
		return &os.PathError{Op: "write the table", Path: path, Err: err}
	}
	return os.WriteFile(path, []byte(now), 0o644) // #nosec G306 G703 -- README is for everybody
}

func between(file, text string) (string, error) {
	head, rest, ok := strings.Cut(file, tableBegin)
	_, tail, closed := strings.Cut(rest, tableEnd)
	if !ok || !closed {
		return "", errNoPlace
	}
	return head + tableBegin + "\n" + strings.TrimSpace(text) + "\n" + tableEnd + tail, nil
}
