package trigger

// hindi returns the request that begins at token i in Hindi or Hinglish, if
// any. Verb and negation come last there, so the patterns begin at the
// person, or at the verb where it is drawn to the front.
func (s *scan) hindi(i int) (r request) {
	c := s.classes[i]
	switch {
	case c&(hiHead|hiSome|hiMod) != 0 && !s.is(i-1, i, hiMod):
		r = s.personFirst(i)
	case c&hiBaat != 0:
		r = s.talkFirst(i)
	case c&hiJoin != 0:
		r = s.joinFirst(i)
	}
	if r.score == 0 || s.is(r.to, i, hiNeg) || s.is(r.to, i, hiFill) && s.is(r.to+1, i, hiNeg) || s.reported(i) {
		return request{}
	}
	return r
}

// reported: "agent ne kaha manager se baat karo". "Maine kaha" is one word
// and the customer's own.
func (s *scan) reported(i int) bool {
	for k := i - 1; k >= i-6 && s.in(k, i); k-- {
		if s.classes[k]&hiReport != 0 && s.before(k, 3, hiSpeaker) {
			return true
		}
	}
	return false
}

// somebody reads a phrase for a person: "kisi asli insaan".
func (s *scan) somebody(i, near int) (end int, how strength) {
	for k := i; k < i+maxPhrase && s.in(k, near); k++ {
		c := s.classes[k]
		switch {
		case c&hiHead != 0:
			end, how = k+1, strong
		case c&hiSome != 0:
			end, how = k+1, max(how, medium)
		case c&hiMod != 0 || c&isMod != 0 && how == noPerson:
		default:
			return end, how
		}
	}
	return end, how
}

// personFirst: "kisi insaan se baat karni hai", "agent chahiye", "manager ko
// bulao", "agent se connect karo".
func (s *scan) personFirst(i int) request {
	end, how := s.somebody(i, i)
	if how == noPerson {
		return request{}
	}
	k := s.skip(end, i, 2, hiKo)
	if s.is(k, i, hiWant|hiFetch) {
		score := plain
		if how == medium {
			score = vague
		}
		return request{i, k + 1, score, "the customer wants a person"}
	}
	se := s.skip(k, i, 2, hiSe)
	verb := s.skip(se, i, 3, hiFill)
	switch {
	case s.is(verb, i, hiJoin):
		if how != strong && se == k {
			return request{}
		}
		return s.joined(i, verb)
	case se > k && s.is(verb, i, hiBaat):
		return s.talked(i, verb)
	}
	return request{}
}

// talked: what follows "baat" makes it a wish or a memory.
func (s *scan) talked(i, baat int) request {
	words := "the customer asks to talk to a person"
	k := s.skip(baat+1, i, 2, hiFill)
	neg := s.skip(k, i, 1, hiNeg)
	switch {
	case s.is(k, i, hiDo):
		return request{i, k + 1, sure, words}
	case s.is(k, i, hiDoing) && s.is(k+1, i, hiLet):
		return request{i, k + 2, sure, words}
	case s.is(neg, i, hiHo) && s.is(neg+1, i, hiCan):
		return request{i, neg + 2, likely, words} // "baat nahi ho sakti?" asks for it
	case !s.in(k, i):
		return request{i, baat + 1, likely, words}
	}
	return request{}
}

// joined: "agent se connect karo", and not "connect kiya tha".
func (s *scan) joined(i, verb int) request {
	k := s.skip(verb+1, i, 3, hiMake)
	if s.after(k, i, 2, hiPast) {
		return request{}
	}
	return request{i, k, sure, "the customer asks to be connected to a person"}
}

// talkFirst: "baat karao meri kisi insaan se".
func (s *scan) talkFirst(i int) request {
	k := s.skip(i+1, i, 2, hiFill)
	if !s.is(k, i, hiDo) {
		return request{}
	}
	k = s.skip(k+1, i, 5, hiFill|hiLet)
	end, how := s.somebody(k, i)
	if how == noPerson || !s.is(end, i, hiSe) {
		return request{}
	}
	return request{i, end + 1, sure, "the customer asks to talk to a person"}
}

// joinFirst: "connect karo kisi agent se".
func (s *scan) joinFirst(i int) request {
	k := s.skip(i+1, i, 3, hiMake)
	if k == i+1 {
		return request{}
	}
	k = s.skip(k, i, 3, hiFill)
	end, how := s.somebody(k, i)
	if how == noPerson || !s.is(end, i, hiSe|hiKo) {
		return request{}
	}
	return request{i, end + 1, sure, "the customer asks to be connected to a person"}
}
