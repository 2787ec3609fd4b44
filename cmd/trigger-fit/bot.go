package main

import (
	"strconv"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// How the models of the bot's lines are fitted. Words say which bot it is more
// than whether it is right, so its own line is judged without them; those of
// the customer's answer are read, and pulled hard to nought.
var (
	botRates     = rates{epochs: 6, step: 0.05, dense: 1e-3, allow: ofAnyBot}
	revisedRates = rates{epochs: 5, step: 0.05, dense: 1e-3, table: 1e-3, rows: customerRows}
)

// The weights of an answer that was bad and of one that was good: most of the
// set's are bad, of which another trade's bot knows nothing.
const (
	badWeight  = 0.4
	goodWeight = 1.3
)

// ofAnyBot reports whether a feature says the same of every bot: how the line
// stands to the others, and not what it is made of.
func ofAnyBot(i int) bool {
	switch learned.FeatureName(i) {
	case "otherCross", "crossBefore", "late", "sameAsBefore", "sameAsLast", "early", "echoes", "Known", "Negation", "unanswered",
		"notKnown", "otherAsked", "otherNegates", "losesManners", "repeatsAsk", "againHeld", "otherRefused", "opposes", "Good", "You", "Greeting",
		"Sorry", "asksOnce", "topical", "otherShort", "otherLong", "Filler", "Lost", "praises", "sameFigures", "persists":
		return true
	}
	return false
}

func botSamples(c corpus, f *linear.File) (out []sample, err error) {
	rows := c["dbdc3"]
	err = walk(rows, f, func(i int, r *learned.Reader, _ learned.Turn) {
		if y, ok := rows[i].label("bot_bad_core"); ok && rows[i].Speaker != "user" {
			s := line(r, "dbdc3", y)
			s.weight, s.system, s.dialog = weighed(y), rows[i].Raw.System, rows[i].Dialog
			out = append(out, s)
		}
	})
	return out, err
}

func weighed(y bool) float64 {
	if y {
		return badWeight
	}
	return goodWeight
}

// revisedSamples returns the answers that a customer's line followed.
func revisedSamples(c corpus, f *linear.File) (out []sample, err error) {
	rows := c["dbdc3"]
	y, known, system := false, false, ""
	err = walk(rows, f, func(i int, r *learned.Reader, _ learned.Turn) {
		if rows[i].Speaker != "user" {
			y, known = rows[i].label("bot_bad_core")
			system = rows[i].Raw.System
			return
		}
		if x := r.Sample().Revised; known && x != nil {
			s := line(r, "dbdc3", y)
			s.dense, s.weight, s.system, s.dialog = values(x), weighed(y), system, rows[i].Dialog
			out = append(out, s)
		}
		known = false
	})
	return out, err
}

// regroup sets what validation leaves out: the set, a bot, or a fifth of the
// dialogues.
func regroup(samples []sample, by string) {
	for i := range samples {
		s := &samples[i]
		switch by {
		case "set":
			s.group = s.set
		case "system":
			s.group = s.system
		case "fold", "part":
			s.group = "part " + strconv.Itoa(fold(s.dialog))
		}
	}
}

// bySet fits without each group and returns the judgements by set.
func bySet(samples []sample, r rates) map[string][]judged {
	out := map[string][]judged{}
	for part := range folds {
		var rest []sample
		for i := range samples {
			if fold(samples[i].dialog) != part {
				rest = append(rest, samples[i])
			}
		}
		m := fit(rest, learned.Features, r, 12)
		for i := range samples {
			if s := &samples[i]; fold(s.dialog) == part {
				out["a fifth of "+s.set] = append(out["a fifth of "+s.set], judged{m.logit(s), s.y})
			}
		}
	}
	return out
}
