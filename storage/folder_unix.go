//go:build !windows

package storage

import "os"

// syncFolder puts a folder's entries on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // G304: the folder is the profile's own
	if err != nil {
		return err
	}
	err = d.Sync()
	if c := d.Close(); err == nil {
		err = c
	}
	return err
}
