package knowledge

import "slices"

// maxClaims is how many claims of one text are looked at: an answer with more
// is a list, and the first ones show whether it can be trusted.
const maxClaims = 64

// maxArticleClaims is the same for an article, which is read whole.
const maxArticleClaims = 4096

// Extract returns the checkable claims of a text, in the order in which they
// stand, none overlapping another. Of a text over 16 KiB it reads the
// beginning and the end, and it returns 64 claims at most.
func Extract(text string) []Claim {
	var r reading
	r.read(text)
	return r.claims()
}

// claims takes the kinds in turn, the surest first: what one has taken is not
// looked at by the next.
func (r *reading) claims() []Claim { return r.claimsUpTo(maxClaims) }

func (r *reading) claimsUpTo(limit int) []Claim {
	f := finder{reading: r, taken: make([]bool, len(r.words)), limit: limit}
	f.links()
	for _, find := range []func(int) int{
		f.dateAt, f.amountAt, f.percentAt, f.clockAt, f.durationAt, f.phoneAt, f.yearAt, f.quantityAt, f.policyAt, f.featureAt,
	} {
		for i := 0; i < len(r.words) && len(f.found) < f.limit; {
			i += max(1, f.free(i, find))
		}
	}
	slices.SortStableFunc(f.found, func(a, b Claim) int { return a.From - b.From })
	// Words are taken once, but two claims may want one sign, as in "5 $ 7".
	end := 0
	return slices.DeleteFunc(f.found, func(c Claim) bool {
		overlaps := c.From < end
		if !overlaps {
			end = c.To
		}
		return overlaps
	})
}

// finder gathers the claims of a reading.
type finder struct {
	*reading
	taken []bool
	found []Claim
	limit int // of found
}

// free lets find look at word i unless it is taken, and returns how many words
// it took.
func (f *finder) free(i int, find func(int) int) int {
	if f.taken[i] {
		return 0
	}
	return find(i)
}

// add takes words first to last, and the bytes from..to.
func (f *finder) add(c Claim, first, last int) int {
	for i := first; i <= last; i++ {
		f.taken[i] = true
	}
	if c.To == 0 {
		c.From, c.To = f.words[first].from, f.words[last].to
	}
	c.Text, c.sentence, c.first, c.last = f.source[c.From:c.To], f.words[first].sentence, first, last
	if len(f.found) < f.limit {
		f.found = append(f.found, c)
	}
	return last - first + 1
}

// is reports whether word i exists, is not taken and is one of set.
func (f *finder) is(i int, set map[string]struct{}) bool {
	if i < 0 || i >= len(f.words) || f.taken[i] {
		return false
	}
	_, ok := set[string(f.folded[f.words[i].start:f.words[i].end])]
	return ok
}

// word returns the folded word i, or nothing if there is none or it is taken.
func (f *finder) word(i int) []byte {
	if i < 0 || i >= len(f.words) || f.taken[i] {
		return nil
	}
	return f.folded[f.words[i].start:f.words[i].end]
}

// between returns what stands between words i and i+1 in the original.
func (f *finder) between(i int) string {
	if i < 0 || i+1 >= len(f.words) {
		return ""
	}
	return f.source[f.words[i].to:f.words[i+1].from]
}

// before returns the at most n bytes in front of word i.
func (f *finder) before(i, n int) string {
	at := f.words[i].from
	return f.source[max(0, at-n):at]
}

// after returns the at most n bytes behind word i.
func (f *finder) after(i, n int) string {
	at := f.words[i].to
	return f.source[at:min(len(f.source), at+n)]
}
