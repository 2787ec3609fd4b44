package migrate

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// kept is how many backups of a file stay.
const kept = 2

const backupTime = "20060102T150405Z"

// Copy writes the file as it is at this moment to path: to a temporary name
// first, synced, then renamed, so that path never holds half a copy.
func Copy(db *bbolt.DB, path string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = db.View(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(f)
		return err
	})
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// backup copies the file and lets go of all but the newest copies.
func backup(db *bbolt.DB, from uint32, now time.Time) (string, error) {
	path := fmt.Sprintf("%s.v%d-%s.bak", db.Path(), from, now.UTC().Format(backupTime))
	if err := Copy(db, path); err != nil {
		return "", err
	}
	return path, prune(db.Path())
}

// prune goes by the time in the name, which the copying of a folder does not change.
func prune(file string) error {
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		return err
	}
	var names []string
	for _, e := range entries {
		if when(filepath.Base(file), e.Name()) != "" {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(when(filepath.Base(file), b), when(filepath.Base(file), a))
	})
	for _, name := range names[min(kept, len(names)):] {
		if err := os.Remove(filepath.Join(filepath.Dir(file), name)); err != nil {
			return err
		}
	}
	return nil
}

// when returns the time in a backup's name, or nothing if it is not one.
func when(file, name string) string {
	rest, ok := strings.CutPrefix(name, file+".v")
	rest, bak := strings.CutSuffix(rest, ".bak")
	_, at, dash := strings.Cut(rest, "-")
	if _, err := time.Parse(backupTime, at); !ok || !bak || !dash || err != nil {
		return ""
	}
	return at
}
