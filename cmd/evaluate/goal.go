package main

// results is everything that a goal can be measured by.
type results struct {
	report *report
	fits   fits
	sets   map[string]*tally
	shops  float64 // F1 of asking for a person in the two shops of hint3
	row    lookups
}

// figure is one number, if there is one.
type figure struct {
	value float64
	known bool
}

// goal is a line of the table.
type goal struct {
	what string
	// aim is reached by what is at least as much; with most, at most.
	aim  float64
	most bool
	form form
	// dev is the figure on the development half. fifth and left are the same
	// with a fifth of the dialogues and with the whole set left out of the
	// fit; fitted says that there is such a fit.
	dev, fifth, left figure
	fitted           bool
}

// counts returns the figure that the goal is judged by.
func (g *goal) counts() figure {
	if g.fitted && g.fifth.known {
		return g.fifth
	}
	return g.dev
}

// met reports whether the goal is reached; ok is false if nothing says so:
// what was fitted on a set does not count on that set.
func (g *goal) met() (met, ok bool) {
	f := g.counts()
	if !f.known || g.fitted && !g.fifth.known {
		return false, false
	}
	if g.most {
		return f.value <= g.aim, true
	}
	return f.value >= g.aim, true
}

// ussSets are the four families of USS. Read-only.
var ussSets = []string{"uss_ccpe", "uss_mwoz", "uss_redial", "uss_sgd"}

// goals measures all goals, in the order of the table.
func goals(r *results) []goal {
	all := frustrationGoals(r)
	all = append(all, personGoals(r)...)
	all = append(all, wrongGoals(r)...)
	all = append(all, repeatGoals(r)...)
	all = append(all, topicGoals(r)...)
	return append(all, deskGoals(r)...)
}

func (r *results) dev(set, label, when, metric string) figure {
	v, ok := r.report.get(set, label, when, metric)
	return figure{v, ok}
}

func (r *results) fit(model, metric string, starts ...string) figure {
	v, ok := r.fits.get(model, metric, starts...)
	return figure{v, ok}
}

func frustrationGoals(r *results) []goal {
	core := func(metric string) figure { return r.dev("uss pooled", "dissatisfied_core", atTurn, metric) }
	mean := figure{known: true}
	for _, set := range ussSets {
		f := r.dev(set, "dissatisfied_core", atTurn, "AP")
		mean.value += f.value / float64(len(ussSets))
		mean.known = mean.known && f.known
	}
	return []goal{
		{what: "frustration, USS pooled, core labels: AP", aim: .50, dev: core("AP")},
		{what: "the same: F1 at the notice", aim: .53, dev: core("F1")},
		{what: "the same: false-positive rate", aim: .03, most: true, form: perCent, dev: core("FPR")},
		{what: "frustration, a set family left out: mean AP of the four", aim: .40, dev: mean},
	}
}

func personGoals(r *results) []goal {
	const model, label = "human_request", "human_request"
	all := []goal{
		{what: "asks for a person, nlupp: F1", aim: .88, fitted: true, dev: r.dev("nlupp", label, atTurn, "F1"), fifth: r.fit(model, "F1", "a fifth of nlupp"), left: r.fit(model, "F1", "nlupp")},
		{what: "asks for a person, acid: F1", aim: .92, dev: r.dev("acid", label, atTurn, "F1")},
		{what: "asks for a person, hint3, two shops: F1 (left out: all three shops)", aim: .65, fitted: true, dev: figure{r.shops, r.shops > 0}, fifth: r.fit(model, "F1", "a fifth of hint3"), left: r.fit(model, "F1", "hint3")},
		{what: "asks for a person, never fitted on: nlupp F1", aim: .75, dev: r.fit(model, "F1", "nlupp")},
		{what: "the same, acid F1", aim: .75, dev: r.dev("acid", label, atTurn, "F1")},
		{what: "the same, hint3 F1", aim: .50, dev: r.fit(model, "F1", "hint3")},
	}
	for _, c := range []struct {
		what string
		sets []string
	}{
		{"clinc150 (its lines were fitted on)", []string{"clinc150"}},
		{"banking77 (its lines were fitted on)", []string{"banking77"}},
		{"multidogo (its lines were fitted on)", []string{"multidogo"}},
		{"USS", ussSets},
	} {
		all = append(all, goal{
			what: "false alarms, share of messages, " + c.what, aim: .003, most: true, form: perCent,
			dev: figure{personShare(r.sets, c.sets...), measuredAny(r.sets, c.sets)},
		})
	}
	return all
}

func measuredAny(sets map[string]*tally, names []string) bool {
	for _, n := range names {
		if sets[n] != nil {
			return true
		}
	}
	return false
}

func wrongGoals(r *results) []goal {
	later := func(set, label string) figure { return r.dev(set, label, turnLater, "AUC") }
	return []goal{
		{
			what: "bot wrong, dbdc3 core, one turn later: AUC", aim: .84, fitted: true, dev: later("dbdc3", "bot_bad_core"),
			fifth: r.fit("revised", "AUC", "part ", "a fifth of dbdc3"), left: r.fit("revised", "AUC", bots...),
		},
		{what: "bot wrong, crsarena, one turn later: AUC", aim: .85, dev: later("crsarena", "bot_bad")},
		{what: "bot wrong, convai2, one turn later: AUC", aim: .74, dev: later("convai2_thumbs", "bot_bad")},
		{what: "bot wrong, abceval, one turn later: F1", aim: .51, dev: r.dev("abceval", "bot_bad", turnLater, "F1")},
		{what: "bot wrong, a bot never seen, at the turn: AUC (mean of dbdc3's four)", aim: .62, dev: r.fit("bot_wrong", "AUC", bots...)},
	}
}

// bots are those of dbdc3. Read-only.
var bots = []string{"CIC", "IRIS", "TKTK", "YI"}

func repeatGoals(r *results) []goal {
	return []goal{
		{what: "bot repeats, abceval: F1", aim: .38, dev: r.dev("abceval", "bot_repeat", atTurn, "F1")},
		{what: "bot repeats: dialogues of uss_sgd with an alert", aim: .05, most: true, form: perCent, dev: r.alarmed("uss_sgd", "bot_repeat")},
		{what: "same question, pairs_banking77: AP (its words' meanings were fitted on banking77)", aim: .83, dev: r.dev("pairs_banking77", "same_question", atTurn, "AP")},
		{what: "same question, mqp: AP", aim: .80, dev: r.dev("mqp", "same_question", atTurn, "AP")},
		{what: "same question: dialogues of uss_sgd with an alert", aim: .03, most: true, form: perCent, dev: r.alarmed("uss_sgd", "customer_repeat")},
		{what: "hallucination with the passage, q2_wow: AP", aim: .80, fitted: true, dev: r.dev("q2_wow", "hallucination", atTurn, "AP"), fifth: r.fit(knowledgeModel, "AP", "a fifth of q2_wow")},
	}
}

func (r *results) alarmed(set, rule string) figure {
	t := r.sets[set]
	if t == nil {
		return figure{}
	}
	return figure{share(t.alarmed[rule], t.dialogues), true}
}

func topicGoals(r *results) []goal {
	return []goal{
		{what: "billing, hint3: F1", aim: .80, fitted: true, dev: r.dev("hint3", "billing", atTurn, "F1"), fifth: r.fit("billing", "F1", "a fifth of hint3"), left: r.fit("billing", "F1", "hint3")},
		{what: "technical, nlupp not_working: F1", aim: .83, fitted: true, dev: r.dev("nlupp", "not_working", atTurn, "F1"), fifth: r.fit("technical", "F1", "a fifth of nlupp"), left: r.fit("technical", "F1", "nlupp")},
	}
}

func deskGoals(r *results) []goal {
	hour := func(names ...string) figure { return figure{falseAnHour(r.sets, names...), measuredAny(r.sets, names)} }
	timed := r.report.P99 > 0
	return []goal{
		{what: "time per message, nine rules: median", aim: 20, most: true, form: micros, dev: figure{r.report.Median, timed}},
		{what: "the same: p99", aim: 200, most: true, form: micros, dev: figure{r.report.P99, timed}},
		{what: "hallucination among " + r.row.articles + " articles: p99", aim: 50, most: true, form: millis, dev: figure{r.row.p99, r.row.p99 > 0}},
		{what: "false immediate alerts an agent-hour, uss_sgd and multidogo pooled", aim: 6, most: true, form: plain, dev: hour("uss_sgd", "multidogo")},
		{what: "the same, uss_sgd alone", aim: 6, most: true, form: plain, dev: hour("uss_sgd")},
	}
}
