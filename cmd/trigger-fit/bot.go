package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// judgedFeatures is how many features an answer is judged by: those of a line
// and the traits of an answer.
const judgedFeatures = learned.Features + learned.Traits

// How the models of the bot's lines are fitted. Words say which bot it is more
// than whether it is right, so only phrases are read that several dialogues
// have; another bot has none of them.
var (
	botRates     = rates{epochs: 15, step: 0.05, dense: 1e-2, table: 1e-3, rows: phraseRows, allow: ofAnyBot}
	revisedRates = rates{epochs: 15, step: 0.05, dense: 1e-2, allow: ofReaction}
)

// phraseRows is at least as many as there are phrases that count.
const phraseRows = 1 << 13

// answered is what a walk through the dialogues finds: the bot's lines that
// are judged, and those of them that a customer's line followed.
type answered struct {
	answers, revised []sample
	phrases          []uint32 // what the answers' grams stand for
}

// look reads each part of rows with the weights that file returns for it.
func look(rows []row, part func(*row) string, file func(part string) *linear.File) (a answered, err error) {
	var said [][]uint32
	for _, p := range partsOf(rows, part) {
		var mine []row
		for i := range rows {
			if part(&rows[i]) == p {
				mine = append(mine, rows[i])
			}
		}
		err = walk(mine, file(p), func(i int, r *learned.Reader, _ learned.Turn) {
			got := r.Sample()
			s := sample{set: "dbdc3", system: mine[i].Raw.System, dialog: mine[i].Dialog, part: p}
			if y, ok := mine[i].label("bot_bad_core"); ok && mine[i].Speaker != "user" {
				s.dense, s.y = append(values(got.Features), values(got.Traits)...), y
				a.answers, said = append(a.answers, s), append(said, hashes(nil, got.Phrases))
			}
			if got.Revised == nil || mine[i].Speaker != "user" || i == 0 {
				return
			}
			if y, ok := mine[i-1].label("bot_bad_core"); ok {
				s.dense, s.y = values(got.Revised), y
				a.revised = append(a.revised, s)
			}
		})
		if err != nil {
			return a, err
		}
	}
	balance(a.answers)
	balance(a.revised)
	a.phrase(said)
	return a, nil
}

// phrase finds out which phrases count, and gives each answer its own.
func (a *answered) phrase(said [][]uint32) {
	a.phrases = common(a.answers, said)
	for i := range a.answers {
		s := &a.answers[i]
		for _, h := range said[i] {
			if at, found := slices.BinarySearch(a.phrases, h); found {
				s.grams = append(s.grams, uint32(at)) // #nosec G115 -- below phraseRows
			}
		}
		s.split, s.of = len(s.grams), len(said[i])
	}
}

// partsOf returns the parts of rows, sorted.
func partsOf(rows []row, part func(*row) string) (parts []string) {
	for i := range rows {
		parts = append(parts, part(&rows[i]))
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

// balance lets every bot count the same, and the good and the bad answers of
// each: how bad a bot is on the whole says nothing of another one.
func balance(samples []sample) {
	type kind struct {
		system string
		y      bool
	}
	counts := map[kind]int{}
	for i := range samples {
		counts[kind{samples[i].system, samples[i].y}]++
	}
	for i := range samples {
		s := &samples[i]
		s.weight = float64(len(samples)) / float64(len(counts)*counts[kind{s.system, s.y}])
	}
}

// common returns the phrases that two dialogues or more have, sorted.
func common(samples []sample, said [][]uint32) []uint32 {
	in, all := map[uint32]string{}, []uint32{}
	for i := range samples {
		for _, h := range said[i] {
			switch dialog, ok := in[h]; {
			case !ok:
				in[h] = samples[i].dialog
			case dialog != samples[i].dialog:
				all = append(all, h)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// fitBot adds the models of the bot's lines to f: of the answer, and of the
// answer that the customer has answered.
func fitBot(c corpus, f *linear.File, to io.Writer) error {
	m, revised, a, err := fitAnswers(c, f, byFold)
	if err != nil {
		return err
	}
	f.Sections = append(f.Sections, botSections(m, a.phrases)...)
	f.Sections = append(f.Sections, section(learned.SectionRevised, revised))
	_, err = fmt.Fprintf(to, "bot_wrong fitted on %d answers, %d of them answered, with %d phrases\n", len(a.answers), len(a.revised), len(a.phrases))
	return err
}

// byFold and bySystem are the parts of dialogues that a model has not seen
// when it reads them.
func byFold(r *row) string   { return "part " + strconv.Itoa(fold(r.Dialog)) }
func bySystem(r *row) string { return r.Raw.System }

// fitAnswers fits both models. A line's features tell how bad the answers
// before it were, and a revised answer what it looked like before. Both are
// told by models that have not seen the dialogue, as it will be with any
// other. So it takes three walks: the first models know nothing of answers
// before, the second ones do, and with these the customers' lines are read.
func fitAnswers(c corpus, f *linear.File, part func(*row) string) (m, revised *model, a answered, err error) {
	rows := c["dbdc3"]
	f = withoutBot(f)
	first, err := look(rows, part, func(string) *linear.File { return f })
	if err != nil {
		return nil, nil, a, err
	}
	if len(first.phrases) > phraseRows {
		return nil, nil, a, fmt.Errorf("%d phrases are more than %d", len(first.phrases), phraseRows)
	}
	alone := botRates
	alone.allow = func(i int) bool { return ofAnyBot(i) && learned.FeatureName(i) != "crossBefore" }
	a, err = look(rows, part, first.without(f, alone))
	if err != nil {
		return nil, nil, a, err
	}
	m = fitAnswer(a.answers, botRates)
	last, err := look(rows, part, a.without(f, botRates))
	if err != nil {
		return nil, nil, a, err
	}
	a.revised = last.revised
	return m, fitReaction(a.revised), a, nil
}

// without returns, for each part, f and a model of the answers that has not
// seen it.
func (a *answered) without(f *linear.File, r rates) func(part string) *linear.File {
	return func(part string) *linear.File {
		rest := slices.DeleteFunc(slices.Clone(a.answers), func(s sample) bool { return s.part == part })
		return &linear.File{Sections: append(slices.Clone(f.Sections), botSections(fitAnswer(rest, r), a.phrases)...)}
	}
}

// withoutBot returns f without what is fitted on answers.
func withoutBot(f *linear.File) *linear.File {
	rest := slices.DeleteFunc(slices.Clone(f.Sections), func(s linear.Section) bool {
		return slices.Contains([]string{learned.BotWrong.String(), learned.SectionTraits, learned.SectionHeard, learned.SectionRevised}, s.Name)
	})
	return &linear.File{Sections: rest}
}

func fitAnswer(samples []sample, r rates) *model {
	m := fit(samples, judgedFeatures, r, 5)
	m.add(handAnswer, judgedName)
	return m
}

func fitReaction(samples []sample) *model {
	m := fit(samples, learned.Revised, revisedRates, 6)
	m.add(handReaction, learned.RevisedName)
	return m
}

// botSections cuts the model of an answer into its sections.
func botSections(m *model, phrases []uint32) []linear.Section {
	line := &model{bias: m.bias, dense: m.dense[:learned.Features]}
	traits := &model{dense: m.dense[learned.Features:]}
	heard := linear.Section{Name: learned.SectionHeard, Width: 4}
	for i, h := range phrases {
		heard.Values = append(heard.Values, int32(h), fixed(m.table[i], linear.GramUnit, 1<<20)) // #nosec G115 -- two's complement is what is stored
	}
	return []linear.Section{section(learned.BotWrong.String(), line), section(learned.SectionTraits, traits), heard}
}
