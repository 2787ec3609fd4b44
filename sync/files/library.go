package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/internal/folder"
)

const (
	// MaxLibrary is how many files the library has at most.
	MaxLibrary = 500
	// libraryName is the list's own file.
	libraryName = "library.json"
)

// Listed is a file of the library as it is written: on disk, and to desks.
type Listed struct {
	Hash   string `json:"hash"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// ListedOf returns how a file is written.
func ListedOf(f chat.File) Listed { return Listed(f) }

// File returns what is written.
func (l Listed) File() chat.File { return chat.File(l) }

// loadLibrary reads the list. A missing one is an empty library, a damaged one an
// error: to write over it would lose what leads have collected.
func (s *Store) loadLibrary() error {
	b, err := os.ReadFile(filepath.Join(s.dir, libraryName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		s.library, err = listOf(b)
	}
	if err != nil {
		return failed("read "+libraryName, err)
	}
	return nil
}

// Library returns the team's files by name (V-ATT-01).
func (s *Store) Library() []chat.File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.library)
}

// Shelve puts a kept file into the library. One of the same name is replaced: its
// bytes stay, for the messages that point at them.
func (s *Store) Shelve(f chat.File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := slices.DeleteFunc(slices.Clone(s.library), func(o chat.File) bool { return o.Name == f.Name })
	if len(next) >= MaxLibrary {
		return ErrLibraryFull
	}
	next = append(next, f)
	slices.SortFunc(next, func(a, b chat.File) int {
		return strings.Compare(strings.ToLower(a.Name)+"\x00"+a.Name, strings.ToLower(b.Name)+"\x00"+b.Name)
	})
	return s.saveLibrary(next)
}

// Unshelve takes the file of that name from the library, or says [ErrNone].
func (s *Store) Unshelve(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := slices.DeleteFunc(slices.Clone(s.library), func(o chat.File) bool { return o.Name == name })
	if len(next) == len(s.library) {
		return ErrNone
	}
	return s.saveLibrary(next)
}

// saveLibrary replaces the list in one step. The caller holds the mutex.
func (s *Store) saveLibrary(next []chat.File) error {
	if s.shared != nil {
		return s.putLibrary(s.ctx, next)
	}
	b, err := listed(next)
	if err != nil {
		return failed("write the list", err)
	}
	f, err := os.CreateTemp(s.dir, partial+"*")
	if err != nil {
		return failed("write the list", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // its name is gone, or the folder is broken anyway
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return failed("write the list", err)
	}
	if err := os.Rename(f.Name(), filepath.Join(s.dir, libraryName)); err != nil {
		return failed("write the list", err)
	}
	s.library = next
	if err := folder.Sync(s.dir); err != nil {
		return failed("put the folder on the disk", err)
	}
	return nil
}
