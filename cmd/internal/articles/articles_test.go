package articles_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
	"floorwalker/cmd/internal/articles"
)

func write(t *testing.T, seed int64, n int) string {
	t.Helper()
	folder := t.TempDir()
	if err := articles.Write(folder, seed, n); err != nil {
		t.Fatal(err)
	}
	return folder
}

func read(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		if all[f.Name()], err = os.ReadFile(filepath.Join(folder, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestWrite makes the same files of the same seed, all different, and all of
// them articles.
func TestWrite(t *testing.T) {
	const n = 200
	one, again, other := read(t, write(t, 1, n)), read(t, write(t, 1, n)), read(t, write(t, 2, n))
	titles := map[string]bool{}
	for name, file := range one {
		if !bytes.Equal(file, again[name]) || bytes.Equal(file, other[name]) {
			t.Fatalf("%s is not made from the seed alone", name)
		}
		a, err := knowledge.ParseMarkdown(knowledge.ArticleID(name), file)
		if err != nil {
			t.Fatal(err)
		}
		if len(knowledge.Extract(a.Text)) < 6 {
			t.Errorf("%s has hardly anything to check: %s", name, a.Text)
		}
		titles[a.Title] = true
	}
	if len(one) != n || len(titles) != n {
		t.Errorf("%d files, %d titles", len(one), len(titles))
	}
	if err := articles.Write(filepath.Join(t.TempDir(), "none"), 1, 1); err == nil {
		t.Error("a folder that is not there")
	}
}

// TestAsked answers with what the article says, or with what none says.
func TestAsked(t *testing.T) {
	const n = 40
	files := read(t, write(t, 3, n))
	all := ""
	for _, f := range files {
		all += string(f)
	}
	lines := articles.Asked(3, n, 2*n)
	if len(lines) != 4*n {
		t.Fatalf("%d lines", len(lines))
	}
	invented := 0
	for i, l := range lines {
		if (l.From == "bot") != (i%2 == 1) || l.Turn != i%2 {
			t.Fatalf("%+v", l)
		}
		if l.From != "bot" {
			continue
		}
		claims := knowledge.Extract(l.Text)
		if len(claims) == 0 {
			t.Fatalf("nothing to check in %q", l.Text)
		}
		if l.Invented {
			invented++
		}
		if phone := claims[0]; phone.Kind == knowledge.KindPhone && strings.Contains(all, phone.Text) == l.Invented {
			t.Errorf("%q, invented %v", l.Text, l.Invented)
		}
	}
	if invented != n {
		t.Errorf("%d invented", invented)
	}
}
