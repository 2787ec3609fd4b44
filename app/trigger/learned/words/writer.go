package words

import "unicode/utf8"

// writer builds one word after another.
type writer struct {
	text  *Text
	open  bool
	tok   Token
	last  rune // the rune written last in this word
	run   int  // how many of it in a row were read
	width int  // of last, in bytes
	// letters and upper count those of the word.
	letters, upper int
}

// add appends the folded rune f, which was written as r at from..to. A letter
// three times or more is written once: "pleaseee" is said louder and means the
// same.
func (w *writer) add(r, f rune, from, to int) {
	t := w.text
	if !w.open {
		w.open, w.last, w.run, w.letters, w.upper = true, 0, 0, 0, 0
		w.tok = Token{Start: int32(len(t.folded)), From: int32(from), Clause: t.clause} // #nosec G115 -- at most MaxRead bytes are folded
	}
	w.tok.To = int32(to) // #nosec G115 -- a line is far shorter than 2 GiB
	digit := '0' <= f && f <= '9'
	if digit {
		w.tok.Figure = true
	} else {
		w.letters++
		t.Counts.Letters++
		if r != f && r < 0x0900 {
			w.upper++
			t.Counts.Upper++
		}
	}
	if f != w.last || digit {
		before := len(t.folded)
		t.folded = utf8.AppendRune(t.folded, f)
		w.last, w.run, w.width = f, 1, len(t.folded)-before
		return
	}
	switch w.run++; w.run {
	case 2:
		t.folded = utf8.AppendRune(t.folded, f)
	case 3:
		t.folded = t.folded[:len(t.folded)-w.width]
		w.tok.Held = true
	}
}

// skip stretches the word over a rune that is left out.
func (w *writer) skip(to int) {
	if w.open {
		w.tok.To = int32(to) // #nosec G115 -- a line is far shorter than 2 GiB
	}
}

func (w *writer) inNumber() bool { return w.open && '0' <= w.last && w.last <= '9' }

func (w *writer) close() {
	if !w.open {
		return
	}
	t := w.text
	w.open = false
	w.tok.End = int32(len(t.folded)) // #nosec G115 -- at most MaxRead runes are folded
	w.tok.Loud = w.letters > 1 && w.upper == w.letters
	w.tok.Hash, w.tok.Stem = digests(t.folded[w.tok.Start:])
	t.folded = append(t.folded, ' ')
	t.Tokens = append(t.Tokens, w.tok)
}

// digests returns the digest of a word and that of its first runes.
func digests(word []byte) (whole, stem uint32) {
	h := uint32(fnvOffset)
	runes := 0
	for _, b := range word {
		if utf8.RuneStart(b) {
			if runes == stemRunes {
				stem = h
			}
			runes++
		}
		h = (h ^ uint32(b)) * fnvPrime
	}
	whole = mix(h)
	if runes <= stemRunes {
		return whole, whole
	}
	return whole, mix(stem)
}
