package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"floorwalker/app/shift/handover"
)

// handoverCmd is "floorhub handover".
type handoverCmd struct {
	Export handoverExportCmd `cmd:"" help:"Print what was handed over at the end of a shift: the signed file, or a page to read."`
}

type handoverExportCmd struct {
	target
	Shift string `arg:"" help:"The shift, by the day and time of its start: 2026-11-20-1000."`
	Hash  string `help:"Only the one whose document has this hash, where several were signed." placeholder:"H"`
	Dir   string `help:"Write each into a file in this folder, in the order of signing: handover-SHIFT.json, handover-SHIFT-2.json and so on." placeholder:"DIR" type:"path"`
	HTML  bool   `help:"A page for a browser and its printer." xor:"form"`
	Text  bool   `help:"Plain text." xor:"form"`
}

// maxShift bounds what is read of all handovers of a shift, in bytes.
const maxShift = 16 * handover.MaxFile

// Run prints the file to the byte, or what it says for people; of several, each goes
// into a file.
func (c *handoverExportCmd) Run(e *env) error {
	q := url.Values{"shift": {c.Shift}, "all": {"1"}}
	if c.Hash != "" {
		q.Set("hash", c.Hash)
	}
	return c.admin(e, http.MethodGet, "/handover?"+q.Encode(), nil, func(r io.Reader) error {
		raw, err := io.ReadAll(io.LimitReader(r, maxShift+1))
		if err != nil {
			return err
		}
		// Raw, because whoever verifies a file reads every byte of it.
		var files []json.RawMessage
		if err := json.Unmarshal(raw, &files); err != nil {
			return fmt.Errorf("the handovers of this shift cannot be read: %w", err)
		}
		switch {
		case c.Dir != "":
			return c.write(e, files)
		case len(files) != 1:
			return several(files)
		}
		if raw, err = c.form(files[0]); err == nil {
			_, err = e.out.Write(raw)
		}
		return err
	})
}

// several says which there are.
func several(files []json.RawMessage) error {
	var words strings.Builder
	for _, raw := range files {
		f, err := handover.Decode(raw)
		if err != nil {
			return err
		}
		fmt.Fprintf(&words, "\n%s  from %s, %s", f.Hash, f.Document.From, f.Document.At.Time().UTC().Format(time.RFC3339))
	}
	return fmt.Errorf("%d handovers were signed at the end of this shift; --dir DIR writes a file of each, --hash H prints one:%s", len(files), words.String())
}

// write puts each into a file, and prints their paths as verify takes them.
func (c *handoverExportCmd) write(e *env, files []json.RawMessage) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return err
	}
	for i, raw := range files {
		out, err := c.form(raw)
		if err != nil {
			return err
		}
		path := filepath.Join(c.Dir, c.name(i))
		if err := os.WriteFile(path, out, 0o600); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(e.out, path); err != nil {
			return err
		}
	}
	return nil
}

// name is what the file of the handover i of a shift is called.
func (c *handoverExportCmd) name(i int) string {
	shift, end := c.Shift, ".json"
	if i > 0 {
		shift = fmt.Sprintf("%s-%d", shift, i+1)
	}
	switch {
	case c.HTML:
		end = ".html"
	case c.Text:
		end = ".txt"
	}
	return strings.TrimSuffix(handover.Name(shift), ".json") + end
}

// form is a file as it was asked for.
func (c *handoverExportCmd) form(raw []byte) ([]byte, error) {
	if c.HTML || c.Text {
		return c.print(raw)
	}
	return raw, nil
}

func (c *handoverExportCmd) print(raw []byte) ([]byte, error) {
	f, err := handover.Decode(raw)
	if err != nil {
		return nil, err
	}
	if c.HTML {
		return handover.HTML(f)
	}
	return []byte(handover.Text(f)), nil
}
