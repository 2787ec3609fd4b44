package sealed

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"floorwalker/sync/internal/folder"
)

// ErrKeyFile means that a key file holds something else than a key.
var ErrKeyFile = errors.New("sealed: the key file does not hold a key")

// FileError is what went wrong with a key file, and in doing what.
type FileError struct {
	Op  string
	Err error
}

// Error implements error.
func (e *FileError) Error() string { return "sealed: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// OpenKey reads the key in a file, or makes both: the file is for its owner only
// and on disk before anything is sealed with it. Of two that make it at once, both
// get the same key. A file that holds something else is left as it is, and is an
// error: to overwrite it would lose what was sealed.
func OpenKey(path string) (*Key, error) {
	k, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	if err := makeKey(path); err != nil {
		return nil, err
	}
	return readKey(path)
}

func readKey(path string) (*Key, error) {
	f, err := os.Open(path) // #nosec G304 -- the hub's own data folder
	if err != nil {
		return nil, &FileError{"open the key file", err}
	}
	defer f.Close() //nolint:errcheck // it was read only
	secret, err := io.ReadAll(io.LimitReader(f, keyBytes+1))
	if err != nil {
		return nil, &FileError{"read the key file", err}
	}
	k, err := newKey(secret)
	if err != nil {
		return nil, &FileError{"read the key file", err}
	}
	return k, nil
}

// makeKey writes a new key beside the place and links it there, which fails if
// somebody else was faster, and then theirs is as good.
func makeKey(path string) error {
	var secret [keyBytes]byte
	rand.Read(secret[:])
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return &FileError{"make the key file", err}
	}
	defer os.Remove(f.Name()) //nolint:errcheck // its name is gone, or the folder is broken anyway
	_, err = f.Write(secret[:])
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return &FileError{"write the key file", err}
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return &FileError{"keep the key file", fmt.Errorf("%s: %w", filepath.Base(path), err)}
	}
	return folder.Sync(filepath.Dir(path))
}
