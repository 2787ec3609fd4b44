package assets

import (
	"embed"
	"io/fs"
)

//go:embed practice
var practiceFiles embed.FS

// Practice returns the files of the practice floor: the folder articles holds
// the solution articles that its bot answers from, the folder scenarios the
// scripts of its simulated customers.
func Practice() fs.FS {
	sub, err := fs.Sub(practiceFiles, "practice")
	if err != nil { // only for a name that is no path
		return practiceFiles
	}
	return sub
}
