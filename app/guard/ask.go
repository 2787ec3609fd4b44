package guard

// secrets blocks each request for a secret.
func (g *checker) secrets() {
	for n := range g.words {
		if !g.is(n, secretNoun) || !g.asked(n) && !g.echoed(n) {
			continue
		}
		w := &g.words[n]
		g.found = append(g.found, Objection{
			Rule: RuleSecret, From: w.from, To: w.to, Severity: Block, Instead: g.context.instead(),
			Words: "Never ask a customer for a password, a one-time password, a PIN or card details; ask for a screenshot", // G-SEC-02
		})
	}
}

// asked reports whether the sentence of the secret n asks for it: by a verb
// before it, by one behind it, or by naming it only.
func (g *checker) asked(n int) bool {
	s := &g.sentences[g.words[n].sentence]
	for k := n - 1; k >= max(s.first, n-14) && !g.is(k, unsure); k-- {
		if g.is(k, negation|otherVerb) || g.is(k, interrogative) && (g.is(k+1, you) || g.is(k-1, toward)) { // "the number on which you get the OTP"
			return false
		}
		if g.questioned(s, k, n) {
			return true
		}
		if !g.is(k, tell|fill|get|need|telling) || g.is(k-1, det) {
			continue
		}
		if g.request(s, k, n) {
			return true
		}
		if g.is(k, tell|fill) {
			return g.fragment(s, n)
		}
	}
	return g.trailing(s, n) || g.fragment(s, n)
}

// questioned reports whether the word at k begins "what is your ...".
func (g *checker) questioned(s *sentence, k, n int) bool {
	if g.is(k, hinglish) && n+1 < s.last { // "kya OTP aa gaya?" is for yes or no
		return false
	}
	return g.is(k, what) && g.only(k+1, n, det|auxiliary) && (k == n-1 || g.is(k+1, det|auxiliary)) && !g.near(s.first, k, unsure)
}

// only reports whether all words from a up to, but without, b have one of c.
func (g *checker) only(a, b int, c class) bool {
	for i := a; i < b; i++ {
		if !g.is(i, c|secretNoun) {
			return false
		}
	}
	return true
}

// request reports whether the verb at k asks the customer for the secret n.
func (g *checker) request(s *sentence, k, n int) bool {
	if g.negated(s, k) || g.given(s, k, n) {
		return false
	}
	switch w := g.words[k].class; {
	case w&telling != 0:
		return g.near(s.first, k, asksFor)
	case w&need != 0 && !g.near(max(s.first, k-3), k, you):
		return g.near(max(s.first, k-4), k, me) || k == s.first
	case w&get != 0 && w&(tell|fill) == 0:
		return g.near(max(s.first, k-3), k, me) && g.near(max(s.first, k-4), k, can|need) || g.near(k-1, k, here)
	case w&fill != 0:
		return g.near(s.first, s.last, here) || !g.outside(s, k, n)
	}
	return g.words[k].class&tell != 0
}

// outside reports whether the secret n is to be entered somewhere else than in
// the chat: on a page that this sentence or the one before names, to log in, or
// wherever the customer "will need to enter" it.
func (g *checker) outside(s *sentence, k, n int) bool {
	from := s.first
	if i := g.words[n].sentence; i > 0 {
		from = g.sentences[i-1].first
	}
	return g.near(from, s.last, elsewhere) || g.near(s.first, s.last, logIn) && !g.near(s.first, s.last, me) ||
		g.near(max(s.first, k-3), k, need) && g.near(max(s.first, k-5), k, you)
}

// negated reports whether a negation reaches the verb at k.
func (g *checker) negated(s *sentence, k int) bool {
	for j := k - 1; j >= s.first && j >= k-8; j-- {
		if g.is(j, breaker) || g.words[j].clause != g.words[k].clause {
			return false
		}
		if g.is(j, negation) {
			return !g.is(j-1, why) // "why don't you share it?" asks
		}
	}
	return g.near(k+1, min(k+3, s.last), negation) && g.is(k, tell|hindiTell|fill)
}

// given reports whether the verb at k is not the customer's: somebody else
// does it, the customer may or did do it, or gets what is spoken of.
func (g *checker) given(s *sentence, k, n int) bool {
	if g.is(k+1, you) && !g.is(k, need) && g.is(k, tell) || g.is(k, tell) && g.is(n+1, toward) && g.is(n+2, yours) {
		return true
	}
	for j := k - 1; j >= s.first && j >= k-4 && g.words[j].clause == g.words[k].clause; j-- {
		if g.is(j, unsure) {
			return true
		}
		if g.is(j, third) || g.is(j, me) && !g.is(k, need|get|telling) && !g.near(j, k, you|need) {
			return true
		}
	}
	return false
}

// trailing reports whether a verb after the secret n asks for it, as in "OTP
// bataiye" and "your OTP, please send".
func (g *checker) trailing(s *sentence, n int) bool {
	for k := n + 1; k < min(s.last, n+9); k++ {
		switch {
		case g.is(k, negation|otherVerb):
			return false
		case k == n+1 && g.is(k, what) && g.only(k+1, s.last, det|auxiliary|received):
			return true
		case g.is(k, fill):
			return g.near(s.first, s.last, here) && !g.near(s.first, n, negation|unsure)
		case g.is(k, hindiTell):
			return !g.near(k+1, min(k+4, s.last), given|negation) && !g.near(s.first, n, negation)
		case g.is(k, tell) && g.closes(s, k):
			return !g.negated(s, k) && !g.given(s, k, k) && !g.near(s.first, n, unsure|negation|otherVerb)
		case g.is(k, wanted):
			return g.wanted(s, k, n)
		}
	}
	return false
}

// wanted reports whether the word at k says that the team wants the secret n,
// rather than that some page does.
func (g *checker) wanted(s *sentence, k, n int) bool {
	ours := g.is(n-1, det) || g.near(s.first, k, me) || s.last-s.first <= 4
	return ours && !g.near(s.first, s.last, negation|elsewhere|unsure|otherVerb)
}

// closes reports whether the verb at k has no other object behind it, and is a
// verb: "by email" is none.
func (g *checker) closes(s *sentence, k int) bool {
	if g.is(k-1, toward) {
		return false
	}
	return k+1 == s.last || g.is(k+1, polite|here|it) || g.is(k+1, hinglish) || g.is(k+1, hindiTell)
}

// fragment reports whether the sentence is the secret's name and politeness
// only: "Your OTP?", "PIN please", or a form: "CVV:".
func (g *checker) fragment(s *sentence, n int) bool {
	last := n
	for last+1 < s.last && g.is(last+1, number) {
		last++
	}
	if t := g.words[last].token + 1; g.text.Is(t, ':') && (t+1 == len(g.text.Tokens) || g.text.Is(t+1, '\n')) {
		return true
	}
	return g.only(s.first, s.last, det|polite|it|here|number|code|payCard|cardNoun) && (s.mark == '?' || g.near(s.first, s.last, polite) && s.last-s.first > 1)
}

// echoed reports whether the next sentence asks for the secret n by a pronoun:
// "You will get an OTP. Please share it."
func (g *checker) echoed(n int) bool {
	i := g.words[n].sentence + 1
	if i >= len(g.sentences) || g.near(g.sentences[i-1].first, g.sentences[i-1].last, negation) {
		return false
	}
	s := &g.sentences[i]
	for k := s.first; k < s.last; k++ {
		if g.is(k, tell|hindiTell) && (k+1 == s.last || g.near(k+1, min(k+3, s.last), it) || g.near(s.first, k, it)) && !g.near(s.first, s.last, otherVerb) {
			return !g.negated(s, k) && !g.given(s, k, k)
		}
	}
	return false
}
