package arrows

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// repository is the root of this module, seen from this package's folder,
// where go test runs its tests.
const repository = "../../.."

func TestHouse(t *testing.T) {
	tree, err := Parse(os.DirFS(repository))
	if err != nil {
		t.Fatal(err)
	}
	report(t, Check(tree, House()))
}

func TestModulesHaveReasons(t *testing.T) {
	tree, err := Parse(os.DirFS(repository))
	if err != nil {
		t.Fatal(err)
	}
	found, err := CheckModules(tree)
	if err != nil {
		t.Fatal(err)
	}
	report(t, found)
}

func TestRootHoldsOnlyWhatBelongs(t *testing.T) {
	found, err := CheckRoot(os.DirFS(repository), RootNames())
	if err != nil {
		t.Fatal(err)
	}
	report(t, found)
}

func report(t *testing.T, found []Finding) {
	t.Helper()
	for _, f := range found {
		t.Error(f)
	}
}

// small is a table for the fixtures below.
var small = Table{
	Rooms: map[string]Room{
		"app/chat":     {},
		"ui/board":     {May: []string{"app/chat"}, Modules: []string{"fyne.io/fyne/v2"}, Tests: []string{"fyne.io/fyne/v2/test"}},
		"ui/thread":    {May: []string{"app/chat"}},
		"sync":         {},
		"sync/link":    {Modules: []string{"github.com/gorilla/websocket"}},
		"cmd/floorhub": {May: []string{"app/...", "sync/link"}},
	},
	Tests: []string{"pgregory.net/rapid"},
}

// TestCheckFails shows that each rule can fail, and says where: a house that
// is right, with one file added to it at a time.
func TestCheckFails(t *testing.T) {
	for _, c := range []struct {
		name, file, source, want string
	}{
		{
			"a pane imports a pane", "ui/board/more.go", "package board\n\nimport _ \"m/ui/thread\"\n",
			"ui/board/more.go:3: arrow ui/board → ui/thread is not allowed",
		},
		{
			"the nouns import a module", "app/chat/more.go", "package chat\n\nimport _ \"github.com/oklog/ulid/v2\"\n",
			"app/chat/more.go:3: arrow app/chat → github.com/oklog/ulid/v2 is not allowed",
		},
		{
			"behind a build tag", "app/chat/more_plan9.go", "//go:build plan9\n\npackage chat\n\nimport (\n\t\"fmt\"\n\n\t_ \"go.etcd.io/bbolt\"\n)\n\nvar _ = fmt.Sprint\n",
			"app/chat/more_plan9.go:8: arrow app/chat → go.etcd.io/bbolt is not allowed",
		},
		{
			"fyne/v2/app in a pane", "ui/board/more.go", "package board\n\nimport _ \"fyne.io/fyne/v2/app\"\n",
			"ui/board/more.go:3: arrow ui/board → fyne.io/fyne/v2/app is not allowed",
		},
		{
			"a test's module in code", "ui/board/more.go", "package board\n\nimport _ \"fyne.io/fyne/v2/test\"\n",
			"ui/board/more.go:3: arrow ui/board → fyne.io/fyne/v2/test is not allowed",
		},
		{
			"a test with another room's module", "app/chat/more_test.go", "package chat\n\nimport _ \"fyne.io/fyne/v2/test\"\n",
			"app/chat/more_test.go:3: arrow app/chat → fyne.io/fyne/v2/test is not allowed",
		},
		{
			"sync imported", "sync/link/more.go", "package link\n\nimport floorsync \"m/sync\"\n\nvar _ = floorsync.X\n",
			"sync/link/more.go:3: arrow sync/link → sync is not allowed",
		},
		{
			"something else named sync", "sync/link/more.go", "package link\n\nimport sync \"github.com/gorilla/websocket\"\n\nvar _ sync.Conn\n",
			"sync/link/more.go:3: github.com/gorilla/websocket is imported under the name of the standard library's sync",
		},
		{
			"sync under another name", "sync/link/more.go", "package link\n\nimport gosync \"sync\"\n\nvar _ gosync.Mutex\n",
			"sync/link/more.go:3: the standard library's sync is imported as gosync",
		},
		{
			"the clock called", "app/chat/more.go", "package chat\n\nimport \"time\"\n\nfunc f() {\n\t_ = time.Now()\n}\n",
			"app/chat/more.go:6: package app/chat reads the clock (time.Now): now is an argument",
		},
		{
			"the clock passed on, under another name", "sync/link/more.go", "package link\n\nimport clock \"time\"\n\nvar since = clock.Since\n",
			"sync/link/more.go:5: package sync/link reads the clock (time.Since): now is an argument",
		},
		{
			"an unknown room", "app/attic/doc.go", "// Package attic is new.\npackage attic\n",
			"app/attic/doc.go:2: package app/attic is not in the table of arrows: say there what it may import",
		},
		{
			"no package comment", "sync/doc.go", "package sync\n",
			"sync/doc.go:1: package sync has no package comment",
		},
		{"a test shares the modules for tests", "app/chat/more_test.go", "package chat_test\n\nimport (\n\t\"time\"\n\n\t_ \"m/app/chat\"\n\t_ \"pgregory.net/rapid\"\n)\n\nvar _ = time.Now\n", ""},
		{"a program reads the clock and sees the rooms", "cmd/floorhub/more.go", "// Program floorhub is a room.\npackage main\n\nimport (\n\t\"time\"\n\n\t_ \"m/app/chat\"\n)\n\nvar _ = time.Now\n", ""},
		{"testdata is not looked at", "app/testdata/bad.go", "no Go at all", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree, err := Parse(with(house(), c.file, c.source))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, Check(tree, small), c.want)
		})
	}
}

func TestCheckFailsOnStaleExcuses(t *testing.T) {
	tree, err := Parse(house())
	if err != nil {
		t.Fatal(err)
	}
	table := small
	table.Clocks = map[string]string{"app/chat/doc.go": "it once did"}
	expect(t, Check(tree, table), "app/chat/doc.go: has an excuse to read the clock and does not need it, or no reason for it")
}

func TestCheckModulesFails(t *testing.T) {
	fsys := with(house(), "sync/link/more.go", "package link\n\nimport _ \"github.com/gorilla/websocket\"\n")
	fsys["CONTRIBUTING.md"] = &fstest.MapFile{Data: []byte("We like `github.com/gorilla/websocket`.\n\n| module | why |\n|---|---|\n| `pgregory.net/rapid` | properties |\n")}
	tree, err := Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	found, err := CheckModules(tree)
	if err != nil {
		t.Fatal(err)
	}
	const tail = " is not in CONTRIBUTING.md's table: say there why it is here, how old it is and under what licence"
	expect(t, found, "go.mod: module github.com/alecthomas/kong"+tail, "sync/link/more.go:3: module github.com/gorilla/websocket"+tail)
}

func TestCheckRootFails(t *testing.T) {
	fsys := with(house(), "bin/floorhub", "")
	found, err := CheckRoot(with(fsys, "notes.txt", ""), RootNames())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, found, "notes.txt: does not belong in the root of the repository")
}

func TestParseFailsOnWhatIsNoGo(t *testing.T) {
	if _, err := Parse(with(house(), "app/chat/bad.go", "package")); err == nil {
		t.Error("a broken file was read without an error")
	}
	if _, err := Parse(fstest.MapFS{}); err == nil {
		t.Error("a folder without go.mod was read without an error")
	}
}

// house is a module that keeps every rule of the small table.
func house() fstest.MapFS {
	return fstest.MapFS{
		"go.mod": {Data: []byte("module m\n\nrequire github.com/alecthomas/kong v1.17.0\n\nrequire (\n" +
			"\tgithub.com/gorilla/websocket v1.5.3 // indirect\n\tpgregory.net/rapid v1.3.0 // indirect\n)\n")},
		".gitignore":       {Data: []byte("# what builds make\n/bin/\n*.prof\n")},
		"app/chat/doc.go":  {Data: []byte("// Package chat is a room.\npackage chat\n")},
		"ui/board/doc.go":  {Data: []byte("// Package board is a room.\npackage board\n\nimport _ \"m/app/chat\"\n")},
		"ui/thread/doc.go": {Data: []byte("// Package thread is a room.\npackage thread\n")},
		"sync/link/doc.go": {Data: []byte("// Package link is a room.\npackage link\n\nimport \"sync\"\n\nvar _ sync.Mutex\n")},
	}
}

func with(fsys fstest.MapFS, name, source string) fstest.MapFS {
	fsys[name] = &fstest.MapFile{Data: []byte(source)}
	return fsys
}

func expect(t *testing.T, found []Finding, want ...string) {
	t.Helper()
	var got []string
	for _, f := range found {
		got = append(got, f.String())
	}
	want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
	if !slices.Equal(got, want) {
		t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
