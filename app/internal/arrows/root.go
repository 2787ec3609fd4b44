package arrows

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// CheckModules returns a finding for every module that the tree's files import,
// or that go.mod requires directly, and that no row of CONTRIBUTING.md's table
// names: a row is a line that starts with | and holds the module's path in
// backquotes.
func CheckModules(t *Tree) ([]Finding, error) {
	m, err := readMod(t.fsys)
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(t.fsys, "CONTRIBUTING.md")
	if err != nil {
		return nil, err
	}
	used := map[string]Finding{}
	for required, direct := range m.requires {
		if direct {
			used[required] = Finding{File: "go.mod"}
		}
	}
	for _, f := range t.Files {
		for _, spec := range f.Syntax.Imports {
			if required := m.of(importPath(spec)); required != "" {
				used[required] = t.finding(f, spec.Pos(), "")
			}
		}
	}
	var found []Finding
	for _, required := range slices.Sorted(maps.Keys(used)) {
		if !hasRow(string(text), required) {
			finding := used[required]
			finding.What = "module " + required + " is not in CONTRIBUTING.md's table: say there why it is here, how old it is and under what licence"
			found = append(found, finding)
		}
	}
	return found, nil
}

func hasRow(text, module string) bool {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "|") && strings.Contains(line, "`"+module+"`") {
			return true
		}
	}
	return false
}

// CheckRoot returns a finding for everything in the root folder that is neither
// allowed there nor ignored by .gitignore.
func CheckRoot(fsys fs.FS, allowedNames []string) ([]Finding, error) {
	ignore, err := fs.ReadFile(fsys, ".gitignore")
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, entry := range entries {
		name := entry.Name()
		if name == ".git" || slices.Contains(allowedNames, name) || ignored(string(ignore), name) {
			continue
		}
		found = append(found, Finding{File: name, What: "does not belong in the root of the repository"})
	}
	return found, nil
}

// ignored reports whether a line of .gitignore names an entry of the root. It
// knows names and globs, which is all that this file uses.
func ignored(ignore, name string) bool {
	for line := range strings.Lines(ignore) {
		pattern := strings.Trim(strings.TrimSpace(line), "/")
		if pattern == "" || strings.HasPrefix(pattern, "#") {
			continue
		}
		if match, err := path.Match(pattern, name); err == nil && match {
			return true
		}
	}
	return false
}
