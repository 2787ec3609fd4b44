package migrate

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// dump writes a file's buckets and pairs as text. It is what fixtures are
// made of: a person can read them, and a change shows in review.
func dump(t *testing.T, db *bbolt.DB) string {
	t.Helper()
	var b strings.Builder
	err := db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			fmt.Fprintf(&b, "%s\n", name)
			return bucket.ForEach(func(k, v []byte) error {
				fmt.Fprintf(&b, "\t%s = %s\n", quote(k), quote(v))
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// quote leaves text readable and writes every other byte as \x.., so that
// strconv.Unquote gives the same bytes back.
func quote(b []byte) string { return strconv.Quote(string(b)) }

// load makes a file from a dump.
func load(t *testing.T, fixture string) *bbolt.DB {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", fixture))
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, filepath.Join(t.TempDir(), "desk.db"))
	err = db.Update(func(tx *bbolt.Tx) error {
		var bucket *bbolt.Bucket
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSuffix(line, "\n")
			pair, isPair := strings.CutPrefix(line, "\t")
			if !isPair {
				if bucket, err = tx.CreateBucket([]byte(line)); err != nil {
					return err
				}
				continue
			}
			k, v, ok := strings.Cut(pair, " = ")
			if !ok {
				return fmt.Errorf("no pair: %s", pair)
			}
			if err := bucket.Put(unquote(t, k), unquote(t, v)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func unquote(t *testing.T, s string) []byte {
	t.Helper()
	u, err := strconv.Unquote(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return []byte(u)
}

func open(t *testing.T, path string) *bbolt.DB {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// files are the names beside a file, without the file itself.
func files(t *testing.T, db *bbolt.DB) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(db.Path()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != filepath.Base(db.Path()) {
			names = append(names, e.Name())
		}
	}
	return names
}
