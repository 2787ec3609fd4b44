package main

import (
	"errors"
	"io"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// customerRows is how many rows the customer's table has: more of them collide
// less and cost the cache more.
const customerRows = 1 << 15

// source is a set with the label that a model learns from it, and how often
// each of its lines counts.
type source struct {
	set, label string
	y, n       float64 // the weight of a line that has it, and of one that has not
}

// fitFile fits everything, one stage after another: later stages see lines as
// they look with the weights of the earlier ones.
func fitFile(c corpus, to io.Writer) (*linear.File, error) {
	f := &linear.File{Sections: []linear.Section{rarity(c)}}
	f.Sections = append(f.Sections, sensesOf(c), byHand(learned.BotRepeat, handBotRepeat, learned.Pairs, learned.PairName),
		byHand(learned.CustomerRepeat, handCustomerRepeat, learned.Pairs, learned.PairName),
		byHand(learned.Frustration, hand, learned.Features, learned.FeatureName))
	var tables [linear.Heads]*model
	for h, name := range learned.Heads {
		m, err := fitHead(c, name, f)
		if err != nil {
			return nil, err
		}
		tables[h] = m
		f.Sections = append(f.Sections, section(name, m))
	}
	f.Sections = append(f.Sections, heads(learned.SectionCustomer, customerRows, tables[:]...))
	return f, fitBot(c, f, to)
}

// shifts move a head's evidence after the fit, so that its best threshold on
// lines of sets that it has not seen is the same 0.5 for every rule. Read-only.
var shifts = map[string]float64{"human_request": 1.25, "technical": 0.2, "billing": 0}

// sources are what each head of the customer's table learns from. Read-only.
var sources = map[string][]source{
	"human_request": {
		{"nlupp", "human_request", 6, 2},
		{"rasa", "human_request", 4, 2},
		{"hint3", "human_request", 2, 1},
		{"banking77", "", 0, 0.5},
		{"clinc150", "", 0, 0.5},
		{"multidogo", "", 0, 0.3},
		{ownHuman, "human_request", 1, 1},
		{ownMixed, "human_request", 0.5, 1},
		{"dbdc3", "", 0, 0.5},
		{"ruarobot", "", 0, 0.5},
	},
	"technical": {
		{"nlupp", "not_working", 5, 3}, {"multidogo", "technical", 0.5, 0.3}, {"clinc150", "", 0, 0.2}, {ownFault, "not_working", 0.5, 0.5}, {"dbdc3", "", 0, 0.3},
	},
	"billing": {
		{"hint3", "billing", 4, 2},
		{"nlupp", "billing", 1, 1},
		{"banking77", "billing", 0.3, 0},
		{"clinc150", "billing", 0.3, 0.3},
		{"multidogo", "billing", 0.5, 0.3},
		{"dbdc3", "", 0, 0.3},
		{ownMoney, "billing", 0.3, 1},
	},
}

// fitHead fits a head of the customer's table on all of its sources.
func fitHead(c corpus, name string, f *linear.File) (*model, error) {
	samples, err := headSamples(c, name, f)
	if err != nil {
		return nil, err
	}
	return headOf(samples, name, 4), nil
}

// headOf fits a head on samples and adds what is set by hand.
func headOf(samples []sample, name string, seed uint64) *model {
	m := fit(samples, learned.Features, ratesOf(name), seed)
	m.bias += shifts[name]
	m.add(handHead[name], learned.FeatureName)
	return m
}

// ofMood are the features of a line's mood, and those that only hand-set
// weights speak of. Read-only.
var ofMood = setOf(`Bad Awful Swear Good Dislike Sorry exclaims insists trails shouts holds gladSign crossSign badYou notGood notMine notYou
	rejects soothes Trifle recounts personRole nobody teamOnly Escalate`)

// headRates are those of the customer's table. Read-only.
var headRates = rates{epochs: 15, step: 0.5, dense: 1e-4, table: 2e-5, rows: customerRows, allow: learned.FromText}

// ratesOf returns the rates of a head. What is out of order is told in more
// ways than it is asked for, so no n-gram of technical may weigh much. A bad
// mood is about no person and no topic, so no head learns from its signs.
func ratesOf(name string) rates {
	r := headRates
	r.allow = func(i int) bool { return learned.FromText(i) && !ofMood[learned.FeatureName(i)] }
	if name == learned.Technical.String() {
		r.table = 3e-4
	}
	return r
}

func headSamples(c corpus, name string, f *linear.File) (all []sample, err error) {
	for _, src := range sources[name] {
		got, err := sourceSamples(c, src, f)
		if err != nil {
			return nil, err
		}
		all = append(all, got...)
	}
	return all, nil
}

// sourceSamples returns the samples of one source. Without a label every line
// is one that has it not.
func sourceSamples(c corpus, src source, f *linear.File) (out []sample, err error) {
	rows := c[src.set]
	err = walk(rows, f, func(i int, r *learned.Reader, t learned.Turn) {
		var y, ok bool
		switch src.label {
		case "":
			ok = rows[i].Speaker == "user"
		default:
			y, ok = rows[i].label(src.label)
		}
		weight := src.n
		if y {
			weight = src.y
		}
		if ok && weight > 0 {
			s := line(r, src.set, y)
			s.weight, s.dialog = weight, rows[i].Dialog
			out = append(out, s)
		}
	})
	return out, err
}

// byHand turns weights that were set by hand into a rule's section.
func byHand(rule learned.Rule, weights map[string]float64, features int, name func(int) string) linear.Section {
	m := &model{bias: weights["bias"], dense: make([]float64, features)}
	for i := range m.dense {
		m.dense[i] = weights[name(i)]
	}
	return section(rule.String(), m)
}

// outOfFamily prints how well models do on what they were not fitted on.
func outOfFamily(c corpus, f *linear.File, to io.Writer) error {
	for _, name := range learned.Heads {
		if err := headApart(c, name, f, to); err != nil {
			return err
		}
	}
	for _, part := range []func(*row) string{bySystem, byFold} {
		_, _, a, err := fitAnswers(c, f, part)
		if err != nil {
			return err
		}
		alone := func(s []sample) *model { return fitAnswer(s, botRates) }
		err = errors.Join(report(to, "bot_wrong", partsApart(a.answers, alone)), report(to, "revised", partsApart(a.revised, fitReaction)))
		if err != nil {
			return err
		}
	}
	return nil
}

// headApart validates a head twice: without each set, and by parts of all.
func headApart(c corpus, name string, f *linear.File, to io.Writer) error {
	samples, err := headSamples(c, name, f)
	if err != nil {
		return err
	}
	regroup(samples)
	return errors.Join(report(to, name, apart(samples, name)), report(to, name, bySet(samples, name)))
}
