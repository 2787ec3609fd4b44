package files

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"floorwalker/app/chat"
)

// Shared is where the hubs of a cluster keep contents, and the library's list, together.
// Its errors are [ErrDamaged] and [ErrChanged]; any other is taken for one of not being
// reached.
type Shared interface {
	// PutFile returns when the content of that name is kept, whole; after an error
	// nothing of it is ever read. One that is there already is not read again.
	PutFile(ctx context.Context, hash string, r io.Reader) error
	// FileSize returns the size of a content; ok is false if it is not there, whole.
	FileSize(ctx context.Context, hash string) (size int64, ok bool, err error)
	// ReadFile writes a content to w; ok is false if there is none.
	ReadFile(ctx context.Context, hash string, w io.Writer) (ok bool, err error)
	// Entry returns what is kept under name; revision 0 means nothing.
	Entry(ctx context.Context, name string) (value []byte, revision uint64, err error)
	// PutEntry replaces what has that revision.
	PutEntry(ctx context.Context, name string, value []byte, revision uint64) (next uint64, err error)
}

const (
	// libraryEntry is what the list is called where hubs share it.
	libraryEntry = "library"
	// givenName is what the folder's own list is called once the hubs have it.
	givenName = "library.shared.json"
)

// OpenShared is [Open] for a hub of a cluster. The folder is then what the hub has at
// hand of what all hubs have: a content is kept there too before anybody is told of it,
// and read back from there, once, where the folder has it not. The list of the library
// lies there only. A folder's own list becomes that of all hubs if they have none; where
// they have another it is [ErrOtherLibrary], and the folder is left as it is.
func OpenShared(ctx context.Context, dir string, most int64, shared Shared) (*Store, error) {
	s, err := Open(dir, most)
	if err != nil {
		return nil, err
	}
	// Uploads and readings have no end of their own: what is shared says how long
	// nothing may move.
	s.ctx, s.shared = context.WithoutCancel(ctx), shared
	return s, s.shareLibrary(ctx)
}

// notReached joins the sentence for a store that cannot be reached.
func notReached(op string, err error) error {
	if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrChanged) {
		err = errors.Join(ErrAway, err)
	}
	return &StoreError{op, err}
}

// share keeps what has arrived where all hubs have it.
func (a *arrival) share(hash string) error {
	if a.store.shared == nil {
		return nil
	}
	if _, err := a.file.Seek(0, io.SeekStart); err != nil {
		return failed("read a file again", err)
	}
	if err := a.store.shared.PutFile(a.store.ctx, hash, a.file); err != nil {
		return notReached("share a file", err)
	}
	return nil
}

// hasShared reports whether all hubs have a content of that size.
func (s *Store) hasShared(hash string, size int64) bool {
	if s.shared == nil {
		return false
	}
	n, ok, err := s.shared.FileSize(s.ctx, hash)
	return err == nil && ok && n == size
}

// fetch gets a content from where all hubs have it; of those who want the same one at
// once, one does. What is not what its name says is not kept.
func (s *Store) fetch(hash string) error {
	if s.shared == nil {
		return ErrNone
	}
	_, err, _ := s.fetching.Do(hash, func() (any, error) { return nil, s.fetchOne(hash) })
	return err
}

func (s *Store) fetchOne(hash string) error {
	size, ok, err := s.shared.FileSize(s.ctx, hash)
	if err != nil {
		return notReached("look for a file", err)
	}
	if !ok {
		return ErrNone
	}
	a, err := s.begin(size)
	if err != nil {
		return err
	}
	defer a.end()
	ok, err = s.shared.ReadFile(s.ctx, hash, a)
	switch {
	case a.err != nil:
		return a.err
	case err != nil:
		return notReached("read a shared file", err)
	case !ok:
		return ErrNone
	case a.hash() != hash:
		return notReached("read a shared file", ErrDamaged)
	}
	return a.keep(hash)
}

// Write implements io.Writer for what is fetched.
func (a *arrival) Write(b []byte) (int, error) {
	if a.err = a.write(b); a.err != nil {
		return 0, a.err
	}
	return len(b), nil
}

// Share gives the other hubs what only this folder has: what arrived before they shared
// anything. It may take long, and is for another goroutine.
func (s *Store) Share(ctx context.Context) error {
	if s.shared == nil {
		return nil
	}
	all, err := os.ReadDir(s.dir)
	if err != nil {
		return failed("list the folder", err)
	}
	for _, e := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !chat.IsHash(e.Name()) {
			continue
		}
		if err := s.shareKept(ctx, e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// shareKept passes a file over that is not what its name says: it has been damaged since,
// and is nothing to hand on.
func (s *Store) shareKept(ctx context.Context, hash string) error {
	f, err := os.Open(filepath.Join(s.dir, hash)) // #nosec G304 -- a hash is no path
	if err != nil {
		return failed("open a file", err)
	}
	defer f.Close() //nolint:errcheck // it was read only
	err = s.shared.PutFile(ctx, hash, f)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return notReached("share a file", err)
	}
	return nil
}

// shareLibrary reads the list that all hubs have, or gives them the folder's own.
func (s *Store) shareLibrary(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	own := s.library
	value, revision, err := s.shared.Entry(ctx, libraryEntry)
	if err != nil {
		return notReached("read the list", err)
	}
	if revision == 0 && len(own) > 0 {
		if err := s.giveLibrary(ctx, own); err != nil {
			return err
		}
		return s.given()
	}
	s.revision, s.library = revision, nil
	if revision == 0 {
		return nil
	}
	if s.library, err = listOf(value); err != nil {
		return failed("read the shared list", err)
	}
	if len(own) == 0 {
		return nil
	}
	if err := sameLibrary(own, value); err != nil {
		return err
	}
	return s.given()
}

// CheckShared says [ErrOtherLibrary] where [OpenShared] would. It changes nothing, and is
// for a hub that does not have the floor yet.
func CheckShared(ctx context.Context, dir string, shared Shared) error {
	s := &Store{dir: dir}
	if err := s.loadLibrary(); err != nil || len(s.library) == 0 {
		return err
	}
	value, revision, err := shared.Entry(ctx, libraryEntry)
	if err != nil {
		return notReached("read the list", err)
	}
	if revision == 0 {
		return nil
	}
	return sameLibrary(s.library, value)
}

// sameLibrary compares a folder's own list with that of all hubs.
func sameLibrary(own []chat.File, value []byte) error {
	b, err := listed(own)
	if err != nil {
		return failed("write the list", err)
	}
	if string(b) != string(value) {
		return ErrOtherLibrary
	}
	return nil
}

// giveLibrary gives all hubs the folder's list, its files first.
func (s *Store) giveLibrary(ctx context.Context, own []chat.File) error {
	for _, f := range own {
		if err := s.shareKept(ctx, f.Hash); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return s.putLibrary(ctx, own)
}

// given puts the folder's own list aside.
func (s *Store) given() error {
	if err := os.Rename(filepath.Join(s.dir, libraryName), filepath.Join(s.dir, givenName)); err != nil {
		return failed("put the list aside", err)
	}
	return nil
}

// putLibrary replaces the list that all hubs have. The caller holds the mutex.
func (s *Store) putLibrary(ctx context.Context, next []chat.File) error {
	b, err := listed(next)
	if err != nil {
		return failed("write the list", err)
	}
	revision, err := s.shared.PutEntry(ctx, libraryEntry, b, s.revision)
	if err != nil {
		return notReached("write the list", err)
	}
	s.revision, s.library = revision, next
	return nil
}

// listed writes a list, listOf reads it.
func listed(files []chat.File) ([]byte, error) {
	all := make([]Listed, len(files))
	for i, f := range files {
		all[i] = ListedOf(f)
	}
	b, err := json.MarshalIndent(all, "", "\t")
	return append(b, '\n'), err
}

func listOf(b []byte) ([]chat.File, error) {
	var all []Listed
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err
	}
	files := make([]chat.File, 0, len(all))
	for _, l := range all {
		if chat.IsHash(l.Hash) {
			files = append(files, l.File())
		}
	}
	return files, nil
}
