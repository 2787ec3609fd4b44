package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"floorwalker/sync/log"
)

// backupCmd is "floorhub backup". It asks the hub that runs on the folder, or reads the
// log itself where none runs.
type backupCmd struct {
	target
	File string `arg:"" help:"Where the backup goes; it appears when it is whole." type:"path"`
}

// Run writes beside the file first, reads that again, and then gives it its name.
func (c *backupCmd) Run(e *env) (err error) {
	out, err := os.CreateTemp(filepath.Dir(c.File), filepath.Base(c.File)+".part-*") // mode 0600
	if err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	defer func() {
		_ = out.Close() // where it matters it was closed before
		if err != nil {
			_ = os.Remove(out.Name()) // half of a backup is none
		}
	}()
	write := func(r io.Reader) error { _, err := io.Copy(out, r); return err }
	alone := func(dir string) error {
		return c.open(e, dir, func(l *log.Log) error { _, err := l.Backup(e.ctx, out); return err })
	}
	if err := c.reach(e, http.MethodGet, "/backup", nil, write, alone); err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	info, err := log.CheckBackup(out)
	if err == nil {
		err = errors.Join(out.Sync(), out.Close())
	}
	if err == nil {
		err = os.Rename(out.Name(), c.File)
	}
	if err != nil {
		return fmt.Errorf("making the backup: %w", err)
	}
	_, err = fmt.Fprintf(e.out, "%s: %s\n", c.File, info)
	return err
}
