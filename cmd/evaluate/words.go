package main

import "fmt"

// preface says when and on what the table was measured.
func (c *summaryCmd) preface(r *results) string {
	lines, dialogues := 0, 0
	for _, t := range r.sets {
		lines += t.customerLines
		dialogues += t.dialogues
	}
	words := fmt.Sprintf("Measured by `make evaluate` on %s: %d customers' lines in %d dialogues of %d public sets,\none build, one policy, no setting per set.", c.Date, lines, dialogues, len(r.sets))
	if c.On != "" {
		words += " " + c.On
	}
	return words
}

// afterword says how to read the table, and what it does not prove.
const afterword = `ᶠ The weights were fitted on this half of the set, so its figure proves little. The two columns beside it are the ones to believe: the same
measurement by weights that had not seen a fifth of the set's dialogues, or nothing of the set. *Met* goes by the first of these, else by the dev half.

What this does not prove: these are public dialogues of other trades, by crowd workers and volunteers, mostly in English; designs were chosen on
these very halves; lines are taken to be 20 seconds apart. Alerts that no label speaks of count as false. How it is in your chats only your chats
can tell: label some with ` + "`floorhub label`" + `, export them, and run the same measurement on them.
`
