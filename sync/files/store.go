package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sync/singleflight"

	"floorwalker/app/chat"
	"floorwalker/sync/internal/folder"
)

const (
	// ownerOnly is the mode of the folder.
	ownerOnly = 0o700
	// partial starts the name of what is arriving.
	partial = "part-"
	// chunk is how many bytes are read at once.
	chunk = 64 << 10
	// DefaultMost bounds all files of a store together, in bytes: 10 GiB.
	DefaultMost = 10 << 30
)

// Store is the files of one hub.
type Store struct {
	dir      string
	most     int64
	shared   Shared             // nil where the hub is alone
	ctx      context.Context    // for what is shared
	fetching singleflight.Group // by hash

	mu       sync.Mutex // guards what follows
	size     int64      // what is kept, and what has arrived of the rest
	library  []chat.File
	revision uint64 // of the shared list
}

// Open makes the folder if need be, and counts what is in it. Most bounds the
// files together, in bytes; zero means [DefaultMost].
func Open(dir string, most int64) (*Store, error) {
	if most == 0 {
		most = DefaultMost
	}
	if err := os.MkdirAll(dir, ownerOnly); err != nil {
		return nil, failed("make the folder", err)
	}
	s := &Store{dir: dir, most: most}
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, failed("list the folder", err)
	}
	for _, e := range all {
		if err := s.count(e); err != nil {
			return nil, err
		}
	}
	return s, s.loadLibrary()
}

// count adds a file to the size, or removes what a crash has left of one.
func (s *Store) count(e os.DirEntry) error {
	if strings.HasPrefix(e.Name(), partial) {
		if err := os.Remove(filepath.Join(s.dir, e.Name())); err != nil {
			return failed("remove what was left of a file", err)
		}
		return nil
	}
	if !chat.IsHash(e.Name()) {
		return nil
	}
	info, err := e.Info()
	if err != nil {
		return failed("look at a file", err)
	}
	s.size += info.Size()
	return nil
}

// Size returns how many bytes the store holds, with what is arriving.
func (s *Store) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// Put keeps what r holds, under the name that a person gave it, and returns how
// events speak of it. It reads limit+1 bytes at most: a longer one is a
// [TooLargeError]. Others are [ErrEmpty], [ErrFull], [ErrDiskFull], what r says, and
// a [StoreError], with [ErrAway] where hubs share files; after any of them nothing stays.
func (s *Store) Put(name string, r io.Reader, limit int64) (chat.File, error) {
	a, err := s.begin(limit)
	if err != nil {
		return chat.File{}, err
	}
	defer a.end()
	if err := a.read(r); err != nil {
		return chat.File{}, err
	}
	file, err := a.describe(name)
	if err != nil {
		return chat.File{}, err
	}
	if err := a.share(file.Hash); err != nil {
		return chat.File{}, err
	}
	if err := a.keep(file.Hash); err != nil {
		return chat.File{}, err
	}
	return file, nil
}

// arrival is a file on its way in.
type arrival struct {
	store  *Store
	file   *os.File
	sum    hash.Hash
	limit  int64
	size   int64
	closed bool
	kept   bool
	err    error // of the last write
}

func (s *Store) begin(limit int64) (*arrival, error) {
	f, err := os.CreateTemp(s.dir, partial+"*") // mode 0600
	if err != nil {
		return nil, failed("begin a file", err)
	}
	return &arrival{store: s, file: f, sum: sha256.New(), limit: limit}, nil
}

func (a *arrival) hash() string { return hex.EncodeToString(a.sum.Sum(nil)) }

func (a *arrival) read(r io.Reader) error {
	buf := make([]byte, chunk)
	r = io.LimitReader(r, a.limit+1)
	for {
		n, err := r.Read(buf)
		if n > 0 {
			if err := a.write(buf[:n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF) && a.size == 0:
			return ErrEmpty
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func (a *arrival) write(b []byte) error {
	if a.size+int64(len(b)) > a.limit {
		return &TooLargeError{a.limit}
	}
	if !a.store.take(int64(len(b))) {
		return ErrFull
	}
	a.size += int64(len(b))
	if _, err := a.file.Write(b); err != nil {
		return failed("write a file", err)
	}
	a.sum.Write(b) //nolint:errcheck // a hash never fails
	return nil
}

// describe looks at the bytes.
func (a *arrival) describe(name string) (chat.File, error) {
	f := chat.File{Hash: a.hash(), Name: CleanName(name), Size: a.size}
	if err := describe(&f, a.file); err != nil {
		return chat.File{}, failed("read a file again", err)
	}
	return f, nil
}

// keep gives the file its name, once it is on the disk.
func (a *arrival) keep(hash string) error {
	err := a.file.Sync()
	if c := a.file.Close(); err == nil {
		err = c
	}
	a.closed = true
	if err != nil {
		return failed("put a file on the disk", err)
	}
	known, err := a.store.adopt(a.file.Name(), hash)
	if err != nil {
		return failed("keep a file", err)
	}
	a.kept = !known
	if err := folder.Sync(a.store.dir); err != nil {
		return failed("put the folder on the disk", err)
	}
	return nil
}

// end removes what was not kept.
func (a *arrival) end() {
	if !a.closed {
		_ = a.file.Close() // it is thrown away
	}
	if !a.kept {
		_ = os.Remove(a.file.Name()) // Open removes it, should it still be there
		a.store.take(-a.size)
	}
}

// take makes room for n bytes, if there is any.
func (s *Store) take(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > 0 && s.size+n > s.most {
		return false
	}
	s.size += n
	return true
}

// adopt renames a file to its hash. It reports true, and leaves the file, if that
// content is there already.
func (s *Store) adopt(path, hash string) (known bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	target := filepath.Join(s.dir, hash)
	if _, err := os.Stat(target); err == nil {
		return true, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	return false, os.Rename(path, target)
}

// Has reports whether there is a content of that name and size.
func (s *Store) Has(hash string, size int64) bool {
	if !chat.IsHash(hash) {
		return false
	}
	info, err := os.Stat(filepath.Join(s.dir, hash))
	if errors.Is(err, fs.ErrNotExist) {
		return s.hasShared(hash, size)
	}
	return err == nil && info.Size() == size
}

// Content is one kept file, to be read.
type Content struct {
	*os.File
	Size int64
}

// Open opens the content of that name, or says [ErrNone]. Where hubs share files it may
// be got from the others first, which takes as long as it does; [ErrAway] and
// [ErrDamaged] are what else may come of that. The caller closes it.
func (s *Store) Open(hash string) (*Content, error) {
	if !chat.IsHash(hash) {
		return nil, ErrNone
	}
	f, err := os.Open(filepath.Join(s.dir, hash)) // #nosec G304 -- a hash is no path
	if errors.Is(err, fs.ErrNotExist) {
		if err := s.fetch(hash); err != nil {
			return nil, err
		}
		f, err = os.Open(filepath.Join(s.dir, hash)) // #nosec G304 -- a hash is no path
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, failed("open a file", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(failed("look at a file", err), f.Close())
	}
	return &Content{f, info.Size()}, nil
}
