package script

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Lengths in characters of what is taken from a chat.
const (
	maxQuote = 100
	maxName  = 40
)

// findCustomer takes the name that the backend knows, else one that the
// customer gave in so many words, else the salutation.
func findCustomer(k *Known) (string, Source) {
	if n := greetable(typed.Line(k.Customer.Name)); isName(n) {
		return n, Source{Kind: SourceCustomer, Field: "name"}
	}
	for _, m := range k.Messages {
		if m.From != chat.SpeakerCustomer {
			continue
		}
		if at := saidName.FindStringSubmatchIndex(m.Text); at != nil {
			if n := typed.Line(m.Text[at[2]:at[3]]); isName(n) {
				return n, Source{Kind: SourceMessage, Message: m.ID, Start: at[2], End: at[3]}
			}
		}
	}
	return typed.Line(k.Settings.Salutation), Source{Kind: SourceSetting, Field: "salutation"}
}

// saidName matches one capitalised word or two after words that can mean
// nothing else; "I am ..." and "this is ..." mean too much.
var saidName = regexp.MustCompile(`(?:[Mm]y name is|[Mm]yself is|[Mm]era naam)\s+(\p{Lu}[\p{L}\p{M}'’-]*(?:[ \t]+\p{Lu}[\p{L}\p{M}'’-]*\.?)?)`)

// greetable returns a backend's name as somebody is greeted by it: without the
// emoji that people put around it, and of a very long one as many words from the
// front as are not too long.
func greetable(s string) string {
	words := strings.Fields(strings.Map(func(c rune) rune {
		if unicode.Is(unicode.So, c) || unicode.Is(unicode.Sk, c) || unicode.Is(unicode.Variation_Selector, c) || c == '\u200d' {
			return ' '
		}
		return c
	}, s))
	for len(words) > 1 && utf8.RuneCountInString(strings.Join(words, " ")) > maxName {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// isName reports whether a person may be greeted by s. What backends put in
// the place of a name, such as "Visitor 1029", is none.
func isName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > maxName || !strings.ContainsFunc(s, unicode.IsLetter) {
		return false
	}
	if strings.ContainsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune(" .'’-", c)
	}) {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w {
		case "visitor", "guest", "customer", "client", "user", "anonymous", "unknown", "undefined", "null", "none", "test":
			return false
		}
	}
	return true
}

// findIssue quotes the customer's first line that is more than a greeting, and
// rather one about something else than who should answer.
func findIssue(k *Known) (string, Source) {
	rest := k.Messages
	for m, start, ok := firstLine(rest); ok; m, start, ok = firstLine(rest) {
		if !beside.MatchString(m.Text[start:]) {
			return quote(m, start, len(m.Text))
		}
		rest = rest[slices.IndexFunc(rest, func(o chat.Message) bool { return o.ID == m.ID })+1:]
	}
	m, start, ok := firstLine(k.Messages)
	if !ok {
		return "", Source{}
	}
	return quote(m, start, len(m.Text))
}

// firstLine returns the customer's first line that says something, and where
// in it that begins.
func firstLine(ms []chat.Message) (m chat.Message, start int, ok bool) {
	for _, m := range ms {
		if m.From == chat.SpeakerCustomer {
			if start = afterGreeting(m.Text); start < len(m.Text) {
				return m, start, true
			}
		}
	}
	return chat.Message{}, 0, false
}

// findQuery quotes the customer's latest line that is more than a greeting.
func findQuery(k *Known) (string, Source) {
	for i := len(k.Messages) - 1; i >= 0; i-- {
		if m := k.Messages[i]; m.From == chat.SpeakerCustomer {
			if start := afterGreeting(m.Text); start < len(m.Text) {
				return quote(m, start, len(m.Text))
			}
		}
	}
	return "", Source{}
}

var greetings = map[string]bool{
	"hi": true, "hii": true, "hello": true, "hey": true, "dear": true, "greetings": true, "namaste": true, "namaskar": true,
	"good": true, "morning": true, "afternoon": true, "evening": true, "day": true,
	"sir": true, "madam": true, "mam": true, "ma'am": true, "team": true, "there": true, "ji": true, "all": true,
}

// afterGreeting returns where t begins to say something, or len(t).
func afterGreeting(t string) int {
	at := 0
	for at < len(t) {
		start := at + len(t[at:]) - len(strings.TrimLeftFunc(t[at:], notWord))
		end := strings.IndexFunc(t[start:], func(c rune) bool { return notWord(c) && c != '\'' })
		if end < 0 {
			end = len(t) - start
		}
		if start == len(t) {
			return start
		}
		if !greetings[strings.ToLower(t[start:start+end])] {
			// What stands before the word belongs to it, like an opening
			// quote or bracket, unless it ends the greeting.
			if at == 0 || at == start {
				return at + len(t[at:]) - len(strings.TrimLeft(t[at:], " \t\r\n?!…।"))
			}
			return at + len(t[at:]) - len(strings.TrimLeft(t[at:], " \t\r\n,.!?…।;:-"))
		}
		at = start + end
	}
	return len(t)
}

func notWord(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }

// Cues of what a customer wants and of what is in the way. They are only used
// to find a clause to quote; where they find nothing, the slot stays empty.
var (
	wantCue    = regexp.MustCompile(`(?i)\b(?:want(?:ed)? to|trying to|try to|tried to|need(?:ed)? to|would like to|how (?:do|can|should) (?:i|we)|how to|unable to|not able to|(?:can|could)(?:'t|’t|not| not) )\s*`)
	problemCue = regexp.MustCompile(`(?i)\b(?:error|problem|issue|fail(?:s|ed|ing|ure)?|not (?:working|loading|opening|able|getting|receiving|showing|connecting|coming)|(?:is|are|was|were|do|does|did|has|have|ca|wo)(?:n't|n’t| not)|cannot|can not|unable|stopped|stuck|wrong|broken|missing|down|rejected|declined)\b`)
	clauseEnd  = regexp.MustCompile(`[.!?;\n]+(?:\s|$)|,?\s+(?:but|because|however)\s`)
)

// beside matches clauses about the help itself: that a person is wanted, or that
// the bot is of no use. That is why an agent is there, not what they are to solve.
var beside = regexp.MustCompile(`(?i)\b(?:(?:talk|speak|chat|connect(?:ed)?|transfer(?:red)?|put|pass(?:ed)?|get)\b.*\b(?:human|person|people|someone|somebody|agent|representative|rep|executive|manager|supervisor|operator|support|team|you|me through)|(?:real|live) (?:person|human|agent)|human|(?:this|that|it|you|bot|answer) (?:is|are|does|do|did)(?: not|n't|n’t) (?:help(?:ing|ful)?|understand(?:ing)?|answer(?:ing)?|get(?:ting)? (?:it|me)|useful|listening)|useless)\b`)

// findAction quotes what follows the latest cue of a wish, to the end of its
// clause.
func findAction(k *Known) (string, Source) {
	return latest(k.Messages, func(t string) (int, int) {
		for from := 0; from < len(t); {
			at := wantCue.FindStringIndex(t[from:])
			if at == nil {
				break
			}
			start := from + at[1]
			end := start + clauseLen(t[start:])
			if !beside.MatchString(t[start:end]) {
				return start, end
			}
			from = start
		}
		return 0, 0
	})
}

// findProblem quotes the latest clause that has a cue of a problem.
func findProblem(k *Known) (string, Source) {
	return latest(k.Messages, func(t string) (int, int) {
		for start := 0; start < len(t); {
			end := start + clauseLen(t[start:])
			if problemCue.MatchString(t[start:end]) && !beside.MatchString(t[start:end]) {
				return start, end
			}
			next := clauseEnd.FindStringIndex(t[end:])
			if next == nil {
				break
			}
			start = end + next[1]
		}
		return 0, 0
	})
}

func clauseLen(t string) int {
	if at := clauseEnd.FindStringIndex(t); at != nil {
		return at[0]
	}
	return len(t)
}

// latest quotes what in finds in the newest of the customer's lines in which
// it finds anything.
func latest(ms []chat.Message, in func(text string) (start, end int)) (string, Source) {
	for i := len(ms) - 1; i >= 0; i-- {
		if ms[i].From != chat.SpeakerCustomer {
			continue
		}
		if start, end := in(ms[i].Text); end > start {
			if v, s := quote(ms[i], start, end); v != "" {
				return v, s
			}
		}
	}
	return "", Source{}
}

// quote returns the customer's words between start and end, on one line and
// shortened at a word, with their source. The span is of what is quoted: an
// ellipsis says that there is more.
func quote(m chat.Message, start, end int) (string, Source) {
	t := m.Text[start:end]
	cut := strings.TrimLeftFunc(t, unicode.IsSpace)
	start += len(t) - len(cut)
	cut = strings.TrimRightFunc(cut, unicode.IsSpace)
	// A quote ends in the sentence around it.
	if bare, one := strings.CutSuffix(cut, "."); one && !strings.HasSuffix(bare, ".") {
		cut = bare
	}
	short := typed.Shorten(cut, maxQuote)
	v := typed.Line(short)
	if v == "" {
		return "", Source{}
	}
	if len(short) < len(cut) {
		v += "…"
	}
	return v, Source{Kind: SourceMessage, Message: m.ID, Start: start, End: start + len(short)}
}
