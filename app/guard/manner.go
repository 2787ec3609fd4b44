package guard

import (
	"strings"
	"unicode"

	"floorwalker/app/secret/plain"
)

// questions warns of the second question and those after it, once (G-COMM-02).
func (g *checker) questions() {
	asked := 0
	for i := range g.sentences {
		s := &g.sentences[i]
		if s.mark != '?' && !g.opensQuestion(s) {
			continue
		}
		asked++
		at := s.first
		for k := s.first + 1; k+1 < s.last && asked < 2; k++ {
			if g.is(k, conjunction) && g.is(k+1, interrogative) && !g.is(k-1, interrogative) {
				asked, at = 2, k+1
			}
		}
		if asked > 1 {
			g.warn(RuleQuestion, g.words[at].from, s.markAt, "Ask one question at a time")
			return
		}
	}
}

// opensQuestion reports whether a sentence without a question mark begins
// like a question: "where is", "can you".
func (g *checker) opensQuestion(s *sentence) bool {
	return s.mark != '!' && s.last-s.first > 2 &&
		(g.is(s.first, interrogative) && g.is(s.first+1, auxiliary) || g.is(s.first, auxiliary) && g.is(s.first+1, you|me))
}

// language warns of words that are not English (G-COMM-01, A-27).
func (g *checker) language() {
	var count [languages]int
	first := -1
	for i := range g.words {
		l := g.tongue(i)
		count[l]++
		if first < 0 && l > inEnglish {
			first = i
		}
	}
	mixed := count[inHinglish] >= 2 || count[inHinglish] == 1 && len(g.words) <= 3
	foreigners := count[inForeign] >= 2 && count[inForeign] > count[inEnglish]
	if count[inScript] > 0 || mixed || foreigners {
		g.warn(RuleLanguage, g.words[first].from, g.words[len(g.words)-1].to, "Write English")
	}
}

// tongue is the language that a word gives away.
type tongue uint8

const (
	inAny     tongue = iota // no language, or one that is allowed
	inEnglish               // a small word of English
	inScript                // a script that is not Latin
	inHinglish
	inForeign // a small word of another language in Latin letters
	languages
)

// tongue is the language of word i.
func (g *checker) tongue(i int) tongue {
	c, in := g.words[i].class, g.script(i)
	switch {
	case in == scriptHindi && !g.context.Hindi, in == scriptOther:
		return inScript
	case c&hinglish != 0 && in == scriptLatin && !g.context.Hinglish:
		return inHinglish
	case c&foreign != 0:
		return inForeign
	case c&english != 0:
		return inEnglish
	}
	return inAny
}

type script uint8

const (
	scriptNone script = iota
	scriptLatin
	scriptHindi
	scriptOther
)

// script is that of the first letter of word i, as it was typed.
func (g *checker) script(i int) script {
	if g.text.Tokens[g.words[i].token].Kind != plain.Letters {
		return scriptNone
	}
	for _, c := range g.text.Source[g.words[i].from:g.words[i].to] {
		switch {
		case c < 0x250, c >= 0xff21 && c <= 0xff5a, c >= 0x1d400 && c <= 0x1d7ff, c >= 0x1e00 && c < 0x1f00:
			return scriptLatin
		case unicode.Is(unicode.Devanagari, c):
			return scriptHindi
		case unicode.IsLetter(c):
			return scriptOther
		}
	}
	return scriptNone
}

// slots objects to what looks like a blank that was not filled (G-HAND-02).
func (g *checker) slots() {
	s := g.text.Source
	for at := 0; at < len(s); at++ {
		to := at + 1
		switch {
		case strings.IndexByte("{}[]", s[at]) >= 0:
		case strings.HasPrefix(s[at:], "___"):
			to = at + len(s[at:]) - len(strings.TrimLeft(s[at:], "_"))
		case s[at] == '<' && at+1 < len(s) && unicode.IsLetter(rune(s[at+1])) && strings.IndexByte(s[at:min(len(s), at+40)], '>') > 0:
			to = at + strings.IndexByte(s[at:], '>') + 1
		default:
			continue
		}
		severity := Warn
		if g.context.Canned {
			severity = Block
		}
		g.found = append(g.found, Objection{Rule: RuleSlot, From: at, To: to, Severity: severity, Words: "Fill this blank, or take its bracket away"}) // D-09
		return
	}
}

// changes warns of an account change by the agent before the customer is known
// to be who they say (G-SEC-03).
func (g *checker) changes() {
	if g.context.Verified {
		return
	}
	for k := range g.words {
		if !g.is(k, change|changed) {
			continue
		}
		s := &g.sentences[g.words[k].sentence]
		if s.mark == '?' || g.near(max(s.first, k-5), k, negation|you|unsure) || g.near(s.first, k, unsure) {
			continue
		}
		active := g.near(max(s.first, k-4), k, me) && g.near(k+1, min(k+6, s.last), account)
		passive := g.is(k, changed) && g.near(max(s.first, k-3), k, auxiliary) && g.near(max(s.first, k-6), k, account) && g.near(max(s.first, k-7), k, det)
		if active || passive {
			g.warn(RuleIdentity, g.words[k].from, g.words[k].to, "Verify the customer's identity before you change the account")
			return
		}
	}
}

// shouting warns of capitals and rows of exclamation marks (G-COMM-05).
func (g *checker) shouting() {
	if i := strings.Index(g.text.Source, "!!!"); i >= 0 {
		g.warn(RuleTone, i, i+3, "This reads like shouting")
		return
	}
	run, first := 0, 0
	for i := range g.words {
		w := &g.words[i]
		shown := g.text.Source[w.from:w.to]
		switch {
		case g.coded(w):
		case len(shown) >= 2 && capitals(shown) && w.class&acronym == 0:
			if run == 0 {
				first = i
			}
			if run++; run >= 3 {
				g.warn(RuleTone, g.words[first].from, w.to, "This reads like shouting")
				return
			}
		case w.class&acronym == 0 && len(shown) > 1:
			run = 0
		}
	}
}

// coded reports whether a word stands in a number that people quote, such as
// "CB-261124-S7ZT-WXM3": between two blanks there is a digit, too. Those have to
// be sent (G-CB-10), and shout at nobody.
func (g *checker) coded(w *word) bool {
	from := strings.LastIndexFunc(g.text.Source[:w.from], unicode.IsSpace) + 1
	to := len(g.text.Source)
	if i := strings.IndexFunc(g.text.Source[w.to:], unicode.IsSpace); i >= 0 {
		to = w.to + i
	}
	return strings.ContainsFunc(g.text.Source[from:to], unicode.IsDigit)
}

func capitals(s string) bool {
	for _, c := range s {
		if !unicode.IsUpper(c) {
			return false
		}
	}
	return true
}

// blames are folded phrases that put the fault on the customer. Read-only.
var blames = []string{
	"your fault", "your mistake", "your own fault", "you should have", "you failed to", "you did not listen", "you didn't listen", "you are wrong",
	"you're wrong", "calm down", "as i already said", "as i already told", "not my problem", "not my job", "not our problem", "you people",
	"time waster", "wasting my time", "wasting our time", "you never read", "read properly", "read it properly", "stupid", "idiot", "nonsense",
	"you don't understand", "you do not understand", "you are lying", "stop complaining", "aapki galti", "aap galat", "आपकी गलती", "how many times do i",
	"you clearly", "you must have done something", "because you did not", "because you didn't",
}

// blame warns of words that put the fault on the customer (G-COMM-05, A-31).
func (g *checker) blame() {
	low := strings.ToLower(strings.ReplaceAll(g.text.Source, "’", "'"))
	for _, b := range blames {
		i := strings.Index(low, b)
		if i < 0 || strings.HasSuffix(low[:i], "not ") || strings.HasSuffix(low[:i], "n't ") {
			continue
		}
		from, to := i, i+len(b)
		if len(low) != len(g.text.Source) { // folding moved the bytes
			from, to = 0, len(g.text.Source)
		}
		g.warn(RuleTone, from, to, "This blames the customer")
		return
	}
}
