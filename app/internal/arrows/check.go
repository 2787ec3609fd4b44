package arrows

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// A Room says what one package may import. Paths of this module are written
// from its root ("app/chat"), those of others in full; a pattern that ends in
// "/..." means everything below as well. The standard library is free to all.
type Room struct {
	May     []string // packages of this module
	Modules []string // packages of other modules
	Tests   []string // both kinds, for the room's tests in addition
}

// A Table is the drawing of the house.
type Table struct {
	Rooms map[string]Room // by folder, from the root of the module
	// Tests may be imported by the tests of every room.
	Tests []string
	// Clocks are the files below no cmd that read the clock all the same,
	// each with its reason.
	Clocks map[string]string
}

// Check returns everything in the tree that the table does not allow, sorted
// as the files are.
func Check(t *Tree, table Table) []Finding {
	var found []Finding
	commented := map[string]bool{}
	first := map[string]File{}
	for _, f := range t.Files {
		if _, known := first[f.Package]; !known {
			first[f.Package] = f
			if _, ok := table.Rooms[f.Package]; !ok {
				found = append(found, t.finding(f, f.Syntax.Package,
					"package %s is not in the table of arrows: say there what it may import", f.Package))
			}
		}
		if !f.Test && f.Syntax.Doc.Text() != "" {
			commented[f.Package] = true
		}
		found = append(found, t.imports(f, table)...)
		found = append(found, t.aliases(f)...)
		if _, excused := table.Clocks[f.Path]; !excused {
			found = append(found, t.clock(f)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(first)) {
		if f := first[name]; !commented[name] && t.hasCode(name) {
			found = append(found, t.finding(f, f.Syntax.Package, "package %s has no package comment", name))
		}
	}
	return append(found, t.stale(table)...)
}

// imports holds a file's imports to its room.
func (t *Tree) imports(f File, table Table) []Finding {
	room, known := table.Rooms[f.Package]
	if !known {
		return nil
	}
	var found []Finding
	for _, spec := range f.Syntax.Imports {
		name := importPath(spec)
		if t.allows(f, room, table, name) {
			continue
		}
		target := name
		if folder, own := t.own(name); own {
			target = folder
		}
		found = append(found, t.finding(f, spec.Pos(), "arrow %s → %s is not allowed", f.Package, target))
	}
	return found
}

func (t *Tree) allows(f File, room Room, table Table, name string) bool {
	folder, own := t.own(name)
	switch {
	case own && f.Test && folder == f.Package: // package x_test imports x
		return true
	case own && (allowed(room.May, folder) || f.Test && allowed(room.Tests, folder)):
		return true
	case own:
		return false
	case standard(name):
		return true
	}
	return allowed(room.Modules, name) || f.Test && (allowed(room.Tests, name) || allowed(table.Tests, name))
}

// aliases sees to it that "sync" means one thing in every file.
func (t *Tree) aliases(f File) []Finding {
	var found []Finding
	for _, spec := range f.Syntax.Imports {
		if spec.Name == nil {
			continue
		}
		switch standardSync := importPath(spec) == "sync"; {
		case spec.Name.Name == "sync" && !standardSync:
			found = append(found, t.finding(f, spec.Pos(), "%s is imported under the name of the standard library's sync", importPath(spec)))
		case spec.Name.Name != "sync" && standardSync:
			found = append(found, t.finding(f, spec.Pos(), "the standard library's sync is imported as %s", spec.Name.Name))
		}
	}
	return found
}

// clock finds uses of time.Now, time.Since and time.Until, called or passed on.
func (t *Tree) clock(f File) []Finding {
	if f.Test || under("cmd/...", f.Package) {
		return nil
	}
	name := ""
	for _, spec := range f.Syntax.Imports {
		if importPath(spec) == "time" {
			name = "time"
			if spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	if name == "" {
		return nil
	}
	var found []Finding
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := selector.X.(*ast.Ident); !ok || x.Name != name {
			return true
		}
		switch selector.Sel.Name {
		case "Now", "Since", "Until":
			found = append(found, t.finding(f, selector.Pos(),
				"package %s reads the clock (time.%s): now is an argument", f.Package, selector.Sel.Name))
		}
		return true
	})
	return found
}

// hasCode reports whether a folder holds more than tests.
func (t *Tree) hasCode(folder string) bool {
	return slices.ContainsFunc(t.Files, func(f File) bool { return f.Package == folder && !f.Test })
}

// stale finds excuses that nobody needs any more.
func (t *Tree) stale(table Table) []Finding {
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(table.Clocks)) {
		i := slices.IndexFunc(t.Files, func(f File) bool { return f.Path == name })
		if i < 0 || len(t.clock(t.Files[i])) == 0 || strings.TrimSpace(table.Clocks[name]) == "" {
			found = append(found, Finding{File: name, Line: int(token.NoPos), What: "has an excuse to read the clock and does not need it, or no reason for it"})
		}
	}
	return found
}
