package main

import (
	"errors"
	"fmt"
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
		if name == learned.SectionRevised {
			continue // it needs the models of the bot's lines
		}
		m, err := fitHead(c, name, f)
		if err != nil {
			return nil, err
		}
		m.bias += shifts[name]
		tables[h] = m
		f.Sections = append(f.Sections, section(name, m))
	}
	revised, err := fitBot(c, f, to)
	if err != nil {
		return nil, err
	}
	tables[linear.Heads-1] = revised
	f.Sections = append(f.Sections, section(learned.SectionRevised, revised), heads(learned.SectionCustomer, customerRows, tables[:]...))
	return f, nil
}

// shifts move a head's evidence after the fit, so that its best threshold on
// lines of sets that it has not seen is the same 0.5 for every rule. Read-only.
var shifts = map[string]float64{"human_request": 0.2, "technical": 0.5, "billing": 0}

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
	},
	"technical": {
		{"nlupp", "not_working", 5, 3}, {"multidogo", "technical", 0.5, 0.3}, {"clinc150", "", 0, 0.2}, {ownFault, "not_working", 0.5, 0.5},
	},
	"billing": {
		{"hint3", "billing", 4, 2}, {"nlupp", "billing", 1, 1}, {"banking77", "billing", 0.3, 0}, {"clinc150", "billing", 0.3, 0.3}, {"multidogo", "billing", 0.5, 0.3},
	},
}

// fitHead fits a head of the customer's table on all of its sources.
func fitHead(c corpus, name string, f *linear.File) (*model, error) {
	samples, err := headSamples(c, name, f)
	if err != nil {
		return nil, err
	}
	return fit(samples, learned.Features, headRates, 4), nil
}

// headRates are those of the customer's table. Read-only.
var headRates = rates{epochs: 15, step: 0.5, dense: 1e-4, table: 2e-5, rows: customerRows, allow: learned.FromText}

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
			ok = true
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

// fitBot adds the model of the bot's lines to f and returns that of answers
// that the customer has answered.
func fitBot(c corpus, f *linear.File, to io.Writer) (*model, error) {
	samples, err := botSamples(c, f)
	if err != nil {
		return nil, err
	}
	m := fit(samples, learned.Features, botRates, 5)
	f.Sections = append(f.Sections, section(learned.BotWrong.String(), m))
	if len(m.table) > 0 {
		f.Sections = append(f.Sections, heads(learned.SectionBot, len(m.table), m))
	}
	revised, err := revisedSamples(c, f)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(to, "bot_wrong fitted on %d answers, %d of them answered\n", len(samples), len(revised))
	return fit(revised, learned.Revised, revisedRates, 6), err
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
	for _, name := range learned.Heads[:linear.Heads-1] {
		if err := headApart(c, name, f, to); err != nil {
			return err
		}
	}
	answers, err := botSamples(c, f)
	if err != nil {
		return err
	}
	again, err := revisedSamples(c, f)
	if err != nil {
		return err
	}
	for _, by := range []string{"system", "fold"} {
		regroup(answers, by)
		regroup(again, by)
		err := errors.Join(report(to, "bot_wrong", apart(answers, learned.Features, botRates)),
			report(to, "revised", apart(again, learned.Revised, revisedRates)))
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
	regroup(samples, "set")
	return errors.Join(report(to, name, apart(samples, learned.Features, headRates)), report(to, name, bySet(samples, headRates)))
}
