package promise

// refused reports whether the words around a claim, whose subject begins at
// first and whose verb is at verb, make it something else than a promise.
func (f *finder) refused(first, verb int) bool {
	return f.asked(first) || f.conditional(first, verb) || f.reported(first) || f.doubted(first)
}

// asked reports whether the clause before the claim turns words around, as
// questions without their mark do: "shall I", "how about we".
func (f *finder) asked(first int) bool {
	start := f.clauseStart(first)
	for start < first && (f.at(start).word == "and" || f.at(start).word == "but" || f.at(start).word == "so") {
		start++
	}
	if start == first || !f.at(start).is(cAsk) {
		return start > 0 && f.at(0).word == "should" // "should it fail, we will ..."
	}
	switch f.at(start).word {
	case "who", "which", "when":
		return f.at(start + 1).is(cWill | cYou | cAsk)
	case "will":
		return f.at(start + 1).is(cUs | cYou | cThird)
	}
	return true
}

// conditional reports whether the claim hangs on what the customer does or on
// what may happen. "Let me know if" and "even if" are no conditions, and "in
// any case" ends one.
func (f *finder) conditional(first, verb int) bool {
	for i := 0; i < first; i++ {
		if f.condition(i) && !f.overcome(i, first) {
			return true
		}
	}
	for i := verb + 1; i < len(f.sentence); i++ {
		if f.condition(i) && f.at(i).word != "unless" && f.at(i-1).word != "and" {
			return true
		}
		if i > verb+1 && f.at(i-1).is(cJoin) && f.at(i-1).word == "but" {
			return false
		}
	}
	return false
}

// condition reports whether a condition begins at word i.
func (f *finder) condition(i int) bool {
	t := f.at(i)
	switch {
	case t.is(cIf):
		if t.word == "provided" {
			return f.at(i+1).word == "that" || f.at(i-1).gap != gapNone
		}
		return t.word != "if" || !f.indirect(i-1)
	case t.is(cHinIf):
		return t.word != "jab" && t.word != "जब" || f.at(i+1).is(cHinYou)
	case f.words(i, "in", "case"), f.words(i, "as", "long", "as"), f.words(i, "only", "when"):
		return true
	case t.is(cWhen):
		next := i + 1
		if t.word == "soon" {
			next = i + 2
		}
		return f.at(next).is(cYou) && (t.word != "soon" || f.at(i+1).word == "as") && t.word != "till" && t.word != "before"
	}
	return false
}

// indirect reports whether word i makes the "if" behind it a question.
func (f *finder) indirect(i int) bool {
	switch f.at(i).word {
	case "know", "sure", "see", "check", "even", "as", "ask", "wonder", "you", "find", "out", "tell", "confirm", "verify", "asking":
		return true
	}
	return false
}

// overcome reports whether a condition at word i is over before word first.
func (f *finder) overcome(i, first int) bool {
	for ; i < first; i++ {
		switch f.at(i).word {
		case "but", "anyway", "either", "regardless", "lekin", "लेकिन":
			return f.at(i).word != "either" || f.at(i+1).word == "way"
		case "any":
			if w := f.at(i + 1).word; w == "case" {
				return true
			}
		}
	}
	return false
}

// reported reports whether somebody else is quoted: "you said that we will".
func (f *finder) reported(first int) bool {
	for i := f.clauseStart(first); i < first; i++ {
		if !f.at(i).is(cReport) {
			continue
		}
		if before := f.at(i - 1); !before.is(cUs) || f.at(i).word == "heard" || f.at(i).word == "read" || f.at(i).word == "thought" {
			return true
		}
	}
	return false
}

// doubted reports whether the claim is denied or hoped for: "I don't think
// that", "maybe", "nobody".
func (f *finder) doubted(first int) bool {
	for i := f.clauseStart(first); i < first; i++ {
		t := f.at(i)
		if t.is(cMaybe | cNobody) {
			return !f.consoling(i)
		}
		if t.is(cNot) && !f.onlyBefore(i, first) {
			return true
		}
	}
	return false
}

// onlyBefore reports whether the "not" at word i belongs to a clause that is
// over before word first.
func (f *finder) onlyBefore(i, first int) bool {
	for k := i + 1; k < first; k++ {
		switch f.at(k).word {
		case "but", "and", "so", "because":
			return true
		case "worry", "only":
			return true
		}
	}
	return false
}
