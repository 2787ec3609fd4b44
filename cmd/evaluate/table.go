package main

import (
	"fmt"
	"slices"
	"strings"
)

// goalTable writes the goals as Markdown.
func goalTable(all []goal) string {
	var b strings.Builder
	b.WriteString("| what | goal | dev half | a fifth left out | the set left out | met |\n|---|---|---|---|---|---|\n")
	for i := range all {
		g := &all[i]
		dev := g.form.write(g.dev)
		if g.fitted && g.dev.known {
			dev += " ᶠ"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", g.what, g.aimed(), dev, g.form.write(g.fifth), g.form.write(g.left), g.verdict())
	}
	return b.String()
}

func (g *goal) verdict() string {
	switch met, ok := g.met(); {
	case !ok:
		return "not measured"
	case met:
		return "yes"
	}
	return "**no**"
}

// setTable writes what the desk would see of each set as Markdown.
func setTable(sets map[string]*tally, r *report) string {
	var b strings.Builder
	b.WriteString("| set | dialogues | customers' lines | immediate alerts per 100 dialogues | all alerts per 100 | right among labelled | precision at the alert threshold |\n|---|---|---|---|---|---|---|\n")
	for _, name := range sortedNames(sets) {
		t := sets[name]
		all := 0
		for _, n := range t.alerts {
			all += n
		}
		right := "–"
		if t.labelled > 0 {
			right = fmt.Sprintf("%d of %d", t.right, t.labelled)
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %.1f | %.1f | %s | %s |\n", name, t.dialogues, t.customerLines,
			100*share(t.immediate, t.dialogues), 100*share(all, t.dialogues), right, atAlert(r, name))
	}
	return b.String()
}

// atAlert lists the precision of each label at the alert threshold, where
// anything reached it.
func atAlert(r *report, set string) string {
	var out []string
	for _, row := range r.Rows {
		if row.Set == set && row.When == atTurn && row.Count > 0 {
			out = append(out, fmt.Sprintf("%s %.2f (%d)", row.Label, row.Alert, row.Count))
		}
	}
	slices.Sort(out)
	if out == nil {
		return "–"
	}
	return strings.Join(out, ", ")
}
