package lookup

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"floorwalker/app/knowledge"
)

const (
	// completions is how many words a beginning may stand for; of more the
	// first in the order of the alphabet count.
	completions = 64
	// inTitle is how much more a word counts that stands in the title.
	inTitle = 4
	// aWhole is what a word counts that most articles have; the rarer, the more.
	aWhole = 4
)

// Search returns the solution articles that people look for with a line, such as
// "forward numb", the best first, at most limit (V-KB-02): those with most of its
// words, rare words and words of the title before others. Each word may be the
// beginning of one. Of equals the lower id is first, and of an empty line all titles are in
// the order of the alphabet. Canned texts are not among them: they are found
// elsewhere.
func (x *Index) Search(line string, limit int) ([]knowledge.Article, error) {
	asked := knowledge.Ask(line)
	if len(asked.Terms) == 0 && asked.Open == "" {
		return x.byTitle(limit), nil
	}
	sums, best := make([]int, len(x.articles)), make([]int, len(x.articles))
	for _, t := range append(asked.Terms, asked.Open) {
		if t == "" {
			continue // the line ends in a blank
		}
		terms, err := x.complete(knowledge.Beginning(t))
		if err == nil {
			err = x.word(sums, best, t, terms)
		}
		if err != nil {
			return nil, err
		}
	}
	return x.top(sums, limit), nil
}

// complete returns the terms that begin so, in titles and elsewhere.
func (x *Index) complete(beginning string) ([]string, error) {
	var terms []string
	for _, b := range []string{beginning, knowledge.TitleTerm(beginning)} {
		d, err := x.reader.FieldDictPrefix(termsField, []byte(b))
		if err != nil {
			return nil, &IndexError{"complete", err}
		}
		for n := 0; n < completions; n++ {
			e, err := d.Next()
			if err != nil {
				return nil, &IndexError{"complete", errors.Join(err, d.Close())}
			}
			if e == nil {
				break
			}
			terms = append(terms, e.Term)
		}
		if err := d.Close(); err != nil {
			return nil, &IndexError{"complete", err}
		}
	}
	return terms, nil
}

// word adds to each article what the best of the terms counts there: a word that
// an article has in its text and in its title is one. The word itself counts twice
// what one that it only begins does. best is for word's use alone.
func (x *Index) word(sums, best []int, word string, terms []string) error {
	clear(best)
	for _, t := range terms {
		n, err := x.Frequency(t)
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		weight := aWhole + bits.Len(uint(len(x.articles)/n)) //nolint:gosec // G115: neither is negative
		bare, title := strings.CutPrefix(t, knowledge.TitleTerm(""))
		if title {
			weight *= inTitle
		}
		if bare == word {
			weight *= 2
		}
		if err := x.each(t, func(place int32) { best[place] = max(best[place], weight) }); err != nil {
			return err
		}
	}
	for i, b := range best {
		sums[i] += b
	}
	return nil
}

// each visits the articles that have a term.
func (x *Index) each(term string, visit func(place int32)) error {
	r, err := x.termReader(term)
	if err != nil {
		return err
	}
	var d index.TermFieldDoc
	for {
		next, err := r.Next(&d)
		if err != nil || next == nil {
			return closing(r, err)
		}
		visit(x.places[string(next.ID)])
		d.ID = d.ID[:0]
	}
}

// top returns the solution articles with the greatest sums.
func (x *Index) top(sums []int, limit int) []knowledge.Article {
	var found []int32
	for i, sum := range sums {
		if sum > 0 && !x.articles[i].Canned {
			found = append(found, int32(i)) // #nosec G115 -- at most MaxArticles
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) // places are in the order of ids
	})
	return x.take(found, limit)
}

func (x *Index) byTitle(limit int) []knowledge.Article {
	all := make([]int32, 0, len(x.articles))
	for i := range x.articles {
		if !x.articles[i].Canned {
			all = append(all, int32(i)) // #nosec G115 -- at most MaxArticles
		}
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(strings.Compare(x.articles[a].Title, x.articles[b].Title), cmp.Compare(a, b))
	})
	return x.take(all, limit)
}

func (x *Index) take(places []int32, limit int) []knowledge.Article {
	places = places[:min(max(limit, 0), len(places))]
	found := make([]knowledge.Article, len(places))
	for i, p := range places {
		found[i] = x.articles[p]
	}
	return found
}

// Search looks in what is in force, at once, on the caller's goroutine; see
// [Index.Search]. Before the first load it finds nothing.
func (s *Service) Search(line string, limit int) ([]knowledge.Article, error) {
	h := s.acquire()
	if h == nil {
		return nil, nil
	}
	found, err := h.index.Search(line, limit)
	s.release(h)
	return found, err
}
