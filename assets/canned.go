package assets

import (
	"embed"
	"io/fs"
)

//go:embed canned
var cannedFiles embed.FS

// Canned returns the files of the canned library that a new floor begins with,
// one for each folder of it. Names, numbers and addresses in them are slots.
func Canned() fs.FS {
	sub, err := fs.Sub(cannedFiles, "canned")
	if err != nil { // only for a name that is no path
		return cannedFiles
	}
	return sub
}
