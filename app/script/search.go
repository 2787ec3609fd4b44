package script

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// Match says by what a response was found, best first.
type Match int

// The ways to be found, in the order in which hits are listed.
const (
	MatchAll      Match = iota // nothing was asked for
	MatchExact                 // the shortcut itself
	MatchShortcut              // the shortcut begins with it
	MatchTitle                 // the title has it, at its start before a word's start before elsewhere
	MatchText                  // the text has all its words
	MatchFuzzy                 // shortcut and title have its letters in order
)

// Query is what somebody typed.
type Query struct {
	// Text is taken without case and without a leading "/". If it is empty,
	// everything matches.
	Text string
	// Folder keeps to one folder, unless it is empty.
	Folder string
	// Limit is how many hits are wanted; 0 means 50.
	Limit int
}

const usualLimit = 50

// Hit is one response that was found.
type Hit struct {
	Version
	Match Match
}

// Search returns what q finds, best first: by shortcut, then by title, then by
// text, then by letters alone. Within one way the order is that of shortcuts
// and ids, and for letters that of their score; it depends on nothing else.
//
// Each way is tried only while hits are wanted, so the common query, the first
// letters of a shortcut, costs next to nothing.
func (l Library) Search(q Query) []Hit {
	s := search{library: l, folder: q.Folder, limit: q.Limit, text: strings.TrimSpace(strings.TrimPrefix(fold(strings.TrimSpace(q.Text)), "/"))}
	if s.limit <= 0 {
		s.limit = usualLimit
	}
	s.found = make(map[*item]struct{}, s.limit)
	if s.text == "" {
		s.takeAll()
		return s.hits
	}
	s.words = strings.Fields(s.text)
	for _, way := range []func(){s.byShortcut, s.byTitle, s.byText, s.byLetters} {
		if way(); s.full() {
			break
		}
	}
	return s.hits
}

// search is one question on its way through the ways.
type search struct {
	library Library
	folder  string
	limit   int
	text    string
	words   []string
	hits    []Hit
	found   map[*item]struct{}
}

func (s *search) full() bool { return len(s.hits) >= s.limit }

func (s *search) take(e *item, m Match) {
	if _, again := s.found[e]; again || s.full() {
		return
	}
	s.found[e] = struct{}{}
	s.hits = append(s.hits, Hit{e.version, m})
}

// skips reports whether e is out of the question.
func (s *search) skips(e *item) bool {
	return s.folder != "" && e.version.Content.Folder != s.folder
}

func (s *search) takeAll() {
	for _, e := range s.library.live {
		if s.full() {
			return
		}
		if !s.skips(e) {
			s.take(e, MatchAll)
		}
	}
}

func (s *search) byShortcut() {
	live := s.library.live
	i, _ := slices.BinarySearchFunc(live, s.text, func(e *item, t string) int {
		return strings.Compare(e.index.shortcut, t)
	})
	for ; i < len(live) && strings.HasPrefix(live[i].index.shortcut, s.text) && !s.full(); i++ {
		if s.skips(live[i]) {
			continue
		}
		if live[i].index.shortcut == s.text {
			s.take(live[i], MatchExact)
		} else {
			s.take(live[i], MatchShortcut)
		}
	}
}

// byTitle keeps three lists, for where in the title the query stands, and
// looks no farther once the best is long enough.
func (s *search) byTitle() {
	var places [3][]*item
	want := s.limit - len(s.hits)
	for _, e := range s.library.live {
		if s.skips(e) {
			continue
		}
		p := placeIn(e.index.lowTitle, s.text, s.words)
		if p < 0 || len(places[p]) >= want {
			continue
		}
		if _, again := s.found[e]; again {
			continue
		}
		places[p] = append(places[p], e)
		if p == 0 && len(places[0]) >= want {
			break
		}
	}
	for _, es := range places {
		for _, e := range es {
			s.take(e, MatchTitle)
		}
	}
}

// placeIn returns where title has the query: 0 at its start, 1 at the start of
// a word, 2 elsewhere or its words apart, -1 nowhere.
func placeIn(title, text string, words []string) int {
	i := strings.Index(title, text)
	switch {
	case i == 0:
		return 0
	case i > 0 && title[i-1] == ' ':
		return 1
	case i > 0 || hasAll(title, words):
		return 2
	}
	return -1
}

func (s *search) byText() {
	for _, e := range s.library.live {
		if s.full() {
			return
		}
		if !s.skips(e) && e.index.text.mayHave(s.words) && hasAll(e.index.lowText, s.words) {
			s.take(e, MatchText)
		}
	}
}

// fuzzyMax bounds how many are scored by letters. Beyond it the query is so
// vague that a better score among the rest would tell nobody anything.
const fuzzyMax = 2_000

// byLetters asks the fuzzy matcher about those that have the letters in order.
func (s *search) byLetters() {
	letters := strings.Join(s.words, "")
	if len([]rune(letters)) < 2 {
		return
	}
	want := letterSet(letters)
	var maybe candidates
	for _, e := range s.library.live {
		if _, again := s.found[e]; again || s.skips(e) || want&^e.index.letters != 0 || !inOrder(e.index.name, letters) {
			continue
		}
		if maybe = append(maybe, e); len(maybe) == fuzzyMax {
			break
		}
	}
	matches := fuzzy.FindFromNoSort(letters, maybe)
	slices.SortStableFunc(matches, func(a, b fuzzy.Match) int { return cmp.Compare(b.Score, a.Score) })
	for _, m := range matches {
		s.take(maybe[m.Index], MatchFuzzy)
	}
}

// candidates are what the fuzzy matcher chooses from.
type candidates []*item

// String implements fuzzy.Source.
func (c candidates) String(i int) string { return c[i].index.name }

// Len implements fuzzy.Source.
func (c candidates) Len() int { return len(c) }

func hasAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
