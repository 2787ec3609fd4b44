package chat

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostMentions is how many people one line may call.
const MostMentions = 50

// Mentions returns who is named in a text after an "@": by their id, their name or the
// first word of it, without regard to case; each once, in the order in which they are
// named. The longest name that fits counts, and everybody who has it. Whoever has left
// the team is nobody to call, nor is somebody whom only a backend knows.
func Mentions(text string, f *Floor) []AgentID {
	if !strings.Contains(text, "@") {
		return nil
	}
	text = strings.ToLower(text)
	var all []AgentID
	for at := range len(text) {
		if text[at] != '@' || isWord(lastRune(text[:at])) {
			continue // of a mail address
		}
		for _, a := range f.namedAt(text[at+1:]) {
			if !slices.Contains(all, a) && len(all) < MostMentions {
				all = append(all, a)
			}
		}
	}
	return all
}

// namedAt returns whose name, in lower case, a text begins with, in the order of ids.
func (f *Floor) namedAt(text string) []AgentID {
	var named []AgentID
	longest := 0
	f.EachAgent(func(a *Agent) {
		if a.Revoked || a.Outside {
			return
		}
		switch n := namedBy(text, a); {
		case n == 0 || n < longest:
			return
		case n > longest:
			longest, named = n, named[:0]
		}
		named = append(named, a.ID)
	})
	slices.SortFunc(named, func(a, b AgentID) int { return cmp.Compare(a, b) })
	return named
}

// namedBy returns how much of the beginning of a text names an agent, 0 for nothing.
func namedBy(text string, a *Agent) int {
	name := strings.ToLower(a.Name)
	first, _, _ := strings.Cut(name, " ")
	longest := 0
	for _, n := range [...]string{strings.ToLower(string(a.ID)), name, first} {
		if rest, ok := strings.CutPrefix(text, n); ok && !isWord(firstRune(rest)) {
			longest = max(longest, len(n))
		}
	}
	return longest
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isWord reports whether a character belongs to the word beside it; where there is none
// it is [utf8.RuneError].
func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
