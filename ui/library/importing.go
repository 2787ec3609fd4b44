package library

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"floorwalker/app/script"
)

// incoming is a file that was read, or was refused.
type incoming struct {
	name string
	rows []script.Row
	// plan is what the file would do to the library that was on screen.
	plan script.Imported
	err  error
}

// Import asks for a file, reads it away from the window, and shows what it
// would do. Nothing is written before that is confirmed.
func (p *Pane) Import() {
	if !p.halves.Visible() {
		return
	}
	p.Focus() // where the keyboard returns to once the file is chosen, or is not
	p.opts.OpenFile(func(name string, r io.ReadCloser, err error) {
		name = path.Base(name)
		p.report.reading(name)
		if err != nil {
			p.report.read(incoming{name: name, err: err})
			return
		}
		lib, me, now := p.lib, p.snap.Me.Agent, p.opts.Now()
		p.opts.Go(func() {
			in := readFile(name, r)
			if in.err == nil {
				_, in.plan = lib.Import(in.rows, me, now)
			}
			p.opts.Post(func() { p.report.read(in) })
		})
	})
}

// readFile reads a file whole, as JSON or CSV by its name or its beginning.
func readFile(name string, r io.ReadCloser) incoming {
	in := incoming{name: name}
	// One byte more than allowed, so that what is too large is refused and not cut.
	raw, err := io.ReadAll(io.LimitReader(r, script.MaxFile+1))
	if err = errors.Join(err, r.Close()); err != nil {
		in.err = fmt.Errorf("it cannot be read: %w", err)
		return in
	}
	if looksJSON(name, raw) {
		in.rows, in.err = script.ReadJSON(raw)
	} else {
		in.rows, in.err = script.ReadCSV(raw)
	}
	return in
}

func looksJSON(name string, raw []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return true
	case ".csv":
		return false
	}
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))), []byte("{"))
}

// format is how the library is written into a file.
type format struct {
	name  string
	write func(w io.Writer, l script.Library) error
}

// asCSV is for spreadsheets, asJSON for programs. Read-only.
var (
	asCSV  = format{"canned.csv", func(w io.Writer, l script.Library) error { return script.WriteCSV(w, l.All()) }}
	asJSON = format{"canned.json", func(w io.Writer, l script.Library) error { return script.WriteJSON(w, l.All()) }}
)

// Export asks where to, and writes what is offered, all folders of it, away
// from the window.
func (p *Pane) Export(f format) {
	lib := p.lib
	p.Focus()
	p.opts.SaveFile(f.name, func(name string, w io.WriteCloser, err error) {
		name = path.Base(name)
		if err != nil {
			p.report.exported(name, 0, err)
			return
		}
		p.opts.Go(func() {
			// The file is made whole before a byte of it is written.
			var b bytes.Buffer
			err := f.write(&b, lib)
			if err == nil {
				_, err = b.WriteTo(w)
			}
			err = errors.Join(err, w.Close())
			p.opts.Post(func() { p.report.exported(name, lib.Len(), err) })
		})
	})
}

// split counts the versions that an import made, new ones and changed ones.
func split(vs []script.Version) (fresh, changed int) {
	for _, v := range vs {
		if len(v.Past) == 0 {
			fresh++
		}
	}
	return fresh, len(vs) - fresh
}
