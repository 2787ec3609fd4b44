package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"text/tabwriter"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/files"
	"floorwalker/sync/hub"
)

// filesCmd is "floorhub files": the team's library, from which every desk attaches
// without uploading again (V-ATT-01).
type filesCmd struct {
	Add    filesAddCmd    `cmd:"" help:"Put a file into the team's library, over one of the same name."`
	List   filesListCmd   `cmd:"" help:"Print the library."`
	Remove filesRemoveCmd `cmd:"" help:"Take a file out of the library. What was sent stays with its messages."`
}

type filesAddCmd struct {
	folder
	Path string `arg:"" help:"The file." type:"path"`
	Name string `help:"What the team and customers see, if not the file's own name." placeholder:"N"`
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// maxRead bounds what is read before the hub is asked, whatever the policy says.
const maxRead = 64 << 20

// Run prints the file's hash, type and size.
func (c *filesAddCmd) Run(e *env) error {
	info, err := os.Stat(c.Path)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: %s is no file", station.ErrUsage, c.Path)
	case info.Size() > maxRead:
		return &files.TooLargeError{Limit: maxRead}
	}
	body, err := os.ReadFile(c.Path)
	if err != nil {
		return err
	}
	name := c.Name
	if name == "" {
		name = filepath.Base(c.Path)
	}
	return e.admin(c.folder, c.Nats, http.MethodPost, "/files?"+url.Values{"name": {name}}.Encode(), body, func(r io.Reader) error {
		var f files.Listed
		if err := json.NewDecoder(r).Decode(&f); err != nil {
			return err
		}
		_, err := fmt.Fprintf(e.out, "%s\t%s\t%s\t%s\n", f.Name, files.Size(f.Size), f.Type, f.Hash)
		return err
	})
}

type filesListCmd struct {
	folder
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run prints a line for each file.
func (c *filesListCmd) Run(e *env) error {
	return e.admin(c.folder, c.Nats, http.MethodGet, "/files", nil, func(r io.Reader) error {
		var list hub.LibraryList
		if err := json.NewDecoder(r).Decode(&list); err != nil {
			return err
		}
		w := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
		for _, f := range list.Files {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, files.Size(f.Size), f.Type); err != nil {
				return err
			}
		}
		return w.Flush()
	})
}

type filesRemoveCmd struct {
	folder
	Name string `arg:"" help:"The file's name, as list prints it."`
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run removes.
func (c *filesRemoveCmd) Run(e *env) error {
	return e.admin(c.folder, c.Nats, http.MethodDelete, "/files?"+url.Values{"name": {c.Name}}.Encode(), nil,
		func(io.Reader) error { return nil })
}
