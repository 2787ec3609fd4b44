package words

import "strings"

// Lexicon knows the parts that words can play. It is an open table without
// pointers: a look-up touches one line of the cache as a rule.
type Lexicon struct {
	keys    []uint32
	classes []Class
	mask    uint32
}

// entry is a line of the lexicon: words that can play the same parts.
type entry struct {
	class Class
	words string
}

// lexiconSize is a power of two well above the number of words, so that
// look-ups of words that are not there end soon.
const lexiconSize = 8192

// NewLexicon returns the lexicon of the project. Its words were written for
// it; none was taken from a data set.
func NewLexicon() *Lexicon {
	l := &Lexicon{keys: make([]uint32, lexiconSize), classes: make([]Class, lexiconSize), mask: lexiconSize - 1}
	var t Text
	for _, entries := range [...][]entry{talkEntries, tradeEntries, personEntries, hindiEntries} {
		for _, e := range entries {
			t.Read(strings.Join(strings.Fields(e.words), " "), l)
			for i := range t.Tokens {
				l.add(t.Tokens[i].Hash, e.class)
			}
		}
	}
	return l
}

func (l *Lexicon) add(key uint32, c Class) {
	i := key & l.mask
	for l.classes[i] != 0 && l.keys[i] != key {
		i = (i + 1) & l.mask
	}
	l.keys[i] = key
	l.classes[i] |= c
}

func (l *Lexicon) find(key uint32) Class {
	for i := key & l.mask; l.classes[i] != 0; i = (i + 1) & l.mask {
		if l.keys[i] == key {
			return l.classes[i]
		}
	}
	return 0
}
