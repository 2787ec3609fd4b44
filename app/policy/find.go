package policy

import (
	"bytes"
	"regexp"
	"strconv"
)

// Find returns where a key of the register stands in a file, counted from 1; ok
// is false if it does not, or if the file is no TOML at all.
func Find(file []byte, key string) (line, column int, ok bool) {
	ps, err := positions(file)
	if err != nil || key == endOfFile {
		return 0, 0, false
	}
	at, ok := ps[key]
	return at.line, at.column, ok
}

// ofVersion is the line of the version as people write it.
var ofVersion = regexp.MustCompile(`^(\s*version\s*=\s*)[0-9_]+`)

// WithVersion returns a copy of file that says it is another version. A file
// whose version cannot be found comes back as it was.
func WithVersion(file []byte, version int) []byte {
	lines := bytes.SplitAfter(bytes.Clone(file), []byte{'\n'})
	if at, _, ok := Find(file, "version"); ok {
		lines[at-1] = ofVersion.ReplaceAll(lines[at-1], []byte("${1}"+strconv.Itoa(version)))
	}
	return bytes.Join(lines, nil)
}
