package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"floorwalker/app/knowledge"
)

const (
	// MaxArticles is how many articles one index holds.
	MaxArticles = 50_000

	// termsField is the only field: what app/knowledge says an article is
	// looked up by, blanks between.
	termsField = "terms"
	// articlesABatch bounds the memory of the analysis.
	articlesABatch = 1000
)

// ErrTooMany means that there are more articles than [MaxArticles].
var ErrTooMany = errors.New("lookup: too many articles")

// Index is a set of articles, ready to be asked. It never changes, may be
// asked by several goroutines at once, and lives in memory only.
type Index struct {
	version  string
	articles []knowledge.Article // by id
	places   map[string]int32    // in articles, by the index's own number of the article
	bleve    bleve.Index
	reader   index.IndexReader
}

// NewIndex indexes articles, whose ids must differ. The context ends it early.
// Close must be called.
func NewIndex(ctx context.Context, articles []knowledge.Article) (*Index, error) {
	if len(articles) > MaxArticles {
		return nil, fmt.Errorf("%w: %d", ErrTooMany, len(articles))
	}
	x := &Index{version: knowledge.VersionOf(articles), articles: slices.Clone(articles)}
	slices.SortFunc(x.articles, func(a, b knowledge.Article) int { return cmp.Compare(a.ID, b.ID) })
	m, err := newMapping()
	if err != nil {
		return nil, &IndexError{"map", err}
	}
	if x.bleve, err = bleve.NewUsing("", m, scorch.Name, scorch.Name, nil); err != nil {
		return nil, &IndexError{"create", err}
	}
	if err := x.fill(ctx); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// newMapping splits at blanks and does nothing else: app/knowledge has made
// the terms, so that both sides fold and stem alike in every script.
func newMapping() (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(termsField, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer, field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = termsField, false, false, false, false
	field.SkipFreqNorm = true // a term stands once in an article
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt(termsField, field)
	m.DefaultMapping = document
	return m, nil
}

func (x *Index) fill(ctx context.Context) error {
	for from := 0; from < len(x.articles); from += articlesABatch {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch := x.bleve.NewBatch()
		for i := from; i < min(from+articlesABatch, len(x.articles)); i++ {
			a := &x.articles[i]
			if err := batch.Index(string(a.ID), map[string]any{termsField: strings.Join(a.Terms(), " ")}); err != nil {
				return &IndexError{"read " + string(a.ID), err}
			}
		}
		if err := x.bleve.Batch(batch); err != nil {
			return &IndexError{"index", err}
		}
	}
	inner, err := x.bleve.Advanced()
	if err == nil {
		x.reader, err = inner.Reader()
	}
	if err == nil {
		err = x.number()
	}
	if err != nil {
		return &IndexError{"open", err}
	}
	return nil
}

// number writes down which article has which number in the index, so that a
// look-up does not ask for names.
func (x *Index) number() error {
	byID := make(map[string]int32, len(x.articles))
	for i, a := range x.articles {
		byID[string(a.ID)] = int32(i) // #nosec G115 -- at most MaxArticles
	}
	all, err := x.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	x.places = make(map[string]int32, len(x.articles))
	for {
		n, err := all.Next()
		if err != nil || n == nil {
			return errors.Join(err, all.Close())
		}
		id, err := x.reader.ExternalID(n)
		if err != nil {
			return errors.Join(err, all.Close())
		}
		x.places[string(n)] = byID[id]
	}
}

// Close gives the memory back. Nobody may be asking any more.
func (x *Index) Close() error {
	var err error
	if x.reader != nil {
		err = x.reader.Close()
	}
	if err := errors.Join(err, x.bleve.Close()); err != nil {
		return &IndexError{"close", err}
	}
	return nil
}

// Version is what [knowledge.VersionOf] says of the articles.
func (x *Index) Version() string { return x.version }

// Len is how many articles there are.
func (x *Index) Len() int { return len(x.articles) }

// Frequency returns how many articles have a term.
func (x *Index) Frequency(term string) (int, error) {
	r, err := x.termReader(term)
	if err != nil {
		return 0, err
	}
	n := r.Count()
	return int(n), closing(r, nil) // #nosec G115 -- at most MaxArticles
}

// Find returns the articles whose terms weigh most; see [knowledge.Index]. It
// adds up integers over the lists of the index: its own ranking is made of
// floating-point numbers, which may differ in the last place from one processor
// to the next.
func (x *Index) Find(terms []knowledge.Term, limit int) ([]knowledge.Article, error) {
	sums := make([]int, len(x.articles))
	for _, t := range terms {
		if err := x.add(sums, t); err != nil {
			return nil, err
		}
	}
	var best []int32
	for i, sum := range sums {
		if sum > 0 {
			best = append(best, int32(i)) // #nosec G115 -- at most MaxArticles
		}
	}
	slices.SortFunc(best, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) // places are in the order of ids
	})
	found := make([]knowledge.Article, 0, limit)
	for _, i := range best[:min(limit, len(best))] {
		found = append(found, x.articles[i])
	}
	return found, nil
}

// add walks the list of one term and adds its weight to the sums, by place.
func (x *Index) add(sums []int, t knowledge.Term) error {
	return x.each(t.Text, func(place int32) { sums[place] += t.Weight })
}

func (x *Index) termReader(term string) (index.TermFieldReader, error) {
	r, err := x.reader.TermFieldReader(context.Background(), []byte(term), termsField, false, false, false)
	if err != nil {
		return nil, &IndexError{"look up", err}
	}
	return r, nil
}

func closing(r index.TermFieldReader, err error) error {
	if err := errors.Join(err, r.Close()); err != nil {
		return &IndexError{"look up", err}
	}
	return nil
}
