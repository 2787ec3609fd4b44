package script

import (
	"fmt"
	"io/fs"
)

// Starter returns the library that a new floor begins with: the responses of
// all JSON files in files. It has no author and no time, so every desk and hub
// that begins with the same files begins with the same revisions.
func Starter(files fs.FS) (Library, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return Library{}, err
	}
	var l Library
	for _, name := range names {
		file, err := fs.ReadFile(files, name)
		if err != nil {
			return Library{}, err
		}
		rows, err := ReadJSON(file)
		if err != nil {
			return Library{}, fmt.Errorf("script: starter %s: %w", name, err)
		}
		next, done := l.Import(rows, "", 0)
		if len(done.Versions) != len(rows) {
			return Library{}, fmt.Errorf("script: starter %s: %d of %d responses clash with another file", name, len(rows)-len(done.Versions), len(rows))
		}
		l = next
	}
	return l, nil
}
