package trigger

// english returns the request that begins at token i in English, if any.
func (s *scan) english(i int) (r request) {
	c := s.classes[i]
	consider := func(next request) {
		if next.score > r.score {
			r = next
		}
	}
	if c&(isContact|isContacting) != 0 {
		consider(s.contact(i))
	}
	if c&isConnect != 0 {
		consider(s.connect(i))
	}
	if c&isGive != 0 {
		consider(s.give(i))
	}
	if c&isDesire != 0 || c&isCue != 0 && s.wouldLike(i) {
		consider(s.desire(i))
	}
	if c&isBe != 0 || c&isMod != 0 {
		consider(s.exists(i))
	}
	if c&isCan != 0 {
		consider(s.act(i))
	}
	if r.score == 0 || s.negated(i) || s.told(i, r.to) {
		return request{}
	}
	return r
}

// contact: "talk to a human", "speak with someone", and turned round,
// "somebody I can talk to".
func (s *scan) contact(i int) request {
	if s.classes[i]&isContact == 0 && !s.before(i, 2, isCue) {
		return request{}
	}
	to := s.skip(i+1, i, 2, isFiller)
	if !s.is(to, i, isTo) {
		return request{}
	}
	if end, how := s.person(to+1, i); how != noPerson {
		if !s.wished(i) {
			return request{}
		}
		score := sure
		if how == weak {
			score = likely
		}
		return request{i, end, score, "the customer asks to talk to a person"}
	}
	return s.contactBack(i, to)
}

// contactBack: a person named before "talk to". With a bot after it nobody
// is asked for; noBot sees to those who do not want one.
func (s *scan) contactBack(i, to int) request {
	if bot := s.skip(to+1, i, 3, isMod); s.is(bot, i, isBot) {
		return request{}
	}
	for k := i - 1; k >= i-5 && s.in(k, i); k-- {
		if s.classes[k]&(isStrong|isMedium) != 0 && s.before(i, 3, isCue|isTo) {
			return request{k, to + 1, likely, "the customer asks for somebody to talk to"}
		}
	}
	return request{}
}

// wished reports whether "talk to" at i is a wish: an order, or after a word
// of wishing.
func (s *scan) wished(i int) bool {
	first := i
	for s.is(first-1, i, isFiller|isPlease) {
		first--
	}
	return !s.in(first-1, i) || s.before(i, 8, isCue) || s.after(i, i, 8, isPlease)
}

// connect: "transfer this chat to your manager".
func (s *scan) connect(i int) request {
	if s.is(i-1, i, isThird) {
		return request{} // "they transfer me to an agent"
	}
	k := s.skip(i+1, i, 5, isObject)
	to := s.is(k, i, isTo)
	if to {
		k++
	}
	end, how := s.person(k, i)
	if !to {
		// "put the team on it" is no such thing, "connect me human" is.
		end, how = s.person(s.skip(i+1, i, 1, isObject), i)
		if how != strong {
			return request{}
		}
	}
	if how == noPerson {
		return request{}
	}
	return request{i, end, sure, "the customer asks to be connected to a person"}
}

// give: "get me a human".
func (s *scan) give(i int) request {
	k := i + 1
	if string(s.text.word(i)) != "gimme" {
		k = s.skip(i+1, i, 1, isObject)
	}
	end, how := s.person(k, i)
	switch {
	case how == strong && (k > i+1 || s.wished(i)):
		return request{i, end, plain, "the customer asks for a person"}
	case how == medium && k > i+1:
		return request{i, end, vague, "the customer asks for somebody"}
	}
	return request{}
}

// wouldLike reports whether i is "like" in "I would like".
func (s *scan) wouldLike(i int) bool {
	if string(s.text.word(i)) != "like" || !s.in(i-1, i) {
		return false
	}
	w := string(s.text.word(i - 1))
	return w == "would" || w == "id" || w == "wud"
}

// desire: "I want an agent".
func (s *scan) desire(i int) request {
	k := s.skip(i+1, i, 1, isTo)
	end, how := s.person(k, i)
	switch how {
	case strong:
		return request{i, end, plain, "the customer wants a person"}
	case medium:
		return request{i, end, vague, "the customer wants somebody"}
	}
	return request{}
}

// exists: "is there a real person", "any agent available".
func (s *scan) exists(i int) request {
	k := i + 1
	there := s.classes[i]&isBe != 0 && s.is(k, i, isThere)
	if there {
		k++
	} else if s.classes[i]&isBe != 0 || string(s.text.word(i)) != "any" {
		return request{}
	}
	end, how := s.person(k, i)
	if how != strong || !there && !s.is(end, i, isAvailable) {
		return request{}
	}
	return request{i, end, implied, "the customer asks whether a person is there"}
}

// act: "can a human help me", "please have someone call me".
func (s *scan) act(i int) request {
	end, how := s.person(i+1, i)
	k := s.skip(end, i, 2, isFiller|isTo)
	if end > i+2 && s.is(end-1, i, isHelp) {
		k = end - 1 // "help" was read as a service: "can someone help"
	}
	if how == noPerson || !s.is(k, i, isHelp) {
		return request{}
	}
	switch {
	case how == strong:
		return request{i, k + 1, likely, "the customer asks a person to act"}
	case how == medium && s.classes[k]&isReach != 0:
		return request{i, k + 1, implied, "the customer asks to be called"}
	case how == medium:
		return request{i, k + 1, vague, "the customer asks for somebody's help"}
	}
	return request{}
}

// bare: a person and nothing else, "agent please", "human!!", or a bot that
// is not wanted.
func (s *scan) bare() (best request) {
	for from := 0; from < len(s.classes); {
		to := from + 1
		for s.in(to, from) {
			to++
		}
		if r := s.bareClause(from, to); r.score > best.score {
			best = r
		}
		if r := s.noBot(from, to); r.score > best.score {
			best = r
		}
		from = to
	}
	return best
}

func (s *scan) bareClause(from, to int) request {
	first, polite := from, false
	for first < to && s.classes[first]&(isFiller|isPlease) != 0 && string(s.text.word(first)) != "live" && string(s.text.word(first)) != "no" {
		polite = polite || s.classes[first]&isPlease != 0
		first++
	}
	if first == to || s.classes[first]&isMy != 0 {
		return request{}
	}
	end, how := s.person(first, first)
	if how != strong {
		return request{}
	}
	rest := end
	for rest < to && s.classes[rest]&(isPlease|isNeeded) != 0 {
		polite, rest = true, rest+1
	}
	alone := len(s.classes) <= 4
	if rest != to || !polite && !alone {
		return request{}
	}
	return request{first, end, likely, "the customer asks for a person"}
}

// noBot: "I don't want to talk to a bot".
func (s *scan) noBot(from, to int) request {
	for i := from; i < to; i++ {
		if s.classes[i]&(isContact|isContacting) == 0 || !s.is(i+1, i, isTo) || !s.negated(i) {
			continue
		}
		if bot := s.skip(i+2, i, 3, isMod|isObject); s.is(bot, i, isBot) {
			return request{i, bot + 1, implied, "the customer does not want to talk to a bot"}
		}
	}
	return request{}
}
