package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"floorwalker/app/chat"
)

// SaveFile writes an attachment to a place that the person has chosen, and calls
// back from a goroutine of its own. It is there whole or not at all; it may be read
// and written by its owner only, and nothing opens or runs it.
func (d *Desk) SaveFile(f chat.File, path string, got func(error)) {
	d.do(func() { d.errands.work.Go(func() { got(d.save(f, path)) }) })
}

func (d *Desk) save(f chat.File, path string) (err error) {
	r, err := d.FileBytes(d.errands.ctx, f.Hash)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // it was read only
	part, err := os.CreateTemp(filepath.Dir(path), ".saving-*")
	if err != nil {
		return unwritable(path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part.Name()) // the error is the news
		}
	}()
	_, err = io.Copy(part, io.LimitReader(r, max(f.Size, 1)))
	if err == nil {
		_, err = io.Copy(io.Discard, io.LimitReader(r, 1)) // to the end, where it is known whether they are the right bytes
	}
	if err := errors.Join(err, part.Close()); err != nil {
		return unwritable(path, err)
	}
	if err := os.Rename(part.Name(), path); err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("%s could not be saved: %w.", filepath.Base(path), err) //nolint:staticcheck,revive // ST1005: it is shown as it is
}
