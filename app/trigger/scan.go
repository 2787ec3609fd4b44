package trigger

// scan is one message on its way through the patterns.
type scan struct {
	text    *text
	classes []class
	// bot is set where the message names a bot: next to one, "a person" can
	// only mean not a bot.
	bot bool
}

// is reports whether token i exists, stands in the clause of token near, and
// can play any of the parts.
func (s *scan) is(i, near int, c class) bool {
	return s.in(i, near) && s.classes[i]&c != 0
}

// in reports whether token i exists in the clause of token near.
func (s *scan) in(i, near int) bool {
	return i >= 0 && i < len(s.classes) && s.text.tokens[i].clause == s.text.tokens[near].clause
}

// skip returns the first token from i on, after at most n, that cannot play
// any of the parts.
func (s *scan) skip(i, near, n int, c class) int {
	for ; n > 0 && s.is(i, near, c); n-- {
		i++
	}
	return i
}

// before reports whether any of the n tokens before i can play c.
func (s *scan) before(i, n int, c class) bool {
	for k := i - 1; k >= i-n && s.in(k, i); k-- {
		if s.classes[k]&c != 0 {
			return true
		}
	}
	return false
}

// after reports whether any of the n tokens from i on can play c.
func (s *scan) after(i, near, n int, c class) bool {
	for k := i; k < i+n && s.in(k, near); k++ {
		if s.classes[k]&c != 0 {
			return true
		}
	}
	return false
}

// strength is how surely a phrase means a person of the team.
type strength int

const (
	noPerson strength = iota
	weak
	medium
	strong
)

// maxPhrase is the longest phrase for a person, in words: "one of your real
// live customer support agents" is longer, and nobody writes it.
const maxPhrase = 6

// person reads a phrase for a person that begins at i: "a real human agent".
// end is the token after it.
func (s *scan) person(i, near int) (end int, how strength) {
	certain := s.bot
	for k := i; k < i+maxPhrase && s.in(k, near); k++ {
		c := s.classes[k]
		if c&(isStrong|isMedium|isWeak|isMod) == 0 {
			break
		}
		switch {
		case c&isStrong != 0:
			end, how = k+1, max(how, strong)
		case c&isMedium != 0:
			end, how = k+1, max(how, medium)
		case c&isWeak != 0:
			end, how = k+1, max(how, weak)
		}
		certain = certain || c&isReal != 0
	}
	if how == noPerson || s.is(end, near, isBlock) {
		return 0, noPerson
	}
	if certain {
		how = strong
	}
	return end, how
}

// negated reports whether the wish at i is one not to: a negation with
// nothing between it and the wish but words that carry it on. "This does not
// work connect me" is no such thing.
func (s *scan) negated(i int) bool {
	for k := i - 1; k >= i-7 && s.in(k, i); k-- {
		c := s.classes[k]
		if c&isNeg != 0 {
			asks := s.before(k, 3, isWhy) || s.is(k+1, i, isPron) // why don't you, don't you have
			return !asks
		}
		if c&isNegLink == 0 {
			return false
		}
	}
	return false
}

// told reports whether the wish at i..end is reported or remembered: "they
// told me to talk to an agent", "before I speak to one", "yesterday".
func (s *scan) told(i, end int) bool {
	for k := i - 1; k >= i-6 && s.in(k, i); k-- {
		if s.classes[k]&isTold == 0 {
			continue
		}
		if s.is(k-1, i, isWas) || s.is(k+1, i, isObject) || s.is(k-1, i, isThird) {
			return true
		}
	}
	if s.is(i-1, i, isPron) && s.is(i-2, i, isSub) || s.is(i-1, i, isSub) {
		return true
	}
	return s.hadTo(i) || s.after(end, i, 4, isPast)
}

// hadTo reports whether "had to" or "used to" stands before i.
func (s *scan) hadTo(i int) bool {
	if !s.in(i-2, i) || string(s.text.word(i-1)) != "to" {
		return false
	}
	w := string(s.text.word(i - 2))
	return w == "had" || w == "used"
}
