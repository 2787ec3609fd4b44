package arrows

import (
	"fmt"
	"io/fs"
	"strings"
)

// A mod is what this package needs of go.mod.
type mod struct {
	path     string
	requires map[string]bool // module path → direct, that is, without "// indirect"
}

// readMod reads go.mod: the module line and the requirements, single or in a
// block. It is no validator; the go command has that part.
func readMod(fsys fs.FS) (mod, error) {
	text, err := fs.ReadFile(fsys, "go.mod")
	if err != nil {
		return mod{}, err
	}
	m := mod{requires: map[string]bool{}}
	block := ""
	for line := range strings.Lines(string(text)) {
		code, comment, _ := strings.Cut(line, "//")
		words := strings.Fields(code)
		switch {
		case len(words) == 0:
		case words[0] == ")":
			block = ""
		case len(words) == 2 && words[1] == "(":
			block = words[0]
		case words[0] == "module" && len(words) == 2:
			m.path = words[1]
		case block == "require" && len(words) == 2:
			m.requires[words[0]] = strings.TrimSpace(comment) != "indirect"
		case words[0] == "require" && len(words) == 3:
			m.requires[words[1]] = strings.TrimSpace(comment) != "indirect"
		}
	}
	if m.path == "" {
		return mod{}, fmt.Errorf("go.mod names no module")
	}
	return m, nil
}

// of returns the required module that provides an import path: the longest
// requirement that is a prefix of it, or "".
func (m mod) of(importPath string) string {
	best := ""
	for required := range m.requires {
		if under(required+"/...", importPath) && len(required) > len(best) {
			best = required
		}
	}
	return best
}
