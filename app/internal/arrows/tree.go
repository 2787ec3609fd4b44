package arrows

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Tree is the parsed source of one module.
type Tree struct {
	// Module is the module's own path, the first word after "module" in go.mod.
	Module string
	// Files are all Go files outside vendor, testdata and dot folders, in
	// the order of their paths.
	Files []File

	fset *token.FileSet
	fsys fs.FS
}

// A File is one parsed Go file.
type File struct {
	Path    string // slash-separated, from the root of the module
	Package string // the folder it lies in, "." for the root
	Test    bool   // its name ends in _test.go
	Syntax  *ast.File
}

// A Finding is one broken rule.
type Finding struct {
	File string // slash-separated, from the root of the module
	Line int    // from 1; 0 where the whole file or folder is meant
	What string // the rule and what broke it, in one sentence
}

// String is file:line: what, as compilers write it.
func (f Finding) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.What
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.What)
}

// Parse reads a module. It fails where go.mod is missing or a file is no Go.
func Parse(fsys fs.FS) (*Tree, error) {
	mod, err := readMod(fsys)
	if err != nil {
		return nil, err
	}
	t := &Tree{Module: mod.path, fset: token.NewFileSet(), fsys: fsys}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != "." && outside(d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		return t.add(name)
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// outside reports whether the go command, too, passes over a folder.
func outside(folder string) bool {
	return folder == "vendor" || folder == "testdata" || folder == "bin" ||
		strings.HasPrefix(folder, ".") || strings.HasPrefix(folder, "_")
}

func (t *Tree) add(name string) error {
	source, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(t.fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	t.Files = append(t.Files, File{
		Path:    name,
		Package: path.Dir(name),
		Test:    strings.HasSuffix(name, "_test.go"),
		Syntax:  syntax,
	})
	return nil
}

// finding places what at a node's line.
func (t *Tree) finding(f File, at token.Pos, format string, args ...any) Finding {
	return Finding{File: f.Path, Line: t.fset.Position(at).Line, What: fmt.Sprintf(format, args...)}
}

// own returns the folder of a package of this module, and whether it is one.
func (t *Tree) own(importPath string) (string, bool) {
	if importPath == t.Module {
		return ".", true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// importPath is what an import statement imports. The parser has checked it.
func importPath(spec *ast.ImportSpec) string {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return p
}

// standard reports whether an import path is the standard library's: its first
// element has no dot. "C" is cgo's.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// under reports whether name is pattern, or lies below it where the pattern
// ends in "/...".
func under(pattern, name string) bool {
	folder, deep := strings.CutSuffix(pattern, "/...")
	return name == folder || deep && strings.HasPrefix(name, folder+"/")
}

func allowed(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return under(p, name) })
}
