package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

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
	target
	Path string `arg:"" help:"The file." type:"path"`
	Name string `help:"What the team and customers see, if not the file's own name." placeholder:"N"`
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
	return c.admin(e, http.MethodPost, "/files?"+url.Values{"name": {name}}.Encode(), body, decoded(func(f files.Listed) error {
		_, err := fmt.Fprintf(e.out, "%s\t%s\t%s\t%s\n", f.Name, files.Size(f.Size), f.Type, f.Hash)
		return err
	}))
}

type filesListCmd struct {
	target
}

// Run prints a line for each file.
func (c *filesListCmd) Run(e *env) error {
	return c.admin(e, http.MethodGet, "/files", nil, decoded(func(list hub.LibraryList) error {
		w := e.table()
		for _, f := range list.Files {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, files.Size(f.Size), f.Type); err != nil {
				return err
			}
		}
		return w.Flush()
	}))
}

type filesRemoveCmd struct {
	target
	Name string `arg:"" help:"The file's name, as list prints it."`
}

// Run removes.
func (c *filesRemoveCmd) Run(e *env) error {
	return c.admin(e, http.MethodDelete, "/files?"+url.Values{"name": {c.Name}}.Encode(), nil, unread)
}
