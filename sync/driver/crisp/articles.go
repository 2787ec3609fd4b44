package crisp

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"floorwalker/sync/driver"
)

const (
	articlesFor   = time.Hour
	articlePages  = 10
	articleFound  = 20
	articleLocale = 3
)

// shelf keeps the helpdesk's list: Crisp's own search is not documented, so it is read
// once an hour and looked through here.
type shelf struct {
	mu   sync.Mutex
	all  []article
	read time.Time
}

// Articles implements [driver.Librarian]: those in whose title or summary every word
// stands, those with one in the title first.
func (d *Driver) Articles(ctx context.Context, words string) ([]driver.Article, error) {
	d.shelf.mu.Lock()
	defer d.shelf.mu.Unlock()
	if now := d.cfg.Now(); d.shelf.read.IsZero() || now.Sub(d.shelf.read) >= articlesFor {
		all, err := d.helpdesk(ctx)
		if err != nil {
			if lacking(err) {
				d.rights.lacks("website:helpdesk")
			}
			return nil, inWords(err)
		}
		d.shelf.all, d.shelf.read = all, now
	}
	return find(d.shelf.all, words), nil
}

func find(all []article, words string) []driver.Article {
	want := strings.Fields(strings.ToLower(words))
	var first, then []driver.Article
	for _, a := range all {
		title, text := strings.ToLower(a.Title), strings.ToLower(a.Title+" "+a.Summary)
		hit, titled := true, false
		for _, w := range want {
			hit, titled = hit && strings.Contains(text, w), titled || strings.Contains(title, w)
		}
		found := driver.Article{Title: a.Title, URL: a.URL, Summary: a.Summary}
		switch {
		case hit && titled:
			first = append(first, found)
		case hit:
			then = append(then, found)
		}
	}
	first = append(first, then...)
	return first[:min(len(first), articleFound)]
}

// helpdesk reads the published articles of the first languages.
func (d *Driver) helpdesk(ctx context.Context) ([]article, error) {
	data, err := d.api.get(ctx, "helpdesk/locales/{page}", nil, "helpdesk", "locales", "1")
	if err != nil {
		return nil, err
	}
	locales, err := rows(data, decodeLocale)
	if err != nil {
		return nil, err
	}
	var all []article
	for _, l := range locales[:min(len(locales), articleLocale)] {
		for page := 1; page <= articlePages; page++ {
			data, err := d.api.get(ctx, "helpdesk/locale/{locale}/articles/{page}", nil, "helpdesk", "locale", l, "articles", strconv.Itoa(page))
			if err != nil {
				return nil, err
			}
			list, err := rows(data, decodeArticle)
			if err != nil {
				return nil, err
			}
			if len(list) == 0 {
				break
			}
			all = append(all, list...)
		}
	}
	return all, nil
}
