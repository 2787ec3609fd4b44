package lookup_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
	"floorwalker/assets"
)

// What an article says is held when the bot says it word for word: no sentence
// of the practice floor's articles is suspected beside them all.
func TestArticlesHoldThemselves(t *testing.T) {
	var articles []knowledge.Article
	err := fs.WalkDir(assets.Practice(), "articles", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		file, err := fs.ReadFile(assets.Practice(), name)
		if err != nil {
			return err
		}
		a, err := knowledge.ParseMarkdown(knowledge.ArticleID(name), file)
		articles = append(articles, a)
		return err
	})
	if err != nil || len(articles) == 0 {
		t.Fatal(len(articles), err)
	}
	articles = append(articles, shop()...)
	x, judge := newIndex(t, append(articles, generated(300)...)), newJudge(t)
	checked := 0
	for _, a := range articles {
		for _, text := range append(strings.SplitAfter(a.Text, ". "), a.Text) {
			got, err := judge.Ask(knowledge.Question{Text: text, Before: a.Title}, x)
			if err != nil {
				t.Fatal(err)
			}
			checked += len(got.Findings)
			if got.Score.TenThousandths() > 3000 {
				t.Errorf("%s: %q scores %d: %s", a.ID, text, got.Score.TenThousandths(), got.Explain())
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d claims were checked", checked)
	}
}
