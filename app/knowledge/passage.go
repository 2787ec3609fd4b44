package knowledge

// maxCompared is how many telling words of an answer and of a passage are
// compared: the comparison costs the product of both.
const maxCompared = 400

// features are what an answer beside its passage measures, in thousandths.
type features [featureCount]int

// The features, in the order of featureNames.
const (
	featureBias     = iota
	featureInOrder  // share of the answer's telling words that stand in the passage, in its order
	featureCovered  // share of the passage's telling words that the answer uses
	featurePairs    // share of neighbours in the answer that are neighbours in the passage
	featureHeld     // numbers that the passage has, up to two
	featureInvented // numbers that it has not, up to two
	featurePassage  // length of the passage in telling words, of fifty
	featureNew      // share of telling words that neither passage nor customer used
	featureRepeats  // telling words said twice, up to two
	featureEndsNew  // its last telling word is not in the passage
	featureNegated  // one of both negates, the other does not
	featureCount
)

// featureNames are the names in the file of weights.
func featureNames() [featureCount]string {
	return [featureCount]string{
		"bias", "in_order", "covered", "pairs", "numbers_held", "numbers_invented", "passage_length", "new",
		"repeats", "ends_new", "negated",
	}
}

// compare measures answer against passage; before is the line of the customer
// that was answered and may be empty.
func compare(answer, passage, before *reading) features {
	c := comparison{answer: answer, places: make(map[uint64][]int)}
	c.readPassage(passage)
	c.prior = make(map[uint64]struct{}, len(before.words))
	for i := range before.words {
		c.prior[before.words[i].stem] = struct{}{}
	}
	c.readAnswer()
	return c.features()
}

// comparison gathers what the features are made of.
type comparison struct {
	answer *reading
	prior  map[uint64]struct{} // what the customer said
	places map[uint64][]int    // where a stem stands among the passage's telling words
	theirs []uint64            // telling words of the passage
	ours   []uint64            // telling words of the answer

	passageNegates, negates bool
	unknown                 int
	held, invented          int
	pairs, neighbours       int
	repeats                 int
	lastCovered             bool
}

func (c *comparison) readPassage(r *reading) {
	for i := range r.words {
		w := &r.words[i]
		c.passageNegates = c.passageNegates || w.has(isNegator)
		if w.tells() && len(c.theirs) < maxCompared {
			c.places[w.stem] = append(c.places[w.stem], len(c.theirs))
			c.theirs = append(c.theirs, w.stem)
		}
	}
}

func (c *comparison) readAnswer() {
	seen := make(map[uint64]struct{})
	for i := range c.answer.words {
		w := &c.answer.words[i]
		c.negates = c.negates || w.has(isNegator)
		if !w.tells() || len(c.ours) >= maxCompared {
			continue
		}
		if _, again := seen[w.stem]; again {
			c.repeats++
		}
		seen[w.stem] = struct{}{}
		c.readTelling(w)
	}
}

func (c *comparison) readTelling(w *word) {
	places := c.places[w.stem]
	covered := len(places) > 0
	_, said := c.prior[w.stem]
	switch {
	case covered && w.has(isNumber):
		c.held++
	case w.has(isNumber):
		c.invented++
	}
	if !covered && !said {
		c.unknown++
	}
	if len(c.ours) > 0 {
		c.pairs++
		if covered && c.lastCovered && follows(c.places[c.ours[len(c.ours)-1]], places) {
			c.neighbours++
		}
	}
	c.lastCovered = covered
	c.ours = append(c.ours, w.stem)
}

// follows reports whether a place of second is one or two after one of first.
// Both are ascending.
func follows(first, second []int) bool {
	for i, j := 0, 0; i < len(first) && j < len(second); {
		switch gap := second[j] - first[i]; {
		case gap == 1 || gap == 2:
			return true
		case gap <= 0:
			j++
		default:
			i++
		}
	}
	return false
}

func (c *comparison) features() features {
	used := make(map[uint64]struct{}, len(c.ours))
	for _, s := range c.ours {
		if len(c.places[s]) > 0 {
			used[s] = struct{}{}
		}
	}
	return features{
		featureBias:     1000,
		featureInOrder:  share(inOrder(c.ours, c.theirs), len(c.ours)),
		featureCovered:  share(len(used), len(c.places)),
		featurePairs:    share(c.neighbours, c.pairs),
		featureHeld:     1000 * min(c.held, 2),
		featureInvented: 1000 * min(c.invented, 2),
		featurePassage:  20 * min(len(c.theirs), 50),
		featureNew:      share(c.unknown, len(c.ours)),
		featureRepeats:  1000 * min(c.repeats, 2),
		featureEndsNew:  oneIf(len(c.ours) > 0 && !c.lastCovered),
		featureNegated:  oneIf(c.negates != c.passageNegates),
	}
}

func oneIf(b bool) int {
	if b {
		return 1000
	}
	return 0
}

// share is n of d in thousandths, and nothing of nothing.
func share(n, d int) int {
	if d == 0 {
		return 0
	}
	return 1000 * n / d
}

// inOrder is the length of the longest common subsequence.
func inOrder(a, b []uint64) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
