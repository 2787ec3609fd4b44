package lookup

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"floorwalker/app/knowledge"
)

// Problem is a file that could not be read, or an article that was left out.
type Problem struct {
	// Article is the file's path in the folder, or the article's id.
	Article knowledge.ArticleID
	Err     error
}

// folder remembers the articles of a folder of Markdown files. It belongs to
// one goroutine.
type folder struct {
	fsys  fs.FS
	files map[string]file
}

// file is what is known of one file.
type file struct {
	size     int64
	modified time.Time
	article  knowledge.Article
	good     bool  // article is there, perhaps from before the file broke
	err      error // of the newest reading
}

// scan looks at the folder again, and reads files whose size or time differ.
// A file that broke keeps the article that it held before, which is what it
// looks like while somebody saves it. A folder that cannot be listed is an
// error, and everything stays as it was.
func (f *folder) scan() (changed bool, err error) {
	files := make(map[string]file, len(f.files))
	err = fs.WalkDir(f.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if wanted, err := isArticle(name, d); !wanted {
			return err
		}
		if len(files) >= MaxArticles {
			return fmt.Errorf("%w: more than %d files", ErrTooMany, MaxArticles)
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // went away while we looked
		}
		if err != nil {
			return err
		}
		old, known := f.files[name]
		if known && old.size == info.Size() && old.modified.Equal(info.ModTime()) {
			files[name] = old
			return nil
		}
		changed = true
		files[name] = f.read(name, info, old)
		return nil
	})
	if err == nil && len(files) < len(f.files) {
		// Files are gone. If the folder went away under our eyes they are not
		// deleted, and everything stays.
		_, err = fs.Stat(f.fsys, ".")
	}
	if err != nil {
		return false, err
	}
	changed = changed || len(files) != len(f.files)
	f.files = files
	return changed, nil
}

// isArticle reports whether a file is read; the error steps over a hidden
// folder.
func isArticle(name string, d fs.DirEntry) (bool, error) {
	hidden := name != "." && strings.HasPrefix(d.Name(), ".")
	switch {
	case d.IsDir() && hidden:
		return false, fs.SkipDir
	case d.IsDir() || hidden:
		return false, nil
	}
	return strings.EqualFold(path.Ext(name), ".md"), nil
}

// read reads one file over what was known of it.
func (f *folder) read(name string, info fs.FileInfo, old file) file {
	now := file{size: info.Size(), modified: info.ModTime(), article: old.article, good: old.good}
	bytes, err := f.bytes(name)
	if err != nil {
		now.err = err
		return now
	}
	a, err := knowledge.ParseMarkdown(knowledge.ArticleID(name), bytes)
	if err != nil {
		now.err = err
		return now
	}
	now.article, now.good = a, true
	return now
}

// bytes reads a file, and not more of it than shows that it is too long.
func (f *folder) bytes(name string) (bytes []byte, err error) {
	r, err := f.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, knowledge.MaxArticle+1))
}

// articles returns what the folder holds, and what is wrong with it, both in
// the order of the paths.
func (f *folder) articles() (as []knowledge.Article, problems []Problem) {
	for name, one := range f.files {
		if one.good {
			as = append(as, one.article)
		}
		if one.err != nil {
			problems = append(problems, Problem{knowledge.ArticleID(name), one.err})
		}
	}
	slices.SortFunc(as, func(a, b knowledge.Article) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Article, b.Article) })
	return as, problems
}
