package secret

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/secret/plain"
)

// password finds the word or the signs that the word at i calls a password.
// Where nothing but the order of words says so ("my password is wrong"), only
// what looks like one is taken.
func (f *finder) password(i int) {
	j, told := f.values(i)
	if j < 0 {
		j, told = f.quoted(i)
	}
	if j < 0 {
		return
	}
	// A sign in front, as in "@sha#12", belongs to the password; what parts it
	// from the word does not.
	from := f.rawStart(j, f.after(i))
	if from < f.read {
		return // a part of a run that was looked at
	}
	to := from + rawLen(f.text.Source[from:])
	f.read = to
	value := f.text.Source[from:to]
	if trimmed := strings.TrimRight(value, `.,;)"'”’।`); trimmed != "" {
		value = trimmed
	}
	if !looksSecret(value, told, f.labelled(i, j), f.is(j, noPassword|unit)) || strings.Contains(value, "●●●●") {
		return
	}
	f.spans = append(f.spans, Span{Kind: Password, From: from, To: from + len(value)})
}

// quoted gives up on a value that is behind a line break, but for a form that
// was filled in: "Password:" and the value on the next line.
func (f *finder) quoted(i int) (at int, told bool) {
	j := f.after(i)
	if f.text.Is(j, ':') && f.text.Is(j+1, '\n') && j+2 < len(f.class) && f.kind(j+2) != plain.Sign {
		return j + 2, true
	}
	return -1, false
}

// labelled reports whether the value at j stands behind a colon or an equals
// sign, as in a form, rather than in a sentence.
func (f *finder) labelled(i, j int) bool {
	for k := f.after(i); k < j; k++ {
		if f.text.Is(k, ':') || f.text.Is(k, '=') {
			return true
		}
	}
	return false
}

// rawStart is where the unbroken run of signs and letters begins that token j
// is in, but not before token low, nor at a sign that parts.
func (f *finder) rawStart(j, low int) int {
	from := f.text.Tokens[j].From
	for !f.text.Tokens[j].Loose && j-1 >= low && f.kind(j-1) == plain.Sign {
		if strings.ContainsRune(":=>-\"'\n", f.text.Tokens[j-1].Sign) {
			break
		}
		j--
		from = f.text.Tokens[j].From
	}
	return from
}

// rawLen is the length of the run without a blank that s begins with.
func rawLen(s string) int {
	for i, c := range s {
		if unicode.IsSpace(c) {
			return i
		}
	}
	return len(s)
}

// looksSecret reports whether s can be a password. In a form every word can
// that is not said of passwords; in a sentence only what no word looks like:
// letters with digits or signs among them, or capitals inside.
func looksSecret(s string, told, labelled, ordinary bool) bool {
	n := utf8.RuneCountInString(s)
	if n < 4 || ordinary && !strings.ContainsAny(s, "0123456789@#$%&*!") {
		return false
	}
	if labelled {
		return true
	}
	letters, digits, marks, capitals := census(s)
	mixedCase := capitals > 0 && capitals < letters-1
	switch {
	case letters > 0 && digits > 0, letters+digits > 0 && marks > 0, mixedCase && told:
		return true
	}
	return told && digits >= 4 && digits == n
}

// census counts what s is made of: its letters, digits and signs, but for one
// at its end, and the capitals after its first letter.
func census(s string) (letters, digits, marks, capitals int) {
	for i, c := range s {
		switch {
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c), unicode.IsMark(c):
			letters++
			if i > 0 && unicode.IsUpper(c) {
				capitals++
			}
		case strings.ContainsRune("@#$%^&*!_+=~<>?", c) && i < len(s)-1:
			marks++
		}
	}
	return letters, digits, marks, capitals
}
