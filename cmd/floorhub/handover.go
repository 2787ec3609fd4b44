package main

import (
	"io"
	"net/http"
	"net/url"

	"floorwalker/app/shift/handover"
)

// handoverCmd is "floorhub handover".
type handoverCmd struct {
	Export handoverExportCmd `cmd:"" help:"Print what was handed over at the end of a shift: the signed file, or a page to read."`
}

type handoverExportCmd struct {
	target
	Shift string `arg:"" help:"The shift, by the day and time of its start: 2026-11-20-1000."`
	HTML  bool   `help:"A page for a browser and its printer." xor:"form"`
	Text  bool   `help:"Plain text." xor:"form"`
}

// Run prints the file to the byte, or what it says for people.
func (c *handoverExportCmd) Run(e *env) error {
	return c.admin(e, http.MethodGet, "/handover?"+url.Values{"shift": {c.Shift}}.Encode(), nil, func(r io.Reader) error {
		raw, err := io.ReadAll(io.LimitReader(r, handover.MaxFile+1))
		if err != nil {
			return err
		}
		if c.HTML || c.Text {
			if raw, err = c.print(raw); err != nil {
				return err
			}
		}
		_, err = e.out.Write(raw)
		return err
	})
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
