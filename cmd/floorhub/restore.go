package main

import (
	"errors"
	"fmt"
	"os"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
)

// restoreCmd is "floorhub restore". Exit status 0 is a folder that a hub can be started
// on, 1 a file that is no whole backup or a disk that is full, 2 a folder that is not
// empty, 3 one that a hub runs on. After any but 0 the folder is as it was.
type restoreCmd struct {
	folder
	File string `arg:"" help:"A backup." type:"existingfile"`
}

// Run restores.
func (c *restoreCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	info, err := log.Restore(e.ctx, dir, f, e.logger)
	if errors.Is(err, log.ErrNotEmpty) {
		return fmt.Errorf("%w: %w; give a folder that is not there yet", station.ErrUsage, err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%s: %s\n", dir, info)
	return err
}
