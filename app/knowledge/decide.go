package knowledge

import "strings"

const (
	// nearEnough is how much of a claim's context an article's claim must
	// share to contradict it, in thousandths.
	nearEnough = 340
	// nearAtAll is how much of it makes the same value the same claim.
	nearAtAll = 120
)

// source is an article that was found, read.
type source struct {
	article *Article
	text    reading
	title   reading
	claims  []Claim
}

// decide says of every claim what the articles say.
func (c *context) decide(claims, told []Claim, articles []Article) []Finding {
	sources := make([]source, len(articles))
	for i := range articles {
		s := &sources[i]
		s.article = &articles[i]
		s.text.readAll(articles[i].Text)
		s.title.readAll(articles[i].Title)
		s.claims = s.text.claimsUpTo(maxArticleClaims)
	}
	findings := make([]Finding, len(claims))
	for i := range claims {
		findings[i] = c.judge(&claims[i], told, sources)
	}
	return findings
}

// maxWeighed is how many claims of one article are set against one claim: a
// price list does not cost more than an article.
const maxWeighed = 64

// match is a claim of an article with how much of the context it shares.
type match struct {
	source *source
	claim  *Claim
	near   int // in thousandths
}

func (m *match) better(source *source, claim *Claim, near int) {
	if m.claim == nil || near > m.near {
		*m = match{source, claim, near}
	}
}

// judge decides about one claim.
func (c *context) judge(claim *Claim, told []Claim, sources []source) Finding {
	f := Finding{Claim: *claim}
	for i := range told {
		if claim.heldBy(&told[i]) {
			f.State = StateTold
			f.tell(nil)
			return f
		}
	}
	if claim.Kind == KindFeature {
		return c.judgeName(f, sources)
	}
	around := c.around(claim)
	total := 0
	for _, w := range around {
		total += w
	}
	var same, other match
	for i := range sources {
		s, weighed := &sources[i], 0
		x := s.surround(around, total)
		for k := range s.claims {
			d := &s.claims[k]
			holds, against := claim.heldBy(d), claim.opposedBy(d)
			if !holds && !against || weighed >= maxWeighed {
				continue
			}
			weighed++
			near := s.near(d, &x)
			if holds {
				same.better(s, d, near)
			} else {
				other.better(s, d, near)
			}
		}
	}
	if same.claim == nil && c.known[claim.term()] {
		f.State, f.Says = StateHeld, claim.Text
		f.Words = "an article says " + claim.Text + " too"
		return f
	}
	f.settle(same, other)
	return f
}

// settle chooses between what holds a claim best and what opposes it best.
func (f *Finding) settle(same, other match) {
	grave := gravity[f.Claim.Kind]
	switch {
	case same.claim != nil && (f.Claim.holdsAnywhere() || same.near >= nearAtAll && same.near >= other.near-slack):
		f.found(StateHeld, same, 0)
	case other.claim != nil && other.near >= nearEnough:
		f.found(StateContradicted, other, grave.contradicted*(600+min(other.near, 800)/2)/1000)
	case same.claim != nil:
		// The value is known, if perhaps of something else, and nothing
		// speaks against it.
		f.found(StateHeld, same, grave.missing/3)
	default:
		f.State, f.weight = StateNotFound, grave.missing
		f.tell(nil)
	}
}

// slack is how much nearer something else may stand before the same value is
// taken for another matter's.
const slack = 100

func (f *Finding) found(s State, m match, weight int) {
	f.State, f.weight = s, weight
	f.Article, f.Title, f.Says = m.source.article.ID, m.source.article.Title, m.claim.said()
	f.tell(m.source.article)
}

// opposedBy reports whether d would contradict c if it is about the same: the
// same measure with another value, the same policy the other way round, or a
// price for what is said to be free.
func (c *Claim) opposedBy(d *Claim) bool {
	switch {
	case c.heldBy(d):
		return false
	case c.Kind == KindPolicy:
		return c.reversedBy(d)
	case c.Kind == KindDate && c.Unit == "weekday":
		return false // "Monday to Saturday" does not deny a Friday
	case c.Kind == KindDuration && d.Kind == KindDuration:
		// Hours against working days are another promise, too; years are
		// another matter.
		return (c.Unit == "months") == (d.Unit == "months")
	}
	return c.comparable(d)
}

// reversedBy is opposedBy for policies.
func (c *Claim) reversedBy(d *Claim) bool {
	if c.Value == "free" && !c.Denied && d.Kind == KindAmount {
		return d.Low > 0
	}
	return d.Kind == KindPolicy && c.Value == d.Value && c.Denied != d.Denied
}

// maxAround is how many words before and behind a claim of an article are
// looked at.
const maxAround = 40

// surroundings are what a source shares with the context of one claim, before
// it is known where.
type surroundings struct {
	around map[uint64]int // weights of the context
	total  int
	base   map[uint64]int // by stem, how fully it counts, in eighths
	sum    int            // of weight times eighths
}

// surround counts the words of the article by an eighth, those of its title by
// five.
func (s *source) surround(around map[uint64]int, total int) surroundings {
	x := surroundings{around: around, total: total, base: make(map[uint64]int)}
	for eighths, r := range map[int]*reading{1: &s.text, 5: &s.title} {
		for i := range r.words {
			stem := r.words[i].stem
			if _, ok := around[stem]; ok {
				x.base[stem] = max(x.base[stem], eighths)
			}
		}
	}
	for stem, eighths := range x.base {
		x.sum += around[stem] * eighths
	}
	return x
}

// near says how much of the context stands around the claim d of s, in
// thousandths: words of its clause count fully, those of its sentence by half,
// and the others as in surround.
func (s *source) near(d *Claim, x *surroundings) int {
	if x.total == 0 {
		return 0
	}
	first, last := s.text.clause(d)
	counted := make(map[uint64]int)
	sum := x.sum
	for i := max(0, d.first-maxAround); i < min(len(s.text.words), d.last+maxAround+1); i++ {
		w := &s.text.words[i]
		weight, ok := x.around[w.stem]
		if !ok || w.sentence != d.sentence {
			continue
		}
		eighths := 4
		if i >= first && i <= last {
			eighths = 8
		}
		if before := max(counted[w.stem], x.base[w.stem]); eighths > before {
			counted[w.stem] = eighths
			sum += weight * (eighths - before)
		}
	}
	return min(1000, 1000*sum/(8*x.total))
}

// clause returns the first and the last word of the clause around a claim, if
// it is no longer than maxAround to either side.
func (r *reading) clause(c *Claim) (first, last int) {
	ws := r.words
	for first = c.first; first > max(0, c.first-maxAround) && !ws[first].has(newClause) && ws[first-1].sentence == c.sentence; first-- {
	}
	for last = c.last; last+1 < min(len(ws), c.last+maxAround) && !ws[last+1].has(newClause) && ws[last+1].sentence == c.sentence; last++ {
	}
	return first, last
}

// judgeName looks for a name: its stems, one after the other.
func (c *context) judgeName(f Finding, sources []source) Finding {
	var stems []uint64
	for _, part := range strings.Fields(f.Claim.Value) {
		stems = append(stems, hashText(part))
	}
	for i := range sources {
		for _, r := range []*reading{&sources[i].title, &sources[i].text} {
			if at := r.sequence(stems); at >= 0 {
				f.State, f.Article, f.Title = StateHeld, sources[i].article.ID, sources[i].article.Title
				f.Says = r.source[r.words[at].from:r.words[at+len(stems)-1].to]
				f.tell(sources[i].article)
				return f
			}
		}
	}
	f.State, f.weight = StateNotFound, gravity[KindFeature].missing
	f.tell(nil)
	return f
}

// sequence returns the first place where the stems follow each other, or -1.
func (r *reading) sequence(stems []uint64) int {
	for i := 0; i+len(stems) <= len(r.words); i++ {
		k := 0
		for k < len(stems) && r.words[i+k].stem == stems[k] {
			k++
		}
		if k == len(stems) {
			return i
		}
	}
	return -1
}
