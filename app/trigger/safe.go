package trigger

import "floorwalker/app/trigger/learned/words"

// safePhrases are the words of simple questions about money that a bot may
// answer (G-TRIG-06).
type safePhrases struct {
	lexicon *words.Lexicon
	phrases [][]uint32 // the digests of their words
	text    words.Text // scratch
}

func newSafePhrases(phrases []string, lexicon *words.Lexicon) (s safePhrases) {
	s.lexicon = lexicon
	for _, p := range phrases {
		var hashes []uint32
		s.text.Read(p, s.lexicon)
		for i := range s.text.Tokens {
			hashes = append(hashes, s.text.Tokens[i].Hash)
		}
		if len(hashes) > 0 {
			s.phrases = append(s.phrases, hashes)
		}
	}
	return s
}

// in reports whether line has the words of a phrase side by side, however they
// are written. It cuts the line into words once more, so it is asked only of
// those that would alert.
func (s *safePhrases) in(line string) bool {
	if len(s.phrases) == 0 {
		return false
	}
	s.text.Read(line, s.lexicon)
	for _, p := range s.phrases {
		for i := range s.text.Tokens {
			if s.beginsAt(i, p) {
				return true
			}
		}
	}
	return false
}

func (s *safePhrases) beginsAt(i int, phrase []uint32) bool {
	if i+len(phrase) > len(s.text.Tokens) {
		return false
	}
	for k, h := range phrase {
		if s.text.Tokens[i+k].Hash != h {
			return false
		}
	}
	return true
}
