//go:build !windows

package folder

import (
	"errors"
	"os"
)

// Sync puts a folder's entries on the disk, so that a file which was made or
// renamed in it is there after a power loss.
func Sync(dir string) error {
	d, err := os.Open(dir) // #nosec G304 -- the caller's own data folder
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
