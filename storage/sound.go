package storage

import (
	"errors"
	"io/fs"
	"os"
)

// Sound looks over a bbolt file that is not a desk's, as [Open] does its own:
// as plain bytes, before bbolt maps it, because what is wrong there would end
// the program. A file that is missing or empty is sound; the error of one that
// is not wraps [ErrLayout]. Nobody may have the file open.
func Sound(path string) error {
	f, err := os.Open(path) // #nosec G304 G703 -- the caller's own file
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	p, err := openPages(f, info.Size())
	if err != nil {
		return err
	}
	return p.walk()
}

// ErrLayout is in every error about the structure of a file.
var ErrLayout = errLayout

// Leaves calls visit with each pair that can still be read in a damaged bbolt
// file, in any order, some of them stale or more than once: values need
// checksums of their own. Path is the bucket's, empty for a page that no
// bucket leads to any more; all arguments end with the call.
func Leaves(path string, visit func(path [][]byte, k, v []byte)) {
	readDamaged(path, visit, func() {}, func(k, v []byte) { visit(nil, k, v) })
}

// readDamaged visits with leaf what the tree of a damaged file still leads to, and
// calls walked. If the tree does not lead everywhere any more, it then looks at
// every page by itself, and visits with found what stands there, again or at last.
func readDamaged(path string, leaf func(path [][]byte, k, v []byte), walked func(), found func(k, v []byte)) {
	f, err := os.Open(path) // #nosec G304 G703 -- the caller's own file
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	p, err := openPages(f, info.Size())
	if err == nil {
		p.lenient, p.each = true, leaf
		_ = p.walk()
		walked()
		if p.bad == 0 {
			return
		}
	}
	scan(f, info.Size(), p.pageSize, found)
}

// Explain gives the error of an operation on a file the type, and so the
// sentence, that a desk's own file would have; nil stays nil.
func Explain(op, path string, err error) error { return fail(op, path, err) }
